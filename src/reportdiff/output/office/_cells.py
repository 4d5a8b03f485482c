"""What the cells of a sheet hold, before any file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from reportdiff.output._diff import Piece


class Form(Enum):
    """How a column shows its values."""

    TEXT = "text"
    WRAPPED = "wrapped"
    REPORT = "report"  # words of the report, in its language
    COUNT = "count"
    NUMBER = "number"
    SIGNED = "signed"
    SCORE = "score"
    PERCENT = "percent"
    CHANGE = "change"


class Linked(NamedTuple):
    """Text that leads somewhere."""

    text: str
    target: str


class Money(NamedTuple):
    """An amount in whole units of a currency (ISO 4217); `signed` where it is a difference."""

    amount: Decimal
    currency: str
    signed: bool = False


class Share(NamedTuple):
    """A share in per cent; `signed` where it is a difference in percentage points."""

    percent: Decimal
    signed: bool = False


class Marked(NamedTuple):
    """Words with the changed ones marked."""

    pieces: tuple[Piece, ...]


Cell = str | int | float | Decimal | Linked | Money | Share | Marked | None


class Column(NamedTuple):
    """A column: its name, its width in characters, and how it shows values."""

    name: str
    width: int
    form: Form = Form.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `key` names it in the catalogue."""

    key: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
