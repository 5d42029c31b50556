"""Films that say much, made of the thorax phantom for the pictures of *What is in the file*.

Nothing here shows a patient: the phantom is computed, and every name and date is made up.
"""

from __future__ import annotations

import zipfile
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.pixels.utils import pack_bits
from pydicom.sequence import Sequence
from pydicom.uid import generate_uid

from engine import sample_file

if TYPE_CHECKING:
    import numpy.typing as npt

    Plane = npt.NDArray[np.uint8]

GRAYSCALE_STATE = "1.2.840.10008.5.1.4.1.1.11.1"
ANGIOGRAM = "1.2.840.10008.5.1.4.1.1.12.1"

FRAMES, FRAME_MS = 24, 66
CINE_SIDE = 640

_TODAY, _EARLIER = ("Chest, today", "20261120"), ("Chest, a year ago", "20251118")


def write_annotated(folder: Path) -> Path:
    """Write a film with a round shutter and two overlays."""
    film = _shuttered("annotated")
    shape = int(film.Rows), int(film.Columns)
    _put_overlay(film, 0x6000, _words(shape), "G", "Remark")
    _put_overlay(film, 0x6002, _area(shape), "R", "Nodule")
    path = folder / "annotated.dcm"
    _save(film, path)
    return path


def write_states(folder: Path) -> Path:
    """Write a film and two presentation states beside it; return their folder."""
    film = _shuttered("with states")
    _save(film, folder / "chest.dcm")
    _save(_state(film, "LUNGS", "Lungs, with a remark", _lungs()), folder / "lungs.dcm")
    _save(_state(film, "SPINE", "Spine, small values bright", _spine()), folder / "spine.dcm")
    return folder


def write_contradictory(folder: Path) -> Path:
    """Write a film that says twice which values are bright, each time otherwise; several LUTs."""
    film = _phantom("contradictory")
    film.PhotometricInterpretation = "MONOCHROME1"  # and the shape stays IDENTITY
    film.Manufacturer, film.ManufacturerModelName = "Example", "CR 1"
    film.PixelData = (4095 - film.pixel_array).astype("<u2").tobytes()
    film.WindowCenter, film.WindowWidth = [1895, 2595, 1195], [3400, 2100, 1900]
    film.VOILUTSequence = Sequence([_curve("Film-like"), _curve("Film-like, hard", gain=2.2)])
    path = folder / "contradictory.dcm"
    _save(film, path)
    return path


def write_cine(folder: Path) -> Path:
    """Write a breathing phantom: the lower half of each frame is stretched more or less."""
    film = _phantom("cine")
    stored = film.pixel_array
    small = cv2.resize(stored, (CINE_SIDE, CINE_SIDE), interpolation=cv2.INTER_AREA)
    frames = [_breathed(small, np.sin(2 * np.pi * at / FRAMES)) for at in range(FRAMES)]
    film.SOPClassUID = ANGIOGRAM
    film.Modality, film.SeriesDescription = "XA", "Breathing phantom"
    film.Rows = film.Columns = CINE_SIDE
    film.ImagerPixelSpacing = [0.6, 0.6]
    _take_outlines(film)
    film.NumberOfFrames, film.FrameTime = FRAMES, FRAME_MS
    film.FrameIncrementPointer = 0x00181063
    film.PixelData = np.stack(frames).astype("<u2").tobytes()
    path = folder / "cine.dcm"
    _save(film, path)
    return path


