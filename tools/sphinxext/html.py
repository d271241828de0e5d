"""The site: what each node of the book means in HTML, and what stands around a page's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from tools.french.characters import EM_DASH, NO_BREAK_SPACE
from tools.sphinxext.book import book_of
from tools.sphinxext.chooser import SIFTED, chooser_form, form_of
from tools.sphinxext.order import Part, reading_order

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_PERMALINK = "¶"
_TABLE_WRAPPER = "table-wrapper"  # furo puts one around each table
_INLINE_TAGS = {"cue": "i", "speaker": "b"}


class BookHTMLTranslator(HTML5Translator):
    """Sphinx's translator, with a meaning for the classes and attributes of the book."""

    # --- The page's text is one article, which its H1 names

    def visit_section(self, node: nodes.section) -> None:
        self.section_level += 1
        classes = ["printed", *(["wall"] if node["wall"] else [])] if "printed" in node else []
        self.body.append(self.starttag(node, self._section_tag, CLASS=" ".join(classes)))

    def depart_section(self, node: nodes.section) -> None:
        self.body.append(f"</{self._section_tag}>\n")
        self.section_level -= 1

    @property
    def _section_tag(self) -> str:
        return "article" if self.section_level == 1 else "section"

    # --- Passages: groups with a name, no landmarks, of which an episode would have a dozen

    def visit_container(self, node: nodes.container) -> None:
        attributes: dict[str, Any] = {}
        if "writing-lines" in node["classes"]:
            attributes["aria-hidden"] = "true"  # a frame to write in says nothing
        if "columns" in node:
            attributes["CLASS"] = f"columns-{node['columns']}"
        if "passage" in node["classes"]:
            attributes |= {"role": "group", "aria-labelledby": node["label_id"]}
        if _TABLE_WRAPPER in node["classes"]:
            # It scrolls sideways on a phone, and a keyboard must be able to do that too.
            attributes |= {"role": "group", "tabindex": "0", "aria-label": _table_name(node)}
            node["ids"], node["classes"] = [], [_TABLE_WRAPPER]  # furo has given it the table's own
        if "style" in node:  # sphinx-design's
            attributes["style"] = node["style"]
        self.body.append(self.starttag(node, "div", **attributes))

    def depart_container(self, node: nodes.container) -> None:
        self.body.append("<div></div>" * node.get("count", 0))
        self.body.append("</div>\n")

    # --- Numbers: before the first word, so that no sentence is cut when read aloud

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        super().visit_paragraph(node)
        item = node.parent
        if isinstance(item, nodes.list_item) and item.index(node) == 0:
            self.add_number(item)
        self.add_number(node)

    def visit_list_item(self, node: nodes.list_item) -> None:
        super().visit_list_item(node)
        if not isinstance(next(iter(node.children), None), nodes.paragraph):
            self.add_number(node)

    def add_number(self, node: Element) -> None:
        """Write the number of a passage as a link to the passage; nothing when it has none."""
        if number := node.get("number"):
            self.body.append(
                f'<a class="number" href="#{escape(node["ids"][0])}"'
                f' aria-label="Passage {escape(number)}">{escape(number)}</a> '
            )

    # --- Inside sentences

    def visit_inline(self, node: nodes.inline) -> None:
        tag = _inline_tag(node)
        if tag is None:
            super().visit_inline(node)
        elif tag == "time":
            self.body.append(self.starttag(node, tag, "", datetime=node["datetime"]))
        else:
            self.body.append(self.starttag(node, tag, ""))

    def depart_inline(self, node: nodes.inline) -> None:
        tag = _inline_tag(node)
        if tag is None:
            super().depart_inline(node)
        else:
            self.body.append(f"</{tag}>")

    def visit_strong(self, node: nodes.strong) -> None:
        self.body.append(self.starttag(node, _inline_tag(node) or "strong", ""))

    def depart_strong(self, node: nodes.strong) -> None:
        self.body.append(f"</{_inline_tag(node) or 'strong'}>")

    # --- Headings, and links to them that stand beside: a heading's name is its text alone

    def visit_title(self, node: nodes.title) -> None:
        if self._is_toctree_caption(node):
            # Sphinx gives it the role of a heading, without the level that the role demands.
            self.body.append(self.starttag(node, "p", "", CLASS="caption"))
            self.context.append("</p>\n")
            return
        if self._has_permalink(node):
            self.body.append('<div class="heading">\n')
        super().visit_title(node)

    def depart_title(self, node: nodes.title) -> None:
        if self._is_toctree_caption(node):
            self.body.append(self.context.pop())
            return
        super().depart_title(node)
        if self._has_permalink(node):
            name = f"Lien vers « {node.astext()} »"
            self.body.append(_permalink(node.parent["ids"][0], name) + "</div>\n")

    def add_permalink_ref(self, node: Element, title: str) -> None:
        permalinks = self.config.html_permalinks and self.builder.add_permalinks
        if permalinks and node["ids"] and not isinstance(node, nodes.section):
            self.body.append(_permalink(node["ids"][0], title))

    def _has_permalink(self, node: Element) -> bool:
        """The page's own title needs none: its link is the page's address."""
        return bool(
            self.config.html_permalinks
            and self.builder.add_permalinks
            and isinstance(node.parent, nodes.section)
            and node.parent["ids"]
            and self.section_level > 1
        )

    @staticmethod
    def _is_toctree_caption(node: Element) -> bool:
        return node.parent.tagname == "compact_paragraph" and bool(node.parent.get("toctree"))

    # --- The guide: whose words a quotation has, and the choice of a session

    def visit_attribution(self, node: nodes.attribution) -> None:
        self.body.append(
            self.starttag(node, "p", f"{EM_DASH}{NO_BREAK_SPACE}", CLASS="attribution")
        )

    def depart_attribution(self, node: nodes.attribution) -> None:
        self.body.append("</p>\n")

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        if not node["classes"]:
            super().visit_definition_list(node)
        else:  # « simple »: furo takes any other list that has a class for a programme's reference
            self.body.append(self.starttag(node, "dl", CLASS="simple"))

    def visit_term(self, node: Element) -> None:
        # An entry's id is its term's: a list of definitions has no element for an item.
        self.body.append(self.starttag(node, "dt", "", ids=node.parent["ids"]))

    def depart_term(self, node: Element) -> None:
        if node.parent["ids"] and self.config.html_permalinks and self.builder.add_permalinks:
            name = f"Lien vers « {_without_kind(node)} »"
            self.body.append(" " + _permalink(node.parent["ids"][0], name))
        super().depart_term(node)

    # --- Pictures: their size is told, so that nothing moves when they come

    def visit_image(self, node: nodes.image) -> None:
        super().visit_image(node)
        if "drawn_width" in node:
            size = f'width="{node["drawn_width"]}" height="{node["drawn_height"]}"'
            self.body[-1] = self.body[-1].replace("<img ", f"<img {size} ", 1)

    def visit_row(self, node: Element) -> None:
        start = len(self.body)
        super().visit_row(node)
        sifted = {name: node[name] for name in SIFTED if name in node}
        data = "".join(f' data-{name}="{escape(str(value))}"' for name, value in sifted.items())
        self.body[start] = self.body[start].replace("<tr", f"<tr{data}", 1)

    def visit_chooser_form(self, node: Element) -> None:
        self.body.append(form_of(node))
        raise nodes.SkipNode

    # --- Tables and notes

    def visit_entry(self, node: nodes.entry) -> None:
        start = len(self.body)
        super().visit_entry(node)
        scope = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        self.body[start] = self.body[start].replace("<th", f'<th scope="{scope}"', 1)

    def visit_footnote(self, node: nodes.footnote) -> None:
        # docutils wraps notes in <aside>, a landmark, that would stand inside <main>.
        if not isinstance(node.previous_sibling(), nodes.footnote):
            self.body.append('<div class="footnote-list" role="group" aria-label="Notes">\n')
        self.body.append(self.starttag(node, "div", CLASS="footnote", role="doc-footnote"))

    def depart_footnote(self, node: nodes.footnote) -> None:
        self.body.append("</div>\n")
        if not isinstance(node.next_node(descend=False, siblings=True), nodes.footnote):
            self.body.append("</div>\n")

    def visit_label(self, node: nodes.label) -> None:
        number = node.astext()
        links = [
            f'<a role="doc-backlink" href="#{escape(anchor)}"'
            f' aria-label="Note {escape(number)}, retour au texte">{escape(number)}</a>'
            for anchor in node.parent["backrefs"]
        ]
        self.body.append(f'<span class="label">{", ".join(links) or escape(number)}</span>\n')
        raise nodes.SkipNode

    def visit_footnote_reference(self, node: Element) -> None:
        named: dict[str, Any] = {"href": f"#{node['refid']}", "aria-label": f"Note {node.astext()}"}
        tag = self.starttag(node, "a", "", CLASS="footnote-reference", role="doc-noteref", **named)
        self.body.append(tag)

    def depart_footnote_reference(self, node: Element) -> None:
        self.body.append("</a>")


