"""The builder: from the doctrees of the whole book to one file."""

from __future__ import annotations

import json
import posixpath
import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import quote, unquote

from docutils.frontend import OptionParser
from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.util import logging
from sphinx.util.osutil import relative_uri
from sphinx.writers.html import HTMLWriter

from tools.epub import finishing, front, navigation, overlay, package, xhtml
from tools.epub.faults import BookRefused, Fault
from tools.epub.finishing import TITLE_PAGE, ContentPage, Kind
from tools.epub.navigation import NAV_PATH, Entry, IndexEntry
from tools.epub.overlay import Overlay
from tools.epub.package import Features, Resource
from tools.epub.translator import EpubTranslator
from tools.markup.sound import sound_of
from tools.model import EpisodeHeader
from tools.sphinxext import book_of
from tools.sphinxext.order import reading_order

if TYPE_CHECKING:
    from docutils.nodes import Node
    from lxml import etree

    from tools.model import Book

logger = logging.getLogger(__name__)

FILE_NAME: Final = "on-a-reve-la-secu-de-demain.epub"

_COVER_PATH: Final = "couverture.xhtml"
_TITLE_PATH: Final = "titre.xhtml"
_INDEX_PATH: Final = "index.xhtml"
_STYLE_PATH: Final = "livre.css"
_IMAGES: Final = "images"

_GENERAL_INDEX: Final = "genindex"  # Sphinx's name for it

# Where the pages of each folder stand in the book; those of the root open it.
_FOLDERS: Final = {
    "episodes": finishing.CHAPTER,
    "transcriptions": finishing.CHAPTER,
    "guide": finishing.CHAPTER,
    "reperes": finishing.APPENDIX,
    "a-propos": finishing.APPENDIX,
}


