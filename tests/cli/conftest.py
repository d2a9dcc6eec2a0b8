"""The command line as a person uses it: arguments in; exit code, stdout and stderr out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.__main__ import main

CATALOG = Path(__file__).parent / "catalogue.toml"
DAY = "2026-11-21"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def totals(self) -> dict[str, str]:
        return {offer["id"]: offer["total"] for offer in self.json["offers"]}


Deals = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user's folders are in a test (see tests/conftest.py)."""
    monkeypatch.delenv("DEALS_DEBUG", raising=False)
    return tmp_path


@pytest.fixture
def deals(capsys: pytest.CaptureFixture[str]) -> Deals:
    """Run a command line on the program's own catalog."""

    def run(*arguments: str | Path) -> Outcome:
        code = main([str(argument) for argument in arguments])
        found = capsys.readouterr()
        return Outcome(code, found.out, found.err)

    return run


@pytest.fixture
def small(deals: Deals) -> Deals:
    """Run a command line on the small made-up catalog, on a fixed day."""

    def run(*arguments: str | Path) -> Outcome:
        return deals(*arguments, "--data", CATALOG, "--as-of", DAY)

    return run
