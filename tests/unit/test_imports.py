"""The layers below the window load without Qt, and knowledge flows in one direction."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "ctpanel"
LAYERS = ("domain", "api", "storage", "session", "sim", "ui", "wiring")

# None in sys.modules makes each import of that name fail, as if the package were not installed.
WITHOUT_QT = """
import importlib, pkgutil, sys
for name in ("PySide6", "shiboken6", "qasync"):
    sys.modules[name] = None
layer = importlib.import_module("ctpanel." + sys.argv[1])
for module in pkgutil.walk_packages(layer.__path__, layer.__name__ + "."):
    if not module.name.endswith(".__main__"):
        importlib.import_module(module.name)
        print(module.name)
"""


def load_without_qt(layer: str) -> subprocess.CompletedProcess[str]:
    """Imports every module of a layer in a process that has no Qt."""
    command = [sys.executable, "-W", "error", "-c", WITHOUT_QT, layer]
    return subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, timeout=200, check=False)


@pytest.mark.parametrize("layer", ["domain", "api", "storage", "session", "sim"])
def test_a_layer_below_the_window_loads_without_qt(layer: str) -> None:
    done = load_without_qt(layer)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 1


def test_the_window_does_not_load_without_qt() -> None:
    last_line = load_without_qt("ui").stderr.splitlines()[-1]
    assert re.match("ModuleNotFoundError: .*(PySide6|shiboken6)", last_line)


def test_every_folder_of_the_package_is_a_known_layer() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(LAYERS)


def test_knowledge_flows_in_one_direction() -> None:
    program = Path(sys.executable).with_name("lint-imports" + (".exe" if sys.platform == "win32" else ""))
    command = [str(program), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
