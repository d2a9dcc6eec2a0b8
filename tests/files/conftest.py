"""What tests of scenarios share: a catalog, ready scenarios, a folder of one's own."""

from pathlib import Path

import pytest

from tests.files.texts import catalog
from tui.domain.deals import Catalog
from tui.files import places


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return catalog(tmp_path_factory.mktemp("facts"))


@pytest.fixture
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of ready scenarios with one in it."""
    folder = tmp_path / "ready"
    folder.mkdir()
    (folder / "cfo-act.toml").write_text("# Ready.\nschema = 1\nmonths = 12  # short\n")
    monkeypatch.setattr(places, "scenarios_folder", lambda: folder)
    return folder


@pytest.fixture
def mine() -> Path:
    folder = places.user_scenarios_folder()
    folder.mkdir(parents=True)
    return folder
