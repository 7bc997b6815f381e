"""How the window looks once it has something to show."""

from __future__ import annotations

from PySide6.QtWidgets import QDockWidget, QPushButton

from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import named


async def test_a_pane_among_tabs_has_no_second_title(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, size=None) as desk:
        docks = desk.window.findChildren(QDockWidget)

        def twice() -> list[str]:
            return [
                dock.windowTitle()
                for dock in docks
                if desk.window.tabifiedDockWidgets(dock) and dock.titleBarWidget() is None
            ]

        assert any(desk.window.tabifiedDockWidgets(dock) for dock in docks)
        assert twice() == []


async def test_without_a_token_there_is_a_welcome_with_two_ways_on(open_desk: OpenDesk) -> None:
    async with open_desk(typed="") as desk:
        assert desk.window.welcome.isVisible()
        assert named(desk.window.welcome, QPushButton, "Enter token").isEnabled()
        assert named(desk.window.welcome, QPushButton, "Try the demo").isEnabled()
        assert desk.control.requests() == []


async def test_with_a_token_the_welcome_never_shows(open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        assert not desk.window.welcome.isVisible()
        await desk.positions_shown(6)


async def test_one_position_is_one(open_desk: OpenDesk) -> None:
    async with open_desk("single", rows=1) as desk:
        assert desk.says("Totals").endswith("in 1 position"), desk.says("Totals")
