"""engine.curve"""

import numpy as np
import pytest

from engine.curve import LOOKED_AT, point_curve
from engine.recipe import Recipe
from engine.render import Renderer
from engine.step import step_type
from tests.properties.films import radiograph_of, stored_film


def test_it_is_the_curve_that_the_steps_make() -> None:
    """Gamma 2 of a film of 0 to 200 in steps of 2: what lies between is on the line between."""
    film = radiograph_of(np.arange(0, 201, 2, dtype=np.uint16).reshape(1, -1), bits=8)
    renderer = Renderer(film)
    recipe = Recipe().added(step_type("gamma").make({"exponent": 2.0}))

    curve = point_curve(renderer.original, renderer.result(recipe))

    assert curve.at(np.array([0, 100, 200])) == pytest.approx([0, 65535 / 4, 65535], abs=0.51)
    between = (0.49**2 + 0.5**2) / 2 * 65535
    assert curve.at(np.array([99])) == pytest.approx([between], abs=0.51)


def test_a_large_film_is_looked_at_in_whole_rows() -> None:
    rows = LOOKED_AT // 100 * 3
    ramp = np.tile(np.arange(100, dtype=np.uint16), (rows, 1))
    renderer = Renderer(radiograph_of(ramp, bits=8))

    curve = point_curve(renderer.original, renderer.original)

    assert curve.before.tolist() == list(range(100))
    assert curve.after.tolist() == list(range(100))


def test_two_sizes_are_refused() -> None:
    small, large = (Renderer(stored_film(*shape)).original for shape in ((8, 8), (8, 9)))

    with pytest.raises(ValueError, match="one grid"):
        point_curve(small, large)
