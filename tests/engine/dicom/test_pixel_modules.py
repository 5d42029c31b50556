"""engine.dicom.pixel_modules"""

import numpy as np
import pytest
from pydicom.dataset import Dataset

from engine.dicom import pixel_modules
from engine.grayscale.voi import Window


def test_pixels_are_sixteen_native_little_endian_bits() -> None:
    ds = Dataset()
    pixels = np.array([[1, 256, 65535]], dtype=np.uint16)

    pixel_modules.add_image_pixel_module(ds, pixels, is_negative=False)

    assert ds.PixelData == b"\x01\x00\x00\x01\xff\xff"
    assert (ds.Rows, ds.Columns) == (1, 3)


def test_window_fits_into_sixteen_characters() -> None:
    """VR DS holds 16 characters; 1/3 of a value has more digits than that."""
    ds = Dataset()

    pixel_modules.add_voi_window(ds, Window(-32768 / 3, 65536 / 3), "Own")

    assert len(str(ds["WindowCenter"].value)) <= 16
    assert float(ds.WindowCenter) == pytest.approx(-32768 / 3, abs=1e-8)


@pytest.mark.parametrize(
    ("given", "is_lossy", "written"),
    [("01", False, "01"), ("00", False, "00"), ("00", True, "01"), (None, False, "00")],
)
def test_once_lossy_always_lossy(given: str | None, is_lossy: bool, written: str) -> None:
    ds = Dataset()
    if given is not None:
        ds.LossyImageCompression = given

    pixel_modules.add_lossy_compression(ds, is_lossy=is_lossy, ratio=None, method=None)

    assert ds.LossyImageCompression == written


def test_film_s_own_compression_ratio_is_kept() -> None:
    ds = Dataset()
    ds.LossyImageCompression, ds.LossyImageCompressionRatio = "01", 12.5

    pixel_modules.add_lossy_compression(ds, is_lossy=True, ratio=3.0, method="ISO_10918_1")

    assert ds.LossyImageCompressionRatio == 12.5
    assert ds.LossyImageCompressionMethod == "ISO_10918_1"


@pytest.mark.parametrize(
    ("given", "is_burned_in", "written"),
    [("NO", False, "NO"), ("NO", True, "YES"), ("", False, "YES"), (None, False, "YES")],
)
def test_annotation_nobody_knows_of_counts_as_burnt_in(
    given: str | None, is_burned_in: bool, written: str
) -> None:
    ds = Dataset()
    if given is not None:
        ds.BurnedInAnnotation = given

    pixel_modules.add_annotation_flag(ds, is_burned_in=is_burned_in)

    assert ds.BurnedInAnnotation == written
