"""By which ways a profile talks to the service: kept in the settings file, and followed at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ctpanel.domain.command import Command
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.session.events import CommandChanged, Listener
from ctpanel.session.preferences import Preferences
from ctpanel.storage.settings import CommandTransport, Profile, Settings
from ctpanel.storage.settings_file import SettingsFile
from ctpanel.wiring.preferences import PreferencePlug
from ctpanel.wiring.reconnecting import Reconnecting
from tests.fakes.pictures import close_plan, command, position
from tests.fakes.scripted_session import ScriptedPreferences

NAME = "default"


class CountedReconnects:
    """A session that counts; ``commands`` and ``step`` are the test's."""

    def __init__(self) -> None:
        self.commands: tuple[Command, ...] = ()
        self.count = 0
        self.refuses = 0
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def step(self, changed: Command) -> None:
        self.commands = (changed,)
        for listener in self._listeners:
            listener(CommandChanged(changed))

    async def reconnect(self) -> bool:
        self.count += 1
        if not self.refuses:
            return True
        self.refuses -= 1
        return False


def opened(path: Path) -> PreferencePlug:
    file = SettingsFile(path)
    settings = file.load().settings
    return PreferencePlug(file, settings, settings.profile(NAME) or Profile(NAME))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def stored(path: Path) -> Profile:
    settings: Settings = SettingsFile(path).load().settings
    kept = settings.profile(NAME)
    assert kept is not None
    return kept


def test_both_choices_reach_the_profile_and_come_back(path: Path) -> None:
    plug = opened(path)
    assert (plug.current.use_stream, plug.current.commands_over_stream) == (False, False)
    plug.change(replace(plug.current, use_stream=True, commands_over_stream=True))
    for profile in (plug.profile, stored(path)):
        assert (profile.use_stream, profile.command_transport) == (True, CommandTransport.RPC)
    again = opened(path)
    assert (again.current.use_stream, again.current.commands_over_stream) == (True, True)
    again.change(replace(again.current, use_stream=False, commands_over_stream=False))
    assert (stored(path).use_stream, stored(path).command_transport) == (False, CommandTransport.REST)


def test_a_profile_that_was_not_asked_stays_so(path: Path) -> None:
    plug = opened(path)
    plug.change(replace(plug.current, mask=True, commands_over_stream=True))
    assert stored(path).use_stream is None
    assert plug.profile.use_stream is None


def test_the_answer_of_the_set_up_is_a_choice_like_any_other(path: Path) -> None:
    plug = opened(path)
    told: list[Preferences] = []
    plug.listen(told.append)
    plug.remember_profile(use_stream=True)
    assert [one.use_stream for one in told] == [True]
    plug.change(replace(plug.current, mask=True))
    assert stored(path).use_stream is True


def test_a_no_in_the_set_up_counts_as_asked(path: Path) -> None:
    plug = opened(path)
    plug.remember_profile(use_stream=False)
    assert stored(path).use_stream is False


def following(session: CountedReconnects, preferences: ScriptedPreferences) -> list[asyncio.Task[None]]:
    tasks: list[asyncio.Task[None]] = []

    def spawn(work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        tasks.append(asyncio.get_running_loop().create_task(work, name=name))
        return tasks[-1]

    Reconnecting(session, preferences, spawn)
    return tasks


async def test_a_change_of_ways_connects_anew_and_others_do_not() -> None:
    session, preferences = CountedReconnects(), ScriptedPreferences()
    tasks = following(session, preferences)
    preferences.change(Preferences(mask=True))
    assert not tasks
    preferences.change(Preferences(mask=True, use_stream=True))
    # Both choices count when the connection is made.
    preferences.change(Preferences(mask=True, use_stream=True, commands_over_stream=True))
    await asyncio.gather(*tasks)
    assert session.count == 1
    preferences.change(Preferences(mask=True, use_stream=True))
    await asyncio.gather(*tasks)
    assert session.count == 2


async def test_a_command_under_way_gets_its_outcome_first() -> None:
    session, preferences = CountedReconnects(), ScriptedPreferences()
    tasks = following(session, preferences)
    under_way = command(close_plan(position()), Stage.SENDING)
    session.step(under_way)
    preferences.change(Preferences(use_stream=True))
    session.step(replace(under_way, stage=Stage.VERIFYING))
    assert not tasks
    session.step(replace(under_way, stage=Stage.DONE, outcome=Outcome.VERIFIED_FLAT))
    session.step(replace(under_way, stage=Stage.DONE, outcome=Outcome.VERIFIED_FLAT))
    await asyncio.gather(*tasks)
    assert session.count == 1


async def test_a_command_that_came_in_between_does_not_make_it_forget() -> None:
    """As in a long run: no command is under way when the change begins, and one is when it comes to its turn."""
    session, preferences = CountedReconnects(), ScriptedPreferences()
    tasks = following(session, preferences)
    under_way = command(close_plan(position()), Stage.SENDING)
    preferences.change(Preferences(use_stream=True))
    session.commands, session.refuses = (under_way,), 1
    await asyncio.gather(*tasks)
    assert session.count == 1
    session.step(replace(under_way, stage=Stage.DONE, outcome=Outcome.VERIFIED_FLAT))
    await asyncio.gather(*tasks)
    assert session.count == 2


async def test_a_choice_that_changes_while_it_connects_is_followed_too() -> None:
    session, preferences = CountedReconnects(), ScriptedPreferences()
    tasks = following(session, preferences)
    preferences.change(Preferences(use_stream=True))
    real = session.reconnect

    async def reconnect() -> bool:
        session.reconnect = real  # type: ignore[method-assign]  # the first time only
        preferences.change(Preferences(use_stream=True, commands_over_stream=True))
        return await real()

    session.reconnect = reconnect  # type: ignore[method-assign]
    while any(not task.done() for task in tasks):
        await asyncio.gather(*tasks)
    assert session.count == 2
