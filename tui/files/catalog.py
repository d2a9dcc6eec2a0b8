"""The catalog: `data/deals.toml` read into frozen facts, or everything that is wrong with it."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final

from tui.domain.deals import Catalog
from tui.files.reading import read
from tui.files.references import references, repeated, repeated_ids, tables, together
from tui.files.toml import Finding, Place, Table

LINES: Final = ("offer.*.reading.*.lines.*", "offer.*.list.lines.*")
"""Where price lines stand."""
SOURCED: Final = (
    "offer.*.reading.*", "offer.*.list", "offer.*.term.*", "offer.*.event.*",
    "assumption.*.suggestion.*",
)  # fmt: skip
"""What points at sources."""
_REFERENCES: Final = (
    ("offer.*.vendor", "vendor"),
    ("offer.*.replaced_by", "offer"),
    *((f"{lines}.assume", "assumption") for lines in LINES),
    *((f"{sourced}.sources.*", "source") for sourced in SOURCED),
)


def read_catalog(path: Path) -> Catalog:
    """Read a catalog. Raises `ProblemsError` with all problems of the file at once."""
    return read(Catalog, path, catalog_rules)


def catalog_rules(table: Table) -> Iterator[Finding]:
    """Find what is wrong between the parts of a catalog."""
    return together(
        table, _offers, _names, _repetitions, _dates, _defaults, _price_lines, _term_prices
    )


def _offers(table: Table) -> Iterator[Finding]:
    if table.get("offer", {}) == {}:
        yield Finding(("offer",), "a catalogue needs at least one offer", "add an [offer.ID] table")


def _names(table: Table) -> Iterator[Finding]:
    kinds = {
        kind: known if isinstance(known := table.get(kind, {}), dict) else {}
        for kind in ("vendor", "offer", "assumption", "source")
    }
    yield from references(table, kinds, _REFERENCES)
    for place, offer in tables(table, "offer.*"):
        if offer.get("replaced_by") == place[-1]:
            yield Finding((*place, "replaced_by"), "an offer cannot replace itself")


def _repetitions(table: Table) -> Iterator[Finding]:
    yield from repeated_ids(table, ["offer.*.reading"])
    yield from repeated(table, [f"{sourced}.sources" for sourced in SOURCED])


def _dates(table: Table) -> Iterator[Finding]:
    for place, offer in tables(table, "offer.*"):
        ends = _day(offer, "ends")
        for earlier, verb in (("starts", "starts"), ("announced", "was announced")):
            day = _day(offer, earlier)
            if ends is not None and day is not None and ends < day:
                message = f"ends on {ends}, before it {verb} on {day}"
                yield Finding((*place, "ends"), message, "`ends` is the last day")
                break


def _day(offer: Table, key: str) -> date | None:
    day = offer.get(key)
    return day if isinstance(day, date) and not isinstance(day, datetime) else None


def _defaults(table: Table) -> Iterator[Finding]:
    for place, offer in tables(table, "offer.*"):
        readings = list(tables(offer, "reading.*"))
        chosen = [where for where, reading in readings if reading.get("default") is True]
        if readings and not chosen:
            message = "none of the readings is the default"
            yield Finding((*place, "reading"), message, "write `default = true` in one")
        for where in chosen[1:]:
            message = "another reading is the default already"
            yield Finding((*place, *where, "default"), message, "an offer has one")


def _price_lines(table: Table) -> Iterator[Finding]:
    for place, line in chain.from_iterable(tables(table, pattern) for pattern in LINES):
        if "price" in line and "assume" in line:
            yield Finding((*place, "assume"), "a line has either `price` or `assume`, not both")
        elif "price" not in line and "assume" not in line:
            hint = "write a price in dollars, or the name of an [assumption.ID]"
            yield Finding((*place, "price"), "a line needs `price` or `assume`", hint)
        if "times" in line and "assume" not in line:
            yield Finding((*place, "times"), "`times` goes with `assume`", "take it out")
        first, until = line.get("from", 0), line.get("until")
        if _whole(first) and _whole(until) and until <= first:
            message = f"must be after `from` ({first})" if "from" in line else "must be at least 1"
            yield Finding((*place, "until"), message, "the month it names is not included")


def _whole(number: Any) -> bool:
    """Tell whether this is a whole number that may safely be compared and printed."""
    return type(number) is int and abs(number) < 10**6


def _term_prices(table: Table) -> Iterator[Finding]:
    for place, offer in tables(table, "offer.*"):
        if "term_months" in offer:
            continue
        for pattern in LINES:
            for where, line in tables(offer, pattern.removeprefix("offer.*.")):
                if line.get("per") == "term":
                    here: Place = (*place, *where, "per")
                    message = "`term` needs `term_months` in the offer"
                    yield Finding(
                        here, message, f"write `term_months` in [{'.'.join(map(str, place))}]"
                    )
