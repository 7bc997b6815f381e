"""When the window is shown: as soon as it is known what it shows at first."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from ctpanel.session.events import PictureChanged
from ctpanel.session.view import PanelSession

#: How long the window waits for the keyring, or for the demo's first answers. A keyring that asks its user takes
#: longer, and the welcome is shown meanwhile.
PATIENCE_S: Final = 0.4


async def first_page(session: PanelSession, starting: asyncio.Future[Any], patience_s: float = PATIENCE_S) -> None:
    """Returns when the window can be shown; the session goes on ``starting`` if that takes longer.

    The welcome page must not flash by for those who have a token, nor empty tables in the demo, whose service is on
    this machine and answers at once. Another service may be far away: the window does not wait for it.
    """
    pictured = asyncio.Event()
    unlisten = session.listen(lambda event: pictured.set() if isinstance(event, PictureChanged) else None)
    try:
        async with asyncio.timeout(patience_s):
            await asyncio.wait({starting})
            if session.demo:
                await pictured.wait()
    except TimeoutError:
        return
    finally:
        unlisten()
