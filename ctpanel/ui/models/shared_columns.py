"""Columns that several tables have: they look, sort and explain themselves alike in each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ctpanel.domain.account import AccountClass
from ctpanel.domain.freshness import Freshness
from ctpanel.domain.snapshot import Stamp
from ctpanel.domain.text import Phrase, phrase
from ctpanel.ui.models.columns import Column, Style
from ctpanel.ui.models.roles import Role
from ctpanel.ui.widgets.badge import BADGES, badge_word

R = TypeVar("R")


def account_column(name_of: Callable[[R], str], priority: int = 0) -> Column[R]:
    """Nickname and name, or the masked name; its tool tip has what a narrow cell squeezes."""

    def shown(row: R, style: Style, _now: float) -> str:
        return style.account(name_of(row))

    return Column(
        "account",
        phrase("Account"),
        shown,
        lambda row, style: style.account(name_of(row)).casefold(),
        sample="APEX-204817-03",
        priority=priority,
        elides=True,
        tip=shown,
    )


def class_column(class_of: Callable[[R], AccountClass], priority: int = 0, *, timed: bool = False) -> Column[R]:
    """The badge of the account's class. It is ``timed`` where the class may change without any news of the row."""

    def word(row: R, _style: Style, _now: float) -> str:
        return badge_word(BADGES[class_of(row)])

    return Column(
        "class",
        phrase("Class"),
        word,
        lambda row, _style: class_of(row).value,
        phrase("Whether real money is behind the account. By its provider; can be changed in the settings."),
        sample=phrase("UNKNOWN"),
        least="LIVE0",
        timed=timed,
        priority=priority,
        tip=word,
        facts={Role.BADGE: lambda row, _style, _now: BADGES[class_of(row)]},
    )


def age_column(
    stamp_of: Callable[[R], Stamp],
    freshness_of: Callable[[R, Style, float], Freshness],
    about: Phrase,
    priority: int,
    tip: Callable[[R, Style, float], str] | None = None,
) -> Column[R]:
    """Seconds since the row was true; past its limit, the time of day when it was."""

    def age(row: R, style: Style, now: float) -> str:
        return style.age(stamp_of(row), now, stale=freshness_of(row, style, now) is Freshness.STALE)

    return Column(
        "age",
        phrase("Age"),
        age,
        lambda row, _style: -stamp_of(row).at,
        about,
        sample=phrase("● as of 14:32:07"),
        timed=True,
        priority=priority,
        tip=tip,
        facts={Role.FRESHNESS: freshness_of},
    )
