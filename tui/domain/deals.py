"""The facts: what a catalog says about vendors, offers, prices, terms and sources.

Every value is frozen and holds what its file said, with exact decimals. Nothing here knows a
file or a screen; the day is always given. The field comments are the file format's help, and an
`alias` is what the file calls a field: its tables are named for one thing, fields for all.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, get_args

from annotated_types import Ge, Gt, Le, MinLen, Predicate

from tui.domain.calendar import EARLIEST, LATEST, last_day_of_term

Unit = Literal["agency", "user", "flat"]
"""What is counted: agencies, users (agencies × users per agency), or once for everybody."""
Per = Literal["term", "year", "month", "once"]
"""What one price buys."""
SourceKind = Literal["primary", "mirror", "press", "weak"]
Topic = Literal[
    "price", "period", "eligibility", "models", "included",
    "security", "data", "upgrade", "renewal", "ordering",
]  # fmt: skip
EventStatus = Literal[
    "announced", "signed", "extended", "terminated", "restored", "replaced", "expired", "note"
]
Status = Literal[
    "upcoming", "active", "ends soon", "ended", "terminated", "replaced", "unconfirmed"
]

TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)
ENDS_SOON_DAYS: Final = 90
MOST_DECIMALS: Final = 9


LONGEST_ID: Final = 100
ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")


FILE: Final = {"extra": "forbid"}
"""What pydantic is told of the dataclass of a file and those inside: unknown keys are refused."""


def key_of(one: Field[Any]) -> str:
    """What a file calls a field."""
    key: str = one.metadata.get("alias", one.name)
    return key


class Only:
    """Beside a type: no other kind of value is converted to it (no text, no true for 1, no time).

    Pydantic asks for this; its own strictness refuses whole numbers for decimals, and tables.
    """

    def __init__(self, *kinds: type) -> None:
        self.kinds = kinds

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        check = {"type": "no-info", "function": self.check}
        return {"type": "function-before", "function": check, "schema": handler(source)}

    def check(self, written: object) -> object:
        """Give back a value of a right kind. Raises `ValueError`."""
        if type(written) not in self.kinds:
            raise ValueError
        return written


def _few_decimals(number: Decimal) -> bool:
    """Tell whether a price has at most nine decimals and no outlandish exponent."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DECIMALS


def is_id(text: str) -> bool:
    """Tell whether this names something: small letters, digits and hyphens, not too many."""
    return len(text) <= LONGEST_ID and ID.fullmatch(text) is not None


def _is_not_blank(text: str) -> bool:
    return not text.isspace()


