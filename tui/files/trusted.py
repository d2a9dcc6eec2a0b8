"""The gate: a file that was validated before is built plainly, without importing pydantic.

What is remembered is the hash of a file's bytes together with the sign of the rules, and only
after everything was checked. It is a saving of time and nothing more: a folder that cannot be
written, or an entry that is wrong, means validating again.
"""

from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

from tui.files.atomic import forget_oldest, write_atomically
from tui.files.places import state_folder
from tui.files.shapes import build, shape_of
from tui.files.toml import SCHEMA, Table, document_of, read_bytes
from tui.files.validation import Rules, validated

Made = TypeVar("Made")

_FOLDER: Final = "valid"
MOST_REMEMBERED: Final = 128
_MOST_KEPT: Final = 2
"""Notes that keep a table."""
LARGE: Final = 1_000_000
"""Bytes from which on a file's table is kept: reading TOML takes most of the time."""
_RULES: Final = ("files", "domain")
_PACKAGE: Final = Path(__file__).parent.parent


def read_trusted(made: type[Made], path: Path, rules: Rules, *, names: str = "") -> Made:
    """Read a file into frozen values, validating it unless these bytes were validated before.

    `names` is what the rules compare with beyond the file itself. Raises `ProblemsError` with all
    that is wrong with it.
    """
    content = read_bytes(path)
    seal = _seal(made, content, names)
    trusted = seal is not None and _is_there(seal)
    if seal is not None and trusted and len(content) > LARGE:
        kept = _kept(seal)
        value = None if kept is None else _built(made, kept)
        if value is not None:
            return value
    document = document_of(str(path), content)
    if trusted:
        value = _built(made, document.table)
        if value is not None:
            return value
    value = validated(made, document, rules)
    if seal is not None:
        _remember(seal, document.table if len(content) > LARGE else None)
    return value


def _kept(seal: Path) -> Table | None:
    """The table of a large file as it was kept, which is read ten times as fast as TOML."""
    import json

    try:
        table = json.loads(seal.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return table if isinstance(table, dict) else None


def _built(made: type[Made], written: Table) -> Made | None:
    """Build the values plainly; None where the table is not what it was said to be."""
    table = {key: one for key, one in written.items() if key != "schema"}
    try:
        value: Made = build(shape_of(made), table)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
        return None
    return value


def _seal(made: type, content: bytes, names: str = "") -> Path | None:
    """The file whose being there says that these bytes passed these rules."""
    try:
        rules = sign_of_the_rules()
    except OSError:
        return None
    if not rules:
        return None
    sealed = "\n".join([made.__name__, str(SCHEMA), names, *rules]).encode("utf-8", "replace")
    return state_folder() / _FOLDER / sha256(sealed + b"\0" + content).hexdigest()


def sign_of_the_rules() -> list[str]:
    """What tells one state of the rules from another: the size and day of each of their modules.

    Python itself knows by these that a compiled module is stale. A version alone would not do,
    since a checkout changes without one, and looking it up costs more than the gate saves.
    """
    sign = []
    for room in _RULES:
        for module in sorted((_PACKAGE / room).glob("*.py")):
            status = module.stat()
            sign.append(f"{module} {status.st_size} {status.st_mtime_ns}")
    return sign


def _keep(seal: Path, table: Table) -> None:
    """Write a table into its note; only a few notes have one."""
    import json

    large = [one for one in seal.parent.iterdir() if one.is_file() and one.stat().st_size]
    forget_oldest(large, _MOST_KEPT - 1)
    write_atomically(seal, json.dumps(table, default=str, separators=(",", ":")))


def _is_there(seal: Path) -> bool:
    try:
        return seal.is_file()
    except OSError:
        return False


def _remember(seal: Path, table: Table | None) -> None:
    """Note that a file passed, and forget the oldest notes; a folder that refuses is no matter.

    The table of a large file is kept in the note, exactly: decimals and days as text.
    """
    try:
        seal.parent.mkdir(parents=True, exist_ok=True)
        if table is None:
            seal.touch()
        else:
            _keep(seal, table)
        forget_oldest(seal.parent.iterdir(), MOST_REMEMBERED)
    except OSError:
        return
