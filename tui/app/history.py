"""Undo and redo: earlier values of the scenario, each with the words for what changed.

Scenarios are frozen, so a step back is just an earlier value. Keystrokes of one entry are one
step. It knows no screen.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from tui.domain.scenario import Scenario


class Step(NamedTuple):
    """One edit: what it started from and what it led to."""

    before: Scenario
    after: Scenario
    entry: str
    """Edits that follow each other in the same entry are one step; empty: a step of its own."""


@dataclass(slots=True)
class History:
    """The edits of a session."""

    past: list[Step] = field(default_factory=list)
    future: list[Step] = field(default_factory=list)

    def record(self, before: Scenario, after: Scenario, entry: str = "") -> None:
        self.future.clear()
        if entry and self.past and self.past[-1].entry == entry:
            before = self.past.pop().before
        if before != after:
            self.past.append(Step(before, after, entry))

    def end_entry(self) -> None:
        """Let the next edit be a step of its own, even in the same field."""
        if self.past:
            self.past[-1] = self.past[-1]._replace(entry="")

    def mapped(self, change: Callable[[Scenario], Scenario]) -> "History":
        def steps(steps: list[Step]) -> list[Step]:
            return [Step(change(one.before), change(one.after), one.entry) for one in steps]

        return History(steps(self.past), steps(self.future))

    def undo(self) -> Step | None:
        if not self.past:
            return None
        step = self.past.pop()
        self.future.append(step)
        return step

    def redo(self) -> Step | None:
        if not self.future:
            return None
        step = self.future.pop()
        self.past.append(step._replace(entry=""))
        return step
