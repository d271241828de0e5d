"""The site: is every page whole, open to everyone, and sufficient unto itself?"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from tools.checks.elements import (
    Destinations,
    Element,
    ShownPassage,
    Slip,
    attributes,
    elements,
    english_labels,
    headings,
    ids_of,
    images_without_words,
    line_of,
    local,
    loose_spaces,
    name_of,
    shown_passages,
    tables_without_headers,
    text_of,
    unfit_headings,
    unfit_ids,
    unfit_languages,
    unfit_notes,
    unmarked_foreign_words,
    words_in,
)
from tools.diagnostics import Diagnostic, Location, Rule, suggest
from tools.french.numbers import show_size
from tools.french.typography import plain_spaces
from tools.model import Book, Page
from tools.rules import (
    HTML_ASKS_NO_THIRD_PARTY,
    HTML_CONTROLS_NAMED,
    HTML_DOWNLOADS_ANNOUNCED,
    HTML_FILES_AT_HAND,
    HTML_HEADINGS_FOLLOW,
    HTML_IDS_SERVE,
    HTML_IMAGES_DESCRIBED,
    HTML_LABELS_IN_FRENCH,
    HTML_LANDMARKS_PRESENT,
    HTML_LANGUAGE_SAID,
    HTML_LINKS_LEAD_SOMEWHERE,
    HTML_NO_INLINE_CODE,
    HTML_NOTES_RETURN,
    HTML_PAGE_WHOLE,
    HTML_PAGES_REACHABLE,
    HTML_READER_IN_CONTROL,
    HTML_SEARCH_WHOLE,
    HTML_SPACES_HOLD,
    HTML_TABLES_HEADED,
    HTML_TITLE_SAYS_WHERE,
)

PLACE: Final = "_build/html"
HOME: Final = "index.html"

_NOT_LINKED = frozenset({"404.html"})
"""Pages that a server shows by itself."""

_SEARCH_INDEX = "searchindex.js"
_DOWNLOADS = frozenset({".epub", ".pdf", ".zip"})
_FETCHED_LINKS = frozenset(
    (
        "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "prefetch",
        "preconnect", "dns-prefetch", "modulepreload", "prerender",
    )
)  # fmt: skip
_CSS_ADDRESS = re.compile(
    r"url\(\s*(?P<quote>[\"']?)(?P<url>[^\"'()\s]{1,2000})(?P=quote)\s*\)"
    r"|@import\s+[\"'](?P<imported>[^\"'\n]{1,2000})[\"']"
)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_FORMS = frozenset({"site-search", "search-again", "chooser-form"})
"""Classes of the forms that the site has: the search, and the choice of a session."""

_NO_ZOOM = re.compile(
    r"user-scalable\s*=\s*(?:no|0)|maximum-scale\s*=\s*(?:0|1)(?:\.\d+)?\s*(?:,|$)"
)


@dataclass(frozen=True)
class SitePage:
    """A page of the site, as it was read."""

    path: str
    """POSIX, relative to the site's folder."""
    root: Element

    def at(self, line: int | None) -> Location:
        """Return a place on the page."""
        return Location(f"{PLACE}/{self.path}", line)

    @cached_property
    def ids(self) -> Mapping[str, list[Element]]:
        return ids_of(self.root)

    @cached_property
    def content(self) -> Element:
        """What the page is about: its <main>, or all of it when it has none."""
        return next(elements(self.root, "main"), self.root)

    @cached_property
    def passages(self) -> tuple[ShownPassage, ...]:
        return tuple(shown_passages(self.content))


class Request(NamedTuple):
    """A file that a page or a style sheet has the browser fetch."""

    path: str
    line: int | None
    address: str


@dataclass(frozen=True)
class Site:
    """The site: its pages that can be read, and the names of all its files."""

    folder: Path
    book: Book
    pages: Mapping[str, SitePage]
    files: frozenset[str]
    faults: tuple[Diagnostic, ...]
    """What reading it met."""

    @cached_property
    def _sources(self) -> Mapping[str, Page]:
        return {f"{page.docname}.html": page for page in self.book.pages}

    def source(self, page: SitePage) -> Page | None:
        """Return the page of the book that *page* was made from."""
        return self._sources.get(page.path)

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """Everything that opening a page fetches."""
        found = [
            Request(page.path, line_of(element), address)
            for page in self.pages.values()
            for element in elements(page.root)
            for address in _fetched(element)
        ]
        for path in sorted(self.files):
            if path.endswith(".css"):
                css = (self.folder / path).read_bytes().decode("utf-8", "replace")
                found += [Request(path, line, url) for line, url in addresses_in_style(css)]
        return tuple(found)


