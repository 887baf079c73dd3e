"""Mentions of one thing come together under its fullest name; different things stay apart."""

from __future__ import annotations

import pytest

from compressor.extraction.discourse import Gender
from compressor.extraction.entities import Mention
from compressor.extraction.found import Range
from compressor.extraction.pronouns import Pronoun, resolve_pronouns
from compressor.extraction.resolution import Cluster, name_key, resolve
from compressor.extraction.salience import weigh


def mentions_in(text: str, *named: tuple[str, str]) -> list[Mention]:
    """Return mentions of the given names, each looked for behind the one before."""
    mentions, place = [], 0
    for name, kind in named:
        place = text.index(name, place)
        mentions.append(Mention(Range(place, place + len(name)), kind, name, subject=False))
        place += len(name)
    return mentions


def entities(text: str, *named: tuple[str, str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {cluster.name: (cluster.type, cluster.aliases) for cluster in resolve(text, mentions_in(text, *named))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr. Marie Curie", "MARIE CURIE"),
        ("the European Union", "European Union"),
        ("Siemens AG", "Siemens"),
        ("U.S.", "US"),
        ("Toyota Motor Corporation", "Toyota Motor Corp."),
    ],
)
def test_forms_of_one_name_share_their_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Mr", "Mrs"), ("Inc", "Ltd"), ("North Sea", "Sea"), ("😀", "😁")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_last_name_is_short_for_the_one_full_name() -> None:
    found = entities(
        "Marie Curie met Einstein. Curie spoke.", ("Marie Curie", "PERSON"), ("Einstein", "PERSON"), ("Curie", "ORG")
    )
    assert found == {"Marie Curie": ("PERSON", ("Curie",)), "Einstein": ("PERSON", ())}


def test_a_last_name_of_two_people_stays_apart() -> None:
    text = "Curie won. Marie Curie and Pierre Curie shared it."
    found = entities(text, ("Curie", "PERSON"), ("Marie Curie", "PERSON"), ("Pierre Curie", "PERSON"))
    assert set(found) == {"Curie", "Marie Curie", "Pierre Curie"}


def test_a_noun_beside_several_that_are_numbered_is_none_of_them() -> None:
    text = "Annex 1 and Annex 2 are long. The Annex is signed."
    found = entities(text, ("Annex 1", "TERM"), ("Annex 2", "TERM"), ("Annex", "TERM"))
    assert set(found) == {"Annex 1", "Annex 2", "Annex"}
    assert set(entities("Pixel 8 sold. The Pixel is new.", ("Pixel 8", "TERM"), ("Pixel", "TERM"))) == {"Pixel 8"}


def test_the_surer_mentions_decide_the_type() -> None:
    mentions = mentions_in("Corro, Corro, Corro", ("Corro", "ORG"), ("Corro", "ORG"), ("Corro", "GPE"))
    rated = [one._replace(confidence=sure) for one, sure in zip(mentions, (0.3, 0.3, 0.9), strict=True)]
    assert [cluster.type for cluster in resolve("Corro, Corro, Corro", rated)] == ["GPE"]


def test_an_acronym_stands_for_the_name_with_its_initials() -> None:
    text = "The University of California grew. UC has ten sites."
    found = entities(text, ("University of California", "ORG"), ("UC", "ORG"))
    assert found == {"University of California": ("ORG", ("UC",))}


def test_a_place_is_no_short_form() -> None:
    found = entities("New York University is in New York.", ("New York University", "ORG"), ("New York", "GPE"))
    assert set(found) == {"New York University", "New York"}


def test_a_definition_in_brackets_makes_an_alias() -> None:
    text = 'Siemens AG, a company of Munich (the "Seller"), sells it. The Seller delivers.'
    found = entities(text, ("Siemens AG", "ORG"), ("Munich", "GPE"), ("Seller", "TERM"), ("Seller", "PERSON"))
    assert found == {"Siemens AG": ("ORG", ("Seller",)), "Munich": ("GPE", ())}


def test_the_majority_decides_the_type_and_an_untyped_mention_has_no_say() -> None:
    named = [("Oslo", "TERM"), ("Oslo", "TERM"), ("Oslo", "GPE")]
    assert entities("Oslo, Oslo, Oslo", *named) == {"Oslo": ("GPE", ())}


def test_a_common_word_with_a_capital_is_a_term() -> None:
    assert entities("Schedule 1 follows. Any schedule may change.", ("Schedule", "PERSON")) == {
        "Schedule": ("TERM", ())
    }


def test_a_plural_is_its_singular_and_a_ship_needs_no_prefix() -> None:
    text = "Each Service Level counts. Service Levels are kept aboard HMS Beagle, and Beagle sails."
    named = [("Service Level", "TERM"), ("Service Levels", "TERM"), ("HMS Beagle", "PRODUCT"), ("Beagle", "ORG")]
    assert entities(text, *named) == {
        "Service Level": ("TERM", ("Service Levels",)),
        "HMS Beagle": ("PRODUCT", ("Beagle",)),
    }


def test_a_first_name_of_two_people_is_neither() -> None:
    text = "William Whiston wrote. William Harrison sailed. William came back."
    named = [("William Whiston", "PERSON"), ("William Harrison", "PERSON"), ("William", "PERSON")]
    assert set(entities(text, *named)) == {"William Whiston", "William Harrison", "William"}


def test_values_are_one_only_when_written_alike() -> None:
    found = entities("2024, 2024 and 2,024", ("2024", "DATE"), ("2024", "DATE"), ("2,024", "QUANTITY"))
    assert set(found) == {"2024", "2,024"}


def test_salience_is_one_for_the_most_salient_and_less_for_values() -> None:
    text = "Oslo grew in 2024. Oslo is rich. Bergen is not."
    mentions = mentions_in(text, ("Oslo", "GPE"), ("2024", "DATE"), ("Oslo", "GPE"), ("Bergen", "GPE"))
    clusters = resolve(text, mentions)
    weights = dict(zip((cluster.name for cluster in clusters), weigh(clusters, mentions, len(text)), strict=True))
    assert weights["Oslo"] == 1.0 > weights["Bergen"] > weights["2024"] > 0


def test_nothing_has_no_salience() -> None:
    assert weigh([], [], 0) == []
    assert weigh([Cluster("x", "TERM", (), (0,))], [Mention(Range(0, 1), "TERM", "x", subject=False)], 1) == [1.0]


def meant_in(text: str, named: list[tuple[str, str]], pronouns: list[tuple[str, Gender]]) -> list[str | None]:
    """Return the names that pronouns, each at its next place in a text, stand for."""
    found, end = list[Pronoun](), 0
    for word, gender in pronouns:
        start = text.index(word, end)
        end = start + len(word)
        found.append(Pronoun(Range(start, end), gender, has_rival="tank" in text))
    starts = [0, *(index + 2 for index, char in enumerate(text[:-1]) if char == ".")]
    types = [kind for _, kind in named]
    resolved = resolve_pronouns(found, mentions_in(text, *named), range(len(named)), types, starts)
    return [named[resolved[each.range]][0] if each.range in resolved else None for each in found]


@pytest.mark.parametrize(
    ("text", "named", "pronoun", "gender", "meant"),
    [
        ("Curie won. She spoke.", [("Curie", "PERSON")], "She", "she", "Curie"),
        ("Curie met Einstein. She spoke.", [("Curie", "PERSON"), ("Einstein", "PERSON")], "She", "she", None),
        ("Intel met Curie. It grew.", [("Intel", "ORG"), ("Curie", "PERSON")], "It", "it", "Intel"),
        ("The tank near Intel leaked and it burst.", [("Intel", "ORG")], "it", "it", None),
        ("Intel grew. The tank leaked and it burst.", [("Intel", "ORG")], "it", "it", None),
        ("K1 was late. He declined.", [("K1", "TERM")], "He", "he", None),
        ("Marie Curie was late. She declined.", [("Marie Curie", "TERM")], "She", "she", "Marie Curie"),
        ("Intel grew. Rain fell. It stopped.", [("Intel", "ORG")], "It", "it", None),
        ("Beagle was old. She sailed.", [("Beagle", "PRODUCT")], "She", "she", "Beagle"),
        ("Beagle was old. He sailed.", [("Beagle", "PRODUCT")], "He", "he", None),
        ("Curie left on Beagle. She sailed.", [("Curie", "PERSON"), ("Beagle", "PRODUCT")], "She", "she", "Curie"),
    ],
)
def test_a_pronoun_stands_for_the_only_candidate(
    text: str, named: list[tuple[str, str]], pronoun: str, gender: Gender, meant: str | None
) -> None:
    assert meant_in(text, named, [(pronoun, gender)]) == [meant]


def test_a_pronoun_goes_on_with_a_like_one() -> None:
    text = "Arnold came. He worked. He left."
    assert meant_in(text, [("Arnold", "PERSON")], [("He", "he"), ("He", "he")]) == ["Arnold", "Arnold"]


def test_a_pronoun_beside_a_like_one_that_may_be_someone_else_stays_open() -> None:
    text = "Arnold met Mudge. He made it on Cook's ship. He left."
    named = [("Arnold", "PERSON"), ("Mudge", "PERSON"), ("Cook", "PERSON")]
    assert meant_in(text, named, [("He", "he"), ("He", "he")]) == [None, None]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ('"Effective Date" means 1 March 2026.', "Effective Date", "WORK_OF_ART"),
        ("The Charter binds every Party to this Charter.", "Charter", "ORG"),
        ("An electron capture detector (ECD) was used.", "ECD", "ORG"),
        ("AGREED TERMS. The terms agreed before are void.", "AGREED TERMS", "ORG"),
        ("Schedule 2 lists the fees. Each schedule is binding.", "Schedule 2", "ORG"),
    ],
)
def test_what_a_text_shows_to_be_a_common_noun_is_a_term(text: str, name: str, kind: str) -> None:
    assert entities(text, (name, kind)) == {name: ("TERM", ())}


def test_an_organisation_keeps_its_type_beside_its_acronym() -> None:
    text = "The World Bank (WB) lends. WB met."
    assert entities(text, ("World Bank", "ORG"), ("WB", "ORG")) == {"World Bank": ("ORG", ("WB",))}


def test_the_maker_is_short_for_its_numbered_model() -> None:
    text = "The Brennar G4 is loud. My Brennar broke."
    assert entities(text, ("Brennar G4", "TERM"), ("Brennar", "PERSON")) == {"Brennar G4": ("TERM", ("Brennar",))}
