"""A page's body, read into passages, headings, directives and roles, with true line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from tools.diagnostics import suggest
from tools.french.cues import CUES
from tools.french.typography import plain_spaces
from tools.markup.data import BLANKS
from tools.markup.header import find_header
from tools.markup.numbering import Numbers
from tools.markup.references import ROLES, known_targets, shown_text, split_role
from tools.markup.report import Report
from tools.markup.syntax import (
    directive_of,
    inline_nodes,
    is_closed,
    is_line_break,
    line_of,
    parse,
    parse_line,
)
from tools.markup.texts import Text, texts_of
from tools.markup.transcript import (
    UNKNOWN_SPEAKER,
    find_cues,
    is_admitted,
    split_turn,
    without_cues,
)
from tools.model import (
    Book,
    Directive,
    EpisodeHeader,
    Heading,
    Image,
    Page,
    PageHeader,
    Passage,
    PassageKind,
    RoleUse,
    SoundCue,
)
from tools.rules import (
    CUE_ADMITTED,
    CUE_IS_NO_LINK,
    DIRECTIVE_KNOWN,
    FENCE_CLOSED,
    HEADING_LEVELS_FOLLOW,
    OPTION_KNOWN,
    PERSON_REGISTERED,
    REFERENCE_LEADS_SOMEWHERE,
    ROLE_KNOWN,
    SCENE_SPEAKS,
    TURN_SPEAKER_DECLARED,
    TURN_STANDS_ALONE,
)

SCENE = "scene"
PASSAGES: Mapping[str, tuple[str, ...]] = {
    SCENE: ("when", "where"),
    "archive": ("who", "year", "source"),
    "extract": ("who", "year", "source"),
    "testimony": ("who", "year", "source"),
    "vox-pop": ("who", "where"),
    "voice-over": ("who",),
}
"""The directives that hold numbered passages, with the options of each."""

OURS: Mapping[str, tuple[str, ...]] = {
    **PASSAGES,
    "credits": (),
    "general-credits": (),
    "episodes": (),
    "downloads": (),
    "rules": (),
    "sheet": (),
    "timetable": ("brief",),
    "chooser": (),
    "printables": (),
    "quotes": (),
    "lines": (),
    "cards": ("columns",),
    "lexicon": (),
    "lexicon-themes": (),
    "acronyms": (),
    "organisations": (),
    "works": (),
    "figures": (),
    "people": (),
    "characters": (),
    "landmarks": (),
    "picture": (),
    "general-index": (),
    "publisher-fact": (),
    "edition-fact": (),
}
"""Every directive of ours with its options."""

_ARGUMENTS: Mapping[str, re.Pattern[str]] = {
    "picture": re.compile(r"timeline|ideas|cover|episode-[1-9]\d*"),
    "publisher-fact": re.compile("|".join(("name", "full_name", *BLANKS))),
    "edition-fact": re.compile(r"edition|version|date"),
}
"""What stands after the name of those that show one thing of several."""

_NOTES = (
    "admonition", "attention", "caution", "danger", "error", "hint", "important", "note",
    "seealso", "tip", "warning",
)  # fmt: skip
_SPHINX = (
    "code", "code-block", "csv-table", "deprecated", "epigraph", "figure", "glossary", "highlight",
    "image", "include", "index", "list-table", "literalinclude", "math", "only", "parsed-literal",
    "pull-quote", "raw", "rubric", "sidebar", "table", "toctree", "topic", "versionadded",
    "versionchanged", "contents", "container", "class", "div", "figure-md", "eval-rst",
)  # fmt: skip
_DESIGN = (
    "grid", "grid-item", "grid-item-card", "card", "card-header", "card-footer", "card-carousel", "tab-set", "tab-item",
    "tab-set-code", "dropdown", "button-link", "button-ref", "article-info",
)  # fmt: skip
KNOWN_DIRECTIVES = frozenset((*OURS, *_NOTES, *_SPHINX, *_DESIGN))

_WITH_BODY = frozenset(
    (
        *_NOTES,
        *_DESIGN,
        "cards",
        "epigraph",
        "pull-quote",
        "sidebar",
        "topic",
        "container",
        "div",
        "figure",
        "only",
        "table",
    )
)
"""Directives whose body is prose: read for headings, roles and directives, not numbered."""

_PICTURES = frozenset(("img-top", "img-bottom", "img-background"))
"""Options of a card that show an image, described by « :img-alt: »."""

_STANDARD_ROLES = frozenset(
    [
        "abbr",
        "any",
        "attr",
        "class",
        "code",
        "command",
        "dfn",
        "doc",
        "download",
        "emphasis",
        "envvar",
        "eq",
        "file",
        "footcite",
        "guilabel",
        "index",
        "kbd",
        "literal",
        "mailto",
        "manpage",
        "math",
        "menuselection",
        "numref",
        "octicon",
        "option",
        "pep",
        "program",
        "raw",
        "ref",
        "rfc",
        "samp",
        "strong",
        "sub",
        "sup",
        "subscript",
        "superscript",
        "term",
        "title",
        "title-reference",
        "token",
    ]
)


_HELD = str.maketrans("[]", "\ue001\ue002")
_FREED = str.maketrans("\ue001\ue002", "[]")
"""Brackets of code are held back while sounds are looked for."""


def read_page(path: str, text: str, header: PageHeader, book: Book, report: Report) -> Page:
    """Read the body of the page at *path*; *book* gives the people, characters and numbers."""
    lines = text.split("\n")
    header_text, height = find_header(text, Report(path))
    reader = _Reader(header, book, report, Numbers.of(header))
    reader.read_texts(texts_of(header_text), lines)
    reader.read(lines[height:], height + 1, _Place())
    reader.check_headings()
    return Page(
        path=path,
        header=header,
        text=text,
        headings=tuple(reader.headings),
        passages=tuple(reader.passages),
        directives=tuple(reader.directives),
        roles=tuple(reader.roles),
        images=tuple(reader.images),
    )


def read_roles(
    texts: Iterable[Text], source: str, book: Book, report: Report
) -> tuple[RoleUse, ...]:
    """Return the roles of ours that the texts of a data file hold; *source* is the file's text."""
    reader = _Reader(PageHeader(), book, report, Numbers.of(PageHeader()))
    reader.read_texts(texts, source.split("\n"))
    return tuple(reader.roles)


