"""Programmes are followed by their slug."""

from __future__ import annotations

from reportdiff.history import series_history
from reportdiff.model import Facts
from small_reports import mention, report


def test_names_stand_in_the_order_of_their_first_appearance() -> None:
    first = report("2020", {"1": "The Harbour Project began.", "2": "The River Scheme went on."})
    second = report("2021", {"1": "Nothing of note in the sample."})
    third = report("2022", {"1": "The HARBOUR PROJECT grew."})
    history = series_history(
        [first, second, third],
        [],
        [
            Facts(programmes=(mention(first, "1", "Harbour Project"), mention(first, "2", "River Scheme"))),
            Facts(),
            Facts(programmes=(mention(third, "1", "HARBOUR PROJECT"),)),
        ],
    )
    harbour, river = history.programmes
    assert harbour.names == ("Harbour Project", "HARBOUR PROJECT")
    assert (harbour.first_seen, harbour.last_seen) == ("2020", "2022")
    assert (river.programme, river.first_seen, river.last_seen) == ("river-scheme", "2020", "2020")
