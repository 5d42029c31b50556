"""A server on this machine that speaks HTTPS with a certificate of its own making."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeAlias

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

Answer: TypeAlias = Callable[[BaseHTTPRequestHandler], None]
"""Answers one question; gets the request, writes status, headers and content."""


class Server:
    """What was asked, and what is answered.

    Attributes:
        address: Of its page: "https://localhost:54321/latest".
        answer: Called for every question; may be replaced.
        asked: Path and headers of every question, in order.
    """

    def __init__(self, port: int) -> None:
        self.address = f"https://localhost:{port}/latest"
        self.answer: Answer = answering(b"{}")
        self.asked: list[tuple[str, dict[str, str]]] = []


def answering(
    content: bytes, status: int = 200, headers: Mapping[str, str] | None = None
) -> Answer:
    """Return what answers with some content."""

    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response_only(status)
        for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            asked.send_header(name, value)
        asked.end_headers()
        asked.wfile.write(content)

    return answer


def make_certificate(folder: Path) -> Path:
    """Write a key and a certificate for localhost, which trusts itself, into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


@contextmanager
def https_server(certificate: Path) -> Iterator[Server]:
    """Serve on a free port until the block is left.

    Args:
        certificate: With its key, as of ``make_certificate``.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers.items())))
            server.answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of those who hang up."""

    listening = Quiet(("localhost", 0), Handler)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    server = Server(listening.server_address[1])
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
