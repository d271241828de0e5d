"""What is done on the PDF that the compiler wrote."""

from __future__ import annotations

import pikepdf
import pytest

from tools.pdf.finishing import UnexpectedPDF, finish

ROW_HEADER = (
    b"<</Type/StructElem/S/TD/P 2 0 R/A[<</O/Table/Headers[(U1x0y0)]>>"
    b"<</O/Layout/BackgroundColor[0.9529412 0.95686275 0.9607843]>>]/K[2]>>"
)
CELL = b"<</Type/StructElem/S/TD/P 2 0 R/A[<</O/Table/Headers[(U1x0y0)]>>]/K[3]>>"


def written(*objects: bytes) -> bytes:
    """Return a file made as Typst makes its own."""
    out = bytearray(b"%PDF-1.7\n")
    table = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(objects) + 1)
    for number, body in enumerate(objects, 1):
        table += b"%010d 00000 n\r\n" % len(out)
        out += b"%d 0 obj\n%b\nendobj\n\n" % (number, body)
    at = len(out)
    return (
        bytes(out)
        + table
        + (b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, at))
    )


def stream(data: bytes) -> bytes:
    return b"<</Length %d>>\nstream\n%b\nendstream" % (len(data), data)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Count 0/Kids[]>>"


def test_nothing_changes_where_nothing_is_wrong() -> None:
    pdf = written(CATALOG, PAGES, stream(b"data"), CELL)
    finished = finish(pdf, row_headers=0)
    assert finished.replace(b" \n", b"\r\n").rstrip() == pdf.replace(b" \n", b"\r\n").rstrip()


@pytest.mark.parametrize("data", [b"ends in CR\r", b"\r", b"a\nendstream\r"])
def test_data_that_end_in_cr_are_parted_from_endstream(data: bytes, tmp_path) -> None:
    finished = finish(written(CATALOG, PAGES, stream(data), CELL), row_headers=0)
    assert data + b"\r\nendstream" in finished
    path = tmp_path / "fini.pdf"
    path.write_bytes(finished)
    with pikepdf.open(path) as opened:
        assert not [fault for fault in opened.check_pdf_syntax() if "pages" not in fault]
        assert opened.get_object(3, 0).read_raw_bytes() == data
        assert opened.get_object(4, 0).S == "/TD"


def test_the_header_of_a_row_becomes_one(tmp_path) -> None:
    finished = finish(written(CATALOG, PAGES, ROW_HEADER, CELL), row_headers=1)
    path = tmp_path / "fini.pdf"
    path.write_bytes(finished)
    with pikepdf.open(path) as opened:
        header = opened.get_object(3, 0)
        assert (header.S, header.A[0].Scope, header.A[0].Headers[0]) == ("/TH", "/Row", "U1x0y0")
        assert opened.get_object(4, 0).S == "/TD"


@pytest.mark.parametrize("expected", [0, 2])
def test_headers_that_do_not_count_up_are_our_bug(expected: int) -> None:
    with pytest.raises(UnexpectedPDF):
        finish(written(CATALOG, PAGES, ROW_HEADER, CELL), row_headers=expected)


def test_a_file_that_is_not_as_expected_is_our_bug() -> None:
    with pytest.raises(UnexpectedPDF):
        finish(b"%PDF-1.7\ntrailer\n<<>>\n", row_headers=0)
