"""The order in which the book is read from cover to cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment


class Chapter(NamedTuple):
    """A page of the book; one that another page's contents name is deeper than that page."""

    docname: str
    depth: int = 0


class Part(NamedTuple):
    """A part of the book: what the contents call it, if anything, and its pages."""

    caption: str | None
    chapters: tuple[Chapter, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """The docnames alone."""
        return tuple(chapter.docname for chapter in self.chapters)


def reading_order(env: BuildEnvironment) -> tuple[Part, ...]:
    """Return the book's parts in order; the root document, the site's home page, is in none."""
    root = env.config.root_doc
    return tuple(
        Part(toctree["caption"] or None, tuple(_chapters(env, toctree, 0)))
        for toctree in env.get_doctree(root).findall(addnodes.toctree)
        if toctree["includefiles"]
    )


def _chapters(env: BuildEnvironment, toctree: addnodes.toctree, depth: int) -> Iterator[Chapter]:
    for docname in toctree["includefiles"]:
        yield Chapter(docname, depth)
        for inner in env.get_doctree(docname).findall(addnodes.toctree):
            yield from _chapters(env, inner, depth + 1)
