"""What the table of a comparison shows: text, screen, Markdown, cells, page, workbook, slides."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from tui.domain.comparison import Comparison, Standing
from tui.views.day import status_briefly, status_label
from tui.views.text_layout import Alignment
from tui.views.words import (
    NONE,
    Discount,
    covered_briefly,
    covered_months,
    covered_words,
    difference_words,
    fiscal_year_words,
    mark_of,
    pinned_change_words,
    range_words,
    rank_words,
    rate_words,
    ratio_words,
    total_words,
)


class Column(NamedTuple):
    """One column: what it is called, how it is set, and its text for one offer."""

    id: str
    title: str
    alignment: Alignment
    text: Callable[[Comparison, Standing], str]
    wraps: bool = False
    """Whether its text may be broken into lines where room is short."""
    aside: bool = False
    """Whether it is in a second table where one is too wide."""
    names: bool = False
    """Whether it says which offer a row is about, in every table."""


COLUMNS: Final[Sequence[Column]] = (
    Column("mark", "", "left", lambda c, s: mark_of(c.catalog, s.offer.id), names=True),
    Column("offer", "Offer", "left", lambda _, s: s.quote.name, names=True),
    Column("total", "Total", "right", lambda _, s: total_words(s.quote)),
    Column("rank", "Rank", "left", lambda _, s: rank_words(s)),
    Column("difference", "Difference", "right", lambda _, s: difference_words(s), wraps=True),
    Column("ratio", "Ratio", "right", lambda _, s: ratio_words(s.ratio)),
    Column("rate", "Per agency-month", "right", lambda _, s: rate_words(s.quote), aside=True),
    Column("coverage", "Coverage", "left", lambda _, s: covered_words(s.quote),
           wraps=True, aside=True),
    Column("range", "All readings", "left", lambda _, s: range_words(s.range, s.offer),
           wraps=True, aside=True),
    Column("status", "Status", "left",
           lambda c, s: status_briefly(c.catalog, s.offer, c.as_of)),
)  # fmt: skip


_BY_ID: Final[dict[str, Column]] = {column.id: column for column in COLUMNS}
_BRIEF: Final = _BY_ID["coverage"]._replace(text=lambda _, s: covered_briefly(s.quote))
_IN_FEW_CELLS: Final = {
    "state": _BY_ID["status"]._replace(
        id="state",
        text=lambda c, s: status_label(s.offer, s.status, c.as_of),
    ),
    "kinds": _BRIEF._replace(
        id="kinds", text=lambda _, s: covered_briefly(s.quote).replace(", no end", "")
    ),
    "months": _BRIEF._replace(id="months", text=lambda _, s: covered_months(s.quote)),
    "lead": _BY_ID["difference"]._replace(
        id="lead", text=lambda _, s: NONE if s.difference is None else difference_words(s)
    ),
}
"""The same in fewer cells: the state says which have no end, the total's ≥ what is unknown."""


def chosen(ids: str, *, brief: bool = False) -> Sequence[Column]:
    """The columns of some ids, separated by spaces; with `brief`, coverage in fewer words."""
    columns = {**_BY_ID, **_IN_FEW_CELLS, **({"coverage": _BRIEF} if brief else {})}
    return [columns[name] for name in ids.split()]


def pinned_columns(baseline: Comparison | None) -> Sequence[Column]:
    if baseline is None:
        return ()

    def before(_: Comparison, standing: Standing) -> str:
        was = baseline.standing(standing.offer.id)
        return NONE if was is None else total_words(was.quote)

    return (
        Column("pinned", "Pinned", "right", before),
        Column("change", "Change", "right", lambda _, s: pinned_change_words(s.quote, baseline)),
    )


def worth_column(discount: Discount) -> Column:
    return Column("worth", "Present value", "right", lambda _, s: discount.worth(s.quote))


def year_columns(comparison: Comparison) -> Sequence[Column]:
    quotes = [standing.quote for standing in comparison.standings]
    years = sorted(
        {year for quote in quotes for year in (*quote.by_fiscal_year, *quote.open_fiscal_years)}
    )
    return [*chosen("mark offer total state kinds"), *map(_year_column, years)]


def _year_column(year: int) -> Column:
    return Column(f"fy{year}", f"FY{year}", "right", lambda _, s: fiscal_year_words(s.quote, year))
