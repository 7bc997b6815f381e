"""A record is what the standard library's frozen class with slots is; only made faster."""

import copy
import inspect
import pickle
from collections.abc import Callable
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, asdict, dataclass, field, fields, replace
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from ctpanel.domain.record import record

T = TypeVar("T")
Make = Callable[[type[Any]], type[Any]]
BOTH: list[Make] = [record, dataclass(frozen=True, slots=True)]
both = pytest.mark.parametrize("make", BOTH, ids=["record", "standard"])


@record
class Kept:
    """For pickle, which finds a class by its name."""

    size: int
    names: tuple[str, ...] = ()


def order(make: Make) -> type[Any]:
    class Order(Generic[T]):
        """With all that our classes use."""

        size: int
        price: str = "5"
        notes: list[str] = field(default_factory=list)
        secret: str = field(default="s", repr=False)
        doubled: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "doubled", 2 * self.size)

    return make(Order)


@both
def test_it_is_made_by_place_by_name_and_by_default(make: Make) -> None:
    kind = order(make)
    made = kind(1, notes=["a"])
    assert (made.size, made.price, made.notes, made.secret, made.doubled) == (1, "5", ["a"], "s", 2)
    assert kind(1).notes is not kind(1).notes
    wrong: list[dict[str, int]] = [{}, {"size": 1, "weight": 3}, {"size": 1, "doubled": 4}]
    for given in wrong:
        with pytest.raises(TypeError):
            kind(**given)


@both
def test_it_is_made_in_the_same_way_however_often(make: Make) -> None:
    """The first few of a record are filled in another way than all later ones."""
    kind = order(make)
    for count in range(12):
        made = kind(count, secret="t")
        assert (made.size, made.price, made.notes, made.secret, made.doubled) == (count, "5", [], "t", 2 * count)
        assert kind(1).notes is not kind(1).notes


@both
@pytest.mark.parametrize("before", [0, 2, 20])
@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((), {}),
        ((1,), {"size": 1}),
        ((1, "5", [], "s", 2), {}),
        ((1,), {"doubled": 2}),
        ((1,), {"weight": 3}),
    ],
    ids=["none", "twice", "too many", "what is not taken", "unknown"],
)
def test_wrong_arguments_are_refused_at_every_time(
    make: Make, before: int, given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    kind = order(make)
    for _ in range(before):
        kind(1)
    with pytest.raises(TypeError, match=r"Order\.__init__\(\)"):
        kind(*given, **named)


def test_after_the_first_few_a_compiled_function_makes_it() -> None:
    kind = order(record)
    slow = kind.__init__
    kind(1)
    assert kind.__init__ is slow
    for _ in range(10):
        kind(1)
    assert kind.__init__ is not slow


@both
@pytest.mark.parametrize("before", [0, 20])
def test_what_is_wrong_with_the_arguments_is_said_by_name(make: Make, before: int) -> None:
    kind = order(make)
    for _ in range(before):
        kind(1)
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'size'"):
        kind()
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'weight'"):
        kind(1, weight=3)


@both
def test_a_failing_check_is_raised_and_the_next_one_is_made(make: Make) -> None:
    class Positive:
        size: int

        def __post_init__(self) -> None:
            if self.size <= 0:
                raise ValueError("not positive")

    kind: type[Any] = make(Positive)
    for _ in range(8):
        with pytest.raises(ValueError, match="not positive"):
            kind(0)
        assert kind(1).size == 1


@both
def test_it_never_changes(make: Make) -> None:
    made = order(make)(1)
    with pytest.raises(FrozenInstanceError):
        made.size = 2
    with pytest.raises(FrozenInstanceError):
        del made.size
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        made.other = 2
    assert not hasattr(made, "__dict__")


@both
def test_it_equals_what_is_of_its_class_and_has_its_values(make: Make) -> None:
    kind = make(type("Pair", (), {"__annotations__": {"a": int, "b": str}, "b": "x"}))
    other = make(type("Pair", (), {"__annotations__": {"a": int, "b": str}, "b": "x"}))
    assert kind(1) == kind(1, "x") != kind(2)
    assert kind(1) != other(1)
    assert kind(1) != (1, "x")
    assert len({kind(1), kind(1), kind(2)}) == 2


@both
def test_one_field_and_none_are_enough(make: Make) -> None:
    one = make(type("One", (), {"__annotations__": {"a": int}}))
    none = make(type("Nothing", (), {}))
    assert one(1) == one(1) != one(2)
    assert none() == none()
    assert repr(none()).endswith("Nothing()")


@both
def test_a_subclass_adds_its_fields(make: Make) -> None:
    base = make(type("Base", (), {"__annotations__": {"a": int}}))
    more = make(type("More", (base,), {"__annotations__": {"b": int}, "b": 2}))
    assert (more(1).a, more(1).b) == (1, 2)
    assert more(1) == more(1, 2) != more(1, 3)
    assert more(1) != base(1)
    with pytest.raises(FrozenInstanceError):
        more(1).a = 3


@both
def test_it_keeps_its_name_and_its_slots_hold_its_own_fields_only(make: Make) -> None:
    kind = order(make)
    assert (kind.__name__, kind.__qualname__) == ("Order", "order.<locals>.Order")
    more = make(type("More", (kind,), {"__annotations__": {"b": int}, "b": 2}))
    assert more.__slots__ == ("b",)


@both
def test_the_standard_tools_work_on_it(make: Make) -> None:
    made = order(make)(1)
    assert [each.name for each in fields(made)] == ["size", "price", "notes", "secret", "doubled"]
    assert replace(made, size=3).doubled == 6
    assert asdict(made)["price"] == "5"
    assert copy.copy(made) == copy.deepcopy(made) == made
    assert repr(made).endswith("Order(size=1, price='5', notes=[], doubled=2)")
    assert made.__match_args__ == ("size", "price", "notes", "secret")


@both
def test_its_own_methods_stay(make: Make) -> None:
    class Name:
        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self)) and self.name.casefold() == other.name.casefold()

        def __hash__(self) -> int:
            return hash(self.name.casefold())

        def __repr__(self) -> str:
            return "named"

    named: type[Any] = make(Name)
    assert named("a") == named("A")
    assert len({named("a"), named("A")}) == 1
    assert repr(named("a")) == "named"


