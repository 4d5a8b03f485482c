"""Files that somebody else laid out: opened only where they are files, and stand where they seem to."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def opened_regular(path: Path) -> BinaryIO:
    """An open regular file; a pipe or a device is neither waited for nor read.

    Raises:
        OSError: It is no regular file, or cannot be opened.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # opening a device can already do something
        raise OSError(errno.EINVAL, "it is no regular file")
    # The path may have become a pipe since: opening one that nobody writes to would wait for ever.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no regular file")
    return os.fdopen(descriptor, "rb")


def bytes_inside(path: Path, folder: Path, most: int) -> bytes | None:
    """The bytes of a file inside a folder, None where there is nothing of its name.

    Args:
        path: The file.
        folder: The folder that it may not lead out of by links.
        most: How many bytes are read at most; one more than is accepted tells that there are more.

    Raises:
        OSError: It leads out of the folder, is no regular file, or cannot be read.
    """
    if not os.path.lexists(path):
        return None
    if not path.resolve().is_relative_to(folder.resolve()):
        raise OSError(errno.EPERM, "it is a link that leads out of the corpus")
    with opened_regular(path) as file:
        return file.read(most)
