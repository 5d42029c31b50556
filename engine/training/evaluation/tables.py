"""The tables of an evaluation as texts, for a terminal and for Markdown alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.training.evaluation.candidates import MAIN_FACTOR
from engine.training.evaluation.estimates import Estimate
from engine.training.evaluation.measures import MAP_NAMES
from engine.training.evaluation.pairs import PairKind
from engine.training.evaluation.results import (
    ConsistencyResult,
    Evaluation,
    MethodResult,
    PairResults,
)

_WHERE = {PairKind.EXACT: ("whole film", "field"), PairKind.SIMULATED: ("field", "whole film")}
_TITLES = {
    PairKind.EXACT: "Table 1. Exact pairs against the standard presentation",
    PairKind.SIMULATED: "Table 2. Simulated for-processing films, inside the exposed field",
}


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of texts.

    Attributes:
        title: What it shows.
        columns: Heads.
        rows: Cells, as many in each as there are columns.
        notes: Sentences below.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


def tables_of(evaluation: Evaluation) -> list[TextTable]:
    """Return every table of an evaluation that has rows."""
    found = [_fidelity(pairs) for pairs in evaluation.pairs]
    found += [_look(pairs) for pairs in evaluation.pairs]
    found += [_consistency(evaluation.consistency), *_sites(evaluation), _maps(evaluation)]
    return [table for table in found if table.rows]


def _fidelity(results: PairResults) -> TextTable:
    first, second = _WHERE[results.pairs]
    columns = (
        "Method", "Parameters", f"PSNR dB, {first}", "10th pct.", f"SSIM, {first}", "10th pct.",
        "MSE, 16 bit", f"PSNR dB, {second}", f"SSIM, {second}", "Time s",
    )  # fmt: skip
    notes = ["Mean over films and its 95 % bootstrap interval; 10th percentile over films."]
    if any(method.kind == "bound" for method in results.methods):
        notes.append("Bounds (*) have seen the truth: what methods are read against.")
    return TextTable(
        _TITLES[results.pairs],
        columns,
        [_fidelity_row(results, method) for method in results.methods],
        [*notes, *_differences(results)],
    )


def _fidelity_row(results: PairResults, method: MethodResult) -> list[str]:
    main = results.leading(method)
    other = method.field if main is method.whole else method.whole
    return [
        method.title + (" *" if method.kind == "bound" else ""),
        f"{method.parameters:,}" if method.parameters else "-",
        _interval(main.psnr, 2),
        f"{main.psnr.p10:.2f}",
        _interval(main.ssim, 4),
        f"{main.ssim.p10:.4f}",
        f"{main.mse.mean:.3g}",
        f"{other.psnr.mean:.2f}",
        f"{other.ssim.mean:.4f}",
        f"{method.time_s:.3f}",
    ]


def _differences(results: PairResults) -> Iterator[str]:
    main = [one for one in results.differences if one.name.endswith(f"-x{MAIN_FACTOR}")]
    for one in main or results.differences:
        yield (
            f"{one.name} less {one.against}: {_interval(one.psnr, 2, '+')} dB, "
            f"SSIM {_interval(one.ssim, 4, '+')}."
        )
    seeds = [results.leading(method).psnr.between_seeds for method in results.methods]
    if any(seeds):
        yield f"Means of single seeds lie at most {max(seeds):.2f} dB apart."


def _look(results: PairResults) -> TextTable:
    return TextTable(
        f"No invented look, {results.pairs.value} pairs",
        (
            "Method",
            "Gradient reversal %",
            "Invented %",
            "Noise gain",
            "Of the truth's",
            "Detail correlation",
        ),
        [
            [
                look.title,
                f"{look.gradient_reversal_percent:.4f}",
                f"{look.invented_reversal_percent:.4f}",
                f"{look.noise_gain:.2f}",
                f"{look.noise_gain / look.noise_gain_truth:.2f}",
                f"{look.detail_correlation:.3f}",
            ]
            for look in results.look
        ],
        [
            "Reversal: pixels of the field whose gradient turns by more than 90 degrees.",
            "Invented: those that the truth does not point to either. Undoing shading turns some.",
            "Noise gain: fine structure in the flattest tenth of tiles, against the film's.",
        ],
    )


def _consistency(results: Sequence[ConsistencyResult]) -> TextTable:
    return TextTable(
        "Consistency: one film that came in several ways",
        ("Method", "SSIM", "PSNR dB", "Deviation cut", "Coarse correlation"),
        [
            [
                one.title,
                f"{one.ssim:.4f}",
                f"{one.psnr:.2f}",
                f"{one.deviation_cut:.2f}",
                f"{one.maps_agreement:.4f}",
            ]
            for one in results
        ],
        ["A constant picture would win: read it beside fidelity. Identity is what came in."],
    )


def _sites(evaluation: Evaluation) -> Iterator[TextTable]:
    for results in evaluation.pairs:
        names = list(dict.fromkeys(site for one in results.methods for site in one.sites))
        rows = [
            [
                method.title,
                *(
                    f"{site.psnr.mean:.2f} / {site.ssim.mean:.4f}"
                    for site in (method.sites[name] for name in names)
                ),
                "-" if method.site_gap_db is None else f"{method.site_gap_db:.2f}",
            ]
            for method in results.methods
            if names
        ]
        films = results.methods[0].sites if results.methods else {}
        heads = [f"{name} ({films[name].films})" for name in names]
        yield TextTable(
            f"Sites of 15 films and more, {results.pairs.value} pairs: PSNR dB / SSIM",
            ("Method", *heads, "Best less worst, dB"),
            rows,
        )


def _maps(evaluation: Evaluation) -> TextTable:
    return TextTable(
        "Root mean square error of the maps in unit range, exact pairs",
        ("Method", *MAP_NAMES),
        [
            [method.title, *(f"{method.maps[name]:.3f}" for name in MAP_NAMES)]
            for method in evaluation.exact.methods
            if method.maps is not None
        ],
    )


def _interval(number: Estimate, digits: int, sign: str = "") -> str:
    form = f"{sign}.{digits}f"
    return f"{number.mean:{form}} [{number.low:{form}}, {number.high:{form}}]"
