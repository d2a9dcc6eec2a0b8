"""A grid of cells as SVG, PNG, PDF and text, the same everywhere; upon it, the briefing sheet.

This room knows nothing of Textual, and it writes no files. The libraries that draw PNG and PDF are
loaded when such a picture is asked for, and the font when the first glyph is drawn.
"""
