"""Building: each output complete or untouched, and nothing done when there is nothing to do."""

from __future__ import annotations

import fcntl
import json
import shutil
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.books import EPISODE, TinyBook, copy_of_root, episode, write_tiny_book
from tests.conftest import BookFactory
from tools import build as building
from tools.build import (
    OUTPUTS,
    BuildFailed,
    Folder,
    Output,
    build,
    export,
    read_stamps,
    source_date,
)
from tools.checks.outputs import check_outputs
from tools.diagnostics import Diagnostic
from tools.markup.book import fingerprint

SOUND = {EPISODE: episode("Un paragraphe.\n")}
LOST = episode("Un [lien](#nulle-part) qui ne mène à rien.\n")
"""A page that our own reader finds sound, and Sphinx does not."""


UNCALLED = episode("Un.\n\n[^n]: Une note que rien n’appelle.\n")
"""Another, of which Sphinx says so when it reads the page, and not again."""


def make(book: TinyBook, *names: str, jobs: int = 1) -> list[str]:
    """Build, and return what was said."""
    said: list[str] = []
    build(book.root, names or tuple(OUTPUTS), say=said.append, jobs=jobs)
    return said


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".verrou"
    }


def outputs(book: TinyBook) -> dict[str, bytes]:
    """Return what a reader or a program may take: the outputs, the stamps, the book as data."""
    kept = {*OUTPUTS, "stamps.json", "book.json"}
    found = files(book.root / "_build")
    return {path: content for path, content in found.items() if path.split("/")[0] in kept}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinyBook:
    """A tiny book with its three outputs; tests copy it before they change it."""
    tiny = write_tiny_book(tmp_path_factory.mktemp("construit") / "livre", SOUND)
    make(tiny)
    return tiny


@pytest.fixture
def whole(built: TinyBook, tmp_path: Path) -> TinyBook:
    """A copy of the built book."""
    shutil.copytree(built.root, tmp_path / "livre")
    return TinyBook(tmp_path / "livre", dict(built.files))


# --- What is built --------------------------------------------------------------------------------


def test_the_three_books_stand_where_design_says(built: TinyBook) -> None:
    made = built.root / "_build"
    assert (made / "html/index.html").is_file()
    assert (made / "epub/on-a-reve-la-secu-de-demain.epub").is_file()
    assert (made / "pdf/on-a-reve-la-secu-de-demain.pdf").is_file()
    assert json.loads((made / "book.json").read_text("utf-8"))["title"] == "Un livre d’essai"


def test_nothing_aside_is_left_behind(built: TinyBook) -> None:
    left = {path.name for path in (built.root / "_build").iterdir()}
    assert left == {
        "html", "epub", "pdf", "doctrees", "stamps.json", "sphinx.json", "book.json", ".verrou"
    }  # fmt: skip


def test_the_pdf_is_laid_out_before_the_e_book_that_takes_its_pages_from_it(
    book: BookFactory,
) -> None:
    assert make(book(SOUND), "epub") == ["pdf : construction", "epub : construction"]


def test_one_book_alone_can_be_built(book: BookFactory) -> None:
    tiny = book(SOUND)
    make(tiny, "html")
    assert {path.name for path in (tiny.root / "_build").iterdir() if path.is_dir()} == {
        "html", "doctrees"
    }  # fmt: skip


def test_the_book_as_data_has_the_pages_of_the_pdf(built: TinyBook) -> None:
    data = json.loads((built.root / "_build/book.json").read_text("utf-8"))
    assert isinstance(data["episodes"][0]["passages"][0]["page"], int)


def test_without_a_pdf_the_book_as_data_has_no_pages(book: BookFactory) -> None:
    tiny = book(SOUND)
    make(tiny, "html")
    data = json.loads((tiny.root / "_build/book.json").read_text("utf-8"))
    assert data["episodes"][0]["passages"][0]["page"] is None


def test_two_builds_give_the_same_bytes(built: TinyBook, book: BookFactory) -> None:
    again = book(SOUND)
    assert again.root != built.root
    make(again)
    assert outputs(again) == outputs(built)


# --- Nothing to do is nothing done ----------------------------------------------------------------


