"""A file's bytes as text and as a TOML table, with exact decimals; what cannot be read is said.

Numbers are made harmless here: an exponent that no price has would make exact arithmetic hang.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, NamedTuple

import tomli

from tui.files.problems import Problem, ProblemsError, shown, suggestion

Table = dict[str, Any]
Place = tuple[str | int, ...]
"""Keys and indices from the top of a file to a value."""

MOST_BYTES: Final = 32_000_000
MOST_TABLES: Final = 500_000
"""Tables in one file, counted generously: reading several millions takes gigabytes."""
MOST_PARTS: Final = 4_000_000
"""Lines, keys and entries of one file beyond which the line of a problem is not looked up."""
MOST_LISTED: Final = 100
"""Problems of one file that are told one by one."""
MOST_FOUND: Final = 10_000
"""Problems of one file after which nothing more is looked for."""
SCHEMA: Final = 1
NEWER: Final = "this file needs a newer program"
_MOST_ZEROS: Final = 30
_QUOTED: Final = re.compile(r"'([^']*)'")
_TOML_HINTS: Final = (
    ("Cannot overwrite", "this key or table is written twice"),
    ("Cannot declare", "this key or table is written twice"),
    ("Duplicate", "this key or table is written twice"),
    ("Illegal character", "only printable characters, tabs and line breaks are allowed"),
    ("Unescaped", "write \\\\ for a backslash"),
    ("Invalid value", "text stands in quotes, dates and numbers without"),
)
_BYTE_ORDER_MARK: Final = "\ufeff"


class Finding(NamedTuple):
    """A problem before its line is looked up."""

    place: Place
    message: str
    hint: str = ""


class Document(NamedTuple):
    """A TOML file that could be read."""

    name: str
    text: str
    table: Table

    def error(self, findings: Iterable[Finding]) -> ProblemsError:
        """Look up the line of each finding and give the error to raise."""
        from tui.files.line_numbers import Positions

        found = list(findings)
        if sum(map(self.text.count, "\n=,")) > MOST_PARTS:
            lines = [(0, finding) for finding in found]
        else:
            positions = Positions(self.text, [finding.place for finding in found])
            lines = [(positions.line(finding.place), finding) for finding in found]
        lines.sort(key=lambda one: one[0])
        listed = [
            Problem(
                self.name,
                line,
                label(self.table, finding.place),
                finding.message,
                finding.hint,
            )
            for line, finding in lines[:MOST_LISTED]
        ]
        left = len(found) - MOST_LISTED
        if left > 0:
            more = f"… and {left:,} more" + (" at least" if len(found) >= MOST_FOUND else "")
            listed.append(Problem(self.name, lines[MOST_LISTED][0], "", more, count=left))
        return ProblemsError(listed)


def label(table: Table, place: Place) -> str:
    """Name a place as `--set` does: `offer.grok.reading.per-term.lines[1].price`.

    An entry of a list is named by its id, or else by its number from 1.
    """
    name = ""
    value: Any = table
    for part in place:
        step: Any = None
        if isinstance(part, int):
            if isinstance(value, list) and part < len(value):
                step = value[part]
            own = step.get("id") if isinstance(step, dict) else None
            name += f".{shown(own)}" if isinstance(own, str) and own else f"[{part + 1}]"
        else:
            step = value.get(part) if isinstance(value, dict) else None
            name += f".{shown(part)}" if name else shown(part)
        value = step
    return name


def read_bytes(path: Path) -> bytes:
    """Read a file. Raises `ProblemsError` in plain words."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _whole(str(path), "there is no such file", _beside(path)) from None
    except IsADirectoryError:
        raise _whole(str(path), "this is a folder, not a file") from None
    except PermissionError:
        message = "this is a folder, not a file" if path.is_dir() else "no permission to read it"
        raise _whole(str(path), message) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise _whole(str(path), f"cannot be read: {reason or error}") from None
    if len(content) > MOST_BYTES:
        raise _whole(str(path), f"is larger than {MOST_BYTES // 1_000_000} MB")
    return content


def document_of(name: str, content: bytes) -> Document:
    """Make a document of a file's bytes. Raises `ProblemsError` for what is not UTF-8 or TOML."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        raise ProblemsError([Problem(name, line, "", message, "save the file as UTF-8")]) from None
    return document_of_text(name, text)


def document_of_text(name: str, text: str) -> Document:
    """Make a document of TOML text. Raises `ProblemsError`."""
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if len(text) > MOST_TABLES and text.count("\n[") + text.count("{") > MOST_TABLES:
        raise _whole(name, f"has more than {MOST_TABLES:,} tables")
    try:
        return Document(name, text, tomli.loads(text, parse_float=exact_number))
    except tomli.TOMLDecodeError as error:
        message = f"not TOML: {_toml_words(error.msg)} (column {error.colno})"
        hint = next((words for said, words in _TOML_HINTS if said in error.msg), "")
        raise ProblemsError([Problem(name, error.lineno, "", message, hint)]) from None
    except RecursionError:
        raise _whole(name, "not TOML: tables are nested too deep") from None
    except ValueError:
        raise _whole(name, "a whole number in it has thousands of digits") from None


def exact_number(text: str) -> Decimal:
    """Read a TOML float exactly; one too large or small for any arithmetic becomes not-a-number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")
    if not number.is_finite():
        return number
    if not number:
        return Decimal(0)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and 0 < exponent <= _MOST_ZEROS:
        return Decimal(f"{number:f}")
    return number


def schema_findings(table: Table) -> list[Finding]:
    """Check that a file is of the one schema that this program knows."""
    schema = table.get("schema")
    hint = f"write `schema = {SCHEMA}` at the top"
    if "schema" not in table:
        return [Finding(("schema",), "is missing", hint)]
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        return [Finding(("schema",), "must be a whole number from 1", hint)]
    if schema > SCHEMA:
        hint = f"this program reads schema {SCHEMA}"
        return [Finding(("schema",), NEWER, hint)]
    return []


def _whole(name: str, message: str, hint: str = "") -> ProblemsError:
    """A problem with the file as a whole."""
    return ProblemsError([Problem(name, 0, "", message, hint)])


def _beside(path: Path) -> str:
    """A hint at a file of nearly that name."""
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    hint = suggestion(path.name, names)
    return hint if hint.startswith("did you mean") else ""


def _toml_words(sentence: str) -> str:
    """Put the TOML reader's words into ours: a key as it is written, not as Python shows it."""
    named = re.sub(
        r"\(('.*'),?\)",
        lambda found: f"[{'.'.join(_QUOTED.findall(found[1]))}]",
        sentence,
    )
    return shown(named[:1].lower() + named[1:])
