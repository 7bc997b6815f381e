"""The settings file as the preferences that session and window read."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from ctpanel.domain.account import AccountClass
from ctpanel.domain.alert import AlertChoice, AlertKind
from ctpanel.domain.text import Text
from ctpanel.session.preferences import PnlUnit, Preferences, TableColumns
from ctpanel.storage.errors import SettingsUnwritable
from ctpanel.storage.settings import (
    ClassOverride,
    CommandTransport,
    ConfirmStrength,
    EventAlert,
    PnlColors,
    Profile,
    Settings,
    TableLayout,
    Theme,
)
from ctpanel.storage.settings import PnlUnit as StoredUnit
from ctpanel.storage.settings_file import SettingsFile
from ctpanel.wiring.own_changes import with_own_changes

_LOG = logging.getLogger("ctpanel.preferences")


class PreferencePlug:
    """Implements :class:`ctpanel.session.preferences.PreferenceStore` over the settings file.

    A change that cannot be saved still counts for this run; ``unsaved`` is told why, the log until there is one.
    """

    def __init__(self, file: SettingsFile, settings: Settings, profile: Profile) -> None:
        self.unsaved: Callable[[Text], None] = lambda why: _LOG.warning("%s", why)
        self._file = file
        self._profile = profile
        self._current = self._saved = preferences_of(settings, profile)
        self._listeners: list[Callable[[Preferences], None]] = []

    @property
    def current(self) -> Preferences:
        """The choices as of now."""
        return self._current

    @property
    def profile(self) -> Profile:
        """The profile with its addresses and its way for commands."""
        return self._profile

    def change(self, preferences: Preferences) -> None:
        """Take these choices from now on and save them."""
        if preferences == self._current:
            return
        self._current = preferences
        self._profile = _connected_by(self._profile, preferences)
        self._save()
        for listener in tuple(self._listeners):
            listener(preferences)

    def remember_profile(self, use_stream: bool | None = None) -> None:
        """Keep this profile in the file as the one used last, with its choice about the stream if one was made."""
        if use_stream is not None:
            self._profile = replace(self._profile, use_stream=use_stream)
            self.change(replace(self._current, use_stream=use_stream))
        self._save()

    def listen(self, listener: Callable[[Preferences], None]) -> Callable[[], None]:
        """Call ``listener`` after every change."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _save(self) -> None:
        """What was changed here since it was saved last; the rest may have been changed in another window since."""
        try:
            self._file.update(self._put_into)
        except SettingsUnwritable as error:
            self.unsaved(error.text)
        else:
            self._saved = self._current

    def _put_into(self, settings: Settings) -> Settings:
        there = preferences_of(settings, settings.profile(self._profile.name) or self._profile)
        # A file that is gone, or was broken and put aside, had everything else of this window too.
        before = self._saved if settings != Settings() else Preferences()
        return _with(settings, self._profile, with_own_changes(there, before, self._current))


def preferences_of(settings: Settings, profile: Profile) -> Preferences:
    """What the settings mean for this profile."""
    strengths = {
        AccountClass.SIM: settings.confirm_sim,
        AccountClass.LIVE: settings.confirm_live,
        AccountClass.UNKNOWN: settings.confirm_unknown,
    }
    return Preferences(
        theme=settings.theme.value,
        pnl_colors=settings.pnl_colors.value,
        custom_colors=(settings.gain_color, settings.loss_color),
        pnl_unit=PnlUnit(settings.pnl_unit.value),
        hold_for=frozenset(each for each, strength in strengths.items() if strength is ConfirmStrength.HOLD),
        mask=settings.mask,
        always_on_top=settings.always_on_top,
        compact=settings.compact,
        row_presets=settings.row_presets,
        quiet=settings.quiet,
        alerts={
            kind: AlertChoice(settings.events[kind.value].sound, settings.events[kind.value].tray)
            for kind in AlertKind
            if kind.value in settings.events
        },
        emergency_text=settings.emergency_text,
        allow_reverse=settings.allow_reverse,
        ui_scale=settings.ui_scale,
        language=settings.language,
        use_stream=bool(profile.use_stream),
        commands_over_stream=profile.command_transport is CommandTransport.RPC,
        nicknames=dict(profile.nicknames),
        classes={name: AccountClass(chosen.value) for name, chosen in profile.classes.items()},
        groups=dict(profile.groups),
        tables={
            name: TableColumns(layout.order, layout.hidden, dict(layout.widths))
            for name, layout in settings.tables.items()
        },
        shortcuts=dict(settings.shortcuts),
    )


def _connected_by(profile: Profile, chosen: Preferences) -> Profile:
    """The profile with these choices; one that was never asked about the stream stays so until it is switched on."""
    asked = chosen.use_stream or profile.use_stream is not None
    transport = CommandTransport.RPC if chosen.commands_over_stream else CommandTransport.REST
    return replace(profile, use_stream=chosen.use_stream if asked else None, command_transport=transport)


def _with(settings: Settings, profile: Profile, chosen: Preferences) -> Settings:
    """The settings with these choices; what preferences do not know stays as it is."""
    stored = settings.profile(profile.name) or profile
    stored = replace(
        stored,
        use_stream=profile.use_stream,
        command_transport=profile.command_transport,
        nicknames=dict(chosen.nicknames),
        groups=dict(chosen.groups),
        classes={name: ClassOverride(each.value) for name, each in chosen.classes.items()},
    )
    return replace(
        settings,
        profiles=settings.with_profile(stored),
        last_profile=profile.name,
        theme=Theme(chosen.theme),
        pnl_colors=PnlColors(chosen.pnl_colors),
        gain_color=chosen.custom_colors[0],
        loss_color=chosen.custom_colors[1],
        pnl_unit=StoredUnit(chosen.pnl_unit.value),
        confirm_sim=_strength(AccountClass.SIM, chosen),
        confirm_live=_strength(AccountClass.LIVE, chosen),
        confirm_unknown=_strength(AccountClass.UNKNOWN, chosen),
        mask=chosen.mask,
        always_on_top=chosen.always_on_top,
        compact=chosen.compact,
        row_presets=chosen.row_presets,
        quiet=chosen.quiet,
        events={**settings.events, **{kind.value: EventAlert(*choice) for kind, choice in chosen.alerts.items()}},
        emergency_text=chosen.emergency_text,
        allow_reverse=chosen.allow_reverse,
        ui_scale=chosen.ui_scale,
        language=chosen.language,
        tables={name: _layout(settings.tables.get(name), columns) for name, columns in chosen.tables.items()},
        shortcuts=dict(chosen.shortcuts),
    )


def _strength(account_class: AccountClass, chosen: Preferences) -> ConfirmStrength:
    return ConfirmStrength.HOLD if account_class in chosen.hold_for else ConfirmStrength.ONE_PRESS


def _layout(stored: TableLayout | None, columns: TableColumns) -> TableLayout:
    base = stored or TableLayout()
    return replace(base, order=columns.order, hidden=columns.hidden, widths=dict(columns.widths))
