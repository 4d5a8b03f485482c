"""Outputs as a folder that a web server serves: whole sets of files, switched by one rename.

    reports            a link to reports.releases/000007-3f0c9a51d2e4, renamed into place
    reports.releases/  the sets themselves: the one that is served, and those before it

Whoever opens a file through the link finds the old set or the new one, never a part of either; what was
opened in a set that is no longer served stays readable as long as that set is kept.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportdiff.errors import PublishError
from reportdiff.store import run_lock

KEEP = 2
MARKER = ".reportdiff-releases"
"""Its presence marks a folder of releases as ours."""

_MARKED = "Sets of files that `reportdiff publish` made; it removes old ones.\n"
_RELEASE = re.compile(r"(?P<number>[0-9]{6,})-(?P<digest>[0-9a-f]{12})")
_BUILDING = ".building"
_NEXT = ".next"
_DATABASES = {".duckdb", ".wal"}
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Release:
    """What is served after publishing.

    Attributes:
        folder: The link that the web server is given.
        name: The set behind it.
        files: How many files it has.
        fresh: Whether it differs from what was served before.
    """

    folder: Path
    name: str
    files: int
    fresh: bool

    @property
    def closing_line(self) -> str:
        """One line that says what is served now."""
        files = f"{self.files} file{'' if self.files == 1 else 's'}"
        if not self.fresh:
            return f"{self.folder}: nothing new; {files} as before."
        return f"{self.folder}: {files} published as {self.name}."


def publish_outputs(output: Path, database: Path, folder: Path, *, keep: int = KEEP) -> Release:
    """Bring a served folder up to date with the outputs, all at once.

    Every file of the outputs is published but hidden ones, databases, and links.

    Args:
        output: The folder of outputs.
        database: Their database: no run writes to it, or to the outputs, while they are copied.
        folder: What the web server serves; a link is made there.
        keep: How many sets are kept, the served one among them.

    Raises:
        PublishError: There are no outputs, `folder` holds what we did not make, or the file system refuses.
        StoreError: A run does not end.
    """
    if keep < 1:
        raise PublishError(f"{keep} sets cannot be kept", advice="keep 1 or more")
    link = folder.absolute()
    with _told(link):
        _refuse_what_overlaps(output, link)
        releases = _folder_of_releases(link)
    with run_lock(database), run_lock(releases / "release"), _told(link):
        _refuse_what_is_not_ours(link, releases)
        files = _published_files(output)
        served = _served(link, releases)
        digest = _digest_of(output, files)
        if served is not None and _parts(served)[1] == digest:
            _forget_old(releases, served, keep)
            return Release(folder, served, len(files), fresh=False)
        name = f"{_last_number(releases) + 1:06}-{digest}"
        _build(output, files, releases / name)
        _switch(link, releases, name)
        _forget_old(releases, name, keep)
    return Release(folder, name, len(files), fresh=True)


# ---------------------------------------------------------------------------------- whose a folder is


def _refuse_what_overlaps(output: Path, link: Path) -> None:
    if not output.is_dir():
        raise PublishError("there are no outputs", path=output, advice="run `reportdiff run` first")
    outputs, served = output.resolve(), link.parent.resolve() / link.name
    if served.is_relative_to(outputs) or outputs.is_relative_to(served):
        raise PublishError("it overlaps the outputs", path=link, advice="name a folder beside them")


def _folder_of_releases(link: Path) -> Path:
    """The folder beside the link, made where there is none."""
    releases = link.with_name(f"{link.name}.releases")
    if not os.path.lexists(releases):
        _refuse_what_is_not_ours(link, releases)
        releases.mkdir(parents=True)
    if releases.is_symlink() or not releases.is_dir():
        raise PublishError("it is no folder", path=releases, advice="move it away")
    if not any(releases.iterdir()):
        (releases / MARKER).write_text(_MARKED, encoding="utf-8")
    if not (releases / MARKER).is_file():
        raise PublishError("it was not made by `reportdiff publish`", path=releases, advice="move it away")
    return releases


def _refuse_what_is_not_ours(link: Path, releases: Path) -> None:
    if link.is_symlink():
        if _target(link, releases) is None:
            raise PublishError("it is a link to elsewhere", path=link, advice="name another folder")
    elif link.is_dir():
        if any(link.iterdir()):
            advice = "name a new or an empty one"
            raise PublishError("it was not made by `reportdiff publish`", path=link, advice=advice)
    elif link.exists():
        raise PublishError("it is a file", path=link, advice="name a folder")


def _target(link: Path, releases: Path) -> str | None:
    """The name of the set that a link leads to; None where it leads to none of these."""
    target = link.readlink()
    return target.name if target.parent == Path(releases.name) and _RELEASE.fullmatch(target.name) else None


def _served(link: Path, releases: Path) -> str | None:
    """The set that is served and there."""
    name = _target(link, releases) if link.is_symlink() else None
    return name if name is not None and (releases / name).is_dir() else None


# ------------------------------------------------------------------------------------- what is copied


def _published_files(output: Path) -> list[str]:
    """The files to publish, by name inside the outputs, in order."""
    found = []
    for place, folders, files in os.walk(output):
        inside = Path(place).relative_to(output)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [(inside / name).as_posix() for name in files if _is_published(Path(place) / name)]
    if not found:
        raise PublishError("there are no outputs", path=output, advice="run `reportdiff run` first")
    return sorted(found)


def _is_published(path: Path) -> bool:
    hidden = path.name.startswith(".") or path.suffix in _DATABASES
    return not hidden and path.is_file() and not path.is_symlink()


def _digest_of(output: Path, files: list[str]) -> str:
    """Twelve hexadecimal digits over names and contents."""
    digest = hashlib.sha256()
    for name in files:
        digest.update(f"{name}\0".encode(errors="surrogateescape"))
        with (output / name).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]


def _build(output: Path, files: list[str], release: Path) -> None:
    """Write a set beside the others and give it its name when it is whole and on the disk."""
    building = release.with_name(_BUILDING)
    if building.exists():
        shutil.rmtree(building)
    building.mkdir()
    for name in files:
        (building / name).parent.mkdir(parents=True, exist_ok=True)
        _copy(output / name, building / name)
    for place, _, _ in os.walk(building):
        _sync(Path(place))
    if release.exists():  # built, and never served: a publishing was killed
        shutil.rmtree(release)
    building.rename(release)
    _sync(release.parent)


def _copy(source: Path, target: Path) -> None:
    """Copy bytes and time, by which web servers tell browsers that nothing changed; not the rights."""
    with source.open("rb") as reader, target.open("xb") as writer:
        shutil.copyfileobj(reader, writer, _CHUNK)
        writer.flush()
        changed = os.fstat(reader.fileno()).st_mtime_ns
        os.utime(writer.fileno(), ns=(changed, changed))
        os.fsync(writer.fileno())


def _switch(link: Path, releases: Path, name: str) -> None:
    """Lead the link to another set, in one step."""
    following = releases / _NEXT
    following.unlink(missing_ok=True)
    # Relative to where the link is going to be, so that both can be moved together.
    following.symlink_to(Path(releases.name) / name)
    if link.is_dir() and not link.is_symlink():
        link.rmdir()  # an empty folder that a web server was set up with
    following.replace(link)
    _sync(link.parent)


# ------------------------------------------------------------------------------------------- old sets


def _sets(releases: Path) -> list[str]:
    """The sets that are there, the oldest first. By number: the time of a clock may be set back."""
    found = [path.name for path in releases.iterdir() if _RELEASE.fullmatch(path.name) and path.is_dir()]
    return sorted(found, key=_parts)


def _parts(name: str) -> tuple[int, str]:
    number, _, digest = name.partition("-")
    return int(number), digest


def _last_number(releases: Path) -> int:
    return max((_parts(name)[0] for name in _sets(releases)), default=0)


def _forget_old(releases: Path, served: str, keep: int) -> None:
    others = [name for name in _sets(releases) if name != served]
    for name in others[: max(0, len(others) - (keep - 1))]:
        shutil.rmtree(releases / name)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        raise PublishError(
            f"it cannot be written ({failure.strerror or failure})",
            path=failure.filename or folder,
            advice="check its permissions and space",
        ) from failure


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
