"""Tiny books, written in a temporary folder from short strings, read and built in process."""

from __future__ import annotations

import importlib.util
import io
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.markup.book import Reading, read_book

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from tools.diagnostics import Diagnostic
    from tools.model import Page

EPISODE = "episodes/1-essai.md"
"""Where the one episode of a tiny book stands."""

BOOK_DATA = """\
title = "Un livre d’essai"
subtitle = "Et si l’on essayait ?"
language = "fr"
edition = "Édition d’essai"
version = "0.0.1"
date = 2025-07-02
site_url = ""

[publisher]
name = "Ucanss"
full_name = "Union des caisses nationales de Sécurité sociale"
publication_director = ""
address = ""
telephone = ""
contact = ""
host_name = ""
host_address = ""
host_telephone = ""
"""

HEADER = """\
---
episode: {number}
spoken_title: Ce qui se dit
subtitle: Ce qui se lit
duration: PT8M
summary: Une phrase pour la carte.
listen: https://exemple.fr/ecouter
voices:
  - {{name: Delphine Mpode Minka, label: Delphine, role: MSA Île-de-France}}
characters:
  - {{id: soline{id}, name: Soline, role: salariée}}
  - {{id: capucine{id}, name: Capucine, role: fondatrice d’Aquanova}}
credits:
  cast: [Yunus Bayram, Nadège Masnière]
  sound_production: [JBD Productions]
---
"""

ROOTS = Path(__file__).parent / "roots"

PEOPLE = ("Delphine Mpode Minka", "Yunus Bayram", "Nadège Masnière")
"""The register of a tiny book, just what the header above needs."""

CONF = """\
extensions = {extensions!r}
project = "Un livre d’essai"
author = "Ucanss"
copyright = "Ucanss, 2025"
version = release = "0.0.1"
language = "fr"
include_patterns = ["index.md", "avant-propos.md", "episodes/**", "reperes/**", "guide/**"]
primary_domain = "book"
nitpicky = True
smartquotes = False
myst_enable_extensions = [
    "attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist",
]
html_theme = "furo"
html_title = project
html_copy_source = False
"""
"""What the book's own conf.py says, without its paths."""


def episode(body: str, *, number: int = 1, title: str = "Un essai") -> str:
    """Return the page of an episode: a whole header, a title, then *body*."""
    ids = "" if number == 1 else f"-ep{number}"
    return HEADER.format(number=number, id=ids) + f"\n# {title}\n\n{body}"


def scene(body: str, title: str = "Au parc") -> str:
    """Return *body* inside a scene."""
    return f":::{{scene}} {title}\n:when: 2045\n:where: un parc\n\n{body}\n\n:::\n"


def line_of(text: str, fragment: str) -> int:
    """Return the line of *text*, from 1, on which *fragment* stands for the first time."""
    return text[: text.index(fragment)].count("\n") + 1


def contents(pages: Iterable[str]) -> str:
    """Return a home page whose table of contents names *pages*."""
    entries = "\n".join(sorted(page.removesuffix(".md") for page in pages if page != "index.md"))
    return f"# Accueil\n\nBonjour.\n\n```{{toctree}}\n:caption: Tout le livre\n\n{entries}\n```\n"


def people_data(names: Iterable[str]) -> str:
    """Return a register that holds *names*."""
    entry = '[[person]]\nname = "{name}"\nsort = "{sort}"\nrole = ""\nnote = ""\n'
    return "\n".join(
        entry.format(name=name, sort=", ".join(reversed(name.split(" ", 1)))) for name in names
    )


@dataclass(frozen=True)
class Built:
    """What Sphinx made of a tiny book."""

    app: Sphinx
    out: Path
    warnings: str

    def doctree(self, docname: str = EPISODE.removesuffix(".md")) -> nodes.document:
        """Return the doctree that every builder receives."""
        return self.app.env.get_doctree(docname)

    def html(self, docname: str = EPISODE.removesuffix(".md")) -> str:
        return (self.out / f"{docname}.html").read_text(encoding="utf-8")


@dataclass(frozen=True)
class TinyBook:
    """A book in its folder."""

    root: Path
    files: dict[str, str] = field(default_factory=dict)

    def write(self, path: str, text: str | bytes) -> None:
        """Write one more file, or an old one anew."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, str):
            self.files[path] = text
            place.write_text(text, encoding="utf-8", newline="")
        else:
            place.write_bytes(text)

    def read(self) -> Reading:
        return read_book(self.root)

    def page(self, path: str = EPISODE) -> Page:
        return self.read().book.page(path.removesuffix(".md"))

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        return self.read().diagnostics

    @property
    def told(self) -> list[tuple[str, str, int | None]]:
        """Each fault in short: code, page, line."""
        return [(f.rule.code, f.location.path, f.location.line) for f in self.faults]

    def build(self, builder: str = "dummy", *, jobs: int = 1, **settings: Any) -> Built:
        """Have Sphinx build the book, and refuse any warning."""
        built = self.build_with_warnings(builder, jobs=jobs, **settings)
        assert built.warnings == ""
        return built

    def build_with_warnings(self, builder: str, *, jobs: int = 1, **settings: Any) -> Built:
        # Imported here: most tests never need Sphinx.
        from sphinx.application import Sphinx
        from sphinx.util.console import nocolor
        from sphinx.util.docutils import docutils_namespace, patch_docutils

        nocolor()
        warnings = io.StringIO()
        out = self.root / "_build" / builder
        with patch_docutils(str(self.root)), docutils_namespace():
            app = Sphinx(
                self.root, self.root, out, self.root / "_build" / "doctrees", builder,
                settings, status=None, warning=warnings, parallel=jobs,
            )  # fmt: skip
            app.build()
        return Built(app, out, warnings.getvalue())


def write_tiny_book(
    root: Path, pages: Mapping[str, str | bytes], *, people: Iterable[str] = PEOPLE
) -> TinyBook:
    """Write a book that is whole but for what *pages* (path: text) replaces."""
    book = TinyBook(root)
    book.write("conf.py", CONF.format(extensions=extensions()))
    book.write("book.toml", BOOK_DATA)
    book.write("people.toml", people_data(people))
    book.write("index.md", contents(path for path in pages if path.endswith(".md")))
    for path, text in pages.items():
        book.write(path, text)
    return book


def extensions() -> list[str]:
    """Return the extensions that conf.py loads, a room that is not there left out."""
    rooms = [room for room in ("tools.pdf", "tools.epub") if _stands(room)]
    return ["myst_parser", "sphinx_design", "tools.sphinxext", *rooms]


def _stands(room: str) -> bool:
    found = importlib.util.find_spec(room)
    return found is not None and found.origin is not None


def copy_of_root(name: str, folder: Path) -> TinyBook:
    """Return a copy of the tiny book ``tests/roots/NAME``, to be built and changed at will."""
    shutil.copytree(ROOTS / name, folder)
    return TinyBook(folder)
