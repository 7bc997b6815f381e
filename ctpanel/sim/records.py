"""What was asked of the simulator, kept for tests. The token is never part of it."""

from dataclasses import field, replace
from typing import Any, Literal

from ctpanel.domain.record import record

Transport = Literal["rest", "ws"]


@record
class Call:
    """One request as it arrived; `arguments` joins path, query and body fields, `body` is the parsed body alone."""

    transport: Transport
    method: str
    path: str
    query: str
    api: str
    arguments: dict[str, Any]
    body: Any
    raw: bytes = field(repr=False)


@record
class RequestRecord:
    """A call with its fate. `at` is monotonic seconds; `status` is None while, or when, no answer was sent.

    `executed` says that the call took effect (or was read) in the world, whatever the client got to hear.
    """

    number: int
    at: float
    transport: Transport
    method: str
    path: str
    query: str
    api: str
    body: Any
    raw: bytes
    status: int | None = None
    executed: bool = False
    faults: tuple[str, ...] = ()


class Recorder:
    """The newest `keep` records by number, oldest first; an entry is replaced when more is known about it."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._records: dict[int, RequestRecord] = {}
        self._count = 0

    def begin(self, call: Call, at: float) -> int:
        """Note the arrival; returns the number under which to complete it."""
        number = self._count
        self._count += 1
        self._records.pop(number - self._keep, None)
        self._records[number] = RequestRecord(
            number, at, call.transport, call.method, call.path, call.query, call.api, call.body, call.raw
        )
        return number

    def update(self, number: int, **known: Any) -> None:
        """Complete an entry, unless it was cleared or pushed out in the meantime."""
        if number in self._records:
            self._records[number] = replace(self._records[number], **known)

    def all(self) -> list[RequestRecord]:
        return list(self._records.values())

    def clear(self) -> None:
        self._records.clear()
