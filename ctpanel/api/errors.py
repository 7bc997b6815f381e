"""Which fault an answer of the service is, and whether the request took effect. Decided here and nowhere else."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple

from ctpanel.api.cleaning import Cleaner
from ctpanel.api.reply import Reply
from ctpanel.api.values import Json, Unreadable, layers, loads, pick
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault

#: The service's own clients cap the wait at five minutes.
LONGEST_RETRY_AFTER_S: Final = 300.0
# Texts and not patterns: ``re`` compiles them at the first fault, and most starts meet none.
_SECONDS: Final = r"(?i)^\s*(\d+(?:\.\d+)?)\s*s?\s*$"
_PLAN: Final = r"(?i)api_requires_pro|requires_pro|\bpro plan\b|\bplans?\b|\bupgrade\b|subscription"
_AWAY: Final = r"(?i)addon_disconnected|add-?on (?:is )?(?:not connected|disconnected|offline)"
#: The service's words for an order that it cannot cancel because it has ended; they are documented as stable.
_GONE: Final = "not found or already terminal"
#: Those that tell of no answer, beside a status that says no. An account that is not connected refused it at once.
_NO_ANSWER: Final = (
    r"(?i)time[ds]?[ _-]?out|\bin time\b|\bno[ _](?:answer|response|reply)|(?:not|n't)[ _](?:answer|respond|repl[iy])"
)
#: Words for trouble on the way to the add-on or back. Where no status says so, they are all that tells a request that
#: may have been carried out from one that was refused.
_ON_THE_WAY: Final = (
    rf"{_NO_ANSWER}|(?:not|n't)[ _]connected|internal[ _]|gateway|unavailable|exception"
    r"|connection[ _](?:was[ _])?(?:lost|closed|reset|aborted|broken)"
)
#: Statuses with which the service says no before anything is done, unless the body lists what was done.
_REFUSING: Final = frozenset({400, 401, 403, 404, 429})
#: Under these a body lists what was closed or cancelled, whatever else it says.
_DONE: Final = ("closedPositions", "closed_positions", "orderIds", "order_ids", "cancelled", "cancelledOrderIds")
_KIND_OF_STATUS: Final = {
    400: FaultKind.REFUSED,
    401: FaultKind.UNAUTHORIZED,
    403: FaultKind.FORBIDDEN,
    404: FaultKind.NOT_FOUND,
    408: FaultKind.NT8_AWAY,
    429: FaultKind.RATE_LIMITED,
}


def lost_effect(mutating: bool) -> Effect:
    """The effect of a request whose answer is missing or useless. A read has none, so it counts as refused."""
    return Effect.UNKNOWN if mutating else Effect.REFUSED


def fault_of_status(reply: Reply, cleaner: Cleaner, *, mutating: bool) -> ServiceFault | None:
    """The fault of an answer whose status is not 2xx; None for 2xx."""
    if 200 <= reply.status < 300:
        return None
    payload = _payload_or_none(reply)
    detail = _server_words(payload, cleaner)
    kind = _kind(reply.status, detail)
    verdict = _verdict(payload)
    refusing = reply.status in _REFUSING or (400 <= reply.status < 500 and reply.status != 408 and _says_no(payload))
    if kind is FaultKind.REFUSED and re.search(_NO_ANSWER, detail):
        # The service passes on the add-on's own words: what was not answered in time may be carried out.
        kind, refusing = FaultKind.SERVER, False
    refusing = refusing and not (verdict.done_part or verdict.said_yes)
    return ServiceFault(
        kind,
        Effect.REFUSED if refusing else lost_effect(mutating),
        detail,
        status=reply.status,
        retry_after_s=_retry_after_s(reply, payload),
    )


def fault_of_body(payload: Json, cleaner: Cleaner, *, mutating: bool, status: int | None = None) -> ServiceFault | None:
    """The fault that a 2xx body (or an RPC reply) tells of; None when it is a success.

    A failure is ``success`` false or an ``error`` that says something, also inside ``data``. A change needs
    ``success`` to be exactly true on top of that. When an answer contradicts itself, or tells of trouble on the way
    to the add-on, the outcome is unknown.
    """
    said_no, said_yes, done_part = _verdict(payload)
    if said_no:
        detail = _server_words(payload, cleaner)
        said_status = _status_in(payload) if status is None else None
        kind = _kind(said_status or status, detail)
        on_the_way = kind is FaultKind.SERVER or re.search(_ON_THE_WAY, detail) is not None
        if on_the_way and kind is FaultKind.REFUSED:
            kind = FaultKind.SERVER
        # Over HTTP an add-on that is away has a status of its own; beside any other one it was away from the start.
        away = kind is FaultKind.NT8_AWAY and status is None
        effect = lost_effect(mutating) if said_yes or done_part or on_the_way or away else Effect.REFUSED
        return ServiceFault(kind, effect, detail, status=status, retry_after_s=_wait_of_body(payload))
    if mutating and not said_yes:
        return ServiceFault(FaultKind.MALFORMED, Effect.UNKNOWN, "the answer does not say success", status=status)
    return None


def fault_of_content(reply: Reply, *, mutating: bool) -> ServiceFault | None:
    """The fault of a 2xx answer that is a web page; None when it may be JSON."""
    if "html" in reply.content_type.casefold() or reply.body.lstrip()[:1] == b"<":
        return ServiceFault(
            FaultKind.NOT_JSON, lost_effect(mutating), "a web page came instead of data", status=reply.status
        )
    return None


class _Verdict(NamedTuple):
    """Whether a body says no, says exactly ``success: true``, and lists something that was done nevertheless."""

    said_no: bool
    said_yes: bool
    done_part: bool


def _verdict(payload: Json) -> _Verdict:
    said_no = said_yes = done_part = False
    for layer in layers(payload):
        if not isinstance(layer, Mapping):
            continue
        said_no = said_no or _says_no(layer)
        said_yes = said_yes or layer.get("success") is True
        done_part = done_part or any(layer.get(key) for key in _DONE)
    return _Verdict(said_no, said_yes, done_part)


def _says_no(layer: Json) -> bool:
    if not isinstance(layer, Mapping):
        return False
    return str(layer.get("success")).casefold() in ("false", "0") or layer.get("error") not in (None, "", False)


def _kind(status: int | None, detail: str) -> FaultKind:
    by_text = _kind_of_words(detail, status)
    if by_text is not None:
        return by_text
    if status is None or 200 <= status < 300:
        return FaultKind.RATE_LIMITED if "rate limit" in detail.casefold() else FaultKind.REFUSED
    if 300 <= status < 400:
        return FaultKind.REDIRECT
    if status >= 500:
        return FaultKind.SERVER
    return _KIND_OF_STATUS.get(status, FaultKind.REFUSED)


def _kind_of_words(detail: str, status: int | None) -> FaultKind | None:
    if "unknown api command" in detail.casefold():
        return FaultKind.UNSUPPORTED
    if _GONE in detail.casefold():
        return FaultKind.ORDER_GONE
    if "api_requires_pro" in detail or (status in (401, 403) and re.search(_PLAN, detail)):
        return FaultKind.PLAN
    return FaultKind.NT8_AWAY if re.search(_AWAY, detail) else None


def _status_in(payload: Json) -> int | None:
    """The HTTP status that a reply over the stream tells of, if any."""
    for layer in layers(payload):
        if isinstance(layer, Mapping):
            for place in (layer, layer.get("error")):
                told = pick(place, "status", "statusCode", "code") if isinstance(place, Mapping) else None
                if type(told) is int and 300 <= told < 600:
                    return told
    return None


def _payload_or_none(reply: Reply) -> Json:
    try:
        return loads(reply.body)
    except Unreadable:
        return None


def _server_words(payload: Json, cleaner: Cleaner) -> str:
    """``detail``, then ``error`` (a code or a sentence), the fall-backs, and a suggestion for a wrong path."""
    for layer in layers(payload):
        if not isinstance(layer, Mapping):
            continue
        said = [layer.get("detail"), layer.get("error")]
        said = [word for word in said if word not in (None, "", False)]
        said = said or [word for word in (layer.get("failureMessage"), layer.get("message")) if word]
        texts = list(dict.fromkeys(cleaner.shown(word) for word in said))
        if layer.get("did_you_mean"):
            texts.append(f"did you mean {cleaner.shown(layer['did_you_mean'])}")
        if texts:
            return cleaner.shown(texts[0] if len(texts) == 1 else f"{texts[0]} ({'; '.join(texts[1:])})")
    return ""


def _retry_after_s(reply: Reply, payload: Json) -> float | None:
    if reply.retry_after is not None:
        wait = _seconds(reply.retry_after)
        if wait is None:
            wait = _seconds_until(reply.retry_after, reply.date)
        if wait is not None:
            return wait
    return _wait_of_body(payload)


def _wait_of_body(payload: Json) -> float | None:
    for layer in layers(payload):
        if isinstance(layer, Mapping):
            for key in ("retryAfter", "retry_after"):
                wait = _seconds(str(layer.get(key)))
                if wait is not None:
                    return wait
    return None


def _seconds(text: str) -> float | None:
    match = re.match(_SECONDS, text[:40])
    return min(LONGEST_RETRY_AFTER_S, float(match[1])) if match else None


def _seconds_until(text: str, date: str | None) -> float | None:
    """The wait that an HTTP date asks for, by the service's own clock where it gave one."""
    until = _http_date(text)
    if until is None:
        return None
    now = _http_date(date or "") or datetime.now(UTC)
    wait = (until - now).total_seconds()
    return min(LONGEST_RETRY_AFTER_S, max(0.0, wait)) if math.isfinite(wait) else None


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text[:60])
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
