"""The questions: breakeven, goal, sensitivity, sweep and diff, each answered in words or JSON."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Final, get_args

import click

from tui.cli import output
from tui.cli.arguments import amount, count, offers_named, read_inputs, read_named
from tui.cli.options import (
    A_SCENARIO,
    Given,
    Parsed,
    command,
    format_option,
    offer_argument,
    output_option,
    scenario_argument,
    scenarios,
)
from tui.domain.analysis.cost_curve import Over, checked_most
from tui.domain.analysis.price_goal import Price, PriceGoal
from tui.domain.comparison import Case
from tui.domain.deals import Catalog, Offer

FORMS: Final = ("table", "json")
COUNTS: Final[tuple[Over, ...]] = get_args(Over)
SOLVE_HELP: Final = "agencies, months, users_per_agency, assume.NAME, overhead.ID or list"


@command(
    "deals breakeven grok claude --over months",
    "deals breakeven grok llama --over agencies --set assume.hosting=40k",
    "deals breakeven claude llama --over users_per_agency --to 5k veterans-affairs",
    sets_inputs=True,
)
@offer_argument("a")
@offer_argument("b", "the id of another offer")
@scenario_argument
@click.option(
    "--over", type=click.Choice(COUNTS), required=True, help="what varies, all else unchanged"
)
@click.option(
    "--to", "most", metavar="N", type=Parsed(count),
    help="the highest number to try (default: 600 months, or 1,000,000)",
)  # fmt: skip
@format_option(FORMS)
@output_option()
def breakeven_command(
    given: Given, a: str, b: str, scenario_name: str | None, over: Over, most: int | None,
    form: str, target: str | None,
) -> None:  # fmt: skip
    from tui.domain.analysis.breakeven import break_even
    from tui.views.breakeven_text import breakeven_text

    with _refusing("--to"):
        checked_most(over, most)
    case = read_inputs(given, scenario_name)
    offers = _two_offers(case.catalog, a, b)
    found = break_even(case.catalog, *offers, case.scenario, over, most)
    _tell(case, found, breakeven_text, form, target)


def _tell(case: Case, found: Any, text: Callable[..., str], form: str, target: str | None) -> None:
    if form == "json":
        from tui.export.json_report import answer_json

        written = answer_json(case, found)
    else:
        written = text(case, found, width=output.width_for(target))
    output.write(written, target)


@contextmanager
def _refusing(option: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise output.RefusalError(f"{option}: {error}") from None


@command(
    "deals goal grok --budget 100 --solve agencies",
    "deals goal claude --budget $1k --solve months",
    "deals goal llama --budget 1m --solve assume.hosting",
    "deals goal claude --budget 2m --solve overhead.training licence-is-noise",
    "deals goal grok --against chatgpt --solve list --set months=36 --set after=list",
    sets_inputs=True,
)
@offer_argument("offer")
@scenario_argument
@click.option(
    "--budget", metavar="X", type=Parsed(amount),
    help="the highest total allowed (1,000, 1k, $2.5M)",
)  # fmt: skip
@click.option(
    "--against", "rival", metavar="RIVAL",
    help="instead of --budget, when solving for a price: the total of this other offer",
)  # fmt: skip
@click.option(
    "--solve", metavar="WHAT", required=True,
    help=f"the input to find, all else unchanged: {SOLVE_HELP}",
)  # fmt: skip
@format_option(FORMS)
@output_option()
def goal_command(
    given: Given, offer: str, scenario_name: str | None, budget: Decimal | None,
    rival: str | None, solve: str, form: str, target: str | None,
) -> None:  # fmt: skip
    if (budget is None) == (rival is None):
        raise click.UsageError("one of --budget and --against is needed, and not both")
    from tui.domain.analysis.goal import most_within
    from tui.views.goal_text import goal_text, price_goal_text

    case = read_inputs(given, scenario_name)
    if solve not in COUNTS:
        found = _highest_price(case, offer, budget, rival or "", _price(solve, case))
        _tell(case, found, price_goal_text, form, target)
    elif budget is None:
        raise output.RefusalError("--against is for a price; the break-even answers the rest")
    else:
        one = _one_offer(case.catalog, offer)
        most = most_within(case.catalog, one, case.scenario, _cents(budget), solve)
        _tell(case, most, goal_text, form, target)


def _price(solve: str, case: Case) -> Price:
    """Read which price is meant. Raises `RefusalError` with the nearest name."""
    from tui.files.toml import suggestion

    kind, point, name = solve.partition(".")
    if solve == "list":
        return Price("list")
    if point and kind == "assume":
        price, what, known = Price("assume", name), "assumption", [*case.catalog.assumptions]
    elif point and kind == "overhead":
        known = [one.id for one in case.scenario.overheads]
        price, what = Price("overhead", name), "overhead"
    else:
        raise output.RefusalError(f"--solve: “{solve}” cannot be solved for; write {SOLVE_HELP}")
    if name not in known:
        hint = suggestion(name, known) or "the scenario has none"
        raise output.RefusalError(f"--solve: there is no {what} “{name}” ({hint})")
    return price


def _highest_price(
    case: Case, first: str, budget: Decimal | None, second: str, price: Price
) -> PriceGoal:
    from tui.domain.analysis.price_goal import highest_price_against, highest_price_within

    catalog, scenario = case.catalog, case.scenario
    with _refusing("--solve"):
        if budget is not None:
            offer = _one_offer(catalog, first)
            return highest_price_within(catalog, offer, scenario, _cents(budget), price)
        offer, rival = _two_offers(catalog, first, second)
        return highest_price_against(catalog, offer, rival, scenario, price)


def _cents(dollars: Decimal) -> int:
    """Give whole cents; a fraction of a cent buys nothing, as totals are whole cents."""
    return int(Fraction(dollars) * 100)


def _one_offer(catalog: Catalog, name: str) -> Offer:
    return offers_named(catalog, [name])[0]


def _two_offers(catalog: Catalog, first: str, second: str) -> tuple[Offer, Offer]:
    offers = _one_offer(catalog, first), _one_offer(catalog, second)
    if offers[0] is offers[1]:
        raise output.RefusalError(f"two different offers are needed, not “{first}” twice")
    return offers


def _range(text: str) -> tuple[str, str]:
    key, equals, ends = text.partition("=")
    if not equals or ".." not in ends or not key.strip():
        raise ValueError(f"“{text}” is no range; write it like agencies=10..100")
    return key.strip(), ends


@command(
    "deals sensitivity claude licence-is-noise",
    "deals sensitivity grok --range agencies=10..500 --set after=list",
    "deals sensitivity llama --set assume.hosting=40179.20",
    sets_inputs=True,
)
@offer_argument("offer")
@scenario_argument
@click.option(
    "--range", "ranges", metavar="KEY=LOW..HIGH", type=Parsed(_range), multiple=True,
    help="the range of one input; may be given several times (default: 50% to "
    "150% of its value; for an assumption, its published figures)",
)  # fmt: skip
@format_option(FORMS)
@output_option()
def sensitivity_command(
    given: Given, offer: str, scenario_name: str | None,
    ranges: Sequence[tuple[str, str]], form: str, target: str | None,
) -> None:  # fmt: skip
    from tui.domain.analysis.sensitivity import parse_range, sensitivity
    from tui.views.sensitivity_text import sensitivity_text

    case = read_inputs(given, scenario_name)
    catalog, scenario = case.catalog, case.scenario
    chosen = _one_offer(catalog, offer)
    with _refusing("--range"):
        ends = {key: parse_range(catalog, scenario, key, text) for key, text in ranges}
        found = sensitivity(catalog, chosen, scenario, ends)
    _tell(case, found, sensitivity_text, form, target)


@command(
    "deals sweep --over months=6,12,18,24",
    "deals sweep --over agencies=1..100/10 --over months=12,24,36 after-the-promo",
    "deals sweep --over assume.hosting=5k..40k/5k --set offers=llama",
    sets_inputs=True,
)
@scenario_argument
@click.option(
    "--over", "axes", metavar="KEY=VALUES", multiple=True, required=True,
    help="what varies: agencies=1..100/10 (by tens), months=6,12,18, users_per_agency, "
    "ramp_months, assume.NAME, overhead.ID; twice for a two-way table",
)  # fmt: skip
@format_option(("table", "md", "csv", "json"))
@output_option()
def sweep_command(
    given: Given, scenario_name: str | None, axes: Sequence[str], form: str, target: str | None
) -> None:
    from tui.domain.analysis.sweep import parse_axis, sweep

    case = read_inputs(given, scenario_name)
    catalog, scenario = case.catalog, case.scenario
    with _refusing("--over"):
        varied = [parse_axis(catalog, scenario, text) for text in axes]
        table = sweep(catalog, scenario.compared(catalog), scenario, varied)
    if form == "csv":
        from tui.export.focus_csv import sweep_csv

        output.write(sweep_csv(table), target)
    elif form == "md":
        from tui.export.md import sweep_markdown

        output.write(sweep_markdown(case, table), target)
    else:
        from tui.views.sweep_text import sweep_text

        _tell(case, table, sweep_text, form, target)


@command(
    "deals diff mine.toml yours.toml",
    "deals diff cfo-act after-the-promo     ready scenarios by name",
    "deals diff mine.toml --set months=36   a scenario against itself, changed",
)
@click.argument("a", metavar="A", help=A_SCENARIO, shell_complete=scenarios)
@click.argument(
    "b", metavar="[B]", required=False, help="another one; --set changes this one",
    shell_complete=scenarios,
)  # fmt: skip
@format_option(FORMS)
@output_option()
def diff_command(given: Given, a: str, b: str | None, form: str, target: str | None) -> None:
    from tui.domain.analysis.diff import differences
    from tui.views.diff_text import diff_text

    if b is None and not given.settings:
        raise output.RefusalError("a second scenario is needed, or a --set that changes the first")
    after = read_inputs(given, b or a)
    before, _ = read_named(a, after.catalog, given)
    found = differences(before, after.scenario, after.catalog, after.as_of)
    other = " ".join([Path(b or a).name, *(f"--set {setting}" for setting in given.settings)])
    names = output.printable(Path(a).name), output.printable(other)
    _tell(found.before, found, partial(diff_text, names=names), form, target)
