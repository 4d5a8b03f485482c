"""A paragraph's life as `reportdiff history` prints it: edition by edition, each rewording with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from itertools import groupby
from typing import Any

from reportdiff.store import Life, LifeStep, MovedFigure
from reportdiff.textdiff import word_changes

_SHOWN_AS_DIFF = ("figures", "edited")
_INDENT = "    "
_GONE = "gone: nothing in this edition is linked to it"
_DOUBTFUL = "not followed further: what is linked to it here is too doubtful to be called the same subject"


def life_text(life: Life, address: str, edition: str) -> Iterator[str]:
    """One block an edition, silent editions said as such; words gone in `[-…-]`, new ones in `{+…+}`."""
    yield f"{life.series} · {life.language} · {address} of {edition}"
    seen = {name: list(steps) for name, steps in groupby(life.steps, key=lambda step: step.edition)}
    names, section = list(seen), None
    first, last = life.editions.index(names[0]), life.editions.index(names[-1])
    for place, name in enumerate(life.editions[first : last + 1]):
        if name not in seen:
            yield f"\n{name}  not there"
        for step in seen.get(name, ()):
            yield ""
            yield _headline(step, is_first=place == 0, came_back=place > 0 and step.what == "added")
            if step.section != section:
                section = step.section
                yield f"{_INDENT}in {section}" if section else f"{_INDENT}outside all sections"
            yield from (_INDENT + line for line in _words(step, life.language))
            yield from (_INDENT + _figure_line(moved) for moved in step.figures)
    after = life.editions[last + 1 : last + 2]
    if after:
        gone = all(step.gone_in is not None for step in seen[names[-1]])
        yield f"\n{after[0]}  {_GONE if gone else _DOUBTFUL}"


def _headline(step: LifeStep, *, is_first: bool, came_back: bool) -> str:
    """What happened."""
    if is_first and step.what in (None, "added"):
        what = "first seen" if step.what else "there from the first edition on"
    elif came_back:
        what = "there again, or beside it"
    else:
        what = f"{step.what} from {step.previous_edition} {_listed(step.previous)}"
    notes = [step.shape] if step.shape not in (None, "one-to-one") else []
    notes += ["moved"] if step.moved else []
    notes += [f"confidence {step.confidence:.2f}"] if step.confidence is not None else []
    notes += [f"page {step.page}"] if step.page else []
    detail = f" ({', '.join(filter(None, notes))})" if notes else ""
    return f"{step.edition}  {step.address}  {what}{detail}"


def _listed(addresses: Sequence[str]) -> str:
    return ", ".join(addresses)


def _words(step: LifeStep, language: str) -> Iterator[str]:
    """The text, with what changed marked where most was kept; nothing where it is the same."""
    if step.what == "identical":
        return
    marked = step.what in _SHOWN_AS_DIFF and step.previous_text
    yield _marked(step.previous_text, step.text, language) if marked else _one_line(step.text)


def _marked(old: str, new: str, language: str) -> str:
    parts = []
    for tag, i1, i2, j1, j2 in word_changes(old, new, language):
        if tag == "equal":
            parts.append(new[j1:j2])
            continue
        parts += [f"[-{old[i1:i2]}-]"] if i2 > i1 else []
        parts += [f"{{+{new[j1:j2]}+}}"] if j2 > j1 else []
    return _one_line("".join(parts))


def _figure_line(moved: MovedFigure) -> str:
    difference = moved.new_value - moved.old_value
    share = f", {difference / abs(moved.old_value):+.1%}" if moved.old_value else ""
    unit = " ".join(filter(None, (moved.currency, moved.unit)))
    return (
        f"{unit or 'number'}: {_plain(moved.old_value)} → {_plain(moved.new_value)} "
        f"({'+' if difference > 0 else ''}{_plain(difference)}{share})"
    )


def _plain(value: Decimal) -> str:
    figure = f"{value:,f}"
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def _one_line(text: str) -> str:
    return " ".join(text.split())


def life_json(life: Life) -> dict[str, Any]:
    """A life as `history --json` prints it: the fields of `Life` and of its steps, numbers as numbers."""
    return {
        **asdict(life),
        "steps": [
            {**asdict(step), "figures": [_figure_json(moved) for moved in step.figures]}
            for step in life.steps
        ],
    }


def _figure_json(moved: MovedFigure) -> dict[str, Any]:
    return {
        **asdict(moved),
        "old_value": _number(moved.old_value),
        "new_value": _number(moved.new_value),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
