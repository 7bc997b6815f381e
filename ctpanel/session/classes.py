"""Whether an account is simulated or live: by the user's word, else by its provider."""

from __future__ import annotations

from ctpanel.domain.account import AccountClass
from ctpanel.domain.reconcile import canonical
from ctpanel.domain.snapshot import Snapshot
from ctpanel.session.preferences import Preferences


def class_of(account: str, snapshot: Snapshot, preferences: Preferences) -> AccountClass:
    """The class of an account; UNKNOWN when neither the user nor the provider says."""
    folded = account.casefold()
    for name, chosen in preferences.classes.items():
        if name.casefold() == folded:
            return chosen
    row = snapshot.accounts.get(canonical(snapshot, account))
    return AccountClass.UNKNOWN if row is None else row.account.account_class
