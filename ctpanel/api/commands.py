"""The changing requests as methods, the same over HTTP and over the stream. Each is sent once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple, TypeAlias

from ctpanel.api import endpoints
from ctpanel.api.cleaning import Cleaner
from ctpanel.api.parse_replies import close_reply_from, command_reply_from
from ctpanel.api.reply import Call
from ctpanel.api.values import Json
from ctpanel.domain.bulk_requests import (
    BracketRequest,
    CancelAccountOrdersRequest,
    CancelInstrumentOrdersRequest,
    CancelOrderRequest,
    CommandReply,
    FlattenAccountRequest,
    FlattenInstrumentRequest,
    ReverseRequest,
)
from ctpanel.domain.reads import CloseReply
from ctpanel.domain.requests import CloseRequest

CancelRequest: TypeAlias = CancelInstrumentOrdersRequest | CancelAccountOrdersRequest
FlattenRequest: TypeAlias = FlattenInstrumentRequest | FlattenAccountRequest


class Answer(NamedTuple):
    """A success: its decoded body and the text that it came as."""

    payload: Json
    raw: bytes


class Commands(ABC):
    """What changes something. Every method raises ServiceFault whose effect says whether it may have been done."""

    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner

    @abstractmethod
    async def _command(self, call: Call) -> Answer:
        """Sends the call at once and exactly once; the answer, if it says success."""

    async def close_position(self, request: CloseRequest) -> CloseReply:
        """Sends one close. A reply means accepted, not filled: only a later read tells what is left."""
        answer = await self._command(endpoints.close_position(request))
        return close_reply_from(answer.payload, request, self._cleaner, answer.raw)

    async def cancel_order(self, request: CancelOrderRequest) -> CommandReply:
        """Asks to cancel one order, which may still fill. REFUSED when it was gone already."""
        return await self._sent(endpoints.cancel_order(request))

    async def cancel_orders(self, request: CancelRequest) -> CommandReply:
        """Asks to cancel the working orders of an instrument or of an account; they may still fill."""
        return await self._sent(endpoints.cancel_orders(request))

    async def flatten(self, request: FlattenRequest) -> CommandReply:
        """Flattens an instrument or an account. An order may be rejected in the middle of it."""
        return await self._sent(endpoints.flatten(request))

    async def cancel_and_bracket(self, request: BracketRequest) -> CommandReply:
        """Replaces all working orders of an instrument by a stop and a target; UNSUPPORTED on an old add-on."""
        return await self._sent(endpoints.cancel_and_bracket(request))

    async def reverse(self, request: ReverseRequest) -> CommandReply:
        """Turns a position over."""
        return await self._sent(endpoints.reverse(request))

    async def _sent(self, call: Call) -> CommandReply:
        answer = await self._command(call)
        return command_reply_from(answer.payload, call.args, self._cleaner, answer.raw)
