"""Gather the mentions of one entity under one name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compressor.extraction.entities import WITHOUT_DIGITS, Mention
from compressor.extraction.evidence import Form, Key, mended_types
from compressor.extraction.joining import UNTYPED
from compressor.extraction.patterns import FORM_LABELS
from compressor.extraction.wordsets import word_set

MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
VALUE_TYPES = FORM_LABELS | MEASURES

_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "LANGUAGE"})
_INSTITUTIONS = frozenset({"ORG", "FAC"})  # a station is one and stands in the other
_WORDS = re.compile(r"[\w&+#]+(?:['’-][\w&+#]+)*")
_COMMON = re.compile(r"\b[a-z]{3,}\b")
_TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady president senator governor chancellor judge justice "
    "captain general rev reverend hms hmas hmcs uss rms"
)
_LEGAL_FORMS = word_set("inc incorporated corp corporation ltd limited llc llp plc gmbh ag sa nv bv co company")
_SMALL_WORDS = word_set("of the and for in on at to a an de la")
_DEFINITION = re.compile(
    r"\s{0,3}+\((?:(?:the|hereinafter|collectively|together|or|also|called|known as)[, ]{1,2}){0,3}"
    r"(?P<quote>[\"“'‘]?)(?P<alias>\w[\w&.-]{0,30}(?: [A-Z][\w&.-]{0,30}){0,3})[\"”'’]?\)"
)
_COMMON_USES = (  # what shows that a capitalised name is a common noun: '"Charges" means', 'each Party'
    re.compile(r"[\"“](?P<name>\w[\w -]{0,40})[\"”] means\b"),
    re.compile(r"\b(?:[Tt]his|[Ee]ach|[Ee]very|[Aa]ny) (?P<name>[A-Z][a-z]+)\b(?! [A-Z0-9])"),
)
_SHORTENED = re.compile(r"\((?P<name>[A-Z][A-Za-z]{1,6})\)")
_PART_NUMBER = re.compile(r" \d{1,3}$")  # 'Schedule 2' is as common a noun as 'Schedule'
_DEFINITION_REACH = 400  # characters from a party's name to the alias that its description ends with
_ACRONYM_LENGTHS = range(2, 9)

_Forms = dict[Key, list[int]]  # the mentions of each form, as indices in order


@dataclass(frozen=True, slots=True)
class Cluster:
    """One entity: its mentions are indices into the mentions of the document, in order."""

    name: str
    type: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]


def resolve(text: str, mentions: Sequence[Mention]) -> list[Cluster]:
    """Return the entities that the mentions, given in document order, name; in order of first mention."""
    forms = defaultdict[Key, list[int]](list)
    for index, mention in enumerate(mentions):
        forms[_form_key(mention)].append(index)
    types = {key: _majority_type([mentions[index] for index in indices]) for key, indices in forms.items()}
    mended = mended_types(text, _open_forms(mentions, forms, types))
    retyped = {index: kind for key, kind in mended.items() for index in forms[key]}
    mentions = [mention._replace(type=retyped.get(index, mention.type)) for index, mention in enumerate(mentions)]
    types |= mended
    fuller = (
        dict(_plurals(types, forms))
        | dict(_short_forms(types, mentions, forms))
        | dict(_definitions(text, mentions, forms))
    )
    gathered = defaultdict[Key, list[int]](list)
    for key, indices in forms.items():
        gathered[_fullest(key, fuller)] += indices
    common = frozenset(_COMMON.findall(text)) | _common_nouns(text)
    clusters = (_cluster(sorted(indices), mentions, common) for indices in gathered.values())
    return sorted(clusters, key=lambda cluster: cluster.mentions[0])


def _open_forms(mentions: Sequence[Mention], forms: _Forms, types: dict[Key, str]) -> dict[Key, Form]:
    """Return the forms of names whose type no user has given."""
    named = {key: [mentions[index] for index in indices] for key, indices in forms.items() if not _is_value(key)}
    return {
        key: Form(types[key], members)
        for key, members in named.items()
        if not any(member.is_given for member in members)
    }


def name_key(name: str) -> Key:
    """Return the words that tell a name from others: 'Dr. Ada Lovelace' and 'ADA LOVELACE' are one."""
    words = _WORDS.findall(name.replace(".", "").casefold())
    while len(words) > 1 and (words[0] in _TITLES or words[0] == "the"):
        words = words[1:]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words = words[:-1]
    return tuple(words) or (name,)


def _form_key(mention: Mention) -> Key:
    """Values are one only with the same type and words; names are, whatever their type."""
    if mention.type in VALUE_TYPES:
        return (f"{mention.type}:", mention.name.casefold())
    return name_key(mention.name)


def _is_value(key: Key) -> bool:
    return key[0].endswith(":")


def _majority_type(mentions: Sequence[Mention]) -> str:
    """Return the type most mentions have, the surer the more: an untyped one has no say, of equals the first wins.

    A user's type decides, and else 'Ltd.' does.
    """
    given = next((mention.type for mention in mentions if mention.is_given), None)
    if given is not None:
        return given
    if any(_has_legal_form(mention.name) for mention in mentions):
        return "ORG"
    votes = dict[str, float]()
    for mention in mentions:
        if mention.type != UNTYPED:
            votes[mention.type] = votes.get(mention.type, 0.0) + mention.confidence
    return max(votes, key=votes.__getitem__, default=UNTYPED)


def _has_legal_form(name: str) -> bool:
    words = name.replace(".", "").split()
    return len(words) > 1 and words[-1][0].isupper() and words[-1].casefold() in _LEGAL_FORMS


def _fullest(key: Key, fuller: dict[Key, Key]) -> Key:
    seen = {key}
    while (following := fuller.get(key)) is not None and following not in seen:
        seen.add(following)
        key = following
    return key


def _short_forms(types: dict[Key, str], mentions: Sequence[Mention], forms: _Forms) -> Iterator[tuple[Key, Key]]:
    """Yield short forms with the one longer name each can stand for."""
    by_word, by_initials = defaultdict[str, list[Key]](list), defaultdict[str, list[Key]](list)
    names = [key for key in forms if not _is_value(key)]
    for key in names:
        if len(key) > 1:
            for word in {key[0], key[-1]}:
                by_word[word].append(key)
            for initials in _initials(key):
                by_initials[initials].append(key)
    for key in names:
        written = mentions[forms[key][0]].name.replace(".", "")
        if written.isupper() and len(key) == 1 and len(written) in _ACRONYM_LENGTHS:
            candidates = by_initials[key[0]]
        else:
            candidates = [full for full in by_word[key[0]] if _shortens(key, full, types, forms)]
        numbered = [full for full in by_word[key[0]] if full[:-1] == key and full[-1].isdigit()]
        if len(numbered) > 1:  # beside 'Schedule 1' and 'Schedule 2', 'Schedule' is neither
            candidates = [full for full in candidates if full not in numbered]
        named_so = [full for full in by_word[key[0]] if full[:1] == key and types[full] == "PERSON"]
        if len(named_so) > 1:  # nor is 'William' either of two who are called so
            candidates = [full for full in candidates if full not in named_so]
        full = _plainest(candidates, forms, forms[key][0])
        if full is not None:
            yield key, full


def _plurals(types: dict[Key, str], forms: _Forms) -> Iterator[tuple[Key, Key]]:
    """Yield the plurals of terms that a text also names in the singular: 'Service Levels' beside 'Service Level'."""
    for key in forms:
        singular = (*key[:-1], key[-1].removesuffix("s"))
        if singular != key and singular in forms and UNTYPED in (types[key], types[singular]):
            yield key, singular


def _plainest(candidates: Sequence[Key], forms: _Forms, place: int) -> Key | None:
    """Return the only candidate, the only one introduced before a place, or the one introduced first and named most."""
    introduced = [full for full in candidates if forms[full][0] < place]
    if len(introduced) == 1 or len(candidates) == 1:
        return (introduced or candidates)[0]
    by_place = sorted(candidates, key=lambda full: forms[full][0])
    counts = [len(forms[full]) for full in by_place]
    return by_place[0] if counts and counts[0] > max(counts[1:]) else None


def _initials(key: Key) -> set[str]:
    """Return the acronyms of a name, with and without its small words: {'uoc', 'uc'}."""
    every = "".join(word[0] for word in key)
    return {every, "".join(word[0] for word in key if word not in _SMALL_WORDS)}


def _shortens(short: Key, full: Key, types: dict[Key, str], forms: _Forms) -> bool:
    """Tell whether a form can be short for a name: part of a person's, or the head of one introduced before."""
    if len(short) >= len(full):
        return False
    introduced = forms[full][0] < forms[short][0]
    if types[full] == "PERSON" and short in (full[:1], full[-1:]):  # taggers often take one word for something else
        return types[short] == "PERSON" or (introduced and types[short] not in _PLACES)
    is_like = types[short] in (types[full], UNTYPED) or {types[short], types[full]} == _INSTITUTIONS
    if not is_like and not (types[full] == UNTYPED and full[-1][-1].isdigit()):
        return False
    if types[full] == "PERSON":
        return short in (full[: len(short)], full[-len(short) :])
    return introduced and types[full] not in _PLACES and full[: len(short)] == short


