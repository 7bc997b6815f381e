"""A start that is refused is told in a window, where nobody would read it on standard error."""

from __future__ import annotations

import sys
from typing import Final, TextIO

from PySide6.QtGui import QGuiApplication

from ctpanel.ui.awaiting import Choice, Question, ask
from ctpanel.ui.i18n import tr

#: Platforms of Qt that draw where nobody looks.
_WITHOUT_SCREEN: Final = frozenset({"offscreen", "minimal"})


def is_read(stderr: TextIO | None, *, bundled: bool) -> bool:
    """Whether somebody reads standard error: a bundle is started from a menu, and on Windows it has none at all."""
    if stderr is None:
        return False
    return not bundled or stderr.isatty()


async def tell_refused(reason: str) -> None:
    """Show the reason until it is put away; nothing happens where standard error is read or there is no screen."""
    bundled = bool(getattr(sys, "frozen", False))
    if is_read(sys.stderr, bundled=bundled) or QGuiApplication.platformName() in _WITHOUT_SCREEN:
        return
    await ask(None, Question(tr("ctpanel cannot start"), reason, "", (Choice("close", tr("Close")),), safe="close"))
