"""Recorded-looking answers of the service, one file for every documented shape."""

from pathlib import Path

from ctpanel.api.parse_orders import reading_orders
from ctpanel.api.parse_positions import reading_positions
from ctpanel.api.slices import in_one_go
from ctpanel.api.values import Json, loads
from ctpanel.domain.reads import OrdersRead, PositionsRead

_FOLDER = Path(__file__).parents[1] / "fixtures" / "payloads"


def body(name: str) -> bytes:
    return (_FOLDER / f"{name}.json").read_bytes()


def payload(name: str) -> Json:
    return loads(body(name))


def every_body() -> list[bytes]:
    return [path.read_bytes() for path in sorted(_FOLDER.glob("*.json"))]


def orders_from(payload: Json, account: str | None = None) -> OrdersRead:
    """The whole list, without a turn of the loop in between."""
    return in_one_go(reading_orders(payload, account))


def positions_from(payload: Json, account: str | None = None) -> PositionsRead:
    """The whole list, without a turn of the loop in between."""
    return in_one_go(reading_positions(payload, account))
