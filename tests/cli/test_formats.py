"""`deals compare` in every format: into a pipe, into a file, told by the file's name."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.cli.conftest import CATALOG, DAY, Deals
from tui.picture.picture_formats import FORMATS as PICTURES
from tui.picture.report_formats import FORMATS as REPORTS

ROOT = Path(__file__).parent.parent.parent
FORMATS = ("table", "md", "csv", "json", "html", "xlsx")
TEXTS = FORMATS[:-1]


@pytest.mark.parametrize("ending", ["txt", "md", "csv", "json", "html", "xlsx"])
def test_the_ending_tells_the_format(ending: str, small: Deals, tmp_path: Path) -> None:
    target = tmp_path / f"totals.{ending}"
    outcome = small("compare", "-o", target)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", f"Wrote {target}\n")
    begins = {"txt": b"Made-up", "md": b"### ", "csv": b"\xef\xbb\xbfBillingAccountId,",
              "json": b"{\n", "html": b"<!DOCTYPE html>", "xlsx": b"PK"}[ending]  # fmt: skip
    assert target.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("command", "ending"),
    [
        *(("shot", f".{ending}") for ending in PICTURES),
        *(("compare", one.ending) for one in REPORTS.values()),
    ],
)
def test_the_same_input_gives_the_same_bytes_on_any_day(
    command: str, ending: str, small: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for seconds in (10**9, 2 * 10**9 + 1):
        with monkeypatch.context() as patched:
            patched.setattr(time, "localtime", lambda _=None, moment=seconds: time.gmtime(moment))
            target = tmp_path / f"{seconds}" / f"totals{ending}"
            target.parent.mkdir()
            assert small(command, "-o", target).code == 0
        written.append(target.read_bytes())
    assert written[0] == written[1]


def test_a_format_that_is_said_wins(small: Deals, tmp_path: Path) -> None:
    target = tmp_path / "totals.txt"
    assert small("compare", "--format", "json", "-o", target).code == 0
    assert target.read_text(encoding="utf-8").startswith("{")


def test_an_ending_that_names_nothing_is_refused(small: Deals, tmp_path: Path) -> None:
    outcome = small("compare", "-o", tmp_path / "totals.xls")
    assert outcome.code == 2
    assert outcome.err == (
        "deals: “.xls” is not a known format; add --format, or use "
        ".txt, .md, .csv, .json, .html, .xlsx\n"
    )
    assert not list(tmp_path.glob("totals*"))
    refused = small("terms", "-o", tmp_path / "terms.xlsx")
    assert refused.code == 2
    assert "“.xlsx” is not a known format; add --format, or use .txt, .md, .json" in refused.err


def test_terms_are_told_by_their_ending_too(small: Deals, tmp_path: Path) -> None:
    for ending, begins in (("txt", "  "), ("md", "|"), ("json", "{")):
        target = tmp_path / f"terms.{ending}"
        assert small("terms", "-o", target).code == 0
        form = "table" if ending == "txt" else ending
        assert target.read_text(encoding="utf-8") == small("terms", "--format", form).out
        assert begins


def test_a_workbook_needs_a_file(small: Deals) -> None:
    for arguments in ([], ["-o", "-"]):
        outcome = small("compare", "--format", "xlsx", *arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == "deals: xlsx needs a file: -o NAME.xlsx\n"


def test_csv_has_a_byte_order_mark_in_a_file_only(small: Deals, tmp_path: Path) -> None:
    target = tmp_path / "charges.csv"
    small("compare", "-o", target)
    piped = small("compare", "--format", "csv").out
    assert piped.startswith("BillingAccountId,")
    assert target.read_bytes().decode("utf-8-sig") == piped


@pytest.mark.parametrize("form", FORMATS)
def test_a_place_that_cannot_be_written_is_one_line(
    form: str, small: Deals, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("kept")
    for target in (file / "below", tmp_path / "no" / "folder", "/proc/nothing", tmp_path):
        outcome = small("compare", "--format", form, "-o", target)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.count("\n") == 1
        assert str(target) in outcome.err
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "state") == ["file"]


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices of Unix")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["md", "csv"])
def test_pipes_that_close_and_disks_that_are_full(form: str) -> None:
    command = [sys.executable, "-m", "tui", "compare", "--format", form,
               "--data", str(CATALOG), "--as-of", DAY]  # fmt: skip
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(command, cwd=ROOT, check=False, stdout=pipe, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, cwd=ROOT, check=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == b"deals: cannot write: No space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="named pipes of Unix")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_named_pipe_is_written_to_and_stays_one(form: str, small: Deals, tmp_path: Path) -> None:
    pipe, found = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    outcome = small("compare", "--format", form, "-o", pipe)
    reader.join(10)
    assert outcome.code == 0
    assert found[0][:2] in (b"PK", b"\xef\xbb")
    assert pipe.is_fifo()
