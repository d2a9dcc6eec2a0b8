"""The program's files are found, the user's folders follow the system, and asking makes none."""

import sys
from pathlib import Path

import pytest

from tui.files import places


def test_the_shipped_files_are_there() -> None:
    assert places.catalog_path().is_file()
    assert places.agencies_path().is_file()
    assert list(places.scenarios_folder().glob("*.toml"))


def test_an_installed_package_brings_its_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "tui"
    (package / "data").mkdir(parents=True)
    monkeypatch.setattr(places, "_PACKAGE", package)
    assert places.catalog_path() == package / "data" / "deals.toml"
    assert places.scenarios_folder() == package / "data" / "scenarios"


@pytest.mark.skipif(sys.platform != "linux", reason="XDG is the habit of Linux")
def test_the_users_folders_follow_xdg_and_are_not_made_by_asking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("DATA_HOME", "CONFIG_HOME", "STATE_HOME", "PICTURES_DIR"):
        monkeypatch.setenv(f"XDG_{variable}", str(tmp_path / variable))
    assert places.user_scenarios_folder() == tmp_path / "DATA_HOME/onegov-deals/scenarios"
    assert places.settings_path() == tmp_path / "CONFIG_HOME/onegov-deals/settings.toml"
    assert places.state_folder() == tmp_path / "STATE_HOME/onegov-deals"
    assert places.pictures_folder() == tmp_path / "PICTURES_DIR/onegov-deals"
    assert list(tmp_path.iterdir()) == []
