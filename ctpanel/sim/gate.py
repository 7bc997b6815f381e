"""What becomes of one call, from its arrival to the bytes of its answer: faults, budget, add-on, world."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Literal

from ctpanel.domain.record import record
from ctpanel.sim.book import Quirks
from ctpanel.sim.engine import ANSWERED_WITHOUT_ADDON, Engine, Reply
from ctpanel.sim.faults import Hits, Subject
from ctpanel.sim.records import Call
from ctpanel.sim.spoil import encode, spoil

Manner = Literal["whole", "drop", "hang", "cut", "drip"]
HANG_S = 120.0

_PAGE = b"<!doctype html><html><head><title>CrossTrade</title></head><body><h1>Just a moment</h1></body></html>"
_WORDS = {
    400: "Bad request",
    401: "Unauthorized",
    403: "Your plan does not include API access",
    408: "NinjaTrader is not connected or did not answer in time",
    429: "Rate limit exceeded",
    500: "Internal server error",
    502: "Bad gateway",
    503: "Service unavailable",
    504: "Gateway timeout",
}


@record
class Delivery:
    """An answer ready to leave, and how. `body` is what JSON calls also get as `value`; `seconds` is for drips."""

    status: int
    value: Any
    body: bytes
    content_type: str = "application/json; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    manner: Manner = "whole"
    seconds: float = 0.0


class Gate:
    """Answers calls of both transports. `pause` waits that many seconds, or less when the server stops."""

    def __init__(self, engine: Engine, pause: Callable[[float], Awaitable[None]]) -> None:
        self._engine = engine
        self._pause = pause

    async def answer(self, call: Call, allowed: bool) -> Delivery:
        """Handle one call; `allowed` says whether it carried the right token."""
        engine = self._engine
        subject = Subject("call", call.api, call.method, call.path, call.transport)
        with engine.lock:
            number = engine.recorder.begin(call, engine.options.clock())
            hits = engine.plan.take(subject) if allowed else Hits()
            engine.recorder.update(number, faults=hits.names)
        if fault := hits.find("latency"):
            await self._pause(fault.seconds)
        engine.catch_up()
        reply, headers = self._decide(call, allowed, hits)
        delivery = _deliver(reply, hits, headers)
        sent = None if delivery.manner in ("drop", "hang") else delivery.status
        with engine.lock:
            engine.recorder.update(number, status=sent, executed=reply.executed)
        return delivery

    def _decide(self, call: Call, allowed: bool, hits: Hits) -> tuple[Reply, tuple[tuple[str, str], ...]]:
        if not allowed:
            return _spoken(401), ()
        if not self._engine.options.plan_has_api:
            return _spoken(403), ()
        if fault := hits.find("addon-away"):
            self._engine.send_addon_away_for(fault.seconds)
        early = _unexecuted(hits)
        if early is not None:
            return early, _hint(early.status, 1.0)
        if not self._engine.admit():
            wait = self._engine.budget.wait_s()
            return _spoken(429), _hint(429, wait)
        if self._engine.addon_is_away and call.api not in ANSWERED_WITHOUT_ADDON:
            return _spoken(408), ()
        return self._engine.perform(call.api, call.arguments, _quirks(hits)), ()


def _spoken(status: int) -> Reply:
    return Reply(status, {"error": _WORDS.get(status, f"Status {status}")})


def _hint(status: int, wait: float) -> tuple[tuple[str, str], ...]:
    return (("retry-after", str(max(1, round(wait + 0.5)))),) if status == 429 else ()


def _unexecuted(hits: Hits) -> Reply | None:
    """The answer of a fault that keeps the call from the world."""
    if fault := hits.find("status"):
        return _spoken(fault.code) if fault.when == "before" else None
    if hits.find("ok-false"):
        return Reply(200, {"success": False, "error": "broker_refused", "detail": "The broker refused this."})
    if hits.find("lost-request", "html", "redirect"):
        return Reply(200, {})
    return None


def _quirks(hits: Hits) -> Quirks:
    late = hits.find("delayed-execution")
    return Quirks(
        delay_s=late.seconds if late else 0.0,
        partial_fill=hits.find("partial-fill") is not None,
        reject=hits.find("rejected-order") is not None,
        survivor=hits.find("surviving-order") is not None,
    )


def _deliver(reply: Reply, hits: Hits, headers: tuple[tuple[str, str], ...]) -> Delivery:
    if fault := hits.find("status"):
        reply = _spoken(fault.code)
    value = spoil(reply.body, hits)
    plain = Delivery(reply.status, value, encode(value, hits), headers=headers)
    if fault := hits.find("lost-request", "lost-answer"):
        manner: Manner = "drop" if fault.chosen_mode == "drop" else "hang"
        return replace(plain, manner=manner, seconds=HANG_S)
    if hits.find("html"):
        return replace(plain, body=_PAGE, content_type="text/html; charset=utf-8")
    if hits.find("redirect"):
        return replace(plain, status=302, body=b"", headers=(("location", "https://crosstrade.io/"),))
    if hits.find("cut-json"):
        return replace(plain, manner="cut")
    if fault := hits.find("slow-drip"):
        return replace(plain, manner="drip", seconds=fault.seconds)
    return plain
