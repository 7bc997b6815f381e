"""The strip below the action button: every stage of a command, its outcome, and what can be done about it."""

from __future__ import annotations

import enum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.outcome_words import outcome_words
from ctpanel.domain.text import Text, joined
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.sentence import CopyableSentence, Sentence
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.theme.tokens import Colors
from ctpanel.ui.widgets.announce import announce

_TICK_MS: Final = 200
_AGAIN_MS: Final = 8000
_REST_S: Final = 0.6
"""The second click of a double click is no second step."""


class Mood(enum.Enum):
    """How an outcome looks; the value is the name of its icon."""

    RUNNING = "clock"
    GOOD = "check"
    DONE_NOTHING = "dismiss"
    BAD = "warning"


_MOODS: Final = {
    Outcome.VERIFIED_FLAT: Mood.GOOD,
    Outcome.VERIFIED_LEFT: Mood.GOOD,
    Outcome.VERIFIED_DONE: Mood.GOOD,
    Outcome.REFUSED: Mood.DONE_NOTHING,
    Outcome.NOT_SENT: Mood.DONE_NOTHING,
    Outcome.PARTLY: Mood.BAD,
    Outcome.ORDERS_LEFT: Mood.BAD,
    Outcome.NOT_VERIFIED: Mood.BAD,
    Outcome.UNKNOWN: Mood.BAD,
}


def mood_of(command: Command) -> Mood:
    """The looks of a command at its present step."""
    return Mood.RUNNING if command.outcome is None else _MOODS[command.outcome]


class _Word(Sentence):
    """The word itself; a click on it tells ``pressed``. For keys there is the button beside it."""

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()
        event.accept()


