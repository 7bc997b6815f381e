"""The least that a Qt program can do: an empty main window with a table view. Prints when it was drawn."""

import os
import sys
import time

from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


def leave_when_drawn() -> None:
    # Before it is exposed nothing is painted, whatever is asked for.
    if not window.windowHandle().isExposed():
        return
    window.repaint()
    view.viewport().repaint()
    print(time.monotonic(), flush=True)
    os._exit(0)


application = QApplication(sys.argv)
window = QMainWindow()
view = QTableView()
view.setModel(QStringListModel())
window.setCentralWidget(view)
window.resize(1220, 760)
window.show()
timer = QTimer(interval=2)
timer.timeout.connect(leave_when_drawn)
timer.start()
application.exec()