def test_what_is_up_to_date_is_not_built_again(
    whole: TinyBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = outputs(whole)
    monkeypatch.setattr(building, "_run_sphinx", lambda *_: pytest.fail("Sphinx a tourné"))
    assert make(whole) == ["rien à refaire : les livres demandés sont à jour"]
    assert outputs(whole) == before


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_book_that_was_taken_away_is_built_again(name: str, whole: TinyBook) -> None:
    (whole.root / "_build" / name).rename(whole.root / "ailleurs")
    assert f"{name} : construction" in make(whole)
    assert files(whole.root / "_build" / name) == files(whole.root / "ailleurs")


def test_a_page_that_changed_is_built_again(whole: TinyBook) -> None:
    whole.write(EPISODE, episode("Un tout autre paragraphe.\n"))
    assert make(whole) == [f"{name} : construction" for name in OUTPUTS]
    page = (whole.root / "_build/html/episodes/1-essai.html").read_text("utf-8")
    assert "Un tout autre paragraphe." in page


def test_another_date_is_another_book(whole: TinyBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert make(whole, "pdf") == ["pdf : construction"]


@pytest.mark.parametrize("stamps", ["", "[]", "{}", "pas du JSON", '{"pdf": 3}', '{"html": {}}'])
def test_stamps_that_cannot_be_read_mean_building_again(stamps: str, whole: TinyBook) -> None:
    whole.write("_build/stamps.json", stamps)
    assert make(whole, "html")[0] == "html : construction"
    assert read_stamps(Folder(whole.root))["html"]["sources"] == fingerprint(whole.root)


# --- Downloads ------------------------------------------------------------------------------------


def offered(book: TinyBook) -> set[str]:
    """Return the files that the site offers, and check that it holds no other and no dead link."""
    site = book.root / "_build/html"
    home = html.document_fromstring((site / "index.html").read_text("utf-8"))
    links = {
        link.rpartition("/")[2]
        for link in home.xpath('//*[contains(@class, "downloads")]//a/@href')
    }
    assert links == {path.name for path in site.glob("telechargements/*")}
    return links


def test_the_sheets_to_print_and_the_guide_are_offered_once_they_are_built(tmp_path: Path) -> None:
    tiny = copy_of_root("guide", tmp_path / "livre")
    home = "# Accueil\n\n```{downloads}\n```\n"
    tiny.write(
        "index.md", (tiny.root / "index.md").read_text("utf-8").replace("# Un livre d’essai", home)
    )
    make(tiny, "html")
    assert not (tiny.root / "_build/html/telechargements").exists()
    make(tiny)
    site = tiny.root / "_build/html"
    made = files(tiny.root / "_build/pdf")
    sheets = {name: made[name] for name in ("fiches/A.pdf", "fiches/C1.pdf", "fiches/D.pdf")}
    copies = files(site / "telechargements")
    assert sheets.items() <= copies.items()
    assert copies["guide-d-animation.pdf"] == made["guide-d-animation.pdf"]
    assert 'href="telechargements/guide-d-animation.pdf"' in (site / "index.html").read_text(
        "utf-8"
    )


def test_a_file_taken_away_from_its_book_is_made_again(whole: TinyBook) -> None:
    """The folder alone would say that all is there."""
    before = outputs(whole)
    (whole.root / "_build/pdf/on-a-reve-la-secu-de-demain.pdf").unlink()
    assert make(whole) == ["pdf : construction", "html : construction"]
    assert outputs(whole) == before


HOME = "# Accueil\n\n```{downloads}\n```\n\n```{toctree}\nepisodes/1-essai\n```\n"


def test_the_site_offers_the_books_that_are_built_and_no_other(book: BookFactory) -> None:
    tiny = book(SOUND | {"index.md": HOME})
    make(tiny, "html")
    assert offered(tiny) == set()
    make(tiny, "pdf")
    assert offered(tiny) == set()
    make(tiny, "html")
    assert offered(tiny) == {"on-a-reve-la-secu-de-demain.pdf"}
    make(tiny)
    assert offered(tiny) == {"on-a-reve-la-secu-de-demain.pdf", "on-a-reve-la-secu-de-demain.epub"}
    for name in ("pdf", "epub"):
        (made,) = (tiny.root / "_build" / name).glob(f"*.{name}")
        assert (
            made.read_bytes()
            == (tiny.root / "_build/html/telechargements" / made.name).read_bytes()
        )


# --- Faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (EPISODE, episode("Un [aboiement].\n")),
        (EPISODE, episode("Un.\n").replace("duration: PT8M", "duration: 8")),
        (EPISODE, LOST),
        ("people.toml", ""),
        ("book.toml", "title = "),
        ("index.md", "# Accueil\n"),
    ],
)
def test_a_fault_leaves_the_last_good_books_as_they_were(
    path: str, text: str, whole: TinyBook
) -> None:
    before = outputs(whole)
    whole.write(path, text)
    with pytest.raises(BuildFailed):
        make(whole)
    assert outputs(whole) == before
    assert not (whole.root / "_build/en-cours").exists()


