"""The Textual program. Importing this package loads no Textual; running it does."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.domain.deals import Catalog
    from tui.domain.scenario import Scenario


def run(
    catalog: "Catalog",
    scenario: "Scenario",
    as_of: date,
    notice: str = "",
    scenario_path: Path | None = None,
    catalog_path: Path | None = None,
) -> int:
    """Open the explorer, say `notice` first, and give the exit code when it is left."""
    from tui.app.app import DealsApp
    from tui.app.crash import run_calmly
    from tui.app.explorer import FIRST_HINTS
    from tui.app.keeping import THEME_FILE, remembered_theme
    from tui.app.keys import bindable, wrong_key
    from tui.files.places import session_path, settings_path, state_folder
    from tui.files.settings import read_settings
    from tui.files.writing import scenario_text

    settings, problems = read_settings(settings_path(), bindable(), wrong_key)
    theme = remembered_theme(session_path().with_name(THEME_FILE), settings.theme)
    app = DealsApp(
        catalog, scenario, as_of, scenario_path,
        settings=replace(settings, theme=theme), problems=problems,
    )  # fmt: skip
    explorer = app.explorer
    explorer.keeper.path, explorer.keeper.theme_set = session_path(), settings.theme
    hints = "" if session_path().exists() else FIRST_HINTS
    explorer.notice = notice or explorer.notice or hints
    explorer.model.catalog_file = catalog_path or explorer.model.catalog_file
    explorer.pictures_folder = settings.pictures
    explorer.watches = True

    def keep() -> bool:
        explorer.keeper.keep()
        return explorer.keeper.is_kept

    return run_calmly(
        app,
        keep=keep,
        told=lambda: scenario_text(explorer.model.scenario),
        folder=state_folder(),
    )