def plain_text(source: str, book: Book) -> str:
    """Return the words of a text in inline MyST, its roles shown: « La voix d’Aurore. »"""
    reader = _Reader(PageHeader(), book, Report(""), Numbers.of(PageHeader()))
    return plain_spaces(reader.words(parse_line(source)).translate(_FREED))


def check_targets(roles: Iterable[RoleUse], book: Book, report: Report) -> None:
    """Report each role of ours that points to nothing in *book*."""
    for role in roles:
        known = known_targets(role.name, book)
        if role.target in known:
            continue
        if role.name == "person":
            if role.target in book.known_names:
                continue
            report.broken(
                PERSON_REGISTERED, role.line, f"« {role.target} » n’est pas au registre people.toml",
                column=role.column,
                hint=suggest(role.target, known, otherwise=PERSON_REGISTERED.hint),
            )  # fmt: skip
        else:
            report.broken(
                REFERENCE_LEADS_SOMEWHERE, role.line,
                f"le renvoi {{{role.name}}} mène à « {role.target} », qui n’existe pas",
                column=role.column,
                hint=suggest(role.target, known, otherwise=REFERENCE_LEADS_SOMEWHERE.hint),
            )  # fmt: skip


@dataclass(frozen=True)
class _Place:
    """Where in the page a block stands, which decides how it is read."""

    passage: str | None = None
    """The passage directive around it."""
    numbered: bool = True
    in_item: bool = False
    direct: bool = True
    """Whether nothing stands between the block and the passage or the page."""

    @property
    def kind(self) -> PassageKind:
        """The kind of a paragraph that is no turn."""
        if self.passage in {None, SCENE}:
            return PassageKind.PROSE
        return PassageKind(self.passage or "")


