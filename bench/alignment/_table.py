"""The shipped table of weights as TOML."""

from __future__ import annotations

from reportdiff.alignment._scoring import OPINIONS, Model, Weights

_HEAD = "# Learnt by bench/alignment (see its results.md). One set for all languages and series."


def weights_table(weights: Weights, slope: float, offset: float) -> str:
    """The weights, with the calibration of their confidence, as the text of weights.toml."""
    tables = {
        "decision": {"least": weights.least, "least_further": weights.least_further},
        "confidence": {"slope": slope, "offset": offset},
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
        parts.append("\n".join([f"[{name}]", *rows]))
    return "\n\n".join(parts) + "\n"


def _table(model: Model) -> dict[str, float]:
    return {"bias": model.bias, **model.weights}
