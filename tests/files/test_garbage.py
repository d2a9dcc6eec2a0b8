"""Whatever stands in a file, the answer is a value or a list of problems, never a crash."""

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tests.files.inline import inline
from tests.files.texts import CATALOG, SCENARIO, catalog
from tui.domain.deals import Catalog
from tui.files import agencies
from tui.files import catalog as catalogs
from tui.files.agencies import AgenciesFile
from tui.files.reading import validated
from tui.files.scenarios import parse_scenario
from tui.files.toml import ProblemsError, document_of, document_of_text

BYTES = CATALOG.encode()
TABLE: dict[str, Any] = tomli.loads(CATALOG, parse_float=Decimal)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return catalog(tmp_path_factory.mktemp("facts"))


def read(content: bytes) -> None:
    """Read bytes as each kind of file; only problems may come of it."""
    for made, rules in ((Catalog, catalogs.RULES), (AgenciesFile, agencies.RULES)):
        try:
            validated(made, document_of("garbage.toml", content), rules)
        except ProblemsError as error:
            _presentable(error)


def _presentable(error: ProblemsError) -> None:
    assert error.problems
    for problem in error.problems:
        assert problem.message
        assert problem.line >= 0
        assert len(str(problem)) < 2000
        assert all(letter.isprintable() for letter in str(problem)), repr(str(problem))


mutations = st.lists(
    st.tuples(st.integers(0, len(BYTES)), st.integers(0, 12), st.binary(max_size=6)),
    min_size=1, max_size=4,
)  # fmt: skip


@given(mutations)
def test_a_catalog_with_random_bytes_in_it(changes: list[tuple[int, int, bytes]]) -> None:
    content = BYTES
    for at, length, new in changes:
        content = content[:at] + new + content[at + length :]
    read(content)


@given(st.binary(max_size=300))
def test_random_bytes(content: bytes) -> None:
    read(content)


scalars: st.SearchStrategy[Any] = st.one_of(
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.text(max_size=5),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
    st.dates(date(1, 1, 1)),
    st.just(datetime(2026, 1, 1, 12)),  # noqa: DTZ001  # a local date-time of TOML
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, one in entries:
        found.append((*place, key))
        if isinstance(one, (dict, list)):
            found += places(one, (*place, key))
    return found


def replaced(value: Any, place: tuple[Any, ...], new: Any) -> Any:
    if not place:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[place[0]] = replaced(value[place[0]], place[1:], new)
    return copy


@given(st.sampled_from(places(TABLE)), values)
def test_a_catalog_with_any_value_in_any_place(place: tuple[Any, ...], value: Any) -> None:
    read(inline(replaced(TABLE, place, value)).encode("utf-8", "replace"))


@given(
    st.sampled_from(places(tomli.loads(SCENARIO))), values, st.integers(0, 400), st.text(max_size=3)
)
def test_a_scenario_with_any_value_in_any_place(
    facts: Catalog, place: tuple[Any, ...], value: Any, at: int, inserted: str
) -> None:
    table = tomli.loads(SCENARIO, parse_float=Decimal)
    for text in (
        inline(replaced(table, place, value)),
        SCENARIO[:at] + inserted + SCENARIO[at:],
    ):
        with suppress(ProblemsError):
            parse_scenario(text, facts)


@pytest.mark.parametrize(
    "text",
    [
        "x = 1e999999\ny = -1e999999\nz = 0e999999",
        "title = " + "0." + "1" * 1_000_000,
        "title = 0x" + "f" * 1_000_000,
        "offer = [" + "1," * 100_000 + "]",
        "".join(f"k{number} = 1\n" for number in range(20_000)),
        "a." * 900 + "a = 1",
        "[" + "a." * 900 + "a]\n" + "b = 1",
        "x = " + "{a=" * 300 + "1" + "}" * 300,
        "x = " + "[" * 390 + "]" * 390,
        'title = "' + "\\u202e" * 100_000 + '"',
    ],
    ids=["exponents", "decimals", "hexadecimal", "entries", "keys", "dots", "header", "tables",
         "lists", "marks"],
)  # fmt: skip
def test_a_file_made_to_hang_the_program_does_not(text: str) -> None:
    with pytest.raises(ProblemsError) as raised:
        validated(Catalog, document_of_text("bomb.toml", text), catalogs.RULES)
    _presentable(raised.value)


def test_a_zero_with_a_huge_exponent_is_a_plain_zero() -> None:
    text = CATALOG.replace("price = 0,", "price = 0e999999,")
    value = validated(Catalog, document_of_text("zero.toml", text), catalogs.RULES)
    assert repr(value.offers["llama"].readings[0].lines[0].price) == "Decimal('0')"


def test_a_price_with_an_exponent_is_read_exactly() -> None:
    text = CATALOG.replace("price = 30,", "price = 1.5e3,")
    value = validated(Catalog, document_of_text("exponent.toml", text), catalogs.RULES)
    listed = value.offers["grok"].list_price
    assert listed is not None
    assert str(listed.lines[0].price) == "1500"
