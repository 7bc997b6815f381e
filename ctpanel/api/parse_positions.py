"""Position rows, as listed anywhere, into positions; rows that cannot be trusted are counted, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import UNSET

from ctpanel.api.cleaning import is_name
from ctpanel.api.slices import ROWS, Sliced, in_one_go
from ctpanel.api.values import Json, Unreadable, amount, layers, listing, pick, tidy, whole
from ctpanel.api.wire import NEEDS_TOLERANCE, POSITION_LIST, PositionRow
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.position import Position, Side
from ctpanel.domain.reads import PositionsRead

_DOCUMENTED_SIDES: Final = {"Long": Side.LONG, "Short": Side.SHORT}
_SIDES: Final = {"long": Side.LONG, "short": Side.SHORT}
_FLAT: Final = "flat"
#: NT8 counts contracts in 32 bits.
MAX_CONTRACTS: Final = 2**31 - 1


def quick_positions(body: bytes, account: str | None = None) -> Sliced[PositionsRead | None]:
    """The read of a body that is documented in every respect; None when it needs the tolerant way."""
    try:
        found = POSITION_LIST.decode(body)
    except NEEDS_TOLERANCE:
        return None
    if found.success is False or found.error is not UNSET or not all(map(is_documented, found.positions)):
        return None
    announced = found.count if isinstance(found.count, int) and found.count <= MAX_CONTRACTS else 0
    missing = announced - len(found.positions)
    return (yield from gathering(found.positions, account, missing=max(0, missing)))


def is_documented(row: PositionRow) -> bool:
    """Whether the row has what every row of the documentation has."""
    return row.instrument is not None and row.market_position is not None and row.quantity is not None


def reading_positions(payload: Json, account: str | None = None) -> Sliced[PositionsRead]:
    """The read of any body that contains a list of positions. ``account`` is the one that was asked for.

    Raises :class:`~ctpanel.api.values.Unreadable` when there is no such list.
    """
    rows = listing(payload, "positions")
    missing = 0
    for layer in layers(payload):
        if isinstance(layer, Mapping) and (count := whole(layer.get("count"))) is not None:
            count = count if count <= MAX_CONTRACTS else 0
            missing = max(missing, count - len(rows))
    return (yield from gathering(map(row_from, rows), account, missing=missing))


def row_from(value: Json) -> PositionRow | None:
    """One row of whatever spelling; None when it is no row at all."""
    if not isinstance(value, Mapping):
        return None
    account = value.get("account")
    if isinstance(account, Mapping):
        account = account.get("name")
    return PositionRow(
        account=_text(account),
        instrument=_text(value.get("instrument")),
        instrument_type=_text(pick(value, "instrumentType", "instrument_type")),
        market_position=_side_word(value),
        quantity=whole(value.get("quantity")),
        average_price=amount(pick(value, "averagePrice", "average_price")),
        market_price=amount(pick(value, "marketPrice", "market_price")),
        unrealized_profit_loss=amount(pick(value, "unrealizedProfitLoss", "unrealized_profit_loss")),
    )


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _side_word(row: Mapping[str, Json]) -> str | None:
    words = {
        word.strip().casefold()
        for key in ("marketPosition", "market_position", "side")
        if isinstance(word := row.get(key), str)
    }
    # Two spellings that disagree say nothing.
    return words.pop() if len(words) == 1 else None


def gather(rows: Iterable[PositionRow | None], account: str | None = None, *, missing: int = 0) -> PositionsRead:
    """:func:`gathering` in one go."""
    return in_one_go(gathering(rows, account, missing=missing))


def gathering(
    rows: Iterable[PositionRow | None], account: str | None = None, *, missing: int = 0
) -> Sliced[PositionsRead]:
    """Open positions out of rows (None for a row that was none). ``missing`` rows were announced but did not come.

    Two rows that disagree about one position leave it unreadable.
    """
    found: dict[PositionKey, Position] = {}
    unreadable = missing
    doubted: set[PositionKey] = set()
    for number, row in enumerate(rows, 1):
        if number % ROWS == 0:
            yield
        try:
            position = position_of(row, account)
        except Unreadable:
            unreadable += 1
            continue
        if position is None:
            continue
        first = found.setdefault(position.key, position)
        if first is not position and disagree(first, position):
            doubted.add(position.key)
    for key in doubted:
        del found[key]
    return PositionsRead(tuple(found.values()), account, unreadable + len(doubted))


def disagree(one: Position, other: Position) -> bool:
    """Whether two rows about one position are not about the same one; its price may move between them."""
    return (one.side, one.quantity, one.average_price) != (other.side, other.quantity, other.average_price)


def position_of(row: PositionRow | None, account: str | None = None) -> Position | None:
    """The position of a row, None for a flat one. Raises Unreadable for a row that may hide an open position.

    A row without an account belongs to the account that was asked for; a row of another account was not asked for.
    """
    if row is None:
        raise Unreadable("not a row")
    name = account if row.account is None else row.account
    if name is None or row.instrument is None or not is_name(name) or not is_name(row.instrument):
        raise Unreadable("a row without a usable account or instrument")
    if account is not None and name != account and name.casefold() != account.casefold():
        raise Unreadable("a row of another account")
    side, quantity = _side_and_size(row)
    if quantity == 0:
        return None
    average, mark, unrealized = tidy(row.average_price), tidy(row.market_price), tidy(row.unrealized_profit_loss)
    if mark is not None and not mark and not unrealized and average:
        # Without a data feed there is no price; the two zeros contradict each other as numbers.
        mark = unrealized = None
    return Position(
        PositionKey(name, row.instrument),
        side,
        quantity,
        average,
        mark,
        unrealized,
        row.instrument_type if is_name(row.instrument_type) else "Future",
    )


def _side_and_size(row: PositionRow) -> tuple[Side, int]:
    """Side and contracts, with 0 contracts only for a row that is flat beyond doubt."""
    quantity = row.quantity
    side = _DOCUMENTED_SIDES.get(row.market_position or "")
    if side is not None and quantity is not None and 0 < quantity <= MAX_CONTRACTS:
        return side, quantity
    word = row.market_position.strip().casefold() if row.market_position is not None else None
    if quantity is not None and 0 < quantity <= MAX_CONTRACTS:
        if word == _FLAT:
            raise Unreadable("flat, but with contracts")
        return _SIDES.get(word or "", Side.UNKNOWN), quantity
    if word in (_FLAT, None) and (quantity == 0 or (quantity is None and word == _FLAT)):
        return Side.UNKNOWN, 0
    if quantity is None or not -MAX_CONTRACTS <= quantity < 0 or word == _FLAT:
        raise Unreadable("a row without a usable number of contracts")
    # The documentation has no sign; one that agrees with the word does no harm, any other makes the side doubtful.
    return (Side.SHORT if word == "short" else Side.UNKNOWN), -quantity
