"""A running simulator for a test, and a plain client for it."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol, Unpack

import httpx
import pytest

from ctpanel.sim.options import MoreOptions
from ctpanel.sim.server import SimServer


class Bench:
    """A simulator whose time stands still unless told otherwise, and an authorized HTTP client."""

    def __init__(self, server: SimServer) -> None:
        self.server = server
        self.control = server.control
        self.http = httpx.Client(
            base_url=server.base_url,
            headers={"Authorization": f"Bearer {server.token}"},
            trust_env=False,
            timeout=60.0,
        )

    def get(self, path: str, **query: str) -> Any:
        """The JSON body of a read that must succeed."""
        answer = self.http.get(f"/v1/api/{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, **body: Any) -> httpx.Response:
        return self.http.post(f"/v1/api/{path}", json=body)

    def close_position(self, account: str, **body: Any) -> httpx.Response:
        return self.post(f"accounts/{account}/positions/close", **body)


class StartSim(Protocol):
    def __call__(self, scenario: str = "calm", **more: Unpack[MoreOptions]) -> Bench: ...


@pytest.fixture
def start_sim() -> Iterator[StartSim]:
    stops: list[Callable[[], None]] = []

    def start(scenario: str = "calm", **more: Unpack[MoreOptions]) -> Bench:
        more.setdefault("auto_tick", False)
        bench = Bench(SimServer(scenario, **more).start())
        stops.extend([bench.http.close, bench.server.stop])
        return bench

    yield start
    for stop in stops:
        stop()


@pytest.fixture
def sim(start_sim: StartSim) -> Bench:
    """The calm world with time by hand and no request budget."""
    return start_sim(rate_capacity=None)
