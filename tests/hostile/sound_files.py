"""Sound files of every kind we open, small: what mutants are made of."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import cv2
import imagecodecs
import numpy as np
from pydicom.data import get_testdata_files
from pydicom.dataset import FileMetaDataset
from pydicom.uid import UID, ExplicitVRBigEndian, ImplicitVRLittleEndian

from tests.engine.dicom.written import DX, film, lut
from tests.hostile.encapsulated import fragment
from tests.hostile.made_archives import dicomdir
from tests.hostile.made_codestreams import HTJ2K, of_stream, picture, streams
from tests.hostile.made_dicom import lut_item, overlay
from tests.hostile.made_states import graphic, state
from tests.hostile.raw_dicom import (
    COLUMNS,
    DEFLATED,
    PIXEL_DATA,
    RLE,
    ROWS,
    Element,
    Tag,
    body,
    compressed,
    dicom,
    element,
    item,
    meta,
    pixels,
    text,
)

BUNDLED = (
    "77654033/CR1/6154",
    "98892003/MR1/5641",
    "98892001/CT2N/6924",
    "SC_rgb_small_odd_jpeg.dcm",
    "SC_rgb_rle_2frame.dcm",
    "rtplan.dcm",
    "nested_priv_SQ.dcm",
    "badVR.dcm",
    "JPEGLSNearLossless_16.dcm",
    "693_J2KI.dcm",
)
"""Real headers that come with pydicom."""

_MOST_BYTES = 4_000
"""Of the bundled ones: beyond are only pixels, whose damage teaches nothing."""


def _rich() -> dict[Tag, Element | None]:
    """Return what a film may say about its grey scale, shutter, spacing and overlays."""
    lut = lut_item((16, 0, 12), struct.pack("<16H", *range(0, 4096, 256)))
    return {
        **overlay(ROWS, COLUMNS),
        (0x6000, 0x3000): ("OW", b"\xaa" * (ROWS * COLUMNS // 8)),
        (0x0008, 0x2218): ("SQ", item(element((0x0008, 0x0104), *text("LO", "CANARY-MEANING")))),
        (0x0018, 0x1600): text("CS", "CIRCULAR\\RECTANGULAR"),
        (0x0018, 0x1602): text("IS", "2"),
        (0x0018, 0x1604): text("IS", "22"),
        (0x0018, 0x1606): text("IS", "2"),
        (0x0018, 0x1608): text("IS", "14"),
        (0x0018, 0x1610): text("IS", "8\\12"),
        (0x0018, 0x1612): text("IS", "9"),
        (0x0020, 0x0020): text("CS", "L\\F"),
        (0x0028, 0x0030): text("DS", "0.2\\0.2"),
        (0x0028, 0x0120): ("US", b"\0\0"),
        (0x0028, 0x1055): text("LO", "SOFT"),
        (0x0028, 0x1056): text("CS", "SIGMOID"),
        (0x0028, 0x3000): ("SQ", lut),
        (0x0028, 0x3010): ("SQ", lut + lut),
        (0x2050, 0x0020): text("CS", "INVERSE"),
    }


def _frames() -> dict[Tag, Element | None]:
    """Return a multi-frame film whose frames have groups of their own."""
    window = item(
        element((0x0028, 0x1050), *text("DS", "20")) + element((0x0028, 0x1051), *text("DS", "40"))
    )
    group = item(element((0x0028, 0x9132), "SQ", window))
    return {
        (0x0028, 0x0008): text("IS", "3"),
        (0x0018, 0x1063): text("DS", "40"),
        (0x5200, 0x9229): ("SQ", group),
        (0x5200, 0x9230): ("SQ", group * 3),
        PIXEL_DATA: ("OW", pixels() * 3),
    }


def _written(syntax: UID) -> bytes:
    ds = film(picture(), 12, WindowCenter="20", WindowWidth="40", SOPInstanceUID="1.2.3")
    ds.PatientName = "CANARY-NAME^JOHN"
    ds.VOILUTSequence = lut(0, list(range(0, 4096, 256)), 12)
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = syntax
    ds.file_meta.MediaStorageSOPClassUID = UID(DX)
    ds.file_meta.MediaStorageSOPInstanceUID = UID("1.2.3")
    target, is_little = BytesIO(), syntax.is_little_endian
    ds.save_as(target, implicit_vr=syntax.is_implicit_VR, little_endian=is_little)
    return target.getvalue()


def _deflated() -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return bytes(128) + b"DICM" + meta(DEFLATED) + packer.compress(body(_rich())) + packer.flush()


def _rle() -> bytes:
    planes = [(picture() >> shift & 255).astype(np.uint8) for shift in (8, 0)]
    parts = [bytes(imagecodecs.packbits_encode(plane.tobytes())) for plane in planes]
    parts = [part + b"\0" * (len(part) % 2) for part in parts]
    start = struct.pack("<16I", 2, 64, 64 + len(parts[0]), *[0] * 13)
    return compressed(fragment(b"") + fragment(start + b"".join(parts)), RLE)


def _zip() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr(zipfile.ZipInfo("a.dcm"), dicom(), zipfile.ZIP_DEFLATED)
        made.writestr(zipfile.ZipInfo("b/c.dcm"), state())
    return target.getvalue()


def _tiff(compression: int) -> bytes:
    options = [cv2.IMWRITE_TIFF_COMPRESSION, compression]
    return cv2.imencode(".tif", picture(), options)[1].tobytes()


def _drawn() -> bytes:
    points = struct.pack("<6f", 1, 2, 3, 4, 5, 6)
    return state(
        {**_rich(), (0x0070, 0x0001): ("SQ", graphic("POLYLINE", points, 3)), PIXEL_DATA: None}
    )


def _bundled(name: str) -> bytes:
    found = [Path(path) for path in get_testdata_files() if Path(path).as_posix().endswith(name)]
    return found[0].read_bytes()[:_MOST_BYTES]


def sound_files() -> dict[str, bytes]:
    """Return sound files by name; a suffix other than .dcm says what is none."""
    pixels8 = (picture() >> 4).astype(np.uint8)
    coded = {f"codec_{uid.split('.')[-1]}.dcm": of_stream(s, uid) for uid, s in streams().items()}
    return {
        "explicit.dcm": dicom(_rich()),
        "plain.dcm": dicom(),
        "implicit.dcm": _written(ImplicitVRLittleEndian),
        "big_endian.dcm": _written(ExplicitVRBigEndian),
        "deflated.dcm": _deflated(),
        "no_preamble.dcm": body(_rich()),
        "frames.dcm": dicom(_frames()),
        "rle.dcm": _rle(),
        "htj2k.dcm": of_stream(bytes(imagecodecs.htj2k_encode(picture())), HTJ2K),
        **coded,
        "grey.png": bytes(imagecodecs.png_encode(picture())),
        "colours.png": bytes(imagecodecs.png_encode(np.dstack([pixels8] * 3))),
        **{f"compression_{kind}.tif": _tiff(kind) for kind in (1, 5, 8)},
        "state.dcm": _drawn(),
        "dicomdir.dcm": dicomdir(["INSIDE.DCM", "A\\B.DCM"]),
        "films.zip": _zip(),
        "grey.jpg": streams()["1.2.840.10008.1.2.4.50"],
        **{f"bundled_{Path(name).stem}.dcm": _bundled(name) for name in BUNDLED},
    }