def write_tree(folder: Path) -> Path:
    """Write two studies, one of them in an archive and one of two series, and two broken files."""
    chest = [("Whole chest", 0.96), ("Whole chest", 0.9), ("Heart", 0.5)]
    for at, (series, share) in enumerate(chest):
        _save(_small(_TODAY, series, share), folder / f"chest_{at + 1}.dcm")
    with zipfile.ZipFile(folder / "earlier.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("series/earlier_1.dcm", _bytes(_small(_EARLIER, "Whole chest", 0.93)))
    whole = _bytes(_small(_TODAY, "Whole chest", 0.8))
    (folder / "cut_short.dcm").write_bytes(whole[: len(whole) // 2])
    huge = _small(_TODAY, "Whole chest", 0.7)
    huge.Rows = huge.Columns = 65535
    _save(huge, folder / "huge.dcm")
    return folder


def _phantom(name: str) -> Dataset:
    film = dcmread(sample_file("thorax"))
    film.SOPInstanceUID = generate_uid(entropy_srcs=[name, "film"])
    film.SeriesInstanceUID = generate_uid(entropy_srcs=[name, "series"])
    film.StudyInstanceUID = generate_uid(entropy_srcs=[name, "study"])
    return film


def _shuttered(name: str) -> Dataset:
    film = _phantom(name)
    rows, columns = int(film.Rows), int(film.Columns)
    _take_outlines(film)
    film.ShutterShape, film.ShutterPresentationValue = "CIRCULAR", 0
    film.CenterOfCircularShutter = [rows // 2, columns // 2]
    film.RadiusOfCircularShutter = int(rows * 0.47)
    return film


def _small(study: tuple[str, str], series: str, share: float) -> Dataset:
    """Return the middle of the phantom, a share of it wide; a study is a description and a day."""
    film = _phantom(f"{study} {series} {share}")
    film.StudyInstanceUID = generate_uid(entropy_srcs=[*study])
    film.SeriesInstanceUID = generate_uid(entropy_srcs=[*study, series])
    film.StudyDescription, film.StudyDate = study
    film.SeriesDate = film.AcquisitionDate = film.ContentDate = film.StudyDate
    film.SeriesDescription = series
    stored, side = film.pixel_array, round(int(film.Rows) * share)
    top, left = (int(film.Rows) - side) // 2, (int(film.Columns) - side) // 2
    part = cv2.resize(stored[top : top + side, left : left + side], (512, 512))
    film.Rows = film.Columns = 512
    film.ImagerPixelSpacing = [round(0.15 * side / 512, 4)] * 2
    film.PixelData = part.astype("<u2").tobytes()
    _take_outlines(film)
    return film


def _take_outlines(film: Dataset) -> None:
    """Take shutter and collimator away: they are those of another picture."""
    for element in list(film):
        if element.keyword.startswith(("Shutter", "Collimator")):
            del film[element.tag]


def _breathed(film: cv2.typing.MatLike, depth: float) -> cv2.typing.MatLike:
    """Return a frame whose rows are drawn downwards, the more the nearer to the diaphragm."""
    across, down = np.meshgrid(np.arange(CINE_SIDE), np.arange(CINE_SIDE))
    shift_px = 14 * depth * np.exp(-(((down / CINE_SIDE - 0.72) / 0.2) ** 2))
    moved = (across.astype(np.float32), (down - shift_px).astype(np.float32))
    return cv2.remap(film, *moved, cv2.INTER_LINEAR)


def _words(shape: tuple[int, int]) -> Plane:
    plane = np.zeros(shape, np.uint8)
    cv2.putText(plane, "NODULE ?", (420, 720), cv2.FONT_HERSHEY_SIMPLEX, 5.0, 1, 12)
    cv2.arrowedLine(plane, (745, 790), (745, 1110), 1, 10, tipLength=0.2)
    return plane


def _area(shape: tuple[int, int]) -> Plane:
    plane = np.zeros(shape, np.uint8)
    cv2.ellipse(plane, (745, 1272), (110, 95), 20, 0, 360, 1, cv2.FILLED)
    return plane


def _put_overlay(film: Dataset, group: int, plane: Plane, kind: str, label: str) -> None:
    """Add an Overlay Plane Module: PS3.3 C.9.2."""
    film.add_new((group, 0x0010), "US", plane.shape[0])
    film.add_new((group, 0x0011), "US", plane.shape[1])
    film.add_new((group, 0x0040), "CS", kind)
    film.add_new((group, 0x0050), "SS", [1, 1])
    film.add_new((group, 0x0100), "US", 1)
    film.add_new((group, 0x0102), "US", 0)
    film.add_new((group, 0x1500), "LO", label)
    film.add_new((group, 0x3000), "OW", pack_bits(plane.ravel()))


def _curve(name: str, gain: float = 1.0) -> Dataset:
    """Return a VOI LUT of 4096 entries, a curve like that of photographic film."""
    values = np.linspace(-3, 3, 4096) * gain
    entries = np.round(4095 / (1 + np.exp(-values))).astype("<u2")
    return _item(LUTDescriptor=[4096, 0, 12], LUTExplanation=name, LUTData=entries.tobytes())


def _item(**attributes: Any) -> Dataset:  # noqa: ANN401 - whatever DICOM holds
    item = Dataset()
    for keyword, value in attributes.items():
        setattr(item, keyword, value)
    return item


def _lungs() -> Dataset:
    """Return what a state says of the lungs: a window, a ring, an arrow and words."""
    said = Dataset()
    said.PresentationLUTShape = "IDENTITY"
    said.SoftcopyVOILUTSequence = Sequence([_item(WindowCenter="1700", WindowWidth="2600")])
    ring = _graphic("CIRCLE", 745, 1272, 745, 1432)
    line = _graphic("POLYLINE", 745, 1432, 745, 1640)
    words = _item(
        UnformattedTextValue="Look again in six weeks",
        AnchorPointAnnotationUnits="PIXEL",
        AnchorPoint=[420, 1740],
        AnchorPointVisibility="N",
    )
    drawn = _item(
        GraphicLayer="MARKS",
        GraphicObjectSequence=Sequence([ring, line]),
        TextObjectSequence=Sequence([words]),
    )
    said.GraphicAnnotationSequence = Sequence([drawn])
    said.GraphicLayerSequence = Sequence([_item(GraphicLayer="MARKS", GraphicLayerOrder=1)])
    return said


def _spine() -> Dataset:
    said = Dataset()
    said.PresentationLUTShape = "INVERSE"
    said.SoftcopyVOILUTSequence = Sequence([_item(WindowCenter="2900", WindowWidth="1900")])
    said.ImageRotation, said.ImageHorizontalFlip = 0, "N"
    return said


def _graphic(kind: str, *points: float) -> Dataset:
    return _item(
        GraphicAnnotationUnits="PIXEL",
        GraphicDimensions=2,
        NumberOfGraphicPoints=len(points) // 2,
        GraphicData=list(points),
        GraphicType=kind,
        GraphicFilled="N",
    )


def _state(film: Dataset, label: str, title: str, said: Dataset) -> Dataset:
    """Return a grayscale softcopy presentation state of one film: PS3.3 A.33.1."""
    state = deepcopy(said)
    for keyword in _SHARED:
        setattr(state, keyword, getattr(film, keyword))
    state.file_meta = deepcopy(film.file_meta)
    state.SOPClassUID = GRAYSCALE_STATE
    state.SOPInstanceUID = generate_uid(entropy_srcs=[label])
    state.SeriesInstanceUID = generate_uid(entropy_srcs=[label, "series"])
    state.Modality, state.SeriesNumber, state.InstanceNumber = "PR", 2, 1
    state.ContentLabel, state.ContentDescription, state.ContentCreatorName = label, title, ""
    state.PresentationCreationDate, state.PresentationCreationTime = "20261121", "120000"
    state.ReferencedSeriesSequence = Sequence([_reference(film)])
    whole = _item(
        DisplayedAreaTopLeftHandCorner=[1, 1],
        DisplayedAreaBottomRightHandCorner=[int(film.Columns), int(film.Rows)],
        PresentationSizeMode="SCALE TO FIT",
        PresentationPixelAspectRatio=[1, 1],
    )
    state.DisplayedAreaSelectionSequence = Sequence([whole])
    return state


_SHARED = (
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyInstanceUID", "StudyDate",
    "StudyTime", "ReferringPhysicianName", "StudyID", "AccessionNumber", "Manufacturer",
)  # fmt: skip


def _reference(film: Dataset) -> Dataset:
    image = _item(
        ReferencedSOPClassUID=film.SOPClassUID, ReferencedSOPInstanceUID=film.SOPInstanceUID
    )
    return _item(
        SeriesInstanceUID=film.SeriesInstanceUID, ReferencedImageSequence=Sequence([image])
    )


def _bytes(film: Dataset) -> bytes:
    """Return a film as a file."""
    film.file_meta.MediaStorageSOPClassUID = film.SOPClassUID
    film.file_meta.MediaStorageSOPInstanceUID = film.SOPInstanceUID
    with BytesIO() as file:
        film.save_as(file, enforce_file_format=True)
        return file.getvalue()


def _save(film: Dataset, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_bytes(film))
