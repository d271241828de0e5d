"""Every rule of the book, one row each: the only home of codes.

The letters lead to a family, the first digit says when a fault shows: 1 the line itself is at
fault, 2 it disagrees with the rest of the book, 3 a person should look again, 4 the built book is
wrong. A retired code is never given to something else.
"""

from __future__ import annotations

from tools.diagnostics import Level, Rule

# --- The book's own data ---------------------------------------------------------------------

BOOK_DATA_READABLE = Rule(
    "BOK101",
    "book-data-readable",
    Level.ERROR,
    states="book.toml et people.toml sont présents et écrits en TOML.",
    hint='Corrigez la syntaxe à l’endroit indiqué : clé = "valeur".',
)
BOOK_KEY_KNOWN = Rule(
    "BOK102",
    "book-key-known",
    Level.ERROR,
    states="book.toml et people.toml ne portent que des clés connues.",
    hint="Supprimez la clé ou corrigez son nom.",
)
BOOK_VALUE_TYPED = Rule(
    "BOK103",
    "book-value-typed",
    Level.ERROR,
    states="Chaque clé de book.toml et de people.toml est présente, avec une valeur du bon type.",
    hint="Donnez à la clé une valeur du type attendu.",
)

# --- Pages and headers -----------------------------------------------------------------------

PAGE_IS_UTF8 = Rule(
    "PGE101",
    "page-is-utf8",
    Level.ERROR,
    states="Chaque page est un texte en UTF-8.",
    hint="Enregistrez la page de nouveau en choisissant l’encodage UTF-8.",
)
HEADER_IS_YAML = Rule(
    "PGE102",
    "header-is-yaml",
    Level.ERROR,
    states="L’en-tête d’une page est écrit en YAML, entre deux lignes « --- ».",
    hint="Corrigez la ligne indiquée ; une valeur qui contient « : » se met entre guillemets droits.",
)
HEADER_KEY_KNOWN = Rule(
    "PGE103",
    "header-key-known",
    Level.ERROR,
    states="Un en-tête ne porte que des clés connues.",
    hint="Supprimez la clé ou corrigez son nom.",
)
HEADER_VALUE_TYPED = Rule(
    "PGE104",
    "header-value-typed",
    Level.ERROR,
    states="Chaque clé d’un en-tête a une valeur du bon type.",
    hint="Donnez à la clé une valeur du type attendu.",
)
HEADER_KEY_PRESENT = Rule(
    "PGE105",
    "header-key-present",
    Level.ERROR,
    states="L’en-tête d’un épisode porte toutes les clés obligatoires.",
    hint="Ajoutez la clé ; écrivez « null » ou « [] » si la page publiée ne donne rien.",
)
HEADER_KEY_ONCE = Rule(
    "PGE106",
    "header-key-once",
    Level.ERROR,
    states="Une clé n’est donnée qu’une fois dans un en-tête.",
    hint="Ne gardez que l’une des deux lignes.",
)
FENCE_CLOSED = Rule(
    "PGE107",
    "fence-closed",
    Level.ERROR,
    states="Toute directive et tout bloc de code ouverts sont fermés.",
    hint="Fermez le bloc par une ligne qui porte autant de signes que celle qui l’ouvre.",
)
DIRECTIVE_KNOWN = Rule(
    "PGE108",
    "directive-known",
    Level.ERROR,
    states="Chaque directive est l’une de celles que le livre connaît.",
    hint="Corrigez le nom de la directive.",
)
OPTION_KNOWN = Rule(
    "PGE109",
    "option-known",
    Level.ERROR,
    states="Nos directives ne reçoivent que leurs propres options.",
    hint="Corrigez le nom de l’option ou supprimez-la.",
)
ROLE_KNOWN = Rule(
    "PGE110",
    "role-known",
    Level.ERROR,
    states="Chaque rôle est l’un de ceux que le livre connaît.",
    hint="Corrigez le nom du rôle.",
)
HEADING_LEVELS_FOLLOW = Rule(
    "PGE111",
    "heading-levels-follow",
    Level.ERROR,
    states="Une page a un seul titre de niveau 1, en tête, et ne saute aucun niveau (RGAA 9.1).",
    hint="Changez le nombre de « # » devant le titre.",
)
EPISODE_NUMBER_UNIQUE = Rule(
    "PGE201",
    "episode-number-unique",
    Level.ERROR,
    states="Deux épisodes n’ont pas le même numéro.",
    hint="Donnez à l’un des deux son vrai numéro.",
)
PAGE_IN_CONTENTS = Rule(
    "PGE202",
    "page-in-contents",
    Level.ERROR,
    states="Chaque page figure dans un sommaire (« toctree »).",
    hint="Ajoutez la page au sommaire de index.md, ou retirez-la du livre.",
)
CONTENTS_ENTRY_EXISTS = Rule(
    "PGE203",
    "contents-entry-exists",
    Level.ERROR,
    states="Chaque page nommée dans un sommaire existe.",
    hint="Corrigez le nom de la page ou créez-la.",
)
IMAGE_EXISTS = Rule(
    "PGE204",
    "image-exists",
    Level.ERROR,
    states="Chaque image citée existe dans le livre.",
    hint="Corrigez l’adresse de l’image ou ajoutez le fichier.",
)

