"""The EPUB's package: does what it says of the book, and of its files, hold?"""

from __future__ import annotations

import posixpath
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from tools.checks.elements import (
    XML_LANG,
    Element,
    elements,
    line_of,
    local,
    text_of,
)
from tools.checks.epub import Epub, Item
from tools.checks.html import addresses_in_style, has_scheme, resolve
from tools.diagnostics import Diagnostic, nearest, suggest
from tools.french.typography import plain_spaces
from tools.markup.book import reading_order
from tools.model import Book
from tools.rules import (
    EPUB_ACCESSIBILITY_TOLD,
    EPUB_CONTRIBUTORS_CREDITED,
    EPUB_COVER_SHOWN,
    EPUB_MANIFEST_TRUE,
    EPUB_METADATA_AGREES,
    EPUB_MOMENT_ONE,
    EPUB_PACKAGE_IN_FORM,
    EPUB_READ_BY_OTHERS,
    EPUB_SPINE_WHOLE,
)

DC: Final = "http://purl.org/dc/elements/1.1/"

MEDIA_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    ".css": ("text/css",),
    ".gif": ("image/gif",),
    ".jpeg": ("image/jpeg",),
    ".jpg": ("image/jpeg",),
    ".m4a": ("audio/mp4",),
    ".mp3": ("audio/mpeg",),
    ".ncx": ("application/x-dtbncx+xml",),
    ".opus": ("audio/ogg; codecs=opus",),
    ".otf": ("font/otf", "application/vnd.ms-opentype", "application/font-sfnt"),
    ".png": ("image/png",),
    ".smil": ("application/smil+xml",),
    ".svg": ("image/svg+xml",),
    ".ttf": ("font/ttf", "application/font-sfnt"),
    ".webp": ("image/webp",),
    ".woff": ("font/woff", "application/font-woff"),
    ".woff2": ("font/woff2",),
    ".xhtml": ("application/xhtml+xml",),
}
"""What each file may say it is, by the end of its name (EPUB 3.3, core media types)."""

_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_RESERVED = frozenset(("a11y", "dcterms", "marc", "media", "onix", "rendition", "schema", "xsd"))

_CONTRIBUTES, _PRODUCES = "ctb", "pro"
"""MARC's codes for who is credited, in what part nobody says, and for who recorded."""


class Metadata:
    """What the package says of the book, by the names of its lines."""

    def __init__(self, package: Element) -> None:
        self.block = next((each for each in elements(package, "metadata")), package)
        self.lines = list(self.block)

    def dc(self, name: str) -> list[Element]:
        return [each for each in self.lines if each.tag == f"{{{DC}}}{name}"]

    def meta(self, name: str) -> list[Element]:
        """Return the values of a property of the whole book."""
        found = (each for each in self.lines if each.get("property") == name)
        return [each for each in found if each.get("refines") is None]

    def values(self, name: str) -> list[str]:
        return [_words(each) for each in self.meta(name)]

    def lines_refining(self, element: Element, name: str) -> list[Element]:
        """Return what makes a line precise: the role of a person, how their name is filed."""
        lines = (each for each in self.lines if each.get("refines") == f"#{element.get('id')}")
        return [each for each in lines if each.get("property") == name]

    def refining(self, element: Element, name: str) -> list[str]:
        """Return the words of what makes a line precise."""
        return [_words(each) for each in self.lines_refining(element, name)]


def _words(element: Element) -> str:
    return plain_spaces(text_of(element))


def _metadata(epub: Epub) -> Metadata | None:
    return Metadata(epub.package) if epub.package is not None else None


# --- What the package says, in the forms that the standard wants ------------------------------------


