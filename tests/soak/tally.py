"""What the soak counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

#: What must stay at zero.
SINS = (
    "sent twice",
    "sent although said not to be",
    "other account or instrument",
    "wrong size",
    "no named outcome",
    "VERIFIED contradicted",
    "not done, but done",
    "lost exception",
)


@dataclass(slots=True)
class Tally:
    """Sins, and outcomes for every kind of trouble."""

    closes: int = 0
    requests: int = 0
    sins: Counter[str] = field(default_factory=Counter)
    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)

    def sin(self, kind: str, case: str) -> None:
        """Count one and remember the case."""
        assert kind in SINS
        self.sins[kind] += 1
        self.cases.append(f"{kind}: {case}")

    def outcome(self, mix: str, word: str) -> None:
        """Count how a close under this trouble ended."""
        self.outcomes.setdefault(mix, Counter())[word] += 1

    def add(self, other: dict[str, Any]) -> None:
        """Take in what another process counted."""
        self.closes += other["closes"]
        self.requests += other["requests"]
        self.sins.update(other["sins"])
        self.cases += other["cases"]
        for mix, words in other["outcomes"].items():
            self.outcomes.setdefault(mix, Counter()).update(words)

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "closes": self.closes,
            "requests": self.requests,
            "sins": {kind: self.sins[kind] for kind in SINS},
            "outcomes": {mix: dict(words) for mix, words in sorted(self.outcomes.items())},
            "cases": self.cases,
        }

    def table(self) -> str:
        """For people."""
        lines = [f"{self.closes} closes, {self.requests} requests"]
        lines += [f"{self.sins[kind]:6} {kind}" for kind in SINS]
        words = sorted({word for counted in self.outcomes.values() for word in counted})
        lines.append("")
        lines.append(" | ".join(["trouble", *words]))
        for mix, counted in sorted(self.outcomes.items()):
            lines.append(" | ".join([mix, *(str(counted[word] or "") for word in words)]))
        return "\n".join([*lines, *self.cases[:50]])
