"""Whatever ends the program, the terminal is as it was before, and soon."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.app.driver import real_catalog
from tests.effort import THOROUGH
from tests.trust.terminal import Terminal, terminal
from tui.files.session import Session, load_session

READY = "Outlay"
CHANGED = "* 24 agencies"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")

BROKEN = """\
import importlib.util
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name != "tui.views.details":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        execute = spec.loader.exec_module

        def broken(*arguments):
            {does}

        def executed(module):
            execute(module)
            module.total_page = broken

        spec.loader.exec_module = executed
        return spec


sys.meta_path.insert(0, Finder())
"""


def _broken(tmp_path: Path, does: str) -> dict[str, str]:
    """An environment in which the page of a total does something else."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "sitecustomize.py").write_text(BROKEN.replace("{does}", does))
    return {"PYTHONPATH": str(tmp_path / "broken")}


def _is_as_before(run: Terminal) -> None:
    assert run.left_on() == set()
    assert run.takes_input_as_before()
    assert b"Traceback" not in run.output


def _reports(home: Path) -> list[Path]:
    return sorted((home / "state" / "onegov-deals").glob("crash-*.txt"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "user"


def test_left_alone_it_sleeps_and_after_quitting_all_is_as_before(home: Path) -> None:
    with terminal(home=home) as run:
        run.waits_for(READY)
        run.read(1.5)
        before = run.cpu()
        run.read(2.0)
        assert run.cpu() - before <= 0.06
        run.types("?", pause=0.3)
        run.types("\x1b", pause=0.3)
        run.types("q")
        run.waits_until_gone()
        assert run.code == 0
        _is_as_before(run)


def test_a_dumb_terminal_is_refused_like_a_pipe(home: Path) -> None:
    with terminal(home=home, more={"TERM": "dumb"}) as run:
        run.waits_until_gone()
        assert run.code == 2
        assert b"the explorer needs a terminal (deals compare prints" in run.output
        assert b"\x1b" not in run.output


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGINT,
        *((signal.SIGABRT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1) if THOROUGH else ()),
    ],
)
def test_after_a_signal_the_session_is_kept(number: int, home: Path) -> None:
    with terminal(home=home) as run:
        run.waits_for(READY)
        run.read(0.5)
        run.types(" ")
        run.waits_for(CHANGED)
        kept = _kept_after(run, number, home)
    assert not kept.ended
    assert kept.scenario.offers


def _kept_after(run: Terminal, number: int, home: Path) -> Session:
    """The session that a program keeps when a signal ends it."""
    run.sends(number)
    run.waits_until_gone()
    assert run.code == 128 + number
    _is_as_before(run)
    kept = load_session(home / "state" / "onegov-deals" / "session.toml", real_catalog())
    assert kept is not None
    return kept


@pytest.mark.parametrize("controlling", [True, False] if THOROUGH else [True])
def test_after_the_window_was_closed_the_process_is_gone(controlling: bool, home: Path) -> None:
    with terminal(home=home, controlling=controlling) as run:
        run.waits_for(READY)
        run.types(" ")
        run.waits_for(CHANGED)
        before = run.cpu()
        run.hangs_up()
        time.sleep(0.3)
        if not run.ended():
            assert run.cpu() - before < 0.4
            run.waits_until_gone()
        assert run.code == 129
    assert (home / "state" / "onegov-deals" / "session.toml").exists()


def test_a_terminal_that_takes_no_more_output_does_not_hold_the_program(home: Path) -> None:
    with terminal(home=home) as run:
        run.waits_for(READY)
        for _ in range(40):  # nobody reads the answers
            os.write(run.master, b"t")
            time.sleep(0.01)
        time.sleep(0.3)
        run.sends(signal.SIGTERM)
        run.waits_until_gone(reading=False)
        assert run.code == 128 + signal.SIGTERM


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP][: 1 + THOROUGH])
def test_a_program_that_computes_for_ever_ends_and_keeps_the_session(
    number: int, home: Path, tmp_path: Path
) -> None:
    stuck = tmp_path / "stuck"
    does = f"open({str(stuck)!r}, 'w').close(), __import__('time').sleep(3600)"
    with terminal(home=home, more=_broken(tmp_path, does)) as run:
        run.waits_for(READY)
        run.types(" e", pause=0)  # sooner than the session is kept
        run.waits_until(stuck.exists)
        kept = _kept_after(run, number, home)
    assert kept.scenario.offers


