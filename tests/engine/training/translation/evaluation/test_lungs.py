"""engine.training.translation.evaluation.lungs"""

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.errors import EngineError
from engine.training.films import read_films
from engine.training.translation.evaluation.lungs import (
    lung_places,
    lung_region,
    mask_of,
    read_masks,
)
from tests.engine.training.translation.evaluation.made_up import everywhere, film

DATA = Path(__file__).resolve().parents[6] / "shared" / "data" / "chest_xray"
needs_films = pytest.mark.skipif(not DATA.is_dir(), reason="there are no real films here")


def test_a_drawn_mask_is_believed_but_for_its_rim() -> None:
    given = film()
    mask = np.zeros_like(given.field)
    mask[100:200, 60:120] = True

    found = lung_places(given.wanted, given.field, mask)

    assert found[150, 90]
    assert not found[101, 90]
    assert not (found & ~mask).any()


def test_without_a_mask_places_are_dark_and_on_both_sides() -> None:
    given = film()

    found = lung_places(given.wanted, given.field)

    half = found.shape[1] // 2
    assert found[:, :half].any()
    assert found[:, half:].any()
    assert given.wanted[found].mean() < np.median(given.wanted) - 0.1


def test_the_region_of_the_lungs_follows_the_field() -> None:
    field = np.zeros((200, 300), np.bool_)
    field[:, 100:] = True

    found = lung_region(field)

    assert not found[:, :100].any()
    assert found[88, 160]
    assert found[88, 240]
    assert not found[195].any()


def test_masks_are_found_by_the_name_of_their_film(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a_lung.png"), np.full((10, 8), 255, np.uint8))
    cv2.imwrite(str(tmp_path / "b.png"), np.zeros((10, 8), np.uint8))
    masks = read_masks(tmp_path)

    one, two, none = (mask_of(name, masks, (20, 16)) for name in ("a.png", "b.dcm", "c.png"))

    assert one is not None
    assert one.all()
    assert two is not None
    assert two.shape == (20, 16)
    assert not two.any()
    assert none is None


def test_a_folder_without_masks_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no mask"):
        read_masks(tmp_path)


@needs_films
def test_nearly_all_places_lie_in_lungs_that_people_drew() -> None:
    masks = read_masks(DATA / "lung_masks")
    films, _ = read_films(DATA / "val", 256)
    shares = []
    for one in films:
        mask = mask_of(one.name, masks, one.archive.shape)
        if mask is not None:
            places = lung_places(one.wanted, one.field)
            shares.append((places & mask).sum() / places.sum())

    assert len(shares) >= 5
    assert np.mean(shares) > 0.9


def test_an_empty_field_has_no_places() -> None:
    given = film()

    assert not lung_places(given.wanted, ~everywhere(given.wanted)).any()
