"""The session of one run, with its client, journal, keyring and clock."""

from __future__ import annotations

import secrets
from contextlib import nullcontext
from typing import TYPE_CHECKING

from ctpanel.api.config import ConfigRefused, ServiceConfig
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.domain.record import record
from ctpanel.session.parts import AtOnce, Parts
from ctpanel.session.session import Session
from ctpanel.session.tasks import Reporter
from ctpanel.storage.settings import Profile
from ctpanel.wiring.connector import ApiConnector
from ctpanel.wiring.disk import Disk
from ctpanel.wiring.journal import JournalPlug
from ctpanel.wiring.launch import Launch, LaunchRefused
from ctpanel.wiring.outside import Outside
from ctpanel.wiring.preferences import PreferencePlug
from ctpanel.wiring.vault import DemoVault

if TYPE_CHECKING:
    from ctpanel.wiring.demo import Demo


@record
class SessionBuilder:
    """Builds a session from what is the same for the whole run.

    ``report`` hears of lost exceptions, ``at_once`` is the fast lane of the loop.
    """

    launch: Launch
    outside: Outside
    report: Reporter
    at_once: AtOnce = nullcontext

    def build(self, disk: Disk, preferences: PreferencePlug, demo: Demo | None) -> Session:
        """Not started yet. Raises LaunchRefused for an address that this program will not talk to."""
        clock = self.outside.clock
        budget = RequestBudget(clock=clock.now, sleep=clock.sleep)
        config = self._config(disk.profile, demo)
        connector = ApiConnector(
            config,
            budget,
            disk.redactor,
            use_stream=lambda: not self.launch.no_stream and (demo is not None or bool(preferences.profile.use_stream)),
            by_rpc=lambda: preferences.profile.command_transport == "rpc",
        )
        vault = DemoVault() if demo else self.outside.vault(disk)
        # Every start of the demo is a world of its own: what was open in an earlier one means nothing in it.
        owner = f"demo {secrets.token_hex(4)}" if demo else disk.profile.name
        journal = JournalPlug(disk.journal, owner, config.base_url)
        name, is_demo = disk.profile.name, demo is not None
        return Session(
            Parts(name, connector, vault, journal, preferences, budget, clock, self.report, is_demo, self.at_once)
        )

    def _config(self, profile: Profile, demo: Demo | None) -> ServiceConfig:
        base, stream = self.launch.base_url or profile.base_url, self.launch.stream_url or profile.stream_url
        if demo is not None:
            # Whatever else was asked for: the demo talks to its own simulator.
            base, stream = demo.base_url, demo.stream_url
        try:
            return ServiceConfig(base, stream, self.outside.timeouts)
        except ConfigRefused as refused:
            raise LaunchRefused(str(refused)) from refused
