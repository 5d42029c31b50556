"""Self-test: the files that come with the program are there and whole."""

import hashlib
import json
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

import numpy as np

from engine.library import BUILT_IN
from engine.models.cards import CARD, read_card
from engine.models.mapping.names import MODEL
from engine.models.translation.names import CT_LIKE
from engine.models.weights import WeightsState, weights_state
from engine.progress import Progress
from engine.recipe import Recipe
from engine.resources import resource_path
from engine.self_test_check import Bench, Check, CheckFailedError, LeftOut, failing_as

DIGESTS = "digests.json"
"""Written by the packaging beside the resources of a frozen program; absent in the source."""

_GROUP = "Files"
_UNTOLD = (DIGESTS, "build.json")  # made by the packaging itself
_SUM_OF_A_FONT = 0xB1B0AFBA
_QM_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_MISSING = {
    WeightsState.MISSING: "the weights are missing",
    WeightsState.ALTERED: "the weights are not those of the card",
}


def file_checks() -> tuple[Check, ...]:
    """Return the checks of fonts, icons, theme, translations, recipes, atlas and models."""
    return (
        Check(_GROUP, "Digests of all", _all_as_packed),
        Check(_GROUP, "Fonts", _each("fonts", "*.ttf", _check_font)),
        Check(_GROUP, "Icons", _each("icons", "*.svg", _check_drawing)),
        Check(_GROUP, "Signs of the theme", _each("theme", "*/*.svg", _check_drawing)),
        Check(_GROUP, "Style sheet", _style_sheet),
        Check(_GROUP, "Translations", _each("i18n", "*.qm", _check_translation)),
        Check(_GROUP, "Recipes", _recipes),
        Check(_GROUP, "Chest atlas", _atlas),
        Check(_GROUP, "Models", _models),
    )


