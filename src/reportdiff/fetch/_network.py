"""Connections that go to public addresses alone and end when their time is up.

A name is looked up once, and what is connected to is the address that was checked: a name that
answers differently the next time gains nothing.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Network, ip_address

import httpcore

from reportdiff.errors import FetchError
from reportdiff.fetch._clock import Deadline

Resolve = Callable[[str, int], Sequence[str]]
"""The numeric addresses of a name."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")  # an IPv4 address as networks without IPv4 reach it


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name as the system knows them, in the order in which it would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the open internet: not private, loopback or link-local."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast
    if ip in _TRANSLATED:
        return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
    hidden = [str(one) for one in (ip.sixtofour, *(ip.teredo or ())) if one]
    # Any other form that carries an IPv4 address lies outside of what the internet routes.
    return ip in _GLOBAL_UNICAST and ip.is_global and all(is_public(one) for one in hidden)


class Guarded(httpcore.NetworkBackend):
    """Connects to checked addresses.

    Args:
        deadline: When everything ends.
        resolve: Tells the addresses of a name.
        loopback: Whether this machine itself is what is to be connected to, and nothing else.
    """

    def __init__(self, deadline: Deadline, resolve: Resolve, *, loopback: bool) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._loopback = loopback
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the name that takes one.

        Raises:
            FetchError: An address of the name is not public.
            httpcore.ConnectError: None takes one.
        """
        failure: Exception = httpcore.ConnectError("its name is not known")
        for address in self._admitted(host, port):
            try:
                stream = self._plain.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._deadline)
        raise failure

    def _admitted(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"its name cannot be looked up ({error})") from error
        for address in addresses:
            if not (_is_loopback(address) if self._loopback else is_public(address)):
                raise FetchError(
                    f"{host} is at {address[:60]}, which is no public address",
                    advice="nothing but servers on the open internet is asked",
                )
        return addresses


def _is_loopback(address: str) -> bool:
    with suppress(ValueError):
        return ip_address(address).is_loopback
    return False


class _Timed(httpcore.NetworkStream):
    """A connection on which nothing is waited for beyond the deadline, however little comes at a time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
