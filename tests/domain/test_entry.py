"""What changed between two scenarios, in words."""

from dataclasses import replace
from decimal import Decimal

from tui.domain.entry import change_words
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
