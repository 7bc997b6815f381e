"""Another user's token while something of the first one is still on its way: nothing is proven by the wrong account."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from decimal import Decimal

from ctpanel.api.client import CrossTradeClient
from ctpanel.api.config import ServiceConfig
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.domain.budget import BudgetLimits, Priority
from ctpanel.domain.cancelling import plan_cancel_instrument
from ctpanel.domain.closing import Wanted
from ctpanel.domain.flattening import plan_flatten_account
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.reads import AccountsRead, PositionsRead
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.snapshot import Presence
from ctpanel.domain.stream import StreamEvent
from ctpanel.domain.token import Token
from ctpanel.session.bulk import BulkState
from ctpanel.session.evidence import BETWEEN_LOOKS_S
from ctpanel.session.leftover_radar import GRACE_S
from ctpanel.session.ports import Connection
from tests.session.conftest import MakeRig
from tests.session.rig import MES, TOKEN, FastClock, Panel

OTHER = "tok_of-another-user-0123456789abcdef"
ONE, TWO = Token(TOKEN), Token(OTHER)


class SlowlyTried(CrossTradeClient):
    """The account list, by which a token is tried, comes once ``gate`` is open."""

    gate: asyncio.Event
    asked: asyncio.Event

    async def read_accounts(self, *, priority: Priority = Priority.READ) -> AccountsRead:
        self.asked.set()
        await self.gate.wait()
        return await super().read_accounts(priority=priority)


class SlowPositions(CrossTradeClient):
    """The answer about positions that somebody is waiting for comes at once, and is handed on once ``gate`` is open."""

    gate: asyncio.Event
    answered: asyncio.Event

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        read = await super().read_positions(account, priority=priority)
        if priority is Priority.VERIFY:
            self.answered.set()
            await self.gate.wait()
        return read


class SlowToClose:
    """A stream that tells nothing, and whose connection takes until ``gate`` to be gone."""

    def __init__(self, gate: asyncio.Event) -> None:
        self.gate = gate
        self.open, self.closing = asyncio.Event(), asyncio.Event()

    async def events(self) -> AsyncIterator[StreamEvent]:
        self.open.set()
        try:
            await asyncio.Event().wait()
            yield  # type: ignore[misc]  # never reached: it makes this a generator
        finally:
            self.closing.set()
            await self.gate.wait()

    def subscribe(self, instruments: Iterable[str]) -> None:
        pass

    async def close(self) -> None:
        await self.gate.wait()


class TwoUsers:
    """Two services with one account name: a long of the first user there, nothing of the second."""

    def __init__(self, make_rig: MakeRig, mine: str = "single") -> None:
        self.mine = make_rig(mine, rate_capacity=None)
        self.other = make_rig("flat", rate_capacity=None, token=OTHER)
        self.gate, self.asked = asyncio.Event(), asyncio.Event()
        self.stream = SlowToClose(self.gate)

    def connect(self, token: Token) -> Connection:
        rig = self.mine if token == ONE else self.other
        budget = RequestBudget(BudgetLimits(1000.0, 1000.0, 0.0))
        config = ServiceConfig(rig.server.base_url, "ws://127.0.0.1:1")
        if token == ONE:
            mine = CrossTradeClient(config, token, budget)
            return Connection(mine, mine, self.stream)
        client = SlowlyTried(config, token, budget)
        client.gate, client.asked = self.gate, self.asked
        return Connection(client, client)

    async def start(self) -> Panel:
        panel = await self.mine.start(connector=self.connect)
        await panel.position()
        await self.stream.open.wait()
        return panel


async def test_a_close_in_doubt_is_not_proven_by_another_users_account(make_rig: MakeRig) -> None:
    users = TwoUsers(make_rig)
    panel = await users.start()
    entering = asyncio.ensure_future(panel.session.sign_in(TWO, remember=False))
    await users.asked.wait()
    users.mine.control.set_faults("lost-request:close")
    command = await panel.close(Wanted.all())
    assert command.outcome is Outcome.UNKNOWN
    users.gate.set()
    answer = await entering
    await users.mine.clock.sleep(8.0)
    assert panel.command(command.id).outcome is Outcome.UNKNOWN
    assert not answer.accepted and "no clear outcome" in str(answer.text)
    assert users.mine.net() == 4


async def test_a_cancel_in_doubt_is_not_proven_by_another_users_account(make_rig: MakeRig) -> None:
    """It keeps nobody back, so another user may sign in; that one's account of the same name has no orders."""
    users = TwoUsers(make_rig, "calm")
    users.gate.set()
    panel = await users.start()
    await panel.until(lambda: panel.session.snapshot.orders_of(MES))
    plan = plan_cancel_instrument(MES, panel.session.snapshot.orders_of(MES) or ())
    assert not isinstance(plan, Refusal)
    users.mine.control.set_faults("lost-request:cancel")
    pressed = panel.session.send(plan)
    assert isinstance(pressed, str)
    assert (await panel.ended(pressed)).outcome is Outcome.UNKNOWN
    assert (await panel.session.sign_in(TWO, remember=False)).accepted
    await users.mine.clock.sleep(15.0)
    assert panel.command(pressed).outcome is Outcome.UNKNOWN
    assert users.mine.orders() == 2