def epub_package_in_form(epub: Epub) -> Iterator[Diagnostic]:
    """Version, identifier, language, dates: each there, once, in its form."""
    package, data = epub.package, _metadata(epub)
    if package is None or data is None:
        return

    def broken(message: str, element: Element | None = None) -> Diagnostic:
        line = line_of(element if element is not None else data.block)
        return EPUB_PACKAGE_IN_FORM.broken(epub.at(epub.package_path, line), message)

    for name, wanted in (("version", "3.0"), ("dir", "ltr"), (XML_LANG, epub.book.language)):
        if (there := package.get(name)) != wanted:
            shown = "xml:lang" if name == XML_LANG else name
            yield broken(f'il y a {shown}="{there or ""}" au lieu de {shown}="{wanted}"', package)
    identifiers = data.dc("identifier")
    unique = package.get("unique-identifier")
    if not any(each.get("id") == unique for each in identifiers):
        yield broken(f"« {unique or ''} » devrait nommer l’identifiant du livre", package)
    for each in identifiers:
        if not _is_uuid(_words(each)):
            yield broken(f"l’identifiant « {_words(each)} » n’est pas un urn:uuid valide", each)
    for name, times in (
        ("identifier", 1), ("title", 2), ("language", 1), ("publisher", 1), ("date", 1),
        ("rights", 1), ("description", 1),
    ):  # fmt: skip
        found = data.dc(name)
        if len(found) < times:
            yield broken(f"il manque dc:{name}" if not found else f"il n’y a qu’un dc:{name}")
        for extra in found[times:]:
            yield broken(f"dc:{name} est donné une fois de trop : « {_words(extra)} »", extra)
    if not data.dc("creator"):
        yield broken("il manque dc:creator, qui répond du livre")
    for date in data.dc("date"):
        if not _is_date(_words(date)):
            yield broken(f"« {_words(date)} » n’est pas une date (2026-11-23)", date)
    modified = data.meta("dcterms:modified")
    if len(modified) != 1:
        yield broken(f"dcterms:modified est donné {len(modified)} fois au lieu d’une")
    for each in modified:
        if not _is_moment(_words(each)):
            yield broken(f"« {_words(each)} » n’est pas un moment (2026-11-23T12:00:00Z)", each)
    yield from _unfit_lines(package, data, broken)


def _unfit_lines(
    package: Element, data: Metadata, broken: Callable[[str, Element], Diagnostic]
) -> Iterator[Diagnostic]:
    """Say which lines of the metadata are empty, refine nothing or use an undeclared prefix."""
    declared = {*_RESERVED, *re.findall(r"(\S+):\s", str(package.get("prefix", "")))}
    ids = {str(each.get("id")) for each in elements(package)}
    for each in data.lines:
        is_old = each.get("name") is not None
        if not is_old and not _words(each):
            yield broken(f"une ligne est vide : {each.get('property') or local(each)}", each)
        refined = str(each.get("refines", ""))
        if refined and refined.removeprefix("#") not in ids:
            yield broken(f"« {_words(each)} » précise « {refined} », qui n’existe pas", each)
        prefix, colon, _ = str(each.get("property", "")).partition(":")
        if colon and prefix not in declared:
            yield broken(f"le préfixe « {prefix}: » n’est pas déclaré", each)
        if not is_old and local(each) == "meta" and not each.get("property"):
            yield broken(f"« {_words(each)} » ne dit pas ce que c’est (property)", each)


