"""Batches of a training from a given step on, made here or by other processes."""

import signal
from collections.abc import Iterator
from typing import TypeVar

import torch
from torch.utils.data import DataLoader, Dataset, Sampler

BatchType = TypeVar("BatchType")


def batches_from(
    data: Dataset[BatchType], count: int, step: int, workers: int
) -> Iterator[BatchType]:
    """Return the batches of a training from a step on.

    A loader draws a number when it begins. A run that goes on has drawn it long ago: drawn again
    it would move every later one. So those after the first step draw aside.

    Args:
        data: Batch by step.
        count: Steps of the whole training.
        step: The first.
        workers: Processes that make batches; 0 makes them here.
    """
    with torch.random.fork_rng(devices=(), enabled=step > 0):
        return iter(
            DataLoader(
                data,
                batch_size=None,
                sampler=_Steps(range(step, count)),
                num_workers=workers,
                prefetch_factor=4 if workers else None,
                worker_init_fn=_outlive_signals,
            )
        )


class _Steps(Sampler[int]):
    """Numbers of steps, in order."""

    def __init__(self, steps: range) -> None:
        self._steps = steps

    def __iter__(self) -> Iterator[int]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)


def _outlive_signals(_worker: int) -> None:
    """Let a process that makes batches end with the training, and not by its signals.

    Ctrl-C and a system that shuts down tell every process of a group; the training has to finish
    its step and write a checkpoint first.
    """
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, signal.SIG_IGN)
