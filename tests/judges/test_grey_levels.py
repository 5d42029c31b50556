"""Grey levels of every film against DCMTK's dcm2pnm, pixel for pixel, at 8 and 16 bits."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pydicom
import pytest
from pydicom.uid import ExplicitVRLittleEndian

from engine.dicom.read import read_dicom
from engine.errors import EngineError
from engine.grayscale.voi import FullRange, Voi, VoiFunction, VoiLut, Window
from engine.picture import picture_of
from engine.radiograph import Radiograph
from tests.engine.dicom.written import lut, write_film

pytestmark = pytest.mark.judge

Judge = Callable[[str], str]
Film = Callable[[Path], Path]
Grey = npt.NDArray[Any]

JPEG_2000 = ("1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91")
RENDERERS = {
    **dict.fromkeys((f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 57, 70)), "dcmj2pnm"),
    **dict.fromkeys((f"1.2.840.10008.1.2.4.{n}" for n in (80, 81)), "dcml2pnm"),
}
NOT_RENDERED = {"JLSL_08_07_0_1F.dcm", "emri_small_jpeg_2k_lossless_too_short.dcm"}
"""DCMTK 3.6.7 says "can't change to unencapsulated representation" of this JPEG-LS.

GDCM refuses the other for its last frames, which are missing; the first one is whole.
"""


def rendered(
    path: Path, options: list[str], levels: int, judge: Judge, folder: Path, program: str
) -> Grey:
    """Return what DCMTK makes of a file."""
    picture = folder / ("judge.pgm" if levels == 256 else "judge.png")
    picture.unlink(missing_ok=True)
    depth = "+op" if levels == 256 else "+on2"
    command = [judge(program), *options, "-O", "+F", "1", depth, str(path), str(picture)]
    subprocess.run(command, check=True, capture_output=True)
    grey = cv2.imread(str(picture), cv2.IMREAD_UNCHANGED)
    assert grey is not None
    return grey


def difference(ours: Grey, theirs: Grey) -> int:
    """Return by how many grey levels two pictures differ where they differ most."""
    assert ours.shape == theirs.shape
    return int(np.abs(ours.astype(np.int64) - theirs.astype(np.int64)).max())


def ramp(bits: int, first: int = 0) -> npt.NDArray[Any]:
    """Every value of so many bits once, in 64 columns; signed where the first is negative."""
    values = np.arange(first, first + (1 << bits)).reshape(-1, 64)
    return values.astype(np.int16 if first < 0 else np.uint16)


def windowed(centre: float, width: float, **more: Any) -> Film:
    return lambda path: write_film(
        path, ramp(12), 12, WindowCenter=str(centre), WindowWidth=str(width), **more
    )


def signed(path: Path) -> Path:
    return write_film(path, ramp(12, -2048), 12, WindowCenter="-31", WindowWidth="777")


def signed_stored_in_16(path: Path) -> Path:
    return write_film(path, ramp(16, -32768), 16, WindowCenter="-1000.5", WindowWidth="40001")


def modality_table(path: Path) -> Path:
    curve = [round(4095 * (i / 1023) ** 0.5) for i in range(1024)]
    sequence = lut(512, curve, 12, ModalityLUTType="US")
    return write_film(
        path, ramp(12), 12, ModalityLUTSequence=sequence, WindowCenter="2000", WindowWidth="3001"
    )


def rescaled(slope: str, intercept: str, **more: Any) -> Film:
    return lambda path: write_film(
        path, ramp(12), 12, RescaleSlope=slope, RescaleIntercept=intercept, RescaleType="US", **more
    )


def padded(path: Path) -> Path:
    return write_film(
        path, ramp(12), 12, PixelPaddingValue=0, WindowCenter="1000", WindowWidth="1111"
    )


EXACT: dict[str, Film] = {
    "odd centre and width": windowed(1001, 777),
    "fractional centre and width": windowed(1000.25, 500.75),
    "width 1": windowed(2000, 1),
    "width 2": windowed(2000, 2),
    "width 4": windowed(2000, 4),
    "width 256": windowed(128, 256),
    "full window": windowed(2048, 4096),
    "window beyond the film": windowed(9000, 30000),
    "signed": signed,
    "signed, 16 bits": signed_stored_in_16,
    "SIGMOID": windowed(2000, 1500, VOILUTFunction="SIGMOID"),
    "SIGMOID, narrow": windowed(2000, 3, VOILUTFunction="SIGMOID"),
    "modality LUT": modality_table,
    "whole slope and intercept": rescaled("3", "-1024", WindowCenter="1000", WindowWidth="2001"),
    "negative slope": rescaled("-1", "4095", WindowCenter="1001", WindowWidth="777"),
    "MONOCHROME1": windowed(1001, 777, PhotometricInterpretation="MONOCHROME1"),
    "INVERSE": windowed(1001, 777, PresentationLUTShape="INVERSE"),
    "MONOCHROME1 and INVERSE": windowed(
        1001, 777, PhotometricInterpretation="MONOCHROME1", PresentationLUTShape="INVERSE"
    ),
    "MONOCHROME1 but IDENTITY": windowed(
        1001, 777, PhotometricInterpretation="MONOCHROME1", PresentationLUTShape="IDENTITY"
    ),
    "padding": padded,
}
"""No difference at all, at 8 and at 16 bits."""


def voi_table(bits: int, first: int, *, is_signed: bool = False, inverse: bool = False) -> Film:
    """A film whose VOI LUT is an S: flat, steep, flat."""

    def write(path: Path) -> Path:
        top = 2**bits - 1
        curve = [round(top / (1 + np.exp(-(i - 1024) / 150))) for i in range(2048)]
        pixels = ramp(12, -2048) if is_signed else ramp(12)
        shape = "INVERSE" if inverse else "IDENTITY"
        vr = "SS" if is_signed else "US"
        sequence = lut(first, curve, bits, vr=vr)
        return write_film(path, pixels, 12, VOILUTSequence=sequence, PresentationLUTShape=shape)

    return write


def without_window(path: Path) -> Path:
    return write_film(path, ramp(12), 12)


def without_window_signed(path: Path) -> Path:
    return write_film(path, ramp(12, -2048), 12)


def without_window_inverse(path: Path) -> Path:
    return write_film(path, ramp(12), 12, PhotometricInterpretation="MONOCHROME1")


WITHIN_ONE: dict[str, Film] = {
    "VOI LUT, 8 bits": voi_table(8, 1000),
    "VOI LUT, 12 bits": voi_table(12, 1000),
    "VOI LUT, 16 bits": voi_table(16, 1000),
    "VOI LUT, signed": voi_table(12, -1500, is_signed=True),
    "VOI LUT, INVERSE": voi_table(12, 1000, inverse=True),
    "no window": without_window,
    "no window, signed": without_window_signed,
    "no window, MONOCHROME1": without_window_inverse,
    "no window, rescaled": rescaled("3", "-1024"),
}
"""At most one level at 8 and at 16 bits: an inverted table of DCMTK ends at 1, ours at 0."""


def _check(make: Film, levels: int, judge: Judge, folder: Path) -> tuple[int, Radiograph]:
    path = make(folder / "film.dcm")
    radiograph = read_dicom(path)
    ours = picture_of(radiograph).grey_levels(radiograph.default_voi, levels=levels)
    options = _options(radiograph)[0][1]
    return difference(ours, rendered(path, options, levels, judge, folder, "dcm2pnm")), radiograph


def _options(radiograph: Radiograph) -> list[tuple[Voi, list[str]]]:
    """Return each VOI of a film with the options that make dcm2pnm use it."""
    tables = [voi for voi in radiograph.vois if isinstance(voi, VoiLut)]
    windows = [voi for voi in radiograph.vois if isinstance(voi, Window)]
    found: list[tuple[Voi, list[str]]] = []
    found += [(voi, ["+Wl", str(n)]) for n, voi in enumerate(tables, start=1)]
    found += [(voi, ["+Wi", str(n)]) for n, voi in enumerate(windows, start=1)]
    return [*found, (radiograph.full_range, [])]


@pytest.mark.parametrize("levels", [256, 65536])
@pytest.mark.parametrize("case", EXACT)
def test_windows_are_bit_equal(case: str, levels: int, judge: Judge, tmp_path: Path) -> None:
    found, radiograph = _check(EXACT[case], levels, judge, tmp_path)

    assert isinstance(radiograph.default_voi, Window)
    assert found == 0


@pytest.mark.parametrize("levels", [256, 65536])
@pytest.mark.parametrize("case", WITHIN_ONE)
def test_tables_and_the_full_range_are_within_one_level(
    case: str, levels: int, judge: Judge, tmp_path: Path
) -> None:
    found, radiograph = _check(WITHIN_ONE[case], levels, judge, tmp_path)

    assert isinstance(radiograph.default_voi, VoiLut | FullRange)
    assert found <= 1


@pytest.mark.parametrize(("slope", "intercept"), [("1.7", "-3.3"), ("0.5", "0.25")])
def test_a_fractional_rescale_is_within_one_level(
    slope: str, intercept: str, judge: Judge, tmp_path: Path
) -> None:
    """DCMTK makes modality values whole; we do not, so at 16 bits we are the finer one."""
    film = rescaled(slope, intercept, WindowCenter="1000", WindowWidth="1500")

    found, _ = _check(film, 256, judge, tmp_path)

    assert found <= 1


def test_random_windows_are_bit_equal_through_the_whole_range(judge: Judge, tmp_path: Path) -> None:
    """Odd figures find the rounding that round ones hide."""
    random = np.random.default_rng(7)
    path = without_window(tmp_path / "film.dcm")
    picture = picture_of(read_dicom(path))

    for _ in range(12):
        centre, width = round(random.uniform(-500, 4500), 3), round(random.uniform(1, 6000), 3)
        options = ["+Ww", str(centre), str(width)]
        theirs = rendered(path, options, 256, judge, tmp_path, "dcm2pnm")

        ours = picture.grey_levels(Window(centre, width))

        assert difference(ours, theirs) == 0, (centre, width)


def test_linear_exact_follows_the_formula_by_hand(tmp_path: Path) -> None:
    """Width 4 about 100: 98 is black, 102 white; DCMTK does not know the function."""
    pixels = np.array([[97, 98, 99, 100, 101, 102, 103]], dtype=np.uint16)
    attributes = {"WindowCenter": "100", "WindowWidth": "4", "VOILUTFunction": "LINEAR_EXACT"}
    radiograph = read_dicom(write_film(tmp_path / "film.dcm", pixels, 12, **attributes))

    grey = picture_of(radiograph).grey_levels(radiograph.default_voi)

    voi = radiograph.default_voi
    assert isinstance(voi, Window)
    assert voi.function is VoiFunction.LINEAR_EXACT
    assert grey[0].tolist() == [0, 0, 63, 127, 191, 255, 255]


def _without_jpeg_2000(path: Path, radiograph: Radiograph, judge: Judge, folder: Path) -> Path:
    """Return the film with GDCM's pixels: its first frame, under its own header."""
    raw = folder / "raw.dcm"
    subprocess.run([judge("gdcmconv"), "--raw", str(path), str(raw)], check=True)
    ds = pydicom.dcmread(path)
    size = radiograph.pixels.nbytes
    ds.PixelData = pydicom.dcmread(raw).PixelData[:size]
    ds["PixelData"].VR = "OW"
    ds["PixelData"].is_undefined_length = False
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    if "NumberOfFrames" in ds:
        del ds.NumberOfFrames
    ds.save_as(raw)
    return raw


