"""Episode pages made by Hypothesis: what is written, and the passages that must be read back."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tools.model import PassageKind, SoundCue


@dataclass(frozen=True)
class Expected:
    """A passage as it must be read, number aside."""

    kind: PassageKind
    text: str
    speaker: str | None = None
    cues: tuple[SoundCue, ...] = ()


@dataclass(frozen=True)
class Block:
    """Lines of a page, and the passages that they hold."""

    source: str
    passages: tuple[Expected, ...] = ()


# Pieces of French with what is left of them when they are read: (source, words).
_WORDS = st.sampled_from(
    ["la Sécu", "Capucine", "rêve", "16 h 30", "66 000 000", "« Quoi ? »", "ordi’", "XXIe siècle",
     "1er juillet", "l’IA", "demain…", "elle l’a dit : oui", "cœur", "30 %", "A38", "n° 45-2250",
     "(oui)", "— bien sûr —", "3 < 4", "a & b", "😀"]
).map(lambda text: (text, text))  # fmt: skip
_MARKED = st.sampled_from(
    [
        ("*doucement*", "doucement"),
        ("**fort**", "fort"),
        ("`du code ?`", "du code ?"),
        ("[un lien](https://exemple.fr/?a=b;c)", "un lien"),
        ("[Idiocracy]{.language-en}", "Idiocracy"),
        ("{ep}`1`", "épisode 1"),
        ("{ep}`là <1>`", "là"),
        ("{character}`soline`", "Soline"),
        ("{person}`Yunus <Yunus Bayram>`", "Yunus"),
        ("H{sub}`2`O", "H2O"),
        ("{abbr}`MSA (Mutualité sociale agricole)`", "MSA"),
        ("<https://exemple.fr>", "https://exemple.fr"),
        ("une note[^n]", "une note"),
        ("coupé<br>ici", "coupé ici"),
        ("H<sub>2</sub>O", "H2O"),
        ("un \\* échappé", "un * échappé"),
        ("l&rsquo;entité", "l’entité"),
        ("la fin d’une ligne\nle début d’une autre", "la fin d’une ligne le début d’une autre"),
    ]
)
_SENTENCES = st.lists(st.one_of(_WORDS, _MARKED), min_size=1, max_size=5).map(
    lambda pieces: (
        "Ici " + " ".join(p[0] for p in pieces),
        "Ici " + " ".join(p[1] for p in pieces),
    )
)
_CUES = st.sampled_from(["musique", "bruit de foule, musique", "bruitage d’ordinateur"])


@st.composite
def _paragraphs(draw: st.DrawFn) -> tuple[str, str, tuple[SoundCue, ...]]:
    """Return a paragraph, its words and its sounds."""
    source, words = draw(_SENTENCES)
    if draw(st.booleans()):
        cue = draw(_CUES)
        return f"{source} [{cue}]", words, (SoundCue(cue),)
    return source, words, ()


_SPEAKERS = st.sampled_from(
    [
        ("Soline", "soline"),
        ("Capucine", "capucine"),
        ("Delphine", "Delphine Mpode Minka"),
        ("Delphine Mpode Minka", "Delphine Mpode Minka"),
        ("Toutes", "Toutes"),
        ("?", None),
    ]
)


@st.composite
def turns(draw: st.DrawFn) -> Block:
    """Return a turn."""
    label, speaker = draw(_SPEAKERS)
    source, words, cues = draw(_paragraphs())
    return Block(f"{label} : {source}", (Expected(PassageKind.TURN, words, speaker, cues),))


_cue_lines = _CUES.map(lambda cue: Block(f"[{cue}]"))


@st.composite
def scenes(draw: st.DrawFn) -> Block:
    """Return a scene: turns, and sounds alone."""
    inside = draw(st.lists(st.one_of(turns(), _cue_lines), min_size=1, max_size=4))
    body = "\n\n".join(block.source for block in inside)
    passages = tuple(passage for block in inside for passage in block.passages)
    return Block(f":::{{scene}} Au parc\n:when: 2045\n\n{body}\n\n:::", passages)


def _of_kind(kind: PassageKind) -> st.SearchStrategy[Block]:
    """Return paragraphs of one kind."""
    return _paragraphs().map(lambda p: Block(p[0], (Expected(kind, p[1], None, p[2]),)))


@st.composite
def reports(draw: st.DrawFn) -> Block:
    """Return an archive, a testimony, a street interview…: paragraphs, lists, turns."""
    kind = draw(st.sampled_from(["archive", "extract", "testimony", "vox-pop", "voice-over"]))
    inside = draw(
        st.lists(
            st.one_of(_of_kind(PassageKind(kind)), lists(PassageKind(kind)), turns(), _cue_lines),
            min_size=1,
            max_size=3,
        )
    )
    body = "\n\n".join(block.source for block in inside)
    passages = tuple(passage for block in inside for passage in block.passages)
    return Block(f":::{{{kind}}}\n:who: une voix\n\n{body}\n\n:::", passages)


@st.composite
def lists(draw: st.DrawFn, kind: PassageKind = PassageKind.PROSE) -> Block:
    """Return a list, numbered or not, with a list inside its first item."""
    sign = draw(st.sampled_from(["- ", "1. "]))
    items = draw(st.lists(_paragraphs(), min_size=1, max_size=3))
    inner = draw(st.lists(_paragraphs(), max_size=2))
    second = draw(st.none() | _SENTENCES)
    lines, passages = [], []
    for rank, (source, words, cues) in enumerate(items):
        lines.append(sign + source.replace("\n", "\n" + " " * len(sign)))
        whole = words
        if rank == 0 and second:
            lines.append("\n" + " " * len(sign) + second[0].replace("\n", "\n" + " " * len(sign)))
            whole = f"{words} {second[1]}"
        passages.append(Expected(kind, whole, None, cues))
        if rank == 0 and inner:
            lines.append("")  # a list that follows a paragraph
            for inner_source, inner_words, inner_cues in inner:
                indent = " " * (len(sign) + 2)
                lines.append(" " * len(sign) + "- " + inner_source.replace("\n", "\n" + indent))
                passages.append(Expected(kind, inner_words, None, inner_cues))
    return Block("\n".join(lines), tuple(passages))


@st.composite
def quotes(draw: st.DrawFn) -> Block:
    """Return a quotation of a few paragraphs."""
    inside = draw(st.lists(_paragraphs(), min_size=1, max_size=2))
    source = "\n>\n".join("> " + each[0].replace("\n", "\n> ") for each in inside)
    return Block(source, tuple(Expected(PassageKind.PROSE, e[1], None, e[2]) for e in inside))


@st.composite
def definitions(draw: st.DrawFn) -> Block:
    """Return a term, which has no number, and its definition, which has one."""
    source, words, cues = draw(_paragraphs())
    return Block(
        f"Un terme\n: {source}".replace("\nle début", "\n  le début"),
        (Expected(PassageKind.PROSE, words, None, cues),),
    )


@st.composite
def crowded_items(draw: st.DrawFn) -> Block:
    """Return a list item that holds more than a paragraph."""
    source, words, cues = draw(_paragraphs())
    inside, said = draw(st.sampled_from(_IN_ITEM))
    inner = "\n".join("  " + line if line else "" for line in inside.split("\n"))
    text = f"- {source}".replace("\n", "\n  ") + f"\n\n{inner}"
    return Block(text, (Expected(PassageKind.PROSE, f"{words} {said}".strip(), None, cues),))


_IN_ITEM = (
    ("% un commentaire", ""),
    ("> Une citation.", "Une citation."),
    ("Un terme\n: Sa définition.", "Un terme Sa définition."),
    ("| A |\n|---|\n| un |", ""),
    ("```text\ndu code\n```", ""),
    (":::{note}\nUne note.\n:::", ""),
    (":::{archive}\n\nUne archive.\n\n:::", ""),
    ("![Un dessin](dessin.svg)", ""),
    ("<p>du HTML</p>", ""),
)

UNNUMBERED = (
    "[musique]",
    "[musique] [bruitage]",
    "## Un intertitre : {ep}`1` ?",
    ":::{note}\nUne note, avec :\n\n- un élément\n:::",
    "```{credits}\n```",
    "| A | B |\n|---|---|\n| un {ep}`1` | deux |",
    "```python\nprint('[musique]')\n```",
    ":::{card} Une carte\nUn texte.\n:::",
    ":::{epigraph}\nUne épigraphe.\n:::",
    ":::{pull-quote}\nUn exergue.\n:::",
    ":::{dropdown} Déplier\nUn texte.\n:::",
    ":::{topic} Encadré\nUn texte.\n:::",
    "```{list-table}\n* - un\n  - deux\n```",
    "```{rubric} Une rubrique\n```",
    "---",
    "% un commentaire",
    "<!-- un commentaire -->",
    "<p>du HTML</p>",
    "- [musique]",
    "![Un dessin](dessin.svg)",
    "[^n]",
    ":Champ: une valeur",
)
"""Blocks that hold no passage."""

_BLOCKS = st.one_of(
    _of_kind(PassageKind.PROSE), scenes(), reports(), lists(), quotes(), definitions(),
    crowded_items(),
    st.sampled_from(UNNUMBERED).map(Block),
)  # fmt: skip

NOTE = "[^n]: Une note qui n’a pas de numéro."


@st.composite
def bodies(draw: st.DrawFn) -> Block:
    """Return what follows the title of an episode."""
    blocks = draw(st.lists(_BLOCKS, min_size=1, max_size=8))
    # A comment parts blocks that Markdown would run into one, two lists for instance.
    body = "\n\n%\n\n".join(block.source for block in blocks)
    passages = tuple(passage for block in blocks for passage in block.passages)
    end = Expected(PassageKind.PROSE, "La fin.")  # calls the note, for Sphinx wants notes called
    return Block(f"{body}\n\n%\n\nLa fin.[^n]\n\n{NOTE}\n", (*passages, end))
