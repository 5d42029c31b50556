"""The machine that a package is tried on: a clean Debian 12 in a folder, or this one."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

RELEASE = "bookworm"
PROGRAMS = {"debootstrap": "debootstrap", "unshare": "util-linux"}
USER = "negatoscope-smoke"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
PASSED_ON = ("http_proxy", "https_proxy", "no_proxy")


@dataclass
class Machine:
    """A root folder, and a user in it who may do nothing special.

    Attributes:
        root: Of the file system; "/" is this machine.
        user_id: Number of the user and of the user's group; 0 until ``add_user``.
        environment: What the user's programs get beside the usual, such as the screen.
    """

    root: Path
    user_id: int = 0
    environment: dict[str, str] = field(default_factory=dict)
    _mounted: list[Path] = field(default_factory=list)

    @property
    def is_this_one(self) -> bool:
        """Whether it is no folder, but the machine that this runs on."""
        return self.root == Path("/")

    @property
    def home(self) -> Path:
        """The user's home, as the user names it."""
        return Path("/home") / USER

    def seen(self, inside: str | Path) -> Path:
        """Return where a path of that machine lies on this one."""
        return self.root / str(inside).lstrip("/")

    def as_root(self, *words: str, timeout_s: float = 600) -> str:
        """Run a command as root and return what it prints.

        Raises:
            CalledProcessError: It failed.
        """
        environment = {"DEBIAN_FRONTEND": "noninteractive", "DEBCONF_NOWARNINGS": "yes"}
        environment |= {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        command = self._command(words, "0:0", {"HOME": "/root", **environment}, "/")
        return _run(command, timeout_s).stdout

    def as_user(self, *words: str, timeout_s: float = 300) -> "subprocess.CompletedProcess[str]":
        """Run a command as the user, in the user's home, and return how it ended.

        There is no screen: what needs one is started with ``start_as_user``.
        """
        return _run(self._users_command(words, {}), timeout_s, is_checked=False)

    def start_as_user(self, *words: str, errors: Path) -> "subprocess.Popen[bytes]":
        """Start a command as the user on the screen; what it complains of is added to a file."""
        with errors.open("ab") as file:
            return subprocess.Popen(  # noqa: S603 - our own words
                self._users_command(words, self.environment),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )

    def add_user(self) -> None:
        """Make the user, with a home and a folder for what is gone after the session."""
        self.as_root("useradd", "--create-home", "--shell", "/bin/sh", USER)
        self.user_id = self.seen(self.home).stat().st_uid
        session = self.seen(f"/run/user/{self.user_id}")
        session.mkdir(parents=True, exist_ok=True)
        os.chown(session, self.user_id, self.user_id)
        session.chmod(0o700)

    def remove_user(self) -> None:
        """End what the user still runs, and take the user away."""
        if not self.user_id:
            return
        for process in self.processes():
            os.kill(process, 9)
        self.as_root("userdel", "--remove", USER)
        shutil.rmtree(self.seen(f"/run/user/{self.user_id}"), ignore_errors=True)
        self.user_id = 0

    def processes(self) -> list[int]:
        """Return the numbers of the processes that the user runs."""
        found = []
        for folder in Path("/proc").iterdir():
            try:
                if folder.name.isdigit() and folder.stat().st_uid == self.user_id:
                    is_over = "\nState:\tZ" in (folder / "status").read_text()
                    found += [] if is_over else [int(folder.name)]
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has ended meanwhile
        return found

    def give_user(self, path: Path) -> Path:
        """Let the user own a file of this machine; return the path as the user names it."""
        os.chown(path, self.user_id, self.user_id)
        return Path("/") / path.relative_to(self.root)

    def mount(self, downloads: Path) -> None:
        """Give the folder what programs expect of a system: processes, shared memory, screens.

        Args:
            downloads: Where packages are kept that were downloaded once; made if need be.
        """
        if self.is_this_one:
            return
        downloads.mkdir(parents=True, exist_ok=True)
        screens = Path("/tmp/.X11-unix")  # noqa: S108 - where X has its sockets
        screens.mkdir(exist_ok=True)
        screens.chmod(0o1777)  # as X wants it
        for kind, what, where in (
            (("-t", "proc"), "proc", "/proc"),
            (("-t", "tmpfs"), "tmpfs", "/dev/shm"),  # noqa: S108
            (("--bind",), str(screens), str(screens)),
            (("--bind",), str(downloads), "/var/cache/apt/archives"),
        ):
            self.seen(where).mkdir(parents=True, exist_ok=True)
            _run(["mount", *kind, what, str(self.seen(where))], 60)
            self._mounted.append(self.seen(where))

    def unmount(self) -> None:
        """Take it away again."""
        while self._mounted:
            _run(["umount", "--lazy", str(self._mounted.pop())], 60)

    def _users_command(self, words: tuple[str, ...], more: Mapping[str, str]) -> list[str]:
        environment = {
            "HOME": str(self.home),
            "USER": USER,
            "LOGNAME": USER,
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": f"/run/user/{self.user_id}",
            **more,
        }
        return self._command(words, f"{self.user_id}:{self.user_id}", environment, str(self.home))

    def _command(
        self, words: tuple[str, ...], who: str, environment: Mapping[str, str], folder: str
    ) -> list[str]:
        settings = [f"{name}={value}" for name, value in {"PATH": PATH, **environment}.items()]
        return [
            *("chroot", f"--userspec={who}", "--groups=", str(self.root)),
            *("/usr/bin/env", "-i", "-C", folder, *settings, *words),
        ]


def clean_debian(root: Path, kept: Path) -> str:
    """Make a folder the root of a Debian 12 that has only what every Debian has.

    Args:
        root: Made; must not be there yet, or be empty.
        kept: Archive of such a root; made the first time, which takes about a minute.

    Returns:
        Where it came from, in words.

    Raises:
        OSError: This machine's apt names no archive of Debian 12, or the folder is not empty.
    """
    if root.exists() and any(root.iterdir()):
        raise OSError(f"the folder for the clean root is not empty: {root}")
    sources = debian_sources()
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(0o755)  # a temporary folder is closed to the user in it
    was_kept = kept.is_file()
    if not was_kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        mirror = sources[0].split()[1]
        made = ["debootstrap", "--variant=minbase", RELEASE, str(root), mirror]
        _run(made, 900)
        for package in (root / "var/cache/apt/archives").glob("*.deb"):
            package.unlink()
        _run(["tar", "-C", str(root), "-cf", f"{kept}.partial", "."], 300)
        Path(f"{kept}.partial").replace(kept)
    else:
        _run(["tar", "-C", str(root), "-xpf", str(kept)], 300)
    (root / "etc/apt/sources.list").write_text("\n".join(sources) + "\n")
    for name in ("resolv.conf", "hosts"):
        shutil.copy(Path("/etc") / name, root / "etc" / name)
    policy = root / "usr/sbin/policy-rc.d"  # nothing is to be started beside the test
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    return "unpacked from the kept archive" if was_kept else "made by debootstrap, and kept"


def debian_sources() -> list[str]:
    """Return the lines for sources.list that stand for this machine's own archives of Debian 12.

    Raises:
        OSError: There is none among them.
    """
    words = "deb $(SITE) $(RELEASE) $(COMPONENT)"
    told = _run(
        ["apt-get", "indextargets", "--format", words, "Created-By: Packages"], 60
    ).stdout.splitlines()
    found = sorted({line for line in told if line.split()[2].split("-")[0] == RELEASE})
    if not any(line.split()[2] == RELEASE for line in found):
        raise OSError("this machine's apt names no archive of Debian 12; on another system: --here")
    return sorted(found, key=lambda line: line.split()[2] != RELEASE)


def _run(
    command: list[str], timeout_s: float, *, is_checked: bool = True
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - our own words
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=timeout_s,
        check=is_checked,
    )
