"""The files to download: on the site alone, with format and size, and never a dead link."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docutils import nodes
from lxml import html

from tests.books import EPISODE, Built, TinyBook, copy_of_root, episode
from tests.conftest import BookFactory
from tools.french.typography import plain_spaces

PAGE = "# Avant\n\nUn paragraphe.\n\n## Emporter le livre\n\n```{downloads}\n```\n"
EPUB, PDF = "on-a-reve-la-secu-de-demain.epub", "on-a-reve-la-secu-de-demain.pdf"


@pytest.fixture
def tiny(book: BookFactory) -> TinyBook:
    return book({EPISODE: episode("Un.\n"), "reperes/livre.md": PAGE})


def built(book: TinyBook, builder: str, **files: int) -> Built:
    """Build with files of these sizes to offer, in a folder of their own."""
    folder = book.root / "offres"
    folder.mkdir()
    for name, size in files.items():
        (folder / name).write_bytes(b"x" * size)
    return book.build(builder, book_downloads=[str(folder)])


def test_each_file_is_offered_with_its_format_and_size(tiny: TinyBook) -> None:
    site = built(tiny, "html", **{EPUB: 312_000, PDF: 1_240_000})
    page = html.document_fromstring(site.html("reperes/livre"))
    links = page.xpath('//*[contains(@class, "downloads")]//a')
    assert [(link.get("href"), plain_spaces(link.text_content())) for link in links] == [
        (
            f"../telechargements/{EPUB}",
            "Le livre, pour liseuse, téléphone et tablette (EPUB, 312 Ko)",
        ),
        (f"../telechargements/{PDF}", "Le livre, à imprimer (PDF, 1,2 Mo)"),
    ]
    for name, size in ((EPUB, 312_000), (PDF, 1_240_000)):
        assert (site.out / "telechargements" / name).stat().st_size == size


def test_where_nothing_is_built_nothing_is_announced(tiny: TinyBook) -> None:
    """A heading above an empty list would promise what is not there."""
    site = built(tiny, "html")
    page = html.document_fromstring(site.html("reperes/livre"))
    (main,) = page.xpath('//*[@role="main"] | //main')[:1]
    assert "Un paragraphe." in main.text_content()
    assert "Emporter le livre" not in main.text_content()
    assert not (site.out / "telechargements").exists()


def test_the_books_themselves_offer_nothing_to_download(tiny: TinyBook) -> None:
    book = built(tiny, "livre-epub", **{EPUB: 10, PDF: 10})
    (path,) = book.out.glob("*.epub")
    with zipfile.ZipFile(path) as archive:
        text = "".join(archive.read(n).decode() for n in archive.namelist() if n.endswith(".xhtml"))
    assert "Un paragraphe." in text
    assert "telechargements" not in text


# --- Sheets to print --------------------------------------------------------------------------------

LIST = "# À imprimer\n\n```{printables}\n```\n\n```{toctree}\na-regles-du-jeu\nc1-essai\nd-recolte\n```\n"
LISTED = "guide/a-imprimer/index"


@pytest.fixture
def guide(tmp_path: Path) -> TinyBook:
    """A guide with three sheets to print, of which two are built."""
    tiny = copy_of_root("guide", tmp_path / "livre")
    tiny.write(f"{LISTED}.md", LIST)
    for letter, size in (("A", 24_000), ("D", 31_400), ("Z", 10)):
        tiny.write(f"offres/fiches/{letter}.pdf", b"x" * size)
    return tiny


def build_site(book: TinyBook) -> Built:
    return book.build(
        "html", book_downloads=[str(book.root / "ailleurs"), str(book.root / "offres")]
    )


def test_each_sheet_that_is_built_is_offered_beside_its_title(guide: TinyBook) -> None:
    site = build_site(guide)
    items = html.document_fromstring(site.html(LISTED)).xpath(
        '//ul[contains(@class,"printables")]/li'
    )
    assert [plain_spaces(item.text_content()) for item in items] == [
        "A · Règles du jeu · Imprimer A (PDF, 24 Ko)",
        "C1 · Votre feuille",
        "D · Récolte de groupe · Imprimer D (PDF, 31 Ko)",
    ]
    assert [item.xpath(".//a/@href") for item in items] == [
        ["a-regles-du-jeu.html", "../../telechargements/fiches/A.pdf"],
        ["c1-essai.html"],
        ["d-recolte.html", "../../telechargements/fiches/D.pdf"],
    ]


def test_a_printed_page_says_at_its_head_how_to_print_it(guide: TinyBook) -> None:
    site = build_site(guide)
    page = html.document_fromstring(site.html("guide/a-imprimer/a-regles-du-jeu"))
    (line,) = page.xpath('//p[contains(@class, "printable")]')
    assert plain_spaces(line.text_content()) == "Imprimer cette feuille : une page A4 (PDF, 24 Ko)"
    assert line.xpath("a/@href") == ["../../telechargements/fiches/A.pdf"]
    assert line.getprevious() is page.xpath("//h1")[0]
    for other in ("guide/a-imprimer/c1-essai", LISTED, "guide/fiches/1-essai"):
        assert 'class="printable"' not in site.html(other)


def test_the_sheets_of_the_book_are_copied_and_no_other_file(guide: TinyBook) -> None:
    copies = build_site(guide).out / "telechargements"
    found = {path.relative_to(copies).as_posix() for path in copies.rglob("*") if path.is_file()}
    assert found == {"fiches/A.pdf", "fiches/D.pdf"}
    assert (copies / "fiches/A.pdf").stat().st_size == 24_000


def test_where_no_sheet_is_built_the_list_leads_to_pages_alone(guide: TinyBook) -> None:
    site = guide.build("html")
    links = html.document_fromstring(site.html(LISTED)).xpath(
        '//ul[contains(@class,"printables")]//a'
    )
    assert [link.get("href") for link in links] == [
        "a-regles-du-jeu.html", "c1-essai.html", "d-recolte.html"
    ]  # fmt: skip
    assert "telechargements" not in site.html("guide/a-imprimer/a-regles-du-jeu")


def test_the_list_follows_a_title_that_changes_on_its_page(guide: TinyBook) -> None:
    build_site(guide)
    page = "guide/a-imprimer/c1-essai.md"
    text = (guide.root / page).read_text(encoding="utf-8")
    guide.write(page, text.replace("# Votre feuille", "# Ma feuille"))
    assert "Ma feuille" in build_site(guide).html(LISTED)


def test_a_book_without_sheets_lists_none(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un.\n"), "reperes/livre.md": PAGE + "\n```{printables}\n```\n"})
    assert "printables" not in tiny.build("html").html("reperes/livre")


def test_the_list_waits_for_the_output_to_be_known(tiny: TinyBook) -> None:
    """The doctree is shared by all outputs: what only the site has is not in it."""
    document = built(tiny, "html", **{PDF: 10}).doctree("reperes/livre")
    assert not [n for n in document.findall(nodes.bullet_list) if "downloads" in n["classes"]]
