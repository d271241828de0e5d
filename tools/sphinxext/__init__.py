"""How pages become doctrees, and what the site adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.sphinxext.book import book_of, setup_book
from tools.sphinxext.chooser import setup_chooser
from tools.sphinxext.credits import setup_credits
from tools.sphinxext.downloads import setup_downloads
from tools.sphinxext.episode import setup_episode
from tools.sphinxext.html import setup_html
from tools.sphinxext.passages import setup_passages
from tools.sphinxext.printed import setup_printed
from tools.sphinxext.quotes import setup_quotes
from tools.sphinxext.references import setup_references
from tools.sphinxext.rules import setup_rules
from tools.sphinxext.sheets import setup_sheets
from tools.sphinxext.timetable import setup_timetable
from tools.sphinxext.transcript import setup_transcript
from tools.sphinxext.typography import setup_typography

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["book_of", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything that the book's pages may use."""
    setup_references(app)
    setup_book(app)
    setup_transcript(app)
    setup_episode(app)
    setup_credits(app)
    setup_sheets(app)
    setup_timetable(app)
    setup_quotes(app)
    setup_printed(app)
    setup_chooser(app)
    setup_downloads(app)
    setup_rules(app)
    setup_passages(app)
    setup_typography(app)
    setup_html(app)
    return {
        "version": "1",
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
