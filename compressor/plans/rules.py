"""Plan common questions by rule, with no model; what no rule understands is said to be so, not guessed at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import NamedTuple

from compressor.plans.checking import read_plan
from compressor.plans.kinds import kind_of
from compressor.plans.plan import Plan

LONGEST_QUESTION = 500  # characters


class NotPlanned(NamedTuple):
    """A question that the rules make no plan for."""

    question: str
    reason: str


class _Rule(NamedTuple):
    """Questions of a form, and the steps before the answer; {name} is the quoted group of that name."""

    form: re.Pattern[str]
    steps: tuple[str, ...]
    holds: Callable[[re.Match[str]], bool] = lambda _: True


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:please )?{pattern}", re.IGNORECASE)


def _is_kind(match: re.Match[str]) -> bool:
    return kind_of(match["type"]) is not None


_FIND = "sentences = FIND({question}, limit=100)"
_COMPARE = ("comparison = COMPARE({first}, {second}, {key})",)
_RELATION = ("relation = RELATION({first}, {second})",)
_LIST = ("found = LIST({type}, {about})",)
_COUNT = (*_LIST, "number = COUNT(found)")
_TIMELINE = ("events = TIMELINE({about})",)
_PROPERTY = ("values = PROPERTY({entity}, {key})", _FIND)
_NAMED = r"(?:named|mentioned|listed)"
_WHERE = r"(?: (?:in|about|of|for|by|with) (?P<about>.+))?"
_BY = r"(?: (?:by|in terms of|with regard to) (?P<key>.+))?"
_PEOPLE = r"(?:(?:the )?(?:people|users|customers|buyers|guests|visitors|reviewers|readers|critics)|they|everyone)"
_THINK = r"(?:(?:say|think|feel|complain|like|dislike) (?:about|of)|like|love|dislike|hate)"

_RULES = (
    _Rule(_form(rf"what (?:do|does|did) {_PEOPLE} {_THINK} (?P<about>.+)"), ("opinions = OPINIONS({about})",)),
    _Rule(
        _form(r"what is (?P<polarity>good|bad) about (?P<about>.+)"),
        ("opinions = OPINIONS({about}, {polarity})",),
    ),
    _Rule(
        _form(r"(?:what are )?(?:the )?(?:(?P<polarity>positive|negative) )?opinions (?:of|on|about) (?P<about>.+)"),
        ("opinions = OPINIONS({about}, {polarity})",),
    ),
    _Rule(_form(rf"compare (?P<first>.+?) (?:and|with|to) (?P<second>.+?){_BY}"), _COMPARE),
    _Rule(_form(rf"(?:what (?:is|are) )?the differences? between (?P<first>.+?) and (?P<second>.+?){_BY}"), _COMPARE),
    _Rule(_form(r"how (?:do|does) (?P<first>.+?) (?:differ from|compare (?:to|with)) (?P<second>.+)"), _COMPARE),
    _Rule(_form(r"how do (?P<first>.+?) and (?P<second>.+?) (?:differ|compare)"), _COMPARE),
    _Rule(
        _form(r"what is (?:the )?(?:relation|relationship|connection|link) between (?P<first>.+?) and (?P<second>.+)"),
        _RELATION,
    ),
    _Rule(_form(r"how (?:is|are) (?P<first>.+?) (?:related|connected|linked) to (?P<second>.+)"), _RELATION),
    _Rule(_form(r"(?:(?:give|show|make) (?:me )?)?(?:a |the )?timeline(?: of (?P<about>.+))?"), _TIMELINE),
    _Rule(_form(r"what happened to (?P<about>.+)"), _TIMELINE),
    _Rule(_form(rf"(?:list|name) (?:all )?(?:the )?(?P<type>\w+s|people)(?: {_NAMED})?{_WHERE}"), _LIST, _is_kind),
    _Rule(_form(rf"(?:what|which) (?P<type>\w+) are {_NAMED}{_WHERE}"), _LIST, _is_kind),
    _Rule(
        _form(rf"how many (?:different )?(?P<type>\w+) are (?:there )?{_NAMED}{_WHERE}"),
        _COUNT,
        _is_kind,
    ),
    _Rule(_form(r"(?:who|what) (?:is|was|are|were) (?P<entity>[^?]+?)['’]s? (?P<key>[\w -]+)"), _PROPERTY),
    _Rule(_form(r"(?:who|what) (?:is|was|are|were) the (?P<key>\w+(?: \w+)?) of (?P<entity>.+)"), _PROPERTY),
    _Rule(_form(r"(?:name|give) (?:a|an|the|one) .+"), (_FIND,)),
    _Rule(
        re.compile(
            r"(?!(?:why|how) )(?:.*\b)?(?:who|whom|whose|when|where|what|which)\b.*"
            r"|(?:.*\b)?how (?:many|much|long|old|far|large|big|tall|high|deep|wide|heavy|fast|often)\b.*",
            re.IGNORECASE,
        ),
        (_FIND,),
    ),
)
_POLARITIES = {"good": "positive", "bad": "negative"}
_END = " \t\n?!."


def plan_by_rules(question: str) -> Plan | NotPlanned:
    """Return a plan for a question of a common form, or the reason why there is none."""
    asked = " ".join(question.split())
    if len(asked) > LONGEST_QUESTION:
        return NotPlanned(question, f"it has {len(asked):,} characters; the rules read at most {LONGEST_QUESTION}")
    for rule in _RULES:
        match = rule.form.fullmatch(asked.rstrip(_END))
        if match and rule.holds(match):
            return _plan(asked, match, rule.steps)
    return NotPlanned(question, _reason(asked))


def _plan(question: str, match: re.Match[str], steps: tuple[str, ...]) -> Plan:
    groups = {name: value or "" for name, value in match.groupdict().items()}
    values = {"question": question, "key": "", "about": "", "polarity": "", **groups}
    values["polarity"] = _POLARITIES.get(values["polarity"].lower(), values["polarity"].lower())
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in values.items()}
    lines = [step.format(**quoted).replace(', ""', "").replace('("")', "()") for step in steps]
    results = [line.partition(" =")[0] for line in lines]
    unused = ", ".join(name for name in results if not any(f"({name})" in line for line in lines))
    return read_plan("\n".join([*lines, f"answers = ANSWER({quoted['question']}, {unused})"]))


def _reason(question: str) -> str:
    if not question:
        return "it is empty"
    if re.match(r"(?:why|how)\b", question, re.IGNORECASE):
        return "it asks for an explanation, which is more than the records say"
    listed = re.match(r"(?:list|name) (?:all )?(?:the )?(\w+)", question, re.IGNORECASE)
    if listed:
        return f"{listed[1]!r} names no kind of entity: people, organisations, places, dates or amounts can be listed"
    return "it has none of the forms that the rules know: who, when, where, what, which, how many, list, compare, ..."
