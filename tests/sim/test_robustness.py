"""Nothing that a client sends may make the simulator itself fail."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ctpanel.sim.book import Quirks
from ctpanel.sim.engine import Engine
from ctpanel.sim.options import Options
from ctpanel.sim.routes import ROUTES
from ctpanel.sim.scenarios import scenario_named

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
LIKELY = st.sampled_from(["Sim101", "MES 12-25", "MES", "BUY", "Limit", "long", "1e999999", "-1", "NaN", 2, 0.5, 1e308])
FIELDS = st.sampled_from([
    "account", "instrument", "quantity", "percent", "marketPosition", "action", "orderType", "limitPrice",
    "stopPrice", "orderId", "activeOnly", "includeFlat", "lookbackTime", "ocoId", "requireMarketPosition",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    api=st.sampled_from(sorted({route.api for route in ROUTES} - {"FlattenFiltered"})),
    arguments=st.dictionaries(FIELDS, LIKELY | JSON, max_size=8),
)
def test_every_call_with_any_arguments_is_answered(api: str, arguments: dict[str, Any]) -> None:
    engine = Engine(scenario_named("single"), Options(auto_tick=False))
    reply = engine.perform(api, {"account": "Sim101", "instrument": "MES", **arguments}, Quirks())
    assert reply.status in (200, 400)
    engine.world.advance(1)
