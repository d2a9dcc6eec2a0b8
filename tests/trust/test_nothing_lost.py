"""What is saved is there afterwards, whole: after a kill, on a full disk, beside others."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.files.texts import SCENARIO, catalog
from tests.trust.killed import WORK
from tests.trust.terminal import PROJECT, environment_of
from tui.files import library
from tui.files.atomic import stamp
from tui.files.scenarios import read_scenario

KILLS = int(os.environ.get("TRUST_KILLS", "10"))


@pytest.mark.parametrize("what", WORK)
def test_killed_at_any_moment_a_file_is_the_old_one_or_the_new_one(
    what: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.trust.killed", what, str(KILLS), str(tmp_path / "there")],
        cwd=PROJECT, env={**os.environ, **environment_of(tmp_path / "user")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["kills"] == KILLS
    assert told["after"] == [], "temporary files pile up"
    print(what, done.stdout)


def _deals(*arguments: str, home: Path, largest: int) -> subprocess.CompletedProcess[str]:
    """Run the program where no file can grow beyond a size: what a full disk does to writing."""

    def bounds() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=PROJECT, env={**os.environ, **environment_of(home), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, check=False, preexec_fn=bounds,
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ["shot", "-o", "{}/a.svg"],
        ["compare", "--format", "json", "-o", "{}/a.json"],
        ["compare", "--format", "xlsx", "-o", "{}/a.xlsx"],
        ["brief", "-o", "{}/a"],
        ["settings", "--init"],
    ],
    ids=lambda arguments: " ".join(arguments[:3]),
)
def test_a_full_disk_is_one_line_and_leaves_the_old_file(
    arguments: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    named = [each.format(folder) for each in arguments]
    old = Path(named[-1]) if "/" in named[-1] else None
    if old is not None and old.suffix:
        old.write_text("old")
    home = tmp_path / "user"
    done = _deals(*named, home=home, largest=1000)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    if old is not None and old.suffix:
        assert old.read_text() == "old"
        assert list(folder.iterdir()) == [old]
    else:
        assert list(folder.iterdir()) == []
    assert not list(home.rglob("*.tmp"))


def test_of_two_programs_on_one_scenario_the_second_is_told(tmp_path: Path) -> None:
    facts = catalog(tmp_path)
    path = tmp_path / "mine.toml"
    path.write_text(SCENARIO)
    first = second = stamp(path)
    scenario = read_scenario(path, facts)
    assert first is not None
    from dataclasses import replace

    saved = library.save(replace(scenario, months=12), path, known=first, catalog=facts)
    with pytest.raises(library.ChangedOnDiskError, match="changed on disk by another program"):
        library.save(replace(scenario, months=36), path, known=second, catalog=facts)
    assert read_scenario(path, facts).months == 12
    again = library.save(replace(scenario, months=24), path, known=saved.stamp, catalog=facts)
    assert read_scenario(again.path, facts).months == 24
