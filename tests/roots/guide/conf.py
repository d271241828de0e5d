"""A tiny book with a guide that holds everything the real one may."""

extensions = ["myst_parser", "sphinx_design", "tools.sphinxext", "tools.pdf", "tools.epub"]
project = html_title = "Un livre d’essai"
author = "Ucanss"
copyright = "Ucanss, 2025"
version = release = "0.0.1"
language = "fr"
include_patterns = ["index.md", "episodes/**", "guide/**"]
primary_domain = "book"
nitpicky = True
smartquotes = False
myst_enable_extensions = [
    "attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist",
]  # fmt: skip
html_theme = "furo"
html_copy_source = False
