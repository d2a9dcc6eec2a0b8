"""The XLSX workbook: what is stored in it, and what a spreadsheet program computes from it."""

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given

from tests.domain import oracle
from tests.domain.strategies import offers, scenarios
from tests.effort import THOROUGH
from tests.views.made import BUSY, BUSY_REAL, REAL, compared, everything
from tui.domain.comparison import Comparison, compare
from tui.domain.deals import Offer
from tui.domain.money import plain
from tui.domain.scenario import After, Scenario
from tui.export.xlsx import comparison_workbook
from tui.export.xlsx.months import AGREES
from tui.export.xlsx.plan import LinePlan, plans_of
from tui.files.catalog import read_catalog

SHEETS = ["Inputs", "IGCE", "Comparison", "By month", "By fiscal year", "Terms", "Sources",
          "Notes", "Workings"]  # fmt: skip


def opened(content: bytes, *, values: bool = True) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def money(value: Any) -> str:
    """A cell's number in two decimals, as our own figures are written."""
    return f"{Decimal(repr(value)).quantize(Decimal('0.01')):f}"


def holds(book: Any, comparison: Comparison) -> None:
    """Compare every figure of a workbook with the program's own."""
    sheet = book["Comparison"]
    by_month, by_year, igce = book["By month"], book["By fiscal year"], book["IGCE"]
    scenario = comparison.scenario
    said = f" agencies · {scenario.months} months · "
    if "users_per_agency" not in comparison.unused:
        said = f" agencies · {scenario.users_per_agency:,} users per agency · {said[12:]}"
    assert str(igce["B6"].value).startswith(f"{scenario.agencies:,}{said}")
    assert igce["B6"].value == sheet["A2"].value
    heads = [cell.value for cell in by_month[5]]
    columns = [at for at, head in enumerate(heads, 1) if head not in ("Month", "Begins")]
    for at, standing in enumerate(comparison.standings):
        row = next(sheet.iter_rows(min_row=6 + at, values_only=True))
        quote = standing.quote
        unknown = len(quote.unknown)
        assert money(row[4]) == plain(quote.total)
        assert row[5] == (f"at least; {unknown} unknown" if unknown else "complete")
        if standing.difference is None:
            assert (row[6], row[7]) == ("–", "–")
        else:
            assert (money(row[6]), row[7]) == (plain(standing.difference), standing.rank)
        coverage = quote.coverage
        assert row[9] == row[1]
        assert row[10:14] == coverage[1:]
        assert [money(value) for value in row[14:18]] == [plain(one) for one in quote.by_kind]
        assert bool(row[8]) == (standing.rank is None)
        column = [cell[0].value for cell in by_month.iter_rows(
            min_row=6, min_col=columns[at], max_col=columns[at])]  # fmt: skip
        found = [money(value) for value in column if value not in (None, "")]
        assert found == [plain(amount) for amount in quote.by_month]
        years = {
            str(cells[0]): money(cells[1 + at])
            for cells in by_year.iter_rows(min_row=6, values_only=True)
            if isinstance(cells[0], int) and cells[1 + at]
        }
        assert years == {str(year): plain(c) for year, c in quote.by_fiscal_year.items()}
        assert by_month.cell(3, columns[at]).value == by_year.cell(3, 2 + at).value
        assert by_month.cell(4, columns[at]).value == by_year.cell(4, 2 + at).value == AGREES
        performed = [cells[2 + at] for cells in igce.iter_rows(min_row=12, values_only=True)]
        assert performed[-1] == AGREES
        assert money(performed[-2]) == plain(quote.total)
        in_years = [plain(sum(quote.by_month[first : first + 12])) for first in range(0, 60, 12)]
        assert [money(one) for one in performed[:5] if one != "not compared"] == in_years[
            : -(-quote.months // 12)
        ]


def changed(content: bytes, inputs: Mapping[str, Any]) -> bytes:
    """Type other figures into the named cells; what was stored for formulas is gone."""
    book = opened(content, values=False)
    for name, value in inputs.items():
        if name == "price":
            (head,) = (one for one in book["Comparison"]["A"] if "○ Grok" in str(one.value))
            book["Comparison"].cell(head.row + 2, 6).value = value
            continue
        ((sheet, address),) = book.defined_names[name].destinations
        book[sheet][address.replace("$", "")].value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def units(plan: LinePlan, joined: Sequence[int]) -> list[int]:
    """Count the units of each month as the formulas of the workings do."""
    present = [min(count, 1) for count in joined] if plan.line.unit == "flat" else list(joined)
    counts: list[int] = []
    for month, now in enumerate(present):
        joiners = now - (present[month - 1] if month else 0)
        before = counts[month - 12] if month >= 12 else 0
        step = plan.steps[month]
        counted = {"": 0, "everybody": now, "joiners": joiners, "renewing": joiners + before}
        counts.append(counted[step])
    return counts


@given(offers(), scenarios())
def test_units_are_counted_as_the_domain_counts_them(offer: Offer, scenario: Scenario) -> None:
    comparison = compare(oracle.catalog(offer), scenario, date(2026, 1, 1))
    (plan,) = plans_of(comparison)
    quote = plan.quote
    expected = {(line.offer_id, line.basis, line.component): line.counts for line in quote.lines
                if any(line.counts)}  # fmt: skip
    counted = {
        (one.line.offer_id, one.line.basis, one.line.component): tuple(units(one, quote.joined))
        for one in plan.lines
        if any(one.line.counts)
    }
    assert counted == expected
    assert sum(one.line.amount or 0 for one in plan.lines) == quote.total


@pytest.mark.parametrize("charge", ["started", "prorated"])
def test_stored_values_are_our_own(charge: Any) -> None:
    follows: tuple[After, ...] = ("repeat", BUSY_REAL.after, "successor")
    some = follows if THOROUGH else follows[2:] if charge == "started" else follows[:1]
    for comparison in (
        compared(replace(BUSY, charge=charge)),
        *(
            compared(everything(replace(BUSY_REAL, charge=charge, after=after)), REAL)
            for after in some
        ),
        compared(Scenario(start=date(2026, 12, 1), agencies=0, charge=charge), REAL),
    ):
        book = opened(comparison_workbook(comparison))
        assert book.sheetnames == SHEETS
        holds(book, comparison)


def of_offer(book: Any, name: str) -> list[tuple[Any, ...]]:
    """The rows of one offer's block in the estimate, up to its total."""
    rows = list(book["Comparison"].iter_rows(values_only=True))
    heads = [at for at, row in enumerate(rows) if row[0] == "Line"]
    at = next(at for at in heads if name in rows[at - 1][0])
    total = next(end for end in range(at, len(rows)) if str(rows[end][1]).startswith("Total "))
    return rows[at + 1 : total]


def test_a_price_that_goes_on_after_the_agreement_has_a_row_for_each_kind() -> None:
    scenario = Scenario(months=24, after="repeat", readings={"grok": "per-month"}, offers=("grok",))
    book = opened(comparison_workbook(compared(scenario, REAL)))
    holds(book, compared(scenario, REAL))
    rows = [(row[4], money(row[5]), money(row[6]), row[7]) for row in of_offer(book, "Grok")]
    assert rows == [
        (24 * 18, "0.42", "181.44", "agreement"),
        (24 * 6, "0.42", "60.48", "same price, assumed"),
    ]


def test_a_figure_of_the_user_is_said_to_be_one() -> None:
    scenario = replace(BUSY_REAL, offers=("llama",), after="successor")
    book = opened(comparison_workbook(compared(scenario, REAL)))
    assert {row[7] for row in of_offer(book, "Llama")} == {
        "agreement", "your assumption", "your figure",
    }  # fmt: skip
    row = next(book["Comparison"].iter_rows(min_row=6, values_only=True))
    assert money(row[17]) == money(row[4])


def test_what_followed_has_lines_and_months_of_its_own() -> None:
    seat = {"claude-seat": Decimal(36)}
    scenario = Scenario(start=date(2026, 8, 1), after="successor", assume=seat, offers=("claude",))
    comparison = compared(scenario, REAL)
    book = opened(comparison_workbook(comparison))
    holds(book, comparison)
    assert comparison.standings[0].quote.coverage.successor > 0
    words = [row[7] for row in of_offer(book, "Claude")]
    assert words[0] == "agreement"
    assert "your assumption" in words
    names = {row[4] for row in book["Inputs"].iter_rows(values_only=True)}
    assert "assume_claude_seat" in names


@pytest.mark.parametrize(("scenario", "reasons"), [
    (Scenario(), ["", "", "", "a price is unknown"]),
    (Scenario(months=18), ["no other is like it", "covers less than another",
                           "covers less than another", "a price is unknown"]),
    (Scenario(start=date(2027, 1, 1)), ["no other is like it", "covers nothing", "covers nothing",
                                        "a price is unknown"]),
    (Scenario(agencies_for={"grok": 3}), ["counts other agencies", "", "", "a price is unknown"]),
])  # fmt: skip
def test_only_like_is_ranked_with_like(scenario: Scenario, reasons: list[str]) -> None:
    comparison = compared(scenario, REAL)
    book = opened(comparison_workbook(comparison))
    holds(book, comparison)
    rows = list(book["Comparison"].iter_rows(min_row=6, max_row=9, values_only=True))
    assert [row[8] or "" for row in rows] == reasons


def test_what_follows_one_offer_is_among_the_fixed_inputs() -> None:
    book = opened(comparison_workbook(compared(Scenario(after_for={"chatgpt": "list"}), REAL)))
    assert "after_for_chatgpt" in book.defined_names


def test_one_agency_and_one_month_are_said_so() -> None:
    book = opened(comparison_workbook(compared(Scenario(agencies=1, months=1), REAL)))
    assert book["IGCE"]["B6"].value == "1 agency · 1 month · as announced · outlay"


def test_the_comparison_prints_every_offer_whole() -> None:
    offers = tuple(read_catalog(REAL).offers)
    sheet = opened(comparison_workbook(compared(Scenario(offers=offers), REAL)))["Comparison"]
    assert [each.id for each in sheet.col_breaks.brk] == [9]
    begins = {
        row for row, (value, *_) in enumerate(sheet.values) if value and str(value)[1:2] == " "
    }
    breaks = {each.id for each in sheet.row_breaks.brk}
    assert breaks
    assert breaks <= begins
    assert not opened(comparison_workbook(compared(Scenario(), REAL)))["Comparison"].row_breaks.brk


def test_no_offer_at_all() -> None:
    book = opened(comparison_workbook(compared(Scenario(offers=()))))
    assert book.sheetnames == SHEETS


def test_every_input_has_a_name() -> None:
    book = opened(comparison_workbook(compared(BUSY)))
    ours = ("unknown_", "year_", "inputs_right")
    assert {name for name in book.defined_names if not name.startswith(ours)} == {
        "agencies", "months", "users_per_agency", "ramp_months", "agencies_for_north",
        "assume_hosting", "overhead_training", "overhead_support", "start", "after", "charge",
    }  # fmt: skip
    ((sheet, address),) = book.defined_names["assume_hosting"].destinations
    assert book[sheet][address.replace("$", "")].value == pytest.approx(40179.2)


def test_the_same_comparison_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = comparison_workbook(compared(BUSY))
    assert comparison_workbook(compared(BUSY)) == first
    assert opened(first).properties.created.date() == date(2026, 11, 21)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    created = opened(comparison_workbook(compared(BUSY))).properties.created
    assert created.date() == date(2023, 11, 14)


@pytest.mark.parametrize("words", [
    ("=1+1", "+1"), ("@SUM(A1)", "-1"), ("{=1}", "http://x"), ("123", "_x0041_"),
    ("<b>&amp;", "x" * 40_000),
])  # fmt: skip
def test_a_text_stays_a_text(words: tuple[str, str]) -> None:
    name, note = words
    comparison = compared(replace(BUSY, name=name, note=note))
    book = opened(comparison_workbook(comparison), values=False)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    for word in words:
        texts = [cell for cell in cells if str(cell.value).startswith(word[:30])]
        assert texts
        assert {cell.data_type for cell in texts} == {"s"}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("word", ["\uffff", "a\x0bb", "😀" * 40, "政府" * 40, "<b>&\"'", "a\nb\tc"])
def test_any_text_gives_a_valid_file(word: str) -> None:
    scenario = replace(
        BUSY, name=word, note=word, overheads=(replace(BUSY.overheads[0], label=word),)
    )
    comparison = compared(scenario)
    sources = {
        key: replace(source, url=f"https://example.org/{word}", title=word)
        for key, source in comparison.catalog.sources.items()
    }
    catalog = replace(comparison.catalog, sources=sources)
    content = comparison_workbook(replace(comparison, catalog=catalog))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))
    assert opened(content)["Inputs"].data_validations.dataValidation


