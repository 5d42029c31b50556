"""engine.step"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from engine.errors import RecipeError
from engine.frame import Frame
from engine.parameter import param
from engine.progress import Progress
from engine.step import Step, StepKind, StepType, WindowEffect, register, step_type, step_types
from tests.engine.registered import registered_only_here


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    with registered_only_here():
        yield


@dataclass(frozen=True)
class Shift:
    """Adds a little to everything.

    Not in the summary.
    """

    by: float = param(0.1, low=0, high=1, unit="", label="By")
    times: int = param(2, low=1, high=5, unit="", label="Times")

    def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002 - a step's signature
        return frame.with_pixels(frame.pixels + self.times * self.by)


def shift(name: str = "test_shift", **more: Any) -> StepType:
    given: dict[str, Any] = {"version": 1, "title": "Shift", "kind": StepKind.TONE, **more}
    register(name, **given)(type("Shift", (Shift,), {}) if name != "test_shift" else Shift)
    return step_type(name)


def test_a_registered_step_is_known_by_name_with_its_summary() -> None:
    kind = shift()

    assert kind.title == "Shift"
    assert kind.summary == "Adds a little to everything."
    assert kind.effect is WindowEffect.KEEPS
    assert [parameter.name for parameter in kind.parameters] == ["by", "times"]
    assert isinstance(kind.make(), Step)


def test_an_unknown_step_is_named_with_those_there_are() -> None:
    with pytest.raises(RecipeError, match="no step called 'sharpn'") as caught:
        step_type("sharpn")

    assert "unsharp_mask" in caught.value.hint


def test_it_is_made_with_defaults_for_what_is_not_given() -> None:
    kind = shift()

    assert kind.values(kind.make({"by": 0.5})) == {"by": 0.5, "times": 2}


def test_an_unknown_parameter_is_named_with_those_there_are() -> None:
    with pytest.raises(RecipeError, match="Shift has no parameter 'amount'") as caught:
        shift().make({"amount": 1})

    assert caught.value.hint == "It has: by, times."


def test_a_value_out_of_range_is_refused_also_without_a_recipe() -> None:
    shift()

    with pytest.raises(RecipeError, match="Shift: by is 2, outside 0 to 1"):
        Shift(by=2.0)


def test_numbers_become_what_they_are_declared_as() -> None:
    shift()

    made = Shift(by=1, times=3.0)  # type: ignore[arg-type]

    assert isinstance(made.by, float)
    assert isinstance(made.times, int)


def test_the_sentence_names_title_and_numbers() -> None:
    kind = shift()

    assert kind.sentence(kind.make()) == "Shift (by 0.1, times 2)"


def test_a_step_without_parameters_is_just_its_title() -> None:
    @register("test_plain", version=1, title="Plain", kind=StepKind.TONE)
    @dataclass(frozen=True)
    class Plain:
        """Does nothing."""

        def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002
            return frame

    assert step_type("test_plain").sentence(Plain()) == "Plain"


def test_steps_come_in_the_order_of_the_menu() -> None:
    order = list(StepKind)

    found = [(order.index(kind.kind), kind.title) for kind in step_types()]

    assert found == sorted(found)


def test_two_steps_may_not_share_a_name() -> None:
    with pytest.raises(ValueError, match="two steps are called 'gaussian'"):
        register("gaussian", version=1, title="Other", kind=StepKind.TONE)(Shift)


def test_a_second_version_needs_a_migration_from_the_first() -> None:
    with pytest.raises(ValueError, match=r"needs migrations from versions \[1\]"):
        shift(version=2)
