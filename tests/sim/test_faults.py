"""Each fault as a client meets it: what arrives, and what happened in the world all the same."""

import json
import math
import socket
import time
from typing import Any

import httpx
import pytest

from ctpanel.sim.faults import Fault
from tests.helpers.patience import stopwatch
from tests.sim.conftest import Bench, StartSim

MES = "MES 12-25"


def contracts_left(sim: Bench) -> int:
    """Signed contracts of the test position once everything under way is done."""
    sim.control.advance(20)
    return sim.control.position("Sim101", MES).net


def close_two(sim: Bench) -> httpx.Response:
    return sim.close_position("Sim101", instrument=MES, quantity=2)


@pytest.mark.parametrize(("spec", "left"), [("lost-answer:close:count=1", 2), ("lost-request:close:count=1", 4)])
def test_a_cut_connection_before_and_after_the_execution(sim: Bench, spec: str, left: int) -> None:
    sim.control.set_faults(spec)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        close_two(sim)
    (record,) = sim.control.requests()
    assert (record.status, record.executed) == (None, left == 2)
    assert record.faults == (spec.partition(":")[0],)
    assert contracts_left(sim) == left
    assert close_two(sim).status_code == 200


@pytest.mark.parametrize(("kind", "left"), [("lost-answer", 2), ("lost-request", 4)])
def test_silence_until_the_client_gives_up(sim: Bench, kind: str, left: int) -> None:
    sim.control.set_faults(f"{kind}:close:mode=hang")
    sim.http.timeout = httpx.Timeout(0.3)
    with pytest.raises(httpx.ReadTimeout):
        close_two(sim)
    assert contracts_left(sim) == left


def test_a_server_with_a_silent_request_stops_promptly(start_sim: StartSim) -> None:
    sim = start_sim()
    sim.control.set_faults("lost-answer:*:mode=hang", "latency:accounts:seconds=60")
    sim.http.timeout = httpx.Timeout(0.2)
    for path in ("positions", "accounts"):
        with pytest.raises(httpx.ReadTimeout):
            sim.http.get(f"/v1/api/{path}")
    with stopwatch() as seconds:
        sim.server.stop()
        assert seconds() < 2.5


def test_a_client_that_still_waits_is_cut_off_when_the_server_stops(start_sim: StartSim) -> None:
    sim = start_sim()
    sim.control.set_faults("lost-answer:*:mode=hang")
    request = f"GET /v1/api/accounts HTTP/1.1\r\nHost: sim\r\nAuthorization: Bearer {sim.server.token}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", sim.server.port), timeout=60) as client:
        client.sendall(request.encode())
        while not sim.control.requests():
            time.sleep(0.01)
        sim.server.stop()
        assert client.recv(100) == b""


@pytest.mark.parametrize("code", [400, 401, 403, 408, 429, 500, 502, 503, 504])
def test_every_status_can_come_before_and_after_the_execution(sim: Bench, code: int) -> None:
    sim.control.set_faults(f"{code}:close:count=1")
    refused = close_two(sim)
    assert refused.status_code == code
    assert refused.json()["error"]
    assert contracts_left(sim) == 4
    sim.control.set_faults(f"status:close:code={code}:when=after")
    assert close_two(sim).status_code == code
    assert contracts_left(sim) == 2
    assert [record.executed for record in sim.control.requests()] == [False, True]


def test_a_forced_429_has_the_header(sim: Bench) -> None:
    sim.control.set_faults("429")
    assert float(sim.http.get("/v1/api/accounts").headers["retry-after"]) >= 1


def test_latency(sim: Bench) -> None:
    sim.control.set_faults("latency:positions:seconds=0.3")
    began = time.monotonic()
    sim.get("positions")
    assert time.monotonic() - began >= 0.3


def test_delayed_execution(sim: Bench) -> None:
    sim.control.set_faults("delayed-execution:close:seconds=5")
    assert close_two(sim).status_code == 200
    sim.control.advance(4)
    assert sim.control.position("Sim101", MES).net == 4
    assert contracts_left(sim) == 2


def test_a_refusal_inside_a_200(sim: Bench) -> None:
    sim.control.set_faults("ok-false:close")
    answer = close_two(sim)
    assert (answer.status_code, answer.json()["success"]) == (200, False)
    assert contracts_left(sim) == 4


def test_html_and_redirect(sim: Bench) -> None:
    sim.control.set_faults("html:close:count=1", "redirect:positions")
    page = close_two(sim)
    assert page.headers["content-type"].startswith("text/html")
    assert page.text.startswith("<!doctype html>")
    moved = sim.http.get("/v1/api/positions")
    assert (moved.status_code, moved.headers["location"]) == (302, "https://crosstrade.io/")
    assert contracts_left(sim) == 4


