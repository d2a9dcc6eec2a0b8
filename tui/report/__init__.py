"""A comparison, a calculation and the contract terms as text and as JSON. No screen.

| module | holds |
|---|---|
| `marks` | the sign that an offer keeps everywhere |
| `words` | figures and inputs in words: one formatter for every report and the screen |
| `cells` | text measured in terminal cells: wrapping, aligning, tables |
| `columns` | what a comparison's table shows, column by column |
| `sources` | numbered sources under a text |
| `table` | a comparison as plain text |
| `explain` | how one offer's total comes about, line by line |
| `json_report` | a comparison as JSON, in the form that scripts rely on |
| `terms` | what the contracts say, by topic |
| `terms_table`, `terms_markdown`, `terms_json` | those terms as text, Markdown and JSON |
"""
