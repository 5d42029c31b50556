"""ZIP archives made by Python's own zipfile, and spoilt by hand, for tests of what we read."""

import zipfile
from pathlib import Path

LIST_ENTRY = b"PK\x01\x02"
"""How an entry of an archive's list begins."""

FLAGS, CRC, SIZE = 8, 16, 24
"""Where in an entry its flags, checksum and unpacked size stand: APPNOTE 4.3.12."""

Members = dict[str, bytes]


def write_zip(path: Path, members: Members, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write an archive of these files and return its path."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return path


def patch_entries(path: Path, at: int, content: bytes) -> Path:
    """Overwrite a field of every entry of an archive's list."""
    whole = bytearray(path.read_bytes())
    place = whole.find(LIST_ENTRY)
    while place >= 0:
        whole[place + at : place + at + len(content)] = content
        place = whole.find(LIST_ENTRY, place + 1)
    path.write_bytes(whole)
    return path
