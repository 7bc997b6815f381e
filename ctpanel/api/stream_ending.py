"""How a connection of the stream ended, in words that do not need the WebSocket library."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.record import record
from ctpanel.domain.stream import StreamEnd

_ELSEWHERE: Final = "session active elsewhere"


@record
class Ending:
    """Why a connection ended or could not be made; ``detail`` is fit to be shown."""

    end: StreamEnd
    detail: str = ""


def means_elsewhere(words: str) -> bool:
    """Whether the service says that another program of the user took the one session; its close code is not fixed."""
    return _ELSEWHERE in words.casefold()
