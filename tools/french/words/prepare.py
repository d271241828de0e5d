"""Make the list of French words from a Hunspell dictionary: ``python -m tools.french.words.prepare SOURCE_DIR``.

The source is Dicollecte’s French dictionary « classique » (MPL 2.0), by Olivier R. and those whom
its licence thanks. The committed list was made from npm’s package ``dictionary-fr`` 3.0.0, which
holds version 7.5 (``npm pack dictionary-fr@3.0.0``, then unpack it); Debian’s package
``hunspell-fr-classical`` holds another. SOURCE_DIR is a folder with its one ``.aff`` file and its
``.dic`` file. Running this twice gives the same bytes, and checking the book needs none of it.

Such a dictionary is a list of roots, each with flags for the beginnings and endings that it takes.
What is written is every form that they make, but for those that no reader of ours asks for:
elided words before them (« l’eau » is cut at its apostrophe), formulas with figures, and what the
dictionary itself never suggests, which is units of measure, numerals and Internet domains.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.french.characters import APOSTROPHE
from tools.french.words import LIST, WordList

PREFIX, SUFFIX = "PFX", "SFX"
_MOST = {PREFIX: 1, SUFFIX: 2}
"""How many affixes of each kind Hunspell lets one word take."""

_UNREAD = frozenset(
    {"AF", "AM", "COMPLEXPREFIXES", "COMPOUNDBEGIN", "COMPOUNDFLAG", "COMPOUNDRULE"}
)
_UNREAD_FLAGS = ("CIRCUMFIX", "FORBIDDENWORD", "NEEDAFFIX", "ONLYINCOMPOUND")

_BETWEEN_LETTERS = re.compile(f"[-{APOSTROPHE}]")


@dataclass(frozen=True, slots=True)
class Affix:
    """One beginning or ending, and which words take it."""

    kind: str
    removed: str
    added: str
    condition: re.Pattern[str]
    crosses: bool
    """Whether it may stand together with an affix of the other kind."""

    flags: Sequence[str]
    """What the word that it made takes in turn."""

    def on(self, word: str) -> str | None:
        """Return *word* with the affix, or None when that word does not take it."""
        if not self.condition.search(word):
            return None
        if self.kind == PREFIX:
            return self.added + word.removeprefix(self.removed)
        return word.removesuffix(self.removed) + self.added


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A Hunspell dictionary: its affixes by flag, its roots with their flags."""

    affixes: Mapping[str, Sequence[Affix]]
    roots: Sequence[tuple[str, Sequence[str]]]


def read_dictionary(affixes: str, roots: str) -> Dictionary:
    """Return the dictionary that an ``.aff`` and a ``.dic`` file make, without elided beginnings."""
    options: dict[str, str] = {}
    crossing: dict[str, bool] = {}
    by_flag: dict[str, list[Affix]] = {}
    for line in affixes.splitlines():
        name, *values = line.split() or ["#"]
        if name in _UNREAD:
            raise ValueError(f"{name}: this dictionary says more than is understood here")
        if name not in _MOST:
            options[name] = values[0] if values else ""
        elif values[0] not in crossing:  # the first line of an affix tells of those that follow
            crossing[values[0]] = values[1] == "Y"
        elif "'" not in values[2] or name == SUFFIX:
            affix = _read_affix(name, values, crosses=crossing[values[0]])
            by_flag.setdefault(values[0], []).append(affix)
    if options.get("FLAG") != "long":
        raise ValueError("FLAG: flags of two characters were expected")
    read = [line.split()[0].partition("/") for line in roots.splitlines()[1:] if line.strip()]
    entries = [(root, _read_flags(flags)) for root, _, flags in read]
    unsuggested = options.get("NOSUGGEST")
    unread = {options[name] for name in _UNREAD_FLAGS if name in options}
    grown = [(affix.added, affix.flags) for named in by_flag.values() for affix in named]
    for text, flags in [*entries, *grown]:
        if not unread.isdisjoint(flags):
            raise ValueError(f"{text}: its flags say more than is understood here")
    return Dictionary(by_flag, [entry for entry in entries if unsuggested not in entry[1]])


def _read_affix(kind: str, values: Sequence[str], *, crosses: bool) -> Affix:
    _, removed, made, condition = values[:4]
    added, _, flags = made.partition("/")
    return Affix(
        kind,
        removed="" if removed == "0" else removed,
        added="" if added == "0" else added,
        condition=re.compile(f"^{condition}" if kind == PREFIX else f"{condition}$"),
        crosses=crosses,
        flags=_read_flags(flags),
    )


def _read_flags(flags: str) -> Sequence[str]:
    return tuple(flags[start : start + 2] for start in range(0, len(flags), 2))


def forms(dictionary: Dictionary) -> Iterator[str]:
    """Yield each form of each root; some come several times."""
    for root, flags in dictionary.roots:
        yield from _grow(root, flags, dictionary.affixes, room=_MOST)


def _grow(
    word: str,
    flags: Sequence[str],
    affixes: Mapping[str, Sequence[Affix]],
    *,
    room: Mapping[str, int],
) -> Iterator[str]:
    """Yield *word*, then what each of its flags makes of it, and what those forms take in turn."""
    yield word
    for affix in (affix for flag in flags for affix in affixes.get(flag, ())):
        form = affix.on(word) if room[affix.kind] else None
        if form is None:
            continue
        beside = [flag for flag in flags if affix.crosses and _crosses(flag, affix, affixes)]
        left = {**room, affix.kind: room[affix.kind] - 1}
        yield from _grow(form, [*affix.flags, *beside], affixes, room=left)


def _crosses(flag: str, affix: Affix, affixes: Mapping[str, Sequence[Affix]]) -> bool:
    return any(other.crosses and other.kind != affix.kind for other in affixes.get(flag, ()))


def word_list(dictionary: Dictionary) -> WordList:
    """Return the list of all forms as the book types them, with curved apostrophes."""
    words = {form.replace("'", APOSTROPHE) for form in forms(dictionary)}
    return WordList.of(
        word for word in words if all(map(str.isalpha, _BETWEEN_LETTERS.split(word)))
    )


def main(arguments: Sequence[str]) -> None:
    """Read the dictionary in the folder given, and write the list."""
    found = [path for folder in arguments for path in Path(folder).glob("*.aff")]
    if len(arguments) != 1 or len(found) != 1:
        sys.exit("usage: python -m tools.french.words.prepare SOURCE_DIR, with one .aff file there")
    dictionary = read_dictionary(
        found[0].read_text(encoding="utf-8"),
        found[0].with_suffix(".dic").read_text(encoding="utf-8"),
    )
    LIST.write_bytes(word_list(dictionary).packed())


if __name__ == "__main__":
    main(sys.argv[1:])
