"""What the book says of itself, and the file that holds it."""

from __future__ import annotations

import uuid
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest

from tests.books import EPISODE, episode
from tests.conftest import BookFactory
from tests.epub.conftest import Epub, make
from tools.epub.package import Resource, identifier_of, moment_of, pack


def test_the_zip_can_be_told_from_its_first_bytes(torture: Epub) -> None:
    with zipfile.ZipFile(torture.path) as archive:
        entries = archive.infolist()
    first = entries[0]
    assert (first.filename, first.compress_type, first.extra) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"",
    )
    assert torture.path.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"
    assert [entry.filename for entry in entries[1:3]] == [
        "META-INF/container.xml", "EPUB/package.opf",
    ]  # fmt: skip
    # 2 July 2025, midnight, as the tests have it: no entry keeps the time of its making.
    assert {entry.date_time for entry in entries} == {(2025, 7, 2, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.create_system for entry in entries} == {3}
    stored = {entry.filename for entry in entries if entry.compress_type == zipfile.ZIP_STORED}
    assert stored == {"mimetype", "EPUB/couverture.png", "EPUB/images/damier.png"}


def test_a_time_before_zips_is_brought_to_their_first_year() -> None:
    data = pack(b"<package/>", [], moment=datetime(1970, 1, 1, tzinfo=UTC))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_every_file_is_in_the_manifest_and_every_item_is_a_file(torture: Epub) -> None:
    listed = torture.find("package.opf", "//opf:item/@href")
    held = {name.removeprefix("EPUB/") for name in torture.names if name.startswith("EPUB/")}
    assert sorted(listed) == sorted(held - {"package.opf"})


def test_properties_tell_what_each_file_holds(torture: Epub) -> None:
    items = torture.find("package.opf", "//opf:item[@properties]")
    assert {item.get("href"): item.get("properties") for item in items} == {
        "nav.xhtml": "nav",
        "couverture.png": "cover-image",
        "reperes/myst.xhtml": "mathml svg",
    }


def test_the_book_is_named_and_described(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un mot.")})
    epub = make(tiny)
    package = epub.root("package.opf")
    assert package.get("version") == "3.0"
    assert package.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    [identifier] = epub.texts("package.opf", "//dc:identifier")
    assert uuid.UUID(identifier.removeprefix("urn:uuid:")).version == 5
    assert epub.find("toc.ncx", "//ncx:meta[@name='dtb:uid']/@content") == [identifier]
    assert epub.texts("package.opf", "//dc:title") == [
        "Un livre d’essai",
        "Et si l’on essayait\u00a0?",
    ]
    assert epub.texts("package.opf", "//dc:language") == ["fr"]
    assert epub.texts("package.opf", "//dc:publisher") == ["Ucanss"]
    assert epub.texts("package.opf", "//dc:date") == ["2025-07-02"]
    assert epub.texts("package.opf", "//dc:source") == ["https://exemple.fr/ecouter"]
    assert epub.texts("package.opf", "//dc:creator") == [
        "Union des caisses nationales de Sécurité sociale"
    ]
    assert epub.texts("package.opf", "//dc:description") == [
        "Et si l’on essayait\u00a0? Une phrase pour la carte."
    ]
    assert epub.meta("dcterms:modified") == ["2025-07-02T00:00:00Z"]


def test_credited_people_are_contributors_with_role_and_sort_key(book: BookFactory) -> None:
    epub = make(book({EPISODE: episode("Un mot.")}))
    people = {}
    for each in epub.find("package.opf", "//dc:contributor"):
        refining = f"//opf:meta[@refines='#{each.get('id')}']"
        people[each.text] = [meta.text for meta in epub.find("package.opf", refining)]
    assert people == {
        "Yunus Bayram": ["ctb", "Bayram, Yunus"],
        "Nadège Masnière": ["ctb", "Masnière, Nadège"],
        "JBD Productions": ["pro", "JBD Productions"],
    }


def test_an_edition_keeps_its_name_and_the_next_has_another(book: BookFactory) -> None:
    model = book({EPISODE: episode("Un mot.")}).read().book
    assert identifier_of(model) == identifier_of(replace(model, version="9", subtitle="Autre"))
    assert identifier_of(model) != identifier_of(replace(model, edition="Deuxième édition"))


def test_without_a_given_time_the_book_has_its_edition_s(
    book: BookFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = book({EPISODE: episode("Un mot.")}).read().book
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert moment_of(model) == datetime(2025, 7, 2, tzinfo=UTC)


def test_accessibility_is_told_as_it_is(torture: Epub, book: BookFactory) -> None:
    assert torture.meta("schema:accessMode") == ["textual", "visual"]
    assert torture.meta("schema:accessModeSufficient") == ["textual"]
    assert torture.meta("schema:accessibilityHazard") == ["none"]
    features = set(torture.meta("schema:accessibilityFeature"))
    assert {"index", "MathML", "describedMath"} <= features
    plain = make(book({EPISODE: episode("Un mot.")}))
    assert not {"index", "MathML", "describedMath"} & set(plain.meta("schema:accessibilityFeature"))
    [summary] = plain.meta("schema:accessibilitySummary")
    assert "aucune personne n’a encore évalué" in summary


def test_conformance_is_claimed_only_with_a_name(book: BookFactory) -> None:
    tiny = book({EPISODE: episode("Un mot.")})
    assert make(tiny).meta("dcterms:conformsTo") == []
    epub = make(tiny, book_epub_certified_by="Quelqu’un")
    assert epub.meta("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    [certifier] = epub.find("package.opf", "//opf:meta[@property='a11y:certifiedBy']")
    assert (certifier.text, certifier.get("refines")) == ("Quelqu’un", "#conformance")
    assert "évalué" not in epub.meta("schema:accessibilitySummary")[0]


def test_an_item_s_name_comes_from_its_path() -> None:
    assert Resource("episodes/1-essai.xhtml", b"").id == "f-episodes-1-essai.xhtml"
    assert Resource("toc.ncx", b"").id == "ncx"
