"""Several overlapping films of one patient as one film: long legs, a whole spine."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from engine.dicom.loading import load_readers
from engine.errors import EngineError
from engine.frame import FloatImage, Frame
from engine.grayscale.modality import LinearModality, Modality
from engine.ops.join import Part, joined, matching, placed
from engine.ops.overlap import Overlap, find_overlap
from engine.placement import Matrix
from engine.progress import Progress
from engine.radiograph import Radiograph, StoredPixels
from engine.render import Renderer
from engine.source import Source, SourceKind

MOST_FILMS = 6
LEAST_SCORE = 0.6
"""Detail of true neighbours correlates by 0.75 and more in 72 pairs cut of 12 real films, that of
strangers by 0.55 at most in 8 pairs."""

MOST_PIXELS = 120_000_000
_SAME_SPACING = 0.01
_SPARED_PX = 0.3  # of a film's last row or column, rather than a row that is nearly empty


@dataclass(frozen=True, slots=True)
class Seam:
    """How two neighbours were put together.

    Attributes:
        first, second: Numbers of the films, from 0.
        score: Correlation of their detail where they overlap.
        share: Of the smaller film, how much lies on the other.
        angle_deg: How far the second was turned, clockwise.
        gain, offset: What brought the second's modality values to the first's.
    """

    first: int
    second: int
    score: float
    share: float
    angle_deg: float
    gain: float
    offset: float

    @property
    def text(self) -> str:
        """How they lie: "likeness 0.92, overlap 21%, turned 0.40 degrees, values x 1.02 +3"."""
        return (
            f"likeness {self.score:.2f}, overlap {self.share:.0%}, turned {self.angle_deg:.2f} "
            f"degrees, values x {self.gain:.3g} {self.offset:+.4g}"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Stitched:
    """The film made, and how.

    Attributes:
        radiograph: The whole; what no film covers is excluded.
        seams: One fewer than films.
        first_corner: (row, column) of the whole at which the first film begins.
    """

    radiograph: Radiograph
    seams: tuple[Seam, ...]
    first_corner: tuple[int, int]


def stitch(films: Sequence[Radiograph], progress: Progress | None = None) -> Stitched:
    """Return one film of several that overlap, in any order; the first given is the reference.

    Shifts and turns of up to 4 degrees are found from the detail, exposures are matched in the
    overlaps, and seams are blended band by band. Nothing is scaled: lengths stay true as far as
    the films lay in one plane.

    Args:
        films: 2 to 6, of one patient and one pixel spacing.
        progress: Told of the films; cancels.

    Raises:
        EngineError: Naming the film that does not fit, and why.
        Cancelled: If nobody wants the result any more.
    """
    progress = progress or Progress()
    _check(films)
    frames = [Renderer(film).first_frame() for film in films]
    links = _links(films, frames, progress.part(0.0, 0.6))
    matrices = _chained(links, len(films))
    shape, origin = _canvas(frames, matrices)
    for matrix in matrices:
        matrix[:, 2] -= origin
    parts, seams = _matched(films, frames, matrices, links, shape, progress.part(0.6, 0.8))
    values, covered = joined(parts, progress.part(0.8, 1.0))
    inside = values[covered]
    values[~covered] = inside.max() if films[0].is_inverse else inside.min()  # black, not smeared
    pixels, bits, modality = _stored(values, films[0])
    whole = replace(
        films[0],
        pixels=pixels,
        bits_stored=bits,
        modality=modality,
        excluded=None if covered.all() else ~covered,
        has_outline=False,
        source=_source(films),
        origins=tuple(film.source for film in films[1:]),
        preparation=_sentence(seams, len(films)),
        header=_header(films),
        recipe_json=None,
        notices=(*films[0].notices, _sentence(seams, len(films))),
    )
    return Stitched(whole, seams, (round(-origin[1]), round(-origin[0])))


def _check(films: Sequence[Radiograph]) -> None:
    if not 2 <= len(films) <= MOST_FILMS:
        raise EngineError(
            f"{len(films)} films cannot be stitched.",
            hint=f"Choose 2 to {MOST_FILMS} that overlap.",
        )
    first = films[0]
    for film in films[1:]:
        mine, other = first.description, film.description
        if (mine.patient_id, mine.patient_name) != (other.patient_id, other.patient_name):
            raise EngineError(
                f"{film.name} is of another patient than {first.name}.",
                hint="Films of one patient can be stitched.",
            )
        if film.spacing.is_known != first.spacing.is_known:
            raise EngineError(
                f"Of {first.name} and {film.name} only one says how far its pixels lie apart.",
                hint="Films of one exposure series can be stitched.",
            )
        if not film.spacing.is_known:
            continue
        ratios = [b / a for a, b in zip(first.spacing.mm, film.spacing.mm, strict=True)]
        if any(abs(ratio - 1) > _SAME_SPACING for ratio in ratios):
            raise EngineError(
                f"{film.name} has a spacing of {film.spacing.text()}, {first.name} one of "
                f"{first.spacing.text()}.",
                hint="Films of one spacing can be stitched.",
            )


@dataclass(frozen=True, slots=True, eq=False)
class _Link:
    first: int
    second: int
    overlap: Overlap


def _links(
    films: Sequence[Radiograph], frames: Sequence[Frame], progress: Progress
) -> tuple[_Link, ...]:
    """Return the best tree of overlaps: first those that are most alike."""
    pairs = [(a, b) for a in range(len(frames)) for b in range(a + 1, len(frames))]
    found = []
    for number, (a, b) in enumerate(pairs):
        part = progress.part(number / len(pairs), (number + 1) / len(pairs))
        one, two = frames[a], frames[b]
        overlap = find_overlap(one.pixels, one.field, two.pixels, two.field, part)
        if overlap.score >= LEAST_SCORE:
            found.append(_Link(a, b, overlap))
    found.sort(key=lambda link: -link.overlap.score)
    group = list(range(len(frames)))
    kept = []
    for link in found:
        mine, other = group[link.first], group[link.second]
        if mine != other:
            kept.append(link)
            group = [mine if one == other else one for one in group]
    for number, film in enumerate(films):
        if group[number] != group[0]:
            raise EngineError(
                f"{film.name} overlaps none of the other films.",
                hint="Neighbours need about a tenth of their length in common.",
            )
    return tuple(kept)


def _chained(links: Sequence[_Link], number: int) -> list[Matrix]:
    """Return for each film (x, y) px of it to px of the first."""
    matrices: dict[int, npt.NDArray[np.float64]] = {0: np.eye(3)}
    while len(matrices) < number:
        for link in links:
            step = np.vstack([link.overlap.matrix, [0.0, 0.0, 1.0]])
            if link.first in matrices and link.second not in matrices:
                matrices[link.second] = matrices[link.first] @ step
            elif link.second in matrices and link.first not in matrices:
                matrices[link.first] = matrices[link.second] @ np.linalg.inv(step)
    return [matrices[film][:2].copy() for film in range(number)]


def _canvas(
    frames: Sequence[Frame], matrices: Sequence[Matrix]
) -> tuple[tuple[int, int], npt.NDArray[np.float64]]:
    """Return (rows, columns) that hold all films, and (x, y) of its corner on the first."""
    ends = []
    for frame, matrix in zip(frames, matrices, strict=True):
        rows, columns = frame.pixels.shape
        corners = [[0, 0, 1], [columns, 0, 1], [0, rows, 1], [columns, rows, 1]]
        ends.append(np.array(corners) @ matrix.T)
    all_ends = np.vstack(ends)
    low = np.floor(all_ends.min(axis=0) + _SPARED_PX)
    high = np.ceil(all_ends.max(axis=0) - _SPARED_PX)
    shape = math.ceil(high[1] - low[1]), math.ceil(high[0] - low[0])
    if shape[0] * shape[1] > MOST_PIXELS:
        raise EngineError(
            f"The films together would have {shape[1]} x {shape[0]} pixels, which is too many.",
            hint="Stitch fewer of them.",
        )
    return shape, low


def _matched(
    films: Sequence[Radiograph],
    frames: Sequence[Frame],
    matrices: Sequence[Matrix],
    links: Sequence[_Link],
    shape: tuple[int, int],
    progress: Progress,
) -> tuple[tuple[Part, ...], tuple[Seam, ...]]:
    """Return the films on one grid with the first's exposure, and how each came to it."""
    parts = [
        placed(_values(film), frame.field, matrix, shape, progress)
        for film, frame, matrix in zip(films, frames, matrices, strict=True)
    ]
    done, seams, waiting = {0}, list[Seam](), list(links)
    while waiting:
        link = next(one for one in waiting if (one.first in done) != (one.second in done))
        waiting.remove(link)
        is_forward = link.first in done
        known, new = (link.first, link.second) if is_forward else (link.second, link.first)
        gain, offset = matching(parts[known], parts[new])
        matched = parts[new].values * np.float32(gain) + np.float32(offset)
        parts[new] = replace(parts[new], values=matched)
        done.add(new)
        angle = link.overlap.angle_deg * (1 if is_forward else -1)
        seams.append(Seam(known, new, link.overlap.score, link.overlap.share, angle, gain, offset))
    return tuple(parts), tuple(seams)


