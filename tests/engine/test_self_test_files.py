"""engine.self_test_files"""

import json
import shutil
from pathlib import Path

import pytest

from engine.errors import EngineError
from engine.progress import Progress
from engine.self_test_check import Bench, CheckFailedError, LeftOut
from engine.self_test_files import file_checks, resource_digests

SMALL = ("fonts", "icons", "i18n", "theme", "recipes", "regions")


@pytest.fixture
def resources(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program's resources, without models, for a test to damage."""
    copy = tmp_path / "resources"
    for name in SMALL:
        shutil.copytree(repository / "resources" / name, copy / name)
    monkeypatch.setattr("engine.resources._root", lambda: copy)
    return copy


def run(name: str, folder: Path) -> str:
    (check,) = (check for check in file_checks() if check.name == name)
    return check.run(Bench(folder), Progress())


def damage(path: Path, at: int) -> None:
    """Turn one bit of a file over."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(bytes(content))


def cut(path: Path) -> None:
    """Leave the first half of a file."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Fonts", "3 whole"),
        ("Signs of the theme", "12 whole"),
        ("Style sheet", "3 colour schemes"),
        ("Translations", "1 whole"),
        ("Recipes", "11 whole"),
        ("Chest atlas", "4 arrays"),
    ],
)
def test_what_comes_with_the_program_is_whole(name: str, found: str, tmp_path: Path) -> None:
    assert run(name, tmp_path) == found


def test_a_font_with_one_bit_turned_over_is_named(resources: Path, tmp_path: Path) -> None:
    damage(resources / "fonts" / "Inter-Medium.ttf", at=100_000)

    with pytest.raises(CheckFailedError, match=r"^Damaged: fonts/Inter-Medium\.ttf\.$"):
        run("Fonts", tmp_path)


def test_an_icon_that_is_cut_short_is_named(resources: Path, tmp_path: Path) -> None:
    icon = resources / "icons" / "open.svg"
    icon.write_bytes(icon.read_bytes().rstrip()[: -len("/svg>")])

    with pytest.raises(CheckFailedError, match=r"^Damaged: icons/open\.svg\.$"):
        run("Icons", tmp_path)


def test_a_translation_that_is_cut_short_is_named(resources: Path, tmp_path: Path) -> None:
    cut(resources / "i18n" / "negatoscope_de.qm")

    with pytest.raises(CheckFailedError, match=r"i18n/negatoscope_de\.qm"):
        run("Translations", tmp_path)


def test_a_sign_that_the_style_sheet_names_and_that_is_gone_is_named(
    resources: Path, tmp_path: Path
) -> None:
    (resources / "theme" / "light" / "check.svg").unlink()

    with pytest.raises(CheckFailedError, match=r"^Missing: theme/light/check\.svg\.$"):
        run("Style sheet", tmp_path)


def test_a_recipe_that_is_damaged_or_gone_is_named(resources: Path, tmp_path: Path) -> None:
    cut(resources / "recipes" / "bedside.json")

    with pytest.raises(EngineError, match=r"recipes/bedside\.json"):
        run("Recipes", tmp_path)

    (resources / "recipes" / "bedside.json").unlink()

    with pytest.raises(CheckFailedError, match=r"^Missing: recipes/bedside\.json\.$"):
        run("Recipes", tmp_path)


def test_a_damaged_atlas_is_named(resources: Path, tmp_path: Path) -> None:
    cut(resources / "regions" / "chest_atlas.npz")

    with pytest.raises(CheckFailedError, match=r"regions/chest_atlas\.npz"):
        run("Chest atlas", tmp_path)


def test_a_whole_kind_that_is_not_there_is_named(resources: Path, tmp_path: Path) -> None:
    shutil.rmtree(resources / "fonts")

    with pytest.raises(CheckFailedError, match=r"fonts/\*\.ttf"):
        run("Fonts", tmp_path)


def test_weights_that_were_altered_and_models_that_are_gone_are_named(
    resources: Path, repository: Path, tmp_path: Path
) -> None:
    mapping = resources / "models" / "mapping"
    shutil.copytree(repository / "resources" / "models" / "mapping", mapping)
    damage(mapping / "weights.safetensors", at=50_000)

    with pytest.raises(CheckFailedError) as refused:
        run("Models", tmp_path)

    assert str(refused.value) == (
        "models/mapping: the weights are not those of the card, models/chest-ct-like is missing."
    )


def test_every_file_is_compared_with_what_was_packed(resources: Path, tmp_path: Path) -> None:
    packed = resource_digests(resources)
    (resources / "digests.json").write_text(json.dumps(packed))

    assert run("Digests of all", tmp_path) == f"{len(packed)} files as they were packed"

    damage(resources / "icons" / "open.svg", at=50)
    (resources / "fonts" / "OFL.txt").unlink()

    with pytest.raises(CheckFailedError) as refused:
        run("Digests of all", tmp_path)
    assert str(refused.value) == "fonts/OFL.txt is missing, icons/open.svg is altered."


@pytest.mark.usefixtures("resources")
def test_nothing_was_packed_where_the_program_runs_from_its_source(tmp_path: Path) -> None:
    with pytest.raises(LeftOut, match="packed"):
        run("Digests of all", tmp_path)


def test_a_digest_is_that_of_the_standard(tmp_path: Path) -> None:
    """The first example of FIPS 180-4's companion: SHA-256 of "abc"."""
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons" / "a.svg").write_bytes(b"abc")

    assert resource_digests(tmp_path) == {
        "icons/a.svg": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    }
