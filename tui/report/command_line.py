"""The command that gives a comparison again: the scenario's differences as `--set`."""

import shlex
from pathlib import Path

from tui.domain.comparison import Comparison
from tui.domain.deals import Catalogue
from tui.domain.entry import KINDS, written
from tui.domain.scenario import Scenario, changed_fields


def command_for(
    comparison: Comparison, scenario_path: Path | None = None, command: str = "deals"
) -> str:
    """Write the command line. A scenario with overheads is only whole in its file."""
    parts = [command]
    if scenario_path is not None:
        parts.append(str(scenario_path))
    parts += ["--as-of", str(comparison.as_of)]
    for setting in settings_of(comparison.scenario, comparison.catalogue):
        parts += ["--set", setting]
    return shlex.join(parts)


def settings_of(scenario: Scenario, catalogue: Catalogue) -> list[str]:
    """Write each input that differs from its default as `KEY=VALUE`."""
    del catalogue
    changed = changed_fields(scenario)
    found = [
        f"{name}={written(scenario, name).replace(',', '')}"
        for name, kind in KINDS.items()
        if name in changed and kind != "other"
    ]
    if scenario.offers is not None:
        found.append(f"offers={','.join(scenario.offers)}")
    for name, values in (
        ("agencies_for", scenario.agencies_for),
        ("readings", scenario.readings),
        ("assume", scenario.assume),
    ):
        found += [f"{name}.{key}={value}" for key, value in values.items()]
    return found
