"""Small films with whole headers, to derive objects from."""

from datetime import UTC, datetime

import numpy as np
from pydicom.dataset import Dataset

from engine.dicom.derive import derived_dataset
from engine.export import processed
from engine.grayscale.modality import LinearModality
from engine.grayscale.voi import Window
from engine.presentation import Presentation
from engine.radiograph import Radiograph, Spacing, SpacingSource
from engine.render import Renderer
from engine.source import Source, SourceKind

CR = "1.2.840.10008.5.1.4.1.1.1"
DX = "1.2.840.10008.5.1.4.1.1.1.1"
DX_FOR_PROCESSING = "1.2.840.10008.5.1.4.1.1.1.1.1"
MG_FOR_PROCESSING = "1.2.840.10008.5.1.4.1.1.1.2.1"
MG = "1.2.840.10008.5.1.4.1.1.1.2"
CT = "1.2.840.10008.5.1.4.1.1.2"
XA = "1.2.840.10008.5.1.4.1.1.12.1"
CAPTURE = "1.2.840.10008.5.1.4.1.1.7"

NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


def header(class_uid: str = DX, /, **values: object) -> Dataset:
    """Return the header of a 4 x 6 film; ``values`` are added or replaced by keyword."""
    ds = Dataset()
    given = {
        "SOPClassUID": class_uid,
        "SOPInstanceUID": "1.2.3.1",
        "StudyInstanceUID": "1.2.3.2",
        "SeriesInstanceUID": "1.2.3.3",
        "SeriesNumber": 2,
        "InstanceNumber": 5,
        "ImageType": ["ORIGINAL", "PRIMARY", ""],
        "Modality": "DX",
        "PatientName": "Sample^Film",
        "PatientID": "NG-0001",
        "StudyDate": "20261120",
        "AcquisitionDate": "20261120",
        "AcquisitionTime": "091400",
        "SeriesDescription": "CHEST",
        "PatientOrientation": ["L", "F"],
        "BurnedInAnnotation": "NO",
        "LossyImageCompression": "00",
        "PixelIntensityRelationship": "LIN",
        "PixelIntensityRelationshipSign": 1,
        "ImagerPixelSpacing": [0.2, 0.1],
        "Rows": 4,
        "Columns": 6,
        "PhotometricInterpretation": "MONOCHROME2",
    }
    for keyword, value in {**given, **values}.items():
        setattr(ds, keyword, value)
    return ds


def film(
    ds: Dataset | None, *, photometric: str = "MONOCHROME2", slope: float = 1.0, frame: int = 0
) -> Radiograph:
    """Return the 4 x 6 wedge 0..2300 that belongs to a header; a bitmap without one."""
    pixels = np.arange(0, 2400, 100, dtype=np.uint16).reshape(4, 6)
    source = Source(SourceKind.BITMAP, "wedge.png")
    if ds is not None:
        source = Source(
            SourceKind.DICOM,
            "wedge.dcm",
            sop_class_uid=ds.SOPClassUID,
            sop_instance_uid=ds.get("SOPInstanceUID", ""),
            transfer_syntax_uid="1.2.840.10008.1.2.1",
            frame=frame,
        )
    known = Spacing(0.2, 0.1, SpacingSource.DETECTOR)
    assumed = Spacing(1.0, 1.0, SpacingSource.ASSUMED)
    return Radiograph(
        pixels,
        12,
        source,
        assumed if ds is None else known,
        modality=LinearModality(slope),
        photometric=photometric,  # type: ignore[arg-type]
        vois=(Window(1000, 500),),
        header=ds,
    )


def derive(radiograph: Radiograph, presentation: Presentation | None = None) -> Dataset:
    """Return the object derived from a film as the presentation says."""
    shown = presentation or Presentation(radiograph.default_voi)
    picture = processed(Renderer(radiograph), shown.recipe)
    return derived_dataset(radiograph, picture, shown, source_sha256="ab12", now=NOON)