def test_a_body_cut_short(sim: Bench) -> None:
    sim.control.set_faults("cut-json:close:count=1")
    with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
        close_two(sim)
    assert contracts_left(sim) == 2


def test_a_body_that_is_no_json(sim: Bench) -> None:
    sim.control.set_faults("bad-json:positions")
    with pytest.raises(json.JSONDecodeError):
        sim.http.get("/v1/api/positions").json()


@pytest.mark.parametrize(("mode", "text"), [("literal", ":NaN"), ("text", ':"NaN"'), ("null", ":null")])
def test_not_a_number(sim: Bench, mode: str, text: str) -> None:
    sim.control.set_faults(f"nan:positions:mode={mode}")
    body = sim.http.get("/v1/api/positions")
    assert '"marketPrice"' + text in body.text
    value = body.json()["positions"][0]["marketPrice"]
    assert value in ("NaN", None) or math.isnan(value)
    assert body.json()["positions"][0]["quantity"] == 4


def first_row(sim: Bench, spec: str) -> dict[str, Any]:
    sim.control.set_faults(spec)
    row: dict[str, Any] = sim.get("positions")["positions"][0]
    return row


def test_rows_that_are_wrong(sim: Bench) -> None:
    assert first_row(sim, "wrong-instrument")["instrument"] == "ZN 12-25"
    assert "account" not in first_row(sim, "no-account")
    assert sim.get("accounts/snapshot")["accounts"][0]["account"]["name"] == "Sim101"
    assert first_row(sim, "unknown-side")["marketPosition"] == "Sideways"
    assert first_row(sim, "text-numbers")["quantity"] == "4"
    assert first_row(sim, "snake-case")["market_position"] == "Long"


def test_a_close_whose_answer_names_another_instrument(sim: Bench) -> None:
    sim.control.set_faults("wrong-instrument:close")
    assert close_two(sim).json()["closedPositions"][0]["instrument"] == "ZN 12-25"
    assert contracts_left(sim) == 2


def test_empty_lists(sim: Bench) -> None:
    sim.control.set_faults("empty-list:reads")
    assert sim.get("accounts")["accounts"] == []
    assert sim.get("positions")["positions"] == []
    sim.control.clear_faults()
    assert len(sim.get("accounts")["accounts"]) == 5


def test_very_large_and_very_deep_bodies(sim: Bench) -> None:
    sim.control.set_faults("huge-body:positions:megabytes=6", "deep-json:accounts")
    assert len(sim.http.get("/v1/api/positions").content) > 6_000_000
    assert sim.http.get("/v1/api/accounts").text.startswith("[" * 1000)


def test_a_slow_drip(sim: Bench) -> None:
    sim.control.set_faults("slow-drip:positions:seconds=0.3")
    began = time.monotonic()
    assert sim.get("positions")["count"] == 6
    assert time.monotonic() - began >= 0.25


def test_the_addon_goes_away_for_a_time(start_sim: StartSim) -> None:
    hand = [100.0]
    sim = start_sim(clock=lambda: hand[0])
    sim.control.set_faults("addon-away:close:seconds=5:count=1")
    assert close_two(sim).status_code == 408
    assert sim.http.get("/v1/api/positions").status_code == 408
    hand[0] += 5
    assert sim.get("positions")["count"] == 6
    sim.control.set_faults("addon-away:close:seconds=5:count=1")
    assert close_two(sim).status_code == 408
    sim.control.addon_away(False)
    assert sim.get("positions")["count"] == 6
    assert contracts_left(sim) == 4


def test_orders_that_fill_in_parts_or_not_at_all(sim: Bench) -> None:
    sim.control.set_faults("partial-fill:close:count=1", "rejected-order:close:after=1")
    close_two(sim)
    assert contracts_left(sim) == 2
    assert [fill.quantity for fill in sim.control.fills()] == [1, 1]
    close_two(sim)
    assert contracts_left(sim) == 2
    assert [order.state for order in sim.control.orders("Sim101", MES, active_only=False)][-1] == "Rejected"


def test_an_order_that_survives_a_flatten(sim: Bench) -> None:
    sim.control.set_faults("surviving-order:commands:count=1")
    sim.close_position("Sim101", instrument=MES)
    assert contracts_left(sim) == 0
    assert [order.type for order in sim.control.orders("Sim101", MES)] == ["StopMarket"]


def test_faults_from_the_start_add_to_those_of_the_scenario(start_sim: StartSim) -> None:
    sim = start_sim("lost-answers", faults=(Fault("status", "positions"),))
    assert sim.http.get("/v1/api/positions").status_code == 503
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        close_two(sim)
