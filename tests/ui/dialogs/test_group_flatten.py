"""Which accounts a group means at the moment in which it is flattened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QLabel

from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.command_scope import CommandScopeDialog
from ctpanel.ui.dialogs.exit_dialogs import ExitDialogs
from ctpanel.wiring.exits import ExitMenu
from tests.fakes.pictures import MES, START, account, picture, position
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import starting


def test_a_member_whose_position_is_listed_but_not_its_account_is_flattened_too(bench: Bench) -> None:
    bench.preferences.change(replace(Preferences(), groups={"Funded": ("SIM101", "apex-1", "Gone")}))
    bench.session.show(picture([position(), position(account="APEX-1"), position(account="Other")], [account()]))
    menu = ExitMenu(bench.kit, bench.preferences)
    menu.handlers().flatten_group("Funded")
    (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, CommandScopeDialog))
    assert [row.account for row in dialog._rows] == ["Sim101", "APEX-1"]
    told = starting(dialog, QLabel, "Not in the list:").accessibleName()
    assert "• Gone: The service does not list this account now" in told, "nobody knows whether that one is out"
    dispose(dialog)


def test_an_account_that_was_flat_when_it_was_read_a_while_ago_is_not_left_out(bench: Bench) -> None:
    bench.session.show(picture([], [account()], at=START - 61.0))
    dialogs = ExitDialogs(bench.kit)
    asked = dialogs.flatten_accounts(("Sim101",))
    assert [str(row.what) for row in asked._rows] == ["positions not read for a while, working orders not known"]
    for asked in (dialogs.cancel_accounts(("Sim101",)), dialogs.cancel_orders((MES,))):
        assert [str(row.what) for row in asked._rows] == ["working orders not known"]
    everything = dialogs.flatten_everything()
    assert [row.account for row in everything._rows] == ["Sim101"]
    bench.session.show(picture([], [account()], at=START))
    assert everything._rows == ()
    dialogs.close_all()
