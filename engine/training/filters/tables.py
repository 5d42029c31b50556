"""The tables of an evaluation of filters as texts."""

from collections.abc import Iterator

from engine.training.evaluation.estimates import Estimate
from engine.training.evaluation.tables import TextTable
from engine.training.filters.results import FilterEvaluation, SubjectResult

_ORDER = (
    ("multiscale", "clahe"),
    ("tissue_equalisation", "clahe"),
    ("clahe", "histogram_equalisation"),
)
"""Who is commonly said to beat whom."""

_PLATE_COLUMNS = (
    "Filter or recipe", "CNR, median", "CNR / unprocessed", "Holes found", "Noise %", "s / Mpx",
)  # fmt: skip
_FITTED = (
    "Greys fitted: after the straight line of greys that comes nearest to the clean film. A filter "
    "that is made to change greys, as equalisation is, is far from the clean film on purpose; "
    "these columns say what it does to the noise beside that."
)
_FOUND = (
    "Holes found: of the same cells, in how many the corner with the hole is the darkest of four; "
    "by chance 25 %."
)
_RATIO = (
    "CNR: difference of the means in and beside a hole over the noise beside it; median of the {} "
    "holes that are neither plain nor hopeless unprocessed."
)


def tables_of(found: FilterEvaluation) -> list[TextTable]:
    """Return every table."""
    return [_films(found), _plate(found)]


def _films(found: FilterEvaluation) -> TextTable:
    exposures = list(found.subjects[0].fitted_psnr_by_exposure)
    return TextTable(
        "Against the clean film, after simulated scatter, and after simulated quantum noise",
        (
            "Filter or recipe", "PSNR dB", "SSIM", "MSE, 16 bit", "PSNR dB, greys fitted",
            "SSIM, greys fitted", *(f"PSNR fitted, {name}" for name in exposures), "s / Mpx",
        ),
        [
            [
                one.title,
                _interval(one.psnr, 2),
                f"{one.ssim.mean:.4f}",
                f"{one.mse.mean:.3g}",
                _interval(one.fitted_psnr, 2),
                f"{one.fitted_ssim.mean:.4f}",
                *(f"{one.fitted_psnr_by_exposure[name]:.2f}" for name in exposures),
                f"{one.time_s:.3f}",
            ]
            for one in found.subjects
        ],
        [
            "Inside the exposed field; mean over films and exposures, 95 % bootstrap interval.",
            _FITTED,
        ],
    )  # fmt: skip


def _plate(found: FilterEvaluation) -> TextTable:
    first = found.subjects[0].plate
    return TextTable(
        "Contrast-detail phantom",
        (
            "Filter or recipe",
            "CNR, median",
            "CNR / unprocessed",
            "Holes found",
            "Noise %",
            "s / Mpx",
        ),
        [
            [
                one.title,
                f"{one.plate.ratio:.2f}",
                f"{one.plate.ratio / first.ratio:.2f}",
                f"{one.plate.found:.1%}",
                f"{one.plate.noise:.2f}",
                f"{one.plate.seconds_per_megapixel:.3f}",
            ]
            for one in found.subjects
        ],
        [
            _RATIO.format(len(first.ratios)),
            _FOUND,
            *_orders(found),
        ],
    )


def _orders(found: FilterEvaluation) -> Iterator[str]:
    by_name = {one.name: one for one in found.subjects}
    for better, worse in _ORDER:
        if better in by_name and worse in by_name:
            yield _order(by_name[better], by_name[worse])


def _order(one: SubjectResult, other: SubjectResult) -> str:
    ratio = one.plate.ratio / other.plate.ratio
    verb = "beats" if ratio > 1 else "does not beat"
    return f"{one.title} {verb} {other.title} in CNR: {ratio:.2f} times."


def _interval(number: Estimate, digits: int) -> str:
    return f"{number.mean:.{digits}f} ({number.low:.{digits}f} to {number.high:.{digits}f})"
