"""What follows a command that was refused: the picture is read again soon, and what the add-on lacks is remembered."""

from __future__ import annotations

from ctpanel.api.client import CrossTradeClient
from ctpanel.api.config import ServiceConfig
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.domain.budget import BudgetLimits, Priority
from ctpanel.domain.bulk_requests import BracketRequest, CommandReply
from ctpanel.domain.cancelling import plan_cancel_instrument, plan_cancel_order
from ctpanel.domain.closing import Wanted
from ctpanel.domain.exit_lists import cancels_of_orders
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.flattening import plan_reverse
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.reads import PositionsRead
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.resizing import plan_resize
from ctpanel.domain.token import Token
from ctpanel.session.ports import Connection
from tests.session.conftest import MakeRig
from tests.session.rig import MES, Panel, Rig
from tests.session.test_exits import orders_of, send


class TooOldToBracket(CrossTradeClient):
    """Its add-on has all the lists, and not this call."""

    async def cancel_and_bracket(self, request: BracketRequest) -> CommandReply:
        raise ServiceFault(FaultKind.UNSUPPORTED, Effect.REFUSED, "Unknown API command: CancelAndBracket")


class NoReadablePosition(CrossTradeClient):
    """Asked about one account it lists a row that says nothing, and all its orders."""

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        read = await super().read_positions(account, priority=priority)
        return read if account is None else PositionsRead((), account, unreadable=1)


async def test_orders_that_are_left_are_told_also_where_the_position_cannot_be_read(rig: Rig) -> None:
    config = ServiceConfig(rig.server.base_url, rig.server.stream_url)

    def connect(token: Token) -> Connection:
        client = NoReadablePosition(config, token, RequestBudget(BudgetLimits(1000.0, 1000.0, 0.0)))
        return Connection(client, client)

    panel = await rig.start(connector=connect)
    orders = await orders_of(panel)
    rig.control.set_faults("surviving-order:CancelOrders")
    ended = await send(panel, plan_cancel_instrument(MES, orders))
    assert ended.outcome is Outcome.NOT_VERIFIED
    assert "1 working order" in str(ended.text)


async def test_a_call_that_the_add_on_lacks_is_not_offered_again(rig: Rig) -> None:
    config = ServiceConfig(rig.server.base_url, rig.server.stream_url)

    def connect(token: Token) -> Connection:
        client = TooOldToBracket(config, token, RequestBudget(BudgetLimits(1000.0, 1000.0, 0.0)))
        return Connection(client, client)

    panel = await rig.start(connector=connect)
    assert panel.session.can_resize
    refused = await send(panel, plan_resize(await panel.position(), await orders_of(panel)))
    assert refused.outcome is Outcome.REFUSED and "too old" in str(refused.text)
    assert not panel.session.can_resize


async def test_a_cancel_of_an_order_that_is_gone_was_answered_whatever_the_reads_say(rig: Rig) -> None:
    """That the service said so is known: UNKNOWN would mean that nobody can tell whether it was asked."""
    panel = await rig.start()
    plan = plan_cancel_order((await orders_of(panel))[0])
    assert not isinstance(plan, Refusal)
    rig.control.fill_target(*MES)
    rig.control.advance(1.0)
    rig.control.set_faults("500:reads")
    assert (await send(panel, plan)).outcome is Outcome.NOT_VERIFIED
    assert [each.status for each in rig.control.requests("Cancel")] == [400]


async def test_an_order_that_goes_on_under_another_id_is_not_told_as_cancelled(rig: Rig) -> None:
    """NT8 was restarted a moment ago: the old id is not known any more, and the stop works all the same."""
    panel = await rig.start()
    await orders_of(panel)
    (stop, *_) = [each for each in await orders_of(panel) if each.type.is_stop]
    (listed,) = cancels_of_orders(panel.session.snapshot, [stop]).listed
    rig.control.renew_order_ids()
    ended = await send(panel, listed.plan)
    assert ended.outcome is Outcome.NOT_VERIFIED, ended.text
    assert "An order that may be this one, without its id or with another, is still there." in str(ended.text)
    assert rig.orders() == 2


async def hidden(make_rig: MakeRig) -> tuple[Rig, Panel]:
    """Nobody looks, and orders were read a moment ago: the next turn of that read is nine seconds away."""
    rig = make_rig("single", times=4.0, rate_capacity=None)
    panel = await rig.start()
    await panel.position()
    await panel.until(lambda: rig.control.requests("GetAllOrders"))
    panel.session.set_watched(visible=False)
    rig.control.forget_requests()
    await panel.until(lambda: rig.control.requests("GetAllOrders"))
    rig.control.forget_requests()
    return rig, panel


async def soon_after(rig: Rig, panel: Panel) -> None:
    """Orders are read long before their turn."""
    await panel.until(lambda: rig.control.requests("GetAllOrders"), within_s=1.2)


async def test_after_a_refusal_of_the_service_the_picture_is_read(make_rig: MakeRig) -> None:
    rig, panel = await hidden(make_rig)
    rig.control.set_faults("400:close")
    await panel.press(Wanted.all())
    await soon_after(rig, panel)


async def test_what_is_refused_for_its_age_is_read_again_as_it_is_told(make_rig: MakeRig) -> None:
    rig, panel = await hidden(make_rig)
    plan = plan_reverse(await panel.position())
    assert not isinstance(plan, Refusal)
    rig.clock.jump(6.0)
    refused = panel.session.send(plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.CHANGED
    assert "It is read again now." in str(refused.text)
    await soon_after(rig, panel)
