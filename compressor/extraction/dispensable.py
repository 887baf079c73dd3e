"""Tell which words of a parsed sentence can go while it still says the same and reads as a sentence.

Each rule names the few words that it takes and looks at what stands around them, so that no name,
number, unit, negation, modal verb, quantifier or comparison can be among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from compressor.extraction.syntax import Syntax
from compressor.extraction.wordsets import word_set

Rule = Callable[[Syntax], Iterator[int]]

_ARTICLES = frozenset({"a", "an", "the"})
# 'a few' is more than 'few', 'a number of' no number, 'the only' not 'only', 'the most votes' not 'most votes'
_NEED_ARTICLE = word_set(
    "few little lot bit couple number handful majority minority fraction half third quarter tenth dozen hundred"
    " thousand million billion single only very most more less least"
)
# 'not a word', 'such a day', 'what the plan is', 'half the town', 'twice a week'
_CLAIM_ARTICLE = word_set(
    "not n't no never nor neither without hardly barely scarcely such what half quite many rather once twice double"
    " only"
)
_ADDING_ADVERBS = word_set("moreover furthermore additionally besides also indeed overall")
_ADDING_PHRASES = frozenset({("in", "addition"), ("in", "fact"), ("of", "course"), ("in", "general"), ("in", "turn")})
_BE = word_set("is are was were")
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})


def articles(syntax: Syntax) -> Iterator[int]:
    """Yield articles that only say that a noun follows."""
    for token, word in enumerate(syntax.words):
        head = syntax.head[token]
        if (
            word in _ARTICLES
            and syntax.dep[token] == "det"
            and head > token
            and syntax.tag[head].startswith("NN")
            and not syntax.joined[token]
            and not _article_counts(syntax, token)
        ):
            yield token


def _article_counts(syntax: Syntax, token: int) -> bool:
    if syntax.words[token + 1] in _NEED_ARTICLE or syntax.tag[token + 1] == "CD":
        return True
    if token and syntax.words[token - 1] in _CLAIM_ARTICLE:
        return True
    if _is_named(syntax, token):
        return True
    rates = syntax.dep[syntax.head[token]] == "npadvmod"  # 'nine euros a day'
    measures = token > 0 and syntax.tag[token - 1] == "JJ"  # 'as good a year as'
    return syntax.words[token] != "the" and (rates or measures)


def _is_named(syntax: Syntax, token: int) -> bool:
    """Tell whether an article may be the first word of a name ('The Hague') or its last ('Part A')."""
    return syntax.forms[token][0].isupper() and (token > 0 or syntax.forms[token + 1][0].isupper())


def openers(syntax: Syntax) -> Iterator[int]:
    """Yield adverbs that only add a sentence to the one before, with the comma behind them.

    'However' and 'therefore' stay: they say how.
    """
    words = syntax.words
    if words[1:2] == [","] and words[0] in _ADDING_ADVERBS:
        yield from range(2)
    elif words[2:3] == [","] and tuple(words[:2]) in _ADDING_PHRASES:
        yield from range(3)


def links(syntax: Syntax) -> Iterator[int]:
    """Yield each 'that' which may be left out before a subject: 'they said (that) it rained', 'all (that) we saw'."""
    for token, word in enumerate(syntax.words[1:], 1):
        clause = syntax.head[token]
        role = syntax.dep[token], syntax.dep[clause]
        if (
            word == "that"
            and role in (("mark", "ccomp"), ("dobj", "relcl"))
            and syntax.head[clause] == token - 1
            and any(syntax.left[subject] == token + 1 for subject in syntax.each(clause, "nsubj", "nsubjpass"))
        ):
            yield token


def copulas(syntax: Syntax) -> Iterator[int]:
    """Yield a relative pronoun and 'be' before a participle: 'a ship (that was) built in Turku'."""
    for token in range(1, len(syntax.words) - 2):
        verb = token + 2
        if (
            syntax.words[token] in ("which", "that", "who")
            and syntax.words[token + 1] in _BE
            and syntax.tag[verb] in ("VBN", "VBG")
            and syntax.dep[verb] == "relcl"
            and syntax.dep[token] in ("nsubj", "nsubjpass")
            and syntax.head[token] == syntax.head[token + 1] == verb
            and not _goes_on(syntax, verb)
        ):
            yield from (token, token + 1)


def _goes_on(syntax: Syntax, verb: int) -> bool:
    """Tell whether a verb follows that may share the pronoun: 'which was built there and is now ours'."""
    following = range(verb + 1, len(syntax.words) - 1)
    return any(syntax.dep[token] == "cc" and syntax.tag[token + 1] in _FINITE for token in following)


RULES: tuple[Rule, ...] = (articles, openers, links, copulas)
