"""What every test shares: how hard hypothesis looks, what time is saved, a home of its own."""

import gc
import os
import sys
from functools import cache
from pathlib import Path

import pytest
import resvg_py
from hypothesis import HealthCheck, settings

from tests.effort import EXAMPLES
from tui.picture import png

settings.register_profile(
    "ci", deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci")

# A program that a test starts would compile all of ours again and again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what stays: it took a third of a test's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 1_000)


@pytest.fixture(scope="session", autouse=True)
def pictures_once() -> None:
    """The same picture is painted once: a second of computing, in dozens of tests."""
    patch = pytest.MonkeyPatch()
    patch.setattr(resvg_py, "svg_to_bytes", cache(resvg_py.svg_to_bytes))
    patch.setattr(png, "_smaller", cache(png._smaller))


@pytest.fixture(scope="session")
def one_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files found valid are remembered from test to test, as they are from start to start."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path: Path, one_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own folders."""
    for variable in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(tmp_path / variable.lower()))
    monkeypatch.setenv("XDG_CACHE_HOME", str(one_cache))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SSH_TTY", "/dev/null")  # so that nothing reaches a desktop's clipboard
    monkeypatch.delenv("NO_COLOR", raising=False)
