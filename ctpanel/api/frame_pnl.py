"""Streamed P&L: the one frame that is large and frequent, so it has a quick way like the position list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct

from ctpanel.api.cleaning import is_name
from ctpanel.api.values import Json, Row, Unreadable, amount, pick, supplied, tidy, whole
from ctpanel.api.wire import NEEDS_TOLERANCE
from ctpanel.domain.stream import AccountPnl, PnlNews, PositionPnl

#: The type stands in the head of the frame; looking further would cost more than it saves.
_HEAD_BYTES: Final = 200


_ABSURD: Final = 10**15
_NOT_TOLD: Final = msgspec.Raw(b"null")


class _PositionPart(Struct, rename="camel", gc=False):
    instrument: str
    market_price: msgspec.Raw = _NOT_TOLD
    unrealized_profit_loss: msgspec.Raw = _NOT_TOLD


class _AccountPart(Struct, rename="camel", gc=False):
    account: str
    cash_value: Decimal | None = None
    net_liquidation: Decimal | None = None
    realized_profit_loss: Decimal | None = None
    unrealized_profit_loss: Decimal | None = None
    positions: list[_PositionPart] = msgspec.field(default_factory=list)


class _Frame(Struct, gc=False):
    type: str
    accounts: list[_AccountPart]
    epoch: int | None = None
    seq: int | None = None
    dropped: int | None = None


class QuickPnl(NamedTuple):
    """The news of a frame that went the quick way, and what it says about lost frames."""

    news: PnlNews
    seq: int | None
    dropped: int


_DECODER: Final = msgspec.json.Decoder(_Frame)
_FIGURE: Final = msgspec.json.Decoder(Decimal | None)


@lru_cache(maxsize=8192)
def figure(digits: bytes) -> Decimal | None:
    """A price or amount from its JSON text. Raises what a decoder raises for anything else.

    The same price stands in every account, and prices come back to where they were: most are known by their text.
    """
    return tidy(_FIGURE.decode(digits))


def quick_pnl(text: bytes) -> QuickPnl | None:
    """A P&L frame with flat rows under ``account``; None for any other frame."""
    if b'"pnlUpdate"' not in text[:_HEAD_BYTES]:
        return None
    try:
        frame = _DECODER.decode(text)
        if frame.type != "pnlUpdate" or not all(map(_has_values, frame.accounts)):
            return None
        # The same few names stand in every account.
        names = {row.instrument for part in frame.accounts for row in part.positions}
        fit = frozenset(filter(is_name, names))
        accounts = tuple([_account(part, fit) for part in frame.accounts])
    except NEEDS_TOLERANCE:
        return None
    return QuickPnl(PnlNews(accounts, whole(_as_read(frame.epoch))), frame.seq, frame.dropped or 0)


def _as_read(number: int | None) -> int | Decimal | None:
    """As the tolerant way reads it: what has more digits than any figure is none."""
    return number if number is None or abs(number) < _ABSURD else Decimal(number)


def _has_values(part: _AccountPart) -> bool:
    """A row without any of the known figures may have them under names that only the tolerant way knows."""
    figures = (part.realized_profit_loss, part.unrealized_profit_loss, part.net_liquidation, part.cash_value)
    return is_name(part.account) and any(figure is not None for figure in figures)


def _account(part: _AccountPart, instruments: frozenset[str]) -> AccountPnl:
    name, new = part.account, tuple.__new__
    cash, worth = supplied(tidy(part.cash_value), tidy(part.net_liquidation))
    return AccountPnl(
        name,
        realized=tidy(part.realized_profit_loss),
        unrealized=tidy(part.unrealized_profit_loss),
        net_liquidation=worth,
        cash=cash,
        positions=tuple(
            [
                # As PositionPnl(...) in half the time.
                new(
                    PositionPnl,
                    (name, what, figure(bytes(row.market_price)), figure(bytes(row.unrealized_profit_loss))),
                )
                for row in part.positions
                if (what := row.instrument) in instruments
            ]
        ),
    )


def pnl_from(message: Row) -> PnlNews:
    """A P&L frame of whatever shape: accounts as a list or by name, figures flat or under ``item``.

    Rows without a name are left out. Raises Unreadable when there are no accounts at all.
    """
    data = message.get("data")
    listed = pick(message, "accounts") or (pick(data, "accounts") if isinstance(data, Mapping) else data)
    if isinstance(listed, Mapping):
        rows: Iterable[tuple[Json, Json]] = listed.items()
    elif isinstance(listed, list):
        rows = ((None, row) for row in listed)
    else:
        raise Unreadable("no accounts")
    found = (_tolerant_account(name, row) for name, row in rows)
    return PnlNews(tuple(account for account in found if account is not None), whole(message.get("epoch")))


def _tolerant_account(name: Json, row: Json) -> AccountPnl | None:
    if not isinstance(row, Mapping):
        # A mapping by name may hold the bare figure.
        return AccountPnl(name, unrealized=amount(row)) if is_name(name) and amount(row) is not None else None
    inner = row.get("account")
    head: Row = inner if isinstance(inner, Mapping) else {}
    name = pick(head, "name") or (inner if isinstance(inner, str) else None) or row.get("name") or name
    if not is_name(name):
        return None
    item = pick(row, "item") or head.get("item")
    places = [place for place in (row, item, head) if isinstance(place, Mapping)]

    def figure(*names: str) -> Decimal | None:
        return next((value for place in places if (value := amount(pick(place, *names))) is not None), None)

    listed = row.get("positions")
    pairs = listed.items() if isinstance(listed, Mapping) else enumerate(listed) if isinstance(listed, list) else ()
    positions = (_tolerant_position(name, key, value) for key, value in pairs)
    cash = figure("cashValue", "cash_value", "cash")
    cash, worth = supplied(cash, figure("netLiquidation", "net_liquidation", "netliq"))
    return AccountPnl(
        name,
        realized=figure("realizedProfitLoss", "realized_profit_loss", "realizedPnl", "realized"),
        unrealized=figure("unrealizedProfitLoss", "unrealized_profit_loss", "unrealizedPnl", "unrealized"),
        net_liquidation=worth,
        cash=cash,
        positions=tuple(position for position in positions if position is not None),
    )


def _tolerant_position(account: str, key: Json, row: Json) -> PositionPnl | None:
    if not isinstance(row, Mapping):
        return None
    instrument = row.get("instrument", key)
    if not isinstance(instrument, str) or not is_name(instrument):
        return None
    return PositionPnl(
        account,
        instrument,
        mark_price=amount(pick(row, "marketPrice", "market_price", "last")),
        unrealized=amount(
            pick(row, "unrealizedProfitLoss", "unrealized_profit_loss", "unrealizedPnl", "unrealized", "pnl")
        ),
    )
