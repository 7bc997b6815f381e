"""The either/or rule: the input touched last decides, the other follows and is never sent."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ctpanel.domain.close_form import CloseForm
from ctpanel.domain.closing import Form, Wanted, plan_close
from ctpanel.domain.percent import contracts_for_percent, percent_for_contracts
from ctpanel.domain.refusal import Refusal
from tests.fakes.pictures import close_plan, position


class Dialog(RuleBasedStateMachine):
    """A user who types, slides, clears and presses All while the position changes its size."""

    @initialize(size=st.integers(1, 40))
    def opens(self, size: int) -> None:
        self.form = CloseForm(size)
        self.size = size
        self.touched = Form.ALL
        self.typed = 0
        self.wrong: int | str | None = None
        self.slid = 100

    @rule(count=st.integers(-3, 60))
    def types(self, count: int) -> None:
        self.form = self.form.typed(count)
        self.touched = Form.CONTRACTS
        self.was_typed(count)

    @rule(text=st.sampled_from(("1,5", "1.000", "x", " 2", "\uff13", "-1", "1e1", "9" * 30)))
    def types_something_else(self, text: str) -> None:
        self.form = self.form.typed(text)
        self.touched, self.wrong = Form.CONTRACTS, text

    def was_typed(self, count: int) -> None:
        fits = 1 <= count <= self.size
        self.wrong = None if fits else count
        self.typed = count if fits else self.typed

    @rule()
    def clears(self) -> None:
        self.form = self.form.typed(None)
        self.touched, self.wrong = Form.PERCENT, None

    @rule(percent=st.integers(-10, 130))
    def slides(self, percent: int) -> None:
        self.form = self.form.slid(percent)
        self.touched, self.slid, self.wrong = Form.PERCENT, min(max(percent, 1), 100), None

    @rule()
    def presses_all(self) -> None:
        self.form = self.form.everything()
        self.touched, self.slid, self.wrong = Form.ALL, 100, None

    @rule(size=st.integers(1, 40))
    def position_changes(self, size: int) -> None:
        self.form = self.form.resized(size)
        self.size, self.typed = size, min(max(self.typed, 1), size)
        if isinstance(self.wrong, int):
            self.was_typed(self.wrong)

    @invariant()
    def what_was_mistyped_is_never_sent(self) -> None:
        assert bool(self.form.mistyped) == (self.wrong is not None)
        if self.wrong is not None:
            assert self.form.mistyped == str(self.wrong)
            assert isinstance(plan_close(position(quantity=self.size), self.form.wanted), Refusal)

    @precondition(lambda self: self.wrong is None)
    @invariant()
    def what_was_touched_last_is_sent_and_nothing_else(self) -> None:
        expected = {
            Form.ALL: Wanted.all(),
            Form.CONTRACTS: Wanted.contracts(self.typed),
            Form.PERCENT: Wanted.percent(self.slid),
        }[self.touched]
        assert self.form.wanted == expected
        assert self.form.open_size == self.size
        keys = close_plan(position(quantity=self.size), expected).request().body().keys()
        unused = {Form.ALL: {"quantity", "percent"}, Form.CONTRACTS: {"percent"}, Form.PERCENT: {"quantity"}}
        assert not keys & unused[self.touched]

    @precondition(lambda self: self.wrong is None)
    @invariant()
    def both_inputs_show_the_plan(self) -> None:
        plan = close_plan(position(quantity=self.size), self.form.wanted)
        assert self.form.shown_contracts == plan.contracts
        percent = {
            Form.ALL: 100,
            Form.CONTRACTS: percent_for_contracts(self.size, self.typed) if self.typed else 0,
            Form.PERCENT: self.slid,
        }
        assert self.form.shown_percent == percent[self.touched]


TestDialog = Dialog.TestCase


def test_clearing_the_spinner_gives_the_slider_its_old_say() -> None:
    form = CloseForm(4).slid(50).typed(1)
    assert form.wanted == Wanted.contracts(1)
    cleared = form.typed(None)
    assert (cleared.wanted, cleared.shown_contracts, cleared.shown_percent) == (Wanted.percent(50), 2, 50)


def test_a_form_begins_with_everything() -> None:
    form = CloseForm(4)
    assert (form.wanted, form.shown_contracts, form.shown_percent) == (Wanted.all(), 4, 100)


@given(st.integers(1, 9), st.integers(1, 100))
def test_nothing_open_shows_no_contracts_and_breaks_nothing(count: int, percent: int) -> None:
    flat = CloseForm(0)
    for form in (flat, flat.typed(count), flat.slid(percent), flat.everything(), CloseForm(4).typed(2).resized(0)):
        assert form.shown_contracts == 0
        assert 1 <= form.shown_percent <= 100
    assert flat.slid(percent).shown_percent == percent
    assert flat.slid(percent).resized(5).shown_contracts == contracts_for_percent(5, percent)
    assert CloseForm(4).typed(2).resized(0).resized(3).wanted == Wanted.contracts(1)
