"""Makes the pictures of filters and recipes in the guide, and contact sheets of films of your own.

Run from the root of the source tree. The pictures show our own phantoms only:

    python -m docs.guide.contact_sheets [--out FOLDER] [--only NAME ...]

One sheet for each filter and recipe of ten real films, to look at; never to be committed:

    python -m docs.guide.contact_sheets --films FOLDER ... --out FOLDER [--only NAME ...]
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from docs.guide import faulty_phantoms
from docs.guide.faulty_phantoms import FAULTS, Box, GuideFilm
from engine.calibration import add_calibration
from engine.errors import EngineError
from engine.library import recipes
from engine.picture import Picture, laid_on
from engine.quality import quality_of
from engine.reading import find_films, read_radiograph
from engine.recipe import Entry, Recipe
from engine.region import Region, RegionKind
from engine.render import Renderer
from engine.step import StepKind, step_types

PICTURES = Path(__file__).parent / "pictures"
FILMS = 10
"""On a sheet of real films."""

HALF_PX = 320
"""Side of either half of a picture in the guide."""

LARGEST_BYTES = 60_000
TILE_PX = 300
_ACROSS = 5
_GAP = 6

Grey = npt.NDArray[np.uint8]

VALUES: dict[str, dict[str, float]] = {
    "rotate": {"angle_degrees": 12.0},
    "crop": {"left_percent": 12.0, "top_percent": 8.0, "right_percent": 12.0},
    "resize": {"long_side_px": 128},
    "resample": {"spacing_mm": 2.0},
    "median": {"radius_mm": 0.4},
    "log_curve": {"curve": 1},
    "gaussian": {"radius_mm": 0.5},
    "bilateral": {"radius_mm": 0.8, "edge_percent": 6.0},
    "gamma": {"exponent": 0.6},
}
"""By name of the step: numbers that show what it does, where its defaults do not."""


def main() -> None:
    """Write what is asked for, and say what."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    for name, recipe in subjects():
        if options.only and name not in options.only:
            continue
        if options.films:
            _write_sheet(name, recipe, _films(options.films), options.out)
        else:
            _write_picture(name, recipe, options.out)


def subjects() -> Iterator[tuple[str, Recipe]]:
    """Yield every step that is no network, then every recipe without one, by name."""
    for kind in step_types():
        if kind.kind is not StepKind.SYNTHETIC and kind.name != "interpretable_mapping":
            step = kind.make(VALUES.get(kind.name, {}))
            yield kind.name, Recipe((Entry(step),), title=kind.title)
    for recipe in recipes():
        if recipe.name != "mapping":
            yield f"recipe:{recipe.name}", recipe


def file_name(name: str) -> str:
    """Return what the picture of a step or a recipe is called: "filter_median.jpg"."""
    return f"{name.replace(':', '_') if ':' in name else f'filter_{name}'}.jpg"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--films", type=Path, nargs="+", help="films or folders of films")
    parser.add_argument("--out", type=Path, default=PICTURES, help="where to write")
    parser.add_argument("--only", nargs="+", default=[], help="steps, and recipes as recipe:NAME")
    options = parser.parse_args()
    if options.films and options.out.resolve().is_relative_to(PICTURES.parent.resolve()):
        parser.error("--films needs an --out outside the guide: no patient's film belongs there")
    return options


def _write_picture(name: str, recipe: Recipe, folder: Path) -> None:
    film = FAULTS.get(name, faulty_phantoms.noisy if _is_denoising(recipe) else None)
    guide_film = film() if film else faulty_phantoms.thorax(_part_for(recipe))
    renderer = Renderer(guide_film.radiograph)
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = home  # where a calibration is kept
        result = renderer.result(_fitted_to(recipe, guide_film, Path(home)))
    before, after = _halves(renderer.original, result, guide_film)
    path = folder / file_name(name)
    quality = _write_small(path, _side_by_side(before, after))
    sys.stdout.write(f"{path.name} {path.stat().st_size} bytes, quality {quality}\n")


def _is_denoising(recipe: Recipe) -> bool:
    return not recipe.name and recipe.entries[0].type.kind is StepKind.SMOOTHING


def _part_for(recipe: Recipe) -> Box:
    is_detail = not recipe.name and recipe.entries[0].type.kind is StepKind.EDGES
    is_enlarged = recipe.entries[0].type.name == "super_resolution"
    return faulty_phantoms.LUNG if is_detail or is_enlarged else faulty_phantoms.WHOLE


