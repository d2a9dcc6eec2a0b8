"""The briefing sheet: what stands on it, at any size, with any texts."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from shlex import quote, split

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import THOROUGH
from tests.goldens import matches
from tests.picture.offers import COLORS, Recorder, compared, line, offer, usual
from tests.views.test_headline import comparisons
from tui.domain.comparison import Comparison
from tui.domain.money import dollars, signed_dollars
from tui.domain.pricing import price_offer
from tui.domain.scenario import Overhead, Scenario
from tui.picture import sheet
from tui.picture.boxes import rectangles
from tui.picture.font import has_outline
from tui.picture.grid import Grid, text
from tui.picture.sheet import briefing
from tui.views.day import status_briefly
from tui.views.sources import source_words
from tui.views.words import sign_of, total_words

SIZES = [(96, 27), (128, 36), (160, 45)]
ALL_SIZES = [(80, 24), (81, 60), *SIZES, (300, 24)]
COMMAND = "deals shot --as-of 2026-11-21 -o briefing.svg"
HOSTILE = ["[25%]", "]]>", "safe\u202egnp", "政府のための人工知能" * 4, "x" * 200, "word " * 40,
           "☑️ 👨‍👩‍👧 é", "$1,000,000.00"]  # fmt: skip
SCENARIOS: Mapping[str, Scenario] = {
    "default": Scenario(),
    "list": Scenario(
        name="After the promotion", months=36, after="list", users_per_agency=200,
        assume={"hosting": Decimal("40179.20")},
    ),
    "date": Scenario(start=date(2026, 6, 1), after="stop", charge="prorated", ramp_months=12,
                     agencies_for={"south": 10}),
    "reading": Scenario(
        months=24, readings={"north": "per-month"},
        overheads=(Overhead("training", "Training", "user", "once", Decimal(250)),),
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_overlaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sheet of these tests is drawn on a canvas that refuses to write upon a text."""
    monkeypatch.setattr(sheet, "Canvas", Recorder)


def pages(
    comparison: Comparison, size: tuple[int, int] = (128, 36), command: str = COMMAND
) -> tuple[Grid, ...]:
    return briefing(comparison, size, COLORS, command)


def drawn(comparison: Comparison, size: tuple[int, int] = (128, 36)) -> Grid:
    return pages(comparison, size)[0]


def words(comparison: Comparison, size: tuple[int, int] = (128, 36)) -> str:
    return text(drawn(comparison, size))


def everything(comparison: Comparison, size: tuple[int, int] = (128, 36)) -> str:
    return "".join(map(text, pages(comparison, size)))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_sheet_reads_as_it_should(name: str, size: tuple[int, int]) -> None:
    sheet = pages(compared(*usual(), scenario=SCENARIOS[name]), size)
    texts = {cell.text for grid in sheet for _, _, cell in grid.placed()}
    assert [one for one in texts if not has_outline(one) and not rectangles(one)] == []
    matches(f"briefing-{name}-{size[0]}x{size[1]}.txt", "\n".join(map(text, sheet)))


@pytest.mark.parametrize(
    ("word", "size"),
    [
        (word, ALL_SIZES[(at + step) % len(ALL_SIZES)])
        for at, word in enumerate(HOSTILE)
        for step in (range(len(ALL_SIZES)) if THOROUGH else (0, 3))
    ],
    ids=ascii,
)
def test_no_text_breaks_the_layout(word: str, size: tuple[int, int]) -> None:
    offers = [
        replace(
            offer("A", line("1"), line(None, "month", "flat", word) if number == 2 else line("3")),
            id=f"o{number}", short=f"{word}{number}",
        )
        for number in range(5)
    ]  # fmt: skip
    overhead = Overhead("t", word, "user", "month", Decimal("999999999.123"))
    scenario = Scenario(name=word, overheads=(overhead,), months=600, users_per_agency=10**6)
    margin = 5 if size[0] >= 120 else 2
    for grid in pages(compared(*offers, scenario=scenario), size):
        assert (grid.width, grid.height) == size
        for row in grid.rows:
            assert all(cell.text == " " for cell in row[-margin + 1 :])


