"""One row of the positions table, and what its columns say about it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from ctpanel.domain.account import AccountClass
from ctpanel.domain.command import Command
from ctpanel.domain.freshness import Freshness, freshness
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.money import Money
from ctpanel.domain.orders_known import Known, OrderGap
from ctpanel.domain.outcome_words import outcome_words
from ctpanel.domain.position import Side
from ctpanel.domain.protection import Cover, cover
from ctpanel.domain.protection_words import unlinked_words
from ctpanel.domain.snapshot import PositionRow, Source
from ctpanel.domain.text import phrase
from ctpanel.session.preferences import PnlUnit
from ctpanel.ui.delegates.presets import PRESETS, preset_words
from ctpanel.ui.format import DOWN, UNKNOWN, UP
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.models.columns import Style
from ctpanel.ui.widgets.safe_text import safe_text

#: So long the row keeps saying that its last command was verified.
VERIFIED_SHOWN_S: Final = 60.0


class PositionView(NamedTuple):
    """A position with what else its row shows. ``orders`` are those of one moment with it, or why there are none.

    ``away`` says that the service cannot answer for it at present, so that it is the last known state.
    """

    row: PositionRow
    account_class: AccountClass
    currency: str = "USD"
    spec: InstrumentSpec | None = None
    orders: Known = OrderGap.UNREAD
    command: Command | None = None
    away: bool = False


_SOURCES: Final = {Source.REST: phrase("by request"), Source.STREAM: phrase("by the stream")}


def instrument(view: PositionView, _style: Style, _now: float) -> str:
    """NT8's text, fit for one line."""
    return safe_text(view.row.position.key.instrument)


def side(view: PositionView, _style: Style, _now: float) -> str:
    """Arrow and word."""
    match view.row.position.side:
        case Side.LONG:
            return f"{UP} {tr('long')}"
        case Side.SHORT:
            return f"{DOWN} {tr('short')}"
        case _:
            return f"? {tr('unknown')}"


def side_ink(view: PositionView, _style: Style, _now: float) -> str:
    """Long and short in the two colors of the pair; a side that could not be read warns."""
    return {Side.LONG: "gain", Side.SHORT: "loss"}.get(view.row.position.side, "warning")


def average(view: PositionView, style: Style, _now: float) -> str:
    """Average entry price."""
    return style.price(view.row.position.average_price, view.spec)


def mark(view: PositionView, style: Style, _now: float) -> str:
    """Mark price as NT8 told it."""
    return style.price(view.row.position.mark_price, view.spec)


def pnl_value(view: PositionView, unit: PnlUnit) -> Decimal | None:
    """Unrealized P&L in this unit; ticks and points are per contract. None when it cannot be told."""
    position, spec = view.row.position, view.spec
    if unit is PnlUnit.CURRENCY:
        return position.unrealized
    if spec is None or position.average_price is None or position.mark_price is None or position.side is Side.UNKNOWN:
        return None
    measure = spec.ticks if unit is PnlUnit.TICKS else spec.points
    return measure(position.average_price, position.mark_price, long=position.side is Side.LONG)


def pnl(view: PositionView, style: Style, _now: float) -> str:
    """Unrealized P&L in the chosen unit, signed."""
    value = pnl_value(view, style.unit)
    if value is None:
        return UNKNOWN
    if style.unit is PnlUnit.CURRENCY:
        return style.formatter.pnl(Money(value, view.currency))
    if style.unit is PnlUnit.TICKS:
        return style.formatter.per_contract(value, 0 if value == value.to_integral_value() else 1)
    return style.formatter.per_contract(value, view.spec.decimals if view.spec else 2)


def pnl_brief(view: PositionView, style: Style, _now: float) -> str:
    """About how much, for a narrow column; empty where the unit is not money."""
    value = pnl_value(view, style.unit)
    if value is None or style.unit is not PnlUnit.CURRENCY:
        return ""
    return style.formatter.pnl_brief(Money(value, view.currency))


def pnl_sign(view: PositionView, style: Style, _now: float) -> int | None:
    """Which way the shown value goes."""
    value = pnl_value(view, style.unit)
    if value is None:
        return None
    return (value > 0) - (value < 0)


def cover_of(view: PositionView) -> Cover | None:
    """What the working orders cover; None when nothing can be claimed of them."""
    return None if isinstance(view.orders, OrderGap) else cover(view.orders, view.row.position.side)


