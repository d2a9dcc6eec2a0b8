"""`deals terms`: contract terms in three forms."""

from pathlib import Path

import pytest

from tests.cli.conftest import Deals
from tests.goldens import matches


def test_one_offer(small: Deals) -> None:
    matches("terms-one.txt", small("terms", "north").out)


def test_side_by_side(small: Deals) -> None:
    matches("terms-side-by-side.txt", small("terms", "north", "south").out)


def test_markdown(small: Deals) -> None:
    matches("terms.md", small("terms", "--format", "md").out)


def test_short_answers(small: Deals) -> None:
    """A question that an offer leaves open, and an answer that a weak source gives, say so."""
    matches("terms-short.txt", small("terms", "--short").out)


def test_short_answers_as_markdown(small: Deals) -> None:
    matches("terms-short.md", small("terms", "--short", "--format", "md").out)


def test_short_answers_as_json(small: Deals) -> None:
    found = small("terms", "--short", "south", "--format", "json").json
    assert [question["id"] for question in found["questions"]] == ["courts", "renewal"]
    (south,) = found["offers"]
    assert south["answers"] == {
        "renewal": {"text": "the list price", "weak": True, "sources": ["blog"]}
    }
    assert set(found["sources"]) == {"blog"}
    (long,) = small("terms", "south", "--format", "json").json["offers"]
    assert long["answers"] == south["answers"]


def test_without_an_offer_the_compared_ones(small: Deals) -> None:
    assert small("terms").out == small("terms", "north", "south", "open").out
    assert small("terms", "--set", "offers=south").out == small("terms", "south").out


def test_json(small: Deals) -> None:
    found = small("terms", "north", "--format", "json").json
    (north,) = found["offers"]
    assert (north["id"], north["vendor"], north["status"]) == ("north", "North Ltd", "active")
    assert (north["starts"], north["ends"], north["term_months"]) == (
        "2025-09-25", "2027-03-24", 18,
    )  # fmt: skip
    assert [term["disputed"] for term in north["terms"]] == [False, True]
    assert [event["date"] for event in north["events"]] == ["2025-09-25", "2026-12-01"]
    assert north["list"]["lines"][0]["price"] == "30.00"
    assert set(found["sources"]) == {"north-release", "press-south", "blog"}


def test_a_chosen_reading_comes_first(small: Deals) -> None:
    out = small("terms", "north", "--set", "readings.north=per-month").out
    assert out.index("per-month, used in the totals") < out.index("(per-term)")


def test_an_event_after_the_day_says_so(small: Deals) -> None:
    assert "2026-12-01 note (after the as-of day): A review is due." in small("terms", "north").out


def test_unknown_offer(small: Deals) -> None:
    outcome = small("terms", "nort")
    assert outcome.code == 2
    assert "there is no offer “nort” (did you mean `north`?)" in outcome.err


def test_an_offer_named_twice_is_shown_once(small: Deals) -> None:
    assert small("terms", "north", "north").out == small("terms", "north").out


def test_into_a_file(small: Deals, tmp_path: Path) -> None:
    target = tmp_path / "terms.md"
    assert small("terms", "--format", "md", "-o", target).err == f"Wrote {target}\n"
    assert target.read_text(encoding="utf-8") == small("terms", "--format", "md").out


def test_a_named_stdout_is_as_wide_as_the_terminal(
    small: Deals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.output.text_width", lambda: 70)
    assert small("terms", "north", "-o", "-").out == small("terms", "north").out
