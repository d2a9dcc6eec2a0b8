"""Made-up offers, comparisons and colors for sheets and sentences."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tui.domain.comparison import Comparison, compare
from tui.domain.deals import (
    Assumption,
    Catalog,
    ListPrice,
    Offer,
    Per,
    PriceLine,
    Reading,
    Source,
    Suggestion,
    Unit,
    Vendor,
)
from tui.domain.scenario import Scenario
from tui.export.palettes import PAPER
from tui.picture.canvas import Canvas
from tui.picture.characters import clusters, visible, width_of
from tui.picture.grid import Style

DAY = date(2026, 11, 21)
COLORS = replace(
    PAPER, ground="#ffffff", ink="#000000", soft="#4d4d4d", rule="#9a9a9a",
    accent="#004b87", warning="#7a4600",
    series=("#004b87", "#b35c00", "#00855f", "#a23b72", "#6b5b00") * 2,
)  # fmt: skip


def line(
    price: str | None, per: Per = "year", unit: Unit = "agency", component: str = "licence"
) -> PriceLine:
    if price is None:
        return PriceLine(component, unit, per, assume=component)
    return PriceLine(component, unit, per, price=Decimal(price))


def reading(*lines: PriceLine, name: str = "r", default: bool = True) -> Reading:
    return Reading(name, f"the {name} reading", ("press", "weak"), lines, default=default)


def offer(name: str, *lines: PriceLine, term: int | None = 24, **changes: object) -> Offer:
    made = Offer(
        id=name.lower(), vendor="v", product=f"{name} for Government", short=name,
        starts=date(2025, 8, 6), term_months=term, compare=True,
        readings=(reading(*(lines or (line("1"),))),),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # names are checked at run time


def catalog(*offers: Offer) -> Catalog:
    press = Source(
        "press", "Un accord pour le Sud", "La Presse", "press", date(2025, 8, 6), language="fr"
    )
    weak = Source("weak", "What I heard", "a blog", "weak", url="https://example.org/blog")
    return Catalog(
        title="Made-up agreements",
        as_of=date(2026, 10, 8),
        currency="USD",
        sources={"press": press, "weak": weak, "s": replace(press, id="s")},
        vendors={"v": Vendor("v", "a vendor")},
        offers={one.id: one for one in offers},
        assumptions={
            name: Assumption(
                name, f"{name.title()} of one deployment", "dollars a month",
                suggestions=(Suggestion("one machine", Decimal("40179.20"), ("weak",)),),
            )
            for name in ("hosting", "usage", "licence")
        },
    )  # fmt: skip


def compared(*offers: Offer, scenario: Scenario | None = None) -> Comparison:
    return compare(catalog(*offers), scenario or Scenario(months=24), DAY)


def usual() -> Sequence[Offer]:
    """Four offers like the real ones: a tie, assumed months, something unknown, a list price."""
    north = offer(
        "North", line("0.42", "term"), term=18,
        readings=(
            reading(line("0.42", "term"), name="per-term"),
            reading(line("0.42", "month"), name="per-month", default=False),
        ),
        list_price=ListPrice("North Business", ("weak",), (line("30", "month", "user"),)),
    )  # fmt: skip
    south = offer("South", line("1"), term=12)
    east = offer("East", line("1"), term=12, starts=date(2025, 10, 1), ends=date(2026, 10, 31))
    open_model = offer(
        "Open", line("0", "once", "flat"), line(None, "month", "flat", "hosting"), term=None
    )
    return north, south, east, open_model


class Recorder(Canvas):
    """A canvas on which nothing may be put upon something else, or outside."""

    def __init__(self, width: int, height: int, plain: Style) -> None:
        super().__init__(width, height, plain)
        self._large: set[tuple[int, int]] = set()

    def put(self, row: int, column: int, text: str, style: Style | None = None) -> int:
        cells = self._rows[row] if 0 <= row < self.height else []
        there = ["x" if one is None else one.text for one in cells]
        width = sum(cells for _, cells in clusters(visible(text)))
        assert 0 <= row < self.height, f"{text!r} is put in row {row} of {self.height}"
        assert column >= 0, f"{text!r} begins at {column}"
        assert column + width <= self.width, f"{text!r} ends at {column + width} of {self.width}"
        taken = "".join(there[column : column + width])
        assert not taken.strip(), f"{text!r} is put upon {taken!r} in row {row}"
        self._check_doubles(row, column, width, text, double=style is not None and style.double)
        return super().put(row, column, text, style)

    def _check_doubles(self, row: int, column: int, width: int, text: str, *, double: bool) -> None:
        cells = {
            (row + below, column + across)
            for below in range(1 + double)
            for across in range(width * (1 + double))
        }
        filled = text.strip() and not self._large.isdisjoint(cells)
        assert not filled, f"{text!r} is put upon something large in row {row}"
        if double:
            assert max(cells) < (self.height, 0), f"{text!r} does not fit in row {row}"
            assert max(at for _, at in cells) < self.width, f"{text!r} is too wide in row {row}"
            self._large |= cells


def widest_line(text: str) -> int:
    return max(map(width_of, text.splitlines()))
