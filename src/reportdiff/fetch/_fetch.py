"""The whole: what a series should have, against what its folder holds and what the server has."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from reportdiff.corpus import Corpus, read_corpus
from reportdiff.errors import FetchError
from reportdiff.fetch._check import refuse_all_but_document
from reportdiff.fetch._client import Absent, Client, Limits, Stopped
from reportdiff.fetch._clock import Clock
from reportdiff.fetch._download import Download, download, forget
from reportdiff.fetch._folder import Held, SeriesFolder, series_folder
from reportdiff.fetch._manifest import Record, read_manifest
from reportdiff.fetch._network import Resolve, resolved
from reportdiff.fetch._plan import Document, Known, planned
from reportdiff.fetch._server import Server, server_at

_log = logging.getLogger(__name__)
_LAST_REVISION = 99


class Result(StrEnum):
    """What became of a document."""

    NEW = "new"
    REVISION = "revision"
    PRESENT = "present"
    ABSENT = "absent"
    REFUSED = "refused"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to fetch.

    Attributes:
        corpus: The folder of all series.
        series: The series' folder in it.
        editions: `2010..2016`, `2010..`, `2016`, several with commas; None for all that are known and those
            that may have come since.
        languages: BCP 47 codes; those of the series if there are none.
        form: `pdf` or `docx`.
        server: Another document system, as `https://host`; None for that of the United Nations.
        contact: How its operators reach who runs this; sent with every request.
    """

    corpus: Path
    series: str
    editions: str | None = None
    languages: tuple[str, ...] = ()
    form: str = "pdf"
    server: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; `file` is where it lies, or would, inside the folder of the series."""

    document: Document
    result: Result
    file: str
    note: str = ""

    @property
    def failed(self) -> bool:
        """Whether it is not known what the server has."""
        return self.result in {Result.REFUSED, Result.NOT_ASKED}

    def __str__(self) -> str:
        symbol = "–".join(self.document.symbols)
        return f"{self.result}: {self.file} ({symbol})" + (f": {self.note}" if self.note else "")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of all documents, in order."""

    series: str
    outcomes: tuple[Outcome, ...]

    def of(self, *results: Result) -> list[Outcome]:
        """The outcomes of some kinds."""
        return [one for one in self.outcomes if one.result in results]

    @property
    def came(self) -> list[Outcome]:
        """What is new in the corpus."""
        return self.of(Result.NEW, Result.REVISION)

    @property
    def nothing_done(self) -> bool:
        """Whether nothing came, and nothing was there."""
        return not self.of(Result.NEW, Result.REVISION, Result.PRESENT)

    @property
    def closing_line(self) -> str:
        """How many of each kind, as one line."""
        counts = [f"{len(self.of(result))} {result}" for result in Result if self.of(result)]
        return f"{self.series}: {', '.join(counts)}"


def planned_documents(wish: Wish, clock: Clock | None = None) -> list[tuple[Document, str]]:
    """The documents that would be asked for, each with the first address; nothing is asked or written.

    Raises:
        ReportdiffError: As for `fetch_editions`.
    """
    server = server_at(wish.server)
    documents = _planned(wish, server, clock or Clock())
    return [(one, server.address(one.symbols[0], one.language, wish.form)) for one in documents]


def fetch_editions(
    wish: Wish,
    *,
    clock: Clock | None = None,
    limits: Limits | None = None,
    resolve: Resolve = resolved,
    tell: Callable[[Outcome], object] = lambda _: None,
) -> Fetched:
    """Look for new and corrected editions of a series and put them into its folder.

    Args:
        wish: Which ones.
        clock: The time, which tests pass in.
        limits: What a document may cost.
        resolve: Tells the addresses of a server's name.
        tell: Called with each outcome as it is known.

    Raises:
        CorpusError: There is no such corpus or series, or its series.toml has a mistake.
        FetchError: The wish cannot be understood, the folder cannot be used, or its manifest has a mistake.
    """
    clock = clock or Clock()
    server = server_at(wish.server)
    documents = _planned(wish, server, clock)
    client = Client(server, limits or Limits(), clock, contact=wish.contact, resolve=resolve)
    with series_folder(wish.corpus, wish.series) as folder:
        desk = _Desk(folder, client, clock, wish.form, read_manifest(folder.path))
        outcomes = []
        for outcome in desk.outcomes(documents):
            tell(outcome)
            outcomes.append(outcome)
    return Fetched(wish.series, tuple(outcomes))


def _planned(wish: Wish, server: Server, clock: Clock) -> list[Document]:
    if wish.form not in server.formats:
        advice = f"there is {', '.join(server.formats)}"
        raise FetchError(f"there is no format {wish.form[:20]!a}", advice=advice)
    corpus = read_corpus(wish.corpus, series=wish.series)
    for one in corpus.series:
        known = Known(
            frozenset(file.edition for file in (*corpus.editions, *corpus.corrigenda)),
            frozenset(file.language for file in corpus.editions),
            clock.now().year,
        )
        return planned(one, known, wish.editions, wish.languages, server.languages)
    raise _why(corpus)


