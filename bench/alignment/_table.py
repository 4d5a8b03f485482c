"""The shipped table of weights as TOML."""

from __future__ import annotations

from dataclasses import asdict

from reportdiff.alignment._scoring import OPINIONS, Line, Model, Weights

_HEAD = "# Learnt by bench/alignment (see its results.md). One set for all languages and series."


def weights_table(weights: Weights, line: Line, further: Line) -> str:
    """The weights, with the calibration of their confidence, as the text of weights.toml."""
    tables = {
        "decision": {"least": weights.least, "least_further": weights.least_further},
        "confidence": asdict(line),
        "further confidence": asdict(further),
        "relation": {"edited_from": weights.edited_from},
        **{name: _table(model) for name, model in zip(OPINIONS, weights.opinions, strict=True)},
        "further": _table(weights.further),
    }
    parts = [f'{_HEAD}\nversion = "{weights.version}"']
    for name, table in tables.items():
        rows = [
            f'"{key}" = {round(value, 4)}' if " " in key else f"{key} = {round(value, 4)}"
            for key, value in table.items()
        ]
        title = f'"{name}"' if " " in name else name
        parts.append("\n".join([f"[{title}]", *rows]))
    return "\n\n".join(parts) + "\n"


def _table(model: Model) -> dict[str, float]:
    return {"bias": model.bias, **model.weights}
