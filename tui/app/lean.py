"""Textual without what the first picture does not need: TLS, and the palette of commands.

Textual loads its palette when it is itself loaded, and a dozen widgets with it: a tenth of the
start. Here its module is stood in for until the palette is first opened. Nothing else of Textual
is changed, and where this does not work out, Textual is loaded as it is.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Final

_PALETTE: Final = "textual.command"
_NAMES: Final = {
    "textual.app": ("CommandListItem", "CommandPalette", "Provider", "SimpleProvider"),
    "textual.theme": ("DiscoveryHit", "Hit", "Hits", "Provider"),
}
"""What Textual's modules take from the palette's."""


def load() -> None:
    """Load Textual with stand-ins; without effect where it is there already."""
    if "textual" in sys.modules:
        return
    _load_asyncio()
    sys.modules[_PALETTE] = _stand_in()
    try:
        import_module("textual.app")
    except Exception:  # noqa: BLE001  # another Textual than the one that this was made for
        for name in [each for each in sys.modules if each.split(".")[0] == "textual"]:
            del sys.modules[name]
        import_module("textual.app")
    else:
        del sys.modules[_PALETTE]


def complete() -> None:
    """Put Textual's own palette where its stand-in is."""
    real = import_module(_PALETTE)
    for module, names in _NAMES.items():
        for name in names:
            setattr(sys.modules[module], name, getattr(real, name))


def _load_asyncio() -> None:
    """Load asyncio without TLS, which it can do without: the program opens no connection."""
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # so Python says: there is no such module
    try:
        import_module("asyncio")
    finally:
        del sys.modules["ssl"]


def _stand_in() -> ModuleType:
    module = ModuleType(_PALETTE)
    for names in _NAMES.values():
        for name in names:
            setattr(module, name, type(name, (), {}))
    return module
