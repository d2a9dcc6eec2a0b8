"""The command line: one family of commands a file. Nothing is imported until its command runs.

| module | holds |
|---|---|
| `registry` | the commands: name, module, one line of help |
| `entry` | from arguments to an exit code: dispatch, and every error's last stop |
| `options` | what every command accepts, and how help looks |
| `inputs` | the catalog, the scenario and the day that the options ask for |
| `output` | data to stdout or a file, everything else to stderr |
| `explore`, `compare`, `terms`, `brief`, `check`, `schema`, `where`, … | the commands |
| `folder` | a folder written whole or not at all |
| `file_schema` | the JSON Schemas of the files that people write |

A command module has `configure(parser)`, which adds its arguments, and `run(arguments)`, which
gives the exit code.
"""
