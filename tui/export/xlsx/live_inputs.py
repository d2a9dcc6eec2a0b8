"""The sheet of inputs: what can be changed here, by name, and what only the program can change."""

from collections.abc import Iterator, Sequence
from typing import Final

from tui.domain.comparison import Comparison
from tui.domain.inputs import OVERHEAD, ScenarioInput, inputs_of
from tui.domain.scenario import Scenario
from tui.export.xlsx.book import CHECK, RIGHT, Book, Tab, cell, column_span, in_range
from tui.export.xlsx.plan import (
    ESTIMATE,
    INPUTS_SHEET,
    RIGHT_CELL,
    STATE,
    UNIT,
    WORKINGS,
    OfferPlan,
    input_name,
    months_laid_out,
)
from tui.views.words import scenario_words, title_words

_WIDTHS: Final = (30, 18, 26, 38, 24, 70)
_HEADS: Final = ("Input", "Value", "From … to", "Unit", "Name in formulas", "What it means")
_RANGE: Final = 2
_MEANS: Final = 5
_FIRST: Final = 5


def write_inputs(book: Book, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
    inputs = _live(comparison, plans)
    sheet = book.sheet(INPUTS_SHEET, _WIDTHS)
    written_for = scenario_words(comparison.scenario)
    sheet.text(0, 0, title_words(comparison), "title")
    sheet.text(1, 0, f"Written for {written_for}, as of {comparison.as_of}", "line")
    sheet.text(2, 0, "Change the yellow cells: every figure of the other sheets follows, except "
               "where a sheet says otherwise.", "bold")  # fmt: skip
    sheet.texts(_FIRST, _HEADS, "head")
    for at, one in enumerate(inputs, _FIRST + 1):
        _write_live(book, sheet, at, one, comparison.scenario)
    _write_state(book, sheet, len(inputs), plans)
    row = _FIRST + len(inputs) + 2
    sheet.text(row, 0, "Locked, because they decide which lines there are: to change these, write "
               "another workbook with the program.", "bold")  # fmt: skip
    sheet.texts(row + 1, (*_HEADS[:2], "", *_HEADS[3:]), "head")
    for at, (name, words, unit, meaning) in enumerate(_fixed(comparison), row + 2):
        sheet.texts(at, (*words, "locked", unit, name))
        sheet.text(at, _MEANS, meaning, "wrapped")
        if name:
            book.name(name, INPUTS_SHEET, at, 1)
    sheet.heads(_FIRST + 1, 0)
    sheet.lock()


def _write_state(book: Book, sheet: Tab, count: int, plans: Sequence[OfferPlan]) -> None:
    """Say whether every input can be used, prices typed over in the estimate included."""
    spans = [f"{INPUTS_SHEET}!{column_span(_RANGE, _FIRST + 1, _FIRST + count)}"] if count else []
    if plans:
        last = max(plan.total_row for plan in plans)
        spans.append(f"{ESTIMATE}!{column_span(UNIT, plans[0].row, last)}")
    problems = "+".join(f'COUNTIF({span},"{CHECK}*")' for span in spans) or "0"
    sheet.checked(
        *STATE, "Every input can be used.",
        "an input, or a price in the sheet Comparison, is not a number in its range. "
        "There are no totals until it is.",
        f"{problems}=0",
    )  # fmt: skip
    book.name(RIGHT, WORKINGS, *RIGHT_CELL)


def _live(comparison: Comparison, plans: Sequence[OfferPlan]) -> Sequence[ScenarioInput]:
    """Every input that can be changed in a workbook: counts first, then prices."""
    scenario = comparison.scenario
    asked = {line.line.assumption for plan in plans for line in plan.lines}
    compared = [standing.offer.id for standing in comparison.standings]
    numbers = [
        one
        for one in inputs_of(comparison.catalog, scenario, compared)
        if one.is_number
        and (one.name in asked if one.field == "assume" else one.get(scenario) is not None)
    ]
    return sorted(numbers, key=lambda one: one.kind != "count")


def _write_live(book: Book, sheet: Tab, row: int, one: ScenarioInput, scenario: Scenario) -> None:
    least, most, meaning = one.family.low, one.family.high, one.help
    match one.field:
        case "months":
            most = months_laid_out(scenario)
            meaning = f"{meaning} Laid out for {most}."
        case "agencies_for":
            meaning = "This offer's own number of agencies."
        case "assume":
            meaning = f"{meaning} Empty: unknown.".strip()
        case "overheads":
            meaning = "A cost on top of the agreements, from the scenario."
    name = input_name(OVERHEAD if one.part else one.field, one.name) if one.name else one.key
    value, whole = one.get(scenario), one.kind == "count"
    style = "live-count" if whole else "live-price"
    sheet.text(row, 0, one.title, "wrapped")
    if value is None:
        sheet.blank(row, 1, style)
    else:
        sheet.number(row, 1, value, style)
    here, words = cell(row, 1), f"{least:,} to {most:,}"
    right = in_range(here, least, most, whole=whole, optional=one.field == "assume")
    sheet.checked(row, _RANGE, words, words, right)
    sheet.text(row, 3, one.unit, "wrapped")
    sheet.text(row, 4, name)
    sheet.text(row, _MEANS, meaning, "wrapped")
    book.name(name, INPUTS_SHEET, row, 1)
    sheet.validated(
        row, 1,
        {
            "validate": "integer" if whole else "decimal",
            "criteria": "between", "minimum": least, "maximum": most,
            "error_title": "Out of range", "error_message": f"A number from {words}.",
        },
    )  # fmt: skip


def _fixed(comparison: Comparison) -> Iterator[tuple[str, tuple[str, str], str, str]]:
    """Yield name, title and value, unit and meaning of what the formulas do not follow."""
    catalog, scenario = comparison.catalog, comparison.scenario
    compared = [standing.offer.id for standing in comparison.standings]
    for one in inputs_of(catalog, scenario, compared):
        value = one.get(scenario)
        if one.kind in ("month", "choice") and not (one.name and value is None):
            words = one.show(None) if value is None else one.plain(value)
            name = input_name(one.field, one.name) if one.name else one.key
            yield name, (one.title, words), one.unit, one.meaning(value)
    for standing in comparison.standings:
        reading = standing.quote.reading
        yield "", (f"Reading of {standing.offer.short}", reading.id), "", reading.label
    told = "The date as of which statuses are reported."
    yield "", ("As of", comparison.as_of.isoformat()), "", told
    yield "", ("Facts checked to", catalog.as_of.isoformat()), "", catalog.title
    if scenario.note:
        yield "", ("Note", ""), "", scenario.note
