"""Sets documents of our own as web pages, with a menu above the text and a colophon below it."""

from __future__ import annotations

import re
from html import escape

from bench.reading._draft import MARK, Block, Draft


def page(draft: Draft) -> str:
    """A document as HTML: headings by level, labels typed, notes at the end with links there and back."""
    blocks = "\n".join(map(_block, draft.blocks))
    notes = "\n".join(
        f'<p id="n{mark}"><a href="#r{mark}">{mark}</a> {_inner(text)}</p>'
        for mark, text in draft.notes.items()
    )
    way = ' dir="rtl"' if draft.code == "ar" else ""
    return (
        f'<!DOCTYPE html><html lang="{draft.code}"{way}><head><meta charset="utf-8">'
        f"<title>{draft.head}</title>"
        "<style>p { margin: 1em }</style></head><body><nav><ul><li><a href='/'>Start</a></li>"
        f"<li><a href='/all'>All</a></li></ul></nav><main>{blocks}<hr>{notes}</main>"
        "<footer><p>Sample Nations, 2031</p></footer></body></html>"
    )


def _block(block: Block) -> str:
    text = _inner(block.text)
    match block.kind:
        case "title":
            return f"<h1>{text}</h1>"
        case "annex":
            return f"<h2>{escape(block.label)}<br>{text}</h2>" if block.level == 1 else _second(block, text)
        case "heading":
            label = f"{escape(block.label)} " if block.label else ""
            return f"<h{block.level + 1}>{label}{text}</h{block.level + 1}>"
        case "para" | "item":
            return f"<p>{escape(block.label)} {text}</p>"
        case "dash":
            return f"<ul><li>{text}</li></ul>"
        case "table":
            rows = "".join(
                f"<tr>{''.join(f'<td>{_inner(cell)}</td>' for cell in row)}</tr>" for row in block.rows
            )
            return f"<table>{rows}</table>"
        case "columns" | "end-columns" | "wide" | "upright":
            return ""
    return f"<p>{text}</p>"


def _second(block: Block, text: str) -> str:
    return f"<h3>{escape(block.label)}</h3><h3>{text}</h3>"


def _inner(text: str) -> str:
    parts = re.split(r"(\{[^}]+\})", text)
    return "".join(_mark(part[1:-1]) if MARK.fullmatch(part) else escape(part) for part in parts)


def _mark(mark: str) -> str:
    return f'<sup><a id="r{mark}" href="#n{mark}">{mark}</a></sup>'
