"""engine.parameter"""

from dataclasses import dataclass

import pytest

from engine.errors import RecipeError
from engine.parameter import Parameter, param, parameters_of

RADIUS = Parameter("radius_mm", "Radius", "mm", low=0.1, high=10, default=0.5)
COUNT = Parameter("count", "Count", "", low=1, high=9, default=3, is_whole=True)


@pytest.mark.parametrize("value", [0.1, 10, 3])
def test_both_ends_of_the_range_are_allowed(value: float) -> None:
    assert RADIUS.check(value, "Blur") == value


@pytest.mark.parametrize("value", [0.0999, 10.001, float("nan"), float("inf"), -float("inf")])
def test_a_value_outside_is_refused_with_step_name_and_range(value: float) -> None:
    with pytest.raises(RecipeError, match=rf"Blur: radius_mm is {value:g}, outside 0.1 to 10 mm"):
        RADIUS.check(value, "Blur")


@pytest.mark.parametrize("value", ["3", None, True, [1.0]])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(RecipeError, match="which is no number") as caught:
        RADIUS.check(value, "Blur")

    assert "0.1 to 10 mm" in caught.value.hint


def test_a_whole_number_comes_back_as_one() -> None:
    checked = COUNT.check(4.0, "Median")

    assert checked == 4
    assert isinstance(checked, int)


def test_half_a_whole_number_is_refused() -> None:
    with pytest.raises(RecipeError, match=r"count is 4\.5, which is no whole number"):
        COUNT.check(4.5, "Median")


@pytest.mark.parametrize(
    ("parameter", "value", "words"),
    [(RADIUS, 0.5, "0.5 mm"), (RADIUS, 1 / 3, "0.333 mm"), (COUNT, 8, "8")],
)
def test_values_are_said_with_their_unit(parameter: Parameter, value: float, words: str) -> None:
    assert parameter.text(value) == words


def test_a_class_declares_its_parameters_in_order() -> None:
    @dataclass(frozen=True)
    class Step:
        radius_mm: float = param(0.5, low=0.1, high=10, unit="mm", label="Radius", logarithmic=True)
        count: int = param(3, low=1, high=9, unit="", label="Count")

    first, second = parameters_of(Step)

    assert (first.name, first.default, first.is_logarithmic, first.is_whole) == (
        "radius_mm",
        0.5,
        True,
        False,
    )
    assert (second.name, second.is_whole, second.is_logarithmic) == ("count", True, False)


def test_a_field_that_is_no_parameter_is_a_programmers_mistake() -> None:
    @dataclass(frozen=True)
    class Step:
        loose: float = 1.0

    with pytest.raises(TypeError, match="loose is not declared"):
        parameters_of(Step)


def test_a_whole_number_no_float_can_hold_is_refused_too() -> None:
    with pytest.raises(RecipeError, match="radius_mm is far too large, outside"):
        RADIUS.check(10**400, "Blur")
