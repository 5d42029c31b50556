"""engine.dicom.read_overlays"""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from engine.dicom.read_overlays import RawPixels, overlays_of
from engine.overlay_plane import OverlayPlane
from engine.reading import read_radiograph
from tests.engine.dicom.overlaid import DRAWN, PACKED, with_overlay
from tests.engine.dicom.written import encoded, film, write

GREY = np.zeros((6, 9), dtype=np.uint16)


def overlays(
    ds: Dataset, frame: int = 0, raw: RawPixels | None = None
) -> tuple[tuple[OverlayPlane, ...], list[str]]:
    notices: list[str] = []
    return overlays_of(ds, frame, raw, is_little_endian=True, notices=notices), notices


def test_a_film_without_planes_has_none() -> None:
    assert overlays(film(GREY)) == ((), [])


@pytest.mark.parametrize("vr", ["OW", "OB"])
def test_bits_are_taken_from_the_lowest_up_and_rows_do_not_begin_a_byte(vr: str) -> None:
    (plane,), notices = overlays(with_overlay(film(GREY), vr=vr))

    assert plane.bits.astype(int).tolist() == DRAWN.tolist()
    assert (plane.row, plane.column, plane.is_roi, plane.is_embedded) == (0, 0, False, False)
    assert notices == []


def test_data_that_came_as_words_are_the_same_bits() -> None:
    """Some writers declare Overlay Data as numbers of 16 bits: 0x4E0D is PACKED."""
    ds = with_overlay(film(GREY), None)
    ds.add_new(0x60003000, "US", 0x4E0D)

    (plane,), _ = overlays(ds)

    assert plane.bits.astype(int).tolist() == DRAWN.tolist()


def test_label_description_and_kind_are_cleaned_and_kept() -> None:
    ds = with_overlay(film(GREY), kind="R")
    ds.add_new(0x60000022, "LO", "Markers\u202e of the\x07 maker")
    ds.add_new(0x60001500, "LO", "PA ERECT")

    (plane,), _ = overlays(ds)

    assert (plane.label, plane.description) == ("PA ERECT", "Markers of the maker")
    assert plane.is_roi


@pytest.mark.parametrize(("vr", "origin"), [("SS", [-1, 3]), ("US", [65535, 3])])
def test_an_origin_counts_from_one_and_may_lie_outside_the_film(vr: str, origin: list[int]) -> None:
    ds = with_overlay(film(GREY))
    ds.add_new(0x60000050, vr, origin)

    (plane,), _ = overlays(ds)

    assert (plane.row, plane.column) == (-2, 2)
    drawn = plane.on_film((6, 9))
    assert np.argwhere(drawn).tolist() == [[0, 2], [0, 3], [0, 6]]  # only its last row is on it


@pytest.mark.parametrize(
    ("frame", "expected"), [(0, None), (1, [[1, 0, 1]]), (2, [[0, 1, 1]]), (3, None)]
)
def test_a_plane_of_two_frames_from_the_second_on_belongs_to_those(
    frame: int, expected: list[list[int]] | None
) -> None:
    """Two frames of 1 × 3 end to end: 101 011, lowest bit first."""
    ds = with_overlay(
        film(GREY), bytes([0b00110101, 0]), rows=1, columns=3, frames=2, first_frame=2
    )

    found, notices = overlays(ds, frame)

    assert [plane.bits.astype(int).tolist() for plane in found] == ([expected] if expected else [])
    assert notices == []


def test_a_plane_that_counts_no_frames_lies_over_all() -> None:
    ds = with_overlay(film(GREY))

    assert len(overlays(ds, 0)[0]) == len(overlays(ds, 7)[0]) == 1


def test_a_plane_in_the_unused_bits_of_the_pixels_is_told_from_them() -> None:
    """12 bits stored; the plane is bit 13, and bit 12 something else."""
    values = np.array([[0x0FFF, 0x2000], [0x3001, 0x1000]], dtype=np.uint16)
    raw = RawPixels(values, bits_stored=12, high_bit=11)

    (plane,), notices = overlays(with_overlay(film(values), None, position=13), raw=raw)

    assert plane.bits.tolist() == [[False, True], [True, False]]
    assert plane.is_embedded
    assert notices == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"data": PACKED[:1]}, "has 1 of the 2 bytes it needs"),
        ({"rows": 0}, "does not say how many rows and columns it has"),
        ({"rows": 60000, "columns": 60000}, "announces 3600 megapixels"),
        ({"data": None}, "has no data"),
        ({"data": None, "position": 11}, "is said to lie in bit 11 of the pixels, which it cannot"),
        ({"data": None, "position": 16}, "is said to lie in bit 16 of the pixels, which it cannot"),
    ],
)
def test_a_plane_that_lies_is_left_out_and_said(more: dict[str, Any], said: str) -> None:
    raw = RawPixels(GREY, bits_stored=12, high_bit=11)

    found, notices = overlays(with_overlay(film(GREY), **more), raw=raw)

    assert found == ()
    assert notices == [f"Overlay 1 of the file {said} and was left out."]


