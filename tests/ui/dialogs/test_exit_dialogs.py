"""Exits for more than one row: what is listed is sent, sim and live stay apart, results come row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QTableView

from ctpanel.domain.account import AccountClass
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.plan import CommandKind
from ctpanel.domain.position import Side
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.text import Text
from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.command_scope import CommandScopeDialog
from ctpanel.ui.dialogs.exit_dialogs import WORD, ExitDialogs
from ctpanel.ui.widgets.hold_button import HoldButton
from tests.fakes.pictures import MES, account, order, picture, position
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, starting

MNQ = PositionKey("Sim101", "MNQ 12-25")
LIVE = PositionKey("Real1", "MES 12-25")
HELD = (position(), position("MNQ 12-25", 1, Side.SHORT), position(account="Real1"))
ACCOUNTS = (account("Sim101"), account("Real1", "Tradovate"))


@pytest.fixture
def exits(bench: Bench) -> Iterator[ExitDialogs]:
    bench.preferences.change(Preferences(hold_for=frozenset()))
    bench.session.show(picture(HELD, ACCOUNTS, [order()]))
    made = ExitDialogs(bench.kit)
    yield made
    for dialog in made._open:
        dispose(dialog)


def action(dialog: CommandScopeDialog) -> HoldButton:
    return starting(dialog, HoldButton, "Send: ")


def press(dialog: CommandScopeDialog, bench: Bench) -> None:
    bench.session.advance(1)
    QTest.mouseClick(action(dialog), Qt.MouseButton.LeftButton)


def rows(dialog: CommandScopeDialog) -> list[tuple[str, str, str, str]]:
    """Account, instrument, what, result."""
    model = named(dialog, QTableView, "Will be acted on").model()
    count = model.rowCount(QModelIndex())
    return [tuple(str(model.index(row, column).data()) for column in (0, 2, 3, 4)) for row in range(count)]  # type: ignore[misc]


def progress(dialog: CommandScopeDialog) -> str:
    return starting(dialog, QLabel, "Progress:").accessibleName()


def test_positions_are_read_often_as_long_as_it_is_open(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten((MES,))
    assert bench.session.presses_expected == 1
    dialog.reject()
    assert bench.session.presses_expected == 0


async def test_exactly_the_listed_rows_are_sent_and_told(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten((MES, MNQ))
    assert [row[:3] for row in rows(dialog)] == [
        ("Sim101", "MES 12-25", "long 4, 1 working order"),
        ("Sim101", "MNQ 12-25", "short 1, 0 working orders"),
    ]
    assert action(dialog).accessibleName() == "Send: Flatten 2 positions"
    press(dialog, bench)
    press(dialog, bench)
    (run,) = bench.session.runs
    await run.run()
    assert [(plan.kind, plan.scope) for plan in bench.session.sent] == [
        (CommandKind.FLATTEN_INSTRUMENT, tuple(MES)),
        (CommandKind.FLATTEN_INSTRUMENT, tuple(MNQ)),
    ]
    first, second = reversed(bench.session.commands)
    bench.session.step(first.id, Stage.VERIFYING)
    assert rows(dialog)[0][3] == "verifying…", "a time would stand still"
    bench.session.step(first.id, outcome=Outcome.VERIFIED_FLAT)
    assert "VERIFIED flat and clean" in rows(dialog)[0][3] and "VERIFIED" not in rows(dialog)[1][3]
    bench.session.step(second.id, outcome=Outcome.NOT_VERIFIED, text=Text("Look."))
    assert "NOT VERIFIED" in rows(dialog)[1][3] and "Look." in rows(dialog)[1][3]
    told = progress(dialog)
    assert told.startswith(
        "Progress: 1 of 2 verified. 1 needs a look: read its result. • MNQ 12-25 in Sim101: NOT VERIFIED"
    )
    assert told.endswith("Look."), "whole, where the table has to cut it"


async def test_a_long_list_says_what_failed_without_a_search(bench: Bench, exits: ExitDialogs) -> None:
    keys = [PositionKey("Sim101", f"MES {month:02d}-26") for month in range(1, 6)]
    bench.session.show(picture([position(key.instrument) for key in keys]))
    dialog = exits.flatten(tuple(keys))
    bench.session.refusals.extend(Refusal(Reason.IN_FLIGHT, Text("Busy.")) for _ in keys)
    press(dialog, bench)
    await bench.session.runs[0].run()
    told = progress(dialog)
    assert "MES 01-26 in Sim101: Busy." in told and "MES 03-26 in Sim101: Busy." in told
    assert told.endswith("And 2 more rows, in red in the list.")


async def test_a_row_that_is_refused_hides_no_other(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten((MES, MNQ))
    bench.session.refusals.append(Refusal(Reason.IN_FLIGHT, Text("Busy.")))
    press(dialog, bench)
    await bench.session.runs[0].run()
    assert rows(dialog)[0][3] == "Busy." and "sending" in rows(dialog)[1][3]
    bench.session.step(bench.session.commands[0].id, outcome=Outcome.VERIFIED_FLAT)
    assert progress(dialog).startswith("Progress: 1 of 2 verified.")


async def test_stop_sends_no_further_request(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten((MES, MNQ))
    press(dialog, bench)
    named(dialog, QPushButton, "Stop").click()
    await bench.session.runs[0].run()
    assert bench.session.sent == []
    assert all("Nothing was sent" in row[3] for row in rows(dialog))


def test_sim_and_live_are_kept_apart_until_the_user_wants_both(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten((MES, LIVE))
    assert [row[0] for row in rows(dialog)] == ["Sim101"]
    box = named(dialog, QCheckBox, "Include the others")
    assert box.isVisible() and "the 1 row that is not sim" in box.text()
    box.click()
    assert [row[0] for row in rows(dialog)] == ["Sim101", "Real1"]
    assert starting(dialog, QLabel, "Warning:").isVisible()
    assert action(dialog).accessibleName() == "Send: List changed, review"
    press(dialog, bench)
    press(dialog, bench)
    assert len(bench.session.runs[0].plans) == 2 and not box.isVisible()


def test_a_list_of_sim_never_turns_into_one_of_live(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten((MES, LIVE))
    bench.session.show(picture(HELD[2:], ACCOUNTS, [order()]))
    assert rows(dialog) == []
    assert not action(dialog).isEnabled()
    assert "the 1 row that is not sim" in named(dialog, QCheckBox, "Include the others").text()


def test_an_account_of_unknown_class_is_not_taken_for_sim(bench: Bench, exits: ExitDialogs) -> None:
    bench.session.classes["Real1"] = AccountClass.UNKNOWN
    assert [row[0] for row in rows(exits.flatten((MES, LIVE)))] == ["Sim101"]


def test_a_position_that_changes_before_the_press_wants_a_review(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten((MES, MNQ))
    bench.session.show(picture(HELD[:1], ACCOUNTS, [order()]))
    assert action(dialog).accessibleName() == "Send: List changed, review"
    press(dialog, bench)
    assert bench.session.runs == []
    assert action(dialog).accessibleName() == "Send: Flatten 1 position"
    press(dialog, bench)
    assert len(bench.session.runs[0].plans) == 1


def test_a_price_that_moves_changes_nothing(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten((MES,))
    bench.session.show(picture([position(mark="5900", unrealized="1")], ACCOUNTS, [order()]))
    assert action(dialog).accessibleName() == "Send: Flatten 1 position"


def test_one_side_is_chosen_at_the_press(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten_side(Side.LONG, (MES, MNQ))
    assert [row[1] for row in rows(dialog)] == ["MES 12-25"]
    turned = position(side=Side.SHORT)
    bench.session.show(picture([turned, *HELD[1:]], ACCOUNTS))
    assert rows(dialog) == [] and not action(dialog).isEnabled()


def test_everything_wants_a_word_and_lists_every_account(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten_everything()
    assert [row[:2] for row in rows(dialog)] == [("Real1", "whole account"), ("Sim101", "whole account")]
    assert not action(dialog).isEnabled()
    QTest.keyClicks(named(dialog, QLineEdit, f"Type the word {WORD}"), WORD)
    press(dialog, bench)
    assert [plan.kind for plan in bench.session.runs[0].plans] == [CommandKind.FLATTEN_ACCOUNT] * 2


def test_everything_cancels_where_only_orders_are(bench: Bench, exits: ExitDialogs) -> None:
    resting = order(key=PositionKey("Sim102", "MES 12-25"), id="r")
    bench.session.show(picture(HELD, (*ACCOUNTS, account("Sim102")), [order(), resting]))
    dialog = exits.flatten_everything()
    assert [row[:3] for row in rows(dialog)][-1] == (
        "Sim102",
        "whole account",
        "no position; cancel only: 1 working order",
    )
    assert action(dialog).accessibleName() == "Send: Flatten 2 accounts, cancel orders of 1 account"
    assert action(exits.flatten_accounts(("Sim102",))).accessibleName() == "Send: Cancel orders of 1 account"


def test_cancels_name_instrument_account_or_order(bench: Bench, exits: ExitDialogs) -> None:
    stop = order()
    for dialog, kind in (
        (exits.cancel_orders((MES, MNQ)), CommandKind.CANCEL_INSTRUMENT),
        (exits.cancel_accounts(("Sim101",)), CommandKind.CANCEL_ACCOUNT),
        (exits.cancel_single((stop,)), CommandKind.CANCEL_ORDER),
    ):
        press(dialog, bench)
        assert [plan.kind for plan in bench.session.runs.pop().plans] == [kind]


def test_a_new_question_takes_the_place_of_one_that_was_not_sent(bench: Bench, exits: ExitDialogs) -> None:
    first = exits.flatten((MES,))
    second = exits.flatten((MNQ,))
    assert not first.isVisible()
    press(second, bench)
    exits.flatten((MES,))
    assert second.isVisible()


def test_a_masked_account_stays_masked(bench: Bench, exits: ExitDialogs) -> None:
    bench.preferences.change(replace(bench.preferences.current, mask=True))
    assert rows(exits.flatten((MES,)))[0][0] != "Sim101"


def test_keys_reach_the_other_class_before_the_button(bench: Bench, exits: ExitDialogs) -> None:
    dialog = exits.flatten((MES, LIVE))
    dialog.activateWindow()
    table, box = named(dialog, QTableView, "Will be acted on"), named(dialog, QCheckBox, "Include the others")
    bench.session.advance(1)
    table.setFocus()
    for widget in (table, box, action(dialog)):
        assert dialog.focusWidget() is widget
        QTest.keyClick(widget, Qt.Key.Key_Tab)


def left_out(dialog: CommandScopeDialog) -> list[str]:
    label = starting(dialog, QLabel, "Not in the list:")
    return label.text().replace("\u200b", "").replace("\u2060", "").splitlines() if label.isVisibleTo(dialog) else []


def test_a_chosen_row_that_cannot_be_sent_is_told_with_its_reason(bench: Bench, exits: ExitDialogs) -> None:
    undated = position("MES", account="Sim101")
    bench.session.show(picture([*HELD, undated], ACCOUNTS))
    bench.session.advance(1)
    dialog = exits.flatten((MES, undated.key))
    assert [row[1] for row in rows(dialog)] == ["MES 12-25"]
    head, line = left_out(dialog)
    assert head == "1 chosen row is not in this list, and nothing is sent for it:"
    assert line.startswith("• MES in Sim101: “MES” does not name one contract month")
    assert action(dialog).text() == "Flatten 1 position"
    bench.session.show(picture(HELD, ACCOUNTS))
    assert left_out(dialog) == []


def test_what_cannot_be_sent_is_told_also_when_nothing_else_was_chosen(bench: Bench, exits: ExitDialogs) -> None:
    several = [position(name) for name in ("MES", "MNQ", "ES", "NQ", "CL")]
    bench.session.show(picture(several, ACCOUNTS))
    dialog = exits.flatten(tuple(each.key for each in several))
    assert rows(dialog) == []
    assert not action(dialog).isEnabled()
    told = left_out(dialog)
    assert told[0].startswith("5 chosen rows are not in this list")
    assert (len(told), told[-1]) == (5, "And 2 more rows: NQ in Sim101, CL in Sim101")


def test_a_side_that_nobody_knows_is_told_where_one_side_is_flattened(bench: Bench, exits: ExitDialogs) -> None:
    bench.session.show(picture([position(), position("MNQ 12-25", 1, Side.UNKNOWN)], ACCOUNTS))
    dialog = exits.flatten_side(Side.LONG, (MES, MNQ))
    assert [row[1] for row in rows(dialog)] == ["MES 12-25"]
    assert left_out(dialog)[1:] == [
        "• MNQ 12-25 in Sim101: The side of this position could not be read. Flatten it by itself."
    ]


async def test_what_is_told_of_rows_that_are_not_sent_stays_after_the_press(bench: Bench, exits: ExitDialogs) -> None:
    undated = position("MES", account="Sim101")
    bench.session.show(picture([*HELD, undated], ACCOUNTS))
    dialog = exits.flatten((MES, undated.key))
    press(dialog, bench)
    await bench.session.runs[0].run()
    bench.session.show(picture((), ACCOUNTS))
    assert len(left_out(dialog)) == 2
    assert [plan.scope.instrument for plan in bench.session.sent] == ["MES 12-25"]


def test_what_cannot_be_sent_is_told_also_when_it_is_of_the_other_class(bench: Bench, exits: ExitDialogs) -> None:
    """No check box offers it: a list with both would not have it either."""
    undated = position("MES", account="Real1")
    bench.session.show(picture([*HELD, undated], ACCOUNTS))
    dialog = exits.flatten((MES, undated.key))
    assert [line[:14] for line in left_out(dialog)[1:]] == ["• MES in Real1"]


def test_what_is_told_anew_wants_a_review(bench: Bench, exits: ExitDialogs) -> None:
    """It moves the button, and a press that was meant for another one would send."""
    undated = position("MES", account="Sim101")
    dialog = exits.flatten((MES, undated.key))
    bench.session.show(picture([*HELD, undated], ACCOUNTS, [order()]))
    assert action(dialog).accessibleName() == "Send: List changed, review"
    press(dialog, bench)
    assert not bench.session.sent
    assert action(dialog).accessibleName() == "Send: Flatten 1 position"


def test_an_order_without_an_id_is_told_beside_the_others(bench: Bench, exits: ExitDialogs) -> None:
    nameless = order(key=MNQ)._replace(id=None)
    bench.session.show(picture(HELD, ACCOUNTS, [order(), nameless]))
    dialog = exits.cancel_single((order(), nameless))
    assert [row[1] for row in rows(dialog)] == ["MES 12-25"]
    assert left_out(dialog)[1:] == [
        "• MNQ 12-25 in Sim101: This order has no id here. Cancel the orders of its instrument, or use NinjaTrader."
    ]
    bench.session.show(picture(HELD, ACCOUNTS, [order()]))
    assert left_out(dialog) == []
