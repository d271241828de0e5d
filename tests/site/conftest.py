"""The site, built once from the real book, and a server for it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.browser import ROOT


@dataclass(frozen=True)
class Site:
    """A built site in its folder."""

    folder: Path

    @property
    def pages(self) -> tuple[str, ...]:
        """The path of every page, relative to the folder."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*.html"))
        return tuple(sorted(path.as_posix() for path in found if path.parts[0] != "_static"))

    def tree(self, page: str) -> html.HtmlElement:
        """Return a page as it was written, before any script has run."""
        return html.document_fromstring((self.folder / page).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the site, warnings being errors."""
    folder = tmp_path_factory.mktemp("site")
    command = ["sphinx", "-b", "html", "-W", "-q", "-d", str(folder / "doctrees")]
    built = subprocess.run(
        [sys.executable, "-m", *command, str(ROOT), str(folder / "html")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return Site(folder / "html")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        # A browser that leaves the page closes the line: that is no fault.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Serve the site, under a path that is not the server's root; return the address."""
    root = site.folder.parent
    handler = functools.partial(_Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/html/"
        server.shutdown()
