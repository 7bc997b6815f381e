"""Which keys stand for which action: the built-in ones, the user's own, and those that are never given away.

Keys are one combination in Qt's portable spelling, such as ``Ctrl+E``; the empty text stands for none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from ctpanel.domain.record import record
from ctpanel.domain.text import Text, text_of
from ctpanel.ui.actions import ACTIONS, ActionSpec

_PORTABLE: Final = QKeySequence.SequenceFormat.PortableText
_NATIVE: Final = QKeySequence.SequenceFormat.NativeText
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_HELD: Final = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    }
)
_OF_WIDGETS: Final = frozenset(
    {
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
        *(Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
        *(Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace, Qt.Key.Key_Delete),
        *(Qt.Key.Key_Insert, Qt.Key.Key_Menu),
    }
)
_OF_TEXTS: Final = frozenset({Qt.Key(ord(letter)) for letter in "ACVXYZ"})


@record
class Assigned:
    """Keys of every action; ``problems`` says which wishes could not be met, one sentence each."""

    keys: Mapping[str, str]
    problems: tuple[Text, ...] = ()

    def owner(self, keys: str) -> str | None:
        """The action that has these keys."""
        return next((action for action, taken in self.keys.items() if keys and taken == keys), None)


def canonical(text: str) -> str | None:
    """The one spelling of these keys; None when they are not exactly one combination that Qt knows."""
    sequence = QKeySequence.fromString(text, _PORTABLE)
    return pressed(_first(sequence)) if sequence.count() == 1 else None


def _first(sequence: QKeySequence) -> QKeyCombination:
    return sequence[0]  # type: ignore[index,no-any-return]  # the stubs do not know that a sequence has an index


def pressed(combination: QKeyCombination) -> str | None:
    """What a press of these keys is called; None for a key that is only held with others.

    A sign that needs Shift on one keyboard and not on the next is the sign, without Shift.
    """
    key, held = combination.key(), combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _HELD or key is Qt.Key.Key_unknown:
        return None
    if _is_sign(key):
        held &= ~_SHIFT
    if key is Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | _SHIFT
    return QKeySequence(QKeyCombination(held, key)).toString(_PORTABLE)


def _is_sign(key: Qt.Key) -> bool:
    return Qt.Key.Key_Space < key < Qt.Key.Key_AsciiTilde and not chr(key).isalnum()


def shown(keys: str) -> str:
    """The keys as this system writes them."""
    return QKeySequence.fromString(keys, _PORTABLE).toString(_NATIVE)


def refusal(keys: str) -> Text | None:
    """Why no action may have these keys, in words; None when one may."""
    combination = _first(QKeySequence.fromString(keys, _PORTABLE))
    key, held = combination.key(), combination.keyboardModifiers()
    words = shown(keys)
    if key in _OF_WIDGETS:
        return Text("{keys} is needed for moving about and for pressing buttons.", keys=words)
    if held & Qt.KeyboardModifier.MetaModifier:
        return Text("{keys} belongs to the system.", keys=words)
    if held & Qt.KeyboardModifier.AltModifier:
        return Text("{keys} cannot be used: Alt opens menus, and with Ctrl it types signs.", keys=words)
    if key is Qt.Key.Key_F10 and not held & _CTRL:
        return Text("{keys} opens menus.", keys=words)
    if not held & _CTRL and not Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return Text("{keys} alone is for typing. Press it with Ctrl, or choose a function key.", keys=words)
    if (key in _OF_TEXTS and held == _CTRL) or (key is Qt.Key.Key_Z and held == _CTRL | _SHIFT):
        return Text("{keys} is needed for texts and for selecting rows.", keys=words)
    return None


def assigned(chosen: Mapping[str, str], specs: Sequence[ActionSpec] = ACTIONS) -> Assigned:
    """The keys that count. What the user chose comes first; a built-in key gives way to it.

    A choice that cannot be met leaves the built-in keys in force. Nothing is removed from ``chosen``: what this
    version cannot use may be meant for another one.
    """
    keys: dict[str, str] = {}
    problems: list[Text] = []
    for spec in (each for each in specs if each.key in chosen):
        met = _met(chosen[spec.key], keys, specs)
        if isinstance(met, str):
            keys[spec.key] = met
        else:
            words = Text("The shortcut of “{action}” is the built-in one. {why}", action=text_of(spec.text), why=met)
            problems.append(words)
    for spec in (each for each in specs if each.key not in keys):
        owner = Assigned(keys).owner(spec.shortcut)
        keys[spec.key] = "" if owner else spec.shortcut
        if owner:
            why = taken(spec.shortcut, owner, specs)
            problems.append(Text("“{action}” has no shortcut now. {why}", action=text_of(spec.text), why=why))
    known = {spec.key for spec in specs}
    problems += [
        Text("The settings give keys to “{action}”, which this version does not know. They are kept.", action=name)
        for name in chosen
        if name not in known
    ]
    return Assigned(keys, tuple(problems))


def taken(keys: str, owner: str, specs: Sequence[ActionSpec] = ACTIONS) -> Text:
    """That another action has the keys."""
    name = next(spec.text for spec in specs if spec.key == owner)
    return Text("{keys} belongs to “{action}”.", keys=shown(keys), action=text_of(name))


def _met(text: str, keys: Mapping[str, str], specs: Sequence[ActionSpec]) -> str | Text:
    """The keys that were wished for, or why they cannot be had."""
    if not text:
        return ""
    wanted = canonical(text)
    if wanted is None:
        return Text("“{keys}” in the settings is no combination of keys.", keys=text)
    owner = Assigned(keys).owner(wanted)
    return refusal(wanted) or (taken(wanted, owner, specs) if owner else wanted)
