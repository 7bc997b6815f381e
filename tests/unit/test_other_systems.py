"""What works on the system of the tests and not on another one is found in the source, because only one can be run."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "ctpanel"
POSIX_ONLY = {"fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios"}
#: Windows has no time zones of its own for Python.
NO_DATABASE = {"zoneinfo"}
POSIX_CALLS = {"fork", "getuid", "geteuid", "getpgid", "killpg", "mkfifo", "setsid", "sync", "uname"}
#: Platform-specific flags of ``strftime``, such as a day without its zero.
BARE_NUMBERS = re.compile(r"%[-#][a-zA-Z]")


def found_in(source: str) -> list[str]:
    """What another system lacks, where no question about the system comes before it."""
    return sorted(name for node in _unasked(ast.parse(source)) for name in _lacking(node))


def _unasked(tree: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.If) and "platform" in ast.dump(child.test):
            continue
        yield child
        yield from _unasked(child)


def _lacking(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names if each.name in POSIX_ONLY | NO_DATABASE)
    elif isinstance(node, ast.ImportFrom):
        yield from ({node.module or ""} & (POSIX_ONLY | NO_DATABASE))
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
        yield from ({node.attr} & POSIX_CALLS)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from BARE_NUMBERS.findall(node.value)


def test_the_search_finds_what_it_is_for() -> None:
    assert found_in("import fcntl") == ["fcntl"]
    assert found_in("def f():\n    from zoneinfo import ZoneInfo") == ["zoneinfo"]
    assert found_in("import os\nos.getuid()") == ["getuid"]
    assert found_in("def day(at):\n    return f'{at:%-d}' + at.strftime('%#H')") == ["%#H", "%-d"]
    asked = "import sys\nif sys.platform == 'win32':\n    pass\nelse:\n    import fcntl"
    assert found_in(asked) == []


def test_the_program_uses_nothing_that_another_system_lacks() -> None:
    found = {str(path): found_in(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    assert len(found) > 200
    assert {path: names for path, names in found.items() if names} == {}
