"""The sheets of text: the terms of the contracts, the sources, and how to read the workbook."""

from collections.abc import Sequence
from typing import Final

from tui.domain.comparison import Comparison
from tui.export.xlsx.book import Book, Tab
from tui.views.columns import COLUMNS
from tui.views.sections import DISPUTED, Paragraph, section_rows
from tui.views.sources import how_read, sources_behind
from tui.views.words import as_of_words, calendar_words, further_inputs, mark_of, scenario_words

_HOW_TO_READ: Final = (
    "Yellow cells are inputs. Agencies, users per agency, months, the ramp, assumptions, overheads "
    "and the prices of the agreements can be changed; everything else follows by formula.",
    "Start, what follows an offer, charging, offers and readings decide which lines there are. "
    "They are locked: write another workbook with the program to change them.",
    "The sheets with formulas are protected without a password (Review, Unprotect Sheet). While an "
    "input is not a number in its range, the totals say “check the inputs”.",
    "“Unknown” is a price that is not published and that no assumption gives. It is left out of a "
    "total, never counted as zero: such a total is a lower bound (“at least”) and has no rank.",
    "Agreed months are covered by the agreement, those of a successor by the agreement that "
    "followed; assumed ones rest on the scenario (“After the offer”); uncovered ones cost nothing "
    "and buy nothing. A price that goes on after the agreement has two rows: agreed and assumed.",
    "Only like is ranked with like: complete totals that cover as many agency-months as the "
    "best-covered one, if there are two or more. “Not ranked” follows the inputs in few words; "
    "the table below says it as the program does.",
    "“Your assumption” and “your figure” are prices that you entered; no agreement holds them.",
    "Each line is rounded once, to cents; months are differences of its rounded running total, so "
    "that everything adds up. A spreadsheet computes with 15 digits: beyond some ten trillion "
    "dollars its cents are not exact, the program's are.",
    "Status, terms, warnings and the table below are as of the day of writing and do not follow "
    "the inputs.",
)


def write_terms(book: Book, comparison: Comparison) -> None:
    standings = comparison.standings
    sheet = book.sheet("Terms", [18, *[48] * len(standings)])
    catalog = comparison.catalog
    sheet.text(0, 0, "Terms of the contracts", "title")
    sheet.text(
        1, 0, f"{DISPUTED} marks what the sources disagree on. In brackets: sources by id.", "line"
    )
    sheet.text(3, 0, "", "head")
    for column, standing in enumerate(standings, 1):
        offer = standing.offer
        vendor = catalog.vendor_of(offer).name
        mark = mark_of(catalog, offer.id)
        sheet.text(3, column, f"{mark} {offer.product} ({vendor})", "head")
    rows = section_rows(comparison, [standing.offer for standing in standings])
    for row, line in enumerate(rows, 4):
        sheet.text(row, 0, line[0].title, "bold")
        for column, section in enumerate(line, 1):
            sheet.text(row, column, "\n\n".join(map(_paragraph, section.paragraphs)), "wrapped")
    sheet.heads(4, 1)


def _paragraph(paragraph: Paragraph) -> str:
    refers = f" [{', '.join(paragraph.sources)}]" if paragraph.sources else ""
    return "\n".join([f"{paragraph.marked_text}{refers}", *paragraph.details])


def write_sources(book: Book, comparison: Comparison) -> None:
    sheet = book.sheet("Sources", [26, 48, 28, 11, 9, 10, 50, 50])
    sheet.text(0, 0, "Sources", "title")
    heads = ("Id", "Title", "Publisher", "Date", "Kind", "Language", "How it was read", "Address")
    sheet.texts(2, heads, "head")
    for row, source in enumerate(sources_behind(comparison), 3):
        sheet.text(row, 0, source.id)
        sheet.text(row, 1, source.title, "wrapped")
        sheet.text(row, 2, source.publisher, "wrapped")
        if source.date is not None:
            sheet.day(row, 3, source.date)
        sheet.texts(row, (source.kind, source.language), first=4)
        sheet.text(row, 6, how_read(source), "wrapped")
        sheet.address(row, 7, source.url)
    sheet.heads(3, 1)


def write_notes(book: Book, comparison: Comparison) -> None:
    sheet = book.sheet("Notes", [4, 18, *[26] * (len(COLUMNS) - 2)])
    sheet.text(0, 0, "How to read this workbook", "title")
    row = _lines(sheet, 2, _HOW_TO_READ)
    sheet.text(row + 1, 0, "As the program computed it", "title")
    further = further_inputs(comparison, comparison.unused)
    words = [scenario_words(comparison.scenario), *(text for text, _ in further)]
    words.append(as_of_words(comparison))
    row = _lines(sheet, row + 2, words)
    sheet.texts(row + 1, [column.title for column in COLUMNS], "head")
    row += 2
    for standing in comparison.standings:
        sheet.texts(row, [column.text(comparison, standing) for column in COLUMNS], "wrapped")
        row += 1
    sheet.text(row + 1, 0, "Warnings", "title")
    warnings = [
        f"{standing.offer.short}: {words}"
        for standing in comparison.standings
        for words in (calendar_words(standing.quote), *standing.warnings)
        if words
    ]
    _lines(sheet, row + 2, warnings or ["None."])


def _lines(sheet: Tab, first: int, lines: Sequence[str]) -> int:
    """Write lines of text over the width of the sheet. Gives the row after them."""
    for row, words in enumerate(lines, first):
        sheet.text(row, 0, words, "line")
    return first + len(lines)