def _definitions(text: str, mentions: Sequence[Mention], forms: _Forms) -> Iterator[tuple[Key, Key]]:
    """Yield the aliases a text defines itself: 'World Bank (WB)', 'Acme Inc., a company of Ohio (the "Seller")'."""
    names = [mention for mention in mentions if mention.type not in VALUE_TYPES]
    starts = [mention.range.start for mention in names]
    last_end = 0
    for found in _DEFINITION.finditer(text):
        alias = name_key(found["alias"])
        first = bisect_left(starts, max(last_end, found.start() - _DEFINITION_REACH))
        before = names[first : bisect_left(starts, found.start())]
        named = _defined(text, before, found)
        if named is not None and alias in forms and alias != name_key(named.name):
            last_end = found.end()
            yield alias, name_key(named.name)


def _defined(text: str, before: Sequence[Mention], found: re.Match[str]) -> Mention | None:
    """Return what an alias in brackets is for: quoted, the party its paragraph began with; else the name beside it."""
    if found["quote"]:
        paragraph = text.rfind("\n\n", max(0, found.start() - _DEFINITION_REACH), found.start())
        return next((name for name in before if name.range.start > paragraph and name.type not in _PLACES), None)
    if before and before[-1].range.end == found.start() and found["alias"].isupper():
        return before[-1] if found["alias"][0].casefold() == name_key(before[-1].name)[0][0] else None
    return None


