"""The words of the project as types: what the stages hand to each other.

All are frozen and hold only plain values, so that any stage's result can be kept as JSON and
compared by value. Offsets count Unicode code points in the text of one paragraph, end exclusive.
The documented JSON form of these types is in `interchange`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

Address = str
"""How a reader cites a paragraph: `42`, `93(b)`, `12(a)(i)`, `fn1`, `summary`, `annex1:12`, `p7`."""


# --------------------------------------------------------------------------------- one edition


class Kind(StrEnum):
    """What a paragraph is in its document."""

    BODY = "body"
    SUBPARAGRAPH = "subparagraph"
    TABLE = "table"
    FOOTNOTE = "footnote"
    SUMMARY = "summary"
    FRONT_MATTER = "front-matter"


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the tree; `parent` is None at the top (there is no root section)."""

    id: str
    parent: str | None
    level: int
    label: str | None
    heading: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One addressable piece of text. `page` and `line` count from 1; None where unknown."""

    address: Address
    number: int | None
    label: str | None
    section: str | None
    kind: Kind
    text: str
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place where a footnote hangs: `address` of the note, in paragraph `within`, at `offset`."""

    address: Address
    within: Address
    offset: int


@dataclass(frozen=True, slots=True)
class Meta:
    """What the document says of itself, as printed (date as ISO 8601 where it could be read)."""

    date: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Where every character of the file went: counts of non-space characters by class."""

    total: int = 0
    body: int = 0
    headings: int = 0
    notes: int = 0
    tables: int = 0
    front_matter: int = 0
    furniture: int = 0
    not_understood: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """One edition in one language, as read from one file."""

    series: str | None
    edition: str | None
    language: str
    symbol: str | None
    title: str | None
    meta: Meta
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[NoteMark, ...]
    account: Account
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """One passage of a corrigendum: the addresses that it names (none where it names none), and its words."""

    addresses: tuple[Address, ...]
    text: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """Why a file is no report: the problem, where in the file, and what to do about it.

    `transient` says that the reason was not in the file, so that it is worth trying again.
    """

    problem: str
    where: str
    advice: str
    transient: bool = False


# --------------------------------------------------------------------------------- findings


class Severity(StrEnum):
    """How much a finding matters to a reader: `error` contradicts, `warning` doubts, `info` notes."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What reading or the audit has to say about one place. `kind` is a short stable slug."""

    kind: str
    severity: Severity
    message: str
    address: Address | None = None
    edition: str | None = None
    page: int | None = None
    line: int | None = None


# --------------------------------------------------------------------------------- two editions


class Relation(StrEnum):
    """How the words of a link's two sides relate."""

    IDENTICAL = "identical"
    FIGURES = "figures"
    EDITED = "edited"
    REWRITTEN = "rewritten"


class Shape(StrEnum):
    """How many paragraphs a link joins on either side."""

    ONE_TO_ONE = "one-to-one"
    SPLIT = "split"
    MERGE = "merge"
    MANY_TO_MANY = "many-to-many"


Unit = TypeVar("Unit", str, int)


@dataclass(frozen=True, slots=True)
class Link(Generic[Unit]):
    """One correspondence. Units are addresses in a `Comparison`, indices from `align`.

    `similarity` and `confidence` lie in 0–1; `signals` says what spoke for the link, by name,
    as contributions that add up to the score. `review` is the id of the analyst's decision that set or
    confirmed it.
    """

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    relation: Relation
    shape: Shape
    moved: bool
    renumbered: bool
    similarity: float
    confidence: float
    signals: Mapping[str, float] = field(default_factory=dict)
    review: str | None = None


@dataclass(frozen=True, slots=True)
class EditionName:
    """What identifies an edition for a reader."""

    series: str | None
    edition: str | None
    language: str
    symbol: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions of one series and language: every paragraph is in a link, `added` or `dropped`.

    `reviews` says what became of each decision on its links.
    """

    old: EditionName
    new: EditionName
    links: tuple[Link[Address], ...]
    added: tuple[Address, ...]
    dropped: tuple[Address, ...]
    reviews: tuple[ReviewOutcome, ...] = ()


# --------------------------------------------------------------------------------- facts


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: `quote` is exactly `text[start:end]` of the paragraph at `address`."""

    address: Address
    start: int
    end: int
    quote: str


