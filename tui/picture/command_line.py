"""The command that makes a briefing again: the same sheet, byte for byte.

What a scenario says is written as `--set KEY=VALUE`, on top of a ready scenario where that is
shorter or the only way. A scenario that no command line can say (its own overheads, a long note)
is read from the picture itself, which carries it. It reads no files.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from shlex import quote
from typing import Any, Final

from tui.domain.scenario import Overhead, Scenario
from tui.picture.characters import visible, width_of
from tui.picture.formats import DEFAULT_SIZE, DEFAULT_THEME, Size

PICTURE: Final = "briefing.svg"
"""What the command calls the picture; the sheet does not depend on what its own file is called."""
_LONGEST_WORD: Final = 60
_MOST_ROWS, _MARGINS = 3, 12
"""How many rows of a sheet the inputs may take, and what is not theirs of a row."""
_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")
_WHOLE: Final = ("agencies", "months", "users_per_agency", "ramp_months", "after", "charge")
_BY_NAME: Final = ("agencies_for", "readings", "assume")

ReadyScenarios = Callable[[], Mapping[str, Scenario]]


class _UnsayableError(ValueError):
    """No `--set` says this."""


def reproducing_command(
    scenario: Scenario,
    *,
    as_of: date,
    size: Size = DEFAULT_SIZE,
    theme: str = DEFAULT_THEME,
    data: str = "",
    ready: ReadyScenarios = dict,
) -> str:
    """Write the command. `data` is the name of another catalog than the program's own.

    `ready` gives the ready scenarios by name; it is asked only where they can help.
    """
    options = ["--as-of", as_of.isoformat()]
    options += ["--size", f"{size[0]}x{size[1]}"] if size != DEFAULT_SIZE else []
    options += ["--theme", theme] if theme != DEFAULT_THEME else []
    options += ["--data", data] if data else []
    options += ["-o", PICTURE]
    words = [
        "deals",
        "shot",
        *_inputs(scenario, ready, size[0] - _MARGINS),
        *options,
    ]
    return " ".join(map(quote, words))


def opening_command(
    scenario: Scenario,
    *,
    as_of: date,
    data: str = "",
    saved: tuple[str, Scenario] | None = None,
) -> str:
    """Write the command that opens the explorer on a scenario; empty where no command line can.

    `data` is the path of another catalog than the program's own. `saved` is a file and the
    scenario in it: what differs from it is said on top of the file.
    """
    bases: list[tuple[Sequence[str], Scenario]] = [([], Scenario())]
    if saved is not None:
        bases.insert(0, ([saved[0]], saved[1]))
    for words, base in bases:
        try:
            settings = _settings(scenario, base)
        except _UnsayableError:
            continue
        said = (word for setting in settings for word in ("--set", setting))
        options = ["--as-of", as_of.isoformat(), *(["--data", data] if data else [])]
        return " ".join(map(quote, ["deals", *words, *said, *options]))
    return ""


def _inputs(scenario: Scenario, ready: ReadyScenarios, width: int) -> Sequence[str]:
    """The scenario in the fewest words that say it, or the picture where they are too long.

    They are so where they take too many rows of that width, or one of them does not fit into one.
    """
    found: list[Sequence[str]] = []
    bases: list[tuple[Sequence[str], Scenario]] = [([], Scenario())]
    if scenario.name or scenario.note or scenario.overheads:
        bases += [([name], base) for name, base in ready().items() if _NAME.fullmatch(name)]
    for words, base in bases:
        try:
            settings = _settings(scenario, base)
        except _UnsayableError:
            continue
        said = [*words, *(word for setting in settings for word in ("--set", setting))]
        widths = [width_of(quote(word)) + 1 for word in said]
        if sum(widths) <= _MOST_ROWS * width + 1 and max(widths, default=0) <= width + 1:
            found.append(said)
    return min(found, key=len, default=[PICTURE])


def _settings(scenario: Scenario, base: Scenario) -> Sequence[str]:
    """Every `KEY=VALUE` that turns one scenario into another. Raises `_UnsayableError`."""
    found = [
        f"{name}={_text(getattr(scenario, name))}"
        for name in ("name", "note")
        if getattr(scenario, name) != getattr(base, name)
    ]
    found += [
        f"{name}={getattr(scenario, name)}"
        for name in _WHOLE
        if getattr(scenario, name) != getattr(base, name)
    ]
    if scenario.start != base.start:
        found.append(f"start={scenario.start.isoformat() if scenario.start else ''}")
    if scenario.offers != base.offers:
        found.append(f"offers={_offers(scenario.offers)}")
    for name in _BY_NAME:
        found += _by_name(name, getattr(scenario, name), getattr(base, name))
    return [*found, *_overheads(scenario.overheads, base.overheads)]


def _by_name(field: str, wanted: Mapping[str, Any], base: Mapping[str, Any]) -> Sequence[str]:
    kept = [name for name in base if name in wanted]
    added = [name for name in wanted if name not in base]
    if [*kept, *added] != list(wanted):
        raise _UnsayableError(field)  # Their order is part of the scenario's file.
    changes: dict[str, Any] = {name: "" for name in base if name not in wanted}
    changes |= {
        name: value for name, value in wanted.items() if name not in base or base[name] != value
    }
    return [f"{field}.{_key(name)}={_value(value)}" for name, value in changes.items()]


def _overheads(wanted: Sequence[Overhead], base: Sequence[Overhead]) -> Sequence[str]:
    """Only the price of an overhead can be set, of one that is there."""
    if len(wanted) != len(base):
        raise _UnsayableError("overhead")
    found = []
    for one, other in zip(wanted, base, strict=True):
        if replace(one, price=other.price) != other:
            raise _UnsayableError("overhead")
        if one.price != other.price:
            found.append(f"overhead.{_key(one.id)}.price={_value(one.price)}")
    return found


def _offers(offers: tuple[str, ...] | None) -> str:
    if offers is None:
        return ""
    if not offers:
        raise _UnsayableError("offers")
    return ",".join(map(_key, offers))


def _value(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _key(name: str) -> str:
    """A name that can stand in a key as it is."""
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_WORD:
        raise _UnsayableError(name)
    return name


def _text(text: str) -> str:
    """A text that a terminal shows as it is."""
    if text != visible(text) or text != text.strip() or width_of(text) > _LONGEST_WORD:
        raise _UnsayableError(text)
    return text
