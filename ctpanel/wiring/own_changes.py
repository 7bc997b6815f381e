"""What one window changed, put into what the file says now: windows of other profiles save there too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from ctpanel.session.preferences import Preferences


def with_own_changes(there: Preferences, before: Preferences, now: Preferences) -> Preferences:
    """``there`` with everything that differs between ``before`` and ``now``, maps and sets entry by entry."""
    pairs = ((each.name, getattr(before, each.name), getattr(now, each.name)) for each in fields(Preferences))
    return replace(there, **{name: _put(getattr(there, name), old, new) for name, old, new in pairs if old != new})


def _put(there: Any, old: Any, new: Any) -> Any:
    if isinstance(new, frozenset):
        return (there - (old - new)) | (new - old)
    if isinstance(new, Mapping):
        kept = {key: value for key, value in there.items() if key in new or key not in old}
        return kept | {key: value for key, value in new.items() if key not in old or old[key] != value}
    return new
