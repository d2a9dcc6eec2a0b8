"""Markdown that pastes into an issue or a memo as it is: comparisons, tables of answers, terms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from tui.domain.analysis.sweep import Table
from tui.domain.comparison import Case, Comparison, Standing, compare
from tui.domain.deals import Offer, Source
from tui.views.columns import COLUMNS
from tui.views.day import day_sentences
from tui.views.headline import answer
from tui.views.sections import Paragraph, section_rows, short_answers, signs_explained
from tui.views.sources import NumberedSources, how_read, is_web_address, source_words
from tui.views.sweep_text import last_cell, sweep_answer, sweep_heading, totals_tables
from tui.views.text_layout import NEVER_WRAPPED, Alignment
from tui.views.words import (
    as_of_words,
    calendar_words,
    covered_words,
    further_inputs,
    mark_of,
    price_parts,
    scenario_words,
    title_words,
)

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~#&$])")
_UNSAFE_IN_URL: Final = re.compile(r"[\s<>|\\]")
_LIST_MARKER: Final = re.compile(r"^(\d{1,9}(?=[.)](?: |$))|(?=[-+](?: |$)))")
"""Behind it, a dot, bracket, dash or plus would make a list of a line; `*` is special anywhere."""
_RULES: Final[dict[Alignment, str]] = {"left": "---", "right": "---:"}


def escaped(text: str) -> str:
    """Make a text literal in Markdown: no markup, no line breaks, no cell ends."""
    return _LIST_MARKER.sub(r"\1\\", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def markdown_table(
    titles: Sequence[str], alignments: Sequence[Alignment], rows: Iterable[Iterable[str]]
) -> Sequence[str]:
    """Write a table; titles and cells are Markdown already."""
    rules = [_RULES[alignment] for alignment in alignments]
    return [f"| {' | '.join(cells)} |" for cells in (titles, rules, *rows)]


def refer(numbered: NumberedSources, source_ids: Iterable[str]) -> str:
    """Write the footnote marks of sources: `[^1][^2]`."""
    return "".join(f"[^{number}]" for number in numbered.numbers(source_ids))


def footnotes(numbered: NumberedSources) -> Sequence[str]:
    if not numbered.used:
        return []
    return ["", *(f"[^{number}]: {source_markdown(source)}" for number, source in numbered.used)]


def source_markdown(source: Source) -> str:
    words = escaped(source_words(source))
    if is_web_address(source.url):
        words += f" <{_UNSAFE_IN_URL.sub(_percent, source.url)}>"
    elif source.url:
        words += f" {escaped(source.url)}"
    said = how_read(source)
    return f"{words}. {escaped(said)}" if said else words


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))


def comparison_markdown(comparison: Comparison) -> str:
    numbered = NumberedSources(comparison.catalog)
    lines = ["No offer is compared."]
    if comparison.standings:
        lines = [*_table(comparison), "", "**What the totals rest on**", ""]
        for standing in comparison.standings:
            lines += basis(comparison, standing, numbered)
    return "\n".join([*_title(comparison, numbered), "", *lines, *footnotes(numbered)]) + "\n"


def _title(comparison: Comparison, numbered: NumberedSources) -> Sequence[str]:
    lines = [
        f"### {escaped(title_words(comparison))}",
        "",
        f"{escaped(scenario_words(comparison.scenario))}  ",
        as_of_words(comparison),
    ]
    further = further_inputs(comparison, comparison.unused)
    lines += [""] if further else []
    lines += [f"- {escaped(words)}{refer(numbered, cited)}" for words, cited in further]
    said = (answer(comparison), " ".join(day_sentences(comparison)))
    return [*lines, *(part for words in said if words for part in ("", escaped(words)))]


def _table(comparison: Comparison) -> Sequence[str]:
    return markdown_table(
        [column.title for column in COLUMNS],
        [column.alignment for column in COLUMNS],
        (
            [escaped(column.text(comparison, standing)) for column in COLUMNS]
            for standing in comparison.standings
        ),
    )


def basis(
    comparison: Comparison,
    standing: Standing,
    numbered: NumberedSources,
    *,
    coverage: bool = False,
) -> Sequence[str]:
    """Say what a total rests on; `coverage`: also how many months are covered."""
    quote = standing.quote
    mark = mark_of(comparison.catalog, quote.offer.id)
    covered = f"{escaped(covered_words(quote))}; " if coverage else ""
    words = f"- {mark} **{escaped(quote.name)}**: {covered}"
    for said, cited in price_parts(quote):
        words += escaped(said) + refer(numbered, cited)
    lines = [words]
    if months := calendar_words(quote):
        lines.append(f"  - {escaped(months)}.")
    return [*lines, *(f"  - ⚠ {escaped(warning)}" for warning in standing.warnings)]


def sweep_markdown(case: Case, table: Table) -> str:
    title, *about = sweep_heading(case, table, NEVER_WRAPPED)
    lines = [f"### {escaped(title)}", "", escaped(sweep_answer(table)), ""]
    lines += [*("  \n".join(map(escaped, about)).split("\n")), ""]
    if not table.offers:
        return "\n".join([*lines, "No offer is compared."]) + "\n"
    for title, found in totals_tables(case.catalog, table):
        titles, *rows = [list(map(escaped, row)) for row in found]
        named = [f"**{escaped(title)}**", ""] if title else []
        lines += [*named, *markdown_table(titles, ["right"] * len(titles), rows), ""]
    return "\n".join([*lines, *_last_cell(case, table)]) + "\n"


def _last_cell(case: Case, table: Table) -> Iterator[str]:
    yield f"**What the totals rest on at {escaped(last_cell(table))}**"
    yield ""
    offers = tuple(offer.id for offer in table.offers)
    there = replace(table.rows[-1][-1].scenario, offers=offers)
    comparison = compare(case.catalog, there, case.as_of)
    numbered = NumberedSources(case.catalog)
    for standing in comparison.standings:
        yield from basis(comparison, standing, numbered, coverage=True)
    yield from footnotes(numbered)


def terms_markdown(case: Case, offers: Sequence[Offer], *, short: bool = False) -> str:
    """Write the short answers of offers, then their terms unless it is to be `short`."""
    numbered = NumberedSources(case.catalog)
    lines = _answers_table(case, offers, numbered)
    if not short:
        lines = [*lines, "", *_terms_table(case, offers, numbered)]
    head = [f"### {escaped(title_words(case))}", "", as_of_words(case), ""]
    signs = signs_explained(lines)
    noted = ["", " · ".join(signs)] if signs else []
    return "\n".join([*head, *lines, *noted, *footnotes(numbered)]) + "\n"


def _terms_table(case: Case, offers: Sequence[Offer], numbered: NumberedSources) -> Sequence[str]:
    catalog = case.catalog
    heads = [
        f"{mark_of(catalog, offer.id)} {escaped(offer.product)} "
        f"({escaped(catalog.vendor_of(offer).name)})"
        for offer in offers
    ]
    rows = [
        [f"**{line[0].title}**", *(_cell(section.paragraphs, numbered) for section in line)]
        for line in section_rows(case, offers)
    ]
    return markdown_table(["", *heads], ["left"] * (len(heads) + 1), rows)


def _answers_table(case: Case, offers: Sequence[Offer], numbered: NumberedSources) -> Sequence[str]:
    heads = [f"{mark_of(case.catalog, offer.id)} {escaped(offer.short)}" for offer in offers]
    rows = [
        [f"**{row.sign.lstrip()}{escaped(row.title)}**",
         *(_cell([one], numbered) for one in row.answers)]
        for row in short_answers(case, offers)
    ]  # fmt: skip
    return markdown_table(["", *heads], ["left"] * (len(heads) + 1), rows)


def _cell(paragraphs: Sequence[Paragraph], numbered: NumberedSources) -> str:
    texts = []
    for paragraph in paragraphs:
        details = "".join(f"<br>{escaped(detail)}" for detail in paragraph.details)
        refers = refer(numbered, paragraph.sources)
        texts.append(f"{escaped(paragraph.marked_text)}{refers}{details}")
    return "<br><br>".join(texts) or "–"
