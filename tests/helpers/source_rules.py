"""Rules about the program's source that no linter expresses; each names the faults of one module."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]

# What the domain may use: values and arithmetic; no clock, no disk, no log, no loop.
DOMAIN_IMPORTS = frozenset(
    "__future__ collections dataclasses datetime decimal enum fractions functools hmac itertools math operator re"
    " string typing unicodedata".split()
)
# Calls that read a clock; the domain is told the time.
CLOCK_READS = frozenset({"now", "utcnow", "today", "monotonic", "perf_counter"})

# `float` is for seconds and for points in time; an amount, a price or a count is never one.
TIME_NAME = re.compile(r"(.+_)?(s|at|now|duration)$")
# The part of a position to close is a binary fraction on the wire; a request budget refills by fractions of a request.
FLOAT_FILES = frozenset({f"ctpanel/domain/{name}.py" for name in ("percent", "requests", "budget")})
# Who may make a task: the spawn helper, and the shield that keeps a request from being cancelled half-way.
TASK_MAKERS = frozenset({"ctpanel/session/tasks.py", "ctpanel/api/shield.py"})

LOOP_OWNERS = frozenset({"ctpanel/app.py", "ctpanel/cli.py", "ctpanel/press_loop.py"})
FILE_LINES, TEST_LINES, FUNCTION_LINES = 350, 400, 60


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: ``path`` from the checkout with forward slashes, its text, its syntax tree and its nodes."""

    path: str
    text: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]

    @classmethod
    def of(cls, path: str, text: str) -> Module:
        tree = ast.parse(text)
        return cls(path, text, tree, tuple(ast.walk(tree)))


Rule = Callable[[Module], Iterator[str]]


@functools.cache
def modules(folder: str) -> tuple[Module, ...]:
    """All modules below a folder of the checkout; read once, because every rule asks for them."""
    files = sorted((CHECKOUT / folder).rglob("*.py"))
    return tuple(Module.of(file.relative_to(CHECKOUT).as_posix(), file.read_text(encoding="utf-8")) for file in files)


def _used_names(module: Module) -> Iterator[tuple[str, ast.AST]]:
    """Every name and attribute in use, with its node: ``a.b`` yields ``b`` and ``a``."""
    for node in module.nodes:
        if isinstance(node, ast.Attribute):
            yield node.attr, node
        elif isinstance(node, ast.Name):
            yield node.id, node
        elif isinstance(node, ast.alias):
            yield node.name.rpartition(".")[2], node


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


def no_nested_loop(module: Module) -> Iterator[str]:
    """A loop inside a loop loses the wake-ups of other tasks for good."""
    banned = {"exec_", "processEvents", "asyncSlot", "asyncClose", "QEventLoop", "waitForFinished"}
    if module.path not in LOOP_OWNERS:
        banned |= {"run_until_complete", "run_forever"}
    for name, node in _used_names(module):
        # `qasync.QEventLoop` is the loop of the program; Qt's class of that name is a nested one.
        is_own_loop = name == "QEventLoop" and module.path in LOOP_OWNERS
        is_method_exec = name == "exec" and isinstance(node, ast.Attribute)
        if (name in banned and not is_own_loop) or is_method_exec:
            yield f"{_line(node)}: {name}"


def tasks_have_one_maker(module: Module) -> Iterator[str]:
    """Two modules make tasks and keep hold of them; a task group may too, because it waits for its own."""
    if module.path in TASK_MAKERS or module.path.startswith("ctpanel/sim/"):
        return
    for node in module.nodes:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in ("ensure_future", "create_task"):
            continue
        source = ast.unparse(node.func.value)
        by_loop = source == "asyncio" or source.endswith("loop") or source.endswith("loop()")
        if node.func.attr == "ensure_future" or (node.func.attr == "create_task" and by_loop):
            yield f"{node.lineno}: {ast.unparse(node.func)}"


