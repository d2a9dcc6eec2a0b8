"""A small catalog and a small scenario that are right, and ways to break them."""

from pathlib import Path
from typing import NamedTuple

from tui.domain.deals import Catalog
from tui.files.catalog import read_catalog
from tui.files.toml import Problem

CATALOG = """\
schema = 1
title = "Two agreements"
as_of = 2026-10-08
currency = "USD"

[source.gsa-xai]
title = "GSA and xAI"
publisher = "GSA"
date = 2025-09-25
url = "https://www.gsa.gov/xai"
kind = "primary"

[source.press]
title = "What the press says"
publisher = "A newspaper"
kind = "press"

[[question]]
id = "courts"
title = "May courts order?"

[[question]]
id = "ends"
title = "When does it end?"

[vendor.xai]
name = "xAI"

[vendor.meta]
name = "Meta"

[offer.grok]
vendor = "xai"
product = "Grok for Government"
short = "Grok"
compare = true
announced = 2025-09-25
starts = 2025-09-25
ends = 2027-03-14
term_months = 18

[[offer.grok.reading]]
id = "per-term"
label = "$0.42 for the term"
default = true
quote = "$0.42 per agency"
sources = ["gsa-xai", "press"]
lines = [
  { component = "licence", price = 0.42, unit = "agency", per = "term" },
]

[[offer.grok.reading]]
id = "per-month"
label = "$0.42 every month"
sources = ["press"]
lines = [{ component = "licence", price = 0.42, unit = "agency", per = "month" }]

[offer.grok.list]
label = "Grok Business"
sources = ["press"]
lines = [{ component = "seat", price = 30, unit = "user", per = "month", from = 2, until = 12 }]

[[offer.grok.term]]
topic = "security"
text = "FedRAMP High in process"
sources = ["press"]

[[offer.grok.answer]]
question = "courts"
text = "not said"
sources = ["gsa-xai"]

[[offer.grok.event]]
date = 2025-09-25
status = "signed"
text = "Signed"
sources = ["gsa-xai"]

[offer.llama]
vendor = "meta"
product = "Llama"
short = "Llama"
compare = true
starts = 2025-09-22

[[offer.llama.reading]]
id = "free"
label = "A free licence"
default = true
sources = ["press"]
lines = [
  { component = "licence", price = 0, unit = "flat", per = "once" },
  { component = "hosting", assume = "hosting", times = 1.5, unit = "flat", per = "month" },
]

[offer.claude]
vendor = "meta"
product = "Claude"
short = "Claude"
starts = 2025-08-12

[[offer.claude.reading]]
id = "per-year"
label = "A dollar a year"
default = true
sources = ["press"]
lines = [{ component = "seat", price = 1, unit = "agency", per = "year" }]

[assumption.hosting]
title = "Hosting of Llama"
unit = "dollars a month"

[[assumption.hosting.suggestion]]
label = "one server"
value = 40179.20
sources = ["press"]
"""

SCENARIO = """\
schema = 1
name = "Autumn"
agencies = 30
months = 24
start = 2026-12-01
users_per_agency = 500
after = "list"
offers = ["grok", "llama"]

[agencies_for]
llama = 10

[readings]
grok = "per-month"

[assume]
hosting = 40179.20

[[overhead]]
id = "training"
label = "Training"
unit = "user"
per = "once"
price = 250
offers = ["llama"]
"""


class Case(NamedTuple):
    """One mistake in a text, and how it is told."""

    name: str
    old: str
    new: str
    line: str
    """A part of the line that is to blame."""
    key: str
    message: str
    hint: str = ""

    def is_told_by(self, problem: Problem, text: str) -> bool:
        """Whether a problem names the line and the key, with the hint or with none."""
        hint = self.hint in problem.hint if self.hint else not problem.hint
        line = not self.line or problem.line == line_of(text, self.line)
        return hint and line and problem.key == self.key


def broken(text: str, old: str, new: str) -> str:
    """The text with its one `old` part replaced; an empty `old` puts `new` at the end."""
    if not old:
        return text + new
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)


def line_of(text: str, part: str) -> int:
    """The number of the first line that holds a part; 0 for no part."""
    if not part:
        return 0
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def catalog(folder: Path) -> Catalog:
    """The small catalog, read from a folder."""
    path = folder / "catalogue.toml"
    path.write_text(CATALOG, encoding="utf-8")
    return read_catalog(path)
