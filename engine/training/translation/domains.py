"""A folder of anything -> the pictures of one domain, and pairs made of its CT volumes."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import numpy as np

from engine.errors import EngineError
from engine.reading import read_radiograph
from engine.training.films import Refused, TrainingFilm, fault_of, presented, read_films
from engine.training.translation.ct_views import ShownVolume, coronal_picture, slabs
from engine.training.translation.images import DomainImage, ProjectedPair
from engine.training.translation.lung_box import NoLungsError
from engine.training.translation.projected_pairs import projected_pairs
from engine.training.translation.sorted_files import (
    PlacedSlice,
    SortedFiles,
    digest,
    sorted_files,
)
from engine.training.translation.tissue import Appearance
from engine.training.translation.volumes import (
    CtVolume,
    NoVolumeError,
    read_nifti,
    volume_of_slices,
)

SLABS = 16
"""Pictures made of one volume: no more than a patient's share of a small target."""

Told = Callable[[int, int], None]


def _silent(_done: int, _of: int) -> None:
    """Tell nobody."""


def read_domain(
    folder: Path,
    *,
    long_side: int,
    told: Told = _silent,
    appearance: Appearance = "ct",
    bitmaps: Literal["film", "picture"] = "film",
    slab_count: int = SLABS,
    seed: int = 0,
) -> tuple[list[DomainImage], list[Refused]]:
    """Return the pictures of a folder, and what was left out of it and why.

    DICOM radiographs become films in the standard presentation; coronal CT slices with both lungs
    are cropped as a film would be; axial series and NIfTI volumes of a chest become slabs;
    coronal MR slices are taken as their file shows them. Everything else is refused.

    Args:
        folder: Of DICOM, NIfTI, PNG, TIFF and JPEG files in any mix, at any depth; or one file.
        long_side: Pixels films are reduced to at most, and CT is brought to.
        told: Called with how many of how many files are looked at.
        appearance: How CT is shown: as CT, or as the simulated T1-like contrast.
        bitmaps: What PNG, TIFF and JPEG files are: films, which are standardised, or pictures of
            another appearance, which are left as they are.
        slab_count: Made of each volume.
        seed: Of their draw.

    Raises:
        EngineError: If the folder holds nothing that can be read.
    """
    found = sorted_files(folder, told)
    refused = list(found.refused)
    images = [*_films(folder, found, long_side, bitmaps, refused)]
    if bitmaps == "picture":
        images += _pictures(found.bitmaps, long_side, refused)
    for placed in found.slices:
        images += _coronal(placed, long_side, appearance, refused)
    for number, volume in enumerate(_volumes(found, refused)):
        shown = _shown(volume, appearance, refused)
        if shown is not None:
            random = np.random.default_rng([seed, number, 11])
            images += slabs(shown, count=slab_count, long_side=long_side, random=random)
    return images, refused


def ct_pairs(
    folder: Path,
    *,
    count: int,
    seed: int,
    long_side: int,
    appearance: Appearance = "ct",
    told: Told = _silent,
) -> list[ProjectedPair]:
    """Return simulated films with the slabs they are to become, of all CT volumes of a folder.

    Args:
        folder: As ``read_domain`` takes it; only volumes of a whole chest are used.
        count: Of all pairs, shared evenly among the volumes.
        seed: Of the draw.
        long_side: Of each picture, in square pixels.
        appearance: In which they are wanted.
        told: Called with how many of how many volumes are done.

    Returns:
        None where the folder has no volume of a whole chest.

    Raises:
        EngineError: If the folder holds nothing that can be read.
    """
    found = sorted_files(folder, _silent)
    readied = (_shown(volume, appearance, []) for volume in _volumes(found, []))
    whole = [shown for shown in readied if shown is not None]
    pairs: list[ProjectedPair] = []
    for number, shown in enumerate(whole):
        told(number, len(whole))
        share = count // len(whole) + (number < count % len(whole))
        random = np.random.default_rng([seed, number, 13])
        pairs += projected_pairs(shown, count=share, long_side=long_side, random=random)
    told(len(whole), len(whole))
    return pairs


