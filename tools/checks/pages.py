"""Are pages whole and well made: files, headings, paragraphs, addresses, what is left to do?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from tools.checks.typography import quote
from tools.diagnostics import Diagnostic, Location
from tools.french.characters import UNWRITTEN
from tools.markup.book import EPISODES, ROOT_PAGE, contents_entries, file_number, path_in_book
from tools.markup.prose import BLANK, Kind, Stretch, marked_lines, stretches
from tools.markup.transcript import without_cues
from tools.model import Book, EpisodeHeader, Heading, Page
from tools.rules import (
    ADDRESS_IS_SAFE,
    CONTENTS_FOLLOW_NUMBERS,
    EPISODE_NUMBERS_FOLLOW,
    FILE_BEARS_NUMBER,
    FILE_NAME_IS_PLAIN,
    HEADER_TEXT_IS_PUNCTUATED,
    HEADING_IS_CLEAR,
    HEADING_IS_MARKED,
    HEADING_IS_UNIQUE,
    PAGE_HAS_TITLE,
    PAGE_HOLDS_NO_HTML,
    PARAGRAPH_BEGINS_ANEW,
    PARAGRAPH_IS_FINISHED,
    PARAGRAPH_IS_NOT_INDENTED,
    PARAGRAPH_IS_SHORT,
    PATH_STAYS_IN_BOOK,
    WORK_IS_DONE,
)

# --- Files and numbers ---------------------------------------------------------------------------

_PLAIN_NAME = re.compile(r"[a-z0-9]+(?:[-./][a-z0-9]+)*")


def file_name_is_plain(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A page's name becomes its address, on every system."""
    if not _PLAIN_NAME.fullmatch(page.path):
        yield FILE_NAME_IS_PLAIN.broken(
            Location(page.path), f"« {page.path} » est un nom difficile"
        )


