"""References: links, numbers, labels, notes and titles that say where they lead, and lead there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tools.checks.titles import Titles, is_exactly
from tools.diagnostics import Diagnostic, Location, nearest, suggest
from tools.french.likeness import edits, fold
from tools.french.numbers import number_after, number_before, ordinal_before
from tools.french.typography import plain_spaces
from tools.markup.links import LINK_ROLES, Link, labels, links, notes, resolve
from tools.markup.numbering import ANCHORS_FILE
from tools.markup.page import SCENE
from tools.markup.places import body, find_words, last_line, paragraphs
from tools.markup.references import PASSAGE
from tools.model import Book, Episode, EpisodeHeader, Page
from tools.rules import (
    ADDRESS_CLEAN,
    LABEL_GIVEN_ONCE,
    LABEL_SERVES,
    LINK_AGREES_WITH_TEXT,
    LINK_FITS_ITS_SENTENCE,
    LINK_LEADS_ELSEWHERE,
    LINK_TEXT_HAS_ONE_TARGET,
    LINK_TEXT_TELLS,
    NO_REFERENCE_BY_PLACE,
    NOTES_PAIRED,
    NUMBER_NAMED_EXISTS,
    PAGE_LINKED_EXISTS,
    PUBLISHED_ANCHOR_STANDS,
    TITLE_QUOTED_EXACTLY,
)

_VAGUE = frozenset(
    """ici; cliquez ici; cliquer ici; là; voir; voir ici; lien; le lien; ce lien; lire; lire plus; lire la suite;
    suite; en savoir plus; savoir plus; plus; plus d’infos; plus d’informations; page; cette page; la page; site;
    ce site; le site; article; cet article; document; ce document; télécharger; pdf; détails; suivant; précédent;
    par ici; consulter; accéder""".replace("\n", " ").split("; ")
)  # fmt: skip
_VAGUE_FOLDED = frozenset(fold(plain_spaces(text)) for text in _VAGUE)

_BY_PLACE = re.compile(
    r"\bci-(?:dessous|dessus|contre|après|avant)\b"
    r"|\b(?:voir|vue?|lue?|dite?|citée?|évoquée?|mentionnée?|décrite?|expliquée?|annoncée?|comme|cf\.)"
    r" (?:\w{1,12} )?plus (?:haut|bas)\b"
    r"|(?<=\()plus (?:haut|bas)\b"
    r"|\bpages? \d{1,4}\b|\bp\. ?\d{1,4}\b"
    r"|\b(?:page|section) (?:suivante|précédente)\b|\bparagraphe (?:suivant|précédent)\b"
    r"|\b(?:colonne|encadré|image|figure|tableau|schéma|bouton|menu|marge|liste)s? (?:de|à|sur la) (?:gauche|droite)\b"
    r"|\bà (?:gauche|droite) (?:de l’écran|de la page)\b|\bau (?:verso|recto)\b"
    r"|\ben (?:haut|bas) (?:de (?:la )?page|de l’écran)\b",
    re.IGNORECASE,
)
_SOURCED = re.compile(r"\b(?:source|éditions?|revue|livre|ouvrage|isbn)\b", re.IGNORECASE)
"""A page of somebody else's book, which has pages to name."""

_TRACKING = re.compile(r"[?&](utm_\w+|fbclid|gclid|mc_[ce]id|igshid|xtor|at_\w+)=[^&#\s]*")
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_SPHINX_LABELS = frozenset({"genindex", "modindex", "search"})

_EPISODE_NUMBER = re.compile(r"[1-9]\d{0,3}")
_EPISODE = re.compile(r"\bépisodes?\b", re.IGNORECASE)
_LISTED = re.compile(r"(?:, | et | à | ou |-)(?=\d)")
_BARE_NUMBER = re.compile(
    r"(?<![\w.,/:-])(?P<number>[1-9]\d?\.[1-9]\d{0,2}[a-z]?)(?![\w/:%-]|[.,]\d|\s?(?:%|€|°))"
)
_VERSIONED = re.compile(r"(?:[^\W\d_]*[A-ZÀ-Ý][\w-]+|\bv\.?|version)\s\Z")
"""« Python 3.11 », « RGAA 4.1 » : a version, not a passage."""

