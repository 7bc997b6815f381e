"""The line on top: what is connected, how old the data is, how many requests are left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ctpanel.domain.budget import BudgetLimits
from ctpanel.domain.freshness import Limits
from ctpanel.domain.snapshot import Stamp
from ctpanel.domain.text import Phrase, phrase
from ctpanel.session.view import PanelSession
from ctpanel.ui.format import Formatter
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.icons import Icons
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.views.flow_layout import FlowBar
from ctpanel.ui.views.link_words import LINK_LOOKS, link_meaning, link_word
from ctpanel.ui.views.mode import Mode, mode_of, mode_style, mode_words
from ctpanel.ui.views.money_flag import MoneyFlag
from ctpanel.ui.widgets.elided_label import plain_tool_tip
from ctpanel.ui.widgets.named_label import NamedLabel
from ctpanel.ui.widgets.safe_text import safe_text

_BUDGET: Final = round(BudgetLimits().capacity)
_LOW_BUDGET: Final = BudgetLimits().reserve
_PROFILE_WIDTH: Final = 160
_LONG_S: Final = 0.5
_READ_PATIENCE_S: Final = 15.0
"""A read that takes longer than this has failed; the word for the link says why."""


class _Pair(QWidget):
    """A caption and its value; the value keeps the size of its longest text, so that nothing moves.

    Of a fixed size, so that another text is painted and nothing is laid out anew: these change every second.
    """

    def __init__(self, caption: str, name: str, widest: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        words = QLabel(caption, self)
        mark(words, "caption")
        row.addWidget(words)
        self.value = NamedLabel(name, parent=self)
        row.addWidget(self.value)
        self._widest, self._usual = widest, 0

    def say(self, text: str) -> None:
        """Another value; one that is longer than expected gets the room that it needs."""
        self.value.setText(text)
        if max(self._usual, self._needed(text)) != self.value.width():
            self.refit()

    def refit(self) -> None:
        """After the font changed."""
        self._usual = self._needed(self._widest)
        width = max(self._usual, self._needed(self.value.text()))
        self.value.setFixedSize(width, self.value.sizeHint().height())

    def _needed(self, text: str) -> int:
        return self.value.fontMetrics().horizontalAdvance(text) + 4


class LinkBar(FlowBar):
    """Reads the session when told to; the buttons emit and decide nothing.

    The accessible names are ``Mode: …``, ``Profile: …``, ``Connection: …``, ``Data age: …``, ``Request budget: …`` and
    ``Money notices: …``.
    """

    refresh_pressed = Signal()
    mask_toggled = Signal(bool)
    theme_pressed = Signal()
    money_pressed = Signal()

    def __init__(
        self, session: PanelSession, formatter: Formatter, theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._formatter = formatter
        self._theme = theme
        self._icons = icons
        self._mode = NamedLabel("Mode", parent=self)
        self._profile = NamedLabel("Profile", parent=self)
        self._profile.hide()
        self._link = QWidget(self)
        self._link_icon = QLabel(self._link)
        self._connection = NamedLabel("Connection", parent=self._link)
        self._is_past = True
        #: When a read of everything was asked for, and what had been read until then.
        self._asked: tuple[float, Stamp | None] | None = None
        self._age = _Pair(tr("Data age"), "Data age", tr("as of {time}").format(time="00:00:00"), self)
        widest = tr("{left} of {most} (estimate)").format(left=_BUDGET, most=_BUDGET)
        self._budget = _Pair(tr("Requests"), "Request budget", widest, self)
        self._money = MoneyFlag(formatter, theme, icons, self)
        self._money.clicked.connect(self.money_pressed)
        self._buttons = QWidget(self)
        self._refresh_button = self._button(phrase("Refresh"), self.refresh_pressed.emit)
        self._mask_button = self._button(phrase("Mask"), self._on_mask, checkable=True)
        self._mask_button.setToolTip(tr("Mask account names and balances, for screen sharing"))
        self._theme_button = self._button(phrase("Theme"), self.theme_pressed.emit)
        self._theme_button.setToolTip(tr("Switch light and dark"))
        mark(self, "bar")
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def refresh(self) -> None:
        """Say everything as the session has it now."""
        self.show_mode(mode_of(self._session))
        state = self._session.link.state
        icon, color = LINK_LOOKS[state]
        ink = str(getattr(self._theme.tokens.colors, color))
        self._connection.setText(link_word(state))
        _dress(self._connection, f"color: {ink}; font-weight: 600;")
        meaning = link_meaning(self._session.link)
        _explain(self._connection, plain_tool_tip(meaning))
        self._connection.setAccessibleDescription(meaning)
        pixmap = self._icons.pixmap(icon, ink, self._theme.tokens.spacing.large, self.devicePixelRatioF())
        if pixmap.cacheKey() != self._link_icon.pixmap().cacheKey():
            self._link_icon.setPixmap(pixmap)
        self.tick()

    def show_mode(self, mode: Mode) -> None:
        """What the accounts on screen are now."""
        self._mode.setText(mode_words(mode))
        _dress(self._mode, mode_style(mode, self._theme.tokens.colors))

    def take_news(self) -> None:
        """Something was read: data that was past its limit is not any more. All else waits for the next second."""
        if self._is_past:
            self.tick()

    def show_profile(self, name: str) -> None:
        """Which user of the service this window works for; empty where there is only one. A long name is cut."""
        if name == self._profile.toolTip():
            return
        self._profile.setText(name)
        self._profile.setToolTip(plain_tool_tip(name))
        shown = self._profile.fontMetrics().elidedText(safe_text(name), Qt.TextElideMode.ElideRight, _PROFILE_WIDTH)
        QLabel.setText(self._profile, shown)
        self._profile.setVisible(bool(name))

    def tick(self) -> None:
        """The two clocks and the budget."""
        age, read = self._session.data_age(), self._session.snapshot.everything_read
        colors = self._theme.tokens.colors
        self._is_past = age is None or age >= Limits().stale_s
        if age is None or read is None:
            self._age.say(tr("not read yet"))
            _dress(self._age.value, f"color: {colors.stale};")
        elif age >= Limits().stale_s:
            self._age.say(tr("as of {time}").format(time=self._formatter.clock(read.wall)))
            _dress(self._age.value, f"color: {colors.stale};")
        else:
            self._age.say(self._formatter.age(age))
            _dress(self._age.value, f"color: {colors.warning if age >= Limits().ageing_s else colors.text};")
        _explain(self._age.value, self._formatter.clock_with_zone(read.wall) if read else "")
        left = int(self._session.budget_estimate())
        self._budget.say(tr("{left} of {most} (estimate)").format(left=left, most=_BUDGET))
        self._tell_reading()
        _dress(self._budget.value, f"color: {colors.warning if left <= _LOW_BUDGET else colors.text};")

    def show_asked(self) -> None:
        """Everything is read again from now on; :meth:`tick` tells while that takes long."""
        self._asked = self._session.now(), self._session.snapshot.everything_read

    def _tell_reading(self) -> None:
        waited = 0.0
        if self._asked is not None:
            since, before = self._asked
            waited = self._session.now() - since
            if self._session.snapshot.everything_read != before or waited > _READ_PATIENCE_S:
                self._asked, waited = None, 0.0
        reading = waited >= _LONG_S
        self._refresh_button.setDown(reading)
        told = tr("Everything is being read…") if reading else tr("Read everything again now")
        if told != self._refresh_button.toolTip():
            self._refresh_button.setToolTip(told)
            self._refresh_button.setAccessibleDescription(told)

    def show_money(self, count: int) -> None:
        """So many notices about money stand now."""
        self._money.show_count(count)

    def set_masked(self, masked: bool) -> None:
        """Show whether masking is on."""
        self._mask_button.setChecked(masked)
        self._put_icons()

    def set_narrow(self, narrow: bool) -> None:
        """Buttons as icons alone where room is short; their names stay."""
        looks = Qt.ToolButtonStyle
        look = looks.ToolButtonIconOnly if narrow else looks.ToolButtonTextBesideIcon
        for button in (self._refresh_button, self._mask_button, self._theme_button):
            button.setToolButtonStyle(look)
        self._put_icons()

    def set_compact(self, compact: bool) -> None:
        """In the strip only mode, link and age stay, and the sign of money."""
        self._budget.setVisible(not compact)
        self._mask_button.setVisible(not compact)
        self._theme_button.setVisible(not compact)

    # ------------------------------------------------------------------ inside

    def _on_mask(self) -> None:
        self.mask_toggled.emit(self._mask_button.isChecked())

    def _button(self, words: Phrase, pressed: Callable[[], object], *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self._buttons)
        button.setText(tr_phrase(words))
        button.setAccessibleName(words)
        button.setCheckable(checkable)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        mark(button, "quiet")
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._link)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._link_icon)
        row.addWidget(self._connection)
        side_by_side = QHBoxLayout(self._buttons)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(self._theme.tokens.spacing.hair)
        for button in (self._refresh_button, self._mask_button, self._theme_button):
            side_by_side.addWidget(button)
        for widget in (self._mode, self._profile, self._link, self._age, self._budget, self._money, self._buttons):
            self.flow.addWidget(widget)
        self.flow.push_right_from(self._buttons)

    def _restyle(self) -> None:
        spacing = self._theme.tokens.spacing
        self.flow.setContentsMargins(spacing.base, spacing.tiny, spacing.base, spacing.tiny)
        self.flow.setSpacing(spacing.wide)
        self.flow.set_line_spacing(spacing.hair)
        for pair in (self._age, self._budget):
            pair.refit()
        self._put_icons()
        self.refresh()

    def _put_icons(self) -> None:
        icons = {
            self._refresh_button: "refresh",
            self._mask_button: "mask" if self._mask_button.isChecked() else "unmask",
            self._theme_button: "sun" if self._theme.tokens.colors.is_dark else "moon",
        }
        for button, name in icons.items():
            beside = button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            self._icons.put_on(button, name, beside_text=beside)


def _dress(label: QLabel, rules: str) -> None:
    # Setting the same rules again would make the style work out everything anew.
    if label.styleSheet() != rules:
        label.setStyleSheet(rules)


def _explain(label: QLabel, tip: str) -> None:
    # Every tool tip that is set is told to the widget's window, also the same one.
    if label.toolTip() != tip:
        label.setToolTip(tip)
