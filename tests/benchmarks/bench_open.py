"""Opening a 3000 x 3000 native DX to its grey levels, against pydicom and one look-up."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

from engine.dicom.read import read_dicom
from engine.picture import picture_of

SIDE, ROUNDS = 3000, 15


def write_film(path: Path) -> None:
    """Write a 14-bit DX with a window."""
    values = np.random.default_rng(1).integers(0, 1 << 14, (SIDE, SIDE), dtype=np.uint16)
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    ds.SOPInstanceUID = generate_uid()
    ds.Modality = "DX"
    ds.Rows, ds.Columns, ds.SamplesPerPixel = SIDE, SIDE, 1
    ds.PhotometricInterpretation = "MONOCHROME2"
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 14, 13, 0
    ds.WindowCenter, ds.WindowWidth = 8000, 12000
    ds.PixelData = values.tobytes()
    ds.save_as(path, enforce_file_format=True)


def ours(path: Path) -> None:
    """Open, and look the whole film up once."""
    radiograph = read_dicom(path)
    picture_of(radiograph).grey_levels(radiograph.default_voi)


def reference(path: Path) -> None:
    """Do the same with pydicom and a table that is there already."""
    cv2.LUT(pydicom.dcmread(path).pixel_array, TABLE)


TABLE = (np.arange(65536) >> 8).astype(np.uint8)


def seconds(work: Callable[[Path], None], path: Path) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    work(path)
    return time.perf_counter() - start


def main() -> None:
    """Print both medians and their ratio; rounds are interleaved."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.dcm"
        write_film(path)
        ours(path)
        reference(path)
        pairs = [(seconds(ours, path), seconds(reference, path)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"open {SIDE} x {SIDE} native DX to grey levels: ours {mine * 1e3:.1f} ms")
    print(f"  pydicom pixel_array + one look-up:          {theirs * 1e3:.1f} ms")
    print(f"  ratio {mine / theirs:.2f} (at most 1.3)")


if __name__ == "__main__":
    main()