def test_a_fault_of_the_sources_is_told_before_sphinx_starts(
    book: BookFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_run_sphinx", lambda *_: pytest.fail("Sphinx a tourné"))
    with pytest.raises(BuildFailed) as failed:
        make(book({EPISODE: episode("Un [aboiement] et [miaou].\n")}))
    assert [fault.rule.code for fault in failed.value.diagnostics] == ["TRS103", "TRS103"]


def test_what_a_page_silences_with_a_reason_stops_no_build(book: BookFactory) -> None:
    text = episode(":::{scene} Au parc\n\nUne didascalie, comme au théâtre.\n\n:::\n")
    quiet = text.replace(
        "---\n\n#", "silence:\n  TRS101: la scène s’ouvre par une didascalie\n---\n\n#"
    )
    with pytest.raises(BuildFailed):
        make(book({EPISODE: text}), "html")
    make(book({EPISODE: quiet}), "html")


def test_what_sphinx_alone_can_know_stops_the_build_and_is_kept_for_check(
    book: BookFactory,
) -> None:
    tiny = book({EPISODE: LOST})
    assert tiny.faults == ()
    with pytest.raises(BuildFailed) as failed:
        make(tiny, "html")
    (fault,) = failed.value.diagnostics
    assert (fault.rule.code, fault.location.path, fault.location.line) == ("OUT401", EPISODE, 20)
    assert "nulle-part" in fault.message
    report = json.loads((tiny.root / "_build/sphinx.json").read_text("utf-8"))
    assert report == {"sources": fingerprint(tiny.root), "diagnostics": [fault.as_data()]}
    assert list(check_outputs(tiny.root)) == [fault]


@pytest.mark.parametrize("page", [LOST, UNCALLED], ids=["met when written", "met when read"])
def test_a_warning_comes_back_until_it_is_heeded(page: str, book: BookFactory) -> None:
    """Sphinx keeps what it has read: without care, a second build would say nothing."""
    tiny = book({EPISODE: page})
    for _ in range(2):
        with pytest.raises(BuildFailed) as failed:
            make(tiny, "html")
        assert len(failed.value.diagnostics) == 1
    tiny.write(EPISODE, SOUND[EPISODE])
    assert list(check_outputs(tiny.root)) == []
    make(tiny, "html")
    assert list(check_outputs(tiny.root)) == []


def test_a_crash_of_sphinx_is_told_at_the_page_that_it_names(
    whole: TinyBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = outputs(whole)
    whole.write(EPISODE, episode("Un.\n\nDeux.\n"))
    monkeypatch.setattr("tools.sphinxext.passages._inside", lambda block: iter(()))
    with pytest.raises(BuildFailed) as failed:
        make(whole, "html")
    (fault,) = failed.value.diagnostics
    assert (fault.rule.code, fault.location.path) == ("OUT401", EPISODE)
    assert outputs(whole) == before


def test_a_build_that_is_cut_short_leaves_the_last_good_books(
    whole: TinyBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is made aside: the books are swapped in once the last of them is whole."""
    before = outputs(whole)
    whole.write(EPISODE, episode("Un.\n\nDeux.\n"))
    run = building._run_sphinx

    def cut_at_the_last(folder: Folder, output: Output, *others: Any) -> list[Diagnostic]:
        if output.name == "html":
            raise KeyboardInterrupt
        return run(folder, output, *others)

    monkeypatch.setattr(building, "_run_sphinx", cut_at_the_last)
    with pytest.raises(KeyboardInterrupt):
        make(whole)
    assert outputs(whole) == before
    monkeypatch.setattr(building, "_run_sphinx", run)
    assert make(whole) == [f"{name} : construction" for name in OUTPUTS]


def test_a_swap_that_was_cut_short_is_made_good(whole: TinyBook) -> None:
    """The power may fail between the two renamings: the old book is then only aside."""
    made = whole.root / "_build"
    before = files(made / "pdf")
    (made / "pdf").rename(made / ".pdf-ancien")
    make(whole, "pdf")
    assert files(made / "pdf") == before
    assert not (made / ".pdf-ancien").exists()


# --- Dates ----------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@exemple.fr", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_the_date_is_the_one_that_is_given(
    book: BookFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    tiny = book(SOUND)
    assert source_date(tiny.root, tiny.read()) == 12345


@pytest.mark.parametrize("given", [None, "", "hier", "-3"])
def test_else_it_is_the_last_commit_s(
    given: str | None, book: BookFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    if given is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    tiny = book(SOUND)
    git(tiny.root, "init", "-q")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z")
    git(tiny.root, "commit", "-q", "--allow-empty", "-m", "Un")
    assert source_date(tiny.root, tiny.read()) == 1767323045


def test_without_git_it_is_the_edition_s(
    book: BookFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("PATH", "")
    tiny = book(SOUND)
    assert source_date(tiny.root, tiny.read()) == 1751414400  # 2 July 2025, at midnight UTC


def test_outside_a_repository_it_is_the_edition_s(
    book: BookFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    tiny = book(SOUND)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tiny.root.parent))
    assert source_date(tiny.root, tiny.read()) == 1751414400


# --- Two at once ----------------------------------------------------------------------------------


def test_a_build_waits_for_the_one_that_is_going_on(whole: TinyBook) -> None:
    said: list[str] = []
    waiting = threading.Event()

    def say(sentence: str) -> None:
        said.append(sentence)
        waiting.set()

    def run(names: Sequence[str] = ("html",)) -> None:
        build(whole.root, names, say=say)

    with (whole.root / "_build/.verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        other = threading.Thread(target=run)
        other.start()
        assert waiting.wait(10)
        assert said == ["une autre construction est en cours dans ce dossier : attente de sa fin"]
        other.join(0.5)
        assert other.is_alive()
    other.join(30)
    assert said[1:] == ["rien à refaire : les livres demandés sont à jour"]


def test_export_alone_writes_the_book_as_data(book: BookFactory) -> None:
    tiny = book(SOUND)
    export(Folder(tiny.root), tiny.read())
    assert {path.name for path in (tiny.root / "_build").iterdir()} == {"book.json"}
