"""The main window: puts the panes together and tells each what changed. It decides nothing about money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ctpanel.domain.command import Command
from ctpanel.domain.notice import Severity
from ctpanel.session.preferences import Preferences
from ctpanel.ui import window_state
from ctpanel.ui.actions import Actions
from ctpanel.ui.bridge import Bridge, Touched
from ctpanel.ui.i18n import tr
from ctpanel.ui.models.columns import nt8_away
from ctpanel.ui.models.notices import accounts_in, masked
from ctpanel.ui.shortcuts import assigned
from ctpanel.ui.views import layout_memory
from ctpanel.ui.views.docks import Docks
from ctpanel.ui.views.emergency_card import EmergencyCard
from ctpanel.ui.views.header import Header
from ctpanel.ui.views.link_bar import LinkBar
from ctpanel.ui.views.look import look_of, style_of
from ctpanel.ui.views.menu_bar import fill_menu_bar, reach_everywhere
from ctpanel.ui.views.mode import Mode, mode_of, mode_words
from ctpanel.ui.views.panes import AROUND, NOTICES, Panes
from ctpanel.ui.views.strip_size import StripSize
from ctpanel.ui.views.table_panes import position_behind
from ctpanel.ui.views.welcome import Welcome
from ctpanel.ui.views.window_actions import WindowActions
from ctpanel.ui.views.window_parts import WindowParts
from ctpanel.ui.widgets.banner import Banner, BannerKind
from ctpanel.ui.widgets.enter_press import EnterPress
from ctpanel.ui.widgets.safe_text import safe_text

_SHORT_OF_ROOM: Final = 1000
"""Below this width (at scale 1) buttons give up their icons or their words."""


class MainWindow(QMainWindow):
    """Its title starts with ``ctpanel``. A close event is ignored and handed to ``on_close_requested``."""

    def __init__(self, parts: WindowParts) -> None:
        super().__init__()
        self._parts = parts
        self._session, self._preferences, self._theme = parts.session, parts.preferences, parts.theme
        self._may_close = False
        self._enter = EnterPress(self)
        self._docks_away = False
        self._money: set[str] = set()
        parts.theme.apply(look_of(self._preferences.current))
        self.bridge = Bridge(parts.session, self)
        self.actions_by_key = Actions(parts.icons, self)
        style = style_of(self._preferences.current, parts.formatter)
        # Every widget is made where it will stand: one that is moved is styled anew with all that is in it.
        self._header, self._center = Header(self), QWidget(self)
        self._menu_bar = QMenuBar(self._header)
        self._demo_banner = Banner(parts.theme, BannerKind.DEMO, self._header)
        self.link_bar = LinkBar(parts.session, parts.formatter, parts.theme, parts.icons, self._header)
        self.emergency = EmergencyCard(parts.session, parts.theme, self._center)
        self._stack = QStackedWidget(self._center)
        self.docks = Docks(self, AROUND)
        self.panes = Panes(parts, style, self.actions_by_key, self._stack, self.docks.by_title)
        usual = QSize(1220, 760) * parts.theme.tokens.scale
        for widget in (self._header, self._center, self.emergency, self._stack, self.panes.positions):
            # Qt gives them 100 pixels at first, where bars take so many lines that the window would grow.
            widget.resize(usual)
        self._lay_out()
        self._deeds = WindowActions(parts, self.panes, self.docks)
        self._connect()
        self._deeds.connect(self.actions_by_key, self.close_requested)
        fill_menu_bar(self._menu_bar, self.actions_by_key, self.docks, self._reset_panes)
        reach_everywhere(self, self.actions_by_key)
        self._screen_guard = window_state.ScreenGuard(self)
        self.resize(usual)
        self._strip_size = StripSize(self, self.panes.positions.table, usual)
        # Before anything is hidden or restored: a dock that stands nowhere yet has no place to come back to.
        self.docks.arrange(self.size(), parts.theme.tokens.scale)
        self._unlisten: Callable[[], None] | None = self._preferences.listen(self._on_preferences)
        self._on_preferences(self._preferences.current)
        self.panes.positions.table.setFocus()
        self._on_link()
        self._on_notices()

    # ------------------------------------------------------------------ asked by the program

    @cached_property
    def welcome(self) -> Welcome:
        """The first page; most starts never make one."""
        handlers = self._parts.handlers
        made = Welcome(self._theme, self._parts.icons, handlers.enter_token, handlers.try_demo)
        self._stack.addWidget(made)
        return made

    def allow_close(self) -> None:
        """From now on a close event closes the window. Nothing of the session is heard any more."""
        self._may_close = True
        self.bridge.close()
        self.panes.close()
        if self._unlisten is not None:
            self._unlisten()
            self._unlisten = None

    def layout_state(self) -> dict[str, str]:
        """Where the window and its docks stand and what tables are sorted by, to be saved as it is."""
        return layout_memory.layout_state(self, self.docks, self._strip_size, self.panes.tables)

    def restore_layout(self, state: Mapping[str, str]) -> None:
        """Put a saved layout back, before the first show; what cannot be understood is left away."""
        layout_memory.restore_layout(self, self.docks, self._strip_size, self.panes.tables, state)

    # ------------------------------------------------------------------ Qt's entries

    def closeEvent(self, event: QCloseEvent) -> None:
        """The program ends in order, or not at all."""
        if self._may_close:
            super().closeEvent(event)
            return
        event.ignore()
        self._parts.handlers.on_close_requested()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody can see it now."""
        super().showEvent(event)
        self._tell_visibility()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody can see it now."""
        super().hideEvent(event)
        self._tell_visibility()

    def changeEvent(self, event: QEvent) -> None:
        """Minimized is as good as hidden."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self._tell_visibility()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button."""
        if not self._enter.take(event):
            super().keyPressEvent(event)

    def event(self, event: QEvent, /) -> bool:
        """Qt's entry."""
        self._enter.hear(event)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Panes stack as tabs when it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _SHORT_OF_ROOM * self._theme.tokens.scale
        self.link_bar.set_narrow(narrow)
        self.panes.positions.set_narrow(narrow)
        if not self._docks_away:
            self.docks.arrange(self.size(), self._theme.tokens.scale)

    # ------------------------------------------------------------------ news

    def _on_flush(self, touched: Touched) -> None:
        self.panes.take(touched)
        if touched.accounts:
            self.link_bar.show_mode(self._name_window())
        self.link_bar.take_news()
        self._refresh_emergency()

    def _on_link(self) -> None:
        self._show_welcome()
        self.link_bar.refresh()
        self.panes.take_link()
        self._refresh_emergency()
        self._name_window()

    def _on_notices(self) -> None:
        """A new one about money comes to the front of its tabs."""
        known = self._money
        self._money = {one.identity for one in self._session.notices if one.severity is Severity.MONEY}
        self.panes.notices.refresh()
        self.docks.set_count(NOTICES, len(self._session.notices))
        self._tell_welcome()
        self.link_bar.show_money(len(self._money))
        if self._money - known:
            self.docks.raise_pane(NOTICES)

    def _on_command(self, command: Command) -> None:
        self.panes.take_command(command)

    def _on_tick(self) -> None:
        self.link_bar.tick()
        self.panes.tick(self._session.now())
        self.panes.positions.refresh_words()
        self._refresh_emergency()

    def _on_preferences(self, preferences: Preferences) -> None:
        self._theme.apply(look_of(preferences))
        self.panes.set_style(style_of(preferences, self._parts.formatter))
        self._strip_size.leave(preferences.compact)
        self.link_bar.set_masked(preferences.mask)
        self.link_bar.set_compact(preferences.compact)
        self.panes.positions.set_compact(preferences.compact)
        self.panes.positions.presets.offer(preferences.row_presets)
        self._demo_banner.setVisible(self._session.demo and not preferences.compact)
        self.actions_by_key.set_keys(assigned(preferences.shortcuts).keys)
        for key in ("mask", "compact", "always_on_top"):
            self.actions_by_key[key].setChecked(bool(getattr(preferences, key)))
        self._put_docks_away()
        self._stay_on_top(preferences.always_on_top)
        self._refresh_emergency()
        self._tell_welcome()
        self.link_bar.refresh()

    # ------------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        self._demo_banner.set_content(tr("DEMO: nothing here reaches a broker"))
        self._header.fill(self._menu_bar, self._demo_banner, self.link_bar)
        self.setMenuWidget(self._header)
        middle = QVBoxLayout(self._center)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.emergency)
        middle.addWidget(self._stack, 1)
        self._stack.addWidget(self.panes.positions)
        self.setCentralWidget(self._center)
        self.docks.fill(self.panes.around)

    def _connect(self) -> None:
        self.bridge.flushed.connect(self._on_flush)
        self.bridge.link_changed.connect(self._on_link)
        self.bridge.notices_changed.connect(self._on_notices)
        self.bridge.command_changed.connect(self._on_command)
        self.bridge.spec_known.connect(self.panes.take_spec)
        self.bridge.ticked.connect(self._on_tick)
        self.link_bar.refresh_pressed.connect(self.actions_by_key["refresh"].trigger)
        self.actions_by_key["refresh"].triggered.connect(self.link_bar.show_asked)
        self.link_bar.mask_toggled.connect(self._deeds.set_mask)
        self.link_bar.theme_pressed.connect(self._deeds.switch_theme)
        self.link_bar.money_pressed.connect(self._show_notices)
        self._theme.changed.connect(self.actions_by_key.recolor)
        self._theme.changed.connect(self.docks.restyle)
        self.panes.orders.table.opened.connect(self._on_order_opened)

    def _reset_panes(self) -> None:
        self.docks.reset(self.size(), self._theme.tokens.scale)

    def close_requested(self) -> None:
        """What *Quit* and the window's own close button do."""
        self.close()

    def _on_order_opened(self, index: QModelIndex) -> None:
        key = position_behind(self.panes.orders.model, index, self._session)
        if key is not None:
            self._parts.handlers.open_close_dialog(key)

    def _refresh_emergency(self) -> None:
        away = nt8_away(self._session)
        if away:
            self.emergency.refresh(self._preferences.current, self.panes.style)
        if away is self.emergency.isHidden():
            self._strip_size.card(shown=away)
        self.emergency.setVisible(away)

    def _show_welcome(self) -> None:
        """The first page instead of the tables while there is neither a token nor anything that was ever read."""
        session = self._session
        wanted = not session.signed_in and not session.demo and session.snapshot.everything_read is None
        if wanted or self._stack.count() > 1:
            before, shown = self._stack.currentWidget(), self.welcome if wanted else self.panes.positions
            self._stack.setCurrentWidget(shown)
            if shown is not before:
                # Whatever had the keyboard is hidden now.
                (shown if wanted else self.panes.positions.table).setFocus()
            # A page that is not shown must not keep the window high.
            policy = QSizePolicy.Policy.Preferred if wanted else QSizePolicy.Policy.Ignored
            self.welcome.setSizePolicy(policy, policy)
            self._tell_welcome()
        self._put_docks_away()

    def _tell_welcome(self) -> None:
        if self._stack.count() > 1:
            style, accounts, grave = self.panes.style, accounts_in(self._session), (Severity.WARNING, Severity.MONEY)
            told = [one for one in self._session.notices if one.severity in grave]
            said = (f"{style.say(one.what)} {style.say(one.action)}" for one in told)
            self.welcome.tell([masked(each, accounts, style) for each in said])

    def _show_notices(self) -> None:
        if self._preferences.current.compact:
            self._preferences.change(replace(self._preferences.current, compact=False))
        self.docks.go_to(NOTICES, self.panes.inside[NOTICES])

    def _put_docks_away(self) -> None:
        away = self._preferences.current.compact or self._stack.currentWidget() is not self.panes.positions
        if away != self._docks_away:
            self._docks_away = away
            self.docks.set_hidden(away)
            if not away:
                self.docks.arrange(self.size(), self._theme.tokens.scale)

    def _stay_on_top(self, wanted: bool) -> None:
        if wanted == bool(self.windowFlags() & Qt.WindowType.WindowStaysOnTopHint):
            return
        shown = self.isVisible()
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, wanted)
        if shown:
            # Changing a flag makes a new native window, hidden at first.
            self.show()

    def _name_window(self) -> Mode:
        mode = mode_of(self._session)
        profile = f" {safe_text(self._parts.shown_profile)}".rstrip()
        self.link_bar.show_profile(profile.lstrip())
        self.setWindowTitle(f"ctpanel{profile} – {mode_words(mode)}")
        return mode

    def _tell_visibility(self) -> None:
        if not self._may_close:
            self.bridge.set_visible(self.isVisible() and not self.isMinimized())
