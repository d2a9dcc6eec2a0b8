"""What was tried, and what stands in the way where a goal is not met."""

NOTES = """\
## What makes it quick

- Garbage is not collected before the first picture; what the start made is then never looked at.
- A catalogue validated before is built plainly, without pydantic; the table of a file above 1 MB
  is kept as JSON beside its seal, which reads ten times as fast as TOML.
- A pane makes its lines again only when a value that they are made from changed, and paints the
  lines in view that differ. Scrollbars follow without laying the screen out again.
- The list of offers makes a line when it comes into view.
- The driver sleeps until a key comes: no wake-ups, no wait at the end, an esc after 30 ms.
- The words of offers are searched in one folded text each; a longer query looks only through
  what the shorter one found.

## What stands in the way

- Start: about 175 ms are imports (75 Textual's own modules, 18 Rich's, 40 ours, the rest the
  standard library), 12 the catalogue and the program, 100 Textual's first layout and picture.
  Tried: no collection of garbage, no component classes (Textual worked out a hundred of them at
  each change), laying out once, bounds that load annotated_types only for validating, types read
  without `get_type_hints`. Not done: stand-ins in `sys.modules` for parts of Textual that the first
  picture does not need (its command palette brings a dozen widgets: some 20 ms; TLS: 5 ms), since
  they rest on Textual's inside. Left: some sixty frozen dataclasses at about half a millisecond,
  pages and the prompt imported when first opened (some 5 ms).
- A key: two thirds of its time is Textual's compositor, which asks all visible widgets for their
  lines. What could still be saved is painting only the columns of a row that changed.
- The first key of a filter over 10,000 offers waits for the index of words (0.2 s) if it is typed
  sooner than that after `/`.
- Memory grows with the catalogue: 43 MB for ten offers, 175 MB for 10,000, 13 kB an offer.
"""