def _fitted_to(recipe: Recipe, film: GuideFilm, home: Path) -> Recipe:
    """Return the recipe with what only this film can give it: an outline, or a calibration."""
    first = recipe.entries[0].type.name
    if first == "inpaint":
        top, left, bottom, right = film.marked
        outline = ((left, top), (right, top), (right, bottom), (left, bottom))
        return recipe.with_region(0, Region(RegionKind.DRAWN, 1.0, outlines=(outline,)))
    if first == "flat_field":
        flat = home / "flat.png"
        answer = faulty_phantoms.flat_answer() * np.float32(0.9 * 65535)
        cv2.imwrite(str(flat), answer.astype(np.uint16))
        made = add_calibration([flat], "Guide")
        return recipe.with_reference(0, "calibration", made.reference)
    return recipe


def _halves(original: Picture, result: Picture, film: GuideFilm) -> tuple[Grey, Grey]:
    """Return the shown part before and after, each to be shown at the same size."""
    voi = result.default_voi if result.is_display_ready else film.voi
    before, after = original.grey_levels(film.voi), result.grey_levels(voi)
    after_part = faulty_phantoms.WHOLE if not result.placement.is_identity else film.shown
    return _cut(before.astype(np.uint8), film.shown), _cut(after.astype(np.uint8), after_part)


def _cut(grey: Grey, box: Box) -> Grey:
    rows, columns = grey.shape
    top, left, bottom, right = box
    return grey[
        round(top * rows) : round(bottom * rows), round(left * columns) : round(right * columns)
    ]


def _side_by_side(before: Grey, after: Grey) -> Grey:
    canvas = np.full((HALF_PX, 2 * HALF_PX + _GAP), 255, np.uint8)
    for number, half in enumerate((before, after)):
        start = number * (HALF_PX + _GAP)
        canvas[:, start : start + HALF_PX] = _on_square(half, HALF_PX)
    return canvas


def _on_square(grey: Grey, side: int) -> Grey:
    """Return a picture fitted into a square, grey around it where it is not square."""
    factor = side / max(grey.shape)
    size = max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor))
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_NEAREST if factor > 2 else cv2.INTER_LINEAR
    small = cv2.resize(grey, size, interpolation=way)
    out = np.full((side, side), 128, np.uint8)
    top, left = (side - size[1]) // 2, (side - size[0]) // 2
    out[top : top + size[1], left : left + size[0]] = small
    return out


def _write_small(path: Path, picture: Grey) -> int:
    """Write a JPEG of 60 kB at most, as good as that allows; return its quality."""
    for quality in range(88, 30, -6):
        _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        if len(data) <= LARGEST_BYTES:
            break
    path.write_bytes(data.tobytes())
    return quality


def _films(places: Sequence[Path]) -> list[Renderer]:
    """Return previews of ten films, evenly spread over those that can be read."""
    if not _READ:
        paths = find_films(list(places))
        apart = max(1, len(paths) // FILMS)
        for path in paths[::apart]:
            try:
                _READ.append(Renderer(read_radiograph(path)).preview())
            except EngineError as error:
                sys.stdout.write(f"left out: {error}\n")
            if len(_READ) == FILMS:
                break
    return _READ


_READ: list[Renderer] = []


def _write_sheet(name: str, recipe: Recipe, films: Sequence[Renderer], folder: Path) -> None:
    """Write before and after of every film, the one above the other, and say what clips."""
    tiles: list[tuple[Grey, Grey]] = []
    for number, renderer in enumerate(films):
        try:
            result = renderer.result(recipe)
        except EngineError as error:
            sys.stdout.write(f"{name}, film {number}: {error}\n")
            continue
        found = quality_of(renderer, result, result.default_voi)
        clipped = found.clipped_low_percent + found.clipped_high_percent
        sys.stdout.write(
            f"{name}, film {number}: clipped {clipped:.1f} %, noise {found.noise_percent:.2f} %, "
            f"contrast to noise {found.contrast_to_noise:.1f}\n"
        )
        original = laid_on(renderer.original, result)
        pair = (
            _on_square(one.grey_levels(one.default_voi).astype(np.uint8), TILE_PX)
            for one in (original, result)
        )
        tiles.append((next(pair), next(pair)))
    blocks = [np.vstack(pair) for pair in tiles]
    blank = np.full((2 * TILE_PX, TILE_PX), 255, np.uint8)
    blocks += [blank] * (-len(blocks) % _ACROSS)
    rows = [np.hstack(blocks[at : at + _ACROSS]) for at in range(0, len(blocks), _ACROSS)]
    cv2.imwrite(str(folder / f"{file_name(name)[:-4]}.png"), np.vstack(rows))


if __name__ == "__main__":
    main()
