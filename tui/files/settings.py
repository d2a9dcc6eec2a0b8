"""The user's settings: theme, keys, picture folder, scenario to open with.

A bad settings file never stops the program: what cannot be used is left out and listed. Which
keys and actions there are comes from the program.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, get_args

from annotated_types import MinLen

from tui.domain.deals import FILE
from tui.domain.inputs import split_names
from tui.files import checked
from tui.files.reading import examined
from tui.files.toml import (
    Document,
    Finding,
    Problem,
    ProblemsError,
    Table,
    read_document,
    shown,
    suggestion,
)

ThemeName = Literal["dark", "light", "paper", "contrast"]

_UNBINDABLE: Final = frozenset({"ctrl+c", "ctrl+s", "ctrl+j", "ctrl+m", "ctrl+i"})
"""Keys that terminals keep for themselves, or send for another key."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user prefers."""

    __pydantic_config__ = FILE

    theme: ThemeName = "dark"
    pictures: str = ""
    """The folder that pictures go to; empty: the system's pictures folder."""
    scenario: str = ""
    """The scenario opened without one being named: a file, or a ready one's name."""
    keys: Mapping[str, Annotated[str, MinLen(1)]] = field(default_factory=dict)
    """Other keys for actions: by the action's id, keys separated by commas."""


class Bindable(NamedTuple):
    """An action that can be given other keys."""

    id: str
    keys: tuple[str, ...]
    place: str
    why: str = ""


KeyCheck = Callable[[str], str]
"""Gives what is wrong with the name of a key, or nothing."""


def read_settings(
    path: Path, actions: Sequence[Bindable], wrong_key: KeyCheck
) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the settings; what is wrong is left out and listed. No file: the defaults."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), ()
    except (OSError, ValueError):
        pass  # reading tells what is wrong
    try:
        document = read_document(path)
    except ProblemsError as error:
        return Settings(), error.problems
    name = checked.digest(Settings, document)
    keys = document.table.get("keys", {})
    if checked.is_checked(name) and not [*_key_findings(keys, actions, wrong_key)]:
        return checked.made_of(Settings, document.table), ()
    settings, problems = usable(document, actions, wrong_key)
    if not problems:
        checked.remember(name)
    return settings, problems


def usable(
    document: Document, actions: Sequence[Bindable], wrong_key: KeyCheck
) -> tuple[Settings, tuple[Problem, ...]]:
    def rules(table: Table) -> Iterator[Finding]:
        yield from _key_findings(table.get("keys", {}), actions, wrong_key)

    table: Table = {"schema": 1, **document.table}
    problems: list[Finding] = []
    while True:
        settings, findings = examined(Settings, table, (rules,))
        if settings is not None:
            break
        problems += findings
        table = _without(table, findings)
    listed = document.error(problems).problems if problems else ()
    return settings, listed


def _without(table: Table, findings: Sequence[Finding]) -> Table:
    left: dict[str, Any] = dict(table)
    for finding in findings:
        first = finding.place[0] if finding.place else ""
        if first == "schema" or not finding.place:
            return {"schema": 1}
        holder = left.get(str(first))
        if len(finding.place) > 1 and isinstance(holder, dict):
            left[str(first)] = {
                key: value for key, value in holder.items() if key != finding.place[1]
            }
        else:
            left.pop(str(first), None)
    return left


def _key_findings(
    keys: object, actions: Sequence[Bindable], wrong_key: KeyCheck
) -> Iterator[Finding]:
    if not isinstance(keys, dict):
        return
    known = {action.id: action for action in actions}
    taken = {
        (action.place, key): action.id
        for action in actions
        if action.id not in keys
        for key in action.keys
    }
    for action_id, written in keys.items():
        place = ("keys", action_id)
        if action_id not in known:
            yield Finding(place, "is not an action", suggestion(action_id, known))
            continue
        if not isinstance(written, str):
            continue
        for key in split_names(written):
            wrong = wrong_key(key)
            owner = taken.setdefault((known[action_id].place, key), action_id)
            if wrong:
                yield Finding(place, f"`{shown(key)}` is not a key", wrong)
            elif key in _UNBINDABLE:
                yield Finding(place, f"`{key}` never reaches the program", "take another key")
            elif owner != action_id:
                yield Finding(
                    place, f"`{shown(key)}` already does {owner}", f"give {owner} another key, too"
                )


def settings_text(actions: Sequence[Bindable]) -> str:
    lines = [
        "# Settings of the OneGov Deal Explorer. Remove the # to activate a line.",
        "# `deals settings` lists the problems in this file; invalid settings are ignored.",
        "schema = 1",
        "",
        f"# The theme: one of {', '.join(get_args(ThemeName))}.",
        '# theme = "dark"',
        "",
        "# The folder that pictures go to.",
        '# pictures = "~/Pictures"',
        "",
        "# The scenario to open with: a file, or the name of a ready one.",
        '# scenario = "cfo-act"',
        "",
        "# Other keys for an action, by its id; separate several keys with commas.",
        "[keys]",
    ]
    for action in actions:
        lines += [f"# {action.why}", f'# "{action.id}" = "{", ".join(action.keys)}"']
    return "\n".join(lines) + "\n"
