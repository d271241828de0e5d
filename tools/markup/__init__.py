"""How the book is written down: MyST pages, YAML headers and TOML files, with true line numbers.

Readers never stop at the first slip: they give what they understood, and report the rest.
"""
