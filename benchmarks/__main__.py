"""`python -m benchmarks [RUNS]`: measure everything, print it, write docs/benchmarks.md.

The programs run in turn, so that a slow minute hits all of them; ratios are of one run.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import inside
from benchmarks.inside import RESVG
from benchmarks.notes import NOTES
from benchmarks.terminal import Terminal
from scripts.make_big_catalog import catalog_text
from tui.domain.money import counted
from tui.files.catalog import read_catalog
from tui.files.places import catalog_path

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = ROOT / "docs" / "benchmarks.md"
SIZES: Final = (10, 100, 1_000, 10_000)
"""Offers of the catalogs by which it is seen how things grow; none of it is true."""
IDLE_SECONDS: Final = 20
"""The system counts a program's time in hundredths of a second: less would be noise."""
NOTHING: Final = "an empty program"
IMPORTS: Final = "importing pydantic, tomli"
TOOLKIT: Final = "importing textual.app"
COLD_STARTS: Final = 3
RESTED: Final = ("table", "deals, move")
"""What is also started cold and left alone for a while."""
CACHES: Final = Path("/proc/sys/vm/drop_caches")
UP, DOWN = b"\x1b[A", b"\x1b[B"
AS_OF: Final = ("--as-of", "2026-11-21")
MOVED: Final = "ChatGPT Enterprise"
"""What is shown once the first move in the offers has been answered."""


@dataclass
class Program:
    """A program and what was measured of it."""

    name: str
    command: Sequence[str]
    shows: str
    keys: Sequence[bytes]
    setup: Sequence[bytes] = ()
    leave: Sequence[bytes] = (b"q",)
    at_once: tuple[bytes, str] | None = None
    """A key pressed as soon as something is shown, and what it brings; measured in starts apart."""
    figures: dict[str, list[float]] = field(default_factory=dict)

    def note(self, what: str, *values: float) -> None:
        """Remember figures."""
        self.figures.setdefault(what, []).extend(values)

    def middle(self, what: str) -> float:
        """The median of what was measured."""
        return median(self.figures.get(what) or [0.0])

    def late(self, what: str) -> float:
        """The value that 95 of 100 do not exceed."""
        values = sorted(self.figures.get(what) or [0.0])
        return values[int(0.95 * (len(values) - 1))]


def catalogs(folder: Path) -> dict[int, Path]:
    """Catalogs of all sizes, as files."""
    files = {count: folder / f"{count}.toml" for count in SIZES}
    for count, file in files.items():
        file.write_text("".join(catalog_text(count)), encoding="utf-8")
    return files


def programs(folder: Path) -> list[Program]:
    """The explorer in its uses and with more and more offers, its floor in two, and visidata."""
    script = Path(sys.executable).with_name("deals")
    deals = [str(script), *AS_OF]
    table = [sys.executable, str(ROOT / "benchmarks" / "floor_table.py")]
    moves = [DOWN] * 3 + [UP] * 3
    digits = [b"5", b"0", b"7", b"\x7f", b"\x7f", b"\x7f"]
    filtering = [b"o", b"r"], [b"/"], [b"\x1b", b"q"]
    found = [
        Program("table", table, "95.00", [DOWN] * 6 + [UP] * 6, at_once=(b"+", "190.00")),
        Program("table, recalculated", table, "95.00", [b"+"] * 12),
        Program("deals, move", deals, "Month no", moves * 2, at_once=(DOWN, MOVED)),
        Program("deals, digit", deals, "Month no", digits * 2, [b"3", DOWN], [b"\x1b", b"q"]),
        Program("deals, filter", deals, "Month no", *filtering),
    ]
    for count, file in catalogs(folder).items():
        many = [*deals, "--data", str(file)]
        first = (DOWN, "Product 1")
        found.append(Program(f"{count:,} offers, move", many, "Month no", moves, at_once=first))
        found.append(Program(f"{count:,} offers, filter", many, "Month no", *filtering))
    visidata = shutil.which("vd")
    if visidata:
        sheet = folder / "sheet.tsv"
        rows = ["\t".join(f"c{at}" for at in range(8))]
        rows += ["\t".join(f"{row * 8 + at}.00" for at in range(8)) for row in range(96)]
        sheet.write_text("\n".join(rows), encoding="utf-8")
        keys = [DOWN] * 6 + [UP] * 6
        found.append(Program("visidata", [visidata, str(sheet)], "95.00", keys, (), [b"gq"]))
    return found


