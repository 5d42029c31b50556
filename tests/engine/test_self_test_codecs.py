"""engine.self_test_codecs and engine.self_test_streams"""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine import decode_apart, self_test_codecs
from engine.dicom.decode import CAN_DECODE
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.self_test_check import Bench, CheckFailedError
from engine.self_test_codecs import codec_checks
from engine.self_test_streams import smooth_film


def run(name: str, folder: Path) -> str:
    (check,) = (check for check in codec_checks() if check.name == name)
    return check.run(Bench(folder), Progress())


def test_every_syntax_and_picture_format_comes_back_as_it_was_made(tmp_path: Path) -> None:
    found = [check.run(Bench(tmp_path), Progress()) for check in codec_checks()]

    assert len(found) == 1 + len(CAN_DECODE) + 3
    assert found[0] == "16 of 16"
    assert found.count("every stored value") == 4 + 1 + 2 + 1 + 1 + 2 + 2


def test_a_syntax_that_is_claimed_and_not_tried_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test_codecs, "CAN_DECODE", CAN_DECODE | {"1.2.840.10008.1.2.4.110"})

    with pytest.raises(CheckFailedError, match=r"1\.2\.840\.10008\.1\.2\.4\.110\.$"):
        run("Every transfer syntax is tried", tmp_path)


def test_a_codec_that_makes_the_decoder_stop_fails_its_syntax_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decoding process is killed as a damaged library would: by a signal."""
    broken = (sys.executable, "-c", "import os, sys; sys.stdin.buffer.readline(); os.abort()")
    monkeypatch.setattr(decode_apart, "_command", lambda: list(broken))
    monkeypatch.setattr(decode_apart, "_workers", decode_apart._Workers())

    with pytest.raises(CheckFailedError, match="made the decoder stop") as refused:
        run("JPEG-LS lossless", tmp_path)
    assert refused.value.hint == "Its codec is missing or damaged: install Negatoscope again."


def test_one_wrong_stored_value_fails_a_lossless_codec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = self_test_codecs._read

    def with_a_fault(path: Path) -> Radiograph:
        film = read(path)
        pixels = film.pixels.copy()
        pixels[3, 5] += 1
        return replace(film, pixels=pixels)

    monkeypatch.setattr(self_test_codecs, "_read", with_a_fault)

    with pytest.raises(CheckFailedError, match=r"^A stored value is off by 1; 0 is allowed\.$"):
        run("JPEG 2000 lossless", tmp_path)


def test_the_film_needs_all_of_its_twelve_bits_and_is_smooth() -> None:
    film = smooth_film().astype(int)

    assert (film.min() > 0, 2048 < film.max() < 4096) == (True, True)
    assert max(np.abs(np.diff(film, axis=axis)).max() for axis in (0, 1)) < 256
