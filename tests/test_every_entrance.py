"""A number is the same number wherever it is typed: read whole, or refused whole."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.app.driver import real_catalog
from tui.app.question_kinds import Asked, BreakEvenQuestion
from tui.cli.arguments import amount, count
from tui.domain.analysis.sensitivity import parse_range
from tui.domain.analysis.sweep import parse_axis
from tui.domain.inputs import entered
from tui.domain.scenario import Scenario
from tui.files.scenarios import with_setting
from tui.files.toml import ProblemsError
from tui.views.words import parse_discount

CATALOG = real_catalog()
NONE = Scenario()
MOST_AGENCIES, MOST_DOLLARS = 10**6, 10**9
typed = st.text(max_size=12) | st.text("0123456789,.$' ()+-*/kM%e\u202f３", max_size=12)
long = st.integers(10**27, 10**40).map(str) | st.decimals(0, 1, places=39).map("{:f}".format)
numbers = st.builds(
    lambda text, sign: text.replace(",", sign),
    st.integers(0, 10**7).map("{:,}".format) | st.decimals(0, 10**5, places=2).map("{:,f}".format),
    st.sampled_from([",", " ", "'", "\u202f", "", ".", "_"]),
)


def _bounded(value: Decimal | int, most: int) -> Decimal | int:
    if value > most:
        raise ValueError
    return value


def _range(key: str, text: str) -> Decimal:
    low, high = parse_range(CATALOG, NONE, key, f"{text}..{text}")
    assert low == high
    return low


def _asked(text: str) -> int:
    """What the break-even looks up to, as it is typed there."""
    question = BreakEvenQuestion(Asked(CATALOG, NONE, CATALOG.as_of, CATALOG.offers["grok"]))
    question.enter("over", "agencies")
    question.enter("most", text)
    assert question.found is not None
    return question.found.high


COUNTS: Mapping[str, Callable[[str], Decimal | int]] = {
    "form": lambda text: entered(NONE, "agencies", text).agencies,
    "--set": lambda text: with_setting(NONE, CATALOG, f"agencies={text}").agencies,
    "option": lambda text: _bounded(count(text), MOST_AGENCIES),
    "range": lambda text: _bounded(_range("agencies", text), MOST_AGENCIES),
    "question": _asked,
}
AMOUNTS: Mapping[str, Callable[[str], Decimal | int]] = {
    "form": lambda text: entered(NONE, "assume.hosting", text).assume["hosting"],
    "--set": lambda text: with_setting(NONE, CATALOG, f"assume.hosting={text}").assume["hosting"],
    "option": lambda text: _bounded(amount(text), MOST_DOLLARS),
    "range": lambda text: _bounded(_range("assume.hosting", text), MOST_DOLLARS),
}


def answer(read: Callable[[str], Decimal | int], text: str) -> Decimal | int | None:
    """The number, or None where it is refused."""
    try:
        return read(text)
    except (ValueError, ProblemsError):
        return None


@pytest.mark.parametrize("entrances", [COUNTS, AMOUNTS], ids=["counts", "amounts"])
@given(text=typed | numbers | long)
def test_every_entrance_gives_the_same_answer(
    entrances: Mapping[str, Callable[[str], Decimal | int]], text: str
) -> None:
    assume(text.strip() and ".." not in text)
    answers = {name: answer(read, text) for name, read in entrances.items()}
    assert len(set(answers.values())) == 1, answers


@given(st.integers(1, 10**5).map("{:,}".format) | numbers)
def test_one_value_of_a_table_is_the_same_number(text: str) -> None:
    """There a comma separates values and two points a range; what is left is read alike."""
    assume("," not in text)
    alone = answer(COUNTS["form"], text)
    table = answer(lambda typed: parse_axis(CATALOG, NONE, f"agencies={typed}").values[0], text)
    assert alone == table


@given(typed | st.decimals(0, 1000, places=6).map("{:,f}".format))
def test_a_rate_is_the_same_number(text: str) -> None:
    value = answer(amount, text)
    assume(value is not None and value <= 1000 and value == round(value, 6))
    found = parse_discount(f"{text} OMB A-94")
    assert found is not None
    assert (found.rate, found.edition) == (value, "OMB A-94")
