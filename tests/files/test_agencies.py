"""The list of agencies is read, or everything that is wrong with it is said."""

from pathlib import Path

import pytest

from tests.files.texts import broken, line_of
from tui.files.agencies import Agency, read_agencies
from tui.files.toml import ProblemsError

AGENCIES = """\
schema = 1
title = "Two agencies"
as_of = 2026-10-08

[source.opm]
title = "FedScope"
publisher = "OPM"
kind = "primary"

[agency.va]
name = "Department of Veterans Affairs"
short = "VA"
headcount = 433700
sources = ["opm"]

[agency.ed]
name = "Department of Education"
short = "ED"
headcount = 4209
sources = ["opm"]
note = "before the reduction"
"""


def written(text: str, folder: Path) -> Path:
    path = folder / "agencies.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_agencies_keep_the_order_of_their_file(tmp_path: Path) -> None:
    path = written(AGENCIES, tmp_path)
    first = read_agencies(path)
    assert tuple(first.by_id.values()) == (
        Agency("va", "Department of Veterans Affairs", "VA", 433700, ("opm",)),
        Agency("ed", "Department of Education", "ED", 4209, ("opm",), "before the reduction"),
    )
    assert first.title == "Two agencies"
    assert list(first.sources) == ["opm"]
    assert read_agencies(path) == first


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("headcount = 4209", 'headcount = "4209"', "agency.ed.headcount",
         "must be a whole number, not text"),
        ("headcount = 4209", "headcount = -1", "agency.ed.headcount", "must be at least 0"),
        ('4209\nsources = ["opm"]', '4209\nsources = ["omp"]', "agency.ed.sources[1]",
         "there is no source `omp`"),
        ("note =", "remark =", "agency.ed.remark", "is not a known key"),
        ("[agency.ed]", "[agency.ED]", "agency.ED",
         "the id `ED` must be of small letters, digits and hyphens"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(old: str, new: str, key: str, message: str, tmp_path: Path) -> None:
    text = broken(AGENCIES, old, new)
    with pytest.raises(ProblemsError) as raised:
        read_agencies(written(text, tmp_path))
    (problem,) = raised.value.problems
    assert (problem.key, problem.message) == (key, message)
    assert problem.line == line_of(text, new.splitlines()[-1])


def test_a_file_without_agencies_is_none(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="at least one agency is needed"):
        read_agencies(written(AGENCIES[: AGENCIES.index("[agency.va]")], tmp_path))
