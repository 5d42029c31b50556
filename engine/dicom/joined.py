"""The header of a film made of several: the first one's, without what hung on its own pixels."""

from pydicom.dataset import Dataset

from engine.dicom.export_facts import header_of
from engine.dicom.turn import drop_grid
from engine.radiograph import Radiograph

_OF_ONE_EXPOSURE = (
    "NumberOfFrames",
    "Exposure",
    "ExposureInuAs",
    "ExposureInmAs",
    "ExposureIndex",
    "TargetExposureIndex",
    "DeviationIndex",
    "RelativeXRayExposure",
    "ImageAndFluoroscopyAreaDoseProduct",
    "FieldOfViewDimensions",
    "PixelPaddingValue",
    "PixelPaddingRangeLimit",
    "SmallestImagePixelValue",
    "LargestImagePixelValue",
)
"""True of one film and wrong of the whole."""

_OVERLAYS = range(0x6000, 0x6020)


def header_without_grid(film: Radiograph) -> Dataset:
    """Return a copy of the film's header without shutters, overlays and exposure of its own.

    Args:
        film: The first of those that were joined; it is not changed.
    """
    ds = header_of(film)
    drop_grid(ds)
    for keyword in _OF_ONE_EXPOSURE:
        if keyword in ds:
            delattr(ds, keyword)
    for tag in list(ds.keys()):
        if tag.group in _OVERLAYS:
            del ds[tag]
    return ds