def read_site(folder: Path, book: Book) -> Site:
    """Read the site that stands in *folder*."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages: dict[str, SitePage] = {}
    faults = []
    for path in sorted(files):
        if path.endswith(".html") and not path.startswith("_static/"):
            root, fault = _read_page(folder / path)
            if fault is not None:
                at = Location(f"{PLACE}/{path}", fault.line)
                faults.append(HTML_PAGE_WHOLE.broken(at, fault.message))
            if root is not None:
                pages[path] = SitePage(path, root)
    return Site(folder, book, pages, frozenset(files), tuple(faults))


def _read_page(path: Path) -> tuple[Element | None, Slip | None]:
    """Return a page, or what keeps it from being one."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, Slip(line, f"l’octet 0x{raw[error.start]:02X} n’est pas de l’UTF-8")
    if not re.match(r"\s*<!doctype html>", text[:100], re.IGNORECASE):
        return None, Slip(1, "le fichier ne commence pas par <!doctype html>")
    if not re.search(r"<meta[^>]*\bcharset=[\"']?utf-8", text[:1024], re.IGNORECASE):
        line = text.count("\n", 0, max(0, text.find("<head"))) + 1
        return None, Slip(line, "la page ne dit pas qu’elle est en UTF-8 (<meta charset>)")
    if not re.search(r"</html>\s*\Z", text[-200:], re.IGNORECASE):
        last = text.rstrip().rpartition("\n")[2].strip()[-60:]
        return None, Slip(text.rstrip().count("\n") + 1, f"la page s’arrête à « {last} »")
    try:
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        root = etree.fromstring(raw, parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or next(elements(root, "body"), None) is None:
        return None, Slip(1, "le fichier n’est pas une page HTML")
    return root, None


def check_site(site: Site) -> Iterator[Diagnostic]:
    """Yield every fault of the site."""
    yield from site.faults
    for look in _CHECKS:
        yield from look(site)


def _on_each_page(
    site: Site, rule: Rule, look: Callable[[SitePage], Iterable[Slip]]
) -> Iterator[Diagnostic]:
    for page in site.pages.values():
        for slip in look(page):
            yield rule.broken(page.at(slip.line), slip.message, hint=slip.hint)


# --- What a page says of itself --------------------------------------------------------------------


def html_language_said(site: Site) -> Iterator[Diagnostic]:
    """The page says that it is in French, and its foreign words that they are not."""

    def look(page: SitePage) -> Iterator[Slip]:
        yield from unfit_languages(page.root, site.book.language)
        if source := site.source(page):
            yield from unmarked_foreign_words(page.content, source)

    return _on_each_page(site, HTML_LANGUAGE_SAID, look)


def html_title_says_where(site: Site) -> Iterator[Diagnostic]:
    """The title of the window says the page, then the book, and is no other page's."""
    taken: dict[str, str] = {}

    def look(page: SitePage) -> Iterator[Slip]:
        title = next((each for each in elements(page.root, "title") if _is_in_head(each)), None)
        words = plain_spaces(text_of(title)) if title is not None else ""
        if title is None or not words:
            line = 1 if title is None else line_of(title)
            yield Slip(line, "la page n’a pas de titre de fenêtre (<title>)")
            return
        line = line_of(title)
        heading = next((each.text for each in headings(page.content) if each.level == 1), "")
        book = plain_spaces(site.book.title)
        if not words.endswith(book):
            yield Slip(line, f"« {words} » ne finit pas par le titre du livre, « {book} »")
        elif heading and heading not in words:
            yield Slip(line, f"« {words} » ne dit pas le titre de la page, « {heading} »")
        if words in taken:
            yield Slip(line, f"« {words} » est déjà le titre de {taken[words]}")
        taken.setdefault(words, page.path)

    return _on_each_page(site, HTML_TITLE_SAYS_WHERE, look)


def _is_in_head(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == "head"


def html_headings_follow(site: Site) -> Iterator[Diagnostic]:
    """One title, and no level skipped."""
    return _on_each_page(site, HTML_HEADINGS_FOLLOW, lambda page: unfit_headings(page.root))


def html_landmarks_present(site: Site) -> Iterator[Diagnostic]:
    """Header, named menu, one content and footer, and a first link that leads to the content."""
    return _on_each_page(site, HTML_LANDMARKS_PRESENT, _unfit_landmarks)


_LANDMARKS = (
    ("header", "banner", "d’en-tête (<header>)"),
    ("footer", "contentinfo", "de pied de page (<footer>)"),
    ("main", "main", "de contenu principal (<main>)"),
    ("nav", "navigation", "de menu (<nav>)"),
)


def _unfit_landmarks(page: SitePage) -> Iterator[Slip]:
    found: dict[str, list[Element]] = {}
    for tag, role, called in _LANDMARKS:
        found[tag] = [
            each
            for each in elements(page.root)
            if (local(each) == tag or each.get("role") == role)
            and (tag in {"main", "nav"} or _is_of_page(each))
        ]
        if not found[tag]:
            yield Slip(None, f"la page n’a pas {called}")
    for extra in found["main"][1:]:
        yield Slip(line_of(extra), "la page a un second contenu principal (<main>)")
    for menu in found["nav"]:
        named = menu.get("aria-label") or menu.get("aria-labelledby")
        if not named or not name_of(menu, page.ids):
            yield Slip(line_of(menu), "un menu (<nav>) n’a pas de nom")
    links = {
        resolve(page.path, str(link.get("href", "")))[0]
        for menu in found["nav"]
        for link in elements(menu, "a")
    }
    if found["nav"] and page.path != HOME and HOME not in links:
        yield Slip(None, "aucun menu (<nav>) ne mène à l’accueil")
    for main in found["main"][:1]:
        yield from _unfit_skip_link(page, main)


def _unfit_skip_link(page: SitePage, main: Element) -> Iterator[Slip]:
    first = next(elements(page.root, "a", "button"), None)
    if first is None:
        return
    targets = page.ids.get(str(first.get("href", "")).removeprefix("#"), [])
    around = [main, *elements(main), *main.iterancestors()]
    if not any(target in around for target in targets):
        told = f"le premier lien, « {text_of(first)} », ne mène pas au contenu principal"
        yield Slip(line_of(first), told)


def _is_of_page(element: Element) -> bool:
    """Say whether a header or footer is the page's own, not an article's."""
    return not any(
        local(each) in {"main", "article", "section"} for each in element.iterancestors()
    )


def html_ids_serve(site: Site) -> Iterator[Diagnostic]:
    """An id is given once; one that is named is given."""
    return _on_each_page(site, HTML_IDS_SERVE, lambda page: unfit_ids(page.root))


# --- Links and files -----------------------------------------------------------------------------------


def html_links_lead_somewhere(site: Site) -> Iterator[Diagnostic]:
    """Every link inside the site leads to a page and a place that exist, and that it names."""
    named = Destinations.of(site.book)

    def look(page: SitePage) -> Iterator[Slip]:
        for link in elements(page.root, "a", "area", "form", "link"):
            address = link.get("action" if local(link) == "form" else "href")
            is_file = bool(_FETCHED_LINKS & {*words_in(link, "rel")})
            if address is not None and not is_file:
                words = text_of(link) or str(address)
                yield from _unfit_link(site, page, str(address), words[:60], line_of(link))
                path, fragment = resolve(page.path, str(address))
                wanted = named.belied(words, path.removesuffix(".html"), fragment)
                if path in site.pages and wanted:
                    told = f"« {words[:60]} » mène à {path}, au lieu de {wanted}"
                    yield Slip(line_of(link), told)

    return _on_each_page(site, HTML_LINKS_LEAD_SOMEWHERE, look)


def _unfit_link(
    site: Site, page: SitePage, address: str, words: str, line: int | None
) -> Iterator[Slip]:
    if has_scheme(address):
        if address.lower().startswith("file:"):
            yield Slip(line, f"« {words} » mène à un fichier de l’ordinateur ({address})")
        return
    path, fragment = resolve(page.path, address)
    if address.startswith("/") or path.startswith(".."):
        yield Slip(line, f"« {words} » mène hors du site ({address})")
        return
    target = path if path in site.files else posixpath.normpath(f"{path}/{HOME}")
    hint = HTML_LINKS_LEAD_SOMEWHERE.hint
    if target not in site.files:
        told = f"« {words} » mène à {path}, qui n’est pas dans le site"
        yield Slip(line, told, suggest(path, site.pages, otherwise=hint))
    elif fragment and target in site.pages and fragment not in site.pages[target].ids:
        told = f"« {words} » mène à l’endroit « {fragment} », absent de {target}"
        yield Slip(line, told, suggest(fragment, site.pages[target].ids, otherwise=hint))


def has_scheme(address: str) -> bool:
    """Say whether an address names its scheme or its host, and leads out of the book."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address.strip()))


def resolve(path: str, address: str) -> tuple[str, str]:
    """Return the path and the fragment that an address on the page at *path* leads to."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address, ""
    if not parts.path:
        return path, unquote(parts.fragment)
    whole = posixpath.join(posixpath.dirname(path), unquote(parts.path))
    return posixpath.normpath(whole), unquote(parts.fragment)


def html_files_at_hand(site: Site) -> Iterator[Diagnostic]:
    """Every style, script, font and picture that a page calls is in the site."""
    for request in site.requests:
        if not has_scheme(request.address):
            path, _ = resolve(request.path, request.address)
            if path not in site.files and path != request.path:
                yield HTML_FILES_AT_HAND.broken(
                    Location(f"{PLACE}/{request.path}", request.line),
                    f"« {request.address} » n’est pas dans le site",
                )


def html_asks_no_third_party(site: Site) -> Iterator[Diagnostic]:
    """Opening a page asks nothing of any other site."""
    for request in site.requests:
        if is_remote(request.address):
            yield HTML_ASKS_NO_THIRD_PARTY.broken(
                Location(f"{PLACE}/{request.path}", request.line),
                f"la page demande « {request.address[:120]} » à un autre site",
            )


def is_remote(address: str) -> bool:
    """Say whether an address is on another host."""
    return bool(re.match(r"(?:https?|wss?|ftp):|//", address.strip(), re.IGNORECASE))


def _fetched(element: Element) -> Iterator[str]:
    """Yield the addresses that an element has the browser fetch or send to."""
    name = local(element)
    for attribute, value in attributes(element):
        plain = attribute.rpartition("}")[2]
        if plain in {"src", "poster", "background"} or (plain, name) == ("data", "object"):
            yield value
        elif plain == "srcset":
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        elif plain in {"href", "xlink:href"} and name in {"image", "use", "feimage"}:
            yield from [value] if not value.startswith("#") else []
        elif (
            plain == "href" and name == "link" and _FETCHED_LINKS & {*words_in(element, "rel")}
        ) or (plain in {"action", "formaction"} and is_remote(value)):
            yield value
        elif plain == "ping":
            yield from value.split()
        elif plain == "style":
            yield from (url for _, url in addresses_in_style(value))
        elif plain == "content" and str(element.get("http-equiv", "")).lower() == "refresh":
            yield from re.findall(r"(?i)url\s*=\s*[\"']?([^\"'\s;]+)", value)
    if name == "style":
        yield from (url for _, url in addresses_in_style(element.text or ""))


def addresses_in_style(css: str) -> Iterator[tuple[int, str]]:
    """Yield what a style sheet has the reader's device fetch, and the line; inlined data is not."""
    blanked = _CSS_COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), css)
    for match in _CSS_ADDRESS.finditer(blanked):
        url = match["url"] or match["imported"]
        if not url.startswith(("data:", "#")):
            yield blanked.count("\n", 0, match.start()) + 1, url


