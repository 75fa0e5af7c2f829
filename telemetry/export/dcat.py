"""Metadata for an open-data portal: DCAT-AP.de as Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telemetry.export.write import File
from telemetry.metrics.metric import Text

LICENCE = "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
CONTRIBUTOR = "http://dcat-ap.de/def/contributors/CONTRIBUTOR-ID"
"""To be replaced by the id that GovData gave the portal of the publisher."""

_THEMES = ("EDUC", "ENVI", "GOVE")
_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority"
_FILE_TYPES = {"csv": "CSV", "json": "JSON", "ndjson": "JSON", "parquet": "PARQUET"}
_IANA = "https://www.iana.org/assignments/media-types"


@dataclass(frozen=True, slots=True)
class Catalogued:
    """What the metadata say. first, last: days (yyyy-mm-dd) that the data cover. address: where the package
    will stand, ends with a slash."""

    title: Text
    description: Text
    publisher: str
    contact: str
    first: str
    last: str
    address: str
    keywords: Sequence[Text]


def turtle(about: Catalogued, files: Iterable[File]) -> str:
    """The dataset and one distribution for each file."""
    base = about.address
    distributions = [(f"{base}{file.path}", file) for file in files]
    lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in _PREFIXES.items()]
    themes = [f"<{_EU}/data-theme/{theme}>" for theme in _THEMES]
    dataset = [
        "a dcat:Dataset",
        f"dct:title {_both(about.title)}",
        f"dct:description {_both(about.description)}",
        f"dct:identifier {_text(base)}",
        f"dcatde:contributorID <{CONTRIBUTOR}>",
        f"dct:publisher [ a foaf:Organization ; foaf:name {_text(about.publisher)} ]",
        f"dcat:contactPoint [ a vcard:Organization ; vcard:fn {_text(about.publisher)} ;"
        f" {_contact(about.contact)} ]",
        f"dcat:theme {', '.join(themes)}",
        f"dcat:keyword {', '.join(_both(word) for word in about.keywords)}",
        f"dct:language <{_EU}/language/DEU>, <{_EU}/language/ENG>",
        f"dct:accrualPeriodicity <{_EU}/frequency/QUARTERLY>",
        f'dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "{about.first}"^^xsd:date ;'
        f' dcat:endDate "{about.last}"^^xsd:date ]',
    ]
    if distributions:
        dataset.append("dcat:distribution " + ", ".join(f"<{address}>" for address, _ in distributions))
    lines += ["", f"<{base}> {_body(dataset)}"]
    for address, file in distributions:
        lines += ["", f"<{address}> {_body(_distribution(address, file, about.publisher))}"]
    return "\n".join(lines) + "\n"


def _distribution(address: str, file: File, publisher: str) -> list[str]:
    return [
        "a dcat:Distribution",
        f"dct:title {_text(file.path)}",
        f"dcat:accessURL <{address}>",
        f"dcat:downloadURL <{address}>",
        f"dct:format <{_EU}/file-type/{_FILE_TYPES[file.format]}>",
        f"dcat:mediaType <{_IANA}/{file.media_type}>",
        f'dcat:byteSize "{file.bytes}"^^xsd:nonNegativeInteger',
        f"dct:license <{LICENCE}>",
        f"dcatde:licenseAttributionByText {_text(publisher)}",
    ]


def _body(statements: Sequence[str]) -> str:
    return " ;\n    ".join(statements) + " ."


def _contact(contact: str) -> str:
    if re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", contact):
        return f"vcard:hasEmail <mailto:{contact}>"
    return f"vcard:hasURL <{contact}>"


def _both(text: Text) -> str:
    return f"{_text(text.de)}@de, {_text(text.en)}@en"


def _text(text: str) -> str:
    """A string of Turtle."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
