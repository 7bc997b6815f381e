"""CPU per streamed position update: decode, merge, compare, model, paint; 2,000 rows, scrolled, four flushes a second.

Compared with 200 rows, and with one table item written per field and event while the table sorts itself.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem
from qasync import QEventLoop

from ctpanel.api.cleaning import Cleaner
from ctpanel.api.frames import FrameReader
from ctpanel.collecting import collect_rarely
from ctpanel.domain.reconcile_stream import apply_pnl
from ctpanel.domain.snapshot import Source, Stamp
from ctpanel.domain.stream import PnlNews
from ctpanel.domain.token import Token
from ctpanel.session.clock import SystemClock
from ctpanel.ui.icons import Icons
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.main_window import MainWindow
from ctpanel.ui.views.window_parts import WindowParts
from tests.bench.frames import PER_ACCOUNT, frames, picture
from tests.bench.processes import TOKEN
from tests.bench.report import Figure, at_least, at_most, emit
from tests.fakes.scripted_session import ScriptedPreferences, ScriptedSession
from tests.ui.main.desk import FORMATTER, Asked

FRAMES = 40
EACH_OF = 10
FLUSH_S = 0.25
FLUSHES_PER_S = 4
_FIELDS = ("marketPrice", "unrealizedProfitLoss")


async def panel_cost(window: MainWindow, session: ScriptedSession, texts: list[str]) -> float:
    """CPU seconds for these frames, four a second; the table is scrolled by some rows once a second."""
    reader, clock = FrameReader(Cleaner(Token(TOKEN))), SystemClock()
    bar = window.panes.positions.table.verticalScrollBar()
    await asyncio.sleep(1.5)
    collect_rarely()
    begin = time.process_time()
    for number, text in enumerate(texts):
        if number % FLUSHES_PER_S == 0:
            bar.setValue((number * 3) % max(1, bar.maximum()))
        for news in reader.read(text):
            assert isinstance(news, PnlNews)
            session.time_s = clock.now()
            stamp = Stamp(clock.now(), clock.wall(), Source.STREAM)
            session.show(apply_pnl(session.snapshot, news, stamp))
        await asyncio.sleep(FLUSH_S)
    return time.process_time() - begin


async def widget_cost(first: dict[str, Any], after: dict[str, Any]) -> float:
    """CPU seconds per event for the obvious way: a table of items that sorts itself, written as events come in."""
    rows = [(account["account"], row) for account in first["accounts"] for row in account["positions"]]
    table = QTableWidget(len(rows), 12)
    items = {}
    for place, (account, row) in enumerate(rows):
        for column, value in enumerate((account, row["instrument"], *(row[field] for field in _FIELDS))):
            item = QTableWidgetItem()
            item.setData(Qt.ItemDataRole.DisplayRole, value)
            table.setItem(place, column, item)
            items[account, row["instrument"], column] = item
    table.setSortingEnabled(True)
    table.sortItems(3)
    table.resize(1180, 760)
    table.show()
    await asyncio.sleep(0.5)
    events = [(account["account"], row) for account in after["accounts"] for row in account["positions"]][::EACH_OF]
    begin = time.process_time()
    for account, row in events:
        for column, field in enumerate(_FIELDS, start=2):
            items[account, row["instrument"], column].setData(Qt.ItemDataRole.DisplayRole, row[field])
        # Back to the loop, as after every message of a stream; Qt paints there.
        await asyncio.sleep(0)
    spent = time.process_time() - begin
    table.close()
    return spent / len(events)


async def _with_rows(accounts: int, theme: Theme) -> float:
    """Microseconds of CPU per position update."""
    source = frames(accounts)
    texts = [next(source) for _ in range(FRAMES)]
    session = ScriptedSession(picture(accounts, time.monotonic()))
    session.time_s = time.monotonic()
    parts = WindowParts(session, ScriptedPreferences(), Asked().all_handlers(), theme, Icons(theme), FORMATTER)
    window = MainWindow(parts)
    window.show()
    spent = await panel_cost(window, session, texts)
    assert sum(row.priced is not None for row in session.snapshot.positions.values()) == accounts * PER_ACCOUNT
    window.allow_close()
    window.close()
    window.deleteLater()
    await asyncio.sleep(0.2)
    return spent / (FRAMES * accounts * PER_ACCOUNT) * 1e6


async def measure(application: QApplication) -> list[Figure]:
    """Both sizes twice, in turns, the better of each: other programs of the machine only ever add."""
    theme = Theme(application)
    found: dict[int, list[float]] = {100: [], 10: []}
    for accounts in (100, 10, 100, 10):
        found[accounts].append(await _with_rows(accounts, theme))
    large, small = min(found[100]), min(found[10])
    source = frames(100)
    widget = await widget_cost(json.loads(next(source)), json.loads(next(source))) * 1e6
    return [
        at_most(
            "CPU per position update at 2,000 rows", large, "µs", 10, runs=" ".join(f"{x:.2f}" for x in found[100])
        ),
        at_most("2,000 rows ÷ 200 rows, CPU per update", large / small, "×", 1.5, at_200_rows_us=small),
        at_least("QTableWidget per field and event, sorting on, ÷ ctpanel", widget / large, "×", 50, widget_us=widget),
    ]


if __name__ == "__main__":
    _application = QApplication([])
    _application.setQuitOnLastWindowClosed(False)
    with QEventLoop(_application) as _loop:
        _figures = _loop.run_until_complete(measure(_application))
    emit(_figures)
