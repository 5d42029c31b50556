"""Which version of the program is the newest: asked over HTTPS, and only where the user wants it.

The question says nothing of who asks: no version, no system, no cookie, no name.
"""

import json
import os
import re
import ssl
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urljoin, urlsplit

from engine.errors import EngineError
from engine.version import APPLICATION

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

TIMEOUT_S = 5.0
"""For the connection, and again for the whole answer: headers, content, however slow they come."""

MOST_BYTES = 64 * 1024
"""An answer of more is none of ours."""

_MOST_ADDRESSES = 3
_SENT_ON = (301, 302, 303, 307, 308)
_ELSEWHERE = "elsewhere"

_CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, Red Hat
    "/etc/ssl/ca-bundle.pem",  # openSUSE
)
"""Where Linux keeps whom it trusts; a frozen program was built on a system with other places."""

_VERSION = re.compile(r"v?(\d{1,6}(?:\.\d{1,6}){0,3})(?:\+[A-Za-z0-9.]{1,64})?", re.ASCII)

_LATER = "Try again later; films never need the network."


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the program that can be had.

    Attributes:
        version: Its number: "0.2.0".
        page: Address of the page that tells of it, on the host that was asked or that whose
            ``api.`` it is; "" where the answer named none such.
    """

    version: str
    page: str = ""


def latest_release(address: str) -> Release:
    """Return the newest version, as the answer of the address tells it.

    Args:
        address: Of a JSON object with "tag_name" ("v0.2.0") and "html_url", by HTTPS; such as
            GitHub gives for ".../releases/latest".

    Raises:
        EngineError: If the address is no HTTPS address, nobody answers in time, or the answer
            cannot be understood. The sentence names no address.
    """
    asked = _split(address)
    if asked is None:
        raise EngineError("This build names no HTTPS address that tells of newer versions.")
    try:
        content = _answer(address)
    except HTTPError as error:
        raise _unanswered(f"the server says {error.code}") from error
    except (HTTPException, OSError, UnicodeError) as error:
        raise _unanswered(_reason(error)) from error
    return _release_in(content, asked)


def is_newer(version: str, than: str) -> bool:
    """Return whether a version comes after another: 0.10 after 0.9, and 1.0 not after 1.0.0.

    What follows a plus, the date and commit of a build between two versions, does not count: such
    a build has, or is about to have, what the version of its number has.

    Args:
        version: The one that may be newer: "0.2.0".
        than: The one there is: "0.1.0+git20261122.0a1b2c3".

    Raises:
        ValueError: If one of them is no version.
    """
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    match = _VERSION.fullmatch(version)
    if match is None:
        raise ValueError(f"{version!r} is no version")
    numbers = [int(part) for part in match[1].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _answer(address: str) -> bytes:
    """Return what the address answers, at most one byte more than may be.

    The server may send on to another of its own pages, and to no other server.

    Raises:
        URLError: Or another OSError, or an HTTPException, where there is no answer.
    """
    for _ in range(_MOST_ADDRESSES):
        try:
            with _opener().open(address, timeout=TIMEOUT_S) as response:
                return b"".join(_pieces(response))
        except HTTPError as error:
            error.close()
            if error.code not in _SENT_ON:
                raise
            address = _next_address(address, error.headers.get("Location", ""))
    raise URLError(_ELSEWHERE)


def _next_address(address: str, location: str) -> str:
    """Return where a server sends on to.

    Raises:
        URLError: If that is another server, or no address.
    """
    try:
        target = urljoin(address, location)
    except ValueError as error:
        raise URLError(_ELSEWHERE) from error
    before, after = _split(address), _split(target)
    if before is None or after is None or after.netloc != before.netloc:
        raise URLError(_ELSEWHERE)
    return target


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    room = MOST_BYTES + 1
    while room > 0 and (piece := response.read1(room)):
        room -= len(piece)
        yield piece


def _opener() -> request.OpenerDirector:
    """Return what knows HTTPS, the system's proxy and nothing else: no cookies, no passwords."""
    made = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPSHandler(context=trusting()),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
    ):
        made.add_handler(handler)
    made.addheaders = [("User-Agent", APPLICATION)]
    return made


class _HastySocket(ssl.SSLSocket):
    """Gives up on an answer that trickles in: the time limit is one for all of its pieces."""

    _until_s = 0.0

    def recv_into(
        self, buffer: "WriteableBuffer", nbytes: int | None = None, flags: int = 0
    ) -> int:
        now_s = time.monotonic()
        self._until_s = self._until_s or now_s + TIMEOUT_S
        if now_s >= self._until_s:
            raise TimeoutError
        self.settimeout(self._until_s - now_s)
        return super().recv_into(buffer, nbytes, flags)


def trusting() -> ssl.SSLContext:
    """Return whom the system trusts; on Linux also where Python itself does not look for them."""
    made = ssl.create_default_context()
    made.sslsocket_class = _HastySocket
    known = ssl.get_default_verify_paths()
    folder = Path(known.capath) if known.capath is not None else None
    has_some = known.cafile is not None or (folder is not None and any(folder.iterdir()))
    if sys.platform.startswith("linux") and not has_some:
        found = next((path for path in _CERTIFICATES if os.access(path, os.R_OK)), None)
        if found is not None:
            made.load_verify_locations(found)
    return made


def _reason(error: Exception) -> str:
    """Return why there is no answer, in words without an address."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return f"the time limit of {TIMEOUT_S:.0f} s ran out"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return "the server's certificate is not trusted here"
    if cause == _ELSEWHERE:
        return "the server sends elsewhere"
    return "there is no connection to the server"


def _unanswered(reason: str) -> EngineError:
    return EngineError(f"Whether there is a newer version is not known: {reason}.", hint=_LATER)


def _release_in(content: bytes, asked: SplitResult) -> Release:
    if len(content) > MOST_BYTES:
        raise _unanswered("the answer is far too long")
    try:
        told = json.loads(content)
        tag = told["tag_name"] if isinstance(told, dict) else ""
        page = told.get("html_url", "") if isinstance(told, dict) else ""
    except (ValueError, RecursionError, KeyError) as error:
        raise _unanswered("the answer cannot be understood") from error
    match = _VERSION.fullmatch(tag) if isinstance(tag, str) else None
    if match is None:
        raise _unanswered("the answer names no version")
    is_ours = isinstance(page, str) and _is_of(page, asked)
    return Release(match[1], page if is_ours else "")


def _is_of(page: str, asked: SplitResult) -> bool:
    """Return whether a page lies on the host that was asked, or on that whose ``api.`` it is."""
    there = _split(page)
    return there is not None and there.netloc in (asked.netloc, asked.netloc.removeprefix("api."))


def _split(address: str) -> SplitResult | None:
    """Return the parts of an HTTPS address, or None where it is none or hides something."""
    if not re.fullmatch(r"https://[\x21-\x7e]{1,2000}", address):
        return None
    try:
        parts = urlsplit(address)
        is_plain = bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return None
    return parts._replace(netloc=parts.netloc.lower()) if is_plain else None
