"""From doctrees to Typst: what each thing is. How it looks is in ``template.typ``.

All is written in Typst's code mode, as calls of functions, and every run of text as a string:
nothing that an author types can be read as Typst.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from tools.french.characters import NO_BREAK_SPACE
from tools.pdf.manuscript import Manuscript, Origin, string, strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element, Node

    from tools.pdf.builder import BookPDFBuilder

logger = logging.getLogger(__name__)

INTERNAL = "livre:"
"""Scheme of the addresses by which links name a page of the book (``livre:episodes/4#ep4-p17``)."""

# The functions of template.typ, by the classes that pages' doctrees bear.
PASSAGES = frozenset({"scene", "archive", "extract", "testimony", "vox-pop", "voice-over"})
CONTAINERS = {
    "episode-facts": "facts",
    "credits": "credits",
    "onward": "onward",
    "sheet-card": "sheet-card",
    "card": "ruled",
    "dropdown": "ruled",
    "tab-item": "ruled",
}
PARAGRAPHS = {
    "turn": "turn",
    "cue-line": "cue-line",
    "passage-label": "passage-label",
    "episode-subtitle": "fact-subtitle",
    "episode-meta": "fact-meta",
    "episode-spoken": "fact-spoken",
    "sheet-question": "sheet-question",
    "sheet-brief": "sheet-brief",
    "timetable-aim": "timetable-aim",
    "say": "say",
    "entry-credits": "entry-places",
    "entry-expansion": "entry-expansion",
    "entry-note": "entry-line",
    "entry-places": "entry-places",
    "entry-question": "entry-question",
    "entry-related": "entry-related",
    "entry-use": "entry-line",
    "theme-count": "entry-places",
}
INLINES = {
    "cue": "cue",
    "speaker": "speaker",
    "name": "unbroken",
    "person": "unbroken",
    "passage-kind": "passage-kind",
    "passage-title": "passage-title",
    "blank": "blank",
    "entry-kind": "entry-kind",
    "idea-kind": "entry-kind",
    "landmark-date": "landmark-date",
    "landmark-era": "entry-kind",
}
ENTRIES = frozenset({"characters", "entries", "landmarks", "lexicon", "people", "themes"})
"""Lists of what one looks up: a name, what is said of it, and where the book speaks of it."""

NAMES = ("person", "character", "idea", "index-term")
"""Classes of links that say no page: at every mention of a name, it would only weary."""

WORDS_MEASURED = 8
"""How many of a column's longest words are measured: the widest is not always the longest."""

BOX = "☐"
"""What the items of a list to be ticked begin with; on paper, it is their bullet."""

ENUMERATIONS = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}

