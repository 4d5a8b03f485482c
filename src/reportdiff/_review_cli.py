"""`reportdiff review`: add and list an analyst's decisions."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reportdiff.corpus import Corpus, EditionFile, natural_order, read_corpus
from reportdiff.errors import ReviewError, StoreError, nearest
from reportdiff.model import Decision, FactKind, Report, Review
from reportdiff.reviews import (
    REVIEWS_FILE,
    add_review,
    digest_of,
    fact_fields,
    facts_of_kind,
    read_reviews,
    subject_of,
    with_fact_reviews,
)
from reportdiff.store import StoredOutcome, review_outcomes

review_app = typer.Typer(
    name="review",
    help="Decide on links and facts; kept in the series' reviews.toml and applied by each run.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

CorpusFolder = Annotated[Path, typer.Option(help="Folder of `<series>/<language>/<edition>` files.")]
SeriesName = Annotated[str, typer.Option(help="The series, named as its folder in the corpus.")]
Language = Annotated[str | None, typer.Option(help="BCP 47 code; needed where there are several.")]
Note = Annotated[str | None, typer.Option(help="Why, for those who read it later.")]
Reviewer = Annotated[str | None, typer.Option(help="Who decides.")]
OldSide = Annotated[str, typer.Argument(metavar="OLD", help="Addresses in the earlier edition: 42 or 12,13.")]
NewSide = Annotated[str, typer.Argument(metavar="NEW", help="Addresses in the later edition.")]
Earlier = Annotated[str, typer.Option("--from", help="The earlier edition, such as 2015.")]
Later = Annotated[str, typer.Option("--to", help="The later edition, such as 2016.")]
Edition = Annotated[str, typer.Option(help="The edition, such as 2016.")]
Address = Annotated[str, typer.Argument(help="A paragraph as it is cited: 42, 93(b), annex1:12.")]
Quote = Annotated[str, typer.Argument(help="Words of the fact, or a part of them, as they are printed.")]
Kind = Annotated[FactKind, typer.Option(help="What kind of fact it is.")]
Subject = Annotated[
    str | None,
    typer.Option(help="Its instrument, measure, donor, programme or unit, where words are shared."),
]
DEFAULT = Path("corpora")
DATABASE = Path("outputs/reportdiff.duckdb")


class OnLink(StrEnum):
    """What can be decided on a link."""

    CONFIRM = "confirm"
    REJECT = "reject"
    SET = "set"


class OnFact(StrEnum):
    """What can be decided on a fact."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class _Desk:
    """A series of a corpus, in one language."""

    corpus: Corpus
    series: str
    language: str

    @property
    def folder(self) -> Path:
        return self.corpus.root / self.series

    def file(self, edition: str) -> EditionFile:
        """The file that speaks for an edition."""
        held = {f.edition: f for f in self.corpus.editions if f.language == self.language}
        if edition not in held:
            raise _unknown("edition", edition, list(held), f"{self.series}/{self.language}")
        return held[edition]

    def apart(self, earlier: str, later: str) -> bool:
        """Whether there are editions between these two."""
        first, last = natural_order(earlier), natural_order(later)
        held = (natural_order(f.edition) for f in self.corpus.editions if f.language == self.language)
        return any(first < one < last for one in held)

    def report(self, edition: str) -> Report:
        """An edition as a run reads it."""
        from reportdiff.reading import read_report

        file = self.file(edition)
        return read_report(file.path, file.language, series=file.series, edition=file.edition)


def _desk(corpus: Path, series: str, language: str | None) -> _Desk:
    found = read_corpus(corpus, series=series, language=language)
    languages = sorted({file.language for file in found.editions})
    if len(languages) != 1:
        named = ", ".join(languages)
        raise ReviewError(
            f"the series has editions in {len(languages)} languages",
            path=series,
            advice=f"add --language with one of {named}" if languages else "add editions first",
        )
    return _Desk(found, series, languages[0])


def _unknown(kind: str, wanted: str, known: Sequence[str], where: str) -> ReviewError:
    near = nearest(wanted, known)
    return ReviewError(f"there is no {kind} “{wanted}”", path=where, advice=f"there is {', '.join(near)}")


def _texts(report: Report, addresses: Sequence[str]) -> list[str]:
    """The texts at the addresses, in reading order."""
    known = {paragraph.address: paragraph.text for paragraph in report.paragraphs}
    for address in addresses:
        if address not in known:
            raise _unknown("paragraph", address, list(known), f"{report.series}/{report.edition}")
    return [text for address, text in known.items() if address in addresses]


