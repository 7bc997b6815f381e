"""What the close dialog offers where orders are too big or left over, and what one press of it sends."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from ctpanel.domain.account import AccountClass
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.order import OrderAction, OrderType, WorkingOrder
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.plan import CommandKind
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.resizing import ResizePlan
from ctpanel.domain.text import Text
from ctpanel.session.preferences import Preferences
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.widgets.hold_button import HoldButton
from ctpanel.ui.widgets.hold_gesture import ConfirmMode
from tests.fakes.pictures import MES, close_plan, command, order, picture, position
from tests.ui.dialogs.bench import Bench
from tests.ui.dialogs.finding import starting

OVER = picture([position(quantity=2)], orders=[order(quantity=4)])


@pytest.fixture(autouse=True)
def one_press(bench: Bench) -> None:
    bench.preferences.change(Preferences(hold_for=frozenset()))


def button(dialog: ClosePositionDialog, head: str) -> HoldButton:
    return starting(dialog, HoldButton, f"{head}:")


def press(dialog: ClosePositionDialog, bench: Bench, head: str) -> None:
    bench.session.advance(1)
    QTest.mouseClick(button(dialog, head), Qt.MouseButton.LeftButton)


def words(dialog: ClosePositionDialog) -> QLabel:
    return starting(dialog, QLabel, "Leftovers:")


def test_nothing_is_offered_while_orders_fit(bench: Bench, dialog: ClosePositionDialog) -> None:
    assert not words(dialog).isVisible()


def test_resize_is_one_press_away(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.show(OVER)
    assert "2 too big for long 2; if hit you end short 2." in words(dialog).text()
    assert button(dialog, "Resize").accessibleName() == "Resize: Resize to 2"
    press(dialog, bench, "Resize")
    (plan,) = bench.session.sent
    assert isinstance(plan, ResizePlan) and plan.position.quantity == 2
    assert not words(dialog).isVisible(), "nothing more is offered while it is on its way"


def test_cancelling_is_one_press_away(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.show(OVER)
    assert button(dialog, "Cancel").accessibleName() == "Cancel: Cancel the 1 working order of this instrument"
    press(dialog, bench, "Cancel")
    assert [plan.kind for plan in bench.session.sent] == [CommandKind.CANCEL_INSTRUMENT]


def test_the_entry_that_would_die_is_on_the_button(bench: Bench, dialog: ClosePositionDialog) -> None:
    entry = order(OrderType.LIMIT, 3, OrderAction.BUY, price="5000", id="e", oco=None)
    bench.session.show(picture([position(quantity=2)], orders=[order(), entry]))
    assert "cancels the entry to buy 3 @ 5,000.00 too" in button(dialog, "Resize").accessibleName()


def test_an_old_add_on_is_not_offered_what_it_cannot_do(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.can_resize = False
    bench.session.show(OVER)
    assert not button(dialog, "Resize").isVisible() and button(dialog, "Cancel").isVisible()


def test_orders_of_a_flat_position_can_only_be_cancelled(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.show(picture([], [bench.session.snapshot.accounts["Sim101"].account], [order()]))
    assert "No position is open" in words(dialog).text()
    assert not button(dialog, "Resize").isVisible() and button(dialog, "Cancel").isVisible()


def test_orders_that_were_not_read_offer_nothing(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.show(picture([position(quantity=2)], orders=None))
    assert not words(dialog).isVisible()


def test_a_command_under_way_comes_first(bench: Bench, dialog: ClosePositionDialog) -> None:
    sent = command(close_plan(position()))
    bench.session.put_command(sent)
    bench.session.show(OVER)
    assert not words(dialog).isVisible()
    bench.session.step(sent.id, outcome=Outcome.VERIFIED_LEFT)
    assert words(dialog).isVisible()


def test_a_live_account_wants_a_hold(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.classes["Sim101"] = AccountClass.LIVE
    bench.preferences.change(Preferences())
    bench.session.show(OVER)
    assert button(dialog, "Resize").mode is ConfirmMode.HOLD is button(dialog, "Cancel").mode


def test_a_refusal_is_told(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.show(OVER)
    bench.session.refusals.append(Refusal(Reason.JOURNAL, Text("The disk is full. Nothing was sent.")))
    press(dialog, bench, "Resize")
    assert "The disk is full" in starting(dialog, QLabel, "Note:").text()


def test_a_refusal_stays_until_the_user_goes_on(bench: Bench, dialog: ClosePositionDialog) -> None:
    """Prices move several times a second: it must not be gone before it was read."""
    bench.session.show(OVER)
    bench.session.refusals.append(Refusal(Reason.JOURNAL, Text("The journal cannot be written. Nothing was sent.")))
    press(dialog, bench, "Cancel")
    told = starting(dialog, QLabel, "Note:")
    bench.session.show(picture([position(quantity=2, mark="1")], orders=[order(quantity=4)]))
    assert told.isVisible() and told.text() == "The journal cannot be written. Nothing was sent."
    press(dialog, bench, "Cancel")
    sent = command(bench.session.sent[-1])
    bench.session.put_command(sent)
    assert not told.isVisible(), "what leaves now takes it back"


def test_the_figure_at_the_stop_stands_in_the_dialog(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.show(picture([position()], orders=[order(OrderType.LIMIT, price="5900")]))
    assert starting(dialog, QLabel, "If stopped:").text() == "If stopped: no stop found."


async def cancelled_when_read(bench: Bench, dialog: ClosePositionDialog, read: FreshRead) -> int:
    """Press Cancel on an old picture of orders that are too big; how many commands left after this was read."""
    bench.session.show(OVER)
    bench.session.advance(9)
    bench.session.fresh.append(read)
    press(dialog, bench, "Cancel")
    await bench.settle()
    assert (bench.session.fresh_reads, bench.session.fresh_orders) == ([MES], [True])
    return len(bench.session.sent)


async def test_orders_that_are_still_too_big_are_cancelled_after_a_look(
    bench: Bench, dialog: ClosePositionDialog
) -> None:
    assert await cancelled_when_read(bench, dialog, FreshRead(position(quantity=1), (order(quantity=4),))) == 1


async def test_orders_of_what_is_flat_by_now_are_cancelled_after_a_look(
    bench: Bench, dialog: ClosePositionDialog
) -> None:
    assert await cancelled_when_read(bench, dialog, FreshRead(None, (order(quantity=4),))) == 1


async def held_press(bench: Bench, dialog: ClosePositionDialog, head: str, read: FreshRead) -> asyncio.Event:
    """Press on an old picture of orders that are too big; the read that comes first is answered with the event."""
    bench.session.show(OVER)
    bench.session.advance(9)
    bench.session.fresh.append(read)
    bench.session.hold_reads = asyncio.Event()
    press(dialog, bench, head)
    while not bench.session.fresh_reads:  # noqa: ASYNC110 - the task has its first turn after a few of ours
        await asyncio.sleep(0)
    return bench.session.hold_reads


async def test_a_press_while_it_is_read_is_the_same_press(bench: Bench, dialog: ClosePositionDialog) -> None:
    answered = await held_press(bench, dialog, "Cancel", FreshRead(position(quantity=2), (order(quantity=4),)))
    press(dialog, bench, "Cancel")
    press(dialog, bench, "Resize")
    answered.set()
    await bench.settle()
    assert bench.session.fresh_reads == [MES]
    assert [plan.kind for plan in bench.session.sent] == [CommandKind.CANCEL_INSTRUMENT]


async def test_who_closes_the_window_while_it_is_read_sends_nothing(bench: Bench, dialog: ClosePositionDialog) -> None:
    answered = await held_press(bench, dialog, "Cancel", FreshRead(position(quantity=2), (order(quantity=4),)))
    dialog.close()
    answered.set()
    await bench.settle()
    assert bench.session.sent == []


async def test_another_entry_than_the_button_named_is_not_cancelled(bench: Bench, dialog: ClosePositionDialog) -> None:
    def entry(price: str) -> WorkingOrder:
        return order(OrderType.LIMIT, quantity=1, price=price, action=OrderAction.BUY, id="entry")

    stop = order(quantity=4)
    bench.session.show(picture([position(quantity=2)], orders=[stop, entry("5700")]))
    assert "5,700.00 too" in button(dialog, "Resize").label()
    bench.session.advance(9)
    bench.session.fresh.append(FreshRead(position(quantity=2), (stop, entry("5750"))))
    press(dialog, bench, "Resize")
    await bench.settle()
    assert bench.session.sent == []
    assert "have changed" in starting(dialog, QLabel, "Note:").text()


@pytest.mark.parametrize(
    ("read", "why"),
    [
        (FreshRead(position(quantity=4), (order(quantity=4),)), "have changed"),
        (FreshRead(position(quantity=2), (order(quantity=4, id="another"),)), "have changed"),
        (FreshRead(position(quantity=2), None), "orders could not be read"),
        (FreshRead(fault=ServiceFault(FaultKind.TIMEOUT, Effect.UNKNOWN)), "position could not be read"),
    ],
)
async def test_protection_is_not_cancelled_on_an_old_picture(
    bench: Bench, dialog: ClosePositionDialog, read: FreshRead, why: str
) -> None:
    assert await cancelled_when_read(bench, dialog, read) == 0
    note = starting(dialog, QLabel, "Note:").text()
    assert why in note
    assert ("“Cancel orders” in the main window" in note) == ("not be read" in note)
