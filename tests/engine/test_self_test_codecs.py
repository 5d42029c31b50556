"""engine.self_test_codecs"""

from dataclasses import replace
from pathlib import Path

import imagecodecs
import numpy as np
import pytest

from engine import self_test_codecs
from engine.dicom.decode import CAN_DECODE
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.self_test_check import Bench, CheckFailedError
from engine.self_test_codecs import codec_checks, smooth_film


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


def test_a_codec_that_is_not_in_the_build_is_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> bytes:
        raise ImportError("no module named _jpegls")

    monkeypatch.setattr(imagecodecs, "jpegls_encode", missing)

    with pytest.raises(CheckFailedError, match="not in this build"):
        run("JPEG-LS lossless", tmp_path)


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
    assert max(np.abs(np.diff(film, axis=axis)).max() for axis in (0, 1)) < 150
