"""The back matter: what each entry says, where it stands in the alphabet, and where it leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docutils import nodes
from lxml import html

from tests.books import Built
from tests.conftest import BookFactory
from tests.sphinxext.backmatter import ACRONYMS, PAGES, SECOND
from tests.sphinxext.conftest import BUILDERS
from tools.sphinxext.entries import alphabetical, by_initial, initial

BackMatter = Callable[[str], Built]


def plain(node: nodes.Node) -> str:
    return " ".join(node.astext().split())


def entries(built: Built, name: str, docname: str = "reperes/tout") -> dict[str, list[str]]:
    """Return the blocks of each entry of the lists that have the class *name*, by the entry's id."""
    return {
        item["ids"][0]: [plain(block) for block in [item[0], *item[1].children]]
        for found in built.doctree(docname).findall(nodes.definition_list)
        if name in found["classes"]
        for item in found.children
        if isinstance(item, nodes.Element)
    }


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_entry_is_set_in_every_output(builder: str, back_matter: BackMatter) -> None:
    assert back_matter(builder).warnings == ""


def test_a_name_is_filed_without_its_accents_nor_its_signs() -> None:
    assert [initial(name) for name in ("Île", "« Œuvre »", "l’eau", "81 %")] == [
        "I",
        "O",
        "L",
        "0-9",
    ]
    found = by_initial(["zone", "Écoute", "eau", "écoute"], str)
    assert found == {"E": ("eau", "Écoute", "écoute"), "Z": ("zone",)}
    assert alphabetical("L’Été à la mer") == "l ete a la mer"


def test_an_idea_says_what_it_is_who_uses_it_what_it_asks_and_where(
    back_matter: BackMatter,
) -> None:
    assert entries(back_matter("html"), "lexicon")["idee-miroir"] == [
        "miroir qui parle outil",
        "On lui parle, Soline surtout.",
        "Dans le récit. Soline, le matin.",
        "La question. Que lui cacher ?",
        "Épisode 1 : 1.2 ; épisode 2 : 2.1",
        "Voir aussi : écoute ; thème : Le lien",
    ]
    assert entries(back_matter("html"), "lexicon")["idee-jardin"][-1] == "Thème : La terre"


def test_the_lexicon_has_a_section_for_each_letter(back_matter: BackMatter) -> None:
    sections = {
        section["ids"][0]: plain(section[0])
        for section in back_matter("html").doctree("reperes/tout").findall(nodes.section)
    }
    assert {key: sections[key] for key in sections if key.startswith("lettre-")} == {
        "lettre-e": "E", "lettre-j": "J", "lettre-m": "M",
    }  # fmt: skip


def test_a_theme_counts_its_ideas_as_the_map_does(back_matter: BackMatter) -> None:
    themes = entries(back_matter("html"), "themes")
    assert list(themes) == ["theme-le-lien", "theme-la-terre"]
    assert themes["theme-le-lien"][1] == (
        "2 idées : 1 dans l’épisode 1, 1 dans l’épisode 2. Dites aussi : 1 dans l’épisode 2."
    )
    assert themes["theme-la-terre"][1:] == ["1 idée : 1 dans l’épisode 1.", "jardin partagé"]


def test_acronyms_are_expanded_in_alphabetical_order(back_matter: BackMatter) -> None:
    found = entries(back_matter("html"), "entries")
    assert [key for key in found if key.startswith("sigle-")] == ["sigle-caf", "sigle-msa"]
    assert found["sigle-msa"] == [
        "MSA", "Mutualité sociale agricole", "Une caisse.", "Épisode 1 : 1.1",
    ]  # fmt: skip


def test_a_page_without_passages_is_named_by_its_title(back_matter: BackMatter) -> None:
    found = entries(back_matter("html"), "entries")["sigle-caf"]
    assert found[-1] == "Pages : accueil du site, épisode 2, Tout"


def test_what_the_edition_adds_says_that_it_does(back_matter: BackMatter) -> None:
    found = entries(back_matter("html"), "entries")
    assert found["organisation-msa"] == [
        "MSA réelle",
        "L’épisode la nomme.",
        "Note de l’édition. Elle existe (source : elle-même).",
        "Sigle : MSA",
        "Épisode 1 : 1.1",
    ]
    assert found["organisation-aquanova"] == ["Aquanova fictive", "De l’eau.", "Épisode 1 : 1.3"]
    assert found["oeuvre-ile-deserte"][0] == "« Île déserte » film, 1976"


