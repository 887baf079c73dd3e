from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from compressor import extract
from compressor.extraction.facts import find_facts
from compressor.extraction.found import FoundArgument, FoundFact
from compressor.extraction.nlp import Parsed
from compressor.extraction.wordsets import word_set

Parse = Callable[[str], Parsed]
Tuple = tuple[str, ...]

WORDS = sorted(
    word_set(
        "the a old firm ship Paris Anna sold built was not to of in 1990 , . and who which that ( ) \" ' - is by ? * £ "
        "5 m it there has had never if while running said :"
    )
)


def written(text: str, fact: FoundFact) -> Tuple:
    """Return (subject, predicate, role: argument, ..., time: ..., place: ...)."""

    def words(argument: FoundArgument) -> str:
        return text[argument.range.start : argument.range.end]

    parts = [words(fact.subject), fact.predicate, *(f"{a.role}: {words(a)}" for a in fact.arguments)]
    parts += [f"{name}: {words(a)}" for name, a in (("TIME", fact.time), ("PLACE", fact.place)) if a]
    return tuple(parts)


FACTS: list[tuple[str, list[Tuple]]] = [
    ("Harrison built the clock in 1735.", [("Harrison", "built", "object: the clock", "TIME: 1735")]),
    ("The bridge was opened by the queen.", [("The bridge", "was opened", "by: the queen")]),
    ("The city is the capital of Norway.", [("The city", "is", "complement: the capital of Norway")]),
    ("The board gave Anna a prize.", [("The board", "gave", "to: Anna", "object: a prize")]),
    ("The firm agreed to sell the mill.", [("The firm", "agreed to sell", "object: the mill")]),
    (
        "The crew repaired the pump and painted the hull.",
        [("The crew", "repaired", "object: the pump"), ("The crew", "painted", "object: the hull")],
    ),
    ("The dam was built and opened in 1960.", [("The dam", "was opened", "TIME: 1960")]),
    (
        "The council rejected the plan, which had split the town.",
        [("The council", "rejected", "object: the plan"), ("the plan", "had split", "object: the town")],
    ),
    ("We own the album that Bowie recorded in Berlin.", [("Bowie", "recorded", "object: the album", "PLACE: Berlin")]),
    ("They sold a mill built in 1820.", [("a mill", "built", "TIME: 1820")]),
    ("Born in Paris, Monet moved to Giverny.", [("Monet", "Born", "PLACE: Paris"), ("Monet", "moved", "to: Giverny")]),
    ("The minister said that taxes would fall.", [("The minister", "said", "complement: taxes would fall")]),
    ("Tim Cook, the head of Apple, resigned.", [("Tim Cook", "is", "complement: the head of Apple")]),
    ("The trains stopped because of the snow.", [("The trains", "stopped", "because of: the snow")]),
    (
        "The tenant pays a fee if the rent is late.",
        [("The tenant", "pays", "object: a fee", "if: the rent is late")],
    ),
    ("Sales rose to €46.8m in 2024.", [("Sales", "rose", "to: €46.8m", "TIME: 2024")]),
    ("A party that is late shall pay interest.", [("A party that is late", "shall pay", "object: interest")]),
    ("We found a clock that never stopped.", [("We", "found", "object: a clock that never stopped")]),
    (
        "The pump stops when the tank is full.",
        [("The pump", "stops", "when: the tank is full")],
    ),
    (
        "If the rent is late, the tenant pays a fee and loses the room.",
        [("the tenant", "loses", "object: the room", "if: the rent is late")],
    ),
    ("Nobody knew whether the bridge held.", [("Nobody", "knew", "complement: whether the bridge held")]),
    (
        "The seller offered me €15 instead of a new part.",
        [("The seller", "offered", "to: me", "object: €15", "instead of: a new part")],
    ),
    ("It applies only in Norway.", [("It", "applies", "only in: Norway")]),
    (
        "The sub-processor runs the pumps.",
        [("The sub-processor", "runs", "object: the pumps")],
    ),
    ("A depot is a folder, a bucket or a path.", [("A depot", "is", "complement: a folder, a bucket or a path")]),
    ("The line was closed until 1990.", [("The line", "was closed", "TIME: 1990")]),
    (
        "For this law Siemens is the controller and Intel is the processor of the data.",
        [("Siemens", "is", "for: this law", "complement: the controller")],
    ),
    ("Sales fell to €46.8m.", [("Sales", "fell", "to: €46.8m")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FACTS)
def test_a_sentence_states_these_facts(parse: Parse, text: str, expected: list[Tuple]) -> None:
    found = [written(text, fact) for fact in find_facts(parse(text))]
    assert [fact for fact in expected if fact not in found] == [], found


@pytest.mark.parametrize(
    "text",
    [
        "The company moved to Cupertino, California.",  # a place in a place is not that place
        "If the rent is late, a fee is due.",  # a condition is not a fact
        "Did the tenant pay the rent?",
        "It is clear that the sun is out.",
    ],
)
def test_what_is_not_stated_is_no_fact(parse: Parse, text: str) -> None:
    found = {written(text, fact)[:2] for fact in find_facts(parse(text))}
    assert found <= {("The company", "moved"), ("a fee", "is"), ("the sun", "is")}


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("The pump stops before the tank is full.", {"stops"}),
        ("The pump stopped before the tank was full.", {"stopped", "was"}),
        ("They acted in haste as though the mill was closed.", {"acted"}),
        ("Any firm that breaks the rule pays a fine.", {"pays"}),
        ("Trains that use the old line lose their slot.", {"lose"}),
        ("The trains, which are late, lose their slot.", {"are", "lose"}),
        ("The fact that the firm burned the mill was known to us.", {"burned", "was known"}),
        ("They sent confirmation that the firm had passed the test.", {"sent"}),
        ("The tenant must either pay the rent or leave the house.", set()),
        ("The rules, as adopted by the council, bind the firm.", {"bind"}),
        ("The next run reads everything once and rebuilds it.", {"reads", "rebuilds"}),
        ("A restore that was interrupted can be started with the same command.", {"can be started"}),
        ("When the firm considers that the mill is ready, it shall tell us.", {"shall tell"}),
        ("It was better than anyone had expected of so small a machine.", {"was"}),
        ("The firm may end the lease if the tenant is late and fails to pay the rent.", {"may end"}),
        ("What saves it is the warning.", set()),
        ("Every 10 s produce 16 MB.", set()),
        ("The mills gave the forty days, which is half a year.", {"gave"}),
    ],
)
def test_what_is_only_supposed_or_says_which_is_no_fact(parse: Parse, text: str, stated: set[str]) -> None:
    assert {fact.predicate for fact in find_facts(parse(text))} == stated


