"""Read the properties that a noun phrase carries in itself: appositions, possessives, measures, titles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compressor.extraction.joining import ROLES
from compressor.extraction.kinds import kind_of_noun
from compressor.extraction.syntax import PLACES, TIMES, Syntax, is_word, phrase
from compressor.extraction.units import CURRENCIES, PER_UNIT, dimension_of, unit_of

_AMOUNTS = frozenset({"mass", "volume"})
_MEASURES = frozenset({"MONEY", "PERCENT", "QUANTITY"})
_OF_ROLES = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ive", "eur", "ess")
UNNAMED = _MEASURES | {"CARDINAL", "ORDINAL"} | TIMES


class Stated(NamedTuple):
    """A property before it becomes ranges: owner and value as tokens start:end."""

    owner: tuple[int, int]
    key: str
    value: tuple[int, int]
    confidence: float


def nominal_properties(syntax: Syntax) -> Iterator[Stated]:
    """Yield what the noun phrases of a parse state without a verb."""
    for token, relation in enumerate(syntax.dep):
        if relation == "appos":
            yield from _apposition(syntax, syntax.head[token], token)
        elif relation == "poss":
            yield from _possessive(syntax, token, syntax.head[token])
        elif relation == "prep" and syntax.words[token] == "with":
            yield from _with_amount(syntax, token)
        if syntax.pos[token] == "NUM":
            yield from _measured(syntax, token)
        elif syntax.label[token] == "PERSON" and syntax.pos[token] == "PROPN" and relation != "compound":
            yield from _titled(syntax, token)


def _apposition(syntax: Syntax, noun: int, renaming: int) -> Iterator[Stated]:
    label, other = syntax.label[noun], syntax.label[renaming]
    if not (is_word(syntax, noun) and is_word(syntax, renaming)):
        return
    if label in UNNAMED or other in UNNAMED or syntax.pos[renaming] not in ("NOUN", "PROPN") or renaming < noun:
        return
    if label in PLACES and other in PLACES:
        yield stated(syntax, noun, "location", renaming, 0.8)
    elif syntax.word_before(renaming) in ("(", "["):
        if _abbreviates(syntax, renaming, noun):
            start, _ = name(syntax, noun)
            yield Stated((start, noun + 1), "alias", (renaming, renaming + 1), 0.9)
    elif renames(syntax, renaming):
        yield stated(syntax, noun, kind_key(syntax, noun, renaming), renaming, 0.75)
    elif syntax.pos[noun] == "NOUN" and syntax.pos[renaming] == "PROPN":
        for owner in syntax.each(noun, "poss"):
            if syntax.pos[owner] in ("PROPN", "PRON"):
                yield stated(syntax, owner, key_of(syntax, noun), renaming, 0.75)
            if syntax.child(renaming, "conj") is None:
                start, end = name(syntax, noun)
                start += syntax.pos[start] == "PRON"
                yield Stated(name(syntax, renaming), "role", (start, max(end, noun + 1)), 0.7)


def renames(syntax: Syntax, noun: int) -> bool:
    """Tell 'Harrison, a clockmaker' from a list, an address, a date or an aside."""
    named = syntax.head[noun]
    _, end = syntax.sentence(noun)
    is_address = syntax.forms[end - 1] == "?" and syntax.right[noun] >= end - 1  # 'Is it closed, City engineer?'
    is_open = syntax.right[noun] < end and syntax.pos[syntax.right[noun]] == "VERB"  # 'pH, the gene and a ratio fell'
    is_verb = syntax.label[named] in PLACES and syntax.tag[noun] == "NNS"  # 'a firm of Leeds, mass-produced pumps'
    return (
        not (is_address or is_open or is_verb)
        and syntax.pos[named] == "PROPN"
        and is_word(syntax, named)
        and syntax.label[named] not in UNNAMED
        and syntax.label[noun] == ""
        and not is_amount(syntax, noun)
        and syntax.word_before(noun) == ","
        and (syntax.pos[noun] == "NOUN" or syntax.child(noun, "prep") is not None)
        and syntax.child(noun, "det", "poss", "compound", "amod", "prep") is not None
        and syntax.child(noun, "conj") is None
    )


def _abbreviates(syntax: Syntax, short: int, long: int) -> bool:
    """Tell 'World Health Organization (WHO)': the letters are initials, in order."""
    initials = iter([word[0] for word in syntax.words[syntax.left[long] : long + 1]])
    letters = syntax.words[short].replace(".", "")
    return len(letters) > 1 and all(letter in initials for letter in letters)


def _possessive(syntax: Syntax, owner: int, thing: int) -> Iterator[Stated]:
    amount = amount_of(syntax, thing)
    if amount is not None:
        yield stated(syntax, owner, key_of(syntax, thing), amount, 0.8)


def _with_amount(syntax: Syntax, preposition: int) -> Iterator[Stated]:
    """Read 'a ship with a capacity of 1,200', also where the parser ties 'with' to the verb before."""
    noun = syntax.head[preposition]
    if syntax.pos[noun] == "VERB":
        noun = next((item for item in syntax.each(noun, "dobj") if syntax.right[item] == preposition), noun)
    if syntax.pos[noun] not in ("NOUN", "PROPN") or is_amount(syntax, noun):
        return
    for thing in syntax.each(preposition, "pobj"):
        amount = amount_of(syntax, thing)
        if amount is not None:
            yield stated(syntax, noun, key_of(syntax, thing), amount, 0.75)


def _measured(syntax: Syntax, number: int) -> Iterator[Stated]:
    """Read 'a 12-metre boat': what the number and unit before a noun measure of it."""
    end = measure_end(syntax, number)
    if end is None:
        return
    unit, noun = end - 1, syntax.head[end - 1]
    dimension = dimension_of(unit_of(syntax.forms[unit]) or "")
    is_of_it = dimension not in _AMOUNTS or syntax.words[number + 1] == "-"  # '3 kg of it', but 'a 3-kg hammer'
    if (
        dimension
        and is_of_it
        and noun >= end
        and unit_of(syntax.forms[noun]) is None
        and not PER_UNIT.fullmatch(syntax.forms[noun])
        and syntax.pos[noun] in ("NOUN", "PROPN")
        and syntax.dep[unit] in ("compound", "nmod")
    ):
        yield Stated((noun, noun + 1), dimension, (number, end), 0.7)


def measure_end(syntax: Syntax, number: int) -> int | None:
    """Return one past the unit that follows a number, a hyphen between them allowed."""
    unit = number + 1
    if unit < len(syntax.words) and syntax.words[unit] == "-":
        unit += 1
    if unit < len(syntax.words) and unit_of(syntax.forms[unit]):
        return unit + 1
    return None


def _titled(syntax: Syntax, person: int) -> Iterator[Stated]:
    """Read 'chief executive Tim Cook'."""
    start = person
    while start > syntax.left[person] and syntax.label[start - 1] == "PERSON":
        start -= 1
    first, _ = name(syntax, person)
    is_led = first < start and syntax.pos[start - 1] == "NOUN" and syntax.dep[start - 1] in ("compound", "nmod")
    if is_led and _names_role(syntax.lemmas[start - 1]):
        yield Stated((start, syntax.name_end(person)), "role", (first, start), 0.7)


def _names_role(noun: str) -> bool:
    """Tell what something can be, 'executive' or 'tug', from what only stands before a name: 'whose behalf Siemens'."""
    return kind_of_noun(noun) is not None or noun in ROLES or noun.endswith(_OF_ROLES)


def amount_of(syntax: Syntax, noun: int) -> int | None:
    """Return the amount in 'a capacity of 1,200 passengers'."""
    if syntax.pos[noun] != "NOUN" or unit_of(syntax.forms[noun]):
        return None
    for preposition in syntax.each(noun, "prep"):
        if syntax.words[preposition] == "of":
            return next((item for item in syntax.each(preposition, "pobj") if is_amount(syntax, item)), None)
    return None


def is_amount(syntax: Syntax, token: int) -> bool:
    """Tell whether a noun phrase is a number, or counts or measures something: 'five acts', but not 'act five'."""
    if syntax.label[token] in TIMES or _is_one(syntax, token):
        return False
    if syntax.pos[token] == "NUM" and any(syntax.words[prep] == "of" for prep in syntax.each(token, "prep")):
        return False  # 'one of the towns'
    return (
        syntax.label[token] in _MEASURES
        or syntax.pos[token] == "NUM"
        or any(
            syntax.pos[item] == "NUM" and (item < token or syntax.forms[token] in CURRENCIES)
            for item in syntax.each(token, "nummod", "compound", "nmod")
        )
    )


def _is_one(syntax: Syntax, token: int) -> bool:
    """Tell 'one', and what is one, which count nothing: 'two halves are one file'."""
    numbers = [syntax.words[number] for number in syntax.each(token, "nummod")]
    return syntax.words[token] == "one" or (numbers == ["one"] and unit_of(syntax.forms[token]) is None)


def kind_key(syntax: Syntax, noun: int, value: int) -> str:
    """Return the key for what something is said to be: people have roles."""
    return "role" if syntax.label[noun] == "PERSON" and syntax.pos[value] == "NOUN" else "is"


def key_of(syntax: Syntax, noun: int) -> str:
    """Return the short name of a functional noun: 'seating capacity' for 'the seating capacity'."""
    start = noun
    while start > 0 and syntax.dep[start - 1] == "compound" and syntax.head[start - 1] == noun:
        start -= 1
        if unit_of(syntax.forms[start]):
            start += 1
            break
    return " ".join([*syntax.words[start:noun], syntax.lemmas[noun].lower()])


def stated(syntax: Syntax, owner: int, key: str, value: int, confidence: float) -> Stated:
    """Return the property of the name at `owner` that has the phrase at `value`."""
    start, end = phrase(syntax, value, is_short=True)
    return Stated(name(syntax, owner), key, (start, _with_rate(syntax, _unlike(syntax, value, end))), confidence)


def _with_rate(syntax: Syntax, end: int) -> int:
    """Return where a value ends with what it is counted for: '€21.92 per passenger'."""
    if syntax.words[end : end + 1] != ["per"]:
        return end
    last = end + 1
    while last + 1 < len(syntax.words) and syntax.dep[last] in ("compound", "amod") and syntax.head[last] > last:
        last += 1
    return last + 1 if last < len(syntax.words) and syntax.pos[last] == "NOUN" else end


def _unlike(syntax: Syntax, value: int, end: int) -> int:
    """Return where a value ends that is joined to what is no value of its kind: '£200' of '£200 and K3'."""
    for joined in syntax.each(value, "conj"):
        is_name = syntax.pos[value] == "NOUN" and syntax.pos[joined] == "PROPN"
        if not is_amount(syntax, joined) and (is_name or is_amount(syntax, value)):
            links = [word for word in syntax.each(value, "cc", "punct") if value < word < syntax.left[joined]]
            return max(value + 1, min([end, *links[-1:], max(syntax.left[joined], value + 1)]))
    return end


def name(syntax: Syntax, noun: int) -> tuple[int, int]:
    """Return a noun phrase without its article and without what follows the name."""
    start, end = syntax.left[noun], syntax.name_end(noun)
    while start < noun and (syntax.pos[start] in ("DET", "PUNCT", "SPACE") or syntax.dep[start] in ("cc", "punct")):
        start += 1
    if end < len(syntax.words) and syntax.head[end] == noun and syntax.pos[end] == "NUM":
        end += 1  # 'Pixel 8'
    return start, end
