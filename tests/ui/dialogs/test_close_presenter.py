"""The presenter without a window, one rule after the other."""

from __future__ import annotations

from dataclasses import replace

from ctpanel.domain.closing import ClosePlan, Form
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.position import Position, Side
from ctpanel.domain.snapshot import Snapshot
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs import close_words as words
from ctpanel.ui.dialogs.close_presenter import ButtonFace, ClosePresenter, Deed
from tests.fakes.pictures import MES, account, close_plan, command, order, picture, position
from tests.fakes.scripted_session import ScriptedSession

FAULT = ServiceFault(FaultKind.TIMEOUT, Effect.UNKNOWN)


def presented(quantity: int = 4) -> tuple[ScriptedSession, ClosePresenter]:
    session = ScriptedSession(picture([position(quantity=quantity)]))
    return session, ClosePresenter(session, MES, lambda: None)


def look_again(session: ScriptedSession, now: Position | None) -> None:
    session.snapshot = picture([now] if now else [], [account()], at=session.time_s)


def press(presenter: ClosePresenter) -> bool:
    return presenter.press(presenter.face())


def sizes_sent(session: ScriptedSession) -> list[int]:
    return [plan.contracts for plan in session.closed]


def test_what_was_touched_last_is_sent() -> None:
    session, presenter = presented()
    presenter.slid(75)
    presenter.typed(2)
    assert presenter.face().words == plan_of(presenter).button()
    assert not press(presenter)
    assert [(plan.wanted.form, plan.contracts) for plan in session.closed] == [(Form.CONTRACTS, 2)]


def plan_of(presenter: ClosePresenter) -> ClosePlan:
    plan = presenter.plan()
    assert isinstance(plan, ClosePlan)
    return plan


def test_opened_on_a_close_that_is_on_its_way_nothing_is_chosen() -> None:
    session, first = presented()
    press(first)
    presenter = ClosePresenter(session, MES, lambda: None)
    assert not presenter.chosen
    look_again(session, None)
    presenter.refresh()
    assert presenter.note is None, "nothing was chosen here that could have been sent"


def test_a_change_needs_a_press_of_its_own() -> None:
    session, presenter = presented()
    presenter.typed(1)
    look_again(session, position(quantity=2))
    presenter.refresh()
    assert presenter.face() == ButtonFace(words.changed_button(position(), position(quantity=2)), Deed.REVIEW)
    assert str(presenter.face().words) == "Changed 4 → 2, review"
    press(presenter)
    assert not session.closed
    assert str(presenter.face().words) == "Close 1 of 2"
    press(presenter)
    assert [plan.position.quantity for plan in session.closed] == [2]


def test_a_picture_of_another_user_begins_with_nothing_and_nothing_of_the_old_one_is_sent() -> None:
    session, presenter = presented()
    shown = presenter.face()
    session.snapshot = Snapshot()
    presenter.press(shown)
    assert (presenter.position, presenter.stamp) == (None, None)
    assert presenter.face() == ButtonFace(words.NOTHING_OPEN)
    assert presenter.note == words.NOT_KNOWN, "not known is not flat"
    assert not session.closed


def test_a_change_that_was_not_told_yet_is_seen_at_the_press() -> None:
    session, presenter = presented()
    shown = presenter.face()
    look_again(session, position(side=Side.SHORT))
    presenter.press(shown)
    assert not session.closed
    assert presenter.face().deed is Deed.REVIEW


def test_a_change_there_and_back_is_still_a_change() -> None:
    session, presenter = presented()
    for quantity in (2, 4):
        look_again(session, position(quantity=quantity))
        presenter.refresh()
    assert presenter.face().deed is Deed.REVIEW


def test_a_press_on_other_words_does_nothing() -> None:
    session, presenter = presented()
    shown = presenter.face()
    presenter.typed(1)
    presenter.press(shown)
    assert not session.closed


