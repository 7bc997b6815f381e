"""Settings take effect at once; about says what runs here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
)

from ctpanel.domain.account import AccountClass
from ctpanel.domain.alert import MANNERS, AlertChoice, AlertKind
from ctpanel.domain.text import Text
from ctpanel.session.preferences import PnlUnit, Preferences
from ctpanel.storage.settings import Profile, Settings
from ctpanel.storage.settings_file import SettingsFile
from ctpanel.ui.dialogs.about import AboutDialog, AboutFacts
from ctpanel.ui.dialogs.settings import SettingsDialog
from ctpanel.ui.dialogs.settings_kinds import Choice, Flag
from ctpanel.ui.dialogs.settings_list import ACCOUNTS, ALERTS, CONNECTION, EMERGENCY, PAGES, SETTINGS
from ctpanel.wiring.preferences import PreferencePlug
from tests.fakes.pictures import account, picture, position
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, names, starting


@pytest.fixture
def dialog(bench: Bench) -> Iterator[SettingsDialog]:
    made = SettingsDialog(bench.kit)
    made.show()
    yield made
    dispose(made)


def visible(dialog: SettingsDialog) -> list[str]:
    kinds = (QCheckBox, QComboBox, QSpinBox, QLineEdit, QPlainTextEdit)
    widgets = [one for kind in kinds for one in dialog.findChildren(kind)]
    return sorted(one.accessibleName() for one in widgets if one.isVisible() and one.accessibleName())


HEARD = {AlertKind.VERIFIED: AlertChoice(sound=True, message=False)}


def test_every_choice_of_the_user_has_a_setting() -> None:
    start = Preferences()
    settable = set()
    for setting in SETTINGS:
        value = setting.get(start)
        if isinstance(setting.kind, Flag):
            value = not value
        elif isinstance(setting.kind, Choice):
            value = next(one for one, _label in setting.kind.options if one != value)
        elif isinstance(value, Preferences):
            value = setting.put(
                value,
                replace(
                    value,
                    nicknames={"a": "b"},
                    classes={"a": AccountClass.SIM},
                    groups={"g": ("a",)},
                    shortcuts={"b": "F8"},
                    alerts=HEARD,
                ),
            )
        else:
            value = 150 if isinstance(value, int) else "#123456"
        after = setting.put(start, value)
        settable |= {one.name for one in fields(start) if getattr(after, one.name) != getattr(start, one.name)}
        assert setting.get(after) == value
    assert settable == {one.name for one in fields(start)} - {"tables"}, "tables are arranged in place"


def test_a_flag_takes_effect_at_once_and_changes_nothing_else(bench: Bench, dialog: SettingsDialog) -> None:
    bench.preferences.change(Preferences(ui_scale=125))
    named(dialog, QCheckBox, "Mask account numbers and balances").click()
    assert bench.preferences.current == Preferences(ui_scale=125, mask=True)


def test_confirm_strength_by_class(bench: Bench, dialog: SettingsDialog) -> None:
    box = named(dialog, QCheckBox, "Hold to send on live accounts")
    assert box.isChecked()
    box.click()
    assert bench.preferences.current.hold_for == {AccountClass.UNKNOWN}


def test_reverse_is_off_and_warns(bench: Bench, dialog: SettingsDialog) -> None:
    named(dialog, QListWidget, "Pages").setCurrentRow(1)
    warning = starting(dialog, QLabel, "Warning: Reverse")
    assert not warning.isVisible()
    named(dialog, QCheckBox, "Offer reverse").click()
    assert warning.isVisible()
    assert bench.preferences.current.allow_reverse


def test_lists_and_numbers(bench: Bench, dialog: SettingsDialog) -> None:
    named(dialog, QComboBox, "Unit of unrealized P&L").setCurrentIndex(1)
    named(dialog, QSpinBox, "Size of the interface").setValue(125)
    assert bench.preferences.current == Preferences(pnl_unit=PnlUnit.TICKS, ui_scale=125)


def test_only_a_whole_color_counts(bench: Bench, dialog: SettingsDialog) -> None:
    named(dialog, QComboBox, "Profit and loss colors").setCurrentIndex(2)
    field = named(dialog, QLineEdit, "Own color for profit")
    field.clear()
    QTest.keyClicks(field, "#12345")
    assert bench.preferences.current.custom_colors == Preferences().custom_colors
    QTest.keyClicks(field, "6")
    assert bench.preferences.current.custom_colors == ("#123456", Preferences().custom_colors[1])


def test_nickname_and_class_of_an_account(bench: Bench, dialog: SettingsDialog) -> None:
    named(dialog, QListWidget, "Pages").setCurrentRow(PAGES.index(ACCOUNTS))
    field = named(dialog, QLineEdit, "Nickname of Sim101")
    QTest.keyClicks(field, "practice")
    QTest.keyClick(field, Qt.Key.Key_Return)
    named(dialog, QComboBox, "Class of Sim101").setCurrentIndex(2)
    assert bench.preferences.current.nicknames == {"Sim101": "practice"}
    assert bench.preferences.current.classes == {"Sim101": AccountClass.LIVE}
    named(dialog, QComboBox, "Class of Sim101").setCurrentIndex(0)
    assert bench.preferences.current.classes == {}


def test_names_as_long_as_their_fields_take_are_saved(bench: Bench, tmp_path: Path) -> None:
    """One that could not be written would keep every later change out of the file as well."""
    saved = SettingsFile(tmp_path / "settings.json")
    dialog = SettingsDialog(replace(bench.kit, preferences=PreferencePlug(saved, Settings(), Profile("Main"))))
    nickname, group = named(dialog, QLineEdit, "Nickname of Sim101"), named(dialog, QLineEdit, "New group")
    for field, enter in ((nickname, nickname.editingFinished), (group, group.returnPressed)):
        field.setText("n" * 1000)
        enter.emit()
    longest = [nickname.maxLength(), group.maxLength()]
    dispose(dialog)
    (profile,) = saved.load().settings.profiles
    assert [len(profile.nicknames["Sim101"]), *map(len, profile.groups)] == longest


def test_the_emergency_text_is_kept_when_the_dialog_closes(bench: Bench, dialog: SettingsDialog) -> None:
    named(dialog, QListWidget, "Pages").setCurrentRow(PAGES.index(EMERGENCY))
    QTest.keyClicks(named(dialog, QPlainTextEdit, "Emergency text"), "desk 555")
    assert not bench.preferences.changes, "not at every letter"
    dialog.close()
    assert bench.preferences.current.emergency_text == "desk 555"


def test_search_looks_through_all_pages(dialog: SettingsDialog) -> None:
    search = named(dialog, QLineEdit, "Search settings")
    search.setText("phone")
    assert visible(dialog) == ["Emergency text", "Search settings"]
    search.setText("no such thing")
    assert visible(dialog) == ["Search settings"]
    assert starting(dialog, QLabel, "Search result:").isVisible()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "Escape takes the search back first"
    assert "Theme" in visible(dialog)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_change_from_elsewhere_is_shown_and_not_sent_back(bench: Bench, dialog: SettingsDialog) -> None:
    bench.preferences.change(Preferences(theme="dark", emergency_text="call"))
    assert named(dialog, QComboBox, "Theme").currentText() == "Dark"
    assert named(dialog, QPlainTextEdit, "Emergency text").toPlainText() == "call"
    assert len(bench.preferences.changes) == 1


def test_masking_hides_account_names_here_too(bench: Bench, dialog: SettingsDialog) -> None:
    bench.preferences.change(Preferences(mask=True))
    assert "Nickname of S•••01" in names(dialog)


def test_about_copies_versions_and_folders(bench: Bench) -> None:
    state, config = Path("/home/somebody/.local/state/ctpanel"), Path("/home/somebody/.config/ctpanel")
    facts = AboutFacts((("ctpanel", "1.2"), ("Qt", "6.11")), "LGPL text", (state, config, state / "log", state))
    dialog = AboutDialog(bench.kit, facts)
    dialog.show()
    named(dialog, QPushButton, "Copy versions and folder").click()
    assert QGuiApplication.clipboard().text() == f"ctpanel 1.2\nQt 6.11\nfolder: {state}\nfolder: {config}"
    shown = [
        label.text() for label in dialog.findChildren(QLabel) if label.accessibleName().startswith("State folder:")
    ]
    assert shown == [str(state), str(config)], "as they are, to be selected and copied"
    assert starting(dialog, QLabel, "Program:").text() == "ctpanel 1.2"
    assert named(dialog, QPlainTextEdit, "Licenses").toPlainText() == "LGPL text"
    dispose(dialog)


def test_groups_are_made_filled_and_removed(bench: Bench, dialog: SettingsDialog) -> None:
    named(dialog, QLineEdit, "New group").setText("Prop")
    named(dialog, QPushButton, "Add group").click()
    assert bench.preferences.current.groups == {"Prop": ()}
    members = named(dialog, QListWidget, "Accounts in the group")
    members.item(0).setCheckState(Qt.CheckState.Checked)
    assert bench.preferences.current.groups == {"Prop": ("Sim101",)}
    named(dialog, QLineEdit, "New group").setText("prop")
    named(dialog, QPushButton, "Add group").click()
    assert list(bench.preferences.current.groups) == ["Prop"], "names differ in more than case"
    members.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert bench.preferences.current.groups == {"Prop": ()}
    named(dialog, QPushButton, "Remove group").click()
    assert bench.preferences.current.groups == {}


def test_accounts_that_come_while_the_settings_are_open_are_listed(bench: Bench) -> None:
    bench.session.snapshot = picture()
    dialog = SettingsDialog(bench.kit)
    dialog.show()
    dialog.turn_to(ACCOUNTS)
    bench.preferences.change(replace(bench.preferences.current, groups={"Prop": ()}))
    none = starting(dialog, QLabel, "Accounts: No account has been seen yet.")
    assert none.isVisible()
    bench.session.show(picture([], [account("Sim101"), account("Sim102")]))
    QApplication.processEvents()
    assert not none.isVisible() and named(dialog, QLineEdit, "Nickname of Sim102").isVisible()
    bench.session.show(picture([], [account("Sim101"), account("Sim102"), account("Sim103")]))
    QApplication.processEvents()
    assert named(dialog, QLineEdit, "Nickname of Sim103").isVisible()
    assert named(dialog, QListWidget, "Accounts in the group").count() == 3
    dispose(dialog)
    assert bench.session.listeners == 0


def test_a_group_is_filled_by_keys_one_account_after_the_other(bench: Bench, dialog: SettingsDialog) -> None:
    accounts = tuple(account(f"Sim{number}") for number in range(101, 104))
    bench.session.show(picture([position()], accounts=accounts))
    bench.preferences.change(replace(bench.preferences.current, groups={"Prop": ()}))
    members = named(dialog, QListWidget, "Accounts in the group")
    members.setFocus()
    members.setCurrentRow(0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(members, key)
    assert bench.preferences.current.groups == {"Prop": ("Sim102", "Sim103")}


def test_an_account_that_is_away_stays_in_its_group(bench: Bench, dialog: SettingsDialog) -> None:
    bench.preferences.change(replace(bench.preferences.current, groups={"Prop": ("Gone1", "sim101")}))
    members = named(dialog, QListWidget, "Accounts in the group")
    shown = [members.item(row) for row in range(members.count())]
    assert [(item.text(), item.checkState() is Qt.CheckState.Checked) for item in shown] == [
        ("Gone1", True),
        ("Sim101", True),
    ]


# ---------------------------------------------------------------------- connection


def test_the_ways_to_the_service(bench: Bench, dialog: SettingsDialog) -> None:
    named(dialog, QListWidget, "Pages").setCurrentRow(PAGES.index(CONNECTION))
    assert visible(dialog) == ["Search settings", "Use the streaming session", "Way of commands"]
    named(dialog, QCheckBox, "Use the streaming session").click()
    named(dialog, QComboBox, "Way of commands").setCurrentIndex(1)
    assert bench.preferences.current == Preferences(use_stream=True, commands_over_stream=True)


async def test_forgetting_the_token_says_what_became_of_it(bench: Bench, dialog: SettingsDialog) -> None:
    named(dialog, QListWidget, "Pages").setCurrentRow(PAGES.index(CONNECTION))
    forget = named(dialog, QPushButton, "Forget token")
    forget.click()
    forget.click()
    assert len(bench.tasks) == 1
    asking = starting(dialog, QLabel, "Sign-out:")
    assert asking.isVisible() and asking.text() == "Asking the keyring…", "it may wait for its user"
    await bench.settle()
    assert starting(dialog, QLabel, "Sign-out:").accessibleName() == "Sign-out: Signed out."
    assert starting(dialog, QLabel, "Sign-out:").isVisible()


def test_there_is_no_token_of_the_user_in_the_demo(bench: Bench) -> None:
    bench.session.demo = True
    dialog = SettingsDialog(bench.kit)
    assert not named(dialog, QPushButton, "Forget token").isEnabled()
    dispose(dialog)


class Trials:
    """Notes what was tried."""

    def __init__(self) -> None:
        self.tried: list[AlertKind] = []

    def ways(self) -> tuple[Text, Text]:
        return Text("Sounds are played by a fake."), Text("There is no tray here.")

    def test(self, kind: AlertKind) -> None:
        self.tried.append(kind)


def test_every_event_has_a_sound_a_message_and_a_test(bench: Bench) -> None:
    tester = Trials()
    dialog = SettingsDialog(replace(bench.kit, alerts=tester))
    dialog.show()
    starting(dialog, QListWidget, "Pages").setCurrentRow(PAGES.index(ALERTS))
    for kind, manner in MANNERS.items():
        sound, message = (named(dialog, QCheckBox, f"{what}: {manner.title}") for what in ("Sound", "Message"))
        assert (sound.isChecked(), message.isChecked()) == manner.first
        sound.click()
        assert bench.preferences.current.alerts[kind] == (not manner.first.sound, manner.first.message)
        message.click()
        assert bench.preferences.current.alerts[kind] == (not manner.first.sound, not manner.first.message)
        named(dialog, QPushButton, f"Test: {manner.title}").click()
    assert tester.tried == list(MANNERS)
    told = {one.text() for one in dialog.findChildren(QLabel)}
    assert {"Sounds are played by a fake.", "There is no tray here."} <= told
    named(dialog, QCheckBox, "Quiet").click()
    assert bench.preferences.current.quiet
    assert not named(dialog, QCheckBox, "Sound: Verified").isEnabled()
    dispose(dialog)


def test_a_name_of_a_group_is_taken_by_enter_and_answered(bench: Bench, dialog: SettingsDialog) -> None:
    dialog.turn_to(ACCOUNTS)
    field, add = named(dialog, QLineEdit, "New group"), named(dialog, QPushButton, "Add group")
    for blank in ("", "   "):
        field.setText(blank)
        assert not add.isEnabled()
    field.setText("Prop")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.preferences.current.groups == {"Prop": ()}
    why = starting(dialog, QLabel, "New group: ")
    assert not why.isVisible()
    field.setText("PROP ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert why.isVisible() and list(bench.preferences.current.groups) == ["Prop"]
