"""TOML in and out: the catalog, the agencies and scenarios, with every problem said plainly.

| module | holds |
|---|---|
| `problems` | a problem with its file, line, key and hint |
| `documents` | a file's bytes as text and as a table, with exact decimals |
| `shapes` | which TOML names and kinds a dataclass is written with, derived from its fields |
| `validation` | names, kinds and bounds of a table, all problems at once |
| `wording` | what a bound that is not kept is called in plain words |
| `references` | rules between parts of a file |
| `positions` | the line of a key |
| `trusted` | the gate: files validated before are built without validating them again |
| `catalogue`, `agencies`, `scenarios` | the three kinds of file, read into frozen values |
| `scenario_text`, `setting` | a scenario written, and changed by `--set` |
| `library` | the scenarios that can be opened: saved, copied, renamed, deleted, taken back |
| `scenario_merge` | a hand-written scenario rewritten with its comments |
| `session`, `settings` | what the explorer remembers; what the user prefers |
| `stamps`, `file_names` | what a file was; names that no file has yet |
| `atomic`, `places` | whole files or none; where files are |

It must not know a screen, a report or a figure.
"""
