"""Sphinx configuration: how the book's pages become a site, a PDF and an EPUB."""

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # the package tools/ is not installed

from tools.markup.book import PAGE_PATTERNS  # noqa: E402  # needs the line above

book = tomllib.loads((HERE / "book.toml").read_text(encoding="utf-8"))

project = book["title"]
author = book["publisher"]["name"]
# A leading year would be rewritten under SOURCE_DATE_EPOCH.
copyright = f"{author}, {book['date'].year}"  # Sphinx's name
version = release = book["version"]
language = book["language"]

extensions = ["myst_parser", "sphinx_design", "tools.sphinxext", "tools.pdf", "tools.epub"]
include_patterns = [pattern.replace("**/*", "**") for pattern in PAGE_PATTERNS]  # Sphinx’s globs
primary_domain = "book"
nitpicky = True
smartquotes = False  # one transform of ours sets French, see tools/sphinxext/typography.py
locale_dirs = [str(HERE / "locale")]  # Sphinx would look for its sphinx.js from where one stands
gettext_auto_build = True
figure_language_filename = "{root}{ext}"

myst_enable_extensions = [
    "attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist",
]  # fmt: skip
myst_update_mathjax = False

html_theme = "furo"
html_title = book["title"]
html_baseurl = book["site_url"]
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = [
    "css/book.css", "css/page.css", "css/episode.css", "css/guide.css", "css/reference.css",
    "css/home.css",
]  # fmt: skip
html_js_files = [("js/chooser.js", {"defer": "defer"})]
html_theme_options = {"enable_search_shortcuts": False}  # WCAG 2.1.4: no key of ours alone
html_use_index = False  # what Sphinx calls an index has no entry: nothing here is a Python object
templates_path = ["_templates"]
html_show_sphinx = False
html_copy_source = False
html_scaled_image_link = False
