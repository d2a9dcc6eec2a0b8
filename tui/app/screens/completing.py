"""What would complete the open totals: each unknown figure, what is published, and one of yours."""

from collections.abc import Mapping, Sequence
from typing import Final

from tui.app.fields import suggestion_lines
from tui.app.screens.page import PageScreen
from tui.app.widgets.prompt import Topic
from tui.domain.comparison import Comparison, compare
from tui.domain.inputs import ScenarioInput, entered, input_of
from tui.domain.money import counted
from tui.domain.scenario import Scenario
from tui.views.line import Line, line, styled
from tui.views.text_layout import hanging, wrapped
from tui.views.words import sign_of, total_words

TAKE: Final = "take"
TYPE: Final = "type "


class CompletingScreen(PageScreen[Scenario]):
    """Gives the scenario with the figures that were chosen: one edit, one undo."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__("Complete the open totals", "enter: choose · esc: back")
        self._comparison = comparison
        self._chosen: dict[str, str] = {}
        """The figures as text, by the keys of their inputs."""

    @property
    def _scenario(self) -> Scenario:
        scenario = self._comparison.scenario
        for key, text in self._chosen.items():
            scenario = entered(scenario, key, text)
        return scenario

    def lines_for(self, width: int) -> Sequence[Line]:
        count = len(self._chosen)
        words = f"Take {counted(count, 'figure')}" if count else "Choose figures to take"
        lines = [line((words, "strong" if count else "soft"), key=TAKE)]
        after = compare(self._comparison.catalog, self._scenario, self._comparison.as_of)
        for key, offers in unknown_inputs(self._comparison).items():
            one = input_of(self._comparison.scenario, key, self._comparison.catalog)
            lines += [line(), *styled(wrapped(f"{one.title}, {one.unit}", width), "heading")]
            for offer_id in offers:
                now, then = (each.standing(offer_id) for each in (self._comparison, after))
                assert now is not None
                assert then is not None
                totals = [total_words(now.quote)]
                totals += [total_words(then.quote)] if count else []
                sign = sign_of(self._comparison.catalog, offer_id)
                lines.append(line(sign, f" {now.quote.name}: ", (" → ".join(totals), "strong")))
            chosen = self._chosen.get(key)
            lines += suggestion_lines(self._comparison, key, width, chosen=chosen)
            lines.append(self._typed_line(one))
            lines += styled(hanging("", one.help, width), "soft") if one.help else []
        for standing in self._comparison.standings:
            for unknown in standing.quote.unknown:
                if unknown.assumption is None:
                    words = f"{standing.quote.name}: {unknown.label}: {unknown.missing}."
                    lines += [line(), *styled(hanging("", words, width), "warning")]
        return lines

    def _typed_line(self, one: ScenarioInput) -> Line:
        published = self._comparison.catalog.assumptions[one.name].suggestions
        chosen = self._chosen.get(one.key)
        if chosen is None or chosen in (f"{each.value:f}" for each in published):
            return line("○ a figure of your own …", key=f"{TYPE}{one.key}")
        figure = one.show(one.read(chosen))
        return line(
            ("● ", "accent"), (figure, "strong"), ", your own figure", key=f"{TYPE}{one.key}"
        )

    def choose(self, key: str) -> None:
        if key == TAKE:
            if self._chosen:
                self.dismiss(self._scenario)
            else:
                self.hint("Choose a figure first.")
        elif key.startswith(TYPE):
            self._ask_figure(key.removeprefix(TYPE))
        else:
            name, _, value = key.partition("=")
            if self._chosen.get(name) == value:
                del self._chosen[name]
                self.renew()
            else:
                self._take(name, value)

    def _ask_figure(self, key: str) -> None:
        """Ask for a figure of the user's own."""
        one = input_of(self._comparison.scenario, key, self._comparison.catalog)

        def meaning(text: str) -> str:
            value = one.read(text)
            return "" if value is None else f"{one.show(value)} ({one.unit})"

        def take(text: str) -> None:
            value = one.read(text)
            if value is not None:
                self._take(key, one.write(value))

        self.ask(Topic(one.title, "", take, meaning))

    def _take(self, key: str, text: str) -> None:
        """Choose a figure; after the last one that lacked, the next enter takes all."""
        self._chosen[key] = text
        self.renew()
        if not set(unknown_inputs(self._comparison)) - set(self._chosen):
            self.page.cursor_key = TAKE


def unknown_inputs(comparison: Comparison) -> Mapping[str, Sequence[str]]:
    """The inputs that open totals wait for, by key, each with the offers that it belongs to."""
    found: dict[str, list[str]] = {}
    for standing in comparison.standings:
        names = (one.assumption for one in standing.quote.unknown)
        for name in dict.fromkeys(name for name in names if name is not None):
            found.setdefault(f"assume.{name}", []).append(standing.offer.id)
    return found
