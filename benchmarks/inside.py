"""What is measured inside one process: loading, pricing, questions, lines of panes, pictures."""

import gc
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from scripts.make_big_catalog import catalog_text
from tui.domain.analysis.breakeven import break_even
from tui.domain.analysis.cost_curve import MOST
from tui.domain.analysis.goal import most_within
from tui.domain.analysis.sensitivity import sensitivity
from tui.domain.comparison import compare
from tui.domain.deals import Catalog
from tui.domain.pricing import price_offer
from tui.domain.scenario import MOST_MONTHS, Scenario
from tui.files.catalog import read_catalog
from tui.files.places import catalog_path
from tui.picture.grid import Grid
from tui.views.search import Index

RESVG: Final = "resvg alone, 2×"
TODAY: Final = date(2026, 11, 21)
LONG: Final = Scenario(months=MOST_MONTHS, agencies=MOST["agencies"], ramp_months=MOST_MONTHS)


class Timed(NamedTuple):
    """What one thing takes."""

    what: str
    milliseconds: float


def milliseconds(work: Callable[[], object], *, least: float = 0.3) -> float:
    """Do something again and again for a while; give the median time of one."""
    times: list[float] = []
    begun = time.perf_counter()
    while not times or time.perf_counter() - begun < least:
        before = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - before))
    return median(times)


def everyday(catalog: Catalog) -> Iterator[Timed]:
    """Yield what a keystroke and a question take with the catalog that comes with the program."""
    grok, claude = catalog.offers["grok"], catalog.offers["claude"]
    scenario = Scenario()
    yield Timed(
        "one offer priced, 12 months", milliseconds(lambda: price_offer(catalog, grok, scenario))
    )
    yield Timed("one offer, 600 months", milliseconds(lambda: price_offer(catalog, grok, LONG)))
    few = replace(LONG, agencies=10)
    yield Timed("… for 10 agencies", milliseconds(lambda: price_offer(catalog, grok, few)))
    yield Timed(
        "four offers compared, all readings",
        milliseconds(lambda: compare(catalog, scenario, TODAY)),
    )
    yield Timed(
        "break-even over 600 months",
        milliseconds(lambda: break_even(catalog, grok, claude, scenario, "months", MOST_MONTHS)),
    )
    yield Timed(
        "goal seek over 1,000,000 agencies",
        milliseconds(
            lambda: most_within(catalog, grok, scenario, 10**7, "agencies", MOST["agencies"])
        ),
    )
    yield Timed("sensitivity", milliseconds(lambda: sensitivity(catalog, grok, scenario)))
    index = Index(catalog)
    yield Timed("a word looked for", milliseconds(lambda: index.find("fedramp")))


def pictures(catalog: Catalog) -> Iterator[Timed]:
    """Yield what drawing the briefing sheet takes."""
    import resvg_py

    from tui.export.palettes import DARK
    from tui.export.provenance import Labels
    from tui.picture.picture_formats import Sheet, drawn
    from tui.picture.sheet import briefing

    comparison = compare(catalog, Scenario(), TODAY)

    def sheet() -> tuple[Grid, ...]:
        return briefing(comparison, (128, 36), DARK, "deals")

    made = Sheet(sheet(), Labels("Briefing", "made to be measured", {}), comparison)
    yield Timed("sheet set", milliseconds(sheet))
    yield Timed("sheet as SVG", milliseconds(lambda: drawn(made, "svg")))
    yield Timed("sheet as PNG, 2×", milliseconds(lambda: drawn(made, "png")))
    drawing = drawn(made, "svg").decode()

    def by_resvg() -> object:
        return resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, zoom=2.0)

    yield Timed(RESVG, milliseconds(by_resvg))


def loading() -> Iterator[Timed]:
    """Yield what reading the catalog takes."""
    path = catalog_path()
    yield Timed("catalog read", milliseconds(lambda: read_catalog(path)))


def _looked_for(index: Index, word: str) -> None:
    """Look for a word among all offers, not only among what an earlier query found."""
    index.find("")
    index.find(word)


def many_offers() -> Iterator[Timed]:
    """Yield what 1,000 and 10,000 offers take."""
    catalogs: dict[int, Catalog] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (1_000, 10_000):
            file = Path(folder) / f"{count}.toml"
            file.write_text("".join(catalog_text(count)), encoding="utf-8")
            read_catalog(file)
            yield Timed(f"{count:,} offers read", milliseconds(partial(read_catalog, file)))
            catalog = catalogs[count] = read_catalog(file)
            yield Timed(f"{count:,} offers, index of words", milliseconds(partial(Index, catalog)))
            index = Index(catalog)
            yield Timed(
                f"{count:,} offers, a word", milliseconds(partial(_looked_for, index, "order"))
            )
            gc.collect()
    yield from _priced(catalogs)


def _priced(catalogs: Mapping[int, Catalog]) -> Iterator[Timed]:
    """Yield what pricing all offers of each catalog takes.

    A ratio is made of it: so they take turns, and the small one is priced as often as it takes to
    see as much of the machine as the large one.
    """
    most = max(catalogs)
    times: dict[int, list[float]] = {count: [] for count in catalogs}
    scenarios = {
        count: replace(LONG, offers=tuple(catalog.offers)) for count, catalog in catalogs.items()
    }
    for _ in range(7):
        for count, catalog in catalogs.items():
            begun = time.perf_counter()
            for _ in range(most // count):
                for offer in catalog.offers.values():
                    price_offer(catalog, offer, scenarios[count])
            passed = time.perf_counter() - begun
            times[count].append(1000 * passed * count / most)
    for count, found in times.items():
        yield Timed(f"{count:,} offers priced, 600 months", median(found))
