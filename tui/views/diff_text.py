"""Two scenarios side by side as plain text: inputs that differ, totals that move, and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tui.domain.analysis.diff import Differences, Effect, Movement, movement
from tui.domain.comparison import Case, Comparison, Standing
from tui.domain.money import counted
from tui.views.answers import offer_heads
from tui.views.text_layout import (
    WIDTH,
    TableColumn,
    cell_width,
    hanging,
    table_lines,
    wrapped,
    wrapped_by_clause,
)
from tui.views.words import (
    as_of_words,
    covered_words,
    inputs_words,
    listed,
    mark_of,
    total_change_words,
    total_words,
)

NAMES: Final = ("A", "B")


def diff_text(case: Case, found: Differences, *, names: tuple[str, str], width: int = WIDTH) -> str:
    """Write what differs, what moves and why; `names` say which file each scenario is from."""
    catalog = case.catalog
    lines = [*wrapped(diff_answer(found), width), ""]
    lines += wrapped(catalog.title, width)
    for mark, name, comparison in zip(NAMES, names, (found.before, found.after), strict=True):
        title = " · ".join(part for part in (name, comparison.scenario.name) if part)
        inner = wrapped_by_clause(inputs_words(comparison), width - 3)
        lines += [*hanging(f"{mark}  ", title, width), *(f"   {line}" for line in inner)]
    lines.append(as_of_words(case))
    if found.changes:
        columns = [TableColumn("Input"), *(TableColumn(n, wraps=True) for n in NAMES)]
        rows = [(change.title, change.before, change.after) for change in found.changes]
        lines += ["", *table_lines(columns, rows, width)]
    if found.movements:
        lines += ["", *_totals(found, width)]
    names_by_id = {one.offer.id: one.offer.short for one in found.movements}
    heads = offer_heads(catalog, names_by_id, width)
    if reasons := list(_reasons(found, heads, width)):
        lines += ["", "Why, one input after another in this order", *reasons]
    return "\n".join([*lines, "", *_coverage(found, heads, width)]).rstrip("\n") + "\n"


def diff_answer(found: Differences) -> str:
    if not found.changes:
        return "The two scenarios have the same inputs: no total moves."
    inputs = counted(len(found.changes), "input differs", "inputs differ")
    open_ones = [one for one in found.movements if not one.complete and one.before != one.after]
    most = max((abs(one.cents) for one in found.movements), default=0)
    if not most and not open_ones:
        return f"{inputs}; no total moves."
    if not most:
        moves = "; ".join(
            f"{one.offer.short}: {_move(one)}"
            if total_words(one.before) != total_words(one.after)
            else f"{one.offer.short} unknown"
            for one in open_ones
        )
        return f"{inputs}; no known total moves ({moves})."
    shared = [one for one in found.movements if abs(one.cents) == most]
    names = listed([one.offer.short for one in shared])
    verb = "moves" if len(shared) == 1 else "move"
    moves = listed(list(dict.fromkeys(f"{_move(one)} ({_change(one)})" for one in shared)))
    known = "as far as is known, " if open_ones else ""
    return f"{inputs}; {known}{names} {verb} most: {moves}."


def _move(one: Movement) -> str:
    return f"{total_words(one.before)} → {total_words(one.after)}"


def _totals(found: Differences, width: int) -> Sequence[str]:
    catalog = found.before.catalog
    columns = [
        TableColumn(""),
        TableColumn("Offer", wraps=True),
        *(TableColumn(name, "right") for name in NAMES),
        TableColumn("Change", "right"),
        TableColumn("Compared"),
    ]
    rows = [
        (
            mark_of(catalog, one.offer.id),
            one.offer.short,
            total_words(one.before),
            total_words(one.after),
            _change(one),
            _compared(one),
        )
        for one in found.movements
    ]
    return table_lines(columns, rows, width)


def _change(one: Movement | Effect) -> str:
    return total_change_words(one.before, one.after)


def movement_words(before: Comparison, after: Comparison, standing: Standing) -> str:
    """Say how an offer's total moves between two scenarios, and why; empty where it does not."""
    found = movement(before, after, standing.offer)
    said = "; ".join(f"{change}: {moved}" for change, moved in _credits(found))
    return f"{standing.offer.short} {_change(found)}: {said}" if said else ""


def _credits(one: Movement) -> Iterator[tuple[str, str]]:
    for effect in one.effects:
        if effect.cents or effect.before.complete != effect.after.complete:
            yield effect.change.words, _change(effect)


def _compared(one: Movement) -> str:
    if one.compared_before and one.compared_after:
        return "in both"
    return f"in {NAMES[0] if one.compared_before else NAMES[1]} only"


def _reasons(found: Differences, heads: Mapping[str, str], width: int) -> Iterator[str]:
    for one in found.movements:
        first = heads[one.offer.id]
        for words, moved in _credits(one):
            yield from hanging(first, f"{words}: {moved}", width)
            first = " " * cell_width(first)


def _coverage(found: Differences, heads: Mapping[str, str], width: int) -> Iterator[str]:
    for one in found.movements:
        before, after = covered_words(one.before), covered_words(one.after)
        words = before if before == after else f"A: {before}; B: {after}"
        yield from hanging(heads[one.offer.id], words, width)
