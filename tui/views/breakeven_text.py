"""Break-even as plain text: where the cheaper one of two offers changes, then every span."""

from collections.abc import Sequence
from typing import Final

from tui.domain.analysis.breakeven import BreakEven, CheaperSpan
from tui.domain.analysis.cost_curve import Over, with_number
from tui.domain.comparison import Case
from tui.domain.deals import Offer
from tui.domain.scenario import INPUTS
from tui.views.answers import (
    heading,
    missing_words,
    notes,
    numbered,
    paragraphs,
    total_at,
    unused_by,
)
from tui.views.text_layout import MORE, WIDTH, TableColumn, table_lines, wrapped, wrapped_lines
from tui.views.words import listed, mark_of

FEW_SPANS: Final = 4
"""So many spans are worded in a sentence; more are counted."""
FIRST_ROWS: Final = 30
LAST_ROWS: Final = 5


def breakeven_text(case: Case, found: BreakEven, *, width: int = WIDTH) -> str:
    highest = with_number(case.scenario, found.over, found.high)
    of_months, offers = found.over == "months", (found.first, found.second)
    when = f"At {numbered(found.over, found.high)}" if of_months else ""
    unused = unused_by(case, offers, highest)
    return paragraphs(
        [
            *wrapped(breakeven_answer(found), width),
            *wrapped_lines(_reasons(case, found), width),
        ],
        heading(case, width, {found.over: INPUTS[found.over].title}, unused),
        _table(case, found, width),
        notes(case.under(highest) if of_months else case, offers, width, when=when),
    )


def breakeven_answer(found: BreakEven) -> str:
    told = found.spans
    if len(told) > 1 and told[0].end == 0:
        told = told[1:]
    if len(told) <= FEW_SPANS:
        text = "; ".join(_clause(found, span) for span in told)
        return f"{text[:1].upper()}{text[1:]}."
    return (
        f"The lead changes {len(told) - 1:,} times up to {numbered(found.over, found.high)}"
        f"; {_clause(found, told[-1])}."
    )


def _clause(found: BreakEven, span: CheaperSpan) -> str:
    both, where = f"{found.first.short} and {found.second.short}", _where(found, span)
    if span.cheaper == "tie":
        return f"{both} cost the same {where}"
    if span.cheaper == "unknown":
        return f"{both} cannot be compared {where.replace('at every', 'at any')}"
    if span.cheaper == "unlike":
        return _unlike(found, span)
    return f"{_named(found, span)} costs less {where}"


def _unlike(found: BreakEven, span: CheaperSpan) -> str:
    where = _where(found, span)
    if found.refuted:
        names = listed([offer.short for offer in found.refuted])
        at_any = where.replace("at every", "at any")
        return f"neither is called cheaper {at_any}: the reading chosen for {names} is refuted"
    first, second = span.first_totals[1].covered, span.second_totals[1].covered
    if first == second == 0:
        return f"neither {found.first.short} nor {found.second.short} is covered {where}"
    less = found.first.short if first < second else found.second.short
    if found.over == "months" and span.end == found.high and span.start > found.low:
        return f"beyond that {less} is not covered"
    return f"{found.first.short} and {found.second.short} do not cover the same {where}"


def _named(found: BreakEven, span: CheaperSpan) -> str:
    return found.first.short if span.cheaper == "first" else found.second.short


def _where(found: BreakEven, span: CheaperSpan) -> str:
    end = numbered(found.over, span.end)
    if span.start == span.end:
        return f"at {end}"
    if span.start <= max(found.low, 1):
        return f"at every {'length' if found.over == 'months' else 'number'} up to {end}"
    return f"from {span.start:,} to {end}"


def _reasons(case: Case, found: BreakEven) -> Sequence[str]:
    span = next((span for span in found.spans if span.cheaper == "unknown"), None)
    if span is None:
        return ()
    at_end = case.under(with_number(case.scenario, found.over, span.end))
    lines = [
        f"The total of {offer.short} is incomplete, a lower bound only: {words}."
        for offer in (found.first, found.second)
        if (words := missing_words(at_end, offer))
    ]
    return [*lines, *_beyond_doubt(found, span)]


def _beyond_doubt(found: BreakEven, span: CheaperSpan) -> Sequence[str]:
    """Say where a lower bound alone is already above the other offer's whole total."""
    pairs = list(zip(span.first_totals, span.second_totals, strict=True))
    for one, other, turned in (
        (found.first, found.second, pairs),
        (found.second, found.first, [(second, first) for first, second in pairs]),
    ):
        if all(a.complete and not b.complete and a.cents < b.cents for a, b in turned):
            ends = numbered(found.over, span.end)
            ends = ends if span.start == span.end else f"{span.start:,} and {ends}"
            return [f"At {ends} what is known of {other.short} alone costs more than {one.short}."]
    return []


def _table(case: Case, found: BreakEven, width: int) -> Sequence[str]:
    columns = [
        TableColumn(INPUTS[found.over].title, "right"),
        TableColumn("Costs less"),
        *(
            TableColumn(f"{mark_of(case.catalog, offer.id)} {offer.short}", "right", wraps=True)
            for offer in (found.first, found.second)
        ),
    ]
    spans = found.spans
    left_out = len(spans) - FIRST_ROWS - LAST_ROWS
    if left_out <= 1:
        return table_lines(columns, [_row(case, found, span) for span in spans], width)
    rows = [_row(case, found, span) for span in (*spans[:FIRST_ROWS], *spans[-LAST_ROWS:])]
    rows.insert(FIRST_ROWS, (MORE, f"{left_out:,} more", MORE, MORE))
    return table_lines(columns, rows, width)


def _row(case: Case, found: BreakEven, span: CheaperSpan) -> Sequence[str]:
    numbers = f"{span.start:,}" if span.start == span.end else f"{span.start:,} – {span.end:,}"
    words = {"tie": "tie", "unknown": "unknown", "unlike": "not alike"}
    cheaper = words.get(span.cheaper) or _named(found, span)
    totals = (_totals(case, found.over, span, one) for one in (found.first, found.second))
    return numbers, cheaper, *totals


def _totals(case: Case, over: Over, span: CheaperSpan, offer: Offer) -> str:
    at_start, at_end = (total_at(case, offer, over, number) for number in (span.start, span.end))
    return at_start if at_start == at_end else f"{at_start} – {at_end}"
