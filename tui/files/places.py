"""Where files are: those that come with the program, and the user's own.

Asking creates no folder. The user's places follow the system's habits and the XDG variables.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

APP_NAME: Final = "onegov-deals"
_PACKAGE: Final = Path(__file__).resolve().parent.parent


def _shipped() -> Path:
    """The data that comes with the program: in its package, or in a checkout next to it."""
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


@cache
def _user() -> "PlatformDirs":
    from platformdirs import PlatformDirs

    return PlatformDirs(APP_NAME, appauthor=False)


def user_scenarios_folder() -> Path:
    return _user().user_data_path / "scenarios"


def settings_path() -> Path:
    return _user().user_config_path / "settings.toml"


def state_folder() -> Path:
    """Where the program remembers what it can do without."""
    return _user().user_state_path


def session_path() -> Path:
    return state_folder() / "session.toml"


def checked_path() -> Path:
    """Where the files that were found valid are remembered; nothing is lost without it."""
    return _user().user_cache_path / "checked.txt"


def pictures_folder() -> Path:
    return _user().user_pictures_path / APP_NAME


def is_other_catalog(path: Path) -> bool:
    return path.resolve() != catalog_path().resolve()
