"""``--screenshot``: the window as a PNG once there is something to see."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from ctpanel.session.session import Session
from ctpanel.wiring.launch import LaunchRefused

_PATIENCE_S: Final = 20.0
#: The window takes changes four times a second; measures of instruments and orders arrive within a second.
_SETTLE_S: Final = 1.5


async def draw_to_file(window: QWidget, session: Session, path: Path) -> None:
    """Wait for the first complete picture, then write it. Raises LaunchRefused when that fails."""
    waited = 0.0
    while session.signed_in and session.data_age() is None:
        if waited >= _PATIENCE_S:
            raise LaunchRefused(f"no data within {_PATIENCE_S:.0f} s, so there is no screenshot")
        await asyncio.sleep(0.1)
        waited += 0.1
    await asyncio.sleep(_SETTLE_S)
    if not window.grab().save(str(path), "PNG"):
        raise LaunchRefused(f"the screenshot cannot be written to {path}")
