"""What keys do, as rows of a table: actions with keys that can be changed, and keys that are always the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ctpanel.domain.record import record
from ctpanel.domain.text import phrase
from ctpanel.ui.i18n import tr
from ctpanel.ui.models.arrangement import Rank
from ctpanel.ui.models.columns import Column, Style
from ctpanel.ui.models.table_model import TableModel
from ctpanel.ui.theme.apply import Theme


@record
class KeyRow:
    """``name`` is the action's key, or that of a fixed one; ``where`` and ``what`` are in the user's language.

    ``keys`` and ``built_in`` are written as the system writes keys.
    """

    place: int
    name: str
    where: str
    what: str
    keys: str
    built_in: str = ""


def _keys(row: KeyRow, _style: Style, _now: float) -> str:
    return row.keys or tr("none")


def _ink(row: KeyRow, _style: Style, _now: float) -> str | None:
    return "accent" if row.keys != row.built_in else None


WHERE: Final[Column[KeyRow]] = Column(
    "where", phrase("Where"), lambda row, _s, _n: row.where, lambda row, _s: row.where
)
WHAT: Final[Column[KeyRow]] = Column(
    "what", phrase("What it does"), lambda row, _s, _n: row.what, lambda row, _s: row.what
)
KEYS: Final[Column[KeyRow]] = Column("keys", phrase("Keys"), _keys, lambda row, _s: row.keys or None)
OWN_KEYS: Final[Column[KeyRow]] = Column("keys", phrase("Keys"), _keys, lambda row, _s: row.keys or None, ink=_ink)
BUILT_IN: Final[Column[KeyRow]] = Column(
    "built_in", phrase("Built in"), lambda row, _s, _n: row.built_in or tr("none"), lambda row, _s: row.built_in or None
)


class KeysModel(TableModel[str, KeyRow]):
    """Rows by their name, in the order that they are given in."""

    def __init__(self, columns: tuple[Column[KeyRow], ...], style: Style, theme: Theme) -> None:
        super().__init__(columns, style, theme)

    def show_rows(self, rows: Iterable[KeyRow]) -> None:
        """These rows and no others."""
        fresh = [(row.name, row) for row in rows]
        self.apply(fresh, self.rows().keys() - {name for name, _row in fresh})

    def natural(self, key: str, row: KeyRow) -> Rank:
        """As given."""
        return (row.place,)