def _films(
    folder: Path,
    found: SortedFiles,
    long_side: int,
    bitmaps: Literal["film", "picture"],
    refused: list[Refused],
) -> list[DomainImage]:
    """Return the radiographs: read together where the folder holds nothing else."""
    paths = [*found.films, *(found.bitmaps if bitmaps == "film" else [])]
    has_others = found.slices or found.niftis or (found.bitmaps and bitmaps == "picture")
    films: list[TrainingFilm] = []
    for place in paths if has_others else [folder][: len(paths)]:
        read, left_out = read_films(place, long_side)
        films += read
        refused += [one for one in left_out if one not in refused]
    return [DomainImage(one.name, one.patient, "film", one.wanted, one.field) for one in films]


def _pictures(paths: list[Path], long_side: int, refused: list[Refused]) -> list[DomainImage]:
    """Return bitmaps as they are."""
    images: list[DomainImage] = []
    for path in paths:
        try:
            radiograph = read_radiograph(path)
        except EngineError as error:
            refused.append(Refused(path.name, str(error)))
            continue
        image, field = presented(radiograph, long_side)
        who = radiograph.description.patient_id or path.name
        film = TrainingFilm(path.name, digest(who), path.parent.name, image, image, field)
        if reason := fault_of(film):
            refused.append(Refused(path.name, reason))
        else:
            images.append(DomainImage(film.name, film.patient, "picture", image, field))
    return images


def _coronal(
    placed: PlacedSlice, long_side: int, appearance: Appearance, refused: list[Refused]
) -> list[DomainImage]:
    """Return the picture of one slice; none where it is part of a volume, or refused."""
    plane = placed.slice.plane
    if plane == "axial" and placed.modality == "CT":
        return []
    if plane != "coronal":
        refused.append(Refused(placed.name, f"it is a slice ({plane}), no frontal view."))
        return []
    if placed.modality == "MR":
        image, field = presented(placed.radiograph, long_side)
        return [DomainImage(placed.name, placed.patient, "slice", image, field)]
    if not placed.slice.is_hounsfield:
        refused.append(Refused(placed.name, "its values are no Hounsfield units."))
        return []
    try:
        return [
            coronal_picture(
                placed.slice,
                placed.name,
                placed.patient,
                long_side=long_side,
                appearance=appearance,
            )
        ]
    except NoLungsError as error:
        refused.append(Refused(placed.name, str(error)))
        return []


def _volumes(found: SortedFiles, refused: list[Refused]) -> list[CtVolume]:
    """Return the volumes that axial series and NIfTI files make."""
    series: dict[tuple[str, str], list[PlacedSlice]] = {}
    for placed in found.slices:
        if placed.modality == "CT" and placed.slice.plane == "axial":
            series.setdefault((placed.patient, placed.slice.series), []).append(placed)
    volumes: list[CtVolume] = []
    for (who, _), slices in series.items():
        try:
            if not all(one.slice.is_hounsfield for one in slices):
                raise NoVolumeError("its values are no Hounsfield units.")
            name = slices[0].name
            volumes.append(volume_of_slices([one.slice for one in slices], name, who))
        except NoVolumeError as error:
            refused += [Refused(one.name, str(error)) for one in slices]
    for path in found.niftis:
        try:
            volumes.append(read_nifti(path, path.name, _patient_of_nifti(path, found.niftis)))
        except NoVolumeError as error:
            refused.append(Refused(path.name, str(error)))
    return volumes


def _patient_of_nifti(path: Path, niftis: list[Path]) -> str:
    """Return a digest of whose a NIfTI file is: its folder's, or its own where they share one."""
    is_alone = sum(other.parent == path.parent for other in niftis) == 1
    return digest(path.parent.name if is_alone else path.name)


def _shown(volume: CtVolume, appearance: Appearance, refused: list[Refused]) -> ShownVolume | None:
    try:
        return ShownVolume.of(volume, appearance)
    except NoLungsError as error:
        refused.append(Refused(volume.name, str(error)))
        return None
