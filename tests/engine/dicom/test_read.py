"""engine.dicom.read"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from engine.dicom.read import read_dicom
from engine.errors import UnreadableImageError, UnsupportedImageError
from tests.engine.dicom.written import encoded, film, write, write_film

RAMP = np.arange(4096, dtype=np.uint16).reshape(64, 64)
SIGNED = np.arange(-2048, 2048, dtype=np.int16).reshape(64, 64)
NATIVE = [
    ImplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    DeflatedExplicitVRLittleEndian,
]


def write_as(syntax: UID, pixels: npt.NDArray[Any], path: Path, **attributes: Any) -> Path:
    """Write a native film under any native transfer syntax."""
    ds = film(pixels, **attributes)
    if syntax == ExplicitVRBigEndian:
        ds.PixelData = pixels.astype(pixels.dtype.newbyteorder(">")).tobytes()
        if pixels.dtype.itemsize == 1:
            ds["PixelData"].VR = "OB"
    return write(ds, path, syntax)


@pytest.mark.parametrize("pixels", [RAMP, SIGNED, (RAMP >> 4).astype(np.uint8)])
@pytest.mark.parametrize("syntax", NATIVE)
def test_native_films_keep_every_value(
    syntax: UID, pixels: npt.NDArray[Any], tmp_path: Path
) -> None:
    radiograph = read_dicom(write_as(syntax, pixels, tmp_path / "film.dcm"))

    assert radiograph.pixels.dtype == pixels.dtype
    assert (radiograph.pixels == pixels).all()
    assert radiograph.source.transfer_syntax_uid == syntax


def test_eight_bit_pixels_in_big_endian_words_are_unswapped(tmp_path: Path) -> None:
    pixels = np.arange(16, dtype=np.uint8).reshape(4, 4)
    ds = film(pixels, PixelData=pixels.reshape(-1, 2)[:, ::-1].tobytes())
    ds["PixelData"].VR = "OW"

    radiograph = read_dicom(write(ds, tmp_path / "film.dcm", ExplicitVRBigEndian))

    assert (radiograph.pixels == pixels).all()


@pytest.mark.parametrize("syntax", [JPEG2000Lossless, JPEGLSLossless, JPEGLosslessSV1, RLELossless])
def test_lossless_compression_keeps_every_value(syntax: UID, tmp_path: Path) -> None:
    """Encoders here; the independent judge is DCMTK, in tests/judges."""
    pixels = (RAMP * 16).astype(np.uint16)
    ds = film(pixels, PixelData=encapsulate([encoded(syntax, pixels)]))
    ds["PixelData"].VR = "OB"
    ds["PixelData"].is_undefined_length = True

    radiograph = read_dicom(write(ds, tmp_path / "film.dcm", syntax))

    assert (radiograph.pixels == pixels).all()
    assert not radiograph.description.is_lossy


def test_a_signed_film_in_jpeg_ls_gets_its_sign_back(tmp_path: Path) -> None:
    """The stream knows no sign, and only 12 of its 16 bits."""
    stored = (SIGNED & 0xFFF).astype(np.uint16)
    ds = film(SIGNED, 12, PixelData=encapsulate([encoded(JPEGLSLossless, stored)]))
    ds["PixelData"].VR = "OB"
    ds["PixelData"].is_undefined_length = True

    radiograph = read_dicom(write(ds, tmp_path / "film.dcm", JPEGLSLossless))

    assert (radiograph.pixels == SIGNED).all()


def test_bits_above_bits_stored_are_ignored(tmp_path: Path) -> None:
    """Overlays of old lie there: 0xF005 of 12 bits is 5."""
    pixels = np.array([[0xF005, 0x0FFF]], dtype=np.uint16)

    radiograph = read_dicom(write_film(tmp_path / "film.dcm", pixels, 12))

    assert radiograph.pixels.tolist() == [[5, 4095]]
    assert radiograph.bits_stored == 12


def test_the_sign_is_the_highest_stored_bit(tmp_path: Path) -> None:
    """0x0FFF of 12 signed bits is -1, 0x0800 is -2048."""
    pixels = np.array([[0x0FFF, 0x0800, 0x07FF]], dtype=np.int16)

    radiograph = read_dicom(write_film(tmp_path / "film.dcm", pixels, 12))

    assert radiograph.pixels.tolist() == [[-1, -2048, 2047]]


def test_pixels_may_lie_in_the_high_bits(tmp_path: Path) -> None:
    pixels = np.array([[0x1230, 0xFFFF]], dtype=np.uint16)

    radiograph = read_dicom(write_film(tmp_path / "film.dcm", pixels, 12, HighBit=15))

    assert radiograph.pixels.tolist() == [[0x123, 0xFFF]]


def test_signed_bytes_are_widened(tmp_path: Path) -> None:
    pixels = np.array([[-128, -1, 0, 127]], dtype=np.int8)

    radiograph = read_dicom(write_film(tmp_path / "film.dcm", pixels))

    assert radiograph.pixels.dtype == np.int16
    assert radiograph.pixels.tolist() == [[-128, -1, 0, 127]]
    assert radiograph.stored_bounds == (-128, 127)


def test_thirty_two_bits_open_where_the_values_fit_sixteen(tmp_path: Path) -> None:
    small = np.array([[0, 65535]], dtype=np.uint32)
    large = np.array([[0, 65536]], dtype=np.uint32)

    radiograph = read_dicom(write_film(tmp_path / "small.dcm", small))

    assert radiograph.pixels.tolist() == [[0, 65535]]
    with pytest.raises(UnsupportedImageError, match="values from 0 to 65536"):
        read_dicom(write_film(tmp_path / "large.dcm", large))


def test_a_film_of_single_bits_opens(tmp_path: Path) -> None:
    """Bits are packed from the lowest: 0b00000101 begins white, black, white."""
    ds = film(np.zeros((1, 8), np.uint8), BitsAllocated=1, BitsStored=1, HighBit=0)
    ds.PixelData = b"\x05\0"

    radiograph = read_dicom(write(ds, tmp_path / "film.dcm"))

    assert radiograph.pixels.tolist() == [[1, 0, 1, 0, 0, 0, 0, 0]]


@pytest.mark.parametrize("is_planar", [0, 1])
def test_colours_become_luminance_and_say_so(is_planar: int, tmp_path: Path) -> None:
    """Red, green, blue of 255: 76, 150, 29."""
    colours = np.diag([255, 255, 255]).astype(np.uint8)[None]
    data = np.moveaxis(colours, 2, 0).tobytes() if is_planar else colours.tobytes()
    ds = film(np.zeros((1, 3), np.uint8), SamplesPerPixel=3, PhotometricInterpretation="RGB")
    ds.PlanarConfiguration, ds.PixelData = is_planar, data + b"\0"

    radiograph = read_dicom(write(ds, tmp_path / "film.dcm"))

    assert radiograph.pixels.tolist() == [[76, 150, 29]]
    assert "Colour picture converted to grey (Rec. 601 luminance)." in radiograph.notices


@pytest.mark.parametrize(
    ("photometric", "data"),
    [("YBR_FULL", [10, 1, 2, 20, 3, 4]), ("YBR_FULL_422", [10, 20, 1, 2])],
)
def test_of_luminance_and_chroma_the_luminance_is_kept(
    photometric: str, data: list[int], tmp_path: Path
) -> None:
    ds = film(np.zeros((1, 2), np.uint8), SamplesPerPixel=3)
    ds.PhotometricInterpretation, ds.PlanarConfiguration = photometric, 0
    ds.PixelData = bytes(data)

    radiograph = read_dicom(write(ds, tmp_path / "film.dcm"))

    assert radiograph.pixels.tolist() == [[10, 20]]


def test_the_frame_asked_for_is_read(tmp_path: Path) -> None:
    frames = np.arange(24, dtype=np.uint16).reshape(3, 2, 4)
    ds = film(frames[0], NumberOfFrames=3, PixelData=frames.tobytes())
    path = write(ds, tmp_path / "film.dcm")

    radiograph = read_dicom(path, 2)

    assert (radiograph.pixels == frames[2]).all()
    assert radiograph.source.frame == 2
    assert "This is frame 3 of 3." in radiograph.notices
    with pytest.raises(UnreadableImageError, match="has 3 frames, so there is no frame 4"):
        read_dicom(path, 3)


def test_a_film_without_preamble_opens_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "film.dcm"
    film(RAMP).save_as(path, implicit_vr=True, little_endian=True)

    radiograph = read_dicom(path)

    assert (radiograph.pixels == RAMP).all()
    assert radiograph.notices == ("The file lacks the DICOM preamble; it was read all the same.",)


def test_a_program_in_the_preamble_is_pointed_out(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.dcm", RAMP)
    path.write_bytes(b"MZ" + path.read_bytes()[2:])

    radiograph = read_dicom(path)

    assert any("look like a Windows program" in notice for notice in radiograph.notices)


def test_the_header_holds_everything_but_pixels(tmp_path: Path) -> None:
    radiograph = read_dicom(write_film(tmp_path / "film.dcm", RAMP, PatientID="7"))

    header = radiograph.header
    assert isinstance(header, Dataset)
    assert header.PatientID == "7"
    assert "PixelData" not in header
    assert header.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian


def test_the_source_names_the_instance(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.dcm", RAMP, SOPInstanceUID="1.2.3.4")

    source = read_dicom(path).source

    assert source.sop_class_uid == "1.2.840.10008.5.1.4.1.1.1.1"
    assert source.sop_instance_uid == "1.2.3.4"
    assert (source.name, source.size) == ("film.dcm", path.stat().st_size)


def _with_recipe(path: Path, text: str) -> Path:
    ds = film(RAMP)
    ds.private_block(0x0099, "NEGATOSCOPE 1", create=True).add_new(0x01, "UT", text)
    return write(ds, path)


def test_a_recipe_left_in_the_film_comes_back_as_written(tmp_path: Path) -> None:
    text = json.dumps({"recipe": {"steps": []}, "orientation": {}, "application": "0.1"})

    radiograph = read_dicom(_with_recipe(tmp_path / "film.dcm", text))

    assert radiograph.recipe_json == text
    assert radiograph.notices == ()


@pytest.mark.parametrize("text", ["{", "[]", "{}", '"recipe"', "[" * 100_000])
def test_a_damaged_recipe_is_a_notice(text: str, tmp_path: Path) -> None:
    radiograph = read_dicom(_with_recipe(tmp_path / "film.dcm", text))

    assert radiograph.recipe_json is None
    assert radiograph.notices == ("The recipe that Negatoscope left in the file is damaged.",)


def test_another_makers_private_block_is_no_recipe(tmp_path: Path) -> None:
    ds = film(RAMP)
    ds.private_block(0x0099, "ACME", create=True).add_new(0x01, "UT", '{"recipe": {}}')

    assert read_dicom(write(ds, tmp_path / "film.dcm")).recipe_json is None


def test_a_frame_takes_its_own_values_from_the_functional_groups(tmp_path: Path) -> None:
    """The frame's own group wins over the shared one: PS3.3 C.7.6.16."""
    ds = film(RAMP[:1], NumberOfFrames=2, PixelData=RAMP[:2].tobytes())
    shared, first, second = Dataset(), Dataset(), Dataset()
    shared.FrameVOILUTSequence = _item(WindowCenter="1", WindowWidth="10")
    second.FrameVOILUTSequence = _item(WindowCenter="2", WindowWidth="20")
    second.PixelValueTransformationSequence = _item(RescaleSlope="3", RescaleIntercept="4")
    ds.SharedFunctionalGroupsSequence = Sequence([shared])
    ds.PerFrameFunctionalGroupsSequence = Sequence([first, second])
    path = write(ds, tmp_path / "film.dcm")

    one, two = read_dicom(path, 0), read_dicom(path, 1)

    assert (one.default_voi.centre, two.default_voi.centre) == (1, 2)
    assert two.modality.bounds(0, 1) == (4, 7)


def _item(**attributes: Any) -> Sequence:
    item = Dataset()
    for keyword, value in attributes.items():
        setattr(item, keyword, value)
    return Sequence([item])
