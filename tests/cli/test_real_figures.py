"""The agreements as they ship: the figures that a briefing would quote."""

import pytest

from tests.cli.conftest import Deals
from tui.files.places import catalog_path

pytestmark = pytest.mark.skipif(not catalog_path().exists(), reason="no data/deals.toml yet")

COMPARE = ("compare", "--as-of", "2026-11-21")


def test_24_agencies_for_18_months(deals: Deals) -> None:
    outcome = deals(*COMPARE, "--format", "json")
    assert outcome.totals() == {
        "grok": "10.08", "chatgpt": "48.00", "claude": "48.00", "llama": "0.00",
    }  # fmt: skip
    grok, chatgpt, claude, llama = outcome.json["offers"]
    assert grok["coverage"]["agreed"] == 432
    assert chatgpt["coverage"] == {"wanted": 432, "agreed": 288, "assumed": 144, "uncovered": 0}
    assert (chatgpt["tie"], claude["tie"]) == (True, True)
    assert (llama["complete"], llama["unknown"], llama["rank"]) == (False, ["hosting"], None)
    table = deals(*COMPARE).out
    assert "≥ $0.00" in table
    assert "12 of 18 months agreed," in table


def test_use_stops_with_the_agreements(deals: Deals) -> None:
    totals = deals(*COMPARE, "--set", "after=stop", "--format", "json").totals()
    assert (totals["grok"], totals["chatgpt"], totals["claude"]) == ("10.08", "24.00", "24.00")


def test_grok_read_per_month(deals: Deals) -> None:
    settings = ("--set", "readings.grok=per-month")
    assert deals(*COMPARE, *settings, "--format", "json").totals()["grok"] == "181.44"


def test_from_december_2026_says_which_months_are_agreed(deals: Deals) -> None:
    out = deals(*COMPARE, "--set", "start=2026-12-01").out
    assert "2026-12 to 2027-03 agreed." in out
    assert "2027-04 to 2028-05 assumed at the same price, not agreed." in out


@pytest.mark.parametrize("form", ["table", "md", "json"])
def test_terms_of_every_offer(form: str, deals: Deals) -> None:
    offers = ("grok", "chatgpt", "chatgpt-gov", "claude", "llama", "gemini", "perplexity",
              "copilot", "aws", "box")  # fmt: skip
    assert deals("terms", *offers, "--format", form).code == 0
