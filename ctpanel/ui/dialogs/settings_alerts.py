"""Sound and message of every kind of event, each with a way to try it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QWidget

from ctpanel.domain.alert import MANNERS, AlertChoice, AlertKind
from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.settings_editors import Editor
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.theme.style_sheet import mark


class _Line(NamedTuple):
    sound: QCheckBox
    message: QCheckBox


class AlertsEditor(Editor):
    """Accessible names ``Sound: Verified``, ``Message: Verified`` and ``Test: Verified``, and so on for each kind."""

    def __init__(self, kit: DialogKit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._now = kit.preferences.current
        self._lines: dict[AlertKind, _Line] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        for row, way in enumerate(kit.alerts.ways() if kit.alerts else ()):
            self._grid.addWidget(self._caption("About", kit.say(way)), row, 0, 1, 4)
        heads = self._grid.rowCount()
        for column, words in enumerate((tr("Event"), tr("Sound"), tr("Message"))):
            self._grid.addWidget(self._caption("Column", words), heads, column)
        for row, kind in enumerate(AlertKind, start=heads + 1):
            self._add(kind, row)

    def show_value(self, value: object) -> None:
        if not isinstance(value, Preferences):
            raise TypeError("the value of this editor is the preferences")
        self._now = value
        for kind, line in self._lines.items():
            for box, wanted in zip(line, value.alert(kind), strict=True):
                with QSignalBlocker(box):
                    box.setChecked(wanted)
                box.setEnabled(not value.quiet)

    def _add(self, kind: AlertKind, row: int) -> None:
        title = tr_phrase(MANNERS[kind].title)
        line = self._lines[kind] = _Line(QCheckBox(self), QCheckBox(self))
        line.sound.setAccessibleName(f"Sound: {title}")
        line.message.setAccessibleName(f"Message: {title}")
        for box in line:
            box.toggled.connect(partial(self._chosen, kind))
        test = QPushButton(tr("Test"), self)
        test.setAccessibleName(f"Test: {title}")
        test.setAutoDefault(False)
        test.setEnabled(self._kit.alerts is not None)
        test.clicked.connect(partial(self._test, kind))
        self._grid.addWidget(Sentence("Event", title, self), row, 0)
        for column, widget in enumerate((*line, test), start=1):
            self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignCenter)

    def _caption(self, head: str, words: str) -> Sentence:
        said = Sentence(head, words, self)
        mark(said, "caption")
        return said

    def _chosen(self, kind: AlertKind, _on: bool) -> None:
        line = self._lines[kind]
        choice = AlertChoice(line.sound.isChecked(), line.message.isChecked())
        self.edited.emit(replace(self._now, alerts={**self._now.alerts, kind: choice}))

    def _test(self, kind: AlertKind) -> None:
        if self._kit.alerts is not None:
            self._kit.alerts.test(kind)
