"""The activity table: every command ever tried, newest first, page by page from the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from ctpanel.domain.account import AccountClass
from ctpanel.domain.activity import ActivityFilter, ActivityPage, ActivityRow
from ctpanel.domain.ids import CommandId
from ctpanel.domain.text import phrase
from ctpanel.session.view import PanelSession
from ctpanel.ui.i18n import tr
from ctpanel.ui.models.activity_words import message_words, outcome_word, plan_words
from ctpanel.ui.models.arrangement import Rank
from ctpanel.ui.models.columns import Column, Style
from ctpanel.ui.models.shared_columns import account_column, class_column
from ctpanel.ui.models.table_model import Index, TableModel
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.safe_text import safe_text

PAGE: Final = 200
#: Rows that are read at every step of a command: those of the commands that can have come since the step before.
NEWEST: Final = 5
#: Between two parts of a search everything else has its turn.
_BETWEEN_MS: Final = 5
_NOWHERE: Final = QModelIndex()


def _when(row: ActivityRow, style: Style, _now: float) -> str:
    return style.formatter.day_and_clock(row.at)


def _took(row: ActivityRow, style: Style, _now: float) -> str:
    return style.formatter.duration(row.duration_ms)


def _outcome_ink(row: ActivityRow, _style: Style, _now: float) -> str | None:
    if row.outcome.startswith("VERIFIED"):
        return "success"
    return "danger" if row.outcome else "accent"


def _steps(row: ActivityRow, style: Style, _now: float) -> str:
    steps = "; ".join(
        safe_text(f"{style.formatter.clock(step.at)} {step.step} {_without_account(row, step.detail, style)}", 120)
        for step in row.steps
    )
    return f"{steps} {tr('The menu of the row says what this word means.')}".strip() if row.outcome else steps


def _without_account(row: ActivityRow, text: str, style: Style) -> str:
    return safe_text(style.without(row.account, text), 2000)


ACTIVITY_COLUMNS: Final[tuple[Column[ActivityRow], ...]] = (
    Column(
        "time",
        phrase("Time"),
        _when,
        lambda row, _style: row.row,
        sample="2026-11-23 14:32:07",
        tip=lambda row, style, _now: style.formatter.clock_with_zone(row.at),
    ),
    account_column(lambda row: row.account, priority=60),
    Column(
        "instrument",
        phrase("Instrument"),
        lambda row, _style, _now: safe_text(row.instrument) or tr("whole account"),
        lambda row, _style: row.instrument,
        sample="MES 12-25",
    ),
    Column(
        "plan",
        phrase("Plan"),
        lambda row, style, _now: _without_account(row, plan_words(row, style), style),
        lambda row, _style: row.plan,
        phrase("What was to be sent"),
        sample=phrase("close: Close 2 of 4"),
        priority=70,
    ),
    Column(
        "outcome",
        phrase("Outcome"),
        lambda row, style, _now: outcome_word(row, style),
        lambda row, _style: row.outcome or None,
        phrase("How the command ended, as far as reads could tell"),
        sample=phrase("VERIFIED flat and clean"),
        ink=_outcome_ink,
        tip=_steps,
    ),
    Column(
        "took",
        phrase("Took"),
        _took,
        lambda row, _style: row.duration_ms,
        phrase("From the press to the outcome"),
        sample="120.0 s",
        right=True,
        priority=50,
    ),
    Column(
        "message",
        phrase("Details"),
        lambda row, style, _now: _without_account(row, message_words(row, style), style),
        lambda row, _style: row.message or None,
        phrase("What was told at the end; of earlier runs as the journal keeps it, in English"),
        sample="0" * 40,
        priority=10,
        stretch=True,
        tip=lambda row, style, _now: _without_account(row, message_words(row, style), style),
    ),
)


def _columns(class_of: Callable[[str], AccountClass]) -> tuple[Column[ActivityRow], ...]:
    """With the class that an account has now: it is not written down, and may become known or be changed later."""
    kind: Column[ActivityRow] = class_column(lambda row: class_of(row.account), priority=55, timed=True)
    return (*ACTIVITY_COLUMNS[:2], kind, *ACTIVITY_COLUMNS[2:])


class ActivityModel(TableModel[int, ActivityRow]):
    """Rows by their place in the journal. Older pages are read when the table is scrolled to its end.

    What is looked for may be rare: the search goes on by itself, some hundred commands at a time, until a page is
    full. ``searched`` tells that it has come to an end.
    """

    searched = Signal()

    def __init__(self, session: PanelSession, style: Style, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(_columns(session.class_of), style, theme, parent)
        self._session = session
        self._wanted = ActivityFilter()
        self._full_at = PAGE
        self._older: int | None = None
        self._was_read = False
        self._search = QTimer(self, singleShot=True, interval=_BETWEEN_MS)
        self._search.timeout.connect(self._go_on)

    @property
    def wanted(self) -> ActivityFilter:
        """What is listed at present."""
        return self._wanted

    def look_for(self, wanted: ActivityFilter) -> None:
        """List something else, from the newest on."""
        self._wanted, self._full_at = wanted, PAGE
        page = self._session.activity(wanted, PAGE)
        found = {row.row for row in page.rows}
        self.apply([(row.row, row) for row in page.rows], [key for key in self._rows if key not in found])
        self._take(page)

    def is_searching(self) -> bool:
        """Whether older commands are being looked through."""
        return self._search.isActive()

    def refresh(self, command: CommandId) -> None:
        """A command came or made a step. Only its row is read, and the newest ones; the whole page took too long."""
        if not self._was_read:
            self.look_for(self._wanted)
            return
        rows = self._session.activity(self._wanted, NEWEST).rows
        if len(rows) == NEWEST and rows[-1].row > max(self._rows, default=0):
            rows = self._session.activity(self._wanted, PAGE).rows
        place = next((key for key, row in self._rows.items() if row.command_id == command), None)
        if place is not None and all(row.row != place for row in rows):
            rows += self._session.activity(self._wanted, 1, place + 1).rows
        self.apply([(row.row, row) for row in rows])

    def canFetchMore(self, parent: Index = _NOWHERE, /) -> bool:
        """Whether the journal may hold older ones."""
        return not parent.isValid() and self._older is not None and not self.is_searching()

    def fetchMore(self, parent: Index = _NOWHERE, /) -> None:
        """Read the next page."""
        if self._older is not None:
            self._full_at = len(self._rows) + PAGE
            self._go_on()

    def _go_on(self) -> None:
        page = self._session.activity(self._wanted, max(1, self._full_at - len(self._rows)), self._older)
        self.apply([(row.row, row) for row in page.rows])
        self._take(page)
        if not self.is_searching():
            self.searched.emit()

    def _take(self, page: ActivityPage) -> None:
        self._older, self._was_read = page.older, page.was_read
        if self._older is not None and len(self._rows) < self._full_at:
            self._search.start()
        else:
            self._search.stop()

    def natural(self, key: int, row: ActivityRow) -> Rank:
        """Newest first."""
        return (-key,)
