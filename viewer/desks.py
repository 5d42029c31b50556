"""The desks: each stands between the window and one thing a user does with a film."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.app_desk import AppDesk
from viewer.beside_desk import BesideDesk
from viewer.compare_desk import CompareDesk
from viewer.gallery_desk import GalleryDesk
from viewer.measure_desk import MeasureDesk
from viewer.probe_desk import ProbeDesk
from viewer.session_desk import SessionDesk
from viewer.view_desk import ViewDesk

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow


class Desks:
    """Those that came with the tools; each connects the commands it answers itself.

    Args:
        window: Furnished with canvas, panels and commands.
    """

    def __init__(self, window: MainWindow) -> None:
        self.compare = CompareDesk(window)
        self.beside = BesideDesk(window)
        self.gallery = GalleryDesk(window)
        self.measure = MeasureDesk(window)
        self.probe = ProbeDesk(window)
        self.view = ViewDesk(window)
        self.session = SessionDesk(window)
        self.app = AppDesk(window)

    def follow(self, document: Document | None) -> None:
        """Let all of them follow another film, or none."""
        for desk in (
            self.compare,
            self.beside,
            self.gallery,
            self.measure,
            self.probe,
            self.view,
            self.session,
            self.app,
        ):
            desk.follow(document)
