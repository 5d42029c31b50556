"""The files of a folder, told apart by what is in them: films, slices of patients, volumes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from engine.bitmap_header import bitmap_kind
from engine.dicom.slices import Slice, is_section, modality_name, slice_of
from engine.errors import EngineError, UnreadableImageError
from engine.files import read_bytes
from engine.radiograph import Radiograph
from engine.reading import find_films, read_radiograph
from engine.training.films import Refused

_NIFTI = (".nii", ".nii.gz")


@dataclass(frozen=True, slots=True, eq=False)
class PlacedSlice:
    """A slice with the file it came from.

    Attributes:
        name: File name without folders.
        patient: Digest of whose it is.
        modality: "CT" or "MR".
        slice: Where it lies, and its values.
        radiograph: As read, for slices that are shown as their file asks.
    """

    name: str
    patient: str
    modality: str
    slice: Slice
    radiograph: Radiograph


@dataclass(slots=True)
class SortedFiles:
    """What a folder holds.

    Attributes:
        bitmaps: PNG, TIFF and JPEG files.
        films: DICOM radiographs.
        slices: CT and MR slices, in the order of their files.
        niftis: NIfTI files.
        refused: What is neither.
    """

    bitmaps: list[Path] = field(default_factory=list)
    films: list[Path] = field(default_factory=list)
    slices: list[PlacedSlice] = field(default_factory=list)
    niftis: list[Path] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def sorted_files(folder: Path, told: Callable[[int, int], None]) -> SortedFiles:
    """Return the files of a folder by what is in them.

    Args:
        folder: Searched to the bottom; or one file.
        told: Called with how many of how many are looked at.

    Raises:
        UnreadableImageError: If it holds nothing of the kind.
    """
    found = SortedFiles(niftis=_niftis(folder))
    is_nifti = folder in found.niftis
    try:
        paths = [] if is_nifti else find_films([folder])
    except UnreadableImageError:
        if not found.niftis:
            raise
        paths = []
    for done, path in enumerate(paths):
        told(done, len(paths))
        try:
            _sort(path, found)
        except EngineError as error:
            found.refused.append(Refused(path.name, str(error)))
    told(len(paths), len(paths))
    return found


def patient_of(radiograph: Radiograph, path: Path) -> str:
    """Return a digest of whose a file is: by Patient ID, else by its folder."""
    return digest(radiograph.description.patient_id or path.parent.name)


def digest(who: str) -> str:
    """Return what stands for a patient; never their ID."""
    return hashlib.sha256(who.encode()).hexdigest()[:12]


def _sort(path: Path, found: SortedFiles) -> None:
    if bitmap_kind(read_bytes(path, 132)) and not _has_magic(path):
        found.bitmaps.append(path)
        return
    radiograph = read_radiograph(path)
    if not is_section(radiograph):
        found.films.append(path)
        return
    modality = modality_name(radiograph)
    if modality not in ("CT", "MR"):
        found.refused.append(Refused(path.name, f"it is {modality}, neither CT nor MR."))
        return
    one = slice_of(radiograph)
    if one is None:
        found.refused.append(Refused(path.name, "it does not say where in the patient it lies."))
        return
    who = patient_of(radiograph, path)
    found.slices.append(PlacedSlice(path.name, who, modality, one, radiograph))


def _has_magic(path: Path) -> bool:
    return read_bytes(path, 132)[128:] == b"DICM"


def _niftis(folder: Path) -> list[Path]:
    """Return the NIfTI files at any depth, in order of their paths, without hidden ones."""
    if folder.is_file():
        return [folder] if folder.name.lower().endswith(_NIFTI) else []
    return sorted(
        path
        for path in folder.rglob("*")
        if path.name.lower().endswith(_NIFTI)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
