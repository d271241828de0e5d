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
    states="book.toml et people.toml sont présents ; comme les fichiers de reperes/, ils sont écrits en TOML.",
    hint='Corrigez la syntaxe à l’endroit indiqué : clé = "valeur".',
)
BOOK_KEY_KNOWN = Rule(
    "BOK102",
    "book-key-known",
    Level.ERROR,
    states="book.toml, people.toml et les fichiers de reperes/ ne portent que des clés connues.",
    hint="Supprimez la clé ou corrigez son nom.",
)
BOOK_VALUE_TYPED = Rule(
    "BOK103",
    "book-value-typed",
    Level.ERROR,
    states="Chaque clé de book.toml, de people.toml et des fichiers de reperes/ est présente, avec une valeur du bon type.",
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
    states="L’en-tête d’un épisode ou d’une fiche porte toutes les clés obligatoires.",
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
PAGE_HAS_TITLE = Rule(
    "PGE112",
    "page-has-title",
    Level.ERROR,
    states="Chaque page s’ouvre par un titre de niveau 1.",
    hint="Écrivez en haut de la page une ligne « # » suivie du titre.",
)
HEADING_IS_CLEAR = Rule(
    "PGE113",
    "heading-is-clear",
    Level.WARNING,
    states="Un titre dit quelque chose, commence par une majuscule et ne finit ni par un point ni par deux-points.",
    hint="Corrigez le titre, ou supprimez la ligne s’il est vide.",
)
HEADING_IS_MARKED = Rule(
    "PGE114",
    "heading-is-marked",
    Level.WARNING,
    states="Un titre est marqué par des « # », jamais par un paragraphe tout en gras (RGAA 9.1).",
    hint="Remplacez les étoiles par des « # » devant le titre, ou faites-en une phrase.",
)
PAGE_HOLDS_NO_HTML = Rule(
    "PGE115",
    "page-holds-no-html",
    Level.ERROR,
    states="Une page ne contient pas de HTML, <br> et commentaires mis à part : l’EPUB et le PDF ne le liraient pas.",
    hint="Écrivez la même chose en Markdown, ou supprimez la balise.",
)
ADDRESS_IS_SAFE = Rule(
    "PGE116",
    "address-is-safe",
    Level.ERROR,
    states="Une adresse n’exécute rien, et ne mène pas au disque de celui qui écrit.",
    hint="Donnez une adresse « https://… » ou le nom d’une page du livre.",
)
PATH_STAYS_IN_BOOK = Rule(
    "PGE117",
    "path-stays-in-book",
    Level.ERROR,
    states="Ce qu’une page inclut ou montre est dans le dossier du livre.",
    hint="Copiez le fichier dans le livre et corrigez son adresse.",
)
PARAGRAPH_IS_NOT_INDENTED = Rule(
    "PGE118",
    "paragraph-is-not-indented",
    Level.WARNING,
    states="Un paragraphe commence au bord de la page : après quatre espaces, il serait composé comme du code.",
    hint="Supprimez les espaces au début de la ligne.",
)
PAGE_IS_PLAIN_TEXT = Rule(
    "PGE119",
    "page-is-plain-text",
    Level.WARNING,
    states="Un fichier est en UTF-8 sans marque d’ordre des octets, et ses lignes finissent par LF.",
    hint="Lancez « make fix », qui réécrit le fichier.",
)
WORK_IS_DONE = Rule(
    "PGE120",
    "work-is-done",
    Level.ERROR,
    states="Rien n’est resté à compléter dans le texte, ni marque technique ni mot de travail.",
    hint="Complétez le passage, ou supprimez ce qui reste.",
)
HEADER_TEXT_IS_PUNCTUATED = Rule(
    "PGE121",
    "header-text-is-punctuated",
    Level.WARNING,
    states="Le résumé tient en 45 mots et finit par un point ; un titre ou un sous-titre n’en porte pas.",
    hint="Corrigez la fin du texte, ou raccourcissez-le.",
)
FILE_NAME_IS_PLAIN = Rule(
    "PGE122",
    "file-name-is-plain",
    Level.WARNING,
    states="Le nom d’une page s’écrit en minuscules sans accent, en chiffres et en traits d’union.",
    hint="Renommez le fichier, et son nom dans le sommaire.",
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
FILE_BEARS_NUMBER = Rule(
    "PGE205",
    "file-bears-number",
    Level.ERROR,
    states="Le fichier d’un épisode commence par son numéro.",
    hint="Corrigez le numéro de l’en-tête, ou renommez le fichier.",
)
EPISODE_NUMBERS_FOLLOW = Rule(
    "PGE206",
    "episode-numbers-follow",
    Level.ERROR,
    states="Les numéros des épisodes se suivent à partir de 1.",
    hint="Corrigez le numéro, ou ajoutez l’épisode qui manque.",
)
HEADING_IS_UNIQUE = Rule(
    "PGE207",
    "heading-is-unique",
    Level.WARNING,
    states="Deux titres d’une même partie ne sont pas semblables.",
    hint="Précisez l’un des deux.",
)
CONTENTS_FOLLOW_NUMBERS = Rule(
    "PGE208",
    "contents-follow-numbers",
    Level.ERROR,
    states="Le sommaire nomme chaque page une seule fois, et les épisodes dans l’ordre de leurs numéros.",
    hint="Corrigez l’ordre des lignes du sommaire, ou supprimez celle qui est en trop.",
)
PARAGRAPH_IS_FINISHED = Rule(
    "PGE301",
    "paragraph-is-finished",
    Level.REVIEW,
    states="Un paragraphe finit par une ponctuation.",
    hint="Ajoutez le signe, ou retrouvez la fin de la phrase.",
)
PARAGRAPH_BEGINS_ANEW = Rule(
    "PGE302",
    "paragraph-begins-anew",
    Level.REVIEW,
    states="Un paragraphe commence par une majuscule : une phrase ne va pas de l’un à l’autre.",
    hint="Rassemblez les deux paragraphes, ou mettez la majuscule.",
)
PARAGRAPH_IS_SHORT = Rule(
    "PGE303",
    "paragraph-is-short",
    Level.REVIEW,
    states="Un paragraphe porte un numéro et se cite en réunion : il ne dépasse pas 150 mots.",
    hint="Coupez-le en deux, là où le propos tourne.",
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
TURNS_CHANGE_MOUTH = Rule(
    "TRS105",
    "turns-change-mouth",
    Level.WARNING,
    states="Deux répliques qui se suivent dans une scène ne sont pas dites par la même personne.",
    hint="Rendez l’une des deux à qui la dit, ou réunissez-les en un paragraphe.",
)
PASSAGE_FILLED = Rule(
    "TRS106",
    "passage-filled",
    Level.ERROR,
    states="Une scène a au moins une réplique, et aucun passage n’est vide.",
    hint="Écrivez ce qui s’y dit, ou supprimez le passage.",
)
PASSAGE_LABELLED = Rule(
    "TRS107",
    "passage-labelled",
    Level.ERROR,
    states="Une scène dit son titre, quand et où ; une archive et un témoignage, qui parle ; un extrait, son titre.",
    hint="Complétez la première ligne du passage ou ses options.",
)
PASSAGE_FITS_ITS_VOICE = Rule(
    "TRS202",
    "passage-fits-its-voice",
    Level.ERROR,
    states="La personne que nomme « :who: » est une voix de l’épisode, et c’est elle que le passage présente.",
    hint="Corrigez « :who: », ou déclarez la personne dans « voices ».",
)
TURN_IN_ITS_PASSAGE = Rule(
    "TRS203",
    "turn-in-its-passage",
    Level.ERROR,
    states="Les répliques des personnages sont dans une scène, et nulle part ailleurs.",
    hint="Mettez la réplique dans une scène, ou récrivez-la en récit.",
)
PASSAGE_WRITTEN_ONCE = Rule(
    "TRS204",
    "passage-written-once",
    Level.WARNING,
    states="Un même passage n’est pas écrit deux fois dans le livre.",
    hint="Supprimez celui des deux qui est de trop, ou récrivez-le.",
)
TURN_IN_THE_RIGHT_MOUTH = Rule(
    "TRS301",
    "turn-in-the-right-mouth",
    Level.REVIEW,
    states="Personne ne s’appelle soi-même par son nom, ni ne répond à la place d’un autre.",
    hint="Relisez la scène : la réplique est peut-être à quelqu’un d’autre.",
)

# --- Credits ---------------------------------------------------------------------------------

CREDITS_LISTS_FILLED = Rule(
    "CRD101",
    "credits-lists-filled",
    Level.ERROR,
    states="Une liste de noms d’un générique n’est pas vide.",
    hint="Donnez les noms de la page publiée ; si elle n’en donne pas, écrivez « cast: null ».",
)
CREDIT_ONCE_IN_LIST = Rule(
    "CRD102",
    "credit-once-in-list",
    Level.ERROR,
    states="Un nom ne figure qu’une fois dans une liste du générique.",
    hint="Supprimez la répétition, ou corrigez l’un des deux noms.",
)
CREDITS_SHOWN_ONCE = Rule(
    "CRD103",
    "credits-shown-once",
    Level.ERROR,
    states="Chaque épisode montre son générique une fois, et le livre le générique complet une fois.",
    hint="Ajoutez la directive qui manque, ou supprimez celle qui est de trop.",
)
CAST_AS_PUBLISHED = Rule(
    "CRD201",
    "cast-as-published",
    Level.ERROR,
    states="Chaque épisode crédite les personnes que le registre y place, elles seules, et dans l’ordre publié.",
    hint="Comparez la liste avec la page publiée, puis corrigez-la, ou corrigez « credited » dans people.toml.",
)
CREDIT_PLACES_FOLLOW = Rule(
    "CRD202",
    "credit-places-follow",
    Level.ERROR,
    states="Au registre, chaque personne créditée a une place à elle, dans un épisode qui existe.",
    hint="Donnez à chacun la place de la page publiée : épisode, point, rang (« 4.3 »).",
)
PRODUCTION_SPELT_ALIKE = Rule(
    "CRD203",
    "production-spelt-alike",
    Level.ERROR,
    states="Le nom d’un studio s’écrit partout de la même façon.",
    hint="Gardez l’orthographe de la page publiée.",
)
PARTICIPANTS_COUNTED = Rule(
    "CRD204",
    "participants-counted",
    Level.WARNING,
    states="Le nombre de participants qu’annonce le texte est celui des personnes créditées.",
    hint="Corrigez le nombre, ou complétez les génériques.",
)
TURNS_COUNTED = Rule(
    "TRS205",
    "turns-counted",
    Level.WARNING,
    states="Chaque personnage a dans la page autant de répliques que l’en-tête en annonce (« turns »).",
    hint="Relisez la scène ; si le compte de la page est le bon, corrigez « turns » dans l’en-tête.",
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
NAME_SPELT_AS_REGISTERED = Rule(
    "PRS204",
    "name-spelt-as-registered",
    Level.ERROR,
    states="Un nom de personne écrit dans le texte l’est comme au registre, à la lettre près.",
    hint="Corrigez le nom ; si c’est quelqu’un d’autre, ajoutez cette personne à people.toml.",
)
PERSON_SERVES = Rule(
    "PRS205",
    "person-serves",
    Level.ERROR,
    states="Chaque personne du registre est créditée, entendue ou nommée dans le livre.",
    hint="Supprimez l’entrée, ou rétablissez le nom là où il manque.",
)
PEOPLE_DISTINCT = Rule(
    "PRS206",
    "people-distinct",
    Level.WARNING,
    states="Deux entrées du registre ne sont pas la même personne à une lettre près.",
    hint="Ne gardez que l’orthographe confirmée ; si ce sont deux personnes, écrivez dans « note » : « À ne pas confondre avec… ».",
)
SORT_KEY_OF_THE_NAME = Rule(
    "PRS207",
    "sort-key-of-the-name",
    Level.ERROR,
    states="La clé de tri est faite des mots du nom : « Nom, Prénom ».",
    hint="Récrivez « name » ou « sort » avec les mêmes mots.",
)
REGISTER_SORTED = Rule(
    "PRS208",
    "register-sorted",
    Level.WARNING,
    states="Le registre est dans l’ordre alphabétique des clés de tri.",
    hint="Déplacez l’entrée à sa place : un nom s’y retrouve d’un coup d’œil.",
)
VOICE_HAS_ONE_ROLE = Rule(
    "PRS209",
    "voice-has-one-role",
    Level.WARNING,
    states="Une voix entendue dans deux épisodes y porte la même fonction.",
    hint="Donnez partout la fonction de la page publiée.",
)
SPEAKER_SERVES = Rule(
    "PRS210",
    "speaker-serves",
    Level.WARNING,
    states="Chaque voix et chaque personnage déclarés dans un épisode y parlent ou y sont nommés.",
    hint="Supprimez la déclaration, ou corrigez le nom pour que le texte et l’en-tête s’accordent.",
)
HOMONYMS_TOLD_APART = Rule(
    "PRS211",
    "homonyms-told-apart",
    Level.ERROR,
    states="Des personnages de même nom ont un identifiant qui dit leur épisode, et c’est le bon.",
    hint="Donnez-leur « nom-ep3 », « nom-ep4 »…, selon l’épisode.",
)
SPEAKERS_DISTINCT = Rule(
    "PRS212",
    "speakers-distinct",
    Level.ERROR,
    states="Dans un épisode, deux noms de répliques ne se confondent pas.",
    hint="Changez l’un des deux noms, ou supprimez la déclaration répétée.",
)
CHARACTER_OF_THIS_EPISODE = Rule(
    "PRS213",
    "character-of-this-episode",
    Level.WARNING,
    states="Un épisode présente ses propres personnages, non ceux d’un autre.",
    hint="Corrigez l’identifiant ; pour renvoyer exprès à un autre épisode, écrivez « {character}`texte <id>` ».",
)
REAL_PERSON_NOT_QUOTED = Rule(
    "PRS214",
    "real-person-not-quoted",
    Level.ERROR,
    states="Dans une édition écrite, les propos d’une personne réelle sont rapportés, jamais cités ni mis en répliques.",
    hint="Rapportez ces propos avec les mots de l’édition, sans guillemets ni réplique.",
)
PERSON_LINKED_ONCE = Rule(
    "PRS301",
    "person-linked-once",
    Level.REVIEW,
    states="Une personne réelle nommée sur une page y est au moins une fois un renvoi {person}.",
    hint="Écrivez la première mention « {person}`Prénom Nom` ».",
)

# --- References ------------------------------------------------------------------------------

REFERENCE_LEADS_SOMEWHERE = Rule(
    "REF201",
    "reference-leads-somewhere",
    Level.ERROR,
    states="Chaque renvoi mène à un épisode, un passage, un personnage ou une idée qui existe.",
    hint="Corrigez la cible du renvoi.",
)
LINK_TEXT_TELLS = Rule(
    "REF101",
    "link-text-tells",
    Level.WARNING,
    states="Le texte d’un lien dit où il mène, sans la phrase autour (RGAA 6.1).",
    hint="Donnez pour texte du lien le nom de ce qu’il ouvre.",
)
NO_REFERENCE_BY_PLACE = Rule(
    "REF102",
    "no-reference-by-place",
    Level.WARNING,
    states="Un renvoi ne se fait pas par la place : elle change d’un écran ou d’un format à l’autre.",
    hint="Nommez ce dont il s’agit, ou faites-en un lien : « {ep}`4.17` ».",
)
ADDRESS_CLEAN = Rule(
    "REF103",
    "address-clean",
    Level.WARNING,
    states="Une adresse est en https et sans paramètre de suivi.",
    hint="Essayez l’adresse corrigée dans un navigateur, puis écrivez-la.",
)
NOTES_PAIRED = Rule(
    "REF104",
    "notes-paired",
    Level.ERROR,
    states="Chaque appel de note a sa note, et chaque note son appel.",
    hint="Corrigez le nom de la note, ou supprimez ce qui est de trop.",
)
LINK_LEADS_ELSEWHERE = Rule(
    "REF105",
    "link-leads-elsewhere",
    Level.WARNING,
    states="Un lien ne mène pas à la page où il se trouve.",
    hint="Corrigez la cible, ou ôtez le lien.",
)
LINK_AGREES_WITH_TEXT = Rule(
    "REF202",
    "link-agrees-with-text",
    Level.ERROR,
    states="Le numéro ou le titre que dit un renvoi est celui de sa cible.",
    hint="Corrigez le texte ou la cible.",
)
NUMBER_NAMED_EXISTS = Rule(
    "REF203",
    "number-named-exists",
    Level.WARNING,
    states="Un épisode ou un passage nommé dans le texte existe, et le nombre des épisodes est le bon.",
    hint="Corrigez le numéro ; « {ep}`4.17` » en fait un renvoi que la vérification suit.",
)
PAGE_LINKED_EXISTS = Rule(
    "REF204",
    "page-linked-exists",
    Level.ERROR,
    states="La page ou l’étiquette à laquelle mène un lien existe.",
    hint="Corrigez la cible du lien.",
)
LABEL_SERVES = Rule(
    "REF205",
    "label-serves",
    Level.WARNING,
    states="Une étiquette « (nom)= » sert à un lien.",
    hint="Supprimez l’étiquette, ou corrigez le lien qui devait y mener.",
)
LABEL_GIVEN_ONCE = Rule(
    "REF206",
    "label-given-once",
    Level.ERROR,
    states="Une étiquette n’est donnée qu’une fois dans le livre.",
    hint="Changez le nom de l’une des deux.",
)
LINK_TEXT_HAS_ONE_TARGET = Rule(
    "REF207",
    "link-text-has-one-target",
    Level.WARNING,
    states="Sur une page, un même texte de lien mène toujours au même endroit.",
    hint="Précisez chacun des deux textes.",
)
TITLE_QUOTED_EXACTLY = Rule(
    "REF208",
    "title-quoted-exactly",
    Level.ERROR,
    states="Un titre du livre cité entre guillemets l’est à la lettre près.",
    hint="Recopiez le titre tel qu’il est.",
)
PUBLISHED_ANCHOR_STANDS = Rule(
    "REF209",
    "published-anchor-stands",
    Level.ERROR,
    states="Un numéro de passage déjà publié mène toujours quelque part.",
    hint="Rétablissez le passage : des lecteurs ont ce numéro entre les mains.",
)
LINK_FITS_ITS_SENTENCE = Rule(
    "REF301",
    "link-fits-its-sentence",
    Level.REVIEW,
    states="L’épisode auquel mène un lien est celui dont parle la phrase.",
    hint="Relisez la phrase : le lien mène peut-être à un autre épisode.",
)

# --- Durations and dates ---------------------------------------------------------------------

DURATION_READABLE = Rule(
    "DAT101",
    "duration-readable",
    Level.WARNING,
    states="Une durée se lit sans ambiguïté : « 8 minutes », « 1 h 05 ».",
    hint="Écrivez la durée en toutes lettres ou avec son unité.",
)
DATE_EXISTS = Rule(
    "DAT102",
    "date-exists",
    Level.ERROR,
    states="Une date existe, et tombe le jour que dit le texte.",
    hint="Vérifiez la date dans un calendrier.",
)
DURATION_AS_PUBLISHED = Rule(
    "DAT201",
    "duration-as-published",
    Level.ERROR,
    states="La durée d’un épisode est celle que donne la page publiée (table [durations] de book.toml).",
    hint="Vérifiez la durée sur la page publiée, puis corrigez celle des deux qui s’en écarte.",
)
DURATION_SAID_IS_TRUE = Rule(
    "DAT202",
    "duration-said-is-true",
    Level.ERROR,
    states="Une durée que le texte donne à un épisode est celle de son en-tête.",
    hint="Corrigez le texte ou l’en-tête.",
)
YEARS_ADD_UP = Rule(
    "DAT203",
    "years-add-up",
    Level.ERROR,
    states="Un nombre d’années et les dates qui l’encadrent s’accordent.",
    hint="Refaites le calcul, puis corrigez le nombre ou la date.",
)
LISTEN_ADDRESS_ALIKE = Rule(
    "DAT204",
    "listen-address-alike",
    Level.ERROR,
    states="Les épisodes d’une même page d’écoute y mènent par la même adresse.",
    hint="Recopiez l’adresse depuis un autre épisode.",
)
SUMMARY_TELLS_THE_PAGE = Rule(
    "DAT205",
    "summary-tells-the-page",
    Level.WARNING,
    states="Un nombre du résumé se retrouve dans la page.",
    hint="Corrigez le résumé ou la page.",
)
PASSAGE_DATED_AS_TOLD = Rule(
    "DAT301",
    "passage-dated-as-told",
    Level.REVIEW,
    states="La date que porte un passage est celle que dit le texte qui l’amène.",
    hint="Relisez les deux : l’une des dates est peut-être fausse.",
)

# --- The guide: sheets, their formats, what is printed -------------------------------------------

TIMETABLE_ADDS_UP = Rule(
    "SHT101",
    "timetable-adds-up",
    Level.ERROR,
    states="Les minutes des étapes font la durée de leur format ; une écoute sans durée publiée garde au moins cinq minutes.",
    hint="Rallongez ou raccourcissez une étape, ou corrigez ses minutes.",
)
LISTENING_ONCE = Rule(
    "SHT102",
    "listening-once",
    Level.ERROR,
    states="Chaque format a une étape d’écoute, et une seule.",
    hint="Écrivez « listening: true » à l’étape où l’on écoute l’épisode, et à elle seule.",
)
WORDS_FIT_THE_STEP = Rule(
    "SHT103",
    "words-fit-the-step",
    Level.ERROR,
    states="Ce qu’une étape donne à dire se dit dans le temps de l’étape, à 130 mots par minute.",
    hint="Raccourcissez les mots à dire, ou donnez des minutes à l’étape.",
)
USED_IS_LISTED = Rule(
    "SHT104",
    "used-is-listed",
    Level.ERROR,
    states="Ce dont une étape se sert est dans le matériel de la fiche, ou parmi ses feuilles à imprimer, sous le même nom.",
    hint="Ajoutez-le à « materials » ou à « print », ou corrigez son nom.",
)
LISTED_IS_USED = Rule(
    "SHT105",
    "listed-is-used",
    Level.WARNING,
    states="Chaque matériel et chaque feuille d’une fiche servent dans une étape au moins.",
    hint="Ajoutez-le au « uses » de l’étape qui s’en sert, ou retirez-le de la liste.",
)
REMAINDER_TOLD = Rule(
    "SHT106",
    "remainder-told",
    Level.ERROR,
    states="Une étape qui partage le groupe dit ce que l’on fait de qui reste.",
    hint="Ajoutez « remainder: » (« S’il reste une personne, formez un trio. »).",
)
GROUP_SIZE_ORDERED = Rule(
    "SHT107",
    "group-size-ordered",
    Level.ERROR,
    states="L’effectif idéal d’une séance est entre le plus petit et le plus grand.",
    hint="Remettez les trois nombres dans l’ordre : min, ideal, max.",
)
SHEET_LISTS_FILLED = Rule(
    "SHT108",
    "sheet-lists-filled",
    Level.ERROR,
    states="Aucune liste d’une fiche n’est vide : objectifs, préparation, cinq sortes de questions, version à distance, suites…",
    hint="Écrivez au moins un élément de la liste.",
)
OBJECTIVES_FEW = Rule(
    "SHT109",
    "objectives-few",
    Level.WARNING,
    states="Une fiche a de un à trois objectifs.",
    hint="Gardez les trois qui comptent.",
)
QUESTION_ASKS = Rule(
    "SHT110",
    "question-asks",
    Level.ERROR,
    states="Chaque question d’une fiche demande quelque chose : elle porte un point d’interrogation.",
    hint="Tournez la phrase en question.",
)
LINES_COUNTED = Rule(
    "SHT111",
    "lines-counted",
    Level.ERROR,
    states="« {lines} » dit combien de lignes laisser pour écrire, de 1 à 20.",
    hint="Écrivez un nombre après le nom de la directive : « {lines} 4 ».",
)
CARDS_ARE_A_LIST = Rule(
    "SHT112",
    "cards-are-a-list",
    Level.ERROR,
    states="« {cards} » contient une seule liste à puces, dont chaque élément est une carte.",
    hint="Faites de chaque carte un élément « - » d’une même liste, et sortez le reste de la directive.",
)
TABLE_ADDS_UP = Rule(
    "SHT113",
    "table-adds-up",
    Level.ERROR,
    states="Dans le guide, un tableau qui finit par une ligne « Total » additionne juste, cumul compris.",
    hint="Refaites l’addition, et corrigez le nombre qui n’y est pas.",
)
PASSAGE_QUOTED_EXISTS = Rule(
    "SHT201",
    "passage-quoted-exists",
    Level.ERROR,
    states="Chaque passage à lire à voix haute existe dans le livre.",
    hint="Corrigez le numéro du passage.",
)
LISTENING_LASTS_THE_EPISODE = Rule(
    "SHT202",
    "listening-lasts-the-episode",
    Level.ERROR,
    states="L’étape d’écoute d’une fiche dure autant que l’épisode ; ses minutes sont « null » quand la durée n’est pas publiée.",
    hint="Corrigez les minutes de l’écoute, et revoyez les autres étapes.",
)
PASSAGE_OF_ITS_EPISODE = Rule(
    "SHT203",
    "passage-of-its-episode",
    Level.ERROR,
    states="Une fiche et la feuille de séance d’un épisode ne font lire que des passages de cet épisode.",
    hint="Choisissez un passage de l’épisode, ou renvoyez à l’autre par {ep}.",
)
PRINTED_LETTER_EXISTS = Rule(
    "SHT204",
    "printed-letter-exists",
    Level.ERROR,
    states="Chaque feuille à imprimer que nomme une fiche ou un format est une page du guide.",
    hint="Corrigez la lettre, ou écrivez la page.",
)
PRINTED_PAGE_SERVES = Rule(
    "SHT205",
    "printed-page-serves",
    Level.WARNING,
    states="Chaque feuille à imprimer sert à une fiche, ou une page du guide y renvoie.",
    hint="Ajoutez sa lettre au « print » d’une fiche, ou un renvoi sur une page du guide.",
)
PRINTED_LETTERS_COMPLETE = Rule(
    "SHT206",
    "printed-letters-complete",
    Level.ERROR,
    states="Les feuilles à imprimer vont de A à I, une par lettre, et une feuille C par épisode.",
    hint="Écrivez la page qui manque, ou corrigez la lettre donnée deux fois.",
)
EPISODE_HAS_ITS_SHEET = Rule(
    "SHT207",
    "episode-has-its-sheet",
    Level.ERROR,
    states="Chaque épisode a sa fiche dans le guide, et chaque fiche son épisode.",
    hint="Écrivez la fiche qui manque, ou corrigez « sheet » ou « episode » dans son en-tête.",
)
SHEET_FILE_BEARS_ITS_NUMBER = Rule(
    "SHT208",
    "sheet-file-bears-its-number",
    Level.ERROR,
    states="Le nom du fichier d’une fiche commence par son numéro, et celui d’une feuille à imprimer par sa lettre.",
    hint="Corrigez l’en-tête, ou renommez le fichier.",
)
SHEET_SET_ONCE = Rule(
    "SHT209",
    "sheet-set-once",
    Level.ERROR,
    states="La page d’une fiche l’affiche une fois, par « {sheet} », et aucune autre page ne le fait.",
    hint="Laissez une seule directive « {sheet} », sous le titre de la fiche.",
)
TIMETABLE_HAS_STEPS = Rule(
    "SHT210",
    "timetable-has-steps",
    Level.ERROR,
    states="« {timetable} » montre le déroulé de la page d’un format, ou de celui qu’il nomme.",
    hint="Nommez un format dont le guide a la page.",
)
QUESTION_IS_OPEN = Rule(
    "SHT301",
    "question-is-open",
    Level.REVIEW,
    states="Les questions d’une fiche sont ouvertes : on n’y répond ni par oui ni par non.",
    hint="Commencez par « comment », « à quel moment », « qu’est-ce qui », « pour qui »…",
)

# --- The back matter's entries --------------------------------------------------------------

ENTRY_HAS_PLACE = Rule(
    "REP101",
    "entry-has-place",
    Level.ERROR,
    states="Chaque fiche des repères mène à un passage ou à une page.",
    hint="Donnez « passages », ou « pages » quand aucun passage n’en parle ; sinon, supprimez la fiche.",
)
IDEA_QUESTION_ASKS = Rule(
    "REP102",
    "idea-question-asks",
    Level.ERROR,
    states="La question que pose une idée finit par un point d’interrogation.",
    hint="Récrivez la question, ou rétablissez son « ? ».",
)
ENTRY_DATE_EXISTS = Rule(
    "REP103",
    "entry-date-exists",
    Level.ERROR,
    states="Les dates et les heures des repères existent, et s’écrivent comme le veut ISO 8601.",
    hint="Écrivez la date aussi loin qu’on la connaît : « 1945 », « 2025-07 » ou « 2025-07-01 ».",
)
PLACE_LISTED_ONCE = Rule(
    "REP104",
    "place-listed-once",
    Level.ERROR,
    states="Une fiche ne nomme qu’une fois chaque passage et chaque page.",
    hint="Supprimez la répétition, ou donnez le passage qui était voulu.",
)
FIGURE_SHOWS_ITS_VALUE = Rule(
    "REP105",
    "figure-shows-its-value",
    Level.ERROR,
    states="Le chiffre que l’on montre est celui que donne « value ».",
    hint="Corrigez « value » ou « shown ».",
)
ENTRY_ONCE = Rule(
    "REP201",
    "entry-once",
    Level.ERROR,
    states="Une idée, un sigle, une organisation, une œuvre, un lieu ou un repère n’a qu’une fiche.",
    hint="Ne gardez que l’une des deux fiches, ou donnez à l’une un autre nom.",
)
CATEGORY_SPELT_ALIKE = Rule(
    "REP202",
    "category-spelt-alike",
    Level.ERROR,
    states="Un thème, une nature ou un genre s’écrit partout de la même façon.",
    hint="Donnez partout la même orthographe.",
)
ENTRY_PASSAGE_EXISTS = Rule(
    "REP203",
    "entry-passage-exists",
    Level.ERROR,
    states="Chaque passage auquel mène une fiche existe.",
    hint="Corrigez le numéro du passage.",
)
ENTRY_PAGE_EXISTS = Rule(
    "REP204",
    "entry-page-exists",
    Level.ERROR,
    states="Chaque page à laquelle mène une fiche existe.",
    hint="Écrivez le chemin de la page depuis la racine, sans « .md » : « guide/avant/ecouter ».",
)
RELATED_IDEAS_AGREE = Rule(
    "REP205",
    "related-ideas-agree",
    Level.ERROR,
    states="Une idée renvoie à d’autres idées, qui lui renvoient.",
    hint="Rendez le renvoi réciproque, ou supprimez-le.",
)
ACRONYM_DECLARED = Rule(
    "REP206",
    "acronym-declared",
    Level.ERROR,
    states="Chaque sigle que le livre emploie est expliqué dans reperes/acronyms.toml.",
    hint="Ajoutez le sigle à reperes/acronyms.toml ; un mot étranger se marque ainsi : [OK]{.language-en}.",
)
ACRONYM_SERVES = Rule(
    "REP207",
    "acronym-serves",
    Level.ERROR,
    states="Chaque sigle expliqué est employé dans le livre.",
    hint="Supprimez la fiche, ou rétablissez le sigle là où il manque.",
)
ENTRY_NAMED_IN_ITS_PLACES = Rule(
    "REP208",
    "entry-named-in-its-places",
    Level.ERROR,
    states="Là où mène la fiche d’un sigle, d’une organisation, d’une œuvre, d’un chiffre ou d’un lieu, le livre en parle.",
    hint="Donnez le passage qui en parle, ou corrigez le nom ou le nombre.",
)
LANDMARKS_IN_ORDER = Rule(
    "REP209",
    "landmarks-in-order",
    Level.ERROR,
    states="Les repères se suivent dans l’ordre du temps.",
    hint="Déplacez le repère à sa place, ou corrigez sa date ou son heure.",
)
ENTRIES_SORTED = Rule(
    "REP210",
    "entries-sorted",
    Level.WARNING,
    states="Les sigles et les lieux sont dans l’ordre alphabétique.",
    hint="Déplacez la fiche à sa place : un nom s’y retrouve d’un coup d’œil.",
)
ORGANISATION_ACRONYM_EXISTS = Rule(
    "REP211",
    "organisation-acronym-exists",
    Level.ERROR,
    states="Le sigle d’une organisation est expliqué parmi les sigles.",
    hint="Ajoutez le sigle à reperes/acronyms.toml, ou laissez « acronym » vide.",
)
ARCHIVE_HAS_ITS_WORK = Rule(
    "REP212",
    "archive-has-its-work",
    Level.ERROR,
    states="Chaque archive et chaque extrait d’un épisode a sa fiche parmi les œuvres.",
    hint="Ajoutez la fiche à reperes/works.toml, ou donnez ce passage à celle qui en parle.",
)
IDEA_TOLD_IN_ITS_PASSAGES = Rule(
    "REP301",
    "idea-told-in-its-passages",
    Level.REVIEW,
    states="Un passage au moins de chaque idée a deux mots parlants en commun avec son terme et sa définition.",
    hint="Relisez ces passages : si aucun ne dit l’idée, corrigez leurs numéros ; sinon, rapprochez la définition du récit.",
)
FIGURE_HAS_ITS_ENTRY = Rule(
    "REP302",
    "figure-has-its-entry",
    Level.REVIEW,
    states="Chaque nombre à partir de dix que dit un épisode est parmi les chiffres.",
    hint="Ajoutez la fiche à reperes/figures.toml, ou donnez ce passage à celle qui a ce nombre.",
)

# --- Typography -------------------------------------------------------------------------------

APOSTROPHE_IS_CURVED = Rule(
    "TYP101",
    "apostrophe-is-curved",
    Level.ERROR,
    states="L’apostrophe est courbe (’), jamais droite.",
    hint="Remplacez le signe par ’, ou par des guillemets s’il ouvre une citation.",
)
QUOTES_ARE_GUILLEMETS = Rule(
    "TYP102",
    "quotes-are-guillemets",
    Level.ERROR,
    states="Une citation est entre guillemets « », et “ ” ne sert qu’à l’intérieur d’une autre.",
    hint="Mettez la citation entre « et ».",
)
ELLIPSIS_IS_ONE_SIGN = Rule(
    "TYP103",
    "ellipsis-is-one-sign",
    Level.ERROR,
    states="Les points de suspension sont un seul signe (…), et « etc. » n’en prend pas.",
    hint="Écrivez « … », ou un seul point.",
)
CHARACTER_IS_WHAT_IT_SEEMS = Rule(
    "TYP104",
    "character-is-what-it-seems",
    Level.ERROR,
    states="Aucun caractère n’est invisible, décomposé, ou d’un autre alphabet qu’il n’en a l’air.",
    hint="Effacez le mot entier et tapez-le de nouveau, ou lancez « make fix ».",
)
PAIR_IS_CLOSED = Rule(
    "TYP105",
    "pair-is-closed",
    Level.ERROR,
    states="Guillemets, parenthèses et crochets vont par deux dans un paragraphe.",
    hint="Ajoutez le signe qui manque, ou supprimez celui qui est de trop.",
)
FONT_HAS_CHARACTER = Rule(
    "TYP106",
    "font-has-character",
    Level.ERROR,
    states="Chaque caractère est dessiné par les polices du livre : un autre serait un carré vide.",
    hint="Choisissez un autre signe, ou dites-le en mots.",
)
SPACE_BEFORE_HIGH_SIGN = Rule(
    "TYP107",
    "space-before-high-sign",
    Level.WARNING,
    states="Une espace précède « ; », « : », « ! » et « ? ».",
    hint="Tapez une espace ordinaire : la construction la rend insécable.",
)
GUILLEMETS_HOLD_SPACES = Rule(
    "TYP108",
    "guillemets-hold-spaces",
    Level.WARNING,
    states="Une espace suit le guillemet ouvrant et précède le guillemet fermant.",
    hint="Tapez une espace ordinaire : la construction la rend insécable.",
)
SIGN_FOLLOWS_ITS_WORD = Rule(
    "TYP109",
    "sign-follows-its-word",
    Level.WARNING,
    states="Rien ne sépare un mot de la virgule, du point, des points de suspension ou de l’apostrophe, ni une parenthèse de ce qu’elle tient.",
    hint="Supprimez l’espace.",
)
SPACE_FOLLOWS_SIGN = Rule(
    "TYP110",
    "space-follows-sign",
    Level.WARNING,
    states="Une espace suit la ponctuation.",
    hint="Ajoutez l’espace.",
)
SPACE_IS_SINGLE_AND_PLAIN = Rule(
    "TYP111",
    "space-is-single-and-plain",
    Level.WARNING,
    states="Deux mots sont séparés par une seule espace, ordinaire : la construction choisit celles qui ne cassent pas.",
    hint="Ne gardez qu’une espace ordinaire.",
)
SLASH_STANDS_CLOSE = Rule(
    "TYP112",
    "slash-stands-close",
    Level.WARNING,
    states="Aucune espace n’entoure la barre oblique.",
    hint="Supprimez les espaces autour de « / ».",
)
DASH_IS_NO_HYPHEN = Rule(
    "TYP113",
    "dash-is-no-hyphen",
    Level.WARNING,
    states="Une incise est entre tirets « – », espacés ; un tiret de dialogue est « — ».",
    hint="Remplacez le trait d’union par un tiret.",
)
ORDINAL_IS_SHORT = Rule(
    "TYP114",
    "ordinal-is-short",
    Level.WARNING,
    states="Un ordinal s’écrit 1er, 1re, 2e, XXIe, et le premier du mois 1er.",
    hint="Raccourcissez la terminaison : la construction la met en lettres supérieures.",
)
MEASURE_IS_FRENCH = Rule(
    "TYP115",
    "measure-is-french",
    Level.WARNING,
    states="Une espace sépare le nombre de son unité, l’heure s’écrit 16 h 30, et les décimales suivent une virgule.",
    hint="Écrivez 81 %, 37 °C, 16 h 30, 1,5 degré ou 66 000 000.",
)
CAPITAL_KEEPS_ITS_ACCENT = Rule(
    "TYP116",
    "capital-keeps-its-accent",
    Level.WARNING,
    states="Une capitale garde son accent ou sa cédille : État, À, Ça.",
    hint="Mettez l’accent sur la capitale.",
)
LIGATURE_IS_JOINED = Rule(
    "TYP117",
    "ligature-is-joined",
    Level.WARNING,
    states="Les lettres « œ » sont liées : cœur, œuvre, vœu.",
    hint="Remplacez « oe » par « œ ».",
)
ABBREVIATION_IS_FRENCH = Rule(
    "TYP118",
    "abbreviation-is-french",
    Level.WARNING,
    states="Les abréviations et les dates suivent l’usage : M., Mme, Dr, n° 4, p. 12, 2 juillet.",
    hint="Corrigez l’abréviation, ou ôtez la majuscule du mois.",
)
NOTHING_IS_DOUBLED = Rule(
    "TYP119",
    "nothing-is-doubled",
    Level.WARNING,
    states="Un mot ou un signe n’est pas tapé deux fois de suite.",
    hint="Supprimez celui qui est de trop.",
)
SENTENCE_BEGINS_WITH_CAPITAL = Rule(
    "TYP120",
    "sentence-begins-with-capital",
    Level.WARNING,
    states="Une phrase et une réplique commencent par une majuscule.",
    hint="Mettez la majuscule, ou corrigez le signe qui précède.",
)

# --- Spelling ---------------------------------------------------------------------------------

SPELLING_IS_RIGHT = Rule(
    "SPL101",
    "spelling-is-right",
    Level.ERROR,
    states="Aucun mot n’a une forme que l’on sait fausse.",
    hint="Corrigez le mot.",
)
WORD_IS_KNOWN = Rule(
    "SPL201",
    "word-is-known",
    Level.WARNING,
    states="Chaque mot est dans le dictionnaire, dans les noms du livre ou dans vocabulary.txt.",
    hint="Corrigez le mot ; s’il est juste, ajoutez-le à vocabulary.txt, ou marquez-le comme étranger : [word]{.language-en}.",
)
VOCABULARY_SERVES = Rule(
    "SPL202",
    "vocabulary-serves",
    Level.WARNING,
    states="Chaque mot de vocabulary.txt sert dans le livre, et n’est connu que par lui.",
    hint="Supprimez la ligne de vocabulary.txt.",
)

# --- House forms ------------------------------------------------------------------------------

HOUSE_FORM = Rule(
    "LEX101",
    "house-form",
    Level.WARNING,
    states="Les noms de la maison ont une seule forme : Caf, Cpam, Carsat, Urssaf, Ucanss, CNSA, MSA, GIEC, Sécu, Sécurité sociale.",
    hint="Écrivez la forme de la maison (tools/french/house.py).",
)
SIGLE_HAS_NO_POINTS = Rule(
    "LEX102",
    "sigle-has-no-points",
    Level.WARNING,
    states="Un sigle s’écrit sans points.",
    hint="Supprimez les points.",
)

# --- Images -----------------------------------------------------------------------------------

IMAGE_HAS_ALTERNATIVE = Rule(
    "IMG101",
    "image-has-alternative",
    Level.ERROR,
    states="Chaque image a un texte de remplacement (RGAA 1.1).",
    hint="Dites entre les crochets, ou après « :alt: », ce que l’image apprend ; si elle ne fait qu’orner, donnez-lui la classe « decorative ».",
)
ALTERNATIVE_DESCRIBES = Rule(
    "IMG102",
    "alternative-describes",
    Level.WARNING,
    states="Un texte de remplacement dit ce que l’image apprend, en 200 caractères au plus (RGAA 1.3).",
    hint="Dites ce que l’on y voit, sans « image de » ni nom de fichier.",
)
IMAGE_FORMAT_SERVES = Rule(
    "IMG103",
    "image-format-serves",
    Level.ERROR,
    states="Une image est un fichier SVG, PNG ou JPEG, et son contenu est celui que son nom annonce.",
    hint="Enregistrez l’image dans l’un de ces formats, avec l’extension qui convient.",
)
IMAGE_STANDS_IN_BOOK = Rule(
    "IMG104",
    "image-stands-in-book",
    Level.ERROR,
    states="Une image est un fichier du livre, jamais une adresse du web ni des données dans la page.",
    hint="Copiez l’image dans le livre et donnez son nom.",
)
DRAWING_IS_INERT = Rule(
    "IMG105",
    "drawing-is-inert",
    Level.ERROR,
    states="Un dessin SVG n’exécute rien et n’appelle rien d’extérieur.",
    hint="Supprimez-le du dessin, ou enregistrez-le de nouveau en « SVG simple ».",
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
SILENCES_READABLE = Rule(
    "SIL103",
    "silences-readable",
    Level.ERROR,
    states="silences.yml donne, sous le chemin de chaque fichier construit, des codes et leurs raisons.",
    hint="Écrivez le chemin suivi de « : », puis, en retrait, « CODE: pourquoi ce fichier y déroge ».",
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

# --- The site, as it is built ------------------------------------------------------------------

HTML_PAGE_WHOLE = Rule(
    "HTM401",
    "html-page-whole",
    Level.ERROR,
    states="Chaque page du site est un fichier HTML entier, en UTF-8.",
    hint="Le fichier est abîmé : supprimez _build/html et relancez « make book ».",
)
HTML_LANGUAGE_SAID = Rule(
    "HTM402",
    "html-language-said",
    Level.ERROR,
    states="Chaque page du site dit sa langue, et ses mots étrangers la leur (RGAA 8.3, 8.7).",
    hint="Relancez « make book » ; si la faute revient, _templates ou tools/sphinxext/html.py perd l’attribut lang.",
)
HTML_TITLE_SAYS_WHERE = Rule(
    "HTM403",
    "html-title-says-where",
    Level.ERROR,
    states="Le titre de la fenêtre dit la page puis le livre, et n’est celui d’aucune autre page (RGAA 8.5, 8.6).",
    hint="Donnez à la page un titre de niveau 1 qui lui soit propre, puis relancez « make book ».",
)
HTML_HEADINGS_FOLLOW = Rule(
    "HTM404",
    "html-headings-follow",
    Level.ERROR,
    states="Une page du site a un seul titre de niveau 1 et ne saute aucun niveau (RGAA 9.1).",
    hint="Vérifiez les titres de la page d’origine, puis relancez « make book ».",
)
HTML_LANDMARKS_PRESENT = Rule(
    "HTM405",
    "html-landmarks-present",
    Level.ERROR,
    states="Chaque page a un en-tête, des menus qui ont un nom, un seul contenu principal, un pied de page et un lien d’évitement (RGAA 9.2, 12.7).",
    hint="Rétablissez l’élément dans _templates/page.html, puis relancez « make book ».",
)
HTML_IDS_SERVE = Rule(
    "HTM406",
    "html-ids-serve",
    Level.ERROR,
    states="Dans une page du site, un identifiant n’est donné qu’une fois, et celui qu’un élément nomme existe.",
    hint="Changez l’une des deux étiquettes « (nom)= » dans la page d’origine, ou corrigez le gabarit de _templates.",
)
HTML_LINKS_LEAD_SOMEWHERE = Rule(
    "HTM407",
    "html-links-lead-somewhere",
    Level.ERROR,
    states="Chaque lien à l’intérieur du site mène à une page, et à un endroit de cette page, qui existent.",
    hint="Corrigez le lien dans la page d’origine, puis relancez « make book ».",
)
HTML_FILES_AT_HAND = Rule(
    "HTM408",
    "html-files-at-hand",
    Level.ERROR,
    states="Chaque style, script, police ou image qu’une page appelle est dans le site.",
    hint="Ajoutez le fichier à _static, ou corrigez l’adresse qui l’appelle.",
)
HTML_CONTROLS_NAMED = Rule(
    "HTM409",
    "html-controls-named",
    Level.ERROR,
    states="Chaque lien, bouton ou champ du site a un nom qui se lit à voix haute (RGAA 6.2, 11.1, 11.9).",
    hint="Donnez-lui un texte, ou un attribut aria-label.",
)
HTML_IMAGES_DESCRIBED = Rule(
    "HTM410",
    "html-images-described",
    Level.ERROR,
    states="Chaque image du site a une alternative qui dit ce qu’elle montre (RGAA 1.1).",
    hint="Écrivez l’alternative entre les crochets de l’image, ou dans son option « :alt: ».",
)
HTML_TABLES_HEADED = Rule(
    "HTM411",
    "html-tables-headed",
    Level.ERROR,
    states="Chaque tableau du site nomme ses colonnes ou ses lignes (RGAA 5.6, 5.7).",
    hint="Donnez au tableau une première ligne d’en-têtes.",
)
HTML_LABELS_IN_FRENCH = Rule(
    "HTM412",
    "html-labels-in-french",
    Level.ERROR,
    states="Rien de l’interface du site n’est resté en anglais (RGAA 8.7).",
    hint="Traduisez le libellé dans locale/fr/LC_MESSAGES/sphinx.po ou dans _templates.",
)
HTML_SPACES_HOLD = Rule(
    "HTM413",
    "html-spaces-hold",
    Level.WARNING,
    states="Dans le site, aucune ligne ne peut commencer par « ; : ! ? » ni par un guillemet fermant.",
    hint="Relancez « make book » ; si la faute revient, tools/sphinxext/typography.py n’a pas vu ce texte.",
)
HTML_ASKS_NO_THIRD_PARTY = Rule(
    "HTM414",
    "html-asks-no-third-party",
    Level.ERROR,
    states="Ouvrir une page ne demande rien à aucun autre site.",
    hint="Mettez le fichier dans _static et appelez-le de là, ou faites-en un simple lien.",
)
HTML_NO_INLINE_CODE = Rule(
    "HTM415",
    "html-no-inline-code",
    Level.ERROR,
    states="Aucun script n’est écrit dans une page, sauf celui du thème, le même partout.",
    hint="Supprimez ce code de la page d’origine ou du gabarit.",
)
HTML_READER_IN_CONTROL = Rule(
    "HTM416",
    "html-reader-in-control",
    Level.ERROR,
    states="Rien ne s’ouvre, ne se lance ni ne se règle sans le lecteur, qui peut toujours agrandir (RGAA 10.4, 13.1, 13.2).",
    hint="Supprimez l’attribut ou l’élément du gabarit ou de la page d’origine.",
)
HTML_PAGES_REACHABLE = Rule(
    "HTM417",
    "html-pages-reachable",
    Level.ERROR,
    states="Chaque page du livre est dans le site, et des liens y mènent depuis l’accueil.",
    hint="Ajoutez la page à un sommaire de index.md ; si elle y est, supprimez _build/html et relancez « make book ».",
)
HTML_SEARCH_WHOLE = Rule(
    "HTM418",
    "html-search-whole",
    Level.ERROR,
    states="L’index de la recherche se lit et connaît toutes les pages du livre.",
    hint="Supprimez _build/html et relancez « make book ».",
)
HTML_DOWNLOADS_ANNOUNCED = Rule(
    "HTM419",
    "html-downloads-announced",
    Level.ERROR,
    states="Un lien vers un fichier à télécharger en dit le format et le poids exact.",
    hint="Employez la directive « {downloads} », qui les écrit, puis relancez « make book ».",
)

HTML_NOTES_RETURN = Rule(
    "HTM420",
    "html-notes-return",
    Level.ERROR,
    states="Dans le site, chaque appel mène à une note de la page, et chaque note ramène à son appel.",
    hint="Vérifiez les appels « [^nom] » et leurs notes dans la page d’origine, puis relancez « make book ».",
)

# --- The EPUB, as it is built ------------------------------------------------------------------

EPUB_OPENS = Rule(
    "EPB401",
    "epub-opens",
    Level.ERROR,
    states="L’EPUB est une archive entière, dont chaque fichier se décompresse.",
    hint="Le fichier est abîmé : supprimez _build/epub et relancez « make book ».",
)
EPUB_CONTAINER_LEADS = Rule(
    "EPB402",
    "epub-container-leads",
    Level.ERROR,
    states="L’archive commence par « mimetype », non compressé, et META-INF/container.xml mène à la notice du livre.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/package.py.",
)
EPUB_FILES_WELL_FORMED = Rule(
    "EPB403",
    "epub-files-well-formed",
    Level.ERROR,
    states="Chaque page et chaque table de l’EPUB est du XML bien formé, en UTF-8.",
    hint="Supprimez le HTML brut que la page d’origine contient, puis relancez « make book ».",
)
EPUB_PACKAGE_IN_FORM = Rule(
    "EPB404",
    "epub-package-in-form",
    Level.ERROR,
    states="La notice de l’EPUB dit tout ce que la norme exige, une fois, dans la forme voulue.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/package.py.",
)
EPUB_METADATA_AGREES = Rule(
    "EPB405",
    "epub-metadata-agrees",
    Level.ERROR,
    states="Le titre, la langue, l’éditeur, la date et la source de l’EPUB sont ceux du livre.",
    hint="Corrigez book.toml si le livre a changé, puis relancez « make book ».",
)
EPUB_CONTRIBUTORS_CREDITED = Rule(
    "EPB406",
    "epub-contributors-credited",
    Level.ERROR,
    states="La notice de l’EPUB nomme toutes les personnes créditées, à la lettre et dans l’ordre, et personne d’autre.",
    hint="Corrigez les génériques ou people.toml s’il le faut, puis relancez « make book ».",
)
EPUB_ACCESSIBILITY_TOLD = Rule(
    "EPB407",
    "epub-accessibility-told",
    Level.ERROR,
    states="La notice de l’EPUB dit tout ce qui le rend accessible, et rien qui ne soit vrai.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/package.py.",
)
EPUB_MANIFEST_TRUE = Rule(
    "EPB408",
    "epub-manifest-true",
    Level.ERROR,
    states="Le manifeste de l’EPUB nomme tous ses fichiers et eux seuls, avec leur type et leurs propriétés.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/package.py.",
)
EPUB_SPINE_WHOLE = Rule(
    "EPB409",
    "epub-spine-whole",
    Level.ERROR,
    states="L’ordre de lecture de l’EPUB contient chaque page une fois, dans l’ordre du livre.",
    hint="Vérifiez les sommaires de index.md, puis relancez « make book ».",
)
EPUB_CONTENTS_WHOLE = Rule(
    "EPB410",
    "epub-contents-whole",
    Level.ERROR,
    states="Le sommaire de l’EPUB nomme chaque page et chaque section dans l’ordre, et ses repères mènent aux grandes parties.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/navigation.py.",
)
EPUB_PAGE_LIST_TRUE = Rule(
    "EPB411",
    "epub-page-list-true",
    Level.ERROR,
    states="La liste des pages de l’EPUB et les repères de page du texte se correspondent un à un.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/navigation.py.",
)
EPUB_NCX_AGREES = Rule(
    "EPB412",
    "epub-ncx-agrees",
    Level.ERROR,
    states="La table pour les anciennes liseuses (NCX) dit la même chose que le sommaire.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/navigation.py.",
)
EPUB_LANGUAGE_SAID = Rule(
    "EPB413",
    "epub-language-said",
    Level.ERROR,
    states="Chaque page de l’EPUB dit sa langue, et ses mots étrangers la leur.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/xhtml.py.",
)
EPUB_HEADINGS_FOLLOW = Rule(
    "EPB414",
    "epub-headings-follow",
    Level.ERROR,
    states="Chaque page de l’EPUB a un titre, le même dans sa tête, et ne saute aucun niveau.",
    hint="Vérifiez les titres de la page d’origine, puis relancez « make book ».",
)
EPUB_PARTS_TOLD = Rule(
    "EPB415",
    "epub-parts-told",
    Level.ERROR,
    states="Chaque partie de l’EPUB dit ce qu’elle est, aux liseuses (epub:type) et aux lecteurs d’écran (role).",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/translator.py ou finishing.py.",
)
EPUB_LINKS_LEAD_SOMEWHERE = Rule(
    "EPB416",
    "epub-links-lead-somewhere",
    Level.ERROR,
    states="Chaque lien de l’EPUB a un texte et mène à un fichier, et à un endroit, qui sont dans le livre.",
    hint="Corrigez le lien dans la page d’origine, puis relancez « make book ».",
)
EPUB_IDS_SERVE = Rule(
    "EPB417",
    "epub-ids-serve",
    Level.ERROR,
    states="Dans une page de l’EPUB, un identifiant n’est donné qu’une fois, et celui qu’un élément nomme existe.",
    hint="Changez l’une des deux étiquettes « (nom)= » dans la page d’origine.",
)
EPUB_IMAGES_DESCRIBED = Rule(
    "EPB418",
    "epub-images-described",
    Level.ERROR,
    states="Chaque image de l’EPUB a une alternative qui dit ce qu’elle montre.",
    hint="Écrivez l’alternative entre les crochets de l’image, ou dans son option « :alt: ».",
)
EPUB_TABLES_HEADED = Rule(
    "EPB419",
    "epub-tables-headed",
    Level.ERROR,
    states="Chaque tableau de l’EPUB nomme ses colonnes ou ses lignes.",
    hint="Donnez au tableau une première ligne d’en-têtes.",
)
EPUB_IS_INERT = Rule(
    "EPB420",
    "epub-is-inert",
    Level.ERROR,
    states="L’EPUB ne contient ni script ni formulaire, et ne demande rien à aucun site.",
    hint="Supprimez ce contenu de la page d’origine, ou mettez le fichier dans le livre.",
)
EPUB_STYLE_LEAVES_CHOICE = Rule(
    "EPB421",
    "epub-style-leaves-choice",
    Level.WARNING,
    states="L’EPUB a une seule feuille de style, qui laisse au lecteur la taille, la police et les couleurs, et rien n’y est caché.",
    hint="Employez des em ou des pour-cent, sans couleur ni texte caché, dans tools/epub/epub.css.",
)
EPUB_COVER_SHOWN = Rule(
    "EPB422",
    "epub-cover-shown",
    Level.ERROR,
    states="La couverture de l’EPUB est une image déclarée comme telle, et sa première page.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/front.py.",
)
EPUB_SPACES_HOLD = Rule(
    "EPB423",
    "epub-spaces-hold",
    Level.WARNING,
    states="Dans l’EPUB, aucune ligne ne peut commencer par « ; : ! ? », et aucune espace fine ne manque à la police d’une liseuse.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub/xhtml.py.",
)
EPUB_NOTES_RETURN = Rule(
    "EPB424",
    "epub-notes-return",
    Level.ERROR,
    states="Dans l’EPUB, chaque appel mène à une note de la page, et chaque note ramène à son appel.",
    hint="Vérifiez les appels « [^nom] » et leurs notes dans la page d’origine, puis relancez « make book ».",
)
EPUB_LABELS_IN_FRENCH = Rule(
    "EPB425",
    "epub-labels-in-french",
    Level.ERROR,
    states="Rien de ce qui entoure le texte de l’EPUB n’est resté en anglais.",
    hint="Traduisez le libellé dans locale/fr/LC_MESSAGES/sphinx.po ou dans tools/epub.",
)
EPUB_MOMENT_ONE = Rule(
    "EPB426",
    "epub-moment-one",
    Level.ERROR,
    states="Tous les fichiers de l’EPUB portent la même date, celle que dit sa notice.",
    hint="N’ajoutez rien au fichier à la main : relancez « make book ».",
)
EPUB_READ_BY_OTHERS = Rule(
    "EPB427",
    "epub-read-by-others",
    Level.ERROR,
    states="Un lecteur indépendant (EbookLib) ouvre l’EPUB et y trouve le même livre.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/epub.",
)

# --- The PDF, as it is built -------------------------------------------------------------------

PDF_OPENS = Rule(
    "PDF401",
    "pdf-opens",
    Level.ERROR,
    states="Le PDF s’ouvre, et rien n’y est abîmé.",
    hint="Le fichier est abîmé : supprimez _build/pdf et relancez « make book ».",
)
PDF_TAGGED = Rule(
    "PDF402",
    "pdf-tagged",
    Level.ERROR,
    states="Tout le texte du PDF est balisé, ou dit hors du texte.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/pdf/template.typ.",
)
PDF_LANGUAGE_SAID = Rule(
    "PDF403",
    "pdf-language-said",
    Level.ERROR,
    states="Le PDF dit sa langue, et ses mots étrangers la leur.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/pdf.",
)
PDF_SAYS_WHAT_IT_IS = Rule(
    "PDF404",
    "pdf-says-what-it-is",
    Level.ERROR,
    states="Le PDF dit son titre, que la fenêtre montre, et les normes qu’il suit (PDF/UA-1, PDF/A-2a).",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/pdf/typesetting.py.",
)
PDF_BOOKMARKS_FOLLOW = Rule(
    "PDF405",
    "pdf-bookmarks-follow",
    Level.ERROR,
    states="Les signets du PDF sont ses titres, à leur niveau, et mènent à leur page.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/pdf.",
)
PDF_LINKS_LEAD_SOMEWHERE = Rule(
    "PDF406",
    "pdf-links-lead-somewhere",
    Level.ERROR,
    states="Chaque lien du PDF a une description et mène à une page ou à une adresse.",
    hint="Corrigez le lien dans la page d’origine, puis relancez « make book ».",
)
PDF_FONTS_EMBEDDED = Rule(
    "PDF407",
    "pdf-fonts-embedded",
    Level.ERROR,
    states="Chaque police du PDF est dans le fichier, et dit à quelles lettres ses dessins correspondent.",
    hint="Relancez « make book » ; si la faute revient, elle est dans tools/pdf/fonts.",
)
PDF_FIGURES_DESCRIBED = Rule(
    "PDF408",
    "pdf-figures-described",
    Level.ERROR,
    states="Chaque figure du PDF a une alternative.",
    hint="Écrivez l’alternative entre les crochets de l’image, ou dans son option « :alt: ».",
)
PDF_READS_IN_ORDER = Rule(
    "PDF409",
    "pdf-reads-in-order",
    Level.ERROR,
    states="Les balises du PDF se suivent : titres sans saut, tableaux à en-têtes, listes d’éléments, touche Tab dans l’ordre.",
    hint="Vérifiez les titres et les tableaux de la page d’origine, puis relancez « make book ».",
)
PDF_IS_INERT = Rule(
    "PDF410",
    "pdf-is-inert",
    Level.ERROR,
    states="Le PDF ne contient ni script, ni formulaire, ni fichier joint, ni verrou.",
    hint="Ne retouchez pas le fichier à la main : relancez « make book ».",
)
PDF_PAGES_AS_MAPPED = Rule(
    "PDF411",
    "pdf-pages-as-mapped",
    Level.ERROR,
    states="Le PDF a les pages que dit sa carte, numérotées comme elles sont imprimées, et le numéro de chaque passage en marge de la sienne.",
    hint="Supprimez _build/pdf et relancez « make book ».",
)
PDF_GUIDE_AND_SHEETS_MADE = Rule(
    "PDF412",
    "pdf-guide-and-sheets-made",
    Level.ERROR,
    states="Le guide seul, entier, et chaque feuille à imprimer ont leur PDF à côté de celui du livre.",
    hint="Supprimez _build/pdf et relancez « make book ».",
)
PDF_SHEET_IS_ONE_PAGE = Rule(
    "PDF413",
    "pdf-sheet-is-one-page",
    Level.ERROR,
    states="Une feuille à imprimer tient sur une page A4, et une seule.",
    hint="Raccourcissez la page d’origine, puis relancez « make book ».",
)

# --- Sound: optional, and never in the way of the silent book ----------------------------------------

SOUND_PLAYS = Rule(
    "SON101",
    "sound-plays",
    Level.ERROR,
    states="Le fichier de son que nomme un épisode est là, et il est en MP3, en AAC ou en Opus.",
    hint="Déposez le fichier dans audio/ ou corrigez « file ». Sans lui, l’épisode paraît sans son.",
)
TIMINGS_READABLE = Rule(
    "SON102",
    "timings-readable",
    Level.ERROR,
    states="Le minutage d’un épisode est un fichier WebVTT bien formé, où chaque repère porte un numéro de passage.",
    hint="Écrivez chaque repère ainsi : « 4.17 », puis « 00:01:02.500 --> 00:01:07.000 », puis « <v Soline>Ses mots ».",
)
TIMINGS_FOLLOW = Rule(
    "SON103",
    "timings-follow",
    Level.ERROR,
    states="Les repères d’un minutage se suivent sans se chevaucher, dans l’ordre des passages.",
    hint="Corrigez le début du repère, ou la fin de celui qui le précède.",
)
TIMINGS_WITHIN_SOUND = Rule(
    "SON201",
    "timings-within-sound",
    Level.ERROR,
    states="Aucun repère ne dépasse la fin du son.",
    hint="Corrigez la fin du repère, ou vérifiez que le fichier de son est entier.",
)
PASSAGE_TIMED = Rule(
    "SON202",
    "passage-timed",
    Level.ERROR,
    states="Dans un épisode qui a du son, chaque passage a son repère dans le minutage.",
    hint="Ajoutez au minutage un repère qui porte ce numéro.",
)
TIMING_HAS_PASSAGE = Rule(
    "SON203",
    "timing-has-passage",
    Level.ERROR,
    states="Chaque repère d’un minutage porte le numéro d’un passage de l’épisode.",
    hint="Corrigez le numéro, ou supprimez le repère.",
)
TIMING_VOICE_SPEAKS = Rule(
    "SON204",
    "timing-voice-speaks",
    Level.ERROR,
    states="La voix d’un repère est celle de qui dit la réplique.",
    hint="Écrivez après « <v » le nom que porte la réplique dans la page.",
)

# --- The outputs compared ------------------------------------------------------------------------

PASSAGES_NUMBERED_ALIKE = Rule(
    "PAR401",
    "passages-numbered-alike",
    Level.ERROR,
    states="Chaque passage est dans le site, l’EPUB et le PDF, à sa place, sous le même numéro et la même ancre.",
    hint="Relancez « make book » ; si la faute revient, c’est l’outil qui fait cette sortie qui perd le passage.",
)
WORDS_ALIKE = Rule(
    "PAR402",
    "words-alike",
    Level.ERROR,
    states="Un passage a les mêmes mots et les mêmes bruits dans les pages, le site, l’EPUB et le PDF.",
    hint="Corrigez la page d’origine s’il le faut, jamais la sortie, puis relancez « make book ».",
)
SPEAKERS_ALIKE = Rule(
    "PAR403",
    "speakers-alike",
    Level.ERROR,
    states="Une réplique est dite par la même personne dans les pages, le site, l’EPUB et le PDF.",
    hint="Corrigez la page d’origine s’il le faut, jamais la sortie, puis relancez « make book ».",
)
TEXT_IN_EVERY_OUTPUT = Rule(
    "PAR404",
    "text-in-every-output",
    Level.ERROR,
    states="Ce que deux des trois sorties disent hors des passages, la troisième le dit aussi.",
    hint="Relancez « make book » ; si la faute revient, c’est l’outil qui fait cette sortie qui perd le texte.",
)
CREDITS_ALIKE = Rule(
    "PAR405",
    "credits-alike",
    Level.ERROR,
    states="Chaque générique nomme les mêmes personnes, à la lettre et dans l’ordre, dans les pages, le site, l’EPUB et le PDF.",
    hint="Corrigez l’en-tête de l’épisode s’il le faut, jamais la sortie, puis relancez « make book ».",
)
FACTS_ALIKE = Rule(
    "PAR406",
    "facts-alike",
    Level.ERROR,
    states="Titres, sous-titre, numéro et durée sont les mêmes dans les pages, le site, l’EPUB et le PDF.",
    hint="Corrigez la page d’origine s’il le faut, jamais la sortie, puis relancez « make book ».",
)
EDITION_ALIKE = Rule(
    "PAR407",
    "edition-alike",
    Level.ERROR,
    states="Le site, l’EPUB et le PDF disent la même édition, la même version et la même date, celles de book.toml.",
    hint="Corrigez book.toml s’il le faut, puis relancez « make book ».",
)
DATA_IS_THE_BOOK = Rule(
    "PAR408",
    "data-is-the-book",
    Level.ERROR,
    states="book.json contient ce que disent les pages, et rien d’autre.",
    hint="Relancez « make book », qui réécrit le fichier.",
)
DOWNLOADS_IDENTICAL = Rule(
    "PAR409",
    "downloads-identical",
    Level.ERROR,
    states="Les fichiers que le site offre sont, à l’octet près, l’EPUB et le PDF construits.",
    hint="Relancez « make book », qui copie de nouveau les fichiers dans le site.",
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
