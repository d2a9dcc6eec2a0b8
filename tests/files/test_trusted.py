"""A file that was validated once is read without validating it again, and is the same."""

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files.inline import inline
from tests.files.texts import CATALOG, SCENARIO, broken
from tui.domain.deals import Catalog
from tui.files import places, trusted, validation
from tui.files.agencies import AgenciesFile, agencies_rules, read_agencies
from tui.files.catalog import catalog_rules, read_catalog
from tui.files.scenarios import read_scenario
from tui.files.shapes import build, shape_of
from tui.files.toml import ProblemsError, document_of, document_of_text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "deals.toml"
    path.write_text(CATALOG, encoding="utf-8")
    return path


@pytest.fixture
def validations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are validated from here on."""
    names: list[str] = []

    def noted(made: Any, document: Any, rules: Any) -> Any:
        names.append(document.name)
        return validation.validated(made, document, rules)

    monkeypatch.setattr(trusted, "validated", noted)
    return names


def seals() -> list[Path]:
    folder = places.state_folder() / "valid"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_the_second_reading_validates_nothing_and_gives_the_same(
    path: Path, validations: list[str]
) -> None:
    first = read_catalog(path)
    assert validations == [str(path)]
    assert len(seals()) == 1
    assert read_catalog(path) == first
    assert validations == [str(path)]


def test_one_changed_byte_means_validating_again(path: Path, validations: list[str]) -> None:
    read_catalog(path)
    path.write_text(CATALOG.replace("0.42", "0.43"), encoding="utf-8")
    read_catalog(path)
    assert len(validations) == 2
    assert len(seals()) == 2


def test_a_broken_file_is_never_remembered(path: Path, validations: list[str]) -> None:
    path.write_text(broken(CATALOG, "price = 30", "price = -30"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ProblemsError, match="must be at least 0"):
            read_catalog(path)
    assert len(validations) == 2
    assert seals() == []


def test_other_rules_mean_validating_again(
    path: Path, validations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_catalog(path)
    monkeypatch.setattr(trusted, "sign_of_the_rules", lambda: ["deals.py 1 2"])
    read_catalog(path)
    assert len(validations) == 2


def test_a_program_whose_modules_are_not_files_always_validates(
    path: Path, validations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trusted, "_PACKAGE", path)
    read_catalog(path)
    read_catalog(path)
    assert len(validations) == 2
    assert seals() == []


def test_what_passed_as_a_catalog_is_not_trusted_as_a_list_of_agencies(path: Path) -> None:
    read_catalog(path)
    with pytest.raises(ProblemsError):
        read_agencies(path)


def test_a_state_folder_that_cannot_be_made_only_costs_time(
    path: Path, validations: list[str]
) -> None:
    places.state_folder().parent.mkdir(parents=True, exist_ok=True)
    places.state_folder().write_text("a file where the folder should be")
    assert read_catalog(path) == read_catalog(path)
    assert len(validations) == 2


def test_a_state_folder_that_may_not_be_looked_into_only_costs_time(
    path: Path, validations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    monkeypatch.setattr(Path, "touch", refuse)
    read_catalog(path)
    read_catalog(path)
    assert len(validations) == 2


def test_a_seal_on_a_file_that_does_not_fit_means_validating_it(path: Path) -> None:
    """Somebody made the small file by hand: what cannot be built is validated, and refused."""
    path.write_text('schema = 1\ntitle = "x"\n', encoding="utf-8")
    with pytest.raises(ProblemsError):
        read_catalog(path)
    seal = trusted._seal(Catalog, path.read_bytes())
    assert seal is not None
    seal.parent.mkdir(parents=True)
    seal.touch()
    with pytest.raises(ProblemsError, match="is missing"):
        read_catalog(path)


def test_a_scenario_is_trusted_only_beside_the_names_it_was_validated_with(
    path: Path, tmp_path: Path, validations: list[str]
) -> None:
    catalog = read_catalog(path)
    scenario = tmp_path / "autumn.toml"
    scenario.write_text(SCENARIO, encoding="utf-8")
    first = read_scenario(scenario, catalog)
    assert read_scenario(scenario, catalog) == first
    assert validations == [str(path), str(scenario)]
    path.write_text(CATALOG.replace('"per-month"\nlabel', '"monthly"\nlabel'), encoding="utf-8")
    with pytest.raises(ProblemsError, match="there is no reading of grok `per-month`"):
        read_scenario(scenario, read_catalog(path))


def test_only_the_newest_are_remembered(path: Path) -> None:
    for year in range(trusted.MOST_REMEMBERED + 3):
        path.write_text(CATALOG.replace("2027-03-14", f"{2027 + year}-03-14"), encoding="utf-8")
        read_catalog(path)
    assert len(seals()) == trusted.MOST_REMEMBERED


def test_the_second_start_loads_neither_pydantic_nor_tree_sitter(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tui.files.catalog import read_catalog;"
        "read_catalog(Path(sys.argv[1]));"
        "print(*(n for n in ('pydantic', 'tree_sitter', 'textual', 'rich') if n in sys.modules))"
    )
    root = Path(trusted.__file__).parents[2]
    said = [
        subprocess.run(
            [sys.executable, "-c", program, str(path)],
            check=True, capture_output=True, text=True, cwd=root,
        ).stdout.strip()
        for _ in range(2)
    ]  # fmt: skip
    assert said == ["pydantic", ""]


@pytest.mark.parametrize("shipped", ["catalogue", "agencies"])
def test_the_plain_builder_makes_what_pydantic_makes_of_the_shipped_files(shipped: str) -> None:
    if shipped == "catalogue":
        document = document_of("deals.toml", places.catalog_path().read_bytes())
        checked: object = validation.validated(Catalog, document, catalog_rules)
        plain = build(shape_of(Catalog), _without_schema(document.table))
    else:
        document = document_of("agencies.toml", places.agencies_path().read_bytes())
        checked = validation.validated(AgenciesFile, document, agencies_rules)
        plain = build(shape_of(AgenciesFile), _without_schema(document.table))
    assert plain == checked
    assert repr(plain) == repr(checked)


def _without_schema(table: dict[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in table.items() if key != "schema"}


words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf")), min_size=1).filter(
    lambda text: not text.isspace()
)
optional_words = st.just("") | words
numbers = st.integers(0, 10**9) | st.decimals(0, 10**6, places=4)
sources = st.lists(st.sampled_from(["s", "press"]), min_size=1, max_size=2, unique=True)
dates = st.dates(date(1990, 1, 1), date(2150, 1, 1))


def table(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


@st.composite
def price_lines(draw: st.DrawFn) -> dict[str, Any]:
    line: dict[str, Any] = draw(
        table(
            {
                "component": words,
                "unit": st.sampled_from(["agency", "user", "flat"]),
                "per": st.sampled_from(["year", "month", "once"]),
            },
            {"from": st.integers(0, 20), "until": st.integers(21, 600), "note": optional_words},
        )
    )
    if draw(st.booleans()):
        return line | {"price": draw(numbers)}
    return line | {"assume": "hosting", "times": draw(st.integers(0, 5) | st.just(Decimal("0.5")))}


lines = st.lists(price_lines(), min_size=1, max_size=3)
priced = {"label": words, "sources": sources, "lines": lines}


@st.composite
def offers(draw: st.DrawFn) -> dict[str, Any]:
    starts = draw(dates)
    offer: dict[str, Any] = draw(
        table(
            {"vendor": st.just("v"), "product": words, "short": words, "starts": st.just(starts)},
            {
                "compare": st.booleans(),
                "announced": st.just(starts),
                "ends": st.integers(0, 900).map(lambda days: starts + timedelta(days=days)),
                "term_months": st.integers(1, 600),
                "replaced_by": st.just("b"),
                "list": table(priced, {"note": optional_words}),
                "term": st.lists(
                    table(
                        {
                            "topic": st.sampled_from(["price", "data"]),
                            "text": words,
                            "sources": sources,
                        },
                        {"disputed": st.booleans()},
                    ),
                    max_size=2,
                ),
                "event": st.lists(
                    table(
                        {
                            "date": dates,
                            "status": st.sampled_from(["signed", "note"]),
                            "text": words,
                            "sources": sources,
                        },
                        {},
                    ),
                    max_size=2,
                ),
            },
        )
    )
    readings = draw(
        st.lists(table(priced, {"quote": words, "note": words}), min_size=1, max_size=3)
    )
    for number, reading in enumerate(readings):
        reading["id"] = f"r{number}"
        reading["default"] = number == 0
    return offer | {"reading": readings}


@given(
    offer=offers(), title=words,
    source=table(
        {"title": words, "publisher": words, "kind": st.sampled_from(["primary", "weak"])},
        {"date": dates, "url": optional_words, "language": words, "note": optional_words},
    ),
    suggested=st.lists(table({"label": words, "value": numbers, "sources": sources}, {})),
)  # fmt: skip
def test_the_plain_builder_makes_what_pydantic_makes_of_any_catalog(
    offer: dict[str, Any], title: str, source: dict[str, Any], suggested: list[dict[str, Any]]
) -> None:
    written = {
        "schema": 1, "title": title, "as_of": date(2026, 10, 8), "currency": "USD",
        "source": {"s": source, "press": source}, "vendor": {"v": {"name": title}},
        "offer": {"a": offer, "b": {**offer, "replaced_by": "a"}},
        "assumption": {"hosting": {"title": "h", "unit": "u", "suggestion": suggested}},
    }  # fmt: skip
    document = document_of_text("made.toml", inline(written))
    checked = validation.validated(Catalog, document, catalog_rules)
    plain = build(shape_of(Catalog), _without_schema(document.table))
    assert plain == checked
    assert repr(plain) == repr(checked)
