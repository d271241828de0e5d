"""What each element of a page becomes in the e-book."""

from __future__ import annotations

from tests.books import EPISODE, episode, scene
from tests.conftest import BookFactory
from tests.epub.conftest import Epub, make

PAGE = EPISODE.removesuffix(".md") + ".xhtml"
OPS = "{http://www.idpf.org/2007/ops}type"


def test_a_scene_says_who_speaks_and_what_is_heard(book: BookFactory) -> None:
    epub = make(book({EPISODE: episode(scene("[musique]\n\nSoline : Et [bruitage] alors ?"))}))
    [found] = epub.find(PAGE, "//*[@epub:type='z3998:scene']")
    assert found.get("role") == "group"
    [label] = epub.find(PAGE, f"//*[@id='{found.get('aria-labelledby')}']")
    assert "".join(label.itertext()) == "Scène · Au parc · 2045, un parc"
    [cue] = epub.find(PAGE, "//h:p[@class='didascalie']")
    assert cue.get("id") is None
    [turn] = epub.find(PAGE, "//h:p[@class='replique']")
    assert turn.get("id") == "ep1-p1"
    number, speaker, sound = turn
    assert (number.text, number.get("class"), number.get("aria-hidden")) == (
        "1.1",
        "numero",
        "true",
    )
    assert (speaker.tag.rpartition("}")[2], speaker.get(OPS)) == ("b", "z3998:persona")
    assert (sound.tag.rpartition("}")[2], sound.get(OPS)) == ("i", "z3998:stage-direction")
    assert sound.text == "[bruitage]"


def test_narrow_spaces_are_widened_everywhere(book: BookFactory) -> None:
    text = "Quoi ? Si ! « Oui » ; à 16 h 30 : 66 000 000, ou `a ?`."
    epub = make(book({EPISODE: episode(f"## Vraiment ?\n\n{text}", title="Un titre ?")}))
    for name in [*epub.spine, "toc.ncx", "package.opf"]:
        assert "\u202f" not in epub.read(name).decode()
    [paragraph] = epub.find(PAGE, "//h:p[@id='ep1-p1']")
    shown = "".join(paragraph.itertext())
    assert shown.startswith(
        "1.1 Quoi\u00a0? Si\u00a0! «\u00a0Oui\u00a0»\u00a0; à 16\u00a0h\u00a030\u00a0: 66\u00a0000"
    )
    assert epub.texts("nav.xhtml", "//h:a[contains(@href, 'vraiment')]") == ["Vraiment\u00a0?"]
    assert "Un titre\u00a0?" in epub.read("toc.ncx").decode()
    assert epub.texts("package.opf", "//dc:title[@id='subtitle']") == ["Et si l’on essayait\u00a0?"]


def test_ordinals_and_foreign_words_keep_their_meaning(torture: Epub) -> None:
    assert torture.texts(PAGE, "//h:sup[@class='ordinal']") == ["e"]
    [words] = torture.find(PAGE, "//h:span[@lang='en']")
    assert words.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_an_archive_and_an_extract_are_figures_with_a_legend(torture: Epub) -> None:
    legends = torture.texts(PAGE, "//h:figure/h:figcaption")
    assert legends == [
        "Archive · un homme de 80\u00a0ans, 1965",
        "Extrait de film · Bienvenue à Gattaca",
    ]


def test_other_passages_are_groups_named_by_their_label(torture: Epub) -> None:
    for group in torture.find(PAGE, "//h:div[@role='group']"):
        assert torture.find(PAGE, f"//h:p[@id='{group.get('aria-labelledby')}']")
    kinds = torture.texts(PAGE, "//h:div[@role='group']/h:p/h:span[@class='genre']")
    assert kinds == ["Scène", "Témoignage", "Micro-trottoir", "Voix off"]


def test_the_head_of_an_episode_tells_its_length_to_machines_too(torture: Epub) -> None:
    [duration] = torture.find(PAGE, "//h:time")
    assert (duration.get("datetime"), duration.text) == ("PT8M", "8\u00a0min")
    [subtitle] = torture.find(PAGE, "//h:p[@role='doc-subtitle']")
    assert subtitle.text == "Tout ce qu’un épisode peut tenir"


def test_credits_are_marked_as_such(torture: Epub) -> None:
    names = torture.texts(PAGE, "//*[@epub:type='z3998:other-credits']//h:span[@class='nom']")
    assert names[:2] == ["Yunus Bayram", "Nadège Masnière"]


