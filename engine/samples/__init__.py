"""Sample films made by our own code: what there is to look at before any patient's film."""

from pathlib import Path
from typing import TYPE_CHECKING

from engine.dicom.loading import load_readers
from engine.progress import Progress

if TYPE_CHECKING:
    from engine.samples.film import SampleFilm

SAMPLES: dict[str, str] = {
    "thorax": "Thorax phantom",
    "contrast_detail": "Contrast-detail phantom",
    "test_pattern": "Display test pattern",
}
"""Name and title of every sample."""

_VERSIONS = {"thorax": 1, "contrast_detail": 1, "test_pattern": 1}


def sample_file(name: str, progress: Progress | None = None) -> Path:
    """Return a DICOM file of a sample; it is made the first time, and kept in the user's cache.

    Args:
        name: One of ``SAMPLES``.
        progress: Told how far the making is; cancels it.

    Raises:
        ExportError: If the cache cannot be written to.
        Cancelled: If nobody wants it any more; no file is left then.
    """
    if name not in SAMPLES:
        raise ValueError(f"no sample is called {name!r}; there are {', '.join(SAMPLES)}")
    from platformdirs import user_cache_dir

    folder = Path(user_cache_dir("negatoscope")) / "samples"
    path = folder / f"{name}-v{_VERSIONS[name]}.dcm"
    if path.is_file():
        return path
    progress = progress or Progress()
    film = _make(name, progress.part(0.0, 0.97))
    progress.report(0.97, "Saving")
    _save(film, path)
    progress.report(1.0, "")
    return path


def _make(name: str, progress: Progress) -> "SampleFilm":
    if name == "thorax":
        from engine.samples.thorax import make_thorax

        return make_thorax(progress=progress).film
    if name == "contrast_detail":
        from engine.samples.contrast_detail import make_contrast_detail

        return make_contrast_detail(progress=progress).film
    from engine.samples.test_pattern import make_test_pattern

    return make_test_pattern(progress=progress).film


def _save(film: "SampleFilm", path: Path) -> None:
    from engine.atomic import unwritable, write_atomically

    load_readers()
    from engine.dicom.sample import write_sample

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path.name, error) from error
    write_atomically(path, lambda file: write_sample(film, path.stem, file))
