"""Brings the translations up to date: ``python packaging/translations.py [--check]``.

Collects every text of the window from the source and the engine's own words from its registries,
merges them into ``resources/i18n/negatoscope_*.ts``, and compiles those to ``.qm``. Translate with
Qt Linguist or any editor; what is new is marked "unfinished" and shown in English until then.
``--check`` changes nothing, and fails where a file is not up to date or a text not translated.
"""

import argparse
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "i18n"
BIN = Path(sys.executable).parent

sys.path.insert(0, str(ROOT))


def phrases() -> list[tuple[str, str]]:
    """Return (context, text) of everything the window takes from a registry, not from a literal."""
    from engine import StatePart, recipes, step_types
    from engine.export_request import ExportFormat
    from engine.models.devices import WAYS_TO_ADD
    from engine.radiograph import SpacingSource
    from engine.region import RegionKind
    from viewer.actions import COMMANDS, HELD_KEYS, Group
    from viewer.engine_sentences import SENTENCES, WORDS
    from viewer.film_maps import MAPS
    from viewer.translations import APPEARANCES
    from viewer.translator import ENGINE

    found = [("Actions", entry.text) for entry in COMMANDS]
    found += [("Actions", group.value) for group in Group]
    found += [("Actions", entry.text) for entry in HELD_KEYS]
    for kind in step_types():
        found += [(ENGINE, kind.title), (ENGINE, kind.summary), (ENGINE, kind.kind.value)]
        for parameter in kind.parameters:
            found += [(ENGINE, parameter.label), (ENGINE, parameter.unit)]
            found += [(ENGINE, word) for word in parameter.words]
        for reference in kind.references:
            found += [(ENGINE, reference.label), (ENGINE, reference.choose)]
    for kind in MAPS:
        found += [(ENGINE, kind.word), (ENGINE, kind.title), (ENGINE, kind.middle)]
    found += [(ENGINE, appearance.word) for appearance in APPEARANCES]
    found += [(ENGINE, part.value) for part in StatePart]
    found += [(ENGINE, words) for words in (*SENTENCES, *WORDS, *WAYS_TO_ADD.values())]
    for recipe in recipes():
        found += [(ENGINE, recipe.title), (ENGINE, recipe.description)]
    found += [(ENGINE, source.value) for source in SpacingSource]
    found += [(ENGINE, kind.title) for kind in (*RegionKind, *ExportFormat)]
    return [(context, text) for context, text in dict.fromkeys(found) if text]


def collect(target: Path) -> None:
    """Merge every text of the source into one ``.ts`` file."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "registries.py"
        lines = [f"translate({context!r}, {text!r})" for context, text in phrases()]
        listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
        files = sorted((ROOT / "viewer").rglob("*.py"))
        _run(
            "pyside6-lupdate",
            *map(str, (*files, listed)),
            *("-no-obsolete", "-locations", "none", "-ts", str(target)),
        )


def compile_(source: Path, target: Path) -> None:
    """Compile a ``.ts`` file to what the program loads."""
    _run("pyside6-lrelease", "-silent", str(source), "-qm", str(target))


def problems(source: Path) -> list[str]:
    """Return what is wrong with a ``.ts`` file: not translated, or with other placeholders."""
    import string

    found = []
    for message in ET.parse(source).iter("message"):  # noqa: S314 - our own file
        text = message.findtext("source") or ""
        made = message.find("translation")
        said = (made.text or "") if made is not None else ""
        if made is None or made.get("type") == "unfinished" or not said:
            found.append(f"not translated: {text!r}")
            continue
        names = [
            sorted(str(f[1]) for f in string.Formatter().parse(t) if f[1] is not None)
            for t in (text, said)
        ]
        if names[0] != names[1]:
            found.append(f"other placeholders: {text!r} and {said!r}")
    return found


def _run(program: str, *arguments: str) -> None:
    subprocess.run([BIN / program, *arguments], check=True, capture_output=True)  # noqa: S603


def main() -> int:
    """Update, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail if out of date")
    is_check = parser.parse_args().check
    wrong: list[str] = []
    for source in sorted(FOLDER.glob("*.ts")):
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / source.name
            fresh.write_bytes(source.read_bytes())
            collect(fresh)
            if not is_check:
                source.write_bytes(fresh.read_bytes())
                compile_(source, source.with_suffix(".qm"))
            elif fresh.read_bytes() != source.read_bytes():
                wrong.append(f"{source.name} is not up to date")
        wrong += problems(source)
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong and is_check else 0


if __name__ == "__main__":
    sys.exit(main())
