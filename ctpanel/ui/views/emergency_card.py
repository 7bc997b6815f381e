"""The card for the time when nothing can be closed from here."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent

from ctpanel.domain.outcome_words import position_words
from ctpanel.domain.snapshot import PositionRow
from ctpanel.session.preferences import Preferences
from ctpanel.session.view import PanelSession
from ctpanel.ui.i18n import tr
from ctpanel.ui.models.columns import Style
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.banner import Banner, BannerKind

_MOST_LINES: Final = 3


class EmergencyCard(Banner):
    """Last known positions with their age, and what the user wrote down for this hour."""

    def __init__(self, session: PanelSession, theme: Theme) -> None:
        super().__init__(theme, BannerKind.EMERGENCY)
        self._session = session

    def refresh(self, preferences: Preferences, style: Style) -> None:
        """Say it with the ages of now."""
        rows = sorted(self._session.snapshot.positions.values(), key=lambda row: row.position.key)
        own = preferences.emergency_text.strip()
        # What to do comes first: it must be read even where there is little room.
        lines = [own or tr("Use NinjaTrader itself or your broker. The settings can keep your broker's phone here.")]
        if rows:
            lines.append(tr("NinjaTrader, or the CrossTrade add-on in it, does not answer. Last known positions:"))
            lines += [self._line(row, style) for row in rows[:_MOST_LINES]]
        else:
            lines.append(tr("NinjaTrader, or the CrossTrade add-on in it, does not answer. No position was known."))
        if len(rows) > _MOST_LINES:
            lines.append(tr("and {count} more, in the table").format(count=len(rows) - _MOST_LINES))
        self.set_content(tr("This panel cannot exit right now"), "\n".join(lines))
        self._keep_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        """The panes around must give way: without this they would cut the last lines."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _line(self, row: PositionRow, style: Style) -> str:
        key = row.position.key
        return "• " + tr("{account} {instrument}: {position}, as of {time} ({age} ago)").format(
            account=style.account(key.account),
            instrument=key.instrument,
            position=style.say(position_words(row.position)),
            time=style.formatter.clock(row.stamp.wall),
            age=style.formatter.age(self._session.now() - row.stamp.at),
        )
