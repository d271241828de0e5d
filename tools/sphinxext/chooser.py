"""The table of all sessions, by time, number of people and intention; the site sifts it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from tools.french.typography import set_spaces
from tools.model import EpisodeHeader, PrintedHeader, SheetHeader
from tools.sphinxext.book import book_of, depend_on_page
from tools.sphinxext.sheets import reference_to_session
from tools.sphinxext.timetable import row

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from docutils.nodes import Element, Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from tools.model import GroupSize
    from tools.model.book import Sheet

_COLUMNS = (("Durée", 14), ("Effectif", 16), ("Intention", 26), ("Séance", 44))
_CAPTION = "Toutes les séances, de la plus courte à la plus longue"
_SIZES = ((2, 5), (6, 16), (17, 30), (31, 99))
"""Numbers of people among which the form has one choose."""

SIFTED = ("minutes", "smallest", "largest", "intention")
"""What a row says of its session, for the form to read."""

_SHOWN = frozenset(
    {
        *("chooser", "printables", "sheet", "timetable"),
        *("people", "characters", "figures", "general-index", "picture"),
    }
)
"""Directives that show what other pages say, or their headers."""


class chooser_form(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """Stands where the site sets the form that sifts the table after it."""


class ChooserDirective(SphinxDirective):
    """A row for each format of each sheet.

    Makes ``<chooser_form>``, which the site alone keeps, and ``<table classes="chooser">`` with a
    title; each row of its body has ``minutes``, ``smallest``, ``largest`` and ``intention``.
    """

    def run(self) -> list[Node]:
        sheets = book_of(self.env).sheets
        group = nodes.tgroup(cols=len(_COLUMNS))
        group += [nodes.colspec(colwidth=width) for _, width in _COLUMNS]
        group += nodes.thead("", row(name for name, _ in _COLUMNS))
        for sheet in sheets:
            depend_on_page(self.env, sheet.page.path)
        sessions = [
            self.session(sheet, minutes)
            for minutes in sorted({each for sheet in sheets for each in sheet.header.formats})
            for sheet in sheets
            if minutes in sheet.header.formats
        ]
        group += nodes.tbody("", *sessions)
        table = nodes.table("", nodes.title("", _CAPTION), group, classes=["chooser"])
        form = chooser_form(
            durations=list(dict.fromkeys(each["minutes"] for each in sessions)),
            intentions=list(dict.fromkeys(filter(None, (each["intention"] for each in sessions)))),
        )
        return [form, table] if sessions else []

    def session(self, sheet: Sheet, minutes: int) -> nodes.row:
        header = sheet.header
        intention = str(header.intentions.get(minutes, ""))
        link = reference_to_session(sheet, minutes, [nodes.Text(header.title)], self.env)
        size = header.group_size
        made = row((f"{minutes} min", _size(size), intention, link))
        made["minutes"], made["intention"] = minutes, intention
        made["smallest"], made["largest"] = size.min, size.max
        return made


def _size(size: GroupSize) -> str:
    return f"{size.min} à {size.max}"


def form_of(place: Element) -> str:
    """Return the form as HTML: hidden until its script has something to do with it."""
    durations = [(str(each), set_spaces(f"{each} minutes")) for each in place["durations"]]
    sizes = [(f"{smallest}-{largest}", _people(smallest, largest)) for smallest, largest in _SIZES]
    intentions = [(each, each) for each in place["intentions"]]
    return (
        '<form class="chooser-form" aria-label="Choisir une séance" hidden>\n'
        + _select("minutes", "Temps dont vous disposez", durations)
        + _select("people", "Nombre de personnes", sizes)
        + _select("intention", "Ce que vous cherchez", intentions)
        + '<button type="reset">Effacer</button>\n<p class="chooser-status" role="status"></p>\n'
        "</form>\n"
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<option value="{escape(value)}">{escape(shown)}</option>'
        for value, shown in (("", "Peu importe"), *options)
    )
    return (
        f'<p><label for="chooser-{name}">{escape(label)}</label>'
        f' <select id="chooser-{name}" name="{name}">{listed}</select></p>\n'
    )


def _people(smallest: int, largest: int) -> str:
    if (smallest, largest) == _SIZES[0]:
        return f"moins de {largest + 1}"
    if (smallest, largest) == _SIZES[-1]:
        return f"plus de {smallest - 1}"
    return f"de {smallest} à {largest}"


def _leave_out(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Only the site has forms."""
    if app.builder.format != "html":
        for form in list(document.findall(chooser_form)):
            form.parent.remove(form)


def _read_again(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Name the pages that show what other pages' headers say, when such a page comes or goes.

    What changes on a page that is there already, the pages that show it depend on.
    """
    book = book_of(env)
    kinds = (EpisodeHeader, SheetHeader, PrintedHeader)
    come = any(isinstance(page.header, kinds) for page in book.pages if page.docname in added)
    if not removed and not (come and env.all_docs):
        return []
    return [
        page.docname
        for page in book.pages
        if page.docname in env.all_docs
        and (
            isinstance(page.header, EpisodeHeader)
            or any(directive.name in _SHOWN for directive in page.directives)
        )
    ]


def setup_chooser(app: Sphinx) -> None:
    """Register the directive, and take its form out of the outputs that have none."""
    app.add_node(chooser_form)
    app.add_directive("chooser", ChooserDirective)
    app.connect("doctree-resolved", _leave_out)
    app.connect("env-get-outdated", _read_again)