def test_only_the_yellow_cells_can_be_changed() -> None:
    book = opened(comparison_workbook(compared(BUSY)), values=False)
    for sheet in book:
        locked = sheet.title not in ("Terms", "Sources", "Notes")
        assert sheet.protection.sheet == locked, sheet.title
        assert sheet.print_title_rows or sheet.title == "Notes"
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            yellow = cell.fill.fgColor.rgb == "FFFFF9DB"
            alone = cell.coordinate not in sheet.merged_cells
            assert not alone or cell.protection.locked != yellow, (sheet.title, cell.coordinate)
    words = {cell.value for row in book["Inputs"].iter_rows() for cell in row}
    assert "locked" in words


def test_long_amounts_have_room() -> None:
    most = Scenario(agencies=1_000_000, after="list", start=date(2027, 1, 1))
    assume = {"usage": Decimal(10**9)}
    comparison = compared(replace(most, users_per_agency=1_000_000, assume=assume), REAL)
    book = opened(comparison_workbook(comparison))
    for sheet in (book[name] for name in ("IGCE", "Comparison", "By month", "By fiscal year")):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, float) and "$" in cell.number_format:
                letter = cell.column_letter
                room = sheet.column_dimensions[letter].width
                assert len(f"≥ ${cell.value:,.2f}") < room, (sheet.title, cell.coordinate)
                assert cell.alignment.shrink_to_fit


