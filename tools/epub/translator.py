"""From doctree to XHTML: every node gets here the meaning that an e-book reader can use."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from tools.epub.xhtml import close_void_tags
from tools.french.characters import EM_DASH, NO_BREAK_SPACE

if TYPE_CHECKING:
    from docutils.nodes import Element

    from tools.epub.builder import EpubBuilder

CLASSES: Final = {
    "archive": "archive",
    "blank": "blanc",
    "cards": "cartes",
    "characters": "notices",
    "checklist": "a-cocher",
    "credits": "generique",
    "cue": "bruitage",
    "cue-line": "didascalie",
    "decorative": "decorative",
    "entries": "notices",
    "entry-credits": "renvois",
    "entry-expansion": "developpement",
    "entry-kind": "nature",
    "entry-places": "renvois",
    "entry-question": "a-discuter",
    "entry-related": "renvois",
    "episode-facts": "fiche",
    "episode-meta": "reperes",
    "episode-number": "numero-episode",
    "episode-spoken": "antenne",
    "episode-subtitle": "sous-titre",
    "extract": "extrait",
    "figure-source": "provenance",
    "figures": "chiffres",
    "general-credits": "generique-general",
    "idea-kind": "nature",
    "index": "index",
    "landmark-era": "nature",
    "landmarks": "notices",
    "lexicon": "notices",
    "line": "vers",
    "line-block": "strophe",
    "name": "nom",
    "names": "noms",
    "onward": "suite",
    "ordinal": "ordinal",
    "passage": "passage",
    "passage-kind": "genre",
    "passage-label": "etiquette",
    "passage-place": "lieu",
    "passage-title": "intitule",
    "people": "notices",
    "picture": "dessin",
    "printables": "feuilles",
    "quote-aloud": "a-lire",
    "rubric": "rubrique",
    "say": "a-dire",
    "scene": "scene",
    "sheet-brief": "en-bref",
    "sheet-card": "seance",
    "sheet-question": "question",
    "speaker": "locuteur",
    "steps": "etapes",
    "testimony": "temoignage",
    "theme-count": "renvois",
    "theme-ideas": "idees",
    "themes": "notices",
    "timetable": "deroule",
    "timetable-aim": "visee",
    "turn": "replique",
    "voice-over": "voix-off",
    "vox-pop": "micro-trottoir",
}
"""Classes of the doctree that the style sheet knows, and their name there; others are dropped."""

_OWN_CLASSES: Final = frozenset(CLASSES.values()) | {"carte", "encadre", "lien", "onglet", "titre"}

# An archive or an extract comes from elsewhere and has a legend; the rest belongs to the episode.
_FIGURES: Final = frozenset({"archive", "extract"})

_COMPONENTS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "aside": ("aside", {"classes": ["encadre"], "role": "note"}),
    "card": ("div", {"classes": ["carte"]}),
    "card-title": ("p", {"classes": ["titre"]}),
    "dropdown": ("aside", {"classes": ["encadre"], "role": "note"}),
    "tab-item": ("div", {"classes": ["onglet"]}),
}
"""What sphinx-design's components become on paper that has no buttons."""

_FOOTNOTE_RETURN: Final = "\u21a9\ufe0e"
"""An arrow that turns back; the selector keeps telephones from drawing it as an emoji."""


