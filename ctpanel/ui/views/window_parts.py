"""What the main window is made from."""

from __future__ import annotations

from collections.abc import Callable

from ctpanel.domain.record import record
from ctpanel.session.preferences import PreferenceStore
from ctpanel.session.view import PanelSession
from ctpanel.ui.actions import Handlers
from ctpanel.ui.format import Formatter
from ctpanel.ui.icons import Icons
from ctpanel.ui.theme.apply import Theme


@record
class WindowParts:
    """All of it outlives the window. ``several_profiles`` tells whether the user has more than this one."""

    session: PanelSession
    preferences: PreferenceStore
    handlers: Handlers
    theme: Theme
    icons: Icons
    formatter: Formatter
    several_profiles: Callable[[], bool] = lambda: False

    @property
    def shown_profile(self) -> str:
        """The name of the profile where there is anything to tell apart, else nothing."""
        told = not self.session.demo and (self.several_profiles() or self.session.profile != "default")
        return self.session.profile if told else ""
