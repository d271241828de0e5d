"""The files that the site offers, printed sheets among them: those that are built, no dead link."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from tools.french.numbers import show_size
from tools.french.typography import set_spaces
from tools.sphinxext.book import book_of
from tools.sphinxext.printed import reference_to_printed
from tools.sphinxext.prose import bullet_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx

FOLDER = "telechargements"
"""Where the site keeps them, under its root."""

SHEETS = "fiches"
"""Where the printed sheets stand in it, as they do beside the PDF; each is called by its letter."""


class Offer(NamedTuple):
    """A file to offer: how it is called, in which format."""

    pattern: str
    format: str
    called: str


_SEPARATOR = " · "

_OFFERS = (
    Offer("*.epub", "EPUB", "Le livre, pour liseuse, téléphone et tablette"),
    Offer("on-a-reve-la-secu-de-demain.pdf", "PDF", "Le livre, à imprimer"),
    Offer("guide-d-animation.pdf", "PDF", "Le guide d’animation seul"),
)


class downloads(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """Stands where the list of downloads goes, until the builder is known."""


class printable(nodes.Inline, nodes.Element):  # noqa: N801  # docutils names nodes so
    """Stands where the link to a printed sheet's file goes, until the builder is known."""


class DownloadsDirective(SphinxDirective):
    """A list of the files to download, with format and size."""

    def run(self) -> list[Node]:
        return [downloads()]


class PrintablesDirective(SphinxDirective):
    """A list of the printed sheets, made from their headers: letter, title, and file on the site.

    Makes ``<bullet_list classes="printables">``, whose items are ``<paragraph><strong>A</strong> ·
    <pending_xref/><printable letter="A"/></paragraph>``.
    """

    def run(self) -> list[Node]:
        lines = [
            (
                nodes.strong("", letter),
                nodes.Text(_SEPARATOR),
                reference_to_printed(letter, page.title, self.env),
                printable(letter=letter),
            )
            for letter, page in book_of(self.env).printed.items()
        ]
        return [bullet_list(lines, classes=["printables"])] if lines else []


def _set_lists(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Put the list of what is built in its place; on paper and in the EPUB there is none."""
    for place in list(document.findall(downloads)):
        found = list(_built(app)) if app.builder.format == "html" else []
        if found:
            place.replace_self(_list(found, docname))
        elif isinstance(place.parent, nodes.section) and len(place.parent) == 2:
            # Its heading alone would announce nothing; nobody points to it.
            place.parent.parent.remove(place.parent)
        else:
            place.replace_self([])


def _list(found: list[tuple[Offer, Path]], docname: str) -> nodes.bullet_list:
    listed = nodes.bullet_list(classes=["downloads"])
    for offer, path in found:
        link = _link(offer.called, offer.format, path, path.name, docname)
        listed += nodes.list_item("", nodes.paragraph("", "", link))
    return listed


def _link(called: str, format_: str, file: Path, place: str, docname: str) -> nodes.reference:
    """Return the link on the page *docname* to *file*, which the site keeps at *place*."""
    text = set_spaces(f"{called} ({format_}, {show_size(file.stat().st_size)})")
    up = "../" * docname.count("/")
    return nodes.reference("", text, refuri=f"{up}{FOLDER}/{place}", internal=True)


def _set_printables(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Offer each sheet that is built: beside its title in their list, and at its page's head."""
    files = dict(_sheets(app)) if app.builder.format == "html" else {}

    def link(called: str, letter: str) -> nodes.reference:
        return _link(called, "PDF", files[letter], f"{SHEETS}/{letter}.pdf", docname)

    for place in list(document.findall(printable)):
        offered: list[Node] = []
        if (letter := place["letter"]) in files:
            offered = [nodes.Text(_SEPARATOR), link(f"Imprimer {letter}", letter)]
        place.replace_self(offered)
    for letter, page in book_of(app.env).printed.items():
        title = next(iter(document.findall(nodes.title)), None)
        if page.docname == docname and letter in files and title is not None:
            line = nodes.paragraph(classes=["printable"])
            line += link("Imprimer cette feuille : une page A4", letter)
            title.parent.insert(title.parent.index(title) + 1, line)


def _sheets(app: Sphinx) -> Iterator[tuple[str, Path]]:
    """Yield the letter and the file of each printed sheet that is built."""
    for letter in book_of(app.env).printed:
        paths = (Path(folder, SHEETS, f"{letter}.pdf") for folder in app.config.book_downloads)
        if path := next(filter(Path.is_file, paths), None):
            yield letter, path


def _built(app: Sphinx) -> Iterator[tuple[Offer, Path]]:
    """Yield each offer with its file, looked for in the folders ``book_downloads`` in turn."""
    for offer in _OFFERS:
        for folder in app.config.book_downloads:
            for path in sorted(Path(folder).glob(offer.pattern)):
                yield offer, path
                break
            else:
                continue
            break


def _copy(app: Sphinx, exception: Exception | None) -> None:
    """Put the files offered, and the printed sheets, beside the pages."""
    if exception is None and app.builder.format == "html":
        places = {path.name: path for _, path in _built(app)}
        places |= {f"{SHEETS}/{path.name}": path for _, path in _sheets(app)}
        for place, path in places.items():
            target = Path(app.outdir, FOLDER, place)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def setup_downloads(app: Sphinx) -> None:
    """Register the directives, and what finds and copies the files."""
    # No rebuild: it names folders, which must not enter the fingerprint that Sphinx leaves.
    app.add_config_value("book_downloads", [], "", types=frozenset({list}))
    app.add_node(downloads)
    app.add_node(printable)
    app.add_directive("downloads", DownloadsDirective)
    app.add_directive("printables", PrintablesDirective)
    app.connect("doctree-resolved", _set_lists)
    app.connect("doctree-resolved", _set_printables)
    app.connect("build-finished", _copy)
