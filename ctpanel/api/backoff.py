"""Pauses between tries to connect: growing, bounded, and spread so that many clients do not return at once. Pure."""

from __future__ import annotations

from ctpanel.domain.record import record


@record
class Backoff:
    """Pauses in seconds: ``first_s`` doubles with every failed try up to ``longest_s``."""

    first_s: float = 1.0
    longest_s: float = 30.0

    def pause_s(self, failures: int, chance: float) -> float:
        """The pause after the n-th failure in a row (1 is the first), between half and all of its step.

        ``chance`` is a random number in [0, 1].
        """
        doublings = min(max(0, failures - 1), 32)
        return min(self.longest_s, self.first_s * 2.0**doublings) * (0.5 + 0.5 * chance)
