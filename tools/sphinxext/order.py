"""The order in which the book is read from cover to cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment


class Part(NamedTuple):
    """A part of the book: what the contents call it, if anything, and its pages."""

    caption: str | None
    pages: tuple[str, ...]


def reading_order(env: BuildEnvironment) -> tuple[Part, ...]:
    """Return the book's parts in order; the root document, the site's home page, is in none."""
    root = env.config.root_doc
    return tuple(
        Part(toctree["caption"] or None, tuple(_pages(env, toctree)))
        for toctree in env.get_doctree(root).findall(addnodes.toctree)
        if toctree["includefiles"]
    )


def _pages(env: BuildEnvironment, toctree: addnodes.toctree) -> Iterator[str]:
    for docname in toctree["includefiles"]:
        yield docname
        for inner in env.get_doctree(docname).findall(addnodes.toctree):
            yield from _pages(env, inner)
