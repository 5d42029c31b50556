"""Edges as steps of a recipe."""

from dataclasses import dataclass

from engine.frame import Frame
from engine.ops.edges import Gradient, band_raised, gradient_blended, laplacian_sharpened
from engine.ops.field import within_field
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, register
from engine.steps.lengths import sigmas_px


@register("laplacian", version=1, title="Laplacian", kind=StepKind.EDGES)
@dataclass(frozen=True, slots=True)
class Laplacian:
    """Raises detail of about the radius, most of all edges; the result may leave 0..1 there.

    The radius is one standard deviation of the Gaussian whose Laplacian is taken off.
    """

    radius_mm: float = param(0.4, low=0.05, high=1, unit="mm", label="Radius", logarithmic=True)
    amount: float = param(0.5, low=0.0, high=3, unit="", label="Amount")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the sharpened film."""
        sigma_px = sigmas_px(self.radius_mm, frame)
        return frame.with_pixels(
            within_field(
                frame.pixels,
                frame.field,
                lambda pixels: laplacian_sharpened(pixels, sigma_px, self.amount, progress),
                progress,
            )
        )


@register("gradient_edges", version=1, title="Edge picture", kind=StepKind.EDGES)
@dataclass(frozen=True, slots=True)
class GradientEdges:
    """Mixes the film with a picture of how steep it is, in which edges are bright.

    The radius is one standard deviation of a Gaussian before, against noise; strength 1 shows the
    edges alone.
    """

    operator: int = param(
        1, low=0, high=1, unit="", label="Operator", choices=(0, 1), words=("Sobel", "Scharr")
    )
    radius_mm: float = param(0.5, low=0.05, high=3, unit="mm", label="Radius", logarithmic=True)
    strength: float = param(0.3, low=0.0, high=1, unit="", label="Strength")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with its edges."""
        sigma_px = sigmas_px(self.radius_mm, frame)
        operator = Gradient(self.operator)
        return frame.with_pixels(
            within_field(
                frame.pixels,
                frame.field,
                lambda pixels: gradient_blended(
                    pixels, frame.field, sigma_px, operator, self.strength, progress
                ),
                progress,
            )
        )


@register(
    "difference_of_gaussians", version=1, title="Difference of Gaussians", kind=StepKind.EDGES
)
@dataclass(frozen=True, slots=True)
class DifferenceOfGaussians:
    """Raises detail between two radii, neither finer nor coarser; the result may leave 0..1.

    Each radius is one standard deviation; the smaller of the two is the inner one.
    """

    inner_mm: float = param(0.3, low=0.02, high=5, unit="mm", label="Inner", logarithmic=True)
    outer_mm: float = param(3.0, low=0.05, high=20, unit="mm", label="Outer", logarithmic=True)
    amount: float = param(0.7, low=0.0, high=5, unit="", label="Amount")

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with that band raised."""
        inner_mm, outer_mm = sorted((self.inner_mm, self.outer_mm))
        inner_px, outer_px = sigmas_px(inner_mm, frame), sigmas_px(outer_mm, frame)
        return frame.with_pixels(
            within_field(
                frame.pixels,
                frame.field,
                lambda pixels: band_raised(pixels, inner_px, outer_px, self.amount, progress),
                progress,
            )
        )
