"""A comparison as an XLSX workbook that a budget analyst can work on.

Nothing here prices anything: formulas say again what the domain has computed, and the values
stored beside them are the domain's own. The same comparison gives the same bytes.
"""

from datetime import datetime, time

from tui.domain.comparison import Comparison
from tui.export.provenance import source_date
from tui.export.xlsx.book import Book
from tui.export.xlsx.estimate import write_estimate
from tui.export.xlsx.igce import write_igce
from tui.export.xlsx.live_inputs import write_inputs
from tui.export.xlsx.months import write_months, write_workings, write_years
from tui.export.xlsx.plan import plans_of
from tui.export.xlsx.texts import write_notes, write_sources, write_terms
from tui.views.words import title_words


def comparison_workbook(comparison: Comparison) -> bytes:
    plans, given = plans_of(comparison), source_date()
    day = given.replace(tzinfo=None) if given else datetime.combine(comparison.as_of, time())
    book = Book(day, title_words(comparison))
    write_inputs(book, comparison, plans)
    write_igce(book, comparison, plans)
    write_estimate(book, comparison, plans)
    write_months(book, comparison, plans)
    write_years(book, comparison, plans)
    write_terms(book, comparison)
    write_sources(book, comparison)
    write_notes(book, comparison)
    write_workings(book, plans)
    return book.closed()
