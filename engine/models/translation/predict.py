"""From a film to its translation: the network run once, and its answer remembered.

Moving a slider of the step only changes what is done with the answer; the few last are kept.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

import numpy as np
import torch

from engine.frame import BoolImage, FloatImage
from engine.models.cards import ModelCard, card_of
from engine.models.translation.gate import Verdict
from engine.models.translation.one_pass import cancellable, picture_of
from engine.models.translation.reliability import Reliability
from engine.models.translation.reliability import reliability_of as reliability_of_generator
from engine.models.translation.seen import Seen, filled, reduced_film, seen
from engine.models.translation.translator import forward_on, translator
from engine.ops.local_affine import LocalAffine, fit_local_affine
from engine.ops.standard import StandardCurve
from engine.ops.stripes import stripe_rows, stripes
from engine.progress import Progress

Kept = TypeVar("Kept")

LONG_SIDE = 256
"""Long side of what a generator sees of a film, at most: anatomy as large as it was learnt at."""

GATE_LONG_SIDE = 256
"""Long side of what the gate looks at."""

RUNS = 8

_REMEMBERED = 8
_REMEMBERED_WHOLE = 1
_WAIT_S = 0.05

_lock = threading.Lock()
_changes: OrderedDict[str, LocalAffine] = OrderedDict()
_pictures: OrderedDict[str, FloatImage] = OrderedDict()


class Mode(IntEnum):
    """How a film larger than the network sees is translated.

    Attributes:
        GLOBAL_AND_DETAIL: A small film is, and the large one follows by a gain and an offset for
            every place: fine detail is the film's own, never inverted and never less than a
            quarter of what it was.
        EXACT: The film as it is, as in one pass.
    """

    GLOBAL_AND_DETAIL = 0
    EXACT = 1


@dataclass(frozen=True, slots=True, eq=False)
class Translated:
    """A translated film.

    Attributes:
        image: (rows, columns) float32 in 0..1, read-only; 0 outside the exposed field.
        verdict: Whether the film resembles those the network has learnt from.
    """

    image: FloatImage
    verdict: Verdict


def translated(
    pixels: FloatImage,
    field: BoolImage,
    model: str,
    mode: Mode,
    device: torch.device,
    progress: Progress | None = None,
) -> Translated:
    """Return the translation of a film, whatever the gate says of it.

    What lies outside the field has no influence on what lies inside.

    Args:
        pixels: (rows, columns) float32 in 0..1, dense is bright.
        field: (rows, columns) True where exposed; the whole film where it is nowhere True.
        model: Name of an installed model.
        mode: How.
        device: Where the network runs.
        progress: Told of each layer, and looked at within it.

    Raises:
        ModelError: If there is no such model, or its weights are missing or altered.
        Cancelled: If nobody wants it any more.
    """
    progress = progress or Progress()
    judged = verdict(pixels, field, model, progress.part(0.0, 0.05))
    card = card_of(model)
    small = seen(pixels, field, LONG_SIDE)
    run = progress.part(0.05, 0.9)
    if mode is Mode.EXACT:
        image = _exact(pixels, field, small.curve, card, device, run)
    else:
        change = _change(small, card, device, run)
        film = in_standard(pixels, small.curve, progress.part(0.9, 0.95))
        image = change.apply(film, progress.part(0.95, 1.0))
        np.clip(image, 0, 1, out=image)
    if field.any():
        image = np.where(field, image, np.float32(0))
    image.setflags(write=False)
    return Translated(image, judged)


def verdict(
    pixels: FloatImage, field: BoolImage, model: str, progress: Progress | None = None
) -> Verdict:
    """Return whether a film resembles those that a model has learnt from.

    Raises:
        ModelError: If there is no such model, or its weights are missing or altered.
        Cancelled: If nobody wants it any more.
    """
    progress = progress or Progress()
    progress.report(0.0, "Looking at the film")
    gate = translator(card_of(model)).gate
    progress.check()
    judged = gate.look(*reduced_film(pixels, field, GATE_LONG_SIDE))
    progress.report(1.0, "")
    return judged


def reliability(
    pixels: FloatImage,
    field: BoolImage,
    model: str,
    device: torch.device,
    progress: Progress | None = None,
    runs: int = RUNS,
) -> Reliability:
    """Return where the translation of a film must not be trusted; see ``reliability_of``.

    Raises:
        ModelError: If there is no such model, or its weights are missing or altered.
        Cancelled: If nobody wants it any more.
    """
    progress = progress or Progress()
    forward = forward_on(card_of(model), str(device))
    small = seen(pixels, field, LONG_SIDE)
    with _alone(progress), cancellable(forward, progress):
        return reliability_of_generator(forward, small.film, small.field, progress, runs=runs)


def forget() -> None:
    """Drop what is remembered, as a benchmark wants to."""
    with _lock:
        _changes.clear()
        _pictures.clear()


def in_standard(pixels: FloatImage, curve: StandardCurve, progress: Progress) -> FloatImage:
    """Return a film of any size in the standard presentation, stripe by stripe.

    Raises:
        Cancelled: If nobody wants it any more.
    """
    out = np.empty(pixels.shape, np.float32)
    rows, columns = pixels.shape
    for part in stripes(rows, stripe_rows((rows, columns)), progress):
        out[part] = curve.apply(np.clip(pixels[part], 0, 1))
    return out


def _change(small: Seen, card: ModelCard, device: torch.device, progress: Progress) -> LocalAffine:
    """Return what the network makes of a small film, as gains and offsets."""
    key = _key(card, device, small.film, small.field)

    def work() -> LocalAffine:
        picture = picture_of(forward_on(card, str(device)), small.film, device, progress)
        return fit_local_affine(small.film, np.clip(picture, 0, 1), field=small.field)

    return _remembered(_changes, key, _REMEMBERED, work, progress)


def _exact(
    pixels: FloatImage,
    field: BoolImage,
    curve: StandardCurve,
    card: ModelCard,
    device: torch.device,
    progress: Progress,
) -> FloatImage:
    """Return what the network makes of the film at its own size, clipped to 0..1."""
    film = in_standard(pixels, curve, progress.part(0.0, 0.02))
    if field.any() and not field.all():
        film = filled(film, field)
    progress.check()
    key = _key(card, device, film)

    def work() -> FloatImage:
        forward = forward_on(card, str(device))
        picture = picture_of(forward, film, device, progress.part(0.02, 1.0))
        return np.clip(picture, 0, 1, out=picture)

    return _remembered(_pictures, key, _REMEMBERED_WHOLE, work, progress)


def _remembered(
    known: OrderedDict[str, Kept],
    key: str,
    count: int,
    work: Callable[[], Kept],
    progress: Progress,
) -> Kept:
    """Return what work gives, or gave when it was last asked for the same."""
    with _alone(progress):
        if key not in known:
            while len(known) >= count:
                known.popitem(last=False)
            known[key] = work()
        known.move_to_end(key)
        return known[key]


def _key(card: ModelCard, device: torch.device, *arrays: FloatImage | BoolImage) -> str:
    digest = hashlib.blake2b(f"{card.sha256} {device} {arrays[0].shape}".encode())
    for array in arrays:
        digest.update(array.data)
    return digest.hexdigest()


@contextmanager
def _alone(progress: Progress) -> Iterator[None]:
    """Let one network run at a time; who waits can still be cancelled."""
    while not _lock.acquire(timeout=_WAIT_S):
        progress.check()
    try:
        yield
    finally:
        _lock.release()
