"""The REST side: from an ASGI request to a call, and from a delivery to bytes on the connection."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from ctpanel.sim import routes
from ctpanel.sim.asgi_types import Message, Receive, Scope, Send, headers_of
from ctpanel.sim.engine import Engine
from ctpanel.sim.gate import Delivery, Gate
from ctpanel.sim.records import Call

TRANSPORT_KEY = "ctpanel.transport"
_MAX_BODY = 1_000_000


def bearer_is(expected: str, header: str | None) -> bool:
    """Whether an Authorization header carries this token; compared in constant time."""
    return header is not None and hmac.compare_digest(header.encode(), f"Bearer {expected}".encode())


class HttpApp:
    """Serves every path of the host; what lies outside the API is the web site, which only redirects."""

    def __init__(self, engine: Engine, gate: Gate, pause: Callable[[float], Awaitable[None]]) -> None:
        self._engine = engine
        self._gate = gate
        self._pause = pause

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _body(receive)
        if body is None:
            return
        method = scope["method"]
        path = scope["raw_path"].decode("ascii", "replace")
        if not path.startswith(routes.PREFIX):
            await _send(send, 302, b"", "text/html", (("location", f"https://crosstrade.io{path}"),))
            return
        found = routes.match(method, path)
        if found is None or (found.api == "GetAllOrders" and not self._engine.options.orders_endpoint):
            missing = {"error": f"Unknown path {path}", "did_you_mean": routes.did_you_mean(path)}
            await _send(send, 404, json.dumps(missing).encode(), "application/json")
            return
        allowed = bearer_is(self._engine.options.token, headers_of(scope).get("authorization"))
        call = _call(scope, path, found, body)
        if call is None:
            await _send(send, 400, b'{"error":"Invalid JSON body"}', "application/json")
            return
        delivery = await self._gate.answer(call, allowed)
        await self._send_delivery(delivery, scope, receive, send)

    async def _send_delivery(self, delivery: Delivery, scope: Scope, receive: Receive, send: Send) -> None:
        transport: asyncio.Transport = scope[TRANSPORT_KEY]
        if delivery.manner == "whole":
            await _send(send, delivery.status, delivery.body, delivery.content_type, delivery.headers)
            return
        if delivery.manner == "hang":
            await self._until_gone(receive, delivery.seconds)
        elif delivery.manner == "cut":
            await _start(send, delivery, len(delivery.body))
            await send(_part(delivery.body[: len(delivery.body) // 2]))
        elif delivery.manner == "drip":
            await self._drip(delivery, send)
            return
        if delivery.manner == "cut":
            transport.close()
        else:
            transport.abort()
        await _disconnect(receive)  # returning earlier would make uvicorn answer in our place

    async def _drip(self, delivery: Delivery, send: Send) -> None:
        await _start(send, delivery, len(delivery.body))
        pieces = max(1, min(len(delivery.body), 50))
        size = -(-len(delivery.body) // pieces)
        for begin in range(0, len(delivery.body), size):
            await self._pause(delivery.seconds / pieces)
            last = begin + size >= len(delivery.body)
            await send(_part(delivery.body[begin : begin + size], more=not last))

    async def _until_gone(self, receive: Receive, seconds: float) -> None:
        """Wait until the client has gone, the time is over or the server stops."""
        leaving = asyncio.ensure_future(_disconnect(receive))
        waiting = asyncio.ensure_future(self._pause(seconds))
        await asyncio.wait({leaving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        for task in (leaving, waiting):
            task.cancel()
        await asyncio.gather(leaving, waiting, return_exceptions=True)


def _call(scope: Scope, path: str, found: routes.Match, body: bytes) -> Call | None:
    """None for a body that is not a JSON object."""
    parsed: Any = {}
    if body.strip():
        try:
            parsed = json.loads(body[:_MAX_BODY])
        except ValueError:
            return None
    if not isinstance(parsed, dict):
        return None
    query = scope["query_string"].decode("ascii", "replace")
    arguments = {**dict(parse_qsl(query)), **parsed, **found.arguments}
    api = found.api
    if api == "FlattenFiltered":
        filtered = any(str(arguments.get(name) or "").strip() for name in ("account", "instrument", "marketPosition"))
        api = "Flatten" if filtered else "FlattenEverything"
    return Call("rest", scope["method"], path, query, api, arguments, parsed if body.strip() else None, body)


async def _body(receive: Receive) -> bytes | None:
    """The whole request body; None when the client left before it was complete."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


async def _disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _start(send: Send, delivery: Delivery, length: int) -> None:
    await send(_head(delivery.status, delivery.content_type, length, delivery.headers))


async def _send(
    send: Send, status: int, body: bytes, content_type: str, headers: tuple[tuple[str, str], ...] = ()
) -> None:
    await send(_head(status, content_type, len(body), headers))
    await send(_part(body, more=False))


def _head(status: int, content_type: str, length: int, headers: tuple[tuple[str, str], ...]) -> Message:
    every = (("content-type", content_type), ("content-length", str(length)), *headers)
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in every]
    return {"type": "http.response.start", "status": status, "headers": encoded}


def _part(body: bytes, more: bool = True) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}
