"""The house's own forms: how this book writes the names that others write in several ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tools.french.slips import Slip

_SIGLES: Mapping[str, str] = {
    # Those that the institution itself writes as names.
    "caf": "Caf",
    "cafs": "Caf",
    "cpam": "Cpam",
    "cpams": "Cpam",
    "carsat": "Carsat",
    "carsats": "Carsat",
    "ucanss": "Ucanss",
    "urssaf": "Urssaf",
    "urssafs": "Urssaf",
    # Those that are read letter by letter, or that keep their capitals.
    "cnsa": "CNSA",
    "giec": "GIEC",
    "msa": "MSA",
}
HOUSE_SIGLES = frozenset(_SIGLES.values())
"""Sigles as the house prints them."""

HOUSE_FORMS: Mapping[str, str] = MappingProxyType(
    {
        **_SIGLES,
        # Names of the house.
        "défi du lab": "Défi du Lab",
        "lab de la sécurité sociale": "Lab de la Sécurité sociale",
        "secu": "Sécu",
        "securité sociale": "Sécurité sociale",
        "sécu": "Sécu",
        "sécurité sociale": "Sécurité sociale",
        "post it": "Post-it",
        "post-it": "Post-it",
        "post-its": "Post-it",
    }
)
"""Each form in small letters, with the only one that the book prints."""

# The longest first, so that « lab de la Sécurité sociale » is one form.
_FORMS = re.compile(
    r"(?<![\w.@/-])(?:"
    + "|".join(re.escape(form) for form in sorted(HOUSE_FORMS, key=len, reverse=True))
    + r")(?![\w@/]|\.\w|-\w)",
    re.IGNORECASE,
)
_POINTED = re.compile(r"(?<![\w.])(?:[A-ZÀ-Þ]\.){3,}(?!\w)")


def house_form(text: str) -> Iterator[Slip]:
    """Faux : CPAM, Giec, la sécu — Juste : Cpam, GIEC, la Sécu."""
    for match in _FORMS.finditer(text):
        form = HOUSE_FORMS[match[0].lower()]
        if match[0] != form:
            yield Slip(*match.span(), form)


def sigle_has_no_points(text: str) -> Iterator[Slip]:
    """Faux : C.P.A.M., S.N.C.F. — Juste : Cpam, SNCF."""
    for match in _POINTED.finditer(text):
        letters = match[0].replace(".", "")
        written = HOUSE_FORMS.get(letters.lower(), letters)
        ends = text[match.end() : match.end() + 1] == "" or text.startswith("\n", match.end())
        yield Slip(*match.span(), written + "." if ends else written)