def _inline_tag(node: Element) -> str | None:
    """Return the tag that says what *node* is, None when docutils knows better."""
    if "datetime" in node:
        return "time"
    return next((tag for name, tag in _INLINE_TAGS.items() if name in node["classes"]), None)


def _without_kind(term: Element) -> str:
    """Return a term without what follows it in small letters."""
    small = {"idea-kind", "entry-kind", "landmark-era"}
    kept = (
        child.astext()
        for child in term.children
        if not (isinstance(child, nodes.inline) and small & set(child["classes"]))
    )
    return "".join(kept).strip()


def _permalink(anchor: str, name: str) -> str:
    return (
        f'<a class="headerlink" href="#{escape(anchor)}" aria-label="{escape(name)}">'
        f'<span aria-hidden="true">{_PERMALINK}</span></a>'
    )


def _table_name(wrapper: Element) -> str:
    """Return what a table calls itself, or else the section that it stands in."""
    around: Element | None = wrapper
    while around is not None:
        title = next((each for each in around.findall(nodes.title)), None)
        if title is not None:
            return f"Tableau{NO_BREAK_SPACE}: {title.astext()}"
        around = around.parent
    return "Tableau"


class Entry(NamedTuple):
    """A page, as the site's menu calls it."""

    docname: str
    label: str | None
    """« Épisode 4 », for an episode."""
    title: str


