"""What the service says about a command that it accepted. Nothing in here can turn that into a failure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ctpanel.api.cleaning import Cleaner, is_name
from ctpanel.api.parse_positions import position_of, row_from
from ctpanel.api.values import Json, Row, Unreadable, layers, pick, word
from ctpanel.domain.bulk_requests import CommandReply
from ctpanel.domain.ids import OrderId
from ctpanel.domain.position import Position
from ctpanel.domain.reads import CloseReply
from ctpanel.domain.requests import CloseRequest

#: Enough of an answer for the journal and a case file.
_RAW_CHARS: Final = 4000


def close_reply_from(payload: Json, request: CloseRequest, cleaner: Cleaner, raw: bytes) -> CloseReply:
    """The reply to a close; ``names_other`` tells of a row about something else, as the service's own sample has it."""
    other = _stranger(payload, request.account, request.instrument, cleaner)
    return CloseReply(other, _warning(payload, cleaner), _text(raw, cleaner))


def command_reply_from(payload: Json, args: Mapping[str, Json], cleaner: Cleaner, raw: bytes) -> CommandReply:
    """The reply to any other command with these ``args``."""
    failed = tuple(found for layer in _mappings(payload) for found in _ids(layer.get("failed")))
    account, instrument = word(args.get("account")), word(args.get("instrument"))
    other = None if account is None else _stranger(payload, account, instrument, cleaner)
    return CommandReply(failed, _warning(payload, cleaner), _text(raw, cleaner), other)


def _stranger(payload: Json, account: str, instrument: str | None, cleaner: Cleaner) -> str | None:
    """The first row about another account or instrument than was asked for; without one, any of the account will do.

    A row that names no account is about the one that was asked for.
    """
    keys = (row.key for row in _rows(payload, account))
    strangers = (key for key in keys if not key.same_as(account, key.instrument if instrument is None else instrument))
    return next((cleaner.shown(f"{key.account} / {key.instrument}") for key in strangers), None)


def _mappings(payload: Json) -> Iterator[Row]:
    return (layer for layer in layers(payload) if isinstance(layer, Mapping))


def _ids(listed: Json) -> Iterator[OrderId]:
    for value in listed if isinstance(listed, list) else ():
        text = word(value)
        if text is not None and is_name(text):
            yield OrderId(text)


def _rows(payload: Json, account: str) -> Iterator[Position]:
    for layer in _mappings(payload):
        listed = pick(layer, "closedPositions", "closed_positions")
        for value in listed if isinstance(listed, list) else ():
            row = row_from(value)
            if row is None:
                continue
            row.account = row.account or account
            try:
                position = position_of(row)
            except Unreadable:
                continue
            if position is not None:
                yield position


def _warning(payload: Json, cleaner: Cleaner) -> str | None:
    said = (layer["warning"] for layer in _mappings(payload) if isinstance(layer.get("warning"), str))
    return next((cleaner.shown(text) for text in said), None)


def _text(raw: bytes, cleaner: Cleaner) -> str:
    return cleaner.shown(raw.decode("utf-8", "replace"), _RAW_CHARS)
