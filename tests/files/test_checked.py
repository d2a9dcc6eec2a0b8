"""A file that was found valid before gives the same values as when it is checked, and no others."""

from pathlib import Path

import pytest

from tests.domain import oracle
from tests.files.test_oracle_files import catalog_of
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files import checked, places
from tui.files.agencies import AgenciesFile, read_agencies
from tui.files.catalog import read_catalog
from tui.files.reading import adapter
from tui.files.settings import Bindable, read_settings
from tui.files.toml import ProblemsError, Table, document_of_text, read_document


@pytest.fixture(autouse=True)
def nothing_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def never_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a second look at a file's values a failure."""
    monkeypatch.setattr("tui.files.reading.examined", lambda *_: pytest.fail("checked again"))


def both(made: type, table: Table) -> tuple[str, str]:
    """What pydantic makes of a table without names of its own, and what is made unchecked."""
    bare = {key: one for key, one in table.items() if key != "schema"}
    return repr(adapter(made).validate_python(bare)), repr(checked.made_of(made, table))


def test_each_reader_makes_the_same_of_every_worked_case(tmp_path: Path) -> None:
    for case in oracle.cases():
        first = catalog_of(case, tmp_path)
        assert repr(catalog_of(case, tmp_path)) == repr(first)
        assert len(places.checked_path().read_text().split()) <= checked.MOST


def test_what_comes_along_is_the_same_checked_or_not(request: pytest.FixtureRequest) -> None:
    catalog, agencies = read_catalog(places.catalog_path()), read_agencies(places.agencies_path())
    for path in sorted(places.scenarios_folder().glob("*.toml")):
        table = read_document(path).table
        checking, unchecked = both(Scenario, table)
        assert unchecked == checking
    request.getfixturevalue("never_checked")
    assert repr(read_catalog(places.catalog_path())) == repr(catalog)
    assert repr(read_agencies(places.agencies_path())) == repr(agencies)


def test_a_catalog_without_assumptions_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deals.toml"
    path.write_text(
        """schema = 1\ntitle = "T"\nas_of = 2026-11-16\ncurrency = "USD"
        [source.s]\ntitle = "S"\npublisher = "P"\nkind = "primary"\ndate = 2025-09-25
        url = "https://example.gov"
        [vendor.v]\nname = "V"
        [offer.a]\nvendor = "v"\nproduct = "A"\nshort = "A"\nstarts = 2025-09-25
        [[offer.a.reading]]\nid = "r"\nlabel = "L"\ndefault = true\nsources = ["s"]
        lines = [{component = "licence", price = 1, unit = "agency", per = "year"}]
        """
    )
    assert repr(read_catalog(path)) == repr(read_catalog(path))


def test_one_letter_more_and_it_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "deals.toml"
    path.write_bytes(places.catalog_path().read_bytes())
    read_catalog(path)
    path.write_bytes(path.read_bytes() + b"\nprise = 1\n")
    with pytest.raises(ProblemsError, match="not a known key"):
        read_catalog(path)
    with pytest.raises(ProblemsError, match="not a known key"):
        read_catalog(path)


def test_another_kind_of_file_or_another_rule_is_another_digest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    empty = document_of_text("", "")
    name = checked.digest(Catalog, empty)
    assert checked.digest(AgenciesFile, empty) != name
    monkeypatch.setattr(checked, "_RULES", ("domain",))
    assert checked.digest(Catalog, empty) != name


def test_settings_are_the_same_read_again_and_their_keys_looked_at_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('schema = 1\ntheme = "paper"\n[keys]\nquit = "x"\n')
    actions = [Bindable("quit", ("q",), "everywhere")]
    first = read_settings(path, actions, lambda _: "")
    with monkeypatch.context() as patched:
        patched.setattr("tui.files.settings.examined", lambda *_: pytest.fail("checked again"))
        assert read_settings(path, actions, lambda _: "") == first
    _, problems = read_settings(path, actions, lambda key: f"{key} is not a key")
    assert [problem.key for problem in problems] == ["keys.quit"]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 10**6, None])
def test_what_cannot_be_remembered_is_checked_again(content: bytes | None) -> None:
    path = places.checked_path()
    path.parent.mkdir(parents=True)
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    assert read_catalog(places.catalog_path()) == read_catalog(places.catalog_path())