def file_bears_number(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A number that two headers give is told as such, and not here."""
    header = page.header
    if not isinstance(header, EpisodeHeader) or not header.episode:
        return
    if not page.path.startswith(f"{EPISODES}/") or file_number(page.path) == header.episode:
        return
    if [episode.number for episode in book.episodes].count(header.episode) == 1:
        name = posixpath.basename(page.path)
        yield FILE_BEARS_NUMBER.broken(
            Location(page.path, header.lines.get("episode")),
            f"l’en-tête dit épisode {header.episode}, et le fichier s’appelle « {name} »",
        )


def episode_numbers_follow(book: Book) -> Iterator[Diagnostic]:
    """A gap is told where the numbers go on after it; a wrong number is told as such."""
    episodes = book.episodes
    if any(file_number(episode.page.path) != episode.number for episode in episodes):
        return
    for expected, episode in enumerate(episodes, 1):
        if episode.number != expected:
            yield EPISODE_NUMBERS_FOLLOW.broken(
                Location(episode.page.path, episode.header.lines.get("episode")),
                f"l’épisode {episode.number} vient là où l’on attend l’épisode {expected}",
            )
            return


def contents_follow_numbers(book: Book) -> Iterator[Diagnostic]:
    """The order of the contents is the order of reading, in every output."""
    numbers = {
        episode.page.docname: file_number(episode.page.path) or episode.number
        for episode in book.episodes
    }
    seen: dict[str, str] = {}
    last = 0
    for page in sorted(book.pages, key=lambda page: page.path != ROOT_PAGE):
        for directive in page.directives:
            if directive.name != "toctree":
                continue
            for docname, line in contents_entries(directive, page):
                at = Location(page.path, line)
                if docname in seen:
                    yield CONTENTS_FOLLOW_NUMBERS.broken(
                        at, f"« {docname} » est déjà au sommaire ({seen[docname]})"
                    )
                    continue
                seen[docname] = f"{page.path}, ligne {line}"
                number = numbers.get(docname, 0)
                if 0 < number < last:
                    yield CONTENTS_FOLLOW_NUMBERS.broken(
                        at, f"l’épisode {number} vient après l’épisode {last}"
                    )
                last = max(last, number)


# --- Headers and headings ------------------------------------------------------------------------

_LONGEST_SUMMARY = 45
_FINAL = ".!?…"


def header_text_is_punctuated(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A summary is a sentence, shown alone on a card; a subtitle is none."""
    header = page.header
    words = len(header.summary.split())
    at = Location(page.path, header.lines.get("summary"))
    if header.summary and not header.summary.rstrip("»” )").endswith(tuple(_FINAL)):
        yield HEADER_TEXT_IS_PUNCTUATED.broken(
            at, f"le résumé finit sans ponctuation : {quote(header.summary[-30:])}"
        )
    if words > _LONGEST_SUMMARY:
        yield HEADER_TEXT_IS_PUNCTUATED.broken(at, f"le résumé a {words} mots")
    if isinstance(header, EpisodeHeader):
        for key, text in (("spoken_title", header.spoken_title), ("subtitle", header.subtitle)):
            if text.endswith((".", ",", ";", ":")):
                yield HEADER_TEXT_IS_PUNCTUATED.broken(
                    Location(page.path, header.lines.get(key)),
                    f"« {key} » finit par « {text[-1]} » : {quote(text[-30:])}",
                )


def page_has_title(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Without a title, a page has no name in the contents."""
    if not page.headings:
        yield PAGE_HAS_TITLE.broken(Location(page.path, 1), "la page n’a pas de titre")


def heading_is_clear(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Headings are read alone, in the contents and by screen readers."""
    for heading in page.headings:
        text = heading.text
        what = ""
        if not text:
            what = "le titre est vide"
        elif text.endswith((".", ",", ";", ":")) and not text.endswith("etc."):
            what = f"le titre finit par « {text[-1]} » : {quote(text)}"
        elif text[0].islower():
            what = f"le titre commence par une minuscule : {quote(text)}"
        if what:
            yield HEADING_IS_CLEAR.broken(Location(page.path, heading.line), what)


def heading_is_unique(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Two that are alike under one parent cannot be told apart in the contents."""
    above: list[Heading] = []
    seen: dict[tuple[str, ...], int] = {}
    for heading in page.headings:
        while above and above[-1].level >= heading.level:
            above.pop()
        above.append(heading)
        names = (*(str(each.line) for each in above[:-1]), heading.text.casefold())
        if heading.text and names in seen:
            yield HEADING_IS_UNIQUE.broken(
                Location(page.path, heading.line),
                f"{quote(heading.text)} est déjà le titre de la ligne {seen[names]}",
            )
        seen.setdefault(names, heading.line)


_ALL_BOLD = re.compile(
    r"[ \t]*(?:\*\*(?!\*)(?P<stars>[^*]+)\*\*|__(?!_)(?P<lines>[^_]+)__)[ \t]*:?[ \t]*"
)
_LONGEST_HEADING = 12


def heading_is_marked(page: Page, book: Book) -> Iterator[Diagnostic]:
    """A short paragraph all in bold looks like a heading, and is none for those who listen."""
    lines = page.text.split("\n")
    for stretch in stretches(page):
        if stretch.kind is not Kind.TEXT or len(stretch.lines) > 1:
            continue
        match = _ALL_BOLD.fullmatch(lines[stretch.line - 1])
        words = match and (match["stars"] or match["lines"]).strip()
        if words and len(words.split()) <= _LONGEST_HEADING and not words.endswith("."):
            column = lines[stretch.line - 1].index(words) + 1
            yield HEADING_IS_MARKED.broken(
                Location(page.path, stretch.line, column),
                f"{quote(words)} est un paragraphe en gras, et passe pour un titre",
            )


# --- What Markdown lets through ------------------------------------------------------------------

_TAG = re.compile(r"<(?P<name>[A-Za-z][\w-]*)(?:\s[^<>]*)?/?>")
_OPEN_TAG = re.compile(r"[ \t]*<(?P<name>[A-Za-z][\w-]*)(?:\s[^<>]*)?")
_ROLE = re.compile(r"\{[\w:-]+\}`[^`]*`")
_ADMITTED_TAGS = frozenset({"br"})


def page_holds_no_html(page: Page, book: Book) -> Iterator[Diagnostic]:
    """HTML is the site's: what is written in it would be lost in print and in the EPUB."""
    for number, text in marked_lines(page):
        if "<" not in text:
            continue
        text = _ROLE.sub(lambda role: BLANK * len(role[0]), text)
        found = [*_TAG.finditer(text)]
        opened = _OPEN_TAG.fullmatch(text)
        for match in [*found, *([opened] if opened else [])]:
            if match["name"].lower() not in _ADMITTED_TAGS:
                yield PAGE_HOLDS_NO_HTML.broken(
                    Location(page.path, number, match.start("name")),
                    f"la balise <{match['name']}> est du HTML",
                )
    for directive in page.directives:
        if directive.name == "raw":
            yield PAGE_HOLDS_NO_HTML.broken(
                Location(page.path, directive.line), "la directive {raw} insère du HTML tel quel"
            )


_TARGET = re.compile(
    r"(?:\]\([ \t]*<?|^[ \t>]*\[[^\[\]]*\]:[ \t]*<?|<(?=[a-z]+:)|`[^`<]*<)(?P<target>[^\s()<>`]+)"
)
_HAS_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:|//")
_UNSAFE = re.compile(r"(?:javascript|vbscript|data|file|about):", re.IGNORECASE)
_ON_DISK = re.compile(r"(?:[A-Za-z]:[\\/]|/(?:home|Users|tmp|mnt|media)/|~/|\\\\)")


def address_is_safe(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Links and options of directives are where an address may stand."""
    images = {(image.line, image.source) for image in page.images}
    for number, text in marked_lines(page):
        for match in _TARGET.finditer(text):
            target = match["target"]
            what = _danger(target)
            if what and (number, target) not in images:
                at = Location(page.path, number, match.start("target") + 1)
                yield ADDRESS_IS_SAFE.broken(at, f"« {target[:60]} » {what}")
    for directive in page.directives:
        for value in (directive.argument, *directive.options.values()):
            what = "" if (directive.line, value) in images else _danger(value)
            if what:
                at = Location(page.path, directive.line)
                yield ADDRESS_IS_SAFE.broken(at, f"« {value[:60]} » {what}")


def _danger(target: str) -> str:
    if _UNSAFE.match(target):
        return "n’est pas une adresse du web"
    if _ON_DISK.match(target):
        return "est un dossier de votre ordinateur"
    return ""


_FILE = re.compile(
    r"(?:\{download\}`(?:[^`<]*<)?|(?<!!)\[[^\[\]]*\]\()(?P<target>(?:\.\./)[^\s()<>`#]+\.(?!md\b)\w+)"
)
_INCLUDES = frozenset({"include", "literalinclude", "csv-table", "raw"})


def path_stays_in_book(page: Page, book: Book) -> Iterator[Diagnostic]:
    """What climbs above the book's folder is on one computer only."""
    named = [(image.source, Location(page.path, image.line, image.column)) for image in page.images]
    for directive in page.directives:
        if directive.name in _INCLUDES:
            values = (directive.argument, directive.options.get("file", ""))
            named += [(value, Location(page.path, directive.line)) for value in values if value]
    for number, text in marked_lines(page):
        for match in _FILE.finditer(text):
            at = Location(page.path, number, match.start("target") + 1)
            named.append((match["target"], at))
    for name, at in named:
        if not _HAS_SCHEME.match(name) and path_in_book(name, page) is None:
            yield PATH_STAYS_IN_BOOK.broken(at, f"« {name} » est hors du dossier du livre")


_INDENTED = re.compile(r"(?: {4,}| {0,3}\t)[ \t]*(?P<words>\S.*)")
_HOLDS_MORE = re.compile(r"[ \t>]*(?:[-*+:]|\d+[.)]|\[\^[^\]]+\]:)(?:\s|$)")


def paragraph_is_not_indented(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Four spaces before a paragraph make it code; inside a list they make it part of the list."""
    held, after_blank, last = False, True, 0
    for number, text in marked_lines(page):
        after_blank |= number != last + 1
        last = number
        if not text.strip():
            after_blank = True
            continue
        match = _INDENTED.fullmatch(text)
        if match is None:
            goes_on = text[0] in " \t>" or not after_blank
            held = _HOLDS_MORE.match(text) is not None or (held and goes_on)
        elif after_blank and not held:
            yield PARAGRAPH_IS_NOT_INDENTED.broken(
                Location(page.path, number, match.start("words") + 1),
                f"{quote(match['words'][:40])} est en retrait, et sera composé comme du code",
            )
        after_blank = False


_LEFT = re.compile(
    r"(?<!\w)(?:TODO|FIXME|TBD|TBC|XXX|À (?:COMPLÉTER|FAIRE|VÉRIFIER|TRADUIRE|CONFIRMER|VALIDER|RELIRE)"
    r"|A (?:COMPLETER|FAIRE|VERIFIER|CONFIRMER))(?!\w)"
    r"|(?i:lorem ipsum)|\?{3,}|\(\?\)|\{\{[^{}\n]{0,60}\}\}"
    r"|(?<!\w)[A-Z]{2,}_[A-Z0-9]+_\w+|\((?:début|fin) (?:du )?fichier[^()\n]{0,80}\)?"
)


def work_is_done(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Notes to oneself and marks of the studio are not for readers."""
    for stretch in stretches(page):
        places: list[tuple[int, int]] = []
        text = stretch.text
        for match in _LEFT.finditer(text):
            places = places or stretch.places()
            yield WORK_IS_DONE.broken(
                Location(page.path, *places[match.start()]),
                f"il reste {quote(match[0])} dans le texte",
            )


# --- Paragraphs ----------------------------------------------------------------------------------

_LEAST_WORDS = 4
"""Words below which a paragraph may well be an address, a name or a sum."""
_LONGEST_PARAGRAPH = 150
_CLOSING = "»”’)] "
_SHOWN_ALONE = re.compile(r"[ >]*!\[| {4}|\t")
"""An image, or what goes on with a list: neither is a paragraph of its own."""
_ENDS = (".", "!", "?", "…", ":")
_ENDS_WITH_ADDRESS = re.compile(rf"(?:^|: ){UNWRITTEN}+$")


def check_paragraphs(page: Page, book: Book) -> Iterator[Diagnostic]:
    """Judge how paragraphs begin and end, and how long they are: three rules, one reading."""
    own, lines = stretches(page), page.text.split("\n")
    read = {
        rank: words
        for rank, stretch in enumerate(own)
        if stretch.kind in {Kind.TEXT, Kind.NOTE}
        and not _SHOWN_ALONE.match(lines[stretch.line - 1])
        and (words := without_cues(stretch.text))
    }
    for rank, words in read.items():
        stretch = own[rank]
        after = read.get(rank + 1, "")
        before = read.get(rank - 1, "")
        goes_on = bool(before) and not _is_finished(before)
        if words[0].islower() and (goes_on or len(words.split()) >= _LEAST_WORDS):
            yield PARAGRAPH_BEGINS_ANEW.broken(
                Location(page.path, *stretch.places()[0]),
                f"{quote(words[:40])} commence par une minuscule",
            )
        # A sentence cut in two is told where it goes on; a term, by its definition below it.
        if not after[:1].islower() and not _is_followed_closely(own, rank, lines):
            yield from _unfinished(page, stretch, words)
        if len(words.split()) > _LONGEST_PARAGRAPH:
            yield PARAGRAPH_IS_SHORT.broken(
                Location(page.path, stretch.line), f"le paragraphe a {len(words.split())} mots"
            )


def _is_followed_closely(own: Sequence[Stretch], rank: int, lines: Sequence[str]) -> bool:
    """Say whether the next line goes on, in words or with a definition that a directive gives."""
    last = own[rank].lines[-1].number
    if rank + 1 < len(own) and own[rank + 1].line == last + 1:
        return True
    return lines[last : last + 1] != [] and lines[last].lstrip(" \t>").startswith(": ")


def _is_finished(words: str) -> bool:
    words = words.rstrip(_CLOSING)
    return words.endswith(_ENDS) or _ENDS_WITH_ADDRESS.search(words) is not None


def _unfinished(page: Page, stretch: Stretch, words: str) -> Iterator[Diagnostic]:
    if len(words.split()) < _LEAST_WORDS or words.startswith("--"):  # an epigraph's author
        return
    if not _is_finished(words):
        line = stretch.lines[-1]
        yield PARAGRAPH_IS_FINISHED.broken(
            Location(page.path, line.number, len(line.text.rstrip())),
            f"{quote(words[-40:])} finit sans ponctuation",
        )
