"""How the PDF is made: builder, translator, template, fonts; it leaves a page map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.pdf.builder import BookPDFBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder ``livre-pdf``."""
    app.setup_extension("tools.sphinxext")
    app.add_builder(BookPDFBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
