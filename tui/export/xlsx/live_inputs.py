"""The sheet of inputs: what can be changed here, by name, and what only the program can change."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from tui.domain.comparison import Comparison
from tui.domain.inputs import OVERHEAD, ScenarioInput, inputs_of
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

Kind = Literal["count", "price"]


class LiveInput(NamedTuple):
    """A cell whose change the formulas follow."""

    name: str
    title: str
    value: int | Decimal | None
    """None: not given, and so unknown."""
    unit: str
    help: str
    kind: Kind
    least: int
    most: int
    is_optional: bool
    """Whether it may be empty."""


def live_inputs(comparison: Comparison, plans: Sequence[OfferPlan]) -> Iterator[LiveInput]:
    """Yield every input that can be changed in a workbook: counts first, then prices."""
    catalog, scenario = comparison.catalog, comparison.scenario
    asked = {line.line.assumption for plan in plans for line in plan.lines}
    compared = [standing.offer.id for standing in comparison.standings]
    numbers = [one for one in inputs_of(catalog, scenario, compared) if one.is_number]
    for one in sorted(numbers, key=lambda one: one.kind != "count"):
        value = one.get(scenario)
        if one.name in asked if one.field == "assume" else value is not None:
            yield _live(one, value, months_laid_out(scenario))


def _live(one: ScenarioInput, value: int | Decimal | None, months: int) -> LiveInput:
    high, help_ = one.family.high, one.help
    match one.field:
        case "months":
            high, help_ = months, f"{help_} Laid out for {months}."
        case "agencies_for":
            help_ = "This offer's own number of agencies."
        case "assume":
            help_ = f"{help_} Empty: unknown.".strip()
        case "overheads":
            help_ = "A cost on top of the agreements, from the scenario."
    name = input_name(OVERHEAD if one.part else one.field, one.name) if one.name else one.key
    kind: Kind = "count" if one.kind == "count" else "price"
    return LiveInput(name, one.title, value, one.unit, help_, kind, one.family.low, high,
                     one.field == "assume")  # fmt: skip


def write_inputs(book: Book, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
    inputs = tuple(live_inputs(comparison, plans))
    sheet = book.sheet(INPUTS_SHEET, _WIDTHS)
    written_for = scenario_words(comparison.scenario)
    sheet.text(0, 0, title_words(comparison), "title")
    sheet.text(1, 0, f"Written for {written_for}, as of {comparison.as_of}", "line")
    sheet.text(2, 0, "Change the yellow cells: every figure of the other sheets follows, except "
               "where a sheet says otherwise.", "bold")  # fmt: skip
    sheet.texts(_FIRST, _HEADS, "head")
    for at, one in enumerate(inputs, _FIRST + 1):
        _write_live(book, sheet, at, one)
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


def _write_live(book: Book, sheet: Tab, row: int, one: LiveInput) -> None:
    style = f"live-{one.kind}"
    sheet.text(row, 0, one.title, "wrapped")
    if one.value is None:
        sheet.blank(row, 1, style)
    else:
        sheet.number(row, 1, one.value, style)
    here, words = cell(row, 1), f"{one.least:,} to {one.most:,}"
    whole = one.kind == "count"
    right = in_range(here, one.least, one.most, whole=whole, optional=one.is_optional)
    sheet.checked(row, _RANGE, words, words, right)
    sheet.text(row, 3, one.unit, "wrapped")
    sheet.text(row, 4, one.name)
    sheet.text(row, _MEANS, one.help, "wrapped")
    book.name(one.name, INPUTS_SHEET, row, 1)
    sheet.validated(
        row, 1,
        {
            "validate": "integer" if one.kind == "count" else "decimal",
            "criteria": "between", "minimum": one.least, "maximum": one.most,
            "error_title": "Out of range",
            "error_message": f"A number from {one.least:,} to {one.most:,}.",
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