def nothing_sleeps(module: Module) -> Iterator[str]:
    """``time.sleep`` stops the window; in a thread, waiting on an event can be cut short."""
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and node.attr == "sleep" and ast.unparse(node) == "time.sleep":
            yield f"{node.lineno}: time.sleep"
        if isinstance(node, ast.ImportFrom) and node.module == "time" and any(a.name == "sleep" for a in node.names):
            yield f"{node.lineno}: time.sleep"


def _imports(module: Module) -> Iterator[tuple[str, int]]:
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), node.lineno


def the_wire_has_one_place(module: Module) -> Iterator[str]:
    """HTTP in the transport, WebSocket in the stream modules."""
    places = {
        "httpx": module.path == "ctpanel/api/transport.py",
        "websockets": module.path.startswith("ctpanel/api/stream"),
    }
    for name, line in _imports(module):
        if not places.get(name.partition(".")[0], True):
            yield f"{line}: {name}"


def the_domain_is_pure(module: Module) -> Iterator[str]:
    """The domain imports a short list of the standard library and reads no clock."""
    if not module.path.startswith("ctpanel/domain/"):
        return
    for name, line in _imports(module):
        if name.partition(".")[0] not in DOMAIN_IMPORTS and not name.startswith("ctpanel.domain"):
            yield f"{line}: import of {name}"
    for node in module.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_READS:
            yield f"{node.lineno}: {ast.unparse(node.func)}"


def _time_floats(module: Module) -> set[ast.AST]:
    """The nodes inside annotations and defaults of what is named as seconds or as a point in time."""
    allowed: set[ast.AST] = set()
    for node in module.nodes:
        named: list[tuple[str, ast.AST | None]] = []
        if isinstance(node, ast.AnnAssign):
            name = ast.unparse(node.target).lower()
            named = [(name, node.annotation), (name, node.value)]
        elif isinstance(node, ast.Assign):
            named = [(ast.unparse(target).lower(), node.value) for target in node.targets]
        elif isinstance(node, ast.arg):
            named = [(node.arg, node.annotation)]
        elif isinstance(node, ast.FunctionDef):
            named = [(node.name, node.returns)]
        for name, part in named:
            if part is not None and TIME_NAME.fullmatch(name):
                allowed.update(ast.walk(part))
    return allowed


def the_domain_counts_exactly(module: Module) -> Iterator[str]:
    """No binary fraction in the domain but for time, and for the fraction that the wire asks for."""
    if not module.path.startswith("ctpanel/domain/") or module.path in FLOAT_FILES:
        return
    allowed = _time_floats(module)
    for node in module.nodes:
        is_float = isinstance(node, ast.Name) and node.id == "float"
        is_number = isinstance(node, ast.Constant) and isinstance(node.value, float)
        if (is_float or is_number) and node not in allowed:
            yield f"{_line(node)}: {ast.unparse(node)}"


def nothing_global_changes(module: Module) -> Iterator[str]:
    """No state at module level: neither ``global`` nor an empty container that waits to be filled."""
    for node in module.nodes:
        if isinstance(node, ast.Global):
            yield f"{node.lineno}: global {', '.join(node.names)}"
    for statement in module.tree.body:
        value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
        # Declared as a Mapping, it cannot be filled.
        if isinstance(statement, ast.AnnAssign) and re.search(r"\bMapping\[", ast.unparse(statement.annotation)):
            continue
        if value is not None and ast.unparse(value) in {"[]", "{}", "set()", "dict()", "list()"}:
            yield f"{statement.lineno}: {ast.unparse(statement)}"


def pieces_are_small(module: Module) -> Iterator[str]:
    """A file is read in one sitting, a function on one screen."""
    limit = TEST_LINES if module.path.startswith("tests/") else FILE_LINES
    lines = len(module.text.splitlines())
    if lines > limit:
        yield f"{lines} lines in the file, at most {limit}"
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{node.lineno}: {length} lines in {node.name}, at most {FUNCTION_LINES}"


RULES: tuple[Rule, ...] = (
    no_nested_loop,
    tasks_have_one_maker,
    nothing_sleeps,
    the_wire_has_one_place,
    the_domain_is_pure,
    the_domain_counts_exactly,
    nothing_global_changes,
    pieces_are_small,
)