def _sides(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


# ------------------------------------------------------------------------------ links


@dataclass(frozen=True, slots=True)
class _About:
    """Who decides, and why."""

    note: str | None
    reviewer: str | None


@review_app.command(
    epilog="Example: `reportdiff review link reject 12 14,15 --series s --from 2015 --to 2016`"
)
def link(
    what: Annotated[
        OnLink, typer.Argument(help="confirm or reject what is linked, or set these and no others.")
    ],
    old: OldSide,
    new: NewSide,
    series: SeriesName,
    earlier: Earlier,
    later: Later,
    language: Language = None,
    note: Note = None,
    reviewer: Reviewer = None,
    corpus: CorpusFolder = DEFAULT,
) -> None:
    """Decide which paragraphs of two editions are about one subject."""
    desk = _desk(corpus, series, language)
    if natural_order(earlier) >= natural_order(later):
        raise ReviewError(
            f"{earlier} is not earlier than {later}",
            path=series,
            advice="name the earlier edition with --from",
        )
    before, after = _sides(old), _sides(new)
    if not before or not after:
        raise ReviewError("a link has paragraphs on both sides", advice="name them, such as 42 or 12,13")
    words = digest_of(_texts(desk.report(earlier), before), _texts(desk.report(later), after))
    _add(
        desk,
        Review(
            "",
            desk.series,
            desk.language,
            Decision(f"{what}-link"),
            later,
            after,
            words,
            old_edition=earlier,
            old=before,
            note=note,
            reviewer=reviewer,
            decided=_today(),
        ),
    )
    if desk.apart(earlier, later):
        sys.stdout.write(
            f"{earlier} and {later} do not follow each other and are not compared: the decision only says "
            "whether their paragraphs are one subject (see `reportdiff history`).\n"
        )


# ------------------------------------------------------------------------------ facts and notes


@review_app.command(
    epilog='Example: `reportdiff review fact correct 42 "187" --set newly=3 --kind treaty-count --series s '
    "--edition 2016`"
)
def fact(
    what: Annotated[
        OnFact, typer.Argument(help="confirm (later versions keep it), reject, or correct with --set.")
    ],
    address: Address,
    quote: Quote,
    kind: Kind,
    series: SeriesName,
    edition: Edition,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="A field as it is to be; may be repeated."),
    ] = None,
    subject: Subject = None,
    language: Language = None,
    note: Note = None,
    reviewer: Reviewer = None,
    corpus: CorpusFolder = DEFAULT,
) -> None:
    """Decide whether a text says what was understood, or what it says instead."""
    if (what is OnFact.CORRECT) != bool(values):
        raise ReviewError("a correction, and nothing else, sets fields", advice="add --set parties=188")
    desk = _desk(corpus, series, language)
    meant = _fact(desk, edition, address, kind, quote, subject)
    fields = {} if what is OnFact.REJECT else {**meant.fields, **_set(values or [])}
    review = meant.review(Decision(f"{what}-fact"), fields, _About(note, reviewer))
    if what is OnFact.CORRECT:
        meant.check(review)
    _add(desk, review)


@review_app.command(epilog='Example: `reportdiff review note 42 "Ask the office." --series s --edition 2016`')
def note(
    address: Address,
    text: Annotated[str, typer.Argument(help="The remark.")],
    series: SeriesName,
    edition: Edition,
    language: Language = None,
    reviewer: Reviewer = None,
    corpus: CorpusFolder = DEFAULT,
) -> None:
    """Put a remark to a paragraph."""
    if not text.strip():
        raise ReviewError("the remark is empty", advice="say something")
    desk = _desk(corpus, series, language)
    words = digest_of(_texts(desk.report(edition), [address]))
    made = Review(
        "",
        desk.series,
        desk.language,
        Decision.NOTE,
        edition,
        (address,),
        words,
        note=text,
        reviewer=reviewer,
        decided=_today(),
    )
    _add(desk, made)


