"""What Windows wants to know of a program beside its window; on other systems nothing happens here."""

from __future__ import annotations

import sys
from typing import Final

#: The same in the installer's shortcuts: the task bar groups a window with the shortcut of this name, and a pinned one
#: starts the program anew.
APP_USER_MODEL_ID: Final = "io.ctpanel.ctpanel"
#: As long as it exists, the installer asks for the program to be closed before it replaces or removes anything.
RUNNING_MUTEX: Final = "io.ctpanel.ctpanel.running"


def introduce() -> None:
    """Say who we are, before the first window, for the life of the process."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_USER_MODEL_ID)
        # The handle is never closed: Windows takes it back with the process, however that ends.
        ctypes.windll.kernel32.CreateMutexW(None, False, RUNNING_MUTEX)
