"""What stands above a comparison and above every answer: what it is about, and on which day."""

from collections.abc import Sequence
from datetime import date

from tui.domain.deals import Catalogue
from tui.domain.scenario import Scenario
from tui.report.cells import wrapped, wrapped_by_clause
from tui.report.words import further_inputs, scenario_words


def heading(
    catalogue: Catalogue,
    scenario: Scenario,
    as_of: date,
    width: int,
    varied: Sequence[str] = (),
) -> Sequence[str]:
    """Say which catalogue and scenario a text is about, and on which day.

    `varied` names the inputs that an answer runs over, whatever the scenario says.
    """
    title = f"{catalogue.title} · {scenario.name}" if scenario.name else catalogue.title
    inputs = " · ".join((scenario_words(scenario), *further_inputs(catalogue, scenario)))
    inputs += f" · varied here: {', '.join(varied)}" if varied else ""
    return [
        *wrapped(title, width),
        *wrapped_by_clause(inputs, width),
        f"as of {as_of} · facts checked up to {catalogue.as_of}",
    ]
