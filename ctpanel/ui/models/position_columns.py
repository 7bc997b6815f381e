"""The columns of the positions table. A new one is one more entry here."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.text import phrase
from ctpanel.ui.models import position_view as view
from ctpanel.ui.models.columns import Column
from ctpanel.ui.models.position_view import BADGES, PositionView
from ctpanel.ui.models.roles import Role

POSITION_COLUMNS: Final[tuple[Column[PositionView], ...]] = (
    Column(
        "account",
        phrase("Account"),
        view.account,
        lambda row, style: style.account(row.row.position.key.account).casefold(),
        sample="APEX-204817-03",
        elides=True,
        tip=view.account,
    ),
    Column(
        "class",
        phrase("Class"),
        view.class_word,
        lambda row, _style: row.account_class.value,
        phrase("Whether real money is behind the account. By its provider; can be changed in the settings."),
        sample="UNKNOWN",
        facts={Role.BADGE: lambda row, _style, _now: BADGES[row.account_class]},
    ),
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
        sample="▼ short",
        ink=view.side_ink,
    ),
    Column(
        "contracts",
        phrase("Contracts"),
        lambda row, style, _now: style.formatter.count(row.row.position.quantity),
        lambda row, _style: row.row.position.quantity,
        sample="100",
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
        right=True,
        live=True,
        facts={Role.SIGN: view.pnl_sign},
    ),
    Column(
        "protection",
        phrase("Protection"),
        view.protection,
        view.protection_rank,
        phrase("What the working stop orders cover"),
        sample="stop 4/2 too big",
        priority=80,
        tip=view.protection_tip,
        ink=view.protection_ink,
    ),
    Column(
        "first_seen",
        phrase("First seen"),
        view.first_seen,
        lambda row, _style: row.row.first_seen.at,
        phrase("When this program first saw the position, not when it was opened"),
        sample="14:32:07",
        right=True,
        priority=10,
    ),
    Column(
        "age",
        phrase("Age"),
        view.age,
        lambda row, _style: -row.row.stamp.at,
        phrase("Time since this row was true at the source"),
        sample="● as of 14:32:07",
        right=True,
        timed=True,
        priority=70,
        tip=view.age_tip,
        facts={Role.FRESHNESS: view.freshness_of},
    ),
    Column(
        "command",
        phrase("Command"),
        view.command_state,
        lambda row, _style: row.command.outcome.value if row.command and row.command.outcome else None,
        phrase("How far the last close of this position has come"),
        sample="VERIFIED 2 left",
        timed=True,
        priority=75,
        tip=view.command_tip,
        ink=view.command_ink,
    ),
)
