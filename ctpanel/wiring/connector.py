"""From a token to a connection: the client, the way for commands, and the stream if the profile wants it."""

from __future__ import annotations

from collections.abc import Callable

from ctpanel.api.client import CrossTradeClient
from ctpanel.api.config import ServiceConfig
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.api.stream import CrossTradeStream
from ctpanel.api.stream_rpc import RpcCommands
from ctpanel.domain.record import record
from ctpanel.domain.token import Token
from ctpanel.session.ports import Commander, Connection
from ctpanel.storage.redaction import Redactor


@record
class ApiConnector:
    """Implements :class:`ctpanel.session.ports.Connector`.

    Every connection of this program spends from the one ``budget``. A token is registered for redaction before
    anything can be logged about it. ``use_stream`` and ``by_rpc`` are asked at every connect; with ``by_rpc`` commands
    leave over the stream while it is there.
    """

    config: ServiceConfig
    budget: RequestBudget
    redactor: Redactor
    use_stream: Callable[[], bool]
    by_rpc: Callable[[], bool]

    def __call__(self, token: Token) -> Connection:
        """The connection for this token; nothing is sent yet."""
        self.redactor.register(token.reveal())
        client = CrossTradeClient(self.config, token, self.budget)
        if not self.use_stream():
            return Connection(client, client)
        stream = CrossTradeStream(self.config, token)
        commander: Commander = RpcCommands(stream, token, self.budget) if self.by_rpc() else client
        return Connection(client, commander, stream)
