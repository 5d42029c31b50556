"""Five thousand damaged files, each opened: a film or a sentence, never anything else.

A mutant is known by its base and its seed; ``mutant(sound_files()[base], seed)`` makes it again.
"""

import zlib
from collections import Counter
from pathlib import Path

import pytest

from tests.hostile.mutants import mutant
from tests.hostile.opening import Door, Opener, Outcome
from tests.hostile.sound_files import sound_files

MUTANTS = 5_000
MOST_SECONDS = 5.0
MOST_MB = 1_500.0

SOUND = sound_files()
EACH = -(-MUTANTS // len(SOUND))
DOORS: dict[str, Door] = {"state.dcm": "state", "films.zip": "search", "dicomdir.dcm": "search"}
"""Bases that come in by another door than a film."""


def complaint(outcome: Outcome) -> str:
    """Return what is wrong with an outcome, or ""."""
    if outcome.outcome not in ("shown", "refused"):
        return f"{outcome.outcome}: {outcome.what}"
    if outcome.outcome == "refused" and not outcome.what.startswith(outcome.name):
        return f"the sentence does not name the file: {outcome.what}"
    if " cannot be read: " in outcome.what:
        return f"blames the drive: {outcome.what}"
    if outcome.seconds > MOST_SECONDS:
        return f"took {outcome.seconds:.1f} s"
    if max(outcome.grown_mb, outcome.decoder_mb) > MOST_MB:
        return f"took {outcome.grown_mb:.0f} and {outcome.decoder_mb:.0f} MB"
    if outcome.wrote:
        return f"wrote {outcome.wrote}"
    leaked = [said for said in outcome.said if "CANARY" in said or outcome.name in said]
    return f"said {leaked}" if leaked else ""


@pytest.mark.parametrize("base", SOUND)
def test_every_mutant_is_a_film_or_a_sentence(base: str, opener: Opener, tmp_path: Path) -> None:
    path, door = tmp_path / f"mutant{Path(base).suffix}", DOORS.get(base, "film")
    first = zlib.crc32(base.encode()) % 1_000_000
    complaints: list[str] = []
    ended: Counter[str] = Counter()

    for seed in range(first, first + EACH):
        path.write_bytes(mutant(SOUND[base], seed))
        outcome = opener.open(path, door)
        ended[outcome.outcome] += 1
        if wrong := complaint(outcome):
            complaints.append(f"{base}, seed {seed}: {wrong}")

    assert complaints == []
    assert ended["refused"] > 0 or door == "search", ended
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("base", SOUND)
def test_the_file_itself_is_sound(base: str, opener: Opener, tmp_path: Path) -> None:
    """Else its mutants would all be refused for the same reason."""
    path = tmp_path / base
    path.write_bytes(SOUND[base])

    outcome = opener.open(path, DOORS.get(base, "film"))

    no_films = ("bundled_rtplan", "bundled_nested", "bundled_badVR")
    assert outcome.outcome == ("refused" if base.startswith(no_films) else "shown"), outcome


@pytest.mark.parametrize(
    ("base", "seed"),
    [
        ("frames.dcm", 9_000_045),
        ("dicomdir.dcm", 9_000_299),
        ("bundled_6154.dcm", 382_638),
        ("bundled_6924.dcm", 932_962),
    ],
)
def test_a_mutant_that_once_got_through_does_not_again(
    base: str, seed: int, opener: Opener, tmp_path: Path
) -> None:
    path = tmp_path / f"mutant{Path(base).suffix}"
    path.write_bytes(mutant(SOUND[base], seed))

    outcome = opener.open(path, DOORS.get(base, "film"))

    assert complaint(outcome) == ""
