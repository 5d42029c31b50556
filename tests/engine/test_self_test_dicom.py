"""engine.self_test_dicom"""

from io import BytesIO

import numpy as np
import pytest
from pydicom import dcmread

from engine.self_test_dicom import Made, film_bytes

IMPLICIT, EXPLICIT = "1.2.840.10008.1.2", "1.2.840.10008.1.2.1"
DEFLATED, BIG = "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2"


@pytest.mark.parametrize("syntax", [IMPLICIT, EXPLICIT, DEFLATED, BIG])
def test_another_program_reads_the_same_stored_values(syntax: str) -> None:
    film = np.arange(6 * 4, dtype=np.uint16).reshape(6, 4) * 100
    native = film.astype(">u2" if syntax == BIG else "<u2").tobytes()

    read = dcmread(BytesIO(film_bytes(Made(syntax, 6, 4, 12, native, is_native=True))))

    assert read.file_meta.TransferSyntaxUID == syntax
    assert (read.BitsAllocated, read.BitsStored, read.HighBit) == (16, 12, 11)
    assert np.array_equal(read.pixel_array, film)


def test_a_compressed_frame_of_odd_length_is_padded_in_its_fragment() -> None:
    """PS3.5 A.4: empty offset table, item, sequence delimiter; lengths are even."""
    made = Made("1.2.840.10008.1.2.4.50", 2, 2, 8, b"\xff\xd8\xff", is_native=False)

    read = dcmread(BytesIO(film_bytes(made)))

    assert read.BitsAllocated == 8
    assert read.PixelData == (
        b"\xfe\xff\x00\xe0\x00\x00\x00\x00\xfe\xff\x00\xe0\x04\x00\x00\x00\xff\xd8\xff\x00"
    )
