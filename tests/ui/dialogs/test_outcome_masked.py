"""What the service answered may name the account; masking holds there too."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel

from ctpanel.domain.outcome import Outcome
from ctpanel.domain.text import Text
from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.outcome_strip import OutcomeStrip
from tests.fakes.pictures import close_plan, command, position
from tests.ui.dialogs.bench import Bench


def test_an_answer_does_not_show_a_masked_account(bench: Bench) -> None:
    bench.preferences.change(Preferences(mask=True))
    strip = OutcomeStrip(bench.kit)
    refused = command(close_plan(position()), outcome=Outcome.REFUSED)
    strip.show_command(replace(refused, text=Text("no {name}", name="Sim101")))
    assert "no •••01" in [one.text() for one in strip.findChildren(QLabel)]
    strip.deleteLater()
