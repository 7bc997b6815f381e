"""Every fault of the HTTP library, by whether a byte may have left; whatever is not certain is unknown."""

import logging
from collections.abc import Callable

import httpx
import pytest

from ctpanel.api.client import CrossTradeClient
from ctpanel.domain.budget import Priority, TokenBucket
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.requests import CloseRequest
from tests.helpers.log_guard import ExpectedLog
from tests.wire.conftest import SECRET

Mounted = Callable[[httpx.MockTransport], CrossTradeClient]

NOT_SENT = {httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout}
OTHERS = {
    httpx.CloseError,
    httpx.DecodingError,
    httpx.LocalProtocolError,
    httpx.ProxyError,
    httpx.ReadError,
    httpx.ReadTimeout,
    httpx.RemoteProtocolError,
    httpx.TooManyRedirects,
    httpx.UnsupportedProtocol,
    httpx.WriteError,
    httpx.WriteTimeout,
}


def every_kind(base: type[Exception]) -> set[type[Exception]]:
    """The classes that the library really raises: those without a more special one."""
    below = base.__subclasses__()
    return {base} if not below else {kind for one in below for kind in every_kind(one)}


def test_no_fault_of_the_library_is_forgotten_here() -> None:
    known = NOT_SENT | OTHERS | {httpx.HTTPStatusError}
    assert {kind for kind in every_kind(httpx.HTTPError) if kind.__module__.startswith("httpx")} == known


@pytest.mark.parametrize("kind", sorted(NOT_SENT | OTHERS, key=str))
async def test_only_what_fails_before_the_first_byte_was_not_sent(
    mounted: Mounted, kind: type[httpx.RequestError]
) -> None:
    tries: list[httpx.Request] = []

    def fail(request: httpx.Request) -> httpx.Response:
        tries.append(request)
        raise kind(f"Bearer {SECRET}", request=request)

    with pytest.raises(ServiceFault) as caught:
        await mounted(httpx.MockTransport(fail)).close_position(CloseRequest("Sim101", "MES 12-25"))
    assert caught.value.effect is (Effect.NOT_SENT if kind in NOT_SENT else Effect.UNKNOWN)
    assert len(tries) == 1
    assert SECRET not in str(caught.value)


async def test_a_fault_that_nobody_thought_of_is_unknown_and_logged_without_its_text(
    mounted: Mounted, expected_log: ExpectedLog
) -> None:
    expected_log("^ClosePosition failed with KeyError inside the HTTP library$", level=logging.ERROR)

    def fail(_: httpx.Request) -> httpx.Response:
        raise KeyError(SECRET)

    with pytest.raises(ServiceFault) as caught:
        await mounted(httpx.MockTransport(fail)).close_position(CloseRequest("Sim101", "MES 12-25"))
    assert (caught.value.kind, caught.value.effect, caught.value.detail) == (
        FaultKind.CLIENT,
        Effect.UNKNOWN,
        "KeyError",
    )
    assert caught.value.__context__ is None


def test_a_command_waits_for_nothing() -> None:
    assert TokenBucket(tokens=0.0).wait_s(Priority.COMMAND, 0.0) == 0.0
