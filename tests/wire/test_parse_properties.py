"""No body, however odd, crashes the parser, and none makes a position that it does not contain."""

import json
import os
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ctpanel.api.cleaning import Cleaner, is_name
from ctpanel.api.errors import fault_of_body
from ctpanel.api.parse_accounts import accounts_from, book_from, quick_book, watermarks_from
from ctpanel.api.parse_market import spec_from
from ctpanel.api.parse_positions import quick_positions
from ctpanel.api.parse_replies import close_reply_from
from ctpanel.api.slices import in_one_go
from ctpanel.api.values import Unreadable, loads
from ctpanel.domain.position import Position, Side
from ctpanel.domain.requests import CloseRequest
from tests.wire.payloads import body, every_body, orders_from, positions_from

#: The full count is for a run by hand: CTPANEL_MUTATIONS=100000.
MUTATIONS = int(os.environ.get("CTPANEL_MUTATIONS", "300"))
BODIES = every_body()
KEYS = st.sampled_from(
    "positions accounts orders quotes data success error count account name instrument marketPosition side quantity"
    " item averagePrice orderState tickSize pointValue watermarks stats closedPositions epoch timestamp"
    " isAccountFlat".split()
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["Long", "Short", "Flat", "SimA", "NQ 12-26", "1e999", "NaN", "-3", "Working"])
)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=6)
)


def check_position(position: Position) -> None:
    assert is_name(position.key.account)
    assert "\ufffd" not in position.key.account + position.key.instrument
    assert is_name(position.key.instrument)
    assert type(position.quantity) is int
    assert position.quantity >= 1
    assert isinstance(position.side, Side)
    for value in (position.average_price, position.mark_price, position.unrealized):
        assert value is None or (value.is_finite() and abs(value) < 10**16)


def parse_all(text: bytes) -> list[Position]:
    """Everything that any parser makes of these bytes; only "unreadable" may come out beside values."""
    found: list[Position] = []
    quick, book = in_one_go(quick_positions(text)), in_one_go(quick_book(text))
    try:
        payload = loads(text)
    except Unreadable:
        # The quick way does not look into what it has no use for; what it does take must still be right.
        found += quick.positions if quick else ()
        found += book.positions.positions if book else ()
        for position in found:
            check_position(position)
        return found
    fault_of_body(payload, Cleaner(), mutating=True)
    parsers: list[Any] = [
        positions_from,
        lambda payload: positions_from(payload, "SimA"),
        accounts_from,
        book_from,
        orders_from,
        lambda payload: spec_from(payload, "NQ 12-26"),
        lambda payload: watermarks_from(payload, "SimA"),
        lambda payload: close_reply_from(payload, CloseRequest("SimA", "NQ 12-26"), Cleaner(), text),
    ]
    for parse in parsers:
        try:
            read = parse(payload)
        except Unreadable:
            continue
        if parse is positions_from:
            assert quick in (None, read)
            found += read.positions
        if parse is book_from:
            assert book in (None, read)
            found += read.positions.positions
    for position in found:
        check_position(position)
    return found


@given(JSON)
@example({"positions": [{"account": "SimA", "instrument": "X", "marketPosition": "Long", "quantity": 0}]})
def test_any_json(value: Any) -> None:
    text = json.dumps(value).encode("utf-8", "surrogatepass")
    for position in parse_all(text):
        # Names are taken from the body as they stand there.
        assert json.dumps(position.key.instrument).encode() in text


@given(st.binary(max_size=200))
def test_any_bytes(text: bytes) -> None:
    parse_all(text)


@settings(max_examples=MUTATIONS, deadline=None)
@given(st.sampled_from(BODIES), st.data())
def test_mutated_and_cut_payloads(text: bytes, data: st.DataObject) -> None:
    mutated = bytearray(text)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(mutated) - 1)))
        how = data.draw(st.sampled_from(["cut", "drop", "put", "swap"]))
        if how == "cut":
            del mutated[at:]
        elif how == "drop":
            del mutated[at : at + data.draw(st.integers(1, 30))]
        elif how == "put":
            mutated[at:at] = data.draw(
                st.sampled_from([b"{", b"]", b",", b"null", b"-", b"9" * 40, b"NaN", b'"', b"\x00"])
            )
        elif mutated:
            mutated[at] = data.draw(st.integers(0, 255))
    parse_all(bytes(mutated))


def test_every_cut_of_a_position_list_is_unreadable() -> None:
    text = body("positions_all").rstrip()
    for end in range(len(text)):
        assert parse_all(text[:end]) == []


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "account": st.sampled_from(["SimA", "SimB"]),
            "instrument": st.sampled_from(["NQ 12-26", "ES 12-26", "6E 12-26"]),
            "marketPosition": st.sampled_from(["Long", "Short", "Flat", "long", "?"]),
            "quantity": st.integers(-3, 9),
            "averagePrice": st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**20), 10**20),
        }
    ),
    max_size=8,
)


@given(ROWS)
def test_both_ways_agree_and_account_for_every_row(rows: list[dict[str, Any]]) -> None:
    text = json.dumps({"positions": rows, "count": len(rows), "success": True}).encode()
    quick = in_one_go(quick_positions(text))
    assert quick == positions_from(loads(text))
    assert quick is not None
    keys = {(row["account"], row["instrument"]) for row in rows if row["marketPosition"] != "Flat" or row["quantity"]}
    named = {tuple(position.key) for position in quick.positions}
    assert named <= keys
    # Whatever is not listed as open is flat in every one of its rows, or the read says that it is incomplete.
    assert quick.complete <= (keys == named)
