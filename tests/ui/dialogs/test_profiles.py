"""The window of the profiles: it shows what is there, asks before it deletes, and says why something was not done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QMessageBox, QPushButton

from ctpanel.domain.text import Text
from ctpanel.session.profiles import ProfileInfo, ProfileRefused, ProfileUse
from ctpanel.ui.dialogs.profiles import ProfilesDialog
from tests.e2e.desk import click, told, until
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, names

ADDRESSES = ("https://app.crosstrade.io", "wss://app.crosstrade.io/ws/stream")


class ScriptedProfiles:
    """Three profiles: this window's, one that is open elsewhere, one that is free. ``refuses`` is said once."""

    token_from_outside = False
    addresses_from_outside = False

    def __init__(self) -> None:
        self.infos = [
            ProfileInfo("Main", *ADDRESSES, ProfileUse.HERE, 1),
            ProfileInfo("Swing", *ADDRESSES, ProfileUse.ELSEWHERE),
            ProfileInfo("Apex", *ADDRESSES, ProfileUse.FREE),
        ]
        self.calls: list[tuple[str, ...]] = []
        self.refuses: Text | None = None
        self.unlistable: Text | None = None
        self.while_deleting: Callable[[], object] = list

    def all(self) -> tuple[ProfileInfo, ...]:
        if self.unlistable is not None:
            raise ProfileRefused(self.unlistable)
        return tuple(self.infos)

    def create(self, name: str) -> ProfileInfo:
        self._call("create", name)
        self.infos.append(ProfileInfo(name, *ADDRESSES, ProfileUse.FREE))
        return self.infos[-1]

    def set_addresses(self, name: str, base_url: str, stream_url: str) -> None:
        self._call("addresses", name, base_url, stream_url)
        self.infos = [
            replace(each, base_url=base_url, stream_url=stream_url) if each.name == name else each
            for each in self.infos
        ]

    async def delete(self, name: str) -> Text:
        self._call("delete", name)
        self.while_deleting()
        self.infos = [each for each in self.infos if each.name != name]
        return Text("Gone.")

    def switch_to(self, name: str) -> None:
        self._call("switch", name)

    def open_window(self, name: str) -> None:
        self._call("window", name)

    def _call(self, *what: str) -> None:
        if self.refuses is not None:
            why, self.refuses = self.refuses, None
            raise ProfileRefused(why)
        self.calls.append(what)


@pytest.fixture
def profiles() -> ScriptedProfiles:
    return ScriptedProfiles()


@pytest.fixture
def dialog(bench: Bench, profiles: ScriptedProfiles) -> Iterator[ProfilesDialog]:
    made = ProfilesDialog(bench.kit, profiles)
    made.show()
    yield made
    dispose(made)


def listed(dialog: ProfilesDialog) -> list[str]:
    box = named(dialog, QListWidget, "Profiles")
    return [box.item(row).text() for row in range(box.count())]


def choose(dialog: ProfilesDialog, row: int) -> None:
    named(dialog, QListWidget, "Profiles").setCurrentRow(row)


def button(dialog: ProfilesDialog, name: str) -> QPushButton:
    return named(dialog, QPushButton, name)


def enabled(dialog: ProfilesDialog) -> list[str]:
    ways = ("Switch to profile", "Open in its own window", "Delete profile")
    return [name for name in ways if button(dialog, name).isEnabled()]


def test_every_profile_says_how_it_is_used_and_offers_what_is_possible(dialog: ProfilesDialog) -> None:
    assert listed(dialog) == [
        "Main  (this window, 1 command without an outcome)",
        "Swing  (open in another window)",
        "Apex",
    ]
    assert enabled(dialog) == []
    choose(dialog, 1)
    assert enabled(dialog) == ["Open in its own window"]
    choose(dialog, 2)
    assert enabled(dialog) == ["Switch to profile", "Open in its own window", "Delete profile"]
    assert not any("XTRADE_TOKEN" in name for name in names(dialog))


def test_a_token_from_outside_is_told(bench: Bench, profiles: ScriptedProfiles) -> None:
    profiles.token_from_outside = True
    made = ProfilesDialog(bench.kit, profiles)
    assert any("XTRADE_TOKEN" in one.text() for one in made.findChildren(QLabel))
    assert not any("--base-url" in one.accessibleName() for one in made.findChildren(QLabel))
    dispose(made)


def test_addresses_from_outside_are_told(bench: Bench, profiles: ScriptedProfiles) -> None:
    profiles.addresses_from_outside = True
    made = ProfilesDialog(bench.kit, profiles)
    assert any("--base-url" in one.accessibleName() for one in made.findChildren(QLabel))
    dispose(made)


def test_profiles_that_cannot_be_listed_offer_nothing_until_they_can(bench: Bench, profiles: ScriptedProfiles) -> None:
    profiles.unlistable = Text("The journal cannot be read.")
    made = ProfilesDialog(bench.kit, profiles)
    made.show()
    assert told(made, "Told") == "The journal cannot be read."
    QTest.keyClicks(named(made, QLineEdit, "Name of a new profile"), "New")
    buttons = ("Switch to profile", "Open in its own window", "Delete profile", "Save addresses", "Create profile")
    assert [name for name in buttons if button(made, name).isEnabled()] == []
    profiles.unlistable = None
    QCoreApplication.sendEvent(made, QEvent(QEvent.Type.WindowActivate))
    assert len(listed(made)) == 3
    assert button(made, "Create profile").isEnabled()
    dispose(made)


