"""The agreements as they ship: the figures that a briefing would quote."""

import re

import pytest

from tests.cli.conftest import Deals
from tui.files.places import catalog_path

pytestmark = pytest.mark.skipif(not catalog_path().exists(), reason="no data/deals.toml yet")

COMPARE = ("compare", "--as-of", "2026-11-25")
FOUR = ("grok", "chatgpt", "claude", "llama")
HOSTING = "assume.hosting=40179.20"


def test_24_agencies_for_12_months(deals: Deals) -> None:
    outcome = deals(*COMPARE, "--format", "json")
    assert outcome.totals() == {
        "grok": "10.08", "chatgpt": "24.00", "claude": "24.00", "llama": "0.00",
    }  # fmt: skip
    grok, chatgpt, claude, llama = outcome.json["offers"]
    assert [offer["rank"] for offer in outcome.json["offers"]] == [1, 2, 2, None]
    assert [offer["tie"] for offer in (grok, chatgpt, claude)] == [False, True, True]
    assert {offer["coverage"]["agreed"] for offer in outcome.json["offers"]} == {288}
    assert (grok["by_kind"]["agreed"], claude["by_kind"]["agreed"]) == ("10.08", "24.00")
    assert (llama["complete"], llama["unknown"], llama["open_ended"]) == (False, ["hosting"], True)
    assert llama["not_ranked"] == "hosting unknown"
    assert "≥ $0.00" in deals(*COMPARE).out


def test_over_18_months_only_grok_covers_all_and_nobody_is_ranked(deals: Deals) -> None:
    outcome = deals(*COMPARE, "--set", "months=18", "--format", "json")
    assert outcome.totals() == {
        "grok": "10.08", "chatgpt": "24.00", "claude": "24.00", "llama": "0.00",
    }  # fmt: skip
    offers = {offer["id"]: offer for offer in outcome.json["offers"]}
    assert [offers[key]["rank"] for key in FOUR] == [None] * 4
    assert [offers[key]["not_ranked"] for key in FOUR] == [
        "the only one covering all 18 months", "covers 14 of 18 months",
        "covers 15 of 18 months", "hosting unknown",
    ]  # fmt: skip
    assert "cheapest" not in deals(*COMPARE, "--set", "months=18").out


def test_from_january_the_agreements_that_ended_are_not_on_offer(deals: Deals) -> None:
    outcome = deals(*COMPARE, "--set", "start=2027-01-01", "--format", "json")
    for offer in outcome.json["offers"][1:3]:
        assert (offer["rank"], offer["not_ranked"]) == (None, "not on offer then")


def test_what_followed_from_december_has_no_known_price(deals: Deals) -> None:
    settings = ("--set", "start=2026-12-01", "--set", "after=successor")
    table = deals(*COMPARE, *settings).out
    assert "ChatGPT → ChatGPT Gov" in table
    assert "Claude → Claude Gov" in table
    outcome = deals(*COMPARE, *settings, "--format", "json")
    _, chatgpt, claude, _ = outcome.json["offers"]
    assert (chatgpt["total"], chatgpt["unknown"]) == ("0.00", ["usage"])
    assert (claude["total"], claude["unknown"]) == ("0.00", ["seat price"])
    seat = ("--set", "assume.claude-seat=36")
    claude = deals(*COMPARE, *settings, *seat, "--format", "json").json["offers"][2]
    assert (claude["total"], claude["by_kind"]["yours"]) == ("10368000.00", "10368000.00")
    assert claude["coverage"] == {
        "wanted": 288, "agreed": 0, "successor": 288, "assumed": 0, "uncovered": 0,
    }  # fmt: skip


def test_a_figure_of_the_users_is_named_as_such(deals: Deals) -> None:
    llama = deals(*COMPARE, "--set", HOSTING, "--format", "json").json["offers"][3]
    assert llama["total"] == llama["by_kind"]["yours"] == "482150.40"
    for form in ("table", "md"):
        text = " ".join(deals(*COMPARE, "--set", HOSTING, "--format", form).out.split())
        assert "yours" in text
        cited = re.search(r"Hosting .{,60}\(dollars a month\) ?(\[\^?\d+\])", text)
        assert cited
        assert re.search(re.escape(cited[1]) + r":? EC2 on-demand prices", text)


def test_free_copilot_is_not_the_cheapest(deals: Deals) -> None:
    offers = "offers=gemini,perplexity,copilot,chatgpt"
    outcome = deals(*COMPARE, "--set", offers, "--format", "json")
    found = {offer["id"]: offer for offer in outcome.json["offers"]}
    assert (found["copilot"]["total"], found["copilot"]["unknown"]) == (
        "0.00",
        ["G5 license"],
    )
    assert found["copilot"]["rank"] is None
    assert found["perplexity"]["rank"] == 1


def test_grok_read_per_month(deals: Deals) -> None:
    settings = ("--set", "readings.grok=per-month")
    assert deals(*COMPARE, *settings, "--format", "json").totals()["grok"] == "120.96"


def test_claude_can_be_read_in_five_ways(deals: Deals) -> None:
    claude = deals(*COMPARE, "--format", "json").json["offers"][2]
    assert claude["range"] == {"low": "1.00", "high": "288000.00"}


@pytest.mark.parametrize("form", ["table", "md", "json"])
def test_terms_of_every_offer(form: str, deals: Deals) -> None:
    offers = ("grok", "chatgpt", "chatgpt-gov", "claude", "claude-gov", "llama", "gemini",
              "perplexity", "copilot", "aws", "box")  # fmt: skip
    assert deals("terms", *offers, "--format", form).code == 0


REFUTED = ("--as-of", "2026-11-25", "--set", "readings.chatgpt=one-for-all")


def test_a_refuted_reading_wins_nothing(deals: Deals) -> None:
    ranked = {
        one["id"]: one for one in deals("compare", *REFUTED, "--format", "json").json["offers"]
    }
    assert ranked["chatgpt"]["total"] == "1.00"
    assert ranked["chatgpt"]["not_ranked"] == "its reading is refuted"
    crossing = deals(
        "breakeven", "chatgpt", "grok", "--over", "agencies", "--to", "9", *REFUTED
    ).out
    assert crossing.startswith("Neither is called cheaper at any number up to 9 agencies:")
    price = deals("goal", "grok", "--against", "chatgpt", "--solve", "list", "--set", "after=list",
                  *REFUTED).out  # fmt: skip
    assert price.startswith("No answer: the reading chosen for ChatGPT is refuted.")