class OutcomeStrip(QWidget):
    """Icon, word and time of one command, its sentence, and the way out of an outcome that keeps others back.

    ``explain`` asks for the meaning of the word, by a click on it or by the button; ``give_up`` comes after the second
    of two presses. The label is named ``Outcome: …``; hidden until there is a command.
    """

    explain = Signal()
    give_up = Signal()

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._command: Command | None = None
        self._extra: Text | None = None
        self._announced: tuple[CommandId, Outcome] | None = None
        self._icon = QLabel(self)
        self._word = _Word("Outcome", "", self)
        self._detail = CopyableSentence("Outcome detail", "", self)
        self._help = QPushButton(tr("&What does this mean?"), self)
        self._again = QPushButton(self)
        self._asked = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._asked_at = 0.0
        self._tick = QTimer(self, interval=_TICK_MS)
        self._build()
        self._tick.timeout.connect(self._tell_time)
        self._asked.timeout.connect(self._refresh)
        self._help.clicked.connect(self.explain)
        self._word.pressed.connect(self.explain)
        self._again.clicked.connect(self._pressed)
        kit.theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def command(self) -> Command | None:
        """What is shown."""
        return self._command

    def in_tab_order(self) -> tuple[QWidget, ...]:
        """The buttons as the Tab key visits them."""
        return (self._again, self._help)

    def show_command(self, command: Command | None) -> None:
        """Show this step of a command, or nothing."""
        if command == self._command:
            return
        if command is None or self._command is None or command.id != self._command.id:
            self._extra = None
        self._asked.stop()
        self._command = command
        self._refresh()

    def tell(self, text: Text) -> None:
        """Add what a read after giving up has shown; it stays until another command is shown."""
        self._extra = text
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a stripe at its left edge, both in the colors of the outcome."""
        if self._command is None:
            return
        surface, line, _ink = _paints(mood_of(self._command), self._kit.theme.tokens.colors)
        radius = self._kit.theme.tokens.spacing.radius
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QPainterPath()
        card.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.fillPath(card, QColor(surface))
        painter.setClipPath(card)
        painter.fillRect(QRectF(0, 0, self._kit.theme.tokens.spacing.tiny, self.height()), QColor(line))
        painter.end()

    def _build(self) -> None:
        for button in (self._help, self._again):
            button.setAutoDefault(False)
        self._help.setAccessibleName("What does this mean?")
        mark(self._help, "quiet")
        self._word.setCursor(Qt.CursorShape.PointingHandCursor)
        self._word.setToolTip(tr("What does this mean?"))
        head = QHBoxLayout()
        head.addWidget(self._icon)
        head.addWidget(self._word, 1)
        head.addWidget(self._help)
        self._rows = QVBoxLayout(self)
        self._rows.addLayout(head)
        self._rows.addWidget(self._detail)
        self._rows.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _pressed(self) -> None:
        now = self._kit.session.now()
        if not self._asked.isActive():
            self._asked.start()
            self._asked_at = now
        elif now - self._asked_at >= _REST_S:
            self._asked.stop()
            self.give_up.emit()
        self._refresh()

    def _refresh(self) -> None:
        command = self._command
        self.setVisible(command is not None)
        if command is None:
            self._tick.stop()
            return
        running = command.is_running and command.pressed_at is not None
        self._tick.start() if running else self._tick.stop()
        self._again.setVisible(not command.is_running and command.holds_lease)
        asked = self._asked.isActive()
        again = tr("&Press once more to allow a new close") if asked else tr("&Read again and allow a new close")
        self._again.setText(again)
        self._again.setAccessibleName(again.replace("&", ""))
        detail = " ".join(self._kit.say(part) for part in self._parts(command))
        self._detail.setText(self._kit.style().without(command.plan.scope.account or "", detail))
        self._detail.setVisible(bool(self._detail.text()))
        self._tell_time()
        self._restyle()
        if command.outcome is not None and (command.id, command.outcome) != self._announced:
            self._announced = (command.id, command.outcome)
            announce(self._word, f"{self._word.accessibleName()}. {self._kit.say(joined(self._parts(command)))}")

    def _parts(self, command: Command) -> list[Text]:
        parts = [command.text] if command.text else []
        if command.recovered:
            parts.insert(0, Text("From an earlier run of the program."))
        if command.is_running:
            parts.append(Text("You may close this window: the command goes on; its row and Activity show it."))
        if self._asked.isActive():
            parts.append(Text("The first close may still fill late. Be sure of the position before you send more."))
        if self._extra:
            parts.append(self._extra)
        return parts

    def _tell_time(self) -> None:
        if self._command is not None:
            self._word.setText(self._kit.say(outcome_words(self._command, self._elapsed(self._command))))

    def _elapsed(self, command: Command) -> float | None:
        if not command.is_running:
            return command.elapsed_s
        return None if command.pressed_at is None else max(0.0, self._kit.session.now() - command.pressed_at)

    def _restyle(self) -> None:
        tokens = self._kit.theme.tokens
        spacing = tokens.spacing
        self._rows.setContentsMargins(spacing.wide + spacing.tiny, spacing.base, spacing.base, spacing.base)
        self._rows.setSpacing(spacing.tiny)
        if self._command is None:
            return
        mood = mood_of(self._command)
        _surface, _line, ink = _paints(mood, tokens.colors)
        size = QSize(spacing.large + 2, spacing.large + 2)
        self._icon.setPixmap(self._kit.icons.pixmap(mood.value, ink, size.width(), self.devicePixelRatioF()))
        # By style sheet: a rule of the application's sheet that sets the font also sets the palette back.
        self._word.setStyleSheet(f"color: {ink}; font-weight: 600;")
        self.update()


def _paints(mood: Mood, colors: Colors) -> tuple[str, str, str]:
    """Surface, stripe and ink."""
    return {
        Mood.RUNNING: (colors.notice_surface, colors.notice, colors.notice),
        Mood.GOOD: (colors.success_surface, colors.success, colors.success),
        Mood.DONE_NOTHING: (colors.warning_surface, colors.warning, colors.warning),
        Mood.BAD: (colors.danger_surface, colors.danger_fill, colors.danger),
    }[mood]
