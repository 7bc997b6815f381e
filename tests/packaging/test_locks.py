"""The locks fit pyproject.toml and each other, and bring nothing that must never be installed."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[2]
LOCKS = CHECKOUT / "packaging" / "locks"
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(lock: str) -> dict[str, str]:
    """Package name -> exact version."""
    text = (LOCKS / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, flags=re.MULTILINE))


def asked(lines: list[str]) -> dict[str, SpecifierSet]:
    """Package name -> the versions that pyproject.toml allows."""
    return {canonicalize_name(r.name): r.specifier for r in map(Requirement, lines)}


RUNTIME = asked(PROJECT["project"]["dependencies"])
DEVELOPMENT = RUNTIME | asked(PROJECT["dependency-groups"]["dev"])


@pytest.mark.parametrize(("lock", "wanted"), [("runtime.txt", RUNTIME), ("dev.txt", DEVELOPMENT)])
def test_a_lock_holds_what_the_project_asks_for(lock: str, wanted: dict[str, SpecifierSet]) -> None:
    locked = pins(lock)
    assert not {name for name, versions in wanted.items() if locked.get(name, "0") not in versions}


def test_both_locks_hold_the_same_versions() -> None:
    assert pins("runtime.txt").items() <= pins("dev.txt").items()


@pytest.mark.parametrize("lock", ["runtime.txt", "dev.txt"])
def test_a_lock_is_pins_and_hashes_alone(lock: str) -> None:
    line = re.compile(
        r"[a-z0-9-]+==[\w.+]+( ; [^\\/]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|# Written by [\w/.]+ .*"
    )
    lines = (LOCKS / lock).read_text(encoding="utf-8").splitlines()
    assert not [text for text in lines if not line.fullmatch(text)]


@pytest.mark.parametrize("lock", ["runtime.txt", "dev.txt"])
def test_no_lock_brings_a_keyring_that_writes_plain_text(lock: str) -> None:
    assert "keyrings-alt" not in pins(lock)


@pytest.mark.parametrize("release", ["6.12.0", "6.12.1"])
def test_the_qt_build_that_loses_references_is_not_allowed(release: str) -> None:
    assert release not in RUNTIME["pyside6-essentials"]


@pytest.mark.parametrize("lock", ["runtime.txt", "dev.txt"])
def test_qt_and_its_binding_are_locked_to_one_good_release(lock: str) -> None:
    locked = pins(lock)
    assert locked["pyside6-essentials"] == locked["shiboken6"]
    assert locked["shiboken6"].startswith("6.11.")
