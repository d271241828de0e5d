"""Forty faults that an e-book may carry, sown one at a time in a sound one: who sees them?"""

from __future__ import annotations

import copy
import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.auditors import ace, epubcheck
from tests.epub.test_builder import PIXEL
from tests.rules.outputs import BASE, DRESS, REPOSITORY
from tools.build import build
from tools.checks.epub import PAGE_CHECKS, read_epub
from tools.checks.navigation import NAVIGATION_CHECKS
from tools.checks.package import PACKAGE_CHECKS
from tools.epub.builder import FILE_NAME
from tools.french.characters import NARROW_NO_BREAK_SPACE
from tools.markup.book import read_book
from tools.model import Book

OURS = 40
"""How many of the forty our own checks see by themselves; 30 are asked of them."""
TOGETHER = 40
"""How many are seen when those of others look too; 38 are asked."""

SOWN = """\
# Un semis

Une phrase qui appelle une note[^graine], et un renvoi au {ep}`1.1`.

[^graine]: La note dit d’où vient la graine.

## Au potager

### Les saisons

| Légume | Saison |
|---|---|
| Tomate | été |
| Poireau | hiver |

![Un arrosoir sous un robinet](arrosoir.png)

### Le sol

La terre est lourde.
"""

NAV, OPF, NCX, CSS = "EPUB/nav.xhtml", "EPUB/package.opf", "EPUB/toc.ncx", "EPUB/livre.css"
FIRST, SECOND = "EPUB/episodes/1-essai.xhtml", "EPUB/episodes/2-suite.xhtml"
PLOT = "EPUB/reperes/semis.xhtml"


LANDMARKS = (
    '<nav epub:type="landmarks" aria-label="Repères" hidden="hidden"><ol>'
    '<li><a href="couverture.xhtml" epub:type="cover">Couverture</a></li>'
    '<li><a href="nav.xhtml" epub:type="toc">Sommaire</a></li>'
    '<li><a href="episodes/1-essai.xhtml" epub:type="bodymatter">Début du texte</a></li></ol></nav>'
)
EPISODE_TWO = (
    '<li><a href="episodes/2-suite.xhtml">2. La récolte</a>'
    '<ol><li><a href="episodes/2-suite.xhtml#generique">Générique</a></li></ol></li>'
)
HEAVY = "<p>La terre est lourde.</p>"


class Swap(NamedTuple):
    """What a fault changes in one file: a text that it holds, and what takes its place."""

    path: str
    old: str
    new: str


Change = Callable[[list[tuple[zipfile.ZipInfo, bytes]]], None]
"""What a fault does to the archive itself."""


def entry(
    entries: list[tuple[zipfile.ZipInfo, bytes]], path: str
) -> tuple[int, zipfile.ZipInfo, bytes]:
    """Return where an entry stands, and the entry."""
    return next((i, *each) for i, each in enumerate(entries) if each[0].filename == path)


def deflate_mimetype(entries: list[tuple[zipfile.ZipInfo, bytes]]) -> None:
    entry(entries, "mimetype")[1].compress_type = zipfile.ZIP_DEFLATED


def date_one_otherwise(entries: list[tuple[zipfile.ZipInfo, bytes]]) -> None:
    entry(entries, PLOT)[1].date_time = (2031, 5, 4, 3, 2, 2)


def add(path: str, data: bytes) -> Change:
    def change(entries: list[tuple[zipfile.ZipInfo, bytes]]) -> None:
        info = zipfile.ZipInfo(path, entries[0][0].date_time)
        info.create_system, info.external_attr = 3, 0o100644 << 16
        entries.append((info, data))

    return change


