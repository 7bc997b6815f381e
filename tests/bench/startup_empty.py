"""The least that a Qt program can do: an empty main window with a table view. Prints when it was drawn."""

import sys
import time

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

application = QApplication(sys.argv)
window = QMainWindow()
view = QTableView()
view.setModel(QStringListModel())
window.setCentralWidget(view)
window.resize(1220, 760)
window.show()
window.repaint()
view.viewport().repaint()
print(time.monotonic(), flush=True)
