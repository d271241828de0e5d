"""What every test may use: tiny books, the real book, golden files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.books import PEOPLE, TinyBook, write_tiny_book
from tests.browser import FLAGS, find_browser
from tools.build import OUTPUTS, build
from tools.markup.book import Reading

REPOSITORY = Path(__file__).parent.parent
EPOCH = "1751414400"  # 2 July 2025


# Every run tries the same examples, so that a clean clone stays clean; « make test
# PYTEST=--hypothesis-profile=explore » looks for new ones. A busy machine is no fault: no deadline.
hypothesis.settings.register_profile("book", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("book")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files")


@pytest.fixture(scope="session", autouse=True)
def fixed_date_of_session() -> Iterator[None]:
    """Give the same date to what is built once for many tests, whichever test comes first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield


@pytest.fixture(autouse=True)
def fixed_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every build the same date; a test of dates takes it away again."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


BookFactory = Callable[..., TinyBook]


@pytest.fixture
def book(tmp_path: Path) -> BookFactory:
    """Write a tiny book: ``book({path: text}, people=[…])``, whole but for what is given."""

    def write(pages: Mapping[str, str | bytes], *, people: tuple[str, ...] = PEOPLE) -> TinyBook:
        return write_tiny_book(tmp_path / "livre", pages, people=people)

    return write


@dataclass(frozen=True)
class RealBook:
    """The book itself, built for the three outputs in a folder of its own."""

    root: Path
    reading: Reading

    @property
    def data(self) -> dict[str, Any]:
        """The book as data, as the build left it."""
        data: dict[str, Any] = json.loads((self.root / "_build/book.json").read_text("utf-8"))
        return data

    @property
    def site(self) -> Path:
        return self.root / "_build/html"

    @property
    def epub(self) -> Path:
        return self.root / "_build/epub/on-a-reve-la-secu-de-demain.epub"

    @property
    def pdf(self) -> Path:
        return self.root / "_build/pdf/on-a-reve-la-secu-de-demain.pdf"


@pytest.fixture(scope="session")
def real_book(tmp_path_factory: pytest.TempPathFactory) -> RealBook:
    """Build a copy of the real book, once; any warning raises ``BuildFailed``."""
    root = tmp_path_factory.mktemp("vrai") / "livre"
    left_out = shutil.ignore_patterns(
        ".*", "_build", "node_modules", "tests", "dist", "__pycache__"
    )
    shutil.copytree(REPOSITORY, root, ignore=left_out)
    return RealBook(root, build(root, tuple(OUTPUTS), say=lambda _: None))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Path], None]:
    """Compare a text with its golden file; with ``--golden``, write it anew, to be read again."""

    def compare(text: str, path: Path) -> None:
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"« make golden » n’a jamais écrit {path}"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all the tests: Playwright runs no second time in a process."""
    path = find_browser()
    assert path, "Il faut un Chromium : « make test » en installe un."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()
