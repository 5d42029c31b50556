"""Maps made by hand: no network, values known."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from engine import Frame, MappingView
from engine.frame import BoolImage, ValueScale
from engine.models.mapping.maps import Overrides, ParameterMaps
from engine.ops.pixel_lut import Lead

PLAIN = {"slope": 1.0, "pivot": 0.5, "centre": 0.5, "width": 4.0}
"""What changes nothing."""

ORDER = tuple(PLAIN)


def maps_of(shape: tuple[int, int] = (8, 10), **values: npt.ArrayLike) -> ParameterMaps:
    """Return maps that change nothing but what is given: a number, or an array of this shape."""
    made = np.empty((4, *shape), np.float32)
    for number, name in enumerate(ORDER):
        made[number] = values.get(name, PLAIN[name])
    return ParameterMaps(made, Lead(0.04, 0.96))


def view_of(
    maps: ParameterMaps,
    *,
    overrides: Overrides | None = None,
    field: BoolImage | None = None,
    shape: tuple[int, int] = (80, 100),
) -> MappingView:
    """Return the mapping of a film of this shape, the only step of its recipe."""
    before = Frame(
        pixels=np.full(shape, 0.5, np.float32),
        spacing_mm=(0.1, 0.1),
        field=np.ones(shape, np.bool_) if field is None else field,
        scale=ValueScale(0.0, 1000.0),
    )
    in_force = maps.overridden(overrides or Overrides())
    return MappingView(predicted=maps, in_force=in_force, before=before, is_last=True, position=0)


def values_of(**changed: float) -> Mapping[str, float]:
    """Return the parameters of the step, those not given at their defaults."""
    from engine import step_type

    kind = step_type("interpretable_mapping")
    return {**kind.values(kind.make()), **changed}
