"""The whole program in the test's own loop, against a simulator over real sockets, worked by accessible names."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableView,
    QWidget,
)

from ctpanel.app import Run
from ctpanel.session.session import Session
from ctpanel.sim.records import RequestRecord
from ctpanel.sim.server import SimServer
from ctpanel.ui.views.main_window import MainWindow
from ctpanel.ui.widgets.percent_slider import PercentSlider

W = TypeVar("W", bound=QWidget)
TOKEN = "tok_Zx9/Qw+7k3mN0pLsVbRtYuIoAhJd42"
SIM101 = ("Sim101", "MES 12-25")


async def until(true: Callable[[], object], what: str, within_s: float = 60.0) -> None:
    """Return once it is true; fail after so many seconds of the loop."""
    try:
        async with asyncio.timeout(within_s):
            while not true():  # noqa: ASYNC110 - widgets tell nobody
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"did not come true within {within_s} s: {what}") from None


def named(root: QWidget, kind: type[W], name: str) -> W:
    """The one descendant with this accessible name, or (buttons) these words."""
    found = [one for one in root.findChildren(kind) if name_of(one) == name]
    assert len(found) == 1, f"{len(found)} × {name!r} among {sorted(name_of(one) for one in root.findChildren(kind))}"
    return found[0]


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QPushButton) else "")


def told(root: QWidget, head: str) -> str:
    """What the label or button with this fixed head says at the moment."""
    (name,) = {
        one.accessibleName() for one in root.findChildren(QWidget) if one.accessibleName().startswith(f"{head}:")
    }
    return name.removeprefix(f"{head}:").strip()


def cell_texts(view: QAbstractItemView) -> list[list[str]]:
    """Every row of a table as accessibility tells it."""
    model, top = view.model(), QModelIndex()
    return [
        [_told_cell(model.index(row, column)) for column in range(model.columnCount(top))]
        for row in range(model.rowCount(top))
    ]


def _told_cell(index: QModelIndex) -> str:
    """As Qt tells it: the text meant for it, else what is shown."""
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole) or "")


@dataclass
class CloseDialog:
    """One close dialog, worked as a user or a screen reader would."""

    window: QDialog

    @property
    def spin(self) -> QSpinBox:
        return named(self.window, QSpinBox, "Contracts")

    @property
    def slider(self) -> PercentSlider:
        return named(self.window, PercentSlider, "Percent")

    @property
    def send(self) -> QPushButton:
        (button,) = (one for one in self.window.findChildren(QPushButton) if name_of(one).startswith("Send close:"))
        return button

    def says(self, head: str) -> str:
        return told(self.window, head)

    def type_contracts(self, count: int) -> None:
        self.spin.selectAll()
        QTest.keyClicks(self.spin, str(count))

    def preset(self, name: str) -> None:
        click(named(self.window, QPushButton, name))

    def press_send(self) -> None:
        click(self.send)

    async def press_again(self) -> None:
        """A second press that is meant: what comes within half a second of the first one counts for nothing."""
        await asyncio.sleep(0.15)
        self.press_send()

    async def ends(self, head: str = "") -> str:
        """The outcome, once it is one and starts with this word."""

        def shown() -> str:
            return self.says("Outcome")

        # Steps are told in small letters, outcomes begin in capitals.
        await until(lambda: shown()[:2].isupper(), f"an outcome; {shown()}")
        await until(lambda: shown().startswith(head), f"{head}; {shown()}; {self.says('Outcome detail')}")
        return shown()

    def orders(self) -> list[list[str]]:
        return cell_texts(named(self.window, QTableView, "Orders affected"))

    def leave(self) -> None:
        click(named(self.window, QPushButton, "Close window"))


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


class Board:
    """A main window, worked as a user or a screen reader would."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def window(self) -> MainWindow:
        return self._window

    def table(self, name: str) -> QTableView:
        return named(self.window, QTableView, name)

    def rows(self, table: str = "Positions") -> list[list[str]]:
        return cell_texts(self.table(table))

    def row(self, account: str, instrument: str, table: str = "Positions") -> int:
        """The row in which both are told; the account by the start of the text, which may go on with its class."""
        places = [
            place
            for place, cells in enumerate(self.rows(table))
            if instrument in cells and any(cell.startswith(account) for cell in cells)
        ]
        assert len(places) == 1, (account, instrument, self.rows(table))
        return places[0]

    def select(self, account: str, instrument: str) -> QPoint:
        """Click the row of this position; the point is inside it."""
        table = self.table("Positions")
        index = table.model().index(self.row(account, instrument), 0)
        table.scrollTo(index)
        point = table.visualRect(index).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
        return point

    def dialogs(self) -> list[CloseDialog]:
        return [
            CloseDialog(one)
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog) and one.isVisible() and one.accessibleName().startswith("Close position")
        ]

    def open_close(self, account: str = "Sim101", instrument: str = "MES 12-25") -> CloseDialog:
        """Select the row and press Enter on it."""
        self.select(account, instrument)
        QTest.keyClick(self.table("Positions"), Qt.Key.Key_Return)
        (dialog,) = (one for one in self.dialogs() if instrument in one.window.windowTitle())
        return dialog

    def says(self, head: str) -> str:
        return told(self.window, head)

    def shown_texts(self) -> str:
        """Everything that labels of the window say, seen or hidden by their names."""
        labels = [one for one in self.window.findChildren(QLabel) if one.isVisible()]
        return "\n".join(one.accessibleName() or one.text() for one in labels)


