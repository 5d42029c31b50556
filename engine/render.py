"""From a recipe to a picture: runs steps, remembers prefixes, quantises once."""

import threading
from collections import OrderedDict
from dataclasses import replace

import cv2
import numpy as np

from engine.blend import BLEND, blended
from engine.errors import RecipeError
from engine.exposure import unexposed
from engine.frame import BoolImage, FloatImage, Frame, ValueScale
from engine.grayscale.table import ENTRIES
from engine.grayscale.voi import FullRange
from engine.picture import FULL_DISPLAY_WINDOW, Picture, picture_of
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.recipe import Entry, Recipe
from engine.region import Region, RegionKind, region_weights
from engine.step import StepKind, WindowEffect
from engine.synthetic import film_is_synthetic

CACHED_BYTES = 400_000_000
"""Frames of recipe prefixes kept per film: about six of 4096 x 4096."""

PREVIEW_LONG_SIDE = 1024

_SYNTHETIC_FILM = "the network that made this film"


class Renderer:
    """Turns one film and any recipe into pictures; safe to share between threads.

    The frames after each step are kept, so that moving a slider of the last step runs only that.

    Args:
        radiograph: The film.
        scale: The 0..1 of its frames; by default its exposed field's range. A preview is
            given that of the whole film, so that both agree.
        same_field: Of another picture with the same exposed field, so that it need not be looked
            for again: of the whole film, where this is of a reduced one; of another frame.
    """

    def __init__(
        self,
        radiograph: Radiograph,
        *,
        scale: ValueScale | None = None,
        same_field: "Renderer | None" = None,
    ) -> None:
        self.radiograph = radiograph
        self._same_field = same_field
        self._scale = scale
        self._original: Picture | None = None
        self._unexposed: BoolImage | None = None
        self._is_unexposed_known = False
        self._frames: OrderedDict[str, Frame] = OrderedDict()
        self._last_weights: tuple[object, FloatImage] | None = None
        self._lock = threading.RLock()  # a cancelled render may still be leaving

    @property
    def original(self) -> Picture:
        """The film as read, ready to be windowed; marked if it is synthetic already."""
        with self._lock:
            if self._original is None:
                picture = picture_of(self.radiograph)
                if film_is_synthetic(self.radiograph):
                    picture = replace(picture, is_synthetic=True)
                self._original = picture
            return self._original

    @property
    def scale(self) -> ValueScale:
        """What grey values 0 and 1 of a frame mean: the exposed field's range."""
        with self._lock:
            if self._scale is None:
                self._scale = _field_scale(self.original, self.radiograph)
            return self._scale

    @property
    def unexposed(self) -> BoolImage | None:
        """(rows, columns) True where grey values are not to be counted, or None; see ``exposure``.

        Looked for once; takes up to 0.1 s.
        """
        with self._lock:
            if not self._is_unexposed_known:
                self._unexposed = self._find_unexposed()
                self._is_unexposed_known = True
            return self._unexposed

    def preview(self) -> "Renderer":
        """Return a renderer of the reduced film, whose frames agree with this one's."""
        reduced = self.radiograph.reduced(PREVIEW_LONG_SIDE)
        return Renderer(reduced, scale=self.scale, same_field=self)

    def process(self, recipe: Recipe, progress: Progress | None = None) -> Frame:
        """Return the film after all enabled steps.

        Args:
            recipe: What to do.
            progress: Told of each step; cancels between and within them.

        Raises:
            RecipeError: If the order of the steps is refused, also on a film that is synthetic
                already.
            Cancelled: If nobody wants the result any more.
        """
        progress = progress or Progress()
        self.check_order(recipe)
        done, frame = self._recall(recipe.prefix_digests)
        waiting = recipe.enabled[done:]
        for number, entry in enumerate(waiting):
            low, high = number / len(waiting), (number + 1) / len(waiting)
            progress.report(low, entry.type.title)
            frame = self._after(entry, frame, progress.part(low, high))
            self._remember(recipe.prefix_digests[done + number], frame)
        progress.report(1.0, "")
        return frame

    def check_order(self, recipe: Recipe) -> None:
        """Refuse a recipe that ``process`` would refuse on this film.

        Raises:
            RecipeError: If the order of the steps is refused.
        """
        for problem in recipe.problems(_SYNTHETIC_FILM if self.original.is_synthetic else ""):
            if problem.is_refusal:
                raise RecipeError(problem.message, hint="Move or switch off that step.")

    def first_frame(self) -> Frame:
        """Return the film before any step: dense is bright, the field's range is 0..1."""
        original = self.original
        scale = self.scale
        ramp = (original.values - scale.low) / (scale.high - scale.low)
        table = np.clip(ramp, 0.0, 1.0).astype(np.float32)
        pixels: FloatImage = cv2.LUT(original.indices, table)  # type: ignore[assignment]
        return Frame(
            pixels=pixels,
            spacing_mm=original.spacing_mm,
            field=_field(self.radiograph),
            scale=scale,
            is_synthetic=original.is_synthetic,
            is_field_given=self.radiograph.has_outline,
        )

    def result(self, recipe: Recipe, progress: Progress | None = None) -> Picture:
        """Return the film after a recipe, quantised once to 16 bit; the original if it is empty.

        Raises:
            RecipeError: If the order of the steps is refused.
            Cancelled: If nobody wants the result any more.
        """
        if recipe.is_identity:
            return self.original
        return quantised(self.process(recipe, progress), self.original)

    def _find_unexposed(self) -> BoolImage | None:
        if self._same_field is None:
            return unexposed(self.radiograph)
        found = self._same_field.unexposed
        if found is None:
            return None
        rows, columns = self.radiograph.pixels.shape
        share = cv2.resize(found.astype(np.uint8), (columns, rows), interpolation=cv2.INTER_NEAREST)
        return share.astype(np.bool_)

    def _recall(self, digests: tuple[str, ...]) -> tuple[int, Frame]:
        """Return how many steps are done already, and the frame after them."""
        with self._lock:
            for done in range(len(digests), 0, -1):
                frame = self._frames.get(digests[done - 1])
                if frame is not None:
                    self._frames.move_to_end(digests[done - 1])
                    return done, frame
        return 0, self.first_frame()

    def _remember(self, digest: str, frame: Frame) -> None:
        with self._lock:
            self._frames[digest] = frame
            self._frames.move_to_end(digest)
            while len(self._frames) > 1 and self._cached_bytes() > CACHED_BYTES:
                self._frames.popitem(last=False)

    def _cached_bytes(self) -> int:
        return sum(frame.pixels.nbytes for frame in self._frames.values())

    def _after(self, entry: Entry, before: Frame, progress: Progress) -> Frame:
        """Return the frame after one step, with what no step may forget."""
        if entry.region.is_whole and entry.blend == BLEND.default:
            return _completed(entry, before, entry.step.apply(before, progress))
        weights = None
        if not entry.region.is_whole:
            weights = self._weights_of(entry.region, before, progress.part(0.0, 0.1))
        limited = replace(before, region=weights)
        frame = entry.step.apply(limited, progress.part(0.1, 0.9))
        mixed = blended(before, frame, entry.blend, weights, progress.part(0.9, 1.0))
        return _completed(entry, before, replace(mixed, region=None))

    def _weights_of(self, region: Region, before: Frame, progress: Progress) -> FloatImage:
        """Return how strongly a step counts; the last are kept for when only its numbers change."""
        asked = region, before.pixels.shape, before.placement
        with self._lock:
            known = self._last_weights
        if known is not None and known[0] == asked:
            return known[1]
        weights = region_weights(region, self.first_frame(), before, progress)
        if region.kind is not RegionKind.FIELD:  # which a step before may have changed
            with self._lock:
                self._last_weights = asked, weights
        return weights


