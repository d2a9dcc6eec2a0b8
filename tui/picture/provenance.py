"""What a picture carries so that its numbers can be traced and its scenario opened again."""

import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

import tui
from tui.domain.comparison import Comparison
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files.toml import Problem, ProblemsError
from tui.picture.grid import Labels
from tui.picture.picture_formats import Size
from tui.views.headline import answer

NAMESPACE = "urn:onegov-deals:evidence:1"
KEYWORD = "OneGov deals evidence"
"""The name of the PNG text chunk that holds the evidence."""
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

ZIP_SIGNATURE = b"PK\x03\x04"
CUSTOM_PART = "customXml/item1.xml"
"""The part of slides that holds the evidence."""
_IN_XML = re.compile(rf'<evidence xmlns="{NAMESPACE}">([^<]*)</evidence>')
_UNREADABLE = (KeyError, BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error)
"""What a damaged or locked zip may raise."""


class NoEvidenceError(ValueError):
    """The file is no picture of this program, or its evidence was taken out or damaged."""


def encoded(values: Mapping[str, str]) -> str:
    """The values as one line of ASCII."""
    return json.dumps(dict(sorted(values.items())), separators=(",", ":"))


def evidence(picture: bytes) -> dict[str, str]:
    """The values that an SVG, PNG or PPTX of this program carries. Raises `NoEvidenceError`."""
    if picture.startswith(PNG_SIGNATURE):
        found = _from_png(picture)
    elif picture.startswith(ZIP_SIGNATURE):
        found = _from_zip(picture)
    else:
        match = _IN_XML.search(picture.decode("utf-8", "replace"))
        found = unescape(match[1]) if match else None
    if found is None:
        raise NoEvidenceError("this picture carries no evidence of its numbers")
    try:
        values = json.loads(found)
    except (ValueError, RecursionError) as problem:  # a number or a nesting that is too long, too
        raise NoEvidenceError(f"the evidence in this picture is damaged: {problem}") from problem
    if not isinstance(values, dict) or not all(isinstance(one, str) for one in values.values()):
        raise NoEvidenceError("the evidence in this picture is damaged: not names and texts")
    return values


def text_chunk(keyword: str, text: str) -> bytes:
    """A PNG `iTXt` chunk, which holds any Unicode text."""
    return chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8"))


def chunk(kind: bytes, content: bytes) -> bytes:
    """Any PNG chunk: length, kind, content, check sum."""
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
    """The evidence as a part of slides."""
    return f'<evidence xmlns="{NAMESPACE}">{escape(encoded(values))}</evidence>'


def _from_zip(office: bytes) -> str | None:
    """The evidence in slides; its part is read up to a bound, whatever it would unpack to."""
    try:
        with ZipFile(BytesIO(office)) as parts, parts.open(CUSTOM_PART) as part:
            found = _IN_XML.search(part.read(_MOST_UNPACKED).decode("utf-8", "replace"))
    except _UNREADABLE:
        return None
    return unescape(found[1]) if found else None


def _from_png(png: bytes) -> str | None:
    prefix = KEYWORD.encode("latin-1") + b"\0\0\0\0\0"
    for kind, content in chunks(png):
        if kind == b"iTXt" and content.startswith(prefix):
            return content.removeprefix(prefix).decode("utf-8", "replace")
    return None


PROGRAM: Final = "OneGov Deal Explorer"
_MOST_BYTES: Final = 50_000_000
_MOST_UNPACKED: Final = 5_000_000


def title(comparison: Comparison) -> str:
    name = comparison.scenario.name
    return f"{comparison.catalog.title}: {name}" if name else comparison.catalog.title


def labels(
    comparison: Comparison, catalog_file: Path, *, view: str, size: Size, theme: str
) -> Labels:
    """What a picture of this comparison says about itself, and the evidence it carries.

    `catalog_file` is where the comparison's catalog was read: its hash is carried.
    """
    from tui.files.writing import scenario_text

    return Labels(
        title(comparison),
        answer(comparison),
        {
            "program": f"{PROGRAM} {tui.__version__}",
            "scenario": scenario_text(comparison.scenario),
            "catalogue": comparison.catalog.title,
            "catalogue sha256": _hash(catalog_file),
            "facts checked": comparison.catalog.as_of.isoformat(),
            "as of": comparison.as_of.isoformat(),
            "view": view,
            "size": f"{size[0]}x{size[1]}",
            "theme": theme,
        },
    )


def carried_scenario(path: Path, catalog: Catalog) -> Scenario:
    """Read the scenario that an SVG, PNG or PPTX of this program carries.

    Raises `ProblemsError` where there is none, or where it does not go with the catalog.
    """
    from tui.files.scenarios import parse_scenario

    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise _problem(path, f"cannot be read: {reason or error}") from None
    if len(content) > _MOST_BYTES:
        raise _problem(path, f"is larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        text = evidence(content)["scenario"]
    except (NoEvidenceError, KeyError):
        hint = "only a picture that deals drew, and no other program has saved since, carries one"
        raise _problem(path, "carries no scenario", hint) from None
    return parse_scenario(text, catalog, name=f"{path} (the scenario in it)")


def other_catalog_words(picture: Path, catalog_file: Path) -> str:
    """Say that a picture was made from another catalog than this one; nothing where it was not.

    A picture that carries no evidence, or cannot be read, says nothing.
    """
    from tui.files.toml import read_bytes

    try:
        carried = evidence(read_bytes(picture))
        now = _hash(catalog_file)
    except (NoEvidenceError, ProblemsError):
        return ""
    if carried.get("catalogue sha256", now) == now:
        return ""
    words = "the picture was made from another catalogue"
    with suppress(ValueError):
        words += f", facts checked to {date.fromisoformat(carried.get('facts checked', ''))}"
    return words


def _hash(path: Path) -> str:
    from tui.files.toml import read_bytes

    return sha256(read_bytes(path)).hexdigest()


def _problem(path: Path, message: str, hint: str = "") -> ProblemsError:
    return ProblemsError([Problem(str(path), 0, "", message, hint)])
