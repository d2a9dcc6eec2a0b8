"""What `c` opens in the what-if pane: agencies by name, published figures, overheads."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, get_args

from tui.app.fields import ADD_OVERHEAD, Field, overhead_price, suggestion_lines
from tui.app.screens.page import ReaderScreen
from tui.domain.deals import Per, Unit
from tui.domain.inputs import OVERHEAD, entered, input_of
from tui.domain.scenario import Overhead, Scenario
from tui.views.line import Line, line
from tui.views.text_layout import fitted, hanging
from tui.views.words import PER_WORDS, UNIT_WORDS, agencies

if TYPE_CHECKING:
    from tui.app.explorer import Explorer
    from tui.views.line import Build

KINDS: Final[Sequence[tuple[str, str, Unit, Per]]] = (
    ("training", "Training", "user", "once"),
    ("integration", "Integration", "agency", "once"),
    ("governance", "Governance", "agency", "year"),
    ("support", "Support", "agency", "year"),
    ("hosting", "Hosting", "flat", "month"),
    ("exit", "Exit", "agency", "once"),
)
PICKED_NOTE: Final = "Agencies: "


class FieldChooser:
    """Chooses for an input instead of typing it."""

    def __init__(self, explorer: "Explorer") -> None:
        self._explorer, self._model = explorer, explorer.model

    def choose_for(self, field: Field) -> None:
        if not field.more:
            how = "change it with ← and →." if field.kind == "choice" else "type a number."
            self._explorer.say(f"{field.title}: {how}")
        elif field.key == "agencies":
            self._pick_agencies()
        elif field.key == ADD_OVERHEAD:
            self._add_overhead()
        elif field.key.startswith("overhead."):
            self._change_overhead(field.key.split(".")[1])
        else:
            self._take_figure(field)

    def _edit(self, scenario: Scenario, words: str | None = None) -> None:
        self._model.edit(scenario)
        self._explorer.show(words)

    def _ask_page(self, title: str, build: "Build", take: Callable[[str], None]) -> None:
        page = ReaderScreen(title, build, hint="enter: choose · esc: back")
        self._explorer.open_page(page, take)

    def _take_figure(self, field: Field) -> None:
        model = self._model
        self._ask_page(
            field.title,
            lambda width: suggestion_lines(model.comparison, field.key, width),
            lambda key: self._edit(entered(model.scenario, *key.split("=", 1))),
        )

    def _pick_agencies(self) -> None:
        """Pick agencies by name: their count and their average headcount become inputs."""
        from tui.app.screens.picker import PickerScreen
        from tui.files.agencies import read_agencies
        from tui.files.places import agencies_path
        from tui.files.toml import ProblemsError

        try:
            known = read_agencies(agencies_path())
        except ProblemsError as error:
            self._explorer.say(f"agencies: {error.problems[0]}")
            return
        scenario = self._model.scenario
        people = {key: agency.headcount for key, agency in known.by_id.items()}
        names = {key: agency.short for key, agency in known.by_id.items()}
        own, _, noted = scenario.note.partition(PICKED_NOTE)
        picked = [key for key, name in names.items() if name in noted.split(" (")[0].split(", ")]

        def words(keys: Sequence[str]) -> str:
            return f"{agencies(len(keys))}, {sum(people[key] for key in keys):,} people"

        def take(keys: tuple[str, ...]) -> None:
            mean = (2 * sum(people[key] for key in keys) + len(keys)) // (2 * len(keys))
            before = f"{own.rstrip()} " if own else ""
            note = (
                f"{before}{PICKED_NOTE}{', '.join(names[key] for key in keys)} "
                f"(headcounts of {known.as_of}, {known.title})"
            )
            self._edit(
                replace(scenario, agencies=len(keys), users_per_agency=mean, note=note),
                f"{agencies(len(keys))} of {mean:,} users{' on average' * (len(keys) > 1)}",
            )

        rows = [
            (key, one.name + f" ({one.short})" * (one.short not in one.name), f"{one.headcount:,}")
            for key, one in known.by_id.items()
        ]
        self._explorer.open_page(PickerScreen(known.title, rows, picked, words), take)

    def _add_overhead(self) -> None:
        def build(width: int) -> Sequence[Line]:
            del width  # the longest has 30 cells
            return [
                line((label, "strong"), f"  {UNIT_WORDS[unit].strip()} {PER_WORDS[per]}", key=kind)
                for kind, label, unit, per in KINDS
            ]

        def take(kind: str) -> None:
            scenario = self._model.scenario
            label, unit, per = next(each[1:] for each in KINDS if each[0] == kind)
            taken = {each.id for each in scenario.overheads}
            name = next(
                name
                for name in (kind, *(f"{kind}-{number}" for number in range(2, 1000)))
                if name not in taken
            )
            overhead = Overhead(name, label, unit, per, Decimal(0))
            self._edit(replace(scenario, overheads=(*scenario.overheads, overhead)))
            self._explorer.show_field(f"overhead.{name}.price")
            self._explorer.say("type its price")

        self._ask_page("Add an overhead", build, take)

    def _change_overhead(self, overhead_id: str) -> None:
        scenario = self._model.scenario
        overhead = next(each for each in scenario.overheads if each.id == overhead_id)
        compared = {offer.id: offer.short for offer in scenario.compared(self._model.catalog)}
        choices = overhead_choices(scenario, overhead, compared)

        def build(width: int) -> Sequence[Line]:
            lines = [line(text) for text in hanging("", overhead_price(overhead), width)]
            lines.append(line())
            return [*lines, *(line(fitted(words, width), key=key) for key, words, _ in choices)]

        def take(key: str) -> None:
            self._edit(next(after for each, _, after in choices if each == key))

        self._ask_page(overhead.label, build, take)


def overhead_choices(
    scenario: Scenario, overhead: Overhead, compared: dict[str, str]
) -> Sequence[tuple[str, str, Scenario]]:
    """Give what can be changed in an overhead: a key, words, and the scenario after it."""
    changed: list[tuple[str, str, Overhead | None]] = []
    for unit in get_args(Unit):
        sign = "●" if unit == overhead.unit else " "
        words = f"{sign} paid{UNIT_WORDS[unit]}"
        changed.append((f"unit.{unit}", words, replace(overhead, unit=unit)))
    for per in reversed(get_args(Per)):
        sign = "●" if per == overhead.per else " "
        changed.append((f"per.{per}", f"{sign} paid {PER_WORDS[per]}", replace(overhead, per=per)))
    for offer_id, name in compared.items():
        carries = overhead.applies_to(offer_id)
        now = tuple(compared) if overhead.offers is None else overhead.offers
        offers = tuple(each for each in now if each != offer_id) if carries else (*now, offer_id)
        everyone = set(offers) >= set(compared)
        words = f"{'✓' if carries else ' '} for {name}"
        after = replace(overhead, offers=None if everyone else offers)
        changed.append((f"offer.{offer_id}", words, after))
    changed.append(("remove", "  remove it", None))
    one = input_of(scenario, f"{OVERHEAD}.{overhead.id}")
    return [(key, words, one.set(scenario, new)) for key, words, new in changed]
