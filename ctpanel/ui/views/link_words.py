"""What the link bar says of the link: its word, its looks, and what the word means for the user."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.link import Link, LinkState, StreamState
from ctpanel.domain.text import phrase
from ctpanel.ui.i18n import tr_phrase
from ctpanel.ui.widgets.safe_text import safe_text

#: Icon and name of the color token for each state of the link.
LINK_LOOKS: Final = {
    LinkState.OFFLINE: ("link-offline", "danger"),
    LinkState.CONNECTING: ("link-degraded", "warning"),
    LinkState.LIVE: ("link-live", "success"),
    LinkState.DEGRADED: ("link-degraded", "warning"),
    LinkState.NT8_AWAY: ("link-away", "danger"),
    LinkState.NOT_AUTHORIZED: ("link-key", "danger"),
    LinkState.ELSEWHERE: ("link-degraded", "warning"),
}
_LINK_WORDS: Final = {
    LinkState.OFFLINE: phrase("offline"),
    LinkState.CONNECTING: phrase("connecting"),
    LinkState.LIVE: phrase("live"),
    LinkState.DEGRADED: phrase("degraded"),
    LinkState.NT8_AWAY: phrase("NT8 away"),
    LinkState.NOT_AUTHORIZED: phrase("not authorized"),
    LinkState.ELSEWHERE: phrase("session active elsewhere"),
}
_LINK_MEANINGS: Final = {
    LinkState.OFFLINE: phrase("Nothing is read now. What you see is the last known state. Notices say what is wrong."),
    LinkState.CONNECTING: phrase("No answer has come yet. It is tried again by itself."),
    LinkState.LIVE: phrase("Everything is read as it should be."),
    LinkState.DEGRADED: phrase("A part of what is asked for does not come. It is tried again by itself."),
    LinkState.NT8_AWAY: phrase(
        "NinjaTrader or its CrossTrade add-on does not answer: nothing can be closed from here."
    ),
    LinkState.NOT_AUTHORIZED: phrase("The service refuses the token. Notices say what to do."),
    LinkState.ELSEWHERE: phrase("Another program of yours has the streaming session. Everything is read by request."),
}
_STREAM_BROKEN: Final = phrase(
    "The stream is interrupted: prices come by request, some seconds apart. It is tried again by itself."
)
_STREAM_ENDED: Final = phrase("The stream has ended: prices come by request, some seconds apart. Notices say why.")


def link_word(state: LinkState) -> str:
    """The one word for the link in the user's language."""
    return tr_phrase(_LINK_WORDS[state])


def link_meaning(link: Link) -> str:
    """What the word for the link means for the user, and what the service said about it."""
    words = _LINK_MEANINGS[link.state]
    if link.state is LinkState.DEGRADED and link.fault is None:
        words = _STREAM_BROKEN if link.stream is StreamState.BROKEN else _STREAM_ENDED
    said = safe_text(link.fault.detail) if link.fault else ""
    return f"{tr_phrase(words)} {said}".strip()
