"""Why the program itself refuses something before anything is sent, each with a plain sentence and a next step."""

from __future__ import annotations

from enum import Enum

from ctpanel.domain.record import record
from ctpanel.domain.text import Text


class Reason(Enum):
    """The reasons, stable words for tests and the journal."""

    NO_ACCOUNT = "no account"
    NO_INSTRUMENT = "no instrument"
    NOT_DATED = "not dated"
    NO_POSITION = "no position"
    SIZE = "size"
    SIDE_UNKNOWN = "side unknown"
    IN_FLIGHT = "in flight"
    CHANGED = "changed"
    JOURNAL = "journal"
    NOT_SIGNED_IN = "not signed in"
    STOPPING = "stopping"
    NO_ID = "no id"
    AMBIGUOUS = "ambiguous"
    STOPPED = "stopped"


@record
class Refusal:
    """Nothing was sent, why, and what to do."""

    reason: Reason
    text: Text
