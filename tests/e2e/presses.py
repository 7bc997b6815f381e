"""The program with a hand on it: opens the close dialog of Sim101's MES as soon as it can, and closes all of it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ctpanel.cli import main
from ctpanel.ui.views.main_window import MainWindow
from tests.e2e.desk import SIM101, Board


def press() -> None:
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    boards = [Board(window) for window in windows if window.isVisible()]
    if not boards or not any("MES 12-25" in cells for cells in boards[0].rows()):
        QTimer.singleShot(50, press)
        return
    dialog = boards[0].open_close(*SIM101)
    dialog.preset("All")
    dialog.press_send()


if __name__ == "__main__":
    application = QApplication(["ctpanel"])
    QTimer.singleShot(0, press)
    sys.exit(main(sys.argv[1:]))