def _why(corpus: Corpus) -> Exception:
    """Why a corpus that was narrowed to a series holds none."""
    return corpus.refused[0].error


class _Desk:
    """One series being fetched."""

    def __init__(
        self, folder: SeriesFolder, client: Client, clock: Clock, form: str, records: dict[str, Record]
    ) -> None:
        self._folder = folder
        self._client = client
        self._clock = clock
        self._form = form
        self._records = records

    def outcomes(self, documents: Sequence[Document]) -> Iterator[Outcome]:
        """What becomes of each document; after a server that asks to be left alone, of none."""
        stopped = ""
        for document in documents:
            if stopped:
                yield self._outcome(document, Result.NOT_ASKED, note=stopped)
                continue
            try:
                yield self._fetched(document)
            except Absent as error:
                yield self._outcome(document, Result.ABSENT, note=error.problem)
            except Stopped as error:
                stopped = error.problem
                yield self._outcome(document, Result.REFUSED, note=str(error))
            except FetchError as error:
                yield self._outcome(document, Result.REFUSED, note=str(error))

    def _outcome(self, document: Document, result: Result, file: str = "", note: str = "") -> Outcome:
        outcome = Outcome(document, result, file or f"{document.language}/{document.stem}.{self._form}", note)
        _log.info("%s", outcome)
        return outcome

    def _fetched(self, document: Document) -> Outcome:
        held = self._folder.held(document.language, document.stem)
        if held is None:
            return self._brought(document, None, None)
        record = self._records.get(held.file)
        if record is None:
            return self._outcome(
                document, Result.PRESENT, held.file, "put there by hand: it is left as it is"
            )
        if record.sha256 != held.sha256:
            return self._outcome(document, Result.PRESENT, held.file, "changed by hand: it is left as it is")
        try:
            return self._brought(document, held, record)
        except Absent:
            note = "the document system no longer has it"
            return self._outcome(document, Result.PRESENT, held.file, note)

    def _brought(self, document: Document, held: Held | None, record: Record | None) -> Outcome:
        """What came under the first symbol that the server knows.

        Raises:
            Absent: It knows none of them.
        """
        symbols = document.symbols
        if record is not None and record.symbol in symbols:
            symbols = (record.symbol,)
        form = held.form if held is not None else self._form
        missing = Absent("the document system has no document of that symbol")
        for symbol in symbols:
            url = self._client.server.address(symbol, document.language, form)
            part = self._folder.part(f"{document.language}-{document.stem}.{form}")
            try:
                found = download(self._client, url, form, part, _same(record, url))
                if found is None or (record is not None and found.sha256 == record.sha256):
                    return self._unchanged(document, record, url, symbol, found)
                return self._placed(document, held, found, symbol, url, form)
            except Absent as error:
                forget(part)
                missing = error
        raise missing

    def _unchanged(
        self, document: Document, record: Record | None, url: str, symbol: str, found: Download | None
    ) -> Outcome:
        if record is None:
            raise FetchError("the server says that it has not changed, which was not asked")
        if found is not None:
            forget(found.path)
            said = replace(record, etag=found.etag, last_modified=found.last_modified)
            self._record(replace(said, url=url, symbol=symbol))
        return self._outcome(document, Result.PRESENT, record.file)

    def _placed(
        self, document: Document, held: Held | None, found: Download, symbol: str, url: str, form: str
    ) -> Outcome:
        try:
            served = self._client.server.languages
            languages = (document.language, *served)
            refuse_all_but_document(found.path, form, document.symbols, languages)
            file = self._next(document, held, form)
        except FetchError:
            forget(found.path)
            raise
        # Recorded first: a file without its record would pass for one that was put there by hand.
        self._record(
            Record(
                file=file,
                symbol=symbol,
                url=url,
                sha256=found.sha256,
                bytes=found.bytes,
                fetched=self._clock.now(),
                etag=found.etag,
                last_modified=found.last_modified,
            )
        )
        self._folder.place(found.path, file)
        forget(found.path)
        result = Result.NEW if held is None else Result.REVISION
        return self._outcome(document, result, file, f"{found.bytes:,} bytes")

    def _next(self, document: Document, held: Held | None, form: str) -> str:
        """The file that a document which came is to be."""
        if held is None:
            return f"{document.language}/{document.stem}.{form}"
        if document.corrigendum:
            advice = f"delete {held.file} to have the new one"
            raise FetchError("it was changed, and a corrigendum has no revisions", advice=advice)
        if held.revision == _LAST_REVISION:
            raise FetchError(
                f"it was changed more than {_LAST_REVISION} times", advice="clear out the old ones"
            )
        return f"{document.language}/{document.stem}.rev{held.revision + 1}.{form}"

    def _record(self, record: Record) -> None:
        self._records[record.file] = record
        self._folder.write_manifest(self._records.values())


def _same(record: Record | None, url: str) -> Record | None:
    """The record, where it is of that address."""
    return record if record is not None and record.url == url else None
