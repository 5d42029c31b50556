"""What a user does with recipes of their own in the gallery: keep, name, copy, write, delete."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from engine import EngineError, Recipe, load_recipe, save_recipe
from viewer.dialogs.gallery_sheet_own import OwnRecipe, OwnRecipes
from viewer.problems import text_of


class Keeping(QObject):
    """Deeds on files; each says in one sentence what came of it, and none loses anything.

    Args:
        own: The files.
        sheet: Over which file dialogs open.

    Signals:
        changed: One's own recipes are others now; the Recipe to choose, or None.
        said: A sentence, its ink, and whether it can be undone.
    """

    changed = Signal(object)
    said = Signal(str, str, bool)

    def __init__(self, own: OwnRecipes, sheet: QWidget) -> None:
        super().__init__(sheet)
        self._own = own
        self._sheet = sheet

    def tell_broken(self) -> None:
        """Name the files that hold no recipe."""
        if self._own.broken:
            more = len(self._own.broken) - 1
            sentence = self.tr("Left out: {reason}").format(reason=self._own.broken[0])
            if more:
                sentence += " " + self.tr("So are {number} more.").format(number=more)
            self.said.emit(sentence, "warn", False)

    def save(self, recipe: Recipe, title: str) -> bool:
        """Keep a recipe under a title; return whether that went well."""
        return self._do(lambda: self._own.save(recipe, title), self.tr("Saved as “{name}”."))

    def rename(self, own: OwnRecipe, title: str) -> None:
        """Give a recipe another title."""
        self._do(lambda: self._own.rename(own, title), self.tr("It is called “{name}” now."))

    def copy(self, recipe: Recipe) -> None:
        """Keep a copy of a recipe."""
        self._do(lambda: self._own.add(recipe), self.tr("Copied as “{name}”."))

    def delete(self, own: OwnRecipe) -> None:
        """Take a recipe from the list; its file goes when the gallery is closed."""
        self._own.delete(own)
        self.changed.emit(None)
        sentence = self.tr("“{name}” is deleted.").format(name=own.recipe.title)
        self.said.emit(sentence, "text_2", True)

    def restore(self) -> None:
        """Bring back what was deleted last."""
        if self._own.deleted:
            back = self._own.restore()
            self.changed.emit(back.recipe)
            sentence = self.tr("“{name}” is back.").format(name=back.recipe.title)
            self.said.emit(sentence, "ok", bool(self._own.deleted))

    def write(self, recipe: Recipe) -> None:
        """Ask for a file, and write a recipe to it."""
        name = f"{recipe.name or 'recipe'}.json"
        found, _ = QFileDialog.getSaveFileName(
            self._sheet, self.tr("Write recipe"), name, self.tr("Recipes (*.json)")
        )
        if not found:
            return
        path = Path(found)
        path = path if path.suffix else path.with_suffix(".json")
        try:
            save_recipe(recipe, path)
        except EngineError as error:
            self._complain(error)
        else:
            sentence = self.tr("Written to {file}.").format(file=path.name)
            self.said.emit(sentence, "ok", False)

    def take_in(self) -> None:
        """Ask for files, and keep the recipes in them."""
        found, _ = QFileDialog.getOpenFileNames(
            self._sheet,
            self.tr("Import recipes"),
            "",
            self.tr("Recipes and exported films (*.json *.dcm);;All files (*)"),
        )
        for name in found:
            if not self._take_in(Path(name)):
                return

    def _take_in(self, path: Path) -> bool:
        def deed() -> OwnRecipe:
            read = load_recipe(str(path.absolute()))
            titled = Recipe(read.entries, "", read.title or path.stem, read.description)
            return self._own.add(titled)

        return self._do(deed, self.tr("Imported as “{name}”."))

    def _do(self, deed: Callable[[], OwnRecipe], sentence: str) -> bool:
        try:
            made = deed()
        except EngineError as error:
            self._complain(error)
            return False
        self.changed.emit(made.recipe)
        self.said.emit(sentence.format(name=made.recipe.title), "ok", False)
        return True

    def _complain(self, error: EngineError) -> None:
        words = text_of(error)
        self.said.emit(f"{words.sentence} {words.hint}".strip(), "error", False)
