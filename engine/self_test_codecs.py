"""Self-test: a small film in every transfer syntax and picture format is decoded as it was made.

The codecs that come with the program compress it; the decoding process decodes it, as it does for
every film. So a build that lacks a codec, or cannot start its own process, is found out.
"""

import struct
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.dicom.decode import CAN_DECODE
from engine.dicom.decompress import RLE
from engine.dicom.header_walk import EXPLICIT_BIG, IMPLICIT_LITTLE
from engine.dicom.inflated import DEFLATED
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.self_test_check import Bench, Check, CheckFailedError, failing_as
from engine.self_test_dicom import EXPLICIT_LITTLE, Made, film_bytes

Stored = npt.NDArray[np.uint16]

ROWS, COLUMNS, BITS = 48, 64, 12

MOST_LOSS = 20
"""Stored values of 4096 by which lossy codecs may miss this smooth film: half a per cent."""

_GROUP = "Decoding"
_JPEG = "1.2.840.10008.1.2.4."


def codec_checks() -> tuple[Check, ...]:
    """Return one check for each transfer syntax that the program claims, and for bitmaps."""
    syntaxes = (Check(_GROUP, name, partial(_syntax, uid)) for uid, name in _NAMES.items())
    bitmaps = (Check(_GROUP, name, partial(_bitmap, suffix)) for suffix, name in _BITMAPS.items())
    return (Check(_GROUP, "Every transfer syntax is tried", _all_tried), *syntaxes, *bitmaps)


_NAMES = {
    IMPLICIT_LITTLE: "Implicit VR little endian",
    EXPLICIT_LITTLE: "Explicit VR little endian",
    DEFLATED: "Deflated explicit VR little endian",
    EXPLICIT_BIG: "Explicit VR big endian",
    RLE: "RLE",
    f"{_JPEG}50": "JPEG baseline, 8 bit",
    f"{_JPEG}51": "JPEG extended, 12 bit",
    f"{_JPEG}57": "JPEG lossless",
    f"{_JPEG}70": "JPEG lossless, first order",
    f"{_JPEG}80": "JPEG-LS lossless",
    f"{_JPEG}81": "JPEG-LS near lossless",
    f"{_JPEG}90": "JPEG 2000 lossless",
    f"{_JPEG}91": "JPEG 2000",
    f"{_JPEG}201": "High-throughput JPEG 2000 lossless",
    f"{_JPEG}202": "High-throughput JPEG 2000 lossless, RPCL",
    f"{_JPEG}203": "High-throughput JPEG 2000",
}
"""Every transfer syntax, and what people call it."""

_BITMAPS = {".png": "PNG, 16 bit", ".tif": "TIFF, 16 bit", ".jpg": "JPEG, 8 bit"}
_LOSSY = frozenset(f"{_JPEG}{n}" for n in (50, 51, 81, 91, 203))


def smooth_film() -> Stored:
    """Return (48, 64) uint16 stored values of 12 bits, smooth, none of them 0."""
    down, across = np.mgrid[0:ROWS, 0:COLUMNS]
    return np.asarray((np.sin(down / 9) + np.cos(across / 11)) * 900 + 2000, np.uint16)


def _all_tried(_: Bench, progress: Progress) -> str:
    progress.check()
    untried = CAN_DECODE ^ set(_NAMES)
    if untried:
        told = ", ".join(sorted(untried))
        raise CheckFailedError(f"These are claimed or tried, not both: {told}.")
    return f"{len(_NAMES)} of {len(CAN_DECODE)}"


def _syntax(uid: str, bench: Bench, progress: Progress) -> str:
    progress.check()
    film, bits = smooth_film(), BITS
    if uid == f"{_JPEG}50":  # the only syntax of 8 bits alone
        film, bits = film >> np.uint16(4), 8
    with failing_as("The codec that compresses it is not in this build.", ImportError):
        encoded = _encoded(uid, film)
    is_native = uid in _NATIVE
    path = bench.folder / f"{uid}.dcm"
    path.write_bytes(film_bytes(Made(uid, ROWS, COLUMNS, bits, encoded, is_native)))
    return _compared(_read(path), film, MOST_LOSS if uid in _LOSSY else 0)


def _bitmap(suffix: str, bench: Bench, progress: Progress) -> str:
    import cv2

    progress.check()
    film = smooth_film() << np.uint16(4)
    path = bench.folder / f"bitmap{suffix}"
    if suffix == ".jpg":
        film = film >> np.uint16(8)
        done, encoded = cv2.imencode(suffix, film.astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 95])
        if not done:
            raise CheckFailedError("OpenCV writes no JPEG.")
        path.write_bytes(encoded.tobytes())
        return _compared(_read(path), film, 2)
    from engine.bitmap import write_bitmap

    write_bitmap(film, path)
    return _compared(_read(path), film, 0)


def _read(path: Path) -> Radiograph:
    from engine.reading import read_radiograph

    return read_radiograph(path)


def _compared(read: Radiograph, made: Stored, most: int) -> str:
    if read.pixels.shape != made.shape:
        raise CheckFailedError(f"It came back as {read.pixels.shape} instead of {made.shape}.")
    off = int(np.abs(read.pixels.astype(np.int32) - made).max())
    if off > most:
        raise CheckFailedError(f"A stored value is off by {off}; {most} is allowed.")
    return f"off by {off} of {most} at most" if most else "every stored value"


def _encoded(uid: str, film: Stored) -> bytes:
    """Return a film as a syntax has it.

    Raises:
        ImportError: If this build lacks the codec.
    """
    if uid in _NATIVE:
        return film.astype(">u2" if uid == EXPLICIT_BIG else "<u2").tobytes()
    if uid == RLE:
        return _run_lengths(film)
    with failing_as("The codec cannot compress it.", RuntimeError, ValueError):
        return bytes(_compressed(uid, film))


def _compressed(uid: str, film: Stored) -> bytes | bytearray:
    import imagecodecs

    number = int(uid.rpartition(".")[2])
    if number == 50:
        return imagecodecs.jpeg8_encode(film.astype(np.uint8), level=95)
    if number == 51:
        return imagecodecs.jpeg8_encode(film, level=95, bitspersample=BITS)
    if number in (57, 70):
        predictor = 4 if number == 57 else 1
        return imagecodecs.jpeg8_encode(
            film, lossless=True, predictor=predictor, bitspersample=BITS
        )
    if number in (80, 81):
        return imagecodecs.jpegls_encode(film, level=2 * (number - 80))
    if number in (90, 91):
        level, is_lossless = (0, True) if number == 90 else (70, False)
        return imagecodecs.jpeg2k_encode(
            film, level=level, reversible=is_lossless, codecformat="j2k", bitspersample=BITS
        )
    return imagecodecs.htj2k_encode(film, reversible=number != 203)


_NATIVE = (IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED, EXPLICIT_BIG)


def _run_lengths(film: Stored) -> bytes:
    """Return a film as two PackBits segments, high bytes first, row by row. PS3.5 G."""
    from imagecodecs import packbits_encode

    planes = (film >> 8, film & 0xFF)
    segments = []
    for plane in planes:
        packed = b"".join(bytes(packbits_encode(row.tobytes())) for row in plane.astype(np.uint8))
        segments.append(packed + bytes(len(packed) % 2))
    starts = (64, 64 + len(segments[0]))
    return struct.pack("<16I", len(planes), *starts, *([0] * 13)) + b"".join(segments)