class Branch(NamedTuple):
    """A page in the menu, and the pages that its contents name: shown while one is among them."""

    entry: Entry
    entries: tuple[Entry, ...] = ()

    @property
    def pages(self) -> tuple[str, ...]:
        """The docnames of all of them."""
        return tuple(each.docname for each in (self.entry, *self.entries))


class Shelf(NamedTuple):
    """A part of the book, as the site's menu lists it."""

    caption: str | None
    branches: tuple[Branch, ...]


class Frame:
    """What stands around each page's text; the templates in ``_templates/`` show it."""

    def __init__(self) -> None:
        self.shelves: tuple[Shelf, ...] = ()
        self.sequence: tuple[Entry, ...] = ()
        """Every page in reading order, the home page first."""

    def prepare(self, app: Sphinx, builder: Builder) -> None:
        """Read the order once, before the pages are written, maybe by several processes."""
        if builder.format != "html":
            return
        book = book_of(app.env)
        labels = {each.page.docname: f"Épisode {each.number}" for each in book.episodes}
        labels |= {page.docname: f"Feuille {letter}" for letter, page in book.printed.items()}

        def entry(docname: str) -> Entry:
            return Entry(docname, labels.get(docname), app.env.titles[docname].astext())

        parts = reading_order(app.env)
        self.shelves = tuple(Shelf(part.caption, tuple(_branches(part, entry))) for part in parts)
        self.sequence = (
            Entry(app.config.root_doc, None, "Accueil"),
            *(entry(docname) for part in parts for docname in part.pages),
        )

    def fill(
        self, app: Sphinx, pagename: str, templatename: str,
        context: dict[str, Any], doctree: nodes.document | None,
    ) -> None:  # fmt: skip
        """Give a page's template what it shows, and leave out the files that it does not need."""
        names = [entry.docname for entry in self.sequence]
        place = names.index(pagename) if pagename in names else None
        book = book_of(app.env)
        context["book"] = book
        context["shelves"] = self.shelves
        context["label"] = self.sequence[place].label if place is not None else None
        context["before"] = self.sequence[place - 1] if place else None
        context["after"] = (
            self.sequence[place + 1] if place is not None and place + 1 < len(names) else None
        )
        context["description"] = next(
            (each.header.summary for each in book.pages if each.docname == pagename), None
        ) or (book.subtitle if place == 0 else None)
        context["metatags"] = _VIEWPORT.sub("", context.get("metatags") or "")  # furo has one
        for kind in ("css_files", "script_files"):
            context[kind] = [file for file in context[kind] if _is_needed(file, doctree)]


