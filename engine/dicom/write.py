"""A dataset as the bytes of a DICOM file: PS3.10 7.1."""

import io
from typing import BinaryIO

from pydicom import config, dcmwrite
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian

from engine.dicom.quiet import silence_pydicom
from engine.version import VERSION

IMPLEMENTATION_CLASS_UID = "2.25.329975032210527598372912522532270147812"
"""Negatoscope itself, from a UUID drawn once: PS3.7 D.3.3.2."""


def write_dicom(ds: Dataset, file: BinaryIO) -> None:
    """Write an object as explicit VR little endian with a preamble of zeros.

    Args:
        ds: A whole object; gets its file meta information here, and nothing of the source's.
        file: Open for writing, at its start.

    Raises:
        OSError: If the disk refuses.
    """
    meta = FileMetaDataset()
    meta.FileMetaInformationVersion = b"\x00\x01"
    meta.MediaStorageSOPClassUID = UID(ds.SOPClassUID)
    meta.MediaStorageSOPInstanceUID = UID(ds.SOPInstanceUID)
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = UID(IMPLEMENTATION_CLASS_UID)
    meta.ImplementationVersionName = f"NEGATOSCOPE {VERSION}"[:16]
    ds.file_meta = meta
    ds.preamble = bytes(128)
    silence_pydicom()
    config.settings.writing_validation_mode = config.IGNORE  # what the film says is kept as it is
    encoded = io.BytesIO()  # pydicom would turn a full disk into an OSError that has no number
    dcmwrite(encoded, ds, enforce_file_format=True)
    file.write(encoded.getbuffer())
