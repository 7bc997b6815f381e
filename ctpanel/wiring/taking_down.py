"""The way down: commands get some seconds, then everything ends, from the last that was made to the first."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable

from ctpanel.session.session import Session
from ctpanel.session.tasks import TaskScope
from ctpanel.ui.views.main_window import MainWindow
from ctpanel.wiring.disk import Disk
from ctpanel.wiring.menu import Menu
from ctpanel.wiring.telling import tell_waiting

_LOG = logging.getLogger("ctpanel.app")


async def take_down(disk: Disk, session: Session, tasks: TaskScope, window: MainWindow, menu: Menu) -> None:
    """Bounded: commands in flight get some seconds, then every task is ended.

    A step that fails keeps none of the later ones from being taken.
    """
    async with contextlib.AsyncExitStack() as steps:
        # Taken from the last to the first.
        steps.callback(_close, window)
        steps.callback(_keep_layout, disk, window)
        steps.callback(menu.close)
        steps.callback(_LOG.info, "ending: window")
        steps.push_async_callback(_ended, tasks.close)
        steps.push_async_callback(_ended, session.stop)
        _LOG.info("ending: commands and reads")
        if any(command.is_running for command in session.commands):
            tell_waiting(session.board)
        else:
            menu.close()


async def _ended(end: Callable[[], Awaitable[tuple[str, ...]]]) -> None:
    for name in await end():
        _LOG.error("a task did not end: %s", name)


def _keep_layout(disk: Disk, window: MainWindow) -> None:
    trouble = disk.window_state.write(window.layout_state())
    if trouble is not None:
        _LOG.warning("%s", trouble)


def _close(window: MainWindow) -> None:
    window.allow_close()
    window.close()
    window.deleteLater()
