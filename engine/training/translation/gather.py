"""Reading both domains of a translation, and keeping patients of each back to check with."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from engine.errors import EngineError
from engine.training.films import Refused
from engine.training.preflight import SPLIT_SEED
from engine.training.translation.domains import ct_pairs, read_domain
from engine.training.translation.images import DomainImage, ProjectedPair
from engine.training.translation.stock import TranslationStock, patients_of
from engine.training.translation.translation_presets import TranslationPreset


def gather_domains(
    source: Path,
    target: Path,
    preset: TranslationPreset,
    *,
    pairs_from: Path | None = None,
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> TranslationStock:
    """Read both domains, and keep some patients of each back to check with.

    Args:
        source: Folder of what is to be translated.
        target: Folder of the appearance wanted.
        preset: Says how large pictures are read and which share of patients is kept back.
        pairs_from: Folder of CT volumes to simulate pairs of films and slabs from.
        told: Called with how many of how many files of a folder are read.

    Raises:
        EngineError: If there are too few pictures, or of one patient only.
    """
    side = preset.picture_side
    films, refused = read_domain(source, long_side=side, told=told)
    _refuse_too_few(films, refused, source)
    wanted, refused_too = read_domain(
        target, long_side=side, told=told, appearance=preset.appearance, bitmaps="picture"
    )
    _refuse_too_few(wanted, refused_too, target)
    kept_source = kept_patients(films, preset.check_share)
    kept_target = kept_patients(wanted, preset.target_check_share)
    pairs = [] if pairs_from is None else _pairs(pairs_from, preset)
    return TranslationStock(
        source=[image for image in films if image.patient not in kept_source],
        target=[image for image in wanted if image.patient not in kept_target],
        kept_source=[image for image in films if image.patient in kept_source],
        kept_target=[image for image in wanted if image.patient in kept_target],
        pairs=[pair for pair in pairs if pair.patient not in kept_target],
        refused=[*refused, *refused_too],
    )


def kept_patients(images: Sequence[DomainImage], share: float) -> set[str]:
    """Return the patients to check with, drawn with the same seed for every run.

    Args:
        images: Of two patients at least.
        share: Of patients; at least one stays on either side.
    """
    patients = sorted(patients_of(images))
    np.random.default_rng([SPLIT_SEED, 7]).shuffle(patients)
    count = min(max(1, round(share * len(patients))), len(patients) - 1)
    return set(patients[:count])


def _pairs(folder: Path, preset: TranslationPreset) -> list[ProjectedPair]:
    return ct_pairs(
        folder,
        count=preset.pairs,
        seed=preset.loop.seed,
        long_side=preset.picture_side,
        appearance=preset.appearance,
    )


def _refuse_too_few(
    images: Sequence[DomainImage], refused: Sequence[Refused], folder: Path
) -> None:
    if not images:
        why = f", the first because {refused[0].reason}" if refused else "."
        raise EngineError(
            f"No picture of {folder.name} can be used{why}",
            hint="A translation learns from radiographs, CT of the chest, and pictures.",
        )
    if len(patients_of(images)) < 2:
        raise EngineError(
            f"{folder.name} has pictures of one patient; a training needs two, one of them to "
            "check with.",
            hint="Add pictures, or say whose each is in a patients.csv (image_id,patient_id).",
        )
