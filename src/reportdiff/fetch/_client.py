"""A polite client: one request at a time, with pauses, a name, limits, and patience that ends."""

from __future__ import annotations

import logging
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import version
from typing import TypeVar

import httpcore

from reportdiff.errors import FetchError
from reportdiff.fetch._clock import Clock, Deadline
from reportdiff.fetch._network import Guarded, Resolve, resolved
from reportdiff.fetch._server import Server

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_STOPPING = frozenset({429, 503})
_PASSING = frozenset({500, 502, 504}) | _STOPPING
_GONE = frozenset({404, 410})
_BACKOFF = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost.

    Attributes:
        size: Bytes at most.
        seconds: For one request from the first connection to the last byte, redirects included.
        idle: Seconds without any byte.
        redirects: How often a request may be sent on.
        attempts: How often a document is asked for at most.
        pause: Seconds between the starts of two requests.
        longest_wait: Seconds that a server may ask us to wait.
    """

    size: int = 100 << 20
    seconds: float = 600.0
    idle: float = 30.0
    redirects: int = 5
    attempts: int = 4
    pause: float = 2.0
    longest_wait: float = 600.0


class Absent(FetchError):
    """The system has no such document."""


class Again(FetchError):
    """What may go well the next time.

    Args:
        problem: What went wrong.
        wait: Seconds that the server asks us to wait; None where it says nothing.
        stops: Whether, in the end, it speaks against asking for anything else.
    """

    def __init__(self, problem: str, *, wait: float | None = None, stops: bool = False) -> None:
        self.wait = wait
        self.stops = stops
        super().__init__(problem, advice="try again later: what came is kept")


class Stopped(FetchError):
    """The server cannot be reached or asks to be left alone: nothing more is asked of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose body is still to come. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


class Client:
    """Asks one document system.

    Args:
        server: Which one.
        limits: What a document may cost.
        clock: Tells the time and waits.
        contact: An address or page under which the server's operators reach who runs this.
        resolve: Tells the addresses of a name.

    Raises:
        FetchError: The contact cannot be sent.
    """

    def __init__(
        self,
        server: Server,
        limits: Limits,
        clock: Clock,
        *,
        contact: str | None = None,
        resolve: Resolve = resolved,
    ) -> None:
        self.server = server
        self.limits = limits
        self._clock = clock
        self._agent = _agent(contact)
        self._resolve = resolve
        self._earliest: float | None = None

    @contextmanager
    def answer(self, address: str, headers: Mapping[str, str]) -> Iterator[Answer]:
        """The answer to a request, redirects followed, while its body can be read.

        Raises:
            Again: The connection failed, or the server is busy or out of order.
            Absent: It has no such document.
            TooLong: The time was up.
            FetchError: It answers with anything that is no document, or leads elsewhere.
        """
        deadline = Deadline(self._clock, self.limits.seconds)
        for _ in range(self.limits.redirects + 1):
            with self._asked(address, headers, deadline) as answer:
                if answer.status not in _REDIRECTS:
                    self._check(answer)
                    yield answer
                    return
                address = self.server.onward(address, answer.headers.get("location", ""))
        raise FetchError(f"the request was sent on more than {self.limits.redirects} times")

    @contextmanager
    def _asked(self, address: str, headers: Mapping[str, str], deadline: Deadline) -> Iterator[Answer]:
        origin = self.server.admitted(address)
        self._keep_pace()
        guarded = Guarded(deadline, self._resolve, loopback=origin.is_loopback)
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self.limits.idle)
        sent = [("User-Agent", self._agent), ("Accept-Encoding", "identity"), *headers.items()]
        context = _tls() if origin.scheme == "https" else None
        with (
            _told(deadline),
            httpcore.ConnectionPool(network_backend=guarded, ssl_context=context) as pool,
            pool.stream("GET", address, headers=sent, extensions={"timeout": timeouts}) as response,
        ):
            _log.info("asked %s: %d", address, response.status)
            held = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
            }
            yield Answer(response.status, held, response.iter_stream())

    def _keep_pace(self) -> None:
        now = self._clock.seconds()
        if self._earliest is not None and now < self._earliest:
            self._clock.sleep(self._earliest - now)
        self._earliest = self._clock.seconds() + self.limits.pause

    def _check(self, answer: Answer) -> None:
        status = answer.status
        if status in _GONE:
            raise Absent(f"the document system has no such document (it answered {status})")
        if status in _PASSING:
            raise Again(
                f"the server answered {status}",
                wait=_wait(answer.headers.get("retry-after"), self._clock.now()),
                stops=status in _STOPPING,
            )
        if status not in {200, 206, 304, 416}:
            raise FetchError(f"the server answered {status}")
        if answer.headers.get("content-encoding", "identity").lower() != "identity":
            raise FetchError("the server sent it packed, which was not asked for")

    def patiently(self, attempt: Callable[[], _Result]) -> _Result:
        """What an attempt comes to, tried again with growing pauses where it may go well the next time.

        Raises:
            Stopped: It never went well, in a way that speaks against asking for anything else.
            FetchError: It never went well, or failed for good.
        """
        for number in range(1, self.limits.attempts + 1):
            try:
                return attempt()
            except Again as problem:
                wait = max(_BACKOFF**number, problem.wait or 0.0)
                too_long = wait > self.limits.longest_wait
                if problem.stops and (too_long or number == self.limits.attempts):
                    asked = f" and asks to wait {wait:.0f} seconds" if too_long else ""
                    raise Stopped(f"{problem.problem}{asked}", advice=problem.advice) from None
                if too_long or number == self.limits.attempts:
                    raise
                _log.info("%s; again in %.0f seconds", problem.problem, wait)
                self._clock.sleep(wait)
        raise FetchError("it was not asked for", advice="allow at least one attempt")


@contextmanager
def _told(deadline: Deadline) -> Iterator[None]:
    """Failures of the network as what they mean for the document."""
    try:
        yield
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as failure:
        raise Again(f"the server cannot be reached ({_reason(failure)})", stops=True) from None
    except httpcore.TimeoutException:
        deadline.left()
        raise Again("the server fell silent") from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as failure:
        raise Again(f"the connection broke off ({_reason(failure)})") from None


def _reason(failure: Exception) -> str:
    said = " ".join(str(failure).split())
    return said[:200] if said.isprintable() and said else type(failure).__name__


@cache
def _tls() -> ssl.SSLContext:
    context = httpcore.default_ssl_context()
    context.load_default_certs()  # the system's own as well, and those that SSL_CERT_FILE names
    return context


def _agent(contact: str | None) -> str:
    if contact is not None and not re.fullmatch(r"[!-'*-~][ -'*-~]{0,199}", contact):
        raise FetchError(
            f"{contact[:60]!a} cannot be sent as a contact", advice="write an e-mail address or a page"
        )
    about = f"fetches recurring reports{'; ' + contact if contact else ''}"
    return f"reportdiff/{version('reportdiff')} ({about})"


def _wait(told: str | None, now: datetime) -> float | None:
    """The seconds that Retry-After names: a number, or a time of day to wait for."""
    if told is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", told.strip()):
        return float(told)
    try:
        then = parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds())