@pytest.mark.parametrize(
    ("count", "size"),
    [
        (count, size)
        for at, size in enumerate(ALL_SIZES)
        for count in ((0, 1, 2, 8, 12, 40) if THOROUGH else ((0, 12), (1, 40), (2, 8))[at % 3])
    ],
    ids=str,
)
def test_no_offer_is_dropped_at_any_size(count: int, size: tuple[int, int]) -> None:
    offers = [offer(f"Offer{number}", line(str(number + 1))) for number in range(count)]
    first, *others = map(text, pages(compared(*offers), size))
    assert set(re.findall(r"\S +(Offer\d+) +\$", first)) == {one.short for one in offers}
    assert ("█" in first) == (0 < count <= 12 or (count == 40 and size == (81, 60)))
    assert COMMAND not in first
    assert COMMAND in "".join(others)


def test_totals_that_are_too_wide_for_the_first_page_are_on_the_second() -> None:
    offers = [offer(f"Offer{number}", line("5999334006659994.00")) for number in range(40)]
    shown = words(compared(*offers), (80, 24))
    listed = set(re.findall(r"Offer\d+", shown[shown.index("─") :]))
    more = re.search(r"… and (\d+) more: see page 2", shown)
    assert more
    assert len(listed) + int(more[1]) == 40
    assert set(re.findall(r"Offer\d+", everything(compared(*offers), (80, 24)))) == {
        one.short for one in offers
    }


@pytest.mark.parametrize("name", ["a" * 300, "it's " * 60 + "'", "政府" * 90])
def test_a_command_wider_than_a_row_is_whole_for_a_shell(name: str) -> None:
    command = f"deals shot --data {quote(f'{name}.toml')} --as-of 2026-11-21 -o briefing.svg"
    second = text(pages(compared(offer("A")), (80, 24), command)[1])
    shown = re.search(r"To reproduce\n(.+?)\n *\n", second, re.DOTALL)
    assert shown
    typed = "\n".join(row.strip() for row in shown[1].splitlines())
    assert "…" not in typed
    assert split(typed.replace("\\\n", "")) == split(command)


def test_of_forty_offers_no_two_look_alike() -> None:
    found = compared(*(offer(f"Offer{number}") for number in range(40)))
    signs = {sign_of(found.catalog, one.offer.id) for one in found.standings}
    assert len(signs) == 40


@given(comparisons(), st.sampled_from(ALL_SIZES))
def test_every_amount_is_one_of_the_comparison(
    comparison: Comparison, size: tuple[int, int]
) -> None:
    shown = words(comparison, size)
    scenario = comparison.scenario
    known = {dollars(0), "$0.01"}
    known |= {dollars(cents) for one in comparison.standings for cents in one.quote.by_kind}
    for standing in comparison.standings:
        quote = standing.quote
        known |= {dollars(quote.total), dollars(sum(quote.by_month))}
        known |= {dollars(sum(quote.by_month[:month])) for month in range(quote.months + 1)}
        if standing.difference is not None:
            known.add(signed_dollars(standing.difference).removeprefix("+"))
        known |= {
            dollars(price_offer(comparison.catalog, quote.offer, scenario, reading).total)
            for reading in quote.offer.readings
        }
    figures = shown[shown.index("▌") :]  # above are the inputs
    figures = re.sub(r"\$\S+ ┤", "", figures)  # an axis has round amounts
    assert set(re.findall(r"\$[\d,]+\.\d\d(?!\d)", figures)) <= known
    assert all(total_words(standing.quote) in shown for standing in comparison.standings)


