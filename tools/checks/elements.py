"""What the site's pages and the e-book's have in common: elements, their words, their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, Self, cast

from lxml import etree

from tools.french.typography import plain_spaces
from tools.model import Book, Page

XHTML: Final = "http://www.w3.org/1999/xhtml"
OPS: Final = "http://www.idpf.org/2007/ops"
EPUB_TYPE: Final = f"{{{OPS}}}type"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

ANCHOR: Final = re.compile(r"ep\d+-[pt]\d+[a-z]?")
"""The id of a passage."""

Element = etree._Element
Skips = Callable[[Element], bool]
"""Says which elements to leave out."""

_NUMBER = re.compile(r"T?\d+\.\d+[a-z]?")
_ASCII_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DROPPED = re.compile(r"[\s\x02\u00ad\u200b\u2060\ufeff\u2010\u2011·☐-]+")
_LINK_PAGE = re.compile(r"(?<!\s)\s*(?:\(p\.\s*\d+\)|,\s*p\.\s*\d+(?=[^()]{0,400}\)))")
_HEADING = re.compile(r"h[1-6]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FOREIGN = re.compile(r"\[(?P<text>[^\[\]]+)\]\{[^{}]*\.language-(?P<language>[a-z]{2,3})[^{}]*\}")
_EMPHASIS = re.compile(r"[*_`]")
_SAYS_EPISODE = re.compile(r"(?:l’)?épisode (?P<number>\d{1,4})(?![\d.])", re.IGNORECASE)
_SAYS_PASSAGE = re.compile(r"(?:le )?passage (?P<number>\d+\.\d+[a-z]?)", re.IGNORECASE)

_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i",
        "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
        "time", "u", "var", "wbr",
    )
)  # fmt: skip
_WORDLESS = frozenset(("head", "math", "script", "style", "svg", "template"))
_CODE = frozenset(("code", "kbd", "pre", "samp"))
_CALLS = frozenset(("doc-noteref", "doc-backlink", "doc-pagebreak"))


class Slip(NamedTuple):
    """What is wrong at a line; the caller knows the file and the rule."""

    line: int | None
    message: str
    hint: str | None = None


# --- Elements ------------------------------------------------------------------------------------


def local(element: Element) -> str:
    """Return an element's name, without its namespace."""
    return str(element.tag).rpartition("}")[2]


def elements(root: Element, *names: str) -> Iterator[Element]:
    """Yield *root* and the elements under it, in reading order; those called *names* alone."""
    for found in root.iter(tag=etree.Element):
        if not names or local(found) in names:
            yield found


def line_of(element: Element) -> int | None:
    """Return the line of its file on which an element begins."""
    return cast("int | None", element.sourceline) or None


def attributes(element: Element) -> list[tuple[str, str]]:
    """Return the attributes of an element, as text."""
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def words_in(element: Element, name: str) -> list[str]:
    """Return the words of an attribute that holds a list of them."""
    return str(element.get(name, "")).split()


def ids_of(root: Element) -> dict[str, list[Element]]:
    """Return the elements that bear each id."""
    found: dict[str, list[Element]] = {}
    for element in elements(root):
        name = element.get("id")
        if name is not None:
            found.setdefault(str(name), []).append(element)
    return found


def is_hidden(element: Element) -> bool:
    """Say whether screen readers pass an element over."""
    return element.get("aria-hidden") == "true"


def is_call(element: Element) -> bool:
    """Say whether an element calls a note, leads back from one, or marks a page."""
    roles = {*words_in(element, "role"), *(f"doc-{n}" for n in words_in(element, EPUB_TYPE))}
    return bool(roles & _CALLS)


def is_wordless(element: Element) -> bool:
    """Say whether an element holds no words of the page: a script, a style, a drawing."""
    return local(element) in _WORDLESS


# --- Words ---------------------------------------------------------------------------------------


def text_of(root: Element, skips: Skips = is_wordless) -> str:
    """Return the text of an element, each run of ordinary blanks as one space."""
    return _ASCII_BLANKS.sub(" ", "".join(_pieces(root, skips))).strip()


def _pieces(element: Element, skips: Skips) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not skips(child):
            yield " " if local(child) == "br" else ""
            yield from _pieces(child, skips)
        yield child.tail or ""


