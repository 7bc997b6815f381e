"""Which colors stand on which, and so have to differ enough to be read or seen."""

from __future__ import annotations

from collections.abc import Iterator

from ctpanel.ui.theme.tokens import Colors


def text_pairs(c: Colors) -> Iterator[tuple[str, str, str]]:
    """Every (name, foreground, background) in which text of body size is drawn."""
    grounds = {
        "window": c.window,
        "surface": c.surface,
        "raised": c.surface_raised,
        "hover": c.hover,
        "selection": c.selection,
    }
    inks = {
        "text": c.text,
        "muted": c.text_muted,
        "stale": c.stale,
        "accent": c.accent,
        "danger": c.danger,
        "warning": c.warning,
        "success": c.success,
        "notice": c.notice,
        "sim": c.sim,
        "unknown": c.unknown,
        "gain": c.gain,
        "loss": c.loss,
    }
    for ink_name, ink in inks.items():
        for ground_name, ground in grounds.items():
            yield f"{ink_name} on {ground_name}", ink, ground
    yield "text on pressed", c.text, c.pressed
    yield "text on sunken", c.text, c.sunken
    yield "muted on sunken", c.text_muted, c.sunken
    yield "on_selection", c.on_selection, c.selection
    for fill in (c.primary, c.primary_hover, c.primary_pressed):
        yield "on_primary", c.on_primary, fill
    for fill in (c.danger_fill, c.danger_hover, c.danger_pressed):
        yield "on_danger", c.on_danger, fill
    yield "on_live", c.on_live, c.live
    yield "on_demo", c.on_demo, c.demo
    yield "on_demo stripe", c.on_demo, c.demo_stripe
    for name, ink, ground in (
        ("danger", c.danger, c.danger_surface),
        ("warning", c.warning, c.warning_surface),
        ("success", c.success, c.success_surface),
        ("notice", c.notice, c.notice_surface),
    ):
        yield f"{name} on its card", ink, ground
        yield f"text on the {name} card", c.text, ground


def graphic_pairs(c: Colors) -> Iterator[tuple[str, str, str]]:
    """Every (name, shape, background) that carries meaning without being text: outlines, rings, marks, fills.

    Words of a control that cannot be used count among them: they need not be read to work, but are not hidden.
    """
    for ground in (c.window, c.surface, c.surface_raised, c.sunken):
        yield "disabled", c.text_disabled, ground
    for ground in (c.window, c.surface):
        yield "outline", c.outline, ground
        yield "focus", c.focus, ground
        yield "live", c.live, ground
        yield "sim", c.sim, ground
    yield "focus on selection", c.focus, c.selection
    yield "danger fill on window", c.danger_fill, c.window
    yield "primary on window", c.primary, c.window
    yield "demo on light window" if not c.is_dark else "demo text on dark", c.on_demo if c.is_dark else c.demo, c.window
