"""A settings file: what it can say, and that a bad one only loses what is bad in it."""

import os
from pathlib import Path

import pytest

from tui.domain.inputs import split_names
from tui.files.settings import Bindable, Settings, read_settings, settings_text

ACTIONS = (
    Bindable("program.quit", ("q",), "panes", "Leave the program."),
    Bindable("edit.undo", ("u",), "panes", "Take the last change back."),
    Bindable("field.reset", ("backspace",), "form", "Back to the default."),
)


def wrong_key(name: str) -> str:
    known = len(name) == 1 or name == "backspace" or name.startswith(("f", "ctrl+"))
    return "" if known else "write one character"


def read(folder: Path, text: str) -> tuple[Settings, list[str]]:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    settings, problems = read_settings(path, ACTIONS, wrong_key)
    return settings, [str(problem).removeprefix(f"{path}:") for problem in problems]


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml", ACTIONS, wrong_key) == (Settings(), ())


def test_a_file_that_may_not_be_looked_at_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "settings.toml"
    monkeypatch.setattr(Path, "stat", refuse)
    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(Path, "is_dir", lambda _path: False)
    settings, problems = read_settings(path, ACTIONS, wrong_key)
    assert settings == Settings()
    assert [problem.message for problem in problems] == ["no permission to read it"]


def test_everything_that_can_be_set(tmp_path: Path) -> None:
    text = (
        'schema = 1\ntheme = "paper"\npictures = "~/p"\nscenario = "cfo-act"\n'
        '[keys]\n"program.quit" = "x, f10"\n'
    )
    settings, problems = read(tmp_path, text)
    assert not problems
    assert settings == Settings("paper", "~/p", "cfo-act", {"program.quit": "x, f10"})
    assert split_names(settings.keys["program.quit"]) == ("x", "f10")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('theme = "drak"', "1: theme: must be one of dark, light, paper, contrast"),
        ('theme = "drak"', "(did you mean `dark`?)"),
        ("theme = 1", "1: theme: must be text, not a whole number"),
        ('colour = "red"', "1: colour: is not a known key"),
        ('[keys]\n"program.quti" = "x"', "2: keys.program.quti: is not an action "
         "(did you mean `program.quit`?)"),
        ('[keys]\n"program.quit" = "shft+x"', "2: keys.program.quit: `shft+x` is not a key "
         "(write one character)"),
        ('[keys]\n"program.quit" = "ctrl+s"', "`ctrl+s` never reaches the program"),
        ('[keys]\n"program.quit" = "u"', "`u` already does edit.undo"),
        ('[keys]\n"program.quit" = ""', "must not be empty"),
        ("keys = 1", "1: keys: must be a table"),
        ("schema = 2", "this file needs a newer program"),
        ("theme =", "1: not TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_left_out(tmp_path: Path, text: str, problem: str) -> None:
    settings, problems = read(tmp_path, text)
    assert settings == Settings()
    assert any(problem in found for found in problems), problems


def test_what_is_right_beside_it_still_counts(tmp_path: Path) -> None:
    text = 'theme = "light"\npictures = 3\n[keys]\n"edit.undo" = "z"\n"program.halt" = "h"\n'
    settings, problems = read(tmp_path, text)
    assert settings == Settings(theme="light", keys={"edit.undo": "z"})
    assert len(problems) == 2


def test_two_actions_can_swap_their_keys_and_places_do_not_clash(tmp_path: Path) -> None:
    text = '[keys]\n"edit.undo" = "q"\n"program.quit" = "u"\n"field.reset" = "u"\n'
    settings, problems = read(tmp_path, text)
    assert not problems
    assert settings.keys["field.reset"] == "u"


def test_the_first_file_explains_itself_and_changes_nothing(tmp_path: Path) -> None:
    text = settings_text(ACTIONS)
    assert read(tmp_path, text) == (Settings(), [])
    uncommented = "\n".join(
        line.removeprefix("# ") if " = " in line else line for line in text.splitlines()
    )
    settings, problems = read(tmp_path, uncommented)
    assert not problems
    assert set(settings.keys) == {action.id for action in ACTIONS}
