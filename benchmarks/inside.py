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

from scripts.make_big_catalogue import catalogue_text
from tui.domain.analysis.breakeven import break_even
from tui.domain.analysis.goal import most_within
from tui.domain.analysis.sensitivity import sensitivity
from tui.domain.comparison import compare
from tui.domain.deals import Catalogue
from tui.domain.pricing import price_offer
from tui.domain.scenario import MOST_AGENCIES, MOST_MONTHS, Scenario
from tui.files.catalogue import read_catalogue
from tui.files.places import catalogue_path
from tui.picture.grid import Grid
from tui.report.search import Index

RESVG: Final = "resvg alone, 2×"
TODAY: Final = date(2026, 11, 21)
LONG: Final = Scenario(months=MOST_MONTHS, agencies=MOST_AGENCIES, ramp_months=MOST_MONTHS)


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


def everyday(catalogue: Catalogue) -> Iterator[Timed]:
    """Yield what a keystroke and a question take with the catalogue that comes with the program."""
    grok, claude = catalogue.offers["grok"], catalogue.offers["claude"]
    scenario = Scenario()
    yield Timed("one offer priced, 18 months", milliseconds(lambda: price_offer(grok, scenario)))
    yield Timed("one offer, 600 months", milliseconds(lambda: price_offer(grok, LONG)))
    few = replace(LONG, agencies=10)
    yield Timed("… for 10 agencies", milliseconds(lambda: price_offer(grok, few)))
    yield Timed(
        "four offers compared, all readings",
        milliseconds(lambda: compare(catalogue, scenario, TODAY)),
    )
    yield Timed(
        "break-even over 600 months",
        milliseconds(lambda: break_even(grok, claude, scenario, "months", MOST_MONTHS)),
    )
    yield Timed(
        "goal seek over 1,000,000 agencies",
        milliseconds(lambda: most_within(grok, scenario, 10**7, "agencies", MOST_AGENCIES)),
    )
    yield Timed("sensitivity", milliseconds(lambda: sensitivity(catalogue, grok, scenario)))
    index = Index(catalogue)
    yield Timed("a word looked for", milliseconds(lambda: index.find("fedramp")))


def pictures(catalogue: Catalogue) -> Iterator[Timed]:
    """Yield what drawing the briefing sheet takes."""
    import resvg_py

    from tui.picture.formats import Labels, drawn
    from tui.picture.sheet import SheetColours, briefing
    from tui.report.palettes import DARK

    comparison = compare(catalogue, Scenario(), TODAY)
    colours = SheetColours.of(DARK)

    def sheet() -> Grid:
        return briefing(comparison, width=128, height=36, colours=colours, command="deals")

    grid, labels = sheet(), Labels("Briefing", "made to be measured", {})
    yield Timed("sheet set", milliseconds(sheet))
    yield Timed("sheet as SVG", milliseconds(lambda: drawn(grid, "svg", labels)))
    yield Timed("sheet as PNG, 2×", milliseconds(lambda: drawn(grid, "png", labels)))
    drawing = drawn(grid, "svg", labels).decode()

    def by_resvg() -> object:
        return resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, zoom=2.0)

    yield Timed(RESVG, milliseconds(by_resvg))


def loading() -> Iterator[Timed]:
    """Yield what reading the catalogue takes, validated before or not."""
    from tui.files.catalogue import catalogue_rules
    from tui.files.documents import document_of, read_bytes
    from tui.files.validation import validated

    path = catalogue_path()
    yield Timed("catalogue, validated before", milliseconds(lambda: read_catalogue(path)))
    document = document_of(str(path), read_bytes(path))
    yield Timed(
        "catalogue validated",
        milliseconds(lambda: validated(Catalogue, document, catalogue_rules)),
    )


def _looked_for(index: Index, word: str) -> None:
    """Look for a word among all offers, not only among what an earlier query found."""
    index.find("")
    index.find(word)


def many_offers() -> Iterator[Timed]:
    """Yield what 1,000 and 10,000 offers take."""
    catalogues: dict[int, Catalogue] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (1_000, 10_000):
            file = Path(folder) / f"{count}.toml"
            file.write_text("".join(catalogue_text(count)), encoding="utf-8")
            read_catalogue(file)
            yield Timed(f"{count:,} offers read", milliseconds(partial(read_catalogue, file)))
            catalogue = catalogues[count] = read_catalogue(file)
            yield Timed(
                f"{count:,} offers, index of words", milliseconds(partial(Index, catalogue))
            )
            index = Index(catalogue)
            yield Timed(
                f"{count:,} offers, a word", milliseconds(partial(_looked_for, index, "order"))
            )
            gc.collect()
    yield from _priced(catalogues)


def _priced(catalogues: Mapping[int, Catalogue]) -> Iterator[Timed]:
    """Yield what pricing all offers of each catalogue takes.

    A ratio is made of it: so they take turns, and the small one is priced as often as it takes to
    see as much of the machine as the large one.
    """
    most = max(catalogues)
    times: dict[int, list[float]] = {count: [] for count in catalogues}
    scenarios = {
        count: replace(LONG, offers=tuple(catalogue.offers))
        for count, catalogue in catalogues.items()
    }
    for _ in range(7):
        for count, catalogue in catalogues.items():
            begun = time.perf_counter()
            for _ in range(most // count):
                for offer in catalogue.offers.values():
                    price_offer(offer, scenarios[count])
            passed = time.perf_counter() - begun
            times[count].append(1000 * passed * count / most)
    for count, found in times.items():
        yield Timed(f"{count:,} offers priced, 600 months", median(found))
