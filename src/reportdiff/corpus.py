"""The layout of a corpus: `<series>/series.toml` and `<series>/<language>/<edition>[.revN|.corrN].<ext>`.

Looking at a corpus reads names and bytes, never the text in them. What does not fit the layout is
refused with one clear line, and the rest goes on.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportdiff._regular import opened_regular
from reportdiff.errors import CorpusError, EditionConflict, ReportdiffError, SeriesFileError
from reportdiff.series import LANGUAGE_CODE, Series, read_series_file

_COMPANIONS = {".toml", ".md"}  # settings, reviews and notes for people may stand beside the editions
_EDITION = re.compile(
    r"(?P<edition>[^.].*?)(?:\.(?P<kind>rev|corr)(?P<number>[1-9][0-9]?))?(?:\.[A-Za-z0-9]{1,5})?\Z"
)
# What is written behind a name to tell versions of one file apart: 2016.v2, 2016 (1), 2016_final.
_VERSION = re.compile(
    r"(?P<edition>.+?)(?: ?\([0-9]+\)|\..+"
    r"|[ _-]+(?:v|ver|version|rev|revised|corr|corrected|final|draft|copy|new|old)[ ._-]?[0-9]*)\Z",
    re.IGNORECASE,
)
# What programs leave beside a file: 2016.txt.bak, 2016.txt~, 2016.pdf.part.
_LEFT_BESIDE = re.compile(
    r"~\Z|\.(?:bak|orig|old|save|tmp|temp|swp|part|crdownload|download)\Z", re.IGNORECASE
)
# Marks that text needs from right to left or in emoji; they show nothing themselves and may stand in names.
_MARKS = str.maketrans(dict.fromkeys("\u200c\u200d\u200e\u200f\u061c"))
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class EditionFile:
    """One file of an edition in one language. `source` is its path inside the corpus.

    `revision` is 0 as first issued; of a corrigendum it is the number.
    """

    series: str
    edition: str
    language: str
    revision: int
    path: Path
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or series left out of a run, with the one line that says why.

    `series`, `language` and `edition` say what it would have been, as far as that is known, so that
    what is already stored of it is kept.
    """

    error: ReportdiffError
    series: str | None = None
    language: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a corpus folder holds: editions in order of series, language and period.

    `superseded` are files that a later revision of their edition speaks for.
    """

    root: Path
    series: tuple[Series, ...]
    editions: tuple[EditionFile, ...]
    superseded: tuple[EditionFile, ...]
    corrigenda: tuple[EditionFile, ...]
    refused: tuple[Refusal, ...]


def read_corpus(root: Path, *, series: str | None = None, language: str | None = None) -> Corpus:
    """Look at a corpus folder, or at one series and language of it.

    Raises:
        CorpusError: there is no such folder, or no such series in it.
    """
    if not root.is_dir():
        raise CorpusError("there is no such folder of reports", path=root, advice="name one with --corpus")
    folders = [folder for folder in _visible(root) if folder.is_dir()]
    if series is not None:
        folders = [folder for folder in folders if folder.name == series]
        if not folders:
            raise CorpusError(f"there is no series “{series}” here", path=root, advice=_known(root, series))
    found = [_read_series(root, folder, language) for folder in folders]
    if language is not None:
        _check_language(root, folders, language)
    strays = [] if series is not None else [_stray(path, root) for path in _visible(root) if _is_stray(path)]
    return Corpus(
        root=root,
        series=tuple(one for part in found for one in part.series),
        editions=tuple(one for part in found for one in part.editions),
        superseded=tuple(one for part in found for one in part.superseded),
        corrigenda=tuple(one for part in found for one in part.corrigenda),
        refused=tuple(strays) + tuple(one for part in found for one in part.refused),
    )


def _check_language(root: Path, folders: list[Path], language: str) -> None:
    held = sorted({place.name for folder in folders for place in _visible(folder) if place.is_dir()})
    if language not in held:
        advice = "it holds: " + (", ".join(held) or "nothing")
        raise CorpusError(f"there is no edition in “{language}” here", path=root, advice=advice)


def natural_order(text: str) -> list[tuple[int, int, str]]:
    """Sort key under which `2025-2` stands before `2025-10`."""
    parts = re.findall(r"\d+|\D+", unicodedata.normalize("NFKC", text))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _is_stray(path: Path) -> bool:
    return not path.is_dir() and path.suffix.lower() not in _COMPANIONS


def _stray(path: Path, root: Path) -> Refusal:
    return Refusal(
        CorpusError(
            "it does not stand in a <series>/<language>/ folder",
            path=path.relative_to(root),
            advice=f"move it to one, or read it alone with: reportdiff parse {shlex.quote(str(path))}",
        )
    )


def _known(root: Path, wanted: str) -> str:
    names = [folder.name for folder in _visible(root) if folder.is_dir()]
    close = difflib.get_close_matches(wanted, names, n=1)
    return f"did you mean “{close[0]}”?" if close else "it holds: " + (", ".join(names) or "nothing")


def _leads_out(path: Path, root: Path) -> bool:
    return path.is_symlink() and not path.resolve().is_relative_to(root.resolve())


def _link_out(path: Path, root: Path, series: str, language: str | None = None) -> Refusal:
    problem = "it is a link that leads out of the corpus"
    error = CorpusError(problem, path=path.relative_to(root), advice="copy the folder")
    return Refusal(error, series, language)


def _read_series(root: Path, folder: Path, language: str | None) -> Corpus:
    if _leads_out(folder, root):
        return Corpus(root, (), (), (), (), (_link_out(folder, root, folder.name),))
    try:
        series = read_series_file(folder)
    except SeriesFileError as error:
        left_out = f"{error.advice}; until then the series is left out"
        told = SeriesFileError(error.problem, path=error.path, advice=left_out)
        return Corpus(root, (), (), (), (), (Refusal(told, series=folder.name),))
    if _unprintable(folder.name):
        problem = CorpusError(
            "its name holds characters that cannot be shown", path=repr(folder.name), advice="rename it"
        )
        return Corpus(root, (), (), (), (), (Refusal(problem, series=folder.name),))
    refused = [_stray(path, root) for path in _visible(folder) if _is_stray(path)]
    candidates: list[tuple[EditionFile, bool]] = []
    for place in (path for path in _visible(folder) if path.is_dir()):
        if language is not None and place.name != language:
            continue
        for outcome in _language_files(root, series, place):
            if isinstance(outcome, Refusal):
                refused.append(outcome)
            else:
                candidates.append(outcome)
    files = [file for file, corrigendum in candidates if not corrigendum]
    doubtful = _versions(files, series.editions)
    editions, superseded, conflicts = _speakers([file for file in files if file not in doubtful])
    corrigenda, more = _alone(file for file, corrigendum in candidates if corrigendum)
    refused += [*(_doubt(file) for file in doubtful), *conflicts, *more]
    return Corpus(root, (series,), tuple(editions), tuple(superseded), tuple(corrigenda), tuple(refused))


def _versions(files: list[EditionFile], listed: Iterable[str]) -> list[EditionFile]:
    """Files whose name is that of another edition beside them and a word that tells versions apart."""
    names = {(file.language, file.edition) for file in files}
    told = set(listed)
    return [
        file
        for file in files
        if file.edition not in told
        and (version := _VERSION.match(file.edition))
        and (file.language, version["edition"]) in names
    ]


def _doubt(file: EditionFile) -> Refusal:
    version = _VERSION.match(file.edition)
    edition = version["edition"] if version else file.edition
    error = EditionConflict(
        f"it looks like another version of {edition}, which is there too",
        path=file.source,
        advice=f"name it {edition}.rev1{file.path.suffix} where it supersedes that, or list"
        f" “{file.edition}” under editions in series.toml where it is an edition of its own",
    )
    return Refusal(error, file.series, file.language, file.edition)


def _language_files(root: Path, series: Series, folder: Path) -> Iterator[tuple[EditionFile, bool] | Refusal]:
    if not LANGUAGE_CODE.match(folder.name):
        yield Refusal(
            CorpusError(
                f"“{folder.name}” is no language code",
                path=folder.relative_to(root),
                advice="name the folder of a language zh, en, fr, …",
            ),
            series.id,
        )
        return
    if _leads_out(folder, root):
        yield _link_out(folder, root, series.id, folder.name)
        return
    for path in _visible(folder):
        if path.is_dir() and path.is_symlink():
            yield _stray(path, root)
        elif path.is_dir():
            yield from (_stray(inner, root) for inner in sorted(path.rglob("*")) if inner.is_file())
        elif path.suffix.lower() not in _COMPANIONS:
            yield _edition_file(root, series, folder.name, path)


def _edition_file(
    root: Path, series: Series, language: str, path: Path
) -> tuple[EditionFile, bool] | Refusal:
    source = path.relative_to(root)
    name = _EDITION.match(path.name)
    if _LEFT_BESIDE.search(path.name):
        problem = CorpusError("it looks like a program's copy of a file", path=source, advice="move it away")
        return Refusal(problem, series.id, language)
    if _unprintable(path.name) or _misleading(path.name):
        problem = CorpusError(
            "its name holds characters that cannot be seen", path=ascii(str(source)), advice="rename it"
        )
        return Refusal(problem, series.id, language)
    if name is None or name["edition"].strip("._- ") != name["edition"]:
        problem = CorpusError(
            "its name is not <edition>.<extension>", path=repr(str(source)), advice="rename it"
        )
        return Refusal(problem, series.id, language)
    if not path.resolve().is_relative_to(root.resolve()):
        problem = CorpusError(
            "it is a link that leads out of the corpus", path=source, advice="copy the file"
        )
        return Refusal(problem, series.id, language, name["edition"])
    if not path.is_file():
        problem = CorpusError("it is not a regular file", path=source, advice="remove it")
        return Refusal(problem, series.id, language, name["edition"])
    try:
        digest = content_hash(path)
    except OSError as failure:
        problem = CorpusError(
            f"it cannot be opened ({failure.strerror})", path=source, advice="check its rights"
        )
        return Refusal(problem, series.id, language, name["edition"])
    revision = int(name["number"] or 0)
    file = EditionFile(series.id, name["edition"], language, revision, path, source.as_posix(), digest)
    return file, name["kind"] == "corr"


def _unprintable(name: str) -> bool:
    return not name.translate(_MARKS).isprintable() or any(0xD800 <= ord(char) <= 0xDFFF for char in name)


def _misleading(name: str) -> bool:
    """Whether there are marks in a name that needs none: it looks like another one."""
    seen = name.translate(_MARKS)
    return seen != name and seen.isascii()


def content_hash(path: Path) -> str:
    """SHA-256 of the bytes of a regular file, in hexadecimal.

    Raises:
        OSError: It is no regular file, or cannot be read.
    """
    digest = hashlib.sha256()
    with opened_regular(path) as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _speakers(
    files: list[EditionFile],
) -> tuple[list[EditionFile], list[EditionFile], list[Refusal]]:
    """The file with the highest revision of each edition, and those that it superseded.

    Where two files claim the same revision, neither counts.
    """
    claims: dict[tuple[str, str], int] = {}
    for file in files:
        name = (file.language, file.edition)
        claims[name] = max(file.revision, claims.get(name, 0))
    latest = [file for file in files if file.revision == claims[file.language, file.edition]]
    speakers, conflicts = _alone(latest)
    superseded, more = _alone(file for file in files if file not in latest)
    return speakers, superseded, [*conflicts, *more]


def _alone(files: Iterable[EditionFile]) -> tuple[list[EditionFile], list[Refusal]]:
    """Files that alone claim their edition and number, in order; the others are refused."""
    claims: dict[tuple[str, str, int], list[EditionFile]] = {}
    for file in files:
        claims.setdefault((file.language, file.edition, file.revision), []).append(file)
    alone = [claimants[0] for claimants in claims.values() if len(claimants) == 1]
    alone.sort(key=lambda file: (file.language, natural_order(file.edition), file.revision))
    refused = [
        _conflict(file, claimants)
        for claimants in claims.values()
        if len(claimants) > 1
        for file in claimants
    ]
    return alone, refused


def _conflict(file: EditionFile, claimants: list[EditionFile]) -> Refusal:
    others = ", ".join(other.path.name for other in claimants if other is not file)
    error = EditionConflict(
        f"{others} claims to be the same edition",
        path=file.source,
        advice=f"keep one, or name the later one {file.edition}.rev1{file.path.suffix}",
    )
    return Refusal(error, file.series, file.language, file.edition)
