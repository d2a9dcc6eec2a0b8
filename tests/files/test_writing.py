"""A file written by hand keeps its comments and its layout when it is saved."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files.mine import BY_HAND, SPRING, by_hand
from tests.files.test_scenarios import AUTUMN, scenarios
from tests.files.texts import SCENARIO
from tui.domain.deals import Catalog
from tui.domain.scenario import Overhead, Scenario
from tui.files import scenarios as scenario_files
from tui.files.library import (
    save,
)
from tui.files.scenarios import merged, parse_scenario, read_scenario
from tui.files.writing import scenario_text


def test_changed_figures_are_changed_where_they_stand(mine: Path, facts: Catalog) -> None:
    path = by_hand(mine)
    other = replace(
        AUTUMN,
        agencies=31,
        charge="prorated",
        offers=("grok", "claude"),
        assume={"hosting": Decimal("8.50")},
        overheads=(
            replace(AUTUMN.overheads[0], price=Decimal(300)),
            Overhead("exit", "Exit", "flat", "once", Decimal(5)),
        ),
    )
    save(other, path, catalog=facts)
    expected = (
        BY_HAND.replace("agencies = 30", "agencies = 31")
        .replace('after = "list"\n', 'after = "list"\ncharge = "prorated"\n')
        .replace('  "llama",\n', '  "claude",\n')
        .replace("hosting = 40179.20", "hosting = 8.50")
        .replace("price = 250 ", "price = 300 ")
    )
    expected += (
        '\n[[overhead]]\nid = "exit"\nlabel = "Exit"\nunit = "flat"\nper = "once"\nprice = 5\n'
    )
    assert path.read_text() == expected
    assert read_scenario(path, facts) == other


def test_what_is_back_at_its_default_goes_and_comments_stay(mine: Path, facts: Catalog) -> None:
    path = by_hand(mine)
    save(replace(AUTUMN, months=12, readings={}, assume={}, overheads=()), path, catalog=facts)
    text = path.read_text()
    for gone in ("months", "[readings]", "per-month", "[assume]", "hosting", "[[overhead]]"):
        assert gone not in text
    for kept in (
        "# My own plan.", "# what it is called", "# Thirty of them, counted twice.",
        "# the cheap one", "# Whose figures are these?", "# From the price list of September.",
        "# one machine, day and night", "# And this is the end.",
    ):  # fmt: skip
        assert text.count(kept) == 1


def test_new_fields_come_in_the_fixed_order(mine: Path) -> None:
    path = by_hand(mine, "# Short.\nschema = 1\nmonths = 24 # two years\n\n[assume]\nusage = 1")
    scenario = replace(AUTUMN, note="Why", assume={"hosting": Decimal(2), "usage": Decimal(1)})
    save(scenario, path)
    assert path.read_text() == (
        '# Short.\nschema = 1\nname = "Autumn"\nnote = "Why"\nagencies = 30\n'
        'months = 24 # two years\nstart = 2026-12-01\nusers_per_agency = 500\nafter = "list"\n'
        "\n[assume]\nhosting = 2\nusage = 1\n"
        "\n[agencies_for]\nllama = 10\n"
        '\n[readings]\ngrok = "per-month"\n'
        '\n[[overhead]]\nid = "training"\nlabel = "Training"\nunit = "user"\nper = "once"\n'
        'price = 250\noffers = ["llama"]\n'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schema = 1\nassume = { hosting = 3 } # in short\n",
         "schema = 1\nassume = {hosting = 4} # in short\n"),
        ("schema = 1\nassume.hosting = 3 # dotted\n", "schema = 1\nassume.hosting = 4 # dotted\n"),
        ("# mine\nschema = 1\nagencies_for.llama = 1\n\n[assume]\n# one machine\n",
         "# mine\nschema = 1\n\n[assume]\nhosting = 4\n# one machine\n"),
        ("schema = 1\r\n[assume] # Windows\r\nhosting = 3\r\n",
         "schema = 1\r\n[assume] # Windows\r\nhosting = 4\r\n"),
        ("\ufeffschema = 1\n[assume]\n\thosting = 3 # BOM",
         "\ufeffschema = 1\n[assume]\n\thosting = 4 # BOM\n"),
        ("schema = 1\nmonths = 12 # as said\n[assume]\nhosting = 3\n",
         "schema = 1\nmonths = 12 # as said\n[assume]\nhosting = 4\n"),
    ],
)  # fmt: skip
def test_other_ways_to_write_it_stay(text: str, expected: str, facts: Catalog) -> None:
    new = Scenario(assume={"hosting": Decimal(4)})
    assert merged(text.encode(), new, facts) == expected


def test_a_dotted_key_comes_beside_the_others_and_lists_keep_their_lines(facts: Catalog) -> None:
    text = "# mine\nschema = 1\nagencies_for.llama = 1 # few\n"
    new = Scenario(agencies_for={"grok": 2, "llama": 1})
    assert merged(text.encode(), new, facts) == (
        "# mine\nschema = 1\nagencies_for.grok = 2\nagencies_for.llama = 1 # few\n"
    )
    text = 'schema = 1\noffers = [\n  "claude", # dear\n  "grok" # cheap\n]\n'
    assert merged(text.encode(), Scenario(offers=("grok", "llama", "claude")), facts) == (
        'schema = 1\noffers = ["grok", "llama", "claude"]\n'
    )
    assert merged(text.encode(), Scenario(offers=("claude", "grok", "llama")), facts) == (
        'schema = 1\noffers = [\n  "claude", # dear\n  "grok", # cheap\n  "llama",\n]\n'
    )


def test_overheads_go_and_come_and_change_places(facts: Catalog) -> None:
    text = scenario_text(AUTUMN) + (
        '\n# exit\n[[overhead]]\nid = "exit"\nlabel = "Exit" # out\nunit = "flat"\n'
        'per = "once"\nprice = 5\n'
    )
    first, second = parse_scenario(text, facts).overheads
    for wanted in ((second,), (second, first), (first,), (replace(second, id="b"), second)):
        scenario = replace(AUTUMN, overheads=wanted)
        result = merged(text.encode(), scenario, facts)
        assert result is not None
        assert parse_scenario(result, facts) == scenario
        assert ("# out" in result) == (second in wanted)
        assert "# exit" in result


layouts = st.sampled_from([BY_HAND, SCENARIO, "schema = 1 # short", BY_HAND.replace("\n", "\r\n")])


@given(old=scenarios, new=scenarios, layout=layouts)
def test_whatever_a_file_says_it_says_the_new_scenario_afterwards(
    facts: Catalog, old: Scenario, new: Scenario, layout: str
) -> None:
    plain = scenario_text(old)
    commented = plain.replace("\n[", "\n# before\n[") + "# the end\n"
    for text in (plain, layout, commented):
        for names_known in (facts, None):
            result = merged(text.encode(), new, names_known)
            assert result is not None
            assert parse_scenario(result, facts) == new
            assert merged(result.encode(), new, names_known) == result


def test_a_date_of_start_is_taken_out_again(facts: Catalog) -> None:
    text = "schema = 1\nstart = 2026-12-01 # winter\n"
    assert merged(text.encode(), Scenario(), facts) == "schema = 1\n"
    moved = merged(text.encode(), Scenario(start=date(2027, 1, 1)), facts)
    assert moved == "schema = 1\nstart = 2027-01-01 # winter\n"


def test_overheads_on_one_line_and_overheads_apart_are_written_anew(facts: Catalog) -> None:
    one = '{ id = "ID", label = "L", unit = "flat", per = "once", price = 1 }'
    apart = one[2:-2].replace(", ", "\n")
    texts = (
        f"schema = 1\noverhead = [{one}] # one\nmonths = 3 # long\n",
        f"schema = 1\nmonths = 3 # long\n[[overhead]]\n{apart}\n[assume]\nhosting = 1\n"
        f"[[overhead]]\n{apart.replace('ID', 'other')}\n",
    )
    for text in texts:
        old = parse_scenario(text.replace("ID", "id"), facts)
        new = replace(old, overheads=(replace(old.overheads[-1], price=Decimal(7)),))
        result = merged(text.replace("ID", "id").encode(), new, facts)
        assert result is not None
        assert parse_scenario(result, facts) == new
        assert "months = 3 # long\n" in result


@pytest.mark.parametrize("edited", ["", "months = ", "schema = 1\nmonths = 7\n"])
def test_an_edit_that_went_wrong_is_never_written(
    edited: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenario_files, "edited", lambda *_arguments: edited)
    assert merged(BY_HAND.encode(), SPRING) == scenario_text(SPRING)


def test_one_of_ten_thousand_offers_is_taken_out(facts: Catalog) -> None:
    """At once: as a loop in a loop, this test took ten seconds."""
    grok = facts.offers["grok"]
    offers = {f"offer-{n}": replace(grok, id=f"offer-{n}") for n in range(10_000)}
    every = Scenario(offers=tuple(offers))
    fewer = Scenario(offers=tuple(offers)[1:])
    text = merged(scenario_text(every).encode(), fewer, replace(facts, offers=offers))
    assert text == scenario_text(fewer)
