"""All sheets together, as the bytes of one file; the same comparison gives the same bytes."""

from collections.abc import Sequence
from datetime import datetime, time

from tui.domain.comparison import Comparison
from tui.export.formats import source_date
from tui.export.xlsx.estimate import price_cells, total_cells, write_estimate
from tui.export.xlsx.inputs import write_inputs
from tui.export.xlsx.names import live_inputs
from tui.export.xlsx.periods import write_months, write_years
from tui.export.xlsx.plan import OfferPlan, plan_of
from tui.export.xlsx.sheet import Book
from tui.export.xlsx.texts import write_notes, write_sources, write_terms
from tui.export.xlsx.workings import places_of, write_workings


def comparison_workbook(comparison: Comparison) -> bytes:
    """Write a comparison as an XLSX file."""
    plans: Sequence[OfferPlan] = [
        plan_of(standing, comparison.scenario) for standing in comparison.standings
    ]
    places = places_of(plans)
    totals = total_cells(plans)
    title = comparison.scenario.name or comparison.catalog.title
    book = Book(_created(comparison), title)
    write_inputs(book, comparison, tuple(live_inputs(comparison, plans)))
    write_estimate(book, comparison, plans, places)
    write_months(book, comparison, plans, places, totals)
    write_years(book, comparison, plans, places, totals)
    write_terms(book, comparison)
    write_sources(book, comparison)
    write_notes(book, comparison)
    write_workings(book, comparison, plans, places, price_cells(plans))
    return book.closed()


def _created(comparison: Comparison) -> datetime:
    """The moment written into the file: the day of the comparison, or what the builder asks for."""
    given = source_date()
    return given.replace(tzinfo=None) if given else datetime.combine(comparison.as_of, time())
