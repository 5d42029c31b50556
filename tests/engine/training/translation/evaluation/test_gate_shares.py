"""engine.training.translation.evaluation.gate_shares"""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.models.translation.gate import Gate, Verdict
from engine.training.translation.evaluation.gate_shares import admitted_films, admitted_others
from tests.engine.training.phantoms import phantom, write_film
from tests.engine.training.translation.evaluation.made_up import everywhere


@dataclass
class DarkOnly:
    """A gate that admits films whose mean is below one half."""

    largest: int = 0

    def look(self, film: FloatImage, field: BoolImage) -> Verdict:
        """Return the verdict, and remember the largest side seen."""
        self.largest = max(self.largest, *film.shape)
        mean = float(film[field].mean())
        return Verdict(2 * mean, mean < 0.5, "It is light.")


def test_films_that_are_refused_are_named() -> None:
    films = [
        (name, image, everywhere(image))
        for name, image in {
            "dark": np.full((300, 290), 0.2, np.float32),
            "light": np.full((300, 290), 0.9, np.float32),
        }.items()
    ]
    gate = DarkOnly()

    found = admitted_films(cast(Gate, gate), films)

    assert found is not None
    assert (found.films, found.admitted, list(found.unexpected)) == (2, 0.5, ["light"])
    assert gate.largest == 256


def test_others_that_are_let_in_are_named_and_damaged_ones_do_not_count(tmp_path: Path) -> None:
    write_film(tmp_path / "dark.png", phantom(0) * np.float32(0.5))
    write_film(tmp_path / "light.png", 0.6 + np.float32(0.4) * phantom(1))
    whole = (tmp_path / "dark.png").read_bytes()
    (tmp_path / "broken.png").write_bytes(whole[: len(whole) // 2])
    said: list[str] = []

    found = admitted_others(cast(Gate, DarkOnly()), tmp_path, said.append)

    assert found is not None
    assert (found.films, found.admitted, list(found.unexpected)) == (2, 0.5, ["dark.png"])
    assert [sentence.split()[0] for sentence in said] == ["broken.png"]


def test_no_films_have_no_share() -> None:
    assert admitted_films(cast(Gate, DarkOnly()), []) is None
