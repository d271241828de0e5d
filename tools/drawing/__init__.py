"""The book's pictures, drawn from its data: no files, no Sphinx; model objects in, SVG out."""

from tools.drawing.ideas_map import Told, ideas_map, tally
from tools.drawing.illustrations import cover, illustration
from tools.drawing.svg import Drawing
from tools.drawing.timeline import timeline

__all__ = ["Drawing", "Told", "cover", "ideas_map", "illustration", "tally", "timeline"]
