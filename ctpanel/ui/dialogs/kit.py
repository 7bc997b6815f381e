"""What every dialog is built with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Protocol, TypeAlias

from ctpanel.domain.alert import AlertKind
from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.record import record
from ctpanel.domain.text import Text
from ctpanel.session.preferences import PreferenceStore
from ctpanel.session.view import PanelSession
from ctpanel.ui.format import Formatter
from ctpanel.ui.i18n import Speech
from ctpanel.ui.icons import Icons
from ctpanel.ui.models.columns import Style
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.badge import BADGES, BadgeKind
from ctpanel.ui.widgets.hold_gesture import ConfirmMode

Spawn: TypeAlias = Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]]
"""Starts a coroutine as a task with this name, keeps hold of it and reports its failure at once."""


class AlertTester(Protocol):
    """What the settings need of sounds and messages."""

    def ways(self) -> tuple[Text, Text]:
        """By what sounds are played here, and where messages appear."""
        ...

    def test(self, kind: AlertKind) -> None:
        """Play and show what an event of this kind would."""
        ...


@record
class DialogKit:
    """The program as a dialog sees it: session, preferences, look, words, and a way to start work."""

    session: PanelSession
    preferences: PreferenceStore
    theme: Theme
    icons: Icons
    formatter: Formatter
    spawn: Spawn
    alerts: AlertTester | None = None

    def say(self, text: Text) -> str:
        """The sentence in the user's language."""
        return Speech(self.formatter).say(text)

    def style(self) -> Style:
        """How names and amounts are written under the preferences of this moment."""
        now = self.preferences.current
        return Style(self.formatter, now.pnl_unit, now.mask, now.nicknames)

    def as_shown(self, plan: ClosePlan) -> ClosePlan:
        """The plan with the account's name as it may be shown; for words only, never for sending."""
        if not self.preferences.current.mask:
            return plan
        key = PositionKey(self.style().account(plan.key.account), plan.key.instrument)
        return replace(plan, position=plan.position._replace(key=key))

    def badge_of(self, account: str) -> BadgeKind:
        """The badge of an account's class."""
        return BADGES[self.session.class_of(account)]

    def confirm_mode(self, account: str) -> ConfirmMode:
        """How strongly a press that sends to this account has to be meant."""
        held = self.session.class_of(account) in self.preferences.current.hold_for
        return ConfirmMode.HOLD if held else ConfirmMode.ONE_PRESS