# --- Controls, pictures, tables, words -------------------------------------------------------------------


def html_controls_named(site: Site) -> Iterator[Diagnostic]:
    """Every link, button and field has a name that can be read aloud."""
    return _on_each_page(site, HTML_CONTROLS_NAMED, _nameless)


def _nameless(page: SitePage) -> Iterator[Slip]:
    labelled = {str(each.get("for")) for each in elements(page.root, "label") if text_of(each)}
    for element in elements(page.root, "a", "button", "summary", "input", "select", "textarea"):
        match local(element):
            case "a":
                if element.get("href") is not None and not name_of(element, page.ids):
                    yield Slip(
                        line_of(element), f"le lien vers « {element.get('href')} » n’a pas de nom"
                    )
            case "button" | "summary":
                if not name_of(element, page.ids):
                    yield Slip(line_of(element), "un bouton n’a pas de nom")
            case _:
                kind = element.get("type")
                if kind == "hidden" or (
                    kind in {"submit", "reset", "button"} and element.get("value")
                ):
                    continue
                inside = any(local(each) == "label" for each in element.iterancestors())
                if not (inside or element.get("id") in labelled or name_of(element, page.ids)):
                    yield Slip(line_of(element), "un champ de formulaire n’a pas d’étiquette")


def html_images_described(site: Site) -> Iterator[Diagnostic]:
    """Every picture has an alternative."""
    return _on_each_page(site, HTML_IMAGES_DESCRIBED, lambda page: images_without_words(page.root))