CASES: tuple[tuple[str, Scenario, dict[str, Any]], ...] = (
    ("agencies", Scenario(), {"agencies": 125}),
    ("everything", everything(BUSY_REAL), {
        "agencies": 8, "users_per_agency": 77, "months": 43, "ramp_months": 5,
        "assume_hosting": 1234.56, "overhead_training": 250.25, "agencies_for_grok": 3,
    }),
    ("prorated", replace(BUSY_REAL, charge="prorated", start=date(2026, 12, 1)),
     {"agencies": 61, "months": 17, "ramp_months": 0}),
    ("repeated", everything(replace(BUSY_REAL, after="repeat", ramp_months=3)),
     {"months": 55, "agencies": 9}),
    ("followed", replace(BUSY_REAL, after="successor", start=date(2026, 6, 1)), {"months": 11}),
    ("opened", replace(BUSY_REAL, after="stop", months=12), {"assume_hosting": None, "months": 60}),
)  # fmt: skip


WRONG: Mapping[str, dict[str, Any]] = {
    "text": {"agencies": "about 24", "assume_hosting": "n/a"}, "beyond": {"months": 61},
    "half": {"users_per_agency": 2.5}, "price": {"price": -5},
}  # fmt: skip
"""What may be pasted over an input, past every validation."""
_NO_CALC = "LibreOffice Calc is not here (Debian: apt-get install libreoffice-calc)"


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All cases, computed by one run of LibreOffice."""
    office = shutil.which("soffice")
    if os.environ.get("LIBREOFFICE") != "1":
        pytest.skip("make workbook lets LibreOffice recalculate")
    if office is None:
        pytest.skip(_NO_CALC)
    folder = tmp_path_factory.mktemp("office")
    wrong = [(name, Scenario(), inputs) for name, inputs in WRONG.items()]
    for name, scenario, inputs in (*CASES, *wrong):
        content = comparison_workbook(compared(scenario, REAL))
        (folder / f"{name}.xlsx").write_bytes(changed(content, inputs))
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
               "--convert-to", "xlsx", "--outdir", str(folder / "computed"),
               *(str(folder / f"{name}.xlsx") for name, _, _ in (*CASES, *wrong))]  # fmt: skip
    environment = os.environ | {"HOME": str(folder)}
    subprocess.run(command, check=True, capture_output=True, timeout=600, env=environment)
    if not (folder / "computed").exists():  # LibreOffice comes in parts
        pytest.skip(_NO_CALC)
    return folder / "computed"


@pytest.mark.parametrize(("name", "scenario", "inputs"), CASES)
def test_libreoffice_agrees_after_a_change(
    name: str, scenario: Scenario, inputs: dict[str, Any], computed: Path
) -> None:
    counts = {key: value for key, value in inputs.items() if "_for_" not in key and
              not key.startswith(("assume", "overhead"))}  # fmt: skip
    other = replace(scenario, **counts)
    if "assume_hosting" in inputs:
        hosting = inputs["assume_hosting"]
        figures = {} if hosting is None else {"hosting": Decimal(str(hosting))}
        other = replace(other, assume=figures)
    if "agencies_for_grok" in inputs:
        other = replace(other, agencies_for={"grok": 3})
    if "overhead_training" in inputs:
        first, second = other.overheads
        other = replace(other, overheads=(replace(first, price=Decimal("250.25")), second))
    holds(opened((computed / f"{name}.xlsx").read_bytes()), compared(other, REAL))


@pytest.mark.parametrize("name", WRONG)
def test_an_input_that_cannot_be_used_leaves_no_total(name: str, computed: Path) -> None:
    book = opened((computed / f"{name}.xlsx").read_bytes())
    assert str(book["Inputs"]["A4"].value).startswith("check: ")
    for title in ("IGCE", "Comparison", "By month", "By fiscal year", "Workings"):
        cells = [cell for row in book[title].iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if str(cell.value).startswith("#")], title
        amounts = [cell.value for cell in cells if "$" in cell.number_format and cell.value]
        given = {0.42, 1, 40179.2, -5} if title == "Comparison" else set()
        assert set(amounts) - given <= {"check the inputs", "–"}, title
    totals = [book["Comparison"].cell(row, 5).value for row in range(6, 10)]
    assert totals == ["check the inputs"] * 4