@dataclass
class _Reader:
    header: PageHeader
    book: Book
    report: Report
    numbers: Numbers
    headings: list[Heading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    roles: list[RoleUse] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    nesting: int = 0

    def __post_init__(self) -> None:
        episode = self.header if isinstance(self.header, EpisodeHeader) else EpisodeHeader()
        self.speakers = {**episode.speakers, UNKNOWN_SPEAKER: UNKNOWN_SPEAKER}
        self.judges_speakers = bool(episode.lines)  # a header that cannot be read declares nobody
        self.starts = re.compile(
            "(?:" + "|".join(re.escape(name) for name in self.speakers) + r")\s?:\s"
        )

    def read_texts(self, texts: Iterable[Text], lines: list[str]) -> None:
        """Note the roles and sounds that the texts of a header, or of a data file, hold."""
        for text in texts:
            if text.is_myst:
                first, last = text.spans[0], text.spans[-1]
                cursor = _Cursor(lines, first.line - 1, last.line, 1, first.start)
                self.leaves(inline_nodes(parse_line(text.value)), cursor)

    def read(self, lines: list[str], first_line: int, place: _Place) -> None:
        """Read a stretch of the page that begins at *first_line*."""
        if self.nesting > 20:  # deeper than any page is written; a guard for the stack
            return
        syntax = parse(lines, first_line)
        for label, line in syntax.definitions.items():
            name = label.casefold()
            if any(name == cue.casefold() for cue in CUES):
                self.report.broken(CUE_IS_NO_LINK, line, f"« [{name}] » est défini comme un lien")
        self.nesting += 1
        for node in syntax.tree.children:
            self.block(node, lines, first_line, place)
        self.nesting -= 1

    def block(self, node: SyntaxTreeNode, lines: list[str], first_line: int, place: _Place) -> None:
        match node.type:
            case "heading":
                text = plain_spaces(self.inline(node, lines, first_line).translate(_FREED))
                self.headings.append(Heading(int(node.tag[1:]), text, line_of(node, first_line)))
            case "paragraph":
                self.paragraph(node, lines, first_line, place)
            case "list_item":
                self.item(node, lines, first_line, place)
            case "fence" | "colon_fence":
                self.fence(node, lines, first_line, place)
            case "footnote_block" | "footnote_reference" | "table" | "field_list":
                self.children(node, lines, first_line, _Place(numbered=False))
            case "inline":
                self.inline(node, lines, first_line)
            case _:
                self.children(node, lines, first_line, replace(place, direct=False))

    def children(
        self, node: SyntaxTreeNode, lines: list[str], first_line: int, place: _Place
    ) -> None:
        for child in node.children:
            self.block(child, lines, first_line, place)

    def item(self, node: SyntaxTreeNode, lines: list[str], first_line: int, place: _Place) -> None:
        """A list item is one passage; lists inside it have items of their own."""
        if place.passage == SCENE:
            self.not_a_turn(line_of(node, first_line), "une liste")
        text = plain_join(self.own_text(node, lines, first_line))
        self.add(text, line_of(node, first_line), place, place.kind)
        inside = _Place(place.passage, place.numbered, in_item=True)
        self.children(node, lines, first_line, inside)

    def own_text(self, node: SyntaxTreeNode, lines: list[str], first_line: int) -> list[str]:
        """The words of an item, those of the items inside it left out."""
        texts = []
        for child in node.children:
            if child.type in {"bullet_list", "ordered_list", "fence", "colon_fence", "table"}:
                continue
            if child.type in {"paragraph", "inline"}:
                texts.append(self.words(child))
            else:
                texts += self.own_text(child, lines, first_line)
        return texts

    def paragraph(
        self, node: SyntaxTreeNode, lines: list[str], first_line: int, place: _Place
    ) -> None:
        line = line_of(node, first_line)
        text = self.inline(node, lines, first_line)
        if place.in_item:
            return
        turn = split_turn(text) if place.passage and place.direct and _opens(node) else None
        if turn and turn.label in self.speakers:
            self.one_turn_a_paragraph(node, lines, first_line)
            speaker = self.speakers[turn.label]
            known = None if speaker == UNKNOWN_SPEAKER else speaker
            self.add(turn.text, line, place, PassageKind.TURN, known)
            return
        if turn and (place.passage == SCENE or self.nearly_declared(turn.label)):
            self.undeclared(turn.label, line)
        elif place.passage == SCENE and _has_words(text):
            self.not_a_turn(line, f"« {text[:60]}{'…' if len(text) > 60 else ''} »")
        self.add(text, line, place, place.kind)  # numbers stay what they are when it is mended

    def nearly_declared(self, label: str) -> bool:
        return suggest(label, self.speakers, otherwise="") != ""

    def undeclared(self, label: str, line: int) -> None:
        if not self.judges_speakers:
            return
        self.report.broken(
            TURN_SPEAKER_DECLARED, line, f"« {label} » parle sans être déclaré dans l’épisode",
            hint=suggest(label, self.speakers, otherwise=TURN_SPEAKER_DECLARED.hint),
        )  # fmt: skip

    def not_a_turn(self, line: int, what: str) -> None:
        self.report.broken(SCENE_SPEAKS, line, f"{what} n’est ni une réplique ni un bruit seul")

    def one_turn_a_paragraph(self, node: SyntaxTreeNode, lines: list[str], first_line: int) -> None:
        """In a turn, a further line that begins with a declared name is a turn gone astray."""
        start, end = node.map or (0, 0)
        for offset, line in enumerate(lines[start + 1 : end], start + 1):
            match = self.starts.match(line.strip())
            if match:
                self.report.broken(
                    TURN_STANDS_ALONE, first_line + offset,
                    f"« {match[0].strip()} » commence une ligne à l’intérieur d’une autre réplique",
                )  # fmt: skip

    def add(
        self, text: str, line: int, place: _Place, kind: PassageKind, speaker: str | None = None
    ) -> None:
        """Give the next number to *text*, unless nothing is left of it without its sounds."""
        words = without_cues(text).translate(_FREED)
        if not place.numbered or not self.numbers or not self.headings or not words:
            return
        number, anchor = self.numbers.next()
        cues = tuple(SoundCue(cue.name) for cue in find_cues(text) if is_admitted(cue))
        self.passages.append(Passage(number, anchor, kind, words, speaker, cues, line))

    def fence(self, node: SyntaxTreeNode, lines: list[str], first_line: int, place: _Place) -> None:
        line = line_of(node, first_line)
        directive = directive_of(node, first_line)
        if not is_closed(node, lines):
            opening = lines[node.map[0]].strip() if node.map else node.markup
            self.report.broken(FENCE_CLOSED, line, f"« {opening} » n’est jamais fermé")
        if directive is None:
            return
        self.directives.append(directive)
        self.check_directive(directive)
        self.opening(node, directive, lines, first_line)
        content, at = list(directive.content), directive.content_line
        if directive.name in PASSAGES:
            numbered = place.numbered and not place.in_item
            self.read(content, at, _Place(directive.name, numbered))
        elif directive.name in _WITH_BODY:
            self.read(content, at, _Place(numbered=False))

    def opening(
        self, node: SyntaxTreeNode, directive: Directive, lines: list[str], first_line: int
    ) -> None:
        """Note what a directive's title and options hold: roles and sounds, or an image."""
        start, end = (line - first_line for line in (directive.line, directive.content_line))
        if directive.name in {"image", "figure"}:
            self.images.append(_image(directive, directive.argument, "alt"))
            return
        for option in _PICTURES & directive.options.keys():
            self.images.append(_image(directive, directive.options[option], "img-alt"))
        if directive.name in PASSAGES or directive.name in _WITH_BODY:
            cursor = _Cursor(lines, start, end, first_line, column=lines[start].find("}") + 1)
            for text in (directive.argument, *directive.options.values()):
                self.leaves(inline_nodes(parse_line(text)), cursor)

    def check_directive(self, directive: Directive) -> None:
        name = directive.name
        if name not in KNOWN_DIRECTIVES:
            self.report.broken(
                DIRECTIVE_KNOWN, directive.line, f"la directive « {name} » est inconnue",
                hint=suggest(name, sorted(KNOWN_DIRECTIVES), otherwise=DIRECTIVE_KNOWN.hint),
            )  # fmt: skip
        if name in _ARGUMENTS and not _ARGUMENTS[name].fullmatch(directive.argument):
            known = _ARGUMENTS[name].pattern.replace(r"[1-9]\d*", "1").split("|")
            self.report.broken(
                DIRECTIVE_KNOWN, directive.line,
                f"« {{{name}}} » ne connaît pas « {directive.argument} »",
                hint=suggest(directive.argument, known, otherwise=f"Écrivez l’un de ceux-ci : {', '.join(known)}."),
            )  # fmt: skip
        if name in OURS:
            for option in directive.options:
                if option not in OURS[name]:
                    admitted = ", ".join(f":{each}:" for each in OURS[name]) or "aucune"
                    self.report.broken(
                        OPTION_KNOWN, directive.line, f"« {{{name}}} » n’a pas d’option « :{option}: »",
                        hint=suggest(option, OURS[name], otherwise=f"Options admises : {admitted}."),
                    )  # fmt: skip

    def words(self, node: SyntaxTreeNode) -> str:
        """The text of a paragraph as it will be read, its roles shown."""
        shown = []
        for leaf in inline_nodes(node):
            match leaf.type:
                case "text" | "text_special":
                    shown.append(leaf.content)
                case "code_inline" | "math_inline":
                    shown.append(leaf.content.translate(_HELD))
                case "softbreak" | "hardbreak":
                    shown.append("\n")
                case "html_inline" if is_line_break(leaf.content):
                    shown.append(" ")
                case "myst_role":
                    shown.append(shown_text(str(leaf.meta["name"]), leaf.content, self.book))
        return "".join(shown)

    def inline(self, node: SyntaxTreeNode, lines: list[str], first_line: int) -> str:
        """Note the roles and sounds of a paragraph or heading, and return its words."""
        top = node if node.map else node.parent
        start, end = top.map if top is not None and top.map else (0, len(lines))
        self.leaves(inline_nodes(node), _Cursor(lines, start, end, first_line))
        return self.words(node)

    def leaves(self, leaves: Iterable[SyntaxTreeNode], cursor: _Cursor) -> None:
        for leaf in leaves:
            if leaf.type == "myst_role":
                self.role(str(leaf.meta["name"]), leaf.content, cursor)
            elif leaf.type == "text":
                for cue in find_cues(leaf.content):
                    if not is_admitted(cue):
                        self.wrong_cue(cue.name, cue.admitted, cursor)
            elif leaf.type == "image":
                self.images.append(_markdown_image(leaf, *cursor.find("![")))

    def role(self, name: str, content: str, cursor: _Cursor) -> None:
        line, column = cursor.find("{" + name + "}")
        if name.removeprefix("book:") in ROLES:
            target, shown = split_role(content)
            self.roles.append(RoleUse(name.removeprefix("book:"), target, shown, line, column))
        elif name not in _STANDARD_ROLES and ":" not in name:
            self.report.broken(
                ROLE_KNOWN, line, f"le rôle « {{{name}}} » est inconnu", column=column,
                hint=suggest(name, (*ROLES, *sorted(_STANDARD_ROLES)), otherwise=ROLE_KNOWN.hint),
            )  # fmt: skip

    def wrong_cue(self, name: str, admitted: str | None, cursor: _Cursor) -> None:
        line, column = cursor.find(f"[{name}]")
        hint = (
            f"Écrivez « [{admitted}] »." if admitted
            else suggest(name, CUES, otherwise=f"Bruits admis : {', '.join(CUES)}.")
        )  # fmt: skip
        self.report.broken(
            CUE_ADMITTED,
            line,
            f"« [{name}] » n’est pas un bruit de la liste",
            column=column,
            hint=hint,
        )

    def check_headings(self) -> None:
        level = 0
        for heading in self.headings:
            if level == 0 and heading.level != 1:
                self.report.broken(
                    HEADING_LEVELS_FOLLOW, heading.line,
                    f"la page commence par un titre de niveau {heading.level} : « {heading.text} »",
                )  # fmt: skip
            elif level and heading.level == 1:
                self.report.broken(
                    HEADING_LEVELS_FOLLOW, heading.line,
                    f"« {heading.text} » est un second titre de niveau 1",
                )  # fmt: skip
            elif heading.level > level + 1:
                self.report.broken(
                    HEADING_LEVELS_FOLLOW, heading.line,
                    f"« {heading.text} » est au niveau {heading.level}, sous un titre de niveau {level}",
                )  # fmt: skip
            level = heading.level


@dataclass
class _Cursor:
    """Finds, one after the other, the places of what a paragraph holds."""

    lines: list[str]
    line: int
    end: int
    first_line: int
    column: int = 0

    def find(self, text: str) -> tuple[int, int]:
        """Return line and column of the next *text*; the paragraph's start when it is not found."""
        for number in range(self.line, self.end):
            start = self.column if number == self.line else 0
            found = self.lines[number].find(text, start)
            if found >= 0:
                self.line, self.column = number, found + 1
                return number + self.first_line, found + 1
        return self.line + self.first_line, 1


def _has_words(text: str) -> bool:
    """Say whether anything is left of *text* without its sounds, those misspelt included."""
    for cue in reversed(list(find_cues(text))):
        text = text[: cue.start] + text[cue.end :]
    return bool(text.strip())


def _opens(paragraph: SyntaxTreeNode) -> bool:
    """Say whether a paragraph opens with plain words that a colon follows, as a turn does."""
    opening = next(inline_nodes(paragraph), None)
    return opening is not None and opening.type == "text" and ":" in opening.content


def _image(directive: Directive, source: str, option: str) -> Image:
    return Image(
        source,
        directive.line,
        alternative=directive.options.get(option, ""),
        decorative=_is_decorative(directive.options.get("class", "")),
    )


def _markdown_image(leaf: SyntaxTreeNode, line: int, column: int) -> Image:
    words = (str(each.content) for each in leaf.walk() if each.type in {"text", "code_inline"})
    return Image(
        unquote(str(leaf.attrs.get("src", ""))),
        line,
        column,
        alternative="".join(words),
        decorative=_is_decorative(str(leaf.attrs.get("class", ""))),
    )


def _is_decorative(classes: str) -> bool:
    return "decorative" in classes.split()


def plain_join(texts: list[str]) -> str:
    """Return *texts* as one, a space between each."""
    return " ".join(text for text in texts if text)
