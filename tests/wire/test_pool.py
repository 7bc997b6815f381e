"""The connection pool survives callers that leave, servers that hang, and its own jams."""

import asyncio
import gc
import os

import pytest

from ctpanel.api import endpoints
from ctpanel.api.config import Timeouts
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.api.shield import Shield
from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.requests import CloseRequest
from tests.wire.conftest import FAST, PATIENT, UNLIMITED, Connect, Serve
from tests.wire.peers import Visit, always, answer

#: Twice what jams a pool that loses a slot to each; the full count is for a run by hand: CTPANEL_SUPERSEDED=10000.
SUPERSEDED = int(os.environ.get("CTPANEL_SUPERSEDED", "800"))
NONE_OPEN = answer({"positions": [], "success": True})
CLOSE = CloseRequest("Sim101", "MES 12-25")
DONE = answer({"closedPositions": [], "success": True})


async def lively(visit: Visit) -> None:
    """Answers after turns of the loop that differ, so that cancellations hit every phase of an exchange."""
    while True:
        number = len(visit.peer.requests)
        await visit.request()
        for _ in range(number % 7):
            await asyncio.sleep(0)
        await visit.send(NONE_OPEN)
        if number % 50 == 49:
            return


async def test_an_exception_that_nobody_waits_for_counts_as_seen() -> None:
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    go_on = asyncio.Event()

    async def fail() -> None:
        await go_on.wait()
        raise ValueError("late")

    shield = Shield()
    caller = asyncio.create_task(shield.run(fail(), "failing"))
    await asyncio.sleep(0)
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    # Its traceback holds the frame that holds the task.
    del caller
    go_on.set()
    await shield.drain(1.0)
    gc.collect()
    assert complaints == []


@pytest.mark.timeout(300)
async def test_superseded_reads_leave_the_pool_usable(serve: Serve, connect: Connect) -> None:
    peer = await serve(lively)
    client = connect(peer, timeouts=PATIENT)
    left = 0
    for number in range(SUPERSEDED):
        caller = asyncio.create_task(client.read_positions())
        for _ in range(number % 12):
            await asyncio.sleep(0)
        if not caller.done():
            left += 1
        caller.cancel()
        await asyncio.gather(caller, return_exceptions=True)
    assert left > SUPERSEDED * 0.9
    # As many at once as the pool has room for: a lost slot would show.
    reads = await asyncio.wait_for(
        asyncio.gather(*(client.read_positions(priority=Priority.COMMAND) for _ in range(20))), 10
    )
    assert all(read.complete for read in reads)


async def test_an_answered_request_leaves_nothing_to_the_garbage_collector(serve: Serve, connect: Connect) -> None:
    peer = await serve(always(NONE_OPEN))
    client = connect(peer, timeouts=PATIENT)
    await client.read_positions()
    gc.collect()
    gc.disable()
    try:
        for _ in range(20):
            await client.read_positions()
        left = gc.collect()
    finally:
        gc.enable()
    # The library's own knot is some forty objects for every request, with the token among them.
    assert left < 20, left


async def test_a_failure_that_nobody_waits_for_is_not_reported_as_lost(serve: Serve, connect: Connect) -> None:
    seen, hang_up = asyncio.Event(), asyncio.Event()

    async def fails_late(visit: Visit) -> None:
        await visit.request()
        seen.set()
        await hang_up.wait()

    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    client = connect(await serve(fails_late))
    caller = asyncio.create_task(client.read_positions())
    await seen.wait()
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    hang_up.set()
    await client.aclose()
    assert complaints == []


async def test_reads_that_hang_never_stand_in_the_way_of_a_close(serve: Serve, connect: Connect) -> None:
    async def reads_hang(visit: Visit) -> None:
        while True:
            request = await visit.request()
            if request.startswith(b"GET"):
                await visit.hang()
            await visit.send(DONE)

    client = connect(await serve(reads_hang), timeouts=Timeouts(read_s=30.0, pool_s=0.2, total_s=30.0, drain_s=0.1))
    priorities = [Priority.READ] * 30 + [Priority.VERIFY] * 30
    hanging = [asyncio.create_task(client.read_positions(priority=priority)) for priority in priorities]
    await asyncio.sleep(0.1)
    await asyncio.wait_for(client.close_position(CloseRequest("Sim101", "ES 12-25")), 5)
    for task in hanging:
        task.cancel()
    await asyncio.gather(*hanging, return_exceptions=True)


async def test_a_jammed_pool_means_not_sent_and_is_replaced(serve: Serve, connect: Connect) -> None:
    free = asyncio.Event()

    async def jam(visit: Visit) -> None:
        while True:
            await visit.request()
            await free.wait()
            await visit.send(DONE)

    peer = await serve(jam)
    client = connect(peer, timeouts=Timeouts(read_s=9.0, pool_s=0.2, total_s=5.0, drain_s=0.1))
    request = CloseRequest("Sim101", "ES 12-25")
    stuck = [asyncio.create_task(client.close_position(request)) for _ in range(20)]
    await peer.heard_all(20)
    with pytest.raises(ServiceFault) as caught:
        await client.close_position(request)
    assert (caught.value.kind, caught.value.effect) == (FaultKind.TIMEOUT, Effect.NOT_SENT)
    later = asyncio.create_task(client.close_position(request))
    await peer.heard_all(21)
    free.set()
    await asyncio.gather(later, *stuck)
    # What ran on the old connections ended in order, and then all of them are given up.
    await asyncio.wait_for(peer.left_but(1), 5)


