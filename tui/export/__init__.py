"""A comparison and its answers as files: Markdown, CSV, JSON, workbook."""
