"""Does the sound of an episode fit its page?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.diagnostics import Diagnostic
from tools.markup.sound import read_sound
from tools.model import Book


def check_sound_files(root: Path, book: Book) -> Iterator[Diagnostic]:
    """Hold each recording and its timings against their page.

    The judging is done in ``markup/sound.py``: the outputs ask it too, and go without what is unfit.
    """
    for page in book.pages:
        yield from read_sound(root, page)[1]
