"""The package: what the book says about itself, and the file that holds everything."""

from __future__ import annotations

import os
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from lxml import etree

from tools.epub.overlay import ACTIVE_CLASS, Overlay, clock
from tools.epub.xhtml import XML_LANG, make, set_french

if TYPE_CHECKING:
    from tools.model import Book

FOLDER: Final = "EPUB"

MEDIA_TYPES: Final = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".ncx": "application/x-dtbncx+xml",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".xhtml": "application/xhtml+xml",
}
"""What an e-book may hold without asking more of reading systems than EPUB 3.3 does."""

_SOUND_TYPES: Final = {
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg; codecs=opus",
    ".smil": "application/smil+xml",
}
"""Recordings, and what ties them to pages; no page calls them by itself."""

_PACKED: Final = frozenset({".gif", ".jpeg", ".jpg", ".m4a", ".mp3", ".opus", ".png", ".webp"})
"""Already compressed: stored as they are."""

# Reserved prefixes, declared all the same, as the specification advises for older systems.
_PREFIXES: Final = (
    "a11y: http://www.idpf.org/epub/vocab/package/a11y/# "
    "dcterms: http://purl.org/dc/terms/ "
    "marc: http://id.loc.gov/vocabulary/ "
    "schema: http://schema.org/"
)

_MEDIA_PREFIX: Final = " media: http://www.idpf.org/epub/vocab/overlays/#"

_OPF: Final = "http://www.idpf.org/2007/opf"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_CONTAINER: Final = "urn:oasis:names:tc:opendocument:xmlns:container"

_opf = partial(make, _OPF, {None: _OPF, "dc": _DC})
_dc = partial(make, _DC, {None: _OPF, "dc": _DC})


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the book, and what its manifest says of it."""

    path: str
    data: bytes
    properties: tuple[str, ...] = ()
    overlay: str | None = None
    """Path of the overlay that gives it its sound."""

    @property
    def media_type(self) -> str:
        return (MEDIA_TYPES | _SOUND_TYPES)[PurePosixPath(self.path).suffix.lower()]

    @property
    def id(self) -> str:
        """Its name in the package: an XML name made from its path."""
        if self.path == NCX_PATH:
            return "ncx"
        return "f-" + self.path.replace("/", "-")


NCX_PATH: Final = "toc.ncx"


@dataclass(frozen=True, slots=True)
class Features:
    """What the book truly holds, for those who must know before they open it."""

    pages: bool = False
    index: bool = False
    formulas: bool = False
    pictures: bool = False
    """Beside the cover, and those that only decorate."""
    sounds: bool = False


def identifier_of(book: Book) -> str:
    """Return the name of this edition, the same at every build."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{book.title} | {book.edition}").urn


