"""What was tried, and what is in the way where a goal is not met."""

NOTES = """\
## What makes it quick

- Panes set their lines as soon as their size is known: no empty picture is painted first. Classes
  are set before there is anything that they dress, stylesheets are read once.
- Garbage is not collected before the first picture; what the start made is then never examined,
  not even at the end.
- A pane rebuilds its lines only when a value that they are made from changed, and paints the
  lines in view that differ. Room for scrollbars is kept free, so that none
  lays the screen out again. Where text is in a line is worked out when the mouse asks.
- The list of offers makes a line when it comes into view.
- Charges are counted without prices, in one walk over the months that offers with alike windows
  share.
- The driver sleeps until a key comes: no wake-ups, no wait at the end, an esc after 30 ms.
- Each offer is searched as one normalized text; a longer query looks only through
  what the shorter one found.

What each costs in lines, and what it saved when it was added (CPU, two versions in turn):

| gain | lines | saved |
|---|---:|---|
| no garbage collection before the first picture | 12 | 17 ms of a start |
| a driver that sleeps (`app/driver.py`) | 67 | 200 ms at the end, all wake-ups |
| a file found to be valid is remembered (`files/checked.py`) | 96 | `deals compare` 3.1 → 2.0 × |
| a row of a pane is painted once (`widgets/lines.py`) | 50 | a move 13 → 10.5 ms |
| scrollbars and bars are painted when they change (`Kept`) | 45 | a move 11 → 8.5 ms |
| a new title paints its row of the border | 7 | a third of all digits write 5 kB, not 8.6 |
| the table of totals tries one choice of columns after another | 0 | 0.3 ms of a digit |
| a scenario is written as its fields say, without pydantic | 0 | a fifth of `deals shot` |
| room for scrollbars is kept free | 2 | a second layout in each move by which one comes or goes |
| a change of focus paints only what changed | 4 | a whole screen: 3 to 14 ms and its bytes |
| readers of pictures and workbooks load only when one is named | 4 | 30 ms of `deals compare` |
| a picture: words measured once, palette packed quickly | 6 | a sixth of `deals brief` |

## What keeps it from being faster

- A start: half of it is Textual's own modules and Rich's, a sixth
  ours, a sixth the catalog and the program, a sixth stylesheets, layout and picture. Small
  values are named tuples, since making a frozen dataclass takes half a millisecond; the
  catalog and the scenario stay dataclasses, because validation reads their fields.
- A key: half of its time is Textual's compositor, which asks all visible widgets for all their
  lines, cuts each where another widget ends, and gives them to the terminal; a title in the border
  is 0.4 ms. The other half of a move is values given to five panes, and their lines; of a digit it
  is spread evenly over pricing, the table of totals, the form and the lanes.
- A key that opens the editor or a page lays the screen out twice: the toolkit does so for what is
  mounted. The editor is not mounted before it is needed, which would be 8 ms of each start.
- The first key of a filter over 10,000 offers waits for the index of words (0.2 s) if it is typed
  sooner than that after `/`.
- Where an earlier session is left, reading it loads pydantic 0.3 s after the start: 10 MB, and
  160 ms of CPU next to the first keys. It is read to offer it back, and before it is written over.
- A PNG: a palette, which saves two fifths of the file, is half of what is not resvg's own time.
- Memory grows with the catalog: 40 MB for ten offers, 175 MB for 10,000, 13 kB an offer.
"""
