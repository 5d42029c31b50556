"""Zoom and pan that go together: the same place of the body, in every pane."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from engine import Placement
from viewer.canvas.geometry import Look
from viewer.canvas.pane import Pane

Share = tuple[float, float]
"""(x, y) shares of a width and a height, 0..1 on the film."""


class Links:
    """Lets panes follow the one that was moved.

    Panes of one film show the same place at the same scale, however each is cut or turned.
    Another film shows the same share of its size, as much enlarged beyond fitting.

    Args:
        panes: All that may show something.
    """

    def __init__(self, panes: Sequence[Pane]) -> None:
        self._panes = tuple(panes)
        self._is_on = True
        self._is_quiet = False
        self._strangers: frozenset[Pane] = frozenset()
        self._pair()
        for pane in self._panes:
            pane.neighbours = tuple(other for other in self._panes if other is not pane)
            pane.view_changed.connect(lambda pane=pane: self._moved(pane))

    @property
    def is_on(self) -> bool:
        """Whether zooming one pane zooms the others."""
        return self._is_on

    def switch(self, *, is_on: bool) -> None:
        """Link the panes, or part them."""
        self._is_on = is_on
        self._pair()

    def set_strangers(self, panes: frozenset[Pane]) -> None:
        """Say which panes show another film."""
        if panes != self._strangers:
            self._strangers = panes
            self._pair()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Let panes be moved that no other shall follow."""
        before, self._is_quiet = self._is_quiet, True
        try:
            yield
        finally:
            self._is_quiet = before

    def follow(self, moved: Pane) -> None:
        """Let all others look where one pane looks, if they are linked."""
        if not self._is_on or not moved.has_picture:
            return
        with self.quiet():
            for pane in self._panes:
                if pane is not moved and pane.has_picture:
                    self._go_along(moved, pane)

    def _moved(self, pane: Pane) -> None:
        if not self._is_quiet:
            self.follow(pane)

    def _pair(self) -> None:
        """Fit panes of one film at one scale."""
        for pane in self._panes:
            alone = not self._is_on or pane in self._strangers
            pane.partners = () if alone else self._friends_of(pane)

    def _friends_of(self, pane: Pane) -> tuple[Pane, ...]:
        return tuple(
            other for other in self._panes if other is not pane and other not in self._strangers
        )

    def _go_along(self, moved: Pane, pane: Pane) -> None:
        look, film, shown = moved.look, moved.film, pane.film
        first, second = moved.picture, pane.picture
        if film is None or shown is None or first is None or second is None:
            return
        if (moved in self._strangers) != (pane in self._strangers):
            self._go_along_by_share(moved, pane)
        elif first.placement == second.placement and film == shown:
            pane.set_look(look)
        elif look.is_fitted:
            pane.fit()
        else:
            here = look.x / film.width, look.y / film.height
            x, y = place_on(second.placement, first.placement, here)
            pane.set_look(Look(x * shown.width, y * shown.height, look.scale))

    def _go_along_by_share(self, moved: Pane, pane: Pane) -> None:
        look, film, shown = moved.look, moved.film, pane.film
        if film is None or shown is None:
            return
        if look.is_fitted:
            pane.fit()
            return
        scale = pane.fitting_scale * look.scale / moved.fitting_scale
        x, y = look.x / film.width, look.y / film.height
        pane.set_look(Look(x * shown.width, y * shown.height, scale))


def place_on(wanted: Placement, known: Placement, share: Share) -> Share:
    """Return where a place of one picture lies on another picture of the film.

    Args:
        wanted: Where the other picture lies on the film as read.
        known: Where the picture does.
        share: Of the picture's width and height.
    """
    return share if wanted == known else wanted.inverse().on_film(*known.on_film(*share))
