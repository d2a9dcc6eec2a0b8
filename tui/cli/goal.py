"""`deals goal`: what a budget buys, or the highest price that fits it."""

import argparse
from typing import Final, get_args

from tui.cli import output
from tui.cli.inputs import Inputs, read_inputs
from tui.cli.questions import (
    add_output,
    add_scenario,
    amount,
    answer_width,
    cents,
    json_text,
    one_offer,
    two_offers,
)
from tui.domain.analysis.cost_curve import Over
from tui.domain.analysis.price_goal import Kind, Price

COUNTS: Final[tuple[Over, ...]] = get_args(Over)
NAMED: Final[dict[str, Kind]] = {"assume": "assume", "overhead": "overhead"}
SOLVE_HELP: Final = "agencies, months, users_per_agency, assume.NAME, overhead.ID or list"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the goal seek."""
    parser.add_argument("offer", metavar="OFFER", help="an offer by its id")
    add_scenario(parser)
    limit = parser.add_mutually_exclusive_group(required=True)
    limit.add_argument(
        "--budget", metavar="X", type=amount, help="how much the total may be (1,000, 1k, $2.5M)"
    )
    limit.add_argument(
        "--against", metavar="RIVAL",
        help="for a price: the total may be as much as this other offer's",
    )  # fmt: skip
    parser.add_argument(
        "--solve", metavar="WHAT", required=True,
        help=f"what to find, all else as it is: {SOLVE_HELP}",
    )  # fmt: skip
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Solve and write the answer."""
    inputs = read_inputs(arguments, arguments.scenario)
    if arguments.solve in COUNTS:
        text = _count(arguments, inputs)
    else:
        text = _price(arguments, inputs, _asked(arguments.solve, inputs))
    output.write(text, arguments.output)
    return 0


def _asked(solve: str, inputs: Inputs) -> Price:
    """Read which price is meant. Raises `RefusalError` with the nearest name."""
    from tui.files.toml import suggestion

    kind, point, name = solve.partition(".")
    if solve == "list":
        return Price("list")
    if not point or kind not in NAMED:
        raise output.RefusalError(f"--solve: “{solve}” cannot be solved for; write {SOLVE_HELP}")
    known = {
        "assume": tuple(inputs.catalog.assumptions),
        "overhead": tuple(one.id for one in inputs.scenario.overheads),
    }[kind]
    if name not in known:
        hint = suggestion(name, known) or "the scenario has none"
        what = "assumption" if kind == "assume" else "overhead"
        raise output.RefusalError(f"--solve: there is no {what} “{name}” ({hint})")
    return Price(NAMED[kind], name)


def _count(arguments: argparse.Namespace, inputs: Inputs) -> str:
    from tui.domain.analysis.goal import most_within

    if arguments.against is not None:
        raise output.RefusalError("--against is for a price; the break-even answers the rest")
    offer = one_offer(inputs.catalog, arguments.offer)
    over: Over = arguments.solve
    found = most_within(offer, inputs.scenario, cents(arguments.budget), over)
    if arguments.format == "json":
        from tui.export.json_report import goal_json

        return json_text(goal_json(inputs.catalog, found, inputs.scenario, inputs.as_of))
    from tui.views.goal_text import goal_text

    return goal_text(
        inputs.catalog, found, inputs.scenario, inputs.as_of, width=answer_width(arguments)
    )


def _price(arguments: argparse.Namespace, inputs: Inputs, what: Price) -> str:
    from tui.domain.analysis.price_goal import highest_price_against, highest_price_within

    catalog, scenario = inputs.catalog, inputs.scenario
    rival = None
    try:
        if arguments.against is None:
            offer = one_offer(catalog, arguments.offer)
            found = highest_price_within(offer, scenario, cents(arguments.budget), what)
        else:
            offer, rival = two_offers(catalog, arguments.offer, arguments.against)
            found = highest_price_against(offer, rival, scenario, what)
    except ValueError as error:
        raise output.RefusalError(f"--solve: {error}") from None
    if arguments.format == "json":
        from tui.export.json_report import price_goal_json

        return json_text(price_goal_json(catalog, found, scenario, inputs.as_of, rival=rival))
    from tui.views.goal_text import price_goal_text

    width = answer_width(arguments)
    return price_goal_text(catalog, found, scenario, inputs.as_of, rival=rival, width=width)