class EpubBuilder(Builder):
    """Makes the e-book: always the whole of it, from doctrees that any builder may have read."""

    name = "livre-epub"
    # Not « html »: extensions then leave their scripts, styles and buttons out by themselves.
    format = "epub"
    epilog = "Le livre numérique est dans %(outdir)s."
    default_translator_class = EpubTranslator
    supported_image_types: ClassVar[list[str]] = [
        kind for kind in package.MEDIA_TYPES.values() if kind.startswith("image/")
    ]
    # Sphinx would fetch remote images by itself; they reach the finisher, which refuses them.
    supported_remote_images = True

    # What Sphinx's HTML translator asks of its builder.
    add_permalinks = False
    download_support = False
    highlighter = None
    math_renderer_name = None
    dlpath = ""

    def init(self) -> None:
        """Prepare what every page is translated with."""
        self.current_docname = ""
        self.secnumbers: Mapping[str, tuple[int, ...]] = {}
        self.fignumbers: Mapping[str, Mapping[str, tuple[int, ...]]] = {}
        self.settings = _translator_settings(self)

    def get_outdated_docs(self) -> str:
        return "le livre entier"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return where a page is in the package; the site's home page is the contents here."""
        if docname == self.config.root_doc:
            return NAV_PATH
        if docname == _GENERAL_INDEX:
            return _INDEX_PATH
        return quote(_plain_path(docname)) + ".xhtml"

    def post_process_images(self, doctree: Node) -> None:
        """Choose images as Sphinx does, under names that any file system can hold."""
        super().post_process_images(doctree)
        self.images = {source: _plain_path(name) for source, name in self.images.items()}

    def write_documents(self, _docnames: Set[str]) -> None:
        """Make the book, or say everything that stands in the way."""
        book = book_of(self.env)
        pages, entries = self._read_parts(book)
        front_pages = [
            self._own_page(_COVER_PATH, front.cover_body(book), book.title, finishing.COVER),
            self._own_page(_TITLE_PATH, front.title_page_body(book), book.title, TITLE_PAGE),
        ]
        pages = [*front_pages, *pages]
        if index := self._index_page(pages):
            pages.append(index)
            entries.append(Entry(index.label, index.path))

        finishing.lead_to_first_ids(pages)
        links = finishing.dangling_links(pages, contents=NAV_PATH)
        _refuse([*links, *self._unfit_images(pages), *_doubles(pages)])

        markers = self._place_page_markers(pages)
        wanted = [*navigation.addresses(entries), *(href for _, href in markers)]
        finishing.tidy(pages, wanted=wanted)
        nav = navigation.nav_body(entries, pages=pages, markers=markers)
        contents = self._own_page(NAV_PATH, nav, navigation.NAV_TITLE, finishing.CONTENTS)
        pages.insert(len(front_pages), contents)
        self._write_book(book, pages, entries, markers)

    # Pages

    def _read_parts(self, book: Book) -> tuple[list[ContentPage], list[Entry]]:
        """Return the pages that authors wrote, in reading order, and their table of contents."""
        pages: list[ContentPage] = []
        entries: list[Entry] = []
        faults: list[Fault] = []
        for part in reading_order(self.env):
            found: list[tuple[int, Entry]] = []
            for chapter, following in zip_longest(part.chapters, part.chapters[1:]):
                opens = following is not None and following.depth > chapter.depth
                page = self._read_page(chapter.docname, book, faults, opens_others=opens)
                if page is not None:
                    pages.append(page)
                    found.append((chapter.depth, navigation.entry_of(page, depth=chapter.depth)))
            lines = navigation.nested(found)
            if part.caption:
                entries.append(Entry(xhtml.set_french(part.caption), None, lines))
            else:
                entries += lines
        _refuse(faults)
        return pages, entries

    def _read_page(
        self, docname: str, book: Book, faults: list[Fault], *, opens_others: bool
    ) -> ContentPage | None:
        """Translate and finish a page; put what stands in the way in *faults*."""
        source = self.env.doc2path(docname, base=False).as_posix()
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.post_process_images(doctree)
        doctree.settings = self.settings
        self.current_docname = docname
        self.imgpath = relative_uri(self.get_target_uri(docname), _IMAGES)
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        translator = EpubTranslator(doctree, self)
        doctree.walkabout(translator)
        kind = _kind_of(docname, translator, opens_others=opens_others)
        found = list(translator.faults)
        title = ""
        try:
            body = xhtml.read_body("".join(translator.body))
        except xhtml.IllFormed as error:
            lines = ", ".join(map(str, translator.raw_lines)) or "inconnue"
            found.append(f"HTML mal formé près de « {error} » (HTML écrit à la ligne {lines})")
        else:
            title, unfit = finishing.finish(body, kind=kind)
            found += unfit
        faults += [Fault(source, message) for message in dict.fromkeys(found)]
        if found:
            return None
        header = book.page(docname).header
        label = f"{header.episode}. {title}" if isinstance(header, EpisodeHeader) else title
        return self._page(self.get_target_uri(docname), source, title, label, kind, body)

    def _own_page(self, path: str, body: etree._Element, title: str, kind: Kind) -> ContentPage:
        shown = xhtml.set_french(title)
        return self._page(path, path, shown, shown, kind, body)

    def _page(
        self, path: str, source: str, title: str, label: str, kind: Kind, body: etree._Element
    ) -> ContentPage:
        root = xhtml.page(
            title,
            body,
            language=self.config.language,
            style=relative_uri(path, _STYLE_PATH),
            epub_type=kind.place,
        )
        return ContentPage(path, source, title, label, kind, root)

    def _index_page(self, pages: list[ContentPage]) -> ContentPage | None:
        """Return the index, when authors have put words in it."""
        groups = IndexEntries(self.env).create_index(self)
        if not groups:
            return None
        titles = {page.path: page.title for page in pages}
        numbers = finishing.passage_numbers(pages)

        def label(address: str) -> str | None:
            path, _, name = address.partition("#")
            # A page outside the reading order is not in the book, nor then in its index.
            return numbers.get((path, name)) or titles.get(path)

        def targets(found: Iterable[tuple[str | None, Any]]) -> tuple[navigation.Target, ...]:
            addresses = (str(address) for _, address in found)
            named = ((label(address), address) for address in addresses)
            return tuple((shown, address) for shown, address in named if shown)

        def entry(term: str, found: Any, inner: Iterable[tuple[str, Any]] = ()) -> IndexEntry:
            below = tuple(entry(name, places) for name, places in inner)
            return IndexEntry(xhtml.set_french(term), targets(found), below)

        letters = [
            (letter, [entry(term, found, inner) for term, (found, inner, _) in entries])
            for letter, entries in groups
        ]
        return self._own_page(_INDEX_PATH, navigation.index_body(letters), "Index", finishing.INDEX)

    # What surrounds them

    def _place_page_markers(self, pages: list[ContentPage]) -> list[navigation.Target]:
        """Mark the PDF's pages, when one was laid out before; return labels and addresses."""
        name = self.config.book_page_map
        if not name:
            return []
        try:
            blocks = json.loads(Path(self.confdir, name).read_text(encoding="utf-8"))["blocks"]
        except (OSError, ValueError, KeyError) as error:
            raise BookRefused([Fault(name, "cette carte des pages ne se lit pas")]) from error
        markers = finishing.place_page_markers(pages, page_of_block=blocks)
        if not markers:
            _refuse([Fault(name, "cette carte des pages est celle d’un autre livre")])
        return markers

    def _overlays(self, book: Book, pages: Iterable[ContentPage]) -> Iterator[Overlay]:
        """Yield the sound of each page that has some."""
        sources = {page.path: page for page in book.pages}
        for page in pages:
            source = sources.get(page.source)
            if source and (sound := sound_of(Path(self.srcdir), source)):
                yield overlay.overlay_of(page.path, sound, source)

    def _resources(
        self, pages: Iterable[ContentPage], overlays: Iterable[Overlay]
    ) -> Iterator[Resource]:
        """Yield every file of the book but its two tables, in the order of the manifest."""
        pages, overlays = list(pages), list(overlays)
        paths = {each.page: each.path for each in overlays}
        for page in pages:
            content = xhtml.serialise(page.root)
            yield Resource(page.path, content, _properties(page), paths.get(page.path))
        style = Path(__file__).with_name("epub.css").read_bytes()
        yield Resource(_STYLE_PATH, style + overlay.style(overlays))
        for each in overlays:
            yield Resource(each.path, overlay.smil(each))
        for recording in dict.fromkeys(each.sound.file for each in overlays):
            yield Resource(recording, (self.srcdir / recording).read_bytes())
        files = self._image_files()
        for path in sorted({path for page in pages for path in _images_of(page)}):
            yield Resource(path, files[path].read_bytes())

    def _image_files(self) -> dict[str, Path]:
        """Return where each image of the book is read from."""
        return {f"{_IMAGES}/{name}": self.srcdir / source for source, name in self.images.items()}

    def _unfit_images(self, pages: Iterable[ContentPage]) -> Iterator[Fault]:
        """Yield a fault for each image that is not at hand, or that a reader could not open."""
        for name, times in Counter(self.images.values()).items():
            if times > 1:
                sources = sorted(source for source, taken in self.images.items() if taken == name)
                yield Fault(sources[0], f"porte dans le livre le même nom que {sources[1]}")
        files = self._image_files()
        for page in pages:
            for path in dict.fromkeys(_images_of(page)):
                if path not in files:
                    yield Fault(page.source, f"image absente du livre : {path}")
                elif files[path].suffix.lower() not in package.MEDIA_TYPES:
                    yield Fault(page.source, f"type d’image inconnu des liseuses : {path}")
                elif path.endswith(".svg"):
                    for fault in finishing.unfit_drawing_file(files[path].read_bytes()):
                        yield Fault(page.source, f"{path} : {fault}")
                elif not finishing.is_whole_image(files[path].suffix, files[path].read_bytes()):
                    yield Fault(
                        page.source, f"image abîmée, ou d’un autre type que son nom : {path}"
                    )

    def _write_book(
        self,
        book: Book,
        pages: list[ContentPage],
        entries: list[Entry],
        markers: list[navigation.Target],
    ) -> None:
        identifier = package.identifier_of(book)
        overlays = list(self._overlays(book, pages))
        resources = [
            *self._resources(pages, overlays),
            Resource(front.COVER_IMAGE, front.cover_image(book), ("cover-image",)),
            Resource(
                package.NCX_PATH,
                navigation.ncx(book, identifier=identifier, entries=entries, markers=markers),
            ),
        ]
        document = package.opf(
            book,
            resources=resources,
            spine=[page.path for page in pages],
            cover=front.COVER_IMAGE,
            features=Features(
                pages=bool(markers),
                index=any(page.kind == finishing.INDEX for page in pages),
                formulas=any("mathml" in item.properties for item in resources),
                pictures=any(map(_tells_by_pictures, pages)),
                sounds=bool(overlays),
            ),
            overlays=overlays,
            certified_by=self.config.book_epub_certified_by,
        )
        if self._app._fail_on_warnings and self._app._warncount:
            # The build has failed already, and Sphinx will say so.
            logger.info("le livre numérique précédent est gardé")
            return
        path = Path(self.outdir, FILE_NAME)
        package.write(path, package=document, resources=resources, moment=package.moment_of(book))


