"""The WebSocket: handshake, calls, pushed frames, one session per user, and its faults."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from ctpanel.sim.asgi_types import Message
from ctpanel.sim.engine import Engine
from ctpanel.sim.gate import Gate
from ctpanel.sim.options import Options
from ctpanel.sim.scenarios import scenario_named
from ctpanel.sim.session import StreamSession
from tests.helpers.patience import stopwatch
from tests.sim.conftest import Bench, StartSim

MES = "MES 12-25"
Connect = Callable[[Bench], "Talk"]


class Talk:
    """A client that speaks JSON and gives up after a few seconds of silence."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def say(self, **message: Any) -> None:
        self.socket.send(json.dumps(message))

    def hear(self, timeout: float = 5.0) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self.socket.recv(timeout))
        return message

    def hear_until(self, wanted: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        """Everything up to and with the first message that is wanted."""
        heard = [self.hear()]
        while not wanted(heard[-1]):
            heard.append(self.hear())
        return heard

    def hear_type(self, kind: str) -> dict[str, Any]:
        return self.hear_until(lambda message: message.get("type") == kind)[-1]

    def rpc(self, api: str, request_id: str = "r1", **args: Any) -> dict[str, Any]:
        """The `data` of the reply."""
        self.say(action="rpc", id=request_id, api=api, args=args)
        reply = self.hear_until(lambda message: message.get("id") == request_id)[-1]
        data: dict[str, Any] = reply["data"]
        return data

    def ready(self) -> "Talk":
        self.hear_until(lambda message: message.get("state") == "ready")
        return self

    def farewell(self) -> tuple[int, str]:
        """Code and reason with which the server closes."""
        with pytest.raises(ConnectionClosed) as caught:
            while True:
                self.hear()
        assert caught.value.rcvd is not None
        return caught.value.rcvd.code, caught.value.rcvd.reason


@pytest.fixture
def dial() -> Iterator[Connect]:
    with contextlib.ExitStack() as sockets:

        def connect_to(sim: Bench) -> Talk:
            return Talk(sockets.enter_context(connection(sim, sim.server.token)))

        yield connect_to


def connection(sim: Bench, token: str, path: str = "") -> contextlib.AbstractContextManager[ClientConnection]:
    headers = {"Authorization": f"Bearer {token}"}
    url = sim.server.stream_url + path
    return connect(url, additional_headers=headers, proxy=None, ping_interval=None, close_timeout=0.2)


def handshake_status(sim: Bench, token: str, path: str = "") -> int:
    with pytest.raises(InvalidStatus) as caught, connection(sim, token, path):
        pass
    return caught.value.response.status_code


def test_the_handshake_needs_the_token(sim: Bench, start_sim: StartSim) -> None:
    assert handshake_status(sim, "wrong") == 401
    assert handshake_status(sim, sim.server.token, "/other") == 404
    unpaid = start_sim(plan_has_api=False)
    assert handshake_status(unpaid, unpaid.server.token) == 403
    sim.control.set_faults("503:handshake")
    assert handshake_status(sim, sim.server.token) == 503
    assert [record.status for record in sim.control.requests("Handshake")] == [401, 404, 503]


def test_it_says_when_it_is_ready(sim: Bench, dial: Connect) -> None:
    talk = dial(sim)
    assert [talk.hear()["state"], talk.hear()["state"]] == ["syncing", "ready"]


def test_a_close_by_rpc_is_the_same_close(sim: Bench, dial: Connect) -> None:
    talk = dial(sim).ready()
    data = talk.rpc("ClosePosition", account="sim101", instrument=MES, quantity=1)
    assert data["closedPositions"][0]["quantity"] == 4
    assert data["success"] is True
    sim.control.advance(1)
    assert sim.control.position("Sim101", MES).net == 3
    (record,) = sim.control.requests("ClosePosition")
    assert (record.transport, record.method, record.status, record.executed) == ("ws", "RPC", 200, True)
    assert record.body == {"account": "sim101", "instrument": MES, "quantity": 1}
    assert talk.rpc("ClosePosition", account="Sim101", instrument="ES 12-25")["error"].startswith("No positions found")
    assert talk.rpc("NoSuchCall")["error"] == "Unknown API command: NoSuchCall"


def test_reads_by_rpc_give_the_rest_bodies(sim: Bench, dial: Connect) -> None:
    talk = dial(sim).ready()
    assert talk.rpc("GetAllPositions") == sim.get("positions")
    assert talk.rpc("ListOrders", account="Sim101", activeOnly=True) == sim.get(
        "accounts/Sim101/orders", activeOnly="true"
    )


def test_slow_calls_do_not_hold_up_others(sim: Bench, dial: Connect) -> None:
    sim.control.set_faults("latency:close:seconds=1")
    talk = dial(sim).ready()
    talk.say(action="rpc", id="slow", api="ClosePosition", args={"account": "Sim101", "instrument": MES})
    talk.say(action="rpc", id="quick", api="ListAccounts", args={})
    ids = [message["id"] for message in (talk.hear(), talk.hear())]
    assert ids == ["quick", "slow"]


def test_ping_nonsense_and_unknown_actions(sim: Bench, dial: Connect) -> None:
    talk = dial(sim).ready()
    talk.say(action="ping")
    assert talk.hear() == {"type": "pong"}
    talk.socket.send("{")
    assert talk.hear()["type"] == "error"
    talk.say(action="dance")
    assert "dance" in talk.hear()["error"]
    for events in (5, {"a": 1}, [["orders"], None], "orders"):
        talk.say(action="subscribe", events=events)
        assert talk.hear() == {"status": "subscribed", "events": []}
    talk.say(action="rpc", id={"odd": 1}, api=None, args=[1])
    assert talk.hear() == {"id": {"odd": 1}, "data": {"error": "Unknown API command: None"}}


def test_quotes_for_what_is_subscribed(start_sim: StartSim, dial: Connect) -> None:
    sim = start_sim(quote_every_s=0.05)
    talk = dial(sim).ready()
    talk.say(action="subscribe", instruments=["MES", "NQ 12-25", "nothing"])
    assert talk.hear() == {"status": "subscribed", "instruments": [MES, "NQ 12-25"]}
    frame = talk.hear_type("marketData")
    assert [quote["instrument"] for quote in frame["quotes"]] == [MES, "NQ 12-25"]
    assert frame["quotes"][0]["last"] == float(sim.control.price(MES))
    talk.say(action="unsubscribe", instruments=["MES"])
    talk.hear_until(lambda message: message.get("status") == "unsubscribed")
    assert [quote["instrument"] for quote in talk.hear_type("marketData")["quotes"]] == ["NQ 12-25"]


def test_results_at_the_interval_asked_for(sim: Bench, dial: Connect) -> None:
    talk = dial(sim).ready()
    talk.say(action="streamPnl", enabled=True, interval=10)
    assert talk.hear()["interval"] == 100
    frames = [talk.hear_type("pnlUpdate") for _ in range(3)]
    assert [frame["seq"] for frame in frames] == [3, 4, 5]
    accounts = {row["account"]: row for row in frames[0]["accounts"]}
    assert accounts["Sim101"]["positions"][0]["quantity"] == 4
    assert accounts["Sim101"]["unrealizedProfitLoss"] == sum(
        row["unrealizedProfitLoss"] for row in accounts["Sim101"]["positions"]
    )
    talk.say(action="streamPnl", enabled=False)
    talk.hear_until(lambda message: message.get("enabled") is False)
    with pytest.raises(TimeoutError):
        talk.hear(timeout=0.4)


def test_events_for_what_is_subscribed(sim: Bench, dial: Connect) -> None:
    talk = dial(sim).ready()
    talk.say(action="subscribe", events=["orders", "executions", "positions"])
    talk.hear_until(lambda message: message.get("status") == "subscribed")
    sim.close_position("Sim101", instrument=MES)
    sim.control.advance(1)
    frames = talk.hear_until(lambda message: message.get("type") == "positionUpdate")
    states = [frame["order"]["orderState"] for frame in frames if frame["type"] == "orderUpdate"]
    assert {"CancelPending", "Submitted", "Cancelled", "Filled"} <= set(states)
    fills = [frame["execution"] for frame in frames if frame["type"] == "executionUpdate"]
    assert [(fill["marketPosition"], fill["quantity"], fill["position"]) for fill in fills] == [("Short", 4, 0)]
    assert (frames[-1]["account"], frames[-1]["position"]["marketPosition"]) == ("Sim101", "Flat")


def test_events_from_before_the_connection_or_behind_a_closed_nt8_are_not_told(sim: Bench, dial: Connect) -> None:
    sim.control.place_order("Sim101", MES, "buy", 1)
    talk = dial(sim)
    talk.say(action="subscribe", events=["orders"])
    talk.hear_until(lambda message: message.get("status") == "subscribed")
    sim.control.addon_away(True)
    talk.hear_until(lambda message: message.get("state") == "disconnected")
    sim.control.place_order("Sim101", MES, "buy", 2)
    assert talk.rpc("ListAccounts")["error"]
    time.sleep(0.15)  # three turns of the pump, in which the event must not come
    sim.control.addon_away(False)
    heard = talk.hear_until(lambda message: message.get("type") == "resync")
    assert "orderUpdate" not in [message["type"] for message in heard]
    sim.control.place_order("Sim101", MES, "buy", 3)
    assert talk.hear_type("orderUpdate")["order"]["quantity"] == 3


def test_subscriptions_have_their_own_budget(sim: Bench, dial: Connect) -> None:
    talk = dial(sim).ready()
    for _ in range(6):
        talk.say(action="subscribe", instruments=["MES"])
    replies = [talk.hear() for _ in range(6)]
    assert [("error" in reply) for reply in replies] == [False] * 5 + [True]


def test_calls_share_the_request_budget_and_ten_violations_end_the_connection(
    start_sim: StartSim, dial: Connect
) -> None:
    sim = start_sim(clock=lambda: 5.0)
    talk = dial(sim).ready()
    for number in range(19):
        assert "error" not in talk.rpc("ListAccounts", str(number))
    assert sim.http.get("/v1/api/accounts").status_code == 200
    assert talk.rpc("ListAccounts")["error"] == "Rate limit exceeded"
    for _ in range(9):
        talk.say(action="rpc", id="x", api="ListAccounts", args={})
    assert talk.farewell()[0] == 1008


def test_an_answer_between_violations_starts_the_count_anew(start_sim: StartSim, dial: Connect) -> None:
    hand = [0.0]
    sim = start_sim(clock=lambda: hand[0])
    talk = dial(sim).ready()
    for _ in range(2):
        sim.control.spend_budget(20)
        assert [talk.rpc("ListAccounts")["error"] for _ in range(9)] == ["Rate limit exceeded"] * 9
        hand[0] += 0.4
        assert talk.rpc("ListAccounts")["success"] is True


def test_the_newest_connection_takes_the_session(sim: Bench, dial: Connect) -> None:
    first, second = dial(sim).ready(), dial(sim).ready()
    assert first.farewell() == (4001, "Session active elsewhere")
    assert second.rpc("ListAccounts")["success"] is True
    sim.control.steal_session()
    assert second.farewell()[1] == "Session active elsewhere"
    assert sim.get("accounts")["success"] is True


def test_nt8_away_is_told_and_so_is_its_return(sim: Bench, dial: Connect) -> None:
    talk = dial(sim).ready()
    sim.control.addon_away(True)
    assert talk.hear()["state"] == "disconnected"
    assert "not connected" in talk.rpc("ListAccounts")["error"]
    sim.control.addon_away(False)
    assert [talk.hear()[key] for key in ("state", "type", "state")] == ["syncing", "resync", "ready"]


def test_resync_and_drop_by_hand(sim: Bench, dial: Connect) -> None:
    talk = dial(sim).ready()
    sim.control.send_resync()
    assert talk.hear_type("resync")["seq"] == 3
    sim.control.drop_stream()
    with pytest.raises(ConnectionClosed) as caught:
        talk.hear()
    assert caught.value.rcvd is None


def results(sim: Bench, dial: Connect, *specs: str) -> Talk:
    """A connection with P&L frames every 100 ms, whose seq begins at 3."""
    talk = dial(sim).ready()
    sim.control.set_faults(*specs)
    talk.say(action="streamPnl", enabled=True, interval=100)
    talk.hear()
    return talk


def test_dropped_frames_leave_a_gap(sim: Bench, dial: Connect) -> None:
    talk = results(sim, dial, "dropped-frames:pnlUpdate:after=1:count=2")
    assert [talk.hear()["seq"] for _ in range(3)] == [3, 6, 7]


def test_duplicate_and_late_frames(sim: Bench, dial: Connect) -> None:
    talk = results(sim, dial, "duplicate-frames:pnlUpdate:count=1", "late-frames:pnlUpdate:after=1:count=1")
    assert [talk.hear()["seq"] for _ in range(6)] == [3, 3, 5, 6, 7, 4]


def test_a_garbled_frame(sim: Bench, dial: Connect) -> None:
    talk = results(sim, dial, "garbled-frames:*:count=1")
    with pytest.raises(json.JSONDecodeError):
        talk.hear()
    assert talk.hear()["seq"] == 4


def test_a_frozen_socket_answers_nothing_and_then_says_what_it_lost(sim: Bench, dial: Connect) -> None:
    talk = results(sim, dial, "frozen-socket:pnlUpdate:after=1:count=1:seconds=0.6")
    assert talk.hear()["seq"] == 3
    while (pong := talk.socket.ping()).wait(0.2):
        pass
    thawed = talk.hear()
    assert thawed["seq"] - thawed["dropped"] == 4
    assert pong.wait(5)


def test_lost_answers_by_rpc(sim: Bench, dial: Connect) -> None:
    sim.control.set_faults("lost-answer:close:mode=hang:count=1", "lost-answer:close:after=1:mode=drop")
    talk = dial(sim).ready()
    talk.say(action="rpc", id="a", api="ClosePosition", args={"account": "Sim101", "instrument": MES, "quantity": 1})
    with pytest.raises(TimeoutError):
        talk.hear(timeout=0.3)
    talk.say(action="rpc", id="b", api="ClosePosition", args={"account": "Sim101", "instrument": MES, "quantity": 1})
    with pytest.raises(ConnectionClosed):
        talk.hear()
    sim.control.advance(1)
    assert sim.control.position("Sim101", MES).net == 2
    assert [record.status for record in sim.control.requests("ClosePosition")] == [None, None]


async def test_nothing_is_written_to_a_connection_that_was_cut() -> None:
    """Its end is noticed a turn later; what is written to it until then counts as trouble of the program's own."""
    sent: list[Message] = []

    async def keep(message: Message) -> None:
        sent.append(message)

    engine = Engine(scenario_named("calm"), Options())
    session = StreamSession(engine, Gate(engine, asyncio.sleep), asyncio.sleep, keep, asyncio.Transport())
    await session.push("status", {"state": "ready"})
    with contextlib.suppress(NotImplementedError):
        session.drop()
    await session.push("status", {"state": "syncing"})
    assert [json.loads(each["text"])["state"] for each in sent] == ["ready"]


def test_the_scenario_that_steals_the_session(start_sim: StartSim, dial: Connect) -> None:
    hand = [0.0]
    talk = dial(start_sim("session-elsewhere", clock=lambda: hand[0])).ready()
    hand[0] = 10.0
    assert talk.farewell() == (4001, "Session active elsewhere")


def test_a_server_with_an_open_stream_stops_promptly(sim: Bench, dial: Connect) -> None:
    talk = dial(sim).ready()
    with stopwatch() as seconds:
        sim.server.stop()
        assert seconds() < 2
    assert talk.farewell()[0] == 1012