def _no_hand(seconds: float) -> None:
    raise AssertionError(f"nobody moves the time of this program by {seconds} s")


class Desk(Board):
    """A started program: window, session, and the simulator's side of the truth."""

    def __init__(self, server: SimServer, run: Run, ending: asyncio.Task[object], folder: Path) -> None:
        self.server, self.control, self.run, self.ending, self.folder = server, server.control, run, ending, folder
        #: Moves the time of the program by so many seconds, where the test has a hand on it.
        self.jump: Callable[[float], None] = _no_hand

    @classmethod
    def start(cls, server: SimServer, run: Run, folder: Path) -> Desk:
        """Begin; :meth:`shown` returns when there is a window."""
        return cls(server, run, asyncio.create_task(run.live(), name="program"), folder)

    async def shown(self, size: tuple[int, int] | None = None) -> None:
        await until(lambda: self._is_seen() or self.ending.done(), "a window")
        if self.ending.done():
            self.ending.result()
        if size is not None:
            self.window.resize(*size)

    @property
    def window(self) -> MainWindow:
        assert self.run.window is not None
        return self.run.window

    @property
    def session(self) -> Session:
        assert self.run.session is not None
        return self.run.session

    def _is_seen(self) -> bool:
        return self.run.window is not None and self.run.window.isVisible()

    def changing(self) -> list[RequestRecord]:
        """Every request of the log that was not a read."""
        return [record for record in self.control.requests() if record.method != "GET"]

    def bodies(self) -> list[bytes]:
        return [record.raw for record in self.changing()]

    def notices(self) -> str:
        """Every notice as the list `Notices` tells it."""
        named(self.window, QAbstractItemView, "Notices")
        return "\n".join(f"{one.what} {one.meaning} {one.action}" for one in self.session.notices)

    def net(self, account: str = "Sim101", instrument: str = "MES 12-25") -> int:
        """Signed contracts that are really open."""
        return self.control.position(account, instrument).net

    async def positions_shown(self, count: int) -> None:
        await until(lambda: len(self.rows()) == count, f"{count} rows, now {self.rows()}")

    async def settled(self) -> None:
        """Accounts, classes and orders are known too."""
        orders = sum(len(self.control.orders(account)) for account in self.control.accounts())
        await until(lambda: len(self.rows("Working orders")) == orders, f"{orders} orders")
        await until(lambda: len(self.rows("Accounts")) == len(self.control.accounts()), "every account")
        await until(lambda: all(row[1] in ("SIM", "LIVE") for row in self.rows()), f"classes; {self.rows()}")

    async def stop(self) -> None:
        self.run.end()
        await asyncio.wait_for(self.ending, 60)
