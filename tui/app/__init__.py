"""The Textual program. Importing this package loads no Textual; running it does."""

from datetime import date
from pathlib import Path

from tui.domain.deals import Catalogue
from tui.domain.scenario import Scenario


def run(
    catalogue: Catalogue,
    scenario: Scenario,
    as_of: date,
    scenario_path: Path | None = None,
) -> int:
    """Open the explorer and give the exit code when it is left."""
    from tui.app.app import DealsApp

    app = DealsApp(catalogue, scenario, as_of, scenario_path)
    app.run()
    return app.return_code or 0