# --- Transcripts: turns and sounds -----------------------------------------------------------

SCENE_SPEAKS = Rule(
    "TRS101",
    "scene-speaks",
    Level.ERROR,
    states="Dans une scène, chaque paragraphe est une réplique « Nom : texte » ou un bruit seul.",
    hint="Commencez le paragraphe par le nom de qui parle, ou sortez-le de la scène.",
)
TURN_STANDS_ALONE = Rule(
    "TRS102",
    "turn-stands-alone",
    Level.ERROR,
    states="Chaque réplique a son paragraphe.",
    hint="Séparez les deux répliques par une ligne vide.",
)
CUE_ADMITTED = Rule(
    "TRS103",
    "cue-admitted",
    Level.ERROR,
    states="Un bruit entre crochets est l’un de ceux de la liste, dans son écriture admise.",
    hint="Remplacez-le par un bruit de la liste (tools/french/cues.py).",
)
CUE_IS_NO_LINK = Rule(
    "TRS104",
    "cue-is-no-link",
    Level.ERROR,
    states="Un bruit entre crochets n’est jamais défini comme un lien.",
    hint="Supprimez la ligne de définition « […]: adresse ».",
)
TURN_SPEAKER_DECLARED = Rule(
    "TRS201",
    "turn-speaker-declared",
    Level.ERROR,
    states="Chaque réplique est dite par une voix ou un personnage de l’épisode.",
    hint="Déclarez ce nom dans « voices » ou « characters », ou corrigez-le.",
)

# --- People ----------------------------------------------------------------------------------

PERSON_ONCE = Rule(
    "PRS201",
    "person-once",
    Level.ERROR,
    states="Une personne n’a qu’une entrée au registre people.toml.",
    hint="Ne gardez que l’une des deux entrées.",
)
PERSON_REGISTERED = Rule(
    "PRS202",
    "person-registered",
    Level.ERROR,
    states="Chaque personne réelle nommée est au registre people.toml, à la lettre près.",
    hint="Corrigez le nom, ou ajoutez la personne à people.toml.",
)
CHARACTER_ID_UNIQUE = Rule(
    "PRS203",
    "character-id-unique",
    Level.ERROR,
    states="L’identifiant d’un personnage est unique dans le livre.",
    hint="Donnez à l’un des deux un autre identifiant, par exemple suivi de « -ep4 ».",
)

# --- References ------------------------------------------------------------------------------

REFERENCE_LEADS_SOMEWHERE = Rule(
    "REF201",
    "reference-leads-somewhere",
    Level.ERROR,
    states="Chaque renvoi mène à un épisode, un passage ou un personnage qui existe.",
    hint="Corrigez la cible du renvoi.",
)

# --- Silences --------------------------------------------------------------------------------

SILENCE_HAS_A_REASON = Rule(
    "SIL101",
    "silence-has-a-reason",
    Level.ERROR,
    states="Une règle n’est tue sur une page qu’avec une raison écrite.",
    hint="Écrivez la raison après le code : « CODE: pourquoi la page y déroge ».",
)
SILENCE_NAMES_A_RULE = Rule(
    "SIL102",
    "silence-names-a-rule",
    Level.ERROR,
    states="Un silence nomme une règle qui existe.",
    hint="Corrigez le code, ou supprimez la ligne (« make rules » donne les codes).",
)
SILENCE_SERVES = Rule(
    "SIL201",
    "silence-serves",
    Level.ERROR,
    states="Un silence tait quelque chose.",
    hint="Supprimez la ligne : elle ne sert plus.",
)

# --- Built books -----------------------------------------------------------------------------

OUTPUT_UP_TO_DATE = Rule(
    "OUT301",
    "output-up-to-date",
    Level.REVIEW,
    states="Un livre construit correspond aux sources présentes.",
    hint="Lancez « make book » pour le reconstruire, puis le vérifier.",
)
BUILD_IS_SILENT = Rule(
    "OUT401",
    "build-is-silent",
    Level.ERROR,
    states="La construction du livre ne donne aucun avertissement.",
    hint="Corrigez la page à l’endroit indiqué.",
)

RULES: tuple[Rule, ...] = tuple(
    sorted((row for row in globals().values() if isinstance(row, Rule)), key=lambda row: row.code)
)
"""Every rule, in the order of codes."""


def rule(code: str) -> Rule:
    """Return the rule that *code* names; raise ``KeyError`` when there is none."""
    for row in RULES:
        if row.code == code.upper():
            return row
    raise KeyError(code)
