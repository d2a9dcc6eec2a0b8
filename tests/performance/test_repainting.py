"""A key makes and paints only what it changes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from textual.geometry import Region

from tests.app.driver import explorer
from tui.app.panes.pane import Pane
from tui.app.widgets.lines import LineView
from tui.views.line import Line

NEVER_MADE = ("offers", "terms")
"""Panes in which a number of agencies changes nothing."""


@contextmanager
def made_lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count how often each pane makes its lines."""
    made: Counter[str] = Counter()
    with monkeypatch.context() as patch:
        for kind in Pane.__subclasses__():
            before = kind.lines_for

            def count(self: Pane, width: int, before: object = before) -> Sequence[Line]:
                made[self.id or ""] += 1
                assert callable(before)
                lines: Sequence[Line] = before(self, width)
                return lines

            patch.setattr(kind, "lines_for", count)
        yield made


@contextmanager
def painted_rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Collect how many rows of its lines each view asks to be painted again."""
    rows: list[int] = []
    before = LineView.refresh

    def refresh(self: LineView, *regions: Region, **options: bool) -> LineView:
        rows.extend(region.height for region in regions or [Region(0, 0, *self.size)])
        return before(self, *regions, **options)

    with monkeypatch.context() as patch:
        patch.setattr(LineView, "refresh", refresh)
        yield rows


async def test_a_digit_makes_only_the_lines_that_depend_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with explorer((140, 40)) as user:
        await user.press("3", "5")
        with made_lines(monkeypatch) as made:
            await user.press("0")
        assert {name: made[name] for name in NEVER_MADE} == dict.fromkeys(NEVER_MADE, 0)
        assert made == {"what-if": 1, "outlay": 1, "timeline": 1}


async def test_a_digit_paints_few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row of the form, the table's heading and four totals, four lanes and their axis."""
    async with explorer((140, 40)) as user:
        await user.press("3", "5")
        with painted_rows(monkeypatch) as rows:
            await user.press("0")
        assert 0 < sum(rows) <= 14


async def test_moving_makes_no_list_no_lanes_and_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    async with explorer((140, 40)) as user:
        with made_lines(monkeypatch) as made:
            await user.press("down")
        assert made["offers"] == made["timeline"] == made["what-if"] == 0
        assert made["terms"] == 1
        await user.press("down")
        with monkeypatch.context() as patch:
            patch.delattr("tui.app.panes.outlay.outlay_lines")
            await user.press("up", "up", "down", "down")


async def test_a_hidden_pane_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a small terminal one pane is shown: typing into it makes no lines of others."""
    async with explorer((60, 16)) as user:
        await user.press("3", "5")
        with made_lines(monkeypatch) as made:
            await user.press("0")
        assert set(made) == {"what-if"}
