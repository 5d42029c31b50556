"""The vessels of both lungs: trees grown towards points all over the lung, then weighed.

Each tree starts at a hilum. Targets are joined, some far ones first, to the branch that is best
placed, and every branch is as wide as what it feeds asks for: r^k is the sum of its daughters' r^k.

Source: C. D. Murray, "The physiological principle of minimum work", PNAS 12 (1926) 207, with the
exponent 2.3 that fits lungs better than his 3.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.progress import Progress
from engine.samples import cage
from engine.samples.projector import Geometry, Points, Projector
from engine.samples.soft_tissue import lung_share

_EXPONENT = 2.3
_LEAF_RADIUS_MM = 0.80
_BROAD_MM = 1.7  # wider vessels beat with the heart, and their borders are softer


@dataclass(frozen=True, slots=True)
class Tree:
    """One grown tree.

    Attributes:
        nodes: (n, 3) in mm; each but the first hangs on an earlier one.
        parents: (n,) index of what each node hangs on; the root on itself.
        radii_mm: (n,) of the branch from the parent to the node.
    """

    nodes: Points
    parents: npt.NDArray[np.int64]
    radii_mm: Points


def vessel_path(
    geometry: Geometry, rng: np.random.Generator, progress: Progress | None = None
) -> FloatImage:
    """Return the path length of blood in the lungs, (rows, columns) in mm."""
    growth, spread = rng.spawn(2)  # the same trees whatever the pixels
    fine, broad = Projector(geometry), Projector(geometry)
    for number, root in enumerate(_ROOTS):
        if progress is not None:
            progress.report(number / len(_ROOTS), "Growing vessels")
        tree = grown(root, growth)
        points, volumes, radii = _weighed(tree, geometry.pitch_mm, spread)
        is_broad = radii > _BROAD_MM
        fine.add(points[~is_broad], volumes[~is_broad])
        broad.add(points[is_broad], volumes[is_broad])
    for blob in _HILA:
        broad.add(*_ellipsoid(blob, geometry.pitch_mm, spread))
    return fine.path_mm(0.32) + broad.path_mm(0.85)


@dataclass(frozen=True, slots=True)
class Root:
    """Where a tree starts.

    Attributes:
        place: x, y, z in mm.
        heading: The direction in which most of it grows.
        twigs: How many ends it has.
    """

    place: tuple[float, float, float]
    heading: tuple[float, float, float]
    twigs: int


_ROOTS = (
    Root((-34, 150, -2), (-0.3, 1, -0.2), 300),  # right pulmonary artery, descending
    Root((-36, 142, 6), (-0.7, -1, 0.1), 170),  # right upper lobe
    Root((-30, 186, -16), (-1, 0.25, -0.1), 170),  # right lower vein, more level
    Root((42, 140, -4), (0.4, 1, -0.5), 300),  # left pulmonary artery, higher
    Root((42, 134, 4), (0.7, -1, 0.1), 170),  # left upper lobe
    Root((38, 184, -18), (1, 0.35, -0.2), 150),  # left lower vein
)

_HILA = (  # centre x, y, z, half axes x, y, z, tilt in degrees, all mm
    (-36, 164, -4, 10.0, 22, 9.0, 14),
    (-37, 143, 0, 12.0, 9.0, 8.0, 10),
    (-47, 186, -6, 6.0, 16, 6.0, 22),
    (41, 137, -4, 13.0, 9.0, 9.0, -25),
    (45, 157, -10, 8.0, 20, 7.0, -14),
    (53, 128, 2, 4.5, 4.5, 6.0, 0),
)


def grown(root: Root, rng: np.random.Generator) -> Tree:
    """Grow one tree from its root into the part of the lung it heads for."""
    targets = _targets(root, rng)
    start = np.array(root.place, np.float32)
    aim = np.array(root.heading, np.float32)
    aim /= np.linalg.norm(aim)
    trunk = [start + aim * d for d in (0, 5, 10, 16, 22)]
    nodes: Points = np.zeros((len(trunk) + len(targets) * 12, 3), np.float32)
    parents = np.zeros(len(nodes), np.int64)
    nodes[: len(trunk)], used = trunk, len(trunk)
    parents[1:used] = np.arange(used - 1)
    for target in targets:
        joint = _best_joint(nodes[:used], start, target)
        branch = _branch(nodes, parents, joint, target, rng)
        number = len(branch)
        nodes[used : used + number] = branch
        parents[used : used + number] = [joint, *range(used, used + number - 1)]
        used += number
    nodes, parents = nodes[:used], parents[:used]
    return Tree(nodes, parents, _radii(parents))


def _targets(root: Root, rng: np.random.Generator) -> Points:
    """Return points well inside the lung, some far ones first."""
    start, heading = np.array(root.place, np.float32), np.array(root.heading, np.float32)
    number = 60 * root.twigs
    x = (np.sign(root.place[0]) * rng.uniform(18, 137, number)).astype(np.float32)
    y = rng.uniform(58, 318, number).astype(np.float32)
    chord = cage.chord(x, y)
    z = rng.uniform(-0.24, 0.24, number).astype(np.float32) * chord - 4
    places = np.stack([x, y, z], axis=1)
    distance = np.linalg.norm(places - start, axis=1)
    cosine = (places - start) @ heading / distance / np.linalg.norm(heading)
    kept = (chord > 34) & (lung_share(x, y) > 0.45) & (cosine > 0.05) & (distance > 12)
    kept &= rng.random(number) < np.clip(1.25 - distance / 175, 0.15, 1)
    places, distance = places[kept][: root.twigs], distance[kept][: root.twigs]
    trunks = np.argsort(-distance)[::9][:12]  # long ones first: the others branch off them
    others = rng.permutation(np.setdiff1d(np.arange(len(places)), trunks))
    return np.asarray(places[np.concatenate([trunks, others])], np.float32)


def _best_joint(nodes: Points, start: Points, target: Points) -> int:
    """Return the node to branch from: near the target, and not farther out than it."""
    away = target - nodes
    gap = np.sqrt(np.einsum("ij,ij->i", away, away))
    out = nodes - start
    turned_back = np.einsum("ij,ij->i", out, away) / np.maximum(
        gap * np.sqrt(np.einsum("ij,ij->i", out, out)), 1.0
    )
    return int(np.argmin(gap * (1.7 - turned_back)))


def _branch(
    nodes: Points,
    parents: npt.NDArray[np.int64],
    joint: int,
    target: Points,
    rng: np.random.Generator,
) -> Points:
    """Return the nodes of a branch that leaves its parent smoothly and wavers a little."""
    start = nodes[joint]
    before = nodes[parents[joint]]
    length = float(np.linalg.norm(target - start))
    onward = start - before
    size = float(np.linalg.norm(onward))
    onward = onward / size if size > 0 else (target - start) / max(length, 1e-3)
    control = start + onward * length * 0.26 + rng.normal(0, 0.04 * length, 3)
    number = int(np.clip(length / 4, 2, 12))
    t = (np.arange(1, number + 1, dtype=np.float32) / number)[:, None]
    curve = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * target
    curve[:-1] += rng.normal(0, 0.25, curve[:-1].shape)
    return np.asarray(curve, np.float32)


def _radii(parents: npt.NDArray[np.int64]) -> Points:
    children = np.bincount(parents[1:], minlength=len(parents))
    load = np.where(children == 0, 1.0, 0.0)
    for node in range(len(parents) - 1, 0, -1):
        load[parents[node]] += load[node]
    return (_LEAF_RADIUS_MM * load ** (1 / _EXPONENT)).astype(np.float32)


def _weighed(
    tree: Tree, pitch_mm: float, rng: np.random.Generator
) -> tuple[Points, Points, Points]:
    """Return points that fill the branches evenly, their volumes, and how wide it is there."""
    start, end = tree.nodes[tree.parents[1:]], tree.nodes[1:]
    away_mm = np.linalg.norm(tree.nodes - tree.nodes[0], axis=1)
    fine_at_the_pleura = np.float32(0.9) + np.float32(7.5) * np.exp(-away_mm / np.float32(38.0))
    radii = np.minimum(tree.radii_mm, fine_at_the_pleura)
    radius_end = radii[1:]
    radius_start = np.minimum(radii[tree.parents[1:]], radius_end * 1.5)
    length = np.linalg.norm(end - start, axis=1)
    wide = np.minimum(np.maximum(radius_start, radius_end), 2.5)  # wider ones are blurred anyway
    each = np.ceil(5.0 * (length / pitch_mm) * np.maximum(wide / pitch_mm, 0.5)).astype(np.int32)
    which = np.repeat(np.arange(len(each), dtype=np.int32), each)
    first = np.repeat(np.cumsum(each, dtype=np.int32) - each, each)
    t, u, v = rng.random((3, len(which)), dtype=np.float32)
    t += np.arange(len(which), dtype=np.int32) - first
    t /= each.astype(np.float32)[which]
    radius = radius_start[which] * (1 - t) + radius_end[which] * t
    direction = (end - start) / np.maximum(length, 1e-3)[:, None]
    side = np.cross(direction, np.array([0.1, 0.2, 1.0], np.float32))
    side /= np.maximum(np.linalg.norm(side, axis=1), 1e-6)[:, None]
    up = np.cross(direction, side)
    out, angle = radius * np.sqrt(u), v * np.float32(2 * np.pi)
    across, above = out * np.cos(angle), out * np.sin(angle)
    axes = [
        start[which, k]
        + (end - start)[which, k] * t
        + side[which, k] * across
        + up[which, k] * above
        for k in range(3)
    ]
    volumes = np.float32(np.pi) * radius**2 * (length / each).astype(np.float32)[which]
    return np.stack(axes).T, volumes, radius


def _ellipsoid(
    blob: tuple[float, ...], pitch_mm: float, rng: np.random.Generator
) -> tuple[Points, Points]:
    x, y, z, a, b, c, tilt_deg = blob
    number = int(16 * a * b / pitch_mm**2)
    direction = rng.standard_normal((number, 3), dtype=np.float32)
    direction /= np.linalg.norm(direction, axis=1)[:, None]
    ball = direction * (rng.random((number, 1), dtype=np.float32) ** np.float32(0.55))
    ball *= np.array([a, b, c], np.float32)
    cos, sin = np.cos(np.radians(tilt_deg)), np.sin(np.radians(tilt_deg))
    turned = np.stack(
        [ball[:, 0] * cos - ball[:, 1] * sin, ball[:, 0] * sin + ball[:, 1] * cos, ball[:, 2]], 1
    )
    points = (turned + np.array([x, y, z])).astype(np.float32)
    volume = 0.52 * 4 / 3 * np.pi * a * b * c / number
    return points, np.full(number, volume, np.float32)