class EpubTranslator(HTML5Translator):
    """Writes one page; what cannot stand in an e-book is put in ``faults``."""

    builder: EpubBuilder  # type: ignore[assignment]  # Sphinx names its own HTML builder

    def __init__(self, document: nodes.document, builder: EpubBuilder) -> None:
        super().__init__(document, builder)
        self.faults: list[str] = []
        self.has_glossary = False
        self.has_index = False
        self.raw_lines: list[int] = []
        """Lines where authors wrote HTML: the only places where markup can be ill-formed."""

    def open(self, node: Element, name: str, **attributes: Any) -> None:
        """Open an element, and remember what closes it."""
        self.body.append(self.starttag(node, name, "", **attributes))
        self.context.append(f"</{name}>")

    def close(self, node: Element | None = None) -> None:
        """Close what ``open`` opened last."""
        self.body.append(self.context.pop())

    def leave_out(self, node: Element) -> None:
        """Leave a node and all that it holds out of the book."""
        raise nodes.SkipNode

    def pass_through(self, node: Element) -> None:
        """Write the children alone."""

    def starttag(
        self,
        node: Any,  # docutils gives a node, or an empty dict
        tagname: str,
        suffix: str = "\n",
        empty: bool = False,
        **attributes: Any,
    ) -> str:
        """Return a start tag with what the finisher needs to know in ``data-`` attributes.

        Docutils writes an empty ``span`` for each id beyond the first, often where none may
        stand; here they are named in ``data-alias``, and links to them are led to the first.
        """
        given = {name.lower(): value for name, value in attributes.items()}
        classes = [*node.get("classes", ()), *given.pop("classes", ())]
        classes += given.pop("class", "").split()
        ids = [*given.pop("ids", ()), *node.get("ids", ())]
        if given.get("style", "").startswith("--"):
            del given["style"]  # a custom property of docutils' own style sheet
        if languages := [name for name in classes if name.startswith("language-")]:
            given["lang"] = languages[0].removeprefix("language-")
        known = (CLASSES.get(name, name) for name in classes)
        if kept := dict.fromkeys(name for name in known if name in _OWN_CLASSES):
            given["class"] = " ".join(kept)
        if ids:
            given["id"], *aliases = dict.fromkeys(ids)
            if aliases:
                given["data-alias"] = " ".join(aliases)
        if "block" in getattr(node, "attributes", ()):
            given["data-block"] = node["block"]
        pairs = "".join(
            f' {name}="{self.attval(str(value))}"' for name, value in sorted(given.items())
        )
        return f"<{tagname.lower()}{pairs}{' /' if empty else ''}>{suffix}"

    def unknown_visit(self, node: nodes.Node) -> None:
        """Refuse a node that nobody here knows: a book with a hole in it is not a book."""
        self.faults.append(f"élément « {node.__class__.__name__} » inconnu du livre numérique")
        raise nodes.SkipNode

    # Text

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802  # docutils' name
        self.body.append(self.encode(node.astext()))

    def visit_inline(self, node: Element) -> None:
        classes = node["classes"]
        if "cue" in classes:
            self.open(node, "i", **{"epub:type": "z3998:stage-direction"})
        elif "index-term" in classes:
            self.open(node, "span", **{"epub:type": "index-term"})
        elif "glossterm" in classes:
            self.open(node, "dfn", **{"epub:type": "glossterm"})
        elif "datetime" in node:
            self.open(node, "time", datetime=node["datetime"])
        else:
            self.open(node, "span")

    depart_inline = close

    def visit_strong(self, node: Element) -> None:
        if "speaker" in node["classes"]:
            self.open(node, "b", **{"epub:type": "z3998:persona"})
        else:
            self.open(node, "strong")

    depart_strong = close

    def visit_literal(self, node: Element) -> None:
        self.open(node, "kbd" if "kbd" in node["classes"] else "code")

    depart_literal = close

    def visit_reference(self, node: Element) -> None:
        uri = node["refuri"] if "refuri" in node else f"#{node['refid']}"
        # Sphinx gives an empty address to a link from a page to itself.
        uri = uri or posixpath.basename(self.builder.get_target_uri(self.builder.current_docname))
        locates = any(_has(child, "index-ref") for child in node)
        self.open(node, "a", href=uri, **({"epub:type": "index-locator"} if locates else {}))

    depart_reference = close

    def visit_title_reference(self, node: Element) -> None:
        self.open(node, "cite")

    depart_title_reference = close

    # Paragraphs, and the numbers in their margin

    def visit_paragraph(self, node: Element) -> None:
        parent = node.parent
        if "passage-label" in node["classes"] and parent.get("kind") in _FIGURES:
            self.open(node, "figcaption")
        elif "episode-subtitle" in node["classes"]:
            self.open(node, "p", **{"epub:type": "subtitle", "role": "doc-subtitle"})
        else:
            self.open(node, "p")
        if isinstance(parent, nodes.list_item) and parent[0] is node:
            self._write_number(parent)
        if isinstance(parent, nodes.footnote) and parent[1] is node:
            self.body.append(f'<span class="appel">{self.encode(parent[0].astext())}.</span> ')
        self._write_number(node)

    def depart_paragraph(self, node: Element) -> None:
        if isinstance(node.parent, nodes.footnote) and node.parent[-1] is node:
            self._write_returns(node.parent)
        self.close()
        self.body.append("\n")

    def visit_section(self, node: nodes.section) -> None:
        self.section_level += 1
        indexes = any(_has(child, "index") for child in node)
        self.open(node, "section", **({"epub:type": "index-group"} if indexes else {}))
        self.body.append("\n")

    def depart_section(self, node: nodes.section) -> None:
        self.section_level -= 1
        self.close()
        self.body.append("\n")

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        if _has(node, "index"):
            self.has_index = True
            self.open(node, "ul", **{"epub:type": "index-entry-list"})
        else:
            self.open(node, "ul")
        self.body.append("\n")

    def depart_bullet_list(self, node: nodes.bullet_list) -> None:
        self.close()
        self.body.append("\n")

    def visit_list_item(self, node: Element) -> None:
        indexes = _has(node.parent, "index")
        self.open(node, "li", **({"epub:type": "index-entry"} if indexes else {}))
        if not (len(node) and isinstance(node[0], nodes.paragraph)):
            self._write_number(node)

    def depart_list_item(self, node: Element) -> None:
        self.close()
        self.body.append("\n")

    def _write_number(self, node: Element) -> None:
        # In the text, so that a search finds « 4.17 » in any reading system; hidden from screen
        # readers, which would read it as part of the sentence.
        if number := node.get("number"):
            self.body.append(f'<span class="numero" aria-hidden="true">{number}</span> ')

    # Passages, facts, credits, what a session is made of

    def visit_container(self, node: Element) -> None:
        classes = node["classes"]
        component = node.get("design_component")
        if "writing-lines" in classes:
            raise nodes.SkipNode  # nobody writes on a screen that has no pen
        if "passage" in classes:
            self._open_passage(node)
        elif "credits" in classes:
            self.open(node, "div", **{"epub:type": "z3998:other-credits"})
        elif node.get("literal_block"):
            self.open(node, "figure")
        elif component in _COMPONENTS:
            name, attributes = _COMPONENTS[component]
            self.open(node, name, **attributes)
        elif "cards" in classes and not node["ids"]:
            self.context.append("")  # scissors need a grid; a reader, the list that it holds
        elif component is None or node["ids"]:
            self.open(node, "div")
        else:
            self.context.append("")  # a box in a box: the grid of a screen means nothing here
        self.body.append("\n")

    def depart_container(self, node: Element) -> None:
        self.close()
        self.body.append("\n")

    def _open_passage(self, node: Element) -> None:
        if node["kind"] in _FIGURES:
            self.open(node, "figure")
            return
        attributes = {"role": "group", "aria-labelledby": node["label_id"]}
        if node["kind"] == "scene":
            attributes["epub:type"] = "z3998:scene"
        self.open(node, "div", **attributes)

    def visit_PassthroughTextElement(self, node: Element) -> None:  # noqa: N802  # a node's name
        """Set a card's link in a paragraph of its own; its title already has one."""
        if node.parent.get("design_component") == "card-title":
            self.context.append("")
        else:
            self.open(node, "p", classes=["lien"])

    depart_PassthroughTextElement = close  # noqa: N815  # a node's name

    visit_sd_icon = leave_out
    visit_fontawesome = leave_out

    # Boxes

    def visit_admonition(self, node: Element, name: str = "") -> None:
        self.open(node, "aside", classes=["encadre"], role="note")
        self.body.append("\n")
        if name:
            self.body.append(f'<p class="titre">{self.encode(admonitionlabels[name])}</p>\n')

    def depart_admonition(self, node: Element | None = None) -> None:
        self.close()
        self.body.append("\n")

    def visit_topic(self, node: Element) -> None:
        if "contents" in node["classes"]:
            raise nodes.SkipNode  # the book has one table of contents
        self.visit_admonition(node)

    depart_topic = depart_admonition
    visit_sidebar = visit_admonition
    depart_sidebar = depart_admonition

    def visit_title(self, node: nodes.title) -> None:
        if isinstance(node.parent, nodes.section | nodes.table):
            super().visit_title(node)
        else:
            self.body.append(self.starttag(node, "p", "", classes=["titre"]))
            self.context.append("</p>\n")

    def visit_subtitle(self, node: Element) -> None:
        self.open(node, "p", classes=["sous-titre"])

    depart_subtitle = close

    def visit_rubric(self, node: nodes.rubric) -> None:
        if "heading-level" in node:
            self.open(node, f"h{min(node['heading-level'], 6)}")
        elif "design_component" in node.parent:
            self.open(node, "p", classes=["titre"])
        else:
            self.open(node, "p", classes=["rubrique"])

    def depart_rubric(self, node: nodes.rubric) -> None:
        self.close()
        self.body.append("\n")

    def visit_block_quote(self, node: Element) -> None:
        # HTML: who says it is no part of a quotation, and stands beside it.
        if _is_attributed(node):
            self.open(node, "figure")
            self.body.append("<blockquote>\n")
        else:
            self.open(node, "blockquote")
            self.body.append("\n")

    def depart_block_quote(self, node: Element) -> None:
        self.close()
        self.body.append("\n")

    def visit_attribution(self, node: Element) -> None:
        if _is_attributed(node.parent):
            self.body.append("</blockquote>\n")
            self.open(node, "figcaption")
        else:
            self.open(node, "p")
        self.body.append(f"{EM_DASH}{NO_BREAK_SPACE}")

    def depart_attribution(self, node: Element) -> None:
        self.close()
        self.body.append("\n")

    def visit_transition(self, node: Element) -> None:
        if "footnotes" not in node["classes"]:  # MyST's rule above the notes
            self.body.append(self.starttag(node, "hr", empty=True))

    def visit_compound(self, node: Element) -> None:
        if "toctree-wrapper" in node["classes"]:
            raise nodes.SkipNode
        self.open(node, "div")

    depart_compound = close

    def visit_hlist(self, node: Element) -> None:
        self.open(node, "div")

    depart_hlist = close
    visit_hlistcol = pass_through
    depart_hlistcol = pass_through

    visit_docinfo = leave_out
    visit_meta = leave_out

    def visit_system_message(self, node: Element) -> None:
        self.faults.append(node.astext())
        raise nodes.SkipNode

    # Lists of definitions

    def visit_glossary(self, node: Element) -> None:
        self.has_glossary = True

    def visit_definition_list(self, node: Element) -> None:
        self.has_glossary = self.has_glossary or _has(node, "lexicon")
        above = node.parent["ids"] if isinstance(node.parent, addnodes.glossary) else []
        self.open(node, "dl", ids=above)
        self.body.append("\n")

    def depart_definition_list(self, node: Element) -> None:
        self.close()
        self.body.append("\n")

    visit_definition_list_item = pass_through
    depart_definition_list_item = pass_through

    def visit_term(self, node: Element) -> None:
        item = node.parent
        first = item[0] is node
        block = {"data-block": item["block"]} if first and "block" in item else {}
        self.open(node, "dt", ids=item["ids"] if first else [], **block)
        if _defines(item.parent):
            # What kind of thing it is stands beside the term, and is no part of it.
            named = [child for child in node if not _has(child, "idea-kind")]
            node[:] = [nodes.inline("", "", *named, classes=["glossterm"]), *node[len(named) :]]

    def depart_term(self, node: Element) -> None:
        # Classifiers come after the term as nodes, and belong inside <dt>.
        if not isinstance(node.next_node(descend=False, siblings=True), nodes.classifier):
            self.close()
            self.body.append("\n")

    def visit_classifier(self, node: Element) -> None:
        self.body.append(f"{NO_BREAK_SPACE}: <i>")

    def depart_classifier(self, node: Element) -> None:
        self.body.append("</i>")
        if not isinstance(node.next_node(descend=False, siblings=True), nodes.classifier):
            self.close()
            self.body.append("\n")

    def visit_definition(self, node: Element) -> None:
        defines = _defines(node.parent.parent)
        self.open(node, "dd", **({"epub:type": "glossdef"} if defines else {}))

    def depart_definition(self, node: Element) -> None:
        self.close()
        self.body.append("\n")

    def visit_field_name(self, node: Element) -> None:
        self.open(node, "dt")

    def depart_field_name(self, node: Element) -> None:
        self.body.append(f"{NO_BREAK_SPACE}:")
        self.close()

    # Tables

    def visit_entry(self, node: Element) -> None:
        row: Any = node.parent  # Sphinx and docutils keep their counts on the nodes
        in_head = isinstance(row.parent, nodes.thead)
        is_stub = bool(row.parent.parent.stubs[row.column])
        row.column += 1 + node.get("morecols", 0)
        spans = {
            name: node[key] + 1
            for name, key in (("rowspan", "morerows"), ("colspan", "morecols"))
            if key in node
        }
        # A header that says nothing heads nothing: the corner of a table is a plain cell.
        if (in_head or is_stub) and node.astext().strip():
            self.open(node, "th", scope="col" if in_head else "row", **spans)
        else:
            self.open(node, "td", **spans)

    def depart_entry(self, node: Element) -> None:
        self.close()
        self.body.append("\n")

    # Images, code, mathematics

    def visit_image(self, node: nodes.image) -> None:
        if "alt" not in node:
            self.faults.append(f"image sans texte de remplacement : {node['uri']}")
            node["alt"] = ""
        super().visit_image(node)

    def depart_image(self, node: nodes.image) -> None:
        pass

    def visit_caption(self, node: nodes.caption) -> None:
        if not node.parent.get("literal_block"):
            super().visit_caption(node)
            return
        self.body.append(self.starttag(node, "figcaption", ""))
        self.add_fignumber(node.parent)

    def depart_caption(self, node: nodes.caption) -> None:
        if node.parent.get("literal_block"):
            self.body.append("</figcaption>\n")
        else:
            super().depart_caption(node)

    def visit_literal_block(self, node: Element) -> None:
        # Colours are the reader's: no highlighting.
        self.open(node, "pre")
        self.body.append("<code>")

    def depart_literal_block(self, node: Element) -> None:
        self.body.append("</code>")
        self.close()
        self.body.append("\n")

    visit_doctest_block = visit_literal_block
    depart_doctest_block = depart_literal_block

    def visit_math(self, node: Element, math_env: str = "") -> None:
        source = " ".join(node.astext().split())
        try:
            formula = str(tex2mathml(node.astext(), as_block=isinstance(node, nodes.math_block)))
        except MathError as error:
            self.faults.append(f"formule « {source} » illisible ({error})")
            raise nodes.SkipNode from error
        formula = formula.replace("<math", f'<math alttext="{self.attval(source)}"', 1)
        if isinstance(node, nodes.math_block):
            self.open(node, "div")
            number = get_node_equation_number(self, node) if "number" in node else ""
            self.body.append(formula + (f" ({number})" if number else ""))
            self.close()
        else:
            self.body.append(formula)
        raise nodes.SkipNode

    visit_math_block = visit_math

    # Notes

    def visit_footnote_reference(self, node: Element) -> None:
        self.body.append("<sup>")
        self.open(
            node, "a", href=f"#{node['refid']}", **{"epub:type": "noteref", "role": "doc-noteref"}
        )

    def depart_footnote_reference(self, node: Element) -> None:
        self.close()
        self.body.append("</sup>")

    def visit_footnote(self, node: Element) -> None:
        self.open(node, "aside", **{"epub:type": "footnote", "role": "doc-footnote"})
        self.body.append("\n")

    def depart_footnote(self, node: Element) -> None:
        if not isinstance(node[-1], nodes.paragraph):
            self.body.append("<p>")
            self._write_returns(node)
            self.body.append("</p>")
        self.close()
        self.body.append("\n")

    def _write_returns(self, note: Element) -> None:
        number = self.encode(note[0].astext())
        references: list[str] = note["backrefs"]
        for place, reference in enumerate(references, 1):
            which = f", {place} sur {len(references)}" if len(references) > 1 else ""
            self.body.append(
                f' <a epub:type="backlink" role="doc-backlink" href="#{reference}"'
                f' aria-label="Retour à l’appel de note {number}{which}">{_FOOTNOTE_RETURN}</a>'
            )

    def visit_label(self, node: Element) -> None:
        if isinstance(node.parent, nodes.footnote):
            raise nodes.SkipNode  # set at the head of the note's first paragraph
        self.body.append(f'<p class="titre">[{self.encode(node.astext())}]</p>\n')
        raise nodes.SkipNode

    def visit_citation(self, node: Element) -> None:
        self.open(node, "div")

    depart_citation = close

    # What authors write in HTML

    def visit_raw(self, node: nodes.raw) -> None:
        if "html" not in node.get("format", "").split():
            raise nodes.SkipNode
        markup = node.astext()
        if "task-list-item-checkbox" in markup:
            done = "checked=" in markup
            sign, word = ("☑", "fait") if done else ("☐", "à faire")
            self.body.append(f'<span role="img" aria-label="{word}">{sign}</span> ')
        else:
            if node.line:
                self.raw_lines.append(node.line)
            self.body.append(close_void_tags(markup))
        raise nodes.SkipNode


def _is_attributed(quote: Element) -> bool:
    """Say whether a quotation ends with who says it, and nothing after."""
    return isinstance(quote[-1], nodes.attribution) if len(quote) else False


def _has(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Element) and name in node["classes"]


def _defines(listed: Element) -> bool:
    """Say whether a list of terms is a glossary's: its own, or our lexicon's."""
    return _has(listed, "lexicon") or isinstance(listed.parent, addnodes.glossary)
