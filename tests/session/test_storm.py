"""Two users, every kind of plan, and whatever can come in between: the promises hold after every step."""

from __future__ import annotations

import os

import pytest

from tests.session.conftest import MakeRig
from tests.session.storm import Storm

#: More of them by hand: ``STORMS=0-200 pytest tests/session/test_storm.py``.
FIRST, LAST = (int(each) for each in os.environ.get("STORMS", "0-3").split("-"))


@pytest.mark.parametrize("seed", range(FIRST, LAST))
async def test_each_service_gets_what_was_meant_for_it_and_nothing_else(make_rig: MakeRig, seed: int) -> None:
    mine = make_rig("calm", times=15.0, rate_capacity=None, seed=seed)
    other = make_rig(
        "calm", times=15.0, rate_capacity=None, seed=seed + 1000, token="tok_of-another-user-0123456789abc"
    )
    storm = Storm((mine, other), seed)
    await storm.run(30)
    assert storm.faults == [], "\n".join(storm.faults)
