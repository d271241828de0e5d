"""``python -m tools``."""

from tools.cli import run

run()
