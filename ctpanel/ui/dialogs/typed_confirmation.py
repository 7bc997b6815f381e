"""A confirmation that cannot be given by habit: a word has to be typed before the button can be pressed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ctpanel.domain.text import Text
from ctpanel.ui.dialogs.command_scope import CommandScopeDialog, ScopeQuestion
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.scope_table import ScopeRow, same_requests


class TypedConfirmation(CommandScopeDialog):
    """Field ``Type the word FLATTEN``; upper and lower case count. A list that changes empties the field."""

    def __init__(self, kit: DialogKit, question: ScopeQuestion, word: str, parent: QWidget | None = None) -> None:
        self._word = word
        self._label = QLabel(kit.say(Text("To confirm, type the word {word}:", word=word)))
        self._field = QLineEdit()
        super().__init__(kit, question, parent)
        self._field.setFocus()

    def show_rows(self, rows: tuple[ScopeRow, ...]) -> None:
        """See :class:`CommandScopeDialog`."""
        if not self._sent and not same_requests(self._rows, rows):
            self._field.setText("")
        super().show_rows(rows)

    def unlocked(self) -> bool:
        """Whether the word stands in the field."""
        return super().unlocked() and self._field.text().strip() == self._word

    def _refresh(self) -> None:
        super()._refresh()
        # What has been sent asks for nothing any more.
        for widget in (self._label, self._field):
            widget.setVisible(not self._sent)

    def extra(self) -> tuple[QWidget, ...]:
        """The field and its label."""
        self._field.setAccessibleName(f"Type the word {self._word}")
        self._label.setBuddy(self._field)
        self._field.textChanged.connect(self._refresh)
        return (self._label, self._field)
