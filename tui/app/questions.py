"""The key that opens the questions about the highlighted offer."""

from typing import TYPE_CHECKING

from tui.app.values import ExplorerValues
from tui.domain.scenario import Scenario

if TYPE_CHECKING:
    from tui.app.question_kinds import Question


class QuestionActions(ExplorerValues):
    """Ask where the cheaper offer changes, what a budget buys, what matters, what if both."""

    _asked_before: "tuple[tuple[Question, ...], int]" = ((), 0)
    """What was asked when the page was last open, and which question was the last."""

    def action_question(self) -> None:
        """Open the questions; a cell of a table that is chosen there becomes the scenario."""
        from tui.app.question_kinds import Asked
        from tui.app.screens.question_screen import QuestionScreen
        from tui.domain.inputs import change_words

        self.end_typing()

        def take(scenario: Scenario | None) -> None:
            self._asked_before = (screen.questions, screen.number)
            if scenario is not None:
                words = change_words(self.scenario, scenario)
                self.edit(scenario)
                self.say(f"opened: {words}")

        asked = Asked(self.catalog, self.scenario, self.as_of, self.offer)
        screen = QuestionScreen(asked, *self._asked_before)
        self.app.push_screen(screen, take)
