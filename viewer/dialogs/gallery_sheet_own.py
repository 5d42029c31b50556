"""The user's own recipes as files: read, kept under a name, copied, deleted, taken back."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine import EngineError, Recipe, load_recipe, own_recipes_folder, save_recipe

translate = QCoreApplication.translate

LONGEST_NAME = 60
"""Letters in the name of a recipe."""

_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class OwnRecipe:
    """One of the user's own.

    Attributes:
        recipe: Under the name and title it is listed by.
        path: Its file.
    """

    recipe: Recipe
    path: Path


class OwnRecipes:
    """What lies in the folder of one's own recipes; a deleted file goes only in the end.

    Args:
        taken: Titles and names of recipes that come with the program.
        folder: Where the files lie; by default the user's own.
    """

    def __init__(self, taken: Sequence[str], folder: Path | None = None) -> None:
        self.folder = folder or own_recipes_folder()
        self.found: tuple[OwnRecipe, ...] = ()
        self.broken: tuple[str, ...] = ()
        self.deleted: tuple[OwnRecipe, ...] = ()
        self._taken = {name.casefold() for name in taken}
        self.read()

    def read(self) -> None:
        """Read the folder again; a file that holds no recipe is named in ``broken``."""
        found: list[OwnRecipe] = []
        broken: list[str] = []
        gone = {own.path for own in self.deleted}
        for path in self._files():
            if path in gone:
                continue
            try:
                read = load_recipe(str(path))
            except EngineError as error:
                broken.append(str(error))
                continue
            title = _tidy(read.title) or path.stem
            found.append(
                OwnRecipe(replace(read, name=read.name or _slug(title), title=title), path)
            )
        self.found = tuple(sorted(found, key=lambda own: own.recipe.title.casefold()))
        self.broken = tuple(broken)

    def of(self, recipe: Recipe) -> OwnRecipe | None:
        """Return the own recipe that ``recipe`` is, or None."""
        return next((own for own in self.found if own.recipe == recipe), None)

    def called(self, title: str) -> OwnRecipe | None:
        """Return the own recipe of this title, in any case, or None."""
        wanted = _tidy(title).casefold()
        return next((own for own in self.found if own.recipe.title.casefold() == wanted), None)

    def is_built_in(self, title: str) -> bool:
        """Whether a recipe that comes with the program has this name."""
        return bool({_tidy(title).casefold(), _slug(title)} & self._taken)

    def save(self, recipe: Recipe, title: str) -> OwnRecipe:
        """Keep a recipe under a title; an own one of this title is replaced.

        Raises:
            EngineError: If a built-in recipe has the name, or the file could not be written.
        """
        if self.is_built_in(title):
            raise EngineError(
                translate("OwnRecipes", "“{name}” comes with the program.").format(name=title),
                hint=translate("OwnRecipes", "Choose another name."),
            )
        tidy, earlier = _tidy(title), self.called(title)
        path = earlier.path if earlier is not None else self._free_path(tidy)
        named = Recipe(recipe.entries, path.stem, tidy, recipe.description)
        with suppress(OSError):  # then the writing says what is wrong with the folder
            self.folder.mkdir(parents=True, exist_ok=True)
        save_recipe(named, path)
        self.read()
        return OwnRecipe(named, path)

    def rename(self, own: OwnRecipe, title: str) -> OwnRecipe:
        """Keep a recipe under another title; its file is renamed with it.

        Raises:
            EngineError: If the name is taken, or the file could not be written.
        """
        other = self.called(title)
        if other is not None and other.path != own.path:
            raise EngineError(
                translate("OwnRecipes", "There is a recipe called “{name}” already.").format(
                    name=title
                ),
                hint=translate("OwnRecipes", "Choose another name."),
            )
        if other is not None:
            return self.save(own.recipe, title)  # other letters of the same name
        made = self.save(own.recipe, title)
        _remove(own.path)
        self.read()
        return made

    def add(self, recipe: Recipe) -> OwnRecipe:
        """Keep a copy of any recipe under a title that is free.

        Raises:
            EngineError: If the file could not be written.
        """
        wanted = _tidy(recipe.title) or translate("OwnRecipes", "Own recipe")
        title, number = wanted, 1
        while self.called(title) is not None or self.is_built_in(title):
            number += 1
            title = f"{wanted} {number}"
        return self.save(recipe, title)

    def delete(self, own: OwnRecipe) -> None:
        """Leave a recipe out of the list; ``restore`` brings it back, ``forget`` ends it."""
        self.deleted = (*self.deleted, own)
        self.read()

    def restore(self) -> OwnRecipe:
        """Bring back what was deleted last."""
        *rest, last = self.deleted
        self.deleted = tuple(rest)
        self.read()
        return last

    def forget(self) -> None:
        """Remove the files of what was deleted."""
        for own in self.deleted:
            _remove(own.path)
        self.deleted = ()

    def _files(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if path.suffix == _SUFFIX)
        except OSError:
            return []  # no folder yet

    def _free_path(self, title: str) -> Path:
        stem, number = _slug(title), 1
        path = self.folder / f"{stem}{_SUFFIX}"
        while path.exists() or path.stem in self._taken:
            number += 1
            path = self.folder / f"{stem}_{number}{_SUFFIX}"
        return path


def _tidy(title: str) -> str:
    """Return a title as one line of bearable length."""
    printable = "".join(letter if letter.isprintable() else " " for letter in title)
    return " ".join(printable.split())[:LONGEST_NAME].strip()


def _slug(title: str) -> str:
    return re.sub(r"\W+", "_", title.casefold()).strip("_")[:LONGEST_NAME] or "own"


def _remove(path: Path) -> None:
    """Remove a file; where that fails it comes back at the next start, and nothing is lost."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
