"""The EPUB's ways through the book: contents, landmarks, the PDF's pages, and the old table."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from tools.checks.elements import (
    EPUB_TYPE,
    XML_LANG,
    Element,
    elements,
    line_of,
    local,
    text_of,
    words_in,
)
from tools.checks.epub import Epub, EpubPage, name_of_region
from tools.checks.html import resolve
from tools.diagnostics import Diagnostic
from tools.french.typography import plain_spaces
from tools.markup.book import contents_entries
from tools.rules import EPUB_CONTENTS_WHOLE, EPUB_NCX_AGREES, EPUB_PAGE_LIST_TRUE

_NUMBER = re.compile(r"\d+\. ")
"""What the contents put before the title of an episode."""

_OPENING = frozenset({"cover", "titlepage", "toc"})
"""Pages that the contents need not name."""


class Line(NamedTuple):
    """A line of a table: what it says, where it leads."""

    label: str
    path: str
    fragment: str
    line: int | None
    kinds: tuple[str, ...] = ()
    """What a landmark says that it is."""


def _navs(epub: Epub, kind: str) -> list[Element]:
    if epub.nav is None:
        return []
    return [each for each in elements(epub.nav.root, "nav") if kind in words_in(each, EPUB_TYPE)]


def _lines(epub: Epub, nav: Element) -> list[Line]:
    """Return the links of a table, in order; those to a page that cannot be read are left out."""
    found = (
        Line(
            plain_spaces(text_of(link)),
            *resolve(epub.nav_path, str(link.get("href", ""))),
            line_of(link),
            tuple(words_in(link, EPUB_TYPE)),
        )
        for link in elements(nav, "a")
    )
    return [line for line in found if line.path in epub.trees or line.path not in epub.files]


def epub_contents_whole(epub: Epub) -> Iterator[Diagnostic]:
    """The contents name every page and section in order; the landmarks lead to the great places."""
    if epub.package is None:
        return
    if epub.nav is None:
        at = epub.at(epub.package_path)
        yield EPUB_CONTENTS_WHOLE.broken(at, "le livre n’a pas de sommaire (nav.xhtml)")
        return

    def broken(message: str, line: int | None = None) -> Diagnostic:
        return EPUB_CONTENTS_WHOLE.broken(epub.at(epub.nav_path, line), message)

    tables = _navs(epub, "toc")
    if len(tables) != 1:
        yield broken(f"il y a {len(tables)} sommaire(s) (nav toc) au lieu d’un")
    for table in tables[:1]:
        if not name_of_region(table, epub.nav.ids):
            yield broken("le sommaire n’a pas de nom (aria-labelledby)", line_of(table))
        yield from _unfit_contents(epub, table)
        yield from _unfit_nesting(epub, table)
    yield from _unfit_landmarks(epub)
    for nav in elements(epub.nav.root, "nav"):
        kinds = words_in(nav, EPUB_TYPE)
        if not kinds:
            yield broken("une table ne dit pas ce qu’elle est (epub:type)", line_of(nav))
        if not {*kinds} & {"toc"} and nav.get("hidden") is None:
            yield broken(
                f"la table « {' '.join(kinds)} » se montre au milieu du sommaire (hidden)",
                line_of(nav),
            )
        for listed in elements(nav, "ul", "dl"):
            yield broken("la table doit être une liste ordonnée (<ol>)", line_of(listed))
        for link in elements(nav, "a"):
            if not link.get("href"):
                yield broken(f"« {text_of(link)} » ne mène nulle part", line_of(link))
        for item in elements(nav, "li"):
            if not any(local(each) in {"a", "span"} for each in item):
                yield broken("une ligne de la table est vide", line_of(item))


def _unfit_contents(epub: Epub, table: Element) -> Iterator[Diagnostic]:
    """Compare the contents, line by line, with the titles of the pages in reading order."""
    found = _lines(epub, table)
    told = [(line.path, _NUMBER.sub("", line.label, count=1)) for line in found]
    wanted = [
        (page.path, _NUMBER.sub("", title, count=1))
        for page in epub.pages
        if not page.kinds & _OPENING and page.path != epub.nav_path
        for title in _titles(page)
    ]
    at_end = found[-1].line if found else line_of(table)
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, wanted, told, autojunk=False).get_opcodes():
        line = found[b1].line if b1 < len(found) else at_end
        if kind in {"delete", "replace"}:
            for offset, (path, title) in enumerate(wanted[a1:a2]):
                there = f" ; il y a « {told[b1 + offset][1]} »" if b1 + offset < b2 else ""
                yield EPUB_CONTENTS_WHOLE.broken(
                    epub.at(epub.nav_path, line),
                    f"le sommaire n’a pas « {title} » ({path}) à sa place{there}",
                )
        elif kind == "insert":
            for extra in found[b1:b2]:
                told_ = f"le sommaire nomme « {extra.label} », qui n’est pas un titre à cette place"
                yield EPUB_CONTENTS_WHOLE.broken(epub.at(epub.nav_path, extra.line), told_)


def _unfit_nesting(epub: Epub, table: Element) -> Iterator[Diagnostic]:
    """Say which pages are not under the page whose own contents name them."""
    lines: dict[str, Element] = {}
    for link in elements(table, "a"):
        path, fragment = resolve(epub.nav_path, str(link.get("href", "")))
        if not fragment:
            lines.setdefault(path, link)
    for page in epub.book.pages:
        above = lines.get(epub.path_of(page))
        if above is None:
            continue  # the home page, or one that is missing and told so
        named = (
            posixpath.join(epub.folder, f"{docname}.xhtml")
            for directive in page.directives
            if directive.name == "toctree"
            for docname, _ in contents_entries(directive, page)
        )
        for line in (lines[path] for path in named if path in lines):
            if above.getparent() not in [*line.iterancestors("li")]:
                label, over = (plain_spaces(text_of(each)) for each in (line, above))
                yield EPUB_CONTENTS_WHOLE.broken(
                    epub.at(epub.nav_path, line_of(line)),
                    f"au sommaire, « {label} » n’est pas sous « {over} », qui l’annonce",
                )


def _titles(page: EpubPage) -> Iterator[str]:
    """Yield the titles of a page and of its sections; the notes, for one, are no section."""
    for heading in elements(page.root, "h1", "h2"):
        section = heading.getparent()
        is_section = section is not None and section.get("id") and not section.get(EPUB_TYPE)
        if local(heading) == "h1" or is_section:
            yield plain_spaces(text_of(heading))


def _unfit_landmarks(epub: Epub) -> Iterator[Diagnostic]:
    navs = _navs(epub, "landmarks")

    def broken(message: str, line: int | None) -> Diagnostic:
        return EPUB_CONTENTS_WHOLE.broken(epub.at(epub.nav_path, line), message)

    if len(navs) != 1:
        yield broken(f"il y a {len(navs)} liste(s) de repères (landmarks) au lieu d’une", None)
        return
    places: dict[str, Line] = {}
    for line in _lines(epub, navs[0]):
        if not line.kinds:
            told = f"le repère « {line.label} » ne dit pas ce qu’il est (epub:type)"
            yield broken(told, line.line)
        places |= dict.fromkeys(line.kinds, line)
    there = {kind for page in epub.pages for kind in page.kinds}
    for kind in ("cover", "toc", "bodymatter", "glossary", "index"):
        if kind not in places and (kind in there or kind == "toc"):
            yield broken(f"les repères ne mènent pas à « {kind} »", line_of(navs[0]))
    for kind in ("cover", "bodymatter", "glossary", "index"):
        if kind in places:
            page = next((each for each in epub.pages if each.path == places[kind].path), None)
            if page is not None and kind not in page.kinds:
                label, path = places[kind].label, places[kind].path
                yield broken(
                    f"le repère « {label} » mène à {path}, qui n’est pas « {kind} »",
                    places[kind].line,
                )


def epub_page_list_true(epub: Epub) -> Iterator[Diagnostic]:
    """The list of pages and the markers in the text are the same, in the same order."""
    navs = _navs(epub, "page-list")
    markers = {
        (page.path, str(marker.get("id", ""))): marker
        for page in epub.pages
        for marker in page.markers
    }

    def broken(path: str, line: int | None, message: str) -> Diagnostic:
        return EPUB_PAGE_LIST_TRUE.broken(epub.at(path, line), message)

    for extra in navs[1:]:
        yield broken(epub.nav_path, line_of(extra), "il y a une seconde liste de pages (page-list)")
    if not navs:
        if markers and epub.nav is not None:
            told = f"la liste des pages manque ; le texte porte {len(markers)} repères de page"
            yield broken(epub.nav_path, None, told)
        return
    lines = {(line.path, line.fragment): line for line in _lines(epub, navs[0])}
    last = 0
    for target, marker in markers.items():
        label = str(marker.get("aria-label") or marker.get("title") or text_of(marker))
        if not label.isdecimal() or int(label) <= last:
            told = f"le repère de page « {label} » ne suit pas la page {last}"
            yield broken(target[0], line_of(marker), told)
        last = int(label) if label.isdecimal() else last
        if target not in lines:
            told = f"la liste des pages n’a pas la page {label}, marquée ici"
            yield broken(target[0], line_of(marker), told)
        elif lines[target].label != label:
            told = f"la liste dit « {lines[target].label} » où le texte marque la page {label}"
            yield broken(epub.nav_path, lines[target].line, told)
    for target, line in lines.items():
        if target not in markers:
            told = f"la liste nomme la page « {line.label} », que rien ne marque dans le texte"
            yield broken(epub.nav_path, line.line, told)
    order = [target for target in lines if target in markers]
    if order != [target for target in markers if target in lines]:
        told = "les pages ne sont pas dans l’ordre de lecture"
        yield broken(epub.nav_path, line_of(navs[0]), told)


def epub_ncx_agrees(epub: Epub) -> Iterator[Diagnostic]:
    """The table for old reading systems says the same as the new one."""
    data = epub.package
    if data is None:
        return
    ncx = epub.trees.get(epub.ncx_path)
    if ncx is None:
        if epub.ncx_path not in epub.files:
            at = epub.at(epub.package_path)
            yield EPUB_NCX_AGREES.broken(
                at, "le livre n’a pas de table pour les anciennes liseuses (NCX)"
            )
        return

    def broken(message: str, line: int | None = None) -> Diagnostic:
        return EPUB_NCX_AGREES.broken(epub.at(epub.ncx_path, line), message)

    unique = data.get("unique-identifier")
    identifier = next(
        (text_of(e) for e in elements(data, "identifier") if e.get("id") == unique), ""
    )
    uid = next((each for each in elements(ncx, "meta") if each.get("name") == "dtb:uid"), None)
    if uid is None or uid.get("content") != identifier:
        there = f"« {uid.get('content')} »" if uid is not None else "rien"
        yield broken(
            f"dtb:uid dit {there} au lieu de « {identifier} »",
            line_of(uid) if uid is not None else None,
        )
    if str(ncx.get(XML_LANG, "")) != epub.book.language:
        yield broken(f'la table ne dit pas xml:lang="{epub.book.language}"', line_of(ncx))
    title = next((each for each in elements(ncx, "docTitle")), None)
    if title is None or plain_spaces(text_of(title)) != plain_spaces(epub.book.title):
        there = plain_spaces(text_of(title)) if title is not None else "rien"
        yield broken(
            f"le titre y est « {there} » au lieu de « {epub.book.title} »",
            line_of(title) if title is not None else None,
        )
    for tag, kind, called in (
        ("navPoint", "toc", "le sommaire"),
        ("pageTarget", "page-list", "la liste des pages"),
    ):
        nav = next(iter(_navs(epub, kind)), None)
        wanted = [] if nav is None else _with_captions(epub.nav_path, nav)
        yield from _unlike(epub, tag, called, wanted, ncx)


def _unlike(
    epub: Epub, tag: str, called: str, wanted: list[Line], ncx: Element
) -> Iterator[Diagnostic]:
    found = []
    for point in elements(ncx, tag):
        label = next((each for each in point if local(each) == "navLabel"), None)
        content = next((each for each in point if local(each) == "content"), None)
        words = plain_spaces(text_of(label)) if label is not None else ""
        target = (
            resolve(epub.ncx_path, str(content.get("src", ""))) if content is not None else ("", "")
        )
        found.append(Line(words, *target, line_of(point)))
    told = [line[:3] for line in found]
    for kind, a1, a2, b1, b2 in SequenceMatcher(
        None, [line[:3] for line in wanted], told, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            line = found[min(b1, len(found) - 1)].line if found else line_of(ncx)
            there = f"« {found[b1].label} » ({found[b1].path})" if b1 < b2 else "rien"
            here = f"« {wanted[a1].label} » ({wanted[a1].path})" if a1 < a2 else "rien"
            told_ = f"{called} du NCX a {there} où celui de nav.xhtml a {here}"
            yield EPUB_NCX_AGREES.broken(epub.at(epub.ncx_path, line), told_)
            return


def _with_captions(path: str, nav: Element) -> list[Line]:
    """Return the lines of a table; a caption, which leads nowhere, has its first page's address."""
    lines: list[Line] = []
    captions: list[str] = []
    for each in elements(nav, "a", "span"):
        if local(each) == "span":
            captions.append(plain_spaces(text_of(each)))
            continue
        line = Line(
            plain_spaces(text_of(each)), *resolve(path, str(each.get("href", ""))), line_of(each)
        )
        lines += [line._replace(label=caption) for caption in captions]
        captions = []
        lines.append(line)
    return lines


NAVIGATION_CHECKS: Final[tuple[Callable[[Epub], Iterator[Diagnostic]], ...]] = (
    epub_contents_whole,
    epub_page_list_true,
    epub_ncx_agrees,
)