def test_a_class_without_a_word_about_itself_costs_no_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("somebody works out a signature")

    monkeypatch.setattr(inspect, "signature", refuse)
    plain: type[Any] = record(type("Plain", (), {"__annotations__": {"size": int}}))
    assert plain(1).size == 1
    assert record(type("Told", (), {"__annotations__": {"size": int}, "__doc__": "One."})).__doc__ == "One."


def test_it_can_be_pickled() -> None:
    kept = Kept(1, ("a",))
    assert pickle.loads(pickle.dumps(kept)) == kept


@pytest.mark.parametrize(
    "given",
    [
        {"compare": False},
        {"hash": False},
        {"kw_only": True},
        {"init": False, "default": 1},
        {"init": False, "default_factory": int},
    ],
    ids=str,
)
def test_an_option_that_it_does_not_know_is_refused_when_the_class_is_made(given: dict[str, Any]) -> None:
    """The standard class would obey them; a record that passes them over would compare or be made otherwise."""
    body = {"__annotations__": {"size": int}, "size": field(**given)}
    with pytest.raises(TypeError, match=r"Odd\.size: a record has no"):
        record(type("Odd", (), body))


@both
def test_a_class_that_is_not_decorated_has_the_constructor_that_it_builds_on(make: Make) -> None:
    checked: list[object] = []
    plain: type[Any] = make(type("Plain", (), {"__annotations__": {"size": int}}))
    checks: type[Any] = type("Checks", (plain,), {"__post_init__": lambda self: checked.append(self)})
    assert [checks(1).size for _ in range(8)] == [1] * 8 and not checked


@both
@pytest.mark.parametrize("given", [{"size": 1}, {"size": field(default_factory=int)}])
def test_a_default_before_a_field_without_one_is_refused_when_the_class_is_made(
    make: Make, given: dict[str, Any]
) -> None:
    names = {"size": int, "price": str}
    with pytest.raises(TypeError, match="non-default argument 'price' follows default argument"):
        make(type("Odd", (), {"__annotations__": names, **given}))
    based: type[Any] = make(type("Based", (), {"__annotations__": {"size": int}, **given}))
    with pytest.raises(TypeError, match="non-default argument 'price' follows default argument"):
        make(type("Odder", (based,), {"__annotations__": {"price": str}}))


def test_what_is_no_field_and_what_all_would_share_is_refused_too() -> None:
    class Counted:
        most: ClassVar[int] = 3

    class Named:
        _: KW_ONLY
        size: int

    class Given:
        size: InitVar[int]

    with pytest.raises(TypeError, match=r"Counted\.most: a record has fields only"):
        record(Counted)
    with pytest.raises(TypeError, match=r"Named\._: a record has fields only"):
        record(Named)
    with pytest.raises(TypeError, match=r"Given\.size: a record has fields only"):
        record(Given)
    with pytest.raises(TypeError, match=r"Odd\.size: all would share"):
        record(type("Odd", (), {"__annotations__": {"size": list}, "size": []}))
