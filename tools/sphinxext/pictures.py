"""Pictures drawn from the book's data, written aside at each reading and taken as any image is."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from tools.diagnostics import suggest
from tools.drawing import cover, ideas_map, illustration, timeline
from tools.markup.reference import IDEAS_FILE, LANDMARKS_FILE
from tools.sphinxext.book import book_of, depend_on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from tools.drawing import Drawing
    from tools.model import Book

FOLDER = "pictures"
"""Beside the doctrees, so that it lives and dies with them."""


class PictureDirective(SphinxDirective):
    """A picture of ours: ``{picture} timeline``, ``ideas``, ``episode-4`` or ``cover``.

    Makes ``<image classes="picture timeline">`` with its alternative, ``drawn_width`` and
    ``drawn_height``; nothing where the book has nothing that it could show.
    """

    required_arguments = 1

    def run(self) -> list[Node]:
        depend_on_page(self.env, IDEAS_FILE)
        depend_on_page(self.env, LANDMARKS_FILE)
        name = self.arguments[0]
        drawn = drawings(book_of(self.env))
        if name not in drawn:
            hint = suggest(name, drawn, otherwise=f"Dessins : {', '.join(drawn)}.")
            raise self.error(f"« {{picture}} {name} » : ce dessin n’existe pas. {hint}")
        drawing = drawn[name]()
        if drawing is None:
            return []
        image = picture(drawing, self.env, classes=("picture", name))
        self.set_source_info(image)
        return [image]


def drawings(book: Book) -> Mapping[str, Callable[[], Drawing | None]]:
    """Return the pictures that a page may ask for, by name, each drawn when it is called."""
    episodes = [each.number for each in book.episodes]
    themes = tuple(dict.fromkeys(idea.theme for idea in book.ideas))
    return {
        "timeline": lambda: timeline(book.landmarks) if book.landmarks else None,
        "ideas": lambda: ideas_map(book.ideas, themes, episodes) if book.ideas else None,
        "cover": cover,
        **{f"episode-{number}": partial(illustration, number) for number in episodes},
    }


def picture(drawing: Drawing, env: BuildEnvironment, *, classes: tuple[str, ...]) -> nodes.image:
    """Write a drawing aside and return the image that shows it.

    A decorative one has an empty alternative and the class that says so to every output.
    """
    file = Path(env.doctreedir) / FOLDER / f"{drawing.name}.svg"
    _write(file, drawing.svg)
    # « / »: from the book's root, wherever the page stands; the doctrees may be elsewhere.
    address = "/" + Path(os.path.relpath(file, env.srcdir)).as_posix()
    image = nodes.image(uri=address, alt=drawing.alternative, classes=list(classes))
    if drawing.decorative:
        image["classes"].append("decorative")
    image["drawn_width"], image["drawn_height"] = drawing.width, drawing.height
    return image


def _write(file: Path, text: str) -> None:
    """Write *text* whole, or not at all: another process may be reading it, or writing the same."""
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8", newline="")
    aside.replace(file)


def setup_pictures(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("picture", PictureDirective)
