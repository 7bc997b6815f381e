"""A large answer is read in slices, and others have their turn between them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest

from ctpanel.api.parse_accounts import quick_book
from ctpanel.api.parse_orders import reading_orders
from ctpanel.api.parse_positions import quick_positions, reading_positions
from ctpanel.api.slices import ROWS, Sliced, by_turns, in_one_go
from ctpanel.api.values import Json
from ctpanel.domain.reads import OrdersRead, PositionsRead

ROW = {"instrument": "MES 12-25", "marketPosition": "Long", "quantity": 1}
MANY = 2 * ROWS + 10


def positions() -> bytes:
    rows = [{**ROW, "account": f"Sim{number}"} for number in range(MANY)]
    return json.dumps({"positions": rows, "success": True}).encode()


def book() -> bytes:
    accounts = [{"account": {"name": f"Sim{number}"}, "positions": [ROW]} for number in range(MANY)]
    return json.dumps({"accounts": accounts}).encode()


@pytest.mark.parametrize(
    ("work", "again", "turns"),
    [
        (quick_positions(positions()), quick_positions(positions()), 2),
        (quick_book(book()), quick_book(book()), 4),
    ],
    ids=["positions", "book"],
)
def test_the_slices_are_short_and_say_the_same_as_the_whole(
    work: Sliced[object], again: Sliced[object], turns: int
) -> None:
    assert sum(1 for _ in work) == turns
    assert str(in_one_go(again)).count("PositionKey") == MANY


async def test_between_two_slices_the_loop_turns() -> None:
    log: list[str] = []

    def work() -> Sliced[str]:
        for number in range(3):
            log.append(f"slice {number}")
            yield
        return "done"

    async def other() -> None:
        for _ in range(3):
            log.append("other")
            await asyncio.sleep(0)

    beside = asyncio.create_task(other())
    assert await by_turns(work()) == "done"
    await beside
    assert log[:4] == ["slice 0", "other", "slice 1", "other"]


@pytest.mark.parametrize("read", [reading_orders, reading_positions])
def test_a_list_in_another_spelling_is_read_in_slices_too(
    read: Callable[[Json], Sliced[OrdersRead | PositionsRead]],
) -> None:
    spelled = {"account": "Sim101", "market_position": "Long", "quantity": 1, "order_state": "Working"}
    rows = [{**spelled, "instrument": "MES 12-25", "id": number} for number in range(MANY)]
    assert sum(1 for _ in read({"orders": rows, "positions": rows})) == 2