def _grey_films(folder: Path) -> list[tuple[Path, Radiograph]]:
    found = []
    for path in sorted(path for path in (folder / "dicom").rglob("*") if path.is_file()):
        try:
            radiograph = read_dicom(path)
        except EngineError:
            continue
        if not any("Colour" in notice for notice in radiograph.notices):
            found.append((path, radiograph))
    return found


def test_every_real_film_shows_as_dcmtk_shows_it(
    shared_data: Path, judge: Judge, tmp_path: Path
) -> None:
    films = [film for film in _grey_films(shared_data) if film[0].name not in NOT_RENDERED]

    assert len(films) >= 30
    for path, radiograph in films:
        syntax = radiograph.source.transfer_syntax_uid
        given = path
        if syntax in JPEG_2000:
            given = _without_jpeg_2000(path, radiograph, judge, tmp_path)
        picture = picture_of(radiograph)
        program = RENDERERS.get(syntax, "dcm2pnm")
        choices = [(*one, 256) for one in _options(radiograph)]
        choices.append((*_options(radiograph)[0], 65536))  # PNG takes its time
        for voi, options, levels in choices:
            theirs = rendered(given, options, levels, judge, tmp_path, program)
            found = difference(picture.grey_levels(voi, levels=levels), theirs)
            allowed = _allowed(radiograph, voi, levels)
            assert found <= allowed, (path.name, options, levels)


def _allowed(radiograph: Radiograph, voi: Voi, levels: int) -> int:
    """Return how far we may be from DCMTK: one modality value where it makes them whole."""
    step = float(np.diff(radiograph.modality.apply(np.arange(2.0)))[0])
    if step != round(step):
        return 1 + (0 if levels == 256 else int(levels / voi.width))
    return 0 if isinstance(voi, Window) else 1
