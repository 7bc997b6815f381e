"""However the picture came to be as it is, the rows of the table are those of a table that is opened now."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctpanel.domain.diff import diff
from ctpanel.domain.position import Side
from ctpanel.domain.snapshot import PositionRow, Snapshot
from ctpanel.ui.models.columns import Style
from ctpanel.ui.models.positions import PositionsModel
from ctpanel.ui.theme.apply import Theme
from tests.fakes.pictures import START, order, picture, position, stamp
from tests.fakes.scripted_session import ScriptedSession

NAMES = ("ES 12-25", "MES 12-25", "NQ 12-25", "GC 02-26")
STEPS = st.lists(
    st.tuples(st.sampled_from(("price", "size", "turn", "end", "open")), st.sampled_from(NAMES), st.integers(1, 9)),
    min_size=1,
    max_size=12,
)


def after(snapshot: Snapshot, what: str, name: str, number: int, at: float) -> Snapshot:
    """One position with another price, size or side, gone, or there."""
    made = position(name, number)
    old, rows = snapshot.positions.get(made.key), dict(snapshot.positions)
    if what == "end":
        rows.pop(made.key, None)
    elif old is None:
        rows[made.key] = PositionRow(made, stamp(at), stamp(at), sized=at)
    elif what == "price":
        held = old.position._replace(mark_price=Decimal(number))
        rows[made.key] = old._replace(position=held, priced=stamp(at))
    elif what == "size":
        rows[made.key] = old._replace(position=old.position._replace(quantity=number), stamp=stamp(at), sized=at)
    elif what == "turn":
        rows[made.key] = old._replace(position=old.position._replace(side=Side.SHORT), stamp=stamp(at), sized=at)
    return replace(snapshot, positions=rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_rows_are_those_of_a_new_table(steps: list[tuple[str, str, int]], style: Style, theme: Theme) -> None:
    session = ScriptedSession(picture([position(name) for name in NAMES[:3]], orders=[order()]))
    model = PositionsModel(session, style, theme)
    model.load()
    for count, step in enumerate(steps):
        before = session.snapshot.positions
        session.snapshot = after(session.snapshot, *step, at=START + 3 * count)
        changes = diff(before, session.snapshot.positions)
        model.take([*changes.added, *changes.changed, *changes.removed], [], [])
        fresh = PositionsModel(session, style, theme)
        fresh.load()
        assert {key: model.row(key) for key in model.rows()} == {key: fresh.row(key) for key in fresh.rows()}
        assert [model.key_at(place) for place in range(model.rowCount())] == [
            fresh.key_at(place) for place in range(fresh.rowCount())
        ]
        fresh.deleteLater()
    model.deleteLater()
