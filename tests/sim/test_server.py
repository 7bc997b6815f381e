"""Starting, stopping, and who may reach it."""

import asyncio
import logging
import socket
import threading
import time
from datetime import UTC, datetime
from decimal import Decimal

import httpx
import pytest
from websockets.sync.client import connect

from ctpanel.sim.scenarios import UnknownScenario
from ctpanel.sim.server import SimServer, SimServerError, listen
from tests.sim.conftest import StartSim

MES = "MES 12-25"


def test_it_picks_a_free_port_on_loopback_and_gives_it_back() -> None:
    with SimServer() as server:
        assert server.base_url == f"http://127.0.0.1:{server.port}"
        assert server.stream_url == f"ws://127.0.0.1:{server.port}/ws/stream"
    with pytest.raises(httpx.ConnectError):
        httpx.get(server.base_url, trust_env=False)


def test_starting_and_stopping_twice_does_no_harm_and_it_can_come_back() -> None:
    server = SimServer(auto_tick=False)
    server.stop()
    assert server.start() is server.start()
    port = server.port
    server.stop()
    server.stop()
    server.start()
    assert server.port == port
    assert server.control.position("Sim101", MES).net == 4
    server.stop()


def test_a_port_in_use_is_said_so() -> None:
    with SimServer() as first, pytest.raises(SimServerError, match=f"Port {first.port} .* Choose another"):
        SimServer(port=first.port).start()
    with pytest.raises(SimServerError, match="70000"):
        SimServer(port=70000).start()


def test_small_answers_leave_at_once() -> None:
    with listen(0) as listener:
        assert listener.proto == socket.IPPROTO_TCP, "asyncio sets TCP_NODELAY on connections of such a socket only"


def test_an_unknown_scenario_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownScenario, match="calm, busy"):
        SimServer("storm")


def test_many_starts_and_stops_leave_no_thread_or_socket() -> None:
    before = threading.active_count()
    for _ in range(20):
        with SimServer() as server, socket.create_connection(("127.0.0.1", server.port)):
            pass
    assert threading.active_count() == before


def test_time_runs_by_itself_and_as_fast_as_told(start_sim: StartSim) -> None:
    sim = start_sim(auto_tick=True, speed=200.0)
    sim.close_position("Sim101", instrument=MES)
    deadline = time.monotonic() + 5
    while sim.control.position("Sim101", MES).net and time.monotonic() < deadline:
        sim.get("positions")
    assert sim.control.position("Sim101", MES).net == 0


def test_a_night_asleep_is_not_lived_through_at_once(start_sim: StartSim) -> None:
    hand = [0.0]
    engine = start_sim(auto_tick=True, clock=lambda: hand[0]).server.engine
    hand[0] = 8 * 3600.0
    engine.catch_up()
    assert engine.world.now_us == 60_000_000


def test_the_token_stays_out_of_the_log(start_sim: StartSim, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("websockets").setLevel(logging.INFO)
    sim = start_sim()
    sim.get("accounts")
    headers = {"Authorization": f"Bearer {sim.server.token}"}
    with connect(sim.server.stream_url, additional_headers=headers, proxy=None) as stream:
        stream.recv(5)
    sim.server.stop()
    assert sim.server.token not in "\n".join(record.getMessage() for record in caplog.records)


async def test_it_runs_beside_a_loop_of_the_caller(start_sim: StartSim) -> None:
    sim = start_sim()
    async with httpx.AsyncClient(
        base_url=sim.server.base_url, headers={"Authorization": f"Bearer {sim.server.token}"}, trust_env=False
    ) as client:
        answers = await asyncio.gather(*(client.get("/v1/api/accounts") for _ in range(10)))
    assert {answer.status_code for answer in answers} == {200}


def test_the_control_sees_and_moves_the_market(start_sim: StartSim) -> None:
    sim = start_sim()
    control = sim.control
    control.set_price("MES", Decimal("5800.00"), hold=True)
    control.advance(10)
    assert control.price(MES) == Decimal("5800.00")
    placed = control.place_order("sim101", MES, "sell", 1, limit=Decimal("5801.00"), oco="x")
    assert (placed.type, placed.state, placed.oco) == ("Limit", "Working", "x")
    control.fill_target("Sim102", "MGC 12-25")
    assert control.position("Sim102", "MGC 12-25").net == 0
    assert [(fill.account, fill.quantity) for fill in control.fills()] == [("Sim102", 2)]
    assert len(control.positions()) == 5
    assert control.position("Sim101", MES).average == Decimal("5793.50")
    for lookup in (
        lambda: control.position("nobody", MES),
        lambda: control.price("XX"),
        lambda: control.fill_target("Sim101", "MNQ 12-25"),
    ):
        with pytest.raises(LookupError):
            lookup()


def test_the_same_seed_gives_the_same_run_through_the_wire(start_sim: StartSim) -> None:
    def run() -> list[str]:
        sim = start_sim("busy", seed=7, began=datetime(2025, 12, 1, tzinfo=UTC), rate_capacity=None)
        texts = []
        for _ in range(5):
            sim.close_position("Sim101", instrument="MNQ 12-25", quantity=1)
            sim.control.advance(1.5)
            texts += [sim.http.get(f"/v1/api/{path}").text for path in ("positions", "orders", "accounts/snapshot")]
        return texts

    assert run() == run()
