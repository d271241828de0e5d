"""The fonts of the book, prepared once from those of PyPI and committed beside this file."""

from pathlib import Path

FOLDER = Path(__file__).parent