async def test_nothing_is_sent_for_one_user_while_another_takes_over(make_rig: MakeRig) -> None:
    users = TwoUsers(make_rig)
    panel = await users.start()
    plan = await panel.plan(Wanted.all())
    users.mine.control.set_faults("lost-request:close")
    change = asyncio.ensure_future(panel.session._keeper.use(users.connect(TWO), TWO))
    await users.stream.closing.wait()
    refused = panel.session.close(plan)
    users.gate.set()
    await change
    assert isinstance(refused, Refusal)
    assert "Press again" in str(refused.text)
    assert users.mine.closes() == []


async def test_a_choice_about_the_stream_does_not_bring_the_first_user_back(make_rig: MakeRig) -> None:
    users = TwoUsers(make_rig)
    panel = await users.start()
    change = asyncio.ensure_future(panel.session._keeper.use(users.connect(TWO), TWO))
    await users.stream.closing.wait()
    again = asyncio.ensure_future(panel.session.reconnect())
    users.gate.set()
    await asyncio.gather(change, again)
    assert panel.session._keeper.token == TWO and again.result()


async def test_a_run_waits_while_the_connection_is_made_anew(make_rig: MakeRig) -> None:
    """What was refused is not tried again, so nothing is refused for a moment without a connection."""
    users = TwoUsers(make_rig)
    panel = await users.start()
    plan = plan_flatten_account("Sim101", (await panel.position(),))
    assert not isinstance(plan, Refusal)
    again = asyncio.ensure_future(panel.session.reconnect())
    await users.stream.closing.wait()
    run = panel.session.send_all([plan])
    await users.mine.clock.sleep(1.0)
    assert run.results == []
    # Nobody may leave for another profile now: the rest would not be sent.
    assert panel.session.is_unsettled
    users.gate.set()
    await again
    await panel.until(lambda: run.state is BulkState.SENT)
    assert isinstance(run.results[0], str)
    assert (await panel.ended(run.results[0])).outcome is Outcome.VERIFIED_FLAT
    assert not panel.session.is_unsettled


async def test_a_run_without_a_token_is_refused_row_by_row(make_rig: MakeRig) -> None:
    users = TwoUsers(make_rig)
    users.gate.set()
    panel = await users.start()
    plan = plan_flatten_account("Sim101", (await panel.position(),))
    assert not isinstance(plan, Refusal)
    await panel.session.sign_out()
    run = panel.session.send_all([plan])
    await panel.until(lambda: run.state is BulkState.SENT)
    assert isinstance(run.results[0], Refusal) and run.results[0].reason is Reason.NOT_SIGNED_IN


async def test_a_fresh_read_that_a_sleep_of_the_computer_cut_in_two_tells_nothing(make_rig: MakeRig) -> None:
    """The answer came before the sleep: what was pressed then would be sent hours later."""
    rig = make_rig("single", rate_capacity=None)
    panel = await rig.start()
    await panel.position()
    reading = asyncio.ensure_future(panel.session.read_fresh(MES))
    await asyncio.sleep(0)
    assert not reading.done()
    rig.clock.jump(8 * 3600.0)
    read = await reading
    assert read.fault is not None and read.position is None


