"""Answers made to break a parser: nested without end, names that are no names. None may end more than itself."""

from __future__ import annotations

import json

import pytest

from ctpanel.api.cleaning import Cleaner, is_name
from ctpanel.api.frames import FrameReader
from ctpanel.api.values import Unreadable, loads
from ctpanel.domain.faults import FaultKind, ServiceFault
from ctpanel.domain.stream import OddFrame, PnlNews
from tests.wire.conftest import Connect, Serve
from tests.wire.peers import always, answer

DEPTH = 40_000
DEEP = "[" * DEPTH + "]" * DEPTH
OPEN_ONLY = "[" * DEPTH


@pytest.mark.parametrize("text", [DEEP, OPEN_ONLY, '{"a":' * DEPTH], ids=["closed", "open", "objects"])
def test_endless_nesting_is_unreadable_and_nothing_worse(text: str) -> None:
    with pytest.raises(Unreadable):
        loads(text.encode())


@pytest.mark.parametrize("body", [DEEP, f'{{"success":true,"positions":{DEEP}}}', f'{{"positions":[{{"x":{DEEP}}}]}}'])
async def test_a_read_that_is_nested_without_end_is_a_fault(serve: Serve, connect: Connect, body: str) -> None:
    client = connect(await serve(always(answer(body=body.encode()))))
    with pytest.raises(ServiceFault) as caught:
        await client.read_positions()
    assert caught.value.kind is FaultKind.MALFORMED


@pytest.mark.parametrize(
    "frame",
    [
        f'{{"type":"pnlUpdate","seq":1,"accounts":[{{"account":"Sim101","cashValue":1,"x":{DEEP}}}]}}',
        f'{{"type":"positionUpdate","seq":1,"position":{DEEP}}}',
        DEEP,
    ],
    ids=["quick", "tolerant", "bare"],
)
def test_a_frame_that_is_nested_without_end_ends_nothing_else(frame: str) -> None:
    reader = FrameReader(Cleaner())
    assert not any(isinstance(item, PnlNews) for item in reader.read(frame))
    good = {"type": "pnlUpdate", "seq": 2, "accounts": [{"account": "Sim101", "cashValue": 1}]}
    assert any(isinstance(item, PnlNews) for item in reader.read(json.dumps(good)))


def test_a_frame_that_is_nested_without_end_is_counted() -> None:
    assert [type(item) for item in FrameReader(Cleaner()).read(DEEP)] == [OddFrame]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "Sim\n101",
        "Sim\x1b[31m",
        "Sim\x00",
        "Sim\u202e101",
        "Sim\u2028101",
        "Sim\ud800",
        "S" * 201,
        "Sim\ufffd",
        None,
        7,
    ],
)
def test_what_cannot_be_shown_on_one_line_is_no_name(name: object) -> None:
    assert not is_name(name)


@pytest.mark.parametrize("name", ["Sim101", "LFE050!7731/2", "<b>Sim</b>", "=1+1", "Konto Zürich", "口座"])
def test_strange_but_honest_names_are_names(name: str) -> None:
    # Asked twice, because the answer is remembered.
    assert is_name(name) and is_name(name)