async def test_after_an_exchange_that_had_to_be_cut_off_nothing_old_is_used_again(
    serve: Serve, connect: Connect
) -> None:
    """The library may have lost count of its connections."""

    async def drip(visit: Visit) -> None:
        await visit.request()
        await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{")
        while True:
            await asyncio.sleep(0.05)
            await visit.send(b" ")

    client = connect(await serve(drip), timeouts=FAST)
    before = client._transport._pool
    with pytest.raises(ServiceFault) as cut:
        await client.read_positions()
    assert cut.value.kind is FaultKind.TIMEOUT
    assert client._transport._pool is not before and before.client.is_closed


async def test_reads_wait_for_a_lane_no_longer_than_an_exchange_may_take(serve: Serve, connect: Connect) -> None:
    async def hang(visit: Visit) -> None:
        await visit.request()
        await visit.hang()

    client = connect(await serve(hang), timeouts=Timeouts(read_s=9.0, total_s=0.3, drain_s=0.1))
    outcomes = await asyncio.gather(*(client.read_positions() for _ in range(11)), return_exceptions=True)
    faults = [outcome for outcome in outcomes if isinstance(outcome, ServiceFault)]
    assert [fault.kind for fault in faults] == [FaultKind.TIMEOUT] * 11


async def test_reads_give_their_lane_back(serve: Serve, connect: Connect) -> None:
    client = connect(await serve(always(NONE_OPEN)))
    for _ in range(12):
        await client.read_positions()


async def test_closing_ends_what_hangs_and_refuses_what_comes_later(serve: Serve, connect: Connect) -> None:
    seen = asyncio.Event()

    async def hang(visit: Visit) -> None:
        await visit.request()
        seen.set()
        await visit.hang()

    peer = await serve(hang)
    client = connect(peer, timeouts=Timeouts(read_s=30.0, drain_s=FAST.drain_s))
    request = CloseRequest("Sim101", "ES 12-25")
    caller = asyncio.create_task(client.close_position(request))
    await seen.wait()
    await asyncio.wait_for(client.aclose(), 3)
    with pytest.raises(ServiceFault) as cut:
        await caller
    assert (cut.value.kind, cut.value.effect) == (FaultKind.DROPPED, Effect.UNKNOWN)
    with pytest.raises(ServiceFault) as late:
        await client.close_position(request)
    assert (late.value.kind, late.value.effect) == (FaultKind.CLIENT, Effect.NOT_SENT)
    assert len(peer.requests) == 1


async def test_connections_from_before_a_sleep_are_not_used_again(serve: Serve, connect: Connect) -> None:
    """The other end may have let go of them meanwhile, and a request on one would wait in vain for its answer."""
    now = [1000.0]
    peer = await serve(lively)
    client = connect(peer, budget=RequestBudget(UNLIMITED, clock=lambda: now[0]))
    await client.read_positions()
    now[0] += 30
    await client.read_positions()
    assert peer.connections == 1
    now[0] += 3600
    await client.read_positions()
    await client.read_positions()
    assert peer.connections == 2
    await peer.left_but(1)


async def test_what_runs_while_the_computer_falls_asleep_comes_to_its_end(serve: Serve, connect: Connect) -> None:
    """It may be a close: cut off, nobody would know what became of it."""
    now, free = [1000.0], asyncio.Event()

    async def slow_close(visit: Visit) -> None:
        while True:
            request = await visit.request()
            if request.startswith(b"POST"):
                await free.wait()
                await visit.send(DONE)
            else:
                await visit.send(NONE_OPEN)

    peer = await serve(slow_close)
    client = connect(peer, budget=RequestBudget(UNLIMITED, clock=lambda: now[0]))
    closing = asyncio.create_task(client.close_position(CloseRequest("Sim101", "ES 12-25")))
    await peer.heard_all(1)
    now[0] += 3600
    await client.read_positions()
    free.set()
    assert (await closing).names_other is None
    await peer.left_but(1)


async def test_a_command_that_waits_for_its_connection_over_a_sleep_does_not_leave(
    serve: Serve, connect: Connect
) -> None:
    """What was meant then may be wrong now; a read that is late does no harm."""
    now, asked = [1000.0], 0

    def clock() -> float:
        nonlocal asked
        asked += 1
        return now[0]

    async def falls_asleep(before: int) -> None:
        while asked == before:  # noqa: ASYNC110 - the clock itself cannot tell
            await asyncio.sleep(0)
        now[0] += 3600

    peer = await serve(always(NONE_OPEN))
    client = connect(peer, budget=RequestBudget(UNLIMITED, clock=clock))
    closing = asyncio.create_task(client._transport.send(endpoints.close_position(CLOSE), Priority.COMMAND))
    await falls_asleep(asked)
    with pytest.raises(ServiceFault) as told:
        await closing
    assert (told.value.effect, peer.requests) == (Effect.NOT_SENT, [])
    reading = asyncio.create_task(client._transport.send(endpoints.list_positions(None), Priority.COMMAND))
    await falls_asleep(asked)
    await reading
    await client.close_position(CLOSE)
    assert len(peer.requests) == 2


@pytest.mark.parametrize("more", [NONE_OPEN, NONE_OPEN[:30], b"\r\n"])
async def test_what_comes_behind_an_answer_is_never_taken_for_the_next_one(
    serve: Serve, connect: Connect, more: bytes
) -> None:
    async def says_more(visit: Visit) -> None:
        while True:
            request = await visit.request()
            await visit.send(NONE_OPEN + more if request.startswith(b"GET") else answer({"error": "no"}, 400))

    peer = await serve(says_more)
    client = connect(peer, timeouts=PATIENT)
    await client.read_positions()
    with pytest.raises(ServiceFault) as told:
        await client.close_position(CLOSE)
    assert (told.value.effect, peer.connections) == (Effect.REFUSED, 2)