def _cluster(indices: list[int], mentions: Sequence[Mention], common: frozenset[str]) -> Cluster:
    members = [mentions[index] for index in indices]
    kind = _majority_type([member for member in members if " " in member.name])  # taggers mistake bare last names
    kind = kind if kind == "PERSON" else _majority_type(members)
    is_name = kind not in VALUE_TYPES and not any(member.is_given for member in members)
    if is_name and all(_is_common(member.name, common) for member in members):
        kind = UNTYPED  # 'Schedule' in a text that also writes 'schedule' is no person
    forms = Counter(member.name for member in members)
    name = max(forms, key=lambda form: _fullness(form, kind, forms[form]))
    if is_name and kind in WITHOUT_DIGITS and any(map(str.isdigit, name)):
        kind = UNTYPED
    return Cluster(name, kind, tuple(form for form in forms if form != name), tuple(indices))


def _is_common(name: str, common: frozenset[str]) -> bool:
    """Tell whether a text uses a name as a common noun, or writes each word of a shouted one small elsewhere."""
    words = _PART_NUMBER.sub("", name.casefold())
    return words in common or (name.isupper() and " " in words and common.issuperset(words.split()))


def _common_nouns(text: str) -> frozenset[str]:
    """Return the capitalised names, in lower case, that a text shows to be common nouns."""
    found = {match["name"].casefold() for pattern in _COMMON_USES for match in pattern.finditer(text)}
    for match in _SHORTENED.finditer(text):  # 'electron capture detector (ECD)'
        letters = match["name"].casefold()
        before = re.findall(r"\w+", text[max(0, match.start() - 100) : match.start()])[-len(letters) :]
        if all(map(str.islower, before)) and [word[0] for word in before] == list(letters):
            found.add(letters)
    return frozenset(found)


def _fullness(form: str, kind: str, count: int) -> tuple[int, bool, int, int]:
    """Rank the forms of a name: the most telling words first, then not shouted, then the longest, then the most used.

    A legal form makes the name of an organisation fuller; a title does not make that of a person.
    """
    is_shouted = form.isupper() and " " in form
    return len(name_key(form)), not is_shouted, 0 if kind == "PERSON" else len(form.split()), count
