"""The catalog: `data/deals.toml` read into frozen facts, or everything that is wrong with it."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeGuard

from tui.domain.calendar import months_begun
from tui.domain.deals import Catalog
from tui.domain.scenario import MOST_MONTHS
from tui.files.reading import Rules, read
from tui.files.references import references, repeated, tables
from tui.files.toml import Document, Finding, Place, Problem, Table, read_document

LINES: Final = ("offer.*.reading.*.lines.*", "offer.*.list.lines.*")
SOURCED: Final = (
    "offer.*.reading.*", "offer.*.list", "offer.*.term.*", "offer.*.event.*", "offer.*.answer.*",
    "assumption.*.suggestion.*",
)  # fmt: skip
_REFERENCES: Final = (
    ("offer.*.vendor", "vendor"),
    ("offer.*.replaced_by", "offer"),
    *((f"{lines}.assume", "assumption") for lines in LINES),
    *((f"{sourced}.sources.*", "source") for sourced in SOURCED),
    ("offer.*.reading.*.refuted_by.*", "source"),
    ("offer.*.answer.*.question", "question"),
)


def read_catalog(path: Path) -> Catalog:
    """Read a catalog. Raises `ProblemsError` with all problems of the file at once."""
    return catalog_in(read_document(path))


def catalog_in(document: Document) -> Catalog:
    return read(Catalog, document, RULES)


def unanswered(name: str, catalog: Catalog) -> Iterator[Problem]:
    """Name the questions that offers leave open: warnings, since silence is not wrong."""
    for offer in catalog.offers.values():
        open_ones = ", ".join(question.id for question in catalog.unanswered(offer))
        if open_ones:
            hint = f'write [[offer.{offer.id}.answer]], text = "not said" if so'
            yield Problem(name, 0, f"offer.{offer.id}", f"does not answer {open_ones}", hint)


def _offers(table: Table) -> Iterator[Finding]:
    if table.get("offer", {}) == {}:
        yield Finding(("offer",), "a catalog needs at least one offer", "add an [offer.ID] table")


def _names(table: Table) -> Iterator[Finding]:
    kinds = {
        kind: known if isinstance(known := table.get(kind, {}), dict) else {}
        for kind in ("vendor", "offer", "assumption", "source")
    }
    questions = [question.get("id") for _, question in tables(table, "question.*")]
    kinds["question"] = {one: one for one in questions if isinstance(one, str)}
    yield from references(table, kinds, _REFERENCES)


def _successions(table: Table) -> Iterator[Finding]:
    """Follow who replaced whom from every offer; a circle is reported where it closes."""
    followed = {place[-1]: offer.get("replaced_by") for place, offer in tables(table, "offer.*")}
    passed: set[object] = set()
    for first in followed:
        chain: list[object] = []
        one: object = first
        while isinstance(one, str) and one in followed and one not in passed:
            passed.add(one)
            chain.append(one)
            one = followed[one]
        if one not in chain:
            continue
        circle = [str(offer) for offer in chain[chain.index(one) :]]
        around = " → ".join([*circle, circle[0]])
        message = "an offer cannot replace itself"
        if len(circle) > 1:
            message = f"the offers replace each other in a circle: {around}"
        yield Finding(("offer", circle[-1], "replaced_by"), message)


def _repetitions(table: Table) -> Iterator[Finding]:
    yield from repeated(table, ["offer.*.reading.*.id", "question.*.id"])
    yield from repeated(table, [f"{sourced}.sources.*" for sourced in SOURCED])
    yield from repeated(table, ["offer.*.reading.*.refuted_by.*", "offer.*.answer.*.question"])


def _dates(table: Table) -> Iterator[Finding]:
    for place, offer in tables(table, "offer.*"):
        ends = _day(offer, "ends")
        for earlier, verb in (("starts", "starts"), ("announced", "was announced")):
            day = _day(offer, earlier)
            if ends is not None and day is not None and ends < day:
                message = f"ends on {ends}, before it {verb} on {day}"
                yield Finding((*place, "ends"), message, "`ends` is the last day")
                break


def _terms(table: Table) -> Iterator[Finding]:
    """Compare the two ways in which an end can be published."""
    for place, offer in tables(table, "offer.*"):
        starts, ends, months = _day(offer, "starts"), _day(offer, "ends"), offer.get("term_months")
        if starts is None or ends is None or ends < starts:
            continue
        if not (_whole(months) and 0 < months <= MOST_MONTHS):
            continue
        begun = months_begun(starts, ends)
        if begun != months:
            message = f"says {months}, but {begun} months begin from {starts} to `ends` {ends}"
            hint = f"leave `term_months` out, or write {begun} if the sources say so"
            yield Finding((*place, "term_months"), message, hint)


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
        for where, reading in readings:
            if reading.get("default") is True and reading.get("refuted_by"):
                message = "a reading that is refuted cannot be the default"
                yield Finding((*place, *where, "refuted_by"), message, "make another the default")


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


def _whole(number: Any) -> TypeGuard[int]:
    """Tell whether this is a whole number that may safely be compared and printed."""
    return type(number) is int and abs(number) < 10**6


def _term_prices(table: Table) -> Iterator[Finding]:
    for place, offer in tables(table, "offer.*"):
        if "term_months" in offer or "ends" in offer:
            continue
        for pattern in LINES:
            for where, line in tables(offer, pattern.removeprefix("offer.*.")):
                if line.get("per") == "term":
                    here: Place = (*place, *where, "per")
                    message = "`term` needs `ends` or `term_months` in the offer"
                    hint = f"write one of them in [{'.'.join(map(str, place))}]"
                    yield Finding(here, message, hint)


RULES: Final[Rules] = (
    _offers, _names, _successions, _repetitions, _dates, _terms, _defaults, _price_lines,
    _term_prices,
)  # fmt: skip
