"""The e-book: a builder of our own, and our own package writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.epub.builder import EpubBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its settings."""
    app.add_builder(EpubBuilder)
    app.add_config_value(
        "book_page_map",
        "",
        "",
        str,
        "Carte des pages du PDF (JSON) ; vide : pas de liste de pages.",
    )
    app.add_config_value(
        "book_epub_certified_by",
        "",
        "",
        str,
        "Qui a évalué à la main la conformité du livre ; vide : aucune n’est annoncée.",
    )
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