def test_suspended_the_shell_has_its_terminal_and_resumed_the_screen_is_back(home: Path) -> None:
    with terminal(home=home) as run:
        run.waits_for(READY)
        run.read(1.0)
        run.sends(signal.SIGTSTP)
        run.waits_until(lambda: _state(run) == "T")
        run.read(0.1)
        _is_as_before(run)
        run.mark = len(run.output)
        run.sends(signal.SIGCONT)
        for words in ("OneGov Deal Explorer", "1 Vendors", "4 Outlay", "5 Timeline", "quit"):
            run.waits_for(words)
        assert "1049" in run.left_on()
        run.types("q")
        run.waits_until_gone()
        assert run.code == 0
        _is_as_before(run)


def _state(run: Terminal) -> str:
    return Path(f"/proc/{run.process}/stat").read_text().rpartition(")")[2].split()[0]


def test_an_unexpected_error_is_one_calm_message_and_a_report(home: Path, tmp_path: Path) -> None:
    does = 'raise RuntimeError("broken \\x1b]0;on purpose\\x07 [red]x[/")'
    more = {**_broken(tmp_path, does), "SECRET_TOKEN": "hunter2"}
    with terminal(home=home, more=more) as run:
        run.waits_for(READY)
        run.types(" ")
        run.types("e")
        run.waits_until_gone()
        assert run.code == 70
        _is_as_before(run)
        said = bytes(run.output).rpartition(b"\x1b")[2].decode()
    assert "an unexpected error ended the program. Your work is saved" in said
    (report,) = _reports(home)
    assert str(report) in said.replace("\r\n", "\n")
    text = report.read_text()
    assert "RuntimeError: broken \\u001b]0;" in text
    assert "\x1b" not in text
    assert "schema = 1" in text
    assert "hunter2" not in text
    with terminal(home=home) as again:
        again.waits_for("Last session cut off")
        again.types("q")
        again.waits_until_gone()


@pytest.mark.parametrize(("keys", "blocked"), [("e", False), (" e", True)])
def test_nothing_is_said_to_be_saved_that_is_not(
    keys: str, blocked: bool, home: Path, tmp_path: Path
) -> None:
    """Without a change there is no work; where a file is in the way, it cannot be kept."""
    if blocked:
        (home / "state").mkdir(parents=True)
        (home / "state" / "onegov-deals").write_text("")
    with terminal(home=home, more=_broken(tmp_path, 'raise RuntimeError("broken")')) as run:
        run.waits_for(READY)
        for key in keys:
            run.types(key)
        run.waits_until_gone()
        said = bytes(run.output).rpartition(b"\x1b")[2].decode()
    assert "an unexpected error ended the program" in said
    assert "saved" not in said


def test_any_bytes_are_read_whole_and_answers_are_not_typed(home: Path) -> None:
    with terminal(home=home) as run:
        run.waits_for(READY)
        run.types(b"\xff\xfe\x80\xc3\x28\x1b[200~\xff\xff\x1b[201~\x1b[<999;999;999M", pause=0.4)
        run.types("\x1b", pause=0.3)
        run.types("/", pause=0.5)
        for part in (b"\xc3", b"\xa9"):
            run.types(part, pause=0.2)
        run.waits_for("é")
        run.types(b"\xe9")
        run.waits_for("\ufffd")
        run.types("\x1b", pause=0.3)
        start = len(run.output)
        for part in (b"3\x1b[<35;20", b";5M\x1b]11;rgb:ffff/ff", b"ff/ffff\x1b", b"\\\x1b[?62;22c"):
            run.types(part, pause=0.4)
        assert b"changed" not in run.output[start:]
        for part in (b"\x1bO", b"P"):
            run.types(part, pause=0.15)
        run.waits_for("Browse the agreements")
        run.types("\x1b", pause=0.3)
        run.types(b"w\x1b[200~pasted na")
        run.types(b"me\x1b[201~\r")
        run.waits_for("saved")
        assert list(home.rglob("pasted-name.toml"))
        run.types("\x03")
        run.waits_for("Press q to quit")
        run.types("q")
        run.waits_until_gone()
        assert run.code == 0
        _is_as_before(run)
