"""The vendor's documented request, sent the documented way, unchanged but for host and token."""

from typing import Any

import requests

from tests.sim.conftest import Bench


def test_close_position_as_documented(sim: Bench) -> None:
    url = f"{sim.server.base_url}/v1/api/accounts/Sim101/positions/close"
    headers = {"Authorization": f"Bearer {sim.server.token}", "Content-Type": "application/json"}
    data: dict[str, Any] = {"instrument": "MES 12-25", "quantity": 4}
    response = requests.post(url, headers=headers, json=data, timeout=60)
    assert response.status_code == 200
    assert response.json()["success"] is True
    (row,) = response.json()["closedPositions"]
    assert (row["account"], row["instrument"], row["marketPosition"], row["quantity"]) == (
        "Sim101", "MES 12-25", "Long", 4,
    )  # fmt: skip
    sim.control.advance(1)
    assert sim.control.position("Sim101", "MES 12-25").net == 0
    assert sim.control.orders("Sim101", "MES 12-25") == []
