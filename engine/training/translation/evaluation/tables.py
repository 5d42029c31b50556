"""The tables of an evaluation as texts, with the definition of every number below it."""

from collections.abc import Iterator

from engine.training.evaluation.estimates import Estimate
from engine.training.evaluation.tables import TextTable
from engine.training.translation.evaluation import definitions
from engine.training.translation.evaluation.contestants import MATCHED
from engine.training.translation.evaluation.gate_shares import GateShare
from engine.training.translation.evaluation.kernel_distance import Cut
from engine.training.translation.evaluation.results import (
    ContestantResult,
    Nearness,
    TranslationEvaluation,
)
from engine.training.translation.evaluation.target_distance import SetResult

_SETS = {
    "all": "all patients of the target",
    "unseen": "patients of the target that were not learnt from",
    "learnt": "patients of the target that were learnt from",
}


def tables_of(found: TranslationEvaluation) -> list[TextTable]:
    """Return every table of an evaluation that has rows."""
    tables = [
        *(_distance(one, found) for one in found.sets),
        _structure(found),
        _islands(found),
        _nodules(found),
        _reliability(found),
        _paired(found),
        _cycle(found),
        _gate(found),
    ]
    return [table for table in tables if table.rows]


def _distance(one: SetResult, found: TranslationEvaluation) -> TextTable:
    titles = {each.name: each.title for each in found.contestants}
    floor = (
        "There is one patient only, so no floor can be told."
        if one.floor is None
        else f"Floor, target against other patients of the target: {one.floor:.2f}."
    )
    return TextTable(
        f"KID to {_SETS[one.name]} ({one.pictures} pictures, {one.patients} patients)",
        ("Method", "KID", f"Below the {titles.get(MATCHED, MATCHED).lower()}"),
        [
            [titles[each.contestant], f"{each.distance:.3f}", _cut(each.cut)]
            for each in one.distances
        ],
        [floor, *definitions.DISTANCE],
    )


def _structure(found: TranslationEvaluation) -> TextTable:
    return TextTable(
        "Structure against the film as presented, inside its field",
        ("Method", "Gradient correlation", "10th pct.", "Films >= .85", "Detail SSIM", "Time s"),
        [
            [
                one.title,
                _interval(one.gradient_correlation, 3),
                f"{one.gradient_correlation.p10:.3f}",
                f"{one.share_well_correlated:.0%}",
                _interval(one.detail_ssim, 3),
                f"{one.time_s:.2f}",
            ]
            for one in found.contestants
        ],
        definitions.STRUCTURE,
    )


def _islands(found: TranslationEvaluation) -> TextTable:
    return TextTable(
        "Dark islands: holes in the lungs that the film does not have, % of the field",
        ("Method", "Films", "<= .5 %", "Lungs drawn", "Consolidations", "<= .5 %", "Core dark"),
        [
            [
                one.title,
                _percent(one.islands),
                f"{one.share_without_islands:.0%}",
                _percent(one.islands_by_mask),
                _percent(one.islands_planted),
                _share(one.share_planted_without),
                _percent(one.dark_core),
            ]
            for one in found.contestants
        ],
        definitions.ISLANDS,
    )


def _nodules(found: TranslationEvaluation) -> TextTable:
    grades = list(found.contestants[0].kept_by_contrast)
    rows = [
        [
            one.title,
            str(one.nodules),
            f"{one.kept:.1%}",
            *(f"{one.kept_by_contrast[grade]:.1%}" for grade in grades),
            f"{one.invented:.1%}",
        ]
        for one in found.contestants
        if one.nodules
    ]
    return TextTable(
        "Planted nodules",
        ("Method", "Planted", "Kept", *(f"at {grade:.0%}" for grade in grades), "Invented"),
        rows,
        definitions.NODULES,
    )


def _reliability(found: TranslationEvaluation) -> TextTable:
    one = found.reliability
    rows = [] if one is None else [
        [f"{one.area:.3f}", f"{one.lost:.3f}", f"{one.invented:.3f}", f"{one.changed}",
         f"{one.unchanged}"]
    ]  # fmt: skip
    return TextTable(
        "Reliability map: area under the ROC curve",
        ("All places", "Lost / kept nodules", "Invented / empty", "Changed", "Unchanged"),
        rows,
        definitions.RELIABILITY,
    )


def _paired(found: TranslationEvaluation) -> TextTable:
    return TextTable(
        f"Simulated films of CT volumes ({found.pairs}) against the slab behind them",
        ("Method", "PSNR dB", "SSIM", "Tissues in order"),
        [
            [
                one.title,
                _interval(one.paired.psnr, 2),
                _interval(one.paired.ssim, 4),
                _share(one.order),
            ]
            for one in found.contestants
            if one.paired is not None
        ],
        [
            (
                f"Order wanted, dark to bright: {found.protocol['tissue_order']}; tissues are told "
                "by the slab in its CT appearance."
            ),
        ],
    )


def _cycle(found: TranslationEvaluation) -> TextTable:
    translation = found.contestants[0]
    rows = [
        [name, _interval(one.psnr, 2), _interval(one.ssim, 4)]
        for name, one in _cycles(translation, found.target_cycle)
    ]
    return TextTable(
        "There and back again",
        ("Way", "PSNR dB", "SSIM"),
        rows,
        definitions.CYCLE,
    )


def _cycles(
    translation: ContestantResult, target: Nearness | None
) -> Iterator[tuple[str, Nearness]]:
    if translation.cycle is not None:
        yield "film -> picture -> film", translation.cycle
    if target is not None:
        yield "target -> film -> target", target


def _gate(found: TranslationEvaluation) -> TextTable:
    rows = []
    if found.admitted is not None:
        rows.append(_gate_row("Films", found.admitted, found.admitted.admitted, "admitted"))
    if found.others is not None:
        rows.append(_gate_row("Others", found.others, 1 - found.others.admitted, "refused"))
    return TextTable("Gate", ("Set", "Films", "As it should be", "Otherwise"), rows)


def _gate_row(name: str, one: GateShare, right: float, word: str) -> list[str]:
    return [name, str(one.films), f"{right:.1%} {word}", ", ".join(one.unexpected) or "none"]


def _cut(one: Cut | None) -> str:
    return "-" if one is None else f"{one.share:.0%} [{one.low:.0%}, {one.high:.0%}]"


def _interval(number: Estimate, digits: int) -> str:
    return f"{number.mean:.{digits}f} [{number.low:.{digits}f}, {number.high:.{digits}f}]"


def _percent(number: Estimate | None) -> str:
    return "-" if number is None else f"{100 * number.mean:.2f}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"