def test_notes_that_do_not_fit_are_counted() -> None:
    found = compared(*usual(), scenario=Scenario())
    warnings = {one for standing in found.standings for one in standing.warnings}
    for size in ALL_SIZES:
        flat = re.sub(r"\s+", " ", words(found, size))
        left = re.search(r"(\d+) (?:more )?warnings?", flat)
        begun = sum(one[:20] in flat for one in warnings)
        assert begun + (int(left[1]) if left else 0) == len(warnings)


@pytest.mark.parametrize("size", ALL_SIZES if THOROUGH else ALL_SIZES[::2], ids=str)
def test_the_pages_leave_nothing_out(size: tuple[int, int]) -> None:
    found = compared(*usual(), scenario=SCENARIOS["list"])
    flat = re.sub(r"\s+", " ", everything(found, size))
    for source in (found.catalog.sources["press"], found.catalog.sources["weak"]):
        assert source_words(source) in flat
    for standing in found.standings:
        assert standing.quote.reading.label in flat
        assert all(warning in flat for warning in standing.warnings)
        assert status_briefly(found.catalog, standing.offer, found.as_of) in words(found, size)
    assert "Hosting of one deployment: $40,179.20 (dollars a month) [2]" in flat


def test_what_is_large_is_of_double_size_and_stands_once_in_the_text() -> None:
    grid = drawn(compared(offer("A"), offer("B", line("2"))))
    double = [(row, cell.text) for row, _, cell in grid.drawn() if cell.style.double]
    rows = dict.fromkeys(row for row, _ in double)
    said = ["".join(mark for at, mark in double if at == row) for row in rows]
    assert " ".join(said[:-2]) == (
        "A is cheapest at $48.00 for 24 agencies over 24 months; B costs $96.00."
    )
    assert said[-2:] == ["$48.00", "$96.00"]


def test_who_made_the_numbers_is_said() -> None:
    seats = offer("A", line("1", "month", "user"))
    assert "1,000 users per agency: our round number. 24 agencies: " in words(compared(seats))
    own = Scenario(agencies=3, users_per_agency=7)
    assert "7 users per agency: your number. 3 agencies: your number." in words(
        compared(seats, scenario=own)
    )
    assert "users per agency" not in words(compared(offer("A")))


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (401, 36), (128, 201)])
def test_other_sizes_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="80×24 to 400×200"):
        drawn(compared(offer("A")), size)


def test_a_long_command_is_broken_between_its_words() -> None:
    command = "deals shot " + " ".join(f"--set 'name=a b  {n}'" for n in range(9)) + " -o b.svg"
    shown = text(pages(compared(offer("A")), command=command)[1])
    lines = shown[shown.index("     deals shot") :].partition("\n\n")[0].splitlines()
    rows = [one.strip() for one in lines]
    assert all(row.endswith("\\") for row in rows[:-1])
    assert " ".join(row.removesuffix("\\").strip() for row in rows) == command


def test_the_colors_are_those_given() -> None:
    used = {
        color
        for grid in pages(compared(*usual()))
        for _, _, cell in grid.placed()
        for color in (cell.style.foreground, cell.style.background)
    }
    assert used <= {COLORS.ground, COLORS.ink, COLORS.soft, COLORS.rule, COLORS.accent,
                    COLORS.warning, *COLORS.series}  # fmt: skip


def goldens() -> list[Path]:
    return sorted((Path(__file__).parent.parent / "goldens").glob("briefing-*.txt"))


def test_no_golden_is_left_behind() -> None:
    wanted = {f"briefing-{name}-{w}x{h}.txt" for name in SCENARIOS for w, h in SIZES}
    assert {path.name for path in goldens()} == wanted


def test_something_tiny_is_not_zero_where_more_is_unknown() -> None:
    tiny = offer("A", line("0.001", "once", "flat"), line(None, "month", "flat", "hosting"))
    shown = words(compared(tiny), (160, 45))
    assert "> $0.00" in shown
    assert "≥ hosting unknown" in shown
    assert "≥ $0.00" not in shown
