"""One function per DICOM module that says what the pixels are and how they are shown."""

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.valuerep import DSfloat

from engine.grayscale.voi import Window
from engine.picture import IndexImage


def add_annotation_flag(ds: Dataset, *, is_burned_in: bool) -> None:
    """Add Burned In Annotation (0028,0301); what nobody knows counts as burnt in: C.7.6.1."""
    if is_burned_in or ds.get("BurnedInAnnotation") not in ("YES", "NO"):
        ds.BurnedInAnnotation = "YES"


def add_lossy_compression(
    ds: Dataset, *, is_lossy: bool, ratio: float | None, method: str | None
) -> None:
    """Add the lossy compression history: PS3.3 C.7.6.1.1.5. Once lossy, always lossy.

    Args:
        ds: The dataset being built; keeps the film's ratios and methods.
        is_lossy: The film says so, or its compression was.
        ratio: Original size over compressed size, used where the film gives none.
        method: Defined term of Lossy Image Compression Method, used likewise.
    """
    is_lossy = is_lossy or ds.get("LossyImageCompression") == "01"
    ds.LossyImageCompression = "01" if is_lossy else "00"
    if not is_lossy:
        return
    if not ds.get("LossyImageCompressionRatio") and ratio is not None:
        ds.LossyImageCompressionRatio = f"{ratio:.2f}"
    if not ds.get("LossyImageCompressionMethod") and method is not None:
        ds.LossyImageCompressionMethod = method


def add_image_pixel_module(ds: Dataset, pixels: IndexImage, *, is_negative: bool) -> None:
    """Add the Image Pixel Module with 16 native bits: PS3.3 C.7.6.3.

    Args:
        ds: The dataset being built.
        pixels: (rows, columns) uint16.
        is_negative: Small values are to be shown bright.
    """
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = "MONOCHROME1" if is_negative else "MONOCHROME2"
    ds.Rows, ds.Columns = pixels.shape
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = 16, 16, 15
    ds.PixelRepresentation = 0
    ds.add_new("PixelData", "OW", pixels.astype("<u2", copy=False).tobytes())


def add_modality_lut_module(ds: Dataset) -> None:
    """Add the identity as Modality LUT Module: PS3.3 C.11.1."""
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = 0, 1, "US"


def add_voi_window(ds: Dataset, window: Window, explanation: str) -> None:
    """Add the VOI LUT Module with one window: PS3.3 C.11.2.

    Args:
        ds: The dataset being built.
        window: In the new stored values.
        explanation: A name for it, at most 64 characters (VR LO).
    """
    ds.WindowCenter = DSfloat(window.centre, auto_format=True)  # VR DS: 16 characters
    ds.WindowWidth = DSfloat(window.width, auto_format=True)
    ds.VOILUTFunction = window.function.value
    ds.WindowCenterWidthExplanation = explanation[:64]


def add_voi_lut(ds: Dataset, entries: IndexImage, explanation: str) -> None:
    """Add the VOI LUT Module with one table for all 16-bit values: PS3.3 C.11.2.1.1.

    Args:
        ds: The dataset being built.
        entries: (65536,) uint16 output of each stored value.
        explanation: At most 64 characters (VR LO).
    """
    item = Dataset()
    item.add_new("LUTDescriptor", "US", [0, 0, 16])  # 0 stands for 65 536 entries
    item.LUTExplanation = explanation[:64]
    item.add_new("LUTData", "OW", entries.astype("<u2", copy=False).tobytes())
    ds.VOILUTSequence = Sequence([item])


def add_presentation_lut(ds: Dataset, *, is_negative: bool) -> None:
    """Add Presentation LUT Shape (2050,0020), as DX demands it: PS3.3 C.8.11.3."""
    ds.PresentationLUTShape = "INVERSE" if is_negative else "IDENTITY"


def add_intensity(ds: Dataset, *, relationship: str, sign: int | None) -> None:
    """Add Pixel Intensity Relationship of the DX or X-Ray Image Module: C.8.11.3, C.8.7.1.

    Args:
        ds: The dataset being built.
        relationship: LIN, LOG or DISP.
        sign: 1 where higher values mean more X-rays, -1 where they mean fewer; XA has none.
    """
    ds.PixelIntensityRelationship = relationship
    if sign is not None:
        ds.PixelIntensityRelationshipSign = sign


def add_pixel_spacing(ds: Dataset, spacing_mm: tuple[float, float]) -> None:
    """Add Pixel Spacing of a bitmap that knows its own: PS3.3 10.7.1."""
    ds.PixelSpacing = [DSfloat(mm, auto_format=True) for mm in spacing_mm]
