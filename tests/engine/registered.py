"""Steps that exist only during a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from engine import step


@contextmanager
def registered_only_here() -> Iterator[None]:
    """Forget every step registered inside."""
    step.step_types()  # the real ones are registered now, and stay
    by_name, by_class = dict(step._TYPES), dict(step._TYPE_OF)
    try:
        yield
    finally:
        step._TYPES.clear()
        step._TYPES.update(by_name)
        step._TYPE_OF.clear()
        step._TYPE_OF.update(by_class)
