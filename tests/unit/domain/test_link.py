"""The link's one word, for every fault, stream state and order of events."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.link import Link, LinkState, StreamState, stream_state_after
from ctpanel.domain.stream import StreamEnd

ACCESS = {FaultKind.UNAUTHORIZED, FaultKind.PLAN, FaultKind.FORBIDDEN}
NETWORK = {FaultKind.NO_NETWORK, FaultKind.TLS, FaultKind.DROPPED, FaultKind.TIMEOUT}
READING = Link().begun()
LIVE = READING.read_succeeded()


def failing(link: Link, kind: FaultKind, times: int = 1) -> Link:
    for _ in range(times):
        link = link.read_failed(ServiceFault(kind, Effect.REFUSED))
    return link


def test_the_way_up() -> None:
    assert Link().state is LinkState.OFFLINE
    assert READING.state is LinkState.CONNECTING
    assert LIVE.state is LinkState.LIVE
    assert LIVE.stopped() == Link()


@pytest.mark.parametrize(("kind", "times", "answered"), list(product(FaultKind, (1, 2, 3, 4), (True, False))))
def test_every_fault(kind: FaultKind, times: int, answered: bool) -> None:
    link = failing(LIVE if answered else READING, kind, times)
    if kind is FaultKind.RATE_LIMITED:
        expected = LinkState.LIVE if answered else LinkState.CONNECTING
    elif kind in ACCESS:
        expected = LinkState.NOT_AUTHORIZED
    elif kind is FaultKind.NT8_AWAY:
        expected = LinkState.NT8_AWAY
    elif kind in NETWORK and times >= 3:
        expected = LinkState.OFFLINE
    elif kind in NETWORK and not answered:
        expected = LinkState.CONNECTING
    else:
        expected = LinkState.DEGRADED
    assert link.state is expected


@pytest.mark.parametrize("kind", [FaultKind.SERVER, FaultKind.TIMEOUT])
def test_a_stumble_does_not_hide_that_ninjatrader_is_away(kind: FaultKind) -> None:
    assert failing(LIVE.accounts_gone(True), kind).state is LinkState.NT8_AWAY


def test_a_good_read_ends_every_fault() -> None:
    link = failing(LIVE, FaultKind.TIMEOUT, 5).read_succeeded()
    assert (link.state, link.failures, link.fault) == (LinkState.LIVE, 0, None)
    assert failing(link, FaultKind.TIMEOUT, 2).state is LinkState.DEGRADED


def test_a_rate_refusal_does_not_hide_a_fault() -> None:
    link = failing(LIVE, FaultKind.UNAUTHORIZED)
    assert failing(link, FaultKind.RATE_LIMITED) == link


def test_an_empty_account_list_is_nt8_away() -> None:
    gone = LIVE.accounts_gone(True)
    assert gone.state is LinkState.NT8_AWAY
    assert gone.stream_is(StreamState.ELSEWHERE).state is LinkState.NT8_AWAY
    assert gone.accounts_gone(False).state is LinkState.LIVE


@pytest.mark.parametrize(
    ("stream", "state"),
    [
        (StreamState.OFF, LinkState.LIVE),
        (StreamState.CONNECTING, LinkState.LIVE),
        (StreamState.OPEN, LinkState.LIVE),
        (StreamState.BROKEN, LinkState.DEGRADED),
        (StreamState.ENDED, LinkState.DEGRADED),
        (StreamState.ELSEWHERE, LinkState.ELSEWHERE),
    ],
)
def test_the_stream_counts_while_reads_are_fine(stream: StreamState, state: LinkState) -> None:
    assert LIVE.stream_is(stream).state is state
    assert failing(LIVE.stream_is(stream), FaultKind.UNAUTHORIZED).state is LinkState.NOT_AUTHORIZED
    assert READING.stream_is(stream).state is LinkState.CONNECTING


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (StreamEnd.DROPPED, StreamState.BROKEN),
        (StreamEnd.ELSEWHERE, StreamState.ELSEWHERE),
        (StreamEnd.RATE_VIOLATION, StreamState.ENDED),
        (StreamEnd.UNAUTHORIZED, StreamState.ENDED),
        (StreamEnd.STOPPED, StreamState.OFF),
    ],
)
def test_after_a_connection_ended(end: StreamEnd, state: StreamState) -> None:
    assert stream_state_after(end) is state


@given(st.lists(st.sampled_from([*FaultKind, None]), max_size=20))
def test_live_only_after_a_good_read(events: list[FaultKind | None]) -> None:
    link = READING
    for event in events:
        link = link.read_succeeded() if event is None else failing(link, event)
    counting = [event for event in events if event is not FaultKind.RATE_LIMITED]
    assert (link.state is LinkState.LIVE) == (bool(counting) and counting[-1] is None)


def test_a_fault_says_what_is_known_of_its_effect() -> None:
    fault = ServiceFault(FaultKind.TIMEOUT, Effect.UNKNOWN, "late", status=408, retry_after_s=2.0)
    assert str(fault) == "timeout (outcome unknown): late"
    assert (fault.kind, fault.effect, fault.detail) == (FaultKind.TIMEOUT, Effect.UNKNOWN, "late")
    assert (fault.status, fault.retry_after_s) == (408, 2.0)
    assert str(ServiceFault(FaultKind.NT8_AWAY, Effect.REFUSED)) == "nt8 away (refused)"
