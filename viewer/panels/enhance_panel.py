"""The recipe of the film: which one, its steps, and what else could be done."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine import Recipe, Region, step_type
from viewer.panels.step_menu import StepMenu
from viewer.translator import said
from viewer.widgets.button import AddButton, IconButton
from viewer.widgets.combo import ComboBox
from viewer.widgets.step_list import StepList


class EnhancePanel(QWidget):
    """Body of the section *Enhance*: recipes to choose, step cards built from metadata."""

    recipe_changed = Signal(object, str)  # Recipe, what edits in a row it belongs to or ""
    settled = Signal()
    save_wanted = Signal()
    gallery_wanted = Signal()
    peeked = Signal(object)  # Recipe to show while held, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = Recipe()
        self._known: list[Recipe] = []
        self._network = ""
        self.choice = ComboBox(self.tr("Recipe"))
        self.choice.setObjectName("recipeChoice")
        self.choice.activated.connect(self._choose)
        self.save = IconButton("save", self.tr("Save recipe"), "Ctrl+S", icon_px=16)
        self.save.is_outlined = True
        self.save.clicked.connect(self.save_wanted)
        self.gallery = IconButton("card", self.tr("Recipes"), "Ctrl+G", icon_px=16)
        self.gallery.is_outlined = True
        self.gallery.clicked.connect(lambda: self.gallery_wanted.emit())
        self.steps = StepList()
        self.steps.switched.connect(lambda at, is_on: self._emit(self._recipe.switched(at, is_on)))
        self.steps.removed.connect(lambda at: self._emit(self._recipe.removed(at)))
        self.steps.moved.connect(lambda at, to: self._emit(self._recipe.moved(at, to)))
        self.steps.value_changing.connect(self._slide)
        self.steps.value_changed.connect(self._let_go)
        self.steps.peeked.connect(self._peek)
        self.steps.reset_requested.connect(self._reset)
        self.steps.region_changing.connect(self._slide_region)
        self.steps.region_changed.connect(self.set_region)
        self.steps.blend_changing.connect(self._slide_blend)
        self.steps.blend_changed.connect(self._let_blend_go)
        self.add = AddButton(self.tr("Add step"))
        self.add.setObjectName("addStep")
        self.add.clicked.connect(self._offer_steps)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choice, 1)
        row.addWidget(self.gallery)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.steps)
        column.addWidget(self.add)

    def set_known(self, recipes: list[Recipe]) -> None:
        """Offer these recipes by name."""
        self._known = recipes
        self._name_choice()

    def set_recipe(self, recipe: Recipe) -> None:
        """Show the recipe in force."""
        self._recipe = recipe
        self.steps.set_entries(recipe.entries)
        self._show_problems()
        self._name_choice()

    def set_film(self, network: str) -> None:
        """Judge the order of steps for another film.

        Args:
            network: What to call the network that made it; "" for a plain radiograph.
        """
        self._network = network
        self._show_problems()

    @property
    def recipe(self) -> Recipe:
        """The recipe shown."""
        return self._recipe

    def use(self, recipe: Recipe) -> None:
        """Put another recipe in force, as one undo entry."""
        self._emit(recipe)

    def set_region(self, at: int, region: Region) -> None:
        """Let one step work elsewhere: an undo entry, or the end of a drag's."""
        self._slide_region(at, region)
        self.settled.emit()

    def set_reference(self, at: int, name: str, value: str) -> None:
        """Let one step refer to something else."""
        self._emit(self._recipe.with_reference(at, name, value))

    def _show_problems(self) -> None:
        """Say on the cards what is wrong with the order; a refusal goes before advice."""
        found = sorted(self._recipe.problems(self._network), key=lambda one: one.is_refusal)
        self.steps.set_problems(
            {one.position: (said(one.message), one.is_refusal, one.belongs_at) for one in found}
        )

    def _name_choice(self) -> None:
        """Name what is in force: a known recipe, a changed one, or the user's own."""
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItem(self.tr("No steps"))
            for known in self._known:
                self.choice.addItem(said(known.title) or known.name)
            if not self._recipe.entries:
                self.choice.setCurrentIndex(0)
                return
            for position, known in enumerate(self._known):
                if known.entries == self._recipe.entries:
                    self.choice.setCurrentIndex(position + 1)
                    return
            title = said(self._recipe.title)
            self.choice.addItem(
                self.tr("{title}, changed").format(title=title) if title else self.tr("Own recipe")
            )
            self.choice.setCurrentIndex(self.choice.count() - 1)

    def _choose(self, position: int) -> None:
        if position == 0:
            self._emit(Recipe())
        elif position <= len(self._known):
            self._emit(self._known[position - 1])

    def step_menu(self) -> StepMenu:
        """Return the steps that can be added, as a menu the panel owns."""
        menu = StepMenu(self)
        menu.chosen.connect(lambda name: self._emit(self._recipe.added(step_type(name).make())))
        return menu

    def _offer_steps(self) -> None:
        menu = self.step_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _slide(self, at: int, name: str, value: float) -> None:
        changed = self._recipe.with_value(at, name, value)
        self._recipe = changed
        self.recipe_changed.emit(changed, f"step {at} {name}")

    def _let_go(self, at: int, name: str, value: float) -> None:
        self._slide(at, name, value)
        self.settled.emit()

    def _slide_region(self, at: int, region: Region) -> None:
        changed = self._recipe.with_region(at, region)
        self._recipe = changed
        self.recipe_changed.emit(changed, f"step {at} region")

    def _slide_blend(self, at: int, share: float) -> None:
        changed = self._recipe.with_blend(at, share)
        self._recipe = changed
        self.recipe_changed.emit(changed, f"step {at} blend")

    def _let_blend_go(self, at: int, share: float) -> None:
        self._slide_blend(at, share)
        self.settled.emit()

    def _reset(self, at: int) -> None:
        kind = self._recipe.entries[at].type
        changed = self._recipe
        for parameter in kind.parameters:
            changed = changed.with_value(at, parameter.name, parameter.default)
        self._emit(changed.with_blend(at, 1.0))

    def _peek(self, at: int, is_held: bool) -> None:
        self.peeked.emit(self._recipe.switched(at, False) if is_held else None)

    def _emit(self, recipe: Recipe) -> None:
        self.recipe_changed.emit(recipe, "")
