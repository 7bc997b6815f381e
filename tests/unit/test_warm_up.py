"""What the program loads once it rests: everything that its windows would otherwise load at a press."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Only wanted in the demo or in answer to a question of the start, both before the program rests.
AT_THE_START = ("ctpanel.sim.", "ctpanel.storage.secrets", "ctpanel.wiring.demo")
PROGRAM = """
import sys
from importlib import import_module
import ctpanel.app
from ctpanel.wiring.warm_up import LATER
for name in LATER:
    import_module(name)
print(*sorted(sys.modules))
"""


def lazily_imported(path: Path) -> Iterator[str]:
    """The modules of this program that a function imports when it runs."""
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ctpanel."):
                    yield node.module or ""


def test_what_actions_import_is_loaded_before_anybody_presses() -> None:
    loaded = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert loaded.returncode == 0, loaded.stderr
    wanted = {name for path in (ROOT / "ctpanel/wiring").glob("*.py") for name in lazily_imported(path)}
    assert wanted
    late = {name for name in wanted if not name.startswith(AT_THE_START)}
    assert late - set(loaded.stdout.split()) == set(), "to be named in ctpanel/wiring/warm_up.py"
