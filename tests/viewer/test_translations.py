"""viewer.translations: appearances, and where one stands in a recipe"""

from pathlib import Path

import pytest

from engine import HOW_TO_ADD, Entry, Recipe, step_type
from tests.viewer.translated_window import install, made_card
from viewer.translations import (
    APPEARANCES,
    appearance_of,
    card_in_force,
    offers,
    translated_last,
    translation_position,
    with_translation,
    without_translation,
)

CT = APPEARANCES[0]


def entry(name: str, *, is_enabled: bool = True, **values: float) -> Entry:
    return Entry(step_type(name).make(values), is_enabled)


def names(recipe: Recipe) -> list[str]:
    return [line.type.name for line in recipe.entries]


def test_an_installed_model_is_offered_and_a_missing_one_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, tmp_path, made_card())

    first, second = offers()

    assert (first.card, first.fault) == (made_card(), "")
    assert second.card is None
    assert second.fault == "The model chest-mr-like is not installed."


def test_without_torch_an_installed_model_says_how_to_add_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, tmp_path, made_card())
    monkeypatch.setattr("engine.models.devices._first_missing", lambda: "PyTorch")

    first = offers()[0]

    assert first.card is not None
    assert HOW_TO_ADD in first.fault


def test_a_translation_comes_last_alone_and_with_its_gate() -> None:
    """Strength and mode are kept, an override is not."""
    before = Recipe(
        (
            entry(CT.step, is_enabled=False, strength=60, mode=1, admit_any=1),
            entry("gaussian"),
        ),
        title="Mine",
    )

    made = with_translation(before, CT)

    assert names(made) == ["gaussian", CT.step]
    kind = made.entries[-1].type
    assert kind.values(made.entries[-1].step) == {"strength": 60, "mode": 1, "admit_any": 0}
    assert made.entries[-1].is_enabled
    assert made.title == "Mine"


def test_taking_it_away_leaves_the_others() -> None:
    recipe = Recipe((entry("gaussian"), entry(CT.step), entry(CT.step, is_enabled=False)))

    assert names(without_translation(recipe)) == ["gaussian"]


def test_only_a_translation_that_is_switched_on_is_in_force() -> None:
    off = Recipe((entry("gaussian"), entry(CT.step, is_enabled=False)))
    on = off.switched(1, True)

    assert (translation_position(off), appearance_of(off)) == (None, None)
    assert (translation_position(on), appearance_of(on)) == (1, CT)


def test_the_card_in_force_is_that_of_the_network_that_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, tmp_path, made_card())

    assert card_in_force(Recipe((entry(CT.step),))) == made_card()
    assert card_in_force(Recipe((entry("gaussian"),))) is None


def test_an_added_step_goes_before_the_translation() -> None:
    before = Recipe((entry("gaussian"), entry(CT.step)))

    made = translated_last(before, before.added(step_type("unsharp_mask").make()))

    assert names(made) == ["gaussian", "unsharp_mask", CT.step]


@pytest.mark.parametrize("kind", ["moved", "removed", "another recipe", "no translation"])
def test_any_other_edit_is_left_as_it_is(kind: str) -> None:
    before = Recipe((entry("gaussian"), entry(CT.step)))
    edits = {
        "moved": (before, before.moved(1, 0)),
        "removed": (before, before.removed(0)),
        "another recipe": (before, Recipe((entry(CT.step), entry("median"), entry("gamma")))),
        "no translation": (Recipe(), Recipe().added(step_type("gamma").make())),
    }
    old, new = edits[kind]

    assert translated_last(old, new) is new
