"""What the journal's commands are called in the window. The journal is English, and so is what earlier runs told."""

from __future__ import annotations

import json
from typing import Final

from ctpanel.domain.activity import ActivityRow
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.outcome_words import plain_headline
from ctpanel.domain.plan import CommandKind, Plan
from ctpanel.domain.text import phrase
from ctpanel.session.plan_record import UnreadablePlan, plan_from
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.models.columns import Style
from ctpanel.ui.widgets.safe_text import safe_text

_KINDS: Final = {
    CommandKind.CLOSE.value: phrase("close"),
    CommandKind.CANCEL_ORDER.value: phrase("cancel order"),
    CommandKind.CANCEL_INSTRUMENT.value: phrase("cancel orders of instrument"),
    CommandKind.CANCEL_ACCOUNT.value: phrase("cancel orders of account"),
    CommandKind.FLATTEN_INSTRUMENT.value: phrase("flatten instrument"),
    CommandKind.FLATTEN_ACCOUNT.value: phrase("flatten account"),
    CommandKind.RESIZE.value: phrase("resize"),
    CommandKind.REVERSE.value: phrase("reverse"),
}


def plan_words(row: ActivityRow, style: Style) -> str:
    """The plan, which names what it does. One that cannot be read is shown as written, after the word for its kind."""
    plan = _plan(row)
    if plan is not None:
        return style.say(plan.button())
    kind = tr_phrase(_KINDS[row.kind]) if row.kind in _KINDS else row.kind
    return f"{kind}: {row.plan}" if row.plan else kind


def outcome_word(row: ActivityRow, style: Style) -> str:
    """The outcome, with what it left where the plan tells."""
    if not row.outcome:
        return tr("no outcome yet")
    try:
        outcome = Outcome(row.outcome)
    except ValueError:
        return safe_text(row.outcome)
    plan = _plan(row)
    return style.say(plain_headline(outcome) if plan is None else plan.headline(outcome))


def meant_by(text: str, style: Style) -> tuple[str, ...]:
    """The journal's words for every kind and outcome that the window calls by a word with ``text`` in it."""
    shown = {kind: tr_phrase(words) for kind, words in _KINDS.items()}
    shown |= {outcome.value: style.say(plain_headline(outcome)) for outcome in Outcome}
    return tuple(word for word, said in shown.items() if text and text.casefold() in said.casefold())


def message_words(row: ActivityRow, style: Style) -> str:
    """What the command told; of an earlier run as it was written."""
    return row.message if row.said is None else style.say(row.said)


def _plan(row: ActivityRow) -> Plan | None:
    try:
        facts = json.loads(row.record)
        return plan_from(row.kind, facts) if isinstance(facts, dict) else None
    except (json.JSONDecodeError, UnreadablePlan):
        return None
