"""What was written, and of what: so that nothing is made twice, and nothing of ours is left behind.

The manifest lies in the output folder as `.reportdiff.json`. It lists groups of files that belong together,
such as those of one comparison, each with a digest of what it was made of and of every file's bytes. A file
that a person has changed since is not ours any more: it is never removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportdiff.errors import ReportdiffError

MANIFEST = ".reportdiff.json"
Files = Mapping[str, str | bytes]
"""Contents by name inside the output folder, folders parted by slashes."""


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are made together: `made_of` digests what they are made of, `files` are digests by name."""

    made_of: str
    files: Mapping[str, str]


@dataclass(slots=True)
class OutputFolder:
    """The folder that outputs go to, and what is known of the files in it.

    Usage:
        outputs = OutputFolder(folder)
        outputs.write("a/en/2019-2020", digest, lambda: {"a/en/2019-2020/summary.md": "…"})
        outputs.close(keep={"a/en/2019-2020"})
        outputs.changed
    """

    folder: Path
    changed: list[Path] = field(default_factory=list)
    _groups: dict[str, Group] = field(init=False)

    def __post_init__(self) -> None:
        self._groups = _read(self.folder / MANIFEST)

    def write(self, name: str, made_of: str, make: Callable[[], Files]) -> None:
        """Bring a group up to date; what is made of the same and still there is not made again."""
        known = self._groups.get(name)
        if known is not None and known.made_of == made_of and self._has_all(known):
            return
        contents = {path: _bytes(content) for path, content in make().items()}
        for path, content in contents.items():
            self._refuse_outside(path)
            if write_if_different(self.folder / path, content):
                self.changed.append(self.folder / path)
        if known is not None:
            self._remove({path: digest for path, digest in known.files.items() if path not in contents})
        self._groups[name] = Group(made_of, {path: _digest(content) for path, content in contents.items()})

    def close(self, keep: Mapping[str, object] | set[str]) -> None:
        """Remove the files of all groups but these, and write the manifest."""
        for name in [name for name in self._groups if name not in keep]:
            self._remove(self._groups.pop(name).files)
        if self._groups or (self.folder / MANIFEST).exists():
            write_if_different(self.folder / MANIFEST, _written(self._groups))

    def _refuse_outside(self, path: str) -> None:
        """Names come from a database, and folders may be links: neither leads out of the folder."""
        if not (self.folder / path).parent.resolve().is_relative_to(self.folder.resolve()):
            raise ReportdiffError(
                "it would lie outside the folder of outputs",
                path=self.folder / path,
                advice="put a folder in the place of the link",
            )

    def _has_all(self, group: Group) -> bool:
        return all(_digest_of(self.folder / path) == digest for path, digest in group.files.items())

    def _remove(self, files: Mapping[str, str]) -> None:
        """Remove our files, and the folders that this leaves empty."""
        for path, digest in files.items():
            place = self.folder / path
            if not place.parent.resolve().is_relative_to(self.folder.resolve()):
                continue
            if _digest_of(place) != digest:
                continue
            place.unlink()
            for parent in place.relative_to(self.folder).parents:
                if parent == Path() or any((self.folder / parent).iterdir()):
                    break
                (self.folder / parent).rmdir()


def write_if_different(path: Path, content: bytes) -> bool:
    """Write a file whole or not at all; True where its bytes changed."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _digest_of(path: Path) -> str | None:
    return _digest(path.read_bytes()) if path.is_file() and not path.is_symlink() else None


def _read(path: Path) -> dict[str, Group]:
    """The groups that a manifest lists: none where there is none, or none that can be read."""
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))["groups"]
        return {name: Group(one["made_of"], _inside(one["files"])) for name, one in listed.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _inside(files: Mapping[str, object]) -> dict[str, str]:
    """The files of a manifest; anybody may have edited it, so names that lead elsewhere are left out."""
    return {
        name: digest
        for name, digest in files.items()
        if isinstance(digest, str) and not Path(name).is_absolute() and ".." not in Path(name).parts
    }


def _written(groups: Mapping[str, Group]) -> bytes:
    listed = {
        name: {"made_of": group.made_of, "files": dict(sorted(group.files.items()))}
        for name, group in sorted(groups.items())
    }
    return (json.dumps({"groups": listed}, ensure_ascii=False, indent=1) + "\n").encode()
