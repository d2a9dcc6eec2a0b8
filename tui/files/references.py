"""Rules between the parts of a file: what is named must exist, ids are used once.

They read the table as it was written and pass over what is of the wrong kind: `reading` reports
that, and no mistake hides another.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tui.files.toml import Finding, Place, Table, shown, suggestion


def select(written: Any, pattern: str) -> Iterator[tuple[Place, Any]]:
    """Yield the places that fit a pattern (`offer.*.lines`), and what is there; `@` is for keys."""
    found: Iterator[tuple[Place, Any]] = iter([((), written)])
    for step in pattern.split("."):
        found = _inside(found, step)
    return found


def _inside(holders: Iterator[tuple[Place, Any]], step: str) -> Iterator[tuple[Place, Any]]:
    for place, holder in holders:
        entries: Iterable[tuple[str | int, Any]] = ()
        if isinstance(holder, dict):
            if step == "*":
                entries = holder.items()
            elif step == "@":
                entries = zip(holder, holder, strict=True)
            elif step in holder:
                entries = ((step, holder[step]),)
        elif step == "*" and isinstance(holder, list):
            entries = enumerate(holder)
        for key, one in entries:
            yield (*place, key), one


def tables(written: Any, pattern: str) -> Iterator[tuple[Place, Table]]:
    return ((place, one) for place, one in select(written, pattern) if isinstance(one, dict))


def unknown(place: Place, kind: str, name: str, known: Iterable[str]) -> Finding:
    return Finding(place, f"there is no {kind} `{shown(name)}`", suggestion(name, known))


def references(
    written: Table, kinds: Mapping[str, Iterable[str]], patterns: Iterable[tuple[str, str]]
) -> Iterator[Finding]:
    """Find names of things that do not exist; each pattern goes with the kind it names."""
    for pattern, kind in patterns:
        known = kinds[kind]
        for place, name in select(written, pattern):
            if isinstance(name, str) and name not in known:
                yield unknown(place, kind, name, known)


def repeated(written: Table, patterns: Iterable[str]) -> Iterator[Finding]:
    """Find texts that a list has twice; the last `*` of a pattern goes through the list."""
    for pattern in patterns:
        steps_to_list = pattern[: pattern.rindex("*")].count(".")
        seen: set[tuple[Place, str]] = set()
        for place, text in select(written, pattern):
            if isinstance(text, str):
                here = place[:steps_to_list], text
                if here in seen:
                    yield Finding(place, f"`{shown(text)}` is here twice", "take one out")
                seen.add(here)
