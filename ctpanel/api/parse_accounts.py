"""Accounts in all their shapes, and the combined read of accounts with their positions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from msgspec import UNSET

from ctpanel.api.cleaning import is_name
from ctpanel.api.parse_positions import MAX_CONTRACTS, disagree, gather, is_documented, row_from
from ctpanel.api.slices import ROWS, Sliced
from ctpanel.api.values import Json, Unreadable, amount, layers, listing, pick, supplied, tidy, whole, word
from ctpanel.api.wire import NEEDS_TOLERANCE, SNAPSHOT, AccountBody, BalanceItem
from ctpanel.domain.account import Account, ConnectionStatus
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.money import currency_code
from ctpanel.domain.position import Position
from ctpanel.domain.reads import AccountsRead, BookRead, PositionsRead
from ctpanel.domain.watermarks import Watermarks

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def accounts_from(payload: Json) -> AccountsRead:
    """The account list: objects or plain names, bare or wrapped. Raises Unreadable when there is no list."""
    return _accounts([body_from(row) for row in listing(payload, "accounts")])


def account_from(payload: Json, asked: str) -> Account:
    """One account, flat or wrapped. Raises Unreadable when the body is about none, or about another one."""
    for layer in layers(payload):
        if isinstance(layer, Mapping):
            inner = layer.get("account")
            body = body_from(inner if isinstance(inner, Mapping) else layer)
            if body is None or (body.name is None and body.item is None and body.connection_status is None):
                continue
            body.name = body.name or asked
            account = account_of(body)
            if account is None or account.name.casefold() != asked.casefold():
                raise Unreadable("the answer is about another account")
            return account
    raise Unreadable("the answer has no account")


def body_from(value: Json) -> AccountBody | None:
    """One account row of whatever spelling; None when it is no row at all."""
    if isinstance(value, str):
        return AccountBody(name=value)
    if not isinstance(value, Mapping):
        return None
    if isinstance(value.get("account"), Mapping):
        value = value["account"]
    item = value.get("item")
    return AccountBody(
        name=word(pick(value, "name", "account")),
        display_name=word(pick(value, "displayName", "display_name")),
        provider=word(pick(value, "provider", "broker")),
        denomination=word(value.get("denomination")),
        connection_status=word(pick(value, "connectionStatus", "connection_status")),
        daily_loss_limit=amount(pick(value, "dailyLossLimit", "daily_loss_limit")),
        max_order_size=whole(pick(value, "maxOrderSize", "max_order_size")),
        max_position_size=whole(pick(value, "maxPositionSize", "max_position_size")),
        item=_item_from(item) if isinstance(item, Mapping) else None,
    )


def _item_from(item: Mapping[str, Json]) -> BalanceItem:
    return BalanceItem(
        cash_value=amount(pick(item, "cashValue", "cash_value")),
        net_liquidation=amount(pick(item, "netLiquidation", "net_liquidation")),
        realized_profit_loss=amount(pick(item, "realizedProfitLoss", "realized_profit_loss")),
        unrealized_profit_loss=amount(pick(item, "unrealizedProfitLoss", "unrealized_profit_loss")),
        daily_loss_limit=amount(pick(item, "dailyLossLimit", "daily_loss_limit")),
        trailing_max_drawdown=amount(pick(item, "trailingMaxDrawdown", "trailing_max_drawdown")),
        weekly_loss_limit=amount(pick(item, "weeklyLossLimit", "weekly_loss_limit")),
    )


def account_of(body: AccountBody | None) -> Account | None:
    """The account of a row; None when it has no usable name."""
    if body is None or body.name is None or not is_name(body.name):
        return None
    item = body.item or BalanceItem()
    cash, worth = supplied(tidy(item.cash_value), tidy(item.net_liquidation))
    return Account(
        body.name,
        display_name=body.display_name if is_name(body.display_name) else None,
        provider=body.provider if is_name(body.provider) else None,
        currency=currency_code(body.denomination if is_name(body.denomination) else None) or "USD",
        connection=ConnectionStatus.from_text(body.connection_status),
        cash=cash,
        net_liquidation=worth,
        realized=tidy(item.realized_profit_loss),
        unrealized=tidy(item.unrealized_profit_loss),
        daily_loss_limit=_supplied(item.daily_loss_limit) or _supplied(body.daily_loss_limit),
        trailing_max_drawdown=_supplied(item.trailing_max_drawdown),
        weekly_loss_limit=_supplied(item.weekly_loss_limit),
        max_order_size=_size(body.max_order_size),
        max_position_size=_size(body.max_position_size),
    )


def _supplied(limit: Decimal | None) -> Decimal | None:
    """A limit of zero is how NT8 says that the provider supplies none."""
    return tidy(limit) or None


def _size(contracts: int | None) -> int | None:
    return contracts if contracts is not None and 0 < contracts <= MAX_CONTRACTS else None


def _accounts(bodies: list[AccountBody | None]) -> AccountsRead:
    found: dict[str, Account] = {}
    unreadable = 0
    for body in bodies:
        account = account_of(body)
        if account is None:
            unreadable += 1
        else:
            found.setdefault(account.name.casefold(), account)
    return AccountsRead(tuple(found.values()), unreadable)


def quick_book(body: bytes) -> Sliced[BookRead | None]:
    """The combined read of a body that is documented in every respect; None when it needs the tolerant way."""
    try:
        found = SNAPSHOT.decode(body)
    except NEEDS_TOLERANCE:
        return None
    if found.success is False or found.error is not UNSET or found.positions is not UNSET:
        return None
    if not all(element.account.name and all(map(is_documented, element.positions)) for element in found.accounts):
        return None
    parts: list[PositionsRead] = []
    rows = 0
    for element in found.accounts:
        parts.append(gather(element.positions, element.account.name))
        rows += len(element.positions) + 1
        if rows >= ROWS:
            rows = 0
            yield
    accounts = _accounts([element.account for element in found.accounts])
    return BookRead(accounts, _together(parts), as_of(found.timestamp, found.epoch))


def book_from(payload: Json) -> BookRead:
    """The combined read of any body with a list of accounts. Raises Unreadable when there is none.

    An element without positions leaves that account's positions unknown, unless it says that the account is flat.
    """
    elements = listing(payload, "accounts")
    parts: list[PositionsRead] = []
    bodies: list[AccountBody | None] = []
    for element in elements:
        body = body_from(element)
        bodies.append(body)
        rows = element.get("positions") if isinstance(element, Mapping) else None
        if isinstance(rows, list):
            parts.append(gather(map(row_from, rows), body.name if body else None))
        elif not _says_flat(element):
            parts.append(PositionsRead((), unreadable=1))
    stamp: Json = None
    epoch: Json = None
    for layer in layers(payload):
        if isinstance(layer, Mapping):
            stamp, epoch = stamp or layer.get("timestamp"), epoch or layer.get("epoch")
            if isinstance(layer.get("positions"), list):
                parts = [part for part in parts if part.positions or not part.unreadable]
                parts.append(gather(map(row_from, layer["positions"])))
    return BookRead(_accounts(bodies), _together(parts), as_of(stamp, epoch))


def _says_flat(element: Json) -> bool:
    if not isinstance(element, Mapping):
        return False
    inner = element.get("account")
    return any(isinstance(row, Mapping) and row.get("isAccountFlat") is True for row in (element, inner))


def _together(parts: list[PositionsRead]) -> PositionsRead:
    found: dict[PositionKey, Position] = {}
    doubted: set[PositionKey] = set()
    for part in parts:
        for position in part.positions:
            if disagree(found.setdefault(position.key, position), position):
                doubted.add(position.key)
    for key in doubted:
        del found[key]
    return PositionsRead(tuple(found.values()), None, sum(part.unreadable for part in parts) + len(doubted))


def as_of(stamp: Json, epoch_ms: Json) -> datetime | None:
    """The service's own time of an answer, with its zone; a text without a zone or of the year 1 means nothing."""
    if isinstance(stamp, str) and len(stamp) <= 40:
        try:
            moment = datetime.fromisoformat(stamp)
        except ValueError:
            moment = None
        if moment is not None and moment.tzinfo is not None and moment.year >= _EPOCH.year:
            return moment
    milliseconds = whole(epoch_ms)
    if milliseconds is None or not 0 < milliseconds < 10**14:
        return None
    return _EPOCH + timedelta(milliseconds=milliseconds)


def watermarks_from(payload: Json, asked: str) -> Watermarks:
    """The service's own highs. Raises Unreadable when neither of the two objects is there."""
    for layer in layers(payload):
        if isinstance(layer, Mapping) and (isinstance(layer.get("watermarks"), Mapping) or "stats" in layer):
            highs, stats = layer.get("watermarks"), layer.get("stats")
            high: Mapping[str, Json] = highs if isinstance(highs, Mapping) else {}
            stat: Mapping[str, Json] = stats if isinstance(stats, Mapping) else {}
            name = layer.get("account")
            if isinstance(name, str) and name.casefold() != asked.casefold():
                raise Unreadable("the answer is about another account")
            return Watermarks(
                asked,
                pnl_high=amount(pick(high, "pnlhigh") or stat.get("pnlhigh")),
                net_liquidation_high=amount(pick(high, "netliqhigh") or stat.get("netliqhigh")),
            )
    raise Unreadable("the answer has no watermarks")
