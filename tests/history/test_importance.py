"""Treaty and money first, then programmes, new and dropped, rewritten, edits; identical last."""

from __future__ import annotations

from reportdiff.history import pair_changes
from reportdiff.model import Change, Facts, Relation
from small_reports import comparison, donor, link, mention, money, parties, report

OLD = report(
    "2020",
    {
        "1": "An opening sentence of the sample that stays as it is.",
        "2": "The sample convention has 50 parties.",
        "3": "Pledges reached 100 dollars, from Samplia.",
        "4": "A paragraph about harbours in the sample, to be rewritten.",
        "5": "A paragraph about markets, to be edited a little.",
        "6": "A paragraph on bridges that nobody takes up again.",
        "7": "Work on the Harbour Project went on.",
        "fn1": "A note of the sample.",
    },
)
NEW = report(
    "2021",
    {
        "1": "An opening sentence of the sample that stays as it is.",
        "2": "The sample convention has 52 parties.",
        "3": "Pledges reached 120 dollars, from Samplia.",
        "4": "Ships and quays of the sample are what this one is on.",
        "5": "A paragraph about markets, edited a little.",
        "7": "The Harbour Project came to its end.",
        "8": "A wholly new paragraph on tunnels in the sample.",
        "fn1": "Another note.",
    },
)
COMPARISON = comparison(
    OLD,
    NEW,
    link("1", "1", Relation.IDENTICAL, similarity=1),
    link("2", "2", Relation.FIGURES),
    link("3", "3", Relation.FIGURES),
    link("4", "4", Relation.REWRITTEN, similarity=0.3),
    link("5", "5", Relation.EDITED),
    link("7", "7", Relation.EDITED),
)
OLD_FACTS = Facts(
    treaty_counts=(parties(OLD, "2", 50),),
    funding=(money(OLD, "3", "100 dollars", "100", period="2020"),),
    donors=(donor(OLD, "3", "Samplia", "SAM"),),
    programmes=(mention(OLD, "7", "Harbour Project"),),
)
NEW_FACTS = Facts(
    treaty_counts=(parties(NEW, "2", 52),),
    funding=(money(NEW, "3", "120 dollars", "120", period="2021"),),
    donors=(donor(NEW, "3", "Samplia", "SAM"),),
    programmes=(mention(NEW, "7", "Harbour Project", "ended"),),
)


def _ranked() -> tuple[Change, ...]:
    return pair_changes(OLD, NEW, COMPARISON, OLD_FACTS, NEW_FACTS).changes


def test_the_order_is_treaty_money_programme_new_and_dropped_rewritten_edited_notes_identical() -> None:
    places = [change.new or change.old for change in _ranked()]
    assert [place[0] for place in places[:3]] == ["2", "3", "7"]
    assert {place[0] for place in places[3:5]} == {"6", "8"}
    assert [place[0] for place in places[5:7]] == ["4", "5"]
    assert {place[0] for place in places[7:9]} == {"fn1"}
    assert places[-1] == ("1",)


def test_every_link_and_every_paragraph_without_one_is_a_change() -> None:
    ranked = _ranked()
    assert len(ranked) == len(COMPARISON.links) + len(COMPARISON.added) + len(COMPARISON.dropped)
    assert sorted(a for change in ranked for a in change.new) == sorted(p.address for p in NEW.paragraphs)
    assert sorted(a for change in ranked for a in change.old) == sorted(p.address for p in OLD.paragraphs)


def test_reasons_name_the_strongest_first_and_importance_lies_between_0_and_100() -> None:
    ranked = _ranked()
    assert ranked[0].reason == "party count changed; only figures differ"
    assert ranked[1].reason.startswith("funding figure changed")
    assert ranked[2].reason == "programme ends; wording edited"
    assert all(0 <= change.importance <= 100 for change in ranked)
    assert ranked[-1].importance == 0


def test_a_count_that_only_moved_to_another_paragraph_is_no_news() -> None:
    old = report("2020", {"1": "The sample convention has 50 parties.", "2": "Some other sample sentence."})
    new = report("2021", {"1": "Some other sample sentence.", "2": "It says that 50 are parties."})
    compared = comparison(old, new, link("2", "1", Relation.IDENTICAL, similarity=1))
    changes = pair_changes(
        old,
        new,
        compared,
        Facts(treaty_counts=(parties(old, "1", 50),)),
        Facts(treaty_counts=(parties(new, "2", 50),)),
    ).changes
    assert not any("party count" in change.reason for change in changes)


def test_that_a_programme_started_last_year_is_no_news_this_year() -> None:
    old = report("2020", {"1": "The Harbour Project was launched."})
    new = report("2021", {"1": "The Harbour Project goes on."})
    compared = comparison(old, new, link("1", "1"))
    (change,) = pair_changes(
        old,
        new,
        compared,
        Facts(programmes=(mention(old, "1", "Harbour Project", "new"),)),
        Facts(programmes=(mention(new, "1", "Harbour Project"),)),
    ).changes
    assert change.reason == "wording edited"


def test_the_ranking_is_the_same_every_time() -> None:
    assert _ranked() == _ranked()
