"""When agreements end within the horizon, in words: `From 2026-08 Claude is assumed.`"""

from tui.domain.calendar import add_months
from tui.domain.comparison import Comparison
from tui.domain.quote import Quote


def cliff_words(comparison: Comparison) -> str:
    """Say from when each compared offer is assumed or uncovered; empty where all is agreed."""
    groups: dict[tuple[str, str], list[str]] = {}
    for standing in comparison.standings:
        cliff = _cliff(standing.quote)
        if cliff is not None:
            groups.setdefault(cliff, []).append(standing.offer.short)
    parts = [
        f"from {month} {_joined(names)} {'is' if len(names) == 1 else 'are'} {kind}"
        for (month, kind), names in sorted(groups.items())
    ]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _cliff(quote: Quote) -> tuple[str, str] | None:
    """The month in which the agreement no longer holds, and what it is then."""
    for month in range(quote.months):
        kind = quote.month_kind(month)
        if kind != "agreed" and month >= quote.agreed.stop:
            return f"{add_months(quote.origin, month):%Y-%m}", kind
    return None


def _joined(names: list[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
