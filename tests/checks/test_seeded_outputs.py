"""Damages done one at a time to the real book as it is built: each must be found where it was done.

The book's words change with its authors: a damage says what to look for by its shape, not by its
words, and takes the first place that fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.rules.outputs import build_real, copy_built, damage, text_in
from tools.checks.outputs import check_outputs
from tools.diagnostics import Diagnostic
from tools.markup.book import read_book
from tools.model import Book

NAME = "on-a-reve-la-secu-de-demain"
SITE = "_build/html/"
EPUB = f"_build/epub/{NAME}.epub"
PDF = f"_build/pdf/{NAME}.pdf"
EP2, EP3, EP4 = "2-le-lien-humain", "3-des-parcours-simples", "4-le-travail-de-demain"
NARROW, WIDE = "\u202f", "\u00a0"


class Built(NamedTuple):
    """The real book, built, and what its sources say."""

    root: Path
    book: Book


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = build_real(tmp_path_factory.mktemp("reel") / "livre")
    return Built(root, read_book(root).book)


@dataclass(frozen=True)
class Swap:
    """In *path*, what *pattern* finds first gives way to *new*; the fault is on that line."""

    path: str
    pattern: str
    new: str = ""
    families: str = ""
    """The families that may tell, those of the output when none is named."""
    has_line: bool = True

    def __str__(self) -> str:
        place = self.path.rpartition("!")[2].rpartition("/")[2]
        return f"{place}: {self.pattern} -> {self.new}"[:90]


def seed(root: Path, swap: Swap) -> int:
    """Do the damage; return the line on which it was done."""
    text = text_in(root, swap.path)
    match = re.search(swap.pattern, text, re.DOTALL)
    assert match, f"rien ne correspond à {swap.pattern} dans {swap.path}"
    line_start = text.rfind("\n", 0, match.start()) + 1
    line_end = text.find("\n", match.end())
    old = text[line_start : line_end if line_end >= 0 else len(text)]
    new = (
        old[: match.start() - line_start] + match.expand(swap.new) + old[match.end() - line_start :]
    )
    if text.count(old) > 1:  # the example language wants a text that stands once
        old, new = text, text[: match.start()] + match.expand(swap.new) + text[match.end() :]
    lines = [f"- {line}" for line in old.split("\n")] + [f"+ {line}" for line in new.split("\n")]
    damage(root, "\n".join([f"%%% {swap.path}", *lines]))
    return text.count("\n", 0, match.start()) + 1


def found_in(
    built: Built, root: Path, do: Callable[[Path], int | None]
) -> tuple[list[Diagnostic], int | None]:
    copy_built(built.root, root)
    line = do(root)
    return list(check_outputs(root, built.book)), line


def html(path: str, pattern: str, new: str = "", families: str = "HTM", **more: object) -> Swap:
    return Swap(SITE + path, pattern, new, families, **more)  # type: ignore[arg-type]


def epub(path: str, pattern: str, new: str = "", families: str = "EPB", **more: object) -> Swap:
    return Swap(f"{EPUB}!EPUB/{path}", pattern, new, families, **more)  # type: ignore[arg-type]


EPISODE, CHAPTER = f"episodes/{EP4}.html", f"episodes/{EP4}.xhtml"

SITE_FAULTS = (
    html(EPISODE, r' lang="fr"'),
    html(EPISODE, r'lang="fr"', 'lang="en"'),
    html("episodes/1-les-coulisses.html", r' lang="en"'),
    html(EPISODE, r"<title>[^<]*</title>", "<title></title>"),
    html(EPISODE, r"<title>Épisode 4 : [^<–]*", "<title>Épisode 4 "),
    html(EPISODE, r"<h1>(.*?)</h1>", r"<h2>\1</h2>", "HTM PAR", has_line=False),
    html(EPISODE, r"<h2>(.*?)</h2>", r"<h3>\1</h3>", "HTM PAR"),
    html(EPISODE, r"<h2>", r"<h1>Un autre titre</h1><h2>"),
    html(EPISODE, r"<main [^>]*>(.*?)</main>", r'<div id="contenu">\1</div>', has_line=False),
    html(EPISODE, r"<header (.*?)</header>", r"<div \1</div>", has_line=False),
    html(EPISODE, r"<footer (.*?)</footer>", r"<div \1</div>", has_line=False),
    html(EPISODE, r'(<nav[^>]*?) aria-label="[^"]*"', r"\1"),
    html(EPISODE, r'(class="skip-link" href="#)contenu', r"\1haut"),
    html(EPISODE, r'<nav (class="site-nav".*?)</nav>', r"<div \1</div>", has_line=False),
    html(EPISODE, r'<meta charset="utf-8">'),
    html(EPISODE, r'(<span class="ep">épisode )3', r"\g<1>2"),
    html(EPISODE, r'href="3-des-parcours-simples\.html"><span class="entry', 'href="2-le-lien-humain.html"><span class="entry'),
    html(EPISODE, r'<a[^>]*role="doc-backlink"[^>]*>', "", has_line=False),
    html(EPISODE, r'(<footer.*?datetime=")\d{4}', r"\g<1>2019", "PAR", has_line=False),
    html(EPISODE, r'href="#ep4-p5"', 'href="#ep4-p6"', "PAR"),
    html("index.html", r"(sd-card-text\">)\w+", r"\1Autrement", "PAR"),
    html(EPISODE, r'id="ep4-p5"', 'id="ep4-p4"', "HTM PAR"),
    html(EPISODE, r'href="5-les-communs\.html"', 'href="5-les-commun.html"'),
    html(EPISODE, r'href="\.\./reperes/generique\.html#personne-', 'href="../reperes/generique.html#'),
    html(EPISODE, r'(<svg[^>]*?) aria-hidden="true"', r"\1"),
    html(EPISODE, r'aria-label="Pages voisines"', 'aria-label="Previous and next pages"'),
    html(EPISODE, r'(<input[^>]* type="search")', r'\1 placeholder="Search"'),
    html(EPISODE, r"Aller au contenu", "Skip to content"),
    html(EPISODE, r"(<head>)", r'\1<link rel="icon" href="https://images.exemple.org/icone.png">'),
    html(EPISODE, r"(<head>)", r'\1<link rel="preconnect" href="//polices.exemple.org">'),
    html(EPISODE, r"(</main>)", r"<script>fetch('x')</script>\1"),
    html(EPISODE, r'(<button class="menu-button")', r'\1 onclick="alert(1)"'),
    html(EPISODE, r"Fermer le menu"),
    html(EPISODE, r"<label for=\"[^\"]*\">[^<]*</label>", "", has_line=False),
    html(EPISODE, rf"{NARROW}([?!;])", r" \1"),
    html(EPISODE, r'href="\.\./_static/css/book\.css', 'href="../_static/css/livre.css'),
    html(EPISODE, r"(</main>)", r'<iframe src="carte.html" title="Carte"></iframe>\1'),
    html(EPISODE, r"initial-scale=1", "initial-scale=1,user-scalable=no"),
    html("_static/css/book.css", r'url\("?[^")]*woff2"?\)', 'url("../fonts/absente.woff2")'),
    html("index.html", r"\(PDF, [^)]*\)", f"(PDF, 9{WIDE}Mo)"),
    html("index.html", r"Épisode 4 · 6", "Épisode 4 · 9", "PAR"),
    html("searchindex.js", r'"docnames":\["[^"]*"', '"docnames":["autre"', has_line=False),
)  # fmt: skip

EPUB_FAULTS = (
    epub("package.opf", r'version="3\.0"', 'version="2.0"'),
    epub("package.opf", r' xml:lang="fr"'),
    epub("package.opf", r"urn:uuid:.", "urn:uuid:"),
    epub("package.opf", r"<dc:language>fr</dc:language>", "", has_line=False),
    epub("package.opf", r"<dc:language>fr<", "<dc:language>en<"),
    epub("package.opf", r"<dc:date>\d{4}", "<dc:date>2019"),
    epub("package.opf", r"(<dc:date>[^<]*</dc:date>)", r"\1\1"),
    epub("package.opf", r'<meta property="dcterms:modified">[^<]*</meta>', "", has_line=False),
    epub("package.opf", r"Christophe Lambin", "Christophe Lanbin"),
    epub("package.opf", r"Boulkahras, Abdi", "Abdi Boulkahras"),
    epub("package.opf", r'<dc:contributor id="contributor-5">[^<]*</dc:contributor>.*?(?=<dc:)', "", has_line=False),
    epub("package.opf", r'<meta property="schema:accessibilitySummary">.*?</meta>', "", has_line=False),
    epub("package.opf", r">displayTransformability<", ">displayTransformabilty<"),
    epub("package.opf", r'<meta property="schema:accessibilityFeature">pageNavigation</meta>', "", has_line=False),
    epub("package.opf", r'(<meta property="schema:accessMode">)', r'\1auditory</meta>\1'),
    epub("package.opf", r'(<meta property="schema:accessibilityHazard">)', r'<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>\1'),
    epub("package.opf", r' properties="nav"', "", has_line=False),
    epub("package.opf", r' properties="cover-image"', "", has_line=False),
    epub("package.opf", r'href="livre\.css"', 'href="style.css"'),
    epub("package.opf", rf'href="episodes/{EP4}\.xhtml" media-type="application/xhtml\+xml"', f'href="episodes/{EP4}.xhtml" media-type="text/html"'),
    epub("package.opf", r'<itemref idref="[^"]*generique[^"]*"/>', "", has_line=False),
    epub("package.opf", rf'(<itemref idref="[^"]*{EP2}[^"]*"/>)\s*(<itemref[^>]*/>)', r"\2\1"),
    epub("package.opf", r'(<spine[^>]*?) toc="ncx"', r"\1"),
    epub("nav.xhtml", rf'<li><a href="episodes/{EP3}\.xhtml#[^"]*">[^<]*</a></li>'),
    epub("nav.xhtml", r'(<nav[^>]*) hidden="hidden"', r"\1"),
    epub("nav.xhtml", r"<ol>(<li><a href=\"[^\"]*#[^<]*</a></li>)+</ol>", r"<ul>\1</ul>"),
    epub("package.opf", r'(<dc:creator[^>]*>)[^<]*', r"\1Anonyme"),
    epub("livre.css", r"\}\s*$", "", has_line=False),
    epub("nav.xhtml", r'epub:type="landmarks"', "", has_line=False),
    epub("nav.xhtml", r'(#page-\d+">)(\d+)<', r"\g<1>1\2<"),
    epub("toc.ncx", r'(<meta name="dtb:uid" content=")urn', r"\1uid:urn"),
    epub("toc.ncx", r"<navPoint (.*?)</navPoint>", r"<navPoint \1</navPoint>" * 2, has_line=False),
    epub(CHAPTER, r' xml:lang="fr"'),
    epub(CHAPTER, r"<title>[^<]*</title>", "<title>Sans titre</title>"),
    epub(CHAPTER, r"<h2([^>]*)>(.*?)</h2>", r"<h4\1>\2</h4>", "EPB PAR"),
    epub(CHAPTER, r' role="doc-chapter"'),
    epub(CHAPTER, r' epub:type="chapter"'),
    epub(CHAPTER, r' epub:type="z3998:persona"'),
    epub(CHAPTER, r'href="5-les-communs\.xhtml"', 'href="6-les-communs.xhtml"'),
    epub(CHAPTER, r'id="titre"', 'id="intitule"', has_line=False),
    epub(CHAPTER, r'role="doc-footnote"|role="doc-noteref"', 'role="note"'),
    epub(CHAPTER, r'(epub:type="noteref" href="#)', r"\1autre-"),
    epub(CHAPTER, r'<a epub:type="backlink".*?</a>', "", has_line=False),
    epub(CHAPTER, r"</p>", "</p><p>Un paragraphe <br> de trop"),
    epub(CHAPTER, r"&#160;| ", "&nbsp;"),
    epub(CHAPTER, r"</section>\s*</body>", "</section><script>1</script></body>"),
    epub(CHAPTER, r"(<p[^>]*>)", r'\1<img src="https://exemple.org/image.png" alt="Une image"/>'),
    epub("couverture.xhtml", r' alt="[^"]*"'),
    epub(CHAPTER, rf"{WIDE}([?!;])", r" \1"),
    epub(CHAPTER, rf"{WIDE}([?!;])", rf"{NARROW}\1"),
    epub("livre.css", r"hyphens: auto;", "hyphens: auto; background: #fff;"),
    Swap(f"{EPUB}!META-INF/container.xml", r"EPUB/package\.opf", "OEBPS/package.opf", "EPB"),
    Swap(f"{EPUB}!mimetype", r"epub\+zip", "zip", "EPB", has_line=False),
)  # fmt: skip

PARITY_FAULTS = (
    html(EPISODE, r'<p id="ep4-p2">.*?</p>', "", "PAR HTM", has_line=False),
    epub(CHAPTER, r'<p id="ep4-p2">.*?</p>', "", "PAR EPB", has_line=False),
    html(EPISODE, r'(<p id="ep4-p3"><a.*?</a> \w+ )\w+', r"\1tralala", "PAR"),
    epub(CHAPTER, r'(<p id="ep4-p3"><span.*?</span> \w+ )\w+', r"\1tralala", "PAR"),
    html(EPISODE, r'id="ep4-p4"', 'id="ep4-p44"', "PAR HTM"),
    html(EPISODE, r">4\.6<", ">4.7<", "PAR"),
    epub(CHAPTER, r">4\.6<", "><", "PAR"),
    html(EPISODE, r'(<p id="ep4-p1">.*?</p>)\s*(<p id="ep4-p2">.*?</p>)', r"\2\1", "PAR"),
    html(EPISODE, r">Jeannette</b>", ">Capucine</b>", "PAR"),
    epub(CHAPTER, r">Jeannette</b>", ">Janette</b>", "PAR"),
    html(EPISODE, r'(<p class="turn".*?)<i class="cue">.*?</i>', r"\1", "PAR", has_line=False),
    html(EPISODE, r'<li><p><span class="name">Nadège Masnière</span></p></li>', "", "PAR", has_line=False),
    html("reperes/generique.html", r">Elise Boucherie<|>Élise Boucherie<", ">Elise Bouchery<", "PAR"),
    epub("reperes/generique.xhtml", r">Abdi Boulkahras<", ">Abdi Boulkaras<", "PAR"),
    html(EPISODE, r'datetime="PT6M"', 'datetime="PT7M"', "PAR"),
    epub(CHAPTER, r"6[^<]min<", "9 min<", "PAR EPB"),
    html(EPISODE, r"<h1>(\w+)", r"<h1>\1s", "PAR HTM"),
    epub(CHAPTER, r'(class="sous-titre"[^>]*>)\w+', r"\1Autre", "PAR"),
    html("avant-propos.html", r"(<article.*?)<p>.*?</p>", r"\1", "PAR", has_line=False),
    html("avant-propos.html", r"(<p>[^\n]*?</p>)\s*(<p>[^\n]*?</p>)", r"\2\n\1", "PAR", has_line=False),
    epub("avant-propos.xhtml", r"(<h2.*?)<p>.*?</p>", r"\1", "PAR", has_line=False),
    html(EPISODE, r'(role="doc-footnote".*?<p>)\w+', r"\1Rien", "PAR", has_line=False),
    html(EPISODE, r"version \d+\.\d+\.\d+", "version 9.9.9", "PAR"),
    Swap("_build/book.json", r'"number": "4\.17"', '"number": "4.18"', "PAR"),
    Swap("_build/book.json", r'"page": (\d)', r'"page": 9\1', "PAR"),
    Swap("_build/book.json", r'"name": "Christophe Lambin"', '"name": "Christophe Lanbin"', "PAR"),
)  # fmt: skip


@pytest.mark.parametrize("swap", (*SITE_FAULTS, *EPUB_FAULTS, *PARITY_FAULTS), ids=str)
def test_a_damage_is_found_where_it_was_done(swap: Swap, built_book: Built, tmp_path: Path) -> None:
    found, line = found_in(built_book, tmp_path / "livre", lambda root: seed(root, swap))
    told = [fault for fault in found if fault.rule.code[:3] in swap.families.split()]
    there = [fault for fault in told if fault.location.path == swap.path]
    assert there, [str(fault) for fault in found]
    if swap.has_line:
        assert line in {fault.location.line for fault in there}, [str(fault) for fault in there]


OBJECTS = (
    ("- /Root/MarkInfo", "PDF402"),
    ("- /Root/StructTreeRoot", "PDF402"),
    ("- /Root/Lang", "PDF403"),
    ("+ /Root/Lang (en-GB)", "PDF403"),
    ("- /Info/Title", "PDF404"),
    ("+ /Info/Title (Sans titre)", "PDF404"),
    ("+ /Root/ViewerPreferences/DisplayDocTitle false", "PDF404"),
    ("- /Root/Metadata", "PDF404"),
    ("- /Root/Outlines", "PDF405"),
    ("+ /Root/Outlines/First/Next/Title (Autre)", "PDF405"),
    ("- /Root/Outlines/First/Next/Dest", "PDF405"),
    ("- /Root/Outlines/First/Next/First/Next", "PDF405"),
    ("- /Pages/5/Annots/2/Contents", "PDF406"),
    ("- /Pages/5/Annots/2/Dest", "PDF406"),
    ("+ /Pages/5/Annots/2/Dest (nulle-part)", "PDF406"),
    ("- /Root/Names/Dests", "PDF406"),
    ("- /Pages/7/Resources/Font/f0/ToUnicode", "PDF407"),
    ("+ /Root/StructTreeRoot/K/0/K/20/S /Figure", "PDF408"),
    ("- /Pages/5/Tabs", "PDF409"),
    ("+ /Root/StructTreeRoot/K/0/K/15/S /H3", "PDF409"),
    ("+ /Root/AcroForm << /Fields [] >>", "PDF410"),
    ("+ /Root/Names/JavaScript << /Names [] >>", "PDF410"),
    ("+ /Root/Names/EmbeddedFiles << /Names [] >>", "PDF410"),
    ("+ /Root/OpenAction << /S /Launch /F (x) >>", "PDF410"),
    ("- /Pages/9", "PDF411"),
    ("- /Pages/5/Annots/1", "PDF406"),
    ("- /Root/OutputIntents", "PDF404"),
    ("+ /Info/Author (Anonyme)", "PDF404"),
    ("+ /Pages/8/MediaBox [0 0 595 842]", "PDF411"),
    ("+ /Root/PageLabels << /Nums [ 0 << /S /r >> ] >>", "PDF411"),
    ("- /Root/StructTreeRoot/K/0/K/60", "PAR"),
)  # fmt: skip


@pytest.mark.parametrize(("change", "code"), OBJECTS)
def test_an_object_changed_in_the_pdf_is_found(
    change: str, code: str, built_book: Built, tmp_path: Path
) -> None:
    def do(root: Path) -> None:
        damage(root, f"%%% {PDF}\n{change}\n")

    found, _ = found_in(built_book, tmp_path / "livre", do)
    told = [fault for fault in found if fault.rule.code.startswith(code)]
    assert told, [str(fault) for fault in found]
    assert {PDF, "_build/pdf/pages.json"} & {fault.location.path for fault in told}


FILES = (
    (f"{SITE}{EPISODE} absent", "HTM", SITE + "index.html"),
    (f"{SITE}{EPISODE} tronqué", "HTM", SITE + EPISODE),
    (f"{SITE}{EPISODE} vide", "HTM", SITE + EPISODE),
    (f"{SITE}searchindex.js absent", "HTM", f"{SITE}searchindex.js"),
    (f"{SITE}_static/css/book.css absent", "HTM", f"{SITE}{EPISODE}"),
    (f"{SITE}telechargements/{NAME}.epub absent", "HTM", f"{SITE}index.html"),
    (f"{SITE}telechargements/{NAME}.pdf tronqué", "PAR", f"{SITE}telechargements/{NAME}.pdf"),
    (f"{EPUB} tronqué", "EPB", EPUB),
    (f"{EPUB} vide", "EPB", EPUB),
    (f"{EPUB} absent", "EPB", EPUB),
    (f"{EPUB}!mimetype compressé", "EPB", f"{EPUB}!mimetype"),
    (f"{EPUB}!mimetype à la fin", "EPB", f"{EPUB}!mimetype"),
    (f"{EPUB}!EPUB/{CHAPTER} absent", "EPB", f"{EPUB}!EPUB/package.opf"),
    (f"{EPUB}!EPUB/{CHAPTER} vide", "EPB", f"{EPUB}!EPUB/{CHAPTER}"),
    (f"{EPUB}!EPUB/livre.css absent", "EPB", f"{EPUB}!EPUB/package.opf"),
    (f"{EPUB}!EPUB/couverture.png tronqué", "EPB", f"{EPUB}!EPUB/couverture.png"),
    (f"{EPUB}!EPUB/toc.ncx absent", "EPB", f"{EPUB}!EPUB/package.opf"),
    (f"{EPUB}!EPUB/episodes/6.xhtml copié de {EP4}.xhtml", "EPB", f"{EPUB}!EPUB/episodes/6.xhtml"),
    (f"{EPUB}!EPUB/livre.css daté de 1999", "EPB", f"{EPUB}!EPUB/livre.css"),
    (f"{EPUB}!META-INF/container.xml absent", "EPB", f"{EPUB}!META-INF/container.xml"),
    (f"{PDF} tronqué", "PDF", PDF),
    (f"{PDF} vide", "PDF", PDF),
    (f"{PDF} absent", "PDF", PDF),
    ("_build/pdf/pages.json vide", "PDF", "_build/pdf/pages.json"),
    ("_build/book.json tronqué", "PAR", "_build/book.json"),
    ("_build/book.json absent", "PAR", "_build/book.json"),
)  # fmt: skip


@pytest.mark.parametrize(("change", "family", "path"), FILES)
def test_a_file_lost_or_damaged_is_found(
    change: str, family: str, path: str, built_book: Built, tmp_path: Path
) -> None:
    found, _ = found_in(built_book, tmp_path / "livre", lambda root: damage(root, f"%%% {change}"))  # type: ignore[func-returns-value]
    told = {(fault.rule.code[:3], fault.location.path) for fault in found}
    assert (family, path) in told, [str(fault) for fault in found]


def test_nothing_is_said_of_the_real_book_as_it_is_built(built_book: Built) -> None:
    assert [str(fault) for fault in check_outputs(built_book.root, built_book.book)] == []
