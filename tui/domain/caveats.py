"""What a reader of a total must know, in plain sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tui.domain.calendar import add_months
from tui.domain.deals import Catalog
from tui.domain.money import counted, dollars
from tui.domain.quote import LineQuote, MonthKind, Quote
from tui.domain.scenario import Scenario

KIND_WORDS: Final[Mapping[MonthKind, str]] = {
    "agreed": "agreed", "successor": "under its successor", "assumed": "assumed",
    "uncovered": "not covered",
}  # fmt: skip


def coverage_words(quote: Quote) -> str:
    """Say what is covered: `all 18 months agreed`, `12 of 18 months agreed, 6 assumed`."""
    counts = Counter(quote.kinds)
    months = counted(quote.months, "month")
    (words, count), *others = [
        (KIND_WORDS[kind], counts[kind]) for kind in KIND_WORDS if kind in counts
    ]
    ended = ", no end published" if quote.is_open_ended else ""
    if counts["uncovered"] == quote.months:
        return words
    if not others:
        return f"{'all ' if quote.months > 1 else ''}{months} {words}{ended}"
    more = "".join(f", {number} {what}" for what, number in others)
    return f"{count} of {months} {words}{more}{ended}"


def month_words(quote: Quote, months: range) -> str:
    """Name a span of months by its calendar dates: `2026-12 to 2027-03`."""
    first, last = (add_months(quote.origin, m) for m in (months[0], months[-1]))
    return f"{first:%Y-%m}" if first == last else f"{first:%Y-%m} to {last:%Y-%m}"


def caveats(
    catalog: Catalog, quote: Quote, scenario: Scenario, unpriced: Sequence[str]
) -> tuple[str, ...]:
    """Say plainly what a reader of the total must know; its range lacks `unpriced` readings."""
    return (
        *(_unknown(catalog, line) for line in quote.unknown),
        *_evidence(catalog, quote),
        *_months(catalog, quote, scenario),
        *_own_figures(catalog, quote, scenario),
        *(_not_in_range(catalog, quote, reading) for reading in unpriced),
    )


def _unknown(catalog: Catalog, line: LineQuote) -> str:
    assumption = catalog.assumptions.get(line.assumption or "")
    if assumption is None:
        return f"Not in the total: {line.label}; {line.missing}."
    return f"Not in the total: {line.label}; no figure was entered ({assumption.unit})."


def _evidence(catalog: Catalog, quote: Quote) -> Iterator[str]:
    for stage in quote.stages:
        if catalog.rests_on_weak_alone(stage.reading.sources):
            alone = "one weak source" if len(stage.reading.sources) == 1 else "weak sources alone"
            yield f"{stage.offer.short}'s price rests on {alone}."
    for source in quote.reading.refuted_by:
        yield f"This reading is ruled out by {catalog.sources[source].title}."


def _months(catalog: Catalog, quote: Quote, scenario: Scenario) -> Iterator[str]:
    for stage in quote.stages[1:]:
        months = stage.served.within(quote.months)
        vendor = catalog.vendor_of(stage.offer).name
        yield f"{month_words(quote, months)} under {stage.offer.product} ({vendor}), its successor."
    assumed = [month for month, kind in enumerate(quote.kinds) if kind == "assumed"]
    if assumed:
        is_list = scenario.after_of(quote.offer.id) == "list"
        price = "the list price" if is_list else "the same price"
        span = month_words(quote, range(assumed[0], assumed[-1] + 1))
        yield f"{span} assumed at {price}, not agreed."
    if quote.agreed:
        first, end = (add_months(quote.origin, m) for m in (quote.agreed.start, quote.agreed.stop))
        for since, until in quote.offer.interruptions:
            if since < end and first < until:
                yield f"Interrupted {since} to {until}."


def _own_figures(catalog: Catalog, quote: Quote, scenario: Scenario) -> Iterator[str]:
    own = [line for line in quote.lines if line.is_yours and line.is_charged and line.price]
    if own:
        titles = (
            line.label if line.assumption is None else _title(catalog, line.assumption)
            for line in own
        )
        names = ", ".join(dict.fromkeys(titles))
        whole = quote.by_kind.yours == quote.total
        amount = "The whole total" if whole else dollars(quote.by_kind.yours)
        yield f"{amount} rests on your own figures: {names}."
    agencies = scenario.agencies_of(quote.offer.id)
    if agencies != scenario.agencies:
        own_count = counted(agencies, "agency", "agencies")
        yield f"Counts {own_count}, the scenario {scenario.agencies:,}."


def _not_in_range(catalog: Catalog, quote: Quote, reading_id: str) -> str:
    lines = quote.offer.reading(reading_id).lines
    titles = dict.fromkeys(_title(catalog, line.assume) for line in lines if line.assume)
    why = f" ({', '.join(titles)} not given)" if titles else ""
    return f"The range excludes the {reading_id} reading{why}."


def _title(catalog: Catalog, assumption: str) -> str:
    known = catalog.assumptions.get(assumption)
    return known.title if known else assumption


def unused_inputs(scenario: Scenario, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Give the keys of the inputs by which no charge of a compared offer falls due."""
    lines = [(quote, line) for quote in quotes for line in quote.lines]
    charged = [(quote, line) for quote, line in lines if line.is_charged]
    assumptions = {line.assumption for _, line in charged}
    overheads = {line.component for _, line in charged if line.basis == "overhead"}
    rows = {quote.offer.id for quote, _ in charged}
    read = {stage.offer.id for quote in quotes for stage in quote.stages}
    followed = {quote.offer.id for quote in quotes if quote.agreed.stop < quote.months}
    by_the_user = any(line.unit == "user" and any(line.counts) for _, line in lines)
    return (
        *(() if by_the_user else ("users_per_agency",)),
        *(f"agencies_for.{one}" for one in scenario.agencies_for if one not in rows),
        *(f"after_for.{one}" for one in scenario.after_for if one not in followed),
        *(f"readings.{one}" for one in scenario.readings if one not in read),
        *(f"assume.{one}" for one in scenario.assume if one not in assumptions),
        *(f"overhead.{one.id}" for one in scenario.overheads if one.id not in overheads),
    )
