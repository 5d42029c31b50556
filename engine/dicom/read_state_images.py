"""Which parts of a presentation state hold for which of its images, and for which frames."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from pydicom.dataset import Dataset

from engine.dicom.read_state_drawings import Drawing
from engine.dicom.read_values import items, numbers, text
from engine.grayscale.voi import Voi
from engine.presentation_state import DisplayedArea, ImageState

Saying: TypeAlias = tuple[Dataset, Voi | DisplayedArea | Drawing | None]
"""A sequence item with what it says, or None where that makes no sense."""

Images: TypeAlias = tuple[tuple[str, frozenset[int], ImageState], ...]

_MOST_REFERENCES = 20_000
_MOST_FRAMES = 100_000


def images_of(
    ds: Dataset, common: ImageState, sayings: Sequence[Saying], notices: list[str]
) -> Images:
    """Return what the state says of each image it refers to; told apart by frame where it does.

    Args:
        ds: The state.
        common: What holds for all images.
        sayings: What holds for those that its item refers to, or for all where it refers to none.
        notices: Given to every image; gets a sentence where there are more than can be meant.

    Source: DICOM PS3.3 C.11.11 (the images), C.11.8, C.10.4, C.10.5 (of an item).
    """
    references = [
        reference
        for series in items(ds, "ReferencedSeriesSequence")
        for reference in items(series, "ReferencedImageSequence")
    ]
    index = _Index(notices)
    for position, (item, _) in enumerate(sayings):
        index.add(position, items(item, "ReferencedImageSequence"))
    meant = _targets(references or _all_references(sayings), notices)
    assembled: dict[tuple[int, ...], ImageState] = {}
    said_of: list[tuple[str, frozenset[int], tuple[int, ...]]] = []
    for uid, frames in meant.items():
        said_of.extend((uid, *one) for one in index.parts_of(uid, frames))
    for _, _, chosen in said_of:
        if chosen not in assembled:
            assembled[chosen] = _assembled(common, [sayings[n][1] for n in chosen], notices)
    return tuple((uid, frames, assembled[chosen]) for uid, frames, chosen in said_of)


def _all_references(sayings: Sequence[Saying]) -> list[Dataset]:
    """Return what the items refer to: some states leave out the list of images they must have."""
    return [one for item, _ in sayings for one in items(item, "ReferencedImageSequence")]


def _targets(references: Iterable[Dataset], notices: list[str]) -> dict[str, frozenset[int]]:
    """Return the frames meant, from 0, of each image; an empty set is all of them."""
    found: dict[str, frozenset[int]] = {}
    budget = _MOST_FRAMES
    for count, reference in enumerate(references):
        if count == _MOST_REFERENCES or budget < 0:
            notices.append(
                "The state refers to more images or frames than one can; some are left out."
            )
            break
        uid = text(reference, "ReferencedSOPInstanceUID")
        said = numbers(reference, "ReferencedFrameNumber")
        budget -= len(said)
        frames = frozenset(int(one) - 1 for one in said if 1 <= one < 2**31)
        if uid == "" or (said and not frames):
            continue
        earlier = found.get(uid, frames)
        found[uid] = earlier | frames if earlier and frames else frozenset()
    return found


@dataclass(slots=True)
class _Index:
    """Which items hold where: for all, for an image, for some frames of an image."""

    notices: list[str]
    everywhere: list[int] = field(default_factory=list)
    whole: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    framed: dict[str, dict[int, list[int]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, position: int, references: tuple[Dataset, ...]) -> None:
        """Note for whom the item at ``position`` is."""
        if not references:
            self.everywhere.append(position)
        for uid, frames in _targets(references, self.notices).items():
            if not frames:
                self.whole[uid].append(position)
            for frame in frames:
                self.framed[uid].setdefault(frame, []).append(position)

    def parts_of(
        self, uid: str, frames: frozenset[int]
    ) -> Iterator[tuple[frozenset[int], tuple[int, ...]]]:
        """Yield (frames, items that hold for them) of an image, the particular ones first."""
        general = tuple(sorted((*self.everywhere, *self.whole.get(uid, ()))))
        alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
        named = self.framed.get(uid, {})
        for frame, own in named.items():
            if not frames or frame in frames:
                alike[tuple(sorted((*general, *own)))].append(frame)
        for chosen, together in alike.items():
            yield frozenset(together), chosen
        rest = frames - named.keys()
        if rest or not frames:
            yield frozenset(rest), general


def _assembled(
    common: ImageState, said: Iterable[Voi | DisplayedArea | Drawing | None], notices: list[str]
) -> ImageState:
    """Return what holds for all with what holds for one; of several windows or areas the first."""
    voi: Voi | None = None
    area: DisplayedArea | None = None
    drawings: list[Drawing] = []
    for one in said:
        if isinstance(one, Drawing):
            drawings.append(one)
        elif isinstance(one, DisplayedArea):
            area = area or one
        elif one is not None:
            voi = voi or one
    order = {layer.name: layer.order for layer in common.layers}
    graphics = [graphic for drawing in drawings for graphic in drawing.graphics]
    texts = [text for drawing in drawings for text in drawing.texts]
    return replace(
        common,
        voi=voi,
        area=area,
        graphics=tuple(sorted(graphics, key=lambda one: order.get(one.layer, 0))),
        texts=tuple(sorted(texts, key=lambda one: order.get(one.layer, 0))),
        notices=tuple(dict.fromkeys(notices)),
    )
