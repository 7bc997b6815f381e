"""The stream's news on their way into the picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ctpanel.domain.link import StreamState, stream_state_after
from ctpanel.domain.notice import Severity
from ctpanel.domain.reconcile_stream import EpochClock, apply_order_news, apply_pnl, apply_position_news
from ctpanel.domain.record import record
from ctpanel.domain.snapshot import Source, Stamp
from ctpanel.domain.stream import (
    ExecutionNews,
    GapNews,
    OrderNews,
    PnlNews,
    PositionNews,
    ServiceStatus,
    StreamConnecting,
    StreamEnd,
    StreamEnded,
    StreamEvent,
    StreamOpened,
)
from ctpanel.domain.text import Text
from ctpanel.session.clock import Clock
from ctpanel.session.feed import Feed
from ctpanel.session.notices import Message, NoticeBoard
from ctpanel.session.ports import Stream
from ctpanel.session.store import Store
from ctpanel.session.tasks import Reporter

_ENDED: Final = {
    StreamEnd.ELSEWHERE: (
        Text("Another program of yours took the streaming session."),
        Text("Choose which of the two streams; to stream here, switch it off and on in Settings, page Connection."),
    ),
    StreamEnd.RATE_VIOLATION: (
        Text("The service closed the stream because the request limit was exceeded."),
        Text("Slow down other programs of yours, then restart ctpanel to stream again."),
    ),
    StreamEnd.UNAUTHORIZED: (
        Text("The service refused the stream with this token."),
        Text("Check the token and the plan of your CrossTrade account."),
    ),
}


_BY_REQUEST: Final = Text("Prices and P&L come by request now, some seconds apart. Closing works as before.")


@record
class StreamHooks:
    """Whom the stream tells of its state. ``defect`` is told of an exception in one event; the stream goes on."""

    state: Callable[[StreamState], None]
    board: NoticeBoard
    defect: Reporter


class Streaming:
    """Follows one stream to its end. Every connection and every gap makes the feed read everything again."""

    def __init__(self, stream: Stream, store: Store, feed: Feed, clock: Clock, hooks: StreamHooks) -> None:
        self._stream = stream
        self._store = store
        self._feed = feed
        self._clock = clock
        self._hooks = hooks
        self._epochs = EpochClock()
        self._subscribed: frozenset[str] = frozenset()

    async def follow(self, *, at_once: bool) -> None:
        """Take news until the stream ends for good or the task is cancelled.

        The first picture comes by request, and a handshake at the same time would delay it. Not so where commands
        leave over the stream: then it is wanted ``at_once``, so that the first one leaves as the user chose.
        """
        self._hooks.state(StreamState.CONNECTING)
        if not at_once:
            await self._feed.settled()
        try:
            async for event in self._stream.events():
                self._take_safely(event)
        except Exception:
            # Nobody listens any more: what the window says about the stream must not go on saying "open".
            self._hooks.state(StreamState.BROKEN)
            raise

    def subscribe_to_open(self) -> None:
        """Ask for prices of what is open now."""
        wanted = frozenset(key.instrument for key in self._store.snapshot.positions)
        if wanted != self._subscribed:
            self._subscribed = wanted
            self._stream.subscribe(wanted)

    def _take_safely(self, event: StreamEvent) -> None:
        try:
            self._take(event)
        except Exception as error:  # noqa: BLE001 - a defect in one event must not end the stream for good
            self._hooks.defect(f"stream {type(event).__name__}", error)
            # What the event would have said is read instead.
            self._feed.look_soon()

    def _take(self, event: StreamEvent) -> None:
        if isinstance(event, StreamConnecting):
            self._hooks.state(StreamState.CONNECTING)
        elif isinstance(event, StreamOpened):
            self._epochs = self._epochs.anew(self._clock.now())
            self._hooks.state(StreamState.OPEN)
            for end in _ENDED:
                self._hooks.board.clear(_identity(end))
            self._feed.look_soon()
        elif isinstance(event, StreamEnded):
            self._ended(event)
        elif isinstance(event, GapNews):
            self._feed.look_soon()
        elif isinstance(event, ServiceStatus):
            self._status(event)
        else:
            self._news(event)

    def _news(self, event: StreamEvent) -> None:
        store = self._store
        if isinstance(event, PnlNews):
            store.replace(apply_pnl(store.snapshot, event, self._stamp(event.epoch_ms)))
        elif isinstance(event, PositionNews):
            store.replace(apply_position_news(store.snapshot, event, self._stamp(event.epoch_ms)))
            self._feed.look_at_positions()
        elif isinstance(event, OrderNews):
            store.replace(apply_order_news(store.snapshot, event, self._stamp(event.epoch_ms)))
            self._feed.look_at_positions()
        elif isinstance(event, ExecutionNews):
            self._feed.look_at_positions()

    def _stamp(self, epoch_ms: int | None) -> Stamp:
        arrived = self._clock.now()
        self._epochs = self._epochs.seen(epoch_ms, arrived)
        return Stamp(self._epochs.true_at(epoch_ms, arrived), self._clock.wall(), Source.STREAM)

    def _status(self, event: ServiceStatus) -> None:
        # "ready" follows a sync; every other word means that what was pushed may have holes.
        if event.state in ("stalled", "stopped", "disconnected"):
            self._hooks.state(StreamState.BROKEN)
        elif event.state == "ready":
            self._hooks.state(StreamState.OPEN)
        self._feed.look_soon()

    def _ended(self, event: StreamEnded) -> None:
        self._hooks.state(stream_state_after(event.end))
        self._feed.look_soon()
        words = _ENDED.get(event.end)
        if words is None:
            return
        what, action = words
        self._hooks.board.post(Message(_identity(event.end), Severity.WARNING, what, _BY_REQUEST, action))


def _identity(end: StreamEnd) -> str:
    return f"stream:{end.value}"