_INTRODUCES = frozenset(
    {"voir", "passage", "passages", "lire", "relire", "au", "le", "du", "en", "cf"}
)
_DETERMINED = re.compile(
    r"(?:\A|[\s’\ue000])(?:les|ses|nos|vos|leurs|des|aux|ces|mes|tes)\s\Z", re.IGNORECASE
)
_RESTRICTED = re.compile(
    r"\s(?:suivants?|précédents?|premiers|derniers|autres|restants|qui|que|qu’|où|dont|de|d’|fois)\b"
)
_BEFORE_LINK = re.compile(r"[\w-]+(?: épisode)?[ (\n—:,]{1,3}")
_NTH_PASSAGE = re.compile(r" passage de l’épisode (\d{1,3})")
_QUOTED = re.compile(
    r"«\s?([^«»]{3,300}?)\s?»|“([^“”]{3,300})”|(?<![*\w])\*(?! )([^*\n]{3,300}?)(?<! )\*(?![*\w])"
)
_PARTS = re.compile(r",| (?:et|ou|puis|mais|ni) ")
_GUILLEMETS = re.compile(r"«\s?([^«»]{3,300}?)\s?»")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


# --- Links --------------------------------------------------------------------------------------


def link_text_tells(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A link's text means something when it is read alone."""
    for link in links(page):
        if link.shown is None:
            continue
        text = plain_spaces(link.shown).strip(" .…!:»«")
        if fold(text) in _VAGUE_FOLDED:
            yield LINK_TEXT_TELLS.broken(_at(link), f"« {link.shown} » ne dit pas où mène le lien")
        elif link.shown.startswith(("http://", "https://", "www.")):
            yield LINK_TEXT_TELLS.broken(
                _at(link), f"le texte du lien est une adresse : « {_cut(link.shown)} »"
            )


def link_text_has_one_target(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Two links of a page that read the same lead to the same place."""
    first: dict[str, Link] = {}
    for link in links(page):
        text = fold(plain_spaces(link.shown or ""))
        if not text or text in _VAGUE_FOLDED:
            continue
        other = first.setdefault(text, link)
        if (other.role, other.target) != (link.role, link.target):
            yield LINK_TEXT_HAS_ONE_TARGET.broken(
                _at(link),
                f"« {link.shown} » mène ici à « {_cut(link.target)} », et ligne {_at(other).line} à "
                f"« {_cut(other.target)} »",
            )


def link_leads_elsewhere(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A link does not open the page that one is reading."""
    own = str(page.header.episode) if isinstance(page.header, EpisodeHeader) else ""
    for link in links(page):
        itself = (link.role == "ep" and link.target == own) or (
            link.role in {"doc", ""}
            and "#" not in link.target
            and _leads_to_a_page(link)
            and resolve(link.target, page) == page.docname
        )
        if itself:
            yield LINK_LEADS_ELSEWHERE.broken(
                _at(link), f"« {_shown(link)} » mène à la page même où il se trouve"
            )


def address_clean(page: Page, book: Book) -> Iterator[Diagnostic]:
    """An address is https, and tells nobody where its reader comes from."""
    found = [(link.target, _at(link)) for link in links(page) if link.role == ""]
    if isinstance(page.header, EpisodeHeader):
        listen = page.header.listen
        found.append((listen, find_words(page, listen, page.header.lines.get("listen"))))
    for address, at in found:
        tracked = _TRACKING.search(address)
        if tracked:
            yield ADDRESS_CLEAN.broken(
                at, f"l’adresse suit ses lecteurs : « {_cut(tracked[1])} »",
                hint=f"Écrivez « {_without_tracking(address)} ».",
            )  # fmt: skip
        elif address.startswith("http://"):
            yield ADDRESS_CLEAN.broken(
                at, f"« {_cut(address)} » n’est pas chiffrée",
                hint=f"Essayez « https://{address.removeprefix('http://')} », puis écrivez-la.",
            )  # fmt: skip


def page_linked_exists(book: Book) -> Iterator[Diagnostic]:
    """A link to a page or to a label of the book finds it."""
    docnames = [page.docname for page in book.pages]
    by_page = {page.docname: [label.name for label in labels(page)] for page in book.pages}
    known = {name for names in by_page.values() for name in names} | _SPHINX_LABELS
    for page in book.pages:
        for link in links(page):
            wanted = _wanted(link, page)
            if wanted is None:
                continue
            docname, label = wanted
            if (
                docname is not None
                and docname not in by_page
                and not (label is None and docname in known)
            ):
                yield PAGE_LINKED_EXISTS.broken(
                    _at(link), f"le lien mène à « {link.target} », qui n’existe pas",
                    hint=suggest(docname, docnames, otherwise=PAGE_LINKED_EXISTS.hint),
                )  # fmt: skip
                continue
            there = by_page.get(docname or "", ()) if docname else known
            if label is not None and label.lower() not in there:
                yield PAGE_LINKED_EXISTS.broken(
                    _at(link), f"le lien mène à l’étiquette « {label} », qui n’existe pas",
                    hint=_passage_hint(label, book)
                    or suggest(label, sorted(there), otherwise=PAGE_LINKED_EXISTS.hint),
                )  # fmt: skip


def label_serves(book: Book) -> Iterator[Diagnostic]:
    """A label is there for a link."""
    used = {
        (wanted[1] or wanted[0] or "").lower()
        for page in book.pages
        for link in links(page)
        if (wanted := _wanted(link, page))
    }
    for page in book.pages:
        for label in labels(page):
            if label.explicit and label.name not in used:
                yield LABEL_SERVES.broken(
                    Location(page.path, label.line, label.column),
                    f"aucun lien ne mène à l’étiquette « {label.name} »",
                )


def label_given_once(book: Book) -> Iterator[Diagnostic]:
    """A label names one place of the book."""
    first: dict[str, Location] = {}
    for page in book.pages:
        for label in labels(page):
            at = Location(page.path, label.line, label.column)
            if first.setdefault(label.name, at) != at:
                yield LABEL_GIVEN_ONCE.broken(
                    at, f"l’étiquette « {label.name} » est déjà à {first[label.name]}"
                )


def notes_paired(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Every call has its note, and every note its call."""
    found = list(notes(page))
    defined = Counter(note.name for note in found if note.defines)
    called = {note.name for note in found if not note.defines}
    meant = {nearest(name, sorted(set(defined) - called)) for name in called - set(defined)}
    seen = set[str]()
    for note in found:
        at = note.paragraph.at(note.start)
        if not note.defines and note.name not in defined:
            yield NOTES_PAIRED.broken(
                at, f"la note « [^{note.name}] » est appelée et n’est écrite nulle part",
                hint=suggest(note.name, sorted(set(defined) - called), otherwise=NOTES_PAIRED.hint),
            )  # fmt: skip
        elif note.defines and note.name not in called and note.name not in meant:
            yield NOTES_PAIRED.broken(
                at, f"la note « [^{note.name}] » n’est appelée nulle part sur la page",
                hint=suggest(note.name, sorted(called - set(defined)), otherwise=NOTES_PAIRED.hint),
            )  # fmt: skip
        elif note.defines and note.name in seen:
            yield NOTES_PAIRED.broken(at, f"la note « [^{note.name}] » est écrite deux fois")
        if note.defines:
            seen.add(note.name)


# --- Numbers and titles -------------------------------------------------------------------------


def link_agrees_with_text(book: Book) -> Iterator[Diagnostic]:
    """The number, the rank or the title that a link says is that of its target."""
    numbers = {episode.page.docname: episode.number for episode in book.episodes}
    docnames = {number: docname for docname, number in numbers.items()}
    owners = _title_owners(book)
    known = {page.docname for page in book.pages}
    for page in book.pages:
        for link in links(page):
            number = _episode_meant(link, page, numbers)
            wanted = _wanted(link, page)
            docname = docnames.get(number or 0) or (wanted[0] if wanted else None)
            said = _number_said(link, number)
            if said is None and docname in known:
                said = _title_said(link, docname, owners)
            if said:
                yield LINK_AGREES_WITH_TEXT.broken(
                    _at(link), f"{said}, et le lien mène à « {link.target} »"
                )


def number_named_exists(book: Book) -> Iterator[Diagnostic]:
    """An episode or a passage that the text names exists; their number is what it says."""
    numbers = sorted(episode.number for episode in book.episodes)
    if not numbers:
        return
    passages = book.passages
    for page in book.pages:
        linked: dict[int, list[Link]] = defaultdict(list)
        for link in links(page):
            linked[link.paragraph.first_line].append(link)
        for paragraph in paragraphs(page):
            text = paragraph.text
            around = linked.get(paragraph.first_line, ())
            wrong = (*_wrong_episodes(text, numbers), *_wrong_passages(text, numbers, passages))
            for at, message in wrong:
                # In a link, or said just before one (« le 7e épisode ({ep}`7`) »), the link is judged.
                if not any(_says(link, at) for link in around):
                    yield NUMBER_NAMED_EXISTS.broken(paragraph.at(at), message)


def _says(link: Link, at: int) -> bool:
    between = link.paragraph.raw[at : link.start] if at < link.start else ""
    said_before = 0 < len(between) < 40 and _BEFORE_LINK.fullmatch(between) is not None
    return link.start <= at < link.end or said_before


def title_quoted_exactly(book: Book) -> Iterator[Diagnostic]:
    """A title of the book, quoted or in italics, is quoted to the letter."""
    titles = Titles(book)
    for episode in book.episodes:
        title, spoken = episode.page.title, episode.header.spoken_title
        if title and spoken and 0 < edits(title, spoken, limit=3) <= 3:
            yield TITLE_QUOTED_EXACTLY.broken(
                Location(episode.page.path, episode.page.headings[0].line, 3),
                f"« {title} » n’est pas tout à fait le titre à l’antenne",
                hint=f"Écrivez « {spoken} », ou corrigez « spoken_title » dans l’en-tête.",
            )
    for page in book.pages:
        for paragraph in paragraphs(page):
            if paragraph.is_heading():
                continue
            for match in _QUOTED.finditer(paragraph.raw):
                quoted = match[1] or match[2] or match[3]
                meant = titles.meant_by(quoted)
                if meant and not is_exactly(quoted, meant):
                    yield TITLE_QUOTED_EXACTLY.broken(
                        paragraph.at(match.start()), f"« {plain_spaces(quoted)} » n’est pas tout à fait un titre du livre",
                        hint=f"Écrivez « {meant} », ou changez le titre partout où il est.",
                    )  # fmt: skip


def published_anchor_stands(book: Book) -> Iterator[Diagnostic]:
    """A number that was published still names a passage."""
    if not book.published:
        return
    known = book.passages
    for number, line in book.published.items():
        if number not in known:
            yield PUBLISHED_ANCHOR_STANDS.broken(
                Location(ANCHORS_FILE, line, 1),
                f"le passage {number}, publié, n’est plus dans le livre",
            )


def link_fits_its_sentence(book: Book) -> Iterator[Diagnostic]:
    """The words around a link to an episode are not those of another episode."""
    own_words = _own_words(book)
    if len(own_words) < 2:
        return
    owner = {word: number for number, words in own_words.items() for word in words}
    for page in book.pages:
        found = [
            link
            for link in links(page)
            if link.role == "ep" and _EPISODE_NUMBER.fullmatch(link.target)
        ]
        here = page.header.episode if isinstance(page.header, EpisodeHeader) else None
        for rank, link in enumerate(found):
            around = _around(link, (*found[max(0, rank - 1) : rank], *found[rank + 1 : rank + 2]))
            # A page speaks of its own episode without leading to it.
            scores = Counter(dict.fromkeys(own_words.keys() - {here}, 0))
            for word in {_stem(match[0]) for match in _WORD.finditer(around)}:
                if owner.get(word, here) != here:
                    scores[owner[word]] += own_words[owner[word]][word]
            if int(link.target) not in scores:
                continue
            (best, most), (_, second) = (*scores.most_common(2), (0, 0))[:2]
            if (
                best != int(link.target)
                and scores[int(link.target)] == 0
                and most >= 2
                and most > second
            ):
                yield LINK_FITS_ITS_SENTENCE.broken(
                    _at(link),
                    f"la phrase parle de l’épisode {best}, le lien mène à l’épisode {link.target}",
                )


# --- Places -------------------------------------------------------------------------------------


def no_reference_by_place(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Nothing is told by where it stands; characters may say what they like."""
    scenes = [(each.line, last_line(each)) for each in page.directives if each.name == SCENE]
    for paragraph in body(page):
        if any(start <= paragraph.first_line <= end for start, end in scenes):
            continue
        text = paragraph.text.replace("\n", " ").replace("\u00a0", " ")
        for match in _BY_PLACE.finditer(text):
            start, end = paragraph.sentence(match.start())
            if match[0][:1] in "pP" and _SOURCED.search(text, start, end):
                continue
            yield NO_REFERENCE_BY_PLACE.broken(
                paragraph.at(match.start()), f"« {match[0]} » renvoie à une place"
            )


# --- What they stand on -------------------------------------------------------------------------


def _at(link: Link) -> Location:
    return link.paragraph.at(link.start)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _shown(link: Link) -> str:
    return _cut(link.paragraph.raw[link.start : link.end])


def _without_tracking(address: str) -> str:
    clean = _TRACKING.sub("", address)
    if "?" not in clean and "&" in clean:  # the first parameter is gone, others follow
        clean = clean.replace("&", "?", 1)
    return _cut(clean)


def _leads_to_a_page(link: Link) -> bool:
    if link.role == "doc":
        return True
    path = link.target.partition("#")[0]
    name = path.rpartition("/")[2]
    return bool(path) and not _SCHEME.match(path) and (path.endswith(".md") or "." not in name)


def _wanted(link: Link, page: Page) -> tuple[str | None, str | None] | None:
    """Return the page and the label that a link wants; None when it leads out of the book."""
    if link.role == "doc":
        return resolve(link.target, page), None
    if link.role in LINK_ROLES:
        return None, link.target
    if link.role or not link.target or _SCHEME.match(link.target):
        return None
    path, _, label = link.target.partition("#")
    if not path:
        return None, label
    return (resolve(path, page), label or None) if _leads_to_a_page(link) else None


def _passage_hint(label: str, book: Book) -> str:
    for number, (_, passage) in book.passages.items():
        if passage.anchor == label:
            return f"Pour un passage, écrivez « {{ep}}`{number}` »."
    return ""


def _episode_meant(link: Link, page: Page, numbers: Mapping[str, int]) -> int | None:
    """Return the number of the episode to which a link leads."""
    if link.role == "ep":
        number = link.target.removeprefix("T").partition(".")[0]
        return int(number) if number.isdecimal() and len(number) < 5 else None
    wanted = _wanted(link, page)
    return numbers.get(wanted[0] or "") if wanted else None


def _title_owners(book: Book) -> Mapping[str, set[str]]:
    """Return the pages that bear each title."""
    owners: dict[str, set[str]] = defaultdict(set)
    for page in book.pages:
        if page.title:
            owners[fold(plain_spaces(page.title))].add(page.docname)
        if isinstance(page.header, EpisodeHeader):
            for title in (page.header.spoken_title, page.header.subtitle):
                owners[fold(title)].add(page.docname)
    return owners


def _number_said(link: Link, number: int | None) -> str | None:
    """Return what a link's words, or those around it, say against the number of its target."""
    if number is None:
        return None
    shown = plain_spaces(link.shown or "")
    to_passage = link.role == "ep" and PASSAGE.fullmatch(link.target)
    passage = _BARE_NUMBER.search(shown)
    if to_passage and passage and passage["number"] != link.target:
        return f"le texte dit « {passage['number']} »"
    said = _episode_said(shown) or (_said_before(link) if link.shown is None else None)
    if said is not None and said != number:
        return f"le texte dit l’épisode {said}"
    nth = _nth_passage_around(link) if to_passage else None
    return f"la phrase parle du passage {nth}" if nth and nth != link.target else None


def _title_said(link: Link, docname: str | None, owners: Mapping[str, set[str]]) -> str | None:
    """Return the title that a link shows, when it is another page's than its target's."""
    shown = plain_spaces(link.shown or "").strip("«»“” ")
    for title in (shown, *(quoted[1] for quoted in _GUILLEMETS.finditer(link.shown or ""))):
        pages = owners.get(fold(plain_spaces(title)), set())
        if docname and pages and docname not in pages:
            return f"« {plain_spaces(title)} » est le titre de {min(pages)}"
    return None


def _episode_said(shown: str) -> int | None:
    """Return the episode that a link's own words name: « l’épisode 3 », « le quatrième »."""
    for match in _EPISODE.finditer(shown):
        after = number_after(shown, match.end() + 1)
        before = ordinal_before(shown, match.start() - 1) if match.start() else None
        if after or before:
            return (after or before).value  # type: ignore[union-attr]
    alone = ordinal_before(shown, len(shown))
    return (
        alone.value
        if alone and fold(shown[: alone.start]).strip() in {"", "le", "la", "l’"}
        else None
    )


def _said_before(link: Link) -> int | None:
    """Return the episode named just before a link: « le quatrième épisode ({ep}`5`) »."""
    before = link.paragraph.raw[: link.start].rstrip(" (\n—:,")
    end = len(before)
    if fold(before[-7:]) == "episode":
        ordinal = ordinal_before(before, end - 8)
        return ordinal.value if ordinal else None
    number = number_before(before, end)
    named = number and fold(before[max(0, number.start - 8) : number.start]) == "episode "
    return number.value if number and named else None


def _nth_passage_around(link: Link) -> str | None:
    start, end = link.paragraph.sentence(link.start)
    text = link.paragraph.text
    match = _NTH_PASSAGE.search(text, start, end)
    ordinal = ordinal_before(text, match.start()) if match else None
    return f"{match[1]}.{ordinal.value}" if match and ordinal else None


def _wrong_episodes(text: str, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    count = len(numbers)
    span = f"le livre en compte {count}"
    for match in _EPISODE.finditer(text):
        plural = match[0][-1] in "sS"
        number = number_after(text, match.end() + 1)
        while number:
            if number.value not in numbers and not _is_counted(text, match.start()):
                yield number.start, f"l’épisode {number.value} n’existe pas : {span}"
            further = _LISTED.match(text, number.end) if plural else None
            number = number_after(text, further.end()) if further else None
        if match.start() == 0:
            continue
        ordinal = None if plural else ordinal_before(text, match.start() - 1)
        if ordinal and ordinal.value not in numbers:
            yield ordinal.start, f"il n’y a pas de {ordinal.value}e épisode : {span}"
        total = number_before(text, match.start() - 1) if plural else None
        if total and _is_wrong_total(text, total.value, total.start, match.end(), count):
            yield total.start, f"le texte annonce {total.value} épisodes : {span}"


def _is_counted(text: str, start: int) -> bool:
    """Say whether « épisodes » comes after a number: « cinq épisodes 2025 » names no episode."""
    return number_before(text, start - 1) is not None if start else False


def _is_wrong_total(text: str, value: int, start: int, end: int, count: int) -> bool:
    """Say whether « les quatre épisodes » miscounts them all; « deux épisodes » are some of them."""
    determined = _DETERMINED.search(text[max(0, start - 10) : start]) or not text[:start].strip(
        "\ue000 "
    )
    if not determined or _RESTRICTED.match(text, end):
        return False
    return value > count or (value == count - 1 and value > 2)


def _wrong_passages(
    text: str, numbers: Sequence[int], passages: Mapping[str, object]
) -> Iterator[tuple[int, str]]:
    for match in _BARE_NUMBER.finditer(text):
        number = match["number"]
        episode = int(number.partition(".")[0])
        word = re.search(r"([^\W\d_]+)\W{0,2}\Z", text[max(0, match.start() - 30) : match.start()])
        introduced = word is not None and fold(word[1]) in _INTRODUCES
        before = text[max(0, match.start() - 30) : match.start()]
        versioned = _VERSIONED.search(before) is not None and not introduced
        if episode in numbers and number not in passages and not versioned:
            last = max(
                (key for key in passages if key.startswith(f"{episode}.")),
                key=lambda key: int(re.sub(r"\D", "", key.partition(".")[2])),
                default=None,
            )
            told = f" : l’épisode {episode} s’arrête à {last}" if last else ""
            yield match.start(), f"le passage {number} n’existe pas{told}"


def _own_words(book: Book) -> dict[int, dict[str, int]]:
    """Return the words that tell each episode from the others, with their weight.

    They come from titles and from who is in it; a proper name weighs two, any other word one.
    """
    said: dict[int, dict[str, int]] = {}
    for episode in book.episodes:
        words = said.setdefault(episode.number, {})
        for text in _telling(episode):
            for match in _WORD.finditer(text):
                inside = match.start() > 0 and match[0][:1].isupper()
                stem = _stem(match[0])
                if len(stem) > 3:
                    words[stem] = max(words.get(stem, 0), 2 if inside else 1)
        for character in episode.header.characters:
            words[_stem(character.name)] = 2
    shared = Counter(word for words in said.values() for word in words)
    return {
        number: {word: weight for word, weight in words.items() if shared[word] == 1}
        for number, words in said.items()
    }


def _telling(episode: Episode) -> Iterator[str]:
    header = episode.header
    yield from (episode.page.title, header.spoken_title, header.subtitle, header.summary)
    yield from (character.role for character in header.characters)


def _stem(word: str) -> str:
    """Return what a word shares with its plural and its kin: « simplifiés », « simplification »."""
    return fold(word)[:7].rstrip("sx")


def _around(link: Link, neighbours: Sequence[Link]) -> str:
    """Return the words that go with a link: its clause, or less where its neighbours share it."""
    paragraph = link.paragraph
    start, end = paragraph.sentence(link.start)
    if any(each.paragraph is paragraph and start <= each.start < end for each in neighbours):
        start, end = paragraph.clause(link.start)
    for other in neighbours:
        if other.paragraph is not paragraph or not start <= other.start < end:
            continue
        one, two = sorted((link, other), key=lambda each: each.start)
        parts = list(_PARTS.finditer(paragraph.text, one.end, two.start))
        if not parts:
            return ""
        if other is one:
            start = max(start, parts[-1].start())
        else:
            end = min(end, parts[-1].start())
    return paragraph.text[start:end]
