"""Which pictures a row shows: a film as it was, as methods show it, as it should be."""

from collections.abc import Sequence

from engine.frame import FloatImage
from engine.training.evaluation.candidates import MAIN_FACTOR, Candidate
from engine.training.evaluation.evaluate import TRUTH, Strip

_SHOWN_UNTRAINED = ("clahe", "standard-percentiles")


def shown_names(candidates: Sequence[Candidate]) -> list[str]:
    """Return whose pictures a row shows, from left to right: "raw" first, "truth" last."""
    names = [
        candidate.name
        for candidate in candidates
        if candidate.name in _SHOWN_UNTRAINED
        or candidate.name.startswith("image-to-image")
        or (candidate.is_ours and candidate.name.endswith(f"-x{MAIN_FACTOR}"))
    ]
    return ["raw", *names, TRUTH]


def pictures_of(strip: Strip, names: Sequence[str]) -> list[FloatImage]:
    """Return the pictures of a film in this order; those it lacks are left out."""
    return [strip.images[name] for name in names if name in strip.images]
