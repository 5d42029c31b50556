"""What one check of the self-test is, what it works on, and what became of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from engine.dicom.loading import load_readers
from engine.errors import EngineError
from engine.frame import FloatImage
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.render import Renderer

SMALL_LONG_SIDE = 512
"""Pixels of the film that the steps work on: small enough that all of them take seconds."""

SAMPLE_SHAPE = 1024, 1024
"""Of the sample film, which is made anew for every self-test."""

_NO_FILM = "the film could not be opened"


class CheckFailedError(EngineError):
    """Something of the program is not as it should be; the sentence says what."""


class LeftOut(Exception):  # noqa: N818 - not an error
    """A check that says nothing on this machine; ``str`` says why, in a clause."""


class Verdict(StrEnum):
    """What became of a check."""

    OK = "ok"
    LEFT_OUT = "left out"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """One line of the self-test.

    Attributes:
        group: "Steps".
        name: "Unsharp mask".
        verdict: What became of it.
        milliseconds: It took.
        found: What it found, what is wrong, or why it was left out; nothing of a patient.
    """

    group: str
    name: str
    verdict: Verdict
    milliseconds: float
    found: str


class Bench:
    """What the checks of one self-test share: a folder, and a film that is opened once.

    Args:
        folder: For temporary files; goes when the self-test ends.
        given: A film of the user's; None is the sample, made here.
    """

    def __init__(self, folder: Path, given: Path | None = None) -> None:
        self.folder = folder
        self.given = given
        self._film: Radiograph | None = None
        self._small: Renderer | None = None
        self._whole: Renderer | None = None
        self._is_broken = False
        self.digest = ""
        """SHA-256 of the film's file as it was opened."""

    @property
    def is_sample(self) -> bool:
        """Whether the film is our own, of which is known what a step does to it."""
        return self.given is None

    def open(self, progress: Progress) -> Radiograph:
        """Return the film, opened; the sample is made and written first.

        Raises:
            EngineError: If it cannot be made or read.
        """
        from engine.reading import read_radiograph

        self._is_broken = True
        path = self.given or self._written_sample(progress)
        self._film = read_radiograph(path)
        self.digest = self._film.source.sha256()
        self._is_broken = False
        return self._film

    @property
    def film(self) -> Radiograph:
        """The film at full size.

        Raises:
            LeftOut: If it could not be opened, which is told already.
        """
        if self._film is None and not self._is_broken:
            self.open(Progress())
        if self._film is None:
            raise LeftOut(_NO_FILM)
        return self._film

    @property
    def small(self) -> Renderer:
        """The reduced film; each of its results is kept for those who ask again.

        Raises:
            LeftOut: If the film could not be opened.
        """
        if self._small is None:
            self._small = Renderer(self.film.reduced(SMALL_LONG_SIDE))
        return self._small

    @property
    def whole(self) -> Renderer:
        """The film at full size; each of its results is kept.

        Raises:
            LeftOut: If the film could not be opened.
        """
        if self._whole is None:
            self._whole = Renderer(self.film)
        return self._whole

    def _written_sample(self, progress: Progress) -> Path:
        from engine.samples.thorax import make_thorax

        load_readers()
        from engine.dicom.sample import write_sample

        path = self.folder / "sample.dcm"
        with path.open("wb") as file:
            write_sample(make_thorax(SAMPLE_SHAPE, progress=progress).film, "self-test", file)
        return path


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the self-test looks at.

    Attributes:
        group: Under which it stands: "Steps".
        name: What it looks at: "Unsharp mask".
        run: Returns what it found, in a clause; raises an EngineError if something is wrong, and
            ``LeftOut`` where it says nothing on this machine.
        is_quick: It is part of the quick self-test, too.
    """

    group: str
    name: str
    run: Callable[[Bench, Progress], str]
    is_quick: bool = True


@contextmanager
def failing_as(what: str, *kinds: type[Exception]) -> Iterator[None]:
    """Say of errors of some kinds what they mean here.

    Args:
        what: Sentence of the CheckFailedError that is raised in their place.
        kinds: Which errors.
    """
    try:
        yield
    except kinds as error:
        raise CheckFailedError(what) from error


def check_sound(pixels: FloatImage) -> None:
    """Refuse what no step may return.

    Raises:
        CheckFailedError: If some pixels are no numbers.
    """
    if pixels.size == 0 or not np.isfinite(pixels).all():
        raise CheckFailedError("Some pixels of the result are no numbers.")
