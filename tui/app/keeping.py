"""The session: what an earlier one left is offered back, and this one is kept."""

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from tui.app.model import Model
from tui.files.settings import ThemeName
from tui.files.toml import ordinary_bytes

if TYPE_CHECKING:
    from tui.files.session import Session

AFTER_THE_START: Final = 0.3
"""Seconds after which an earlier session is looked for, so that no start waits for it."""
SOON: Final = 1.0
"""Seconds after an edit at which the session is written, though edits go on."""

THEME_FILE: Final = "theme"


def remembered_theme(path: Path, theme_set: ThemeName) -> ThemeName:
    """Give the theme that `t` took last, unless the settings ask for another one since then."""
    try:
        theme, set_then = ordinary_bytes(path).decode("utf-8").split()
    except (OSError, ValueError):
        return theme_set
    known = {name: name for name in get_args(ThemeName)}
    return known.get(theme, theme_set) if set_then == theme_set else theme_set


class SessionKeeper:
    """Writes the session of a model into its file."""

    path: Path | None = None
    """Where the session is kept; None: it is not."""

    theme_set = ""
    is_kept = False
    """Whether there is something to keep, and it is in the file."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def keep_theme(self, theme: str) -> None:
        from tui.files.atomic import write_private

        if self.path is not None:
            with suppress(OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                write_private(self.path.with_name(THEME_FILE), f"{theme} {self.theme_set}\n")

    @cached_property
    def last(self) -> "Session | None":
        """What there is to go on with from an earlier run: read once, before it is written over."""
        from tui.files.session import load_session

        return load_session(self.path, self._model.catalog) if self.path is not None else None

    def offer(self) -> str:
        if self.last is None or self.last.scenario == self._model.scenario:
            return ""
        if self.last.ended:
            return "Press o to reopen your last session."
        return "Last session cut off: o reopens it."

    def keep(self, *, ended: bool = False) -> str:
        """Write the session; where it cannot be written, say so once and go on."""
        from tui.files.session import Session, save_session

        model = self._model
        if self.path is None or not (model.history.past or model.scenario_path):
            return ""
        _ = self.last
        try:
            session = Session(
                scenario=model.scenario,
                scenario_path=str(model.scenario_path.absolute()) if model.scenario_path else "",
                as_of=model.as_of,
                highlighted=model.highlighted,
                past=tuple((step.before, step.after) for step in model.history.past),
                ended=ended,
            )
            save_session(session, self.path)
            self.is_kept = True
        except OSError as reason:
            self.path, self.is_kept = None, False
            return f"the session cannot be kept: {reason.strerror or reason}"
        return ""
