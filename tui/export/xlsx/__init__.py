"""A comparison as an XLSX workbook that a budget analyst can work on.

Nothing here prices anything: formulas say again what the domain has computed, and the values
stored beside them are the domain's own.
"""

from tui.export.xlsx.book import comparison_workbook

__all__ = ["comparison_workbook"]
