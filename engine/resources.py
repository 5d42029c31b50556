"""Where the data files of the program lie, run from source, from a wheel or frozen."""

import sys
from functools import cache
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a data file under ``resources``.

    Args:
        parts: Folder and file names below it: ``"icons", "open.svg"``.
    """
    return _root().joinpath(*parts)


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    here = Path(__file__).resolve().parent
    places = [here / "_resources", here.parent / "resources"]
    if frozen is not None:
        places.insert(0, Path(frozen) / "resources")
    return next((place for place in places if place.is_dir()), places[-1])
