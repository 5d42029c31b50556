"""Named settings of a translation's training; everything that decides its result."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, Self

from engine.models.translation.generator import GeneratorConfig
from engine.training.loop import LoopPlan
from engine.training.translation.contrast import ContrastPlan
from engine.training.translation.diff_augment import DiffAugment
from engine.training.translation.discriminator import DiscriminatorConfig
from engine.training.translation.losses import Adversarial, TranslationWeights
from engine.training.translation.recipe import DomainRecipe
from engine.training.translation.tissue import Appearance

Method = Literal["cyclegan", "cut"]

_PAPER_STEPS = 200_000
"""200 passes over about 1000 films, as many as the paper's sets have."""

_UNVARIED = DiffAugment()
_AS_PUBLISHED = ContrastPlan()


@dataclass(frozen=True)
class TranslationPreset:
    """One training of a translation.

    Attributes:
        method: "cyclegan", or "cut" with one generator and no way back.
        loop: How long.
        generator: Shape of each generator.
        discriminator: Shape of each discriminator.
        weights: What counts.
        source: How films to be translated are prepared.
        target: How pictures of the appearance wanted are.
        augment: What discriminators see pictures through.
        contrast: How patches are compared, of CUT alone.
        adversarial: How verdicts are judged.
        batch: Pictures of each domain in a step.
        rate: Learning rate of generators.
        critic_rate: Of discriminators.
        decay_from: Share of the training from which rates fall in a line to 0; 1 keeps them.
        pool: Earlier translations kept for each discriminator.
        critic_batch: Pictures of either kind that a discriminator learns from in a step: those of
            the batch, and earlier ones; it learns slowly from one at a time.
        averaging: Decay of the weight average that is kept; 0 keeps the last weights.
        every: Steps between two of the terms that may wait (identity, opacity, pairs), each of
            which counts that much more then.
        picture_side: Long side that pictures are read at.
        check_share: Of patients to be translated that are kept back to check with.
        target_check_share: The same of patients of the appearance wanted.
        checks: Pictures of each domain that are looked at each time, at most.
        pairs: Made of CT volumes, where there are any.
        appearance: How CT is shown: as CT, or as a simulated T1-like contrast.
    """

    method: Method
    loop: LoopPlan
    generator: GeneratorConfig
    discriminator: DiscriminatorConfig
    weights: TranslationWeights
    source: DomainRecipe
    target: DomainRecipe
    augment: DiffAugment = _UNVARIED
    contrast: ContrastPlan = _AS_PUBLISHED
    adversarial: Adversarial = "lsgan"
    batch: int = 1
    rate: float = 2e-4
    critic_rate: float = 2e-4
    decay_from: float = 0.5
    pool: int = 50
    critic_batch: int = 1
    averaging: float = 0.0
    every: int = 1
    picture_side: int = 288
    check_share: float = 0.1
    target_check_share: float = 0.1
    checks: int = 12
    pairs: int = 48
    appearance: Appearance = "ct"

    def share_of_rate(self, step: int) -> float:
        """Return the share of the learning rates at a step: 1, then in a line towards 0."""
        done = step / max(1, self.loop.steps)
        if self.decay_from >= 1:
            return 1.0
        return min(1.0, (1 - done) / (1 - self.decay_from))

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        recipes = {"source": self.source.to_json(), "target": self.target.to_json()}
        return {**asdict(self), **recipes}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return it from JSON.

        Raises:
            TypeError: If it holds what this version does not know.
            ValueError: If no network has such a shape, or no crop fits.
        """
        parts = {
            "loop": LoopPlan(**data["loop"]),
            "generator": GeneratorConfig.from_json(data["generator"]),
            "discriminator": DiscriminatorConfig.from_json(data["discriminator"]),
            "weights": TranslationWeights.from_json(data["weights"]),
            "source": DomainRecipe.from_json(data["source"]),
            "target": DomainRecipe.from_json(data["target"]),
            "augment": DiffAugment(**data["augment"]),
            "contrast": ContrastPlan.from_json(data["contrast"]),
        }
        return cls(**{**data, **parts})


def translation_preset(
    name: str, *, method: Method = "cyclegan", seed: int = 0, steps: int = 0
) -> TranslationPreset:
    """Return the settings called ``name``.

    Args:
        name: "ours", "small", "paper"; "seed" of a CycleGAN; "fast" of CUT (FastCUT).
        method: "cyclegan" or "cut".
        seed: Of everything drawn.
        steps: Other than the preset's; 0 keeps those.

    Raises:
        KeyError: If there is none of that name for the method.
    """
    makers = {
        ("cyclegan", "ours"): _ours,
        ("cyclegan", "small"): _small,
        ("cyclegan", "paper"): _paper,
        ("cyclegan", "seed"): _seed,
        ("cut", "ours"): _contrasted(_ours),
        ("cut", "small"): _contrasted(_small),
        ("cut", "paper"): _cut,
        ("cut", "fast"): _fast_cut,
    }
    return makers[method, name](seed, steps)


def _ours(seed: int, steps: int) -> TranslationPreset:
    """The recipe that got away from the identity in a first training, and held against islands."""
    steps = steps or 3000
    source = DomainRecipe(
        long_side=(192, 240),
        crop=96,
        turn_deg=4.0,
        brightness=0.04,
        contrast=0.08,
        gamma=0.2,
        noise=0.02,
        planted=0.2,
    )
    target = DomainRecipe(
        long_side=(192, 240),
        crop=96,
        turn_deg=4.0,
        brightness=0.02,
        contrast=0.04,
        noise=0.01,
        planted=0.3,
    )
    return TranslationPreset(
        method="cyclegan",
        loop=LoopPlan(steps, check_every=max(20, steps // 12), patience=12, seed=seed),
        generator=GeneratorConfig(features=24, blocks=4),
        discriminator=DiscriminatorConfig(features=32, norm="spectral", gain=2.0),
        weights=TranslationWeights(
            adversarial=2.0,
            cycle=4.0,
            cycle_first=1.0,
            identity=0.25,
            gradient=1.5,
            order=4.0,
            opacity=1.0,
            paired=4.0,
            paired_gradient=1.0,
        ),
        source=source,
        target=target,
        augment=DiffAugment(brightness=0.04, translation=0.1),
        rate=4e-4,
        critic_rate=4e-4,
        critic_batch=4,
        averaging=0.998,
        every=3,
        target_check_share=0.4,  # of seven patients three: distance needs several unseen ones
    )


def _small(seed: int, steps: int) -> TranslationPreset:
    """Minutes on any machine: for tests, and to try whether two folders can be learnt from."""
    steps = steps or 150
    recipe = DomainRecipe(long_side=(72, 88), crop=64, gamma=0.1, noise=0.01)
    return TranslationPreset(
        method="cyclegan",
        loop=LoopPlan(steps, check_every=max(1, steps // 3), patience=10, log_every=5, seed=seed),
        generator=GeneratorConfig(features=12, blocks=2),
        discriminator=DiscriminatorConfig(features=16, layers=2, norm="spectral"),
        weights=TranslationWeights(
            cycle=8.0,
            cycle_first=4.0,
            identity=0.5,
            gradient=1.0,
            order=1.0,
            opacity=1.0,
            paired=4.0,
            paired_gradient=1.0,
        ),
        source=recipe,
        target=recipe,
        augment=DiffAugment(brightness=0.02, translation=0.1),
        rate=5e-4,
        critic_rate=2.5e-4,
        averaging=0.9,
        every=3,
        picture_side=192,
        check_share=0.15,
        target_check_share=0.15,
        checks=8,
    )


def _paper(seed: int, steps: int) -> TranslationPreset:
    """CycleGAN as published: Zhu et al., ICCV 2017, section 4 and appendix 7."""
    steps = steps or _PAPER_STEPS
    recipe = DomainRecipe(long_side=(286, 286), crop=256, is_square=True)
    return TranslationPreset(
        method="cyclegan",
        loop=LoopPlan(steps, check_every=max(1, steps // 100), patience=100, seed=seed),
        generator=GeneratorConfig(
            features=64, blocks=9, norms_ends=True, start=False, is_residual=False
        ),
        discriminator=DiscriminatorConfig(),
        weights=TranslationWeights(),
        source=recipe,
        target=recipe,
        picture_side=512,
    )


def _seed(seed: int, steps: int) -> TranslationPreset:
    """As seeds 001 and 002 do it: a U-Net, log-odds, no pool, and one rate to the end."""
    steps = steps or _PAPER_STEPS
    recipe = DomainRecipe(long_side=(284, 284), crop=256, resampling="nearest", is_square=True)
    return TranslationPreset(
        method="cyclegan",
        loop=LoopPlan(steps, check_every=max(1, steps // 100), patience=100, seed=seed),
        generator=GeneratorConfig(
            kind="unet", features=64, blocks=0, start=False, is_residual=False
        ),
        discriminator=DiscriminatorConfig(),
        weights=TranslationWeights(),
        source=recipe,
        target=recipe,
        adversarial="bce",
        decay_from=1.0,
        pool=0,
        picture_side=512,
    )


def _contrasted(
    made: Callable[[int, int], TranslationPreset],
) -> Callable[[int, int], TranslationPreset]:
    """Return our settings of a CycleGAN for CUT: contrast in place of cycle and identity."""

    def settings(seed: int, steps: int) -> TranslationPreset:
        ours = made(seed, steps)
        weights = replace(ours.weights, **_NO_WAY_BACK, contrast=1.0, contrast_identity=1.0)
        return replace(ours, method="cut", weights=weights, contrast=ContrastPlan(width=64))

    return settings


def _cut(seed: int, steps: int) -> TranslationPreset:
    """CUT as published: Park et al., ECCV 2020, section 4 and appendix C.1."""
    paper = _paper(seed, steps)
    weights = replace(paper.weights, **_NO_WAY_BACK, contrast=1.0, contrast_identity=1.0)
    return replace(paper, method="cut", weights=weights, pool=0)


def _fast_cut(seed: int, steps: int) -> TranslationPreset:
    """FastCUT as published: ten times the contrast, no identity, mirrored films."""
    cut = _cut(seed, steps)
    weights = replace(cut.weights, contrast=10.0, contrast_identity=0.0)
    return replace(cut, weights=weights, contrast=ContrastPlan(flips=True), decay_from=0.75)


_NO_WAY_BACK = {"cycle": 0.0, "cycle_first": 0.0, "identity": 0.0}
