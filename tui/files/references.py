"""Rules between the parts of a file: what is named must exist, ids are used once.

They read the table as it was written and pass over what is of the wrong kind: `reading` reports
that, and no mistake hides another.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from tui.files.toml import Finding, Place, Table, shown, suggestion


def select(written: Any, pattern: str) -> Iterator[tuple[Place, Any]]:
    """Yield the places that fit a pattern (`offer.*.reading.*.lines`) and what is there."""
    found: Iterator[tuple[Place, Any]] = iter([((), written)])
    for step in pattern.split("."):
        found = _inside(found, step)
    return found


def _inside(holders: Iterator[tuple[Place, Any]], step: str) -> Iterator[tuple[Place, Any]]:
    """Go one step down, past what nothing can be in."""
    for place, holder in holders:
        entries: Iterable[tuple[str | int, Any]] = ()
        if isinstance(holder, dict):
            if step == "*":
                entries = holder.items()
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


def keys_known(
    written: Table, kinds: Mapping[str, Iterable[str]], patterns: Iterable[tuple[str, str]]
) -> Iterator[Finding]:
    """Find keys that are to name a thing and name none."""
    for pattern, kind in patterns:
        for place, one in tables(written, pattern):
            known = kinds[kind]
            yield from (unknown((*place, key), kind, key, known) for key in one if key not in known)


def repeated(written: Table, patterns: Iterable[str]) -> Iterator[Finding]:
    """Find texts that a list has twice."""
    for place, entries in chain.from_iterable(select(written, one) for one in patterns):
        if isinstance(entries, list):
            yield from _repeated(((*place, at), one) for at, one in enumerate(entries))


def repeated_ids(written: Table, patterns: Iterable[str], *, key: str = "id") -> Iterator[Finding]:
    for place, entries in chain.from_iterable(select(written, one) for one in patterns):
        if isinstance(entries, list):
            yield from _repeated(
                ((*place, at, key), one.get(key))
                for at, one in enumerate(entries)
                if isinstance(one, dict)
            )


def _repeated(entries: Iterable[tuple[Place, Any]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, one in entries:
        if isinstance(one, str):
            if one in seen:
                yield Finding(place, f"`{shown(one)}` is here twice", "take one out")
            seen.add(one)
