"""More messages at once than anybody could show: the window goes on living."""

import asyncio
import contextlib
import json

from websockets.asyncio.server import ServerConnection

from ctpanel.domain.stream import ServiceStatus
from tests.wire.station import Open, Station, stream_to

MANY = 1600


async def test_a_flood_of_messages_leaves_the_loop_its_turns(station: Open) -> None:
    async def play(connection: ServerConnection, here: Station) -> None:
        await here.hear(connection, "subscribe")
        for number in range(MANY):
            await connection.send(json.dumps({"type": "status", "state": f"{number}"}))
        await connection.wait_closed()

    here = await station(play)
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    working = asyncio.create_task(others())
    seen: list[str] = []
    between: list[int] = []
    async with contextlib.aclosing(stream_to(here.url).events()) as source, asyncio.timeout(10):
        async for event in source:
            if isinstance(event, ServiceStatus):
                seen.append(event.state)
                between.append(turns)
            if len(seen) == MANY:
                break
    working.cancel()
    assert seen == [str(number) for number in range(MANY)]
    without_a_turn = max(between.count(turn) for turn in set(between))
    assert without_a_turn <= 16