def letters(text: str) -> str:
    """Return *text* without what setting it in pages changes: blanks, hyphens, middle dots, boxes…

    Faux :  « Scène · Un jus au cactus », « épisode 3 (p. 29) », « (passage 1.6, p. 16) »
    Juste : « ScèneUnjusaucactus », « épisode3 », « (passage1.6) »
    """
    return _DROPPED.sub("", _LINK_PAGE.sub("", text))


class Unit(NamedTuple):
    """A stretch of text that no block divides: a paragraph, a heading, a cell, a label."""

    text: str
    line: int | None
    element: Element


def units(root: Element, skips: Skips) -> Iterator[Unit]:
    """Yield the text of *root* block by block, in reading order, unbreakable spaces as they are."""
    run, start = [root.text or ""], root
    for child in root:
        if not (is_wordless(child) or skips(child)):
            if all(local(each) in _INLINE for each in elements(child)):
                start = child if not "".join(run).strip() else start
                run.append(" " if local(child) == "br" else "")
                run += _pieces(child, lambda each: is_wordless(each) or skips(each))
            else:
                yield from _unit(run, root, start)
                run, start = [], root
                yield from units(child, skips)
        run.append(child.tail or "")
    yield from _unit(run, root, start)


def _unit(run: list[str], element: Element, start: Element) -> Iterator[Unit]:
    text = _ASCII_BLANKS.sub(" ", "".join(run)).strip()
    if text:
        yield Unit(text, line_of(start), element)


def name_of(element: Element, ids: Mapping[str, list[Element]]) -> str:
    """Return the name by which a screen reader calls a link, a button, a region; maybe none."""
    named = words_in(element, "aria-labelledby")
    labels = " ".join(text_of(each) for name in named for each in ids.get(name, ()))
    if label := labels.strip() or str(element.get("aria-label", "")).strip():
        return label
    spoken = text_of(element, lambda each: is_wordless(each) or is_hidden(each))
    pictures = (
        str(each.get("alt") or each.get("aria-label") or _drawn_title(each))
        for each in elements(element, "img", "svg")
        if not is_hidden(each)
    )
    return " ".join((spoken, *pictures)).strip() or str(element.get("title", "")).strip()


def _drawn_title(drawing: Element) -> str:
    return next((text_of(each) for each in drawing if local(each) == "title"), "")


# --- Passages ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as a page shows it."""

    anchor: str
    number: str | None
    """The number that opens it; None where none does."""
    link: str | None
    """Where the number leads, when it is a link."""
    text: str
    """Its words, the speaker's label and the sounds included, the number and the notes not."""
    line: int | None


def shown_passages(root: Element) -> Iterator[ShownPassage]:
    """Yield the passages of a page, known by their ids, in reading order."""
    for element in elements(root):
        anchor = str(element.get("id", ""))
        if ANCHOR.fullmatch(anchor):
            number = next(_numbers(element), None)

            def skips(inner: Element, number: Element | None = number) -> bool:
                return inner is number or local(inner) in {"ul", "ol"} or is_call(inner)

            text = plain_spaces(" ".join(unit.text for unit in units(element, skips)))
            shown = text_of(number) if number is not None else None
            link = number.get("href") if number is not None else None
            yield ShownPassage(anchor, shown, link and str(link), text, line_of(element))


def _numbers(passage: Element) -> Iterator[Element]:
    """Yield the element that holds a passage's number: nothing but markers comes before it."""
    for element in elements(passage):
        if element is not passage and _NUMBER.fullmatch(text_of(element)):
            yield element
        if (element.text or "").strip():
            return


def is_in_passage(element: Element) -> bool:
    """Say whether an element is a passage, or stands in one."""
    return any(
        ANCHOR.fullmatch(str(each.get("id", ""))) for each in (element, *element.iterancestors())
    )


# --- Headings ------------------------------------------------------------------------------------


class ShownHeading(NamedTuple):
    """A heading of a page."""

    level: int
    text: str
    line: int | None


def headings(root: Element) -> list[ShownHeading]:
    """Return the headings of a page, in reading order."""

    def skips(element: Element) -> bool:
        return is_wordless(element) or is_hidden(element) or is_call(element)

    return [
        ShownHeading(int(local(each)[1]), plain_spaces(text_of(each, skips)), line_of(each))
        for each in elements(root)
        if _HEADING.fullmatch(local(each))
    ]


