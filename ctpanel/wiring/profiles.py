"""The profiles in settings file, journal and keyring, and the two ways to go to another one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLockFile

from ctpanel.domain.record import record
from ctpanel.domain.text import Text, plural
from ctpanel.session.ports import TokenVault, VaultTrouble
from ctpanel.session.profiles import ProfileInfo, ProfileRefused, ProfileUse
from ctpanel.storage.errors import JournalUnavailable, PathRefused, SettingsUnwritable
from ctpanel.storage.paths import StatePaths, checked_profile_name, profile_key
from ctpanel.storage.settings import MOST_PROFILES, Profile, Settings
from ctpanel.storage.settings_spec import Invalid, Report, specs_of
from ctpanel.wiring.disk import Disk


@record
class ProfileWays:
    """What the shelf needs beside the disk.

    ``vault`` makes the token's keeper for a disk, ``waiting`` tells whether this window has a command without an
    outcome, ``switch`` restarts this window, ``open_window`` starts another and says whether it could.
    """

    vault: Callable[[Disk], TokenVault]
    waiting: Callable[[], bool]
    switch: Callable[[str], None]
    open_window: Callable[[str], bool]
    token_from_outside: bool = False
    addresses_from_outside: bool = False


class ProfileShelf:
    """Implements :class:`ctpanel.session.profiles.Profiles`."""

    def __init__(self, disk: Disk, ways: ProfileWays) -> None:
        self._disk = disk
        self._ways = ways
        self._count = len(disk.settings.with_profile(disk.profile))

    @property
    def token_from_outside(self) -> bool:
        """Whether the token was given for this run."""
        return self._ways.token_from_outside

    @property
    def addresses_from_outside(self) -> bool:
        """Whether an address was given for this run."""
        return self._ways.addresses_from_outside

    def several(self) -> bool:
        """Whether there was more than one when they were last looked at."""
        return self._count > 1

    def all(self) -> tuple[ProfileInfo, ...]:
        """As the settings file has them now; this window's own too, which may not be saved yet."""
        settings = self._disk.settings_file.load().settings
        own = settings.profile(self._disk.profile.name) or self._disk.profile
        profiles = settings.with_profile(own)
        self._count = len(profiles)
        return tuple(self._info(each) for each in profiles)

    def create(self, name: str) -> ProfileInfo:
        """Add a profile. Raises ProfileRefused."""
        try:
            checked = checked_profile_name(name)
        except PathRefused as error:
            raise ProfileRefused(error.text) from error
        taken = {profile_key(each.name) for each in self.all()}
        if profile_key(checked) in taken:
            raise ProfileRefused(Text("There is a profile of this name already. Capitals make no difference."))
        if len(taken) >= MOST_PROFILES:
            raise ProfileRefused(plural("There can be {n} profile.", "There can be {n} profiles.", n=MOST_PROFILES))
        profile = Profile(checked)
        self._save(lambda settings: replace(settings, profiles=settings.with_profile(profile)))
        return self._info(profile)

    def set_addresses(self, name: str, base_url: str, stream_url: str) -> None:
        """Raises ProfileRefused for an address that the token must not be sent to."""
        known = specs_of(Profile)
        for field, value in (("base_url", base_url), ("stream_url", stream_url)):
            try:
                known[field].codec.decode(value, Report())
            except Invalid as error:
                shown = value or Text("an address is empty")
                raise ProfileRefused(Text("{address}: {rule}", address=shown, rule=error.rule)) from error

        def changed(settings: Settings) -> Settings:
            stored = settings.profile(name) or self._unsaved(name)
            made = replace(stored, base_url=base_url, stream_url=stream_url)
            return replace(settings, profiles=settings.with_profile(made))

        self._save(changed)

    async def delete(self, name: str) -> Text:
        """Raises ProfileRefused, with nothing deleted."""
        if self._is_own(name):
            raise ProfileRefused(Text("This window works with “{name}”. Switch to another profile first.", name=name))
        paths = replace(self._disk.paths, profile=name)
        # Held until the end, so that no window opens with the profile meanwhile.
        lock = _lock(paths)
        if not lock.tryLock(0):
            raise ProfileRefused(Text("“{name}” is open in another window. Close that window first.", name=name))
        try:
            if self._open_commands(name):
                raise ProfileRefused(
                    Text(
                        "“{name}” has a command without an outcome, so it is kept. Open it and see what became of it.",
                        name=name,
                    )
                )
            told = await self._forget_token(name)
            self._save(lambda settings: self._without(settings, name))
        finally:
            lock.unlock()
        with contextlib.suppress(OSError):
            # Where a window stood that will not open again matters to nobody.
            paths.window_state.unlink()
        return told

    def switch_to(self, name: str) -> None:
        """Raises ProfileRefused while a command of this window has no outcome."""
        if self._ways.waiting():
            raise ProfileRefused(
                Text(
                    "A command of this window has no clear outcome yet, and only this window watches it. Wait for the "
                    "outcome, or open “{name}” in a window of its own.",
                    name=name,
                )
            )
        if self._use(self._known(name)) is ProfileUse.ELSEWHERE:
            raise ProfileRefused(Text("“{name}” is open in another window already.", name=name))
        self._ways.switch(name)

    def open_window(self, name: str) -> None:
        """Raises ProfileRefused when no process could be started."""
        self._known(name)
        if not self._ways.open_window(name):
            raise ProfileRefused(Text("Another window could not be started. Start ctpanel with --profile instead."))

    # ------------------------------------------------------------------ inside

    def _info(self, profile: Profile) -> ProfileInfo:
        return ProfileInfo(
            profile.name, profile.base_url, profile.stream_url, self._use(profile), self._open_commands(profile.name)
        )

    def _is_own(self, name: str) -> bool:
        return profile_key(name) == profile_key(self._disk.profile.name)

    def _use(self, profile: Profile) -> ProfileUse:
        if self._is_own(profile.name):
            return ProfileUse.HERE
        lock = _lock(replace(self._disk.paths, profile=profile.name))
        if not lock.tryLock(0):
            return ProfileUse.ELSEWHERE
        lock.unlock()
        return ProfileUse.FREE

    def _open_commands(self, name: str) -> int:
        try:
            return len(self._disk.journal.open_commands(name))
        except JournalUnavailable as error:
            raise ProfileRefused(error.text) from error

    def _known(self, name: str) -> Profile:
        found = self._disk.settings_file.load().settings.profile(name)
        return found or self._unsaved(name)

    def _unsaved(self, name: str) -> Profile:
        if not self._is_own(name):
            raise ProfileRefused(Text("There is no profile “{name}” any more.", name=name))
        return self._disk.profile

    def _with_own(self, settings: Settings) -> Settings:
        return replace(settings, profiles=settings.with_profile(self._disk.profile))

    def _without(self, settings: Settings, name: str) -> Settings:
        left = tuple(each for each in settings.profiles if profile_key(each.name) != profile_key(name))
        was_last = profile_key(settings.last_profile) == profile_key(name)
        last = self._disk.profile.name if was_last else settings.last_profile
        return replace(settings, profiles=left, last_profile=last)

    async def _forget_token(self, name: str) -> Text:
        """Raises ProfileRefused while a keyring that may hold the token cannot be asked."""
        vault = self._ways.vault(replace(self._disk, profile=Profile(name)))
        try:
            await vault.forget()
        except VaultTrouble as trouble:
            if trouble.no_keyring:
                return Text("“{name}” is deleted. There is no keyring here that could hold its token.", name=name)
            raise ProfileRefused(
                Text("{why} So the token is still there, and the profile is kept.", why=trouble.text)
            ) from trouble
        return Text("“{name}” is deleted, and its token is gone from the keyring.", name=name)

    def _save(self, change: Callable[[Settings], Settings]) -> None:
        def changed(settings: Settings) -> Settings:
            # A profile that was only ever used by its name would not be found from another one's window.
            with_own = settings if settings.profile(self._disk.profile.name) else self._with_own(settings)
            return change(with_own)

        try:
            self._disk.settings_file.update(changed)
        except SettingsUnwritable as error:
            raise ProfileRefused(error.text) from error


def _lock(paths: StatePaths) -> QLockFile:
    lock = QLockFile(str(paths.lock))
    # As the one of a running window: never stale by age.
    lock.setStaleLockTime(0)
    return lock
