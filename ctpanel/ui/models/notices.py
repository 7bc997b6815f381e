"""The notices, newest first; each says what happened, what it means for positions, and what to do."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QObject

from ctpanel.domain.notice import Notice
from ctpanel.domain.text import phrase
from ctpanel.session.view import PanelSession
from ctpanel.ui.i18n import tr
from ctpanel.ui.models.arrangement import Rank
from ctpanel.ui.models.columns import Column, Style, mask_in
from ctpanel.ui.models.table_model import TableModel
from ctpanel.ui.theme.apply import Theme


class NoticeView(NamedTuple):
    """A notice in its place; ``accounts`` are the names that are masked in its sentences."""

    notice: Notice
    place: int
    accounts: tuple[str, ...] = ()


def masked(text: str, accounts: tuple[str, ...], style: Style) -> str:
    """``text`` with every account name masked while masking is on; longer names first, so that none shows through."""
    if not style.mask:
        return text
    for name in sorted(accounts, key=len, reverse=True):
        text = mask_in(text, name)
    return text


def accounts_in(session: PanelSession) -> tuple[str, ...]:
    """Every account that a notice may name, also where no list of accounts does: after a restart none is read yet."""
    snapshot = session.snapshot
    held = (key.account for key in snapshot.positions)
    sent = (command.plan.scope.account for command in session.commands)
    about = (notice.about.account for notice in session.notices if notice.about is not None)
    return tuple({*snapshot.accounts, *held, *snapshot.orders, *sent, *about})


def headline_of(view: NoticeView, style: Style) -> str:
    """What happened, and how often: ``It broke. (x12, last 14:03:22)``."""
    notice = view.notice
    what = masked(style.say(notice.what), view.accounts, style)
    last = style.formatter.clock(notice.last_wall)
    if notice.count == 1:
        return f"{what} ({last})"
    return what + " " + tr("(x{count}, last {time})").format(count=notice.count, time=last)


def body_of(view: NoticeView, style: Style) -> str:
    """What it means for positions, and the next step."""
    meaning = masked(style.say(view.notice.meaning), view.accounts, style)
    action = masked(style.say(view.notice.action), view.accounts, style)
    return " ".join(filter(None, (meaning, action)))


def _reference(view: NoticeView, style: Style) -> str:
    reference = masked(view.notice.reference, view.accounts, style)
    return tr("Reference: {id}").format(id=reference) if reference else ""


NOTICE_COLUMNS: Final[tuple[Column[NoticeView], ...]] = (
    Column(
        "notice",
        phrase("Notice"),
        lambda row, style, _now: f"{headline_of(row, style)} {body_of(row, style)}",
        lambda row, _style: row.place,
        tip=lambda row, style, _now: _reference(row, style),
    ),
)


class NoticesModel(TableModel[str, NoticeView]):
    """Rows by the notice's identity, so that one that counts up keeps its selection."""

    def __init__(self, session: PanelSession, style: Style, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(NOTICE_COLUMNS, style, theme, parent)
        self._session = session

    def refresh(self) -> None:
        """Take the session's notices as they are now."""
        accounts = accounts_in(self._session)
        listed = self._session.notices
        fresh = [(one.identity, NoticeView(one, place, accounts)) for place, one in enumerate(listed)]
        self.apply(fresh, [key for key in self._rows if key not in {one.identity for one in listed}])
        self.resort()

    def natural(self, key: str, row: NoticeView) -> Rank:
        """As the session lists them."""
        return (row.place, key)
