"""Sums below the positions; not a row of the table, so that nobody can select or close them."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ctpanel.domain.account import REAL_MONEY_FIRST, AccountClass
from ctpanel.domain.freshness import Limits
from ctpanel.domain.text import plural
from ctpanel.session.view import PanelSession
from ctpanel.ui.format import UNKNOWN
from ctpanel.ui.i18n import Speech, tr
from ctpanel.ui.models.columns import Style, nt8_away
from ctpanel.ui.models.totals import Total, Totals
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.named_line import NamedLine
from ctpanel.ui.widgets.badge import BADGES, badge_word

_MOST_ACCOUNTS: Final = 8


class TotalsStrip(QFrame):
    """``Totals: …`` of each class, and ``Account totals: …`` for a few accounts or the one that is filtered for.

    Real money and play money are never in one sum, nor with what nobody knows the class of. Sums of values past their
    limit are gray and say when they were true.
    """

    def __init__(self, session: PanelSession, totals: Totals, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._totals, self._theme = session, totals, theme
        self._said: tuple[object, ...] = ()
        self._overall = NamedLine("Totals", self)
        self._accounts = NamedLine("Account totals", self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._column.addWidget(self._overall)
        self._column.addWidget(self._accounts)
        theme.changed.connect(self._restyle)
        self._restyle()

    def refresh(self, style: Style, account: str = "", *, compact: bool = False) -> None:
        """Say the sums of now; ``account`` is the one that the table is filtered for, if any."""
        when = self._stale_since(style)
        classes = self._by_class()
        said = (self._totals.taken, style, account, compact, when, classes)
        if said == self._said:
            return
        self._said = said
        sums = [(badge_word(BADGES[one]), self._totals.of(names)) for one, names in classes]
        whole, brief = ([_sum(*one, style, brief=few) for one in sums] for few in (False, True))
        if when and sums:
            past = tr(", as of {time}").format(time=when)
            whole[-1], brief[-1] = whole[-1] + past, brief[-1] + past
        self._overall.set_parts(whole or (UNKNOWN,), brief)
        self._dim(bool(when))
        self._refresh_accounts(style, account, compact=compact)

    def _by_class(self) -> tuple[tuple[AccountClass, tuple[str, ...]], ...]:
        """Accounts with positions, those with real money first: what has no room is told last."""
        names = self._totals.accounts()
        of_class = {name: self._session.class_of(name) for name in names}
        grouped = ((one, tuple(name for name in names if of_class[name] is one)) for one in REAL_MONEY_FIRST)
        return tuple((one, found) for one, found in grouped if found)

    def _refresh_accounts(self, style: Style, account: str, *, compact: bool) -> None:
        everywhere = self._totals.accounts()
        names = everywhere if not account else tuple(name for name in everywhere if name == account)
        wanted = 0 < len(names) <= _MOST_ACCOUNTS and len(everywhere) > 1 and not compact
        self._accounts.setVisible(wanted)
        if wanted:
            sums = {name: ", ".join(_words(total, style) for total in self._totals.of((name,))) for name in names}
            self._accounts.set_parts([f"{style.account(name)} {words}" for name, words in sums.items()])

    def _stale_since(self, style: Style) -> str:
        snapshot = self._session.snapshot
        age, read = self._session.data_age(), snapshot.everything_read
        if read is None:
            # Some account has never told its positions; what is summed is as old as its oldest row all the same.
            read = min((row.stamp for row in snapshot.positions.values()), key=lambda stamp: stamp.at, default=None)
            age = None if read is None else self._session.now() - read.at
        if read is None or (not nt8_away(self._session) and age is not None and age < Limits().stale_s):
            return ""
        return style.formatter.clock(read.wall)

    def _dim(self, stale: bool) -> None:
        colors = self._theme.tokens.colors
        rules = f"color: {colors.stale if stale else colors.text};"
        if rules != self.styleSheet():
            self.setStyleSheet(rules)

    def _restyle(self) -> None:
        spacing = self._theme.tokens.spacing
        self._column.setContentsMargins(spacing.base, spacing.tiny, spacing.base, spacing.tiny)
        self._said = ()
        self._dim(False)


def _sum(kind: str, totals: tuple[Total, ...], style: Style, *, brief: bool) -> str:
    """The sum of one class; in brief without how many positions are in it."""
    total = ", ".join(_words(one, style) for one in totals)
    if brief:
        return f"{kind} {total}"
    count = sum(one.positions for one in totals)
    text = plural("{kind} {total} in {n} position", "{kind} {total} in {n} positions", n=count, kind=kind, total=total)
    return Speech(style.formatter).say(text)


def _words(total: Total, style: Style) -> str:
    """A sum that never hides what is missing in it."""
    if total.unknown == total.positions:
        return UNKNOWN
    shown = style.formatter.pnl_with_arrow(total.money)
    if not total.unknown:
        return shown
    return shown + " " + tr("({unknown} of {count} unknown)").format(unknown=total.unknown, count=total.positions)
