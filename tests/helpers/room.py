"""Finds words that do not fit into the widget that shows them."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget


def cut_words(root: QWidget) -> list[str]:
    """Visible labels and buttons below ``root`` whose words need more room than they have, with both sizes."""
    found = []
    for one in root.findChildren(QWidget):
        if not one.isVisible() or not isinstance(one, QLabel | QAbstractButton):
            continue
        needed = one.minimumSizeHint() if isinstance(one, QAbstractButton) else one.sizeHint()
        high = one.heightForWidth(one.width()) if one.hasHeightForWidth() else needed.height()
        wide = 0 if isinstance(one, QLabel) and one.wordWrap() else needed.width()
        # Some looks keep a control lower than the style would make it.
        high = min(high, one.maximumHeight())
        if one.height() < high or one.width() < wide:
            found.append(f"{one.accessibleName() or one.text()}: {one.size().toTuple()} < {(wide, high)}")
    return found
