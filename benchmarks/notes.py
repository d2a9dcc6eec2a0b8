"""What was tried, and what stands in the way where a goal is not met."""

NOTES = """\
## What makes it quick

- Panes set their lines as soon as their size is known: no empty picture is painted first. Classes
  are set before there is anything that they dress, stylesheets are read once.
- Garbage is not collected before the first picture; what the start made is then never looked at,
  nor at the end.
- A pane makes its lines again only when a value that they are made from changed, and paints the
  lines in view that differ. Scrollbars follow without laying the screen out again. Where text is
  in a line is worked out when the mouse asks.
- The list of offers makes a line when it comes into view.
- Charges are counted without prices, in one walk over the months that offers with alike windows
  share.
- The driver sleeps until a key comes: no wake-ups, no wait at the end, an esc after 30 ms.
- The words of offers are searched in one folded text each; a longer query looks only through
  what the shorter one found.

## What stands in the way

- A start: half of it is Textual's own modules and Rich's, a sixth
  ours, a sixth the catalogue and the program, a sixth stylesheets, layout and picture. Small
  values are named tuples, since making a frozen dataclass takes half a millisecond; the
  catalogue and the scenario stay dataclasses, for validation reads their fields.
- A key: half of its time is Textual's compositor, which asks all visible widgets for their lines.
  Painting only the columns of a row that changed would save little more: most of a row changes.
- The first key of a filter over 10,000 offers waits for the index of words (0.2 s) if it is typed
  sooner than that after `/`.
- Memory grows with the catalogue: 40 MB for ten offers, 175 MB for 10,000, 13 kB an offer.
"""
