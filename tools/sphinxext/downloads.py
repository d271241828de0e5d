"""The files that the site offers: those that are built, and no dead link."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from tools.french.numbers import show_size
from tools.french.typography import set_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx

FOLDER = "telechargements"
"""Where the site keeps them, under its root."""


class Offer(NamedTuple):
    """A file to offer: how it is called, in which format."""

    pattern: str
    format: str
    called: str


_OFFERS = (
    Offer("*.epub", "EPUB", "Le livre, pour liseuse, téléphone et tablette"),
    Offer("on-a-reve-la-secu-de-demain.pdf", "PDF", "Le livre, à imprimer"),
    Offer("guide-d-animation.pdf", "PDF", "Le guide d’animation seul"),
)


class downloads(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """Stands where the list of downloads goes, until the builder is known."""


class DownloadsDirective(SphinxDirective):
    """A list of the files to download, with format and size."""

    def run(self) -> list[Node]:
        return [downloads()]


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
    up = "../" * docname.count("/")
    for offer, path in found:
        size = show_size(path.stat().st_size)
        text = set_spaces(f"{offer.called} ({offer.format}, {size})")
        link = nodes.reference("", text, refuri=f"{up}{FOLDER}/{path.name}", internal=True)
        listed += nodes.list_item("", nodes.paragraph("", "", link))
    return listed


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
        for _, path in _built(app):
            target = Path(app.outdir, FOLDER, path.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def setup_downloads(app: Sphinx) -> None:
    """Register the directive, and what finds and copies the files."""
    # No rebuild: it names folders, which must not enter the fingerprint that Sphinx leaves.
    app.add_config_value("book_downloads", [], "", types=frozenset({list}))
    app.add_node(downloads)
    app.add_directive("downloads", DownloadsDirective)
    app.connect("doctree-resolved", _set_lists)
    app.connect("build-finished", _copy)
