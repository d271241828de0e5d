"""What no e-book may hold, in its less usual forms: each stops the build, which names the page.

The usual forms are in ``test_builder``. Our own reader refuses most of this before; what it lets
through, and what another extension would write, the builder still has to stop.
"""

from __future__ import annotations

import pytest

from tests.conftest import BookFactory
from tests.epub.test_builder import PIXEL
from tools.epub.builder import FILE_NAME
from tools.epub.faults import BookRefused

PAGE = "guide/essai.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'
FILES: dict[str, str | bytes] = {
    "un.png": PIXEL,
    "faux.png": b"GIF89a" + bytes(40),
    "tronque.png": PIXEL[:40],
    "faux.jpg": PIXEL,
    "vide.png": b"",
    "un.tiff": b"II*\0" + bytes(40),
    "style.svg": SVG.format("<style>@import url(https://exemple.fr/a.css);</style>"),
    "fond.svg": SVG.format('<rect style="fill: url(https://exemple.fr/a.svg#b)"/>'),
    "filtre.svg": SVG.format('<rect filter="url(//exemple.fr/a.svg#b)"/>'),
    "feuille.svg": '<?xml-stylesheet href="https://exemple.fr/a.css"?>' + SVG.format(""),
    "entite.svg": '<!DOCTYPE svg [<!ENTITY a SYSTEM "https://exemple.fr/a">]>' + SVG.format("&a;"),
    "image.svg": SVG.format('<image href="un.png"/>'),
    "lien.svg": SVG.format('<a href="javascript:a()"><rect/></a>'),
    "video.svg": SVG.format('<video xmlns="http://www.w3.org/1999/xhtml" src="a.mp4"/>'),
    "autre.svg": "<html/>",
}

STOPPED = {
    # Links
    "a link to a place of the page that it has not": ("[ici](#perdu)", "sans cible"),
    "a link to a place that another page has not": (
        "[ici](/avant-propos.md#perdu)",
        "sans cible",
    ),
    "a link to a file beside the page": ('<a href="un.png">ici</a>', "sans cible"),
    "a link to a file of the disk": ('<a href="file:///etc/hosts">ici</a>', "sans cible"),
    "a link that runs code": ('<a href="javascript:a()">ici</a>', "sans cible"),
    "a link that holds a page": ('<a href="data:text/html,a">ici</a>', "sans cible"),
    "a name that nothing bears": ('<p aria-labelledby="perdu">a</p>', "sans cible"),
    # Ids
    "an id that a heading has": ('## Une partie\n\n<b id="une-partie">a</b>', "donné 2 fois"),
    "an id in a drawing and in the text": (
        '<b id="x">a</b> <svg><title id="x">b</title></svg>',
        "donné 2 fois",
    ),
    # HTML that XML does not read
    "tags that cross": ("<b>a <i>b</b></i>", "mal formé"),
    "a bare ampersand": ("<div>a & b</div>", "mal formé"),
    "an attribute without quotes": ("<b class=x>a</b>", "mal formé"),
    "an attribute without a value": ("<ol reversed><li>a</li></ol>", "mal formé"),
    "a tag closed that was never opened": ("a</b>", "mal formé"),
    "a paragraph left open": ("<p>a", "mal formé"),
    # Scripts, forms, and what else acts
    "a script between two words": ("a <script>b()</script> c", "<script> refusé"),
    "a style sheet": ("<style>p { color: red }</style>", "<style> refusé"),
    "a link to a style sheet": ('<link rel="stylesheet" href="a.css">', "<link> refusé"),
    "a base for addresses": ('<base href="https://exemple.fr/"/>', "<base> refusé"),
    "a page that leaves by itself": (
        '<meta http-equiv="refresh" content="0">',
        "<meta> refusé",
    ),
    "a choice": ("<select><option>a</option></select>", "<select> refusé"),
    "a button": ("<button>a</button>", "<button> refusé"),
    "an area of text": ("<textarea>a</textarea>", "<textarea> refusé"),
    "an object": ('<object data="a.swf"></object>', "<object> refusé"),
    "something embedded": ('<embed src="a.swf">', "<embed> refusé"),
    "a video": ('<video src="a.mp4"></video>', "<video> refusé"),
    "a sound": ('<audio src="a.mp3"></audio>', "<audio> refusé"),
    "a canvas": ("<canvas></canvas>", "<canvas> refusé"),
    "a drawing that acts when it is loaded": (
        '<svg onload="a()"><title>a</title></svg>',
        "« onload » refusé",
    ),
    "a drawing with a page inside": (
        "<svg><title>a</title><foreignObject/></svg>",
        "<foreignObject> refusé",
    ),
    # What is elsewhere
    "an image of another site by turns": (
        '<img src="un.png" srcset="https://exemple.fr/a.png 2x" alt="a">',
        "« srcset » refusé",
    ),
    "an image in the address itself": (
        '<img src="data:image/png;base64,AAAA" alt="a">',
        "ressource distante",
    ),
    "a style of a drawing that fetches": ("![un](style.svg)", "ressource appelée par un style"),
    "a paint that fetches": ("![un](fond.svg)", "ressource appelée par un style"),
    "a filter that fetches": ("![un](filtre.svg)", "ressource appelée par un style"),
    "a drawing with a style sheet": ("![un](feuille.svg)", "feuille de style"),
    "a drawing with an entity": ("![un](entite.svg)", "entité"),
    "a drawing that shows a file": ("![un](image.svg)", "un.png"),
    "a drawing whose link runs code": ("![un](lien.svg)", "javascript:"),
    "a drawing with a video": ("![un](video.svg)", "<video>"),
    # Kinds of files
    "an image of a kind that few can show": ("![un](un.tiff)", "type d’image inconnu"),
    "an image that is of another kind": ("![un](faux.png)", "faux.png"),
    "an image under another's ending": ("![un](faux.jpg)", "faux.jpg"),
    "an image cut short": ("![un](tronque.png)", "tronque.png"),
    "an empty image": ("![un](vide.png)", "vide.png"),
    "a drawing that is none": ("![un](autre.svg)", "autre.svg"),
    # Alternatives
    "an alternative of blanks": ("![\u00a0](un.png)", "sans texte de remplacement"),
    "an image in HTML without alternative": ('<img src="un.png">', "sans texte de remplacement"),
    "a drawing whose title is empty": ("<svg><title> </title></svg>", "<svg> sans titre"),
    "a link that is an image without words": (
        '<a href="https://exemple.fr/"><img src="un.png" alt=""></a>',
        "lien sans texte",
    ),
}


@pytest.mark.parametrize("case", STOPPED)
@pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")
def test_the_build_stops_and_names_the_page(book: BookFactory, case: str) -> None:
    body, message = STOPPED[case]
    tiny = book({PAGE: f"# Un essai\n\nUn mot.\n\n{body}\n", "avant-propos.md": "# Avant\n\nUn.\n"})
    for name, content in FILES.items():
        tiny.write(f"guide/{name}", content)
    with pytest.raises(BookRefused) as stop:
        tiny.build_with_warnings("livre-epub")
    faults = [str(fault) for fault in stop.value.faults]
    assert any(each.startswith(f"{PAGE} : ") and message in each for each in faults), faults
    assert not (tiny.root / "_build/livre-epub" / FILE_NAME).exists()
