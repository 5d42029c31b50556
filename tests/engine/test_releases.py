"""engine.releases"""

import json
import os
import ssl
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from engine import releases
from engine.errors import EngineError
from engine.releases import Release, is_newer, latest_release, trusting
from tests.engine.https_server import Server, answering, https_server, make_certificate

UNKNOWN = "Whether there is a newer version is not known: "


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def running(certificate: Path) -> Iterator[Server]:
    with https_server(certificate) as made:
        yield made


@pytest.fixture
def server(running: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server that the system trusts, and no proxy before it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("NO_PROXY", "localhost")
    running.asked.clear()
    return running


def told(**values: object) -> bytes:
    return json.dumps({"tag_name": "v0.2.0", **values}).encode()


def refusal(address: str) -> str:
    with pytest.raises(EngineError) as refused:
        latest_release(address)
    return str(refused.value)


def test_the_answer_names_version_and_page(server: Server) -> None:
    page = server.address.replace("latest", "v0.2.0")
    server.answer = answering(told(html_url=page, prerelease=False))

    assert latest_release(server.address) == Release("0.2.0", page)


def test_the_question_says_nothing_of_who_asks(server: Server) -> None:
    server.answer = answering(told(), headers={"Set-Cookie": "who=you"})

    latest_release(server.address)
    latest_release(server.address)

    headers = {name.lower(): value for name, value in server.asked[1][1].items()}
    assert headers.pop("host") == server.address.split("/")[2]
    assert headers == {
        "user-agent": "Negatoscope",
        "accept-encoding": "identity",
        "connection": "close",
    }


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("https://example.org/tool/v0.2.0", True),
        ("https://api.example.org/v0.2.0", True),
        ("https://EXAMPLE.org/tool", True),
        ("http://example.org/tool", False),
        ("https://example.org.evil.net/tool", False),
        ("https://example.org@evil.net/tool", False),
        ("https://evil.net/example.org", False),
        ("https://example.org:8443/tool", False),
        ("https://example.org/\u202etool", False),
        ("https://[", False),
        ("javascript:alert(1)", False),
        (5, False),
    ],
)
def test_a_page_elsewhere_is_no_page(
    page: object, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases, "_answer", lambda _: told(html_url=page))

    found = latest_release("https://api.example.org/latest")

    assert found == Release("0.2.0", str(page) if kept else "")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>Please sign in</html>", "the answer cannot be understood"),
        (b"[" * 60_000, "the answer cannot be understood"),
        (b"[1]", "the answer names no version"),
        (b"{}", "the answer cannot be understood"),
        (b'{"tag_name": 2}', "the answer names no version"),
        (b'{"tag_name": "nightly"}', "the answer names no version"),
        (b'{"tag_name": "v0.2.0-rc1"}', "the answer names no version"),
        (b'{"tag_name": "v9' + b"9" * 60_000 + b'"}', "the answer names no version"),
        (b" " * 65_536 + told(), "the answer is far too long"),
    ],
)
def test_what_is_no_answer_is_said_in_words(server: Server, content: bytes, reason: str) -> None:
    server.answer = answering(content)

    assert refusal(server.address) == f"{UNKNOWN}{reason}."


def test_an_answer_without_end_is_left(server: Server) -> None:
    def without_end(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response_only(200)
        asked.end_headers()
        while True:
            asked.wfile.write(b" " * 10_000)

    server.answer = without_end

    assert refusal(server.address) == f"{UNKNOWN}the answer is far too long."


def test_an_answer_that_trickles_in_is_left(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each header comes in time; all of them never do."""

    def trickling(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response_only(200)
        for number in range(90):
            asked.send_header(f"X-{number}", "x")
            asked.flush_headers()
            time.sleep(0.02)

    monkeypatch.setattr(releases, "TIMEOUT_S", 0.1)
    server.answer = trickling

    assert "the time limit" in refusal(server.address)


def test_a_server_that_sends_on_is_followed_to_its_own_pages(server: Server) -> None:
    def moved(asked: BaseHTTPRequestHandler) -> None:
        if asked.path == "/latest":
            answering(b"", 301, {"Location": "/moved"})(asked)
        else:
            answering(told())(asked)

    server.answer = moved

    assert latest_release(server.address).version == "0.2.0"
    assert [path for path, _ in server.asked] == ["/latest", "/moved"]


@pytest.mark.parametrize(
    "location",
    ["https://127.0.0.1:{port}/latest", "http://localhost:{port}/latest", "https://[", "/latest"],
)
def test_no_server_sends_on_to_another_or_in_circles(server: Server, location: str) -> None:
    port = server.address.split(":")[2].split("/")[0]
    server.answer = answering(b"", 302, {"Location": location.format(port=port)})

    assert refusal(server.address) == f"{UNKNOWN}the server sends elsewhere."
    assert len(server.asked) <= 3
    assert all(headers["Host"].startswith("localhost") for _, headers in server.asked)


def test_an_error_of_the_server_is_named_by_its_number(server: Server) -> None:
    server.answer = answering(told(), 404)

    assert refusal(server.address) == f"{UNKNOWN}the server says 404."


def test_a_certificate_that_nobody_trusts_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", os.devnull)

    assert refusal(server.address) == f"{UNKNOWN}the server's certificate is not trusted here."
    assert server.asked == []


def test_nobody_there_is_no_connection(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "")

    assert (
        refusal("https://localhost:1/latest") == f"{UNKNOWN}there is no connection to the server."
    )
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["", "http://localhost/latest", "file:///etc/hostname", "https://", "https://a@b/", "ftp://a"],
)
def test_only_https_is_asked(address: str) -> None:
    assert refusal(address) == "This build names no HTTPS address that tells of newer versions."


def test_a_program_without_certificates_of_its_own_takes_the_systems(
    certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frozen program was built where certificates lie elsewhere."""
    missing = str(tmp_path / "missing")
    monkeypatch.setenv("SSL_CERT_FILE", missing)
    monkeypatch.setenv("SSL_CERT_DIR", missing)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(releases, "_CERTIFICATES", (missing, str(certificate)))

    context = trusting()

    assert context.get_ca_certs(binary_form=True) == [
        ssl.PEM_cert_to_DER_cert("-----BEGIN" + certificate.read_text().split("-----BEGIN")[2])
    ]
    assert context.verify_mode is ssl.CERT_REQUIRED


@pytest.mark.parametrize(
    ("version", "than"),
    [
        ("0.2.0", "0.1.0"),
        ("0.10.0", "0.9.0"),
        ("1.0", "0.99.99"),
        ("v0.1.1", "0.1.0"),
        ("0.1.0.1", "0.1.0"),
        ("0.2.0", "0.1.0+git20261122.0a1b2c3"),
    ],
)
def test_a_later_version_is_newer_and_the_earlier_is_not(version: str, than: str) -> None:
    assert is_newer(version, than)
    assert not is_newer(than, version)


@pytest.mark.parametrize("than", ["0.1.0", "0.1", "0.1.0+git20261122.0a1b2c3"])
def test_the_same_number_is_not_newer(than: str) -> None:
    assert not is_newer("0.1.0", than)
    assert not is_newer(than, "0.1.0")


@pytest.mark.parametrize("version", ["", "nightly", "0..1", "1.0-rc1", "1.0\n", "٣.0"])
def test_what_is_no_version_is_not_compared(version: str) -> None:
    with pytest.raises(ValueError, match="is no version"):
        is_newer(version, "0.1.0")
