"""One document into one file: asked for with what is known of it, resumed where it broke off."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, BinaryIO

from reportdiff.errors import FetchError
from reportdiff.fetch._client import Again, Answer, Client
from reportdiff.fetch._folder import opened_again, opened_new
from reportdiff.fetch._manifest import VALIDATOR, Record

_CHUNK = 1 << 20
_RANGE = re.compile(r"bytes (?P<first>[0-9]{1,15})-(?P<last>[0-9]{1,15})/(?P<total>[0-9]{1,15}|\*)")
_UNTYPED = frozenset({"", "application/octet-stream", "binary/octet-stream"})


@dataclass(frozen=True, slots=True)
class Download:
    """A file that came in full, and what the server calls this state of it."""

    path: Path
    sha256: str
    bytes: int
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class _Begun:
    """What was said of a file that has begun to come."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    dated: bool = False  # whether the time of its last change alone tells its states apart

    @property
    def condition(self) -> str | None:
        """What has to hold for the rest to belong to what is there."""
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.last_modified if self.dated else None


def download(client: Client, url: str, form: str, part: Path, known: Record | None) -> Download | None:
    """The document at an address as a file, None where it is what is known already.

    Args:
        client: Who asks.
        url: Where.
        form: The format asked for.
        part: The file that grows; it stays when the connection breaks off, and is gone on with next time.
        known: The state that is there, from the same address.

    Raises:
        Absent: There is no such document.
        Stopped: The server cannot be reached or asks to be left alone.
        FetchError: What comes is none, too large or of the wrong type, or does not come in time.
    """
    return client.patiently(lambda: _Attempt(client, url, form, part).run(known))


class _Attempt:
    def __init__(self, client: Client, url: str, form: str, part: Path) -> None:
        self._client = client
        self._url = url
        self._form = form
        self._part = part
        self._about = part.with_name(f"{part.name}.json")

    def run(self, known: Record | None) -> Download | None:
        begun, size = self._state()
        condition = begun.condition if size else None
        headers = {"Range": f"bytes={size}-", "If-Range": condition} if condition else _asking(known)
        try:
            with self._client.answer(self._url, headers) as answer:
                if answer.status == 304 and known is not None and not condition:
                    return None
                if answer.status == 206 and condition:
                    total = self._check_rest(answer, size)
                    self._check_kind(answer, size)
                    with opened_again(self._part) as file:
                        file.seek(size)
                        self._take(answer, file, size)
                    return self._whole(begun, total)
                if answer.status == 416 and condition:
                    self.forget()
                    raise Again("the server does not go on where it broke off")
                if answer.status != 200:
                    raise FetchError(f"the server answered {answer.status}, which was not asked for")
                return self._all(answer)
        except OSError as failure:
            problem = f"it cannot be written ({failure.strerror})"
            raise FetchError(problem, path=self._part, advice="check its rights and the disk") from None

    def _all(self, answer: Answer) -> Download:
        self.forget()
        self._check_kind(answer, 0)
        begun = _begun(self._url, answer.headers)
        with opened_new(self._about) as file:
            file.write(json.dumps(asdict(begun)).encode())
        with opened_new(self._part) as file:
            self._take(answer, file, 0)
        return self._whole(begun, None)

    def _check_rest(self, answer: Answer, size: int) -> int | None:
        """The size of the whole file, where the answer is the rest of it."""
        told = _RANGE.fullmatch(answer.headers.get("content-range", ""))
        if told is None or int(told["first"]) != size:
            self.forget()
            raise Again("the server did not go on where it broke off")
        return None if told["total"] == "*" else int(told["total"])

    def _check_kind(self, answer: Answer, size: int) -> None:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in _UNTYPED and kind not in self._client.server.formats[self._form]:
            self.forget()
            raise FetchError(f"the server sent {kind[:60]!a}, not a {self._form.upper()}")
        length = answer.headers.get("content-length", "")
        if re.fullmatch(r"[0-9]+", length) and (len(length) > 15 or size + int(length) > self._most):
            self.forget()
            raise self._too_large()

    def _take(self, answer: Answer, file: BinaryIO, size: int) -> None:
        for chunk in answer.chunks:
            size += len(chunk)
            if size > self._most:
                self.forget()
                raise self._too_large()
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())

    @property
    def _most(self) -> int:
        return self._client.limits.size

    def _too_large(self) -> FetchError:
        return FetchError(
            f"it is larger than {self._most >> 20} MB", advice="fetch it by hand if it is right"
        )

    def _whole(self, begun: _Begun, total: int | None) -> Download:
        digest, size = hashlib.sha256(), 0
        with opened_again(self._part) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
        if total is not None and size != total:
            self.forget()
            raise Again(f"{size} bytes came of {total}")
        return Download(self._part, digest.hexdigest(), size, begun.etag, begun.last_modified)

    def _state(self) -> tuple[_Begun, int]:
        """What has come so far of the same file, and its size; whatever is doubtful counts as nothing."""
        nothing = _Begun(self._url), 0
        try:
            with opened_again(self._about) as file:
                held: dict[str, Any] = json.loads(file.read(_CHUNK))
            begun = _Begun(**held)
            with opened_again(self._part) as file:
                size = file.seek(0, os.SEEK_END)
        except (OSError, ValueError, TypeError, RecursionError):
            return nothing
        said = [held.get(name) for name in ("etag", "last_modified")]
        plain = all(one is None or (isinstance(one, str) and VALIDATOR.fullmatch(one)) for one in said)
        return (begun, size) if plain and begun.url == self._url else nothing

    def forget(self) -> None:
        """Remove what has come so far."""
        forget(self._part)


def forget(part: Path) -> None:
    """Remove what has come of a download."""
    part.unlink(missing_ok=True)
    part.with_name(f"{part.name}.json").unlink(missing_ok=True)


def _asking(known: Record | None) -> dict[str, str]:
    """The headers that ask for a document only where it is not the known state of it."""
    if known is None:
        return {}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in asked.items() if value is not None}


def _begun(url: str, headers: Mapping[str, str]) -> _Begun:
    etag, changed = (_plain(headers.get(name)) for name in ("etag", "last-modified"))
    return _Begun(url, etag, changed, dated=_settled(changed, headers.get("date")))


def _plain(value: str | None) -> str | None:
    return value if value is not None and VALIDATOR.fullmatch(value) else None


def _settled(changed: str | None, told: str | None) -> bool:
    """Whether a file was sent long enough after its last change for no second change in the same second."""
    if changed is None or told is None:
        return False
    try:
        return (parsedate_to_datetime(told) - parsedate_to_datetime(changed)).total_seconds() >= 1
    except (ValueError, TypeError):
        return False
