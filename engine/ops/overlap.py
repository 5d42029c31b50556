"""How two overlapping films lie to each other: shift and small turn, found from their detail."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended
from engine.placement import Matrix, centred
from engine.progress import Progress

COARSE_SIDE = 320
"""Longest side of the films among whose every shift the best is looked for."""

LEAST_OVERLAP = 0.06
"""Share of the smaller film that must lie on the other."""

_DETAIL_PX = 6.0  # sigma of what counts as detail on the coarse film
_FINE_DETAIL_PX = 4.0
_NOISE_PX = 1.0  # sigma of what is taken for noise
_MOST_TURN_DEGREES = 4.0
_TURNS_DEGREES = (0.0, 1.2, -1.2, 2.4, -2.4)
_FINEST_PIXELS = 3_000_000
_ROUNDS, _ITERATIONS = 6, 8
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Overlap:
    """Where the second of two films lies on the first.

    Attributes:
        matrix: (2, 3): (x, y) px of the second film to px of the first, edge-based.
        score: Correlation of the detail in the overlap on coarse films, once aligned, -1..1.
        share: Of the smaller film's pixels, how much lies on the other.
    """

    matrix: Matrix
    score: float
    share: float

    @property
    def angle_deg(self) -> float:
        """How far the second film is turned against the first, clockwise on the screen."""
        return math.degrees(math.atan2(self.matrix[1, 0], self.matrix[0, 0]))


def find_overlap(
    first: FloatImage,
    first_field: BoolImage,
    second: FloatImage,
    second_field: BoolImage,
    progress: Progress,
) -> Overlap:
    """Return how the second film lies on the first, to a small part of a pixel.

    Every shift is tried on reduced films by normalised correlation of the detail within both
    exposed fields; the best is refined, with a turn of up to 4 degrees, by maximising the enhanced
    correlation coefficient on finer and finer films. Exposure does not matter.

    Args:
        first: (rows, columns) float32.
        first_field: True where it is exposed.
        second: (rows, columns) float32 of the same pixel spacing; its size may differ.
        second_field: True where it is exposed.
        progress: Looked at between levels and rounds.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: Padfield, Masked object registration in the Fourier domain, IEEE Trans. Image Process.
    21(5), 2012; Evangelidis and Psarakis, Parametric image alignment using enhanced correlation
    coefficient maximization, IEEE PAMI 30(10), 2008.
    """
    pair = _Pair(
        extended(first, first_field, progress),
        first_field,
        extended(second, second_field, progress),
        second_field,
    )
    factor = max(1.0, max(*first.shape, *second.shape) / COARSE_SIDE)
    coarse = pair.reduced(factor, _DETAIL_PX)
    progress.report(0.15)
    shift, share = _best_shift(coarse)
    progress.report(0.3)
    matrix, score = _best_turn(coarse, shift, factor, progress)
    progress.report(0.5)
    finest = max(1.0, math.sqrt(min(first.size, second.size) * share / _FINEST_PIXELS))
    while factor > finest:
        factor = max(finest, factor / 2)
        detail = pair.reduced(factor, _FINE_DETAIL_PX)
        better = _refined(detail, matrix, factor, progress)
        matrix = matrix if better is None else better
        progress.report(min(0.95, 0.95 - 0.1 * math.log2(factor)))
    progress.report(1.0)
    return Overlap(matrix, score, share)


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    first: FloatImage
    first_field: BoolImage
    second: FloatImage
    second_field: BoolImage

    def reduced(self, factor: float, sigma_px: float) -> "_Pair":
        """Return the detail of both films, ``factor`` times smaller."""
        return _Pair(
            _detail(_shrunk(self.first, factor), sigma_px),
            _shrunk_field(self.first_field, factor),
            _detail(_shrunk(self.second, factor), sigma_px),
            _shrunk_field(self.second_field, factor),
        )


def _shrunk(image: FloatImage, factor: float) -> FloatImage:
    """Return the film with pixels exactly ``factor`` times as wide; a rest at the end is left."""
    if factor == 1.0:
        return image
    rows, columns = (max(1, math.floor(side / factor)) for side in image.shape)
    sigma = 0.42 * math.sqrt(max(factor**2 - 1.0, 0.0))
    soft = cv2.GaussianBlur(image, (0, 0), sigma) if sigma > 0.3 else image
    matrix = np.array([[factor, 0.0, 0.0], [0.0, factor, 0.0]])
    small = cv2.warpAffine(
        soft,
        centred(matrix),
        (columns, rows),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REFLECT,
    )
    return np.asarray(small, np.float32)


def _shrunk_field(field: BoolImage, factor: float) -> BoolImage:
    return np.asarray(_shrunk(field.astype(np.float32), factor) > 0.99)


def _detail(image: FloatImage, sigma_px: float) -> FloatImage:
    """Return what is finer than ``sigma_px`` but no noise, of about equal strength everywhere."""
    calm = cv2.GaussianBlur(image, (0, 0), _NOISE_PX, borderType=cv2.BORDER_REFLECT)
    detail = calm - cv2.GaussianBlur(image, (0, 0), sigma_px, borderType=cv2.BORDER_REFLECT)
    power = cv2.GaussianBlur(detail**2, (0, 0), 4 * sigma_px, borderType=cv2.BORDER_REFLECT)
    typical = float(np.sqrt(power.mean())) or 1.0
    even: FloatImage = (detail / (np.sqrt(power) + np.float32(0.3 * typical))).astype(np.float32)
    return even


def _best_shift(pair: _Pair) -> tuple[tuple[float, float], float]:
    """Return the (row, column) shift of the second film on the first, and its share."""
    shape = tuple(
        cv2.getOptimalDFTSize(a + b)
        for a, b in zip(pair.first.shape, pair.second.shape, strict=True)
    )
    a, in_a = pair.first * pair.first_field, pair.first_field.astype(np.float64)
    b, in_b = pair.second * pair.second_field, pair.second_field.astype(np.float64)

    def spectrum(image: npt.NDArray[np.floating]) -> npt.NDArray[np.complex128]:
        return np.fft.rfft2(image.astype(np.float64), shape)

    def correlation(
        one: npt.NDArray[np.complex128], other: npt.NDArray[np.complex128]
    ) -> npt.NDArray[np.float64]:
        return np.asarray(np.fft.irfft2(one * np.conj(other), shape))

    of_in_a, of_in_b = spectrum(in_a), spectrum(in_b)
    common = np.maximum(correlation(of_in_a, of_in_b), 0)
    power_a = np.maximum(correlation(spectrum(a * a), of_in_b), 1e-9)
    power_b = np.maximum(correlation(of_in_a, spectrum(b * b)), 1e-9)
    alike = correlation(spectrum(a), spectrum(b)) / np.sqrt(power_a * power_b)
    smaller = max(1.0, min(in_a.sum(), in_b.sum()))
    alike[common < LEAST_OVERLAP * smaller] = -1.0
    # A small overlap is alike by chance more often than a large one.
    trusted = alike * np.minimum(1.0, np.sqrt(common / (0.25 * smaller)))
    row, column = (int(at) for at in np.unravel_index(int(trusted.argmax()), trusted.shape))
    shift = (
        float(row if row < pair.first.shape[0] else row - shape[0]),
        float(column if column < pair.first.shape[1] else column - shape[1]),
    )
    return shift, float(common[row, column] / smaller)


def _best_turn(
    pair: _Pair, shift: tuple[float, float], factor: float, progress: Progress
) -> tuple[Matrix, float]:
    """Return the best of several turns about the middle of the overlap, and its correlation."""
    plain = np.array([[1.0, 0.0, shift[1]], [0.0, 1.0, shift[0]]])
    top, left, bottom, right = _common_box(pair, plain)
    middle = np.array([(left + right) / 2, (top + bottom) / 2])
    best, best_score = plain, _likeness(pair, plain)
    for angle_deg in _TURNS_DEGREES:
        turn = math.radians(angle_deg)
        matrix = plain.copy()
        matrix[:, :2] = [[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]]
        matrix[:, 2] = middle - matrix[:, :2] @ (middle - plain[:, 2])
        found = _refined(pair, matrix, 1.0, progress)
        score = -1.0 if found is None else _likeness(pair, found)
        if found is not None and score > best_score:
            best, best_score = found, score
    scaled = best.copy()
    scaled[:, 2] *= factor
    return scaled, best_score


def _likeness(pair: _Pair, matrix: Matrix) -> float:
    """Return the correlation of both films' detail where they overlap; -1 where they do not."""
    size = pair.first.shape[1], pair.first.shape[0]
    lookup = centred(_inverted(matrix))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(pair.second, lookup, size, flags=flags)
    covered = cv2.warpAffine(pair.second_field.astype(np.float32), lookup, size, flags=flags)
    both = pair.first_field & (covered > 0.99)
    if both.sum() < 64:
        return -1.0
    one, other = pair.first[both], np.asarray(moved)[both]
    one, other = one - one.mean(), other - other.mean()
    power = math.sqrt(float((one**2).sum()) * float((other**2).sum()))
    return float((one * other).sum()) / power if power > 0 else -1.0


