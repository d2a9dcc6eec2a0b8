"""A grid of cells as SVG, PNG, PDF and text: the picture that looks the same everywhere.

The ground, which knows nothing of deals:

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
| formats     | the formats by the ending of a file: one row each                       |
| pieces      | what a sheet is laid out of: pieces of text, rows, blocks, inks         |

Upon it, the briefing:

| module      | is for                                                                 |
|-------------|------------------------------------------------------------------------|
| answer      | the answer of a comparison in true sentences                            |
| sheet       | the layout: what stands where, and what gives way                       |
| sheet_table sheet_lanes sheet_notes | its parts                                       |
| reproduce   | the command that makes a sheet again                                    |
| carried     | the labels and the scenario in a picture, and opening it again          |

This room knows nothing of Textual, and it writes no files. The libraries that
draw PNG and PDF are loaded when such a picture is asked for, and the font when the first glyph is
drawn.
"""
