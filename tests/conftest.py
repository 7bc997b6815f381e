"""The guards that every test runs under, and the event loop of each folder."""

import asyncio
import gc
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path

import hypothesis
import pytest

# Qt reads this once, when the application object is made; tests never need a real screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The program would speak the language of whoever runs the tests.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

from tests.helpers import loops, task_guard, widget_guard
from tests.helpers.log_guard import ExpectedLog, LogGuard
from tests.helpers.network_guard import NetworkGuard

TESTS = Path(__file__).parent

# On a busy machine an example may take long, or long to make, and be right; what else a CI server changes stays.
PATIENT = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("patient", hypothesis.settings(), **PATIENT)
hypothesis.settings.load_profile("patient")
LOG_GUARD = pytest.StashKey[LogGuard]()


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> Mapping[str, loops.LoopFactory]:
    """Called by pytest-asyncio for every test."""
    return loops.factories_for(item.path, TESTS)


def pytest_collection_finish() -> None:
    """The guards collect garbage after many tests; what stays loaded for the whole run is left out of that."""
    leave_out_of_collections()


def leave_out_of_collections() -> None:
    """What is alive now is not looked through again; what is dead goes first."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Temporary files of a run lie in a folder of its own: a program that a test kills leaves its socket there.

    Folders of failed tests stay where pytest keeps them. The name is short, because the path of a socket has to be.
    """
    shared = tempfile.gettempdir()
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", shared)
    own = tempfile.mkdtemp(prefix="ctp-", dir=shared)
    os.environ["TMPDIR"] = tempfile.tempdir = own
    # Qt's file dialog remembers the last folder there, for the user and for the next test.
    os.environ["XDG_CONFIG_HOME"] = os.path.join(own, "config")

    def give_back() -> None:
        os.environ["TMPDIR"] = tempfile.tempdir = shared
        shutil.rmtree(own, ignore_errors=True)

    config.add_cleanup(give_back)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Outside of all fixtures, so that their own log records are heard too."""
    item.stash[LOG_GUARD] = guard = LogGuard()
    guard.start()
    yield


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """After the last fixture: what the log said, and the windows that are still there."""
    try:
        yield
    finally:
        faults = widget_guard.left_open() + item.stash[LOG_GUARD].stop()
    if nextitem is not None and nextitem.path != item.path:
        # The tests of a file have loaded libraries and filled caches, but nothing of their own is left.
        leave_out_of_collections()
    fail_on(faults)


def fail_on(faults: list[str]) -> None:
    """Fails the running test with all faults of one guard at once."""
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture
def expected_log(request: pytest.FixtureRequest) -> ExpectedLog:
    """Call it with a pattern and a level to announce a log record that the test is about to cause."""
    item: pytest.Item = request.node
    return item.stash[LOG_GUARD].expected


@pytest.fixture(scope="session", autouse=True)
def network_guard() -> Iterator[NetworkGuard]:
    """In place for the whole run, because servers of a test live in threads of their own."""
    guard = NetworkGuard()
    with pytest.MonkeyPatch.context() as patch:
        guard.install(patch)
        yield guard


@pytest.fixture(autouse=True)
def _only_loopback(network_guard: NetworkGuard) -> Iterator[None]:
    yield
    fail_on(network_guard.take_attempts())


@pytest.fixture(autouse=True)
def _no_task_left(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("asyncio") is None:
        yield
        return
    # The runner that pytest-asyncio made for this test; asked for here, it is torn down after this fixture.
    runner: asyncio.Runner = request.getfixturevalue("_function_scoped_runner")
    yield
    fail_on(task_guard.left_running(runner))
