"""Write a valid catalog of any size, always the same for the same size.

usage: python scripts/make_big_catalog.py N [FILE]      (build/big-N.toml when left out)

Nothing in it is true: it is there to see that the program stays quick.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

OFFERS_OF_A_VENDOR = 5
PRICES = (("agency", "term", "0.42"), ("agency", "year", "1.00"), ("user", "month", "12.50"))
TOPICS = ("price", "period", "eligibility", "models", "security", "data", "renewal")
WORDS = (
    "agencies", "may", "order", "the", "service", "through", "the", "schedule", "under", "terms",
)  # fmt: skip
BEGINNING = """schema = 1
title = "A made-up catalog of {count} offers"
as_of = 2026-10-08
currency = "USD"

[assumption.hosting]
title = "Hosting"
unit = "dollars a month"

[source.made-up]
title = "Nobody said this"
publisher = "make_big_catalog.py"
date = 2026-01-01
kind = "weak"
"""


def catalog_text(count: int) -> Iterator[str]:
    """Yield the parts of a catalog of `count` offers."""
    yield BEGINNING.format(count=count)
    for number in range(count):
        if number % OFFERS_OF_A_VENDOR == 0:
            vendor = number // OFFERS_OF_A_VENDOR
            yield f'\n[vendor.vendor-{vendor}]\nname = "Vendor {vendor}"\n'
        yield "\n" + offer_text(number)


def offer_text(number: int) -> str:
    """Write one offer; the first four are compared."""
    starts = date(2025, 6, 1) + timedelta(days=number % 700)
    parts = [
        f"[offer.offer-{number}]",
        f'vendor = "vendor-{number // OFFERS_OF_A_VENDOR}"',
        f'product = "Product {number} for Government"',
        f'short = "Product {number}"',
        f"starts = {starts}",
        f"term_months = {6 + number % 30}",
        f"compare = {'true' if number < 4 else 'false'}",
    ]
    for at, (unit, per, price) in enumerate(PRICES):
        parts += [
            "",
            f"[[offer.offer-{number}.reading]]",
            f'id = "reading-{at}"',
            f'label = "${price} per {unit} and {per}"',
            'sources = ["made-up"]',
            f"default = {'true' if at == number % len(PRICES) else 'false'}",
            f'lines = [{{ component = "licence", unit = "{unit}", per = "{per}", '
            f"price = {price} }}]",
        ]
    for at, topic in enumerate(TOPICS):
        words = " ".join(WORDS[(number + at + step) % len(WORDS)] for step in range(14))
        parts += [
            "",
            f"[[offer.offer-{number}.term]]",
            f'topic = "{topic}"',
            f'text = "Under offer {number}, {words}."',
            'sources = ["made-up"]',
        ]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Write the file, and say where it is."""
    count = int(sys.argv[1])
    path = Path(sys.argv[2] if len(sys.argv) > 2 else f"build/big-{count}.toml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(catalog_text(count)), encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
