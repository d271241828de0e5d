"""The table of rules on the « Contribuer » page: generated, whole, and on the site alone."""

from __future__ import annotations

import zipfile

from lxml import html

from tests.books import EPISODE, episode
from tests.conftest import BookFactory
from tools.rules import RULES

PAGE = "# Contribuer\n\nUn paragraphe.\n\n```{rules}\n```\n"


def test_the_site_shows_every_rule_once_under_named_columns(book: BookFactory) -> None:
    site = book({EPISODE: episode("Un.\n"), "reperes/regles.md": PAGE}).build("html")
    page = html.document_fromstring(site.html("reperes/regles"))
    rows = page.xpath('//table[contains(@class, "rules")]/tbody/tr')
    assert [row.text_content().split()[0] for row in rows] == [rule.code for rule in RULES]
    assert len(page.xpath('//table//thead//th[@scope="col"]')) == 2


def test_the_epub_leaves_the_table_to_the_site(book: BookFactory) -> None:
    built = book({EPISODE: episode("Un.\n"), "reperes/regles.md": PAGE}).build("livre-epub")
    with zipfile.ZipFile(next(built.out.glob("*.epub"))) as archive:
        page = archive.read("EPUB/reperes/regles.xhtml").decode()
    assert "Un paragraphe." in page
    assert RULES[0].code not in page