# Of each kind of fact that can be decided upon, `review` is the id of the analyst's last decision on it; its
# values are then those of a person, whatever its quote says.


@dataclass(frozen=True, slots=True)
class TreatyCount:
    """How many parties an instrument has; `newly` the stated increment, `as_of` an ISO date or period."""

    instrument: str
    parties: int
    newly: int | None
    as_of: str | None
    place: Place
    review: str | None = None


class Basis(StrEnum):
    """Whether an amount happened or is expected."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class Funding:
    """An amount (whole units of `currency`, ISO 4217) or a `share` in per cent, of `measure` in `period`."""

    measure: str
    period: str | None
    amount: Decimal | None
    currency: str | None
    share: Decimal | None
    qualifier: str | None
    basis: Basis
    place: Place
    review: str | None = None


@dataclass(frozen=True, slots=True)
class Donor:
    """A donor named for a measure; ISO 3166-1 alpha-3 where a State, else a stable slug."""

    measure: str
    period: str | None
    donor: str
    kind: str
    place: Place
    review: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """One programme in one paragraph. `programme` is a slug, `places` ISO codes and regions."""

    programme: str
    name: str
    scope: str
    status: str
    period: str | None
    places: tuple[str, ...]
    place: Place
    review: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts something; `high` closes a range. `unit` is of the canonical vocabulary."""

    value: Decimal
    high: Decimal | None
    unit: str | None
    currency: str | None
    qualifier: str | None
    place: Place
    review: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeFigure:
    """A quantity that a text states about a programme, by the programme's slug; else as in `Quantity`."""

    programme: str
    value: Decimal
    high: Decimal | None
    unit: str | None
    currency: str | None
    qualifier: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one edition states that could be understood, and findings for what could not.

    `instrument_numbers` are the sentences that name an instrument and a number of States or parties,
    understood or not: what party counts are held against to tell how much they cover. `reviews` says what
    became of each decision on its facts and paragraphs.
    """

    treaty_counts: tuple[TreatyCount, ...] = ()
    funding: tuple[Funding, ...] = ()
    donors: tuple[Donor, ...] = ()
    programmes: tuple[ProgrammeMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    findings: tuple[Finding, ...] = ()
    instrument_numbers: tuple[Place, ...] = ()
    programme_figures: tuple[ProgrammeFigure, ...] = ()
    reviews: tuple[ReviewOutcome, ...] = ()


# --------------------------------------------------------------------------------- reference


@dataclass(frozen=True, slots=True)
class Participation:
    """One participant of an instrument as a status list has it.

    `kind` is `state`, `organization` or `other` (not known); `code` ISO 3166-1 alpha-3 of a State. `act`
    is what made it a party on `party_since`, such as `ratification`; None for a signature alone.
    """

    participant: str
    code: str | None
    kind: str
    signed: date | None
    party_since: date | None
    act: str | None


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """A depositary's status list: `name` is the list's own, `as_of` the day up to which it knows of acts."""

    instrument: str
    name: str
    as_of: date
    source: str
    sha256: str
    participations: tuple[Participation, ...]


# --------------------------------------------------------------------------------- reviews


class Decision(StrEnum):
    """What an analyst can decide."""

    CONFIRM_LINK = "confirm-link"
    REJECT_LINK = "reject-link"
    SET_LINK = "set-link"
    CONFIRM_FACT = "confirm-fact"
    REJECT_FACT = "reject-fact"
    CORRECT_FACT = "correct-fact"
    NOTE = "note"


class FactKind(StrEnum):
    """The kinds of facts that can be decided upon."""

    TREATY_COUNT = "treaty-count"
    FUNDING = "funding"
    DONOR = "donor"
    PROGRAMME = "programme"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Review:
    """An analyst's decision on a link, a fact or a paragraph.

    `id` is made of what is decided, so that the same decision has the same id in every copy of the file.
    `old` are addresses in `old_edition`, of decisions on links alone; `addresses` are those in `edition`.
    `words` is a digest of the paragraphs' texts as the analyst saw them: other words are not decided upon.
    `fact` is its kind, `subject` its instrument, measure, donor, programme or unit, `quote` its words and
    `start` where they begin in the text (code points); `values` are its fields as they are to be.
    """

    id: str
    series: str
    language: str
    decision: Decision
    edition: str
    addresses: tuple[Address, ...]
    words: str
    old_edition: str | None = None
    old: tuple[Address, ...] = ()
    fact: FactKind | None = None
    subject: str | None = None
    quote: str | None = None
    start: int | None = None
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    note: str | None = None
    reviewer: str | None = None
    decided: date | None = None


class ReviewStatus(StrEnum):
    """What became of a decision: told by what its application touched."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"
    NOTHING_TO_REJECT = "nothing-to-reject"
    NOT_APPLIED = "not-applied"
    NO_SUCH_COMPARISON = "no-such-comparison"
    NO_SUCH_EDITION = "no-such-edition"


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    """What became of the decision of that id; `reason` says why where it does not hold."""

    review: str
    status: ReviewStatus
    reason: str | None = None


