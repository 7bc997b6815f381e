"""Loads the Qt binding without what a running program never needs of it. To be called before anything else of Qt."""

from __future__ import annotations

import builtins
import sys
from pathlib import Path
from typing import Final

from ctpanel.kept_code import kept_code, place_for
from ctpanel.ui.enum_making import EnumMaker

#: The binding carries thirteen modules and what loads them as text in one of its libraries, and compiles all of them
#: at every start: a fifteenth of the start.
_CARRIED: Final = ("signature_bootstrap.py", "shibokensupport/")
#: Their byte code is kept as that of this file would be, if it were there.
KEPT: Final = Path(__file__).with_name("binding_modules.py")
#: Writes files for type checkers, and is loaded at every start for the tool that does so.
_TOOLS: Final = frozenset({"shibokensupport/signature/lib/pyi_generator.py"})


def load_binding() -> None:
    """Where the binding is loaded already only its ``import`` is taken away again."""
    if "PySide6" not in sys.modules:
        EnumMaker().install()
    with kept_code(place_for(KEPT), _CARRIED, _TOOLS):
        import PySide6.QtCore  # noqa: F401 - it must be loaded before the next line can undo what that does

    _without_source_reading()


def _without_source_reading() -> None:
    """From now on importing a module reads its byte code only, as in every other program.

    The binding puts an ``import`` of its own in place of Python's. It reads and keeps the source text of every module
    that is loaded from then on, in order to see whether that uses ``from __feature__ import …``; nothing here does.
    It costs a tenth of the start and some megabytes.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
