"""What a day means for the offers: their statuses in words, and what is in term on it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from tui.domain.comparison import Comparison, Standing
from tui.domain.deals import Catalog, Offer, Status, status_on
from tui.domain.money import counted
from tui.views.words import listed

_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NO_NEW_ORDERS: Final = "no new orders"
IN_TERM: tuple[Status, ...] = ("active", "ends soon")


def status_words(catalog: Catalog, offer: Offer, day: date) -> str:
    """Word a status: `superseded by ChatGPT Gov`, `ended, nothing known of what followed`."""
    briefly = status_briefly(catalog, offer, day)
    if status_on(catalog, offer, day) in ("ended", "unconfirmed"):
        return f"{briefly}{_what_followed(catalog, offer)}"
    return briefly


def status_briefly(catalog: Catalog, offer: Offer, day: date) -> str:
    """Say the same in a few words: what a column has room for."""
    status, last_day = status_on(catalog, offer, day), offer.service_ends
    successor = catalog.successor(offer)
    if status == "upcoming":
        return f"from {offer.starts} on"
    if status == "replaced":
        return f"superseded by {successor.short}" if successor else "superseded"
    if status in ("ended", "unconfirmed"):
        return "ended" if last_day is None else f"ended on {last_day}"
    if status == "terminated":
        return "terminated"
    if last_day is None:
        return "in term, no end published"
    state = "ends soon" if status == "ends soon" else "in term"
    if _only_runs_out(offer, day):
        state = NO_NEW_ORDERS
    left = (last_day - day).days
    return f"{state}, {counted(left, 'day')} left" if left else f"{state}, its last day"


_LABELS: Mapping[Status, str] = {
    "upcoming": "upcoming",
    "unconfirmed": "ended",
    "ended": "ended",
    "replaced": "superseded",
    "terminated": "terminated",
}


def status_label(offer: Offer, status: Status, day: date) -> str:
    """Say a status in a word or two, of at most 13 cells up to 999 days."""
    if status in IN_TERM and offer.service_ends is not None:
        if _only_runs_out(offer, day):
            return NO_NEW_ORDERS
        return f"{(offer.service_ends - day).days:,} days left"
    return _LABELS.get(status, "no end")


def _only_runs_out(offer: Offer, day: date) -> bool:
    """Whether what was ordered is still served, and nothing more can be ordered."""
    return offer.order_until is not None and day > offer.order_until


def _what_followed(catalog: Catalog, offer: Offer) -> str:
    successor = catalog.successor(offer)
    if successor is None:
        return ", nothing known of what followed"
    if catalog.is_weak(successor):
        sources = len(successor.default_reading.sources)
        who = "one weak source reports" if sources == 1 else "weak sources report"
        return f"; {who} a successor"
    return f"; {successor.short} follows from {successor.starts} on"


def day_sentences(comparison: Comparison) -> Sequence[str]:
    """Say which of the compared offers are in term on the day, and what became of the others.

    `On 2026-11-25, of the four, only Grok's priced deal is in term (to 2027-03-14).`
    """
    standings, catalog, day = comparison.standings, comparison.catalog, comparison.as_of
    if not standings:
        return ()
    dated = [one for one in standings if one.status in IN_TERM and one.offer.service_ends]
    priced = [one for one in dated if one.quote.complete]
    open_ended = [one for one in standings if one.status in IN_TERM and not one.offer.service_ends]
    unpriced = [one for one in dated if not one.quote.complete]
    of_them = f", of the {_number(len(standings))}," if len(standings) > 1 else ""
    first = f"On {day}{of_them} {_in_term(priced, len(standings))}."
    over = [
        f"{_possessive(one)} {_became(catalog, one)}"
        for one in standings
        if one.status not in IN_TERM
    ]
    rest = [
        f"{_possessive(one)} is in term to {one.offer.service_ends}, its price here not known"
        for one in unpriced
    ]
    rest += [f"{_possessive(one)} has no published end" for one in open_ended]
    return (first, *(f"{'; '.join(part)}." for part in (over, rest) if part))


def undated(sentence: str, day: date) -> str:
    """Leave out the day, where the header says it: `Of the four, only Grok's …`."""
    rest = sentence.removeprefix(f"On {day}").lstrip(", ")
    return rest[:1].upper() + rest[1:]


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _in_term(standings: Sequence[Standing], of: int) -> str:
    if not standings:
        return "no priced deal is in term"
    if len(standings) == of and of > len(_NUMBERS):
        return "all priced deals are in term"
    named = [f"{_possessive(one)} (to {one.offer.service_ends})" for one in standings]
    if len(standings) == 1:
        one = standings[0]
        only = "only " if of > 1 else ""
        return f"{only}{_possessive(one)} priced deal is in term (to {one.offer.service_ends})"
    return f"the priced deals in term are {listed(named)}"


def _became(catalog: Catalog, standing: Standing) -> str:
    offer, successor = standing.offer, catalog.successor(standing.offer)
    if standing.status == "replaced":
        if successor is None or offer.service_ends is None:
            return "was superseded"
        since = max(offer.service_ends + timedelta(days=1), successor.starts)
        return f"was superseded on {since}"
    if standing.status == "upcoming":
        return f"begins on {offer.starts}"
    if standing.status == "terminated":
        return "was terminated"
    when = f"ended on {offer.service_ends}" if offer.service_ends else "ended"
    return f"{when}{_what_followed(catalog, offer)}"


def _possessive(standing: Standing) -> str:
    name = standing.offer.short
    return f"{name}'" if name.endswith("s") else f"{name}'s"
