"""How a fault is written, what is said about a wrong one, and whom it hits."""

import pytest

from ctpanel.sim.faults import KINDS, Fault, FaultError, FaultPlan, Subject, parse_fault

CLOSE = Subject("call", "ClosePosition", "POST", "/v1/api/accounts/Sim101/positions/close")
READ = Subject("call", "GetAllPositions", "GET", "/v1/api/positions")


@pytest.mark.parametrize(
    ("spec", "fault"),
    [
        ("latency", Fault("latency")),
        ("latency:*:seconds=0.5", Fault("latency", seconds=0.5)),
        ("lost-answer:close:count=1", Fault("lost-answer", "close", count=1)),
        ("lost-answer:close:mode=hang:after=2", Fault("lost-answer", "close", mode="hang", after=2)),
        ("503:reads:p=0.25", Fault("status", "reads", code=503, probability=0.25)),
        ("status:close:code=408:when=after", Fault("status", "close", code=408, when="after")),
        ("html:POST /v1/api/*", Fault("html", "POST /v1/api/*")),
        ("latency:seconds=2", Fault("latency", seconds=2.0)),
        ("latency:close:transport=ws", Fault("latency", "close", transport="ws")),
        ("huge-body:reads:megabytes=9", Fault("huge-body", "reads", megabytes=9)),
    ],
)
def test_specifications(spec: str, fault: Fault) -> None:
    assert parse_fault(spec) == fault


@pytest.mark.parametrize(
    ("spec", "word"),
    [
        ("nonsense", "lost-answer"),
        ("", "Known faults"),
        ("latency:*:secnds=1", "Known keys"),
        ("latency:*:seconds=soon", "number"),
        ("latency:*:p=2", "probability"),
        ("latency:*:seconds=-1", "negative"),
        ("lost-answer:close:mode=sideways", "hang"),
        ("status:close:when=never", "before or after"),
        ("latency:*:close", "not understood"),
        ("latency:*:seconds=nan", "finite"),
        ("delayed-execution:*:seconds=inf", "finite"),
        ("huge-body:*:megabytes=-1", "negative"),
        ("status:*:code=42", "between 200 and 599"),
        ("600", "between 200 and 599"),
        ("²", "Known faults"),
        ("latency:*:transport=wss", "rest or ws"),
        ("503:*:mode=drop", "has no modes"),
    ],
)
def test_a_wrong_specification_says_what_would_be_right(spec: str, word: str) -> None:
    with pytest.raises(FaultError, match=word):
        parse_fault(spec)


def test_every_kind_can_be_written() -> None:
    assert {parse_fault(kind).kind for kind in KINDS} == set(KINDS)


@pytest.mark.parametrize(
    ("target", "hits_close", "hits_read"),
    [
        ("*", True, True),
        ("close", True, False),
        ("commands", True, False),
        ("reads", False, True),
        ("positions", False, True),
        ("closeposition", True, False),
        ("/v1/api/accounts/*", True, False),
        ("GET /v1/api/*", False, True),
        ("flatten", False, False),
    ],
)
def test_targets(target: str, hits_close: bool, hits_read: bool) -> None:
    plan = FaultPlan(1, [Fault("latency", target)])
    assert [bool(plan.take(CLOSE).faults), bool(plan.take(READ).faults)] == [hits_close, hits_read]


def test_a_transport_limits_and_frames_are_not_calls() -> None:
    plan = FaultPlan(1, [Fault("latency", transport="ws"), Fault("dropped-frames")])
    assert plan.take(CLOSE).names == ()
    assert plan.take(Subject("call", "ClosePosition", transport="ws")).names == ("latency",)
    assert plan.take(Subject("frame", "pnlUpdate", transport="ws")).names == ("dropped-frames",)


def test_the_handshake_is_hit_by_its_name_alone() -> None:
    handshake = Subject("call", "Handshake", "GET", "/ws/stream", "ws")
    assert FaultPlan(1, [Fault("status")]).take(handshake).names == ()
    assert FaultPlan(1, [Fault("status", "handshake")]).take(handshake).names == ("status",)


def test_after_and_count() -> None:
    plan = FaultPlan(1, [Fault("latency", "close", after=1, count=2)])
    taken = []
    for _ in range(5):
        plan.take(READ)
        taken.append(bool(plan.take(CLOSE).faults))
    assert taken == [False, True, True, False, False]


def test_probability_is_seeded_and_about_right() -> None:
    def run(seed: int) -> list[bool]:
        plan = FaultPlan(seed, [Fault("latency", probability=0.3)])
        return [bool(plan.take(CLOSE).faults) for _ in range(500)]

    assert run(1) == run(1) != run(2)
    assert 100 < sum(run(1)) < 200


def test_faults_mix() -> None:
    plan = FaultPlan(1, [Fault("latency"), Fault("nan", "positions"), Fault("partial-fill", "close")])
    assert plan.take(CLOSE).names == ("latency", "partial-fill")
    assert plan.take(READ).names == ("latency", "nan")
