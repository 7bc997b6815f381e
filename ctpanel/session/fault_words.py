"""Every kind of trouble with the service in words: what happened, what it means for positions, what to do next."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.notice import Severity
from ctpanel.domain.text import Text
from ctpanel.session.notices import Message

_LAST_KNOWN: Final = Text("What you see is the last known state, with its age; it may have changed.")
_NOTHING_KNOWN: Final = Text("Nothing has been read so far, so no position can be seen or closed here.")
_CLOSE_ELSEWHERE: Final = Text("If you must get out now, use NinjaTrader or your broker.")

#: Only commands over the stream can come to this.
_NO_STREAM: Final = Text("The stream broke in the moment of sending; nothing had left.")

_CHECK_ADDRESS: Final = Text("Check the address in --base-url or in the settings file.")

_WHAT: Final = {
    FaultKind.NO_NETWORK: Text("The service cannot be reached."),
    FaultKind.TIMEOUT: Text("The service did not answer in time."),
    FaultKind.DROPPED: Text("The connection broke before the answer was complete."),
    FaultKind.TLS: Text("The certificate of the service could not be verified, so nothing was sent."),
    FaultKind.UNAUTHORIZED: Text("The service does not accept this token."),
    FaultKind.PLAN: Text("Your CrossTrade plan does not include API access."),
    FaultKind.FORBIDDEN: Text("The service refused access."),
    FaultKind.NOT_FOUND: Text("The service does not know this address."),
    FaultKind.UNSUPPORTED: Text("The CrossTrade add-on is too old for this request."),
    FaultKind.NT8_AWAY: Text("NinjaTrader or its CrossTrade add-on is not connected."),
    FaultKind.RATE_LIMITED: Text("The request limit of your CrossTrade user is used up."),
    FaultKind.REFUSED: Text("The service refused the request."),
    FaultKind.ORDER_GONE: Text("The order had ended before the request came."),
    FaultKind.SERVER: Text("The service reports trouble of its own."),
    FaultKind.REDIRECT: Text("The address answered with a redirect, which is not followed."),
    FaultKind.NOT_JSON: Text("The address answered with a web page instead of data."),
    FaultKind.MALFORMED: Text("The answer of the service could not be read."),
    FaultKind.TOO_LARGE: Text("The answer of the service was too large to be genuine."),
    FaultKind.SLEPT: Text("The computer slept meanwhile."),
    FaultKind.CLIENT: Text("The request could not be made."),
}

_ACTION: Final = {
    FaultKind.NO_NETWORK: Text("Check your network; ctpanel goes on trying by itself."),
    FaultKind.TIMEOUT: Text("ctpanel reads again by itself."),
    FaultKind.DROPPED: Text("ctpanel reads again by itself."),
    FaultKind.TLS: Text("Check the date of this computer and any program that inspects its traffic."),
    FaultKind.UNAUTHORIZED: Text(
        "Copy the secret key anew from My Account in CrossTrade, then choose Enter token in the menu Tools."
    ),
    FaultKind.PLAN: Text("Upgrade to CrossTrade Pro, then press Refresh."),
    FaultKind.FORBIDDEN: Text("Check the token and the plan of your CrossTrade account."),
    FaultKind.NOT_FOUND: _CHECK_ADDRESS,
    FaultKind.UNSUPPORTED: Text("Update the CrossTrade add-on in NinjaTrader."),
    FaultKind.NT8_AWAY: Text("Start NinjaTrader and check that the CrossTrade add-on shows Connected."),
    FaultKind.RATE_LIMITED: Text("Reads wait; a close still leaves at once. Slow down other programs of yours."),
    FaultKind.REFUSED: Text("Read what the service says, and look in NinjaTrader."),
    FaultKind.ORDER_GONE: Text("Look at the position: the order may have filled."),
    FaultKind.SERVER: Text("ctpanel reads again by itself."),
    FaultKind.REDIRECT: _CHECK_ADDRESS,
    FaultKind.NOT_JSON: Text("Check the address of the service, and whether a login page stands in between."),
    FaultKind.MALFORMED: Text("If it goes on, look into the log: About, in the Help menu, shows its folder."),
    FaultKind.TOO_LARGE: _CHECK_ADDRESS,
    FaultKind.SLEPT: Text("ctpanel reads again by itself."),
    FaultKind.CLIENT: Text(
        "Restart ctpanel; if it goes on, look into the log: About, in the Help menu, shows its folder."
    ),
}

_PRESS_AGAIN: Final = Text("Press again if you still want it: no command is sent again by itself.")
#: Where the next step of a read would be wrong: reads go on by themselves, commands never.
_COMMAND_ACTION: Final = {
    FaultKind.NO_NETWORK: Text("Check your network, then press again: no command is sent again by itself."),
    FaultKind.TIMEOUT: _PRESS_AGAIN,
    FaultKind.DROPPED: _PRESS_AGAIN,
    FaultKind.SERVER: _PRESS_AGAIN,
    FaultKind.SLEPT: _PRESS_AGAIN,
    FaultKind.PLAN: Text("Upgrade to CrossTrade Pro, then press again."),
    FaultKind.RATE_LIMITED: Text("Press again in a moment, and slow down other programs of yours."),
}

_NO_EXIT: Final = (
    FaultKind.NO_NETWORK,
    FaultKind.TLS,
    FaultKind.UNAUTHORIZED,
    FaultKind.PLAN,
    FaultKind.FORBIDDEN,
    FaultKind.NT8_AWAY,
)


def what_happened(fault: ServiceFault) -> Text:
    """One sentence, with the service's own words where it gave any."""
    plain = _WHAT[fault.kind]
    if fault.kind is FaultKind.DROPPED and fault.effect is Effect.NOT_SENT:
        return _NO_STREAM
    if not fault.detail or fault.kind in (FaultKind.NO_NETWORK, FaultKind.TIMEOUT, FaultKind.DROPPED):
        return plain
    return Text("{what} It says: “{detail}”.", what=plain, detail=fault.detail)


