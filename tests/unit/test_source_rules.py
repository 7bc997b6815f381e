"""What the source may not contain, and a proof for each rule that it notices."""

import pytest

from tests.helpers import source_rules
from tests.helpers.source_rules import Module, Rule

# (rule, path of the module, source that breaks the rule there)
BROKEN: list[tuple[Rule, str, str]] = [
    (source_rules.no_nested_loop, "ctpanel/ui/a.py", "dialog.exec()"),
    (source_rules.no_nested_loop, "ctpanel/ui/a.py", "run = menu.exec"),
    (source_rules.no_nested_loop, "ctpanel/ui/a.py", "dialog.exec_()"),
    (source_rules.no_nested_loop, "ctpanel/app.py", "app.processEvents()"),
    (source_rules.no_nested_loop, "ctpanel/ui/a.py", "from qasync import asyncSlot"),
    (source_rules.no_nested_loop, "ctpanel/ui/a.py", "@qasync.asyncClose\ndef f(): pass"),
    (source_rules.no_nested_loop, "ctpanel/ui/a.py", "from PySide6.QtCore import QEventLoop"),
    (source_rules.no_nested_loop, "ctpanel/session/a.py", "loop.run_until_complete(f())"),
    (source_rules.tasks_have_one_maker, "ctpanel/api/transport.py", "asyncio.create_task(f())"),
    (source_rules.tasks_have_one_maker, "ctpanel/api/a.py", "asyncio.ensure_future(f())"),
    (source_rules.tasks_have_one_maker, "ctpanel/session/a.py", "asyncio.get_running_loop().create_task(f())"),
    (source_rules.tasks_have_one_maker, "ctpanel/session/a.py", "self._loop.create_task(f())"),
    (source_rules.nothing_sleeps, "ctpanel/storage/a.py", "import time\ntime.sleep(1)"),
    (source_rules.nothing_sleeps, "ctpanel/sim/a.py", "from time import sleep"),
    (source_rules.the_wire_has_one_place, "ctpanel/api/client.py", "import httpx"),
    (source_rules.the_wire_has_one_place, "ctpanel/api/transport.py", "from websockets.asyncio import client"),
    (source_rules.the_domain_is_pure, "ctpanel/domain/a.py", "import asyncio"),
    (source_rules.the_domain_is_pure, "ctpanel/domain/a.py", "from ctpanel.api import client"),
    (source_rules.the_domain_is_pure, "ctpanel/domain/a.py", "from . import b"),
    (source_rules.the_domain_is_pure, "ctpanel/domain/a.py", "def f(): return datetime.now(UTC)"),
    (source_rules.the_domain_counts_exactly, "ctpanel/domain/a.py", "price = float(text)"),
    (source_rules.the_domain_counts_exactly, "ctpanel/domain/a.py", "def f(price: float) -> None: pass"),
    (source_rules.the_domain_counts_exactly, "ctpanel/domain/a.py", "class A:\n    price: float | None = None"),
    (source_rules.the_domain_counts_exactly, "ctpanel/domain/a.py", "def half(n): return n * 0.5"),
    (source_rules.nothing_global_changes, "ctpanel/ui/a.py", "def f():\n    global x\n    x = 1"),
    (source_rules.nothing_global_changes, "ctpanel/ui/a.py", "cache: dict[str, int] = {}"),
    (source_rules.pieces_are_small, "ctpanel/ui/a.py", "x = 1\n" * 351),
    (source_rules.pieces_are_small, "tests/ui/test_a.py", "x = 1\n" * 401),
    (source_rules.pieces_are_small, "ctpanel/ui/a.py", "async def f():\n" + "    x = 1\n" * 60),
]

IN_ORDER: list[tuple[Rule, str, str]] = [
    (source_rules.no_nested_loop, "ctpanel/app.py", "loop = qasync.QEventLoop(app)\nloop.run_until_complete(main())"),
    (source_rules.no_nested_loop, "ctpanel/storage/a.py", "connection.execute(query)"),
    (source_rules.tasks_have_one_maker, "ctpanel/session/tasks.py", "loop.create_task(f())"),
    (source_rules.tasks_have_one_maker, "ctpanel/session/a.py", "group.create_task(f())"),
    (source_rules.the_wire_has_one_place, "ctpanel/api/transport.py", "import httpx"),
    (source_rules.the_wire_has_one_place, "ctpanel/api/stream.py", "import websockets"),
    (source_rules.the_domain_is_pure, "ctpanel/domain/a.py", "from decimal import Decimal\nimport ctpanel.domain.b"),
    (
        source_rules.the_domain_counts_exactly,
        "ctpanel/domain/a.py",
        "def age_s(now: float, seen_at: float | None): pass",
    ),
    (source_rules.the_domain_counts_exactly, "ctpanel/domain/a.py", "stale_s: float = 15.0\nLIMIT_S = 2.0"),
    (
        source_rules.nothing_global_changes,
        "ctpanel/ui/a.py",
        "A: Final[Mapping[int, int]] = {}\nROWS = {'a': 1}\ndef f():\n    found = []",
    ),
    (source_rules.pieces_are_small, "ctpanel/ui/a.py", "x = 1\n" * 350),
]


@pytest.mark.parametrize("rule", source_rules.RULES, ids=lambda rule: rule.__name__)
def test_the_program_keeps_the_rule(rule: Rule) -> None:
    faults = [f"{module.path}:{fault}" for module in source_rules.modules("ctpanel") for fault in rule(module)]
    assert not faults, f"{rule.__doc__}\n" + "\n".join(faults)


def test_test_files_are_small() -> None:
    tests = source_rules.modules("tests")
    assert not [f"{m.path}:{fault}" for m in tests for fault in source_rules.pieces_are_small(m)]


@pytest.mark.parametrize(("rule", "path", "source"), BROKEN)
def test_a_rule_notices(rule: Rule, path: str, source: str) -> None:
    assert list(rule(Module.of(path, source)))


@pytest.mark.parametrize(("rule", "path", "source"), IN_ORDER)
def test_a_rule_lets_the_right_way_pass(rule: Rule, path: str, source: str) -> None:
    assert not list(rule(Module.of(path, source)))


def test_every_rule_is_tried_on_the_program() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(source_rules.RULES)
