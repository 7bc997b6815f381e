"""A call for all accounts at once, which old add-ons lack: when it is worth another try."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.faults import FaultKind, ServiceFault
from ctpanel.session.clock import Clock

#: Seconds until a call that was not found is tried again, at first: the answer may have been a mistake of the moment.
SOON_S: Final = 60.0
#: And from then on. An add-on that lacks the call costs no more than this, and a service that has it now and now not
#: does not change the way of reading all the time.
AGAIN_S: Final = 600.0
#: How a service answers that has no such call.
TOO_OLD: Final = (FaultKind.UNSUPPORTED, FaultKind.NOT_FOUND)


class SharedCall:
    """Remembers that a call was not found. ``is_missing`` stays until a later try has worked."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pause_s = SOON_S
        self._again_at = 0.0
        self.is_missing = False

    def forget(self) -> None:
        """A new connection: nothing is known of what is behind it."""
        self._pause_s, self.is_missing = SOON_S, False

    def is_worth_a_try(self) -> bool:
        """Whether it is there, as far as is known, or may be there again."""
        return not self.is_missing or self._clock.now() >= self._again_at

    def worked(self) -> None:
        """It was answered."""
        self.is_missing = False

    def was_refused(self, fault: ServiceFault) -> bool:
        """Whether this says that there is no such call; accounts are asked one by one from now on."""
        if fault.kind not in TOO_OLD:
            return False
        self.is_missing = True
        self._again_at = self._clock.now() + self._pause_s
        self._pause_s = AGAIN_S
        return True
