"""Charges as CSV: rows that add up, empty where unknown, harmless in a spreadsheet."""

import csv
import io
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from tests.domain import oracle
from tests.domain.strategies import offers, scenarios
from tests.views.made import BUSY, BUSY_REAL, REAL, compared, everything
from tui.domain.comparison import Comparison, compare
from tui.domain.deals import Offer
from tui.domain.money import plain
from tui.domain.scenario import Scenario
from tui.export.focus_csv import COLUMNS, comparison_csv, harmless

Row = dict[str, str]


def rows(comparison: Comparison) -> list[Row]:
    text = io.StringIO(comparison_csv(comparison), newline="")
    return list(csv.DictReader(text, strict=True))


def sums(found: list[Row], column: str) -> dict[str, str]:
    total: dict[str, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for row in found:
        total[row["x_OfferId"]] += Decimal(row[column] or 0)
    return {offer: f"{amount:f}" for offer, amount in total.items()}


def totals(comparison: Comparison, charge: Any) -> dict[str, str]:
    other = compare(
        comparison.catalog, replace(comparison.scenario, charge=charge), comparison.as_of
    )
    return {standing.offer.id: plain(standing.quote.total) for standing in other.standings}


@pytest.mark.parametrize("scenario", [
    Scenario(), BUSY_REAL, Scenario(charge="prorated", months=7),
    Scenario(start=date(2026, 12, 1), after="stop"),
])  # fmt: skip
def test_columns_add_up_to_the_totals_of_both_ways_of_charging(scenario: Scenario) -> None:
    comparison = compared(everything(scenario), REAL)
    found = rows(comparison)
    billed, effective = sums(found, "BilledCost"), sums(found, "EffectiveCost")
    for offer, total in totals(comparison, "started").items():
        assert billed.get(offer, "0.00") == total
    for offer, total in totals(comparison, "prorated").items():
        assert effective.get(offer, "0.00") == total


@given(offers(), scenarios())
def test_any_offer_adds_up(offer: Offer, scenario: Scenario) -> None:
    comparison = compare(oracle.catalog(offer), scenario, date(2026, 1, 1))
    found = rows(comparison)
    for column, charge in (("BilledCost", "started"), ("EffectiveCost", "prorated")):
        total = totals(comparison, charge)["offer"]
        assert sums(found, column).get("offer", "0.00") == total
    for row in found:
        if row["ContractedUnitPrice"] and row["BilledCost"]:
            exact = Fraction(row["ContractedUnitPrice"]) * Fraction(row["PricingQuantity"])
            assert Fraction(row["ContractedCost"]) == exact
            assert abs(exact - Fraction(row["BilledCost"])) < Fraction(1, 50)


def test_an_unknown_line_is_one_row_without_costs() -> None:
    (row,) = [row for row in rows(compared(Scenario())) if row["x_Assumption"]]
    costs = ("BilledCost", "EffectiveCost", "ListCost", "ContractedCost", "ContractedUnitPrice")
    assert [row[name] for name in costs] == [""] * 5
    assert (row["PricingQuantity"], row["PricingUnit"]) == ("12.00", "Months")
    assert (row["ChargePeriodStart"], row["ChargePeriodEnd"]) == (
        "2025-09-22T00:00:00Z", "2026-09-22T00:00:00Z",
    )  # fmt: skip
    assert row["x_Unknown"] == "no figure was entered for “hosting”"


def test_a_charge_says_what_it_rests_on() -> None:
    found = rows(compared(replace(BUSY, ramp_months=0, name="Mine")))
    north = [row for row in found if row["x_OfferId"] == "north"]
    assert {row["x_Coverage"] for row in north} == {"agreed", "assumed", "overhead"}
    listed = next(row for row in north if row["x_Basis"] == "list")
    assert (listed["ListUnitPrice"], listed["ContractedUnitPrice"]) == ("30.00", "30.00")
    assert (listed["PricingUnit"], listed["ChargeFrequency"]) == ("User-Months", "Recurring")
    assert (listed["PricingQuantity"], listed["BilledCost"]) == ("1540.00", "46200.00")
    training = next(row for row in north if row["SkuId"] == "north/training")
    assert (training["ProviderName"], training["ServiceName"]) == ("not named", "Training")
    assert (training["ListUnitPrice"], training["ChargeFrequency"]) == ("12.50", "One-Time")
    assert (north[0]["x_Scenario"], north[0]["x_AsOf"]) == ("Mine", "2026-11-21")
    assert north[0]["x_Sources"] == "north-release"


def test_a_list_price_is_brought_to_the_unit_of_the_charge() -> None:
    readings = {"claude": "one-for-all", "chatgpt": "per-agency-year"}
    found = rows(compared(Scenario(users_per_agency=200, readings=readings), REAL))
    bought = {
        row["x_OfferId"]: row for row in reversed(found) if row["ChargeCategory"] == "Purchase"
    }
    said = {offer: (row["ListUnitPrice"], row["ListCost"], row["x_ListPrice"])
            for offer, row in bought.items()}  # fmt: skip
    assert said["grok"] == (
        "108000.00",
        "2592000.00",
        "Grok Business, $30 per person a month × 200 users × 18 months",
    )
    assert said["chatgpt"][:2] == ("36000.00", "864000.00")
    assert said["claude"] == (
        "3456000.00",
        "3456000.00",
        "Claude for Government, $60 per seat a month × 4,800 users × 12 months",
    )
    assert said["llama"] == ("", "0.00", "none published")


def test_what_is_paid_beforehand_is_bought_once_and_used_month_by_month() -> None:
    found = [row for row in rows(compared(Scenario(), REAL)) if row["x_OfferId"] == "grok"]
    costs = [(row["ChargeCategory"], row["BilledCost"], row["EffectiveCost"]) for row in found]
    assert costs == [("Purchase", "10.08", "0.00"), *[("Usage", "0.00", "0.56")] * 12]
    assert {row["BillingPeriodStart"] for row in found} == {
        row["ChargePeriodStart"] for row in found
    }


def test_the_names_are_those_of_focus() -> None:
    assert [name for name in COLUMNS if not name.startswith("x_")] == [
        "BillingAccountId", "BillingAccountName", "BillingPeriodStart", "BillingPeriodEnd",
        "InvoiceIssuerName", "InvoiceId", "ProviderName", "PublisherName", "ServiceCategory",
        "ServiceSubcategory", "ServiceName", "SkuId", "SkuPriceId", "ChargeCategory", "ChargeClass",
        "ChargeDescription", "ChargeFrequency", "ChargePeriodStart", "ChargePeriodEnd",
        "PricingCategory", "PricingQuantity", "PricingUnit", "ListUnitPrice", "ListCost",
        "ContractedUnitPrice", "ContractedCost", "BilledCost", "EffectiveCost", "BillingCurrency",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1", "@x", "\tx", "\r=1", " =1", "＝1"])
def test_no_text_is_run_as_a_formula(word: str) -> None:
    assert harmless(word) == f"'{word}"
    found = rows(compared(replace(BUSY, name=word)))
    assert {row["x_Scenario"] for row in found} == {f"'{word}"}


def test_quotes_and_line_ends() -> None:
    text = comparison_csv(compared(replace(BUSY, name='a "b", c\nd')))
    assert '"a ""b"", c\nd"' in text
    assert text.endswith("\r\n")
    assert harmless("a=b") == "a=b"
