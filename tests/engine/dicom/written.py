"""DICOM films made by pydicom, for tests of what we read."""

import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    generate_uid,
)

DX = "1.2.840.10008.5.1.4.1.1.1.1"


def film(pixels: npt.NDArray[Any], bits: int = 0, **attributes: Any) -> Dataset:
    """Return a DX dataset of one grey plane; a value of None removes the attribute.

    Args:
        pixels: (rows, columns) of 8 or 16 bit integers, signed or not.
        bits: Bits stored; 0 is all.
        attributes: By keyword.
    """
    allocated = 8 * pixels.dtype.itemsize
    ds = Dataset()
    ds.SOPClassUID, ds.SOPInstanceUID = DX, generate_uid()
    ds.Modality = "DX"
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, "MONOCHROME2"
    ds.Rows, ds.Columns = pixels.shape[:2]
    ds.BitsAllocated, ds.BitsStored = allocated, bits or allocated
    ds.HighBit = ds.BitsStored - 1
    ds.PixelRepresentation = int(pixels.dtype.kind == "i")
    ds.PixelData = pixels.tobytes() + b"\0" * (pixels.nbytes % 2)
    ds["PixelData"].VR = "OW" if allocated > 8 else "OB"
    for keyword, value in attributes.items():
        if value is None:
            delattr(ds, keyword)
        else:
            setattr(ds, keyword, value)
    return ds


def write(ds: Dataset, path: Path, syntax: UID = ExplicitVRLittleEndian) -> Path:
    """Write a dataset as a DICOM file and return its path."""
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = syntax
    ds.file_meta.MediaStorageSOPClassUID = ds.get("SOPClassUID", DX)
    ds.file_meta.MediaStorageSOPInstanceUID = ds.get("SOPInstanceUID", "1.2.3")
    ds.save_as(path, enforce_file_format=True, **_encoding(syntax))
    return path


def write_film(path: Path, pixels: npt.NDArray[Any], bits: int = 0, **attributes: Any) -> Path:
    """Write ``film(...)`` and return its path."""
    return write(film(pixels, bits, **attributes), path)


def lut(first: int, entries: list[int], bits: int, *, vr: str = "US", **extra: Any) -> Sequence:
    """Return a LUT sequence of one item.

    Args:
        first: First input value mapped.
        entries: Output values.
        bits: As the descriptor announces.
        vr: "US", or "SS" where the first value may be negative.
        extra: More attributes of the item.
    """
    item = Dataset()
    count = len(entries) % 65536
    item.add_new(0x00283002, vr, [count, first, bits])
    item.add_new(0x00283006, "OW", np.array(entries, dtype="<u2").tobytes())
    for keyword, value in extra.items():
        setattr(item, keyword, value)
    return Sequence([item])


def _encoding(syntax: UID) -> dict[str, bool]:
    return {"implicit_vr": syntax.is_implicit_VR, "little_endian": syntax.is_little_endian}


def encoded(syntax: UID, pixels: npt.NDArray[np.uint16]) -> bytes:
    """Return 16-bit pixels compressed without loss, as one frame of that transfer syntax."""
    import imagecodecs

    if syntax == JPEG2000Lossless:
        return bytes(imagecodecs.jpeg2k_encode(pixels, level=0, codecformat="j2k"))
    if syntax == JPEGLSLossless:
        return bytes(imagecodecs.jpegls_encode(pixels))
    if syntax == JPEGLosslessSV1:
        return bytes(imagecodecs.ljpeg_encode(pixels, bitspersample=16))
    planes = [pixels.view(np.uint8).reshape(*pixels.shape, -1)[..., n] for n in (1, 0)]
    parts = [bytes(imagecodecs.packbits_encode(plane.tobytes())) for plane in planes]
    parts = [part + b"\0" * (len(part) % 2) for part in parts]
    offsets = [64, 64 + len(parts[0]), *[0] * 13]
    return struct.pack("<16I", 2, *offsets) + b"".join(parts)
