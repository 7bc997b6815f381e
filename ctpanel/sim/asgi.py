"""The ground under the two apps: uvicorn's protocols, with the connection laid bare for the faults."""

import logging
from asyncio import BaseTransport, Protocol, Transport
from collections.abc import Awaitable, Callable
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from ctpanel.sim.asgi_types import ASGIApp, Receive, Scope, Send
from ctpanel.sim.http_app import TRANSPORT_KEY


def server_config(app: ASGIApp) -> uvicorn.Config:
    """Uvicorn's settings for both protocols: nothing of its own in the headers, no pings, no compression, no log."""
    # Uvicorn's own logger would print the token's header at DEBUG, and requests at INFO.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    config = uvicorn.Config(
        app=cast(Any, app),
        # What is named here is not looked for; of the two only the second is ever asked for.
        http=HttpConnection,
        ws=cast(Any, _stream_connection),
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=75,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
    )
    config.load()
    return config


def one_app(http: ASGIApp, stream: ASGIApp) -> ASGIApp:
    """Sends stream handshakes to one app and everything else to the other."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await stream(scope, receive, send)
        else:
            await http(scope, receive, send)

    return app


def with_transport(app: Any, transport: BaseTransport) -> Callable[..., Awaitable[None]]:
    """Lets faults reach the connection itself, which ASGI hides."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        scope[TRANSPORT_KEY] = transport
        await app(scope, receive, send)

    return wrapped


class HttpConnection(H11Protocol):
    """One keep-alive connection whose requests know their transport."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as wide as the library calls it
        super().connection_made(transport)
        self.app = with_transport(self.app, transport)


def _stream_connection(**parts: Any) -> Protocol:
    # Imported here: only a client that streams pays for the WebSocket library.
    from ctpanel.sim.asgi_stream import StreamConnection

    return StreamConnection(**parts)