def html_tables_headed(site: Site) -> Iterator[Diagnostic]:
    """Every table says what its columns or rows hold."""
    return _on_each_page(site, HTML_TABLES_HEADED, lambda page: tables_without_headers(page.root))


def html_labels_in_french(site: Site) -> Iterator[Diagnostic]:
    """Nothing of the interface was left in English."""
    return _on_each_page(site, HTML_LABELS_IN_FRENCH, lambda page: english_labels(page.root))


def html_notes_return(site: Site) -> Iterator[Diagnostic]:
    """Each call leads to a note, each note to its call."""
    return _on_each_page(site, HTML_NOTES_RETURN, lambda page: unfit_notes(page.root))


def html_spaces_hold(site: Site) -> Iterator[Diagnostic]:
    """No line can begin with a high sign, or end with an opening guillemet."""
    return _on_each_page(site, HTML_SPACES_HOLD, lambda page: loose_spaces(page.root))


# --- What a page does --------------------------------------------------------------------------------------


def html_no_inline_code(site: Site) -> Iterator[Diagnostic]:
    """No script but the theme's, the same on every page; no code in an attribute or a link."""
    scripts = {page.path: list(_inline_scripts(page)) for page in site.pages.values()}
    everywhere = (
        set.intersection(*({code for code, _ in each} for each in scripts.values()))
        if scripts
        else set()
    )

    def look(page: SitePage) -> Iterator[Slip]:
        for code, line in scripts[page.path]:
            if code not in everywhere:
                yield Slip(
                    line, f"un script est écrit dans la page : « {plain_spaces(code)[:60]}… »"
                )
        for element in elements(page.root):
            for name, value in attributes(element):
                if name.startswith("on"):
                    yield Slip(
                        line_of(element), f'un attribut porte du code : {name}="{value[:60]}"'
                    )
                elif name in {"href", "action", "src", "formaction"}:
                    scheme = value.strip().lower().partition(":")[0]
                    if scheme in {"javascript", "vbscript"} or (
                        scheme == "data" and local(element) != "img"
                    ):
                        yield Slip(line_of(element), f"un lien porte du code : « {value[:60]} »")

    return _on_each_page(site, HTML_NO_INLINE_CODE, look)


