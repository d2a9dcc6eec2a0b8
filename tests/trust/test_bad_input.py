"""Whatever stands in a file: a value, or problems with file and line; soon, in little memory."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.effort import THOROUGH
from tests.files.texts import CATALOG, SCENARIO, catalog
from tests.trust.mutations import RIGHT, damaged, read
from tests.trust.terminal import PROJECT, environment_of
from tui.domain.deals import Catalog
from tui.files import reading
from tui.files.toml import MOST_FOUND, MOST_LISTED, Problem, ProblemsError, ordinary_bytes

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*"))
SECONDS = 40
"""Of processor time for the worst file of 32 MB; here it takes less than ten."""
MEMORY = 1_300_000_000
"""Addresses that may be taken, in bytes; what is used of them stays below 1 GB."""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return catalog(tmp_path_factory.mktemp("facts"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


def is_presentable(problems: tuple[Problem, ...], path: Path) -> None:
    """Problems name the file, a line where there is one, and steer no terminal."""
    assert len(problems) <= MOST_LISTED + 1
    for problem in problems:
        assert problem.path == str(path)
        assert problem.line >= 0
        assert problem.message
        assert str(problem).isprintable()
        assert len(str(problem)) < 2000


@pytest.mark.parametrize("kind", RIGHT)
def test_a_right_file_is_right(kind: str, folder: Path, facts: Catalog) -> None:
    path = folder / f"right-{kind}.toml"
    path.write_text(RIGHT[kind], encoding="utf-8")
    assert read(kind, path, facts) == ()


@pytest.mark.parametrize("kind", RIGHT)
@settings(suppress_health_check=list(HealthCheck))
@given(draw=st.data())
def test_a_damaged_file_is_a_value_or_problems(
    kind: str, draw: st.DataObject, folder: Path, facts: Catalog
) -> None:
    content = draw.draw(damaged(RIGHT[kind]))
    path = folder / f"{kind}.toml"
    path.write_bytes(content)
    began = time.process_time()
    is_presentable(read(kind, path, facts), path)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_corpus_of_nasty_files(path: Path, facts: Catalog, tmp_path: Path) -> None:
    """Each file is read as everything, and `deals check` says what is wrong with it."""
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    found = [read(kind, copy, facts) for kind in RIGHT if kind != "session"]
    for problems in found:
        is_presentable(problems, copy)
    load = tmp_path / "session.toml"
    load.write_bytes(path.read_bytes())
    read("session", load, facts)
    if path.name.startswith("right-"):
        assert () in found
    else:
        assert all(found[:3])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("kind", RIGHT)
def test_no_reader_waits_for_a_pipe_or_a_device(
    kind: str, facts: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody looks before opening, so that no file can be exchanged for one in between."""

    def late(*_: object) -> None:
        raise AssertionError("it waits")

    monkeypatch.setattr(Path, "stat", lambda *_, **__: os.stat(CORPUS[0]))  # what a look would see
    pipe, device = tmp_path / "pipe.toml", tmp_path / "device.toml"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(20)
    try:
        for path in (pipe, device):
            problems = read(kind, path, facts)
            assert kind == "session" or "this is a pipe or a device" in str(problems[0])
            with pytest.raises(OSError, match="not a file of at most"):
                ordinary_bytes(path)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# Through the command


def check(*arguments: str | Path, home: Path, memory: int = MEMORY) -> tuple[int, str, str, float]:
    """Run `deals check` in bounds; its code, what it says, and the processor time it took."""

    def bounds() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "tui", "check", *map(str, arguments)],
        cwd=PROJECT, env={**os.environ, **environment_of(home)}, capture_output=True, check=False,
        preexec_fn=bounds,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, done.stdout.decode(), done.stderr.decode(), took


def test_check_of_the_whole_corpus_is_no_traceback(tmp_path: Path) -> None:
    wrong = [path for path in CORPUS if not path.name.startswith("right-")]
    code, out, err, _ = check(*wrong, home=tmp_path / "user")
    assert code == 2
    assert "Traceback" not in out + err
    assert "unexpected" not in err
    for path in wrong:
        assert str(path) in out
    assert all(line.isprintable() for line in out.splitlines())


def _many(count: int, text: str) -> Iterator[str]:
    return (text.replace("@", str(number)) for number in range(count))


