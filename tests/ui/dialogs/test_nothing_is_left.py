"""A dialog that was closed is gone: no timer, no widget, no listener, no object of it stays behind."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog

from ctpanel.domain.ids import PositionKey
from ctpanel.ui.dialogs.close_dialogs import CloseDialogs
from ctpanel.ui.dialogs.exit_dialogs import ExitDialogs
from ctpanel.ui.dialogs.settings import SettingsDialog
from tests.fakes.pictures import picture, position
from tests.ui.dialogs.bench import Bench

OPENED = 12
KEYS = [PositionKey("Sim101", f"MES {month:02}-{year}") for year in range(25, 31) for month in range(1, 13)]

Opener = Callable[[int], QDialog]


def closing(bench: Bench) -> Opener:
    """Each time another position."""
    bench.session.show(picture([position(key.instrument) for key in KEYS]))
    dialogs = CloseDialogs(bench.kit)
    return lambda number: dialogs.open(KEYS[number])


def flattening(bench: Bench) -> Opener:
    dialogs = ExitDialogs(bench.kit)
    rows = [row.position for row in bench.session.snapshot.positions.values()]
    return lambda number: dialogs.cancel_orders(tuple(row.key for row in rows))


def settings(bench: Bench) -> Opener:
    return lambda number: SettingsDialog(bench.kit)


def shut(dialog: QDialog) -> None:
    dialog.show()
    dialog.close()
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def census() -> Counter[str]:
    gc.collect()
    counted = Counter(type(each).__module__ + "." + type(each).__qualname__ for each in gc.get_objects())
    return Counter({name: count for name, count in counted.items() if name.startswith(("PySide6", "ctpanel"))})


@pytest.mark.parametrize("kind", [closing, flattening, settings])
async def test_a_dozen_dialogs_leave_nothing_behind(bench: Bench, kind: Callable[[Bench], Opener]) -> None:
    open_one = kind(bench)
    for number in range(3):
        shut(open_one(number))
    listeners, widgets, before = bench.session.listeners, len(QApplication.allWidgets()), census()
    for number in range(3, 3 + OPENED):
        shut(open_one(number))
    after = census()
    grown = {name: count - before[name] for name, count in after.items() if count - before[name] >= OPENED // 2}
    assert bench.session.listeners == listeners
    assert len(QApplication.allWidgets()) == widgets
    assert not grown, grown
