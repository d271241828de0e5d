"""A tiny book with everything that its back matter can hold."""

from __future__ import annotations

from tests.books import EPISODE, episode, scene

SECOND = "episodes/2-suite.md"

IDEAS = """\
[[idea]]
id = "miroir"
term = "miroir qui parle"
theme = "Le lien"
kind = "outil"
definition = "On lui parle, {character}`soline` surtout."
used_by = "{character}`soline`, le matin."
passages = ["1.2", "2.1"]
question = "Que lui cacher ?"
related = ["ecoute"]

[[idea]]
id = "ecoute"
term = "écoute"
theme = "Le lien"
kind = "service"
definition = "Quelqu’un écoute."
used_by = "Personne en scène."
passages = ["2.2"]
question = "Qui écoute ?"
related = ["miroir"]

[[idea]]
id = "jardin"
term = "jardin partagé"
theme = "La terre"
kind = "monde"
definition = "Un jardin."
used_by = "Tout le monde."
passages = ["1.1"]
question = "Qui arrose ?"
related = []
"""

ACRONYMS = """\
[[acronym]]
acronym = "MSA"
expansion = "mutualité sociale agricole"
definition = "Une caisse."
passages = ["1.1"]

[[acronym]]
acronym = "Caf"
expansion = "caisse d’allocations familiales"
definition = "Une autre."
passages = []
pages = ["index", "episodes/2-suite", "reperes/tout"]
"""

ORGANISATIONS = """\
[[organisation]]
name = "MSA"
nature = "réelle"
definition = "L’épisode la nomme."
acronym = "MSA"
passages = ["1.1"]
note = "Elle existe (source : elle-même)."

[[organisation]]
name = "Aquanova"
nature = "fictive"
definition = "De l’eau."
acronym = ""
passages = ["1.3"]
note = ""
"""

WORKS = """\
[[work]]
title = "« Île déserte »"
kind = "film"
year = "1976"
said = "Un film."
passages = ["1.1"]
note = "Vu une fois."
"""

FIGURES = """\
[[figure]]
value = "3"
unit = "%"
shown = "3 %"
meaning = "La part de ceux qui rêvent."
realm = "fiction"
passages = ["2.2"]
pages = []
source = "sans source indiquée"

[[figure]]
value = "8"
unit = "min"
shown = "8 minutes"
meaning = "La durée."
realm = "réel"
passages = []
pages = ["episodes/1-essai"]
source = "page de la série"
"""

PLACES = """\
[[place]]
name = "Lille"
nature = ""
passages = ["2.2", "1.1"]
"""

LANDMARKS = """\
[[landmark]]
date = "1945"
time = ""
label = "Le début"
text = "Tout commence."
era = "histoire"
passages = ["1.1"]
note = ""

[[landmark]]
date = "2025-07-01"
time = ""
label = "Le Défi"
text = "On imagine."
era = "histoire"
passages = ["1.1"]
note = "Deux jours."

[[landmark]]
date = "2045"
time = "16:30"
label = "Le goûter"
text = "On mange."
era = "fiction"
passages = ["1.2"]
note = ""

[[landmark]]
date = "2045-07-03"
time = "08:00"
label = "Le lendemain"
text = "On se lève."
era = "calcul"
passages = ["2.1"]
note = ""
"""

ALL = """\
# Tout

## Le lexique

```{picture} ideas
```

```{lexicon-themes}
```

```{lexicon}
```

## Le reste

```{acronyms}
```

```{organisations}
```

```{works}
```

```{figures}
```

```{picture} timeline
```

```{landmarks}
```

## Les gens

```{people}
```

```{characters}
```
"""

INDEX = "# Index\n\n```{general-index}\n```\n"
CREDITS = "# Générique\n\n```{general-credits}\n```\n"

FIRST_BODY = """\
{person}`Delphine Mpode Minka` est de la MSA, à Lille ; {idea}`miroir`.

""" + scene("""\
Soline : Miroir !

Capucine : Aquanova, c’est de l’eau.

Soline : Oui.

Capucine : Non.""")

SECOND_BODY = """\
Soline s’en souvient. {person}`Ambroise Croizat` aussi, et {idea}`l’on écoute <ecoute>`.

À Lille, 3 %. Croizat le dit.
"""

PAGES: dict[str, str | bytes] = {
    EPISODE: episode(FIRST_BODY),
    SECOND: episode(SECOND_BODY, number=2, title="Une suite").replace(
        "cast: [Yunus Bayram, Nadège Masnière]", "cast: [Nadège Masnière]"
    ),
    "reperes/tout.md": ALL,
    "reperes/index-general.md": INDEX,
    "reperes/generique.md": CREDITS,
    "reperes/ideas.toml": IDEAS,
    "reperes/acronyms.toml": ACRONYMS,
    "reperes/organisations.toml": ORGANISATIONS,
    "reperes/works.toml": WORKS,
    "reperes/figures.toml": FIGURES,
    "reperes/places.toml": PLACES,
    "reperes/landmarks.toml": LANDMARKS,
}
"""Two episodes, with a Soline and a Capucine in each, and a page that lists all."""
