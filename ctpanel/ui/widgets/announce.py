"""Words for screen readers, at the moment when they appear."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say ``words``, which came up on ``widget`` while the keyboard may be elsewhere.

    A change of a name alone is told only to somebody who goes and reads it again.
    """
    # Imported here: the binding makes hundreds of names for this, and the start says nothing.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