def next_step(fault: ServiceFault) -> Text:
    """What the user can do about a read that failed."""
    return _ACTION[fault.kind]


def command_step(fault: ServiceFault) -> Text:
    """What the user can do about a command that was not carried out."""
    return _COMMAND_ACTION.get(fault.kind) or _ACTION[fault.kind]


def read_trouble(fault: ServiceFault, *, read_before: bool) -> Message:
    """The notice for a read that failed; ``read_before`` is whether there is anything from earlier reads to see."""
    seen = _LAST_KNOWN if read_before else _NOTHING_KNOWN
    meaning = Text("{known} {exit}", known=seen, exit=_CLOSE_ELSEWHERE) if fault.kind in _NO_EXIT else seen
    return Message(identity_of_trouble(fault), Severity.WARNING, what_happened(fault), meaning, next_step(fault))


def identity_of_trouble(fault: ServiceFault) -> str:
    """The identity of the notice for a read that failed in this way."""
    return f"read:{fault.kind.value}"


_IN_A_MOMENT: Final = Text("Sign in again in a moment.")
#: Where the next step of a read would be wrong: without a token nothing goes on by itself.
_SIGN_IN_ACTION: Final = {
    FaultKind.UNAUTHORIZED: Text("Copy the secret key anew from My Account in CrossTrade and enter it here."),
    FaultKind.PLAN: Text("Upgrade to CrossTrade Pro, then sign in again."),
    FaultKind.NO_NETWORK: Text("Check your network, then sign in again."),
    FaultKind.TIMEOUT: _IN_A_MOMENT,
    FaultKind.DROPPED: _IN_A_MOMENT,
    FaultKind.SERVER: _IN_A_MOMENT,
    FaultKind.SLEPT: _IN_A_MOMENT,
    FaultKind.RATE_LIMITED: _IN_A_MOMENT,
}


def sign_in_trouble(fault: ServiceFault) -> Text:
    """A refused or untested token: what happened and the next step, in one text."""
    step = _SIGN_IN_ACTION.get(fault.kind) or _ACTION[fault.kind]
    return Text("{what} {next}", what=what_happened(fault), next=step)


def away_trouble() -> Message:
    """The notice for an account list that is empty: NinjaTrader is closed, or no broker is connected."""
    return Message(
        "nt8-away",
        Severity.WARNING,
        Text("NinjaTrader shows no accounts any more."),
        Text("{known} {exit}", known=_LAST_KNOWN, exit=_CLOSE_ELSEWHERE),
        _ACTION[FaultKind.NT8_AWAY],
    )
