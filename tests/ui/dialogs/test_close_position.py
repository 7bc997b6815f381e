"""The close dialog through its widgets and accessible names."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QSlider, QSpinBox, QTableView, QWidget

from ctpanel.domain.account import AccountClass
from ctpanel.domain.closing import Form, Wanted
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.text import Text
from ctpanel.session.preferences import Preferences
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs.close_dialogs import CloseDialogs
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.theme.apply import Look, Scheme, Theme
from ctpanel.ui.widgets.hold_button import HoldButton
from ctpanel.ui.widgets.hold_gesture import ConfirmMode
from tests.fakes.pictures import MES, account, close_plan, command, order, picture, position
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, names, starting


def send(dialog: QDialog) -> HoldButton:
    return starting(dialog, HoldButton, "Send close: ")


def press(dialog: QDialog) -> None:
    QTest.mouseClick(send(dialog), Qt.MouseButton.LeftButton)


def spin(dialog: QDialog) -> QSpinBox:
    return named(dialog, QSpinBox, "Contracts")


def type_contracts(dialog: QDialog, digits: str) -> None:
    spin(dialog).selectAll()
    QTest.keyClicks(spin(dialog), digits)


def told(dialog: QDialog, head: str) -> str:
    return starting(dialog, QLabel, f"{head}:").accessibleName()


def rows(dialog: QDialog) -> list[list[str]]:
    model = named(dialog, QTableView, "Orders affected").model()
    nowhere = QModelIndex()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount(nowhere))]
        for row in range(model.rowCount(nowhere))
    ]


def test_positions_are_read_often_as_long_as_it_is_open(bench: Bench, dialog: ClosePositionDialog) -> None:
    assert bench.session.presses_expected == 1
    dialog.reject()
    assert bench.session.presses_expected == 0


def test_it_opens_on_the_exact_position(dialog: ClosePositionDialog) -> None:
    assert dialog.windowTitle() == "Close position: MES 12-25, Sim101"
    assert not dialog.isModal()
    assert told(dialog, "Instrument") == "Instrument: MES 12-25"
    assert told(dialog, "Account") == "Account: Sim101"
    assert "▲ long 4" in told(dialog, "Position")
    assert send(dialog).accessibleName() == "Send close: Close all 4"


@pytest.mark.parametrize(("preset", "contracts"), [("25%", 1), ("50%", 2), ("75%", 3), ("All", 4)])
def test_presets(bench: Bench, dialog: ClosePositionDialog, preset: str, contracts: int) -> None:
    named(dialog, QPushButton, preset).click()
    press(dialog)
    assert [plan.contracts for plan in bench.session.closed] == [contracts]


def test_what_is_typed_wins_and_the_slider_follows(bench: Bench, dialog: ClosePositionDialog) -> None:
    slider = named(dialog, QSlider, "Percent")
    slider.setValue(75)
    assert spin(dialog).value() == 3
    type_contracts(dialog, "1")
    assert slider.value() == 25
    assert send(dialog).accessibleName() == "Send close: Close 1 of 4"
    press(dialog)
    assert [plan.wanted.form for plan in bench.session.closed] == [Form.CONTRACTS]


def test_clearing_the_spinner_gives_the_slider_its_say(bench: Bench, dialog: ClosePositionDialog) -> None:
    named(dialog, QSlider, "Percent").setValue(50)
    type_contracts(dialog, "3")
    spin(dialog).selectAll()
    QTest.keyClick(spin(dialog), Qt.Key.Key_Backspace)
    assert send(dialog).accessibleName() == "Send close: Close 2 of 4"
    press(dialog)
    assert [plan.wanted.form for plan in bench.session.closed] == [Form.PERCENT]


def test_the_summary_names_order_and_overhang(dialog: ClosePositionDialog) -> None:
    type_contracts(dialog, "2")
    assert "Sell 2 of 4 MES 12-25 in Sim101 at market; 2 stay long." in told(dialog, "Summary")
    assert "stop 4 @ 5,790.00 will be 2 too big; if hit you end short 2." in told(dialog, "Summary")
    assert rows(dialog) == [["Sell", "Stop", "4", "5,790.00", "stays; 2 too big"]]
    fate = named(dialog, QTableView, "Orders affected").model().index(0, 4)
    assert fate.data(Qt.ItemDataRole.ForegroundRole) is not None
    type_contracts(dialog, "4")
    assert fate.data(Qt.ItemDataRole.ForegroundRole) is None


def test_a_full_close_cancels_the_orders(dialog: ClosePositionDialog) -> None:
    assert "1 working order will be cancelled" in told(dialog, "Summary")
    assert rows(dialog)[0][-1] == "will be cancelled"
    assert told(dialog, "Full close from") == "Full close from: 76% and up closes all 4 and cancels working orders."


def test_why_orders_are_not_known_is_said_as_it_is(bench: Bench, dialog: ClosePositionDialog) -> None:
    torn, unread = picture([position()], orders=None), replace(picture([position()]), orders={})
    for shown, why in ((torn, "Not all working orders could be read."), (unread, "Working orders have not been read")):
        bench.session.show(shown)
        assert named(dialog, QTableView, "Orders affected").accessibleDescription().startswith(why)
        assert why in told(dialog, "Summary") and not rows(dialog)


def test_a_change_voids_a_hold_and_asks_for_a_review(bench: Bench, dialog: ClosePositionDialog) -> None:
    QTest.mousePress(send(dialog), Qt.MouseButton.LeftButton)
    bench.session.show(picture([position(quantity=2)]))
    QTest.mouseRelease(send(dialog), Qt.MouseButton.LeftButton)
    assert not bench.session.closed
    assert send(dialog).accessibleName() == "Send close: Changed 4 → 2, review"
    bench.session.advance(1)
    press(dialog)
    assert not bench.session.closed
    assert send(dialog).accessibleName() == "Send close: Close all 2"


def test_ten_clicks_are_one_close(bench: Bench, dialog: ClosePositionDialog) -> None:
    for _ in range(10):
        press(dialog)
        QTest.keyClick(send(dialog), Qt.Key.Key_Return)
        send(dialog).click()
    assert len(bench.session.closed) == 1
    assert send(dialog).accessibleName() == "Send close: closing…"
    assert not send(dialog).isEnabled()


def test_keys_of_a_nervous_hand_end_on_the_table(bench: Bench, dialog: ClosePositionDialog) -> None:
    send(dialog).setFocus()
    for _ in range(5):
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            focused = dialog.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key)
    assert len(bench.session.closed) == 1
    assert dialog.focusWidget() is named(dialog, QTableView, "Orders affected")
    assert dialog.isVisible()


def test_enter_in_a_field_sends_nothing(bench: Bench, dialog: ClosePositionDialog) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(spin(dialog), key)
    assert not bench.session.closed
    assert dialog.isVisible()


def test_live_accounts_are_held(bench: Bench, dialog: ClosePositionDialog) -> None:
    assert send(dialog).mode is ConfirmMode.ONE_PRESS
    bench.preferences.change(Preferences(hold_for=frozenset({AccountClass.SIM})))
    assert send(dialog).mode is ConfirmMode.HOLD
    press(dialog)
    assert not bench.session.closed


async def test_an_old_row_is_read_once_before_it_is_sent(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.advance(3)
    bench.session.hold_reads = asyncio.Event()
    press(dialog)
    assert send(dialog).accessibleName() == "Send close: Reading…"
    press(dialog)
    bench.session.hold_reads.set()
    await bench.settle()
    assert (bench.session.fresh_reads, bench.session.fresh_orders) == ([MES], [False])
    assert len(bench.session.closed) == 1


async def test_a_failed_read_is_told_and_does_not_lock_the_way_out(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.advance(3)
    bench.session.fresh.append(FreshRead(fault=ServiceFault(FaultKind.NT8_AWAY, Effect.UNKNOWN, "add-on away")))
    press(dialog)
    await bench.settle()
    assert send(dialog).accessibleName() == "Send close: Send without fresh read: Close all 4"
    assert "is not connected. It says: “add-on away”." in told(dialog, "Note")
    bench.session.advance(1)
    press(dialog)
    assert len(bench.session.closed) == 1


async def test_a_read_that_breaks_does_not_lock_the_way_out(
    bench: Bench, dialog: ClosePositionDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(key: PositionKey, *, with_orders: bool) -> FreshRead:
        raise RuntimeError("broken")

    monkeypatch.setattr(bench.session, "read_fresh", broken)
    bench.session.advance(3)
    press(dialog)
    with pytest.raises(RuntimeError, match="broken"):
        await bench.settle()
    assert send(dialog).accessibleName() == "Send close: Send without fresh read: Close all 4"


async def test_closing_the_dialog_withdraws_a_press_that_waits_for_its_read(
    bench: Bench, dialog: ClosePositionDialog
) -> None:
    bench.session.advance(3)
    bench.session.hold_reads = asyncio.Event()
    press(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    bench.session.hold_reads.set()
    await bench.settle()
    assert not bench.session.closed
    assert bench.session.listeners == 0
    assert bench.preferences.listeners == 0


def test_a_dialog_that_dies_with_its_parent_hears_nothing_more(bench: Bench) -> None:
    parent = QWidget()
    ClosePositionDialog(bench.kit, MES, parent).show()
    assert bench.session.listeners == 1
    dispose(parent)
    assert bench.session.listeners == 0
    bench.session.show(picture([position(quantity=2)]))


def test_stages_and_time_are_shown(bench: Bench, dialog: ClosePositionDialog) -> None:
    press(dialog)
    assert told(dialog, "Outcome") == "Outcome: sending… · 0.0 s"
    bench.session.advance(1.24)
    bench.session.step(bench.session.commands[0].id, Stage.VERIFYING)
    assert told(dialog, "Outcome") == "Outcome: verifying… · 1.2 s"
    bench.session.step(bench.session.commands[0].id, outcome=Outcome.REFUSED, text=Text("Market is closed."))
    assert told(dialog, "Outcome") == "Outcome: REFUSED · 1.2 s"
    assert told(dialog, "Outcome detail") == "Outcome detail: Market is closed."
    assert send(dialog).accessibleName() == "Send close: Choose again to send"


def test_a_command_from_elsewhere_is_shown_and_keeps_back(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.put_command(command(close_plan(position()), Stage.VERIFYING))
    assert told(dialog, "Outcome").startswith("Outcome: verifying…")
    assert not send(dialog).isEnabled()


def test_a_command_on_another_position_is_none_of_its_business(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.put_command(command(close_plan(position("MNQ 12-25")), Stage.VERIFYING))
    assert not [one for one in names(dialog) if one.startswith("Outcome: ver")]


def test_a_command_of_an_earlier_run_is_there_from_the_start(bench: Bench) -> None:
    left = replace(command(close_plan(position()), Stage.VERIFYING), pressed_at=None, recovered=True)
    bench.session.commands = (left,)
    dialog = ClosePositionDialog(bench.kit, MES)
    assert told(dialog, "Outcome") == "Outcome: verifying…"
    assert "From an earlier run of the program." in told(dialog, "Outcome detail")
    assert send(dialog).accessibleName() == "Send close: closing…"
    dispose(dialog)


def test_a_refusal_is_told_in_its_own_words(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.refusals.append(Refusal(Reason.JOURNAL, Text("The journal could not be written.")))
    press(dialog)
    assert told(dialog, "Note") == "Note: The journal could not be written."


def test_the_tab_key_goes_from_the_fields_to_the_button(dialog: ClosePositionDialog) -> None:
    chain: list[QWidget] = [spin(dialog), named(dialog, QSlider, "Percent")]
    chain += [named(dialog, QPushButton, name) for name in ("25%", "50%", "75%", "All")]
    chain += [named(dialog, QTableView, "Orders affected"), send(dialog), named(dialog, QPushButton, "Close window")]
    seen: list[QWidget] = []
    walker: QWidget | None = chain[0]
    while walker is not None and len(seen) < len(chain) and (walker is not chain[0] or not seen):
        if walker in chain:
            seen.append(walker)
        walker = walker.nextInFocusChain()
    assert seen == chain


async def test_the_focus_comes_back_to_the_button_after_the_read(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.advance(3)
    bench.session.fresh.append(FreshRead(position(quantity=2), ()))
    send(dialog).setFocus()
    QTest.keyClick(send(dialog), Qt.Key.Key_Space)
    await bench.settle()
    assert dialog.focusWidget() is send(dialog)
    assert send(dialog).accessibleName() == "Send close: Changed 4 → 2, review"


async def test_giving_up_a_lease_takes_two_separate_presses(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.put_command(command(close_plan(position()), outcome=Outcome.UNKNOWN))
    again = named(dialog, QPushButton, "Read again and allow a new close")
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert not bench.tasks, "a double click is one step"
    assert again.accessibleName() == "Press once more to allow a new close"
    bench.session.advance(0.7)
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    await bench.settle()
    assert bench.session.given_up == [bench.session.commands[0].id]
    assert "The position is free." in told(dialog, "Outcome detail")
    assert not again.isVisible()
    assert send(dialog).isEnabled()
    bench.session.put_command(command(close_plan(position()), Stage.SENDING, number=2))
    assert "The position is free." not in told(dialog, "Outcome detail")


def test_after_flat_it_offers_to_leave(bench: Bench, dialog: ClosePositionDialog) -> None:
    press(dialog)
    bench.session.advance(0.8)
    bench.session.show(picture([], [account()], at=bench.session.time_s))
    bench.session.step(bench.session.commands[0].id, outcome=Outcome.VERIFIED_FLAT)
    assert told(dialog, "Outcome") == "Outcome: VERIFIED flat and clean · 0.8 s"
    assert named(dialog, QPushButton, "Close window").property("part") == "primary"
    assert not send(dialog).isEnabled()


def test_a_masked_account_is_shown_nowhere(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.preferences.change(Preferences(mask=True))
    shown = [dialog.windowTitle(), *(one.accessibleName() for one in dialog.findChildren(QLabel))]
    shown += [one.text() for one in dialog.findChildren(QLabel)]
    assert not [text for text in shown if "Sim101" in text]
    press(dialog)
    assert [plan.key for plan in bench.session.closed] == [MES]


def test_there_is_one_dialog_for_a_position(bench: Bench) -> None:
    dialogs = CloseDialogs(bench.kit)
    first = dialogs.open(MES, Wanted.contracts(2))
    assert dialogs.open(MES) is first
    assert send(first).accessibleName() == "Send close: Close 2 of 4"
    bench.session.put_command(command(close_plan(position()), outcome=Outcome.UNKNOWN))
    named(first, QPushButton, "What does this mean?").click()
    guide = dialogs.explain(Outcome.UNKNOWN)
    assert told(guide, "Topic") == "Topic: UNKNOWN"
    dispose(first)
    second = dialogs.open(MES)
    assert second is not first
    dialogs.close_all()
    for one in (second, guide):
        dispose(one)


@pytest.fixture
def crowded(bench: Bench) -> Iterator[ClosePositionDialog]:
    """The dialog at 420 pixels, on an account with an endless name."""
    key = MES._replace(account="A" * 120)
    bench.session.show(picture([position(account=key.account, quantity=9999)], orders=[order(key=key)]))
    made = ClosePositionDialog(bench.kit, key)
    made.resize(420, 600)
    made.show()
    yield made
    dispose(made)


def test_it_fits_420_pixels_with_long_names(crowded: ClosePositionDialog) -> None:
    type_contracts(crowded, "1234")
    assert crowded.width() == 420
    assert crowded.minimumSizeHint().width() <= 420


def test_a_scroll_bar_covers_nothing(bench: Bench, theme: Theme) -> None:
    theme.apply(Look(scheme=Scheme.LIGHT, scale=1.5))
    dialog = ClosePositionDialog(bench.kit, MES)
    dialog.resize(1, 300)
    dialog.show()
    viewport = next(one.viewport() for one in dialog.findChildren(QScrollArea) if not isinstance(one, QTableView))
    (content,) = [one for one in viewport.children() if isinstance(one, QWidget)]
    assert content.width() <= viewport.width()
    dispose(dialog)


async def test_the_words_on_the_button_are_never_cut(bench: Bench, crowded: ClosePositionDialog) -> None:
    bench.preferences.change(Preferences(hold_for=frozenset(AccountClass)))
    type_contracts(crowded, "1234")
    bench.session.advance(3)
    bench.session.fresh.append(FreshRead(fault=ServiceFault(FaultKind.SERVER, Effect.UNKNOWN, "x" * 200)))
    for _ in range(2):
        send(crowded).click()
        bench.session.advance(0.5)
    await bench.settle()
    await asyncio.sleep(0)  # The layout answers a longer label in the next turn of the loop.
    assert send(crowded).accessibleName() == "Send close: Send without fresh read: Close 1,234 of 9,999"
    assert send(crowded).height() >= send(crowded).heightForWidth(send(crowded).width())
