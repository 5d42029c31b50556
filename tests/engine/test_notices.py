"""engine.notices"""

from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import cast

import pytest

from engine import notices
from engine.notices import font_licence, licence_of, own_licence, third_party_notices


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tree of a frozen program: what lies beside its resources."""
    monkeypatch.setattr(notices, "resource_path", tmp_path.joinpath("resources").joinpath)
    return tmp_path


def told(**fields: str) -> metadata.PackageMetadata:
    made = Message()
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    return cast("metadata.PackageMetadata", made)


def test_a_frozen_program_shows_the_texts_it_was_packed_with(frozen: Path) -> None:
    (frozen / "THIRD_PARTY.txt").write_bytes("Qt, © its authors\n".encode() + b"\xff")

    assert third_party_notices() == "Qt, © its authors\n\ufffd"


def test_from_source_the_installed_libraries_are_listed() -> None:
    lines = third_party_notices().splitlines()

    named = {line.split(" ")[0] for line in lines if ": " in line}
    assert {"numpy", "pydicom", "cffi", "PySide6_Essentials"} <= named
    assert f"pydicom {metadata.version('pydicom')}: MIT License" in lines


def test_what_only_developers_need_is_no_part_of_the_program() -> None:
    lines = third_party_notices().splitlines()

    named = {line.split(" ")[0].lower() for line in lines if ": " in line}
    assert named & {"pytest", "ruff", "mypy", "hypothesis", "negatoscope"} == set()


def test_a_library_is_named_once_and_in_order() -> None:
    lines = [line for line in third_party_notices().splitlines() if ": " in line]

    names = [notices._key(line.split(" ")[0]) for line in lines]
    assert names == sorted(set(names))


def test_the_newest_way_to_name_a_licence_comes_first() -> None:
    assert licence_of(told(License_Expression="MIT", License="Other")) == "MIT"


def test_a_whole_text_in_the_field_gives_way_to_the_classifier() -> None:
    library = told(
        License="BSD\nRedistribution and use",
        Classifier="License :: OSI Approved :: BSD License",
    )

    assert licence_of(library) == "BSD License"


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License": "Apache 2.0"}, "Apache 2.0"),
        ({"License": "BSD\nRedistribution and use"}, "BSD"),
        ({"Classifier": "License :: OSI Approved"}, "see its own text"),
        ({}, "see its own text"),
    ],
)
def test_a_licence_is_one_line(fields: dict[str, str], licence: str) -> None:
    assert licence_of(told(**fields)) == licence


def test_the_program_and_its_letters_have_their_licences(repository: Path) -> None:
    assert own_licence() == (repository / "LICENSE").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in font_licence()


def test_a_text_that_is_missing_is_said_to_be(
    frozen: Path,  # noqa: ARG001 - an empty tree
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", nothing)

    texts = {third_party_notices(), own_licence(), font_licence()}

    assert texts == {"This text is missing here. Install Negatoscope again to have it."}
