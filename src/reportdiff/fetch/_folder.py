"""The folder of a series: nothing is opened or written outside it, and nothing in it is overwritten."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportdiff.corpus import content_hash
from reportdiff.errors import FetchError
from reportdiff.fetch._manifest import MANIFEST_FILE, Record, manifest_text

_PARTS = ".fetch"  # hidden: no run takes what is in it for an edition
_EXTENSION = r"\.[A-Za-z0-9]{1,5}"


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is there for a document; `file` is its path inside the folder of the series."""

    file: str
    path: Path
    revision: int

    @property
    def form(self) -> str:
        """The extension of its name."""
        return self.path.suffix[1:]

    @property
    def sha256(self) -> str:
        """The hash of its bytes.

        Raises:
            FetchError: It cannot be read.
        """
        try:
            return content_hash(self.path)
        except OSError as failure:
            raise FetchError(f"it cannot be opened ({failure.strerror})", path=self.path) from None


@dataclass(frozen=True, slots=True)
class SeriesFolder:
    """The folder of one series, for the one process that holds it."""

    path: Path

    def held(self, language: str, stem: str) -> Held | None:
        """The file that speaks for a document: of several, the latest revision.

        Raises:
            FetchError: The folder of the language, or the file, is a link or no file.
        """
        folder = _folder(self.path / language)
        if folder is None:
            return None
        named = re.compile(rf"{re.escape(stem)}(?:\.rev(?P<revision>[1-9][0-9]?))?(?:{_EXTENSION})?")
        found = [
            Held(f"{language}/{path.name}", path, int(match["revision"] or 0))
            for path in folder.iterdir()
            if (match := named.fullmatch(path.name)) and path.suffix.lower() not in {".toml", ".md"}
        ]
        if not found:
            return None
        latest = max(found, key=lambda one: (one.revision, one.file))
        _refuse_irregular(latest.path)
        return latest

    def part(self, name: str) -> Path:
        """Where a download of that name grows."""
        folder = self.path / _PARTS
        with _told(folder):
            folder.mkdir(exist_ok=True)
        _folder(folder)
        return folder / name

    def place(self, part: Path, file: str) -> Path:
        """Move a finished download to its place, in one step and never over another file.

        Raises:
            FetchError: There is a file already, or it cannot be written.
        """
        target = self.path / file
        with _told(target.parent):
            target.parent.mkdir(exist_ok=True)
        _folder(target.parent)
        with _told(target):
            try:
                os.link(part, target)
            except FileExistsError:
                raise FetchError("another file came in its place", path=target, advice="run again") from None
            except OSError:  # a file system without hard links; we alone write here
                if os.path.lexists(target):
                    raise
                part.rename(target)
            part.unlink(missing_ok=True)
            _sync(target.parent)
        return target

    def write_manifest(self, records: Iterable[Record]) -> None:
        """Replace the manifest in one step; where nothing in it changes it is not touched.

        Raises:
            FetchError: It cannot be written.
        """
        path = self.path / MANIFEST_FILE
        data = manifest_text(records).encode()
        beside = path.with_name(f".{MANIFEST_FILE}.new")
        with _told(path):
            if path.exists() and path.read_bytes() == data:
                return
            beside.unlink(missing_ok=True)
            with opened_new(beside) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
            _sync(self.path)


@contextmanager
def series_folder(corpus: Path, series: str) -> Iterator[SeriesFolder]:
    """The folder of a series, for this process alone.

    Raises:
        FetchError: It is a link, or another process fetches into it.
    """
    path = corpus / series
    if _folder(path) is None:
        raise FetchError("there is no such folder", path=path, advice="make it, with a series.toml")
    with _told(path):
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            problem = "its editions are being fetched by another process"
            raise FetchError(problem, path=path, advice="wait for it to end") from None
        yield SeriesFolder(path)
        with suppress(OSError):  # it stays where a download is to be resumed
            (path / _PARTS).rmdir()
    finally:
        os.close(descriptor)


def opened_new(path: Path) -> BinaryIO:
    """A file to write that was not there before.

    Raises:
        OSError: There is something of that name, or it cannot be made.
    """
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644), "wb")


def opened_again(path: Path) -> BinaryIO:
    """A regular file to read and write that is there already.

    Raises:
        OSError: There is none, or it is a link, a pipe or the like.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no regular file")
    return os.fdopen(descriptor, "r+b")


def _folder(path: Path) -> Path | None:
    """The folder itself, None where there is nothing of that name."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    except OSError as failure:
        raise FetchError(f"it cannot be opened ({failure.strerror})", path=path) from None
    if not stat.S_ISDIR(mode):
        what = "a link, which could lead out of the corpus" if stat.S_ISLNK(mode) else "no folder"
        raise FetchError(f"it is {what}", path=path, advice="put a folder in its place")
    return path


def _refuse_irregular(path: Path) -> None:
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        what = "a link, which could lead out of the corpus" if stat.S_ISLNK(mode) else "no regular file"
        raise FetchError(f"it is {what}", path=path, advice="put a copy of the file in its place")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        raise FetchError(
            f"it cannot be written ({failure.strerror})", path=path, advice="check its rights and the disk"
        ) from None


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
