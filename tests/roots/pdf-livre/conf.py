"""A tiny book for the PDF: two episodes, every component that a page may use, strange signs."""

project = "Un très petit livre"
language = "fr"
extensions = ["myst_parser", "sphinx_design", "tools.sphinxext", "tools.pdf"]
primary_domain = "book"
smartquotes = False
exclude_patterns = ["conf.py"]
myst_enable_extensions = [
    "attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist",
    "dollarmath",
]  # fmt: skip
