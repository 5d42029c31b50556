"""The translation of a film for eyes: what the gate says of it, and where not to trust it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.frame import FloatImage
from engine.models.cards import ModelCard
from engine.placement import AS_READ, Placement
from engine.progress import Progress
from engine.recipe import Recipe
from engine.render import Renderer
from engine.steps.translation import Translation

if TYPE_CHECKING:
    from engine.models.translation.gate import Verdict


@dataclass(frozen=True, slots=True)
class TranslationView:
    """What is known of a film's translation without running the network.

    Attributes:
        verdict: Of the gate: ``distance`` (1.0 is the limit), ``is_admitted``, ``reason``.
        position: Of the translation among the recipe's entries.
        card: Of the network that runs.
        is_overridden: The film is refused, and translated all the same.
    """

    verdict: "Verdict"
    position: int
    card: ModelCard
    is_overridden: bool


@dataclass(frozen=True, slots=True, eq=False)
class ReliabilityView:
    """Where the translation of a film must not be trusted. No colour is no assurance.

    Attributes:
        combined: (rows, columns) float32 in 0..1 on a small grid that covers the whole film as
            it lies: the greater of the two below. 1 is least reliable.
        disagreement: The same grid: how much perturbed runs disagree.
        unsourced: The same grid: edges the film does not have, and detail that was lost.
        low_agreement_share: Share of the exposed field in which runs disagree, 0..1.
        unsourced_share: Share of the exposed field whose edges have no source, 0..1.
        runs: How often the network was run.
        position: Of the translation among the recipe's entries.
        placement: Where that film lies on the film as read.
    """

    combined: FloatImage
    disagreement: FloatImage
    unsourced: FloatImage
    low_agreement_share: float
    unsourced_share: float
    runs: int
    position: int
    placement: Placement = AS_READ


def view_translation(
    renderer: Renderer, recipe: Recipe, progress: Progress | None = None
) -> TranslationView | None:
    """Return what the gate says of a film, or None if no translation is switched on.

    The steps before the translation are run if they were not; the network is not.

    Args:
        renderer: Of the film.
        recipe: In force.
        progress: Looked at on the way.

    Raises:
        ModelError: If PyTorch or the model is not installed, or its weights are altered.
        RecipeError: If the order of the steps is refused.
        Cancelled: If nobody wants it any more.
    """
    progress = progress or Progress()
    found = _translation(recipe)
    if found is None:
        return None
    renderer.check_order(recipe)
    position, step = found
    before = renderer.process(Recipe(recipe.entries[:position]), progress.part(0.0, 0.7))
    verdict = step.verdict(before, progress.part(0.7, 1.0))
    card = step.card
    assert card is not None  # noqa: S101 - there is no verdict without a model
    is_overridden = bool(step.admit_any) and not verdict.is_admitted
    return TranslationView(verdict, position, card, is_overridden)


def translation_reliability(
    renderer: Renderer, recipe: Recipe, progress: Progress | None = None
) -> ReliabilityView | None:
    """Run the network several times, and return where its answers must not be trusted.

    Takes some seconds; None if no translation is switched on.

    Args:
        renderer: Of the film.
        recipe: In force.
        progress: Told of each run; cancels between and within them.

    Raises:
        ModelError: If PyTorch or the model is not installed, or its weights are altered.
        RecipeError: If the order of the steps is refused.
        Cancelled: If nobody wants it any more.
    """
    progress = progress or Progress()
    found = _translation(recipe)
    if found is None:
        return None
    renderer.check_order(recipe)
    position, step = found
    before = renderer.process(Recipe(recipe.entries[:position]), progress.part(0.0, 0.1))
    made = step.reliability(before, progress.part(0.1, 1.0))
    return ReliabilityView(
        combined=made.combined,
        disagreement=made.disagreement,
        unsourced=made.unsourced,
        low_agreement_share=made.low_agreement_share,
        unsourced_share=made.unsourced_share,
        runs=made.runs,
        position=position,
        placement=before.placement,
    )


def _translation(recipe: Recipe) -> tuple[int, Translation] | None:
    """Return the translation that is switched on, and where it stands; a recipe has one."""
    for position, entry in enumerate(recipe.entries):
        if entry.is_enabled and isinstance(entry.step, Translation):
            return position, entry.step
    return None
