"""The passages of an episode: scenes with their turns, archives, street interviews, and sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from tools.markup.page import PASSAGES, SCENE
from tools.markup.transcript import UNKNOWN_SPEAKER, find_cues, is_admitted, split_turn
from tools.model import EpisodeHeader
from tools.sphinxext.book import book_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils.nodes import Element, Node
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

SHOWN_KINDS = {
    SCENE: "Scène",
    "archive": "Archive",
    "extract": "Extrait de film",
    "testimony": "Témoignage",
    "vox-pop": "Micro-trottoir",
    "voice-over": "Voix off",
}
"""What a passage is called in its label."""

_SEPARATOR = " · "


class PassageDirective(SphinxDirective):
    """A stretch of an episode that is of one kind.

    Makes ``<container classes="passage scene" label_id=…>``, which opens with
    ``<paragraph classes="passage-label" ids=…>`` and holds turns, ``<paragraph classes="turn"
    speaker=…><strong classes="speaker">Soline</strong> : …``, and ordinary blocks.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        option: directives.unchanged for options in PASSAGES.values() for option in options
    }

    def run(self) -> list[Node]:
        kind = self.name
        label = self.label(kind)
        passage = nodes.container("", label, classes=["passage", kind])
        passage["kind"] = kind
        passage["label_id"] = label["ids"][0]
        self.set_source_info(passage)
        self.set_source_info(label)
        passage += self.parse_content_to_nodes()
        _mark_turns(passage, self.speakers())
        return [passage]

    def label(self, kind: str) -> nodes.paragraph:
        """Return the line that says what the passage is, and what is known of it."""
        parts: list[Node] = [nodes.inline("", SHOWN_KINDS[kind], classes=["passage-kind"])]
        if self.arguments:
            title, _ = self.parse_inline(self.arguments[0])
            parts.append(nodes.inline("", "", *title, classes=["passage-title"]))
        known = [self.options[option] for option in PASSAGES[kind] if self.options.get(option)]
        if known:
            place, _ = self.parse_inline(", ".join(known))
            parts.append(nodes.inline("", "", *place, classes=["passage-place"]))
        label = nodes.paragraph(classes=["passage-label"])
        for part in parts:
            if len(label):
                label += nodes.Text(_SEPARATOR)
            label += part
        label["ids"].append(f"{kind}-{self.env.new_serialno('passage')}")
        return label

    def speakers(self) -> Mapping[str, str | None]:
        header = book_of(self.env).page(self.env.docname).header
        declared = header.speakers if isinstance(header, EpisodeHeader) else {}
        return {**declared, UNKNOWN_SPEAKER: None}


def _mark_turns(passage: Element, speakers: Mapping[str, str | None]) -> None:
    """Tell turns from other paragraphs, and a speaker's name from the words."""
    for paragraph in passage.children:
        if not isinstance(paragraph, nodes.paragraph) or not paragraph.children:
            continue
        opening = paragraph[0]
        turn = split_turn(paragraph.astext())
        if turn is None or turn.label not in speakers or not isinstance(opening, nodes.Text):
            continue
        if ":" not in opening:  # the label is not all plain words
            continue
        label, _, rest = opening.partition(":")
        paragraph["classes"].append("turn")
        if speakers[turn.label] is not None:
            paragraph["speaker"] = speakers[turn.label]
        name = nodes.strong("", label.strip(), classes=["speaker"])
        paragraph[0:1] = [name, nodes.Text(" :" + rest)]


class MarkCues(SphinxTransform):
    """Make ``<inline classes="cue">[musique]</inline>`` of each admitted sound in an episode."""

    default_priority = 800

    def apply(self, **kwargs: object) -> None:
        header = book_of(self.env).page(self.env.docname).header
        if not isinstance(header, EpisodeHeader):
            return
        for text in list(self.document.findall(nodes.Text)):
            parent = text.parent
            if "[" in text and not isinstance(parent, nodes.literal | nodes.FixedTextElement):
                parent.replace(text, list(_with_cues(text)))
        for paragraph in self.document.findall(nodes.paragraph):
            if paragraph.children and all(map(_is_cue_or_blank, paragraph.children)):
                paragraph["classes"].append("cue-line")


def _with_cues(text: nodes.Text) -> Iterator[Node]:
    done = 0
    for cue in find_cues(text):
        if is_admitted(cue):
            if text[done : cue.start]:
                yield nodes.Text(text[done : cue.start])
            yield nodes.inline("", text[cue.start : cue.end], classes=["cue"])
            done = cue.end
    if text[done:]:
        yield nodes.Text(text[done:])


def _is_cue_or_blank(node: Node) -> bool:
    if isinstance(node, nodes.Text):
        return not node.strip()
    return isinstance(node, nodes.inline) and "cue" in node["classes"]


def setup_transcript(app: Sphinx) -> None:
    """Register a directive for each kind of passage, and the transform that marks sounds."""
    for name in PASSAGES:
        app.add_directive(name, PassageDirective)
    app.add_transform(MarkCues)
