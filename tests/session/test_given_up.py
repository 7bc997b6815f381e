"""A lease that the user gave up stays given up, whatever a read that was under way then brings."""

from __future__ import annotations

import asyncio

from ctpanel.api.client import CrossTradeClient
from ctpanel.api.config import ServiceConfig
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.domain.budget import BudgetLimits, Priority
from ctpanel.domain.closing import Wanted
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.reads import PositionsRead
from ctpanel.domain.token import Token
from ctpanel.session.ports import Connection
from tests.session.rig import MES, QUICK, Rig


class SlowWatch(CrossTradeClient):
    """What a watch asks about one account is handed on once ``gate`` is open."""

    gate: asyncio.Event
    answered: asyncio.Event

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        read = await super().read_positions(account, priority=priority)
        if priority is Priority.READ and account is not None:
            self.answered.set()
            await self.gate.wait()
        return read


async def test_a_late_look_of_the_watch_does_not_take_the_lease_back(rig: Rig) -> None:
    gate, answered = asyncio.Event(), asyncio.Event()

    def connect(token: Token) -> Connection:
        config = ServiceConfig(rig.server.base_url, "ws://127.0.0.1:1", QUICK)
        client = SlowWatch(config, token, RequestBudget(BudgetLimits(1000.0, 1000.0, 0.0)))
        client.gate, client.answered = gate, answered
        return Connection(client, client)

    panel = await rig.start(connector=connect)
    rig.control.set_faults("lost-request:close")
    command = await panel.close(Wanted.contracts(2))
    assert command.outcome is Outcome.UNKNOWN and command.holds_lease
    # What the watch is about to see has changed since: by itself that would be told, and the lease kept.
    rig.control.place_order(*MES, "sell", 1)
    await answered.wait()
    text = str(await panel.session.give_up_lease(command.id))
    assert "You allowed a new close of this position." in text
    gate.set()
    rig.control.clear_faults()
    again = await panel.close(Wanted.all())
    assert again.outcome is Outcome.VERIFIED_FLAT
    freed = panel.command(command.id)
    assert not freed.holds_lease and str(freed.text) == text
    steps = [step.step.value for step in panel.journaled(command.id).steps]
    assert "outcome" not in steps[steps.index("released") :]
