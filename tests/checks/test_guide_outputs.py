"""The guide in the three outputs: what the site alone has is no fault, and what one lacks is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.rules.outputs import DRESS, REPOSITORY, build_in, copy_built, damage, text_in
from tools.checks.elements import letters
from tools.checks.outputs import check_outputs
from tools.diagnostics import Diagnostic
from tools.markup.book import read_book
from tools.model import Book

ROOT = Path(__file__).parent.parent / "roots" / "guide"
LIST = "guide/a-imprimer/index"
SITE, NAME = "_build/html/", "on-a-reve-la-secu-de-demain"
EPUB, PDF = f"_build/epub/{NAME}.epub", f"_build/pdf/{NAME}.pdf"


class Built(NamedTuple):
    """A tiny guide, built, and what its sources say."""

    root: Path
    book: Book


@pytest.fixture(scope="session")
def built_guide(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("guide") / "livre"
    shutil.copytree(ROOT, root)
    for name in DRESS:
        place = REPOSITORY / name
        if place.is_dir():
            shutil.copytree(place, root / name)
        else:
            shutil.copy(place, root / name)
    place = root / f"{LIST}.md"
    text = place.read_text(encoding="utf-8")
    if "{printables}" not in text:
        text = text.replace("# À imprimer\n", "# À imprimer\n\n```{printables}\n```\n")
        place.write_text(text, encoding="utf-8")
    return Built(build_in(root), read_book(root).book)


def told(built: Built, root: Path, *families: str) -> Iterator[Diagnostic]:
    for fault in check_outputs(root, built.book):
        if fault.rule.code.startswith(families):
            yield fault


def test_the_form_the_files_and_the_feet_of_sheets_are_no_difference(built_guide: Built) -> None:
    page = text_in(built_guide.root, f"{SITE}guide/index.html")
    assert "<select" in page
    assert "Imprimer A" in text_in(built_guide.root, f"{SITE}{LIST}.html")
    assert [str(fault) for fault in told(built_guide, built_guide.root, "PAR", "EPB", "HTM")] == []


SWAPS = (
    # what is lost, from which output, and how
    ("the question of a sheet", f"{SITE}guide/fiches/1-essai.html", r'(class="sheet-question">)[^<]*', r"\1Quoi"),
    ("a step of a timetable", f"{SITE}guide/fiches/1-essai.html", r"(<dt[^>]*>2\. Écoute[^<]*?)8", r"\g<1>9"),
    ("words to say", f"{SITE}guide/fiches/1-essai.html", r"Dix minutes chacun", "Vingt minutes chacun"),
    ("a step of a format", f"{EPUB}!EPUB/guide/formats/pause-ecoute.xhtml", r"(<dt>3\.) En binômes", r"\1 En trinômes"),
    ("a passage quoted", f"{EPUB}!EPUB/guide/fiches/1-essai.xhtml", r"(<blockquote>\s*<p>)Voilà", r"\1Voici"),
    ("a row of the chooser", f"{EPUB}!EPUB/guide/index.xhtml", r"<tr><td><p>60.*?</tr>", ""),
    ("a cell of the chooser that the form says too", f"{SITE}guide/index.html", r"(<tbody.*?)<p>Débattre</p>", r"\1<p></p>"),
    ("a card", f"{EPUB}!EPUB/guide/a-imprimer/d-recolte.xhtml", r"<li><p><strong>À inventer.*?</li>", ""),
    ("the title of a sheet in their list", f"{SITE}{LIST}.html", r"(printables.*?)Récolte de groupe", r"\1Récolte"),
    ("a box to tick", f"{SITE}guide/a-imprimer/c1-essai.html", r"☐ Je préfère que non", "☐ Je préfère que si"),
)  # fmt: skip


@pytest.mark.parametrize(("what", "path", "pattern", "new"), SWAPS, ids=[s[0] for s in SWAPS])
def test_what_one_output_loses_of_the_guide_is_told(
    what: str, path: str, pattern: str, new: str, built_guide: Built, tmp_path: Path
) -> None:
    root = copy_built(built_guide.root, tmp_path / "livre")
    text = text_in(root, path)
    changed, times = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
    assert times == 1
    assert changed != text
    lines = [f"- {line}" for line in text.split("\n")] + [
        f"+ {line}" for line in changed.split("\n")
    ]
    damage(root, "\n".join([f"%%% {path}", *lines]))
    assert path in {fault.location.path for fault in told(built_guide, root, "PAR")}, what


def test_a_page_that_leaves_the_one_it_is_under_is_told(built_guide: Built, tmp_path: Path) -> None:
    root = copy_built(built_guide.root, tmp_path / "livre")
    path = f"{EPUB}!EPUB/nav.xhtml"
    text = text_in(root, path)
    line = next(each for each in text.split("\n") if 'epub:type="toc"' in each)
    # The last page of the contents, a level up.
    raised = re.sub(r"(<li><a [^>]*>Récolte de groupe</a></li>)</ol></li>", r"</ol></li>\1", line)
    assert raised != line
    damage(root, f"%%% {path}\n- {line}\n+ {raised}\n")
    found = [fault for fault in told(built_guide, root, "EPB") if fault.location.path == path]
    assert [fault.message for fault in found] == [
        "au sommaire, « Récolte de groupe » n’est pas sous « À imprimer », qui l’annonce"
    ]


@pytest.mark.parametrize("name", ["guide-d-animation.pdf", "fiches/A.pdf"])
def test_a_file_offered_is_the_one_that_was_built(
    name: str, built_guide: Built, tmp_path: Path
) -> None:
    root = copy_built(built_guide.root, tmp_path / "livre")
    damage(root, f"%%% {SITE}telechargements/{name} tronqué")
    (fault,) = told(built_guide, root, "PAR409")
    assert fault.location.path == f"{SITE}telechargements/{name}"


def test_a_sheet_that_was_damaged_is_told(built_guide: Built, tmp_path: Path) -> None:
    root = copy_built(built_guide.root, tmp_path / "livre")
    damage(root, "%%% _build/pdf/fiches/D.pdf tronqué")
    assert {"_build/pdf/fiches/D.pdf"} <= {f.location.path for f in told(built_guide, root, "PDF")}


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("l’épisode 3 (p.\u00a029), puis", "l’épisode3,puis"),
        ("tous salariés (passage 1.6, p.\u00a016)", "toussalariés(passage1.6)"),
        ("(p.\u00a0 45)8\u00a0minutes", "8minutes"),
        ("(passages 1.6, p.\u00a016, et 1.7, p.\u00a017)", "(passages1.6,et1.7)"),
        ("☐ Réserver la salle", "Réserverlasalle"),
        ("à la page suivante, p. 12", "àlapagesuivante,p.12"),
    ],
)
def test_what_paper_adds_to_links_and_lists_is_left_out(shown: str, kept: str) -> None:
    assert letters(shown) == kept