def test_figures_have_a_table_for_each_episode(back_matter: BackMatter) -> None:
    document = back_matter("html").doctree("reperes/tout")
    tables = [
        (plain(table.parent[0]), [[plain(cell) for cell in row.children] for row in table.findall(nodes.row)])
        for table in document.findall(nodes.table)
        if "figures" in table["classes"]
    ]  # fmt: skip
    head = ["Chiffre", "Ce qu’il compte", "Source et passages"]
    assert tables == [
        ("La série et ce livre", [head, ["8 minutes", "La durée.", "Réel · page de la série Page : épisode 1"]]),
        ("Épisode 2 — Une suite", [head, ["3 %", "La part de ceux qui rêvent.", "Fiction · sans source indiquée Épisode 2 : 2.2"]]),
    ]  # fmt: skip


def test_a_landmark_tells_its_date_as_one_reads_it_and_as_a_machine_does(
    back_matter: BackMatter,
) -> None:
    found = entries(back_matter("html"), "landmarks")
    assert [blocks[0] for blocks in found.values()] == [
        "1945 · Le début",
        "1er juillet 2025 · Le Défi",
        "2045, 16 h 30 · Le goûter fiction",
        "3 juillet 2045, 8 h · Le lendemain date calculée",
    ]
    times = html.document_fromstring(back_matter("html").html("reperes/tout")).xpath(
        "//dl[contains(@class, 'landmarks')]//time/@datetime"
    )
    assert times == ["1945", "2025-07-01", "16:30", "2045-07-03T08:00"]


def test_every_link_of_the_back_matter_finds_its_anchor(back_matter: BackMatter) -> None:
    built = back_matter("html")
    pages = ("reperes/tout", "reperes/index-general", "episodes/1-essai", "episodes/2-suite")
    for docname in pages:
        page = html.document_fromstring(built.html(docname))
        for href in page.xpath('//article//a[contains(@class, "internal")]/@href'):
            path, _, anchor = href.partition("#")
            here = built.out / f"{docname}.html"
            target = (here.parent / path).resolve() if path else here
            assert target.is_file(), href
            if anchor:
                assert html.parse(str(target)).xpath(f'//*[@id="{anchor}"]'), href


def test_an_entry_has_its_id_and_a_link_to_itself(back_matter: BackMatter) -> None:
    page = html.document_fromstring(back_matter("html").html("reperes/tout"))
    (term,) = page.xpath("//dt[@id='idee-miroir']")
    (link,) = term.xpath("a[@class='headerlink']")
    assert (link.get("href"), link.get("aria-label")) == (
        "#idee-miroir", "Lien vers « miroir qui parle »",
    )  # fmt: skip


def test_an_idea_is_reached_from_anywhere(back_matter: BackMatter) -> None:
    page = html.document_fromstring(back_matter("html").html("episodes/1-essai"))
    (link,) = page.xpath(
        "//article//p[@id='ep1-p1']//a[contains(@href, 'tout')][span[@class='idea']]"
    )
    assert (link.get("href"), link.text_content()) == (
        "../reperes/tout.html#idee-miroir", "miroir qui parle",
    )  # fmt: skip


def test_a_file_that_changed_changes_every_page_that_shows_it(book: BookFactory) -> None:
    tiny = book(
        PAGES,
        people=("Delphine Mpode Minka", "Yunus Bayram", "Nadège Masnière", "Ambroise Croizat"),
    )
    tiny.build()
    tiny.write("reperes/acronyms.toml", ACRONYMS.replace("Une caisse.", "Une mutuelle."))
    assert "Une mutuelle." in entries(tiny.build(), "entries")["sigle-msa"]
    tiny.write(SECOND, tiny.files[SECOND].replace("Une suite", "La fin"))
    titles = {plain(each) for each in tiny.build().doctree("reperes/tout").findall(nodes.title)}
    assert "Épisode 2 — La fin" in titles


def test_two_readers_at_once_make_the_same_pages(book: BookFactory) -> None:
    people = ("Delphine Mpode Minka", "Yunus Bayram", "Nadège Masnière", "Ambroise Croizat")
    tiny = book(PAGES, people=people)
    pages = ("reperes/tout", "reperes/index-general", "episodes/1-essai")
    alone = [tiny.build("html").html(name) for name in pages]
    (tiny.root / "_build/doctrees/environment.pickle").unlink()
    built = tiny.build("html", jobs=2)
    assert [built.html(name) for name in pages] == alone
