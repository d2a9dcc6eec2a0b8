"""Goal seek as plain text: what a budget buys, and what the next step would cost."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tui.domain.analysis.cost_curve import with_number
from tui.domain.analysis.goal import GoalSeek
from tui.domain.analysis.price_goal import PriceGoal
from tui.domain.comparison import Case
from tui.domain.deals import MOST_DOLLARS
from tui.domain.inputs import number_input
from tui.domain.money import decimal_text, dollars, unit_price
from tui.domain.quote import Total, component_name
from tui.domain.scenario import INPUTS, Scenario
from tui.views.answers import (
    heading,
    missing_words,
    notes,
    numbered,
    paragraphs,
    total_at,
    unused_by,
)
from tui.views.text_layout import WIDTH, TableColumn, hanging, table_lines, wrapped, wrapped_lines
from tui.views.words import PER_WORDS, UNIT_WORDS, total_words


def goal_text(case: Case, found: GoalSeek, *, width: int = WIDTH) -> str:
    number = found.low if found.most is None else found.most
    shown, when = with_number(case.scenario, found.over, number), numbered(found.over, number)
    unused = unused_by(case, (found.offer,), shown)
    return paragraphs(
        [
            *wrapped(goal_answer(case, found), width),
            *wrapped_lines(_reasons(case, found), width),
        ],
        heading(case, width, {found.over: INPUTS[found.over].title}, unused),
        _table(case, found, width),
        notes(case.under(shown), (found.offer,), width, when=f"At {when}"),
    )


def goal_answer(case: Case, found: GoalSeek) -> str:
    budget, short = dollars(found.budget), found.offer.short
    if found.most is None:
        least = numbered(found.over, found.low)
        total = total_at(case, found.offer, found.over, found.low)
        sure = found.least_total.complete or found.least_total.cents > found.budget
        limit = budget if sure else f"{budget} for sure"
        return f"No number fits {limit}: {short} costs {total} at {least} already."
    assert found.total is not None
    most = numbered(found.over, found.most)
    total = total_at(case, found.offer, found.over, found.most)
    if found.always_within == found.high:
        return f"{budget} buys every number up to {most} of {short}: {total}."
    count = f"at most {most}" if found.most else most.replace("0", "no", 1)
    answer = f"{budget} buys {count} of {short}: {total}"
    if found.beyond is not None:
        after = found.most + 1
        beyond = total_at(case, found.offer, found.over, after)
        over = found.beyond.cents > found.budget
        above = "would cost at least" if over else "cannot be judged, at least"
        verb = "would cost" if found.beyond.complete else above
        answer += f"; {after:,} {verb} {beyond.removeprefix('≥ ')}"
    if found.always_within != found.most:
        upto = "none" if found.always_within is None else f"{found.always_within:,}"
        answer += f". Not every smaller number fits: without a gap only up to {upto}"
    return f"{answer}."


def price_goal_text(case: Case, found: PriceGoal, *, width: int = WIDTH) -> str:
    offers = (found.offer,) if found.rival is None else (found.offer, found.rival)
    solved = _solved(case, found)
    varied = {found.what.key: _title(case, found)[0]}
    return paragraphs(
        [*wrapped(price_answer(case, found), width), *_exactly(found, width)],
        heading(case, width, varied, unused_by(case, offers, solved)),
        notes(case.under(solved), offers, width),
    )


def price_answer(case: Case, found: PriceGoal) -> str:
    title, unit = _title(case, found)
    short, rival = found.offer.short, found.rival
    limit = dollars(found.budget) if rival is None else f"{rival.short}'s {dollars(found.budget)}"
    if found.answer == "shared":
        assert rival is not None
        return f"No answer: {rival.short} is charged by {title} too, so its total changes as well."
    assert found.quote is not None
    total = total_words(found.quote)
    if found.answer == "unknown":
        whose = found.quote.offer.short
        what = ", ".join(found.quote.lacking)
        return f"No answer: {whose}'s total is incomplete ({total}); {what} is unknown."
    if found.answer == "unlike":
        assert rival is not None
        if found.quote.reading.refuted_by:
            return f"No answer: the reading chosen for {rival.short} is refuted."
        return f"No answer: {short} and {rival.short} do not cover the same agencies and months."
    if found.answer == "none":
        return f"No price fits {limit}: {short} costs {total} even with {title} at $0.00."
    if found.answer == "unused":
        return f"Any price fits {limit}: {short} costs {total} and is not charged by {title}."
    if found.answer == "any":
        most = unit_price(MOST_DOLLARS)
        return f"Any price up to {most} fits {limit}: {short} then costs {total}."
    assert found.price is not None
    return (
        f"{title} may be at most {unit_price(found.price)} ({unit}) for {short} to stay within "
        f"{limit}: it then costs {total}."
    )


def _title(case: Case, found: PriceGoal) -> tuple[str, str]:
    if found.what.kind == "list":
        listed = found.offer.list_price
        assert listed is not None
        line = next(line for line in listed.lines if line.price is not None)
        title = f"The list price ({listed.label}, {component_name(line.component)})"
        return title, f"dollars{UNIT_WORDS[line.unit]}, {PER_WORDS[line.per]}"
    item = number_input(case.catalog, case.scenario, found.what.key)
    return item.title, item.unit


def _exactly(found: PriceGoal, width: int) -> Sequence[str]:
    if found.limit is None:
        return ()
    text, whole = decimal_text(Fraction(found.limit), places=12)
    number, point, decimals = text.partition(".")
    words = f"every price below ${int(number):,}{point}{decimals}{'' if whole else '…'} fits, "
    return hanging("Exactly: ", words + "this and every higher one does not. Rounded down.", width)


def _solved(case: Case, found: PriceGoal) -> Scenario:
    """The scenario with the price that the answer names; a list price is the catalog's."""
    named = {"any": MOST_DOLLARS, "none": Decimal(0)}
    price = named.get(found.answer) if found.price is None else found.price
    if price is None or found.what.kind == "list":
        return case.scenario
    item = number_input(case.catalog, case.scenario, found.what.key)
    return item.set(case.scenario, price)


def _reasons(case: Case, found: GoalSeek) -> Sequence[str]:
    lines: list[str] = []
    past = found.beyond if found.most is not None else found.least_total
    if past is not None and not past.complete:
        number = found.low if found.most is None else found.most + 1
        there = case.under(with_number(case.scenario, found.over, number))
        words = missing_words(there, found.offer)
        lines.append(f"An incomplete total never fits: it leaves out {words}.")
    own = case.scenario.agencies_for.get(found.offer.id)
    if found.over == "agencies" and own is not None:
        lines.append(f"The scenario counts {own:,} agencies for this offer, whatever the others.")
    return lines


def _table(case: Case, found: GoalSeek, width: int) -> Sequence[str]:
    columns = [
        TableColumn(INPUTS[found.over].title, "right"),
        TableColumn("Total", "right"),
        TableColumn(f"Within {dollars(found.budget)}"),
    ]
    sides: list[tuple[int, Total | None]] = [(found.low, found.least_total)]
    if found.most is not None:
        sides = [(found.most, found.total), (found.most + 1, found.beyond)]
    rows = []
    for number, total in sides:
        if total is not None:
            fits = "yes" if total.complete else "unknown"
            fits = fits if total.cents <= found.budget else "no"
            rows.append((f"{number:,}", total_at(case, found.offer, found.over, number), fits))
    return table_lines(columns, rows, width)
