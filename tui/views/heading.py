"""What stands above a comparison and above every answer: what it is about, and on which day."""

from collections.abc import Sequence
from datetime import date

from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.views.layout import wrapped, wrapped_by_clause
from tui.views.words import further_inputs, scenario_words


def heading(
    catalog: Catalog,
    scenario: Scenario,
    as_of: date,
    width: int,
    varied: Sequence[str] = (),
) -> Sequence[str]:
    """Say which catalog and scenario a text is about, and on which day.

    `varied` names the inputs that an answer runs over, whatever the scenario says.
    """
    title = f"{catalog.title} · {scenario.name}" if scenario.name else catalog.title
    inputs = " · ".join((scenario_words(scenario), *further_inputs(catalog, scenario)))
    inputs += f" · varied here: {', '.join(varied)}" if varied else ""
    return [
        *wrapped(title, width),
        *wrapped_by_clause(inputs, width),
        f"as of {as_of} · facts checked up to {catalog.as_of}",
    ]