@pytest.mark.parametrize(
    ("text", "predicate", "negated", "modality"),
    [
        ("The supplier must not share the data.", "must not share", True, "must"),
        ("The supplier won't share the data.", "won't share", True, "will"),
        ("No employee may open the vault.", "may open", True, "may"),
        ("The firm has no debt.", "has", True, None),
        ("The community was no longer limited by acidity.", "was no longer limited", True, None),
        ("Riders no longer shout at me.", "no longer shout", True, None),
        ("Bonn is no longer the capital of Germany.", "is no longer", True, None),
        ("A compact balance was less easily disturbed than a slow one.", "was less easily disturbed", False, None),
        ("The firm paid its debt.", "paid", False, None),
    ],
)
def test_denial_and_modality_are_kept(
    parse: Parse, text: str, predicate: str, negated: bool, modality: str | None
) -> None:
    fact = next(find_facts(parse(text)))
    assert (fact.predicate, fact.negated, fact.modality) == (predicate, negated, modality)


def test_the_lemma_is_that_of_the_first_verb(parse: Parse) -> None:
    assert [fact.lemma for fact in find_facts(parse("The firm agreed to sell the mill."))] == ["agree"]


def test_a_long_sentence_is_trusted_less(parse: Parse) -> None:
    short = next(find_facts(parse("The crew repaired the pump.")))
    long = next(find_facts(parse("The crew repaired the pump " + "of the old ship " * 12 + ".")))
    assert 0 < long.confidence < short.confidence < 1


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=25,
    ).map(" ".join)
)
def test_every_range_lies_in_its_sentence(parse: Parse, text: str) -> None:
    for fact in find_facts(parse(text)):
        for argument in (fact.subject, *fact.arguments, *(a for a in (fact.time, fact.place) if a)):
            assert fact.sentence.start <= argument.range.start < argument.range.end <= fact.sentence.end
        assert fact.predicate.strip()
        assert 0 <= fact.confidence <= 1


def test_a_parse_that_crosses_itself_gives_no_empty_phrase(parse: Parse) -> None:
    text = (
        "The survey made use of data from one ferry line -the old coastal line -in which the night service is always "
        "on, and another -the southern island line -in which this service is only activated during a strike."
    )
    for fact in find_facts(parse(text)):
        for argument in (fact.subject, *fact.arguments):
            assert argument.range.start < argument.range.end


def test_a_subject_that_a_parse_takes_for_punctuation_is_a_subject_still() -> None:
    doc = Doc(
        English().vocab,
        words=["Floods", "caused", "by", "rain"],
        tags=["NNS", "VBN", "IN", "NN"],
        pos=["NOUN", "VERB", "ADP", "NOUN"],
        deps=["punct", "acl", "agent", "pobj"],
        heads=[0, 0, 1, 2],
        lemmas=["flood", "cause", "by", "rain"],
    )
    (fact,) = find_facts(Parsed(doc, doc.text, list(range(len(doc.text)))))
    assert written(doc.text, fact) == ("Floods", "caused", "by: rain")


@pytest.mark.parametrize(
    "text",
    [
        "Chair: Thank you all.",
        "ERROR upstream reset before header client=a4 method=POST path=/bookings reused=true.",
    ],
)
def test_who_speaks_does_nothing_and_a_line_of_settings_says_nothing(parse: Parse, text: str) -> None:
    assert list(find_facts(parse(text))) == []


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        ("The lamp has stayed in place since then.", "since", "then"),
        ("The tenant may end the lease at once.", "at", "once"),
        ("The repair cost them €7.2m.", "object", "€7.2m"),
    ],
)
def test_an_argument_is_neither_short_nor_long(parse: Parse, text: str, role: str, words: str) -> None:
    arguments = [argument for fact in find_facts(parse(text)) for argument in fact.arguments]
    assert (role, words) in [(argument.role, text[argument.range.start : argument.range.end]) for argument in arguments]


def test_a_caption_states_nothing() -> None:
    assert extract("Table 1. Oxides emitted into the air by season.").facts == ()
