"""Which addresses are connected to."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address
from typing import Any

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis.strategies import ip_addresses

from fetch.conftest import Time
from reportdiff.errors import FetchError
from reportdiff.fetch._clock import Deadline, TooLong
from reportdiff.fetch._network import Guarded, is_public, resolved
from reportdiff.fetch._server import server_at


@pytest.mark.parametrize("address", ["157.150.185.49", "8.8.8.8", "2606:4700::1111", "64:ff9b::8.8.8.8"])
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::127.0.0.1",
        "64:ff9b:1::8.8.8.8",
        "2001:db8::1",
        "2002:7f00:1::",
        "2001:0:0:0:0:0:80ff:fffe",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "",
    ],
)
def test_all_others_are_not(address: str) -> None:
    assert not is_public(address)


@settings(derandomize=True, max_examples=300)
@given(ip_addresses(v=4))
def test_an_address_in_another_form_is_no_more_public_than_in_its_own(address: IPv4Address) -> None:
    assert is_public(f"64:ff9b::{address}") == is_public(str(address))
    assert not is_public(f"::ffff:{address}")
    number = int(address)
    assert not is_public(f"2002:{number >> 16:x}:{number & 0xFFFF:x}::") or is_public(str(address))


class Connected:
    """Where connections were made to, in place of making them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, refusing: Sequence[str] = ()) -> None:
        self.addresses: list[tuple[str, float | None]] = []

        def connect(_: Any, host: str, _port: int, timeout: float | None = None, *_rest: Any) -> Any:
            self.addresses.append((host, timeout))
            if host in refusing:
                raise httpcore.ConnectError("refused")
            return httpcore.MockStream([])

        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)


class Names:
    """A name that leads elsewhere each time it is looked up."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)

    def __call__(self, *_: Any) -> Sequence[str]:
        """The next answer."""
        return self.answers.pop(0)


def test_what_is_connected_to_is_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = Connected(monkeypatch)
    names = Names(["8.8.8.8"], ["127.0.0.1"])
    guarded = Guarded(Deadline(Time().clock, 60), names, loopback=False)
    guarded.connect_tcp("documents.un.org", 443)
    assert connected.addresses == [("8.8.8.8", 60.0)]
    with pytest.raises(
        FetchError, match=r"documents\.un\.org is at 127\.0\.0\.1, which is no public address"
    ):
        guarded.connect_tcp("documents.un.org", 443)
    assert len(connected.addresses) == 1


def test_a_name_with_one_private_address_among_others_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connected = Connected(monkeypatch)
    guarded = Guarded(Deadline(Time().clock, 60), Names(["8.8.8.8", "10.0.0.1"]), loopback=False)
    with pytest.raises(FetchError):
        guarded.connect_tcp("documents.un.org", 443)
    assert connected.addresses == []


def test_where_one_address_takes_no_connection_the_next_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = Connected(monkeypatch, refusing=["8.8.8.8", "9.9.9.9"])
    guarded = Guarded(Deadline(Time().clock, 60), lambda *_: ["8.8.8.8", "8.8.4.4"], loopback=False)
    guarded.connect_tcp("documents.un.org", 443)
    assert [host for host, _ in connected.addresses] == ["8.8.8.8", "8.8.4.4"]
    none = Guarded(Deadline(Time().clock, 60), lambda *_: ["8.8.8.8", "9.9.9.9"], loopback=False)
    with pytest.raises(httpcore.ConnectError):
        none.connect_tcp("documents.un.org", 443)


def test_a_server_on_this_machine_is_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    Connected(monkeypatch)
    guarded = Guarded(Deadline(Time().clock, 60), lambda *_: ["8.8.8.8"], loopback=True)
    with pytest.raises(FetchError):
        guarded.connect_tcp("localhost", 80)


def test_a_name_that_cannot_be_looked_up_cannot_be_reached() -> None:
    def nobody(*_: Any) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    guarded = Guarded(Deadline(Time().clock, 60), nobody, loopback=False)
    with pytest.raises(httpcore.ConnectError, match="cannot be looked up"):
        guarded.connect_tcp("documents.un.org", 443)
    silent = Guarded(Deadline(Time().clock, 60), lambda *_: [], loopback=False)
    with pytest.raises(httpcore.ConnectError, match="not known"):
        silent.connect_tcp("documents.un.org", 443)


def test_nothing_is_connected_to_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = Connected(monkeypatch)
    time = Time()
    guarded = Guarded(Deadline(time.clock, 60), lambda *_: ["8.8.8.8"], loopback=False)
    time.sleep(60)
    with pytest.raises(TooLong):
        guarded.connect_tcp("documents.un.org", 443)
    assert connected.addresses == []


def test_this_machine_is_known_by_its_names() -> None:
    assert set(resolved("localhost", 80)) <= {"127.0.0.1", "::1"}
    for address in ("http://localhost:8000", "http://127.0.0.9", "http://[::1]:8000"):
        assert server_at(address).home.is_loopback
    assert not server_at("https://documents.un.org").home.is_loopback
    assert not server_at("https://localhost.example").home.is_loopback
