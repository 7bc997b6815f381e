"""No way of printing, copying or storing a token shows it."""

import copy
import dataclasses
import inspect
import json
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.token import Token, TokenRejected
from tests.helpers.log_guard import ExpectedLog

SECRET = "s3cret-Key_0123456789"


@dataclasses.dataclass
class Holder:
    token: Token
    name: str = "profile"


PRINTERS: list[Callable[[Token], object]] = [
    repr,
    str,
    format,
    ascii,
    lambda token: f"{token} {token!r} {token!s} {token:>40}",
    lambda token: "%s %r" % (token, token),  # noqa: UP031 - the way of the logging module
    lambda token: f"{[token]} {(token,)} {{'token': {token}}}",
    lambda token: pprint.pformat({"token": token}),
    lambda token: repr(Holder(token)),
    lambda token: repr(ValueError(token)),
    dir,
]


@pytest.mark.parametrize("printer", PRINTERS)
def test_no_printed_form_shows_it(printer: Callable[[Token], object]) -> None:
    assert SECRET not in str(printer(Token(SECRET)))


@pytest.mark.parametrize(
    "copier",
    [
        *(lambda token, protocol=protocol: pickle.dumps(token, protocol) for protocol in range(6)),
        copy.copy,
        copy.deepcopy,
        lambda token: copy.deepcopy({"token": [token]}),
        lambda token: dataclasses.asdict(Holder(token)),
        lambda token: token.__getstate__(),
        vars,
        json.dumps,
    ],
)
def test_no_copy_can_be_made(copier: Callable[[Token], object]) -> None:
    with pytest.raises(TypeError) as caught:
        copier(Token(SECRET))
    assert SECRET not in str(caught.value)


def test_its_only_public_member_is_the_one_that_says_what_it_does() -> None:
    token = Token(SECRET)
    assert [name for name in dir(token) if not name.startswith("_")] == ["reveal"]
    shown = [name for name, value in inspect.getmembers(token) if value == SECRET]
    assert shown == ["_Token__value"]


def test_a_log_record_does_not_show_it(expected_log: ExpectedLog, caplog: pytest.LogCaptureFixture) -> None:
    expected_log(".*token.*", level=logging.ERROR)
    token = Token(SECRET)
    try:
        raise RuntimeError(token)
    except RuntimeError:
        logging.getLogger("ctpanel.test").exception("token %s %r", token, token)
    assert "Token(•••)" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("  \t\n", "empty"),
        (f"{SECRET} x", "space"),
        (f"{SECRET}\r\nX-Evil: 1", "line break"),
        (f"{SECRET}é", "cannot be sent"),
        (f"{SECRET}\x7f", "cannot be sent"),
        (SECRET * 60, "1,024"),
    ],
)
def test_what_cannot_stand_in_a_header_is_rejected_without_being_told(text: str, words: str) -> None:
    with pytest.raises(TokenRejected, match=words) as caught:
        Token(text)
    shown = "".join(traceback.format_exception_only(caught.value))
    assert SECRET not in shown


def test_the_ends_are_trimmed_and_the_length_is_bounded() -> None:
    assert Token(f" {SECRET}\n").reveal() == SECRET
    assert Token("!~" * 512).reveal() == "!~" * 512
    with pytest.raises(TokenRejected):
        Token("x" * 1025)


@given(st.text(max_size=30))
def test_what_is_accepted_is_printable_ascii(text: str) -> None:
    try:
        value = Token(text).reveal()
    except TokenRejected:
        return
    assert value and value.isascii() and value.isprintable() and not any(char.isspace() for char in value)
    assert value == text.strip()


def test_equality_and_hash_are_of_the_secret() -> None:
    assert Token("abc") == Token(" abc ")
    assert Token("abc") != Token("abd")
    assert Token("abc") != "abc"
    assert len({Token("abc"), Token("abc"), Token("abd")}) == 2
    assert Token("abc").__eq__("abc") is NotImplemented
