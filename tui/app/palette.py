"""The command palette: every action of the key table, every offer, every ready scenario."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.app.explorer import Explorer
from tui.app.fields import groups
from tui.files.library import entries
from tui.views.layout import fitted
from tui.views.search import folded

LONGEST_NAME: Final = 80
LONGEST_WHY: Final = 200


class DealsCommands(Provider):
    """What the palette offers over the explorer."""

    def _commands(self) -> Iterator[tuple[str, str, str]]:
        """Yield an action with its words and what it is good for."""
        screen = self.screen
        if not isinstance(screen, Explorer):
            return
        for key in screen.keys:
            if key.place == "explorer" and key.id != "program.palette":
                yield f"screen.{key.action}", f"{key.words}  ({key.label})", key.why
        yield from _inputs(screen)
        yield from _scenarios(screen)
        for offer in screen.catalog.offers.values():
            vendor = screen.catalog.vendor_of(offer).name
            yield (
                f"screen.show_offer('{offer.id}')",
                f"go to {offer.short}",
                f"{vendor}: {offer.product}",
            )

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        for action, words, why in self._commands():
            yield DiscoveryHit(_shown(words, why), partial(self.app.run_action, action), words)

    async def search(self, query: str) -> Hits:
        """Offer what fits the words typed."""
        matcher = self.matcher(query)
        for action, words, why in self._commands():
            # Fuzzy matching takes forever on long texts, so what it is good for is only searched.
            score = max(matcher.match(words), float(folded(query) in folded(why)) / 2)
            if score > 0:
                yield Hit(score, _shown(words, why), partial(self.app.run_action, action), words)


def _shown(words: str, why: str) -> Content:
    """Set an action and, under it, what it is good for: literally, as its own help would not be."""
    about = fitted(" ".join(why.split()), LONGEST_WHY)
    return Content.assemble(words, "\n", (about, "dim")) if about else Content(words)


def _inputs(screen: Explorer) -> Iterator[tuple[str, str, str]]:
    """Yield every input of the what-if pane."""
    if screen.comparison is not None:
        for group in groups(screen.comparison):
            for field in group.fields:
                words = f"set {field.title}" if field.kind != "action" else field.title
                about = field.help.split("\n")[0]
                yield f"screen.show_field('{field.key}')", words, f"{group.title}. {about}"


def _scenarios(screen: Explorer) -> Iterator[tuple[str, str, str]]:
    """Yield the scenarios that can be opened."""
    for number, entry in enumerate(entries(screen.catalog)):
        if entry.scenario is not None:
            name = entry.scenario.name or entry.name
            yield (
                f"screen.open_entry({number})",
                f"open {fitted(name, LONGEST_NAME)}",
                entry.scenario.note,
            )
