"""Strategies that take a right file and make it wrong, in the ways that files go wrong."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import tomli
from hypothesis import strategies as st

from tests.files.inline import inline
from tests.files.texts import CATALOG, SCENARIO
from tui.app.keys import bindable, wrong_key
from tui.domain.deals import Catalog
from tui.files.agencies import read_agencies
from tui.files.catalog import read_catalog
from tui.files.scenarios import read_scenario
from tui.files.session import load_session
from tui.files.settings import read_settings
from tui.files.toml import Problem, ProblemsError

DATA: Final = Path(__file__).parents[2] / "data"
AGENCIES: Final = (DATA / "agencies.toml").read_text(encoding="utf-8")[:4000].rpartition("[")[0]
SETTINGS: Final = """\
schema = 1
theme = "dark"
pictures = "~/Pictures"
scenario = "cfo-act"
[keys]
"program.quit" = "q, f10"
"""
SESSION: Final = f"""\
schema = 1
check = "{"0" * 64}"
scenario_path = ""
highlighted = "grok"
as_of = 2026-11-21
saved_at = 2026-11-21T10:00:00Z
ended = true
past = [[0, 1], [1, 0]]
scenarios = [
\"\"\"
{SCENARIO}\"\"\",
"schema = 1",
]
"""
RIGHT: Final = {
    "catalogue": CATALOG,
    "scenario": SCENARIO,
    "agencies": AGENCIES,
    "settings": SETTINGS,
    "session": SESSION,
}

TOKENS: Final = (
    "1e999999", "-1e999999", "0e-999999", "nan", "-inf", "inf", "1" * 5000, "0x" + "f" * 5000,
    "9223372036854775808", "-0", "1_000", "1e3", "0.1e-400", "true", '""', '"\\u0000"',
    '"\\u001b]0;x\\u0007"', '"\\u202e"', '"\\ud800"', "'''", '"""', "[" * 60, "{a=" * 60,
    "0001-01-01", "9999-12-31", "2026-02-30", "10000-01-01", "2026-11-21T10:00:00+99:99",
    "07:32:00", "[]", "{}", "[[]]", "[{}]", "[1, 'a', true]", '"x"', "#", "=", "\r", "\r\n", "\0",
    "\x1b[2J", "\ufeff", "\u202e", "\u200b", "\u2028", "e\u0301" * 50, "[25%]", "../../etc/passwd",
    '"' + "x" * 100_001 + '"', "schema = 2", "schema = 0", "schema = 1", "a.b.c = 1", "[offer]",
    "[[offer]]", "[offer.grok]", "[[overhead]]",
)  # fmt: skip
scalars: Final[st.SearchStrategy[Any]] = st.one_of(
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, 600, 601, 10**6 + 1, 2**63, -(2**63) - 1, 10**4000]),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15),
    st.dates(date(1, 1, 1)),
    st.just(datetime(2026, 1, 1, 12)),  # noqa: DTZ001  # a local date-time of TOML
    st.just(time(7, 32)),
    st.text(max_size=8),
    st.sampled_from(["\x00", "\x1b[31m", "\u202e", "[/x]", "=1+1", "grok", "claude", "hosting"]),
)
values: Final = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=5,
)


def _text(value: Any) -> str:
    if isinstance(value, time):
        return value.isoformat()
    try:
        return inline({"k": value})[5:].strip()
    except (ValueError, RecursionError):
        return "1" * 4001


@st.composite
def damaged(draw: st.DrawFn, right: str) -> bytes:
    """A right file after one to four accidents."""
    content = right.encode()
    for _ in range(draw(st.integers(1, 4))):
        content = draw(_ACCIDENTS)(draw, content)
    return content


Accident = Callable[[st.DrawFn, bytes], bytes]


def _bytes(draw: st.DrawFn, content: bytes) -> bytes:
    at = draw(st.integers(0, len(content)))
    length = draw(st.integers(0, 20))
    return content[:at] + draw(st.binary(max_size=8)) + content[at + length :]


def _token(draw: st.DrawFn, content: bytes) -> bytes:
    at = draw(st.integers(0, len(content)))
    token = draw(st.sampled_from(TOKENS)).encode("utf-8", "surrogatepass")
    return content[:at] + token + content[at:]


def _value(draw: st.DrawFn, content: bytes) -> bytes:
    """Put another value after a `=`."""
    lines = content.split(b"\n")
    places = [number for number, line in enumerate(lines) if b" = " in line]
    if not places:
        return content
    number = draw(st.sampled_from(places))
    new = draw(st.sampled_from(TOKENS) | values.map(_text))
    key = lines[number].partition(b" = ")[0]
    lines[number] = key + b" = " + new.encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _lines(draw: st.DrawFn, content: bytes) -> bytes:
    """Take lines out, repeat them or move them."""
    lines = content.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    length = draw(st.integers(1, 8))
    part = lines[at : at + length]
    kind = draw(st.sampled_from(["out", "twice", "moved"]))
    rest = lines[:at] + lines[at + length :]
    if kind == "out":
        return b"\n".join(rest)
    if kind == "twice":
        return b"\n".join(lines[:at] + part + lines[at:])
    other = draw(st.integers(0, len(rest)))
    return b"\n".join(rest[:other] + part + rest[other:])


def _key(draw: st.DrawFn, content: bytes) -> bytes:
    """Call a key something else."""
    words = sorted(set(content.replace(b".", b" ").replace(b"]", b" ").split()))
    if not words:
        return content
    new = draw(st.sampled_from([b"x", b'""', b"termMonths", b"a.b", b"'\xc3\xa9'", b"id", b"-"]))
    return content.replace(draw(st.sampled_from(words)), new, 1)


def _whole(draw: st.DrawFn, content: bytes) -> bytes:
    """What editors and copying do to a file as a whole."""
    return draw(
        st.sampled_from(
            [
                content.replace(b"\n", b"\r\n"),
                content.replace(b"\n", b"\r"),
                b"\xef\xbb\xbf" + content,
                content.decode("utf-8", "replace").encode("utf-16"),
                content + b"\0",
                content[: len(content) // 2],
                content + content,
                content.decode("utf-8", "replace").encode("latin-1", "replace"),
                b"",
            ]
        )
    )


_ACCIDENTS: Final[st.SearchStrategy[Accident]] = st.sampled_from(
    [_bytes, _token, _token, _value, _value, _value, _lines, _key, _whole]
)


def read(kind: str, path: Path, facts: Catalog) -> tuple[Problem, ...]:
    """Read a file as what it is, and give what is wrong with it; anything else is raised."""
    try:
        if kind == "catalogue":
            read_catalog(path)
        elif kind == "agencies":
            read_agencies(path)
        elif kind == "scenario":
            read_scenario(path, facts)
        elif kind == "settings":
            return read_settings(path, bindable(), wrong_key)[1]
        else:
            load_session(path, facts)
    except ProblemsError as error:
        return error.problems
    return ()


def table(text: str) -> dict[str, Any]:
    return tomli.loads(text, parse_float=Decimal)
