"""Pixel data of one frame -> the integers in it, native or compressed.

Native pixels are looked at where they lie. Compressed ones are decoded by a process of their own
(``engine.dicom.decode_process``), after header and compressed picture have been compared: a lying
stream is refused before it is given memory, and a codec that crashes, hangs or swells is a
sentence.
"""

import atexit
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import BinaryIO

import numpy as np
from pydicom.uid import UID

from engine.dicom import decompress
from engine.dicom.decode_process import order_line, read_answer
from engine.dicom.decompress import DecodeError, Integers, Picture
from engine.dicom.fragments import OffsetTable, encoded_frame
from engine.dicom.header_walk import EXPLICIT_BIG, IMPLICIT_LITTLE, PixelPlace
from engine.dicom.inflated import DEFLATED
from engine.dicom.native_frame import native_bytes, native_integers
from engine.dicom.read_codestream import Codestream, CodestreamError, codestream_of
from engine.dicom.read_layout import PixelLayout

__all__ = [
    "CAN_DECODE",
    "LOSSY",
    "DecodeError",
    "Integers",
    "decode_frame",
    "is_native",
]

FROZEN_WORD = "--decode-pictures"
"""First word on the command line of a frozen program that is to be the decoding process."""

SECONDS, SECONDS_PER_MEGAPIXEL = 20.0, 1.0
"""What a picture may take: the slowest codec, JPEG 2000, takes a tenth of that."""

_NATIVE = frozenset((IMPLICIT_LITTLE, "1.2.840.10008.1.2.1", DEFLATED, EXPLICIT_BIG))

CAN_DECODE = (
    _NATIVE
    | decompress.JPEG
    | decompress.JPEG_LS
    | decompress.JPEG_2000
    | decompress.HTJ2K
    | {decompress.RLE}
)
"""Transfer syntaxes that ``decode_frame`` knows."""

LOSSY = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 81, 91, 203))
"""Transfer syntaxes whose pixels are to be taken as lossy unless the file denies it."""


def is_native(syntax: UID) -> bool:
    """Whether pixels lie in the file as they are."""
    return str(syntax) in _NATIVE


def decode_frame(
    file: BinaryIO, place: PixelPlace, layout: PixelLayout, extended: OffsetTable | None = None
) -> Integers:
    """Return the integers of one frame as they were encoded: not masked, not sign-extended.

    No other frame's bytes are read.

    Args:
        file: In which ``place`` is counted.
        place: Where pixels lie.
        layout: How they are said to lie.
        extended: Where compressed frames begin, if the header says so.

    Returns:
        (rows, columns) grey or palette indices, and of colours that begin with their luminance
        that alone; else (rows, columns, 3) red first. Nobody else holds them.

    Raises:
        DecodeError: If data are missing, or are not what the header announces.
    """
    if is_native(layout.syntax):
        decoded = native_integers(native_bytes(file, place, layout), layout)
    else:
        encoded = encoded_frame(file, place, layout.frame, layout.frames, extended)
        decoded = _decompressed(encoded, layout)
    if decoded.ndim == 3 and layout.is_luma_first:
        return np.ascontiguousarray(decoded[..., 0])
    return decoded


def _decompressed(encoded: bytes, layout: PixelLayout) -> Integers:
    picture = Picture(
        syntax=str(layout.syntax),
        rows=layout.rows,
        columns=layout.columns,
        samples=layout.samples,
        bits_allocated=layout.bits_allocated,
        is_signed=layout.is_signed,
        is_luma_first=layout.is_luma_first,
    )
    return decoded_apart(encoded, picture, _stream_of(encoded, picture))


def _stream_of(encoded: bytes, picture: Picture) -> Codestream | None:
    """Return what a compressed picture says of itself; None for RLE, which says nothing.

    Raises:
        DecodeError: If it says something else than the header.
    """
    if picture.syntax == decompress.RLE:
        return None
    try:
        stream = codestream_of(encoded)
    except CodestreamError as error:
        raise DecodeError(str(error)) from error
    announced, found = (picture.rows, picture.columns), (stream.rows, stream.columns)
    if announced != found or stream.samples != picture.samples:
        raise DecodeError(
            f"its header announces {announced[0]} × {announced[1]} pixels of {picture.samples}, "
            f"its compressed picture holds {found[0]} × {found[1]} of {stream.samples}"
        )
    return stream


def decoded_apart(encoded: bytes, picture: Picture, stream: Codestream | None) -> Integers:
    """Return the integers of a compressed picture, decoded by a process of its own.

    Args:
        encoded: The compressed bytes.
        picture: What the header says.
        stream: What the compressed picture says, the same.

    Raises:
        DecodeError: If the bytes are no such picture, take too long or too much memory, or make
            the codec stop.
    """
    worker = _workers.take()
    try:
        found = worker.decode(encoded, picture, stream)
    except DecodeError:
        _workers.give_back(worker)
        raise
    except BaseException:
        worker.stop()
        raise
    _workers.give_back(worker)
    return found


class _Worker:
    """One decoding process, started when it is first needed."""

    def __init__(self) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "OPENBLAS_NUM_THREADS": "1",  # it decodes, and its memory is counted
        }
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a codec's words may hold what the file says
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._is_late = False

    @property
    def is_alive(self) -> bool:
        """Whether it can be given another picture."""
        return self._process.poll() is None

    def decode(self, encoded: bytes, picture: Picture, stream: Codestream | None) -> Integers:
        """Return the integers of a picture; see ``decoded_apart``."""
        source, sink = self._process.stdin, self._process.stdout
        assert source is not None  # noqa: S101 - both are pipes
        assert sink is not None  # noqa: S101
        seconds = SECONDS + SECONDS_PER_MEGAPIXEL * picture.rows * picture.columns / 1e6
        self._is_late = False
        watch = threading.Timer(seconds, self._give_up)
        watch.daemon = True
        watch.start()
        try:
            source.write(order_line(picture, stream, len(encoded)))
            source.write(encoded)
            source.flush()
            return read_answer(sink)
        except (EOFError, OSError, ValueError) as error:
            self.stop()
            if self._is_late:
                raise DecodeError(
                    f"its compressed picture was not decoded within {seconds:.0f} s"
                ) from error
            raise DecodeError("its compressed picture made the decoder stop") from error
        finally:
            watch.cancel()

    def _give_up(self) -> None:
        self._is_late = True
        self._process.kill()

    def stop(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()


class _Workers:
    """Decoding processes that wait for work; as many as pictures are decoded at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        atexit.register(self.stop)

    def take(self) -> _Worker:
        """Return a process that waits, or a new one.

        Raises:
            DecodeError: If the system lets none be started.
        """
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
                worker.stop()
        try:
            return _Worker()
        except OSError as error:
            raise DecodeError("the process that decodes pictures cannot be started") from error

    def give_back(self, worker: _Worker) -> None:
        """Keep a process for the next picture."""
        if worker.is_alive:
            with self._lock:
                self._idle.append(worker)

    def stop(self) -> None:
        """End all that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.stop()


_workers = _Workers()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_WORD]
    return [sys.executable, "-P", "-m", "engine.dicom.decode_process"]
