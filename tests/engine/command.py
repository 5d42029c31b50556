"""The real command in a process of its own, and small films to give it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ComputedRadiographyImageStorage, ExplicitVRLittleEndian, generate_uid

ROOT = Path(__file__).resolve().parents[2]
ROWS, COLUMNS = 48, 64


@dataclass(frozen=True)
class Ran:
    """How a command ended.

    Attributes:
        status: Exit status.
        out: What it wrote to stdout.
        err: What it wrote to stderr.
    """

    status: int
    out: str
    err: str


def negatoscope(*words: object, cwd: Path = ROOT, **environment: str) -> Ran:
    """Run ``negatoscope`` with these words."""
    inherited = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        [sys.executable, "-m", "viewer", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**inherited, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment},
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def wedge() -> np.ndarray:
    """Return (48, 64) uint16 stored values of 12 bits: every column another grey, none twice."""
    return np.tile(np.arange(COLUMNS, dtype=np.uint16) * 65, (ROWS, 1))


def write_png(path: Path) -> Path:
    """Write the wedge as 16-bit PNG over the whole range."""
    done, encoded = cv2.imencode(".png", wedge() * 16)
    assert done
    path.write_bytes(encoded.tobytes())
    return path


def write_cr(path: Path, **attributes: object) -> Path:
    """Write the wedge as a CR object of 12 bits with two windows.

    Args:
        path: The file.
        attributes: DICOM keywords to set or, with None, to leave out.
    """
    ds = Dataset()
    ds.SOPClassUID = ComputedRadiographyImageStorage
    ds.SOPInstanceUID = generate_uid()
    ds.StudyInstanceUID, ds.SeriesInstanceUID = generate_uid(), generate_uid()
    ds.PatientName, ds.PatientID = "Roe^Richard", "R-1"
    ds.PatientBirthDate = ds.PatientSex = ds.StudyDate = ds.StudyTime = ""
    ds.ReferringPhysicianName = ds.StudyID = ds.AccessionNumber = ds.Manufacturer = ""
    ds.BodyPartExamined, ds.ViewPosition = "CHEST", "PA"
    ds.SeriesNumber = ds.InstanceNumber = 1
    ds.ImageType = ["ORIGINAL", "PRIMARY"]
    ds.Modality, ds.PhotometricInterpretation = "CR", "MONOCHROME2"
    ds.SamplesPerPixel, ds.PixelRepresentation = 1, 0
    ds.Rows, ds.Columns = ROWS, COLUMNS
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = 16, 12, 11
    ds.RescaleSlope, ds.RescaleIntercept, ds.RescaleType = 1, 0, "US"
    ds.PixelSpacing = ds.ImagerPixelSpacing = [0.2, 0.2]
    ds.WindowCenter, ds.WindowWidth = [2048, 1000], [4096, 500]
    ds.WindowCenterWidthExplanation = ["All", "Soft"]
    ds.PixelData = wedge().tobytes()
    for keyword, value in attributes.items():
        if value is None:
            del ds[keyword]
        else:
            setattr(ds, keyword, value)
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.save_as(path, enforce_file_format=True)
    return path
