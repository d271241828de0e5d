"""The book as programs that nobody here wrote read it."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from tests.auditors import epubcheck
from tests.books import EPISODE, episode, scene
from tests.conftest import BookFactory
from tests.epub.conftest import Epub, blocks_of, make, page_map

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # EbookLib's own affair
    from ebooklib import epub as ebooklib


def test_epubcheck_has_nothing_to_say_of_every_component(torture: Epub) -> None:
    assert epubcheck(torture.path) == []


def test_epubcheck_has_nothing_to_say_of_a_book_with_pages(
    book: BookFactory, tmp_path: Path
) -> None:
    text = (
        "Un.\n\n## Deux\n\n- trois\n\n"
        + scene("[musique]\n\nSoline : Quatre.")
        + "\n```{credits}\n```\n"
    )
    tiny = book({EPISODE: episode(text), "avant-propos.md": "# Avant\n\nUn mot.\n"})
    make(tiny)
    blocks = {name: number for number, name in enumerate(blocks_of(tiny), 3)}
    pages = page_map(tmp_path, blocks)
    epub = make(tiny, book_page_map=pages, book_epub_certified_by="Quelqu’un")
    assert epub.find("nav.xhtml", "//h:nav[@epub:type='page-list']//h:a")
    assert epubcheck(epub.path) == []


@pytest.mark.filterwarnings("ignore")
def test_ebooklib_reads_what_we_wrote(torture: Epub) -> None:
    book = ebooklib.read_epub(torture.path)
    assert book.get_metadata("DC", "title")[0][0] == "Un livre d’essai"
    assert book.get_metadata("DC", "language") == [("fr", {})]
    assert len(book.get_metadata("DC", "contributor")) == 3
    spine = [book.get_item_with_id(name).file_name for name, _ in book.spine]
    assert spine == torture.spine
    [(part, pages), index] = book.toc
    assert (part.title, index.title) == ("Tout le livre", "Index")
    titles = [page[0].title if isinstance(page, tuple) else page.title for page in pages]
    assert titles == torture.texts("nav.xhtml", "//h:nav[1]/h:ol/h:li/h:ol/h:li/h:a")
    for name in torture.spine:
        item = book.get_item_with_href(name)
        assert item.content == torture.read(name)
    assert book.get_item_with_href("couverture.png").media_type == "image/png"
