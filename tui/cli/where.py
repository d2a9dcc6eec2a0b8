"""`deals where`: the files and folders in use, one a line."""

import argparse

from tui.cli import output


def configure(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the options of every command are enough."""
    del parser


def run(arguments: argparse.Namespace) -> int:
    """List the places; looking at them creates none of them."""
    from tui.cli.inputs import catalog_file
    from tui.files import places

    found = {
        "catalogue": catalog_file(arguments).absolute(),
        "agencies": places.agencies_path(),
        "scenarios": places.scenarios_folder(),
        "your scenarios": places.user_scenarios_folder(),
        "settings": places.settings_path(),
        "state": places.state_folder(),
        "pictures": places.pictures_folder(),
    }
    widest = max(map(len, found))
    lines = [
        f"{name.ljust(widest)}  {path}  ({'exists' if path.exists() else 'not there yet'})\n"
        for name, path in found.items()
    ]
    output.write("".join(lines), None)
    return 0
