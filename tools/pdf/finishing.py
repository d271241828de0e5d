"""What the compiler cannot do yet, done on the PDF that it wrote.

Typst writes plain objects behind a classic table of cross-references, so that a PDF can be taken
to pieces and put together again. Whatever does not look as expected is our bug, and raises.
"""

from __future__ import annotations

import re

_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([fn]) ?\r?\n")
_TRAILER = re.compile(rb"trailer\n(.*?)\nstartxref\n(\d+)\n%%EOF\s*", re.DOTALL)

ROW_HEADER_FILLS = (b"0.9529412 0.95686275 0.9607843", b"1 1 1")
"""The backgrounds that template.typ gives to the header of a row, in the book and on a sheet to be
printed, as Typst writes them."""

_ROW_HEADER = re.compile(
    rb"/S/TD(?P<parent>/P \d+ 0 R)(?P<id>(?:/ID\([^)]*\))?)"
    rb"/A\[<</O/Table(?P<rest>.*?/BackgroundColor\[(?:"
    + b"|".join(map(re.escape, ROW_HEADER_FILLS))
    + rb")\])",
    re.DOTALL,
)


class UnexpectedPDF(Exception):
    """The compiler wrote something that this module does not know."""


def finish(pdf: bytes, *, row_headers: int) -> bytes:
    """Return *pdf* with the headers of its rows tagged, and its streams ended as PDF/A reads them.

    *row_headers* is how many cells the book says head a row.
    """
    match = _TRAILER.search(pdf, pdf.rindex(b"trailer\n"))
    if match is None:
        raise UnexpectedPDF("no trailer")
    table = int(match[2])
    offsets = [int(entry[1]) for entry in _ENTRY.finditer(pdf, table) if entry[3] == b"n"]
    starts = sorted(offsets)
    ends = [*starts[1:], table]
    written = bytearray(pdf[: starts[0]])
    moved: dict[int, int] = {}
    tagged = 0
    for start, end in zip(starts, ends, strict=True):
        moved[start] = len(written)
        body, found = _tag_row_header(_end_stream(pdf[start:end]))
        tagged += found
        written += body
    if tagged != row_headers:
        raise UnexpectedPDF(f"{tagged} row headers tagged, {row_headers} expected")
    new_table = len(written)
    written += _ENTRY.sub(
        lambda entry: (
            b"%010d %b n \n" % (moved[int(entry[1])], entry[2]) if entry[3] == b"n" else entry[0]
        ),
        pdf[table : match.start()],
    )
    written += b"trailer\n%b\nstartxref\n%d\n%%%%EOF" % (match[1], new_table)
    return bytes(written)


def _end_stream(body: bytes) -> bytes:
    """Return an object whose data, when they end in CR, are parted from « endstream » by CRLF.

    Typst parts them by LF. After a CR, that reads as one CRLF, and the data as one byte too short
    (ISO 19005-2, 6.1.7.1); one deflated stream in 256 ends so.
    """
    head, separator, tail = body.rpartition(b"\nendstream")
    if separator and head.endswith(b"\r"):
        return head + b"\r\nendstream" + tail
    return body


def _tag_row_header(body: bytes) -> tuple[bytes, int]:
    """Return an object, made TH with the scope of its row if it is a row's header, and 1 or 0.

    ``pdf.header-cell`` needs a feature of the compiler that its Python package cannot switch on.
    """
    if b"/S/TD" not in body:
        return body, 0
    return _ROW_HEADER.subn(rb"/S/TH\g<parent>\g<id>/A[<</O/Table/Scope/Row\g<rest>", body)
