"""Uvicorn's WebSocket protocol, with the connection laid bare for the faults."""

from asyncio import BaseTransport

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from ctpanel.sim.asgi import with_transport


class StreamConnection(WebSocketsSansIOProtocol):
    """One WebSocket that knows its transport."""

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self.app = with_transport(self.app, transport)
