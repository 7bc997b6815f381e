"""The sentence of the close dialog: what a press would do, or what stands in its way."""

from __future__ import annotations

from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.closing_words import sent_words, summary
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.text import Text
from ctpanel.ui.dialogs import close_words as words
from ctpanel.ui.dialogs.close_presenter import ClosePresenter
from ctpanel.ui.dialogs.kit import DialogKit


def summary_text(kit: DialogKit, presenter: ClosePresenter) -> Text:
    """The sentence of this moment, with the account's name as it may be shown."""
    command, position = presenter.command, presenter.position
    if not presenter.chosen and command is not None and command.is_running:
        sent = command.plan
        return sent_words(kit.as_shown(sent)) if isinstance(sent, ClosePlan) else sent.button()
    if position is None:
        if presenter.stamp is None:
            return words.NOT_KNOWN
        return words.FLAT_THEN if presenter.is_stale else words.FLAT
    changed = presenter.changed()
    if changed is not None:
        return changed
    if not presenter.chosen:
        kept_back = kit.session.command_on(presenter.key) is not None
        return words.kept_back(position) if kept_back else words.standing(position, stale=presenter.is_stale)
    plan = presenter.plan()
    if isinstance(plan, Refusal):
        return plan.text
    account, instrument = presenter.key
    currency, spec = kit.session.snapshot.currency_of(account), kit.session.spec(instrument)
    return summary(kit.as_shown(plan), presenter.orders(), currency, spec)
