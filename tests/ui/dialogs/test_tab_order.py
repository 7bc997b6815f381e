"""Tab goes through a dialog as the eye does: from the top to the bottom."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QListWidget

from ctpanel.domain.text import phrase
from ctpanel.ui.dialogs.fire_drill import Drill, DrillPlan, FireDrillDialog
from ctpanel.ui.dialogs.profiles import ProfilesDialog
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named
from tests.ui.dialogs.test_profiles import ScriptedProfiles


def chain(dialog: QDialog) -> list[tuple[str, int, int]]:
    """Name, top and bottom of everything that Tab stops at, in its order."""
    found, widget = [], dialog.nextInFocusChain()
    while widget is not None and widget is not dialog:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            top = widget.mapTo(dialog, QPoint(0, 0)).y()
            found.append((widget.accessibleName(), top, top + widget.height()))
        widget = widget.nextInFocusChain()
    return found


def upward(dialog: QDialog) -> list[tuple[str, str]]:
    """Steps to something that ends above where the one before begins."""
    return [(before[0], after[0]) for before, after in pairwise(chain(dialog)) if after[2] <= before[1]]


def test_profiles(bench: Bench) -> None:
    dialog = ProfilesDialog(bench.kit, ScriptedProfiles())
    assert dialog.focusWidget() is named(dialog, QListWidget, "Profiles"), "also before it is the active window"
    dialog.show()
    names = [name for name, _, _ in chain(dialog)]
    steps = upward(dialog)
    dispose(dialog)
    assert steps == []
    assert names[0] == "Profiles" and names[-1] == "Close window"
    assert names.index("Delete profile") < names.index("Address for requests") < names.index("Name of a new profile")


def test_the_drill_begins_at_its_choice(bench: Bench) -> None:
    plan = DrillPlan((Drill("calm", phrase("Nothing goes wrong")),), "calm", lambda name: None)
    dialog = FireDrillDialog(bench.kit, plan)
    dialog.show()
    names, first = [name for name, _, _ in chain(dialog)], dialog.focusWidget().accessibleName()
    dispose(dialog)
    assert names == ["Drill results", "Drill", "Start this drill", "Close window"]
    assert first == "Drill"