def _inline_scripts(page: SitePage) -> Iterator[tuple[str, int | None]]:
    for script in elements(page.root, "script"):
        is_data = str(script.get("type", "")).endswith("json")
        if script.get("src") is None and not is_data and (script.text or "").strip():
            yield (script.text or "").strip(), line_of(script)


def html_reader_in_control(site: Site) -> Iterator[Diagnostic]:
    """Nothing moves, opens, zooms or plays but by the reader."""
    return _on_each_page(site, HTML_READER_IN_CONTROL, _impositions)


def _impositions(page: SitePage) -> Iterator[Slip]:
    if not any(each.get("name") == "viewport" for each in elements(page.root, "meta")):
        yield Slip(None, "la page ne s’adapte pas à la largeur de l’écran (viewport)")
    for element in elements(page.root):
        name, line = local(element), line_of(element)
        if name in {"iframe", "frame", "object", "embed", "applet", "marquee", "blink"}:
            yield Slip(line, f"la page contient un cadre ou un objet (<{name}>)")
        if name == "form" and not _FORMS & {*words_in(element, "class")}:
            yield Slip(line, "la page contient un formulaire qui n’est pas un des nôtres")
        elif name == "form" and str(element.get("method", "get")).lower() != "get":
            yield Slip(line, "un formulaire envoie ce qu’on y écrit (method)")
        if name == "meta":
            if element.get("name") == "viewport" and _NO_ZOOM.search(
                str(element.get("content", ""))
            ):
                yield Slip(line, "la page empêche d’agrandir le texte (viewport)")
            if str(element.get("http-equiv", "")).lower() == "refresh":
                yield Slip(line, "la page se recharge ou change d’adresse toute seule")
        if element.get("autoplay") is not None:
            yield Slip(line, f"<{name}> se lance tout seul (autoplay)")
        if element.get("accesskey") is not None:
            yield Slip(
                line, f'une touche du clavier est prise (accesskey="{element.get("accesskey")}")'
            )
        if str(element.get("target", "")).lower() in {"_blank", "new"}:
            yield Slip(line, f"« {text_of(element)[:60]} » ouvre une fenêtre sans le dire")
        if re.fullmatch(r"\s*0*[1-9]\d*\s*", str(element.get("tabindex", ""))):
            yield Slip(
                line, f'l’ordre de tabulation est forcé (tabindex="{element.get("tabindex")}")'
            )


