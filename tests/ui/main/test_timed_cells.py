"""Ages are told once a second, whatever happened in between: after a tick nothing on screen is of another moment."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ctpanel.domain.text import phrase
from ctpanel.ui.models.arrangement import Rank
from ctpanel.ui.models.columns import Column, Style
from ctpanel.ui.models.roles import FOREGROUND
from ctpanel.ui.models.table_model import TableModel
from ctpanel.ui.theme.apply import Theme

STALE_S = 15
Row = tuple[str, float, int]
"""Name, when it was read, and an amount."""

COLUMNS: tuple[Column[Row], ...] = (
    Column("amount", phrase("Amount"), lambda row, _s, _n: str(row[2]), lambda row, _s: row[2]),
    Column("age", phrase("Age"), lambda row, _s, now: f"{now - row[1]:.0f}", lambda row, _s: row[1], timed=True),
    Column("note", phrase("Note"), lambda row, _s, now: "*" * int(now % 3), lambda row, _s: 0, timed=True),
)


class Screen(TableModel[str, Row]):
    """A model and what a view of its visible rows has painted: each cell as text and color, when it was last told."""

    def __init__(self, style: Style, theme: Theme) -> None:
        super().__init__(COLUMNS, style, theme)
        self.painted: dict[tuple[int, int], object] = {}
        self.dataChanged.connect(lambda a, b: self.paint(a.row(), b.row(), a.column(), b.column()))

    def natural(self, key: str, row: Row) -> Rank:
        return (key,)

    def is_stale(self, row: Row) -> bool:
        return self.now - row[1] >= STALE_S

    def touched(self, old: Row, new: Row) -> tuple[tuple[int, int], ...]:
        return ((0, 0),) if old[2] != new[2] else ()

    def cell(self, row: int, column: int) -> object:
        return self.index(row, column).data(), self.index(row, column).data(FOREGROUND)

    def paint(self, first: int, last: int, left: int = 0, right: int = 2) -> None:
        for row in range(first, last + 1):
            for column in range(left, right + 1):
                self.painted[row, column] = self.cell(row, column)


class Story:
    """A screen of three rows of six, and what happens to it."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.now, self.first = screen, 0.0, 0
        screen.apply([(f"{place}", (f"{place}", 0.0, 0)) for place in range(6)])
        screen.watch(0, 2)
        screen.paint(0, 2)

    @property
    def visible(self) -> range:
        return range(self.first, self.first + 3)

    def wait(self, number: int, _amount: int) -> None:
        self.now += number * 0.7

    def read(self, number: int, amount: int) -> None:
        # News move the clock of the model, as they do in the window.
        self.screen.now = self.now
        name = f"{number % 6}"
        self.screen.apply([(name, (name, self.now, amount))])

    def paint(self, number: int, _amount: int) -> None:
        if number in self.visible:
            self.screen.paint(number, number)

    def scroll(self, number: int, _amount: int) -> None:
        before, self.first = self.visible, number % 4
        self.screen.watch(self.visible[0], self.visible[-1])
        for row in self.visible:
            if row not in before:
                self.screen.paint(row, row)

    def tick(self, number: int, _amount: int) -> None:
        self.now += number * 0.3
        self.screen.tick(self.now)
        shown = {(row, column) for row in self.visible for column in range(3)}
        assert {at: self.screen.painted[at] for at in shown} == {at: self.screen.cell(*at) for at in shown}


STEPS = st.lists(
    st.tuples(st.sampled_from(("read", "paint", "scroll", "wait", "tick")), st.integers(0, 9), st.integers(0, 1)),
    max_size=40,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(steps=[("wait", 9, 0), ("wait", 9, 0), ("wait", 9, 0), ("tick", 4, 0), ("read", 0, 0), *[("wait", 9, 0)] * 3])
@given(steps=STEPS)
def test_after_a_tick_every_visible_cell_says_what_it_would_say_now(
    steps: list[tuple[str, int, int]], style: Style, theme: Theme
) -> None:
    screen = Screen(style, theme)
    story = Story(screen)
    for what, number, amount in [*steps, ("tick", 1, 0)]:
        getattr(story, what)(number, amount)
    screen.deleteLater()
