"""Compressed pictures, decoded by processes of their own (``engine.decode_process``).

A codec that crashes, hangs or swells is a sentence; the program lives on. Native pixels never come
here. What is decoded comes back through a pipe, read into the array it is to be: for 18 MB that
takes 10 ms, a quarter of what fresh shared memory does, and a process that is killed leaves nothing
behind.
"""

import atexit
import os
import subprocess
import sys
import threading
from contextlib import suppress

from engine.bitmap_header import BitmapHeader
from engine.decode_process import bitmap_line, order_line, read_answer
from engine.dicom.decompress import DecodeError, Integers, Picture
from engine.dicom.read_codestream import Codestream

__all__ = ["DecodeError", "bitmap_apart", "decoded_apart"]

FROZEN_WORD = "--decode-pictures"
"""First word on the command line of a frozen program that is to be the decoding process."""

SECONDS, SECONDS_PER_MEGAPIXEL = 20.0, 1.0
"""What a picture may take: the slowest codec, JPEG 2000, takes a tenth of that."""


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
    order = order_line(picture, stream, len(encoded))
    return _answered(order, encoded, picture.rows * picture.columns)


def bitmap_apart(data: bytes, header: BitmapHeader, page: int) -> Integers:
    """Return the samples of a PNG, JPEG or TIFF file, decoded by a process of its own.

    Args:
        data: All bytes of the file.
        header: What it says of itself.
        page: 0-based page of a TIFF.

    Raises:
        DecodeError: If the bytes are no such picture, take too long or too much memory, or make
            the codec stop.
    """
    order = bitmap_line(header, page, len(data))
    return _answered(order, data, header.rows * header.columns)


def _answered(order: bytes, encoded: bytes, pixels: int) -> Integers:
    worker = _workers.take()
    try:
        found = worker.decode(order, encoded, pixels)
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
            "MALLOC_ARENA_MAX": "2",  # each thread's own would be counted, too
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

    def decode(self, order: bytes, encoded: bytes, pixels: int) -> Integers:
        """Return what the process makes of an order and its bytes."""
        source, sink = self._process.stdin, self._process.stdout
        assert source is not None  # noqa: S101 - both are pipes
        assert sink is not None  # noqa: S101
        seconds = SECONDS + SECONDS_PER_MEGAPIXEL * pixels / 1e6
        self._is_late = False
        watch = threading.Timer(seconds, self._give_up)
        watch.daemon = True
        watch.start()
        try:
            source.write(order)
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
    return [sys.executable, "-P", "-m", "engine.decode_process"]