def _values(film: Radiograph) -> FloatImage:
    """Return modality values: (rows, columns) float32."""
    original = Renderer(film).original
    values: FloatImage = cv2.LUT(original.indices, original.values.astype(np.float32))  # type: ignore[assignment]
    return values


def _stored(values: FloatImage, first: Radiograph) -> tuple[StoredPixels, int, Modality]:
    """Return stored values, their bits and what they mean.

    On the first film's own scale where all fit, so that its windows stay true to the value.
    """
    low, high = float(values.min()), float(values.max())
    modality = first.modality
    if isinstance(modality, LinearModality):
        stored = (values - np.float32(modality.intercept)) / np.float32(modality.slope)
        bounds = np.iinfo(first.pixels.dtype)
        if float(stored.min()) > bounds.min - 0.5 and float(stored.max()) < bounds.max + 0.5:
            whole = np.rint(stored).astype(first.pixels.dtype)
            return whole, max(first.bits_stored, _bits(whole)), modality
    scale = max(high - low, 1e-6) / 65535
    even = np.rint((values - np.float32(low)) / np.float32(scale)).astype(np.uint16)
    return even, 16, LinearModality(scale, low, modality.unit)


def _bits(stored: StoredPixels) -> int:
    low, high = int(stored.min()), int(stored.max())
    if low < 0:
        return max((-low - 1).bit_length(), high.bit_length()) + 1
    return max(1, high.bit_length() + (stored.dtype == np.int16))


def _source(films: Sequence[Radiograph]) -> Source:
    """Return where the whole came from: no file, but of the first film's class."""
    first = films[0].source
    return replace(
        first,
        kind=SourceKind.MEMORY,
        name=f"stitched_{len(films)}_films",
        path=None,
        size=0,
        modified_ns=0,
        transfer_syntax_uid="",
        frame=0,
    )


def _header(films: Sequence[Radiograph]) -> object | None:
    if films[0].header is None:
        return None
    load_readers()
    from engine.dicom.joined import header_without_grid

    return header_without_grid(films[0])


def _sentence(seams: Sequence[Seam], number: int) -> str:
    """Return what was done, for the derivation."""
    said = [f"film {seam.second + 1} onto {seam.first + 1}: {seam.text}" for seam in seams]
    return f"Stitched from {number} films ({'; '.join(said)})."