Id = Annotated[str, Predicate(is_id)]
Name = Annotated[str, Predicate(_is_not_blank)]
Text = Annotated[str, MinLen(1), Predicate(_is_not_blank)]
Dollars = Annotated[
    Decimal, Ge(0), Le(Decimal(10**9)), Predicate(_few_decimals), Only(int, Decimal)
]
Factor = Annotated[Decimal, Ge(0), Le(Decimal(10**6)), Predicate(_few_decimals), Only(int, Decimal)]
Day = Annotated[date, Ge(EARLIEST), Le(LATEST), Only(date)]
Switch = Annotated[bool, Only(bool)]
TermMonths = Annotated[int, Gt(0), Le(600), Only(int)]
MonthOffset = Annotated[int, Ge(0), Le(600), Only(int)]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    id: Id
    title: Text
    publisher: Text
    kind: SourceKind
    date: Day | None = None
    url: str = ""
    language: str = "en"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Vendor:
    """Who sells."""

    id: Id
    name: Text


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One priced thing: `price` for one `unit`, each time a period of `per` begins.

    Either `price` (dollars) or `assume` (the name of an assumption, times `times`) is given.
    `from_month` and `until_month` (exclusive) narrow it, in months after the window's start.
    """

    component: Text
    unit: Unit
    per: Per
    price: Dollars | None = None
    assume: str | None = None
    times: Factor = Decimal(1)
    from_month: MonthOffset = field(default=0, metadata={"alias": "from"})
    until_month: MonthOffset | None = field(default=None, metadata={"alias": "until"})
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One interpretation of the sources for an offer's price, with the words it rests on."""

    id: Id
    label: Text
    sources: Annotated[tuple[str, ...], MinLen(1)]
    lines: Annotated[tuple[PriceLine, ...], MinLen(1)]
    default: Switch = False
    quote: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListPrice:
    """The price without the agreement."""

    label: Text
    sources: Annotated[tuple[str, ...], MinLen(1)]
    lines: Annotated[tuple[PriceLine, ...], MinLen(1)]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """What the contract says on one topic; `disputed` where the text says how sources disagree."""

    topic: Topic
    text: Text
    sources: Annotated[tuple[str, ...], MinLen(1)]
    disputed: Switch = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an offer on a day."""

    date: Day
    status: EventStatus
    text: Text
    sources: Annotated[tuple[str, ...], MinLen(1)]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A published figure to start an assumption from."""

    label: Text
    value: Dollars
    sources: Annotated[tuple[str, ...], MinLen(1)]


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that no agreement gives and a price line needs: unknown until a scenario says it."""

    id: Id
    title: Text
    unit: Text
    help: str = ""
    suggestions: tuple[Suggestion, ...] = field(default=(), metadata={"alias": "suggestion"})


@dataclass(frozen=True, slots=True)
class Offer:
    """One vendor's agreement: its dates, price readings, list price, terms and history."""

    id: Id
    vendor: Name
    product: Text
    short: Text
    starts: Day
    readings: Annotated[tuple[Reading, ...], MinLen(1)] = field(metadata={"alias": "reading"})
    announced: Day | None = None
    ends: Day | None = None
    term_months: TermMonths | None = None
    compare: Switch = False
    replaced_by: str | None = None
    list_price: ListPrice | None = field(default=None, metadata={"alias": "list"})
    terms: tuple[Term, ...] = field(default=(), metadata={"alias": "term"})
    events: tuple[Event, ...] = field(default=(), metadata={"alias": "event"})

    @property
    def last_day(self) -> date | None:
        """The last day, inclusive, of the agreement; None where no end is published."""
        if self.ends is not None:
            return self.ends
        return last_day_of_term(self.starts, self.term_months) if self.term_months else None

    @property
    def default_reading(self) -> Reading:
        """The reading that counts until a scenario chooses another."""
        return next(reading for reading in self.readings if reading.default)

    def reading(self, reading_id: str | None) -> Reading:
        """The reading of that id, or the default one for None. Raises `KeyError`."""
        if reading_id is None:
            return self.default_reading
        for reading in self.readings:
            if reading.id == reading_id:
                return reading
        raise KeyError(reading_id)

    def events_until(self, day: date) -> tuple[Event, ...]:
        """What had happened up to and on a day, oldest first."""
        return tuple(sorted((e for e in self.events if e.date <= day), key=lambda e: e.date))


@dataclass(frozen=True, slots=True)
class Catalog:
    """All facts of one file, checked up to `as_of`. Mappings keep the file's order."""

    __pydantic_config__ = FILE

    title: Text
    as_of: Day
    currency: Literal["USD"]
    sources: Mapping[str, Source] = field(metadata={"alias": "source"})
    vendors: Mapping[str, Vendor] = field(metadata={"alias": "vendor"})
    offers: Mapping[str, Offer] = field(metadata={"alias": "offer"})
    assumptions: Mapping[str, Assumption] = field(metadata={"alias": "assumption"})

    def vendor_of(self, offer: Offer) -> Vendor:
        """The vendor of an offer."""
        return self.vendors[offer.vendor]

    @property
    def compared_at_start(self) -> tuple[str, ...]:
        """The ids of the offers that are compared until a scenario says otherwise."""
        return tuple(offer.id for offer in self.offers.values() if offer.compare)


def status_on(offer: Offer, day: date, facts_checked: date) -> Status:
    """Derive what an offer's state is on a day from its dates and events.

    `facts_checked` is the day up to which the catalog was checked: once both it and the
    agreement's last day have passed, nobody knows whether the offer was renewed, and the status
    is `unconfirmed`, unless an event says that it ended.
    """
    latest: EventStatus | None = None
    for event in offer.events_until(day):
        if event.status in ("terminated", "restored", "replaced", "expired", "extended"):
            latest = event.status
    if latest == "terminated":
        return "terminated"
    if latest == "replaced":
        return "replaced"
    if day < offer.starts:
        return "upcoming"
    last_day = offer.last_day
    if last_day is None:
        return "active"
    if day <= last_day:
        return "ends soon" if (last_day - day).days <= ENDS_SOON_DAYS else "active"
    if offer.replaced_by is not None:
        return "replaced"
    if latest == "expired" or day <= facts_checked:
        return "ended"
    return "unconfirmed"