def unfit_headings(root: Element) -> Iterator[Slip]:
    """Say where a page has no title or two, where a heading is empty or skips a level."""
    found = headings(root)
    firsts = [each for each in found if each.level == 1]
    if not firsts:
        yield Slip(line_of(root), "la page n’a pas de titre de niveau 1")
    for extra in firsts[1:]:
        yield Slip(extra.line, f"« {extra.text} » est un second titre de niveau 1")
    level = 0
    for heading in found:
        if not heading.text:
            yield Slip(heading.line, f"un titre de niveau {heading.level} est vide")
        if heading.level > level + 1 and firsts:
            place = f"sous un titre de niveau {level}" if level else "en tête de la page"
            yield Slip(heading.line, f"« {heading.text} » est au niveau {heading.level}, {place}")
        level = heading.level


# --- Languages -----------------------------------------------------------------------------------


def language_of(element: Element) -> str:
    """Return the language that an element says it is in."""
    return str(element.get("lang") or element.get(XML_LANG) or "")


def unfit_languages(root: Element, language: str) -> Iterator[Slip]:
    """Say where a page hides its language, or names one that cannot be."""
    own = language_of(root)
    if own.partition("-")[0].lower() != language:
        there = f"se dit en « {own} »" if own else "ne dit pas sa langue"
        yield Slip(line_of(root), f'la page {there} ; il faut lang="{language}"')
    for element in elements(root):
        for name in ("lang", XML_LANG):
            value = element.get(name)
            if element is not root and value is not None and not _LANGUAGE.fullmatch(str(value)):
                words = plain_spaces(text_of(element))[:40]
                yield Slip(
                    line_of(element), f"« {value} » n’est le code d’aucune langue (« {words} »)"
                )


