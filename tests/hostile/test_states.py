"""Hostile presentation states: read, or refused in a sentence."""

from pathlib import Path

import pytest

from tests.hostile.made_dicom import REFUSED
from tests.hostile.made_states import STATES
from tests.hostile.opening import Opener
from tests.hostile.test_films import assert_harmless, opened


@pytest.mark.parametrize("name", STATES)
def test_a_state_is_read_or_refused(name: str, opener: Opener, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(STATES[name])

    assert_harmless(opener.open(tmp_path / name, "state"))


@pytest.mark.parametrize("name", STATES)
def test_a_state_is_no_film(name: str, opener: Opener, tmp_path: Path) -> None:
    outcome = opened(opener, tmp_path, name, STATES[name])

    assert_harmless(outcome)
    assert outcome.outcome == "refused"


@pytest.mark.parametrize("name", REFUSED)
def test_no_hostile_film_is_taken_for_a_state(name: str, opener: Opener, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(REFUSED[name])

    outcome = opener.open(tmp_path / name, "state")

    assert_harmless(outcome)
    assert outcome.outcome == "refused"


def test_a_sound_state_is_read(opener: Opener, tmp_path: Path) -> None:
    (tmp_path / "state.dcm").write_bytes(STATES["state_sound.dcm"])

    assert opener.open(tmp_path / "state.dcm", "state").outcome == "shown"
