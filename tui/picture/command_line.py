"""The command that makes a file again, byte for byte.

Inputs are `--set KEY=VALUE`, on top of a ready scenario where that is shorter or the only way. What
no command line can say (own overheads, a long note) is read from the file, which carries it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from shlex import quote
from typing import Any, Final

from tui.domain.inputs import OVERHEAD, OVERHEAD_PARTS, ScenarioInput, changed_inputs, input_of
from tui.domain.scenario import Overhead, Scenario
from tui.picture.characters import visible, width_of
from tui.picture.picture_formats import DEFAULT_SIZE, DEFAULT_THEME, VIEWS, Size

THIS_FILE: Final = "THIS_FILE"
"""Stands for the file in which the command is printed, whatever that is called."""
PICTURE: Final = "briefing.svg"
_LONGEST_WORD: Final = 60
_MOST_ROWS, _MARGINS = 3, 12
"""How many rows of a sheet the inputs may take, and what is not theirs of a row."""
_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")

ReadyScenarios = Callable[[], Mapping[str, Scenario]]


Base = tuple[Sequence[str], Scenario]


class _UnsayableError(ValueError):
    """No `--set` says this."""


def reproducing_command(
    scenario: Scenario,
    *,
    as_of: date,
    size: Size = DEFAULT_SIZE,
    theme: str = DEFAULT_THEME,
    view: str = VIEWS[0],
    data: str = "",
    ready: ReadyScenarios = dict,
    target: str = PICTURE,
) -> str:
    """Write the command. `data` is the path of another catalog than the program's own.

    `ready` gives the ready scenarios by name; it is asked only where they can help. A `target` that
    is no picture is a comparison.
    """
    options = ["--view", view] if view != VIEWS[0] else []
    options += ["--as-of", as_of.isoformat()]
    options += ["--size", f"{size[0]}x{size[1]}"] if size != DEFAULT_SIZE else []
    options += ["--theme", theme] if theme != DEFAULT_THEME else []
    options += ["--data", data] if data else []
    words = [
        "deals",
        "shot" if target == PICTURE else "compare",
        *_inputs(scenario, ready, size[0] - _MARGINS),
        *options,
        "-o",
        target,
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

    `data` is another catalog than the program's own; `saved` a file and its scenario to start from.
    """
    bases: list[Base] = [([], Scenario())]
    if saved is not None:
        bases.insert(0, ([saved[0]], saved[1]))
    options = ["--as-of", as_of.isoformat(), *(["--data", data] if data else [])]
    said = next(_said(scenario, bases), None)
    return " ".join(map(quote, ["deals", *said, *options])) if said is not None else ""


def _said(scenario: Scenario, bases: Sequence[Base]) -> Iterator[Sequence[str]]:
    """Say a scenario on top of each of others on which a command line can."""
    for words, base in bases:
        with suppress(_UnsayableError):
            settings = _settings(scenario, base)
            yield [*words, *(word for setting in settings for word in ("--set", setting))]


def _inputs(scenario: Scenario, ready: ReadyScenarios, width: int) -> Sequence[str]:
    """The scenario in the fewest words, or the file itself where they take too much room."""
    found: list[Sequence[str]] = []
    bases: list[Base] = [([], Scenario())]
    if scenario.name or scenario.note or scenario.overheads:
        bases += [([name], base) for name, base in ready().items() if _NAME.fullmatch(name)]
    for said in _said(scenario, bases):
        widths = [width_of(quote(word)) + 1 for word in said]
        if sum(widths) <= _MOST_ROWS * width + 1 and max(widths, default=0) <= width + 1:
            found.append(said)
    return min(found, key=len, default=[THIS_FILE])


def _settings(scenario: Scenario, base: Scenario) -> Sequence[str]:
    """Every `KEY=VALUE` that turns one scenario into another. Raises `_UnsayableError`."""
    if [one.id for one in scenario.overheads] != [one.id for one in base.overheads]:
        raise _UnsayableError(OVERHEAD)
    keys: list[str] = []
    for key, old, _ in changed_inputs(base, scenario):
        keys += [f"{key}.{part}" for part in OVERHEAD_PARTS] if isinstance(old, Overhead) else [key]
    inputs = [input_of(base, key) for key in keys]
    changed = [one for one in inputs if one.get(scenario) != one.get(base)]
    return [f"{_key(one)}={_value(one, one.get(scenario))}" for one in changed]


def _value(one: ScenarioInput, value: Any) -> str:
    """What `--set` takes for an input; empty takes it back."""
    if value is None:
        return ""
    if one.kind == "names":
        if not value:
            raise _UnsayableError(one.key)
        return ",".join(map(_name, value))
    return _text(value) if one.kind == "text" else one.plain(value)


def _key(one: ScenarioInput) -> str:
    _name(one.name or one.field)
    return one.key


def _name(name: str) -> str:
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_WORD:
        raise _UnsayableError(name)
    return name


def _text(text: str) -> str:
    if text != visible(text) or text != text.strip() or width_of(text) > _LONGEST_WORD:
        raise _UnsayableError(text)
    return text
