"""The answers of the analysis as JSON. Money is text with two decimals, as in a comparison."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from tui.domain.analysis.breakeven import BreakEven, Cheaper
from tui.domain.analysis.cost_curve import Total, with_number
from tui.domain.analysis.diff import Differences
from tui.domain.analysis.goal import GoalSeek
from tui.domain.analysis.price_goal import PriceGoal
from tui.domain.analysis.sensitivity import Swing
from tui.domain.analysis.sweep import Table
from tui.domain.deals import Catalog, Offer
from tui.domain.money import plain
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario
from tui.export.json_report import (
    SCHEMA,
    Json,
    catalog_json,
    coverage_json,
    exact_text,
    price_text,
    scenario_json,
)


def breakeven_json(catalog: Catalog, found: BreakEven, scenario: Scenario, as_of: date) -> Json:
    """Give every span; `cheaper` is an offer's id, `tie` or `unknown`."""
    names: dict[Cheaper, str] = {"first": found.first.id, "second": found.second.id}
    highest = with_number(scenario, found.over, found.high)
    return _head(catalog, scenario, as_of, "breakeven") | {
        "offers": [found.first.id, found.second.id],
        "over": found.over,
        "from": found.low,
        "to": found.high,
        "crossings": list(found.crossings),
        "spans": [
            {
                "from": span.start,
                "to": span.end,
                "cheaper": names.get(span.cheaper, span.cheaper),
                "totals": {
                    found.first.id: [_total(total) for total in span.first_totals],
                    found.second.id: [_total(total) for total in span.second_totals],
                },
            }
            for span in found.spans
        ],
        "coverage": {
            offer.id: coverage_json(price_offer(offer, highest))
            for offer in (found.first, found.second)
        },
    }


def goal_json(catalog: Catalog, found: GoalSeek, scenario: Scenario, as_of: date) -> Json:
    """Give the most that fits a budget; `most` is null where nothing does."""
    number = found.low if found.most is None else found.most
    quote = price_offer(found.offer, with_number(scenario, found.over, number))
    return _head(catalog, scenario, as_of, "goal") | {
        "offer": found.offer.id,
        "solve": found.over,
        "budget": plain(found.budget),
        "from": found.low,
        "to": found.high,
        "most": found.most,
        "always_within": found.always_within,
        "total": None if found.total is None else _total(found.total),
        "beyond": None if found.beyond is None else _total(found.beyond),
        "least": _total(found.least_total),
        "coverage": coverage_json(quote),
    }


def price_goal_json(
    catalog: Catalog,
    found: PriceGoal,
    scenario: Scenario,
    as_of: date,
    *,
    rival: Offer | None = None,
) -> Json:
    """Give the highest price that fits; `limit` is the exact one, which no longer does."""
    limit = found.limit
    quote = found.quote
    return _head(catalog, scenario, as_of, "goal") | {
        "offer": found.offer.id,
        "solve": ".".join(part for part in (found.what.kind, found.what.name) if part),
        "component": found.component,
        "budget": None if found.answer == "shared" else plain(found.budget),
        "against": None if rival is None else rival.id,
        "answer": found.answer,
        "price": None if found.price is None else price_text(found.price),
        "limit": None if limit is None else exact_text(Fraction(limit)),
        "total": None if quote is None else _total(Total(quote.total, quote.complete)),
        "unknown": [] if quote is None else [line.component for line in quote.unknown],
        "coverage": None if quote is None else coverage_json(quote),
    }


def sensitivity_json(
    catalog: Catalog, offer: Offer, swings: Sequence[Swing], scenario: Scenario, as_of: date
) -> Json:
    """Give every input's ends, the largest swing first."""
    now = price_offer(offer, scenario)
    return _head(catalog, scenario, as_of, "sensitivity") | {
        "offer": offer.id,
        "total": _total(Total(now.total, now.complete)),
        "coverage": coverage_json(now),
        "inputs": [
            {
                "key": swing.key,
                "title": swing.title,
                "now": swing.now,
                "low": swing.low,
                "high": swing.high,
                "total_at_low": _total(swing.low_total),
                "total_at_high": _total(swing.high_total),
                "swing": plain(swing.size),
                "complete": swing.complete,
                "unpriced": list(swing.unpriced),
            }
            for swing in swings
        ],
    }


def sweep_json(catalog: Catalog, table: Table, scenario: Scenario, as_of: date) -> Json:
    """Give every cell with its values and totals, row by row."""
    return _head(catalog, scenario, as_of, "sweep") | {
        "axes": [
            {"key": axis.item.key, "values": [exact_text(value) for value in axis.values]}
            for axis in table.axes
        ],
        "offers": [offer.id for offer in table.offers],
        "rows": [
            [
                {
                    offer.id: _total(total)
                    for offer, total in zip(table.offers, cell.totals, strict=True)
                }
                for cell in row
            ]
            for row in table.rows
        ],
    }


def diff_json(found: Differences) -> Json:
    """Give the inputs that differ, and what each moves every total by."""
    before, after = found.before, found.after
    head = _head(before.catalog, before.scenario, before.as_of, "diff")
    return head | {
        "other": scenario_json(after.scenario, after.catalog),
        "changes": [
            {"key": one.key, "title": one.title, "before": one.before, "after": one.after}
            for one in found.changes
        ],
        "offers": [
            {
                "id": one.offer.id,
                "before": _total(Total(one.before.total, one.before.complete)),
                "after": _total(Total(one.after.total, one.after.complete)),
                "change": plain(one.change),
                "complete": one.complete,
                "compared": [one.compared_before, one.compared_after],
                "effects": [
                    {"key": e.change.key, "change": plain(e.cents), "complete": e.complete}
                    for e in one.effects
                ],
                "coverage": [coverage_json(one.before), coverage_json(one.after)],
            }
            for one in found.movements
        ],
    }


def _head(catalog: Catalog, scenario: Scenario, as_of: date, question: str) -> Json:
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "currency": catalog.currency,
        "question": question,
        "catalogue": catalog_json(catalog),
        "scenario": scenario_json(scenario, catalog),
    }


def _total(total: Total) -> Json:
    """A total, and whether it is the whole cost rather than a lower bound."""
    return {"total": plain(total.cents), "complete": total.complete}
