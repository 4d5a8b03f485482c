"""The document system: what a document's address is, and which addresses may be asked at all."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from reportdiff.errors import FetchError

_PORTS = {"https": 443, "http": 80}
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port of a server."""

    scheme: str
    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether it is named as this machine itself."""
        return self.host == "localhost" or (_is_numeric(self.host) and ip_address(self.host).is_loopback)


@dataclass(frozen=True, slots=True)
class Server:
    """A document system.

    Attributes:
        home: Where documents are asked for.
        base: The address that a symbol, a language and a format are added to.
        origins: Every origin that may be connected to.
        languages: What the system calls each language.
        formats: Media types of each format that it may say it sends.
    """

    home: Origin
    base: str
    origins: frozenset[Origin]
    languages: Mapping[str, str]
    formats: Mapping[str, tuple[str, ...]]

    def address(self, symbol: str, language: str, form: str) -> str:
        """Where a document is asked for."""
        asked = (("s", symbol), ("l", self.languages[language.partition("-")[0]]), ("t", form))
        return self.base + "?" + "&".join(f"{name}={quote(value, safe='/')}" for name, value in asked)

    def admitted(self, address: str) -> Origin:
        """The origin of an address that may be asked.

        Raises:
            FetchError: It is malformed, or leads anywhere but to the servers of the document system.
        """
        origin = _origin(_split(address))
        if origin not in self.origins:
            raise _refusal(address, "which is not one of the servers of the document system")
        return origin

    def onward(self, address: str, location: str) -> str:
        """Where an answer from `address` sends the request on to.

        Raises:
            FetchError: As for `admitted`.
        """
        try:
            target = urljoin(address, location)
        except ValueError:
            raise _refusal(location, "which is no address") from None
        self.admitted(target)
        return target.partition("#")[0]


def server_at(address: str | None = None) -> Server:
    """The document system of the United Nations, or one that answers as it does at another address.

    Args:
        address: `https://host[:port]`, or `http://` and this machine itself.

    Raises:
        FetchError: The address is not of that form.
    """
    known = _known()
    if address is None:
        home = _origin(_split(known["server"]))
        hosts = {Origin("https", host, _PORTS["https"]) for host in known["hosts"]}
    else:
        home, hosts = _other(address), set[Origin]()
    host = f"[{home.host}]" if ":" in home.host else home.host
    return Server(
        home=home,
        base=f"{home.scheme}://{host}:{home.port}{known['path']}"
        if address
        else known["server"] + known["path"],
        origins=frozenset({home, *hosts}),
        languages=known["languages"],
        formats={name: tuple(types) for name, types in known["formats"].items()},
    )


def _other(address: str) -> Origin:
    parts = _split(address)
    home = _origin(parts)
    if home.scheme != "https" and not home.is_loopback:
        raise _refusal(address, "and only this machine itself may be asked without encryption")
    if parts.path not in {"", "/"} or parts.query:
        raise _refusal(
            address, "which is more than a server", advice="write https://host or https://host:port"
        )
    return home


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(files("reportdiff.fetch").joinpath("data/un.toml").read_text(encoding="utf-8"))


def _split(address: str) -> SplitResult:
    plain = address.isascii() and address.isprintable() and not {" ", "\\"} & set(address)
    if not plain or len(address) > _LONGEST:
        raise _refusal(address, "which is no address")
    try:
        return urlsplit(address)
    except ValueError:
        raise _refusal(address, "which is no address") from None


def _origin(parts: SplitResult) -> Origin:
    address = parts.geturl()
    if parts.scheme not in _PORTS:
        raise _refusal(address, "which is neither https nor http")
    if parts.username is not None or parts.password is not None:
        raise _refusal(address, "which carries a name or password")
    try:
        port = parts.port or _PORTS[parts.scheme]
    except ValueError:
        port = 0
    if not parts.hostname or not port:
        raise _refusal(address, "which is no address")
    return Origin(parts.scheme, parts.hostname, port)


def _is_numeric(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _refusal(address: str, why: str, advice: str = "") -> FetchError:
    shown = ascii(address[:120])[1:-1] + ("…" if len(address) > 120 else "")
    return FetchError(f"it leads to {shown}, {why}", advice=advice)