def _translator_settings(builder: Builder) -> Any:
    """Return docutils' settings for HTML, as Sphinx's own HTML builder has them."""
    with warnings.catch_warnings():
        # Docutils announces another class of the same use.
        warnings.simplefilter("ignore", DeprecationWarning)
        return OptionParser(
            components=(HTMLWriter(builder),),  # type: ignore[arg-type]
            defaults=builder.env.settings,
            read_config_files=True,
        ).get_default_values()


def _plain_path(name: str) -> str:
    """Return *name* in ASCII letters, figures, dots, hyphens and slashes.

    Faux :  « repères/Idées pour 2045 »
    Juste : « reperes/Idees-pour-2045 »
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9./_-]+", "-", plain)


def _kind_of(docname: str, translator: EpubTranslator, *, opens_others: bool) -> Kind:
    """Return what a page is for the book, from where authors put it and from what it holds."""
    if translator.has_glossary:
        return finishing.GLOSSARY
    if translator.has_index:
        return finishing.INDEX
    if docname == "a-propos/colophon":
        return finishing.COLOPHON
    folder = docname.partition("/")[0] if "/" in docname else ""
    kind = _FOLDERS.get(folder, finishing.INTRODUCTION)
    return finishing.PART if opens_others and kind == finishing.CHAPTER else kind


def _properties(page: ContentPage) -> tuple[str, ...]:
    """Return what a reading system must know of a page before it opens it."""
    names = {
        "nav": page.path == NAV_PATH,
        "mathml": next(page.root.iter(f"{{{xhtml.MATHML}}}math"), None) is not None,
        "svg": next(page.root.iter(f"{{{xhtml.SVG}}}svg"), None) is not None,
    }
    return tuple(name for name, holds in names.items() if holds)


def _doubles(pages: Iterable[ContentPage]) -> Iterator[Fault]:
    """Yield a fault for each page that would take another's place."""
    taken = {NAV_PATH: NAV_PATH}
    for page in pages:
        if page.path in taken:
            yield Fault(page.source, f"porte le même nom de fichier que {taken[page.path]}")
        taken[page.path] = page.source


def _images_of(page: ContentPage) -> Iterator[str]:
    """Yield where each image of a page is in the package; the cover is ours, not an author's."""
    if page.kind != finishing.COVER:
        folder = posixpath.dirname(page.path)
        for image in page.root.iter(xhtml.tag("img")):
            yield posixpath.normpath(posixpath.join(folder, unquote(image.get("src", ""))))


def _tells_by_pictures(page: ContentPage) -> bool:
    """Say whether a page shows something that words have to say too."""
    if page.kind == finishing.COVER:
        return False
    return any(image.get("alt") for image in page.root.iter(xhtml.tag("img")))


def _refuse(faults: Iterable[Fault]) -> None:
    found = list(faults)
    if found:
        raise BookRefused(found)
