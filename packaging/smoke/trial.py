"""One package on one machine, from its installation to its purge, step by step."""

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from smoke import judges, package, window
from smoke.machine import Machine
from smoke.package import Package
from smoke.report import Failed, Report, expect
from smoke.screen import Screen
from smoke.traces import Files, Left, in_home, left_behind, left_in_session
from smoke.window import User

SYNTHETIC_RECIPE = {
    "format": "negatoscope-recipe",
    "version": 1,
    "name": "synthetic",
    "title": "CT-like",
    "steps": [
        {
            "step": "ct_like_appearance",
            "version": 1,
            "parameters": {"admit_any": 1},
            "enabled": True,
        }
    ],
}
SYNTHETIC_STEP = "CT-like appearance (synthetic)"
MAY_STAY = (".config/negatoscope", ".cache/negatoscope", ".local/share/negatoscope")
CACHES_OF_OTHERS = (".cache/fontconfig", ".cache/mesa_shader_cache", ".local/share/gvfs-metadata")
"""What the libraries of every desktop program write into a home."""


@dataclass
class Trial:
    """One package on one machine.

    Attributes:
        package: The .deb.
        machine: Where it is tried.
        report: Prints the steps.
        pictures: Folder for pictures of the screen.
        before: The machine's files before the package came.
    """

    package: Package
    machine: Machine
    report: Report
    pictures: Path
    before: Files

    def install(self) -> None:
        """Bring the package in, and try what needs no screen."""
        box, step = self.machine, self.report.step
        self._expect_no_python("no Python on this machine")
        with step("apt-get install") as notes:
            notes += package.install(box, self.package)
        self._expect_no_python("still no Python")
        with step("version") as notes:
            notes += package.check_version(box, self.package)
        with step("desktop entry, icons, man page") as notes:
            notes += package.check_desktop_files(box)
        with step("negatoscope self-test, as a user without rights") as notes:
            notes += package.check_self_test(box, self.package)

    def _expect_no_python(self, name: str) -> None:
        with self.report.step(name) as notes:
            if self.machine.is_this_one:
                notes.append("left out, as this is no clean one")
            else:
                found = package.pythons(self.machine)
                expect(not found, f"none, not {found}")

    def films(self) -> list[Path]:
        """Let the program make its sample film without a screen; return two films and a picture.

        They are named as the user names them: the sample, its enhanced DICOM, before and after.
        """
        box = self.machine
        with self.report.step("the sample film, enhanced without a screen") as notes:
            done = box.as_user("negatoscope")
            expect(done.returncode == 0, f"success, not {done.returncode}: {done.stderr}")
            made = box.seen(box.home) / "negatoscope-output"
            kept = box.seen(box.home) / ".cache/negatoscope/samples"
            folder = box.seen(box.home) / "Films"
            folder.mkdir()
            box.give_user(folder)
            taken = []
            for name, where, pattern in (
                ("chest.dcm", kept, "thorax*.dcm"),
                ("chest enhanced.dcm", made, "*.dcm"),
                ("chest before and after.png", made, "*.png"),
            ):
                found = sorted(where.glob(pattern))
                expect(len(found) == 1, f"one file {pattern}, not {len(found)}")
                taken.append(box.give_user(Path(shutil.copy(found[0], folder / name))))
            notes.append(", ".join(path.name for path in taken))
        return taken

    def use(self, films: list[Path]) -> None:
        """Open, drag, enhance and export in the window, and have the export judged."""
        box, step = self.machine, self.report.step
        original = box.seen(films[0])
        digest = judges.sha256(original)
        with step("what every desktop has") as notes:
            box.as_root(
                "apt-get", "install", "-y", "--no-install-recommends", *package.DESKTOP_TOOLS
            )
            notes.append(", ".join(package.DESKTOP_TOOLS))
        with Screen() as seen, tempfile.TemporaryDirectory() as folder:
            box.environment = seen.environment
            user = User(box, seen, self.pictures, Path(folder) / "errors")
            try:
                with step("films opened by the file manager") as notes:
                    notes += window.check_opening(user, films)
                with step("pointer and layouts") as notes:
                    notes += window.check_pointer(user)
                with step("recipe") as notes:
                    notes += window.check_recipe(user, has_networks=self.package.has_networks)
                with step("export") as notes:
                    exported, told = window.check_export(user)
                    notes += told
                with step("the window closes and ends the program"):
                    user.leave()
                with step("no warning"):
                    complaints = user.errors.read_text(errors="replace").strip()
                    expect(not complaints, f"silence, not {complaints}")
            except Failed:
                self.report.say(f"the screen then: {self.pictures / user.picture('failed')}")
                self.report.say(f"what was complained of: {user.errors.read_text() or 'nothing'}")
                raise
        with step("the exported film, judged from the outside") as notes:
            recipe = window.NETWORK if self.package.has_networks else "Tissue equalisation"
            notes += judges.judge_enhanced(exported, original, recipe)
        self._invent(films[0])
        with step("the original is as it was"):
            expect(judges.sha256(original) == digest, "the same SHA-256")

    def purge(self) -> None:
        """Purge the package and look for what is left."""
        box = self.machine
        with self.report.step("nothing left in temporary folders"):
            left = left_in_session(box.root, box.user_id)
            expect(not left, f"nothing, not {_listed(left)}")
        with self.report.step("apt-get purge"):
            box.as_root("apt-get", "purge", "-y", self.package.name)
        with self.report.step("nothing of ours is left on the machine"):
            left = left_behind(box.root, self.before, is_alone=not box.is_this_one)
            expect(not left, f"nothing, not {_listed(left)}")
        with self.report.step("in the home, only what is the user's own") as notes:
            known = ("Films", "negatoscope-output", "synthetic", "synthetic.json")
            skeleton = (".bashrc", ".profile", ".bash_logout", *CACHES_OF_OTHERS)
            found = in_home(box.seen(box.home), (*known, *skeleton))
            strange = [name for name in found if name not in MAY_STAY]
            strange = [name for name in strange if not name.endswith("_enhanced.dcm")]
            expect(not strange, f"settings and cache, not {', '.join(strange)}")
            notes += found

    def _invent(self, film: Path) -> None:
        """Have a network invent a film; without networks the program must say what is missing."""
        box = self.machine
        recipe = box.seen(box.home) / "synthetic.json"
        recipe.write_text(json.dumps(SYNTHETIC_RECIPE))
        words = ("enhance", str(film), "--recipe", str(box.give_user(recipe)))
        done = box.as_user("negatoscope", *words, "--output", "synthetic")
        made = list((box.seen(box.home) / "synthetic").glob("*.dcm"))
        if self.package.has_networks:
            with self.report.step("a film invented by a network, judged from the outside") as notes:
                expect(done.returncode == 0 and len(made) == 1, f"one film, not: {done.stderr}")
                notes += judges.judge_synthetic(made[0], box.seen(film), SYNTHETIC_STEP)
        else:
            with self.report.step("without networks it says what is missing") as notes:
                expect(done.returncode != 0 and not made, "no film")
                expect("PyTorch" in done.stderr, f"a sentence about PyTorch, not {done.stderr!r}")
                notes.append(" ".join(done.stderr.split()))


def _listed(left: list[Left]) -> str:
    return "\n" + "\n".join(f"        {one.path}: {one.why}" for one in left[:40])
