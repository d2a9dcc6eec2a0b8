"""A comparison, a calculation and the contract terms as text and as JSON. No screen.

| module | holds |
|---|---|
| `marks` | the sign that an offer keeps everywhere |
| `words` | figures and inputs in words: one formatter for every report and the screen |
| `markdown` | texts made harmless, rows, footnotes |
| `cells` | text measured in terminal cells: wrapping, aligning, tables |
| `columns` | what a comparison's table shows, column by column |
| `sources` | which an offer points at; numbered ones under a text |
| `formats` | the forms in which a comparison leaves, with what each is for |
| `table`, `comparison_markdown` | a comparison as plain text, as Markdown |
| `charges`, `comparison_csv` | every charge by month, as CSV in FOCUS 1.2 column names |
| `workbook` | a comparison as XLSX with live formulas |
| `briefing` | which files a briefing folder holds |
| `explain`, `month` | how one offer's total comes about, line by line; one month of it |
| `headline`, `cliff` | a price in the fewest words; when agreements end within the horizon |
| `discount` | a discount rate with its edition |
| `source_date` | the moment a file says it was written at |
| `heading` | what stands above a comparison and above every answer |
| `answer_words`, `…_text` | what the answers of the analysis share; each as text |
| `sweep_markdown`, `sweep_csv`, `answers_json` | the same as Markdown, CSV, JSON |
| `json_report`, `report_schema` | a comparison as JSON, and the schema that scripts rely on |
| `terms` | what the contracts say, by topic |
| `terms_table`, `terms_markdown`, `terms_json` | those terms as text, Markdown and JSON |
| `search` | agreements found by any word in them |
| `palettes` | the colors of the themes |
"""
