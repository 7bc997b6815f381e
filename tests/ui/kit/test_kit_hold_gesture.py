"""When a press counts: the rules alone, without a window."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.ui.widgets.hold_gesture import ConfirmMode, HoldGesture, Verdict
from tests.ui.kit.hand_clock import HandClock


@pytest.fixture
def gesture(clock: HandClock) -> HoldGesture:
    made = HoldGesture(clock)
    made.mode = ConfirmMode.HOLD
    return made


def pass_time(gesture: HoldGesture, clock: HandClock, seconds: float) -> list[Verdict]:
    verdicts = []
    for _ in range(round(seconds / 0.01)):
        clock.advance(0.01)
        verdicts.append(gesture.tick())
    return verdicts


def test_a_full_hold_confirms_once_however_long_it_lasts(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.press("mouse")
    assert pass_time(gesture, clock, 3.0).count(Verdict.CONFIRMED) == 1
    assert gesture.release("mouse") is Verdict.NOTHING


def test_a_hold_of_half_a_second_is_too_short(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.press("mouse")
    assert set(pass_time(gesture, clock, 0.5)) == {Verdict.NOTHING}
    assert gesture.progress() == pytest.approx(0.5 / 0.6)
    assert gesture.release("mouse") is Verdict.NOTHING


def test_a_stall_never_confirms_before_the_queue_had_its_turn(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.press("mouse")
    clock.advance(2.0)
    assert gesture.tick() is Verdict.NOTHING
    # The release that waited behind the stall now arrives.
    assert gesture.release("mouse") is Verdict.NOTHING


def test_after_a_stall_a_hand_that_is_still_there_confirms(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.press("mouse")
    clock.advance(2.0)
    gesture.tick()
    clock.advance(0.016)
    assert gesture.tick() is Verdict.CONFIRMED


def test_a_void_gesture_stays_void_until_the_input_goes_up(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.press("mouse")
    gesture.void()
    assert set(pass_time(gesture, clock, 1.0)) == {Verdict.NOTHING}
    gesture.press("mouse")
    assert set(pass_time(gesture, clock, 1.0)) == {Verdict.NOTHING}
    assert gesture.release("mouse") is Verdict.NOTHING
    gesture.press("mouse")
    assert Verdict.CONFIRMED in pass_time(gesture, clock, 1.0)


def test_a_second_input_during_a_gesture_is_ignored(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.press("mouse")
    pass_time(gesture, clock, 0.5)
    gesture.press("space")
    assert gesture.release("space") is Verdict.NOTHING
    assert Verdict.CONFIRMED in pass_time(gesture, clock, 0.2)


def test_the_half_second_after_a_confirmation_counts_for_nothing(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.mode = ConfirmMode.ONE_PRESS
    gesture.press("mouse")
    assert gesture.release("mouse") is Verdict.CONFIRMED
    clock.advance(0.4)
    gesture.press("mouse")
    assert gesture.release("mouse") is Verdict.NOTHING
    assert gesture.assisted() is Verdict.NOTHING
    clock.advance(0.2)
    gesture.press("mouse")
    assert gesture.release("mouse") is Verdict.CONFIRMED


def test_assistive_presses_ask_and_then_confirm(gesture: HoldGesture, clock: HandClock) -> None:
    assert gesture.assisted() is Verdict.ASK_AGAIN
    assert gesture.asking_again
    clock.advance(4.9)
    assert gesture.assisted() is Verdict.CONFIRMED
    assert not gesture.asking_again


def test_the_second_assistive_press_after_five_seconds_asks_anew(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.assisted()
    clock.advance(5.1)
    assert not gesture.asking_again
    assert gesture.assisted() is Verdict.ASK_AGAIN


def test_one_assistive_press_delivered_many_times_is_one(gesture: HoldGesture, clock: HandClock) -> None:
    verdicts = []
    for _ in range(50):
        verdicts.append(gesture.assisted())
        clock.advance(0.03)
    assert verdicts == [Verdict.ASK_AGAIN] + [Verdict.NOTHING] * 49


def test_a_change_between_two_assistive_presses_asks_anew(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.assisted()
    gesture.void()
    clock.advance(1.0)
    assert gesture.assisted() is Verdict.ASK_AGAIN


def test_a_press_by_hand_ends_the_question(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.assisted()
    gesture.press("mouse")
    gesture.release("mouse")
    clock.advance(1.0)
    assert gesture.assisted() is Verdict.ASK_AGAIN


def test_an_assistive_press_during_a_hold_is_no_second_gesture(gesture: HoldGesture, clock: HandClock) -> None:
    gesture.mode = ConfirmMode.ONE_PRESS
    gesture.press("mouse")
    assert gesture.assisted() is Verdict.NOTHING
    assert gesture.release("mouse") is Verdict.CONFIRMED


STEPS: dict[str, Callable[[HoldGesture, HandClock], Verdict | None]] = {
    "press": lambda gesture, clock: gesture.press("mouse"),
    "release": lambda gesture, clock: gesture.release("mouse"),
    "tick": lambda gesture, clock: gesture.tick(),
    "frame": lambda gesture, clock: clock.advance(0.016),
    "void": lambda gesture, clock: gesture.void(),
    "forget": lambda gesture, clock: gesture.forget(),
    "assisted": lambda gesture, clock: gesture.assisted(),
    "wait": lambda gesture, clock: clock.advance(0.18),
    "long wait": lambda gesture, clock: clock.advance(0.7),
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=80), st.sampled_from(ConfirmMode))
def test_no_sequence_confirms_twice_within_half_a_second(sequence: list[str], mode: ConfirmMode) -> None:
    clock = HandClock()
    gesture = HoldGesture(clock)
    gesture.mode = mode
    confirmed = [clock.now for step in sequence if STEPS[step](gesture, clock) is Verdict.CONFIRMED]
    assert all(later - earlier >= 0.5 for earlier, later in pairwise(confirmed))
