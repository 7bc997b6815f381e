"""Makes sounds and messages of events as the user chose, without ever flooding or getting in the way."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ctpanel.domain.alert import MANNERS, Alert, AlertKind, Grade
from ctpanel.domain.text import Text, plural
from ctpanel.session.preferences import PreferenceStore
from ctpanel.ui.format import Formatter
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.models.columns import Style
from ctpanel.ui.sounds import Sounds
from ctpanel.ui.tray import Tray
from ctpanel.ui.widgets.safe_text import safe_text

#: What comes within this time of a message is gathered into the next one.
GATHER_MS: Final = 3000
_LINES: Final = 3
_KEPT: Final = 100


class Alerting(QObject):
    """Takes events at any rate. The first is told at once, those behind it together, in order of grade.

    Messages come only while no window of the program is in front: what is in front shows everything itself. Where
    there is no tray, the entry of the attached window in the task bar is marked instead.
    """

    def __init__(self, preferences: PreferenceStore, formatter: Formatter, tray: Tray, sounds: Sounds) -> None:
        super().__init__()
        self._preferences = preferences
        self._formatter = formatter
        self._tray = tray
        self._window: QWidget | None = None
        self._sounds = sounds
        self._heard: Grade | None = None
        self._shown: list[Alert] = []
        self._more = 0
        self._pause = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._pause.timeout.connect(self._flush)

    def attach(self, window: QWidget) -> None:
        """The window whose entry in the task bar is marked where there is no tray."""
        self._window = window

    def take(self, alert: Alert) -> None:
        """An event happened."""
        now = self._preferences.current
        if now.quiet:
            return
        choice, grade = now.alert(alert.kind), MANNERS[alert.kind].grade
        if choice.sound:
            self._heard = max(self._heard or grade, grade)
        if choice.message:
            self._keep(alert)
        if not self._pause.isActive():
            self._flush()

    def ways(self) -> tuple[Text, Text]:
        """By what sounds are played here, and where messages appear."""
        if self._tray.is_there:
            shown = Text("Messages come by the tray while no window of ctpanel is in front.")
        else:
            shown = Text(
                "There is no tray here: instead of a message the window's entry in the task bar is marked. Notices "
                "stay in the window."
            )
        return self._sounds.way(), shown

    def test(self, kind: AlertKind) -> None:
        """Play and show what an event of this kind would; one test at a time, like everything else."""
        manner = MANNERS[kind]
        self._sounds.play(manner.grade)
        if not self._pause.isActive():
            self._pause.start()
            self._tray.show(tr_phrase(manner.title), tr("This is a test. Nothing happened."), manner.grade)

    def close(self) -> None:
        """Tell nothing more, and forget the window."""
        self._pause.stop()
        self._window = None
        self._sounds.close()
        self._tray.close()

    # ------------------------------------------------------------------ inside

    def _keep(self, alert: Alert) -> None:
        """The gravest so many; of the others only how many they are."""
        self._shown.append(alert)
        if len(self._shown) > _KEPT:
            self._shown.sort(key=_gravity)
            self._shown.pop()
            self._more += 1

    def _flush(self) -> None:
        heard, shown, more = self._heard, self._shown, self._more
        if heard is None and not shown:
            return
        self._heard, self._shown, self._more = None, [], 0
        self._pause.start()
        if heard is not None:
            self._sounds.play(heard)
        if shown and QApplication.activeWindow() is None:
            shown.sort(key=_gravity)
            told = self._tray.show(*self._words(shown, more), MANNERS[shown[0].kind].grade)
            if not told and self._window is not None:
                QApplication.alert(self._window)

    def _words(self, alerts: list[Alert], more: int) -> tuple[str, str]:
        """Title and text of one message, in the words of this moment: masked when masking is on."""
        now = self._preferences.current
        style = Style(self._formatter, now.pnl_unit, now.mask, now.nicknames)
        if len(alerts) == 1 and not more:
            return tr_phrase(MANNERS[alerts[0].kind].title), _line(alerts[0], style)
        lines = [f"{tr_phrase(MANNERS[each.kind].title)}: {_line(each, style)}" for each in alerts[:_LINES]]
        rest = len(alerts) - len(lines) + more
        if rest:
            lines.append(style.say(plural("and {n} more", "and {n} more", n=rest)))
        return style.say(plural("{n} event", "{n} events", n=len(alerts) + more)), "\n".join(lines)


def _gravity(alert: Alert) -> int:
    return -MANNERS[alert.kind].grade


def _line(alert: Alert, style: Style) -> str:
    what = style.say(alert.what)
    if not alert.account:
        return what
    account = style.account(alert.account)
    if not alert.instrument:
        return tr("{account}: {what}").format(account=account, what=what)
    return tr("{instrument} in {account}: {what}").format(
        instrument=safe_text(alert.instrument), account=account, what=what
    )