def _refined(pair: _Pair, matrix: Matrix, factor: float, progress: Progress) -> Matrix | None:
    """Return a better matrix, from the overlap on films ``factor`` times smaller.

    None where the refinement fails, as on an overlap without detail.
    """
    small = matrix.copy()
    small[:, 2] /= factor
    top, left, bottom, right = _common_box(pair, small)
    if bottom - top < 8 or right - left < 8:
        return None
    target = pair.first[top:bottom, left:right]
    # From px of the cut-out to px of the second film, as OpenCV's ECC has it.
    to_second = _inverted(small)
    to_second[:, 2] += to_second[:, :2] @ np.array([left, top], np.float64)
    warp = centred(to_second).astype(np.float32)
    mask = pair.second_field.astype(np.uint8)
    for _ in range(_ROUNDS):
        progress.check()
        before = warp.copy()
        criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, _ITERATIONS, _EPSILON)
        try:
            _, found = cv2.findTransformECC(
                target, pair.second, warp, cv2.MOTION_EUCLIDEAN, criteria, mask, 1
            )
        except cv2.error:  # it did not converge
            return None
        warp = np.asarray(found, np.float32)
        if np.abs(warp[:, 2] - before[:, 2]).max() < 0.002:
            break
    turned = math.degrees(math.atan2(float(warp[1, 0]), float(warp[0, 0])))
    moved = np.abs(warp[:, 2] - centred(to_second)[:, 2]).max()
    if abs(turned) > _MOST_TURN_DEGREES or moved > 6.0 + 0.05 * max(target.shape):
        return None
    back = np.asarray(warp, np.float64)
    back[:, 2] -= back[:, :2].sum(axis=1) / 2 - 0.5  # edge-based again
    back[:, 2] -= back[:, :2] @ np.array([left, top], np.float64)
    better = _inverted(back)
    better[:, 2] *= factor
    return better


def _common_box(pair: _Pair, matrix: Matrix) -> tuple[int, int, int, int]:
    """Return (top, left, bottom, right) of what of the first film the second covers."""
    rows, columns = pair.second.shape
    corners = np.array([[0, 0, 1], [columns, 0, 1], [0, rows, 1], [columns, rows, 1]]) @ matrix.T
    low, high = corners.min(axis=0), corners.max(axis=0)
    return (
        max(0, math.floor(low[1])),
        max(0, math.floor(low[0])),
        min(pair.first.shape[0], math.ceil(high[1])),
        min(pair.first.shape[1], math.ceil(high[0])),
    )


def _inverted(matrix: Matrix) -> Matrix:
    square = np.vstack([matrix, [0.0, 0.0, 1.0]])
    inverse: Matrix = np.linalg.inv(square)[:2].astype(np.float64)
    return inverse
