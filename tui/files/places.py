"""Where files are: those that come with the program, and the user's own.

Asking creates no folder. The user's places follow the system's habits and the XDG variables.
"""

from pathlib import Path
from typing import Final

APP_NAME: Final = "onegov-deals"
_PACKAGE: Final = Path(__file__).resolve().parent.parent


def _shipped() -> Path:
    """The data that comes with the program: in an installed package, or beside it in a checkout."""
    installed = _PACKAGE / "data"
    return installed if installed.is_dir() else _PACKAGE.parent / "data"


def catalog_path() -> Path:
    return _shipped() / "deals.toml"


def agencies_path() -> Path:
    return _shipped() / "agencies.toml"


def scenarios_folder() -> Path:
    return _shipped() / "scenarios"


def scenario_files(folder: Path) -> list[Path]:
    """The scenarios of a folder by name; none where it cannot be listed."""
    try:
        return sorted(folder.glob("*.toml"))
    except OSError:
        return []


def user_scenarios_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False) / "scenarios"


def settings_path() -> Path:
    from platformdirs import user_config_path

    return user_config_path(APP_NAME, appauthor=False) / "settings.toml"


def state_folder() -> Path:
    """Where the program remembers what it can do without."""
    from platformdirs import user_state_path

    return user_state_path(APP_NAME, appauthor=False)


def session_path() -> Path:
    """Where the explorer's last session is kept."""
    return state_folder() / "session.toml"


def checked_path() -> Path:
    """Where the files that were found valid are remembered; nothing is lost without it."""
    from platformdirs import user_cache_path

    return user_cache_path(APP_NAME, appauthor=False) / "checked.txt"


def pictures_folder() -> Path:
    """Where pictures go unless the user says otherwise."""
    from platformdirs import user_pictures_path

    return user_pictures_path() / APP_NAME


def is_other_catalog(path: Path) -> bool:
    return path.resolve() != catalog_path().resolve()