# --- The whole site ------------------------------------------------------------------------------------------


def html_pages_reachable(site: Site) -> Iterator[Diagnostic]:
    """Every page of the book is in the site, and links lead to each from the home page."""
    for page in site.book.pages:
        path = f"{page.docname}.html"
        if path not in site.files:
            yield HTML_PAGES_REACHABLE.broken(Location(PLACE), f"le site n’a pas la page {path}")
    reached, ahead = set[str](), [HOME]
    while ahead:
        path = ahead.pop()
        if path in site.pages and path not in reached:
            reached.add(path)
            links = elements(site.pages[path].root, "a", "form")
            addresses = (str(link.get("href") or link.get("action") or "") for link in links)
            ahead += [resolve(path, each)[0] for each in addresses if not has_scheme(each)]
    for path, found in site.pages.items():
        if HOME in site.pages and path not in {*reached, *_NOT_LINKED}:
            yield HTML_PAGES_REACHABLE.broken(found.at(None), f"aucun lien ne mène à {path}")


def html_search_whole(site: Site) -> Iterator[Diagnostic]:
    """The search page has its index, and the index has every page of the book."""
    at = Location(f"{PLACE}/{_SEARCH_INDEX}")
    try:
        text = (site.folder / _SEARCH_INDEX).read_bytes().decode("utf-8")
        index = json.loads(text[text.index("(") + 1 : text.rindex(")")])
        known = {str(name) for name in index["docnames"]}
        words = index["terms"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        yield HTML_SEARCH_WHOLE.broken(at, "l’index de la recherche est absent ou illisible")
        return
    if not words:
        yield HTML_SEARCH_WHOLE.broken(at, "l’index de la recherche ne contient aucun mot")
    for page in site.book.pages:
        if page.docname not in known:
            yield HTML_SEARCH_WHOLE.broken(at, f"la recherche ignore la page {page.path}")


def html_downloads_announced(site: Site) -> Iterator[Diagnostic]:
    """A link to a file says its format and its true size."""

    def look(page: SitePage) -> Iterator[Slip]:
        for link in elements(page.root, "a"):
            address = str(link.get("href", ""))
            if has_scheme(address):
                continue
            path, _ = resolve(page.path, address)
            suffix = posixpath.splitext(path)[1].lower()
            if suffix in _DOWNLOADS and path in site.files:
                words = plain_spaces(text_of(link))
                size = plain_spaces(show_size((site.folder / path).stat().st_size))
                told = f"{suffix[1:].upper()}, {size}"
                if told not in words:
                    yield Slip(line_of(link), f"« {words} » n’annonce pas « {told} »")

    return _on_each_page(site, HTML_DOWNLOADS_ANNOUNCED, look)


_CHECKS: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    html_language_said,
    html_title_says_where,
    html_headings_follow,
    html_landmarks_present,
    html_ids_serve,
    html_links_lead_somewhere,
    html_files_at_hand,
    html_asks_no_third_party,
    html_controls_named,
    html_images_described,
    html_tables_headed,
    html_labels_in_french,
    html_notes_return,
    html_spaces_hold,
    html_no_inline_code,
    html_reader_in_control,
    html_pages_reachable,
    html_search_whole,
    html_downloads_announced,
)
