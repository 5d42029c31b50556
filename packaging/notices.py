"""The notices of everything that a frozen program carries: name, version, licence and its text.

Called by packaging/negatoscope.spec with the files that were really collected. A file that belongs
to nothing known, a licence that is none we know, and a part that is under the GPL alone stop the
build: none of them may be given on.
"""

import os
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

from known_licences import ABOUT_QT, LIBRARIES, RECOGNISED, Library

ROOT = Path(__file__).resolve().parent.parent

Collected = tuple[str, str, str]
"""Name within the program, file it is made of, and kind, as PyInstaller lists them."""

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|copyright|patents)", re.IGNORECASE)
_NATIVE = re.compile(r"\.(so|dll|dylib|pyd)(\.|$)", re.IGNORECASE)
_RULE = "=" * 100


class NoticeError(Exception):
    """Something may not be given on, or nobody knows whether it may."""


@dataclass(frozen=True)
class Part:
    """One thing that the program carries.

    Attributes:
        name: What it is called.
        version: Its version, "" where it has none of its own.
        licence: SPDX expression, or what its author calls it.
        text: The licence in full; "" where the remark says where it stands.
        remark: What else has to be said.
    """

    name: str
    version: str
    licence: str
    text: str
    remark: str = ""

    @property
    def title(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}".strip()


def third_party(collected: Sequence[Collected]) -> str:
    """Return the notices as one text.

    Args:
        collected: What goes into the program.

    Raises:
        NoticeError: Naming everything that stops the build.
    """
    parts, strangers = parts_of(collected)
    faults = [f"{file} belongs to nothing known" for file in strangers]
    faults += [fault for part in parts if (fault := fault_of(part))]
    if faults:
        raise NoticeError("These stop the build:\n  " + "\n  ".join(faults))
    return told(parts)


def fault_of(part: Part) -> str:
    """Return why a part may not be given on, or ""."""
    if not any(word in part.licence for word in RECOGNISED):
        return f"{part.title}: its licence is not known ({part.licence or 'none named'})"
    if is_gpl_only(part.licence):
        return f"{part.title}: it is under the GPL alone ({part.licence})"
    if not part.text and not part.remark:
        return f"{part.title}: the text of its licence ({part.licence}) was not found"
    return ""


def is_gpl_only(licence: str) -> bool:
    """Return whether every choice that a licence offers is the GPL without an exception."""
    return all(
        any(_is_gpl(one) for one in re.split(r"\s+AND\s+", choice))
        for choice in re.split(r"\s+OR\s+", licence)
    )


def _is_gpl(licence: str) -> bool:
    is_named = re.search(r"(?<![Ll])GPL|General Public License", licence) is not None
    return is_named and not re.search(r"exception|lesser|library general", licence, re.IGNORECASE)


def told(parts: Iterable[Part]) -> str:
    """Return parts as text: a list of all, then each with its licence, the same text only once."""
    ordered = sorted(parts, key=lambda part: (part.name.lower(), part.version))
    lines = ["Negatoscope contains the work of others. It is given on under these licences.", ""]
    lines += [f"{part.title}: {part.licence}" for part in ordered]
    seen: dict[str, str] = {}
    for part in ordered:
        lines += ["", _RULE, part.title, f"Licence: {part.licence}", _RULE, ""]
        if part.remark:
            lines += [part.remark.strip(), ""]
        if part.text in seen:
            lines.append(f"The text is that of {seen[part.text]}.")
        elif part.text:
            seen[part.text] = part.title
            lines.append(part.text.strip())
    return "\n".join(line.rstrip() for line in "\n".join(lines).splitlines()) + "\n"


def parts_of(collected: Sequence[Collected]) -> tuple[list[Part], list[str]]:
    """Return what the files belong to, and those that belong to nothing known."""
    owners = _owners()
    parts = {part.title: part for part in (_python(), *_packager(), *_ours())}
    strangers = []
    for name, source, _ in collected:
        owner = owners.get(os.path.realpath(source)) or owners.get(source)
        if owner is None and (source in ("", "-") or _is_ours(source)):
            continue
        file = Path(source).name
        library = library_of(file) if _NATIVE.search(file) else None
        is_at_home = _is_of_python(source) if owner is None else not _is_guest(source)
        if library is None and not is_at_home:
            strangers.append(name)
        if owner is not None:
            part = _distribution(owner)
            parts[part.title] = part
        if library is not None:
            part = _carried(library, source, owner)
            parts[part.title] = part
    return list(parts.values()), sorted(set(strangers))


def library_of(file: str) -> Library | None:
    """Return which library a file is, by its name."""
    name = file.lower().removeprefix("lib")
    return next((one for one in LIBRARIES if re.match(one.names, name)), None)


def _is_guest(source: str) -> bool:
    """Return whether a wheel's tool put a library into the wheel that is not its author's."""
    return any(folder.endswith((".libs", ".dylibs")) for folder in Path(source).parts[:-1])


def _is_ours(source: str) -> bool:
    return Path(source).resolve().is_relative_to(ROOT) and "site-packages" not in source


def _is_of_python(source: str) -> bool:
    if Path(source).name.startswith("libpython3"):
        return True  # Debian keeps it apart
    return any(Path(source).resolve().is_relative_to(home) for home in _homes_of_python())