def protection(view: PositionView, _style: Style, _now: float) -> str:
    """``none``, ``stop 2/4``, ``stop 4/2 too big``, ``ambiguous``; nothing where orders and position do not join."""
    covered, size = cover_of(view), view.row.position.quantity
    if covered is None:
        return UNKNOWN
    if covered.unclear or view.row.position.side is Side.UNKNOWN:
        return tr("ambiguous")
    if covered.stop > size:
        return tr("stop {stop}/{size} too big").format(stop=covered.stop, size=size)
    if covered.target > size:
        return tr("target {target}/{size} too big").format(target=covered.target, size=size)
    if covered.at_market > size:
        return tr("exit {count}/{size} too big").format(count=covered.at_market, size=size)
    if covered.stop:
        return tr("stop {stop}/{size}").format(stop=covered.stop, size=size)
    return tr("none")


def protection_ink(view: PositionView, _style: Style, _now: float) -> str | None:
    """Too big is a danger, missing or partial protection a warning."""
    covered, size = cover_of(view), view.row.position.quantity
    if covered is None:
        return "stale"
    if covered.over_hang(size):
        return "danger"
    return "warning" if covered.unclear or covered.stop < size else None


def protection_tip(view: PositionView, style: Style, _now: float) -> str:
    """The whole truth in a sentence or two."""
    covered, position = cover_of(view), view.row.position
    if isinstance(view.orders, OrderGap):
        return style.say(view.orders.words())
    if covered is None or covered.unclear or position.side is Side.UNKNOWN:
        return tr("An order or the side could not be read, so what protects this position is not certain.")
    size = position.quantity
    counts = {"stop": covered.stop, "target": covered.target, "size": size, "over": covered.over_hang(size)}
    parts = [tr("Stops for {stop} and targets for {target} of {size} contracts.").format(**counts)]
    if covered.at_market:
        parts.append(tr("Exits at market for {count}.").format(count=covered.at_market))
    if counts["over"]:
        parts.append(tr("{over} too many: if hit, they open the opposite side.").format(**counts))
    unlinked = unlinked_words(view.orders, position.side, size)
    if unlinked is not None:
        parts.append(style.say(unlinked))
    return " ".join(parts)


def protection_rank(view: PositionView, _style: Style) -> int | None:
    """Contracts covered by stops beyond or short of the size."""
    covered = cover_of(view)
    return None if covered is None else covered.stop - view.row.position.quantity


def first_seen(view: PositionView, style: Style, now: float) -> str:
    """How long ago this program first saw the position; it may have been opened long before."""
    return tr("{age} ago").format(age=style.formatter.age(now - view.row.first_seen.at))


def first_seen_tip(view: PositionView, style: Style, _now: float) -> str:
    """Date, time and zone."""
    return style.formatter.clock_with_zone(view.row.first_seen.wall)


def freshness_of(view: PositionView, _style: Style, now: float) -> Freshness:
    """How far the row may be trusted; one that nobody answers for is stale at once."""
    return Freshness.STALE if view.away else freshness(view.row.stamp.at, now)


def age_tip(view: PositionView, style: Style, _now: float) -> str:
    """Date, time and zone, and which way it came."""
    stamp = view.row.stamp
    return f"{style.formatter.clock_with_zone(stamp.wall)}, {tr_phrase(_SOURCES[stamp.source])}"


def command_state(view: PositionView, style: Style, now: float) -> str:
    """``closing…`` while one is on its way, then its outcome; a verified one fades after a minute."""
    command = view.command
    if command is None or _is_over(command, now):
        return ""
    if command.outcome is None:
        return tr("closing…") if command.kind.is_closing else tr("on its way…")
    return style.say(command.plan.headline(command.outcome))


def _is_over(command: Command, now: float) -> bool:
    if command.outcome is None or not command.outcome.is_verified:
        return False
    if command.pressed_at is None:
        return True
    return now - command.pressed_at - (command.elapsed_s or 0.0) > VERIFIED_SHOWN_S


def command_ink(view: PositionView, _style: Style, _now: float) -> str:
    """On its way in the accent color, verified in green, all else in red: it wants a look."""
    if view.command is None or view.command.outcome is None:
        return "accent"
    return "success" if view.command.outcome.is_verified else "danger"


def command_tip(view: PositionView, style: Style, _now: float) -> str:
    """How it ended and how long that took, what it says in full, and where its word is explained."""
    command = view.command
    if command is None:
        return ""
    said = style.say(command.text) if command.text else ""
    said = style.without(view.row.position.key.account, said)
    word = f"{style.say(outcome_words(command, command.elapsed_s))}." if command.outcome is not None else ""
    return f"{word} {said} {tr('The menu of the row says what this word means.')}".strip()


def presets(_view: PositionView, _style: Style, _now: float) -> str:
    """What the buttons of the row say."""
    return " ".join(preset_words(percent) for percent in PRESETS)


def presets_tip(_view: PositionView, _style: Style, _now: float) -> str:
    """That a click sends nothing."""
    return tr("Opens the close dialog with this part set. Nothing is sent before you confirm it there.")
