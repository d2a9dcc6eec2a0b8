"""The table of inputs: kinds and bounds from the types, one value read, set and told."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.domain import oracle
from tui.domain.inputs import (
    FAMILIES,
    OVERHEAD_PARTS,
    change_words,
    changed_inputs,
    input_of,
    number_input,
)
from tui.domain.scenario import Overhead, Scenario

NAMES = ("training", "integration", "governance", "support", "hosting", "exit", "audit", "travel")


def test_overheads_that_changed_are_named_in_their_order() -> None:
    """Not in that of a set of texts, which is another in every run."""
    before = Scenario(
        overheads=tuple(Overhead(name, name, "user", "once", Decimal(1)) for name in NAMES)
    )
    after = replace(
        before, overheads=tuple(replace(one, price=Decimal(2)) for one in before.overheads)
    )
    assert change_words(before, after) == ", ".join(f"{name} 1 → 2" for name in NAMES)


def test_an_overhead_that_is_added_is_not_changed_too() -> None:
    added = Scenario(overheads=(Overhead("exit", "Exit", "flat", "once", Decimal(1)),))
    assert change_words(Scenario(), added) == "Exit added"
    assert change_words(added, Scenario()) == "Exit removed"


def test_every_field_has_a_kind_of_its_own_type() -> None:
    kinds = {name: (one.kind, one.by_name) for name, one in FAMILIES.items()}
    assert kinds == {
        "name": ("text", False), "note": ("text", False), "agencies": ("count", False),
        "months": ("count", False), "start": ("month", False),
        "users_per_agency": ("count", False), "ramp_months": ("count", False),
        "after": ("choice", False), "after_for": ("choice", True), "charge": ("choice", False),
        "offers": ("names", False),
        "agencies_for": ("count", True), "readings": ("text", True), "assume": ("money", True),
        "overheads": ("overhead", False),
    }  # fmt: skip
    assert {name: one.kind for name, one in OVERHEAD_PARTS.items()} == {
        "label": "text", "unit": "choice", "per": "choice", "price": "money", "offers": "names",
    }  # fmt: skip
    assert (FAMILIES["months"].low, FAMILIES["months"].high) == (1, 600)
    assert (FAMILIES["assume"].low, FAMILIES["assume"].high) == (0, 10**9)
    assert OVERHEAD_PARTS["unit"].choices == ("agency", "user", "flat")


EXIT = Overhead("exit", "Exit", "flat", "once", Decimal(1))
PARTS = {"label": "Way out", "unit": "user", "per": "year", "price": "2", "offers": "grok,box"}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_an_overhead_is_an_input(part: str) -> None:
    before = Scenario(overheads=(EXIT,))
    one = input_of(before, f"overhead.exit.{part}")
    after = one.set(before, one.read(PARTS[part]))
    assert one.write(one.get(after)) == PARTS[part]
    assert [key for key, _, _ in changed_inputs(before, after)] == ["overhead.exit"]


def test_a_whole_overhead_is_put_in_and_taken_out() -> None:
    whole = input_of(Scenario(), "overhead.exit")
    assert whole.set(Scenario(), EXIT) == Scenario(overheads=(EXIT,))
    assert whole.set(Scenario(overheads=(EXIT,)), None) == Scenario()


@pytest.mark.parametrize("key", ["overhead.exit", "overhead.exit.price"])
def test_the_price_of_an_overhead_is_a_number_by_both_keys(key: str) -> None:
    one = number_input(oracle.catalog(), Scenario(overheads=(EXIT,)), key)
    assert (one.key, one.title, one.unit) == (
        "overhead.exit.price", "Exit", "dollars for everybody, once",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("overhead.exit", "there is no overhead “exit”"),
        ("overhead.exit.price", "there is no overhead “exit”"),
        ("agencies_for.x", "there is no offer “x”"), ("assume.x", "there is no assumption “x”"),
        ("after", "“after” is not a number of the scenario; known here: agencies, months"),
        ("color", "“color” is not a number of the scenario; known here: agencies, months"),
        ("agencies.x", "“agencies” is not a number"), ("readings.x", "there is no offer “x”"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_named(key: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        number_input(oracle.catalog(), Scenario(), key)


@pytest.mark.parametrize("text", ["2026-12", "2026-12-01", " 2026-12 "])
def test_a_start_is_read_in_both_shapes(text: str) -> None:
    assert input_of(Scenario(), "start").read(text) == date(2026, 12, 1)
