"""Encrypted connections: whom the server has to prove to be."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from fetch.conftest import SYMBOL, Script, Time, Trial, pdf_document, whole
from reportdiff.fetch import Limits, Result, Wish, fetch_editions
from reportdiff.fetch import _client as client_module

pytest.importorskip(
    "cryptography", reason="needs cryptography, which comes with Prefect, to make certificates"
)

Serve = Callable[[str], tuple[Script, Path]]


def certificate(folder: Path, address: str) -> Path:
    """A file with a key and a certificate of its own for an address, made for this test alone."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sample")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(address))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    plain = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    path.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + made.public_bytes(pem)
    )
    return path


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts an encrypted server whose certificate is for the address given; it stops by itself."""
    started: list[tuple[Script, threading.Thread]] = []

    def start(address: str) -> tuple[Script, Path]:
        path = certificate(tmp_path, address)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        script = Script()
        script.socket = context.wrap_socket(script.socket, server_side=True)
        script.play(SYMBOL, whole(pdf_document()))
        thread = threading.Thread(target=script.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        started.append((script, thread))
        return script, path

    yield start
    for script, thread in started:
        script.shutdown()
        script.server_close()
        thread.join()


def fetched_from(trial: Trial, script: Script) -> tuple[Result, str]:
    wish = Wish(trial.corpus, "office", "2016", ("en",), server=script.home.replace("http:", "https:"))
    (outcome,) = fetch_editions(wish, clock=Time().clock, limits=Limits(attempts=1)).outcomes
    return outcome.result, outcome.note


def trust(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the client trust a certificate, in place of those that the system trusts."""
    context = ssl.create_default_context(cafile=path)
    monkeypatch.setattr(client_module, "_tls", lambda: context)


def test_a_server_that_nobody_vouches_for_is_not_believed(trial: Trial, serve: Serve) -> None:
    script, _ = serve("127.0.0.1")
    result, note = fetched_from(trial, script)
    assert result is Result.REFUSED
    assert "certificate verify failed" in note
    assert script.asked == []


def test_a_server_with_a_certificate_for_another_address_is_not_believed(
    trial: Trial, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, path = serve("127.0.0.2")
    trust(path, monkeypatch)
    result, note = fetched_from(trial, script)
    assert result is Result.REFUSED
    assert "certificate verify failed" in note
    assert script.asked == []


def test_a_server_that_is_vouched_for_is_asked(
    trial: Trial, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, path = serve("127.0.0.1")
    trust(path, monkeypatch)
    assert fetched_from(trial, script)[0] is Result.NEW


def test_an_encrypted_server_does_not_lead_to_a_plain_one(
    trial: Trial, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, path = serve("127.0.0.1")
    trust(path, monkeypatch)
    script.play(SYMBOL, whole(b"", status=302, Location=f"{script.home}/doc.pdf"))
    result, note = fetched_from(trial, script)
    assert result is Result.REFUSED
    assert "not one of the servers" in note
