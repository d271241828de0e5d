"""Reading order, tables of contents, landmarks and index."""

from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis.strategies import integers, lists

from tests.books import EPISODE, episode
from tests.conftest import BookFactory
from tests.epub.conftest import Epub, make
from tools.epub.navigation import Entry, addresses, nested

INDEX = """\
# Accueil

```{toctree}
:caption: Ouverture

avant-propos
```

```{toctree}
:caption: Est-ce tout ?
:hidden:

guide/index
episodes/1-essai
```
"""

GUIDE = """\
# Le guide

Un mot.

```{toctree}
:hidden:

avant
```
"""


def whole(book: BookFactory) -> Epub:
    return make(
        book(
            {
                "avant-propos.md": "# Avant\n\n## Une partie\n\nUn mot.\n\n### Un détail\n\nFin.\n",
                "guide/index.md": GUIDE,
                "guide/avant.md": "# Avant la séance\n\nUn mot.\n",
                EPISODE: episode("Un mot[^n].\n\n[^n]: Une note.", title="Le *vrai* titre"),
                "index.md": INDEX,
            }
        )
    )


def test_the_spine_is_the_reading_order(book: BookFactory) -> None:
    assert whole(book).spine == [
        "couverture.xhtml", "titre.xhtml", "nav.xhtml",
        "avant-propos.xhtml", "guide/index.xhtml", "guide/avant.xhtml", "episodes/1-essai.xhtml",
    ]  # fmt: skip


def test_the_contents_have_parts_pages_and_sections(book: BookFactory) -> None:
    epub = whole(book)
    toc = "//h:nav[@epub:type='toc']"
    assert epub.texts("nav.xhtml", f"{toc}/h:h1") == ["Sommaire"]
    assert epub.texts("nav.xhtml", f"{toc}/h:ol/h:li/h:span") == ["Ouverture", "Est-ce tout\u00a0?"]
    assert epub.texts("nav.xhtml", f"{toc}//h:a") == [
        "Avant", "Une partie", "Le guide", "Avant la séance", "1. Le vrai titre",
    ]  # fmt: skip
    assert epub.find("nav.xhtml", f"{toc}//h:a/@href")[:2] == [
        "avant-propos.xhtml", "avant-propos.xhtml#une-partie",
    ]  # fmt: skip


def entry(title: str) -> Entry:
    return Entry(title, f"{title}.xhtml", (Entry("section", f"{title}.xhtml#s"),))


@given(lists(integers(0, 3), max_size=12))
def test_lines_that_are_nested_are_still_all_there_in_order(depths: list[int]) -> None:
    lines = [(depth, entry(str(rank))) for rank, depth in enumerate([0, *depths])]
    wanted = [address for _, each in lines for address in addresses([each])]
    assert [*addresses(nested(lines))] == wanted


def test_a_line_is_under_the_last_one_that_is_less_deep() -> None:
    a, b, c, d = map(entry, "abcd")
    under_a, under_d = nested([(0, a), (1, b), (2, c), (0, d)])
    assert [each.title for each in under_a.entries] == ["section", "b"]
    assert [each.title for each in under_a.entries[1].entries] == ["section", "c"]
    assert under_d == d
    assert nested([]) == ()


def test_old_reading_systems_find_the_same_contents(book: BookFactory) -> None:
    epub = whole(book)
    links = epub.texts("nav.xhtml", "//h:nav[@epub:type='toc']//h:ol//h:a")
    points = epub.texts("toc.ncx", "//ncx:navPoint/ncx:navLabel/ncx:text")
    assert [point for point in points if point in links] == links
    parts = epub.find("toc.ncx", "//ncx:navMap/ncx:navPoint/ncx:content/@src")
    assert parts == ["avant-propos.xhtml", "guide/index.xhtml"]
    assert epub.find("toc.ncx", "//ncx:navPoint/@playOrder") == []


def test_landmarks_are_few_and_flat(book: BookFactory, torture: Epub) -> None:
    def landmarks(epub: Epub) -> dict[str, str]:
        links = epub.find("nav.xhtml", "//h:nav[@epub:type='landmarks']/h:ol/h:li/h:a")
        return {link.get("{http://www.idpf.org/2007/ops}type"): link.get("href") for link in links}

    assert landmarks(whole(book)) == {
        "cover": "couverture.xhtml", "toc": "nav.xhtml", "bodymatter": "guide/index.xhtml",
    }  # fmt: skip
    assert landmarks(torture) == {
        "cover": "couverture.xhtml", "toc": "nav.xhtml", "bodymatter": "episodes/1-essai.xhtml",
        "glossary": "reperes/lexique.xhtml", "index": "index.xhtml",
    }  # fmt: skip


def test_each_page_says_what_it_is(book: BookFactory, torture: Epub) -> None:
    def kinds(epub: Epub) -> list[tuple[str, str, str | None]]:
        name = "{http://www.idpf.org/2007/ops}type"
        found = []
        for page in epub.spine:
            [body] = epub.find(page, "//h:body")
            [top] = epub.find(page, "//h:body/h:section | //h:body/h:nav[@epub:type='toc']")
            found.append((body.get(name), top.get(name), top.get("role")))
            [title] = epub.texts(page, "//h:title")
            assert title
            assert len(epub.find(page, "//h:h1")) == (top.get(name) != "cover")
        return found

    assert kinds(whole(book)) == [
        ("frontmatter", "cover", None),
        ("frontmatter", "titlepage", None),
        ("frontmatter", "toc", "doc-toc"),
        ("frontmatter", "introduction", "doc-introduction"),
        ("bodymatter", "part", "doc-part"),
        ("bodymatter", "chapter", "doc-chapter"),
        ("bodymatter", "chapter", "doc-chapter"),
    ]
    assert kinds(torture)[-1] == ("backmatter", "index", "doc-index")
    assert ("backmatter", "glossary", "doc-glossary") in kinds(torture)
    assert ("backmatter", "appendix", "doc-appendix") in kinds(torture)


def test_every_link_of_the_book_leads_somewhere(torture: Epub) -> None:
    ids = {name: set(torture.find(name, "//@id")) for name in torture.spine}
    for page in torture.spine:
        for href in torture.find(page, "//h:a/@href"):
            if "://" in href:
                continue
            path, _, fragment = href.partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            )
            assert target in ids, (page, href)
            assert not fragment or fragment in ids[target], (page, href)


def test_the_index_leads_to_numbered_passages(torture: Epub) -> None:
    entry = "//h:li[h:span[@epub:type='index-term'] = '{}']"
    [link] = torture.find(
        "index.xhtml", entry.format("indexé") + "/h:a[@epub:type='index-locator']"
    )
    assert link.text == "1.1"
    assert torture.texts("index.xhtml", entry.format("entraide")) == ["entraidevoir solidarité"]
    assert "Index" in torture.texts("nav.xhtml", "//h:nav[@epub:type='toc']/h:ol/h:li/h:a")


def test_hidden_tables_are_hidden(torture: Epub) -> None:
    assert torture.find("nav.xhtml", "//h:nav[@hidden]/@epub:type") == ["landmarks"]
    assert "[hidden] { display: none !important; }" in torture.read("livre.css").decode()
