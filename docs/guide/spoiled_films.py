"""Two films to show the mapping on beside our sample film: that film as it might have come.

Made by the training's own simulators from our phantom, so that no patient's film is in the guide.
"""

from pathlib import Path

import numpy as np

from engine.bitmap import write_bitmap
from engine.frame import BoolImage, FloatImage
from engine.samples import sample_file
from engine.training.films import read_films
from engine.training.for_processing import for_processing_pair
from engine.training.inverse_pair import inverse_pair

_RAW_SEED, _UNEVEN_SEED = 9, 4


def raw_film(folder: Path) -> Path:
    """Write the sample film as a detector measures it, with scatter, heel and quanta."""
    film = _standard()
    pair = for_processing_pair(*film, np.random.default_rng(_RAW_SEED))
    return _written(pair.raw / pair.raw.max(), folder / "raw.png")


def uneven_film(folder: Path) -> Path:
    """Write the sample film with maps undone that are known: it comes flat and unevenly bright."""
    film = _standard()
    pair = inverse_pair(*film, np.random.default_rng(_UNEVEN_SEED))
    return _written(pair.raw, folder / "uneven.png")


def _standard() -> tuple[FloatImage, BoolImage]:
    """Return the sample film in its standard presentation, and its field."""
    (film,), _ = read_films(sample_file("thorax"))
    return film.wanted, film.field


def _written(grey: FloatImage, path: Path) -> Path:
    write_bitmap(np.round(np.clip(grey, 0, 1) * 65535).astype(np.uint16), path)
    return path
