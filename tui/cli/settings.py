"""`deals settings`: the settings in use, what is ignored and why; `--init` writes a first file."""

import argparse

from tui.cli import output
from tui.cli.output import RefusalError


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the settings."""
    parser.add_argument(
        "--init", action="store_true",
        help="write a settings file in which everything is explained and nothing is changed",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Print the settings and the problems of their file, or write the file."""
    from tui.app.keys import bindable, wrong_key
    from tui.files import places
    from tui.files.settings import read_settings, settings_text

    path = places.settings_path()
    if arguments.init:
        if path.exists():
            raise RefusalError(f"{path} is there already; nothing was written")
        from tui.files.atomic import write_atomically

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, settings_text(bindable()))
        except OSError as error:
            raise RefusalError(f"{path}: {error.strerror or error}") from error
        output.say(f"Wrote {path}")
        return 0
    settings, problems = read_settings(path, bindable(), wrong_key)
    lines = [
        f"file      {path}{'' if path.exists() else '  (not there yet: deals settings --init)'}",
        f"theme     {settings.theme}",
        f"pictures  {settings.pictures or places.pictures_folder()}",
        f"scenario  {settings.scenario or 'none: the defaults'}",
        *(f"key       {name} = {keys}" for name, keys in settings.keys.items()),
    ]
    output.write("".join(f"{output.printable(text)}\n" for text in lines), None)
    for problem in problems:
        output.say(output.printable(f"ignored: {problem}"))
    return 2 if problems else 0