OFFER = """\
[offer.o@]
vendor = "xai"
product = "P@"
short = "S@"
starts = 2025-09-25
[[offer.o@.reading]]
id = "r"
label = "l"
default = true
sources = ["press"]
lines = [{ component = "c", price = 1, unit = "agency", per = "year" }]
"""
HUGE: dict[str, Callable[[], Iterable[str]]] = {
    "50,000 offers, each with a wrong key": lambda: (
        CATALOG + "".join(_many(50_000, OFFER.replace("starts", "stars = 1\nstarts")))
    ),
    "a million unknown keys": lambda: CATALOG + "".join(_many(1_000_000, "key@ = 1\n")),
    "millions of tables": lambda: "[[x]]\n" * 5_000_000,
    "millions of inline tables": lambda: "x = [" + "{}," * 10_000_000 + "]",
    "15 million comments": lambda: "#\n" * 15_000_000,
    "10 MB in one string": lambda: CATALOG.replace("Two agreements", "x" * 10_000_000),
    "millions of controls": lambda: CATALOG.replace("Two agreements", "\\u202e" * 5_000_000),
    "an id of 10 MB": lambda: CATALOG.replace("llama", "l" * 10_000_000),
    "30 million dots": lambda: "a." * 15_000_000 + "a = 1",
    "30 million brackets": lambda: "a = " + "[" * 30_000_000,
    "30 million zeros": lambda: "\0" * 30_000_000,
    "deep headers": lambda: _many(350_000, "[a@.b.c.d.e.f.g.h.i.j]\n"),
    "deep headers, just few enough": lambda: _many(74_000, "[a@.b.c.d.e.f.g.h.i.j]\n"),
    "24 MB of dotted keys": lambda: _many(250_000, "a@" + ".b" * 40 + " = 1\n"),
    "quoted keys, just few enough": lambda: _many(240_000, '"a@"."b"."c".d = 1\n'),
    "16 million numbers": lambda: "x = [" + "1," * 15_900_000 + "]",
    "1.5 million words": lambda: CATALOG + "x = [" + '"abcdefgh",' * 1_490_000 + "]",
    "15 million escapes": lambda: 'x = "' + '\\"' * 15_000_000 + '"',
    "a string without an end": lambda: 'x = "' + 'a\\"' * 10_000_000,
    "10 million beginnings of strings": lambda: '"""' * 10_000_000,
    "too large": lambda: CATALOG + "#" * 32_000_000,
}
OFTEN = ("24 MB of dotted keys", "too large")
"""What `make test` has the time for; TRUST_EXAMPLES above 100 tries them all."""


@pytest.mark.parametrize("name", HUGE if THOROUGH else OFTEN)
def test_a_huge_file_is_refused_within_bounds(name: str, tmp_path: Path) -> None:
    path = tmp_path / "huge.toml"
    path.write_text("".join(HUGE[name]()), encoding="utf-8")
    code, out, err, took = check("--data", path, path, home=tmp_path / "user")
    assert code == 2, err[-500:]
    assert str(path) in out
    assert "Traceback" not in out + err
    assert len(out.splitlines()) <= MOST_LISTED + 1
    print(json.dumps({"file": name, "seconds": round(took, 1)}))


def test_a_long_list_of_problems_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "deals.toml"
    path.write_text(CATALOG + "".join(_many(350, "key@ = 1\n")))
    code, out, err, _ = check("--data", path, path, home=tmp_path / "user")
    assert code == 2
    lines = out.splitlines()
    assert len(lines) == MOST_LISTED + 1
    assert lines[-1].endswith(": … and 250 more")
    assert err.strip() == "1 file checked, 350 problems"


def test_after_very_many_problems_nothing_more_is_looked_for(
    tmp_path: Path, facts: Catalog
) -> None:
    path = tmp_path / "deals.toml"
    path.write_text(CATALOG + "".join(_many(MOST_FOUND + 50, "key@ = 1\n")))
    (*_, last) = read("catalogue", path, facts)
    assert last.message == f"… and {MOST_FOUND - MOST_LISTED:,} more at least"


def test_of_more_mistakes_than_can_be_told_the_number_is(
    tmp_path: Path, facts: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = reading.MOST_LOOKED_AT if THOROUGH else 5_000
    monkeypatch.setattr(reading, "MOST_LOOKED_AT", most)
    path = tmp_path / "deals.toml"
    path.write_text(CATALOG + "".join(_many(most + 1, "key@ = 1\n")))
    (problem,) = read("catalogue", path, facts)
    assert problem.message == f"there are {most + 1:,} mistakes in it"


def test_a_wrong_name_among_very_many_is_still_hinted_at(tmp_path: Path, facts: Catalog) -> None:
    vendors = "".join(_many(1000, '[vendor.v@]\nname = "V"\n'))
    path = tmp_path / "deals.toml"
    path.write_text(CATALOG.replace('vendor = "xai"', 'vendor = "xia"') + vendors)
    (problem,) = read("catalogue", path, facts)
    assert problem.hint == "did you mean `xai`?"


# Schemas


@pytest.mark.parametrize("text", ["", "schema = 0\n", "schema = -1\n", 'schema = "1"\n'])
def test_an_older_schema_is_refused_with_a_hint_and_nothing_is_written(
    text: str, tmp_path: Path, facts: Catalog
) -> None:
    from tui.domain.scenario import Scenario
    from tui.files import library

    path = tmp_path / "mine.toml"
    content = SCENARIO.replace("schema = 1\n", text)
    path.write_text(content)
    (problem,) = read("scenario", path, facts)
    assert problem.key == "schema"
    assert "schema = 1" in problem.hint
    with suppress(library.LibraryError):
        library.save(Scenario(), path, catalog=facts)
        raise AssertionError("it was written over")
    assert path.read_text() == content
    assert [entry.name for entry in tmp_path.glob("*.toml")] == ["mine.toml"]


def test_a_newer_schema_is_refused_politely_and_nothing_is_written(
    tmp_path: Path, facts: Catalog
) -> None:
    from tui.domain.scenario import Scenario
    from tui.files import library

    path = tmp_path / "mine.toml"
    content = SCENARIO.replace("schema = 1\n", "schema = 2\nfuture = true\n")
    path.write_text(content)
    (problem,) = read("scenario", path, facts)
    assert (problem.message, problem.hint) == (
        "this file needs a newer program", "this program reads schema 1",
    )  # fmt: skip
    with pytest.raises(library.LibraryError):
        library.save(Scenario(), path, catalog=facts)
    assert path.read_text() == content
    session = tmp_path / "session.toml"
    session.write_text("schema = 2\n")
    read("session", session, facts)
    assert session.read_text() == "schema = 2\n"


def test_problems_error_is_the_only_way_out() -> None:
    assert issubclass(ProblemsError, Exception)
