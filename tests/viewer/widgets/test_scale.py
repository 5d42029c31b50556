"""viewer.widgets.scale"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Parameter
from viewer.widgets.scale import Scale, value_text


def parameter(
    low: float, high: float, unit: str = "", *, whole: bool = False, log: bool = False
) -> Parameter:
    return Parameter("x", "X", unit, low, high, low, is_whole=whole, is_logarithmic=log)


def test_a_linear_scale_has_its_middle_in_the_middle() -> None:
    assert Scale(0, 5, 0.7).share(2.5) == 0.5
    assert Scale(-1, 1, 0).value(0.75) == 0.5


def test_a_logarithmic_scale_moves_in_equal_ratios() -> None:
    scale = Scale(0.1, 10, 1, is_logarithmic=True)

    assert scale.share(1) == pytest.approx(0.5)
    assert scale.value(0.75) == pytest.approx(3.2)


def test_values_are_rounded_to_what_a_slider_can_tell_apart() -> None:
    assert Scale(0, 1, 0.5).value(0.5566) == 0.56
    assert Scale(0, 5, 0.5).value(0.5566) == 2.78
    assert Scale(0, 8, 0, is_whole=True).value(0.4) == 3


@pytest.mark.parametrize(
    ("scale", "value", "up", "down"),
    [
        (Scale(0, 1, 0), 0.5, 0.51, 0.49),
        (Scale(0, 1, 0), 1.0, 1.0, 0.99),
        (Scale(0, 4, 0, is_whole=True), 2, 3, 1),
        (Scale(0.1, 10, 1, is_logarithmic=True), 1.0, 1.1, 0.95),
    ],
)
def test_a_key_step_never_stays_where_it_is(
    scale: Scale, value: float, up: float, down: float
) -> None:
    """1.0 * 100**0.01 is 1.047, which rounds to 1.0 and would be stuck: it goes on to 1.1."""
    assert scale.stepped(value, 1) == pytest.approx(up)
    assert scale.stepped(value, -1) == pytest.approx(down)


@given(
    share=st.floats(0, 1),
    kind=st.sampled_from(
        [
            Scale(0, 1, 0),
            Scale(-3, 250, 0),
            Scale(0.02, 10, 1, is_logarithmic=True),
            Scale(1, 9, 1, is_whole=True),
        ]
    ),
)
def test_every_place_is_a_value_in_the_range(share: float, kind: Scale) -> None:
    value = kind.value(share)

    assert kind.low <= value <= kind.high
    assert kind.value(kind.share(value)) == pytest.approx(value)


def test_refuses_a_range_without_length() -> None:
    with pytest.raises(ValueError, match="no length"):
        Scale(2, 2, 2)


def test_refuses_a_logarithm_of_zero() -> None:
    with pytest.raises(ValueError, match="logarithmic"):
        Scale(0, 2, 1, is_logarithmic=True)


@pytest.mark.parametrize(
    ("given_parameter", "value", "text"),
    [
        (parameter(0, 1), 0.4, "0.40"),
        (parameter(0, 2.5), 1.1, "1.10"),
        (parameter(0.4, 1), 0.4, "0.40"),
        (parameter(0.4, 1), 0.405, "0.405"),
        (parameter(0, 100, "%"), 2.5, "2.5 %"),
        (parameter(5, 80, "mm"), 24, "24 mm"),
        (parameter(1, 9, whole=True), 8, "8"),
        (parameter(0.02, 10, "mm", log=True), 0.2, "0.2 mm"),
        (parameter(0.02, 10, "mm", log=True), 0.05, "0.05 mm"),
        (parameter(10, 4000, log=True), 1500, "1\u2009500"),
        (parameter(-1, 1), -0.25, "\u22120.25"),
    ],
)
def test_a_value_reads_the_same_way_over_its_range(
    given_parameter: Parameter, value: float, text: str
) -> None:
    assert value_text(given_parameter, value) == text
