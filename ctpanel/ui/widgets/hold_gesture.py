"""The rules of a press that sends something, free of Qt: when a gesture counts, when it is void.

A gesture begins with a press of one input (mouse button, Space, Enter) and ends with the release of the same input.
It confirms at most once. It is void as soon as anything moves under it: another label, another mode, the focus.
Whatever is pressed within half a second after a confirmation belongs to the same nervous hand and counts for nothing.
Words that changed by themselves have to be read first: the button rests, and every press meanwhile makes it rest anew.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Final

HOLD_S: Final = 0.6
AGAIN_S: Final = 5.0
STALL_S: Final = 0.2
DOUBLE_S: Final = 0.15
REST_S: Final = 0.5
#: How long a hand has to be quiet after the words changed by themselves, in seconds.
READ_S: Final = 1.0


class ConfirmMode(enum.Enum):
    """How strongly a press has to be meant."""

    ONE_PRESS = enum.auto()
    HOLD = enum.auto()


class Verdict(enum.Enum):
    """What a step of a gesture came to."""

    NOTHING = enum.auto()
    CONFIRMED = enum.auto()
    ASK_AGAIN = enum.auto()


class HoldGesture:
    """State of one button. ``now`` is a monotonic clock in seconds.

    A held gesture confirms only in a :meth:`tick` that follows another one within 0.2 s: after a stall of the program
    the release may still wait in the queue behind the timer, and a hand that let go must not send.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.mode = ConfirmMode.ONE_PRESS
        self._held: object | None = None
        self._spent = False
        self._began = 0.0
        self._last_tick = 0.0
        self._asked_at: float | None = None
        self._assisted_at: float | None = None
        self._confirmed_at: float | None = None
        self._rest_s = 0.0
        self._rest_until: float | None = None

    @property
    def holding(self) -> bool:
        """A gesture is under way and may still confirm."""
        return self._held is not None and not self._spent

    @property
    def asking_again(self) -> bool:
        """The first assistive press was made less than 5 s ago and nothing has changed since."""
        return self._asked_at is not None and self._now() - self._asked_at <= AGAIN_S

    def progress(self) -> float:
        """Share of the hold that is done, 0 to 1; 0 when nothing is held or one press is enough."""
        if not self.holding or self.mode is not ConfirmMode.HOLD:
            return 0.0
        return min(1.0, (self._now() - self._began) / HOLD_S)

    @property
    def rest_left(self) -> float:
        """Seconds until a press counts again, if none comes before; 0 when nobody asked for a rest."""
        return 0.0 if self._rest_until is None else max(0.0, self._rest_until - self._now())

    def rest(self, seconds: float) -> None:
        """Nothing confirms until no press has come for so long; what is under way is void."""
        self.void()
        self._rest_s = seconds
        self._rest_until = self._now() + seconds

    def press(self, source: object) -> None:
        """``source`` went down. A second input during a gesture is ignored."""
        if self._held is not None:
            return
        self._held, self._spent = source, self._resting()
        self._began = self._last_tick = self._now()
        self._asked_at = None

    def tick(self) -> Verdict:
        """Time has passed; call about every 16 ms while something is held."""
        now = self._now()
        stalled = now - self._last_tick > STALL_S
        self._last_tick = now
        if not self.holding or self.mode is not ConfirmMode.HOLD or stalled or now - self._began < HOLD_S:
            return Verdict.NOTHING
        self._spent = True
        return self._confirm()

    def release(self, source: object) -> Verdict:
        """``source`` went up; confirms in one-press mode. In hold mode it came too early."""
        if source != self._held:
            return Verdict.NOTHING
        spent = self._spent
        self._held = None
        if spent:
            return Verdict.NOTHING
        return self._confirm() if self.mode is ConfirmMode.ONE_PRESS else Verdict.NOTHING

    def void(self) -> None:
        """Whatever is under way must not confirm any more; the input has to go up and down again."""
        self._spent = True
        self._asked_at = None

    def forget(self) -> None:
        """The input is out of reach (focus lost, hidden): void, and its release will not be seen."""
        self.void()
        self._held = None

    def assisted(self) -> Verdict:
        """A press without anything held: assistive technology, automation, or code.

        In hold mode the first one asks and the second within 5 s confirms; presses less than 0.15 s apart are one
        press that was delivered twice.
        """
        now = self._now()
        repeated = self._assisted_at is not None and now - self._assisted_at < DOUBLE_S
        self._assisted_at = now
        if self._resting() or repeated or self._held is not None:
            return Verdict.NOTHING
        if self.mode is ConfirmMode.ONE_PRESS or self.asking_again:
            return self._confirm()
        self._asked_at = now
        return Verdict.ASK_AGAIN

    def _confirm(self) -> Verdict:
        self._confirmed_at = self._now()
        self._asked_at = None
        return Verdict.CONFIRMED

    def _resting(self) -> bool:
        """Asked at a press; one that comes too early begins the rest anew, so that a storm of presses gets nowhere."""
        if self.rest_left > 0:
            self._rest_until = self._now() + self._rest_s
            return True
        return self._confirmed_at is not None and self._now() - self._confirmed_at < REST_S
