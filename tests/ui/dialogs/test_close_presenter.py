"""The presenter without a window: whatever happens in whatever order, what is sent is what the button said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ctpanel.domain.closing import ClosePlan, Form
from ctpanel.domain.closing_words import button_words
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.position import Position, Side
from ctpanel.domain.snapshot import Snapshot
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs import close_words as words
from ctpanel.ui.dialogs.close_presenter import ButtonFace, ClosePresenter, Deed
from tests.fakes.pictures import MES, account, picture, position
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
    assert presenter.face().words == button_words(plan_of(presenter))
    assert not press(presenter)
    assert [(plan.wanted.form, plan.contracts) for plan in session.closed] == [(Form.CONTRACTS, 2)]


def plan_of(presenter: ClosePresenter) -> ClosePlan:
    plan = presenter.plan()
    assert isinstance(plan, ClosePlan)
    return plan


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
    session.snapshot = Snapshot()
    presenter.refresh()
    assert presenter.position == position()
    assert str(presenter.face().words) == "Close all 4"


def test_nothing_is_known_before_the_first_read() -> None:
    presenter = ClosePresenter(ScriptedSession(), MES, lambda: None)
    assert (presenter.position, presenter.stamp) == (None, None)
    assert presenter.face() == ButtonFace(words.NOTHING_OPEN)


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


def test_an_unknown_side_can_only_be_closed_as_a_whole() -> None:
    session = ScriptedSession(picture([position(side=Side.UNKNOWN)]))
    presenter = ClosePresenter(session, MES, lambda: None)
    presenter.typed(1)
    assert presenter.face() == ButtonFace(words.NOT_POSSIBLE)
    presenter.everything()
    press(presenter)
    assert sizes_sent(session) == [4]


POSITIONS = st.one_of(
    st.none(),
    st.builds(
        lambda quantity, side: position(quantity=quantity, side=side),
        st.integers(1, 5),
        st.sampled_from([Side.LONG, Side.SHORT]),
    ),
)
EVENTS = st.one_of(
    st.tuples(st.just("typed"), st.one_of(st.none(), st.integers(1, 5))),
    st.tuples(st.just("slid"), st.integers(1, 100)),
    st.tuples(st.just("all"), st.none()),
    st.tuples(st.just("told"), POSITIONS),
    st.tuples(st.just("untold"), POSITIONS),
    st.tuples(st.just("press"), st.none()),
    st.tuples(st.just("press"), st.none()),
    st.tuples(st.just("time"), st.sampled_from([0.5, 3.0])),
    st.tuples(st.just("read"), POSITIONS),
    st.tuples(st.just("fault"), st.none()),
    st.tuples(st.just("outcome"), st.sampled_from([Outcome.VERIFIED_LEFT, Outcome.REFUSED, Outcome.UNKNOWN])),
)


class Run:
    """Plays events and keeps, for every close, what the button said when it was pressed for it."""

    def __init__(self) -> None:
        self.session = ScriptedSession(picture([position()]))
        self.presenter = ClosePresenter(self.session, MES, self.render)
        self.render()
        self.promised = ""
        self.reading = False
        self.choices_since_send = 1

    def render(self) -> None:
        self.shown = self.presenter.face()

    def play(self, name: str, value: object) -> None:
        before = len(self.session.closed)
        getattr(self, f"do_{name}", self.do_touch)(name, value)
        for plan in self.session.closed[before:]:
            assert self.promised.endswith(str(button_words(plan))), (self.promised, plan)
            assert name in ("press", "read")
            assert plan.still_fits(self.presenter.position), "the newest that is known is another position"
            assert self.choices_since_send, "a second close without a new choice"
            self.choices_since_send = 0
        assert len(self.session.closed) - before <= 1

    def do_touch(self, name: str, value: object) -> None:
        self.choices_since_send += 1
        if name == "all":
            self.presenter.everything()
        else:
            getattr(self.presenter, name)(value)

    def do_told(self, _name: str, now: Position | None) -> None:
        self.do_untold(_name, now)
        self.presenter.refresh()

    def do_untold(self, _name: str, now: Position | None) -> None:
        look_again(self.session, now)

    def do_press(self, _name: str, _value: object) -> None:
        if self.shown.deed is not Deed.NOTHING and not self.reading:
            self.promised = str(self.shown.words)
        needs_read = self.presenter.press(self.shown)
        assert not (needs_read and self.reading), "two reads at once"
        self.reading = self.reading or needs_read

    def do_time(self, _name: str, seconds: float) -> None:
        self.session.advance(seconds)

    def do_read(self, _name: str, now: Position | None) -> None:
        if self.reading:
            self.reading = False
            self.presenter.take(FreshRead(now, ()))

    def do_fault(self, _name: str, _value: object) -> None:
        if self.reading:
            self.reading = False
            self.presenter.take(FreshRead(fault=FAULT))

    def do_outcome(self, _name: str, outcome: Outcome) -> None:
        holder = self.session.command_on(MES)
        if holder is not None and holder.outcome is None:
            self.presenter.step(self.session.step(holder.id, outcome=outcome))


@settings(max_examples=400, deadline=None)
@given(st.lists(EVENTS, max_size=25))
def test_what_is_sent_is_what_the_button_said_and_once(events: list[tuple[str, object]]) -> None:
    run = Run()
    for name, value in events:
        run.play(name, value)
