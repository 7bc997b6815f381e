"""From the press to the request's bytes on the socket, with the real journal, on loopback.

As a program: ``python -m tests.soak.press_speed --count 500``; prints one JSON line with milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from ctpanel.domain.closing import ClosePlan, Wanted, plan_close
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.position import Position, Side
from ctpanel.domain.token import Token
from tests.session.rig import TOKEN, Disk, FastClock, Panel, Ways, build

MES = PositionKey("Sim101", "MES 12-25")
_NO = b'{"error":"No positions found"}'
_ANSWER = b"HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
    len(_NO),
    _NO,
)


class Peer:
    """Refuses everything, from a thread of its own, and notes when each close arrived."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.arrived: list[float] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def base_url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        while data := connection.recv(65536):
            at = time.perf_counter()
            while b"\r\n\r\n" not in data or (data.startswith(b"POST") and not data.endswith(b"}")):
                data += connection.recv(65536)
            if data.startswith(b"POST"):
                self.arrived.append(at)
            connection.sendall(_ANSWER)


async def measure(count: int, folder: Path, pause_s: float) -> list[float]:
    """Milliseconds of so many presses."""
    peer = Peer()
    panel = build(Disk.open(folder), FastClock(1.0), Ways(base_url=peer.base_url))
    await panel.session.start(Token(TOKEN))
    # Nobody presses before the first read: there is no row yet.
    await panel.until(lambda: panel.session.link.fault)
    plan = plan_close(Position(MES, Side.LONG, 4), Wanted.contracts(2))
    assert isinstance(plan, ClosePlan)
    taken = []
    for number in range(count):
        taken.append(await _press(panel, peer, plan, number))
        await asyncio.sleep(pause_s)
    await panel.session.stop()
    panel.disk.close()
    return taken


async def _press(panel: Panel, peer: Peer, plan: ClosePlan, number: int) -> float:
    pressed_at = time.perf_counter()
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str), pressed
    await panel.ended(pressed)
    assert len(peer.arrived) == number + 1
    return (peer.arrived[-1] - pressed_at) * 1000


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--pause", type=float, default=0.02)
    parser.add_argument("--folder", type=Path, help="where the journal lies; a folder on the disk to be measured")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        taken = sorted(asyncio.run(measure(asked.count, Path(folder), asked.pause)))
    figures = {
        "what": "press to request bytes, ms",
        "count": len(taken),
        "median": round(statistics.median(taken), 2),
        "p99": round(taken[int(len(taken) * 0.99)], 2),
        "longest": round(taken[-1], 2),
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