def foreign_words(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the words that the source marks as foreign, with their language."""
    for match in _FOREIGN.finditer(page.text):
        yield plain_spaces(_EMPHASIS.sub("", match["text"])), match["language"]


def unmarked_foreign_words(root: Element, page: Page) -> Iterator[Slip]:
    """Say which words the source marks as foreign, and the built page does not."""
    marked = {
        (plain_spaces(text_of(each)), language_of(each).partition("-")[0].lower())
        for each in elements(root)
        if language_of(each)
    }
    for words, language in foreign_words(page):
        if (words, language) not in marked:
            places = (unit.line for unit in units(root, is_wordless) if words in unit.text)
            yield Slip(next(places, None), f'« {words} » n’est plus marqué lang="{language}"')


# --- English left over ---------------------------------------------------------------------------

_ENGLISH = frozenset(
    (
        "about", "above", "add", "all", "and", "back", "below", "bottom", "built", "by", "chapter",
        "clear", "click", "close", "closed", "collapse", "contents", "copied", "copy", "cover",
        "created", "current", "dark", "download", "edit", "episode", "expand", "external", "find",
        "footer", "footnote", "footnotes", "for", "found", "from", "full", "generated", "go",
        "header", "heading", "headings", "help", "hide", "home", "icon", "jump", "keyboard",
        "landmarks", "language", "last", "latest", "less", "light", "link", "links", "list", "listen",
        "loading", "made", "more", "new", "next", "not", "of", "open", "our", "overview", "permalink",
        "please", "powered", "prev", "previous", "print", "privacy", "project", "read", "reading",
        "released", "reset", "results", "return", "search", "searching", "select", "settings",
        "share", "show", "sidebar", "skip", "start", "submit", "switch", "terms", "text", "that",
        "the", "theme", "this", "to", "today", "toggle", "toolbar", "topics", "try", "turn", "up",
        "updated", "use", "used", "using", "view", "welcome", "what", "will", "with", "words", "you",
        "your",
    )
)  # fmt: skip
"""Words of interfaces that no French label holds."""

_EITHER = frozenset(
    (
        "a", "accessibility", "article", "as", "auto", "caption", "change", "ci", "color", "contact",
        "content", "copyright", "date", "details", "do", "document", "documentation", "dot", "epub",
        "error", "feedback", "figure", "file", "furo", "guide", "html", "id", "image", "images", "in",
        "index", "instruction", "is", "it", "item", "items", "logo", "main", "menu", "message",
        "mobile", "mode", "module", "n", "navigation", "no", "note", "notes", "on", "options", "or",
        "page", "pages", "pdf", "point", "preface", "question", "report", "section", "sections",
        "site", "source", "sphinx", "style", "system", "table", "tables", "tag", "tags", "term",
        "title", "toc", "top", "type", "url", "version", "visible", "web",
    )
)  # fmt: skip
"""Words that an English label may hold beside those: many are French too."""

_ENGLISH_STARTS = (
    "made with ", "built with ", "powered by ", "last updated", "permalink to ", "link to this ",
    "created using ", "table of contents", "page source", "table of content",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_LABELS = ("aria-label", "title", "placeholder", "alt", "aria-description", "aria-roledescription")


def is_english(label: str) -> bool:
    """Say whether a label of the interface was left in English.

    Faux :  « Back to top »
    Juste : « Menu », « Page 12 », « Note 1 »
    """
    label = label.lower()
    words = _WORD.findall(label[:200])
    if not 0 < len(words) <= 12:
        return False
    known = all(word in _ENGLISH or word in _EITHER for word in words)
    return label.startswith(_ENGLISH_STARTS) or (known and any(word in _ENGLISH for word in words))


def english_labels(root: Element) -> Iterator[Slip]:
    """Yield the labels of a page that are in English without saying so."""
    for element in elements(root):
        for name in _LABELS:
            value = str(element.get(name, ""))
            if is_english(value) and not _is_foreign(element):
                yield Slip(line_of(element), f"« {value} » est resté en anglais ({name})")
    for unit in units(root, _is_code_or_foreign):
        if is_english(unit.text) and not _is_foreign(unit.element):
            yield Slip(unit.line, f"« {unit.text} » est resté en anglais")


def _is_code_or_foreign(element: Element) -> bool:
    return local(element) in _CODE or (language_of(element) or "fr")[:2].lower() != "fr"


def _is_foreign(element: Element) -> bool:
    """Say whether an element, or what holds it, is said to be in another language."""
    around = (each for each in (element, *element.iterancestors()) if each.getparent() is not None)
    own = next(filter(None, map(language_of, around)), "fr")
    return own[:2].lower() != "fr"


# --- Spaces --------------------------------------------------------------------------------------

_LOOSE = re.compile(r"(?<=\S) (?=[;!?»])|(?<=\S) (?=:(?:\s|$))|(?<=«) ")


def loose_spaces(root: Element) -> Iterator[Slip]:
    """Say where an ordinary space stands before a high sign or inside guillemets."""
    for unit in units(root, _is_code_or_foreign):
        match = None if _is_foreign(unit.element) else _LOOSE.search(unit.text)
        if match:
            around = plain_spaces(unit.text[max(0, match.start() - 20) : match.end() + 10])
            yield Slip(unit.line, f"une espace ordinaire peut couper la ligne : « …{around}… »")


# --- Notes ---------------------------------------------------------------------------------------


def unfit_notes(root: Element) -> Iterator[Slip]:
    """Say which calls lead to no note, and which notes are not called or do not lead back."""
    calls, notes = list(_of_kind(root, "noteref")), list(_of_kind(root, "footnote"))
    known = {str(note.get("id", "")) for note in notes}
    called = {_fragment(call) for call in calls}
    sources = {str(call.get("id")) for call in calls if call.get("id")}
    for call in calls:
        if _fragment(call) not in known:
            told = f"l’appel de note « {text_of(call)} » ne mène à aucune note de la page"
            yield Slip(line_of(call), told)
    for note in notes:
        words = plain_spaces(text_of(note))[:40]
        if str(note.get("id", "")) not in called:
            yield Slip(line_of(note), f"aucun appel ne mène à la note « {words}… »")
        if not sources & {_fragment(link) for link in _of_kind(note, "backlink")}:
            yield Slip(line_of(note), f"la note « {words}… » ne ramène pas à son appel")


def _of_kind(root: Element, kind: str) -> Iterator[Element]:
    """Yield the elements that are something by their epub:type or by their role."""
    for element in elements(root):
        if kind in words_in(element, EPUB_TYPE) or f"doc-{kind}" in words_in(element, "role"):
            yield element


def _fragment(link: Element) -> str:
    return str(link.get("href", "")).partition("#")[2]


# --- Links that say where they lead ------------------------------------------------------------


@dataclass(frozen=True)
class Destinations:
    """The pages and passages of the book, by the words that links to them show."""

    titles: Mapping[str, str]
    """The page that alone bears each title."""
    episodes: Mapping[int, str]
    passages: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, book: Book) -> Self:
        """Return what the pages of *book* call themselves."""
        times = Counter(plain_spaces(page.title) for page in book.pages)
        return cls(
            {
                title: page.docname
                for page in book.pages
                if times[title := plain_spaces(page.title)] == 1
            },
            {episode.number: episode.page.docname for episode in book.episodes},
            {number: (page.docname, it.anchor) for number, (page, it) in book.passages.items()},
        )

    def belied(self, words: str, docname: str, fragment: str) -> str | None:
        """Say where a link that shows *words* should lead, when it leads elsewhere."""
        words = plain_spaces(words)
        passage = _SAYS_PASSAGE.fullmatch(words)
        if passage and passage["number"] in self.passages:
            wanted, anchor = self.passages[passage["number"]]
            return None if (docname, fragment) == (wanted, anchor) else f"{wanted}#{anchor}"
        if fragment:  # a heading of the page may be called like another page
            return None
        episode = _SAYS_EPISODE.match(words)
        wanted = self.titles.get(words, docname)
        if episode:
            wanted = self.episodes.get(int(episode["number"]), docname)
        return wanted if wanted != docname else None


# --- Identifiers, pictures, tables ---------------------------------------------------------------

_NAMING = (
    "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "for",
    "headers", "popovertarget", "list",
)  # fmt: skip


def unfit_ids(root: Element) -> Iterator[Slip]:
    """Say which ids are given twice, and which are named without being given."""
    ids = ids_of(root)
    for name, bearers in ids.items():
        if not name or re.search(r"\s", name):
            yield Slip(line_of(bearers[0]), f"« {name} » ne peut être un identifiant")
        for again in bearers[1:]:
            first = line_of(bearers[0])
            yield Slip(line_of(again), f"l’identifiant « {name} » sert déjà à la ligne {first}")
    for element in elements(root):
        named = [(each, name) for each in _NAMING for name in words_in(element, each)]
        if local(element) == "use":
            named += [("href", name[1:]) for name in words_in(element, "href") if name[:1] == "#"]
        for attribute, name in named:
            if name not in ids:
                told = f"l’attribut {attribute} nomme « {name} », qui n’est pas dans la page"
                yield Slip(line_of(element), told)


def images_without_words(root: Element) -> Iterator[Slip]:
    """Say which pictures have no alternative, or one that says nothing."""
    for element in elements(root, "img", "svg", "area", "input"):
        if _is_decoration(element):
            continue
        source = str(element.get("src") or element.get("href") or "").rpartition("/")[2].lower()
        words = str(element.get("alt", "")).strip()
        match local(element):
            case "svg":
                named = element.get("aria-labelledby") or element.get("aria-label")
                if not named and not _drawn_title(element):
                    yield Slip(line_of(element), "un dessin n’a ni titre ni alternative")
            case "input" if element.get("type") != "image":
                continue
            case _ if not words:
                yield Slip(line_of(element), f"l’image « {source} » n’a pas d’alternative")
            case _ if words.lower() in {source, source.rpartition(".")[0]}:
                yield Slip(line_of(element), f"« {words} » n’est que le nom du fichier de l’image")


def _is_decoration(element: Element) -> bool:
    """Say whether a picture tells nothing, and says so."""
    silent = any(map(is_hidden, (element, *element.iterancestors())))
    plain = element.get("role") in {"presentation", "none"}
    return silent or plain or "decorative" in words_in(element, "class")


def tables_without_headers(root: Element) -> Iterator[Slip]:
    """Say which tables do not say what their columns or rows hold."""
    for table in elements(root, "table"):
        if table.get("role") in {"presentation", "none"}:
            continue
        heads = list(elements(table, "th"))
        if not heads:
            yield Slip(line_of(table), "un tableau n’a aucune cellule d’en-tête")
        for head in heads:
            scope = head.get("scope") in {"col", "row", "colgroup", "rowgroup"}
            if not scope and not head.get("id"):
                words = plain_spaces(text_of(head)) or "vide"
                told = (
                    f"l’en-tête « {words} » ne dit pas s’il vaut pour sa colonne ou pour sa ligne"
                )
                yield Slip(line_of(head), told)