def test_a_position_that_went_and_came_back_is_reviewed() -> None:
    session, presenter = presented()
    look_again(session, None)
    presenter.refresh()
    assert presenter.face() == ButtonFace(words.NOTHING_OPEN)
    assert presenter.note == words.FLAT_UNSENT
    look_again(session, position())
    presenter.refresh()
    assert presenter.face().deed is Deed.REVIEW


def test_an_old_row_is_read_first_and_then_sent() -> None:
    session, presenter = presented()
    session.advance(2.1)
    assert press(presenter)
    assert presenter.face() == ButtonFace(words.READING)
    assert not press(presenter), "one read is enough"
    presenter.take(FreshRead(position(), ()))
    assert sizes_sent(session) == [4]


def test_a_row_of_two_seconds_is_young_enough() -> None:
    session, presenter = presented()
    session.advance(2.0)
    assert not press(presenter)
    assert sizes_sent(session) == [4]


def test_a_read_that_shows_a_change_sends_nothing() -> None:
    session, presenter = presented()
    session.advance(9)
    press(presenter)
    presenter.take(FreshRead(position(quantity=3), ()))
    assert not session.closed
    assert str(presenter.face().words) == "Changed 4 → 3, review"
    press(presenter)
    assert str(presenter.face().words) == "Close all 3"


def test_a_read_that_shows_nothing_open_sends_nothing() -> None:
    session, presenter = presented()
    session.advance(9)
    press(presenter)
    presenter.take(FreshRead(None, ()))
    assert not session.closed
    assert (presenter.face().words, presenter.note) == (words.NOTHING_OPEN, words.FLAT_UNSENT)


def test_a_position_that_ended_after_the_read_is_not_sent_again() -> None:
    session, presenter = presented()
    session.advance(9)
    press(presenter)
    presenter.take(FreshRead(position(quantity=3), ()))
    session.advance(1)
    session.snapshot = replace(session.snapshot, positions={}, gone={MES: session.time_s})
    presenter.refresh()
    assert presenter.face() == ButtonFace(words.NOTHING_OPEN)
    assert presenter.stamp is not None and presenter.stamp.at == session.time_s


def test_a_row_that_is_missing_without_proof_is_not_flat() -> None:
    session, presenter = presented()
    session.snapshot = replace(picture([], [account()]), positions_read={})
    presenter.refresh()
    assert presenter.position == position()
    assert str(presenter.face().words) == "Close all 4"


def test_nothing_is_known_before_the_first_read() -> None:
    session = ScriptedSession()
    presenter = ClosePresenter(session, MES, lambda: None)
    assert (presenter.position, presenter.stamp) == (None, None)
    assert presenter.face() == ButtonFace(words.NOTHING_OPEN)
    look_again(session, position(quantity=2))
    presenter.refresh()
    assert str(presenter.face().words) == "Open again: long 2, review"
    press(presenter)
    assert str(presenter.face().words) == "Close all 2"


def test_after_a_failed_read_a_new_press_still_sends() -> None:
    session, presenter = presented()
    presenter.typed(2)
    session.advance(9)
    press(presenter)
    presenter.take(FreshRead(fault=FAULT))
    assert not session.closed
    assert str(presenter.face().words) == "Send without fresh read: Close 2 of 4"
    assert presenter.note == words.unread_note(FAULT)
    assert not press(presenter)
    assert sizes_sent(session) == [2]


def test_a_read_that_was_lost_leaves_the_way_out_open() -> None:
    session, presenter = presented()
    session.advance(9)
    press(presenter)
    presenter.take(None)
    press(presenter)
    assert sizes_sent(session) == [4]


def test_news_after_a_failed_read_ask_for_a_plain_press_again() -> None:
    session, presenter = presented()
    session.advance(9)
    press(presenter)
    presenter.take(FreshRead(fault=FAULT))
    session.advance(1)
    look_again(session, position())
    presenter.refresh()
    assert presenter.face().deed is Deed.SEND
    assert presenter.note is None