def resource_digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder of resources, by its path with slashes.

    The packaging writes them as JSON into ``DIGESTS`` of the frozen program's resources.
    """
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).as_posix() not in _UNTOLD
    }


def _all_as_packed(_: Bench, progress: Progress) -> str:
    progress.check()
    if not resource_path(DIGESTS).is_file():
        raise LeftOut("the digests are written when the program is packed")
    packed = json.loads(resource_path(DIGESTS).read_text(encoding="utf-8"))
    found = resource_digests(resource_path())
    wrong = [f"{name} is missing" for name in packed if name not in found]
    wrong += [
        f"{name} is altered" for name in packed if found.get(name, packed[name]) != packed[name]
    ]
    wrong += [f"{name} does not belong there" for name in found if name not in packed]
    if wrong:
        raise CheckFailedError(f"{_few(wrong)}.")
    return f"{len(packed)} files as they were packed"


def _few(items: list[str]) -> str:
    more = f" and {len(items) - 5} more" if len(items) > 5 else ""
    return ", ".join(items[:5]) + more


def _each(
    folder: str, pattern: str, check: Callable[[bytes], None]
) -> Callable[[Bench, Progress], str]:
    """Return a check that every file of a kind is whole, and that there are any."""

    def run(_: Bench, progress: Progress) -> str:
        paths = sorted(resource_path(folder).glob(pattern))
        if not paths:
            raise CheckFailedError(f"There is no file {folder}/{pattern}.")
        wrong = []
        for path in paths:
            progress.check()
            try:
                check(path.read_bytes())
            except (OSError, ValueError, struct.error, expat.ExpatError):
                wrong.append(path.relative_to(resource_path()).as_posix())
        if wrong:
            raise CheckFailedError(f"Damaged: {_few(wrong)}.")
        return f"{len(paths)} whole"

    return run


def _check_font(content: bytes) -> None:
    """Refuse a font one of whose tables has another sum than it says.

    Source: OpenType 1.9.1, "The OpenType Font File", Table Directory and Calculating Checksums.
    """
    (count,) = struct.unpack_from(">H", content, 4)
    if content[:4] != b"\0\1\0\0" or count == 0:
        raise ValueError("no TrueType font")
    if _sum(content) != _SUM_OF_A_FONT:
        raise ValueError("the font was altered")
    for number in range(count):
        tag, said, start, size = struct.unpack_from(">4sIII", content, 12 + 16 * number)
        table = content[start : start + size]
        if tag == b"head":  # its own sum was taken before that of the whole font was put there
            table = table[:8] + bytes(4) + table[12:]
        if len(table) != size or _sum(table) != said:
            raise ValueError("a table was altered")


def _sum(table: bytes) -> int:
    words = np.frombuffer(table + bytes(-len(table) % 4), ">u4")
    return int(words.sum(dtype=np.uint64)) & 0xFFFFFFFF


def _check_drawing(content: bytes) -> None:
    """Refuse a drawing that is no well-formed SVG, or holds nothing."""
    names: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: names.append(name)
    parser.Parse(content, True)
    if names[:1] != ["svg"] or len(names) < 2:
        raise ValueError("no drawing")


def _check_translation(content: bytes) -> None:
    """Refuse a translation that is cut short: sections of one byte kind and four bytes length.

    Source: Qt 6, qtranslator.cpp, QTranslatorPrivate::do_load.
    """
    if content[:16] != _QM_MAGIC:
        raise ValueError("no translation")
    at = 16
    while at < len(content):
        (size,) = struct.unpack_from(">I", content, at + 1)
        at += 5 + size
    if at != len(content):
        raise ValueError("it is cut short")


def _style_sheet(_: Bench, progress: Progress) -> str:
    progress.check()
    text = resource_path("theme", "negatoscope.qss").read_text(encoding="utf-8")
    if text.count("{") != text.count("}") or "{" not in text:
        raise CheckFailedError("theme/negatoscope.qss is cut short.")
    named = set(re.findall(r'url\("\$resources/([^"]+)"\)', text))
    schemes = [folder for folder in resource_path("theme").iterdir() if folder.is_dir()]
    missing = [f"theme/{s.name}/{n}" for s in schemes for n in named if not (s / n).is_file()]
    if missing or not schemes:
        raise CheckFailedError(f"Missing: {_few(sorted(missing)) or 'theme/*'}.")
    return f"{len(schemes)} colour schemes"


def _recipes(_: Bench, progress: Progress) -> str:
    progress.check()
    there = {path.stem for path in resource_path("recipes").glob("*.json")}
    missing = [f"recipes/{name}.json" for name in BUILT_IN if name not in there]
    if missing:
        raise CheckFailedError(f"Missing: {_few(missing)}.")
    for name in BUILT_IN:
        shipped_recipe(name)
    return f"{len(BUILT_IN)} whole"


def shipped_recipe(name: str) -> Recipe:
    """Return a recipe that comes with the program, read from its own file alone.

    Raises:
        EngineError: Naming its file, if that is missing or damaged.
    """
    where = f"recipes/{name}.json"
    with failing_as(f"{where} cannot be read.", OSError, UnicodeDecodeError):
        text = resource_path("recipes", f"{name}.json").read_text(encoding="utf-8")
    return Recipe.from_text(text, where=where)


def _atlas(_: Bench, progress: Progress) -> str:
    progress.check()
    path = resource_path("regions", "chest_atlas.npz")
    with (
        failing_as(
            "regions/chest_atlas.npz is missing or damaged.",
            *(OSError, ValueError, EOFError, zipfile.BadZipFile),
        ),
        np.load(path, allow_pickle=False) as stored,
    ):
        arrays: Mapping[str, np.ndarray] = {name: stored[name] for name in stored.files}
    if not arrays or not all(np.isfinite(array).all() for array in arrays.values()):
        raise CheckFailedError("regions/chest_atlas.npz holds numbers that are none.")
    return f"{len(arrays)} arrays"


def _models(_: Bench, progress: Progress) -> str:
    wrong, there = [], []
    for folder in _model_folders():
        progress.check()
        state = weights_state(read_card(folder))
        there.append(folder.name)
        if state is not WeightsState.INTACT:
            where = folder.relative_to(resource_path()).as_posix()
            wrong.append(f"{where}: {_MISSING[state]}")
    wrong += [f"models/{name} is missing" for name in (MODEL, CT_LIKE) if name not in there]
    if wrong:
        raise CheckFailedError(f"{_few(wrong)}.")
    return f"{len(there)} with the SHA-256 of their cards"


def _model_folders() -> Iterator[Path]:
    yield from sorted(path.parent for path in resource_path("models").rglob(CARD))
