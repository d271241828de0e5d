"""French typography, set once when pages are read, before titles and contents are collected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from tools.french.typography import set_spaces, split_ordinals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx

_VERBATIM = (
    nodes.literal, nodes.FixedTextElement, nodes.raw, nodes.comment, nodes.math, nodes.math_block,
    nodes.superscript, nodes.subscript, addnodes.index, nodes.citation_reference,
    nodes.footnote_reference, nodes.label,
)  # fmt: skip
"""Where text is code, an address, or set already."""


class SetFrench(SphinxTransform):
    """Write U+202F and U+00A0 into the doctree, and set the endings of ordinals as superiors."""

    default_priority = 870

    def apply(self, **kwargs: object) -> None:
        for text in list(self.document.findall(nodes.Text)):
            if not _is_verbatim(text):
                text.parent.replace(text, list(_set(text)))
        for image in self.document.findall(nodes.image):
            if image.get("alt"):
                image["alt"] = set_spaces(image["alt"])
        for toctree in self.document.findall(addnodes.toctree):
            if toctree.get("caption"):
                toctree["caption"] = set_spaces(toctree["caption"])
            toctree["entries"] = [
                (title and set_spaces(title), target) for title, target in toctree["entries"]
            ]


def _is_verbatim(text: nodes.Text) -> bool:
    node: Node | None = text.parent
    while node is not None:
        if isinstance(node, _VERBATIM) or _is_address(node):
            return True
        node = node.parent
    return False


def _is_address(node: Node) -> bool:
    """Say whether *node* is a link that shows the very address it leads to."""
    return isinstance(node, nodes.reference) and node.get("refuri") == node.astext()


def _set(text: nodes.Text) -> Iterator[Node]:
    for piece in split_ordinals(set_spaces(text)):
        if not piece.text:
            continue
        if piece.superior:
            yield nodes.superscript("", piece.text, classes=["ordinal"])
        else:
            yield nodes.Text(piece.text)


def setup_typography(app: Sphinx) -> None:
    """Register the transform; Sphinx's own smart quotes are switched off in conf.py."""
    app.add_transform(SetFrench)
