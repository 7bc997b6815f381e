"""Random users, services and crashes: whatever happens, the promises hold after every step."""

from __future__ import annotations

import pytest

from tests.session.conftest import MakeRig
from tests.session.driver import Driver


@pytest.mark.parametrize("seed", range(4))
async def test_the_promises_hold_whatever_happens(make_rig: MakeRig, seed: int) -> None:
    rig = make_rig("calm", times=12.0, rate_capacity=None, seed=seed)
    driver = Driver(rig, seed)
    await driver.run(25)
    assert driver.faults == [], "\n".join(driver.faults)
