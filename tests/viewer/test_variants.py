"""viewer.variants"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from engine import (
    Orientation,
    Picture,
    Presentation,
    Recipe,
    Region,
    RegionKind,
    Shutter,
    step_type,
)
from viewer.document import Document, open_film, opened
from viewer.history import History
from viewer.jobs import Jobs
from viewer.variants import LiveTiles, Variants

Heard = list[tuple[str, tuple[int, int], Recipe]]


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001 - needs an application
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def document(tmp_path: Path, jobs: Jobs) -> Document:
    """A film of 40 rows and 60 columns, dark on the left and bright on the right."""
    return film_of(tmp_path, jobs, 40, 60)


def film_of(folder: Path, jobs: Jobs, rows: int, columns: int) -> Document:
    ramp = np.linspace(1000, 60000, columns, dtype=np.uint16)
    path = folder / f"{rows}.png"
    cv2.imwrite(str(path), np.tile(ramp, (rows, 1)))
    found = open_film(path)
    return Document(found, History(Presentation(found.renderer.radiograph.default_voi)), jobs)


def gamma(value: float) -> Recipe:
    return Recipe().added(step_type("gamma").make({"exponent": value}))


@pytest.fixture
def variants(jobs: Jobs) -> Variants:
    return Variants(jobs)


@pytest.fixture
def heard(variants: Variants) -> Heard:
    """Name, shape and recipe of what came."""
    found: Heard = []

    def hear(name: str, picture: Picture, recipe: Recipe) -> None:
        found.append((name, picture.shape, recipe))

    variants.ready.connect(hear)
    return found


def test_a_further_recipe_leaves_the_one_in_force_alone(
    qtbot: QtBot, variants: Variants, heard: Heard, document: Document
) -> None:
    shown = document.shown

    variants.show("b", document, gamma(2.0))

    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("b", (40, 60), gamma(2.0))]
    assert document.shown is shown
    assert document.presentation.recipe.is_identity


def test_a_large_film_shows_a_reduced_picture_first(
    qtbot: QtBot, variants: Variants, heard: Heard, tmp_path: Path, jobs: Jobs
) -> None:
    variants.show("b", film_of(tmp_path, jobs, 1000, 2048), gamma(2.0))

    qtbot.waitUntil(lambda: len(heard) == 2)
    assert [shape for _, shape, _ in heard] == [(500, 1024), (1000, 2048)]


def test_the_newest_recipe_of_a_name_wins(
    qtbot: QtBot, variants: Variants, heard: Heard, document: Document
) -> None:
    for value in (1.5, 2.0, 2.5):
        variants.show("b", document, gamma(value))

    qtbot.waitUntil(lambda: bool(heard))
    assert [recipe for *_, recipe in heard] == [gamma(2.5)]


def test_it_turns_as_the_document_is_turned(
    qtbot: QtBot, variants: Variants, heard: Heard, document: Document
) -> None:
    variants.show("b", document, gamma(2.0))
    qtbot.waitUntil(lambda: bool(heard))

    document.edit(replace(document.presentation, orientation=Orientation().turned(1)))

    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1][1] == (60, 40)


def test_nothing_is_heard_of_another_film_or_of_what_was_forgotten(
    qtbot: QtBot, variants: Variants, heard: Heard, document: Document, tmp_path: Path, jobs: Jobs
) -> None:
    other = film_of(tmp_path, jobs, 30, 30)
    variants.show("b", document, gamma(2.0))
    variants.show("b", other, gamma(2.0))
    variants.show("gone", document, gamma(2.0))
    variants.forget("gone")

    qtbot.waitUntil(lambda: bool(heard))
    document.edit(replace(document.presentation, orientation=Orientation().turned(1)))
    assert heard == [("b", (30, 30), gamma(2.0))]
    assert not any(jobs.is_running(variants.job_of(name)) for name in ("b", "gone"))


def test_a_recipe_that_is_refused_is_told(
    qtbot: QtBot, variants: Variants, document: Document
) -> None:
    crop = Recipe().added(step_type("crop").make({"left_percent": 10.0}))

    with qtbot.waitSignal(variants.failed) as said:
        variants.show("b", document, crop.with_region(0, Region(RegionKind.BODY)))

    assert said.args is not None
    assert said.args[0] == "b"


@pytest.fixture
def tiles(jobs: Jobs) -> LiveTiles:
    return LiveTiles(jobs, 30)


Pictures = Callable[[Recipe], QImage]


@pytest.fixture
def picture_of(qtbot: QtBot, tiles: LiveTiles, document: Document) -> Pictures:
    """The small picture of a recipe."""

    def make(recipe: Recipe) -> QImage:
        with qtbot.waitSignal(tiles.made) as said:
            tiles.show(document, [recipe])
        assert said.args is not None
        assert said.args[0] == recipe.digest
        found = said.args[1]
        assert isinstance(found, QImage)
        return found

    return make


def test_a_tile_is_the_film_after_the_recipe_in_its_window(
    picture_of: Pictures, document: Document
) -> None:
    plain, darker = picture_of(Recipe()), picture_of(gamma(3.0))

    assert (plain.width(), plain.height()) == (30, 20)
    assert grey(plain, 15) == pytest.approx(127, abs=8)  # in the middle of a ramp
    assert grey(darker, 15) != pytest.approx(127, abs=20)
    document.edit(replace(document.presentation, is_inverted=True))
    assert grey(picture_of(Recipe()), 29) < 30


def test_a_tile_hides_what_the_shutter_hides(
    qtbot: QtBot, picture_of: Pictures, document: Document, jobs: Jobs
) -> None:
    film = replace(document.radiograph, shutter=Shutter(rectangle=(1, 1, 40, 30)))
    document.replace_film(opened(film, document.file), document.presentation)

    found = picture_of(gamma(1.0))

    assert [grey(found, 29), grey(found, 16)] == [0, 0]
    assert grey(found, 13) > 80
    qtbot.waitUntil(lambda: not jobs.is_awaited)


def test_a_tile_that_is_known_is_given_at_once(
    tiles: LiveTiles, picture_of: Pictures, document: Document, jobs: Jobs
) -> None:
    first = picture_of(gamma(2.0))
    heard: list[QImage] = []
    tiles.made.connect(lambda _digest, image: heard.append(image))

    tiles.show(document, [gamma(2.0)])

    assert heard == [first]
    assert not jobs.is_running(tiles.job)


def test_tiles_that_are_given_up_are_not_made(
    qtbot: QtBot, tiles: LiveTiles, document: Document, jobs: Jobs
) -> None:
    heard: list[str] = []
    tiles.made.connect(lambda digest, _image: heard.append(digest))

    tiles.show(document, [gamma(2.0), gamma(3.0)])
    tiles.stop()

    qtbot.wait(50)
    assert heard == []
    assert not jobs.is_running(tiles.job)


def grey(image: QImage, column: int) -> int:
    return image.pixelColor(column, image.height() // 2).lightness()
