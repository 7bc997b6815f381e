"""The columns of the positions table. A new one is one more entry here."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.text import phrase
from ctpanel.ui.models import position_view as view
from ctpanel.ui.models.columns import Column
from ctpanel.ui.models.position_view import PositionView
from ctpanel.ui.models.roles import Role
from ctpanel.ui.models.shared_columns import account_column, age_column, class_column

POSITION_COLUMNS: Final[tuple[Column[PositionView], ...]] = (
    account_column(lambda row: row.row.position.key.account),
    class_column(lambda row: row.account_class),
    Column(
        "instrument",
        phrase("Instrument"),
        view.instrument,
        lambda row, _style: row.row.position.key.instrument,
        sample="MNQ 12-25",
    ),
    Column(
        "side",
        phrase("Side"),
        view.side,
        lambda row, _style: row.row.position.side.value,
        sample=phrase("▼ short"),
        ink=view.side_ink,
    ),
    Column(
        "contracts",
        phrase("Contracts"),
        lambda row, style, _now: style.formatter.count(row.row.position.quantity),
        lambda row, _style: row.row.position.quantity,
        sample="100",
        short=phrase("Contr."),
        right=True,
    ),
    Column(
        "average",
        phrase("Average"),
        view.average,
        lambda row, _style: row.row.position.average_price,
        phrase("Average entry price"),
        sample="25,790.00",
        right=True,
        priority=20,
    ),
    Column(
        "mark",
        phrase("Mark"),
        view.mark,
        lambda row, _style: row.row.position.mark_price,
        phrase("Mark price, as NinjaTrader told it last"),
        sample="25,790.00",
        right=True,
        live=True,
        priority=40,
    ),
    Column(
        "pnl",
        phrase("P&L"),
        view.pnl,
        lambda row, style: view.pnl_value(row, style.unit),
        phrase("Unrealized profit or loss; ticks and points are per contract"),
        sample="+$1,312.50",
        least="▲ +$312.50",
        right=True,
        live=True,
        facts={Role.SIGN: view.pnl_sign, Role.BRIEF: view.pnl_brief},
    ),
    Column(
        "protection",
        phrase("Protection"),
        view.protection,
        view.protection_rank,
        phrase("What the working stop orders cover"),
        sample=phrase("stop 4/2 too big"),
        priority=80,
        tip=view.protection_tip,
        ink=view.protection_ink,
    ),
    Column(
        "first_seen",
        phrase("First seen"),
        view.first_seen,
        lambda row, _style: row.row.first_seen.at,
        phrase("How long ago this program first saw the position; it may have been opened before"),
        sample=phrase("23 h 59 min ago"),
        right=True,
        timed=True,
        priority=10,
        tip=view.first_seen_tip,
    ),
    age_column(
        lambda row: row.row.stamp,
        view.freshness_of,
        phrase("Time since this row was true at the source"),
        priority=70,
        tip=view.age_tip,
    ),
    Column(
        "command",
        phrase("Command"),
        view.command_state,
        lambda row, _style: row.command.outcome.value if row.command and row.command.outcome else None,
        phrase("How far the last close of this position has come"),
        sample=phrase("VERIFIED cancelled"),
        least=phrase("NOT VERIFIED"),
        timed=True,
        priority=75,
        tip=view.command_tip,
        ink=view.command_ink,
        ageless=True,
    ),
    Column(
        "presets",
        phrase("Close"),
        view.presets,
        None,
        phrase("Opens the close dialog with this part set; nothing is sent before you confirm it there"),
        sample=phrase("25%  50%  75%  All  0000"),
        priority=65,
        least=phrase("Close…"),
        tip=view.presets_tip,
    ),
)