def _completed(entry: Entry, before: Frame, frame: Frame) -> Frame:
    if entry.type.effect is WindowEffect.SETS:
        frame = frame.display_ready()
    if before.is_synthetic or entry.type.kind is StepKind.SYNTHETIC:
        frame = frame.marked_synthetic()
    return frame


def quantised(frame: Frame, original: Picture) -> Picture:
    """Return a frame as 16-bit picture, with the way back to modality values.

    Args:
        frame: The processed film; values outside 0..1 are clipped here, once.
        original: The film it came from: its window still applies unless the recipe set one.
    """
    scaled = frame.pixels * np.float32(ENTRIES - 1)
    scaled += np.float32(0.5)
    np.clip(scaled, 0, ENTRIES - 1, out=scaled)
    if frame.is_field_given and not frame.placement.is_identity:
        scaled[~frame.field] = 0  # the shutter does not fit the new grid: what it covered is black
    scale = frame.scale
    values = np.linspace(scale.low, scale.high, ENTRIES)
    return Picture(
        indices=scaled.astype(np.uint16),
        values=values,
        first_stored=0,
        is_inverse=scale.is_inverse,
        default_voi=FULL_DISPLAY_WINDOW if frame.is_display_ready else original.default_voi,
        full_range=FullRange(min(scale.low, scale.high), max(scale.low, scale.high)),
        spacing_mm=frame.spacing_mm,
        is_display_ready=frame.is_display_ready,
        is_synthetic=frame.is_synthetic,
        scale=scale,
        field=None if frame.field.all() else frame.field,
        placement=frame.placement,
        altered=frame.altered,
        presentation_lut=None if frame.is_display_ready else original.presentation_lut,
    )


def _field(radiograph: Radiograph) -> BoolImage:
    if radiograph.excluded is None:
        return np.ones(radiograph.pixels.shape, dtype=np.bool_)
    return ~radiograph.excluded


def _field_scale(original: Picture, radiograph: Radiograph) -> ValueScale:
    indices = original.indices
    excluded = radiograph.excluded
    inside = indices if excluded is None or excluded.all() else indices[~excluded]
    values = original.values[int(inside.min()) : int(inside.max()) + 1]
    low, high = float(values.min()), float(values.max())  # a modality LUT may rise and fall
    if high <= low:
        high = low + 1.0
    return ValueScale(high, low) if original.is_inverse else ValueScale(low, high)
