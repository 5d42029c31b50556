"""A long journey with a real pointer through many films, and what it leaves in memory.

    python -m tests.journey.long --minutes 5 FILES...

The program starts with the first film, which is closed again: that is the first baseline, with
everything loaded that a film needs, and no more. Then a user goes through all films for some
minutes, does with each what a user can do, closes all of them, opens them again, and so on.
The state after the first round with all closed is the second baseline: whatever is larger
later, grows. No network runs. Prints what it found; the exit status is 1 if the program wrote to
its standard error, ended, has grown by more than 150 MB, or did not react.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.journey.desktop import Desktop, viewer_command
from tests.journey.memory import resident_mb
from tests.journey.places import Places
from tests.journey.stations import STATIONS, Station, second_film
from tests.journey.traveller import Traveller

SIZE = (1440, 900)
RECIPE = "bedside"
MOST_GROWTH_MB = 150
CALM_S = 3.0
"""After closing, until what is let go of has gone."""

SETTLED_S = 15
"""A step that is given up ends within some seconds, and gives its memory back then."""


@dataclass
class Findings:
    """What a journey came to.

    Attributes:
        first_mb: Memory after the first film was opened and closed.
        rounds_mb: Memory after each round through all films, all closed.
        most_mb: The most there was after a station.
        deeds: How many things were done.
        without_effect: Those after which the screen looked the same.
        stderr: What the program wrote to its standard error.
        is_alive: It ran when it was over.
    """

    first_mb: float = 0.0
    rounds_mb: list[float] = field(default_factory=list)
    most_mb: float = 0.0
    deeds: int = 0
    without_effect: list[str] = field(default_factory=list)
    stderr: str = ""
    is_alive: bool = False

    @property
    def growth_mb(self) -> float:
        """Memory at the end, beyond that after the first film."""
        return self.rounds_mb[-1] - self.first_mb

    @property
    def is_good(self) -> bool:
        """Whether nothing is to be complained about."""
        is_quiet = self.is_alive and not self.stderr and not self.without_effect
        return is_quiet and self.growth_mb <= MOST_GROWTH_MB

    def __str__(self) -> str:
        later = self.rounds_mb[-1] - self.rounds_mb[0]
        rounds = ", ".join(f"{mb:.0f}" for mb in self.rounds_mb)
        return (
            f"{self.deeds} deeds, {len(self.rounds_mb)} rounds; "
            f"{'alive' if self.is_alive else 'ENDED'}\n"
            f"memory, all films closed: {self.first_mb:.0f} MB after the first film; "
            f"{rounds} MB after each round; at most {self.most_mb:.0f} MB with films open\n"
            f"growth {self.growth_mb:+.0f} MB against the first film (at most {MOST_GROWTH_MB}), "
            f"{later:+.0f} MB against the first round\n"
            f"without effect: {', '.join(self.without_effect) or 'none'}\n"
            f"standard error: {self.stderr or 'empty'}"
        )


def journey(
    films: list[Path],
    seconds: float,
    stations: Sequence[Station] = STATIONS,
    pictures: Path | None = None,
) -> Findings:
    """Go through the films for a while, one whole round at least.

    Args:
        films: Opened together; the first one alone at the start.
        seconds: Of travelling; a round that has begun is finished, station by station.
        stations: What is done, in turn.
        pictures: Folder for a picture after each deed.
    """
    with tempfile.TemporaryDirectory(prefix="journey") as home:
        folder = Path(home) / "films"
        folder.mkdir()
        for number, film in enumerate(films):
            (folder / f"{number:02d}_{film.name}").symlink_to(film.resolve())
        environment = {
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_CACHE_HOME": f"{home}/cache",
        }
        places = Places(films[0], SIZE, RECIPE)
        first = next(iter(sorted(folder.iterdir())))
        with Desktop(viewer_command(str(first)), SIZE, environment) as desktop:
            user = Traveller(desktop, places, pictures)
            found = _travel(user, folder, len(films), seconds, stations)
            found.stderr = desktop.errors.read_text()
            found.is_alive = desktop.program.poll() is None
        places.close()
    return found


def _travel(
    user: Traveller, folder: Path, films: int, seconds: float, stations: Sequence[Station]
) -> Findings:
    found = Findings()
    user.desktop.wait_for(user.sees_film, "the first film", 60)
    user.rest()
    found.first_mb = _close_all(user)
    end = time.monotonic() + seconds
    while True:
        _open(user, folder)
        _round(user, films, stations, found, end if found.rounds_mb else None)
        found.rounds_mb.append(_close_all(user))
        if time.monotonic() > end:
            break
    found.deeds, found.without_effect = user.done, user.without_effect
    return found


def _round(
    user: Traveller,
    films: int,
    stations: Sequence[Station],
    found: Findings,
    end: float | None,
) -> None:
    """Share the stations out among the films; each round begins with another one.

    Args:
        user: At the first film.
        films: How many are open.
        stations: What to do.
        found: Gets the most memory there was.
        end: When to stop, or None for a whole round.
    """
    share = max(1, -(-len(stations) // films))
    for film in range(films):
        for at in range(share):
            stations[(film * share + at + len(found.rounds_mb)) % len(stations)](user)
            found.most_mb = max(found.most_mb, resident_mb(user.desktop.program.pid))
            if end is not None and time.monotonic() > end:
                return
        if film == 0 and films > 2:
            second_film(user)
        if film < films - 1:
            user.next_film()


def _open(user: Traveller, folder: Path) -> None:
    user.key("open folder", "ctrl+shift+o")
    user.desktop.type(str(folder))
    time.sleep(0.5)
    user.desktop.key("Return")
    user.desktop.wait_for(user.sees_film, "the films", 60)
    user.rest()


def _close_all(user: Traveller) -> float:
    """Return the memory without films, once what was still being computed has ended."""
    for _ in range(3):  # where time ran out a sheet may be open, which keeps its film
        user.press("Escape")
    user.key("close all", "ctrl+shift+w")
    time.sleep(CALM_S)
    least = resident_mb(user.desktop.program.pid)
    for _ in range(SETTLED_S):
        time.sleep(1)
        least = min(least, resident_mb(user.desktop.program.pid))
    return least


def main() -> int:
    """Travel, and say how it was."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--pictures", type=Path, help="folder for a picture after each deed")
    parser.add_argument("films", type=Path, nargs="+", metavar="FILE")
    wanted = parser.parse_args()
    if wanted.pictures is not None:
        wanted.pictures.mkdir(parents=True, exist_ok=True)
    found = journey(wanted.films, 60 * wanted.minutes, pictures=wanted.pictures)
    sys.stdout.write(f"{found}\n")
    return 0 if found.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
