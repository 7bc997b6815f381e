"""Which accounts a group means at the moment in which it is flattened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.command_scope import CommandScopeDialog
from ctpanel.wiring.exits import ExitMenu
from tests.fakes.pictures import account, picture, position
from tests.ui.dialogs.bench import Bench, dispose


def test_a_member_whose_position_is_listed_but_not_its_account_is_flattened_too(bench: Bench) -> None:
    bench.preferences.change(replace(Preferences(), groups={"Funded": ("SIM101", "apex-1", "Gone")}))
    bench.session.show(picture([position(), position(account="APEX-1"), position(account="Other")], [account()]))
    menu = ExitMenu(bench.kit, bench.preferences)
    menu.handlers().flatten_group("Funded")
    (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, CommandScopeDialog))
    assert [row.account for row in dialog._rows] == ["Sim101", "APEX-1"]
    dispose(dialog)