def test_notes_stand_together_at_the_end_and_lead_back(torture: Epub) -> None:
    [section] = torture.find(PAGE, "//h:section[@epub:type='footnotes']")
    notes = torture.find(PAGE, "//h:aside[@epub:type='footnote']")
    assert [note.getparent().get(OPS) for note in notes] == ["footnotes", "footnotes"]
    assert [note.get("role") for note in notes] == ["doc-footnote", "doc-footnote"]
    calls = torture.find(PAGE, "//h:a[@role='doc-noteref']")
    assert [call.text for call in calls] == ["1", "1", "2", "2"]
    assert all(torture.find(PAGE, f"//h:aside[@id='{call.get('href')[1:]}']") for call in calls)
    returns = torture.find(PAGE, "//h:a[@role='doc-backlink']")
    assert {call.get("id") for call in calls} == {back.get("href")[1:] for back in returns}
    labels = [back.get("aria-label") for back in returns]
    assert labels[0] == "Retour à l’appel de note 1, 1 sur 2"
    assert len(set(labels)) == len(labels)
    assert section.getparent().get(OPS) == "chapter"


def test_the_way_on_to_the_next_episode_comes_after_the_notes(book: BookFactory) -> None:
    pages = {
        EPISODE: episode("Un mot[^n].\n\n[^n]: Une note."),
        "episodes/2-suite.md": episode("La suite.", number=2, title="La suite"),
    }
    epub = make(book(pages))
    *_, notes, onward = epub.find(PAGE, "//h:section[@role='doc-chapter']/*")
    assert notes.get(OPS) == "footnotes"
    assert onward.get("class") == "suite"
    assert epub.find(PAGE, "//h:div[@class='suite']//h:a/@href") == ["2-suite.xhtml"]


def test_task_lists_have_no_boxes_to_tick(torture: Epub) -> None:
    signs = torture.find("reperes/myst.xhtml", "//h:li//h:span[@role='img']")
    assert [(sign.text, sign.get("aria-label")) for sign in signs] == [
        ("☐", "à faire"),
        ("☑", "fait"),
    ]


def test_tables_tell_their_headers(torture: Epub) -> None:
    heads = torture.find("reperes/myst.xhtml", "//h:th")
    assert {(head.get("scope"), "".join(head.itertext()).strip()) for head in heads} == {
        ("col", "Durée"), ("col", "Lieu"), ("col", "Étape"), ("col", "Minutes"),
        ("row", "Accueil"), ("row", "Écoute"), ("col", "a"), ("col", "b"),
    }  # fmt: skip


def test_formulas_are_mathml_with_their_source(torture: Epub) -> None:
    sources = torture.find("reperes/myst.xhtml", "//m:math/@alttext")
    assert sources == ["a^2 + b^2", "a^2 + b^2 = c^2"]


def test_code_has_no_colours(torture: Epub) -> None:
    assert torture.find("reperes/myst.xhtml", "//h:pre//h:span") == []
    assert "def bonjour() -> str:" in torture.texts("reperes/myst.xhtml", "//h:pre")[0]


def test_what_needs_a_screen_becomes_plain_sections(torture: Epub) -> None:
    name = "reperes/design.xhtml"
    assert torture.texts(name, "//h:div[@class='onglet']/h:p[@class='titre']")[:2] == [
        "Premier onglet",
        "Second onglet",
    ]
    assert "Un tiroir" in torture.texts(name, "//h:aside[@class='encadre']/h:p[@class='titre']")
    card = torture.texts(name, "//h:div[@class='carte'][1]//h:p")
    assert [text.strip() for text in card][:3] == [
        "Une carte", "Son texte.", "Garantir le lien\u00a0: l’essai n°\u00a01",
    ]  # fmt: skip
    assert torture.find(name, "//h:details | //h:input | //h:button | //svg:svg") == []


def test_nothing_of_the_site_is_left(torture: Epub) -> None:
    for name in torture.spine:
        text = torture.read(name).decode()
        assert "data-" not in text
        assert "sd-" not in text
        assert "headerlink" not in text


def test_a_glossary_is_one_for_machines_too(torture: Epub) -> None:
    name = "reperes/lexique.xhtml"
    [page] = torture.find(name, "//h:section[@role='doc-glossary']")
    assert page.get(OPS) == "glossary"
    assert torture.texts(name, "//h:dt/h:dfn[@epub:type='glossterm']") == [
        "Aquanova", "Laissez-passer A38", "A38",
    ]  # fmt: skip
    assert len(torture.find(name, "//h:dd[@epub:type='glossdef']")) == 2
