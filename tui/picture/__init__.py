"""A grid of cells as SVG, PNG, PDF and text, and the briefing sheet on it; writes no files."""