def test_a_touch_while_reading_withdraws_the_press() -> None:
    session, presenter = presented()
    session.advance(9)
    press(presenter)
    presenter.typed(1)
    presenter.take(FreshRead(position(), ()))
    assert not session.closed
    assert presenter.note == words.BACK_TO_READ
    assert str(presenter.face().words) == "Close 1 of 4"


def test_a_dialog_that_was_closed_while_reading_sends_nothing() -> None:
    session, presenter = presented()
    session.advance(9)
    press(presenter)
    presenter.end()
    presenter.take(FreshRead(position(), ()))
    assert not session.closed


def test_one_send_for_each_choice() -> None:
    session, presenter = presented()
    presenter.typed(1)
    press(presenter)
    session.step(session.commands[0].id, outcome=Outcome.NOT_SENT)
    presenter.step(session.commands[0])
    assert presenter.face() == ButtonFace(words.CHOOSE_AGAIN)
    press(presenter)
    assert sizes_sent(session) == [1]
    presenter.typed(1)
    press(presenter)
    assert sizes_sent(session) == [1, 1]


def test_after_a_part_was_closed_the_form_follows_the_rest() -> None:
    session, presenter = presented()
    presenter.typed(3)
    press(presenter)
    look_again(session, position(quantity=1))
    session.step(session.commands[0].id, outcome=Outcome.VERIFIED_LEFT)
    presenter.step(session.commands[0])
    assert presenter.face() == ButtonFace(words.CHOOSE)
    assert (presenter.form.open_size, presenter.chosen) == (1, False)
    presenter.everything()
    assert str(presenter.face().words) == "Close all 1"


def test_a_lease_keeps_the_button_back() -> None:
    session, presenter = presented()
    press(presenter)
    assert presenter.face().words == words.CLOSING
    session.step(session.commands[0].id, outcome=Outcome.UNKNOWN)
    presenter.step(session.commands[0])
    presenter.everything()
    assert presenter.face() == ButtonFace(words.KEPT_BACK)


def test_a_command_from_elsewhere_during_the_read_keeps_the_choice_for_later() -> None:
    session, presenter = presented()
    presenter.typed(1)
    session.advance(9)
    press(presenter)
    session.put_command(command(close_plan(position()), Stage.SENDING))
    presenter.take(FreshRead(position(), ()))
    session.step(session.commands[0].id, outcome=Outcome.NOT_SENT)
    assert not session.closed
    assert str(presenter.face().words) == "Close 1 of 4"


def test_late_news_of_an_older_command_do_not_hide_the_one_on_its_way() -> None:
    _session, presenter = presented()
    old = command(close_plan(position()), outcome=Outcome.NOT_SENT)
    running = command(close_plan(position()), Stage.SENDING, number=2)
    presenter.step(running)
    presenter.step(old)
    assert presenter.command == running


def test_orders_of_the_fresh_read_count_until_the_picture_has_newer_ones() -> None:
    session, presenter = presented()
    session.advance(9)
    press(presenter)
    presenter.take(FreshRead(position(quantity=3), (order(),)))
    assert presenter.orders() == (order(),)
    session.advance(1)
    look_again(session, position(quantity=3))
    assert presenter.orders() == ()


def test_an_unknown_side_can_only_be_closed_as_a_whole() -> None:
    session = ScriptedSession(picture([position(side=Side.UNKNOWN)]))
    presenter = ClosePresenter(session, MES, lambda: None)
    presenter.typed(1)
    assert presenter.face() == ButtonFace(words.NOT_POSSIBLE)
    presenter.everything()
    press(presenter)
    assert sizes_sent(session) == [4]


def test_what_was_too_much_counts_once_so_much_is_open_and_reviewed() -> None:
    session, presenter = presented(quantity=4)
    presenter.typed("6")
    assert presenter.face() == ButtonFace(words.NOT_POSSIBLE)
    look_again(session, position(quantity=8))
    presenter.refresh()
    press(presenter)
    assert str(presenter.face().words) == "Close 6 of 8"
    press(presenter)
    assert sizes_sent(session) == [6]
