"""The files to download: on the site alone, with format and size, and never a dead link."""

from __future__ import annotations

import zipfile

import pytest
from docutils import nodes
from lxml import html

from tests.books import EPISODE, Built, TinyBook, episode
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


def test_the_list_waits_for_the_output_to_be_known(tiny: TinyBook) -> None:
    """The doctree is shared by all outputs: what only the site has is not in it."""
    document = built(tiny, "html", **{PDF: 10}).doctree("reperes/livre")
    assert not [n for n in document.findall(nodes.bullet_list) if "downloads" in n["classes"]]