def run_once(program: Program, environment: Mapping[str, str], *, idle: bool) -> None:
    """Start a program, type into it, let it rest, leave it."""
    if program.at_once is not None:
        early = Terminal(program.command, program.shows, environment, program.at_once)
        program.note("first answer", early.answered)
        early.kill()
    terminal = Terminal(program.command, program.shows, environment)
    program.note("ready", terminal.ready)
    program.note("start CPU", terminal.cpu())
    for key in program.setup:
        terminal.press(key)
        terminal.settle()
    before = terminal.cpu()
    answers = [terminal.press(key) for key in program.keys]
    if answers:
        program.note("key", *(answer.milliseconds for answer in answers))
        program.note("bytes", *(float(answer.written) for answer in answers))
        program.note("CPU of a key", (terminal.cpu() - before) / len(answers))
    if len(program.keys) > 2:
        program.note("hold lag", terminal.hold((list(program.keys) * 5)[:30]))
    program.note("memory", terminal.memory())
    if idle:
        cpu, woken = terminal.cpu(), terminal.wakeups()
        time.sleep(IDLE_SECONDS)
        program.note("idle CPU", (terminal.cpu() - cpu) / (10 * IDLE_SECONDS))
        program.note("wake-ups", (terminal.wakeups() - woken) / IDLE_SECONDS)
    program.note("quit", terminal.quit(*program.leave))


def command_time(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Milliseconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, env=dict(environment), check=True, capture_output=True)
    return 1000 * (time.perf_counter() - begun)


def command_times(environment: Mapping[str, str], folder: Path, runs: int) -> dict[str, float]:
    """What commands take, and the least that they could, in turn: milliseconds by name."""
    script = str(Path(sys.executable).with_name("deals"))
    commands = {
        NOTHING: [sys.executable, "-c", "pass"],
        IMPORTS: [sys.executable, "-c", "import pydantic, tomli"],
        TOOLKIT: [sys.executable, "-c", "import textual.app"],
        "compare": [script, "compare", *AS_OF],
        "shot SVG": [script, "shot", *AS_OF, "-o", str(folder / "sheet.svg")],
        "shot PNG": [script, "shot", *AS_OF, "-o", str(folder / "sheet.png")],
        "shot PPTX": [script, "shot", *AS_OF, "-o", str(folder / "sheet.pptx")],
        "brief": [script, "brief", *AS_OF, "-o", str(folder / "briefing")],
        **{
            f"compare, {count:,} offers": [
                script, "compare", *AS_OF, "--data", str(folder / f"{count}.toml")
            ]
            for count in SIZES
        },
    }  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(3 * runs):
        for name, command in commands.items():
            times[name].append(command_time(command, environment))
        times.setdefault("serve", []).append(until_served([script, "serve", *AS_OF], environment))
    return {name: median(found) for name, found in times.items()}


