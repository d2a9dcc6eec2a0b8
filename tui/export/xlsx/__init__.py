"""A comparison as an XLSX workbook that a budget analyst can work on.

| module | holds |
|---|---|
| `plan` | how the units of every line come about by month, for formulas to follow |
| `names` | the cells that can be changed, by name |
| `sheet` | writing cells: styles, numbers, texts that stay texts |
| `inputs`, `estimate`, `periods`, `workings`, `texts` | the sheets |
| `book` | all of them together, as bytes |

Nothing here prices anything: formulas say again what the domain has computed, and the values
stored beside them are the domain's own.
"""

from tui.export.xlsx.book import comparison_workbook

__all__ = ["comparison_workbook"]