def moment_of(book: Book) -> datetime:
    """Return the time of the build: ``SOURCE_DATE_EPOCH``, or else the day of the edition."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime(book.date.year, book.date.month, book.date.day, tzinfo=UTC)


def opf(
    book: Book,
    *,
    resources: Sequence[Resource],
    spine: Iterable[str],
    cover: str,
    features: Features,
    certified_by: str,
    overlays: Sequence[Overlay] = (),
) -> bytes:
    """Return the package document."""
    ids = {item.path: item.id for item in resources}
    manifest = [
        _opf(
            "item",
            {"id": item.id, "href": item.path, "media-type": item.media_type}
            | ({"properties": " ".join(item.properties)} if item.properties else {})
            | ({"media-overlay": ids[item.overlay]} if item.overlay else {}),
        )
        for item in resources
    ]
    root = _opf(
        "package",
        {
            "version": "3.0",  # EPUB 3.3 kept the number
            "unique-identifier": "pub-id",
            XML_LANG: book.language,
            "dir": "ltr",
            "prefix": _PREFIXES + (_MEDIA_PREFIX if overlays else ""),
        },
        _opf(
            "metadata",
            {},
            *_about(book),
            *_sound(overlays, ids),
            *_accessibility(book, features, certified_by),
            _opf("meta", {"name": "cover", "content": ids[cover]}),  # Kobo and Kindle of old
        ),
        _opf("manifest", {}, *manifest),
        _opf(
            "spine",
            {"toc": "ncx", "page-progression-direction": "ltr"},
            *(_opf("itemref", {"idref": ids[path]}) for path in spine),
        ),
    )
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _about(book: Book) -> Iterator[etree._Element]:
    """Yield what the book is, who made it and where it comes from."""
    yield _dc("identifier", {"id": "pub-id"}, identifier_of(book))
    yield _dc("title", {"id": "title"}, set_french(book.title))
    yield _refines("title", "title-type", "main")
    yield _dc("title", {"id": "subtitle"}, set_french(book.subtitle))
    yield _refines("subtitle", "title-type", "subtitle")
    yield _dc("language", {}, book.language)
    # A collective book: the issuing body answers for it; those who made the podcast contribute.
    yield from _agent("creator", "creator", book.publisher.full_name, ("isb",))
    for number, (name, roles) in enumerate(_contributors(book).items(), 1):
        yield from _agent(
            "contributor", f"contributor-{number}", name, roles, _sort_key(book, name)
        )
    yield _dc("publisher", {}, book.publisher.name)
    yield _dc("date", {}, book.date.isoformat())
    yield _dc(
        "rights",
        {},
        set_french(
            f"Podcast, titre et enregistrements : {book.publisher.full_name}. "
            "La réutilisation du texte se décide avec l’éditeur."
        ),
    )
    yield _dc("description", {}, set_french(_description(book)))
    for address in dict.fromkeys(episode.header.listen for episode in book.episodes):
        if address:
            yield _dc("source", {}, address)
    yield _meta("dcterms:modified", moment_of(book).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _description(book: Book) -> str:
    """Return what the book holds, from the summaries of its own episodes."""
    summaries = (episode.header.summary.strip() for episode in book.episodes)
    return " ".join(part for part in (book.subtitle, *summaries) if part)


def _contributors(book: Book) -> dict[str, tuple[str, ...]]:
    """Return everyone whom the episodes credit, with their MARC roles, in order of appearance."""
    roles: dict[str, dict[str, None]] = {}
    for episode in book.episodes:
        for name in episode.header.credits.cast or ():
            roles.setdefault(name, {})["ctb"] = None  # nothing says who plays whom
        for name in episode.header.credits.sound_production:
            roles.setdefault(name, {})["pro"] = None
    return {name: tuple(found) for name, found in roles.items()}


def _sort_key(book: Book, name: str) -> str:
    """Return how a catalogue files a name; an organisation goes by its own."""
    return next((person.sort for person in book.people if person.name == name), name)


def _agent(
    element: str, name: str, shown: str, roles: Iterable[str], sort: str | None = None
) -> Iterator[etree._Element]:
    yield _dc(element, {"id": name}, set_french(shown))
    for role in roles:
        yield _refines(name, "role", role, scheme="marc:relators")
    yield _refines(name, "file-as", set_french(sort or shown))


def _sound(overlays: Sequence[Overlay], ids: Mapping[str, str]) -> Iterator[etree._Element]:
    """Yield how long the book and each of its pages are heard, and by whom; nothing of no sound."""
    if not overlays:
        return
    yield _meta("media:duration", clock(sum(each.duration for each in overlays)))
    for each in overlays:
        yield _refines(ids[each.path], "media:duration", clock(each.duration))
    for name in dict.fromkeys(name for each in overlays for name in each.narrators):
        yield _meta("media:narrator", set_french(name))
    yield _meta("media:active-class", ACTIVE_CLASS)


def _accessibility(book: Book, features: Features, certified_by: str) -> Iterator[etree._Element]:
    """Yield what EPUB Accessibility 1.1 asks for, and nothing that nobody has verified."""
    # Visual: the cover, if nothing else.
    for mode in ("textual", "visual", *(("auditory",) if features.sounds else ())):
        yield _meta("schema:accessMode", mode)
    yield _meta("schema:accessModeSufficient", "textual")
    provided = [
        "tableOfContents",
        "structuralNavigation",
        "readingOrder",
        "alternativeText",
        "displayTransformability",
        "ARIA",
        "unlocked",
    ]
    provided += ["index"] if features.index else []
    provided += ["MathML", "describedMath"] if features.formulas else []
    provided += ["pageBreakMarkers", "pageNavigation"] if features.pages else []
    provided += ["synchronizedAudioText"] if features.sounds else []
    for feature in provided:
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", _summary(features, certified_by))
    if features.pages:
        yield _meta("pageBreakSource", set_french(f"{book.title}, PDF, {book.edition}"))
    if certified_by:
        claim = _meta("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA")
        claim.set("id", "conformance")
        yield claim
        yield _refines("conformance", "a11y:certifiedBy", certified_by)


def _summary(features: Features, certified_by: str) -> str:
    sentences = [
        "Tout le contenu est du texte, lisible par une synthèse vocale ou une plage braille.",
        "Chaque passage d’épisode porte un numéro, le même sur le site, dans le PDF et ici ; "
        "on l’atteint par une recherche.",
        "Dans les scènes, les répliques commencent par le nom du personnage et les sons sont "
        "écrits entre crochets.",
    ]
    if features.pictures:
        sentences.append(
            "Les dessins ont un texte de remplacement, et ce qu’ils montrent est écrit à côté."
        )
    if features.sounds:
        sentences.append(
            "Là où l’enregistrement est joint, le passage entendu est signalé dans le texte."
        )
    if features.pages:
        sentences.append("Les numéros de page sont ceux du PDF.")
    if not certified_by:
        sentences.append(
            "Le livre a été vérifié par des outils automatiques ; aucune personne n’a encore "
            "évalué sa conformité."
        )
    return set_french(" ".join(sentences))


def _meta(name: str, value: str) -> etree._Element:
    return _opf("meta", {"property": name}, value)


def _refines(target: str, name: str, value: str, scheme: str | None = None) -> etree._Element:
    meta = _opf("meta", {"refines": f"#{target}", "property": name}, value)
    if scheme:
        meta.set("scheme", scheme)
    return meta


def write(path: Path, *, package: bytes, resources: Iterable[Resource], moment: datetime) -> None:
    """Write the book beside *path*, then put it in its place: never half a book there."""
    aside = path.with_name(path.name + ".partial")
    aside.write_bytes(pack(package, resources, moment=moment))
    aside.replace(path)


def pack(package: bytes, resources: Iterable[Resource], *, moment: datetime) -> bytes:
    """Return the bytes of the book: the same for the same content, whatever machine packs it."""
    # A zip cannot tell a time before 1980, nor an odd second.
    moment = max(moment, datetime(1980, 1, 1, tzinfo=UTC))
    date_time = (*moment.timetuple()[:5], moment.second // 2 * 2)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:

        def add(name: str, data: bytes, *, stored: bool) -> None:
            entry = zipfile.ZipInfo(name, date_time)
            entry.create_system = 3  # Unix, wherever we are
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)

        # OCF: the mimetype comes first and uncompressed, so that a reader can recognise the
        # file from its opening bytes.
        add("mimetype", b"application/epub+zip", stored=True)
        add("META-INF/container.xml", _container(), stored=False)
        add(f"{FOLDER}/package.opf", package, stored=False)
        for item in resources:
            packed = PurePosixPath(item.path).suffix.lower() in _PACKED
            add(f"{FOLDER}/{item.path}", item.data, stored=packed)
    return buffer.getvalue()


def _container() -> bytes:
    add = partial(make, _CONTAINER, {None: _CONTAINER})
    package = {
        "full-path": f"{FOLDER}/package.opf",
        "media-type": "application/oebps-package+xml",
    }
    root = add("container", {"version": "1.0"}, add("rootfiles", {}, add("rootfile", package)))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
