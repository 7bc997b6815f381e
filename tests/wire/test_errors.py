"""Waits that the service asks for, words that it says, and what is shown of them."""

import json

import pytest

from ctpanel.api.cleaning import MASK, Cleaner, is_name
from ctpanel.api.errors import fault_of_body, fault_of_status
from ctpanel.api.reply import Reply
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.token import Token
from tests.wire.conftest import SECRET

CLEANER = Cleaner(Token(SECRET))


def refused(body: str, status: int = 400, retry_after: str | None = None, date: str | None = None) -> ServiceFault:
    reply = Reply(status, body.encode(), "application/json", retry_after, date)
    fault = fault_of_status(reply, CLEANER, mutating=True)
    assert fault is not None
    return fault


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{"error": "No positions found for instrument \'ES\'"}', "No positions found for instrument 'ES'"),
        ('{"success": false, "error": "invalid_account", "detail": "No such"}', "No such (invalid_account)"),
        ('{"success": false, "failureMessage": "broker said no"}', "broker said no"),
        ('{"message": "gone"}', "gone"),
        ('{"error": "nope", "did_you_mean": ["/v1/api/x"]}', "nope (did you mean ['/v1/api/x'])"),
        ('{"data": {"error": "inside"}}', "inside"),
        ('{"error": "same", "detail": "same"}', "same"),
        ('{"error": {"code": 7}}', "{'code': 7}"),
        ("not json", ""),
        ("[]", ""),
    ],
)
def test_the_words_of_the_service(body: str, shown: str) -> None:
    assert refused(body).detail == shown


@pytest.mark.parametrize(
    ("header", "body", "date", "wait"),
    [
        ("7", "{}", None, 7.0),
        ("0.5", "{}", None, 0.5),
        (" 1s ", "{}", None, 1.0),
        ("100000", "{}", None, 300.0),
        ("-3", "{}", None, None),
        ("nan", "{}", None, None),
        ("soon", "{}", None, None),
        ("Mon, 04 May 2026 10:00:09 GMT", "{}", "Mon, 04 May 2026 10:00:00 GMT", 9.0),
        ("Mon, 04 May 2026 09:00:00 GMT", "{}", "Mon, 04 May 2026 10:00:00 GMT", 0.0),
        ("Mon, 04 May 2099 09:00:00 GMT", "{}", None, 300.0),
        (None, '{"retryAfter": 4}', None, 4.0),
        (None, '{"retry_after": "2.5"}', None, 2.5),
        (None, '{"error": "x", "data": {"retryAfter": 3}}', None, 3.0),
        ("later", '{"retryAfter": 4}', None, 4.0),
        (None, '{"retryAfter": "Infinity"}', None, None),
        (None, "<html>", None, None),
    ],
)
def test_the_wait_that_the_service_asks_for(
    header: str | None, body: str, date: str | None, wait: float | None
) -> None:
    fault = refused(body, 429, header, date)
    assert (fault.kind, fault.effect, fault.retry_after_s) == (FaultKind.RATE_LIMITED, Effect.REFUSED, wait)


def test_a_read_is_never_of_unknown_outcome() -> None:
    for status in (302, 404, 408, 500, 503):
        fault = fault_of_status(Reply(status, b""), CLEANER, mutating=False)
        assert fault is not None
        assert fault.effect is Effect.REFUSED


@pytest.mark.parametrize("body", [{"success": "false"}, {"success": 0}, {"error": {}}])
def test_a_no_in_an_odd_dress_is_still_a_no(body: object) -> None:
    fault = fault_of_body(body, CLEANER, mutating=False)
    assert fault is not None
    assert fault.kind is FaultKind.REFUSED


@pytest.mark.parametrize("key", ["cancelled", "cancelledOrderIds", "orderIds", "order_ids", "closed_positions"])
def test_a_no_that_lists_what_was_done_is_no_refusal(key: str) -> None:
    """Some orders of an account were cancelled before the broker said no: nothing is told as "nothing was changed"."""
    body = {"success": False, "error": "could not cancel all orders", key: ["1f"], "failed": ["2f"]}
    over_stream, by_request = fault_of_body(body, CLEANER, mutating=True), refused(json.dumps(body))
    assert over_stream is not None
    assert (over_stream.effect, by_request.effect) == (Effect.UNKNOWN, Effect.UNKNOWN)
    nothing = fault_of_body({**body, key: []}, CLEANER, mutating=True)
    assert nothing is not None
    assert nothing.effect is Effect.REFUSED


@pytest.mark.parametrize("body", [{}, [], {"success": True}, {"error": None}, {"error": ""}, {"success": None}])
def test_a_read_needs_no_success(body: object) -> None:
    assert fault_of_body(body, CLEANER, mutating=False) is None


def test_a_rate_refusal_without_a_status_is_known_by_its_words() -> None:
    fault = fault_of_body({"error": "Rate limit exceeded", "retryAfter": 2}, CLEANER, mutating=True)
    assert fault is not None
    assert (fault.kind, fault.effect, fault.retry_after_s) == (FaultKind.RATE_LIMITED, Effect.REFUSED, 2.0)


def test_shown_text_is_one_bounded_line_without_the_token() -> None:
    shown = CLEANER.shown(f"a\x00b\r\nc\u202ed {SECRET} e" + "x" * 1000)
    assert shown.startswith(f"a b c d {MASK} e")
    assert len(shown) == 300
    assert shown.endswith("…")


def test_a_token_at_the_cut_is_not_left_in_half() -> None:
    assert SECRET[:6] not in CLEANER.shown("x" * 290 + SECRET)


def test_a_token_is_found_in_the_ways_in_which_json_and_addresses_write_it() -> None:
    cleaner = Cleaner(Token('ab/cd"ef\\gh'))
    for written in (b'ab/cd"ef\\gh', b'ab/cd\\"ef\\\\gh', b'ab\\/cd\\"ef\\\\gh', b"ab%2Fcd%22ef%5Cgh"):
        assert cleaner.hide(b"<" + written + b">") == b"<[hidden]>"


def test_a_token_too_short_to_tell_from_words_is_not_searched() -> None:
    assert Cleaner(Token("abc")).shown("abcd") == "abcd"
    assert Cleaner().hide(b"abc") == b"abc"


@pytest.mark.parametrize("name", ["Sim101", "PA!44 / 7", "Größe", "é\u200dx", " x "])
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name", ["", "  ", "a\nb", "a\x00", "a\ud800", "a\u202eb", "a\u2028", "a\ufffd", "x" * 201, None, 7]
)
def test_what_cannot_be_a_name(name: object) -> None:
    assert not is_name(name)
