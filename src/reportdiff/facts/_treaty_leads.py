"""What leads to a number of parties: words of having, of a total, of a list; what tells something else."""

from __future__ import annotations

import re

from reportdiff.facts._instruments import Mention
from reportdiff.facts._treaty_sentence import CLAUSE, HARD, NEAR, PAUSE, STOP, Sentence, skipped
from reportdiff.language.lexicon import Term
from reportdiff.language.numbers import Numeral

_FAR = 600
_COMMAS = (",", "，")
_COLON = re.compile(r"[ \u00a0]?[:：]")
_ENTRY = (",", ":", "(", "（", "：", "，", "–", "—", "-")


def is_led(said: Sentence, numeral: Numeral) -> bool:
    if totalled(said, numeral) or (said.has_before(numeral.start) and not _is_of_another(said, numeral)):
        return True
    others = said.numerals_between(numeral.start - NEAR, numeral.start)
    return any(
        _is_joined(said, each, numeral.start) and (said.has_before(each.start) or is_said_before(said, each))
        for each in others
    )


def totalled(said: Sentence, numeral: Numeral) -> bool:
    """Whether a word for the total leads to the number, without another act of joining between."""
    say, begin = said.say, max(said.span.start, numeral.start - 3 * NEAR)
    cues = total_cues(said, begin, numeral.start)
    joins = say.join.find(said.text, cues[-1].end, numeral.start) if cues else []
    if not cues:
        return False
    clause = _after_report(said, said.clause_start(cues[-1].start), cues[-1].start)
    if _is_told_otherwise(said, clause, numeral.start):
        return False
    if any(say.weakly.at(said.text, term.start) is None for term in joins):
        return False
    joined = say.join.find(said.text, max(said.span.start, numeral.start - _FAR), numeral.start)
    return bool(joined) or is_said_of_parties(said, numeral)


def is_said_before(said: Sentence, numeral: Numeral) -> bool:
    """Whether the verb stands before the instrument: "has the Convention 187 parties", as Arabic puts it."""
    last = said.last_named(numeral.start)
    if last is None or not (
        said.is_separated(last.end, numeral.start, said.say.between) or _is_set_off(said, last, numeral)
    ):
        return False
    opening = said.say.have.opening(said.text, last.start)
    owns = (said.text[opening : last.start], said.text[last.start : last.start + 2])
    return said.has_before(opening) or any(said.say.owner.key(each) is not None for each in owns)


def _is_set_off(said: Sentence, last: Mention, numeral: Numeral) -> bool:
    """Whether no more than a relative clause between commas parts an instrument from a number."""
    between = said.text[last.end : numeral.start].strip()
    opened = said.say.that.at(said.text, skipped(said.text, last.end + 1))
    return between[:1] in _COMMAS and between[-1:] in _COMMAS and opened is not None