# --------------------------------------------------------------------------------- history


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one subject between two editions, with why it matters.

    `what` is a relation, `added` or `dropped`. `importance` orders changes, highest first (0–100);
    `reason` says in a few words why it stands there.
    """

    old_edition: str
    new_edition: str
    old: tuple[Address, ...]
    new: tuple[Address, ...]
    what: str
    section: str | None
    importance: float
    reason: str


@dataclass(frozen=True, slots=True)
class QuantityChange:
    """A quantity that moved between linked paragraphs. `relative` is difference / |old|, None from zero.

    Of a number that states a party count or a sum of money, `subject` is the instrument or measure, `role`
    what it tells of it (`parties`, `newly`, `amount`, `share`), and the periods are what it is about.
    """

    old_edition: str
    new_edition: str
    old_place: Place
    new_place: Place
    unit: str | None
    currency: str | None
    old_value: Decimal
    new_value: Decimal
    difference: Decimal
    relative: float | None
    subject: str | None = None
    role: str | None = None
    old_period: str | None = None
    new_period: str | None = None


@dataclass(frozen=True, slots=True)
class LineageMember:
    """One paragraph of a lineage."""

    edition: str
    address: Address


@dataclass(frozen=True, slots=True)
class Lineage:
    """One subject through all editions. `id` is the first member, `edition#address`."""

    id: str
    members: tuple[LineageMember, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme through all editions: `names` as printed and `slugs`, both by first appearance.

    `programme` is the identity: the earliest of its slugs. `slugs` are several where it was renamed.
    """

    programme: str
    names: tuple[str, ...]
    scope: str
    first_seen: str
    last_seen: str
    slugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairChanges:
    """What two successive editions and their facts say together. `changes` come most important first.

    `kept` says for each link, in the comparison's order, how many characters each of its new paragraphs
    keeps of the old ones; a character that several links keep counts once.
    """

    changes: tuple[Change, ...] = ()
    quantity_changes: tuple[QuantityChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    kept: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Concordance:
    """How an edition in two languages agrees: `paragraphs` and `quantities` compared, `agreeing` of these."""

    paragraphs: int
    quantities: int
    agreeing: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesHistory:
    """What only all editions of one series and language together can tell.

    `reviews` says what became of decisions on editions that do not follow each other, or are not there.
    """

    lineages: tuple[Lineage, ...] = ()
    programmes: tuple[Programme, ...] = ()
    findings: tuple[Finding, ...] = ()
    reviews: tuple[ReviewOutcome, ...] = ()
