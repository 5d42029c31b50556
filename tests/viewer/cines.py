"""A cine of a few frames that never was a file."""

from pathlib import Path

import numpy as np

from engine import FilmFile, Presentation
from engine.errors import UnreadableImageError
from engine.grayscale.voi import Window
from engine.radiograph import Radiograph, Spacing, SpacingSource
from engine.source import Source, SourceKind
from viewer.document import Document, opened
from viewer.history import History
from viewer.jobs import Jobs

ROWS, COLUMNS = 40, 60


class Cine(FilmFile):
    """Frame n is a ramp plus n, and its own window is centred at 100 + n.

    Args:
        frames: How many.
        broken: The one that cannot be read.
        frame_ms: Time from one to the next.
    """

    def __init__(
        self, frames: int = 6, broken: int | None = None, frame_ms: float | None = None
    ) -> None:
        super().__init__(Path("cine"))
        self.frames, self.broken, self.frame_ms = frames, broken, frame_ms
        self.read_frames: list[int] = []

    def read(self, frame: int = 0) -> Radiograph:
        """Return a frame."""
        self.read_frames.append(frame)
        if frame == self.broken:
            raise UnreadableImageError(f"cine is damaged: frame {frame + 1} is missing.")
        ramp = np.tile(np.arange(COLUMNS, dtype=np.uint16), (ROWS, 1)) + np.uint16(frame)
        return Radiograph(
            pixels=ramp,
            bits_stored=12,
            source=Source(SourceKind.MEMORY, "cine", frame=frame),
            spacing=Spacing(0.2, 0.2, SpacingSource.DETECTOR),
            vois=(Window(100.0 + frame, 50.0),),
            frames=self.frames,
            frame_ms=self.frame_ms,
        )


def cine_document(cine: Cine, jobs: Jobs) -> Document:
    """Return its first frame, opened."""
    first = opened(cine.read(), cine)
    cine.read_frames.clear()
    return Document(first, History(Presentation(first.renderer.radiograph.default_voi)), jobs)
