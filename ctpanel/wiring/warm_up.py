"""What the start leaves out is loaded once the window stands and rests."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import Final

#: The ways out first; then what the other actions need. A test holds it against what the menus import when pressed.
LATER: Final = (
    "ctpanel.ui.widgets.hold_button",
    "ctpanel.ui.dialogs.outcome_strip",
    "ctpanel.ui.dialogs.close_position",
    "ctpanel.ui.dialogs.close_dialogs",
    "ctpanel.ui.dialogs.exit_dialogs",
    "ctpanel.ui.dialogs.settings",
    "ctpanel.ui.dialogs.setup_assistant",
    "ctpanel.ui.dialogs.shortcut_overview",
    "ctpanel.ui.dialogs.profiles",
    "ctpanel.ui.dialogs.fire_drill",
    "ctpanel.ui.dialogs.about",
    "ctpanel.api.stream_socket",
    "ctpanel.storage.casefile",
    "ctpanel.storage.export",
    # By which free memory is given back, once a minute.
    "ctypes",
)
_FIRST_S: Final = 1.0
_BETWEEN_S: Final = 0.2


async def warm_up() -> None:
    """Import the modules of every dialog, one after the other, so that the first press waits for none of them.

    It also keeps the ways out independent of the disk: a program whose files are replaced while it runs must still be
    able to close a position.
    """
    await asyncio.sleep(_FIRST_S)
    for name in LATER:
        import_module(name)
        await asyncio.sleep(_BETWEEN_S)
