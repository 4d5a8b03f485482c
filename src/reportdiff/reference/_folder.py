"""Status lists of a file or a folder, with what reference.toml beside them says of each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reportdiff.errors import ReferenceListError
from reportdiff.model import ReferenceList
from reportdiff.reference._data import instrument_of, known_instruments
from reportdiff.reference._table import Table, read_list

SETTINGS = "reference.toml"
_KEYS = {"instrument": str, "as_of": date, "source": str}


@dataclass(frozen=True, slots=True)
class Given:
    """What lists do not say themselves: the instrument (of a single one), their date, where they are from."""

    instrument: str | None = None
    as_of: date | None = None
    source: str | None = None


def read_reference(
    place: Path,
    given: Given = Given(),
) -> tuple[tuple[ReferenceList, ...], tuple[str, ...]]:
    """The status lists of a CSV file, or of all CSV files of a folder.

    Args:
        place: The file or folder. A file's name without its ending is the list's name (`18-12-a`).
        given: What to say of them; wins over `reference.toml`, which wins over what a list itself tells.

    Returns:
        The lists by name, and lines for the reader: which were left out, which participants are not known,
        and which lists are dated by their latest entry, because nobody said of when they are.

    Raises:
        ReferenceListError: Nothing can be loaded, or a file or line is not understood.
    """
    files = sorted(place.glob("*.csv")) if place.is_dir() else [place]
    if not files:
        raise ReferenceListError(
            "there is no CSV file in it", path=place, advice="name a folder of status lists"
        )
    if len(files) > 1 and given.instrument:
        raise ReferenceListError(
            "an instrument is given for several lists", path=place, advice="name one file"
        )
    settings = _settings(files[0].parent)
    lists: list[ReferenceList] = []
    notes: list[str] = []
    for file in files:
        said = _with_settings(given, settings, file)
        if said.instrument is None:
            notes.append(f"{file.name} is the list of no instrument whose parties are counted: left out")
        else:
            lists.append(_list(file, said, notes))
    if not lists:
        raise ReferenceListError(
            "its name says no instrument whose parties are counted", path=place, advice="add --instrument"
        )
    return tuple(lists), tuple(notes)


def _list(file: Path, said: Given, notes: list[str]) -> ReferenceList:
    if said.instrument not in known_instruments():
        known = ", ".join(known_instruments())
        raise ReferenceListError(
            f"“{said.instrument}” is no instrument", path=file, advice=f"the instruments are {known}"
        )
    table = read_list(file)
    strangers = [one.participant for one in table.participations if one.kind == "other"]
    if strangers:
        notes.append(f"{file.name}: not known as a State or organization: {'; '.join(strangers)}")
    as_of = _as_of(file, said, table, notes)
    source = said.source or file.name
    return ReferenceList(said.instrument, file.stem, as_of, source, table.sha256, table.participations)


def _as_of(file: Path, said: Given, table: Table, notes: list[str]) -> date:
    if table.latest is None:
        raise ReferenceListError("it holds no date", path=file, advice="check its columns")
    if said.as_of is None:
        notes.append(
            f"{file.name} is taken to be as of {table.latest}, its latest entry; --as-of says otherwise"
        )
        return table.latest
    if said.as_of < table.latest:
        problem = f"it is said to be as of {said.as_of}, but has an entry of {table.latest}"
        raise ReferenceListError(problem, path=file, advice="correct the date")
    return said.as_of


def _with_settings(given: Given, settings: Mapping[str, Any], file: Path) -> Given:
    own = settings.get("lists", {}).get(file.stem, {})
    said = {key: own.get(key, settings.get(key)) for key in ("as_of", "source")}
    return Given(
        given.instrument or own.get("instrument") or instrument_of(file.stem),
        given.as_of or said["as_of"],
        given.source or said["source"],
    )


def _settings(folder: Path) -> dict[str, Any]:
    """What reference.toml says: source and as_of of all lists, and [lists.NAME] of one."""
    path = folder / SETTINGS
    if not path.is_file():
        return {}
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as failure:
        raise ReferenceListError(f"it is not valid TOML: {failure}", path=path, advice="correct it") from None
    lists = settings.get("lists", {})
    own = {key: value for key, value in settings.items() if key != "lists"}
    for said in (own, *(lists.values() if isinstance(lists, dict) else [None])):
        _check(said, path)
    return settings


def _check(said: object, path: Path) -> None:
    if not isinstance(said, dict):
        raise ReferenceListError("“lists” holds no tables", path=path, advice='write [lists."18-12"]')
    for key, value in said.items():
        right = key in _KEYS and isinstance(value, _KEYS[key]) and not isinstance(value, datetime)
        if not right:
            raise ReferenceListError(
                f"“{key} = {value}” is not understood",
                path=path,
                advice="the keys are instrument and source (text) and as_of (a date, not in quotes)",
            )
