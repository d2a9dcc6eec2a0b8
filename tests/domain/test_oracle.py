"""Every worked case, priced by the domain alone."""

from typing import Any

import pytest

from tests.domain import oracle
from tui.domain.money import plain
from tui.domain.pricing import price_offer


@pytest.mark.parametrize(
    "case", list(oracle.cases()), ids=lambda case: f"{case['id']} {case['title']}"
)
def test_worked_case(case: dict[str, Any]) -> None:
    catalog = oracle.case_catalog(case)
    offer = catalog.offers[case["offer"]["id"]]
    quote = price_offer(catalog, offer, oracle.scenario(case["scenario"]))
    found = {
        "total": plain(quote.total),
        "complete": quote.complete,
        "coverage": quote.coverage._asdict(),
        "by_kind": {kind: plain(cents) for kind, cents in quote.by_kind._asdict().items()},
        "lines": {
            line.component: None if line.amount is None else plain(line.amount)
            for line in quote.lines
        },
        "by_fiscal_year": {str(year): plain(c) for year, c in quote.by_fiscal_year.items()},
    }
    assert {key: found[key] for key in case["expected"]} == case["expected"]
