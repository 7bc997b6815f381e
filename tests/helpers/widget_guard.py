"""A window that outlives its test fails the test."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget


def _top_level_widgets() -> list[QWidget]:
    if not isinstance(QApplication.instance(), QApplication):
        return []
    return [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]


def left_open() -> list[str]:
    """Names the top-level widgets that are still alive after all fixtures of the test have been torn down."""
    if not _top_level_widgets():
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    faults = []
    for widget in _top_level_widgets():
        faults.append(f"top-level widget left: {type(widget).__name__} {widget.objectName()!r}")
        # Out of the way, so that the next test is judged by its own windows.
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return faults
