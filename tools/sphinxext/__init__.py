"""How pages become doctrees, and what the site adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.sphinxext.book import book_of, setup_book
from tools.sphinxext.chooser import setup_chooser
from tools.sphinxext.credits import setup_credits
from tools.sphinxext.downloads import setup_downloads
from tools.sphinxext.episode import setup_episode
from tools.sphinxext.html import setup_html
from tools.sphinxext.index import setup_index
from tools.sphinxext.landmarks import setup_landmarks
from tools.sphinxext.lexicon import setup_lexicon
from tools.sphinxext.passages import setup_passages
from tools.sphinxext.people import setup_people
from tools.sphinxext.pictures import setup_pictures
from tools.sphinxext.printed import setup_printed
from tools.sphinxext.publisher import setup_publisher
from tools.sphinxext.quotes import setup_quotes
from tools.sphinxext.reference import setup_reference
from tools.sphinxext.references import setup_references
from tools.sphinxext.rules import setup_rules
from tools.sphinxext.sheets import setup_sheets
from tools.sphinxext.sound import setup_sound
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
    setup_lexicon(app)
    setup_reference(app)
    setup_people(app)
    setup_landmarks(app)
    setup_index(app)
    setup_pictures(app)
    setup_publisher(app)
    setup_passages(app)
    setup_sound(app)
    setup_typography(app)
    setup_html(app)
    return {
        "version": "1",
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
