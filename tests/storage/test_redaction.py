"""No form of a secret survives, and ordinary text does."""

from __future__ import annotations

import base64
import html
import json
import string
import urllib.parse
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctpanel.storage.redaction import MASK, Redactor, names_a_secret

SECRET = "tok_Zx9/Qw+7k3mN0pLs&VbRt\"YuIoAh'Jd\\42"
# What a token may consist of: everything that can stand in a header.
SECRETS = st.text(string.ascii_letters + string.digits + string.punctuation, min_size=16, max_size=80)
AROUND = st.text("xyz .,:{}\"'\n", max_size=12)


def knowing(*secrets: str) -> Redactor:
    redactor = Redactor()
    for secret in secrets:
        assert redactor.register(secret)
    return redactor


FORMS: dict[str, Callable[[str], str]] = {
    "raw": lambda secret: secret,
    "repr": repr,
    "repr of bytes": lambda secret: repr(secret.encode()),
    "json": json.dumps,
    "json in json": lambda secret: json.dumps(json.dumps(secret)),
    "repr of json": lambda secret: repr(json.dumps(secret)),
    "json with escaped slashes": lambda secret: json.dumps(secret).replace("/", "\\/"),
    "url": lambda secret: urllib.parse.quote(secret, safe=""),
    "url path": urllib.parse.quote,
    "form": urllib.parse.quote_plus,
    "html": html.escape,
    "hex": lambda secret: secret.encode().hex(),
    "dictionary": lambda secret: str({"a": secret}),
}


@pytest.mark.parametrize("form", FORMS)
@given(secret=SECRETS, before=AROUND, after=AROUND)
@example(secret=SECRET, before="", after="")
@example(secret="a'\"b'\"c'\"d'\"e'\"f'\"g'\"h'\"", before="", after="")
def test_every_printed_form_is_hidden(form: str, secret: str, before: str, after: str) -> None:
    shown = FORMS[form](secret)
    cleaned = knowing(secret).clean(before + shown + after)
    assert shown not in cleaned
    core = shown.strip("b{}'\"a: \\")
    assert core not in cleaned
    assert core[:12] not in cleaned


@given(SECRETS, st.binary(max_size=7), st.binary(max_size=7))
def test_base64_is_hidden_at_every_alignment(secret: str, before: bytes, after: bytes) -> None:
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        text = encode(before + secret.encode() + after).decode()
        cleaned = knowing(secret).clean(text)
        assert MASK in cleaned
        assert len(cleaned.replace(MASK, "")) <= len(encode(before + after)) + 8


@given(SECRETS, st.integers(10, 60), AROUND)
def test_what_another_program_cut_short_is_hidden_too(secret: str, keep: int, around: str) -> None:
    if len(secret) < 20:
        secret += "0123456789"
    redactor = knowing(secret)
    piece = secret[: min(keep, len(secret))]
    assert piece[:11] not in redactor.clean(f"{around}{piece}…{around}")
    tail = secret[-min(keep, len(secret)) :]
    assert tail[-11:] not in redactor.clean(f"{around}…{tail}{around}")


@given(SECRETS, st.integers(1, 60), st.integers(0, 80))
def test_a_bound_never_leaves_the_beginning_of_a_secret(secret: str, limit: int, before: int) -> None:
    text = "-" * before + secret + "-" * 300
    bounded = knowing(secret).clean_to(text, limit)
    assert len(bounded) <= limit
    left = bounded.replace(MASK, "").strip("-…")
    assert not any(secret[: size + 1] in bounded for size in range(4, len(secret))), (left, bounded)


@given(SECRETS, st.integers(1, 400))
def test_secrets_in_a_row_do_not_push_the_cut_into_one(secret: str, limit: int) -> None:
    bounded = knowing(secret).clean_to((secret + "\n") * 60, limit)
    assert secret[:4] in MASK or secret[:4] not in bounded.replace(MASK, "")


def test_a_text_within_the_bound_is_whole() -> None:
    assert knowing(SECRET).clean_to("short", 5) == "short"
    assert knowing(SECRET).clean_to("longer", 5) == "long…"
    assert knowing(SECRET).clean_to(f"a {SECRET} b", 12) == f"a {MASK} b"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Authorization: Bearer abc.def-123", "abc.def-123"),
        ("authorization: abc", "abc"),
        ("{'Authorization': 'Bearer short'}", "short"),
        ('{"authorization":"Basic dXNlcg=="}', "dXNlcg"),
        ("[(b'Authorization', b'Bearer 0123456789')]", "0123456789"),
        ("> Proxy-Authorization: Basic cHJveHk=", "cHJveHk"),
        ("Set-Cookie: session=abcdef; Path=/", "abcdef"),
        ("sent Bearer 0123456789abcdef to the service", "0123456789abcdef"),
        ("sent bearer%200123456789abcdef", "0123456789abcdef"),
        ("XTRADE_TOKEN=sekret python -m ctpanel", "sekret"),
        ('{"token": "sekret", "a": 1}', "sekret"),
        ('"{\\"api_key\\": \\"sekret\\"}"', "sekret"),
        ("https://example.com/?access_token=sekret&x=1", "sekret"),
        ("Profile(password='sekret')", "sekret"),
    ],
)
def test_headers_and_fields_are_hidden_without_being_known(text: str, hidden: str) -> None:
    cleaned = Redactor().clean(text)
    assert hidden not in cleaned
    assert MASK in cleaned
    assert Redactor().clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Bearer token required",
        "The token is wrong or was changed: enter it again.",
        "Not authorized (401). Check the token.",
        "POST /v1/api/accounts/Sim101/positions/close 200 in 41 ms",
        '{"instrument":"MES 12-25","quantity":2,"success":true}',
        "Sell 2 of 4 MES 12-25 in Sim101 at market; 2 stay long.",
        "",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert knowing(SECRET).clean(text) == text


def test_two_secrets_of_which_one_contains_the_other() -> None:
    redactor = knowing("abcdef", "abcdef-and-more-of-it")
    assert redactor.clean("x abcdef-and-more-of-it y abcdef z") == f"x {MASK} y {MASK} z"


def test_what_is_too_short_to_tell_from_words_is_not_taken() -> None:
    redactor = Redactor()
    assert not redactor.register("abc")
    assert redactor.clean("abc") == "abc"


def test_the_redactor_does_not_print_what_it_knows() -> None:
    assert SECRET not in repr(knowing(SECRET)) + str(knowing(SECRET))


@pytest.mark.parametrize("name", ["token", "XTRADE_TOKEN", "api_key", "apiKey", "Authorization", "password", "Cookie"])
def test_names_of_secrets(name: str) -> None:
    assert names_a_secret(name)


@pytest.mark.parametrize("name", ["instrument", "quantity", "key", "tokens_left", "account"])
def test_names_of_other_things(name: str) -> None:
    assert not names_a_secret(name)
