"""What may be told by a sound or a message besides what the window shows: kinds of events, and one event."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Final, NamedTuple

from ctpanel.domain.outcome import Outcome
from ctpanel.domain.record import record
from ctpanel.domain.text import Phrase, Text, phrase


class Grade(IntEnum):
    """How much an event wants to be noticed; each grade has a sound of its own."""

    GOOD = 1
    ATTENTION = 2
    ALARM = 3


class AlertKind(Enum):
    """The kinds of events; the values stand in the settings file."""

    VERIFIED = "verified"
    NOT_VERIFIED = "not_verified"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ORDERS_LEFT = "orders_left"
    LEFTOVER = "leftover"
    CHANGED = "changed"
    LINK_LOST = "link_lost"
    LINK_BACK = "link_back"
    NT8_AWAY = "nt8_away"


class AlertChoice(NamedTuple):
    """What the user wants for a kind: a sound, a message."""

    sound: bool
    message: bool


class Manner(NamedTuple):
    """What is fixed about a kind: its name for the user, its grade, and the choice before the user made one."""

    title: Phrase
    grade: Grade
    first: AlertChoice


MANNERS: Final = {
    AlertKind.VERIFIED: Manner(phrase("Verified"), Grade.GOOD, AlertChoice(sound=False, message=True)),
    AlertKind.NOT_VERIFIED: Manner(phrase("Not verified"), Grade.ALARM, AlertChoice(sound=True, message=True)),
    AlertKind.REFUSED: Manner(phrase("Refused or not sent"), Grade.ATTENTION, AlertChoice(sound=True, message=True)),
    AlertKind.UNKNOWN: Manner(phrase("Outcome unknown"), Grade.ALARM, AlertChoice(sound=True, message=True)),
    AlertKind.ORDERS_LEFT: Manner(
        phrase("Orders left after a close"), Grade.ALARM, AlertChoice(sound=True, message=True)
    ),
    AlertKind.LEFTOVER: Manner(
        phrase("Orders left or too big, found by reading"), Grade.ALARM, AlertChoice(sound=True, message=True)
    ),
    AlertKind.CHANGED: Manner(
        phrase("Position changed, not by this window"), Grade.ATTENTION, AlertChoice(sound=False, message=False)
    ),
    AlertKind.LINK_LOST: Manner(phrase("Link lost"), Grade.ATTENTION, AlertChoice(sound=False, message=True)),
    AlertKind.LINK_BACK: Manner(phrase("Link restored"), Grade.GOOD, AlertChoice(sound=False, message=True)),
    AlertKind.NT8_AWAY: Manner(phrase("NinjaTrader away"), Grade.ALARM, AlertChoice(sound=True, message=True)),
}

_KINDS: Final = {
    Outcome.VERIFIED_FLAT: AlertKind.VERIFIED,
    Outcome.VERIFIED_LEFT: AlertKind.VERIFIED,
    Outcome.VERIFIED_DONE: AlertKind.VERIFIED,
    Outcome.PARTLY: AlertKind.NOT_VERIFIED,
    Outcome.ORDERS_LEFT: AlertKind.ORDERS_LEFT,
    Outcome.NOT_VERIFIED: AlertKind.NOT_VERIFIED,
    Outcome.REFUSED: AlertKind.REFUSED,
    Outcome.NOT_SENT: AlertKind.REFUSED,
    Outcome.UNKNOWN: AlertKind.UNKNOWN,
}


def kind_of(outcome: Outcome) -> AlertKind:
    """The kind of event that an outcome is."""
    return _KINDS[outcome]


@record
class Alert:
    """One event. The account stands apart from the words, so that it can be masked where it is shown."""

    kind: AlertKind
    what: Text
    account: str = ""
    instrument: str = ""
