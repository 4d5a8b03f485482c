"""A document system on this machine that plays what real ones do, well and badly; sample documents for it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from pdf_writing import Page, pdf_of
from reportdiff.fetch import Clock, Fetched, Limits, Wish, fetch_editions

Reply = Callable[["Playing"], None]
PDF = "application/pdf"
SYMBOL = "E/XX.7/2017/3"


def pdf_document(symbol: str = SYMBOL, *, count: int = 12, pages: int = 2) -> bytes:
    """A report of a few sample paragraphs that bears a symbol."""
    sheets = []
    for number in range(1, pages + 1):
        page = Page()
        if number == 1:
            page.write(60, 734, "Sample Nations", 14)
            page.write(420, 734, symbol, 10)
            page.write(60, 690, "Activities of the sample office", 14, bold=True)
        y = 640.0
        for line in range(8):
            page.write(
                90, y, f"{number * 10 + line}. The office helped {count + line} countries in the year,", 10
            )
            page.write(60, y - 14, "which is a sentence that was written for a test and says nothing.", 10)
            y -= 40
        sheets.append(page)
    return pdf_of(sheets)


def stub() -> bytes:
    """A notice as document systems serve it for a symbol that they do not have."""
    page = Page()
    page.write(60, 500, "Sample notice: there is no such document here.", 12)
    page.write(60, 480, "Ask us at https://documents.example/help", 12)
    return pdf_of([page])


class Playing(BaseHTTPRequestHandler):
    """Answers each request as the script says."""

    protocol_version = "HTTP/1.1"
    server: Script  # type: ignore[assignment]

    def do_GET(self) -> None:
        """Answer by the script."""
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        try:
            self.server.reply_to(self.path)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        """Send a status and headers, and nothing of a body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    @property
    def first_byte(self) -> int:
        """Where the part that is asked for begins."""
        return int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")[0])


class Script(ThreadingHTTPServer):
    """A server with a list of replies for each symbol; the last is repeated."""

    daemon_threads = True
    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Playing)
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is no error here."""

    @property
    def home(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def play(self, symbol: str, *replies: Reply) -> None:
        """What it answers to requests for a symbol (or a path), in order."""
        self.replies[symbol] = list(replies)

    def reply_to(self, target: str) -> Reply:
        """The next reply."""
        parts = urlsplit(target)
        symbol = dict(parse_qsl(parts.query)).get("s", parts.path)
        replies = self.replies.get(symbol, [whole(stub())])
        return replies.pop(0) if len(replies) > 1 else replies[0]

    def headers_of(self, name: str) -> list[str | None]:
        """A header of each request so far, in order."""
        return [headers.get(name) for _, headers in self.asked]


def whole(data: bytes, kind: str = PDF, status: int = 200, **headers: str) -> Reply:
    """A reply with a whole body; underscores in names of headers stand for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def reply(playing: Playing) -> None:
        playing.head(status, {"Content-Type": kind, "Content-Length": str(len(data)), **named})
        playing.wfile.write(data)

    return reply


def kept(data: bytes, etag: str = '"one"') -> Reply:
    """A document that answers conditions, and sends the rest of itself where that is asked for."""

    def reply(playing: Playing) -> None:
        if playing.headers.get("If-None-Match") == etag:
            playing.head(304, {"ETag": etag, "Content-Length": "0"})
        elif playing.headers.get("If-Range") == etag:
            first = playing.first_byte
            told = f"bytes {first}-{len(data) - 1}/{len(data)}"
            rest = whole(data[first:], status=206, Content_Range=told, ETag=etag)
            rest(playing)
        else:
            whole(data, ETag=etag)(playing)

    return reply


def cut(data: bytes, after: int, **headers: str) -> Reply:
    """A reply whose connection breaks off after so many bytes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def reply(playing: Playing) -> None:
        playing.head(200, {"Content-Type": PDF, "Content-Length": str(len(data)), **named})
        playing.wfile.write(data[:after])
        playing.close_connection = True

    return reply


def failing(status: int, **headers: str) -> Reply:
    """A reply without a document."""
    return whole(b"not now", "text/plain", status, **headers)


def sent_on(location: str, status: int = 302) -> Reply:
    """A redirect."""
    return whole(b"", "text/plain", status, Location=location)


@dataclass
class Time:
    """A clock that goes on only where it is told to, and remembers how long was slept."""

    hour: datetime = datetime(2018, 5, 1, 12, 0, tzinfo=UTC)
    gone: float = 0.0
    each_look: float = 0.0
    slept: list[float] = field(default_factory=list)

    def seconds(self) -> float:
        """Seconds gone; each look may take some."""
        self.gone += self.each_look
        return self.gone

    def sleep(self, seconds: float) -> None:
        """Remember, and go on."""
        self.slept.append(seconds)
        self.gone += seconds
        self.hour += timedelta(seconds=seconds)

    @property
    def clock(self) -> Clock:
        """The clock that is passed in."""
        return Clock(lambda: self.hour, self.seconds, self.sleep)


@dataclass
class Trial:
    """A corpus of one series, the server that it is fetched from, and the time."""

    corpus: Path
    server: Script
    time: Time

    @property
    def folder(self) -> Path:
        """The folder of the series."""
        return self.corpus / "office"

    def describe(self, text: str) -> None:
        """Write series.toml."""
        (self.folder / "series.toml").write_text(text, encoding="utf-8")

    def wish(self, editions: str | None = "2016", languages: tuple[str, ...] = ("en",), **more: Any) -> Wish:
        """What is asked for."""
        return Wish(self.corpus, "office", editions, languages, server=self.server.home, **more)

    def fetch(
        self, editions: str | None = "2016", languages: tuple[str, ...] = ("en",), **more: Any
    ) -> Fetched:
        """Fetch with small limits."""
        limits = more.pop("limits", Limits(size=1 << 20, seconds=60, idle=10))
        return fetch_editions(self.wish(editions, languages, **more), clock=self.time.clock, limits=limits)

    @property
    def files(self) -> list[str]:
        """All that lies in the folder of the series, but for series.toml."""
        found = (
            path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()
        )
        return sorted(set(found) - {"series.toml"})


@pytest.fixture
def server() -> Iterator[Script]:
    """A server that stops by itself."""
    script = Script()
    thread = threading.Thread(target=script.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield script
    script.shutdown()
    script.server_close()
    thread.join()


@pytest.fixture
def trial(tmp_path: Path, server: Script) -> Trial:
    """A series whose pattern of symbols the samples bear."""
    trial = Trial(tmp_path / "corpus", server, Time())
    trial.folder.mkdir(parents=True)
    trial.describe('languages = ["en"]\n[symbols]\npattern = "E/XX.7/{next_year}/3"\n')
    return trial


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nothing but this machine is connected to, and no other name looked up; what was tried all the same."""
    tried: list[str] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1"}:
            tried.append(str(address[0]))
            raise OSError("a test tried to reach another machine")
        connect(self, address)

    def guarded_look_up(host: Any, *rest: Any, **more: Any) -> Any:
        if host not in {"127.0.0.1", "localhost", "::1"}:
            tried.append(str(host))
            raise OSError("a test tried to look up another machine")
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    return tried