_SMALL_WORDS = re.compile(r"\b(à|au|aux|de|des|du|en|et|la|le|les|ou|par|un|une) ", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")
_LANGUAGE = re.compile(r"language-([a-z]{2,3})")
_CHECKBOX = re.compile(r"<input\b[^>]*\bcheckbox\b[^>]*>")
_FORMULA = re.compile(r"[\w\s.,;:+=<>()|/^{}×÷·−–≈≤≥-]+")
_LENGTH = re.compile(r"([\d.]+)\s*(%|px|pt|mm|cm|in|em)?")
_NUMBERS = re.compile(r"T?\d+\.\d+[a-z]?(?: à T?\d+\.\d+[a-z]?)?")
_PASSAGE = re.compile(r"#ep(\d+)-p(\d+[a-z]?)$")


class TypstTranslator(SphinxTranslator):
    """Writes one page of the book, as a chapter, at the end of the builder's manuscript."""

    builder: BookPDFBuilder

    def __init__(self, document: nodes.document, builder: BookPDFBuilder) -> None:
        super().__init__(document, builder)
        self.docname: str = document["docname"]
        self.path = builder.env.doc2path(self.docname, base=False).as_posix()
        self.manuscript: Manuscript = builder.manuscript
        self.depth = 0
        self.titled = False
        self.displayed = False
        """Whether the title of the page is being written, in large letters."""
        self.waiting: list[str] = []
        """Labels to be placed in the next line of text."""
        self.waiting_number = ""
        self.unnamed = 0
        self.printed = is_printed(document)
        """Whether the page is a sheet to be printed, which stands alone once it is."""
        self.last_of_scene: nodes.paragraph | None = None
        self.brackets = 0
        """How many parentheses are open in the paragraph."""
        self.noted: set[str] = set()
        """Addresses that the chapter has given in a note already."""
        self.notes = {
            identifier: note
            for note in document.findall(nodes.footnote)
            for identifier in note["ids"]
        }
        self.placed_notes: set[str] = set()

    # ---------------------------------------------------------------- Writing

    def put(self, code: str) -> None:
        self.manuscript.put(code)

    def begin(self, code: str, node: Element) -> None:
        """Begin a block on a line of its own."""
        self.manuscript.start_line(self.origin(node))
        self.put(code)

    def end(self, node: Element | None = None) -> None:
        self.put("});")

    def write(self, text: str, node: Node) -> None:
        """Write a run of text."""
        if text:
            self.put(f"{string(text)};")
            self.manuscript.texts.append((text, self.origin(node)))
            self.brackets += text.count("(") - text.count(")")

    def write_children(self, node: Element) -> None:
        for child in node.children:
            child.walkabout(self)

    def origin(self, node: Node) -> Origin:
        """Return the place of *node* in the sources: its own line, or that of what holds it."""
        at: Node | None = node
        while at is not None and not at.line:  # MyST gives 0 to what stands in a line
            at = at.parent
        return Origin(self.path, at.line if at is not None else None)

    def fault(self, node: Node, message: str) -> None:
        self.manuscript.faults.append(f"{self.origin(node)}: {message}")

    def warn(self, node: Node, message: str) -> None:
        told = f"{self.origin(node)}: {message}"
        if told not in self.builder.told:
            self.builder.told.add(told)
            logger.warning(message, location=node, type="livre-pdf")

    # ---------------------------------------------------------------- Places

    def label(self, identifier: str = "") -> str:
        """Return the label of an anchor of this page; without identifier, the page's own."""
        return f"{self.docname}#{identifier}"

    def name(self, node: Element) -> None:
        """Keep the names of *node* for the first line of text that it holds.

        A label before the block would stay behind on the page before, when the block does not.
        """
        labels = [self.label(identifier) for identifier in node["ids"]]
        if "block" in node:
            if not labels and not self.waiting:
                self.unnamed += 1
                labels = [self.label(f"~{self.unnamed}")]
            self.manuscript.blocks[node["block"]] = (labels or self.waiting)[0]
        if "number" in node and isinstance(node, nodes.paragraph | nodes.list_item):
            self.waiting_number = node["number"]
            self.manuscript.anchors[node["ids"][0]] = labels[0]
        self.waiting += labels
        self.manuscript.labels.update(labels)

    def place(self) -> None:
        """Write the names that wait; we are inside the first line of what they name."""
        for label in self.waiting:
            self.put(f"at({string(label)});")
        if self.waiting_number:
            self.put(f"number({string(self.label())}, {string(self.waiting_number)});")
        self.waiting.clear()
        self.waiting_number = ""

    # ---------------------------------------------------------------- Page, sections

    def visit_document(self, node: nodes.document) -> None:
        title = next(iter(node.findall(nodes.title)), None)
        if title is None:
            self.fault(node, "cette page n’a pas de titre")
            raise nodes.SkipNode
        for named in (title.parent, title):
            self.name(named)
        marks, self.waiting = self.waiting, []
        self.manuscript.labels.add(self.label())
        function = "printed(about, " if self.printed else "chapter("
        self.begin(f"{function}{string(self.label())}, {{", title)
        self.displayed = True
        self.write_children(title)
        self.displayed = False
        self.put(f"}}, level: {self.builder.chapter_level}, marks: {strings(marks)}, ")
        self.put(f"head: {string(_words(title))}, ")
        if not self.builder.listed:
            self.put("listed: false, ")
        if self.builder.chapter_depth:
            self.put(f"depth: {self.builder.chapter_depth}, ")
        if self.printed:
            self.open_sheet(node, title.parent)
        else:
            self.open_chapter(node)

    def open_chapter(self, node: nodes.document) -> None:
        episode = next((n for n in node.findall(nodes.inline) if _has(n, "episode-number")), None)
        if episode is not None:
            self.put(f"overline: {string(_words(episode))}, ")
        if episode is not None or self.builder.first:
            self.put("right: true, ")
        if any("number" in each for each in node.findall(nodes.Element)):
            self.put("numbered: true, ")
        self.put("{")

    def open_sheet(self, node: nodes.document, section: Element) -> None:
        """Go on with a page that is one printed sheet: its text takes the room that it is given."""
        for note in node.findall(nodes.footnote_reference):
            self.fault(note, "une feuille à imprimer n’a pas de notes")
        self.put(f"letter: {string(section['printed'])}, where: {string(self.path)}, ")
        if section.get("wall"):
            self.put("wall: true, ")
        if any(_has(each, "writing-lines") for each in node.findall(nodes.container)):
            self.put("written: true, ")
        address = self.builder.site_address(self.docname)
        passages = (_PASSAGE.search(n.get("refuri", "")) for n in node.findall(nodes.reference))
        passage = next(filter(None, passages), None)
        if address:
            self.put(f"code: {string(qr_code(address))}, address-of-page: {string(address)}, ")
        elif passage is not None:
            self.put(f"passage: ({string(passage[1])}, {string(passage[2])}), ")
        self.put("sheet => {")

    def depart_document(self, node: nodes.document) -> None:
        self.manuscript.start_line()
        self.place()
        self.end()

    def visit_section(self, node: nodes.section) -> None:
        self.depth += 1
        if _is_of_index(node) and not _is_of_index(_sibling(node, -1)):
            self.begin("in-columns({", node)
        if self.titled:
            self.name(node)

    def depart_section(self, node: nodes.section) -> None:
        self.depth -= 1
        if _is_of_index(node) and not _is_of_index(_sibling(node, 1)):
            self.end()

    def visit_title(self, node: nodes.title) -> None:
        if isinstance(node.parent, nodes.table) or not self.titled:
            self.titled = True
            raise nodes.SkipNode  # written already, with the table or the page
        self.name(node)
        if not isinstance(node.parent, nodes.section):
            self.begin("rubric({", node)
            self.place()
            return
        # What stands in a heading comes again in the bookmarks: its name stands beside it.
        name = self.waiting.pop(0)
        level = self.builder.chapter_level + self.depth - 1
        head = string(_words(node))
        after = node.next_node(descend=False, siblings=True)
        self.begin(f"section(sheet, {string(name)}, {level}, {self.depth}, {head}, ", node)
        if isinstance(after, nodes.definition_list):
            self.put("heads-terms: true, ")
        if _is_letter(node.parent):
            self.put("letter: true, ")
        self.put("{")

    depart_title = end

    def visit_rubric(self, node: nodes.rubric) -> None:
        self.name(node)
        self.begin("rubric({", node)
        self.place()

    depart_rubric = end

    # ---------------------------------------------------------------- Blocks

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        self.name(node)
        function = next((PARAGRAPHS[name] for name in node["classes"] if name in PARAGRAPHS), "par")
        if function == "cue-line" and closes(node):
            function = "closing-cue"
        if _stands_alone(node.children[0] if node.children else node) or _runs_on(node):
            function = ""  # a picture is no run of text; a fact stands on the line of its name
        self.begin(f"{function}({{", node)
        self.place()
        self.brackets = 0

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        if node is self.last_of_scene:
            self.put("scene-end();")
        self.end()
        if _has(node, "episode-meta"):
            for link in node.findall(nodes.reference):
                self.put(f"fact-address({string(link['refuri'])});")

    def visit_container(self, node: nodes.container) -> None:
        self.name(node)
        if _has(node, "writing-lines"):
            self.begin(f"writing-lines(sheet, {node['count']});", node)
            raise nodes.SkipNode
        if _has(node, "cards"):
            self.write_cards(node)
            raise nodes.SkipNode
        classes = [*node["classes"], node.get("design_component", "")]
        kind = next((name for name in classes if name in PASSAGES), None)
        if kind is not None and "passage" in classes:
            self.begin(f"passage({string(kind)}, {{", node)
            if kind == "scene":
                self.last_of_scene = [*node.findall(nodes.paragraph)][-1]
            return
        function = next((CONTAINERS[name] for name in classes if name in CONTAINERS), "")
        self.begin(f"{function}({{", node)

    depart_container = end

    def write_cards(self, node: nodes.container) -> None:
        """Write the items of a list as a grid of boxes."""
        cards = next(iter(node.findall(nodes.bullet_list)))
        self.name(cards)
        # What has lines is written on as it is; the rest is cut out.
        cut = not any(_has(each, "writing-lines") for each in cards.findall(nodes.container))
        self.begin(f"cards(sheet, {node['columns']}, cut: {str(cut).lower()}, ", node)
        items = (each for each in cards.children if isinstance(each, nodes.list_item))
        for item in items:
            self.name(item)
            self.put("sheet => {")
            self.write_children(item)
            self.put("}, ")
        self.put(");")

    def visit_PassthroughTextElement(self, node: Element) -> None:  # noqa: N802 (its own name)
        titles = node.parent.get("design_component") == "card-title"
        self.begin("rubric({" if titles else "plain({", node)
        self.place()

    depart_PassthroughTextElement = end  # noqa: N815

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        self.name(node)
        self.begin("quote-aloud(" if _has(node, "quote-aloud") else "quote(", node)
        for attribution in [n for n in node.children if isinstance(n, nodes.attribution)]:
            self.put("attribution: {")
            self.write_children(attribution)
            self.put("}, ")
            node.remove(attribution)
        self.put("{")

    depart_block_quote = end

    def visit_line_block(self, node: nodes.line_block) -> None:
        self.name(node)
        if not isinstance(node.parent, nodes.line_block):
            self.begin("verses({", node)

    def depart_line_block(self, node: nodes.line_block) -> None:
        if not isinstance(node.parent, nodes.line_block):
            self.end()

    def visit_line(self, node: nodes.line) -> None:
        inset = -1
        block: Element = node
        while isinstance(block.parent, nodes.line_block):
            block = block.parent
            inset += 1
        if next(iter(block.findall(nodes.line))) is not node:
            self.put("linebreak();")
        self.place()
        if inset:
            self.put(f"h({1.2 * inset:g}em);")

    def depart_line(self, node: nodes.line) -> None:
        pass

    def visit_literal_block(self, node: Element) -> None:
        self.name(node)
        self.begin("quiet({", node)
        self.place()
        self.put(f"raw(block: true, {string(node.astext().rstrip())});")
        self.manuscript.texts.append((node.astext(), self.origin(node)))
        self.end()
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def visit_math_block(self, node: nodes.math_block) -> None:
        self.name(node)
        self.begin("quiet({", node)
        self.place()
        self.write_formula(node, block="true")
        self.end()
        raise nodes.SkipNode

    def visit_centered(self, node: Element) -> None:
        self.name(node)
        self.begin("centred({", node)
        self.place()

    depart_centered = end

    def visit_desc_signature(self, node: Element) -> None:
        self.name(node)
        self.begin("plain({", node)
        self.place()
        self.put(f"raw({string(node.astext())});")
        self.end()
        raise nodes.SkipNode

    def visit_transition(self, node: nodes.transition) -> None:
        self.name(node)
        after = node.parent.children[node.parent.index(node) + 1 :]
        # MyST parts notes from the text by a rule; ours are at the foot of the page.
        if not all(isinstance(each, nodes.footnote) for each in after):
            self.begin("break-of-thought();", node)
        raise nodes.SkipNode

    def visit_topic(self, node: Element) -> None:
        self.name(node)
        self.begin("ruled({", node)

    depart_topic = end
    visit_sidebar, depart_sidebar = visit_topic, end
    visit_desc, depart_desc = visit_topic, end

    def visit_admonition(self, node: Element) -> None:
        self.name(node)
        self.begin("ruled({", node)
        if not isinstance(node, nodes.admonition):  # which brings a title of its own
            self.put(f"rubric({{{string(str(admonitionlabels[node.tagname]))}}});")

    depart_admonition = end
    visit_attention = visit_caution = visit_danger = visit_error = visit_admonition
    visit_hint = visit_important = visit_note = visit_seealso = visit_admonition
    visit_tip = visit_warning = visit_admonition
    depart_attention = depart_caution = depart_danger = depart_error = end
    depart_hint = depart_important = depart_note = depart_seealso = end
    depart_tip = depart_warning = end

    def visit_raw(self, node: nodes.raw) -> None:
        formats = node["format"].split()
        if "typst" in formats:
            self.put(f"{node.astext()};")
        elif "html" in formats and (box := _CHECKBOX.search(node.astext())):
            self.write("☑ " if "checked" in box[0] else "☐ ", node)
        elif "html" in formats and node.astext().startswith("<br"):
            self.put("linebreak();")  # MyST has no other mark for a line cut by its author
        raise nodes.SkipNode

    # ---------------------------------------------------------------- Lists

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        self.name(node)
        if _has(node, "names") or _is_in_card(node):
            self.begin("names(" if _has(node, "names") else "sheet-list(", node)
            return
        for name in ("index", "theme-ideas"):
            if _has(node, name):
                self.begin(f"{name}(", node)
                return
        self.begin(f"list(tight: {_tight(node)}, ", node)
        if _has(node, "contains-task-list"):
            self.put("marker: [], body-indent: 0pt, ")  # a box to tick is a marker already
        elif _has(node, "checklist"):
            self.put(f"marker: {string(BOX)}, ")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        self.name(node)
        numbering = (
            node.get("prefix", "")
            + ENUMERATIONS[node.get("enumtype", "arabic")]
            + node.get("suffix", ".")
        )
        self.begin(
            f"enum(tight: {_tight(node)}, numbering: {string(numbering)}, "
            f"start: {node.get('start', 1)}, ",
            node,
        )

    def depart_list(self, node: Element) -> None:
        self.put(");")

    depart_bullet_list = depart_enumerated_list = depart_list

    def visit_list_item(self, node: nodes.list_item) -> None:
        self.name(node)
        kind = "enum" if isinstance(node.parent, nodes.enumerated_list) else "list"
        self.begin(f"{kind}.item({{", node)

    def depart_item(self, node: Element) -> None:
        self.put("}), ")

    depart_list_item = depart_item

    def visit_definition_list(self, node: Element) -> None:
        self.name(node)
        function = "entries" if _is_of_entries(node) else "terms"
        self.begin(f"{'steps' if _has(node, 'steps') else function}(tight: false, ", node)

    depart_definition_list = depart_list

    def visit_definition_list_item(self, node: Element) -> None:
        self.name(node)
        self.begin("terms.item({", node)
        self.put(f"{self.term_of(node.parent)}({{")

    depart_definition_list_item = depart_item

    def term_of(self, listed: Node) -> str:
        """Return the function that sets the terms of a list."""
        if _has(listed, "steps"):
            return "step-name"
        if _has(listed.parent, "sheet-card"):
            return "fact-name"
        return "entry-name" if _is_of_entries(listed) else "term-name"

    def visit_term(self, node: Element) -> None:
        self.name(node)
        if node.parent.index(node):
            self.put("linebreak();")
        self.place()

    def depart_term(self, node: Element) -> None:
        pass

    def visit_classifier(self, node: nodes.classifier) -> None:
        self.put('" – "; emph({')

    depart_classifier = end

    def visit_definition(self, node: Element) -> None:
        before = node.parent.children[node.parent.index(node) - 1]
        if not isinstance(before, nodes.definition):
            self.put("})}, {")
        if _is_of_entries(node.parent.parent):
            self.put("entry({")

    def depart_definition(self, node: Element) -> None:
        if _is_of_entries(node.parent.parent):
            self.end()

    def visit_option_group(self, node: Element) -> None:
        self.place()
        self.visit_literal(node)

    visit_option_list, depart_option_list = visit_definition_list, depart_list
    visit_option_list_item, depart_option_list_item = visit_definition_list_item, depart_item
    visit_description, depart_description = visit_definition, depart_definition
    visit_field_list, depart_field_list = visit_definition_list, depart_list
    visit_field, depart_field = visit_definition_list_item, depart_item
    visit_field_name, depart_field_name = visit_term, depart_term
    visit_field_body, depart_field_body = visit_definition, depart_definition

    # ---------------------------------------------------------------- Tables

    def visit_table(self, node: nodes.table) -> None:
        self.name(node)
        self.begin("", node)
        caption = next((n for n in node.children if isinstance(n, nodes.title)), None)
        if caption is not None:
            self.put("figure(kind: table, caption: {")
            self.name(caption)
            self.place()
            self.write_children(caption)
            self.put("}, ")
        colspecs = list(node.findall(nodes.colspec))
        columns = _columns(node, len(colspecs))
        function = "timetable" if _has(node, "timetable") else "grid-table"
        self.put(f"{function}(sheet, {string(str(self.origin(node)))}, (")
        for colspec, column in zip(colspecs, columns, strict=True):
            for entry in column:
                entry["heads_row"] = bool(colspec.get("stub"))
            lines = sorted((entry.astext() for entry in column), key=len) or [""]
            words = sorted(" ".join(lines).split(), key=len)[-WORDS_MEASURED:] or [""]
            share = colspec["colwidth"] if "colwidths-given" in node["classes"] else "none"
            self.put(
                f"(words: {strings(words)}, line: {string(_BLANKS.sub(' ', lines[-1]))}, "
                f"share: {share}), "
            )
        self.put("), ")

    def depart_table(self, node: nodes.table) -> None:
        captioned = any(isinstance(n, nodes.title) for n in node.children)
        self.put("));" if captioned else ");")

    def visit_thead(self, node: nodes.thead) -> None:
        self.put("table.header(")

    def depart_thead(self, node: nodes.thead) -> None:
        self.put("), ")

    def visit_entry(self, node: nodes.entry) -> None:
        row = node.parent
        if isinstance(row.parent, nodes.thead):
            function = "column-header("
        elif node.get("heads_row"):
            function = "row-header(sheet, "
            self.manuscript.row_headers += 1
        else:
            function = "table.cell("
        self.begin(function, node)
        for attribute, option in (("morecols", "colspan"), ("morerows", "rowspan")):
            if attribute in node:
                self.put(f"{option}: {node[attribute] + 1}, ")
        for side in ("left", "center", "right"):
            if f"text-{side}" in node["classes"]:
                self.put(f"align: {side}, ")
        self.put("{")
        self.name(node)

    depart_entry = depart_item

    # ---------------------------------------------------------------- Pictures

    def visit_image(self, node: nodes.image) -> None:
        self.name(node)
        shown = node.get("alt", "").strip()
        decorates = _has(node, "decorative")
        if not shown and not decorates:
            self.fault(node, f"l’image « {node['uri']} » n’a pas de texte de remplacement (alt)")
        if node["uri"] not in self.builder.images:
            self.fault(node, f"l’image « {node['uri']} » manque, ou Typst ne sait pas la lire")
            raise nodes.SkipNode
        inline = isinstance(node.parent, nodes.TextElement) and not _stands_alone(node)
        file = f"images/{self.builder.images[node['uri']]}"
        self.manuscript.images[file] = node["uri"]
        function = ("small-" if inline else "") + ("decoration" if decorates else "picture")
        self.begin(f"{function}({{", node)
        self.place()
        alternative = "none" if decorates else string(shown)
        width = "auto" if inline else _length(node.get("width", "auto"))
        self.put(f"image({string(file)}, alt: {alternative}, width: {width});")
        self.end()
        raise nodes.SkipNode

    def visit_figure(self, node: nodes.figure) -> None:
        self.name(node)
        self.begin("figure({", node)

    def depart_figure(self, node: nodes.figure) -> None:
        self.end()

    def visit_caption(self, node: nodes.caption) -> None:
        self.name(node)
        if not isinstance(node.parent, nodes.figure):
            self.begin("rubric({", node)
            self.place()
            return
        self.put("}, caption: {")
        self.place()
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get("figure", {})
        number = next((numbers[i] for i in node.parent["ids"] if i in numbers), None)
        if number and self.config.numfig:
            self.write(self.config.numfig_format["figure"] % ".".join(map(str, number)), node)
            self.write(" – ", node)

    def depart_caption(self, node: nodes.caption) -> None:
        if not isinstance(node.parent, nodes.figure):
            self.end()

    def visit_legend(self, node: nodes.legend) -> None:
        self.put("linebreak();")

    # ---------------------------------------------------------------- Notes

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        identifier = node["refid"]
        note = self.notes[identifier]
        name = string(self.label(f"note:{identifier}"))
        if identifier in self.placed_notes:
            self.put(f"footnote(label({name}));")
            raise nodes.SkipNode
        self.placed_notes.add(identifier)
        self.put("[#footnote({note-gap;")
        self.name(note)
        self.place()
        outer, self.brackets = self.brackets, 0
        blocks = [child for child in note.children if not isinstance(child, nodes.label)]
        for rank, block in enumerate(blocks):
            # A paragraph of its own would not stand on the line of the note's number.
            if isinstance(block, nodes.paragraph):
                self.put("parbreak();" if rank else "")
                self.name(block)
                self.place()
                self.write_children(block)
            else:
                block.walkabout(self)
        self.brackets = outer
        self.put(f"}})#label({name})];")
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.citation) -> None:
        self.name(node)
        label, *blocks = node.children
        self.begin("plain({", node)
        self.place()
        self.write(f"[{label.astext()}]", node)
        self.end()
        for block in blocks:
            block.walkabout(self)
        raise nodes.SkipNode

    # ---------------------------------------------------------------- Runs of text

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 (docutils' name)
        text = _BLANKS.sub(" ", node)
        if self.displayed:
            text = hold_small_words(text)
        if _has(node.parent, "ep"):
            text = text.replace("passage ", f"passage{NO_BREAK_SPACE}")
        if text.startswith(BOX) and _opens_item(node):
            text = text.removeprefix(BOX).lstrip()  # it is the item's bullet
        before, after = _neighbours(node)
        if _has(before, "episode-number"):
            text = text.removeprefix(" · ")  # the number stands above the title
        if _has(before, "passage-title") and _has(after, "passage-place"):
            text = ""  # the place has a line of its own
            self.put("linebreak();")
        self.write(text, node)
        raise nodes.SkipNode

    def visit_inline(self, node: Element) -> None:
        if _has(node, "episode-number"):
            raise nodes.SkipNode
        if node["ids"]:
            self.name(node)
            self.place()
        functions = [INLINES[name] for name in node["classes"] if name in INLINES]
        languages = [match[1] for name in node["classes"] if (match := _LANGUAGE.fullmatch(name))]
        for language in languages:
            self.put(f"foreign({string(language)}, {{")
        for function in functions:
            self.put(f"{function}({{")
        node["closings"] = len(functions) + len(languages)

    def depart_inline(self, node: Element) -> None:
        self.put("});" * node["closings"])

    def visit_strong(self, node: Element) -> None:
        if _has(node, "speaker"):
            self.put("speaker({")
        elif node.parent.index(node) == 0 and _has(_list_around(node.parent), "steps"):
            self.put("step-label({")
        elif node.parent.index(node) == 0 and _is_of_entries(_list_around(node.parent)):
            self.put("entry-label({")
        else:
            self.put("strong({")

    depart_strong = end

    def visit_emphasis(self, node: Element) -> None:
        self.put("emph({")

    depart_emphasis = end
    visit_title_reference, depart_title_reference = visit_emphasis, end

    def visit_superscript(self, node: Element) -> None:
        self.put("super({")

    depart_superscript = end

    def visit_subscript(self, node: Element) -> None:
        self.put("sub({")

    depart_subscript = end

    def visit_literal(self, node: Element) -> None:
        self.put(f"raw({string(node.astext())});")
        self.manuscript.texts.append((node.astext(), self.origin(node)))
        raise nodes.SkipNode

    def visit_math(self, node: Element) -> None:
        self.write_formula(node)
        raise nodes.SkipNode

    def write_formula(self, node: Element, *, block: str = "false") -> None:
        """Write a formula of letters, figures, signs, powers and indices; more is LaTeX."""
        formula = node.astext().strip()
        if not _FORMULA.fullmatch(formula):
            self.warn(node, f"le PDF ne sait pas composer la formule « {formula} »")
            self.write(formula, node)
            return
        # In Typst two letters side by side are a name, and braces are drawn.
        typst = re.sub(r"(?<=[A-Za-z])(?=[A-Za-z])", " ", formula)
        typst = typst.replace("{", "(").replace("}", ")")
        self.put(
            f"math.equation(block: {block}, alt: {string(formula)}, "
            f'eval({string(typst)}, mode: "math"));'
        )

    # ---------------------------------------------------------------- Links

    def visit_reference(self, node: Element) -> None:
        if label := self.label_led_to(node):
            self.begin_internal_link(node, label)
        else:
            self.begin_external_link(node, node.get("refuri", ""))

    def label_led_to(self, node: Element) -> str:
        """Return the label that a link inside the book leads to; nothing for another link."""
        if "refid" in node:
            return self.label(node["refid"])
        address: str = node.get("refuri", "")
        if not address.startswith(INTERNAL):
            return ""
        docname, _, identifier = address.removeprefix(INTERNAL).partition("#")
        return f"{docname}#{identifier}"

    def begin_internal_link(self, node: Element, label: str) -> None:
        node["closings"] = 1
        docname, _, identifier = label.partition("#")
        if docname not in self.builder.chapters:
            # Another page of the book than those of this PDF: the site has them all.
            if address := self.builder.site_address(docname, identifier):
                self.put(f"link({string(address)}, {{")
            else:
                node["closings"] = 0
            return
        self.manuscript.links.append((label, self.origin(node)))
        named = any(_has(child, name) for child in node.children for name in NAMES)
        if named or self.printed or _within(node, nodes.title) or _is_told_apart(node):
            self.put(f"link(label({string(label)}), {{")
            return
        bracketed = "true" if self.brackets > 0 else "false"
        self.put(f"see({string(label)}, bracketed: {bracketed}, ")
        following = _next_in_row(node)
        if following is not None:
            self.put(f"following: {string(self.label_led_to(following))}, ")
        self.put("{")

    def begin_external_link(self, node: Element, address: str) -> None:
        """Open a link out of the book; the paper says where it leads, once in a chapter."""
        if node.astext() in (address, address.removeprefix("mailto:")):
            self.put(f"address({string(address)});")
            raise nodes.SkipNode
        function = "link"
        if address.startswith("http") and address not in self.noted:
            if self.printed or _within(node, nodes.footnote):
                function = "outside-in-note"
                self.noted.add(address)
            elif not _within(node, nodes.title) and not _has(node.parent, "episode-meta"):
                function = "outside"
                self.noted.add(address)
        node["closings"] = 1
        self.put(f"{function}({string(address)}, {{")

    def depart_reference(self, node: Element) -> None:
        self.put("});" * node["closings"])

    # ---------------------------------------------------------------- What has no look of its own

    def visit_transparent(self, node: Element) -> None:
        self.name(node)

    def depart_transparent(self, node: Element) -> None:
        pass

    visit_compound, depart_compound = visit_transparent, depart_transparent
    visit_glossary, depart_glossary = visit_transparent, depart_transparent
    visit_target, depart_target = visit_transparent, depart_transparent
    visit_tgroup, depart_tgroup = visit_transparent, depart_transparent
    visit_tbody, depart_tbody = visit_transparent, depart_transparent
    visit_row, depart_row = visit_transparent, depart_transparent
    depart_legend = depart_transparent
    visit_abbreviation, depart_abbreviation = visit_transparent, depart_transparent
    visit_generated, depart_generated = visit_transparent, depart_transparent
    visit_only, depart_only = visit_transparent, depart_transparent
    visit_hlist, depart_hlist = visit_transparent, depart_transparent
    visit_hlistcol, depart_hlistcol = visit_transparent, depart_transparent
    visit_versionmodified, depart_versionmodified = visit_transparent, depart_transparent
    visit_desc_content, depart_desc_content = visit_transparent, depart_transparent
    visit_download_reference, depart_download_reference = visit_transparent, depart_transparent
    visit_pending_xref, depart_pending_xref = visit_transparent, depart_transparent

    def skip(self, node: Element) -> None:
        raise nodes.SkipNode

    visit_comment = visit_substitution_definition = visit_pending = visit_meta = skip
    visit_index = visit_toctree = visit_tabular_col_spec = visit_highlightlang = skip
    visit_colspec = visit_footnote = visit_label = skip  # a note is written where it is called
    visit_sd_icon = visit_fontawesome = skip  # drawings of the site, doubled by words
    visit_system_message = visit_problematic = skip  # Sphinx has said so

    def unknown_visit(self, node: Node) -> None:
        self.warn(node, f"le PDF ne sait pas composer un nœud « {type(node).__name__} »")

    def unknown_departure(self, node: Node) -> None:
        pass


def qr_code(address: str) -> str:
    """Return, as SVG, the code by which a telephone opens *address*."""
    import segno  # only a build that knows where the site is needs it

    drawing = io.BytesIO()
    # The page's white is all around it already; what is left of a symbol's room mends more faults.
    code = segno.make(address, error="l", boost_error=True, micro=False)
    code.save(drawing, kind="svg", border=0, xmldecl=False, nl=False)
    return drawing.getvalue().decode()


def is_printed(document: nodes.document) -> bool:
    """Say whether a page is also a sheet to be printed."""
    section = next(iter(document.findall(nodes.section)), None)
    return section is not None and bool(section.get("printed"))


def hold_small_words(text: str) -> str:
    """Return a title whose articles and prepositions stay with the word that they bring.

    Faux :  On a rêvé la / Sécu de demain
    Juste : On a rêvé / la Sécu de demain
    """
    return _SMALL_WORDS.sub(rf"\1{NO_BREAK_SPACE}", text)


def _has(node: Node | None, name: str) -> bool:
    return isinstance(node, nodes.Element) and name in node["classes"]


def _opens_item(text: nodes.Text) -> bool:
    """Say whether a run of text is what an item of a list to be ticked begins with."""
    node: Node = text
    while node.parent is not None and node.parent.children[0] is node:
        node = node.parent
        if isinstance(node, nodes.list_item):
            return _has(node.parent, "checklist")
    return False


def _runs_on(node: nodes.paragraph) -> bool:
    """Say whether a paragraph is all that is said of a fact of a session."""
    return _is_in_card(node) and len(node.parent.children) == 1


def _is_in_card(node: Element) -> bool:
    """Say whether a block is all or part of what is said of a fact of a session."""
    at: Node | None = node.parent
    return isinstance(at, nodes.definition) and _has(at.parent.parent.parent, "sheet-card")


def _list_around(node: Element) -> Node | None:
    """Return the list of terms in which a paragraph says something, if it stands in one."""
    return node.parent.parent.parent if isinstance(node.parent, nodes.definition) else None


def _is_of_entries(listed: Node | None) -> bool:
    """Say whether a list of terms holds entries that one looks up."""
    return any(_has(listed, name) for name in ENTRIES)


def _is_letter(node: Node) -> bool:
    """Say whether a section holds the entries of one letter."""
    return _is_of_index(node) or any(_has(each, "lexicon") for each in node.children)


def _is_of_index(node: Node | None) -> bool:
    """Say whether a section holds entries of the index."""
    return isinstance(node, nodes.section) and any(_has(each, "index") for each in node.children)


def _sibling(node: Element, step: int) -> Node | None:
    """Return what stands just before (-1) or after (1) *node*."""
    rank = node.parent.index(node) + step
    return node.parent[rank] if 0 <= rank < len(node.parent) else None


def _columns(table: nodes.table, count: int) -> list[list[nodes.entry]]:
    """Return the cells of each column; those that span several columns are in none."""
    columns: list[list[nodes.entry]] = [[] for _ in range(count)]
    hanging = [0] * count  # how many rows more a cell from above covers
    for row in table.findall(nodes.row):
        free = [column for column in range(count) if not hanging[column]]
        hanging = [max(0, rows - 1) for rows in hanging]
        for entry in (cell for cell in row.children if isinstance(cell, nodes.entry)):
            span = entry.get("morecols", 0) + 1
            taken, free = free[:span], free[span:]
            for column in taken:
                hanging[column] = entry.get("morerows", 0)
            if span == 1:
                columns[taken[0]].append(entry)
    return columns


def closes(node: nodes.paragraph) -> bool:
    """Say whether nothing comes after *node* in its section or passage."""
    after = node.next_node(descend=False, siblings=True)
    return after is None or isinstance(after, nodes.section)


def _stands_alone(node: Node) -> bool:
    """Say whether a picture is all that its paragraph holds."""
    return isinstance(node, nodes.image) and len(node.parent.children) == 1


def _neighbours(node: nodes.Text) -> tuple[Node | None, Node | None]:
    """Return what stands before and after a run of text; two equal runs are two nodes."""
    around = [None, *node.parent.children, None]
    rank = next(rank for rank, each in enumerate(around) if each is node)
    return around[rank - 1], around[rank + 1]


def _is_told_apart(link: Element) -> bool:
    """Say whether an entry's line of passages, with their pages, serves for a link of its text."""
    block: Node = link.parent
    while isinstance(block, nodes.TextElement) and not isinstance(block, nodes.paragraph):
        block = block.parent
    if _has(block, "entry-places"):
        is_passage = _NUMBERS.fullmatch(link.astext()) is not None
        return any(_has(each, "ep") for each in link.children) and not is_passage
    table = next((each for each in _around(block) if isinstance(each, nodes.table)), None)
    return _has(table, "figures") or (
        isinstance(block, nodes.paragraph) and _is_of_entries(_list_around(block))
    )


def _next_in_row(link: Element) -> nodes.reference | None:
    """Return the link that follows in a row of passages: « 4.17, 4.18 »."""
    comma, following = _sibling(link, 1), _sibling(link, 2)
    if not (isinstance(comma, nodes.Text) and comma.strip() == ","):
        return None
    if not isinstance(following, nodes.reference):
        return None
    both = (link.astext(), following.astext())
    return following if all(map(_NUMBERS.fullmatch, both)) else None


def _within(node: Node, kind: type[Node]) -> bool:
    return any(isinstance(each, kind) for each in _around(node))


def _around(node: Node) -> Iterator[Node]:
    """Yield a node, and all that it stands in."""
    at: Node | None = node
    while at is not None:
        yield at
        at = at.parent


def _words(node: Element) -> str:
    """Return the words of a heading, its calls for notes left out."""
    words = [
        str(text)
        for text in node.findall(nodes.Text)
        if not _within(text, nodes.footnote_reference)
    ]
    return _BLANKS.sub(" ", "".join(words)).strip()


def _tight(node: Element) -> str:
    """Say whether a list holds nothing but single lines of thought, and may be set close."""
    inner = nodes.bullet_list | nodes.enumerated_list
    for item in node.children:
        blocks = [child for child in item.children if not isinstance(child, inner)]
        if len(blocks) > 1:
            return "false"
    return "true"


def _length(width: str) -> str:
    """Return a length of docutils as one of Typst; pixels are CSS's, 96 to the inch."""
    match = _LENGTH.fullmatch(width)
    if match is None:
        return "auto"
    value, unit = match[1], match[2] or "px"
    return f"{float(value) * 0.75:g}pt" if unit == "px" else f"{value}{unit}"