@dataclass(frozen=True, slots=True)
class _Meant:
    """The fact that a decision is about, in its edition."""

    desk: _Desk
    report: Report
    address: str
    kind: FactKind
    quote: str
    start: int
    subject: str | None
    fields: dict[str, str]

    def review(self, decision: Decision, values: dict[str, str], about: _About) -> Review:
        """A decision on this fact."""
        return Review(
            "",
            self.desk.series,
            self.desk.language,
            decision,
            self.report.edition or "",
            (self.address,),
            digest_of(_texts(self.report, [self.address])),
            fact=self.kind,
            subject=self.subject,
            quote=self.quote,
            start=self.start,
            values=values,
            note=about.note,
            reviewer=about.reviewer,
            decided=_today(),
        )

    def check(self, review: Review) -> None:
        """Refuse what could not be applied."""
        from reportdiff.model import Facts

        for finding in with_fact_reviews(Facts(), self.report, [review]).findings:
            raise ReviewError(
                finding.message.rsplit(": ", 1)[-1].split(". Decide again")[0],
                path=f"{self.report.series}/{self.report.edition}",
                where=f"paragraph {self.address}",
                advice="correct --set",
            )


def _fact(desk: _Desk, edition: str, address: str, kind: FactKind, quote: str, subject: str | None) -> _Meant:
    """The one fact of that kind in the paragraph whose words hold the quote.

    Raises:
        ReviewError: There is none, or there are several.
    """
    from reportdiff.facts import extract_facts

    report = desk.report(edition)
    _texts(report, [address])
    aliases = next((one.aliases for one in desk.corpus.series if one.id == desk.series), {})
    earlier = [
        one
        for one in read_reviews(desk.folder)
        if (one.edition, one.language, one.old_edition) == (edition, desk.language, None)
    ]
    facts = with_fact_reviews(extract_facts(report, aliases), report, earlier)
    here = [fact for fact in facts_of_kind(facts, kind) if fact.place.address == address]
    meant = [
        fact
        for fact in here
        if quote in fact.place.quote and (subject is None or subject == subject_of(fact, kind))
    ]
    if len(meant) != 1:
        known = "; ".join(f"“{one.place.quote}” ({subject_of(one, kind)})" for one in meant or here)
        raise ReviewError(
            f"{len(meant)} facts of kind {kind} with the words “{quote}”",
            path=f"{report.series}/{edition}",
            where=f"paragraph {address}",
            advice=f"there is {known}" if known else "see `reportdiff facts` for what is found there",
        )
    (fact,) = meant
    place = fact.place
    return _Meant(
        desk, report, address, kind, place.quote, place.start, subject_of(fact, kind), fact_fields(fact)
    )


def _set(values: Sequence[str]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for name, equal, _ in pairs:
        if not equal or not name:
            raise ReviewError(f"“{name}” sets nothing", advice="write --set parties=188")
    return {name: value for name, _, value in pairs}


def _today() -> date:
    return datetime.now(UTC).date()


def _add(desk: _Desk, review: Review) -> None:
    new = add_review(desk.folder, review)
    place = f"{desk.series}/{REVIEWS_FILE}"
    sys.stdout.write(
        f"Written to {place}; the next `reportdiff run` applies it.\n"
        if new
        else f"{place} holds it already.\n"
    )


# ------------------------------------------------------------------------------ listing


@review_app.command("list", epilog="Example: `reportdiff review list --series my-report`")
def list_reviews(
    series: Annotated[str | None, typer.Option(help="Only this series.")] = None,
    corpus: CorpusFolder = DEFAULT,
    database: Annotated[Path, typer.Option(help="The database of the last run.")] = DATABASE,
) -> None:
    """Show the decisions, each with what became of it in the last run."""
    found = [
        review
        for one in read_corpus(corpus, series=series).series
        for review in read_reviews(corpus / one.id)
    ]
    try:
        told = review_outcomes(database)
    except StoreError as error:
        sys.stderr.write(f"reportdiff: what became of them is not known: {error}\n")
        told = {}
    for review in found:
        outcome = told.get(review.id, StoredOutcome("not yet applied: no run since", None))
        why = f": {outcome.message}" if outcome.message else ""
        sys.stdout.write(f"{_line(review)}  [{outcome.status}{why}]\n")
    sys.stdout.write(f"{len(found)} reviews\n")


def _line(review: Review) -> str:
    place = f"{review.edition} {', '.join(review.addresses)}"
    if review.old_edition is not None:
        place = f"{review.old_edition} {', '.join(review.old)} → {place}"
    fact = f" {review.fact} “{review.quote}”" if review.fact else ""
    values = (
        f" ({', '.join(f'{name} {value}' for name, value in review.values.items())})" if review.values else ""
    )
    told = " · ".join(filter(None, (review.note, review.reviewer, str(review.decided or ""))))
    head = f"{review.id}  {review.series} {review.language} {review.decision} {place}{fact}{values}"
    return " ".join(f"{head}  — {told}".split() if told else head.split())
