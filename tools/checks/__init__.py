"""Is it all right? From a book, and what was built from it, to diagnostics. Never Sphinx."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tools.checks.causes import without_consequences
from tools.checks.credits import (
    cast_as_published,
    credit_once_in_list,
    credit_places_follow,
    credits_lists_filled,
    credits_shown_once,
    participants_counted,
    production_spelt_alike,
)
from tools.checks.dates import (
    date_exists,
    duration_as_published,
    duration_readable,
    duration_said_is_true,
    listen_address_alike,
    passage_dated_as_told,
    summary_tells_the_page,
    years_add_up,
)
from tools.checks.images import (
    alternative_describes,
    check_image_files,
    image_has_alternative,
    image_stands_in_book,
)
from tools.checks.lexicon import check_data_lexicon, check_lexicon
from tools.checks.outputs import Say, check_outputs, spare_relayed
from tools.checks.pages import (
    address_is_safe,
    check_paragraphs,
    contents_follow_numbers,
    episode_numbers_follow,
    file_bears_number,
    file_name_is_plain,
    header_text_is_punctuated,
    heading_is_clear,
    heading_is_marked,
    heading_is_unique,
    page_has_title,
    page_holds_no_html,
    paragraph_is_not_indented,
    path_stays_in_book,
    work_is_done,
)
from tools.checks.people import (
    character_of_this_episode,
    homonyms_told_apart,
    name_spelt_as_registered,
    people_distinct,
    person_linked_once,
    person_serves,
    real_person_not_quoted,
    register_sorted,
    sort_key_of_the_name,
    speaker_serves,
    speakers_distinct,
    voice_has_one_role,
)
from tools.checks.reference import (
    acronym_declared,
    acronym_serves,
    archive_has_its_work,
    category_spelt_alike,
    entries_sorted,
    entry_date_exists,
    entry_has_place,
    entry_named_in_its_places,
    entry_once,
    entry_page_exists,
    entry_passage_exists,
    figure_has_its_entry,
    figure_shows_its_value,
    idea_question_asks,
    idea_told_in_its_passages,
    landmarks_in_order,
    organisation_acronym_exists,
    place_listed_once,
    related_ideas_agree,
)
from tools.checks.references import (
    address_clean,
    label_given_once,
    label_serves,
    link_agrees_with_text,
    link_fits_its_sentence,
    link_leads_elsewhere,
    link_text_has_one_target,
    link_text_tells,
    no_reference_by_place,
    notes_paired,
    number_named_exists,
    page_linked_exists,
    published_anchor_stands,
    title_quoted_exactly,
)
from tools.checks.sheets import (
    cards_are_a_list,
    episode_has_its_sheet,
    group_size_ordered,
    lines_counted,
    listed_is_used,
    listening_lasts_the_episode,
    listening_once,
    objectives_few,
    passage_of_its_episode,
    passage_quoted_exists,
    printed_letter_exists,
    printed_letters_complete,
    printed_page_serves,
    question_asks,
    question_is_open,
    remainder_told,
    sheet_file_bears_its_number,
    sheet_lists_filled,
    sheet_set_once,
    table_adds_up,
    timetable_adds_up,
    timetable_has_steps,
    used_is_listed,
    words_fit_the_step,
)
from tools.checks.silences import heed_output_silences, heed_silences
from tools.checks.sound import check_sound_files
from tools.checks.spelling import check_spelling, spare_told
from tools.checks.transcript import (
    passage_filled,
    passage_fits_its_voice,
    passage_labelled,
    passage_written_once,
    turn_in_its_passage,
    turn_in_the_right_mouth,
    turns_change_mouth,
    turns_counted,
)
from tools.checks.typography import check_data_typography, check_typography
from tools.diagnostics import Diagnostic
from tools.markup.book import Reading
from tools.model import Book, Page

PageCheck = Callable[[Page, Book], Iterator[Diagnostic]]
"""Looks at one page; the book says what the page must agree with."""

BookCheck = Callable[[Book], Iterator[Diagnostic]]
"""Looks at the whole book at once."""

PAGE_CHECKS: tuple[PageCheck, ...] = (
    # pages
    file_name_is_plain,
    file_bears_number,
    header_text_is_punctuated,
    page_has_title,
    heading_is_clear,
    heading_is_unique,
    heading_is_marked,
    page_holds_no_html,
    address_is_safe,
    path_stays_in_book,
    paragraph_is_not_indented,
    work_is_done,
    check_paragraphs,
    # images
    image_has_alternative,
    alternative_describes,
    image_stands_in_book,
    # typography
    check_typography,
    # lexicon
    check_lexicon,
    # credits
    credits_lists_filled,
    credit_once_in_list,
    # people
    speaker_serves,
    speakers_distinct,
    character_of_this_episode,
    # transcript
    passage_filled,
    passage_labelled,
    passage_fits_its_voice,
    turn_in_its_passage,
    turns_change_mouth,
    turns_counted,
    turn_in_the_right_mouth,
    # references
    link_text_tells,
    no_reference_by_place,
    address_clean,
    notes_paired,
    link_leads_elsewhere,
    link_text_has_one_target,
    # dates
    duration_readable,
    date_exists,
    years_add_up,
    summary_tells_the_page,
    passage_dated_as_told,
    # sheets
    timetable_adds_up,
    listening_once,
    listening_lasts_the_episode,
    words_fit_the_step,
    remainder_told,
    used_is_listed,
    listed_is_used,
    group_size_ordered,
    sheet_lists_filled,
    objectives_few,
    question_asks,
    question_is_open,
    passage_quoted_exists,
    passage_of_its_episode,
    sheet_file_bears_its_number,
    sheet_set_once,
    timetable_has_steps,
    lines_counted,
    cards_are_a_list,
    table_adds_up,
)
BOOK_CHECKS: tuple[BookCheck, ...] = (
    # pages
    contents_follow_numbers,
    episode_numbers_follow,
    # typography
    check_data_typography,
    # lexicon
    check_data_lexicon,
    # spelling
    check_spelling,
    # credits
    credits_shown_once,
    cast_as_published,
    credit_places_follow,
    production_spelt_alike,
    participants_counted,
    # people
    name_spelt_as_registered,
    person_serves,
    people_distinct,
    sort_key_of_the_name,
    register_sorted,
    voice_has_one_role,
    homonyms_told_apart,
    real_person_not_quoted,
    person_linked_once,
    # transcript
    passage_written_once,
    # references
    link_agrees_with_text,
    number_named_exists,
    page_linked_exists,
    label_serves,
    label_given_once,
    title_quoted_exactly,
    published_anchor_stands,
    link_fits_its_sentence,
    # dates
    duration_as_published,
    duration_said_is_true,
    listen_address_alike,
    # sheets
    episode_has_its_sheet,
    printed_letter_exists,
    printed_letters_complete,
    printed_page_serves,
    # reference
    entry_has_place,
    idea_question_asks,
    entry_date_exists,
    place_listed_once,
    figure_shows_its_value,
    entry_once,
    category_spelt_alike,
    entry_passage_exists,
    entry_page_exists,
    related_ideas_agree,
    acronym_declared,
    acronym_serves,
    entry_named_in_its_places,
    landmarks_in_order,
    entries_sorted,
    organisation_acronym_exists,
    archive_has_its_work,
    idea_told_in_its_passages,
    figure_has_its_entry,
)


def check_book(root: Path, reading: Reading, *, say: Say = lambda step: None) -> list[Diagnostic]:
    """Return every fault of the book in *root*: its sources, then what is built from them.

    What a page silences with a reason is left out; a silence that serves nothing is a fault.
    *say* hears what is being looked at.
    """
    book = reading.book
    say("les pages")
    found = [
        *reading.diagnostics,
        *_check_sources(book),
        *check_image_files(root, book),
        *check_sound_files(root, book),
    ]
    sources = without_consequences(heed_silences(book, spare_told(found)))
    outputs = heed_output_silences(root, check_outputs(root, book, say=say))
    return sorted(spare_relayed(sources, outputs), key=lambda fault: fault.order)


def _check_sources(book: Book) -> Iterator[Diagnostic]:
    for page in book.pages:
        for look in PAGE_CHECKS:
            yield from look(page, book)
    for look_at_all in BOOK_CHECKS:
        yield from look_at_all(book)
