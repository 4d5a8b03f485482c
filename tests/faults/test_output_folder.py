"""An output folder that cannot be written, or whose disk is full: one clear line, and all that was there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.conftest import everything, put, sample
from reportdiff.errors import ReportdiffError
from reportdiff.pipeline import Job, job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.progress import silent


def _run(job: Job) -> None:
    desk = lay_out_desk(job)
    work(desk, PlainRunner(desk.results, silent))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for year in (2014, 2015):
        put(tmp_path / "corpus", f"office/en/{year}.txt", sample(year))
    return tmp_path / "corpus"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can look into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_read_only_output_folder_is_told_and_left_as_it_is(corpus: Path, open_folder: Path) -> None:
    shutil.copytree(corpus, open_folder / "corpus")
    job = job_of(open_folder / "corpus", open_folder / "out")
    _run(job)
    before = everything(job)
    put(job.corpus, "office/en/2016.txt", sample(2016))
    folders = [job.output, *(path for path in job.output.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        with pytest.raises(ReportdiffError, match="Permission denied") as refused:
            _run(job)
    finally:
        os.seteuid(was)
        for folder in folders:
            folder.chmod(0o755)
    assert "\n" not in str(refused.value)
    assert everything(job) == before
    _run(job)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 12 MB, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=12m", "none", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode != 0:  # noqa: S603
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607


@pytest.mark.parametrize("free", [0, 40_000, 1_500_000])
def test_a_disk_that_is_full_at_any_stage_is_told_and_loses_nothing(
    corpus: Path, small_disk: Path, free: int
) -> None:
    job = job_of(corpus, small_disk / "out")
    _run(job)
    before = everything(job)
    put(corpus, "office/en/2016.txt", sample(2016))
    filling = small_disk / "filling"
    filling.write_bytes(bytes(max(0, shutil.disk_usage(small_disk).free - free)))
    with pytest.raises((ReportdiffError, OSError), match=r"space|full") as refused:
        _run(job)
    assert "\n" not in str(refused.value)
    assert everything(job) == before
    filling.unlink()
    _run(job)
    assert everything(job) != before
