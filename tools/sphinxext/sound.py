"""Sound on the site: a player at the head of an episode, and the passage that is heard, marked."""

from __future__ import annotations

import json
import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from tools.markup.sound import audio_of, sound_of
from tools.sphinxext.book import book_of, depend_on_page

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from tools.markup.sound import Sound
    from tools.model import Page

_STYLE = "css/sound.css"
_SCRIPT = "js/sound.js"


class sound_player(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """Stands where the site sets the player; ``file``, and ``timings`` in seconds by anchor."""


class PlaceSound(SphinxTransform):
    """Put ``<sound_player>`` after the facts of an episode that has sound; change no other page."""

    default_priority = 860

    def apply(self, **kwargs: object) -> None:
        page = book_of(self.env).page(self.env.docname)
        audio = audio_of(page)
        if audio is None:
            return
        for path in (audio.file, audio.timings):
            depend_on_page(self.env, path)
        sound = sound_of(Path(self.env.srcdir), page)
        facts = next((each for each in self.document.findall(_is_facts)), None)
        if sound is not None and facts is not None:
            player = sound_player(file=sound.file, timings=_seconds(sound, page))
            facts.parent.insert(facts.parent.index(facts) + 1, player)


def _is_facts(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and "episode-facts" in node["classes"]


def _seconds(sound: Sound, page: Page) -> dict[str, tuple[float, float]]:
    anchors = {passage.number: passage.anchor for passage in page.passages}
    return {anchors[t.passage]: (t.start / 1000, t.end / 1000) for t in sound.timings}


def player_of(place: Element, docname: str) -> str:
    """Return the player as HTML: the browser's own, which works without the script.

    The timings are on the page: a ``<track>`` would not be read from ``file://``, and nothing shows
    one beside a sound.
    """
    address = escape("../" * docname.count("/") + place["file"])
    timings = escape(json.dumps(place["timings"], separators=(",", ":")))
    return (
        '<div class="sound" role="group" aria-label="Écouter l’épisode">\n'
        f'<audio controls preload="none" src="{address}" data-timings="{timings}">'
        f'<a href="{address}">Télécharger le son</a></audio>\n'
        '<div class="sound-follow" hidden>\n<p><label><input type="checkbox" checked>'
        " Faire défiler le texte avec le son</label></p>\n"
        "<p>Pendant l’écoute, le numéro d’un passage y mène aussi le son.</p>\n</div>\n"
        "</div>\n"
    )


def _visit(translator: HTML5Translator, node: Element) -> None:
    translator.body.append(player_of(node, translator.builder.current_docname))
    raise nodes.SkipNode


def _leave_out(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Paper is silent, and the e-book has overlays."""
    if app.builder.format != "html":
        for player in list(document.findall(sound_player)):
            player.parent.remove(player)


def _add_files(
    app: Sphinx, pagename: str, templatename: str,
    context: dict[str, Any], doctree: nodes.document | None,
) -> None:  # fmt: skip
    """Send the style and the script of sound with the pages that have some, and no other."""
    if doctree is not None and next(doctree.findall(sound_player), None) is not None:
        app.add_css_file(_STYLE)
        app.add_js_file(_SCRIPT, defer="defer")


def _copy(app: Sphinx, exception: Exception | None) -> None:
    """Put the recordings beside the pages, at the paths that headers give."""
    if exception is None and app.builder.format == "html":
        for page in book_of(app.env).pages:
            if sound := sound_of(Path(app.srcdir), page):
                target = Path(app.outdir, sound.file)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(app.srcdir, sound.file), target)


def setup_sound(app: Sphinx) -> None:
    """Register the player, its files, and what copies the recordings."""
    app.add_node(sound_player, html=(_visit, None))
    app.add_transform(PlaceSound)
    app.connect("doctree-resolved", _leave_out)
    # Before the frame chooses among the files of a page (sphinxext/html.py).
    app.connect("html-page-context", _add_files, priority=400)
    app.connect("build-finished", _copy)
