"""`deals settings` and `deals where`: what is in use, and where it lies."""

import click

from tui.cli import output
from tui.cli.arguments import catalog_file
from tui.cli.options import Given, command
from tui.cli.output import RefusalError
from tui.files import places


@command(
    "deals settings",
    "deals settings --init                  write a settings file that explains itself",
)
@click.option(
    "--init", is_flag=True,
    help="write a settings file in which everything is explained and nothing is changed",
)  # fmt: skip
def settings_command(_: Given, init: bool) -> int:
    from tui.app.keys import bindable, wrong_key
    from tui.files.settings import read_settings, settings_text

    path = places.settings_path()
    if init:
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


@command("deals where")
def where_command(given: Given) -> None:
    found = {
        "catalogue": output.absolute(catalog_file(given)),
        "agencies": places.agencies_path(),
        "scenarios": places.scenarios_folder(),
        "your scenarios": places.user_scenarios_folder(),
        "settings": places.settings_path(),
        "state": places.state_folder(),
        "checked files": places.checked_path(),
        "pictures": places.pictures_folder(),
    }
    widest = max(map(len, found))
    lines = [
        f"{name.ljust(widest)}  {path}  ({'exists' if path.exists() else 'not there yet'})\n"
        for name, path in found.items()
    ]
    output.write("".join(lines), None)
