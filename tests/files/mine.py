"""A scenario written by hand, and ways to look at the folder that it is in."""

from pathlib import Path

from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files.library import Entry, entries

BY_HAND = """\
# My own plan.
schema = 1
name = "Autumn"          # what it is called

# Thirty of them, counted twice.
agencies = 30
months = 24  # two years
start = 2026-12-01
users_per_agency = 500
after = "list"
offers = [
  "grok",   # the cheap one
  "llama",
]

# Whose figures are these?
[agencies_for]
llama = 10

[readings]
grok = "per-month"       # the careful reading

# From the price list of September.
[assume]
# one machine, day and night
hosting = 40179.20

[[overhead]]  # the first
id = "training"
label = "Training"
unit = "user"
per = "once"
price = 250   # a guess
offers = ["llama"]

# And this is the end.
"""
SPRING = Scenario(name="Spring", months=36)


def by_hand(folder: Path, text: str = BY_HAND) -> Path:
    path = folder / "autumn.toml"
    path.write_text(text, encoding="utf-8")
    return path


def entry(facts: Catalog, name: str) -> Entry:
    return next(one for one in entries(facts) if one.name == name)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
