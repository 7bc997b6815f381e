"""Text frames of the stream into values. Pure, but for the count of what came on this connection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from ctpanel.api.cleaning import Cleaner, is_name
from ctpanel.api.errors import fault_of_body
from ctpanel.api.frame_pnl import pnl_from, quick_pnl
from ctpanel.api.parse_orders import order_from
from ctpanel.api.parse_positions import position_of, row_from
from ctpanel.api.values import Json, Row, Unreadable, loads, pick, whole
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.record import record
from ctpanel.domain.stream import (
    ExecutionNews,
    GapNews,
    OddFrame,
    OrderNews,
    PositionNews,
    ServiceStatus,
    StreamEvent,
)


@record
class RpcReply:
    """The answer to a request of this program; ``frame`` is the whole message."""

    id: str
    frame: Row


Incoming: TypeAlias = StreamEvent | RpcReply

#: Types that an answer to a request may carry besides none at all.
_REPLY_TYPES: Final = frozenset({"", "rpc", "rpcresponse", "rpcresult", "response", "result", "error"})
#: Market data among them: a price is shown only with the P&L of the same moment, and that comes in frames of its own.
_SILENT_TYPES: Final = frozenset(
    {"pong", "ack", "subscribed", "unsubscribed", "welcome", "connected", "heartbeat", "marketdata"}
)
#: So many old numbers in a row mean that the service began to count anew.
_RESTARTED_AFTER: Final = 8


class FrameReader:
    """Reads the frames of one connection; make a new one for the next, because the service counts anew too."""

    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner
        self._last_seq: int | None = None
        self._old_in_a_row = 0

    def read(self, frame: str | bytes) -> tuple[Incoming, ...]:
        """What one frame says; nothing for an acknowledgement or for news that came before."""
        if isinstance(frame, bytes):
            return (OddFrame("binary"),)
        text = self._cleaner.hide(frame.encode("utf-8", "replace"))
        quick = quick_pnl(text)
        if quick is not None:
            gap = self._count(quick.seq, quick.dropped)
            return () if gap is None else (*gap, quick.news)
        try:
            message = loads(text)
        except Unreadable:
            return (_unreadable("text"),)
        if not isinstance(message, Mapping):
            return (_unreadable("text"),)
        return self._read_message(message)

    def _read_message(self, message: Row) -> tuple[Incoming, ...]:
        kind = message.get("type")
        kind = kind if isinstance(kind, str) else ""
        gap = self._count(whole(message.get("seq")), whole(message.get("dropped")) or 0)
        reply_to = message.get("id")
        if kind.casefold() in _REPLY_TYPES and isinstance(reply_to, str | int):
            # An answer is wanted whatever its number is.
            return (*(gap or ()), RpcReply(str(reply_to), message))
        if gap is None:
            return ()
        try:
            return (*gap, *self._news(kind, message))
        except Unreadable:
            account = _account(message, message)
            lost = GapNews("a message could not be read", () if account is None else (account,))
            return (*gap, _unreadable(self._cleaner.shown(kind, 40)), lost)

    def _news(self, kind: str, message: Row) -> tuple[StreamEvent, ...]:
        if str(message.get("origin")).casefold() == "tradovate":
            return (OddFrame(f"tradovate {self._cleaner.shown(kind, 40)}"),)
        if kind == "resync":
            listed = message.get("accounts")
            names = tuple(filter(is_name, listed)) if isinstance(listed, list) else ()
            return (GapNews("the service asked for it", names),)
        if kind == "status":
            return (ServiceStatus(self._cleaner.shown(message.get("state", ""), 40)),)
        if kind == "error" or (not kind and message.get("error")):
            fault = fault_of_body({"success": False, **message}, self._cleaner, mutating=False)
            return (OddFrame("error", fault),)
        parse = _NEWS.get(kind)
        if parse is not None:
            return parse(message)
        if kind.casefold() in _SILENT_TYPES or (not kind and isinstance(message.get("status"), str)):
            return ()
        return (OddFrame(self._cleaner.shown(kind or "without type", 40)),)

    def _count(self, seq: int | None, dropped: int) -> tuple[GapNews, ...] | None:
        """Gaps that this frame shows; None when it is a duplicate or comes too late to be news."""
        lost = dropped > 0
        if seq is not None:
            last = self._last_seq
            if last is not None and seq <= last:
                self._old_in_a_row += 1
                if self._old_in_a_row < _RESTARTED_AFTER:
                    return None
                lost = True
            elif last is not None and seq > last + 1:
                lost = True
            self._last_seq = seq
            self._old_in_a_row = 0
        return (GapNews("messages were lost"),) if lost else ()


def _unreadable(kind: str) -> OddFrame:
    return OddFrame(kind, ServiceFault(FaultKind.MALFORMED, Effect.REFUSED, "a message of the stream is not readable"))


def _body(message: Row, *keys: str) -> Row:
    """What the event is about: under its own name, under ``data``, or in the message itself."""
    for key in (*keys, "data"):
        inner = message.get(key)
        if isinstance(inner, Mapping):
            deeper = next((inner[name] for name in keys if isinstance(inner.get(name), Mapping)), None)
            return inner if deeper is None else deeper
    return message


def _epoch(message: Row) -> int | None:
    return whole(message.get("epoch"))


def _account(message: Row, body: Row) -> str | None:
    name = pick(body, "account") or message.get("account")
    if isinstance(name, Mapping):
        name = name.get("name")
    return name if isinstance(name, str) and is_name(name) else None


def _position(message: Row) -> tuple[StreamEvent, ...]:
    row = row_from(_body(message, "position"))
    account = _account(message, _body(message, "position"))
    if row is None or account is None or not is_name(row.instrument) or row.instrument is None:
        raise Unreadable("a position event without account or instrument")
    row.account = account
    position = position_of(row)
    return (PositionNews(account, row.instrument, position, _epoch(message)),)


def _order(message: Row) -> tuple[StreamEvent, ...]:
    body = _body(message, "order")
    order = order_from({**body, "type": None} if body is message else body, _account(message, body))
    if not is_name(order.key.account) or not is_name(order.key.instrument):
        raise Unreadable("an order event without account or instrument")
    return (OrderNews(order, _epoch(message)),)


def _execution(message: Row) -> tuple[StreamEvent, ...]:
    body = _body(message, "execution", "executionReport", "report")
    instrument = body.get("instrument")
    return (ExecutionNews(_account(message, body), instrument if is_name(instrument) else None, _epoch(message)),)


def _pnl(message: Row) -> tuple[StreamEvent, ...]:
    return (pnl_from(message),)


_NEWS: Final[Mapping[str, Callable[[Json], tuple[StreamEvent, ...]]]] = {
    "pnlUpdate": _pnl,
    "positionUpdate": _position,
    "orderUpdate": _order,
    "executionUpdate": _execution,
    "executionReportUpdate": _execution,
}
