"""engine.dicom.derive, for films of which something was taken off"""

from engine.presentation import Presentation
from engine.recipe import Entry, Recipe
from engine.region import Region, RegionKind
from engine.steps.clean_up import Inpaint
from tests.engine.dicom.films_to_derive import derive, film, header

RIGHT_HALF = ((0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.0))


def test_the_object_says_how_much_of_it_is_filled_in() -> None:
    radiograph = film(header())
    region = Region(RegionKind.DRAWN, soft_edge_mm=0.0, outlines=(RIGHT_HALF,))
    recipe = Recipe((Entry(Inpaint(), region=region),))

    ds = derive(radiograph, Presentation(radiograph.default_voi, recipe))

    assert "filled in from the surroundings" in ds.DerivationDescription
    assert "Filled in: 1 area, 50.0 % of the film." in ds.DerivationDescription


def test_an_object_without_does_not_say_so() -> None:
    assert "Filled in" not in derive(film(header())).DerivationDescription
