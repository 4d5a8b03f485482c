from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from reportdiff import releases
from reportdiff.errors import PublishError
from reportdiff.releases import Release, publish_outputs


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Outputs as a run leaves them: pages, a database, hidden files of its own."""
    folder = tmp_path / "outputs"
    write(folder, "first")
    (folder / "reportdiff.duckdb").write_text("the database")
    (folder / ".cache" / "reading").mkdir(parents=True)
    (folder / ".cache" / "reading" / "1").write_text("a result")
    (folder / ".reportdiff.json").write_text("{}")
    return folder


def write(output: Path, words: str) -> None:
    (output / "sample" / "en").mkdir(parents=True, exist_ok=True)
    (output / "index.html").write_text(f"{words} index")
    (output / "sample" / "en" / "report.html").write_text(f"{words} report")


def publish(output: Path, folder: Path, keep: int = 2) -> Release:
    return publish_outputs(output, output / "reportdiff.duckdb", folder, keep=keep)


def words(folder: Path) -> set[str]:
    return {path.read_text().split()[0] for path in folder.rglob("*.html")}


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.with_name(f"{folder.name}.releases").glob("0*"))


def test_what_is_published_is_every_page_and_nothing_hidden_and_no_database(
    output: Path, tmp_path: Path
) -> None:
    release = publish(output, tmp_path / "www")
    assert (release.files, release.fresh) == (2, True)
    served = sorted(path.relative_to(tmp_path / "www") for path in (tmp_path / "www").rglob("*"))
    assert [str(path) for path in served if path.suffix] == ["index.html", "sample/en/report.html"]


def test_a_new_set_takes_the_place_of_the_old_one_whole(output: Path, tmp_path: Path) -> None:
    publish(output, tmp_path / "www")
    write(output, "second")
    publish(output, tmp_path / "www")
    assert words(tmp_path / "www") == {"second"}


def test_what_is_the_same_is_not_published_again(output: Path, tmp_path: Path) -> None:
    first = publish(output, tmp_path / "www")
    again = publish(output, tmp_path / "www")
    assert (again.name, again.fresh) == (first.name, False)
    assert "nothing new" in again.closing_line


def test_an_unchanged_page_keeps_its_time(output: Path, tmp_path: Path) -> None:
    os.utime(output / "index.html", (1_000_000_000, 1_000_000_000))
    publish(output, tmp_path / "www")
    assert (tmp_path / "www" / "index.html").stat().st_mtime == 1_000_000_000


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_only_the_last_sets_are_kept(output: Path, tmp_path: Path, keep: int) -> None:
    for number in range(5):
        write(output, f"set{number}")
        publish(output, tmp_path / "www", keep)
    assert [name.split("-")[0] for name in kept(tmp_path / "www")] == [f"{n:06}" for n in range(6 - keep, 6)]
    assert words(tmp_path / "www") == {"set4"}


def test_a_page_opened_before_can_be_read_on_after(output: Path, tmp_path: Path) -> None:
    publish(output, tmp_path / "www")
    served = (tmp_path / "www").resolve()
    write(output, "second")
    publish(output, tmp_path / "www")
    assert words(served) == {"first"}


def test_a_reader_never_finds_a_part_of_a_set(output: Path, tmp_path: Path) -> None:
    publish(output, tmp_path / "www")
    found: list[set[str]] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            served = (tmp_path / "www").resolve(strict=True)
            pages = ("index.html", "sample/en/report.html")
            found.append({(served / page).read_text().split()[0] for page in pages})

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(30):
            write(output, f"set{number}")
            publish(output, tmp_path / "www", keep=5)
    finally:
        over.set()
        reader.join()
    assert len(found) > 1
    assert {len(each) for each in found} == {1}


@pytest.mark.parametrize("step", ["_copy", "_switch", "_sync"])
def test_broken_off_at_any_step_the_old_set_is_served_and_the_next_publishing_succeeds(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    publish(output, tmp_path / "www")
    write(output, "second")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(releases, step, fail)
        with pytest.raises(KeyboardInterrupt):
            publish(output, tmp_path / "www")
    assert words(tmp_path / "www") == {"first"}
    publish(output, tmp_path / "www")
    assert words(tmp_path / "www") == {"second"}


def test_a_full_disk_is_said_in_one_line_and_the_old_set_is_served(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(output, tmp_path / "www")
    write(output, "second")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(releases, "_copy", fail)
    with pytest.raises(PublishError, match="No space left"):
        publish(output, tmp_path / "www")
    assert words(tmp_path / "www") == {"first"}


def test_an_empty_folder_that_a_web_server_was_set_up_with_is_used(output: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    publish(output, tmp_path / "www")
    assert words(tmp_path / "www") == {"first"}


def test_a_folder_with_something_in_it_is_left_alone(output: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "index.html").write_text("theirs")
    with pytest.raises(PublishError, match="was not made by"):
        publish(output, tmp_path / "www")
    assert words(tmp_path / "www") == {"theirs"}
    assert not (tmp_path / "www.releases").exists()


def test_a_link_to_elsewhere_is_left_alone(output: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "www").symlink_to("theirs")
    with pytest.raises(PublishError, match="link to elsewhere"):
        publish(output, tmp_path / "www")
    assert (tmp_path / "www").readlink() == Path("theirs")


def test_somebody_elses_folder_of_releases_is_left_alone(output: Path, tmp_path: Path) -> None:
    (tmp_path / "www.releases" / "000001-aaaaaaaaaaaa").mkdir(parents=True)
    with pytest.raises(PublishError, match="was not made by"):
        publish(output, tmp_path / "www")
    assert kept(tmp_path / "www") == ["000001-aaaaaaaaaaaa"]


def test_a_link_in_place_of_the_folder_of_releases_is_refused(output: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "www.releases").symlink_to("elsewhere")
    with pytest.raises(PublishError, match="is no folder"):
        publish(output, tmp_path / "www")
    assert not any((tmp_path / "elsewhere").iterdir())


def test_links_in_the_outputs_are_not_followed(output: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "word.txt").write_text("secret")
    (output / "link.txt").symlink_to(tmp_path / "secret" / "word.txt")
    (output / "folder").symlink_to(tmp_path / "secret")
    assert publish(output, tmp_path / "www").files == 2


@pytest.mark.parametrize("place", ["outputs/www", "outputs", "."])
def test_a_folder_that_overlaps_the_outputs_is_refused(output: Path, tmp_path: Path, place: str) -> None:
    with pytest.raises(PublishError, match="overlaps"):
        publish(output, tmp_path / place)


def test_no_outputs_are_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="there are no outputs"):
        publish(tmp_path / "outputs", tmp_path / "www")
    (tmp_path / "outputs").mkdir()
    with pytest.raises(PublishError, match="there are no outputs"):
        publish(tmp_path / "outputs", tmp_path / "www")


def test_the_served_folder_and_its_sets_can_be_moved_together(output: Path, tmp_path: Path) -> None:
    publish(output, tmp_path / "www")
    (tmp_path / "new").mkdir()
    (tmp_path / "www").rename(tmp_path / "new" / "www")
    (tmp_path / "www.releases").rename(tmp_path / "new" / "www.releases")
    assert words(tmp_path / "new" / "www") == {"first"}
    assert not publish(output, tmp_path / "new" / "www").fresh
