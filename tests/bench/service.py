"""The simulator in a process of its own, with a stopwatch in front of it.

    python -m tests.bench.service SCENARIO [CONTRACTS]

Prints two addresses, and then a monotonic moment for every close request whose first bytes arrive. With CONTRACTS it
buys that many MES 12-25 in Sim101 first, so that one contract after the other can be closed.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import time

from ctpanel.sim.server import HOST, SimServer
from tests.bench.processes import TOKEN

_CLOSE = b"/positions/close"


async def _relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, watched: bool) -> None:
    try:
        while chunk := await reader.read(1 << 16):
            if watched and _CLOSE in chunk:
                print(time.monotonic(), flush=True)
            writer.write(chunk)
            await writer.drain()
    except ConnectionError:
        return
    finally:
        writer.close()


async def _serve(server: SimServer) -> None:
    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        behind_reader, behind_writer = await asyncio.open_connection(HOST, server.port)
        await asyncio.gather(_relay(reader, behind_writer, watched=True), _relay(behind_reader, writer, watched=False))

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    front = await asyncio.start_server(accept, HOST, 0)
    port = front.sockets[0].getsockname()[1]
    print(f"http://{HOST}:{port}", server.stream_url, flush=True)
    await stop.wait()
    front.close()


def main() -> None:
    """Serve until asked to end."""
    server = SimServer(sys.argv[1], token=TOKEN, rate_capacity=None, keep_requests=100)
    if len(sys.argv) > 2:
        server.control.place_order("Sim101", "MES 12-25", "buy", int(sys.argv[2]))
        server.control.advance(5.0)
    with server:
        asyncio.run(_serve(server))


if __name__ == "__main__":
    main()