def _branches(part: Part, entry: Callable[[str], Entry]) -> Iterator[Branch]:
    """Yield the part's pages, each with those below it, however deep."""
    chapters = list(part.chapters)
    while chapters:
        top = chapters.pop(0)
        below = list(takewhile(lambda chapter: chapter.depth > 0, chapters))
        del chapters[: len(below)]
        yield Branch(entry(top.docname), tuple(entry(chapter.docname) for chapter in below))


_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>\s*')


def _is_needed(file: object, doctree: nodes.document | None) -> bool:
    """Say whether a page uses a style sheet or a script of Sphinx's list."""
    name = str(getattr(file, "filename", file)).removeprefix("_static/")
    uses = _ONLY_WHERE_USED.get(name)
    if uses is None:
        return True
    return doctree is not None and any(map(uses, doctree.findall(nodes.Element)))


def _has_class(*names: str) -> Callable[[Element], bool]:
    return lambda node: not set(names).isdisjoint(node["classes"])


def _is_design(node: Element) -> bool:
    return "design_component" in node or any(name.startswith("sd-") for name in node["classes"])


def _is_code(node: Element) -> bool:
    return isinstance(node, nodes.literal_block | nodes.doctest_block)


def _is_of_episode(node: Element) -> bool:
    return "number" in node or _OF_EPISODE(node)


_OF_EPISODE = _has_class("episode-facts", "passage", "credits", "names", "onward")
_OF_GUIDE = _has_class(
    "sheet-card", "timetable", "steps", "quote-aloud", "cards", "writing-lines", "checklist",
    "printables",
)  # fmt: skip


_OF_REFERENCE = _has_class(
    "lexicon", "themes", "entries", "figures", "people", "characters", "landmarks", "index",
    "picture", "blank",
)  # fmt: skip


def _is_of_guide(node: Element) -> bool:
    return "printed" in node or isinstance(node, chooser_form) or _OF_GUIDE(node)


_ONLY_WHERE_USED: dict[str, Callable[[Element], bool]] = {
    "pygments.css": _is_code,
    "sphinx-design.min.css": _is_design,
    "styles/furo-extensions.css": _is_design,
    "design-tabs.js": _has_class("sd-tab-set"),
    "css/home.css": _has_class("episode-cards", "downloads"),
    "css/episode.css": _is_of_episode,
    "css/guide.css": _is_of_guide,
    "css/reference.css": _OF_REFERENCE,
    "js/chooser.js": lambda node: isinstance(node, chooser_form),
}
"""What a page must hold for the file to be sent with it: what is not sent is not waited for."""


def setup_html(app: Sphinx) -> None:
    """Write pages with our translator, and frame them; only the HTML builders are concerned."""
    for name in ("html", "dirhtml", "singlehtml"):
        app.set_translator(name, BookHTMLTranslator)
    # sphinx-design has registered a visitor of its own, which would win over the translator's.
    app.add_node(
        nodes.container,
        override=True,
        html=(BookHTMLTranslator.visit_container, BookHTMLTranslator.depart_container),
    )
    frame = Frame()
    app.connect("write-started", frame.prepare)
    app.connect("html-page-context", frame.fill)
