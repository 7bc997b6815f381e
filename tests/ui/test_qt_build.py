"""A Qt build that loses references to None, True or False ends the process after some thousand events.

Python 3.12 and later keep those three for ever, so that only Python 3.11 would abort; there the losses are counted.
"""

import subprocess
import sys

import pytest

# In a process of its own: with a faulty build it may not come back.
COUNT_LOST_REFERENCES = """
import gc, sys
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

ROUNDS = 300
app = QApplication(["count"])

class Ticker(QObject):
    ticks = 0
    def timerEvent(self, event):
        self.ticks += 1

class Canvas(QWidget):
    paints = 0
    def paintEvent(self, event):
        self.paints += 1

class Table(QAbstractTableModel):
    asked = 0
    def rowCount(self, parent=None): return 2
    def columnCount(self, parent=None): return 2
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        self.asked += 1
        return None

ticker, canvas, table = Ticker(), Canvas(), Table()
canvas.resize(20, 20)
canvas.show()
singles = [0]

def single():
    singles[0] += 1

def work(rounds):
    timer = ticker.startTimer(0)
    for n in range(rounds):
        QTimer.singleShot(0, single)
        canvas.repaint()
        table.index(0, 0).data()
        canvas.setEnabled(bool(n % 2))
        canvas.setVisible(True)
        app.processEvents()
    ticker.killTimer(timer)
    for _ in range(5):
        app.processEvents()

work(20)
gc.collect()
before = [sys.getrefcount(x) for x in (None, True, False)]
work(ROUNDS)
gc.collect()
after = [sys.getrefcount(x) for x in (None, True, False)]
done = min(ticker.ticks, canvas.paints, table.asked, singles[0])
print(done, *(b - a for a, b in zip(after, before)))
"""

A_HANDFUL = 10


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are immortal here")
def test_qt_loses_no_reference_to_none_true_or_false() -> None:
    command = [sys.executable, "-c", COUNT_LOST_REFERENCES]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    rounds, *lost = map(int, done.stdout.split())
    assert rounds >= 300
    assert max(lost) < A_HANDFUL, f"lost references to None, True, False: {lost}"
