"""Goes through the frames of a file, by hand or as a cine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from engine import Progress
from viewer.document import opened, pictures_of
from viewer.frame_store import FrameStore
from viewer.panels.frame_bar import FASTEST, SLOWEST

if TYPE_CHECKING:
    from engine import Presentation, Renderer
    from viewer.document import Document, Opened, Shown
    from viewer.main_window import MainWindow

JOB = "open frame"
"""Name of the reading among the jobs; only one frame is read at a time."""

AHEAD = 8
"""Frames read before they are due."""

USUAL_SPEED = 15.0
"""Frames a second where the file does not say."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    """A frame that can take the stage."""

    frame: int
    opened: Opened
    shown: Shown | None


class FramesDesk(QObject):
    """Brings another frame of the film shown onto the stage.

    Recipe and window stay from frame to frame, but a window that was the file's own for the old
    frame gives way to the file's own for the new one. While a frame is read the last one stays;
    while it plays, frames that come too late are left out, so that it keeps its speed.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bar = window.frame_bar
        self._document: Document | None = None
        self._first: Renderer | None = None  # its exposed field holds for all frames
        self._store = FrameStore()
        self._wanted: int | None = None
        self._is_reading = False
        self._is_playing = False
        self._started, self._from = 0.0, 0
        self._speed = USUAL_SPEED
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._play_on)
        self._bar.frame_wanted.connect(self._by_hand)
        self._bar.play_wanted.connect(self.play_or_pause)
        self._bar.speed_changed.connect(self._set_speed)

    @property
    def has_frames(self) -> bool:
        """Whether the film shown has more than one."""
        return self._frames > 1

    @property
    def is_playing(self) -> bool:
        """Whether the cine runs."""
        return self._is_playing

    @property
    def frame(self) -> int:
        """The frame on the stage, 0-based."""
        return self._document.radiograph.source.frame if self._document is not None else 0

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is self._document:
            return
        self._pause()
        self._window.jobs.cancel(JOB)
        self._is_reading, self._wanted = False, None
        self._store.clear()
        self._document = document
        self._first = document.renderer if document is not None else None
        film = document.radiograph if document is not None else None
        every_ms = film.frame_ms if film is not None else None
        self._speed = min(FASTEST, max(SLOWEST, 1000 / every_ms)) if every_ms else USUAL_SPEED
        self._speed = round(self._speed, 1)
        self._bar.set_film(self._frames, self._speed)
        self._bar.set_frame(self.frame)
        for name in ("frame.next", "frame.previous", "frame.play"):
            self._window.actions_[name].setEnabled(self.has_frames)

    def show(self, frame: int) -> None:
        """Bring a frame onto the stage as soon as it is read.

        Args:
            frame: 0-based; beyond the ends it is the first or the last one.
        """
        if not self.has_frames:
            return
        self._wanted = min(self._frames - 1, max(0, frame))
        self._read_on()

    def step(self, by: int) -> None:
        """Show a neighbour, staying at the ends; a cine that plays stops."""
        self._pause()
        start = self.frame if self._wanted is None else self._wanted
        self.show(start + by)

    def play_or_pause(self) -> None:
        """Start the cine, or stop it."""
        if self._is_playing:
            self._pause()
        elif self.has_frames:
            at_end = self.frame == self._frames - 1
            self._from = 0 if at_end and not self._bar.loop.isChecked() else self.frame
            self._started, self._is_playing = monotonic(), True
            self._set_tick()
            self._tell_playing()

    @property
    def _frames(self) -> int:
        return self._document.radiograph.frames if self._document is not None else 1

    def _by_hand(self, frame: int) -> None:
        self._pause()
        self.show(frame)

    def _pause(self) -> None:
        if self._is_playing:
            self._is_playing = False
            self._tick.stop()
            self._tell_playing()

    def _tell_playing(self) -> None:
        self._bar.set_playing(self._is_playing)
        self._window.actions_["frame.play"].setChecked(self._is_playing)
        self._window.right.set_resting(self._is_playing)

    def _set_speed(self, speed: float) -> None:
        self._from, self._started = self.frame, monotonic()
        self._speed = speed
        self._bar.set_speed(speed)
        self._set_tick()

    def _set_tick(self) -> None:
        if self._is_playing:
            self._tick.start(max(4, round(500 / self._speed)))

    def _play_on(self) -> None:
        """Ask for the frame that is due now."""
        if self._window.isMinimized():
            self._pause()
            return
        due = self._from + int((monotonic() - self._started) * self._speed)
        if due >= self._frames and not self._bar.loop.isChecked():
            self.show(self._frames - 1)
            self._pause()
            return
        due %= self._frames
        if due != self.frame:
            self.show(due)
        else:
            self._read_on()

    def _read_on(self) -> None:
        """Read the frame wanted, else one that will be; one after the other."""
        document = self._document
        if document is None or self._is_reading:
            return
        wanted = self._wanted
        if wanted is None or wanted == self.frame:
            self._wanted = None
            self._read_ahead(document)
        elif (known := self._store.get(wanted)) is not None and self._is_plain(document):
            self._wanted = None
            made = pictures_of(known, _carried(document, known), Progress())
            self._take_stage(document, _Ready(wanted, known, made))
        else:
            self._start(document, wanted)

    def _read_ahead(self, document: Document) -> None:
        if not (self._is_playing and self._is_plain(document)):
            return  # a recipe takes longer than the reading, and its frames too much memory
        now = self._store.get(self.frame)
        room = AHEAD if now is None else min(AHEAD, self._store.room_for(now) - 1)
        coming = [(self.frame + n) % self._frames for n in range(1, room + 1)]
        missing = next((one for one in coming if one not in self._store), None)
        if missing is not None:
            self._start(document, missing)

    def _is_plain(self, document: Document) -> bool:
        """Whether a frame needs no work before it can be shown."""
        return document.presentation.recipe.is_identity

    def _start(self, document: Document, frame: int) -> None:
        """Read a frame, and run the recipe on it, off the GUI thread."""
        self._is_reading = True
        known, file, is_wanted = self._store.get(frame), document.file, frame == self._wanted
        first = self._first

        def work(progress: Progress) -> _Ready:
            found = known if known is not None else opened(file.read(frame), file, first)
            return _ready(document, frame, found, progress, is_wanted=is_wanted)

        def done(ready: _Ready) -> None:
            self._is_reading = False
            if self._is_plain(document):
                self._store.put(ready.frame, ready.opened)
            if is_wanted and document is self._document:
                if self._wanted == ready.frame:
                    self._wanted = None
                self._take_stage(document, ready)
            self._read_on()

        def failed(error: Exception) -> None:
            self._is_reading, self._wanted = False, None
            self._pause()
            self._bar.set_frame(self.frame)
            self._window.tell(error)

        self._window.jobs.start(JOB, work, done=done, failed=failed)

    def _take_stage(self, document: Document, ready: _Ready) -> None:
        """Show a frame; where the recipe has changed since, the document runs it again."""
        wanted = _carried(document, ready.opened)
        made = ready.shown
        is_same = (
            made is not None
            and wanted.recipe.digest == made.recipe.digest
            and wanted.orientation == made.orientation
        )
        document.replace_film(ready.opened, wanted, made if is_same else None)
        self._bar.set_frame(ready.frame)


def _ready(
    document: Document, frame: int, found: Opened, progress: Progress, *, is_wanted: bool
) -> _Ready:
    """Return a frame with its pictures, or without them where it is only to be kept."""
    if not is_wanted:
        return _Ready(frame, found, None)
    return _Ready(frame, found, pictures_of(found, _carried(document, found), progress))


def _carried(document: Document, found: Opened) -> Presentation:
    """Return the presentation for another frame: its own window in place of the old one's.

    The window of a presentation state stays: the state is put in force on each frame it is for.
    """
    now = document.presentation
    if now.state is None and now.voi == document.radiograph.default_voi:
        return replace(now, voi=found.renderer.radiograph.default_voi)
    return now
