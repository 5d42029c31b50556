"""Hostile films through the public door: a film or a sentence, at once, with nothing left behind.

What is hostile about each file says its name; numbers are those of the table in our reference on
hostile input. ``docs/validation/hostile.md`` holds what each cost.
"""

import zlib
from pathlib import Path

import pytest

from tests.hostile import made_bitmaps, made_codestreams, made_dicom
from tests.hostile.opening import Opener, Outcome
from tests.hostile.raw_dicom import COLUMNS, ROWS, dicom

MOST_SECONDS, MOST_MB = 5.0, 1000.0
LIE_SECONDS, LIE_MB = 1.0, 50.0
"""What refusing a lie may take; it takes a hundredth, see the page."""

REFUSED = {**made_dicom.REFUSED, **made_codestreams.refused(), **made_bitmaps.refused()}
LARGE = {**made_dicom.REFUSED_LARGE, **made_bitmaps.refused_large()}
SHOWN_BITMAPS = made_bitmaps.shown()
EITHER = {**made_dicom.EITHER, **made_bitmaps.either()}


def assert_harmless(outcome: Outcome) -> None:
    """A film, or a sentence that names the file; in time, in bounds, nothing said or written."""
    assert outcome.outcome in ("shown", "refused"), outcome
    if outcome.outcome == "refused":
        assert outcome.name in outcome.what, outcome
        assert outcome.what.endswith(".")
    assert outcome.seconds < MOST_SECONDS, outcome
    assert outcome.grown_mb < MOST_MB, outcome
    assert outcome.decoder_mb < MOST_MB, outcome
    assert outcome.wrote == ()
    assert not [said for said in outcome.said if "CANARY" in said or outcome.name in said]
    assert "CANARY" not in outcome.what


def opened(opener: Opener, folder: Path, name: str, content: bytes) -> Outcome:
    (folder / name).write_bytes(content)
    outcome = opener.open(folder / name)
    assert [path.name for path in folder.iterdir()] == [name]
    return outcome


@pytest.mark.parametrize("name", REFUSED)
def test_a_lie_is_refused_before_anything_is_made_of_it(
    name: str, opener: Opener, tmp_path: Path
) -> None:
    outcome = opened(opener, tmp_path, name, REFUSED[name])

    assert_harmless(outcome)
    assert outcome.outcome == "refused", outcome
    assert outcome.seconds < LIE_SECONDS
    assert outcome.grown_mb < LIE_MB


@pytest.mark.parametrize("name", LARGE)
def test_a_bomb_is_refused(name: str, opener: Opener, tmp_path: Path) -> None:
    outcome = opened(opener, tmp_path, name, LARGE[name]())

    assert_harmless(outcome)
    assert outcome.outcome == "refused", outcome


@pytest.mark.parametrize("name", made_dicom.SHOWN)
def test_an_odd_film_is_shown(name: str, opener: Opener, tmp_path: Path) -> None:
    outcome = opened(opener, tmp_path, name, made_dicom.SHOWN[name])

    assert_harmless(outcome)
    assert outcome.outcome == "shown", outcome


@pytest.mark.parametrize("name", SHOWN_BITMAPS)
def test_a_bomb_nobody_looks_at_does_no_harm(name: str, opener: Opener, tmp_path: Path) -> None:
    outcome = opened(opener, tmp_path, name, SHOWN_BITMAPS[name]())

    assert_harmless(outcome)
    assert outcome.outcome == "shown", outcome
    assert outcome.grown_mb < LIE_MB


@pytest.mark.parametrize("name", EITHER)
def test_what_may_be_read_or_refused_does_no_harm(
    name: str, opener: Opener, tmp_path: Path
) -> None:
    assert_harmless(opened(opener, tmp_path, name, EITHER[name]))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("17_polyglot_windows.dcm", "Windows program"),
        ("18_polyglot_shell.dcm", "shell program"),
        ("19_voi_lut_too_short.dcm", "was ignored"),
        ("20_window_nan.dcm", "was ignored"),
        ("20_window_huge.dcm", "was ignored"),
    ],
)
def test_what_was_ignored_is_said(name: str, words: str, opener: Opener, tmp_path: Path) -> None:
    outcome = opened(opener, tmp_path, name, made_dicom.SHOWN[name])

    assert any(words in str(notice) for notice in outcome.found), outcome


def test_a_codec_repeats_no_word_of_a_file_on_stderr(opener: Opener, tmp_path: Path) -> None:
    """Libpng quotes the name of a colour profile it does not like."""
    profile = made_bitmaps.chunk(b"iCCP", b"CANARY-PROFILE\0\0nonsense")
    picture = made_bitmaps.png(4, 5, zlib.compress(bytes(24)), before=profile)

    outcome = opened(opener, tmp_path, "profile.png", picture)

    assert outcome.outcome == "shown"
    assert "CANARY" not in opener.stderr.read_text()


def test_pydicom_repeats_no_value_on_stderr(opener: Opener, tmp_path: Path) -> None:
    """Its warnings quote a character set it does not know."""
    name = "charset_unknown.dcm"

    outcome = opened(opener, tmp_path, name, made_dicom.SHOWN[name])

    assert outcome.outcome == "shown"
    assert "CANARY" not in opener.stderr.read_text()
    assert [said for said in outcome.said if "CANARY" in said] == []


def test_the_watch_sees_what_a_sound_film_costs(opener: Opener, tmp_path: Path) -> None:
    """Else nothing above would prove anything."""
    outcome = opened(opener, tmp_path, "sound.dcm", dicom())

    assert 0 < outcome.seconds < 1
    assert outcome.found[:2] == (ROWS, COLUMNS)