def is_entry(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether the number stands behind its instrument as in a list: "Firearms Protocol, 121 parties"."""
    last = said.last_named(numeral.start)
    mark = said.text[last.end : numeral.start].strip() if last else ""
    if last and not mark and said.stands_before(said.say.whereof, last.start):
        return True  # В Конвенции 189 участников
    return mark in _ENTRY and (mark not in _COMMAS or bool(STOP.match(said.text, skipped(said.text, end))))


def is_table(said: Sentence, numeral: Numeral) -> bool:
    """Whether numbers alone are of parties: "Parties: Firearms Protocol, 122; …"."""
    heads = said.say.party.find(said.text, said.span.start, max(said.span.start, numeral.start - 1))
    return any(_COLON.match(said.text, term.end) for term in heads[:2])


def led_to_by_joining(said: Sentence, numeral: Numeral) -> bool:
    """Whether a verb of joining leads to the number, its instrument between or not.

    So of "ratified by 150 States" and of "eran partes en la Convención 190 Estados".
    """
    joined, last = said.say.joined_by, said.last_named(numeral.start)
    if said.leads_to(joined, numeral.start) or _joined_itself(said, numeral):
        return True
    if last is None or not said.is_separated(last.end, numeral.start, said.say.adverbs):
        return False
    begin = max(said.span.start, last.start - NEAR)
    return any(
        said.holds_only(term.end, last.start, said.say.link)
        for term in joined.find(said.text, begin, last.start)[-1:]
    )


def _joined_itself(said: Sentence, numeral: Numeral) -> bool:
    """Whether a pronoun of the instrument parts verb and number: "o se adhirieron a él, 184 Estados"."""
    begin = max(said.span.start, numeral.start - NEAR)
    verbs = said.say.joined_by.find(said.text, begin, numeral.start)[-1:]
    return any(said.holds_only(verb.end, numeral.start, said.say.itself, PAUSE) for verb in verbs)


def take_part(said: Sentence, numeral: Numeral) -> bool:
    """Whether States take part in the instrument itself: "в Конвенции участвует 181 государство"."""
    say, last = said.say, said.last_named(numeral.start)
    if last is None or not say.partake.find(said.text, last.end, numeral.start):
        return False
    words = (say.partake, say.adverbs, say.commas, say.whereof)
    between = said.holds_only(last.end, numeral.start, *words, dates=said.dates)
    within = said.stands_before(say.whereof, last.start) or say.whereof.find(
        said.text, last.end, numeral.start
    )
    return between and bool(within)


def are_counted(said: Sentence, numeral: Numeral) -> bool:
    """Whether what is counted are an instrument's parties: "the parties to the Convention number 189"."""
    say, last = said.say, said.last_named(numeral.start)
    if last is None:
        return False
    begin = max(said.span.start, last.start - NEAR)
    before = next(iter(say.party.find(said.text, begin, last.start)[-1:]), None)
    link = next(iter(say.link.find(said.text, last.end, last.end + 2)), None)
    after = say.party.at(said.text, skipped(said.text, link.end if link else last.end))
    if before is not None and said.holds_only(before.end, last.start, say.link, say.articles):
        at = last.end
    elif after is not None:
        at = after.end
    else:
        return False
    verbs = (say.have, say.counting)
    told = any(words.find(said.text, at, numeral.start) for words in verbs)
    aside = (say.adverbs, say.standing, say.when, PAUSE)
    return told and said.holds_only(at, numeral.start, *verbs, *aside, dates=said.dates)


def _is_of_another(said: Sentence, numeral: Numeral) -> bool:
    """Whether no more than a preposition leads to a number of parties: "training by 22 parties to …"."""
    say, at = said.say, numeral.start
    if said.leads_to(say.have, at) or not said.leads_to(say.weakly, at):
        return False
    last, begin = said.last_named(at), said.clause_start(at)
    added = said.holds_only(begin, at, say.weakly, say.adverbs)  # "the Convention, with only 187 parties"
    named = last is not None and (_is_of_standing(said, last, at) if last.end > begin else added)
    named = named or _is_told_of_next(said, numeral)
    return not (named or is_said_of_parties(said, numeral) or said.stands_before(say.joined_by, at))


def _is_of_standing(said: Sentence, last: Mention, at: int) -> bool:
    """Whether nothing is told between an instrument and a number but that it has so many, or who joined."""
    say = said.say
    known = (
        say.have,
        say.weakly,
        say.adverbs,
        say.counting,
        say.standing,
        say.commas,
        say.separators,
        say.when,
    )
    if any(words.find(said.text, last.end, at) for words in (say.join, say.total, say.party)):
        return True
    return said.holds_only(last.end, at, *known, say.articles, dates=said.dates)


def _is_told_of_next(said: Sentence, numeral: Numeral) -> bool:
    """Whether a number opens what is told of the next instrument: "With 189 parties, the Convention …"."""
    comma = CLAUSE.search(said.text, numeral.end, min(said.span.end, numeral.end + NEAR))
    following = next((each for each in said.mentions if comma and each.start > comma.start()), None)
    opens = skipped(said.text, said.clause_start(numeral.start)) >= numeral.start - 24
    return bool(comma and following and opens and following.start - comma.end() <= 8)


def is_said_of_parties(said: Sentence, numeral: Numeral) -> bool:
    begin = max(said.span.start, numeral.start - _FAR)
    return bool(said.say.party.find(said.text, begin, numeral.start))


def _is_joined(said: Sentence, other: Numeral, at: int) -> bool:
    """Whether a number stands beside another one that counts signatories and their like."""
    noun = next(iter(said.say.never.find(said.text, other.end, min(other.end + 24, at))), None)
    between = said.say.commas
    if noun is None or not said.holds_only(other.end, noun.start, said.say.plain):
        return False
    return said.is_separated(noun.end, at, between) or said.is_separated(
        max(noun.end, _past_plain(said, noun.end)), at, between
    )


def _past_plain(said: Sentence, at: int) -> int:
    """Past a noun of States or parties: "52 подписавшие стороны"."""
    term = said.say.plain.at(said.text, skipped(said.text, at))
    return term.end if term else at


def plain(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether the noun stands for all States, not for a kind of them: "12 African States"."""
    return not said.say.plain.pattern or said.holds_only(numeral.end, end, said.say.plain)


def forbidden(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether the clause of a number says something else of the parties than how many they are.

    What another number of the clause counts is said of that one: "190 parties and 140 signatories".
    """
    start, stop = said.clause_start(numeral.start, 4 * NEAR), said.clause_end(end)
    start = _after_report(said, start, numeral.start)
    start = max([start, *(term.end for term in said.say.apart.find(said.text, start, numeral.start))])
    for other in said.numerals_between(start, stop):
        if other.start < numeral.start and _is_joined(said, other, numeral.start):
            start = numeral.start
        elif end <= other.start:
            stop = min(
                [stop, *(term.start for term in said.say.commas.find(said.text, end, other.start)[-1:])]
            )
    urged = is_urged(said, start, numeral.start)
    return urged or _is_told_otherwise(said, start, stop)


def _after_report(said: Sentence, start: int, at: int) -> int:
    """Where a clause begins of which it is only told who said so: "the parties noted that …"."""
    terms = said.say.reports.find(said.text, start, at)
    return terms[-1].end if terms else start


def total_cues(said: Sentence, begin: int, end: int) -> list[Term]:
    """Words for a total; those in the name of a conference are none."""
    others = said.say.never.find(said.text, begin, end)
    cues = said.say.total.find(said.text, begin, end)
    return [cue for cue in cues if not any(o.start <= cue.start and cue.end < o.end for o in others)]


def _is_told_otherwise(said: Sentence, start: int, stop: int) -> bool:
    """Whether a clause says what is not a number of parties; "since the last report" says only when."""
    times = (said.say.lately, said.say.earlier, said.say.period)
    when = [term for words in times for term in words.find(said.text, start, stop)]
    told = said.say.never.find(said.text, start, stop)
    return any(not any(w.start <= each.start < w.end for w in when) for each in told)


def is_urged(said: Sentence, start: int, at: int) -> bool:
    """Whether States are urged, helped or only thought of; "binding for" and praise say nothing of that."""
    urged = said.say.urging.find(said.text, start, at)
    if not urged or is_granted(said):
        return False
    others = (said.say.joined_by, said.say.praise)
    told = [term for words in others for term in words.find(said.text, start, at)]
    return any(not any(term.start <= each.start < term.end for term in told) for each in urged)


def is_granted(said: Sentence) -> bool:
    """Whether a sentence opens with what only looks like a condition: "Si … compte 189 parties, … reste".

    Its sentence opens with the word, and its main clause tells how things are now, of nothing to come.
    """
    say, text = said.say, said.text
    lead = say.granting.at(text, skipped(text, said.span.start))
    stop = CLAUSE.search(text, lead.end, said.span.end) if lead else None
    if lead is None or stop is None or say.unreal.find(text, lead.end, said.span.end):
        return False
    joins = [
        term for term in say.join.find(text, lead.end, stop.start()) if not say.being.at(text, term.start)
    ]
    if joins and not say.perfect.find(text, lead.end, stop.start()):
        return False
    return bool(say.granted.find(text, stop.start(), said.span.end))


def denied(said: Sentence, start: int, numeral: Numeral) -> bool:
    """Whether it is denied that States joined; "no more than" before their number takes that back."""
    start = _after_report(said, start, numeral.start)
    denies = said.say.never.find(said.text, start, numeral.start)
    return bool(denies) and not said.leads_to(said.say.only, numeral.start)


def goes_on(said: Sentence, at: int) -> bool:
    """Whether a number is the next of a list: "186, 184 and 191 States", "by two and by one"."""
    before = said.numerals_between(at - NEAR, at)
    if not before or before[-1].maybe_year:
        return False
    own, again = said.counted_between(before[-1].start, before[-1].start + 1), again_before(said, at)
    end = own[0].end if own and again else before[-1].end
    listed = said.is_separated(end, again or at, said.say.commas)
    return listed and not HARD.search(said.text, end, at)


def again_before(said: Sentence, at: int) -> int | None:
    """Where the word begins that may be said again before each number of a list."""
    found = said.say.again.find(said.text, max(said.span.start, at - NEAR), at)[-1:]
    return next((term.start for term in found if at - term.end <= 1), None)
