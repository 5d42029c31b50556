"""Opening a compressed 3000 x 3000 DX, against the decoders of DCMTK and GDCM.

Ours is the way from the file to stored values, with the decoding process started already, as in a
window that has shown a film. Theirs is a program that decodes a file into a native one; what it
takes for a picture of 8 x 8, which is its start, and for writing a native film is taken off.
"""

import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import imagecodecs
import numpy as np
import numpy.typing as npt
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, ExplicitVRLittleEndian, generate_uid

from engine.dicom.read import read_dicom

SIDE, BITS, ROUNDS = 3000, 14, 5
MOST = 1.2

DCMTK_JPEG, DCMTK_LS, DCMTK_RLE = ("dcmdjpeg",), ("dcmdjpls",), ("dcmdrle",)
GDCM = ("gdcmconv", "--raw")

CASES: dict[str, tuple[list[str], list[tuple[str, ...]]]] = {
    "deflated": (["dcmconv", "+td"], [("dcmconv", "+te"), GDCM]),
    "RLE": (["dcmcrle"], [DCMTK_RLE, GDCM]),
    "JPEG extended, 12 bit": (["dcmcjpeg", "+ee"], [DCMTK_JPEG]),
    "JPEG lossless .57": (["dcmcjpeg", "+el"], [DCMTK_JPEG, GDCM]),
    "JPEG lossless .70": (["dcmcjpeg", "+e1"], [DCMTK_JPEG, GDCM]),
    "JPEG-LS": (["dcmcjpls", "+el"], [DCMTK_LS, GDCM]),
    "JPEG-LS near": (["dcmcjpls", "+en", "+md", "2"], [DCMTK_LS, GDCM]),
    "JPEG 2000 lossless": (["gdcmconv", "--j2k"], [GDCM]),
    "JPEG 2000 lossy": (["gdcmconv", "--j2k", "--lossy", "-q", "45"], [GDCM]),
}
"""Syntax -> how it is written, and who else decodes it."""


def radiograph(side: int, bits: int) -> npt.NDArray[np.uint16]:
    """Return smooth shapes and quantum noise: it compresses as a film does."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[:side, :side].astype(np.float32) / side
    dose = 0.15 + 0.6 * np.exp(-4 * (x - 0.5) ** 2) * (0.6 + 0.4 * np.cos(7 * y))
    values = dose * (1 << bits) * 0.9 + rng.normal(0, 1.0, dose.shape) * np.sqrt(dose) * 14
    clipped: npt.NDArray[np.uint16] = np.clip(values, 0, (1 << bits) - 1).astype(np.uint16)
    return clipped


def write(path: Path, pixels: npt.NDArray[np.uint16], bits: int) -> Path:
    """Write a native DX."""
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    ds.SOPInstanceUID = generate_uid()
    ds.Modality = "DX"
    ds.Rows, ds.Columns = pixels.shape
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, "MONOCHROME2"
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, bits, bits - 1, 0
    ds.PixelData = pixels.tobytes()
    ds.save_as(path, enforce_file_format=True)
    return path


def run(command: tuple[str, ...] | list[str], source: Path, target: Path) -> None:
    """Let a program turn one file into another."""
    subprocess.run([*command, str(source), str(target)], check=True, capture_output=True)


def seconds(work: Callable[[], object]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(name: str, folder: Path) -> str:
    """Return a line: ours, theirs, and the ratio to the faster of them."""
    encoder, decoders = CASES[name]
    bits = 12 if "12 bit" in name else BITS
    large, small, raw = folder / "large.dcm", folder / "small.dcm", folder / "raw.dcm"
    run(encoder, write(folder / "plain.dcm", radiograph(SIDE, bits), bits), large)
    run(encoder, write(folder / "dot.dcm", radiograph(8, bits), bits), small)
    read_dicom(large)
    mine: list[float] = []
    writing: list[float] = []
    starts: dict[tuple[str, ...], list[float]] = {decoder: [] for decoder in decoders}
    theirs: dict[tuple[str, ...], list[float]] = {decoder: [] for decoder in decoders}
    for _ in range(ROUNDS):
        mine.append(seconds(lambda: read_dicom(large)))
        for decoder in decoders:
            theirs[decoder].append(seconds(partial(run, decoder, large, raw)))
            starts[decoder].append(seconds(partial(run, decoder, small, raw)))
        writing.append(seconds(partial(raw.write_bytes, bytes(SIDE * SIDE * 2))))
    own = statistics.median(mine)
    best = {
        d[0]: statistics.median(theirs[d])
        - statistics.median(starts[d])
        - statistics.median(writing)
        for d in decoders
    }
    judge = min(best, key=lambda one: best[one])
    said = ", ".join(f"{one} {value * 1e3:.0f} ms" for one, value in best.items())
    return f"{name:22} ours {own * 1e3:5.0f} ms   {said:38} ratio {own / best[judge]:.2f}"


def htj2k(folder: Path) -> str:
    """Return a line for HTJ2K, which neither of the two decodes: beside JPEG 2000 of OpenJPEG."""
    pixels = radiograph(SIDE, BITS)
    path = write(folder / "ht.dcm", pixels, BITS)
    ds = pydicom.dcmread(path)
    ds.PixelData = encapsulate([bytes(imagecodecs.htj2k_encode(pixels, reversible=True))])
    ds["PixelData"].VR, ds["PixelData"].is_undefined_length = "OB", True
    ds.file_meta.TransferSyntaxUID = UID("1.2.840.10008.1.2.4.201")
    ds.save_as(path)
    stream = bytes(imagecodecs.htj2k_encode(pixels, reversible=True))
    read_dicom(path)
    mine = [seconds(lambda: read_dicom(path)) for _ in range(ROUNDS)]
    theirs = [seconds(lambda: imagecodecs.htj2k_decode(stream)) for _ in range(ROUNDS)]
    own, other = statistics.median(mine), statistics.median(theirs)
    said = f"OpenJPH in process {other * 1e3:.0f} ms"
    return f"{'HTJ2K lossless':22} ours {own * 1e3:5.0f} ms   {said:38} ratio {own / other:.2f}"


def main() -> None:
    """Print a line for each syntax."""
    print(f"file to stored values, {SIDE} x {SIDE}, {BITS} bit; at most {MOST} x the faster other")
    with tempfile.TemporaryDirectory() as folder:
        for name in CASES:
            print(measured(name, Path(folder)), flush=True)
        print(htj2k(Path(folder)))


if __name__ == "__main__":
    main()
