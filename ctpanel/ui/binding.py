"""Loads the Qt binding without what a running program never needs of it. To be called before anything else of Qt."""

from __future__ import annotations

import builtins
import sys

from ctpanel.ui.enum_making import EnumMaker


def load_binding() -> None:
    """Where the binding is loaded already only its ``import`` is taken away again."""
    if "PySide6" not in sys.modules:
        EnumMaker().install()
    import PySide6.QtCore  # noqa: F401 - it must be loaded before the next line can undo what that does

    _without_source_reading()


def _without_source_reading() -> None:
    """From now on importing a module reads its byte code only, as in every other program.

    The binding puts an ``import`` of its own in place of Python's. It reads and keeps the source text of every module
    that is loaded from then on, in order to see whether that uses ``from __feature__ import …``; nothing here does.
    It costs a tenth of the start and some megabytes.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
