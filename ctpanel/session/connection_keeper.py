"""The connection in use, and everything that lives as long as it does: the feed, the stream and their tasks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.link import StreamState
from ctpanel.domain.record import record
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.text import Text
from ctpanel.domain.token import Token
from ctpanel.session.current import CurrentService, let_go
from ctpanel.session.feed import Feed, FeedHooks
from ctpanel.session.link_keeper import LinkKeeper
from ctpanel.session.notices import NoticeBoard
from ctpanel.session.parts import Parts
from ctpanel.session.ports import Connection, Connector
from ctpanel.session.store import Store
from ctpanel.session.streaming import StreamHooks, Streaming
from ctpanel.session.tasks import TaskScope
from ctpanel.session.unread_rows import UnreadRows

_ENDING: Final = Text("ctpanel is closing.")


@record
class KeeperHooks:
    """What connecting asks and tells: ``forbids`` says why a token must not be used now, ``begun`` follows a change."""

    link_changed: Callable[[], None]
    spec_known: Callable[[InstrumentSpec], None]
    forbids: Callable[[Token], Text | None]
    begun: Callable[[], None]


class ConnectionKeeper:
    """One connection at a time. Changes wait for each other; none happens while a command is on its way.

    ``pictured`` is the user whose positions the picture shows; it stays when that one signs out and ``token`` is None.
    """

    def __init__(self, parts: Parts, store: Store, board: NoticeBoard, hooks: KeeperHooks) -> None:
        self._parts = parts
        self._store = store
        self._board = board
        self._hooks = hooks
        self._changing = asyncio.Lock()
        self._streaming: Streaming | None = None
        self._tasks = TaskScope(parts.report)
        self._ended = False
        self.token: Token | None = None
        self.pictured: Token | None = None
        self.link = LinkKeeper(board, hooks.link_changed)
        self.service = CurrentService(lambda: self.link.link.stream is StreamState.OPEN)
        told = (self.link.read_succeeded, self.link.read_failed, hooks.spec_known, lambda: self.link.link)
        self._unread = UnreadRows(board)
        more = (parts.report, parts.gauge.estimate, self._unread.note)
        self.feed = Feed(self.service, store, parts.clock, FeedHooks(*told, *more))

    async def use(self, connection: Connection, token: Token) -> Text | None:
        """Work with this connection from now on. Else it is let go, and the text says why."""
        async with self._changing:
            refused = _ENDING if self._ended else self._hooks.forbids(token)
            if refused is not None:
                await connection.service.aclose()
                return refused
            await self._replace(lambda _token: connection, token)
            return None

    async def renew(self, connect: Connector) -> bool:
        """Connect anew with the same token, if there is one. False while a command is on its way."""
        async with self._changing:
            if self.token is None or self._ended:
                return True
            if self._hooks.forbids(self.token) is not None:
                return False
            await self._replace(connect, self.token)
            return True

    async def forget(self) -> None:
        """Let go of connection and token; the picture stays, as old as it is."""
        async with self._changing:
            self.token = None
            await self._drop()

    def end(self) -> None:
        """No further connection is taken."""
        self._ended = True

    async def stop_reading(self) -> tuple[str, ...]:
        """End feed and stream; commands can still be sent and read about. Returns the tasks that did not end."""
        async with self._changing:
            return await self._tasks.close()

    def picture_changed(self) -> None:
        """Positions came or went: the stream is asked for the prices of those that are open."""
        if self._streaming is not None:
            self._streaming.subscribe_to_open()

    async def _replace(self, connect: Connector, token: Token) -> None:
        await self._drop()
        if self.pictured not in (None, token):
            # Another user's positions: nothing of the old picture may be acted on, nor anything still be put in.
            self.service.change_user()
            self._store.replace(Snapshot())
        self.token = self.pictured = token
        self._parts.journal.serve(token)
        self._begin(connect(token))

    def _begin(self, connection: Connection) -> None:
        self.service.connection = connection
        self._tasks = TaskScope(self._parts.report)
        self.link.begun()
        self.feed.start(self._tasks)
        if connection.stream is not None:
            hooks = StreamHooks(self.link.stream_is, self._board, self._parts.report)
            self._streaming = Streaming(connection.stream, self._store, self.feed, self._parts.clock, hooks)
            carries_commands = connection.commander is not connection.service
            self._tasks.spawn(self._streaming.follow(at_once=carries_commands), "stream")
        self._hooks.begun()

    async def _drop(self) -> None:
        # At once: a stream may take its time to close, and meanwhile nothing may leave by what is being taken down.
        old = self.service.take()
        self._streaming = None
        for name in await self._tasks.close():
            self._parts.report(name, TimeoutError(f"{name} did not end with its connection"))
        await let_go(old)
        self._unread.forget()
        self.link.stopped()