def test_going_to_another_profile(dialog: ProfilesDialog, profiles: ScriptedProfiles) -> None:
    choose(dialog, 2)
    profiles.refuses = Text("A command is on its way.")
    click(button(dialog, "Switch to profile"))
    assert told(dialog, "Told") == "A command is on its way."
    click(button(dialog, "Switch to profile"))
    click(button(dialog, "Open in its own window"))
    assert profiles.calls == [("switch", "Apex"), ("window", "Apex")]
    assert "This window goes on" in told(dialog, "Told")


def test_a_new_profile_is_chosen_and_a_bad_name_is_explained(
    dialog: ProfilesDialog, profiles: ScriptedProfiles
) -> None:
    field, create = named(dialog, QLineEdit, "Name of a new profile"), button(dialog, "Create profile")
    assert not create.isEnabled()
    QTest.keyClicks(field, "CON")
    profiles.refuses = Text("That is a device.")
    click(create)
    assert (told(dialog, "Told"), field.text()) == ("That is a device.", "CON")
    field.selectAll()
    QTest.keyClicks(field, " Eval ")
    click(create)
    assert profiles.calls == [("create", "Eval")]
    assert field.text() == ""
    assert enabled(dialog)
    assert named(dialog, QListWidget, "Profiles").currentRow() == 3
    assert "asks for one" in told(dialog, "Told")


def test_addresses_are_saved_when_they_differ(dialog: ProfilesDialog, profiles: ScriptedProfiles) -> None:
    choose(dialog, 2)
    save, field = button(dialog, "Save addresses"), named(dialog, QLineEdit, "Address for requests")
    assert (field.text(), save.isEnabled()) == (ADDRESSES[0], False)
    field.selectAll()
    QTest.keyClicks(field, "https://beta.example")
    click(save)
    assert profiles.calls == [("addresses", "Apex", "https://beta.example", ADDRESSES[1])]
    assert not save.isEnabled()
    choose(dialog, 0)
    assert field.text() == ADDRESSES[0]


async def test_deleting_asks_first_and_keeping_is_the_safe_answer(
    bench: Bench, dialog: ProfilesDialog, profiles: ScriptedProfiles
) -> None:
    meanwhile: list[str] = []
    profiles.while_deleting = lambda: meanwhile.append(told(dialog, "Told"))
    for answer in ("Keep it", "Delete profile and token"):
        choose(dialog, 2)
        click(button(dialog, "Delete profile"))
        await until(lambda: dialog.findChildren(QMessageBox), "the question")
        (box,) = dialog.findChildren(QMessageBox)
        assert "“Apex”" in box.text()
        assert box.defaultButton().text() == "Keep it"
        click(named(box, QPushButton, answer))
        await bench.settle()
        await until(lambda: not dialog.findChildren(QMessageBox), "no question")
    assert profiles.calls == [("delete", "Apex")]
    assert meanwhile == ["Asking the keyring for the token of “Apex”…"], "it may wait for its user"
    assert listed(dialog)[-1].startswith("Swing")
    assert told(dialog, "Told") == "Gone."


async def test_two_presses_in_one_turn_of_the_loop_ask_once(
    bench: Bench, dialog: ProfilesDialog, profiles: ScriptedProfiles
) -> None:
    choose(dialog, 2)
    for _ in range(2):
        button(dialog, "Delete profile").click()
    await until(lambda: dialog.findChildren(QMessageBox), "the question")
    assert len(bench.tasks) == 1
    (box,) = dialog.findChildren(QMessageBox)
    click(named(box, QPushButton, "Keep it"))
    await bench.settle()
    button(dialog, "Delete profile").click()
    await until(lambda: dialog.findChildren(QMessageBox), "another question")
    click(named(dialog.findChildren(QMessageBox)[-1], QPushButton, "Keep it"))
    await bench.settle()


async def test_a_refused_deletion_leaves_it_there(
    bench: Bench, dialog: ProfilesDialog, profiles: ScriptedProfiles
) -> None:
    choose(dialog, 2)
    profiles.refuses = Text("The keyring is locked.")
    click(button(dialog, "Delete profile"))
    await until(lambda: dialog.findChildren(QMessageBox), "the question")
    click(named(dialog.findChildren(QMessageBox)[0], QPushButton, "Delete profile and token"))
    await bench.settle()
    assert told(dialog, "Told") == "The keyring is locked."
    assert listed(dialog)[-1] == "Apex"


def test_coming_back_shows_what_other_windows_did_and_keeps_what_was_typed(
    dialog: ProfilesDialog, profiles: ScriptedProfiles
) -> None:
    choose(dialog, 2)
    field = named(dialog, QLineEdit, "Address for requests")
    field.selectAll()
    QTest.keyClicks(field, "https://half")
    profiles.infos[1] = replace(profiles.infos[1], use=ProfileUse.FREE)
    QCoreApplication.sendEvent(dialog, QEvent(QEvent.Type.WindowActivate))
    assert listed(dialog)[1] == "Swing"
    assert field.text() == "https://half"
