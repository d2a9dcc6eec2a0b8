"""Comparisons, answers and terms as JSON, in the form that scripts rely on: schema 1."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, NamedTuple, TypeVar

from tui.domain.analysis.breakeven import BreakEven, Cheaper, CheaperSpan
from tui.domain.analysis.cost_curve import Over, with_number
from tui.domain.analysis.diff import Change, Differences, Effect, Movement
from tui.domain.analysis.goal import GoalSeek
from tui.domain.analysis.price_goal import Answer, PriceGoal
from tui.domain.analysis.sensitivity import Swing, Tornado
from tui.domain.analysis.sweep import Axis, Table
from tui.domain.comparison import Case, Comparison, Range, Standing
from tui.domain.deals import Answer as ShortAnswer
from tui.domain.deals import (
    Catalog,
    Event,
    EventStatus,
    ListPrice,
    Offer,
    Per,
    PriceLine,
    Question,
    Reading,
    Source,
    SourceKind,
    Status,
    Term,
    Topic,
    Unit,
    status_on,
)
from tui.domain.inputs import FAMILIES, FIELDS, OVERHEAD_PARTS, Family
from tui.domain.pricing import price_offer
from tui.domain.quote import Basis, ByKind, Coverage, LineQuote, Quote, Total
from tui.domain.scenario import INPUTS
from tui.export.json_shapes import (
    CENTS,
    COUNT,
    DAY,
    DEFINITIONS,
    DIALECT,
    EXACT,
    POSITIVE,
    PRICE,
    QUANTITY,
    RATE,
    TEXT,
    TEXTS,
    UNITS,
    YES_OR_NO,
    Member,
    Members,
    Schema,
    Shape,
    choice,
    constant,
    json_text,
    listed,
    named,
    optional,
    or_null,
    record,
    within,
)
from tui.views.day import day_sentences
from tui.views.headline import answer_sentences
from tui.views.sources import sources_of, sources_of_prices

SCHEMA: Final = 1
_USD: Final[Shape[str]] = Shape(str, {"const": "USD"})
T = TypeVar("T")


@dataclass(frozen=True)
class Outcome(Case, Generic[T]):
    """What was found."""

    found: T


# What several reports hold

_WRITTEN: Final[Mapping[str, Shape[Any]]] = {
    "money": PRICE, "month": or_null(DAY), "text": TEXT, "names": TEXTS,
}  # fmt: skip


def _input(family: Family) -> Shape[Any]:
    if family.by_name:
        return named(_input(family._replace(by_name=False)))
    if family.kind == "count":
        return Shape(int, {"type": "integer", "minimum": family.low})
    if family.kind == "choice":
        return Shape(str, {"enum": list(family.choices)})
    if family.kind == "overhead":
        parts = {part: _input(one) for part, one in OVERHEAD_PARTS.items()}
        return listed(record(
            {"id": TEXT, **parts, "offers": or_null(TEXTS).said("null: every offer.")}
        ))  # fmt: skip
    return _WRITTEN[family.kind]


def _field(name: str) -> Member[Case]:
    kind = _input(FAMILIES[name]).said(INPUTS[name].help)
    if name == "offers":
        return kind.read(lambda one: [offer.id for offer in one.scenario.compared(one.catalog)])
    return kind.read(lambda one: getattr(one.scenario, name))


SCENARIO: Final[Shape[Case]] = record({key: _field(name) for key, name in FIELDS.items()}).said(
    "Every input, defaults included."
)
_INPUTS: Final[Member[Case]] = SCENARIO.read(lambda case: case)

_ID: Final[Shape[Offer]] = TEXT.of(lambda offer: offer.id)
_AGENCY_MONTHS: Final[Shape[Coverage]] = record(
    dict.fromkeys(("wanted", "agreed", "successor", "assumed", "uncovered"), COUNT)
)
_COVERAGE: Final[Shape[Quote]] = _AGENCY_MONTHS.said("Agency-months, by their kind.").of(
    lambda quote: quote.coverage
)
_TOTAL: Final[Shape[Total]] = record({
    "total": CENTS.said("A lower bound unless `complete`.").read(lambda total: total.cents),
    "complete": YES_OR_NO,
    "covered": COUNT.said("The agency-months that it buys."),
})  # fmt: skip
_QUOTE_TOTAL: Final[Shape[Quote]] = _TOTAL.of(Total.of)
_UNKNOWN: Final[Shape[Quote | None]] = TEXTS.said("The components whose price is unknown.").of(
    lambda quote: [line.component for line in quote.unknown] if quote else []
)
_SOURCE: Final[Shape[Source]] = record({
    "title": TEXT,
    "publisher": TEXT,
    "date": or_null(DAY),
    "url": TEXT,
    "kind": choice(SourceKind),
})  # fmt: skip
_SOURCES: Final = named(_SOURCE).said("Every source cited, by id.")
_CATALOG: Final[Shape[Catalog]] = record(
    {"title": TEXT, "as_of": DAY.said("Facts were checked up to this date.")}
)


def _sources(catalog: Catalog, source_ids: Iterable[str]) -> Mapping[str, Source]:
    return {key: catalog.sources[key] for key in dict.fromkeys(source_ids)}


C = TypeVar("C", bound=Case)


def _report(kind: str, fields: Members[C]) -> Shape[C]:
    """A report: what every one begins with, then its own fields."""
    head: Members[C] = {
        "schema": constant(SCHEMA),
        "as_of": DAY.said("The date as of which statuses are reported."),
        "currency": _USD.read(lambda about: about.catalog.currency),
        "kind": constant(kind),
        "catalogue": _CATALOG.read(lambda about: about.catalog),
    }
    return record({**head, **fields})


def _answer(kind: str, fields: Members[Outcome[T]]) -> Shape[Outcome[T]]:
    """The answer to a question about a scenario."""
    return _report(kind, {"scenario": _INPUTS, **fields})


def _found(asked: Outcome[T]) -> T:
    return asked.found


def _each(asked: Case, several: Iterable[T]) -> Sequence[Outcome[T]]:
    return [Outcome(asked.catalog, asked.scenario, asked.as_of, one) for one in several]


def _offered(offer_of: Callable[[T], Offer]) -> Members[Outcome[T]]:
    """How an entry about an offer begins, in every report."""
    return {
        "id": TEXT.read(lambda one: offer_of(one.found).id),
        "vendor": TEXT.read(lambda one: one.catalog.vendor_of(offer_of(one.found)).name),
        "product": TEXT.read(lambda one: offer_of(one.found).product),
    }


_OFFERED: Final[Shape[Outcome[Offer]]] = record(_offered(lambda offer: offer))


# A comparison

_LINE: Final[Shape[LineQuote]] = record({
    "component": TEXT,
    "label": TEXT,
    "unit": choice(Unit),
    "per": choice(Per),
    "quantity": QUANTITY.said("Units once all agencies have joined."),
    "price": or_null(PRICE).said("For one unit and period; null: unknown."),
    "periods": UNITS.said("Unit charges: agencies × periods charged."),
    "amount": or_null(CENTS).said("null: unknown, never zero."),
    "basis": choice(Basis),
    "sources": TEXTS,
    "assumption": optional(TEXT.said("The user's own figure that gives the price.")),
    "missing": optional(TEXT.said("Why the price is unknown.")),
    "note": optional(TEXT),
})  # fmt: skip
_BY_KIND: Final[Shape[ByKind]] = record({
    "agreed": CENTS.said("At a price of the agreement."),
    "successor": CENTS.said("At a price of the agreement that followed."),
    "assumed": CENTS.said("At a repeated or a list price, after the agreement."),
    "yours": CENTS.said("At a figure of the user's own."),
})  # fmt: skip
_RANGE: Final[Shape[Range | None]] = record({
    "low": or_null(CENTS).read(lambda spread: spread.low if spread else None),
    "high": or_null(CENTS).read(lambda spread: spread.high if spread else None),
})  # fmt: skip


_COMPARED: Final[Shape[Outcome[Standing]]] = record({
    **_offered(lambda standing: standing.offer),
    "status": choice(Status).read(lambda row: row.found.status),
    **within(lambda row: row.found.quote, {
        "reading": TEXT.said("The reading of the price used in the totals.")
            .read(lambda quote: quote.reading.id),
        "total": CENTS.said("A lower bound unless `complete`."),
        "complete": YES_OR_NO.said("Whether nothing in the total is unknown."),
        "unknown": _UNKNOWN.read(lambda quote: quote),
    }),
    **within(_found, {
        "rank": or_null(POSITIVE).said("null: not ranked."),
        "tie": YES_OR_NO,
        "difference": or_null(CENTS).said("Above the cheapest of those ranked."),
        "ratio": or_null(RATE).said("Total over the cheapest ranked, four decimals."),
        "not_ranked": or_null(TEXT).said("Why it is not ranked, in a few words."),
        "range": _RANGE.said(
            "The totals over all readings that can be priced and are not refuted."
        ),
    }),
    **within(lambda row: row.found.quote, {
        "coverage": _COVERAGE.read(lambda quote: quote),
        "open_ended": YES_OR_NO.said("Whether what covers them has no published end.")
            .read(lambda quote: quote.is_open_ended),
        "by_kind": _BY_KIND.said("The known total by what it rests on; adds up to the total."),
        "per_covered_agency_month": or_null(RATE),
        "lines": listed(_LINE),
        "by_month": listed(CENTS).said("Adds up to the total."),
        "by_fiscal_year": named(CENTS, propertyNames={"pattern": r"^\d{4}$"})
            .said("Adds up to the total; years of 0.00 are left out."),
    }),
    "warnings": TEXTS.read(lambda row: row.found.warnings),
    "unpriced_readings": TEXTS.said("Readings that the range leaves out.")
        .read(lambda row: row.found.range.unpriced if row.found.range else ()),
})  # fmt: skip
COMPARISON: Final[Shape[Comparison]] = _report("report", {
    "scenario": _INPUTS,
    "unused": TEXTS.said("Keys of inputs that change nothing here."),
    "answer": TEXTS.said("The answer in sentences; each is true without the others.")
        .read(answer_sentences),
    "day": TEXTS.said("What the as-of day means for the offers, in sentences.").read(day_sentences),
    "offers": listed(_COMPARED).said("In the scenario's order.")
        .read(lambda about: _each(about, about.standings)),
    "sources": _SOURCES.read(lambda about: _sources(about.catalog, sources_of_prices(about))),
})  # fmt: skip


# Answers


class _Stretch(NamedTuple):
    """One span of a break-even, with whose it is."""

    found: BreakEven
    span: CheaperSpan

    @property
    def cheaper(self) -> str:
        names: dict[Cheaper, str] = {"first": self.found.first.id, "second": self.found.second.id}
        return names.get(self.span.cheaper, self.span.cheaper)


_SPAN: Final[Shape[_Stretch]] = record({
    "from": COUNT.read(lambda one: one.span.start),
    "to": COUNT.read(lambda one: one.span.end),
    "cheaper": TEXT.said(
        "The id of the offer that costs less; or tie, unknown, unlike: they cover different months."
    ),
    "totals": named(listed(_TOTAL)).said("Each offer's, at `from` and at `to`.").read(lambda one: {
        one.found.first.id: one.span.first_totals,
        one.found.second.id: one.span.second_totals,
    }),
})  # fmt: skip
BREAKEVEN: Final[Shape[Outcome[BreakEven]]] = _answer("breakeven", {
    "offers": listed(_OFFERED).read(
        lambda asked: _each(asked, (asked.found.first, asked.found.second))
    ),
    **within(_found, {
        "over": TEXT,
        "from": COUNT.read(lambda found: found.low),
        "to": COUNT.read(lambda found: found.high),
        "crossings": listed(COUNT).said("Where the answer changes."),
        "spans": listed(_SPAN)
            .read(lambda found: [_Stretch(found, span) for span in found.spans]),
    }),
    "coverage": named(_COVERAGE).said("At the highest number.").read(lambda asked: {
        offer.id: _priced(asked, asked.found.over, offer, asked.found.high)
        for offer in (asked.found.first, asked.found.second)
    }),
})  # fmt: skip
GOAL: Final[Shape[Outcome[GoalSeek]]] = _answer("goal", {
    **within(_found, {
        "offer": _ID,
        "solve": TEXT.read(lambda found: found.over),
        "budget": CENTS,
        "from": COUNT.read(lambda found: found.low),
        "to": COUNT.read(lambda found: found.high),
        "most": or_null(COUNT).said("The most that fits; null: nothing does."),
        "always_within": or_null(COUNT),
        "total": or_null(_TOTAL),
        "beyond": or_null(_TOTAL),
        "least": _TOTAL.read(lambda found: found.least_total),
    }),
    "coverage": _COVERAGE.read(lambda asked: _priced(
        asked, asked.found.over, asked.found.offer,
        asked.found.low if asked.found.most is None else asked.found.most,
    )),
})  # fmt: skip


def _priced(asked: Outcome[Any], over: Over, offer: Offer, number: int) -> Quote:
    return price_offer(asked.catalog, offer, with_number(asked.scenario, over, number))


PRICE_GOAL: Final[Shape[Outcome[PriceGoal]]] = _answer("goal", within(_found, {
    "offer": _ID,
    "solve": TEXT.read(lambda found: found.what.key),
    "component": TEXT,
    "budget": or_null(CENTS)
        .read(lambda found: None if found.answer == "shared" else found.budget),
    "against": or_null(_ID).read(lambda found: found.rival),
    "answer": choice(Answer),
    "price": or_null(PRICE),
    "limit": or_null(EXACT).said("The lowest price that no longer fits, exactly."),
    "total": or_null(_QUOTE_TOTAL).read(lambda found: found.quote),
    "unknown": _UNKNOWN.read(lambda found: found.quote),
    "coverage": or_null(_COVERAGE).read(lambda found: found.quote),
}))  # fmt: skip


_SWING: Final[Shape[Swing]] = record({
    "key": TEXT,
    "title": TEXT,
    "now": TEXT,
    "low": TEXT,
    "high": TEXT,
    "total_at_low": _TOTAL.read(lambda swing: swing.low_total),
    "total_at_high": _TOTAL.read(lambda swing: swing.high_total),
    "swing": CENTS.read(lambda swing: swing.size),
    "complete": YES_OR_NO,
    "unpriced": TEXTS,
})  # fmt: skip
SENSITIVITY: Final[Shape[Outcome[Tornado]]] = _answer("sensitivity", within(_found, {
    "offer": _ID.read(lambda found: found.now.offer),
    "total": _QUOTE_TOTAL.read(lambda found: found.now),
    "coverage": _COVERAGE.read(lambda found: found.now),
    "inputs": listed(_SWING).said("The largest swing first.").read(lambda found: found.swings),
}))  # fmt: skip

_AXIS: Final[Shape[Axis]] = record(
    {"key": TEXT.read(lambda axis: axis.item.key), "values": listed(EXACT)}
)
SWEEP: Final[Shape[Outcome[Table]]] = _answer("sweep", {
    **within(_found, {"axes": listed(_AXIS)}),
    "offers": listed(_OFFERED).read(lambda asked: _each(asked, asked.found.offers)),
    **within(_found, {
        "rows": listed(listed(named(_TOTAL))).said("Along the first axis, then along the second.")
            .read(lambda table: [
                [dict(zip((offer.id for offer in table.offers), cell.totals, strict=True))
                 for cell in row]
                for row in table.rows
            ]),
    }),
})  # fmt: skip

_CHANGE: Final[Shape[Change]] = record({"key": TEXT, "title": TEXT, "before": TEXT, "after": TEXT})
_EFFECT: Final[Shape[Effect]] = record({
    "key": TEXT.read(lambda effect: effect.change.key),
    "change": CENTS.read(lambda effect: effect.cents),
    "complete": YES_OR_NO,
})  # fmt: skip
_MOVEMENT: Final[Shape[Outcome[Movement]]] = record({
    **_offered(lambda movement: movement.offer), **within(_found, {
    "before": _QUOTE_TOTAL,
    "after": _QUOTE_TOTAL,
    "change": CENTS.read(lambda one: one.cents),
    "complete": YES_OR_NO,
    "compared": listed(YES_OR_NO).said("Before and after.")
        .read(lambda one: [one.compared_before, one.compared_after]),
    "effects": listed(_EFFECT),
    "coverage": listed(_COVERAGE).said("Before and after.")
        .read(lambda one: [one.before, one.after]),
})})  # fmt: skip
DIFF: Final[Shape[Outcome[Differences]]] = _answer("diff", {
    **within(_found, {
        "other": SCENARIO.read(lambda found: found.after),
        "changes": listed(_CHANGE),
    }),
    "offers": listed(_MOVEMENT).read(lambda asked: _each(asked, asked.found.movements)),
})  # fmt: skip


# Terms

_PRICE_LINE: Final[Shape[PriceLine]] = record({
    "component": TEXT,
    "unit": choice(Unit),
    "per": choice(Per),
    "price": or_null(PRICE),
    "assume": or_null(TEXT),
    "times": EXACT,
    "from": COUNT.read(lambda line: line.from_month),
    "until": or_null(COUNT).read(lambda line: line.until_month),
    "note": TEXT,
})  # fmt: skip
_PRICED: Final[Mapping[str, Shape[Any]]] = {
    "label": TEXT, "note": TEXT, "lines": listed(_PRICE_LINE), "sources": TEXTS,
}  # fmt: skip
_READING: Final[Shape[Reading]] = record(
    {"id": TEXT, "default": YES_OR_NO, "quote": TEXT, **_PRICED}
)
_LIST_PRICE: Final[Shape[ListPrice]] = record(_PRICED)
_TERM: Final[Shape[Term]] = record(
    {"topic": choice(Topic), "text": TEXT, "disputed": YES_OR_NO, "sources": TEXTS}
)
_EVENT: Final[Shape[Event]] = record(
    {"date": DAY, "status": choice(EventStatus), "text": TEXT, "sources": TEXTS}
)


_ANSWER: Final[Shape[Outcome[ShortAnswer]]] = record({
    "text": TEXT.read(lambda one: one.found.text),
    "weak": YES_OR_NO.said("Whether weak sources alone say so.")
        .read(lambda one: one.catalog.rests_on_weak_alone(one.found.sources)),
    "sources": TEXTS.read(lambda one: one.found.sources),
})  # fmt: skip
_ANSWERS: Final[Shape[Outcome[Offer]]] = (
    named(_ANSWER)
    .said("By question.")
    .of(lambda asked: {one.found.question: one for one in _each(asked, asked.found.answers)})
)
_NAMED: Final[Members[Outcome[Offer]]] = {
    **_offered(lambda offer: offer), **within(_found, {"short": TEXT}),
}  # fmt: skip
_OFFER: Final[Shape[Outcome[Offer]]] = record({
    **_NAMED,
    "status": choice(Status)
        .read(lambda asked: status_on(asked.catalog, asked.found, asked.as_of)),
    **within(_found, {
        "announced": or_null(DAY),
        "starts": DAY,
        "ends": or_null(DAY),
        "last_day": or_null(DAY),
        "term_months": or_null(COUNT),
        "replaced_by": or_null(TEXT),
    }),
    "reading": TEXT.said("The reading of the price used in the totals.").read(
        lambda asked: asked.found.reading(asked.scenario.readings.get(asked.found.id)).id
    ),
    **within(_found, {
        "readings": listed(_READING),
        "list": or_null(_LIST_PRICE).read(lambda offer: offer.list_price),
    }),
    "answers": _ANSWERS.read(lambda asked: asked),
    **within(_found, {
        "terms": listed(_TERM),
        "events": listed(_EVENT)
            .read(lambda offer: sorted(offer.events, key=lambda event: event.date)),
    }),
})  # fmt: skip


_QUESTION: Final[Shape[Question]] = record(
    {"id": TEXT, "title": TEXT, "topic": or_null(choice(Topic))}
)
_QUESTIONS: Final[Member[Outcome[Sequence[Offer]]]] = listed(_QUESTION).read(
    lambda asked: asked.catalog.questions
)
TERMS: Final[Shape[Outcome[Sequence[Offer]]]] = _report("terms", {
    "questions": _QUESTIONS,
    "offers": listed(_OFFER).read(lambda asked: _each(asked, asked.found)),
    "sources": _SOURCES.read(lambda asked: _sources(
        asked.catalog, (source for offer in asked.found for source in sources_of(offer))
    )),
})  # fmt: skip
_SHORTLY: Final[Shape[Outcome[Offer]]] = record(
    {**_NAMED, "answers": _ANSWERS.read(lambda asked: asked)}
)
SHORT_ANSWERS: Final[Shape[Outcome[Sequence[Offer]]]] = _report("answers", {
    "questions": _QUESTIONS,
    "offers": listed(_SHORTLY).read(lambda asked: _each(asked, asked.found)),
    "sources": _SOURCES.read(lambda asked: _sources(asked.catalog, (
        source for offer in asked.found for one in offer.answers for source in one.sources
    ))),
})  # fmt: skip


# What each is

_ANSWERS_TO: Final[Mapping[type, Shape[Any]]] = {
    BreakEven: BREAKEVEN, GoalSeek: GOAL, PriceGoal: PRICE_GOAL, Tornado: SENSITIVITY,
    Table: SWEEP, Differences: DIFF,
}  # fmt: skip


def comparison_json(comparison: Comparison) -> str:
    return json_text(COMPARISON.write(comparison))


def answer_json(case: Case, found: Any) -> str:
    shape = _ANSWERS_TO[type(found)]
    return json_text(shape.write(Outcome(case.catalog, case.scenario, case.as_of, found)))


def terms_json(case: Case, offers: Sequence[Offer], *, short: bool) -> str:
    shape = SHORT_ANSWERS if short else TERMS
    return json_text(shape.write(Outcome(case.catalog, case.scenario, case.as_of, offers)))


REPORTS: Final[Mapping[str, tuple[str, tuple[Shape[Any], ...]]]] = {
    "report": ("A comparison, as deals compare --format json writes it", (COMPARISON,)),
    "terms": ("What is known of offers, as deals terms --format json writes it", (TERMS,)),
    "answers": ("Short answers, as deals terms --short --format json writes them",
                (SHORT_ANSWERS,)),
    "breakeven": ("Where the cheaper of two offers changes, by deals breakeven", (BREAKEVEN,)),
    "goal": ("What fits a budget, as deals goal --format json writes it: a number of something, "
             "or a price", (GOAL, PRICE_GOAL)),
    "sensitivity": ("What each input does to a total, by deals sensitivity", (SENSITIVITY,)),
    "sweep": ("Totals over one or two inputs, as deals sweep --format json writes them", (SWEEP,)),
    "diff": ("What two scenarios differ in, as deals diff --format json writes it", (DIFF,)),
}  # fmt: skip


def report_schema(name: str) -> Schema:
    """Give the schema of one kind of report. Raises `KeyError`."""
    title, kinds = REPORTS[name]
    forms = [kind.schema for kind in kinds]
    return {
        "$schema": DIALECT,
        "title": title,
        **(forms[0] if len(forms) == 1 else {"anyOf": forms}),
        "$defs": DEFINITIONS,
    }