def _is_uuid(text: str) -> bool:
    try:
        return text.startswith("urn:uuid:") and uuid.UUID(text.removeprefix("urn:uuid:")).int > 0
    except ValueError:
        return False


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and bool(datetime.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    try:
        return bool(_MODIFIED.fullmatch(text)) and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


# --- What it says of the book ---------------------------------------------------------------------


def epub_metadata_agrees(epub: Epub) -> Iterator[Diagnostic]:
    """Title, subtitle, language, publisher, date and source are those of the book."""
    data, book = _metadata(epub), epub.book
    if data is None:
        return
    listens = [each.header.listen for each in book.episodes if each.header.listen]
    titles = {kind: _title(data, kind) for kind in ("main", "subtitle")}
    for name, found, wanted in (
        ("le titre", titles["main"], [book.title]),
        ("le sous-titre", titles["subtitle"], [book.subtitle]),
        ("la langue", data.dc("language"), [book.language]),
        ("l’auteur", data.dc("creator"), [book.publisher.full_name]),
        ("l’éditeur", data.dc("publisher"), [book.publisher.name]),
        ("la date", data.dc("date"), [book.date.isoformat()]),
        ("la source", data.dc("source"), list(dict.fromkeys(listens))),
    ):
        told = [_words(each) for each in found]
        if told != [plain_spaces(each) for each in wanted]:
            line = line_of(found[0]) if found else line_of(data.block)
            there = " ; ".join(f"« {each} »" for each in told) or "rien"
            expected = " ; ".join(f"« {each} »" for each in wanted) or "rien"
            yield EPUB_METADATA_AGREES.broken(
                epub.at(epub.package_path, line), f"{name} : il y a {there} au lieu de {expected}"
            )


def _title(data: Metadata, kind: str) -> list[Element]:
    return [each for each in data.dc("title") if kind in data.refining(each, "title-type")]


def credited(book: Book) -> dict[str, tuple[str, ...]]:
    """Return everyone whom the episodes credit, in order of appearance, with their MARC roles."""
    roles: dict[str, dict[str, None]] = {}
    for episode in book.episodes:
        for name in episode.header.credits.cast or ():
            roles.setdefault(plain_spaces(name), {})[_CONTRIBUTES] = None
        for name in episode.header.credits.sound_production:
            roles.setdefault(plain_spaces(name), {})[_PRODUCES] = None
    return {name: tuple(found) for name, found in roles.items()}


def epub_contributors_credited(epub: Epub) -> Iterator[Diagnostic]:
    """The contributors are the people whom the episodes credit, to the letter and in order."""
    data = _metadata(epub)
    if data is None:
        return

    def broken(message: str, element: Element | None, hint: str | None = None) -> Diagnostic:
        line = line_of(element if element is not None else data.block)
        return EPUB_CONTRIBUTORS_CREDITED.broken(
            epub.at(epub.package_path, line), message, hint=hint
        )

    wanted = credited(epub.book)
    sorts = {plain_spaces(each.name): plain_spaces(each.sort) for each in epub.book.people}
    found = {_words(each): each for each in data.dc("contributor")}
    missing = [name for name in wanted if name not in found]
    for name, element in found.items():
        if name not in wanted:
            near = nearest(name, missing)
            if near:
                missing.remove(near)
                yield broken(
                    f"« {name} » au lieu de « {near} »", element, f"Le nom exact est « {near} »."
                )
            else:
                yield broken(f"« {name} » n’est crédité dans aucun épisode", element)
            continue
        for called, key, expected in (
            ("a pour rôle", "role", list(wanted[name])),
            ("se classe à", "file-as", [sorts.get(name, name)]),
        ):
            lines = data.lines_refining(element, key)
            there = [_words(each) for each in lines]
            if there != expected:
                shown, right = (", ".join(words) or "rien" for words in (there, expected))
                told = f"« {name} » {called} « {shown} » au lieu de « {right} »"
                yield broken(told, lines[0] if lines else element)
    for name in missing:
        names = list(wanted)
        before = next(
            (each for each in reversed(names[: names.index(name)]) if each in found), None
        )
        yield broken(
            f"« {name} », que le générique crédite, manque", found[before] if before else None
        )
    for name, times in Counter(_words(each) for each in data.dc("contributor")).items():
        if times > 1:
            yield broken(f"« {name} » y est {times} fois", found[name])
    ranked = [name for name in found if name in wanted]
    for name, right in zip(ranked, (each for each in wanted if each in found), strict=True):
        if name != right:
            yield broken(f"« {name} » est à la place de « {right} »", found[name])
            break


# --- Accessibility ----------------------------------------------------------------------------------

_FEATURES = frozenset(
    (
        "alternativeText", "annotations", "ARIA", "audioDescription", "bookmarks", "braille",
        "captions", "ChemML", "closedCaptions", "describedMath", "displayTransformability",
        "fullRubyAnnotations", "highContrastAudio", "highContrastDisplay", "horizontalWriting",
        "index", "largePrint", "latex", "latex-chemistry", "longDescription", "MathML",
        "MathML-chemistry", "none", "openCaptions", "pageBreakMarkers", "pageNavigation",
        "readingOrder", "rubyAnnotations", "signLanguage", "structuralNavigation",
        "synchronizedAudioText", "tableOfContents", "tactileGraphic", "tactileObject",
        "timingControl", "transcript", "ttsMarkup", "unknown", "unlocked", "verticalWriting",
        "withAdditionalWordSegmentation", "withoutAdditionalWordSegmentation",
    )
)  # fmt: skip
_ALWAYS = (
    "tableOfContents", "structuralNavigation", "readingOrder", "alternativeText",
    "displayTransformability", "ARIA", "unlocked",
)  # fmt: skip
_HAZARDS = frozenset(
    ("none", "noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard", "unknown")
)
_CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


def epub_accessibility_told(epub: Epub) -> Iterator[Diagnostic]:
    """What the book promises to those who must know before they open it is all there, and true."""
    data = _metadata(epub)
    if data is None:
        return

    def broken(message: str, element: Element | None = None, hint: str | None = None) -> Diagnostic:
        line = line_of(element if element is not None else data.block)
        return EPUB_ACCESSIBILITY_TOLD.broken(epub.at(epub.package_path, line), message, hint=hint)

    def compare(name: str, wanted: Mapping[str, bool]) -> Iterator[Diagnostic]:
        """Say which values of a property should be there, or should not."""
        lines = {_words(each): each for each in data.meta(f"schema:{name}")}
        for value, holds in wanted.items():
            if holds and value not in lines:
                yield broken(f"{name} ne dit pas « {value} », que le livre offre")
            elif not holds and value in lines:
                yield broken(f"{name} dit « {value} », que le livre n’offre pas", lines[value])

    has_pages = any(page.markers for page in epub.pages)
    kinds = {kind for page in epub.pages for kind in page.kinds}
    yield from compare(
        "accessMode",
        {
            "textual": True,
            "visual": any(item.media_type.startswith("image/") for item in epub.items),
            "auditory": any(item.media_type.startswith("audio/") for item in epub.items),
        },
    )
    yield from compare("accessModeSufficient", {"textual": True})
    yield from compare(
        "accessibilityFeature",
        dict.fromkeys(_ALWAYS, True)
        | {
            "pageBreakMarkers": has_pages,
            "pageNavigation": has_pages,
            "index": "index" in kinds,
            "MathML": any(local(e) == "math" for page in epub.pages for e in elements(page.root)),
            "synchronizedAudioText": any(path.endswith(".smil") for path in epub.files),
            "printPageNumbers": False,
        },
    )
    for element in data.meta("schema:accessibilityFeature"):
        if _words(element) not in _FEATURES:
            near = suggest(_words(element), _FEATURES, otherwise=EPUB_ACCESSIBILITY_TOLD.hint)
            yield broken(f"« {_words(element)} » n’est pas un terme connu", element, near)
    hazards = data.meta("schema:accessibilityHazard")
    if not hazards:
        yield broken("accessibilityHazard manque : il faut au moins « none »")
    for element in hazards:
        if _words(element) not in _HAZARDS:
            yield broken(f"« {_words(element)} » annonce un danger que ce livre n’a pas", element)
    summaries = data.meta("schema:accessibilitySummary")
    if len(summaries) != 1:
        yield broken(f"accessibilitySummary est donné {len(summaries)} fois au lieu d’une")
    sources = data.meta("pageBreakSource")
    if bool(sources) != has_pages:
        told = "manque" if has_pages else "n’a pas lieu d’être : le livre n’a pas de pages"
        yield broken(f"pageBreakSource {told}", sources[0] if sources else None)
    for claim in data.meta("dcterms:conformsTo"):
        if not data.refining(claim, "a11y:certifiedBy"):
            yield broken(f"« {_words(claim)} » n’est certifié par personne", claim)
        elif _words(claim) != _CONFORMS:
            yield broken(f"« {_words(claim)} » n’est pas la formule « {_CONFORMS} »", claim)


# --- Files ------------------------------------------------------------------------------------------

_SIGNATURES = {
    "image/png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    "image/jpeg": (b"\xff\xd8\xff", b"\xff\xd9"),
    "image/gif": (b"GIF8", b";"),
}
"""How the files of each type begin and end."""

_PROPERTIES = frozenset(
    ("cover-image", "mathml", "nav", "remote-resources", "scripted", "svg", "switch")
)


def epub_manifest_true(epub: Epub) -> Iterator[Diagnostic]:
    """The manifest lists every file, once, and only those there are; says truly what each is."""

    def broken(message: str, line: int | None = None, hint: str | None = None) -> Diagnostic:
        return EPUB_MANIFEST_TRUE.broken(epub.at(epub.package_path, line), message, hint=hint)

    if epub.package is None:
        return
    own = {"mimetype", epub.package_path}
    files = [path for path in epub.files if path not in own and not path.startswith("META-INF/")]
    listed: dict[str, Item] = {}
    ids: set[str] = set()
    for item in epub.items:
        shown = posixpath.basename(item.path)
        if item.path in listed:
            yield broken(f"« {shown} » y est deux fois", item.line)
        if not item.id or item.id in ids:
            yield broken(f"le nom « {item.id} » ne peut servir à « {shown} »", item.line)
        listed[item.path] = item
        ids.add(item.id)
        if item.path not in epub.files:
            near = suggest(item.path, files, otherwise=EPUB_MANIFEST_TRUE.hint)
            yield broken(f"« {item.path} » n’est pas dans l’archive", item.line, near)
            continue
        wanted = MEDIA_TYPES.get(posixpath.splitext(item.path)[1].lower())
        if wanted is None:
            yield broken(f"« {shown} » est d’un type que les liseuses ignorent", item.line)
        elif item.media_type not in wanted:
            yield broken(
                f"« {shown} » se dit {item.media_type or 'sans type'} au lieu de {wanted[0]}",
                item.line,
            )
        starts, ends = _SIGNATURES.get(item.media_type, (b"", b""))
        data = epub.files[item.path]
        if not data.startswith(starts) or not data.rstrip(b"\0\r\n").endswith(ends):
            yield EPUB_MANIFEST_TRUE.broken(
                epub.at(item.path), f"ce n’est pas une image {item.media_type} entière"
            )
        yield from _unfit_properties(epub, item)
    for path in files:
        if path not in listed:
            yield EPUB_MANIFEST_TRUE.broken(epub.at(path), "ce fichier n’est pas dans le manifeste")
    used = {*_used(epub), epub.ncx_path}
    for path, item in listed.items():
        in_spine = any(each.item == item for each in epub.spine)
        if (
            path in epub.files
            and not in_spine
            and path not in used
            and "nav" not in item.properties
        ):
            yield broken(f"« {posixpath.basename(path)} » n’est employé par aucune page", item.line)
    navs = [item for item in epub.items if "nav" in item.properties]
    if len(navs) != 1:
        yield broken(f"{len(navs)} fichier(s) se disent le sommaire (nav) au lieu d’un")


def _unfit_properties(epub: Epub, item: Item) -> Iterator[Diagnostic]:
    """Say which properties a page should declare, or should not."""
    for name in item.properties:
        if name not in _PROPERTIES:
            yield EPUB_MANIFEST_TRUE.broken(
                epub.at(epub.package_path, item.line), f"« {name} » n’est pas une propriété connue",
                hint=suggest(name, _PROPERTIES, otherwise=EPUB_MANIFEST_TRUE.hint),
            )  # fmt: skip
    root = epub.trees.get(item.path)
    if root is None or item.media_type != "application/xhtml+xml":
        return
    names = {local(each) for each in elements(root)}
    for name, holds in (
        ("svg", "svg" in names), ("mathml", "math" in names), ("scripted", bool(names & {"script", "form"})),
        ("remote-resources", False), ("switch", False),
    ):  # fmt: skip
        if holds != (name in item.properties) and name in {"svg", "mathml", *item.properties}:
            told = f"« {posixpath.basename(item.path)} » " + (
                f"contient ce que dirait « {name} », qui manque" if holds
                else f"se dit « {name} » à tort"
            )  # fmt: skip
            yield EPUB_MANIFEST_TRUE.broken(epub.at(epub.package_path, item.line), told)


def _used(epub: Epub) -> Iterator[str]:
    """Yield the files that pages and style sheets show or call, and those that pages are read by."""
    if epub.package is not None:
        overlays = {item.get("media-overlay") for item in elements(epub.package, "item")}
        yield from (item.path for item in epub.items if item.id in overlays)
    for path, root in epub.trees.items():
        for element in elements(root):
            for name in ("src", "href", "{http://www.w3.org/1999/xlink}href"):
                address = element.get(name)
                if address and not has_scheme(str(address)) and local(element) not in {"item", "a"}:
                    yield resolve(path, str(address))[0]
    for path, data in epub.files.items():
        if path.endswith(".css"):
            for _, address in addresses_in_style(data.decode("utf-8", "replace")):
                yield resolve(path, address)[0]


def epub_spine_whole(epub: Epub) -> Iterator[Diagnostic]:
    """Every page, once, in the order in which the book is read."""
    if epub.package is None:
        return

    def broken(message: str, line: int | None = None) -> Diagnostic:
        return EPUB_SPINE_WHOLE.broken(epub.at(epub.package_path, line), message)

    spine = next(elements(epub.package, "spine"), None)
    if spine is None or not epub.spine:
        yield broken("le livre n’a pas d’ordre de lecture (spine)", line_of(epub.package))
        return
    ncx = next((item.id for item in epub.items if item.path == epub.ncx_path), None)
    if spine.get("toc") != ncx:
        yield broken(
            f'toc="{spine.get("toc") or ""}" devrait nommer le NCX, « {ncx or "absent"} »',
            line_of(spine),
        )
    if spine.get("page-progression-direction") not in {None, "ltr", "default"}:
        yield broken("les pages se tourneraient à l’envers", line_of(spine))
    seen: set[str] = set()
    for each in epub.spine:
        if each.item is None:
            yield broken(f"« {each.idref} » n’est pas dans le manifeste", each.line)
            continue
        shown = posixpath.basename(each.item.path)
        if each.idref in seen:
            yield broken(f"« {shown} » y est deux fois", each.line)
        seen.add(each.idref)
        if each.linear != "yes":
            yield broken(f'« {shown} » est hors de la lecture (linear="{each.linear}")', each.line)
        if each.item.media_type != "application/xhtml+xml":
            yield broken(f"« {shown} » n’est pas une page", each.line)
    for item in epub.items:
        if item.media_type == "application/xhtml+xml" and item.id not in seen:
            yield broken(f"« {item.path} » n’est pas dans l’ordre de lecture", item.line)
    yield from _unfit_order(epub, line_of(spine))


def _unfit_order(epub: Epub, line: int | None) -> Iterator[Diagnostic]:
    by_name = {page.docname: page for page in epub.book.pages}
    order = reading_order(epub.book)
    paths = {epub.path_of(by_name[docname]): docname for docname in order}
    lines = {each.item.path: each.line for each in epub.spine if each.item}
    for path, docname in paths.items():
        if path not in epub.files:
            told = f"le livre n’a pas la page « {docname} » ({path})"
            yield EPUB_SPINE_WHOLE.broken(epub.at(epub.package_path, line), told)
    there = [path for path in lines if path in paths]
    wanted = [path for path in paths if path in lines]
    for found, expected in zip(there, wanted, strict=True):
        if found != expected:
            told = f"« {posixpath.basename(found)} » est à la place de « {posixpath.basename(expected)} »"
            yield EPUB_SPINE_WHOLE.broken(epub.at(epub.package_path, lines[found]), told)
            return


# --- Cover, dates, and another reader's opinion ---------------------------------------------------------


def epub_cover_shown(epub: Epub) -> Iterator[Diagnostic]:
    """The cover is a picture of the manifest, the first page, and a landmark."""
    data = _metadata(epub)
    if data is None:
        return

    def broken(message: str, line: int | None = None) -> Diagnostic:
        return EPUB_COVER_SHOWN.broken(epub.at(epub.package_path, line), message)

    covers = [item for item in epub.items if "cover-image" in item.properties]
    if len(covers) != 1:
        yield broken(f"{len(covers)} image(s) se disent la couverture (cover-image) au lieu d’une")
    old = [each for each in data.lines if each.get("name") == "cover"]
    named = {str(each.get("content")) for each in old}
    if covers and named != {covers[0].id}:
        there = ", ".join(sorted(named)) or "rien"
        yield broken(
            f'meta name="cover" nomme « {there} » au lieu de « {covers[0].id} »',
            line_of(old[0]) if old else None,
        )
    first = next((page for page in epub.pages), None)
    if first is None or "cover" not in first.kinds:
        yield broken("le livre ne s’ouvre pas sur sa couverture")
        return
    images = [
        resolve(first.path, str(each.get("src", "")))[0] for each in elements(first.root, "img")
    ]
    if covers and covers[0].path not in images:
        told = f"la page de couverture ne montre pas « {posixpath.basename(covers[0].path)} »"
        yield EPUB_COVER_SHOWN.broken(epub.at(first.path, line_of(first.body)), told)


def epub_moment_one(epub: Epub) -> Iterator[Diagnostic]:
    """Every file bears the time at which the package says that the book was made."""
    data = _metadata(epub)
    if data is None:
        return
    stamps = Counter(entry.date_time for entry in epub.entries)
    told = [each for each in data.meta("dcterms:modified") if _is_moment(_words(each))]
    if told:
        moment = max(datetime.fromisoformat(_words(told[0])), datetime(1980, 1, 1, tzinfo=UTC))
        wanted = (*moment.timetuple()[:5], moment.second // 2 * 2)
    else:
        wanted = stamps.most_common(1)[0][0]
    for entry in epub.entries:
        if entry.date_time != wanted:
            there, here = (
                f"{d:02}/{m:02}/{y} {h:02}:{n:02}:{s:02}"
                for y, m, d, h, n, s in (entry.date_time, wanted)
            )
            yield EPUB_MOMENT_ONE.broken(
                epub.at(entry.filename),
                f"« {entry.filename} » est daté du {there} au lieu du {here}",
            )


def epub_read_by_others(epub: Epub) -> Iterator[Diagnostic]:
    """A reader that nobody here wrote finds the same book."""
    # Imported here: only this check needs it.
    from ebooklib import epub as ebooklib

    data = _metadata(epub)
    if data is None or epub.faults:
        return
    at = epub.at(epub.package_path)
    try:
        read = ebooklib.read_epub(str(epub.file), options={"ignore_ncx": True})
        found = {
            "le titre": _first(read.get_metadata("DC", "title")),
            "la langue": _first(read.get_metadata("DC", "language")),
            "l’ordre de lecture": " ".join(str(name) for name, _ in read.spine),
            "les fichiers": " ".join(sorted(str(item.file_name) for item in read.get_items())),
            "le sommaire": "oui" if any(_targets(read.toc)) else "",
        }
    except Exception as error:  # whatever it raises, it could not read the book
        told = f"EbookLib ne peut pas lire le livre ({type(error).__name__})"
        yield EPUB_READ_BY_OTHERS.broken(at, told)
        return
    files = (posixpath.relpath(item.path, epub.folder) for item in epub.items)
    wanted = {
        "le titre": " ".join(map(_words, _title(data, "main"))),
        "la langue": " ".join(map(_words, data.dc("language"))),
        "l’ordre de lecture": " ".join(each.idref for each in epub.spine),
        "les fichiers": " ".join(sorted(files)),
        "le sommaire": "oui" if epub.nav is not None else "",
    }
    for called, value in found.items():
        if value != wanted[called]:
            told = f"EbookLib lit autrement {called} : « {value[:100] or 'rien'} »"
            yield EPUB_READ_BY_OTHERS.broken(at, told)


def _first(values: Sequence[tuple[object, object]]) -> str:
    """Return the first value of a line of metadata, as EbookLib gives them."""
    return plain_spaces(str(values[0][0])) if values else ""


def _targets(contents: object) -> Iterator[str]:
    """Yield the addresses of a table of contents, as EbookLib nests it."""
    if isinstance(contents, list | tuple):
        for each in contents:
            yield from _targets(each)
    elif href := getattr(contents, "href", ""):
        yield str(href)


PACKAGE_CHECKS: Final[tuple[Callable[[Epub], Iterator[Diagnostic]], ...]] = (
    epub_package_in_form,
    epub_metadata_agrees,
    epub_contributors_credited,
    epub_accessibility_told,
    epub_manifest_true,
    epub_spine_whole,
    epub_cover_shown,
    epub_moment_one,
    epub_read_by_others,
)
