"""The package itself: what it brings, and whether what it tells the desktop is well formed."""

import gzip
import json
import re
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

from smoke.machine import Machine
from smoke.report import expect

PROGRAMS = {
    "dpkg-deb": "dpkg",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
}
FOLDER = "/opt/negatoscope"
DESKTOP_FILE = "negatoscope.desktop"
WITHOUT_A_DOMAIN = "cid-desktopapp-is-not-rdns"
"""The metadata's name should begin with a domain of the project's own, which there is not yet."""

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
DESKTOP_TOOLS = ("xdg-utils", "libglib2.0-bin", "shared-mime-info", "desktop-file-utils", "file")
"""What every desktop has, and a bare Debian has not: these open a film by double click."""


@dataclass(frozen=True)
class Package:
    """A .deb.

    Attributes:
        path: The file.
        name: Of the package.
        version: Of the package.
    """

    path: Path
    name: str
    version: str

    @property
    def has_networks(self) -> bool:
        """Whether PyTorch is part of it."""
        return not self.name.endswith("-small")


@dataclass(frozen=True)
class Installed:
    """What is installed: packages, and how many bytes of the disk they say they take."""

    packages: int
    size_kb: int


def package_of(path: Path) -> Package:
    """Return what a .deb says of itself."""
    told = _said("dpkg-deb", "--show", "--showformat", "${Package} ${Version}", str(path))
    return Package(path, *told.split())


def installed(machine: Machine) -> Installed:
    """Return what is installed on a machine."""
    told = machine.as_root("dpkg-query", "-W", "-f", "${db:Status-Status} ${Installed-Size}\n")
    sizes = [line.split() for line in told.splitlines() if line.startswith("installed")]
    return Installed(len(sizes), sum(int(size[1]) for size in sizes if len(size) > 1))


def install(machine: Machine, package: Package) -> list[str]:
    """Install the .deb as a user would; return what came with it."""
    before = installed(machine)
    copy = machine.seen(f"/var/tmp/{package.path.name}")  # noqa: S108
    copy.write_bytes(package.path.read_bytes())
    copy.chmod(0o644)
    inside = f"/var/tmp/{copy.name}"  # noqa: S108
    try:
        machine.as_root("apt-get", "install", "-y", "--no-install-recommends", inside)
    finally:
        copy.unlink()
    after = installed(machine)
    own = machine.as_root("dpkg-query", "-W", "-f", "${Installed-Size}", package.name)
    others = after.packages - before.packages - 1
    others_mb = (after.size_kb - before.size_kb - int(own)) / 1024
    return [
        f"{package.name} {package.version}",
        f"a download of {package.path.stat().st_size / 1e6:.0f} MB",
        f"{int(own) / 1024:.0f} MB installed",
        f"{others} packages of {others_mb:.0f} MB came with it",
    ]


def pythons(machine: Machine) -> list[str]:
    """Return every program of the machine that is a Python, beside what we bring."""
    folders = ("/usr/bin", "/usr/local/bin", "/usr/sbin", "/usr/local/sbin")
    found = (path for folder in folders for path in machine.seen(folder).glob("[pP]y*"))
    return sorted(path.name for path in found if re.match(r"(python|pypy)[\d.]*$", path.name))


def check_self_test(machine: Machine, package: Package) -> list[str]:
    """Run the frozen program's own test; return its summary.

    Raises:
        Failed: It failed, or networks were left out where they are part of the build.
    """
    done = machine.as_user("negatoscope", "self-test", timeout_s=600)
    words = f"{done.stdout}\n{done.stderr}"
    failing = [line for line in words.splitlines() if "FAILED" in line]
    expect(
        done.returncode == 0,
        f"the self-test to pass; it ended with {done.returncode}\n"
        + "\n".join(failing or words.strip().splitlines()[-12:]),
    )
    left_out = [line for line in words.splitlines() if "left out" in line]
    about_torch = [line for line in left_out if "PyTorch" in line]
    expect(
        bool(about_torch) != package.has_networks,
        "the networks to be tried" if package.has_networks else "the networks to be left out",
    )
    return [words.strip().splitlines()[-1].strip()]


def check_version(machine: Machine, package: Package) -> list[str]:
    """Compare what the program says of its version with the package's own, and with the build."""
    done = machine.as_user("negatoscope", "--version")
    build = json.loads(machine.seen(f"{FOLDER}/_internal/resources/build.json").read_text())
    expect(done.returncode == 0, f"--version to work: {done.stderr.strip()}")
    expect(done.stderr == "", f"no complaint, not {done.stderr.strip()!r}")
    expect(build["version"] in done.stdout, f"{build['version']}, not {done.stdout.strip()!r}")
    expect(package.version == build["version"], f"{build['version']}, not {package.version}")
    variant = "full" if package.has_networks else "small"
    expect(build["variant"] == variant, f"a {variant} build, not {build['variant']}")
    return [done.stdout.strip()]


def check_desktop_files(machine: Machine) -> list[str]:
    """Look at desktop entry, metadata, icons, man page and licences.

    Raises:
        Failed: One is missing or not well formed.
    """
    share = machine.seen("/usr/share")
    entry = share / "applications" / DESKTOP_FILE
    told = _said("desktop-file-validate", "--no-hints", str(entry))
    expect(not told.strip(), f"desktop-file-validate to be content: {told.strip()}")
    metadata = sorted((share / "metainfo").glob("*negatoscope*.xml"))
    expect(len(metadata) == 1, f"one metainfo file, not {len(metadata)}")
    worse = complaints_of_appstream(metadata[0])
    expect(not worse, f"appstreamcli to be content: {'; '.join(worse)}")
    for size in ICON_SIZES:
        icon = share / f"icons/hicolor/{size}x{size}/apps/negatoscope.png"
        expect(icon.is_file(), f"an icon of {size} pixels")
        got = struct.unpack(">II", icon.read_bytes()[16:24])
        expect(got == (size, size), f"{size} x {size} pixels, not {got}")
    expect((share / "icons/hicolor/scalable/apps/negatoscope.svg").is_file(), "a scalable icon")
    page = gzip.decompress((share / "man/man1/negatoscope.1.gz").read_bytes()).decode()
    expect(".SH NAME" in page and "self-test" in page, "a man page that knows every command")
    documents = share / "doc"
    notices = [path for path in documents.glob("negatoscope*/THIRD_PARTY.txt*") if path.is_file()]
    expect(notices, "the licences of what is shipped in /usr/share/doc")
    expect(list(documents.glob("negatoscope*/copyright")), "a copyright file in /usr/share/doc")
    link = machine.seen("/usr/bin/negatoscope")
    expect(link.is_symlink(), "/usr/bin/negatoscope to be a link")
    return [f"{len(ICON_SIZES)} sizes of the icon, man page, metadata, licences"]


def complaints_of_appstream(metadata: Path) -> list[str]:
    """Return the errors and warnings about a metainfo file, but for the one we live with."""
    done = subprocess.run(  # noqa: S603 - our own words
        ["appstreamcli", "validate", "--no-net", "--no-color", str(metadata)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return [
        line
        for line in (done.stdout + done.stderr).splitlines()
        if line.startswith(("E:", "W:")) and WITHOUT_A_DOMAIN not in line
    ]


def _said(*command: str) -> str:
    return subprocess.run(  # noqa: S603 - our own words
        command, capture_output=True, text=True, errors="replace", check=True, timeout=120
    ).stdout