@cache
def _homes_of_python() -> tuple[Path, ...]:
    """Return where Python lies; below /usr, Debian's own, all else of the system lies as well."""
    stdlib = Path(sysconfig.get_path("stdlib")).resolve()
    return (stdlib,) if sys.base_prefix == "/usr" else (stdlib, Path(sys.base_prefix).resolve())


@cache
def _owners() -> dict[str, Distribution]:
    """Return which distribution each installed file belongs to."""
    found = {}
    for one in distributions():
        folder = os.path.realpath(str(one.locate_file("")))
        for file in _files_of(one):
            found[os.path.normpath(f"{folder}/{file}")] = one
    return found


def _files_of(one: Distribution) -> list[str]:
    """Return what a distribution says it installed; read line by line, PyTorch has thousands."""
    lines = (one.read_text("RECORD") or "").splitlines()
    return sorted(line.rpartition(",")[0].rpartition(",")[0].strip('"') for line in lines if line)


@cache
def _distribution(one: Distribution) -> Part:
    name, licence = one.name, licence_of(one)
    text = "\n\n".join(_texts_of(one))
    if name.lower() == "pyinstaller":
        name, licence = "PyInstaller (bootloader)", "GPL-2.0-or-later WITH Bootloader-exception"
    if name.lower().replace("_", "-") == "pyinstaller-hooks-contrib":
        licence = "Apache-2.0"  # of what runs within the program; what only builds it is under GPL
    if name.lower() in ("pyside6_essentials", "shiboken6"):
        licence = "LGPL-3.0-only"  # of the three that are offered
        texts = [_committed(f"{which}-3.0.txt") for which in ("LGPL", "GPL")]
        return Part(name, one.version, licence, "\n\n".join(texts), ABOUT_QT)
    return Part(name, one.version, licence, text)


def licence_of(one: Distribution) -> str:
    """Return what a distribution names as its licence, or ""."""
    said = one.metadata
    expression = said.get("License-Expression")
    if expression:
        return str(expression)
    short = str(said.get("License") or "").strip()
    if short and "\n" not in short and len(short) < 100 and short.upper() != "UNKNOWN":
        return short
    classifiers = [str(one) for one in said.get_all("Classifier") or []]
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    return " AND ".join(name for name in named if name != "OSI Approved")


def _texts_of(one: Distribution) -> Iterator[str]:
    """Return the licence texts of a distribution: beside what it says of itself, or inside."""
    named = [file for file in _files_of(one) if _LICENCE_FILE.search(file.partition("/")[2])]
    named = [file for file in named if ".json" not in file and not file.endswith((".py", ".pyc"))]
    beside = [file for file in named if file.partition("/")[0].endswith(".dist-info")]
    for file in beside or named:
        path = Path(str(one.locate_file(file)))
        if path.is_file():
            yield path.read_text(encoding="utf-8", errors="replace").strip()


def _carried(library: Library, source: str, owner: Distribution | None) -> Part:
    """Return a library that came with something else."""
    if owner is None and not _is_of_python(source):
        return Part(library.title, "", library.licence, _text_of_the_system(source))
    carrier = owner.name if owner is not None else "Python"
    text = ""
    if library.text:
        text = _committed(library.text) if "/" not in library.text else _installed(library.text)
    where = "" if text else ", whose licence text contains its own"
    remark = f"It comes with {carrier}{where}."
    return Part(f"{library.title} (in {carrier})", "", library.licence, text, remark)


def _installed(pattern: str) -> str:
    found = next((path for folder in sys.path for path in Path(folder).glob(pattern)), None)
    return "" if found is None else found.read_text(encoding="utf-8", errors="replace")


def _text_of_the_system(source: str) -> str:
    """Return what Debian says of the package that a library was taken from, or ""."""
    for path in (source, os.path.realpath(source), os.path.realpath(source).removeprefix("/usr")):
        try:
            said = subprocess.run(  # noqa: S603
                ["dpkg-query", "-S", path],  # noqa: S607
                capture_output=True,
                text=True,
                check=False,
            ).stdout
        except OSError:
            return ""
        document = Path("/usr/share/doc", said.partition(":")[0], "copyright")
        if said and document.is_file():
            return document.read_text(encoding="utf-8", errors="replace")
    return ""


def _python() -> Part:
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    found = [place / name for place in places for name in ("LICENSE.txt", "LICENSE")]
    found.append(
        Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright")
    )
    text = next((path.read_text(encoding="utf-8") for path in found if path.is_file()), "")
    return Part("Python", platform.python_version(), "PSF-2.0", text)


def _packager() -> Iterator[Part]:
    """The program that starts ours is PyInstaller's, whichever files else were collected."""
    yield from map(_distribution, distributions(name="pyinstaller"))


def _ours() -> Iterator[Part]:
    """What lies in the source tree, but was made by others."""
    text = (ROOT / "resources" / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    yield Part("Inter (typeface)", "", "OFL-1.1", text)
    about = (ROOT / "resources" / "regions" / "README.md").read_text(encoding="utf-8")
    yield Part("Average chest (resources/regions)", "", "CC BY 3.0 AND CC BY 4.0", about)
    yield Part(
        "Negatoscope's networks and sample films",
        "",
        "Apache-2.0",
        "",
        "Each network's card says which data it was trained on and under which licence they are; "
        "the program shows the cards. No film of a patient is part of the program: the sample "
        "films are computed.",
    )


def _committed(name: str) -> str:
    return (ROOT / "packaging" / "licences" / name).read_text(encoding="utf-8")
