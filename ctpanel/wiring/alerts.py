"""Events of the session as sounds and messages, for as long as a run lives."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ctpanel.domain.alert import AlertKind
from ctpanel.session.alert_watch import AlertWatch
from ctpanel.session.preferences import PreferenceStore
from ctpanel.session.view import PanelSession
from ctpanel.ui.alerting import Alerting
from ctpanel.ui.format import Formatter
from ctpanel.ui.icons import Icons
from ctpanel.ui.sounds import Sounds
from ctpanel.ui.tray import Tray


class AlertLine:
    """From session to ears and tray. Begun before the window, so that nothing of the start is missed."""

    def __init__(self, session: PanelSession, preferences: PreferenceStore, formatter: Formatter, icons: Icons) -> None:
        self._raise: Callable[[], None] | None = None
        tray = Tray(icons.app_icon, self._clicked)
        self.alerting = Alerting(preferences, formatter, tray, Sounds())

        def wants_changes() -> bool:
            now = preferences.current
            return not now.quiet and any(now.alert(AlertKind.CHANGED))

        self._watch = AlertWatch(session, self.alerting.take, wants_changes)

    def attach(self, window: QWidget, raise_it: Callable[[], None]) -> None:
        """The window that is marked in the task bar, and how a click on a message brings it to the front."""
        self._raise = raise_it
        self.alerting.attach(window)

    def close(self) -> None:
        """Hear and tell nothing more."""
        self._watch.close()
        self._raise = None
        self.alerting.close()

    def _clicked(self) -> None:
        if self._raise is not None:
            self._raise()
