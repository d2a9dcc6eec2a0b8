"""A grid of cells as SVG, PNG, PDF and text: the picture that looks the same everywhere.

| module      | is for                                                                 |
|-------------|------------------------------------------------------------------------|
| characters  | making any string safe to draw, and cutting it into cells               |
| grid        | the frozen values: `Style`, `Cell`, `Grid`                              |
| canvas      | drawing a grid by hand: `Canvas`, `Ink`                                 |
| screen      | a grid from the screen of a running program                             |
| outline     | a glyph as a compact path: writing it and reading it                    |
| boxes       | box drawing, blocks and braille as rectangles                           |
| marks       | geometric marks, arcs, hatches and shades as outlines                   |
| font        | the outline of any character; what happens when there is none           |
| scene       | a grid as merged rectangles and placed glyphs                           |
| svg png pdf text | one format each, all pure: a grid in, `str` or `bytes` out         |
| evidence    | what a picture carries inside, written and read back                    |

This room knows nothing of deals and nothing of Textual, and it writes no files. The libraries that
draw PNG and PDF are loaded when such a picture is asked for, and the font when the first glyph is
drawn.
"""
