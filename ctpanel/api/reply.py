"""What goes out and what comes back, free of any HTTP library."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from typing import TypeAlias

from ctpanel.domain.record import record

#: What requests contain. A price is a Decimal, written with its own digits.
JsonScalar: TypeAlias = str | int | float | bool | Decimal


@record
class Call:
    """One request, for both ways.

    ``path`` (below ``/v1/api``, already quoted) and ``query`` are for HTTP, ``api`` and ``args`` for the stream's RPC.
    ``body`` is None for reads. ``mutating`` says that its outcome is unknown when the answer is lost.
    """

    method: str
    path: str
    api: str
    args: dict[str, JsonScalar] = field(default_factory=dict)
    query: str = ""
    body: dict[str, JsonScalar] | None = None
    mutating: bool = False


@record
class Reply:
    """A complete HTTP answer of bounded size. ``retry_after`` and ``date`` are the raw header texts."""

    status: int
    body: bytes
    content_type: str = ""
    retry_after: str | None = None
    date: str | None = None
