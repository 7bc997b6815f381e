"""The visual design, as data.

The panel stands beside a charting platform all day, so it is quiet until something matters.

*Calm.* Two neutral surfaces (window, card) and separators of one pixel; no bevels, gradients or shadows. Color is spent
on meaning only: profit and loss, account class, danger, the one primary action of a window.

*Dense.* Rows of a table are one line of text plus 8 px, rounded up to a multiple of 4. Spacing comes from one scale
(2 4 6 8 12 16 24 32 px at scale 1), so that edges line up without effort; the left edge of the window is at 8 for
bars, tabs, headers and cells alike.

*Legible at a glance.* Sizes come from one scale relative to the user's system font: small 0.88, body 1, strong 1
(semi-bold), title 1.2, figure 1.55. Numbers use tabular figures and are right-aligned, so that digits stand above
digits; a sign is always part of a profit or loss, an arrow repeats it, and the two colors of a pair differ in
lightness by at least 10 L*, so that a gray print or a color-blind eye still tells them apart.

*Nothing jumps.* A changing value never changes the size of its label, its column or its button; a state is a color and
a word in a place that is always there.

*Classes.* Live is warm, solid and square; sim is cool, outlined and round; unknown is gray and dashed; demo is violet
and striped. Word, shape and color say the same, so any two of them may fail.

*States.* Hover and pressed shift the surface by one step. Focus is a ring of 2 px in the focus color outside the
border, for the keyboard and the mouse alike. Disabled is faded but still legible (3:1), and never the only sign. Stale
is gray with its time; unknown is a dash. Danger is red and solid only on the control that does the harm.

*Contrast.* Every text on every surface where it may stand reaches 4.5, every outline, ring and mark 3; tests hold it.
"""

from __future__ import annotations

from typing import Final

from ctpanel.domain.record import record


@record
class Colors:
    """All colors of one scheme as ``#rrggbb``.

    ``on_x`` is the text color for a fill of ``x``. ``gain`` and ``loss`` are replaced by the chosen P&L pair.
    """

    is_dark: bool
    window: str
    surface: str
    surface_raised: str
    sunken: str
    hover: str
    pressed: str
    separator: str
    outline: str
    text: str
    text_muted: str
    text_disabled: str
    stale: str
    selection: str
    on_selection: str
    focus: str
    accent: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    danger: str
    danger_fill: str
    danger_hover: str
    danger_pressed: str
    on_danger: str
    danger_surface: str
    warning: str
    warning_surface: str
    success: str
    success_surface: str
    notice: str
    notice_surface: str
    live: str
    on_live: str
    sim: str
    unknown: str
    demo: str
    demo_stripe: str
    on_demo: str
    gain: str
    loss: str


LIGHT: Final = Colors(
    is_dark=False,
    window="#f3f4f7",
    surface="#ffffff",
    surface_raised="#ffffff",
    sunken="#e9ebf0",
    hover="#f0f3f9",
    pressed="#e2e7f0",
    separator="#dfe2e8",
    outline="#858d99",
    text="#1a1e24",
    text_muted="#545d69",
    text_disabled="#7f8792",
    stale="#5d6571",
    selection="#dbe7fd",
    on_selection="#10203c",
    focus="#2f6be6",
    accent="#2459cf",
    primary="#2459cf",
    primary_hover="#1f4fba",
    primary_pressed="#1a439e",
    on_primary="#ffffff",
    danger="#b3201c",
    danger_fill="#c62f2a",
    danger_hover="#b12823",
    danger_pressed="#97201c",
    on_danger="#ffffff",
    danger_surface="#fdecea",
    warning="#854c00",
    warning_surface="#fff3dc",
    success="#17693a",
    success_surface="#e6f5eb",
    notice="#24508f",
    notice_surface="#e9f0fb",
    live="#c2410c",
    on_live="#ffffff",
    sim="#0b6478",
    unknown="#545d69",
    demo="#6d28d9",
    demo_stripe="#5b1fbb",
    on_demo="#ffffff",
    gain="#05743b",
    loss="#900f0f",
)

DARK: Final = Colors(
    is_dark=True,
    window="#14171b",
    surface="#1b1f24",
    surface_raised="#232830",
    sunken="#0f1215",
    hover="#232930",
    pressed="#2c333c",
    separator="#2b3138",
    outline="#737d8a",
    text="#e6e9ed",
    text_muted="#a3acb8",
    text_disabled="#68717d",
    stale="#98a1ad",
    selection="#22375c",
    on_selection="#eef4ff",
    focus="#6ea2ff",
    accent="#82aeff",
    primary="#3568d4",
    primary_hover="#3a6fdc",
    primary_pressed="#2c5abd",
    on_primary="#ffffff",
    danger="#ff8078",
    danger_fill="#cb3a34",
    danger_hover="#d0403a",
    danger_pressed="#b2302b",
    on_danger="#ffffff",
    danger_surface="#3a1c1c",
    warning="#ffc266",
    warning_surface="#35280f",
    success="#63d597",
    success_surface="#15301f",
    notice="#9cc2ff",
    notice_surface="#1a2a44",
    live="#ff9a57",
    on_live="#241003",
    sim="#62cbe0",
    unknown="#a3acb8",
    demo="#6d33d6",
    demo_stripe="#5a25b8",
    on_demo="#ffffff",
    gain="#5be0a0",
    loss="#ff877f",
)


@record
class Spacing:
    """Distances in device-independent pixels, already multiplied by the scale of the interface."""

    hair: int
    tiny: int
    small: int
    base: int
    wide: int
    large: int
    huge: int
    giant: int
    radius: int
    row_padding: int
    control_height: int

    @classmethod
    def scaled(cls, scale: float) -> Spacing:
        """The scale 2 4 6 8 12 16 24 32 and the sizes of controls, times ``scale``, in whole pixels of at least 1."""
        steps = (2, 4, 6, 8, 12, 16, 24, 32, 6, 8, 30)
        return cls(*(max(1, round(step * scale)) for step in steps))


@record
class TypeScale:
    """Font sizes in points: the system's own size times a fixed ratio and the scale of the interface."""

    small: float
    body: float
    title: float
    figure: float

    @classmethod
    def from_body(cls, points: float) -> TypeScale:
        """Steps 0.88, 1, 1.2 and 1.55 around the size of running text."""
        return cls(small=points * 0.88, body=points, title=points * 1.2, figure=points * 1.55)


FONT_FAMILIES: Final = (
    "Segoe UI Variable Text",
    "Segoe UI",
    ".AppleSystemUIFont",
    "SF Pro Text",
    "Inter",
    "Noto Sans",
    "DejaVu Sans",
)
"""In order of wish: every family before DejaVu Sans has tabular figures by default or through ``tnum``."""


@record
class Tokens:
    """Everything that a widget needs to paint itself; immutable, replaced as a whole when the look changes."""

    colors: Colors
    spacing: Spacing
    type: TypeScale
    scale: float
