"""The shapes of the REST answers, as clients of the real service meet them."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from ctpanel.sim.scenarios import LIVE_ACCOUNT, PROP_ACCOUNT
from tests.sim.conftest import Bench, StartSim

MES = "MES 12-25"
POSITION_KEYS = {
    "type", "account", "instrument", "instrumentType", "marketPosition", "quantity", "averagePrice", "marketPrice",
    "unrealizedProfitLoss",
}  # fmt: skip


def by_name(rows: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    return next(row for row in rows if all(row[key] == value for key, value in wanted.items()))


def test_accounts(sim: Bench) -> None:
    body = sim.get("accounts")
    assert body["success"] is True
    assert [row["name"] for row in body["accounts"]] == ["Sim101", "Sim102", PROP_ACCOUNT, LIVE_ACCOUNT, "Playback101"]
    prop = by_name(body["accounts"], name=PROP_ACCOUNT)
    assert (prop["provider"], prop["connectionStatus"]) == ("Rithmic", "Connected")
    assert prop["item"]["dailyLossLimit"] == 1100.0
    assert prop["item"]["trailingMaxDrawdown"] == 2500.0
    assert len(prop["item"]) == 31
    assert by_name(body["accounts"], name="Playback101")["item"]["netLiquidation"] is None
    assert prop["item"]["netLiquidation"] == pytest.approx(50014.0)


def test_one_account_in_any_case_and_with_characters_that_need_encoding(sim: Bench) -> None:
    assert sim.get("accounts/sIM101")["name"] == "Sim101"
    account = sim.get(f"accounts/{quote(LIVE_ACCOUNT, safe='')}")
    assert (account["name"], account["success"]) == (LIVE_ACCOUNT, True)
    refused = sim.http.get("/v1/api/accounts/nobody")
    assert refused.status_code == 400
    assert refused.json()["error"] == "invalid_account"


def test_the_snapshot_nests_deeper_and_speaks_of_time_in_its_own_way(start_sim: StartSim) -> None:
    sim = start_sim(began=datetime(2025, 12, 1, 15, 30, tzinfo=UTC))
    body = sim.get("accounts/snapshot")
    assert "success" not in body
    assert body["timestamp"] == "2025-12-01T10:30:00.0000007-05:00"
    assert body["epoch"] == 1764603000000
    first = body["accounts"][0]
    assert first["account"]["name"] == "Sim101"
    assert first["account"]["isAccountFlat"] is False
    assert {row["instrument"] for row in first["positions"]} == {MES, "MNQ 12-25"}


def test_the_snapshot_is_cached_for_three_seconds(sim: Bench) -> None:
    def size() -> int:
        rows: list[dict[str, Any]] = sim.get("accounts/snapshot")["accounts"][0]["positions"]
        return int(by_name(rows, instrument=MES)["quantity"])

    assert size() == 4
    sim.close_position("Sim101", instrument=MES, quantity=1)
    sim.control.advance(1)
    assert (sim.control.position("Sim101", MES).net, size()) == (3, 4)
    sim.control.advance(2)
    assert size() == 3


def test_positions_of_all_accounts(sim: Bench) -> None:
    body = sim.get("positions")
    assert body["count"] == len(body["positions"]) == 6
    long = by_name(body["positions"], account="Sim101", instrument=MES)
    assert set(long) == POSITION_KEYS | {"tag"}
    assert (long["marketPosition"], long["quantity"]) == ("Long", 4)
    short = by_name(body["positions"], account="Sim102", instrument="MGC 12-25")
    assert (short["marketPosition"], short["quantity"]) == ("Short", 2)


def test_money_has_the_noise_of_doubles(sim: Bench) -> None:
    body = sim.http.get("/v1/api/positions").text
    assert re.search(r'"unrealizedProfitLoss":-?\d+\.\d{9,}', body)


def test_flat_rows_stay_in_the_account_list_and_come_to_the_common_one_on_request(sim: Bench) -> None:
    sim.close_position("Sim101", instrument=MES)
    sim.control.advance(1)
    flat = by_name(sim.get("accounts/Sim101/positions")["positions"], instrument=MES)
    assert (flat["marketPosition"], flat["quantity"]) == ("Flat", 0)
    assert sim.get("positions")["count"] == 5
    assert sim.get("positions", includeFlat="true")["count"] == 6


def test_a_single_position(sim: Bench) -> None:
    row = sim.get("accounts/Sim101/position", instrument="MES")
    assert (row["instrument"], row["quantity"], row["success"]) == (MES, 4, True)
    assert sim.get("accounts/Sim102/position", instrument=MES)["marketPosition"] == "Flat"


def test_the_three_ways_to_close(sim: Bench) -> None:
    for body, left in (({"quantity": 1}, 3), ({"percent": 0.5}, 1), ({}, 0)):
        answer = sim.close_position("Sim101", instrument=MES, **body)
        assert answer.status_code == 200
        assert set(answer.json()) == {"closedPositions", "success"}
        assert set(answer.json()["closedPositions"][0]) == POSITION_KEYS
        sim.control.advance(1)
        assert sim.control.position("Sim101", MES).net == left
    again = sim.close_position("Sim101", instrument=MES)
    assert (again.status_code, again.json()) == (400, {"error": f"No positions found for instrument '{MES}'"})


def test_flatten_one_account_and_by_filter(sim: Bench) -> None:
    answer = sim.post("accounts/Sim101/positions/flatten").json()
    assert len(answer["closedPositions"]) == len(answer["orderIds"]) == 2
    assert len(sim.post("positions/flatten", marketPosition="long", account="Sim102").json()["closedPositions"]) == 1
    assert len(sim.post("positions/flatten").json()["closedPositions"]) == 6
    assert [record.api for record in sim.control.requests()] == ["Flatten", "Flatten", "FlattenEverything"]


def test_orders_by_account_and_for_all(sim: Bench) -> None:
    mine = sim.get("accounts/Sim101/orders", activeOnly="true")["orders"]
    assert [(row["orderType"], row["orderState"], row["quantity"]) for row in mine] == [
        ("StopMarket", "Accepted", 4),
        ("Limit", "Working", 4),
        ("StopMarket", "Accepted", 3),
    ]
    assert mine[0]["ocoId"] == mine[1]["ocoId"] != ""
    assert mine[0]["orderId"] == mine[0]["id"]
    live = by_name(sim.get("orders", activeOnly="true")["orders"], account=LIVE_ACCOUNT)
    assert live["orderId"] is None
    assert live["id"].isdigit()


def test_one_order_its_status_change_and_cancel(sim: Bench) -> None:
    order = sim.control.orders("Sim101", "MNQ 12-25")[0]
    path = f"accounts/Sim101/orders/{order.id}"
    assert sim.get(path)["orderState"] == sim.get(f"{path}/status")["status"] == "Accepted"
    changed = sim.http.put(f"/v1/api/{path}/change", json={"quantity": 2})
    assert changed.json() == {"orderId": order.id, "success": True}
    assert sim.control.orders("Sim101", "MNQ 12-25")[0].quantity == 2
    assert sim.post(f"{path}/cancel").json() == {"orderId": order.id, "success": True}
    sim.control.advance(1)
    assert sim.control.orders("Sim101", "MNQ 12-25") == []
    assert sim.get("accounts/Sim101/orders")["orders"][2]["orderState"] == "Cancelled"
    assert sim.post(f"{path}/cancel").status_code == 400


def test_place_cancel_orders_and_cancel_all(sim: Bench) -> None:
    order = {"instrument": MES, "action": "Buy", "quantity": 1, "orderType": "Limit", "timeInForce": "Gtc"}
    placed = sim.post("accounts/Sim101/orders/place", **order, limitPrice=5700.0)
    assert placed.json()["success"] is True
    assert len(sim.post("accounts/Sim101/orders/cancel", instrument=MES).json()["orderIds"]) == 3
    sim.control.advance(1)
    assert sim.control.orders("Sim101", MES) == []
    assert len(sim.post("orders/cancelall").json()["orderIds"]) == 6


def test_cancel_and_bracket(sim: Bench) -> None:
    answer = sim.post(
        "accounts/Sim101/orders/cancel_and_bracket",
        instrument=MES, action="BUY", quantity=9, stopPrice=5785.0, limitPrice=5805.0,
    )  # fmt: skip
    assert answer.json()["success"] is True
    sim.control.advance(1)
    assert [order.quantity for order in sim.control.orders("Sim101", MES)] == [4, 4]


def test_reverse_and_executions(sim: Bench) -> None:
    answer = sim.post("accounts/Sim101/positions/reverse", instrument=MES).json()
    sim.control.advance(1)
    row = sim.get("accounts/Sim101/executions")["executions"][0]
    assert (row["orderId"], row["marketPosition"], row["quantity"], row["position"]) == (
        answer["orderId"],
        "Short",
        8,
        4,
    )
    sim.control.advance(400)
    assert sim.get("accounts/Sim101/executions")["executions"] == []
    assert len(sim.get("accounts/Sim101/executions", lookbackTime="900")["executions"]) == 1
    sim.control.advance(600)
    assert sim.get("accounts/Sim101/executions", lookbackTime="5000")["executions"] == []


def test_quotes_are_flat_for_one_and_a_bare_array_for_several(sim: Bench) -> None:
    one = sim.get("market/quote", instrument=MES)
    assert (one["instrument"], one["tickSize"], one["pointValue"], one["tickValue"]) == (MES, 0.25, 5.0, 1.25)
    assert "success" not in one
    assert one["epoch"] < 100_000_000_000
    assert [row["instrument"] for row in sim.get("market/quote", instrument="ES,NQ1!")] == ["ES 12-25", "NQ 12-25"]
    assert sim.http.get("/v1/api/market/quote", params={"instrument": "XX"}).status_code == 400


def test_market_info(sim: Bench) -> None:
    body = sim.get("market/info", instrument=MES)
    assert body["status"] == {"isOpen": True, "state": "Open"}
    assert body["session"]["secondsRemaining"] > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z", body["timestamp"])


def test_watermarks_come_from_the_server_and_are_empty_without_a_monitor(sim: Bench) -> None:
    assert sim.get("accounts/Sim101/watermarks")["data"]["watermarks"] == {}
    sim.control.addon_away(True)
    data = sim.get(f"accounts/{PROP_ACCOUNT}/watermarks")["data"]
    assert set(data["watermarks"]) == {"pnlhigh", "netliqhigh", "unrealhigh"}
    assert data["stats"]["poscount"] == 1
    sim.control.set_price("MNQ", Decimal("20418.00"))
    sim.control.advance(1)
    sim.control.set_price("MNQ", Decimal("20402.00"))
    sim.control.advance(1)
    later = sim.get(f"accounts/{PROP_ACCOUNT}/watermarks")["data"]
    assert later["watermarks"]["netliqhigh"] > data["watermarks"]["netliqhigh"] > later["stats"]["netliq"]
    assert sim.get("accounts/Sim102/watermarks")["data"]["watermarks"] == {}


@pytest.mark.parametrize("token", ["wrong", "wrong too", None])
def test_a_wrong_token_is_refused_before_anything_happens(sim: Bench, token: str | None) -> None:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    url = f"{sim.server.base_url}/v1/api/accounts/Sim101/positions/close"
    answer = httpx.post(url, json={"instrument": MES}, headers=headers, trust_env=False)
    assert answer.status_code == 401
    sim.control.advance(1)
    assert sim.control.position("Sim101", MES).net == 4


def test_a_refused_token_uses_up_no_fault(sim: Bench) -> None:
    sim.control.set_faults("503:accounts:count=1")
    assert httpx.get(f"{sim.server.base_url}/v1/api/accounts", trust_env=False).status_code == 401
    assert sim.http.get("/v1/api/accounts").status_code == 503


def test_a_plan_without_api_access(start_sim: StartSim) -> None:
    answer = start_sim(plan_has_api=False).http.get("/v1/api/accounts")
    assert answer.status_code == 403
    assert "plan" in answer.json()["error"]


def test_wrong_paths(sim: Bench) -> None:
    missing = sim.http.get("/v1/api/postions")
    assert missing.status_code == 404
    assert "/v1/api/positions" in missing.json()["did_you_mean"]
    outside = sim.http.get("/api/positions")
    assert outside.status_code == 302
    assert outside.headers["location"].startswith("https://crosstrade.io")
    assert sim.http.get("/v1/api/accounts/Sim101/positions/close").status_code == 404


def test_a_body_that_is_not_an_object(sim: Bench) -> None:
    for text in ("[1]", "{", "3"):
        answer = sim.http.post("/v1/api/accounts/Sim101/positions/close", content=text)
        assert answer.status_code == 400
    assert sim.control.requests() == []


def test_an_older_service_and_an_older_addon(start_sim: StartSim) -> None:
    assert start_sim(orders_endpoint=False).http.get("/v1/api/orders").status_code == 404
    old = start_sim(old_addon=True)
    answer = old.http.get("/v1/api/positions")
    assert (answer.status_code, answer.json()["error"]) == (400, "Unknown API command: GetAllPositions")
    assert old.get("accounts/Sim101/positions")["success"] is True


def test_nt8_away_is_a_408_that_executes_nothing(sim: Bench) -> None:
    sim.control.addon_away(True)
    assert sim.close_position("Sim101", instrument=MES).status_code == 408
    sim.control.addon_away(False)
    sim.control.advance(1)
    assert sim.control.position("Sim101", MES).net == 4
    assert [record.executed for record in sim.control.requests()] == [False]


def test_an_account_can_lose_its_connection(sim: Bench) -> None:
    sim.control.set_connection("Sim102", "ConnectionLost")
    assert sim.get("accounts/Sim102")["connectionStatus"] == "ConnectionLost"


def test_every_request_is_recorded_as_it_came_and_never_with_the_token(sim: Bench) -> None:
    sim.close_position("Sim101", instrument=MES, percent=0.25)
    (record,) = sim.control.requests("ClosePosition")
    assert (record.transport, record.method, record.path) == ("rest", "POST", "/v1/api/accounts/Sim101/positions/close")
    assert record.body == json.loads(record.raw) == {"instrument": MES, "percent": 0.25}
    assert (record.status, record.executed) == (200, True)
    assert sim.server.token not in repr(sim.control.requests()) + repr(sim.server.options)
    sim.control.forget_requests()
    assert sim.control.requests() == []


def test_only_the_newest_records_are_kept(start_sim: StartSim) -> None:
    sim = start_sim(keep_requests=3, rate_capacity=None)
    for _ in range(5):
        sim.get("accounts")
    records = sim.control.requests()
    assert [record.number for record in records] == [2, 3, 4]
    assert {record.status for record in records} == {200}
