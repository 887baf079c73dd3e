"""Tell a clause that only supposes something, or says which one is meant, from one that states it."""

from __future__ import annotations

from compressor.extraction.syntax import AUXILIARIES, Syntax, first_of_row
from compressor.extraction.wordsets import word_set

ANYONE = word_set(
    "anybody anyone anything everybody everyone everything somebody someone something nobody no-one nothing those all "
    "none nowhere"
)
_ANY = word_set("any each every no only another")
_SUPPOSED = word_set("if unless whether lest than either")
_SUPPOSING = word_set("provided providing assuming supposing suppose")
_TIMING = word_set("when whenever where wherever before until till once while")
_PRESENT = frozenset({"VBZ", "VBP", "VB", "MD"})
_PAST = word_set("did had was were")


def is_supposed(syntax: Syntax, verb: int) -> bool:
    """Tell what is only supposed: 'if it is late', 'as though it were', 'before it gets there', 'either pay or'."""
    head = syntax.head[verb]
    if syntax.dep[verb] == "ccomp" and (
        syntax.words[head] in _SUPPOSING or (head != verb and is_supposed(syntax, head))
    ):
        return True
    first = first_of_row(syntax, verb)
    for word in syntax.each(first, "mark", "advmod", "preconj"):
        is_adverb = syntax.dep[word] == "advmod" and syntax.tag[word] != "WRB"  # 'and not before', 'twice or once'
        is_formula = syntax.words[word] == "where" and first != verb  # 'where x is the mass and y is the time'
        if not is_adverb and not is_formula and _leads_to_supposition(syntax, word, first):
            return True
    return False


def _leads_to_supposition(syntax: Syntax, word: int, verb: int) -> bool:
    lead = syntax.words[word]
    if lead in _SUPPOSED or (lead == "though" and syntax.words[word - 1] == "as"):
        return True
    is_contrast = lead == "while" and syntax.word_before(verb) == ","
    return lead in _TIMING and not is_contrast and (_is_general(syntax, verb) or is_modal(syntax, syntax.head[verb]))


def _is_general(syntax: Syntax, verb: int) -> bool:
    """Tell a clause of no certain time: 'when it rains', but not 'when it rained'."""
    auxiliaries = list(syntax.each(verb, *AUXILIARIES))
    is_past = any(syntax.words[word] in _PAST for word in auxiliaries)
    return not is_past and any(syntax.tag[word] in _PRESENT for word in (*auxiliaries, verb))


def is_modal(syntax: Syntax, verb: int) -> bool:
    """Tell a verb that something may, must or would do."""
    return any(syntax.tag[word] == "MD" for word in syntax.each(verb, "aux"))


def says_which(syntax: Syntax, noun: int, verb: int) -> bool:
    """Tell a relative clause that says which ones are meant, not what they did: 'any party that is late'."""
    if syntax.word_before(verb) == ",":
        return False
    leads = {syntax.words[word] for word in syntax.each(noun, "det", "amod")}
    is_bare = syntax.tag[noun] == "NNS" and syntax.child(noun, "det", "poss", "nummod", "amod", "compound") is None
    is_one = bool(leads & {"a", "an"}) and is_modal(syntax, syntax.head[noun])  # 'a restore that failed can be'
    return bool(leads & _ANY) or syntax.words[noun] in ANYONE or is_bare or is_one