async def test_what_was_read_of_one_user_is_not_put_into_the_picture_of_the_next(make_rig: MakeRig) -> None:
    """The second one has an account of one of the names, and nothing in it."""
    users = TwoUsers(make_rig, "calm")
    late, users.gate = asyncio.Event(), asyncio.Event()
    users.gate.set()
    answered = asyncio.Event()

    def connect(token: Token) -> Connection:
        if token == TWO:
            return users.connect(token)
        config = ServiceConfig(users.mine.server.base_url, "ws://127.0.0.1:1")
        client = SlowPositions(config, token, RequestBudget(BudgetLimits(1000.0, 1000.0, 0.0)))
        client.gate, client.answered = late, answered
        return Connection(client, client)

    elsewhere = PositionKey("APEX-204817-03", "MNQ 12-25")
    panel = await users.mine.start(connector=connect)
    await panel.position(elsewhere)
    reading = asyncio.ensure_future(panel.session.read_fresh(elsewhere))
    await answered.wait()
    assert (await panel.session.sign_in(TWO, remember=False)).accepted
    await panel.until(lambda: panel.session.snapshot.accounts)
    late.set()
    read = await reading
    assert read.fault is not None and read.position is None
    now = panel.session.snapshot
    assert not now.positions and set(now.accounts) == {"Sim101", "Sim102"} >= set(now.orders)


class PausedBetweenLooks(FastClock):
    """Stops in the pause between two looks at empty lists until ``gate`` is open."""

    def __init__(self) -> None:
        super().__init__(20.0, asyncio.get_running_loop().time)
        self.paused, self.gate = asyncio.Event(), asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        if seconds == BETWEEN_LOOKS_S:
            self.paused.set()
            await self.gate.wait()
        await super().sleep(seconds)


async def test_a_fresh_read_tells_of_one_user_only(make_rig: MakeRig) -> None:
    """Its first look at the one and its second at the other would be no proof of anything."""
    users = TwoUsers(make_rig)
    users.gate.set()
    users.mine.clock = clock = PausedBetweenLooks()
    panel = await users.start()
    users.mine.control.set_faults("empty-list:ListPositions")
    reading = asyncio.ensure_future(panel.session.read_fresh(MES))
    await clock.paused.wait()
    assert (await panel.session.sign_in(TWO, remember=False)).accepted
    clock.gate.set()
    assert (await reading).fault is not None


async def test_who_signed_out_is_not_signed_in_again_by_a_choice_about_the_stream(make_rig: MakeRig) -> None:
    users = TwoUsers(make_rig)
    users.gate.set()
    panel = await users.start()
    plan = await panel.plan(Wanted.all())
    await panel.session.sign_out()
    assert await panel.session.reconnect()
    assert not panel.session.signed_in
    refused = panel.session.close(plan)
    assert isinstance(refused, Refusal) and "Enter the token first." in str(refused.text)
    assert users.mine.closes() == []


async def test_a_token_that_is_being_tried_at_the_end_of_the_program_is_not_used(make_rig: MakeRig) -> None:
    users = TwoUsers(make_rig)
    panel = await users.start()
    entering = asyncio.ensure_future(panel.session.sign_in(TWO, remember=False))
    await users.asked.wait()
    ending = asyncio.ensure_future(panel.session.stop())
    await asyncio.sleep(0)
    users.gate.set()
    answer = await entering
    assert not answer.accepted and "closing" in str(answer.text)
    assert await ending == ()
    assert not panel.session.signed_in and panel.session._keeper.token == ONE


async def test_what_one_user_held_is_not_missed_in_the_picture_of_the_next(make_rig: MakeRig) -> None:
    """The order of the second one was left behind by nobody's exit."""
    users = TwoUsers(make_rig)
    users.gate.set()
    users.other.control.place_order(*MES, "buy", 1, limit=Decimal(1000))
    panel = await users.start()
    await panel.until(lambda: panel.session.snapshot.orders_of(MES) is not None)
    assert (await panel.session.sign_in(TWO, remember=False)).accepted
    session = panel.session
    await panel.until(lambda: session.snapshot.orders_of(MES) and "Sim101" in session.snapshot.positions_read)
    await panel.until(lambda: session.snapshot.presence is Presence.PRESENT)
    users.mine.clock.jump(3 * GRACE_S)
    since = users.mine.clock.now()
    session.refresh()

    def read_since() -> bool:
        return min(session.snapshot.orders["Sim101"].stamp.at, session.snapshot.positions_read["Sim101"].at) > since

    await panel.until(read_since)
    assert "left" not in panel.notices()
