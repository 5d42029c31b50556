"""An evaluation of a translation, from folders of films and target to its report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch

from engine.errors import EngineError
from engine.frame import FloatImage
from engine.models.devices import device_words, run_with_fallback
from engine.models.translation.predict import LONG_SIDE
from engine.models.translation.reliability import RUNS, reliability_of
from engine.models.translation.seen import seen
from engine.progress import Progress
from engine.training.evaluation.estimates import RESAMPLES
from engine.training.evaluation.pairs import spread_over
from engine.training.films import Refused, TrainingFilm, read_films
from engine.training.picture_strip import write_strip
from engine.training.translation.domains import ct_pairs, read_domain
from engine.training.translation.evaluation.contestants import (
    MATCHED,
    contestants,
)
from engine.training.translation.evaluation.cycle import cycles_of_films, cycles_of_target
from engine.training.translation.evaluation.encoder import prepared, taught_encoder
from engine.training.translation.evaluation.film_trial import FilmTrial, Finding
from engine.training.translation.evaluation.gate_shares import admitted_films, admitted_others
from engine.training.translation.evaluation.lungs import mask_of, read_masks
from engine.training.translation.evaluation.projected import (
    CT_ORDER,
    MR_ORDER,
    PairFinding,
    pair_findings,
)
from engine.training.translation.evaluation.reliability_trial import ReadPlace, read_places, skill
from engine.training.translation.evaluation.report import STRIPS, write_report
from engine.training.translation.evaluation.results import TranslationEvaluation
from engine.training.translation.evaluation.subject import Subject
from engine.training.translation.evaluation.summary import contestant_result, nearness
from engine.training.translation.evaluation.target_distance import (
    SetResult,
    distances,
    target_sets,
)
from engine.training.translation.images import DomainImage

TARGET_SIDE = 256
"""Long side of the target and of simulated films, and of films that go there and back again."""

PAIRS, CYCLES, NODULE_FILMS = 12, 12, 12
"""At most: simulated films, pictures taken there and back, and films nodules are planted in."""

_READ, _FILMS, _MAPS = 0.1, 0.6, 0.9
"""Where reading, films and reliability maps end in the progress of it all."""


@dataclass(frozen=True)
class TranslationOrder:
    """What is asked for.

    Attributes:
        films: A folder of films.
        target: A folder of CT, and so on; None measures no distance.
        masks: A folder of lung masks named as the films, or None.
        others: A folder of films the gate is to refuse, or None.
        long_side: Films are reduced to this; None keeps them.
        limit: Films used at most, evenly spread over the folder; None takes all.
        map_films: Films on which the reliability map is judged, at most.
        seed: Of what is planted and taught.
        report: Folder for tables, numbers and pictures, which exists; None writes nothing.
    """

    films: Path
    target: Path | None = None
    masks: Path | None = None
    others: Path | None = None
    long_side: int | None = None
    limit: int | None = None
    map_films: int = 6
    seed: int = 0
    report: Path | None = None


def evaluated(
    order: TranslationOrder,
    subject_on: Callable[[torch.device], Subject],
    progress: Progress,
    say: Callable[[str], None],
) -> TranslationEvaluation:
    """Return what a translation makes of a folder of films, and write the report asked for.

    It runs where this thread's networks run; all of it begins anew on the CPU if the GPU's memory
    does not suffice.

    Args:
        order: What is asked for.
        subject_on: Reads the translation for a device.
        progress: Told how far it is.
        say: Given a sentence for each film that is left out.

    Raises:
        EngineError: If there is no film to use, the model cannot be read, or the report cannot be
            written.
        Cancelled: If nobody wants the result any more.
    """
    return run_with_fallback(
        lambda device: _Evaluation(order, subject_on(device), device, progress, say).done(), say
    )


class _Evaluation:
    """One evaluation under way."""

    def __init__(
        self,
        order: TranslationOrder,
        subject: Subject,
        device: torch.device,
        progress: Progress,
        say: Callable[[str], None],
    ) -> None:
        self._order, self._subject, self._device = order, subject, device
        self._progress, self._say = progress, say
        self._films, self._refused = self._read_films(progress.part(0.0, _READ / 2))
        self._target = self._read_target(progress.part(_READ / 2, _READ))
        self._contestants = contestants(subject, self._films, self._target)

    def done(self) -> TranslationEvaluation:
        findings = self._findings(self._progress.part(_READ, _FILMS))
        places = self._places(self._progress.part(_FILMS, _MAPS))
        end = self._progress.part(_MAPS, 1.0)
        end.report(0.0, "projecting CT volumes")
        pairs, count = self._pairs()
        end.report(0.4, "teaching the encoder")
        sets = self._sets(findings)
        end.report(0.8, "going there and back again")
        found = self._result(findings, pairs, count, sets, places)
        if self._order.report is not None:
            write_report(found, findings, self._order.report)
        end.report(1.0, "")
        return found

    def _result(
        self,
        findings: Sequence[Finding],
        pairs: Sequence[PairFinding],
        count: int,
        sets: Sequence[SetResult],
        places: Sequence[ReadPlace],
    ) -> TranslationEvaluation:
        subject, films = self._subject, self._films
        order = MR_ORDER if subject.is_mr_like else CT_ORDER
        there = [
            (small.film, small.field)
            for small in (
                seen(films[number].archive, films[number].field, TARGET_SIDE)
                for number in spread_over(range(len(films)), CYCLES)
            )
        ]
        back = [
            (self._target[number].image, self._target[number].field)
            for number in spread_over(range(len(self._target)), CYCLES)
        ]
        cycles = cycles_of_films(subject, there)
        gate = subject.gate
        shown = [(film.name, film.archive, film.field) for film in films]
        others = self._order.others
        return TranslationEvaluation(
            name=subject.name,
            films=len(films),
            refused=self._refused,
            protocol=self._protocol(order),
            contestants=[
                contestant_result(
                    one, findings, pairs, order, cycles if one.name == subject.name else None
                )
                for one in self._contestants
            ],
            sets=sets,
            target_cycle=nearness(cycles_of_target(subject, back)),
            reliability=skill(places) if places else None,
            admitted=None if gate is None else admitted_films(gate, shown),
            others=(
                None if gate is None or others is None else admitted_others(gate, others, self._say)
            ),
            pairs=count,
        )

    def _read_films(self, progress: Progress) -> tuple[list[TrainingFilm], list[Refused]]:
        def told(done: int, of: int) -> None:
            progress.report(done / max(of, 1), "reading films")

        films, refused = read_films(self._order.films, self._order.long_side, told)
        for film in refused:
            self._say(f"{film.name} is left out: {film.reason}")
        if not films:
            raise EngineError(
                f"None of the {len(refused)} films in {self._order.films.name} can be used.",
                hint="The reason for each stands above.",
            )
        chosen = spread_over(range(len(films)), self._order.limit)
        return [films[number] for number in chosen], refused

    def _read_target(self, progress: Progress) -> list[DomainImage]:
        if self._order.target is None:
            return []

        def told(done: int, of: int) -> None:
            progress.report(done / max(of, 1), "reading the target")

        target, refused = read_domain(
            self._order.target,
            long_side=TARGET_SIDE,
            told=told,
            appearance="t1" if self._subject.is_mr_like else "ct",
            bitmaps="picture",
        )
        self._refused += refused
        if not target:
            raise EngineError(
                f"There is no picture of the target in {self._order.target.name}.",
                hint="It is to hold CT of the chest, or pictures of the other kind.",
            )
        return target

    def _findings(self, progress: Progress) -> list[Finding]:
        masks = {} if self._order.masks is None else read_masks(self._order.masks)
        mapped = self._mapped()
        planted = spread_over(range(len(self._films)), NODULE_FILMS)
        found: list[Finding] = []
        for number, film in enumerate(self._films):
            progress.report(number / len(self._films), "translating films")
            mask = mask_of(film.name, masks, film.archive.shape)
            trial = FilmTrial(film, mask, self._order.seed + number, has_nodules=number in planted)
            own = [trial.measured(one) for one in self._contestants]
            self._show(film, own, has_map=number in mapped)
            found += own
        return found

    def _show(self, film: TrainingFilm, own: Sequence[Finding], *, has_map: bool) -> None:
        if self._order.report is None:
            return
        folder = self._order.report / STRIPS
        folder.mkdir(exist_ok=True)
        named = {one.contestant: one.picture for one in own}
        images: list[FloatImage] = [film.wanted]
        images += [named[MATCHED]] if MATCHED in named else []
        images.append(named[self._subject.name])
        if has_map:
            small = seen(film.archive, film.field, LONG_SIDE)
            unsure = reliability_of(self._subject.forward, small.film, small.field).combined
            images.append(_enlarged(unsure, film.archive.shape))
        write_strip(film.name, images, folder)

    def _mapped(self) -> list[int]:
        """Return the films that the reliability map is made of: it takes nine passes."""
        return list(spread_over(range(len(self._films)), self._order.map_films))

    def _places(self, progress: Progress) -> list[ReadPlace]:
        chosen = self._mapped()
        found: list[ReadPlace] = []
        for done, number in enumerate(chosen):
            part = progress.part(done / len(chosen), (done + 1) / len(chosen))
            found += read_places(
                self._subject, self._films[number], self._order.seed + number, part
            )
        return found

    def _pairs(self) -> tuple[list[PairFinding], int]:
        if self._order.target is None:
            return [], 0
        wanted = {
            appearance: ct_pairs(
                self._order.target,
                count=PAIRS,
                seed=self._order.seed,
                long_side=TARGET_SIDE,
                appearance=appearance,
            )
            for appearance in (("ct", "t1") if self._subject.is_mr_like else ("ct",))
        }
        pairs = wanted["t1" if self._subject.is_mr_like else "ct"]
        return pair_findings(self._contestants, pairs, wanted["ct"]), len(pairs)

    def _sets(self, findings: Sequence[Finding]) -> list[SetResult]:
        sets = target_sets(self._target, self._subject.learnt)
        if not sets or len(self._films) < 2:
            return []
        fields = {film.name: film.field for film in self._films}
        pictures = {
            one.name: [
                prepared(row.picture, fields[row.film])
                for row in findings
                if row.contestant == one.name
            ]
            for one in self._contestants
        }
        films = [prepared(film.wanted, film.field) for film in self._films]
        target = [picture for one in sets for picture in one.pictures]
        encoder = taught_encoder(films, target, self._order.seed, self._order.report)
        return distances(pictures, sets, encoder)

    def _protocol(self, order: Sequence[str]) -> dict[str, object]:
        rows, columns = max((film.archive.shape for film in self._films), key=np.prod)
        return {
            "seed": self._order.seed,
            "largest_film": f"{columns} x {rows} pixels",
            "device": device_words(self._device),
            "mode": f"global and detail, one pass at {LONG_SIDE} pixels at most",
            "psnr, ssim and mse of a method": "film -> picture -> film against the film; prove "
            "nothing; a curve is undone exactly",
            "interval": f"95 %, {RESAMPLES} bootstrap resamples of films",
            "reliability_map": f"{RUNS} runs, on {self._order.map_films} films at most",
            "nodules": f"in {NODULE_FILMS} films at most",
            "tissue_order": " < ".join(order),
            "target": "none"
            if self._order.target is None
            else f"{len(self._target)} pictures of "
            f"{len({one.patient for one in self._target})} patients",
            "learnt_patients": "not known"
            if self._subject.learnt is None
            else str(len(self._subject.learnt)),
        }


def _enlarged(image: FloatImage, shape: tuple[int, ...]) -> FloatImage:
    return cv2.resize(image, (shape[1], shape[0])).astype(np.float32)
