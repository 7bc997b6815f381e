"""The rows that a command for more than one position will act on, each with its own result."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtWidgets import QWidget

from ctpanel.domain.account import AccountClass
from ctpanel.domain.record import record
from ctpanel.domain.text import Text, phrase
from ctpanel.ui.delegates.badge import BadgeDelegate
from ctpanel.ui.delegates.text import TextDelegate
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.listing import BADGE_ROLE, Columns, Line, Listing
from ctpanel.ui.i18n import tr
from ctpanel.ui.widgets.badge import BADGES, badge_word
from ctpanel.ui.widgets.safe_text import safe_text

_ACCOUNT, _CLASS, _INSTRUMENT, _WHAT, _RESULT = range(5)
_COLUMNS: Final = Columns(
    (phrase("Account"), phrase("Class"), phrase("Instrument"), phrase("What"), phrase("Result")),
    yielding=(_WHAT, _INSTRUMENT, _ACCOUNT),
    share=53,
    names=frozenset({_ACCOUNT, _INSTRUMENT}),
)
_MOST_ROWS: Final = 9
#: Average characters that sizes and results need beside each other.
_ROOM_FOR_ALL: Final = 80


@record
class ScopeRow:
    """One request: ``id`` names it in results, ``what`` says its size (``long 4``, ``2 working orders``).

    ``instrument`` is empty when the request is about a whole account.
    """

    id: str
    account: str
    account_class: AccountClass
    instrument: str
    what: Text


def same_requests(before: tuple[ScopeRow, ...], now: tuple[ScopeRow, ...]) -> bool:
    """Whether both lists mean the same. What a whole account holds may change meanwhile: the request stays the same.

    Otherwise nobody could get out of an account in which something trades all the time.
    """
    return [_meant(row) for row in before] == [_meant(row) for row in now]


def _meant(row: ScopeRow) -> tuple[object, ...]:
    return (row.id, row.account_class, row.what if row.instrument else None)


class RowMood(Enum):
    """How far one row is; the value is the name of its color among the tokens."""

    WAITING = "text_muted"
    RUNNING = "notice"
    GOOD = "success"
    BAD = "danger"
    UNSENT = "warning"

    @property
    def is_end(self) -> bool:
        """Whether nothing more will be told of the row."""
        return self in (RowMood.GOOD, RowMood.BAD, RowMood.UNSENT)


@record
class RowResult:
    """What became of one row, in words."""

    text: Text
    mood: RowMood = RowMood.WAITING


class ScopeTable(Listing):
    """Accessible name ``Will be acted on``. Rows stand in the order in which requests will leave.

    The column of results is there from the first result on; where there is little room, it takes the place of sizes.
    """

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, "Will be acted on", _COLUMNS, _MOST_ROWS, parent)
        self._kit = kit
        self._scope: tuple[ScopeRow, ...] = ()
        self._results: dict[str, RowResult] = {}
        self._said_in = kit.style()
        # The ends of account names tell them apart.
        self.setItemDelegateForColumn(_ACCOUNT, TextDelegate(kit.theme, self))
        self.setItemDelegateForColumn(_CLASS, BadgeDelegate(kit.theme, BADGE_ROLE, self))
        self.set_empty_text(tr("Nothing is in this list, so nothing can be sent."))
        self.setColumnHidden(_RESULT, True)

    def show_rows(self, rows: tuple[ScopeRow, ...]) -> None:
        """Replace the list; results are forgotten."""
        self._scope = rows
        self._results = {}
        self._show()

    def show_result(self, id: str, result: RowResult) -> None:
        """Show what became of one row; an id that is not listed is ignored."""
        self._results[id] = result
        if self.isColumnHidden(_RESULT) or self._said_in != self._kit.style():
            self.setColumnHidden(_RESULT, False)
            self._show()
            return
        for place, row in enumerate(self._scope):
            if row.id == id:
                self.show_line(place, self._line(row))

    def wanted_width(self) -> int:
        """What it needs before the press, also while little room hides a column."""
        return self.natural_width((_ACCOUNT, _CLASS, _INSTRUMENT, _WHAT))

    def fit(self) -> None:
        """Share the width among the columns that are shown."""
        narrow = self.viewport().width() < _ROOM_FOR_ALL * self.fontMetrics().averageCharWidth()
        self.setColumnHidden(_WHAT, narrow and not self.isColumnHidden(_RESULT))
        # What stands in every row says nothing.
        self.setColumnHidden(_INSTRUMENT, narrow and not any(row.instrument for row in self._scope))
        super().fit()

    def _show(self) -> None:
        self._said_in = self._kit.style()
        self.show_lines(tuple(map(self._line, self._scope)))

    def _line(self, row: ScopeRow) -> Line:
        result, badge = self._results.get(row.id), BADGES[row.account_class]
        cells = (
            self._kit.style().account(row.account),
            badge_word(badge),
            safe_text(row.instrument) or tr("whole account"),
            safe_text(self._kit.say(row.what)),
            safe_text(self._kit.say(result.text)) if result else "",
        )
        return Line(cells, result.mood.value if result else "", badge)
