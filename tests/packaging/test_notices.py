"""packaging/notices.py"""

import sys
import sysconfig
from importlib.metadata import Distribution
from pathlib import Path

import numpy as np
import pytest

from tests.packaging.scripts import script

notices = script("notices")
Part = notices.Part

STDLIB = sysconfig.get_path("stdlib")


class Named(Distribution):
    """A distribution of which only the metadata is known."""

    def __init__(self, *lines: str) -> None:
        self._lines = ("Metadata-Version: 2.1", "Name: thing", "Version: 1", *lines)

    def read_text(self, filename: str) -> str | None:
        return "\n".join(self._lines) + "\n" if filename == "METADATA" else None

    def locate_file(self, path: object) -> Path:
        return Path(str(path))


@pytest.mark.parametrize(
    ("licence", "is_alone"),
    [
        ("MIT", False),
        ("LGPL-2.1-or-later", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", False),
        ("MIT AND GPL-2.0-only", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1 AND GPL-2.0-only", True),
    ],
)
def test_the_gpl_alone_is_told_from_choices_and_exceptions(licence: str, is_alone: bool) -> None:
    assert notices.is_gpl_only(licence) == is_alone


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        (Part("good", "1", "MIT", "text"), ""),
        (Part("bad", "1", "GPL-2.0-only", "text"), "bad 1: it is under the GPL alone"),
        (Part("odd", "1", "Own terms", "text"), "odd 1: its licence is not known (Own terms)"),
        (Part("mute", "1", "", "text"), "mute 1: its licence is not known (none named)"),
        (Part("bare", "1", "MIT", ""), "bare 1: the text of its licence (MIT) was not found"),
        (Part("told", "1", "MIT", "", "The text stands elsewhere."), ""),
    ],
)
def test_what_may_not_be_given_on_is_named(part: object, fault: str) -> None:
    assert notices.fault_of(part).startswith(fault)
    assert bool(notices.fault_of(part)) == bool(fault)


@pytest.mark.parametrize(
    ("lines", "licence"),
    [
        (("License-Expression: MIT", "License: something"), "MIT"),
        (("License: BSD-3-Clause",), "BSD-3-Clause"),
        (("License: UNKNOWN", "Classifier: License :: OSI Approved :: ISC License"), "ISC License"),
        (("Classifier: License :: OSI Approved",), ""),
        ((), ""),
    ],
)
def test_the_most_exact_word_for_a_licence_is_taken(lines: tuple[str, ...], licence: str) -> None:
    assert notices.licence_of(Named(*lines)) == licence


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("libscipy_openblas64_-32a4b2a6.so", "OpenBLAS"),
        ("libavcodec-c4204469.so.62.28.101", "FFmpeg"),
        ("libcrypto-5409cd36.so.1.1.1k", "OpenSSL 1.1"),
        ("libcrypto.so.3", "OpenSSL"),
        ("libjpeg-f212e7a6.so.8.3.2", "libjpeg-turbo"),
        ("libz.so.1", "zlib"),
        ("VCRUNTIME140.dll", "Microsoft C++ run time"),
        ("libXau.so.6", "libXau"),
    ],
)
def test_a_library_within_a_wheel_is_known_by_its_file(file: str, title: str) -> None:
    assert notices.library_of(file).title == title


@pytest.mark.parametrize(
    "file", ["libQt6Core.so.6", "libdrm-egl-server.so", "libtorch_cpu.so", "zlib.cpython-311.so"]
)
def test_what_belongs_to_its_own_wheel_is_no_guest(file: str) -> None:
    assert notices.library_of(file) is None


def test_collected_files_are_told_by_what_they_belong_to() -> None:
    collected = [
        ("numpy", np.__file__, "PYMODULE"),
        ("json", f"{STDLIB}/json/__init__.py", "PYMODULE"),
        ("resources/build.json", str(notices.ROOT / "LICENSE"), "DATA"),
    ]

    parts, strangers = notices.parts_of(collected)

    by_name = {part.name: part for part in parts}
    assert strangers == []
    assert by_name["numpy"].version == np.__version__
    assert "Copyright" in by_name["numpy"].text
    assert by_name["Python"].licence == "PSF-2.0"
    assert by_name["Inter (typeface)"].licence == "OFL-1.1"


def test_qt_says_how_to_replace_it_and_brings_both_texts() -> None:
    from PySide6 import QtCore

    parts, _ = notices.parts_of([("PySide6/QtCore.so", QtCore.__file__, "EXTENSION")])

    (qt,) = [part for part in parts if part.name.lower() == "pyside6_essentials"]
    assert qt.licence == "LGPL-3.0-only"
    assert "replace them by your own" in " ".join(qt.remark.split())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text
    assert "TERMS AND CONDITIONS" in qt.text


def test_a_file_of_unknown_origin_stops_the_build(tmp_path: Path) -> None:
    stranger = tmp_path / "libstranger.so"
    stranger.touch()

    with pytest.raises(notices.NoticeError, match=r"libstranger\.so belongs to nothing known"):
        notices.third_party([("libstranger.so", str(stranger), "BINARY")])


def test_a_text_that_several_share_is_printed_once() -> None:
    told = notices.told([Part("b", "2", "MIT", "same words"), Part("a", "1", "MIT", "same words")])

    assert told.count("same words") == 1
    assert told.index("a 1: MIT") < told.index("b 2: MIT") < told.index("same words")
    assert "The text is that of a 1." in told


def test_the_table_of_libraries_names_licences_that_are_recognised() -> None:
    known = script("known_licences")

    unknown = [
        library.title
        for library in known.LIBRARIES
        if not any(word in library.licence for word in known.RECOGNISED)
        or notices.is_gpl_only(library.licence)
    ]

    assert unknown == []
    assert "packaging" not in {Path(folder).name for folder in sys.path}
