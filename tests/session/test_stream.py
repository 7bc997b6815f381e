"""The stream beside the reads: it hurries them and never contradicts them; and closes that leave over it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

import pytest

from ctpanel.api.config import Timeouts
from ctpanel.domain.closing import Wanted
from ctpanel.domain.exit_lists import flattens_of_positions
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.link import LinkState, StreamState
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.plan import Plan
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.snapshot import Source
from ctpanel.domain.stream import StreamEvent, StreamOpened
from ctpanel.domain.token import Token
from ctpanel.session.bulk import BulkRun
from ctpanel.session.events import PictureChanged
from ctpanel.session.fault_words import command_step, what_happened
from tests.session.conftest import MakeRig
from tests.session.rig import MES, Panel, Rig, Ways, until

STREAM = Ways(stream=True)
RPC = Ways(stream=True, rpc=True)


async def streaming(rig: Rig, ways: Ways = STREAM) -> Panel:
    panel = await rig.start(ways)
    await panel.until(lambda: panel.session.link.stream is StreamState.OPEN)
    await panel.position()
    return panel


def reads(rig: Rig) -> int:
    return len(rig.control.requests("GetAllPositions"))


async def test_streamed_figures_are_newer_than_the_row(rig: Rig) -> None:
    panel = await streaming(rig)

    def priced() -> bool:
        row = panel.session.snapshot.positions[MES]
        return row.priced is not None and row.priced.source is Source.STREAM

    await panel.until(priced)


@pytest.mark.parametrize(("ways", "pictured"), [(STREAM, True), (RPC, False)], ids=["prices", "commands"])
async def test_the_first_picture_is_there_before_a_stream_that_carries_no_commands(
    rig: Rig, ways: Ways, pictured: bool
) -> None:
    rig.control.set_faults("latency:reads:seconds=0.8")
    session = rig.panel(ways=replace(ways, timeouts=Timeouts())).session
    opened: list[bool] = []

    def hear(_: object) -> None:
        if session.link.stream is StreamState.OPEN:
            opened.append(MES in session.snapshot.positions)

    session.listen(hear)
    await session.start(Token(ways.token))
    await until(lambda: opened)
    assert opened[0] is pictured


async def test_the_stream_is_asked_for_what_is_open(rig: Rig) -> None:
    asked: list[frozenset[str]] = []

    class Listening:
        async def events(self) -> AsyncIterator[StreamEvent]:
            yield StreamOpened()
            await asyncio.Event().wait()

        def subscribe(self, instruments: Iterable[str]) -> None:
            asked.append(frozenset(instruments))

        async def close(self) -> None:
            """Nothing to close."""

    panel = rig.panel()
    real = panel.session._parts.connector
    rig.panels.remove(panel)
    panel = rig.panel(disk=panel.disk, connector=lambda token: replace(real(token), stream=Listening()))
    await panel.session.start(Token(STREAM.token))
    await panel.until(lambda: asked and MES.instrument in asked[-1])


async def test_reads_that_fail_do_not_keep_the_stream_waiting(rig: Rig) -> None:
    rig.control.set_faults("503:reads")
    panel = await rig.start(STREAM)
    await panel.until(lambda: panel.session.link.stream is StreamState.OPEN)


async def test_a_fill_is_seen_without_waiting_for_the_next_turn(rig: Rig) -> None:
    panel = await streaming(rig)
    panel.session.set_watched(visible=False)
    await asyncio.sleep(0.1)
    rig.control.place_order(*MES, "sell", 1)
    rig.control.advance(0.5)
    await panel.until(lambda: panel.session.snapshot.positions[MES].position.quantity == 3, within_s=1.2)


async def test_where_a_press_is_expected_positions_are_read_without_waiting_for_their_turn(rig: Rig) -> None:
    panel = await streaming(rig)
    panel.session.set_watched(visible=False)
    await asyncio.sleep(0.1)
    before = reads(rig)
    over = panel.session.expect_press()
    await panel.until(lambda: reads(rig) > before, within_s=1.2)
    assert panel.session._feed._pace().press_expected and panel.session._feed._pace().streamed
    over()
    assert not panel.session._feed._pace().press_expected


async def test_another_program_takes_the_session_and_reads_go_on(rig: Rig) -> None:
    panel = await streaming(rig)
    rig.control.steal_session()
    await panel.until(lambda: panel.session.link.state is LinkState.ELSEWHERE)
    assert "Another program of yours took the streaming session." in panel.notices()
    assert "Closing works as before." in panel.notices()
    await asyncio.sleep(0.5)
    assert len(rig.control.requests("Handshake")) == 1
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT


async def test_the_notice_goes_when_the_stream_is_back(rig: Rig) -> None:
    panel = await streaming(rig)
    rig.control.steal_session()
    await panel.until(lambda: "took the streaming session" in panel.notices())
    await panel.session.reconnect()
    await panel.until(lambda: panel.session.link.stream is StreamState.OPEN)
    assert "took the streaming session" not in panel.notices()


@pytest.mark.parametrize("trouble", ["drop", "resync", "dropped-frames"])
async def test_whatever_may_have_been_missed_is_read_again(rig: Rig, trouble: str) -> None:
    panel = await streaming(rig)
    panel.session.set_watched(visible=False)
    await asyncio.sleep(0.3)
    before = reads(rig)
    if trouble == "drop":
        rig.control.drop_stream()
        await panel.until(lambda: len(rig.control.requests("Handshake")) == 2)
        await panel.until(lambda: panel.session.link.stream is StreamState.OPEN)
    elif trouble == "resync":
        rig.control.send_resync()
    else:
        rig.control.set_faults("dropped-frames:pnlUpdate:count=1")
    await panel.until(lambda: reads(rig) > before, within_s=3.0)


async def test_a_handshake_that_is_refused_ends_streaming_and_reads_go_on(rig: Rig) -> None:
    rig.control.set_faults("403:handshake")
    panel = await rig.start(STREAM)
    await panel.until(lambda: panel.session.link.stream is StreamState.ENDED)
    assert "refused the stream" in panel.notices()
    assert panel.session.link.state is LinkState.DEGRADED
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT
    assert len(rig.control.requests("Handshake")) == 1


async def test_late_and_repeated_frames_never_bring_an_old_size_back(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None, times=5.0)
    panel = await streaming(rig)
    rig.control.set_faults("late-frames:*:p=0.4", "duplicate-frames:*:p=0.4", "latency:reads:seconds=0.03:p=0.5")
    sizes: list[int] = []

    def look(event: object) -> None:
        row = panel.session.snapshot.positions.get(MES)
        sizes.append(row.position.quantity if row else 0)

    panel.session.listen(lambda event: look(event) if isinstance(event, PictureChanged) else None)
    for left in (3, 2, 1, 0):
        rig.control.place_order(*MES, "sell", 1)
        rig.control.advance(0.5)
        await asyncio.sleep(0.12)
        assert rig.net() == left
    await panel.until(lambda: sizes and sizes[-1] == 0)
    await asyncio.sleep(0.3)
    assert sizes == sorted(sizes, reverse=True)


async def test_a_close_over_the_stream_is_the_same_close(rig: Rig) -> None:
    panel = await streaming(rig, RPC)
    ended = await panel.close(Wanted.percent(50))
    assert ended.outcome is Outcome.VERIFIED_LEFT and rig.net() == 2
    (request,) = rig.closes()
    assert request.transport == "ws"
    assert request.body == {"account": "Sim101", "instrument": "MES 12-25", "percent": 0.5}
    words = [step.step.value for step in panel.journaled(ended.id).steps if step.step.value != "verifying-read"]
    assert words == ["pressed", "sending", "accepted", "outcome"]
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT
    assert rig.orders() == 0


_FAILED_AFTER = [f"{code}:close:when=after" for code in (408, 500, 502, 503, 504)]


@pytest.mark.parametrize(
    "fault", ["lost-answer:close", "lost-answer:close:mode=hang", "cut-json:close", *_FAILED_AFTER]
)
async def test_an_answer_lost_on_the_stream_is_found_out_without_another_request(rig: Rig, fault: str) -> None:
    panel = await streaming(rig, RPC)
    rig.control.set_faults(fault)
    pressed = await panel.press(Wanted.contracts(1))
    await panel.until(lambda: panel.command(pressed).outcome is Outcome.VERIFIED_LEFT)
    assert "The answer was lost, but the close went through." in str(panel.command(pressed).text)
    assert [request.transport for request in rig.closes()] == ["ws"]


async def test_a_refusal_on_the_stream_is_told_in_words(rig: Rig) -> None:
    panel = await streaming(rig, RPC)
    rig.control.set_faults("400:close")
    ended = await panel.close(Wanted.contracts(1))
    assert ended.outcome is Outcome.REFUSED and "Bad request" in str(ended.text)


async def test_a_stream_that_another_program_took_locks_no_way_out(rig: Rig) -> None:
    panel = await streaming(rig, RPC)
    rig.control.steal_session()
    await panel.until(lambda: panel.session.link.stream is StreamState.ELSEWHERE)
    assert "Closing works as before." in panel.notices()
    assert (await panel.close(Wanted.contracts(1))).outcome is Outcome.VERIFIED_LEFT
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT
    assert [request.transport for request in rig.closes()] == ["rest", "rest"]


async def test_while_the_stream_is_interrupted_commands_go_by_request_and_then_over_it_again(rig: Rig) -> None:
    panel = await streaming(rig, RPC)
    rig.control.set_faults("503:handshake")
    rig.control.drop_stream()
    await panel.until(lambda: panel.session.link.stream is StreamState.BROKEN)
    assert (await panel.close(Wanted.contracts(1))).outcome is Outcome.VERIFIED_LEFT
    rig.control.clear_faults()
    await panel.until(lambda: panel.session.link.stream is StreamState.OPEN)
    assert (await panel.close(Wanted.contracts(1))).outcome is Outcome.VERIFIED_LEFT
    assert [request.transport for request in rig.closes()] == ["rest", "ws"]


def test_a_stream_that_breaks_as_a_command_is_sent_is_told_as_what_it_is() -> None:
    broke = ServiceFault(FaultKind.DROPPED, Effect.NOT_SENT, "the stream is not connected")
    assert str(what_happened(broke)) == "The stream broke in the moment of sending; nothing had left."
    assert str(command_step(broke)).startswith("Press again")


async def test_too_many_violations_end_the_stream_with_a_reason(rig: Rig) -> None:
    panel = await streaming(rig, RPC)
    rig.control.set_faults("429:close")
    for _ in range(10):
        ended = await panel.close(Wanted.contracts(1))
        assert ended.outcome is Outcome.REFUSED
    await panel.until(lambda: panel.session.link.stream is StreamState.ENDED)
    assert "because the request limit was exceeded" in panel.notices()
    assert len(rig.control.requests("Handshake")) == 1


async def flattens(panel: Panel) -> list[Plan]:
    await panel.until(lambda: len(panel.session.snapshot.positions) == 6)
    snapshot = panel.session.snapshot
    return [each.plan for each in flattens_of_positions(snapshot, list(snapshot.positions)).listed]


async def outcomes(panel: Panel, run: BulkRun) -> set[Outcome | None]:
    await panel.until(lambda: len(run.results) == len(run.plans))
    taken = [each for each in run.results if not isinstance(each, Refusal)]
    assert len(taken) == len(run.plans)
    await panel.until(lambda: not any(panel.command(each).is_running for each in taken))
    return {panel.command(each).outcome for each in taken}


async def test_a_run_does_not_wait_for_a_stream_that_is_interrupted(rig: Rig) -> None:
    panel = await streaming(rig, RPC)
    plans = await flattens(panel)
    rig.control.set_faults("503:handshake")
    rig.control.drop_stream()
    await panel.until(lambda: panel.session.link.stream is StreamState.BROKEN)
    assert await outcomes(panel, panel.session.send_all(plans)) == {Outcome.VERIFIED_FLAT}
    assert {request.transport for request in rig.control.requests("Flatten")} == {"rest"}