def drawn_by_dcmtk(path: Path, program: str, frame: int = 1) -> npt.NDArray[np.bool_]:
    """Return where it draws overlay 1: where its two pictures, with and without, differ."""
    pictures = []
    for number, overlay in enumerate((["-O"], ["+O", "1", "+Omr"])):
        picture = path.with_name(f"{number}.pgm")
        command = [program, *overlay, "+F", str(frame), "+Ww", "32768", "65536", "+op"]
        subprocess.run([*command, str(path), str(picture)], check=True, capture_output=True)
        pictures.append(cv2.imread(str(picture), cv2.IMREAD_UNCHANGED))
    return np.asarray(pictures[0] != pictures[1])


LARGE = np.random.default_rng(3).integers(0, 2, (7, 11), dtype=np.uint8)
LARGE_PACKED = np.packbits(LARGE.ravel(), bitorder="little").tobytes()
SWAPPED = np.frombuffer(LARGE_PACKED, "<u2").astype(">u2").tobytes()
TWICE = np.packbits(np.tile(LARGE.ravel(), 2) ^ (np.arange(154) > 76), bitorder="little").tobytes()


@pytest.mark.parametrize(
    ("syntax", "more"),
    [
        (ExplicitVRLittleEndian, {"data": LARGE_PACKED}),
        (ExplicitVRLittleEndian, {"data": LARGE_PACKED, "vr": "OB", "origin": [2, 3]}),
        (ImplicitVRLittleEndian, {"data": LARGE_PACKED, "origin": [-2, -1]}),
        (ExplicitVRBigEndian, {"data": SWAPPED}),
        (ExplicitVRBigEndian, {"data": LARGE_PACKED, "vr": "OB"}),
        (ExplicitVRLittleEndian, {"data": LARGE_PACKED, "origin": [4, 6], "kind": "R"}),
    ],
)
def test_it_is_drawn_where_dcmtk_draws_it(
    syntax: UID, more: dict[str, Any], tmp_path: Path, judge: Callable[[str], str]
) -> None:
    """Larger than the film or shifted beyond its edges; in every order of bytes."""
    ds = with_overlay(film(np.full((6, 9), 20000, np.uint16)), **{"rows": 7, "columns": 11, **more})
    path = write(ds, tmp_path / "film.dcm", syntax)

    (plane,) = read_radiograph(path).overlays

    expected = drawn_by_dcmtk(path, judge("dcm2pnm"))
    np.testing.assert_array_equal(plane.on_film((6, 9)), expected)
    assert expected.any()


def test_an_embedded_plane_is_drawn_where_dcmtk_draws_it_and_not_part_of_the_film(
    tmp_path: Path, judge: Callable[[str], str]
) -> None:
    values = np.arange(77, dtype=np.uint16).reshape(7, 11) | (LARGE.astype(np.uint16) << 14)
    ds = with_overlay(film(values, 12), None, rows=7, columns=11, position=14)
    ds[0x60000100].value = 16
    path = write(ds, tmp_path / "film.dcm")

    found = read_radiograph(path)

    (plane,) = found.overlays
    np.testing.assert_array_equal(plane.bits, drawn_by_dcmtk(path, judge("dcm2pnm")))
    np.testing.assert_array_equal(found.pixels, np.arange(77).reshape(7, 11))


@pytest.mark.parametrize("syntax", [RLELossless, JPEGLSLossless, JPEG2000Lossless])
def test_an_embedded_plane_survives_compression_without_loss(syntax: UID, tmp_path: Path) -> None:
    ramp, bit = np.arange(77, dtype=np.uint16).reshape(7, 11), LARGE.astype(np.uint16) << 14
    values = (ramp | bit).astype(np.uint16)
    ds = with_overlay(film(values, 12), None, rows=7, columns=11, position=14)
    ds.PixelData = encapsulate([encoded(syntax, values)])
    ds["PixelData"].VR = "OB"
    path = write(ds, tmp_path / "film.dcm", syntax)

    found = read_radiograph(path)

    (plane,) = found.overlays
    np.testing.assert_array_equal(plane.bits, LARGE)
    np.testing.assert_array_equal(found.pixels, np.arange(77).reshape(7, 11))


def test_the_second_frame_of_a_plane_is_the_one_dcmtk_draws(
    tmp_path: Path, judge: Callable[[str], str]
) -> None:
    cine = np.full((14, 11), 20000, np.uint16)
    ds = with_overlay(
        film(cine, Rows=7, NumberOfFrames="2"), TWICE, rows=7, columns=11, frames=2, first_frame=1
    )
    path = write(ds, tmp_path / "film.dcm")

    (plane,) = read_radiograph(path, frame=1).overlays

    np.testing.assert_array_equal(plane.bits, drawn_by_dcmtk(path, judge("dcm2pnm"), frame=2))


def test_a_real_plane_is_drawn_where_dcmtk_draws_it(
    tmp_path: Path, judge: Callable[[str], str]
) -> None:
    path = Path(str(get_testdata_file("examples_overlay.dcm")))
    copy = tmp_path / "film.dcm"
    copy.write_bytes(path.read_bytes())

    (plane,) = read_radiograph(copy).overlays

    np.testing.assert_array_equal(plane.bits, drawn_by_dcmtk(copy, judge("dcm2pnm")))
    assert plane.bits.sum() > 0
