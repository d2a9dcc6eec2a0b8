"""What a picture carries inside so that its numbers can be traced: names and values.

The values are written and read back here. They travel as JSON in ASCII, so that any string comes
back as it was, out of an SVG as well as out of a PNG. Must not know what the values mean.
"""

import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from html import unescape

NAMESPACE = "urn:onegov-deals:evidence:1"
KEYWORD = "OneGov deals evidence"
"""The name of the PNG text chunk that holds the evidence."""
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

_IN_SVG = re.compile(rf'<evidence xmlns="{NAMESPACE}">([^<]*)</evidence>')


class NoEvidenceError(ValueError):
    """The file is no picture of this program, or its evidence was taken out or damaged."""


def encoded(values: Mapping[str, str]) -> str:
    """The values as one line of ASCII."""
    return json.dumps(dict(sorted(values.items())), separators=(",", ":"))


def evidence(picture: bytes) -> dict[str, str]:
    """The values that an SVG or PNG of this program carries. Raises `NoEvidenceError`."""
    if picture.startswith(PNG_SIGNATURE):
        found = _from_png(picture)
    else:
        match = _IN_SVG.search(picture.decode("utf-8", "replace"))
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


def _from_png(png: bytes) -> str | None:
    prefix = KEYWORD.encode("latin-1") + b"\0\0\0\0\0"
    for kind, content in chunks(png):
        if kind == b"iTXt" and content.startswith(prefix):
            return content.removeprefix(prefix).decode("utf-8", "replace")
    return None
