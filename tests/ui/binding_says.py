"""Prints what the binding says when it is used wrongly or asked. The argument says who loads it."""

import sys
from typing import Any


def main() -> None:
    if sys.argv[1] == "ours":
        from ctpanel.ui.binding import load_binding

        load_binding()
    from PySide6.QtCore import QObject, QSize, Qt, QTimer
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QTableView, QWidget

    wrong: tuple[tuple[Any, tuple[object, ...]], ...] = (
        (QSize, ("a", 1)),
        (QColor, (1, 2, 3, 4, 5, 6)),
        (QObject, (3,)),
        (QTimer.singleShot, ("soon", print)),
    )
    for call, given in wrong:
        try:
            call(*given)
        except TypeError as error:
            print(error)
    for asked in (QWidget.resize, QTableView.setModel, QSize.scaled, QTimer.singleShot, QWidget):
        print(getattr(asked, "__signature__", None), asked.__doc__)
    print(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


if __name__ == "__main__":
    main()