def until_served(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Milliseconds until a server says where it is."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        assert server.stdout is not None
        server.stdout.readline()
        passed = 1000 * (time.perf_counter() - begun)
        server.terminate()
    return passed


def cold(found: Sequence[Program], environment: Mapping[str, str]) -> None:
    """Measure starts whose files are not in memory, where the machine lets that be asked for."""
    if not os.access(CACHES, os.W_OK):
        return
    for _ in range(COLD_STARTS):
        for program in found:
            os.sync()
            CACHES.write_text("3", encoding="ascii")
            terminal = Terminal(program.command, program.shows, environment)
            program.note("cold", terminal.ready)
            terminal.kill()


def measured(runs: int) -> tuple[list[Program], dict[str, float]]:
    """Run everything in turn, `runs` times, after one run that nobody counts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {
            "PATH": os.environ["PATH"], "HOME": name, "TERM": "xterm-256color",
            "COLORTERM": "truecolor", "LANG": "C.UTF-8", "XDG_STATE_HOME": f"{name}/state",
        }  # fmt: skip
        found = programs(folder)
        for number in range(runs + 1):
            for program in found:
                print(f"run {number} of {runs}: {program.name}", file=sys.stderr)
                run_once(program, environment, idle=number == runs and program.name in RESTED)
                if not number:
                    program.figures.clear()
        cold([one for one in found if one.name in RESTED], environment)
        return found, command_times(environment, folder, runs)


FIGURES: Final = (
    "ready", "first answer", "start CPU", "key", "CPU of a key", "bytes", "hold lag", "memory",
    "idle CPU", "wake-ups", "quit", "cold",
)  # fmt: skip


def figures_table(found: Sequence[Program]) -> Iterator[str]:
    """Yield the lines of the table of figures."""
    yield f"| program | {' | '.join(FIGURES)} | key p95 |"
    yield "|---|" + "---:|" * (len(FIGURES) + 1)
    for program in found:
        cells = [f"{program.middle(what):,.1f}" for what in FIGURES]
        yield f"| {program.name} | {' | '.join(cells)} | {program.late('key'):,.1f} |"


def goals(
    found: Sequence[Program], commands: Mapping[str, float], times: Mapping[str, float]
) -> Iterator[tuple[str, float, float, str]]:
    """Yield each goal: what, the most allowed, what was measured, and its unit."""
    by_name = {program.name: program for program in found}
    table, recalculated = by_name["table"], by_name["table, recalculated"]
    move, digit = by_name["deals, move"], by_name["deals, digit"]
    few, many, most = (by_name[f"{count:,} offers, move"] for count in (10, 1_000, 10_000))
    word, many_words = (by_name[f"{count:,} offers, filter"] for count in (10, 1_000))

    def ratio(one: Program, other: Program, what: str) -> float:
        return one.middle(what) / (other.middle(what) or 1)

    ready = table.middle("ready")
    one, ten = (times[f"{count:,} offers priced, 600 months"] for count in (1_000, 10_000))
    png = commands["shot PNG"] - times[RESVG]

    yield "ready", 1.3, ratio(move, table, "ready"), "× the table's"
    yield "first key answered", 1.3, ratio(move, table, "first answer"), "× the table's"
    yield "move in the offers", 1.5, ratio(move, table, "key"), "× the table's"
    yield "move, p95", 12.0, move.late("key"), "ms"
    yield "digit in a what-if field", 0.45, ratio(digit, recalculated, "key"), "× 96 numbers'"
    yield "digit, p95", 12.0, digit.late("key"), "ms"
    yield "hold lag", 8.0, max(move.middle("hold lag"), digit.middle("hold lag")), "ms"
    yield "memory", 50.0, move.middle("memory"), "MB"
    yield "idle CPU", max(table.middle("idle CPU"), 0.05), move.middle("idle CPU"), "%"
    yield "wake-ups", table.middle("wake-ups"), move.middle("wake-ups"), "a second"
    yield "quit", 60.0, move.middle("quit"), "ms"
    yield "`deals compare`", 1.8, commands["compare"] / commands[IMPORTS], f"× {IMPORTS}"
    yield "`deals shot` as SVG", 1.0, commands["shot SVG"] / ready, "× the table's ready"
    yield "`deals shot` as PNG, without resvg", 1.0, png / ready, "× the table's ready"
    yield "`deals shot` as PPTX", 2.0, commands["shot PPTX"] / ready, "× the table's ready"
    if cold_table := table.middle("cold"):
        yield "ready, nothing in memory", 1.6, move.middle("cold") / cold_table, "× the table's"
    yield "1,000 offers: ready", 2.0, ratio(many, few, "ready"), "× ten offers'"
    yield "1,000 offers: move", 1.2, ratio(many, few, "key"), "× ten offers'"
    yield "1,000 offers: filter key", 3.0, ratio(many_words, word, "key"), "× ten offers'"
    yield "10,000 offers: first key answered", 3.0, most.middle("first answer") / 1000, "s"
    yield "10,000 offers: move", 1.3, ratio(most, few, "key"), "× ten offers'"
    yield "pricing 10,000 offers × 600 months", 10.0, ten / one, "× 1,000 offers'"
    yield "goal seek, 1,000,000 agencies", 50.0, times["goal seek over 1,000,000 agencies"], "ms"
    yield "break-even, 600 months", 50.0, times["break-even over 600 months"], "ms"


def growth(found: Sequence[Program], commands: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of the table of what more offers cost."""
    by_name = {program.name: program for program in found}
    yield "| offers | ready | first key answered | move | filter key | memory | `deals compare` |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    for count in SIZES:
        moved, sought = (by_name[f"{count:,} offers, {use}"] for use in ("move", "filter"))
        cells = [moved.middle(what) for what in ("ready", "first answer", "key")]
        cells += [sought.middle("key"), moved.middle("memory")]
        cells.append(commands[f"compare, {count:,} offers"])
        yield f"| {count:,} | {' | '.join(f'{one:,.1f}' for one in cells)} |"


def page(found: Sequence[Program], commands: Mapping[str, float], runs: int) -> Iterator[str]:
    """Yield the lines of docs/benchmarks.md."""
    catalog = read_catalog(catalog_path())
    timed = [*inside.everyday(catalog), *inside.loading(), *inside.pictures(catalog)]
    timed += inside.many_offers()
    times = {each.what: each.milliseconds for each in timed}
    yield "# What is fast, measured"
    yield ""
    yield "Written by `make bench`; figures of another machine or minute differ, ratios less so."
    yield ""
    yield f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, {platform.system()}, "  # noqa: DTZ011
    often = counted(runs, "run")
    yield f"Python {platform.python_version()}; medians of {often}, in a pty of 140×40."
    yield ""
    yield "| goal | at most | measured | |"
    yield "|---|---:|---:|---|"
    for what, most, value, unit in goals(found, commands, times):
        met = "met" if value <= most else "**not met**"
        yield f"| {what} | {most:g} | {value:.2f} {unit} | {met} |"
    yield ""
    yield NOTES
    yield "## Figures"
    yield ""
    yield "Milliseconds, MB, % of a core, a second."
    yield ""
    yield from figures_table(found)
    yield ""
    yield "What more offers cost, four of them compared (ms, MB):"
    yield ""
    yield from growth(found, commands)
    yield ""
    yield "| command | ms |"
    yield "|---|---:|"
    for name, taken in commands.items():
        yield f"| {name} | {taken:,.1f} |"
    yield ""
    yield "| inside one process | ms |"
    yield "|---|---:|"
    for each in timed:
        yield f"| {each.what} | {each.milliseconds:,.3f} |"


def main() -> None:
    """Measure, print, write."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    found, commands = measured(runs)
    text = "\n".join(page(found, commands, runs)) + "\n"
    print(text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
