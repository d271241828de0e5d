"""What stops a build, what it leaves alone, and what does not change its bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.books import EPISODE, episode, scene
from tests.conftest import REPOSITORY, BookFactory
from tests.epub.conftest import Epub, blocks_of, make, page_map
from tools.epub.builder import FILE_NAME
from tools.epub.faults import BookRefused

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)

BAD = {
    "a dangling link": ("[ici](#nulle-part)", "lien sans cible"),
    "a link to a page that is not in the book": ("[ici](<../autre.html>)", "lien sans cible"),
    "an id given twice": ('<b id="x">a</b> et <b id="x">b</b>', "« x » donné 2 fois"),
    "HTML that is not closed": ("avant <b>gras après", "HTML mal formé près de"),
    "a script": ("<script>alert(1)</script>", "élément <script> refusé"),
    "an event handler": ('<b onclick="x()">a</b>', "attribut « onclick » refusé"),
    "a form": ('<form action="/"><p>a</p></form>', "élément <form> refusé"),
    "a field": ('<input type="text">', "élément <input> refusé"),
    "a frame": ('<iframe src="https://exemple.fr/"></iframe>', "élément <iframe> refusé"),
    "a remote image": ("![un](https://exemple.fr/a.png)", "ressource distante"),
    "a remote image in HTML": ('<img src="//exemple.fr/a.png" alt="a">', "ressource distante"),
    "a local image in HTML": ('<img src="a.png" alt="a">', "image absente du livre"),
    "an image without alternative": ("![](un.png)", "image sans texte de remplacement"),
    "a figure without alternative": ("```{image} un.png\n```", "image sans texte de remplacement"),
    "an image of an unknown kind": ("![un](un.bmp)", "type d’image inconnu des liseuses"),
    "a drawing with a script": ("![un](un.svg)", "élément <script> refusé dans un dessin"),
    "a drawing without a title": ('<svg viewBox="0 0 1 1"></svg>', "dessin <svg> sans titre"),
    "an element of another age": ("<center>a</center>", "élément <center> refusé"),
    "a block inside a sentence": ("<span><div>a</div></span>", "<div> ne peut se trouver dans"),
    "a link without words": ('<a href="https://exemple.fr/"></a>', "lien sans texte vers"),
    "a style that fetches": (
        '<b style="background: url(a)">a</b>',
        "ressource appelée par un style",
    ),
    "a formula that is none": ("```{math}\n\\inconnu{a}\n```", "illisible"),
}


PAGE = "reperes/essai.md"


def refused(book: BookFactory, body: str) -> list[str]:
    """Return what stops the book that has a page with *body*."""
    tiny = book({PAGE: f"# Un essai\n\n{body}\n"})
    tiny.write("reperes/un.png", PIXEL)
    tiny.write("reperes/un.bmp", PIXEL)
    tiny.write(
        "reperes/un.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>a()</script></svg>'
    )
    with pytest.raises(BookRefused) as stop:
        tiny.build_with_warnings("livre-epub")
    return [str(fault) for fault in stop.value.faults]


@pytest.mark.parametrize("case", BAD)
@pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")
def test_a_book_is_refused_with_the_page_of_each_fault(book: BookFactory, case: str) -> None:
    body, message = BAD[case]
    faults = refused(book, f"Un mot.\n\n{body}\n\nUn autre.")
    assert any(fault.startswith(f"{PAGE} : ") and message in fault for fault in faults), faults


def test_all_the_faults_are_told_at_once(book: BookFactory) -> None:
    faults = refused(book, "![](un.png)\n\n<form></form>\n\n<center>a</center>")
    assert len(faults) >= 3


def test_ill_formed_markup_is_quoted_with_its_line(book: BookFactory) -> None:
    [fault] = refused(book, "Un mot.\n\nUne phrase avec <b>du gras sans fin.")
    assert "du gras sans fin" in fault
    assert "ligne 5" in fault


@pytest.mark.parametrize("headings", ["<h4>Quatre</h4>", "# Un second titre"])
def test_headings_that_skip_a_level_or_begin_again_are_refused(
    book: BookFactory, headings: str
) -> None:
    [fault] = refused(book, f"Un mot.\n\n{headings}")
    assert "saute un niveau" in fault or "un titre, et un seul" in fault


def test_the_previous_book_is_kept_when_the_new_one_is_refused(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un mot.")})
    before = make(tiny).path.read_bytes()
    tiny.write(EPISODE, episode("<form></form>"))
    with pytest.raises(BookRefused):
        tiny.build_with_warnings("livre-epub")
    folder = tiny.root / "_build" / "livre-epub"
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]
    assert (folder / FILE_NAME).read_bytes() == before


def test_the_previous_book_is_kept_when_a_warning_fails_the_build(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un mot.")})
    kept = tiny.root / "_build" / "livre-epub" / FILE_NAME
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"avant")
    tiny.write(EPISODE, episode("Voir {ref}`nulle-part`."))
    done = sphinx_build(tiny.root)
    assert done.returncode == 1, done.stderr
    assert kept.read_bytes() == b"avant"


def sphinx_build(root: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a book as the command line does, in a process of its own."""
    variables = {**os.environ, "PYTHONPATH": str(REPOSITORY), "LC_ALL": "C.UTF-8", **environment}
    out = root / "_build" / "livre-epub"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "livre-epub", "-d"]
    return subprocess.run(
        [*command, root / "_build" / "doctrees", *options, root, out],
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_same_sources_make_the_same_bytes(book: BookFactory, tmp_path: Path) -> None:
    """Again, after a change undone, in parallel, under another clock and another mask."""
    text = episode(scene("Soline : Un mot.\n\nCapucine : Un autre."))
    tiny = book({EPISODE: text, "avant-propos.md": "# Avant\n\nUn mot.\n"})
    first = make(tiny).path.read_bytes()
    assert make(tiny).path.read_bytes() == first
    tiny.write(EPISODE, text.replace("Un mot", "Deux mots"))
    assert make(tiny).path.read_bytes() != first
    tiny.write(EPISODE, text)
    assert make(tiny).path.read_bytes() == first

    mask = os.umask(0o077)
    try:
        done = sphinx_build(tiny.root, "-E", "-j", "2", TZ="Pacific/Kiritimati", PYTHONHASHSEED="7")
    finally:
        os.umask(mask)
    assert done.returncode == 0, done.stderr
    assert (tiny.root / "_build" / "livre-epub" / FILE_NAME).read_bytes() == first


def test_a_page_taken_away_leaves_nothing_behind(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un mot."), "avant-propos.md": "# Avant\n\nUn mot.\n"})
    assert "avant-propos.xhtml" in make(tiny).spine
    (tiny.root / "avant-propos.md").unlink()
    tiny.write("index.md", f"# Accueil\n\n```{{toctree}}\n{EPISODE.removesuffix('.md')}\n```\n")
    assert "EPUB/avant-propos.xhtml" not in make(tiny).names


@pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")
def test_links_follow_their_targets_to_the_files_of_the_book(book: BookFactory) -> None:
    pages = {
        EPISODE: episode(
            "## Une partie\n\n{ep}`1.1`, [avant](/avant-propos.md), [l’accueil](/index.md)."
        ),
        "avant-propos.md": "# Avant\n\nVoir {ep}`1`.\n",
    }
    epub = make(book(pages))
    links = epub.find("episodes/1-essai.xhtml", "//h:section//h:a/@href")
    assert links == [
        "https://exemple.fr/ecouter",
        "#ep1-p1",
        "../avant-propos.xhtml",
        "../nav.xhtml",
    ]
    assert epub.find("avant-propos.xhtml", "//h:section//h:a/@href") == ["episodes/1-essai.xhtml"]


def test_names_of_files_are_plain_whatever_the_pages_are_called(book: BookFactory) -> None:
    epub = make(book({"guide/Préparer la séance.md": "# Préparer\n\nUn mot.\n"}))
    assert "guide/Preparer-la-seance.xhtml" in epub.spine


def test_only_passages_and_targets_keep_an_id(book: BookFactory) -> None:
    epub = make(
        book({EPISODE: episode("(jamais-citee)=\n\nUn mot.\n\n- a\n\n## Une partie\n\nFin.")})
    )
    assert epub.find("episodes/1-essai.xhtml", "//@id") == [
        "titre", "ep1-p1", "ep1-p2", "une-partie", "ep1-p3",
    ]  # fmt: skip


def test_each_page_of_the_pdf_is_marked_where_its_first_block_begins(
    book: BookFactory, tmp_path: Path
) -> None:
    tiny = book(
        {EPISODE: episode("Un.\n\nDeux.\n\n## Trois\n\n- quatre\n\n" + scene("Soline : Cinq."))}
    )
    make(tiny)
    names = blocks_of(tiny)
    # Pages 5 and 6 begin inside a block: nothing begins there, and nothing is marked.
    numbers = [4, *[7] * 4, *range(8, 99)]
    blocks = dict(zip(names, numbers, strict=False))
    epub = make(tiny, book_page_map=page_map(tmp_path, blocks))
    page = "episodes/1-essai.xhtml"
    markers = epub.find(page, "//*[@epub:type='pagebreak']")
    labels = [marker.get("aria-label") for marker in markers]
    assert labels[:2] == ["4", "7"]
    assert labels == sorted(set(labels), key=int)
    for marker in markers:
        assert marker.get("role") == "doc-pagebreak"
        assert (marker.text, len(marker)) == (None, 0)
        assert marker.get("id") == f"page-{marker.get('aria-label')}"
    listed = epub.find("nav.xhtml", "//h:nav[@epub:type='page-list']//h:a")
    assert [link.text for link in listed] == labels
    assert [link.get("href") for link in listed] == [f"{page}#page-{label}" for label in labels]
    targets = epub.find("toc.ncx", "//ncx:pageTarget/ncx:content/@src")
    assert targets == [link.get("href") for link in listed]
    assert {"pageBreakMarkers", "pageNavigation"} <= set(epub.meta("schema:accessibilityFeature"))
    assert epub.meta("pageBreakSource") == ["Un livre d’essai, PDF, Édition d’essai"]
    # A title is also the name of its chapter, which does not begin with a page number.
    assert epub.find(page, "//h:h1//*[@epub:type='pagebreak']") == []


def test_a_map_of_another_book_is_refused(book: BookFactory, tmp_path: Path) -> None:
    tiny = book({EPISODE: episode("Un mot.")})
    with pytest.raises(BookRefused, match="carte des pages"):
        tiny.build_with_warnings("livre-epub", book_page_map=page_map(tmp_path, {"ailleurs:1": 3}))


def test_a_map_that_cannot_be_read_is_refused(book: BookFactory, tmp_path: Path) -> None:
    tiny = book({EPISODE: episode("Un mot.")})
    for text in (None, "{", "{}"):
        path = tmp_path / "pages.json"
        if text is not None:
            path.write_text(text)
        with pytest.raises(BookRefused, match="ne se lit pas"):
            tiny.build_with_warnings("livre-epub", book_page_map=str(path))


IMAGE = "```{{image}} {}.png\n:alt: Un pixel\n```\n"


def test_two_images_never_take_the_same_name(book: BookFactory) -> None:
    tiny = book({"guide/a.md": f"# Un\n\n{IMAGE.format('é')}\n{IMAGE.format('e')}"})
    tiny.write("guide/é.png", PIXEL)
    tiny.write("guide/e.png", PIXEL)
    with pytest.raises(BookRefused, match=r"guide/e\.png : porte dans le livre le même nom"):
        tiny.build_with_warnings("livre-epub")


def test_without_a_map_no_page_is_claimed(book: BookFactory) -> None:
    epub = make(book({EPISODE: episode("Un mot.")}))
    assert epub.find("nav.xhtml", "//h:nav[@epub:type='page-list']") == []
    assert "pageNavigation" not in epub.meta("schema:accessibilityFeature")
    assert epub.meta("pageBreakSource") == []


def test_the_book_is_whole_when_sphinx_is_asked_for_one_page(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un mot."), "avant-propos.md": "# Avant\n\nUn mot.\n"})
    make(tiny)
    done = sphinx_build(tiny.root)
    assert done.returncode == 0, done.stderr
    epub = Epub(tiny.root / "_build" / "livre-epub" / FILE_NAME)
    assert epub.spine == [
        "couverture.xhtml",
        "titre.xhtml",
        "nav.xhtml",
        "avant-propos.xhtml",
        "episodes/1-essai.xhtml",
    ]
