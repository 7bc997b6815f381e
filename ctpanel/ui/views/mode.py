"""Whether real money is on screen: the mode of the whole window, in word, color and shape."""

from __future__ import annotations

import enum
from typing import Final

from ctpanel.domain.account import AccountClass
from ctpanel.domain.text import phrase
from ctpanel.session.view import PanelSession
from ctpanel.ui.i18n import tr_phrase
from ctpanel.ui.theme.tokens import Colors


class Mode(enum.Enum):
    """What the accounts on screen are."""

    DEMO = enum.auto()
    LIVE = enum.auto()
    UNKNOWN = enum.auto()
    SIM = enum.auto()
    EMPTY = enum.auto()


_MODES: Final = {
    Mode.DEMO: phrase("DEMO"),
    Mode.LIVE: phrase("LIVE accounts shown"),
    Mode.UNKNOWN: phrase("UNKNOWN accounts shown"),
    Mode.SIM: phrase("SIM only"),
    Mode.EMPTY: phrase("no accounts yet"),
}


def mode_of(session: PanelSession) -> Mode:
    """One live account makes the whole window live. A position counts even where no list names its account."""
    if session.demo:
        return Mode.DEMO
    names = {*session.snapshot.accounts, *(key.account for key in session.snapshot.positions)}
    classes = {session.class_of(name) for name in names}
    if AccountClass.LIVE in classes:
        return Mode.LIVE
    if AccountClass.UNKNOWN in classes:
        return Mode.UNKNOWN
    return Mode.SIM if classes else Mode.EMPTY


def mode_words(mode: Mode) -> str:
    """The mode in the user's language."""
    return tr_phrase(_MODES[mode])


def mode_style(mode: Mode, colors: Colors) -> str:
    """Live: solid and square; demo: solid violet; sim: outlined and round; unknown: dashed."""
    shape = "font-weight: 700; padding: 2px 8px;"
    if mode is Mode.DEMO:
        return f"{shape} background: {colors.demo}; color: {colors.on_demo}; border: 1px solid {colors.demo_stripe};"
    if mode is Mode.LIVE:
        return f"{shape} background: {colors.live}; color: {colors.on_live}; border: 1px solid {colors.live};"
    if mode is Mode.SIM:
        return f"{shape} color: {colors.sim}; border: 1px solid {colors.sim}; border-radius: 9px;"
    return f"{shape} color: {colors.unknown}; border: 1px dashed {colors.unknown}; border-radius: 3px;"
