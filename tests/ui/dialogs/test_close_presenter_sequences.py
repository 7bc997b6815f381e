"""Whatever happens in whatever order, what is sent is what the button said, once for each choice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.position import Position, Side
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs.close_presenter import ClosePresenter, Deed
from tests.fakes.pictures import MES, account, picture, position
from tests.fakes.scripted_session import ScriptedSession

FAULT = ServiceFault(FaultKind.TIMEOUT, Effect.UNKNOWN)
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
            assert self.promised.endswith(str(plan.button())), (self.promised, plan)
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
        at = self.session.time_s
        self.session.snapshot = picture([now] if now else [], [account()], at=at)

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
