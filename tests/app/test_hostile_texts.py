"""Text from a file or the keyboard is shown as it is: it is no markup and moves nothing."""

import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.app.driver import explorer
from tui.domain.deals import (
    Catalog,
    Event,
    Offer,
    PriceLine,
    Reading,
    Source,
    Term,
    Vendor,
)
from tui.domain.scenario import Overhead, Scenario

HOSTILE = [
    "discount up to [25%] off list",
    "Cap [$5M] per order",
    "[/]",
    "x [/closed] [/tmp/x]",
    "[red]red[/red] [@click=app.quit]quit[/]",
    "[bold",
    "\\[escaped] $name ${name} {name}",
    "=1+1 <script>alert(1)</script> &amp; | ` *",
    "価格は一年につき一ドル",
    "e\u0301t\u00e9 \u200b\u200d zero",
]


def catalog(*texts: str) -> Catalog:
    """An offer for each text, every text of which is that one, and a plain one."""
    offers = {}
    for number, text in enumerate(texts):
        line = PriceLine(text, "agency", "year", Decimal("0.42"), note=text)
        offer = Offer(
            id=f"hostile-{number}" if number else "hostile",
            vendor="v",
            product=text,
            short=text,
            starts=date(2025, 9, 25),
            term_months=12,
            compare=True,
            readings=(
                Reading("one", text, ("s",), (line,), default=True, quote=text, note=text),
                Reading("two", text, ("s",), (line,)),
            ),
            terms=(Term("security", text, ("s",), disputed=True),),
            events=(Event(date(2025, 9, 25), "signed", text, ("s",)),),
        )
        offers[offer.id] = offer
    plain = replace(offers["hostile"], id="plain", product="Plain", short="Plain")
    text = " ".join(texts)
    return Catalog(
        title=text,
        as_of=date(2026, 10, 8),
        currency="USD",
        sources={"s": Source("s", text, text, "primary", url=text, note=text)},
        vendors={"v": Vendor("v", text)},
        offers={**offers, "plain": plain},
        assumptions={},
    )


def in_one_line(text: str) -> str:
    """A text without blanks and line breaks, composed characters as one."""
    return unicodedata.normalize("NFC", "".join(text.split()))


async def test_hostile_text_is_shown_literally_in_every_pane() -> None:
    size = (80, 24)
    overheads = [Overhead(f"o{n}", text, "agency", "once", Decimal(1)) for n, text in all_texts()]
    scenario = Scenario(name=" ".join(HOSTILE), overheads=tuple(overheads))
    async with explorer(size, scenario, catalog(*HOSTILE)) as person:
        for number, text in all_texts():
            await person.press("1", *(["down"] if number else []), "2")
            assert in_one_line(text) in in_one_line(person.reads("terms"))
            assert len(person.screen.rstrip("\n").split("\n")) == size[1]
        for key, pane in (("3", "what-if"), ("4", "outlay"), ("5", "timeline"), ("1", "offers")):
            await person.press("escape", key)
            assert len(person.screen.rstrip("\n").split("\n")) == size[1]
            for _, text in all_texts():
                assert in_one_line(text)[:3] in in_one_line(person.reads(pane))
        await person.press("escape", "r", "space", "space", "t", "n", "u")
        assert person.app.return_code is None
        assert in_one_line(HOSTILE[-1])[:3] in in_one_line(person.screen)


def all_texts() -> list[tuple[int, str]]:
    return list(enumerate(HOSTILE))


async def test_a_total_of_25_characters_breaks_no_line() -> None:
    huge = catalog("plain words")
    offer = huge.offers["hostile"]
    line = PriceLine("licence", "user", "month", Decimal("999889.00"))
    dear = replace(offer, readings=(replace(offer.readings[0], lines=(line,)),))
    huge = replace(huge, offers={"hostile": dear, "plain": huge.offers["plain"]})
    scenario = Scenario(agencies=10_000, users_per_agency=1000, months=600, after="repeat")
    for size in ((160, 45), (128, 36), (80, 24), (60, 16)):
        async with explorer(size, scenario, huge) as person:
            await person.press("4")
            assert "$5,999,334,000,000,000.00" in person.screen
            assert all(
                each.endswith(("│", "╮", "╯"))
                for each in person.screen.split("\n")[1 : size[1] - 2]
            )
