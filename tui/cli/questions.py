"""What commands share that answer in words: scenario, output, one or two offers, numbers."""

import argparse
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from tui.cli import output
from tui.cli.options import SCENARIO_HELP
from tui.domain.deals import Catalog, Offer
from tui.domain.money import parse_count, parse_number

WIDTH: Final = 100


def add_scenario(parser: argparse.ArgumentParser) -> None:
    """Add the scenario, which may be left out and may stand behind the options.

    argparse gives a `nargs="?"` its nothing as soon as the words before an option are over. A
    plain positional that is not required waits for a later word.
    """
    parser.add_argument("scenario", metavar="SCENARIO", help=SCENARIO_HELP).required = False


def add_output(parser: argparse.ArgumentParser, formats: Sequence[str] = ("table", "json")) -> None:
    """Add the format and the file to write to."""
    parser.add_argument("--format", choices=formats, default="table", help="default: table")
    parser.add_argument(
        "-o", "--output", metavar="FILE",
        help="write to a file, which is replaced if it exists (-: stdout)",
    )  # fmt: skip


def answer_width(arguments: argparse.Namespace) -> int:
    """How wide a text may be: the terminal's width, or always the same in a file."""
    return WIDTH if arguments.output not in (None, "-") else output.text_width()


def json_text(found: Mapping[str, Any]) -> str:
    """Write an answer as JSON."""
    import json

    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def one_offer(catalog: Catalog, name: str) -> Offer:
    """Give the offer of that id. Raises `RefusalError` with the nearest one."""
    from tui.cli.inputs import offers_named

    return offers_named(catalog, [name])[0]


def two_offers(catalog: Catalog, first: str, second: str) -> tuple[Offer, Offer]:
    """Give two different offers. Raises `RefusalError`."""
    offers = one_offer(catalog, first), one_offer(catalog, second)
    if offers[0] is offers[1]:
        raise output.RefusalError(f"two different offers are needed, not “{first}” twice")
    return offers


def count(text: str) -> int:
    """Read a whole number as people write it: `1,000`, `1k`."""
    try:
        return parse_count(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”: {error}") from None


def cents(dollars: Decimal) -> int:
    """Give whole cents; a fraction of a cent buys nothing, as totals are whole cents."""
    return int(Fraction(dollars) * 100)


def amount(text: str) -> Decimal:
    """Read an amount as people write it: `1,000`, `$2.5M`."""
    try:
        return parse_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”: {error}") from None
