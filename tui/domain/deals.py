"""The facts: what a catalog says about vendors, offers, prices, terms and sources.

Every value is frozen and holds what its file said, with exact decimals. Nothing here knows a
file or a screen; the day is always given. The field comments are the file format's help, and an
`alias` is what the file calls a field: its tables are named for one thing, fields for all.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, get_args

from annotated_types import Ge, Gt, Le, MinLen, Predicate

from tui.domain.calendar import EARLIEST, LATEST, last_day_of_term, months_begun

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
"""Pydantic's settings for the dataclass of a file and those inside: unknown keys are refused."""


def key_of(one: Field[Any]) -> str:
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
MOST_DOLLARS: Final = Decimal(10**9)
Dollars = Annotated[Decimal, Ge(0), Le(MOST_DOLLARS), Predicate(_few_decimals), Only(int, Decimal)]
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
    """Who published it; `not stated` where the source does not say."""
    kind: SourceKind
    date: Day | None = None
    url: str = ""
    language: str = "en"
    note: str = ""
    read: Day | None = None
    """The day on which it was read."""
    copy: str = ""
    """The address of the copy that was read, where it is not `url`."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """The company that sells."""

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
    refuted_by: tuple[str, ...] = ()
    """Sources that rule this reading out: it is never ranked, a default, or in the range."""


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
class Question:
    """What a reader asks of every offer: `May courts order?`."""

    id: Id
    title: Text
    topic: Topic | None = None
    """The topic of the terms that the answers rest on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An offer's answer to a question, in a few words: `no`, `pending since 2025`, `not said`."""

    question: str
    text: Text
    sources: Annotated[tuple[str, ...], MinLen(1)]


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
    order_until: Day | None = None
    """The last day to order, where it is not the last day of service."""
    compare: Switch = False
    replaced_by: str | None = None
    list_price: ListPrice | None = field(default=None, metadata={"alias": "list"})
    terms: tuple[Term, ...] = field(default=(), metadata={"alias": "term"})
    events: tuple[Event, ...] = field(default=(), metadata={"alias": "event"})
    answers: tuple[Answer, ...] = field(default=(), metadata={"alias": "answer"})

    @property
    def last_day(self) -> date | None:
        """The last day, inclusive, of the agreement; None where no end is published."""
        if self.ends is not None:
            return self.ends
        return last_day_of_term(self.starts, self.term_months) if self.term_months else None

    @property
    def service_ends(self) -> date | None:
        """The last day on which somebody is served: who ordered last, where orders end by a day."""
        if self.ends is None and self.order_until is not None and self.term_months is not None:
            return last_day_of_term(self.order_until, self.term_months)
        return self.last_day

    @property
    def term(self) -> int | None:
        """Months begun in the agreement's whole run: what `per = "term"` buys; None: open-ended."""
        return None if self.last_day is None else months_begun(self.starts, self.last_day)

    @property
    def default_reading(self) -> Reading:
        return next(reading for reading in self.readings if reading.default)

    def reading(self, reading_id: str | None) -> Reading:
        """The reading of that id, or the default one for None. Raises `KeyError`."""
        if reading_id is None:
            return self.default_reading
        return {reading.id: reading for reading in self.readings}[reading_id]

    def events_until(self, day: date) -> tuple[Event, ...]:
        """What had happened up to and on a day, oldest first."""
        return tuple(sorted((e for e in self.events if e.date <= day), key=lambda e: e.date))

    @property
    def interruptions(self) -> tuple[tuple[date, date], ...]:
        """When it was terminated and when that was taken back, oldest first."""
        found: list[tuple[date, date]] = []
        since: date | None = None
        for event in self.events_until(date.max):
            if event.status == "terminated":
                since = since or event.date
            elif event.status == "restored" and since is not None:
                found.append((since, event.date))
                since = None
        return tuple(found)


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
    assumptions: Mapping[str, Assumption] = field(
        default_factory=dict, metadata={"alias": "assumption"}
    )
    questions: tuple[Question, ...] = field(default=(), metadata={"alias": "question"})
    reading_rule: str = ""
    """How the default reading of every price was chosen."""

    def vendor_of(self, offer: Offer) -> Vendor:
        return self.vendors[offer.vendor]

    @property
    def compared_at_start(self) -> tuple[str, ...]:
        """The ids of the offers that are compared until a scenario says otherwise."""
        return tuple(offer.id for offer in self.offers.values() if offer.compare)

    def successor(self, offer: Offer) -> Offer | None:
        return None if offer.replaced_by is None else self.offers[offer.replaced_by]

    def rests_on_weak_alone(self, sources: Iterable[str]) -> bool:
        return {self.sources[source].kind for source in sources} == {"weak"}

    def is_weak(self, offer: Offer) -> bool:
        return self.rests_on_weak_alone(offer.default_reading.sources)

    def unanswered(self, offer: Offer) -> tuple[Question, ...]:
        answered = {answer.question for answer in offer.answers}
        return tuple(one for one in self.questions if one.id not in answered)


def status_on(catalog: Catalog, offer: Offer, day: date) -> Status:
    """Derive what an offer's state is on a day from its dates and events.

    It is replaced from its successor's first day, once its own end is past; a successor that only
    weak sources report replaces nothing. Once both its last day and the day up to which the
    catalog was checked have passed, nothing is known of what followed: it is `unconfirmed`,
    unless an event or a report says more.
    """
    changing = ("terminated", "restored", "replaced", "expired", "extended")
    past = [event.status for event in offer.events_until(day) if event.status in changing]
    latest = past[-1] if past else None
    if latest == "terminated":
        return "terminated"
    if day < offer.starts:
        return "upcoming"
    last_day = offer.service_ends
    if last_day is None:
        return "replaced" if latest == "replaced" else "ended" if latest == "expired" else "active"
    if day <= last_day:
        return "ends soon" if (last_day - day).days <= ENDS_SOON_DAYS else "active"
    successor = catalog.successor(offer)
    if successor is None and latest == "replaced":
        return "replaced"
    if successor is not None and day >= successor.starts:
        return "ended" if catalog.is_weak(successor) else "replaced"
    return "ended" if latest == "expired" or day <= catalog.as_of else "unconfirmed"