FORTY: Mapping[str, tuple[Swap | Change, ...]] = {
    # The archive
    "mimetype compressed": (deflate_mimetype,),
    "an entry of another date": (date_one_otherwise,),
    "a file that the manifest does not list": (add("EPUB/oubli.txt", b"oubli"),),
    # What the package says
    "a moment that is none": (Swap(OPF, "T00:00:00Z</meta>", "T00:00:00+02:00</meta>"),),
    "two dates": (Swap(OPF, "</dc:date>", "</dc:date><dc:date>2024-01-01</dc:date>"),),
    "conformance that nobody certifies": (
        Swap(
            OPF,
            '<meta name="cover"',
            '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
            '<meta name="cover"',
        ),
    ),
    "no access mode": (
        Swap(OPF, '<meta property="schema:accessMode">textual</meta>', ""),
        Swap(OPF, '<meta property="schema:accessMode">visual</meta>', ""),
    ),
    "no word of hazards": (
        Swap(OPF, '<meta property="schema:accessibilityHazard">none</meta>', ""),
    ),
    "a wrong media type": (
        Swap(
            OPF,
            'href="images/arrosoir.png" media-type="image/png"',
            'href="images/arrosoir.png" media-type="image/jpeg"',
        ),
    ),
    "a cover not said to be one": (Swap(OPF, ' properties="cover-image"', ""),),
    "a drawing in a page not said to have any": (
        Swap(
            PLOT,
            HEAVY,
            '<p>La terre est lourde.</p><svg xmlns="http://www.w3.org/2000/svg" role="img" '
            'viewBox="0 0 1 1"><title>Une motte</title></svg>',
        ),
    ),
    "a page out of the spine": (Swap(OPF, '<itemref idref="f-reperes-semis.xhtml"/>', ""),),
    # The tables
    "no landmarks": (Swap(NAV, LANDMARKS, ""),),
    "a landmark to nowhere": (
        Swap(
            NAV,
            '<a href="episodes/1-essai.xhtml" epub:type="bodymatter"',
            '<a href="episodes/1-essai.xhtml#perdu" epub:type="bodymatter"',
        ),
    ),
    "contents out of order": (
        Swap(NAV, EPISODE_TWO, ""),
        Swap(
            NAV,
            '<li><a href="episodes/1-essai.xhtml">',
            f'{EPISODE_TWO}<li><a href="episodes/1-essai.xhtml">',
        ),
    ),
    "contents without an episode": (Swap(NAV, EPISODE_TWO, ""),),
    "a page of the list that the text has not": (Swap(FIRST, 'id="page-12"', 'id="page-douze"'),),
    "a page mark with another number": (Swap(FIRST, 'aria-label="12"', 'aria-label="21"'),),
    "another identifier in the NCX": (
        Swap(NCX, 'name="dtb:uid" content="urn', 'name="dtb:uid" content="xurn'),
    ),
    "a NCX without its pages": (
        Swap(NCX, "<pageList", "<!-- <pageList"),
        Swap(NCX, "</pageList>", "</pageList> -->"),
    ),
    # Pages
    "a page that is not XML": (Swap(PLOT, HEAVY, "<p>La terre<br> est lourde.</p>"),),
    "a page without its language": (Swap(PLOT, ' lang="fr" xml:lang="fr"', ""),),
    "a page without a title": (Swap(PLOT, "<title>Un semis</title>", "<title></title>"),),
    "an id given twice": (Swap(FIRST, 'id="ep1-p2"', 'id="ep1-p1"'),),
    "a link to nowhere": (
        Swap(
            PLOT,
            'href="../episodes/1-essai.xhtml#ep1-p1"',
            'href="../episodes/1-essai.xhtml#ep1-p9"',
        ),
    ),
    "a heading level skipped": (Swap(PLOT, "<h3>Le sol</h3>", "<h5>Le sol</h5>"),),
    "a word EPUB does not know": (Swap(FIRST, 'epub:type="chapter"', 'epub:type="chapitre"'),),
    "a role that belies the part": (Swap(PLOT, 'role="doc-appendix"', 'role="doc-chapter"'),),
    "a speaker who is not marked": (
        Swap(
            FIRST,
            '<b class="locuteur" epub:type="z3998:persona">Nora</b>',
            "<b>Nora</b>",
        ),
    ),
    "a note that leads back nowhere": (
        Swap(PLOT, 'role="doc-backlink" href="#id1"', 'role="doc-backlink" href="#titre"'),
    ),
    "an image without alternative": (Swap(PLOT, 'alt="Un arrosoir sous un robinet"', 'alt=""'),),
    "a table without headers": (
        Swap(PLOT, '<th scope="col">', "<td>"),
        Swap(PLOT, "</th>", "</td>"),
    ),
    "a narrow space": (
        Swap(FIRST, "Bonjour, Basile\u00a0!", f"Bonjour, Basile{NARROW_NO_BREAK_SPACE}!"),
    ),
    "text that is hidden": (
        Swap(PLOT, HEAVY, '<p style="display: none">La terre est lourde.</p>'),
    ),
    # What a page does, and its style
    "words told apart by colour alone": (
        Swap(PLOT, HEAVY, '<p>La terre est <span style="color: red">lourde</span>.</p>'),
    ),
    "a size that cannot grow": (
        Swap(CSS, ".sous-titre { font-style: italic; }", ".sous-titre { font-size: 14px; }"),
    ),
    "a font from elsewhere": (
        Swap(
            CSS,
            '@charset "utf-8";',
            '@charset "utf-8";\n@font-face { font-family: "X"; src: url(https://exemple.fr/x.woff2); }',
        ),
    ),
    "an image from elsewhere": (
        Swap(PLOT, 'src="../images/arrosoir.png"', 'src="https://exemple.fr/arrosoir.png"'),
    ),
    "a script": (Swap(PLOT, "</head>", "<script>alert(1)</script></head>"),),
    "a form": (
        Swap(PLOT, HEAVY, '<form action="https://exemple.fr/"><p>La terre est lourde.</p></form>'),
    ),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Book]:
    """Build, once, a small book with a note, a table, a picture and two scenes."""
    root = tmp_path_factory.mktemp("semis") / "livre"
    shutil.copytree(BASE, root)
    for name in DRESS:
        place = REPOSITORY / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, root / name)
    home = root / "index.md"
    contents = home.read_text(encoding="utf-8")
    assert contents.endswith("reperes/generique\n```\n")
    home.write_text(contents.removesuffix("```\n") + "reperes/semis\n```\n", encoding="utf-8")
    (root / "reperes/semis.md").write_text(SOWN, encoding="utf-8")
    (root / "reperes/arrosoir.png").write_bytes(PIXEL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1763856000")
        build(root, ("epub",), say=lambda _: None)
    return (root / "_build/epub" / FILE_NAME).read_bytes(), read_book(root).book


def sow(sound: bytes, changes: tuple[Swap | Change, ...]) -> bytes:
    """Return the bytes of the book with one fault; all that the fault does not touch stays."""
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        entries = [(info, archive.read(info)) for info in archive.infolist()]
    for change in changes:
        if isinstance(change, Swap):
            place, info, data = entry(entries, change.path)
            text = data.decode()
            assert change.old in text, f"{change.path} n’a pas « {change.old} »"
            entries[place] = (info, text.replace(change.old, change.new).encode())
        else:
            change(entries)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for info, data in entries:
            archive.writestr(copy.copy(info), data, compresslevel=9)
    return buffer.getvalue()


def ours(path: Path, book: Book) -> list[str]:
    """Return what our own checks say of an e-book, read as any other would be."""
    epub = read_epub(path, path.name, book)
    checks = (*PAGE_CHECKS, *PACKAGE_CHECKS, *NAVIGATION_CHECKS)
    return [str(fault) for fault in (*epub.faults, *(f for look in checks for f in look(epub)))]


def test_forty_faults_are_sown() -> None:
    assert len(FORTY) == 40


def test_nothing_is_said_of_the_sound_book(sound: tuple[bytes, Book], tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(sow(sound[0], ()))
    assert ours(path, sound[1]) == []
    assert epubcheck(path) == []


def test_few_faults_escape(sound: tuple[bytes, Book], tmp_path: Path) -> None:
    """Others are asked only about what escapes us: each takes seconds a book."""
    books = {}
    for number, (name, changes) in enumerate(FORTY.items()):
        books[name] = tmp_path / f"{number}.epub"
        books[name].write_bytes(sow(sound[0], changes))
    escape_us = [name for name, path in books.items() if not ours(path, sound[1])]
    with ThreadPoolExecutor(2) as pool:
        told = pool.map(lambda name: others(books[name]), escape_us)
    escape_all = [name for name, found in zip(escape_us, told, strict=True) if not found]
    assert len(FORTY) - len(escape_us) >= OURS, f"nous échappent : {escape_us}"
    assert len(FORTY) - len(escape_all) >= TOGETHER, f"échappent à tous : {escape_all}"


def others(path: Path) -> list[str]:
    """Return what auditors that nobody here wrote say; the second only if the first is silent."""
    return epubcheck(path) or ace(path)
