"""What a file carries so that its numbers can be traced and its scenario opened again.

SVG, PNG, PDF, PPTX, XLSX and HTML carry it; nothing of them is parsed but the place where it lies.
"""

import json
import os
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import tui
from tui.domain.comparison import Comparison
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files.toml import ProblemsError, read_bytes, whole_problem
from tui.views.headline import answer

NAMESPACE: Final = "urn:onegov-deals:evidence:1"
KEYWORD: Final = "OneGov deals evidence"
PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
CUSTOM_PART: Final = "customXml/item1.xml"
CUSTOM_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
)
CARRIERS: Final = (".svg", ".png", ".pdf", ".pptx", ".html", ".xlsx")
_TELLERS: Final[Mapping[str, str]] = {
    ".txt": "a report in plain text", ".md": "a report in Markdown", ".csv": "a list of charges",
    ".json": "a report in JSON", ".ics": "a calendar",
}  # fmt: skip
"""The files of ours that carry none."""
_IN_TEXT: Final = re.compile(
    rf'<evidence xmlns="{NAMESPACE}">([^<]*)</evidence>|<meta name="{NAMESPACE}" content="([^"]*)">'
)
_IN_PDF: Final = re.compile(rb"/Keywords \(((?:[^\\()]++|\\.)*+)\)", re.DOTALL)
_WORKBOOK_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_UNREADABLE: Final = (KeyError, BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error)
_ENTRY: Final = b"PK\x01\x02"
"""Begins an entry in the directory of a zip."""
_MOST_ENTRIES: Final = 10_000
_MOST_UNPACKED: Final = 5_000_000
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_MOST_DIGITS: Final = 11
"""Seconds up to the year 5138; a date ends with the year 9999."""


class NoEvidenceError(ValueError):
    """The file is none of this program, or its evidence was taken out or damaged."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What a file says: to readers, to those who cannot see it, to whoever traces its numbers."""

    title: str
    description: str
    metadata: Mapping[str, str]


def encoded(values: Mapping[str, str]) -> str:
    """The values as one line of ASCII."""
    return json.dumps(dict(sorted(values.items())), separators=(",", ":"))


def evidence(content: bytes) -> dict[str, str]:
    """The values that a file of this program carries. Raises `NoEvidenceError`."""
    if content.startswith(PNG_SIGNATURE):
        found = _from_png(content)
    elif content.startswith(b"PK\x03\x04"):
        found = _from_zip(content)
    elif content.startswith(b"%PDF-"):
        match = _IN_PDF.search(content)
        found = re.sub(rb"\\(.)", rb"\1", match[1]).decode("ascii", "replace") if match else None
    else:
        found = _from_text(content)
    if found is None:
        raise NoEvidenceError("this file carries no evidence of its numbers")
    try:
        if len(found) > _MOST_UNPACKED:
            raise ValueError("it is too long")
        values = json.loads(found)
    except (ValueError, RecursionError) as problem:  # a number or a nesting that is too long, too
        raise NoEvidenceError(f"the evidence in this file is damaged: {problem}") from problem
    if not isinstance(values, dict) or not all(isinstance(one, str) for one in values.values()):
        raise NoEvidenceError("the evidence in this file is damaged: not names and texts")
    return values


def text_chunk(keyword: str, text: str) -> bytes:
    return chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8"))


def chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and content of each chunk of a PNG, up to the end or the first that is cut off."""
    position = len(PNG_SIGNATURE)
    while position + 12 <= len(png):
        (length,) = struct.unpack_from(">I", png, position)
        kind = png[position + 4 : position + 8]
        content = png[position + 8 : position + 8 + length]
        if len(content) < length:
            return
        yield kind, content
        position += 12 + length


def custom_part(values: Mapping[str, str]) -> str:
    return f'<evidence xmlns="{NAMESPACE}">{escape(encoded(values))}</evidence>'


def in_html(values: Mapping[str, str]) -> str:
    return f'<meta name="{NAMESPACE}" content="{escape(encoded(values))}">'


def in_workbook(workbook: bytes, values: Mapping[str, str]) -> bytes:
    """A workbook with the evidence as a part of it, which spreadsheet programs keep."""
    with ZipFile(BytesIO(workbook)) as parts:
        relations = parts.read(_WORKBOOK_RELATIONS).decode()
    own = f'<Relationship Id="evidence" Type="{CUSTOM_RELATION}" Target="../{CUSTOM_PART}"/>'
    relations = relations.replace("</Relationships>", f"{own}</Relationships>")
    added = {_WORKBOOK_RELATIONS: relations, CUSTOM_PART: custom_part(values)}
    return repacked(workbook, added)


def repacked(office: bytes, changed: Mapping[str, str] | None = None) -> bytes:
    """Slides or a workbook with some parts changed, and the same zip times in every run."""
    written = BytesIO()
    with ZipFile(BytesIO(office)) as given, ZipFile(written, "w", ZIP_DEFLATED) as ours:
        parts = {name: given.read(name) for name in given.namelist()}
        parts |= {name: text.encode() for name, text in (changed or {}).items()}
        for name in sorted(parts, key=lambda one: (one != "[Content_Types].xml", one)):
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            ours.writestr(entry, parts[name])
    return written.getvalue()


def _from_text(content: bytes) -> str | None:
    match = _IN_TEXT.search(content.decode("utf-8", "replace"))
    return unescape(match[1] or match[2] or "") if match else None


def _from_zip(office: bytes) -> str | None:
    """The evidence in slides or a workbook; read up to a bound, whatever it would unpack to."""
    if office.count(_ENTRY) > _MOST_ENTRIES:
        return None
    try:
        with ZipFile(BytesIO(office)) as parts:
            entry = parts.getinfo(CUSTOM_PART)
            if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                return None
            with parts.open(entry) as part:
                return _from_text(part.read(_MOST_UNPACKED))
    except _UNREADABLE:
        return None


def _from_png(png: bytes) -> str | None:
    prefix = KEYWORD.encode("latin-1") + b"\0\0\0\0\0"
    for kind, content in chunks(png):
        if kind == b"iTXt" and content.startswith(prefix):
            return content.removeprefix(prefix).decode("utf-8", "replace")
    return None


def title(comparison: Comparison) -> str:
    name = comparison.scenario.name
    return f"{comparison.catalog.title}: {name}" if name else comparison.catalog.title


def labels(comparison: Comparison, catalog_file: Path, **drawn: str) -> Labels:
    """What a file of this comparison says about itself, and the evidence it carries.

    The catalog file's hash is part of it; `drawn` adds the view, its size, its theme.
    """
    from tui.files.writing import scenario_text

    return Labels(
        title(comparison),
        answer(comparison),
        {
            "program": f"{tui.PROGRAM} {tui.__version__}",
            "scenario": scenario_text(comparison.scenario),
            "catalogue": comparison.catalog.title,
            "catalogue sha256": _hash(catalog_file),
            "facts checked": comparison.catalog.as_of.isoformat(),
            "as of": comparison.as_of.isoformat(),
            **drawn,
        },
    )


def opened(path: Path, catalog: Catalog) -> Scenario:
    """Read a scenario: from its file, or from a file of this program that carries it.

    Raises `ProblemsError` where there is none, or where it does not go with the catalog.
    """
    from tui.files.scenarios import parse_scenario, read_scenario

    suffix = path.suffix.lower()
    if suffix not in CARRIERS:
        try:
            return read_scenario(path, catalog)
        except ProblemsError:
            if suffix not in _TELLERS or not path.is_file():
                raise
        hint = f"open scenario.toml, or the {', '.join(CARRIERS)} of the same comparison"
        raise whole_problem(str(path), f"is {_TELLERS[suffix]}, not a scenario", hint)
    content = read_bytes(path)
    try:
        text = evidence(content)["scenario"]
    except (NoEvidenceError, KeyError):
        hint = "only a file that deals wrote, and no other program has saved since, carries one"
        raise whole_problem(str(path), "carries no scenario", hint) from None
    return parse_scenario(text, catalog, name=f"{path} (the scenario in it)")


def opening_notes(path: Path, catalog_file: Path) -> Sequence[str]:
    """What to know of the scenario that a file carries: another catalog, a workbook's unread cells.

    A file that carries no evidence, or cannot be read, has no notes.
    """
    suffix = path.suffix.lower()
    if suffix not in CARRIERS:
        return []
    try:
        carried = evidence(read_bytes(path))
        now = _hash(catalog_file)
    except (NoEvidenceError, ProblemsError):
        return []
    notes = ["figures changed in the workbook since are not read"] if suffix == ".xlsx" else []
    if carried.get("catalogue sha256", now) == now:
        return notes
    words = "the file was made from another catalog"
    with suppress(ValueError):
        words += f", facts checked to {date.fromisoformat(carried.get('facts checked', ''))}"
    return [*notes, words]


def source_date() -> datetime | None:
    """The time in SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/).

    None where that is not set, or is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS):
        return None
    return datetime.fromtimestamp(int(given), UTC)


def _hash(path: Path) -> str:
    return sha256(read_bytes(path)).hexdigest()
