"""What each node of the book means in HTML, on tiny books."""

from __future__ import annotations

from lxml import html

from tests.books import EPISODE, episode, scene


def page_of(book, body):
    """Build an episode that holds *body*, and return its page as a tree."""
    return html.fromstring(book({EPISODE: episode(body)}).build("html").html())


def only(tree, selector):
    found = tree.xpath(selector)
    assert len(found) == 1, (selector, [html.tostring(each) for each in found])
    return found[0]


def test_a_number_is_a_link_to_its_own_passage_and_comes_before_the_first_word(book):
    page = page_of(book, "Premier passage.\n\nSecond passage.")
    passage = page.get_element_by_id("ep1-p2")
    number = passage[0]
    assert number.get("class") == "number"
    assert number.get("href") == "#ep1-p2"
    assert number.get("aria-label") == "Passage 1.2"
    assert number.text == "1.2"
    assert not passage.text
    assert passage.text_content() == "1.2 Second passage."


def test_a_list_item_has_its_number_on_the_line_of_its_first_words(book):
    page = page_of(book, "- Un point.\n- Un autre.\n\n  Sa suite.\n")
    item = page.get_element_by_id("ep1-p2")
    assert item.tag == "li"
    first, second = item.findall("p")
    assert first[0].get("href") == "#ep1-p2"
    assert not second.find_class("number")


def test_a_scene_is_a_group_named_by_its_label_and_no_landmark(book):
    page = page_of(book, scene("Soline : Bonjour !"))
    passage = only(page, "//div[contains(@class, 'scene')]")
    assert passage.get("role") == "group"
    label = page.get_element_by_id(passage.get("aria-labelledby"))
    assert label.text_content() == "Scène · Au parc · 2045, un parc"


def test_a_turn_tells_its_speaker_and_its_sounds_from_its_words(book):
    page = page_of(book, scene("Soline : [bruitage] Bonjour !\n\n[musique]"))
    turn = only(page, "//p[@class='turn']")
    assert only(turn, "b[@class='speaker']").text == "Soline"
    assert only(turn, "i[@class='cue']").text == "[bruitage]"
    assert only(page, "//p[@class='cue-line']/i[@class='cue']").text == "[musique]"


def test_the_page_is_one_article_named_by_its_title(book):
    page = page_of(book, "## Une partie\n\nTexte.")
    article = only(page, "//article[h1]")
    assert article[0].tag == "h1"
    assert only(article, "section[@id='une-partie']//h2").text == "Une partie"


def test_a_duration_can_be_read_by_a_machine(book):
    duration = only(page_of(book, "Texte."), "//time[@class='episode-duration']")
    assert duration.get("datetime") == "PT8M"


def test_foreign_words_say_their_language(book):
    page = page_of(book, "Un [brainstorming]{.language-en} de plus.")
    assert only(page, "//span[@lang='en']").text == "brainstorming"


def test_a_heading_is_named_by_its_text_alone_and_its_permalink_stands_beside(book):
    page = page_of(book, "## La place du travail\n\nTexte.")
    heading = only(page, "//div[@class='heading']/h2")
    assert heading.text_content() == "La place du travail"
    link = heading.getnext()
    assert link.get("aria-label") == "Lien vers « La place du travail »"
    assert link.get("href") == "#la-place-du-travail"
    assert not only(page, "//h1").xpath("a | ../a[@class='headerlink']")


def test_a_header_cell_says_which_cells_it_heads(book):
    table = "```{list-table} Repères\n:header-rows: 1\n:stub-columns: 1\n\n* - Année\n  - Fait\n* - 1945\n  - Création\n```\n"
    page = page_of(book, table)
    scopes = [(cell.text_content(), cell.get("scope")) for cell in page.iter("th")]
    assert scopes == [("Année", "col"), ("Fait", "col"), ("1945", "row")]
    wrapper = only(page, "//div[contains(@class, 'table-wrapper')]")
    assert wrapper.get("tabindex") == "0"
    assert wrapper.get("aria-label") == "Tableau\u00a0: Repères"


def test_a_table_without_a_title_is_named_by_its_section_and_has_its_id_alone(book):
    page = page_of(book, "## Les âges\n\n(ages)=\n\n| Âge | Fait |\n| --- | --- |\n| 1 | 2 |\n")
    wrapper = only(page, "//div[contains(@class, 'table-wrapper')]")
    assert wrapper.get("aria-label") == "Tableau\u00a0: Les âges"
    assert wrapper.get("id") is None


def test_a_note_is_called_and_leads_back_by_name(book):
    page = page_of(book, "Une phrase[^n].\n\n[^n]: Une note.\n")
    call = only(page, "//a[@role='doc-noteref']")
    assert (call.text, call.get("aria-label")) == ("1", "Note 1")
    note = page.get_element_by_id(call.get("href")[1:])
    assert note.get("role") == "doc-footnote"
    back = only(note, ".//a[@role='doc-backlink']")
    assert page.get_element_by_id(back.get("href")[1:]) is call
    assert not page.xpath("//main//aside | //article//aside")


def test_credits_are_a_list_of_roles_and_each_name_is_one(book):
    page = page_of(book, "## Générique\n\n```{credits}\n```\n")
    credits_ = only(page, "//div[contains(@class, 'credits')]")
    names = [name.text for name in credits_.xpath(".//dd//span[@class='name']")]
    assert names[:2] == ["Yunus Bayram", "Nadège Masnière"]


def test_what_a_page_does_not_use_is_not_sent_with_it(book):
    plain = page_of(book, "Texte.")
    sent = " ".join(plain.xpath("//link/@href | //script/@src"))
    assert "sphinx-design" not in sent
    assert "design-tabs" not in sent
    assert "pygments" not in sent
    coded = page_of(book, "```python\nx = 1\n```\n")
    assert "pygments" in " ".join(coded.xpath("//link/@href"))


def test_cards_keep_what_sphinx_design_needs(book):
    page = page_of(book, ":::{card} Une carte\nTexte.\n:::\n")
    card = only(page, "//div[contains(@class, 'sd-card ')]")
    assert "container" not in card.get("class").split()
    assert "sphinx-design" in " ".join(page.xpath("//link/@href"))
