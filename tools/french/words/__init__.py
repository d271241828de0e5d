"""The words of French, every form of them, in a list that ``prepare.py`` makes.

They are kept as the smallest automaton that accepts them all and nothing else: words that begin
alike share their first letters, words that end alike their last ones. It is read in a fiftieth of
a second, where a set of the same words takes a seventh, and near words are found by walking it.

The list is under the Mozilla Public License 2.0, like the dictionary that it is made from; the
licence stands beside it.
"""

from __future__ import annotations

import lzma
import sys
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, takewhile
from pathlib import Path

LIST = Path(__file__).with_name("dicollecte-classique.xz")

_Node = tuple[bool, tuple[tuple[str, int], ...]]
"""Whether a word may end there, then each letter that may follow, with the node it leads to."""


class WordList:
    """A set of words that also knows which letters may follow a beginning.

    Nodes are numbers, and each comes after those that it leads to: the last is where words begin.
    """

    __slots__ = ("_ends", "_first", "_letters", "_sizes", "_targets")

    def __init__(self, ends: bytes, sizes: bytes, letters: str, targets: array[int]) -> None:
        self._ends = ends
        self._sizes = sizes
        self._letters = letters
        self._targets = targets
        self._first = array("I", accumulate(sizes, initial=0))

    @classmethod
    def of(cls, words: Iterable[str]) -> WordList:
        """Return the list of *words*, the same in whatever order they come."""
        # Once a word leaves the branch of the one before it, nothing more can grow on that branch:
        # it merges with the branch that is like it, if there is one (Daciuk et al., 2000).
        nodes: dict[_Node, int] = {}
        ends, edges = [False], [list[tuple[str, int]]()]  # the branch that is still growing
        before = ""
        for word in [*sorted(set(words) - {""}), ""]:
            shared = _count_shared(before, word)
            for letter in reversed(before[shared:]):
                node = ends.pop(), tuple(edges.pop())
                edges[-1].append((letter, nodes.setdefault(node, len(nodes))))
            ends += [False for _ in word[shared:]]
            edges += [[] for _ in word[shared:]]
            ends[-1] = word != ""
            before = word
        nodes[False, tuple(edges[0])] = len(nodes)
        return cls(
            bytes(end for end, _ in nodes),
            bytes(len(edges) for _, edges in nodes),
            "".join(letter for _, edges in nodes for letter, _ in edges),
            array("I", (target for _, edges in nodes for _, target in edges)),
        )

    @classmethod
    def unpacked(cls, data: bytes) -> WordList:
        """Return the list that ``packed`` wrote."""
        data = lzma.decompress(data)
        nodes = int.from_bytes(data[:4], "little")
        ends, sizes = data[4 : 4 + nodes], data[4 + nodes : 4 + 2 * nodes]
        letters = 4 + 2 * nodes + 4 * sum(sizes)
        targets = array("I", data[4 + 2 * nodes : letters])
        if sys.byteorder == "big":
            targets.byteswap()
        return cls(ends, sizes, data[letters:].decode(), targets)

    def packed(self) -> bytes:
        """Return the list as it is kept in a file."""
        targets = array("I", self._targets)
        if sys.byteorder == "big":
            targets.byteswap()
        parts = (
            len(self._ends).to_bytes(4, "little"),
            self._ends,
            self._sizes,
            targets.tobytes(),
            self._letters.encode(),
        )
        return lzma.compress(b"".join(parts), preset=9 | lzma.PRESET_EXTREME)

    @property
    def start(self) -> int:
        """The node where every word begins."""
        return len(self._ends) - 1

    def is_end(self, node: int) -> bool:
        """Return whether a word may end at *node*."""
        return bool(self._ends[node])

    def steps(self, node: int) -> Iterator[tuple[str, int]]:
        """Return the letters that may follow at *node*, each with the node it leads to."""
        edges = slice(self._first[node], self._first[node + 1])
        return zip(self._letters[edges], self._targets[edges], strict=True)

    def begins(self, letters: str) -> int | None:
        """Return the node where *letters* lead, or None when no word begins so."""
        node = self.start
        for letter in letters:
            edge = self._letters.find(letter, self._first[node], self._first[node + 1])
            if edge < 0:
                return None
            node = self._targets[edge]
        return node

    def __contains__(self, word: str) -> bool:
        node = self.begins(word)
        return node is not None and self.is_end(node)

    def __iter__(self) -> Iterator[str]:
        return self._words_from(self.start, "")

    def _words_from(self, node: int, beginning: str) -> Iterator[str]:
        if self.is_end(node):
            yield beginning
        for letter, target in self.steps(node):
            yield from self._words_from(target, beginning + letter)


def _count_shared(before: str, word: str) -> int:
    """Return how many letters two words have in common before they part."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False))
    )


@cache
def french_words() -> WordList:
    """Return all the words of French, read once."""
    return WordList.unpacked(LIST.read_bytes())
