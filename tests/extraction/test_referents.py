"""A leading pronoun gets the name of what it stands for; where that is not sure, it gets nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.extraction.referents import Referent, referents
from compressor.records import Document
from compressor.text.segmentation import segment


def referents_in(text: str, *kept: int) -> dict[int, Referent]:
    return referents(Document(text=text), segment(text), kept)


def name_in(text: str) -> str | None:
    """Return the name for the pronoun of the last sentence, which is read alone."""
    last = len(segment(text).sentences) - 1
    found = referents_in(text, last).get(last)
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marie Curie studied in Paris. She won the Nobel Prize in 1903.", "Marie Curie"),
        ("Marie Curie studied in Paris. In 1903 she won the Nobel Prize.", "Marie Curie"),
        ("Marie Curie studied in Paris. Her notebooks are still radioactive.", "Marie Curie"),
        ("Albert Einstein was a physicist. He was born in Ulm. He grew up in Munich.", "Albert Einstein"),
        ("Albert Einstein went to Bern. Einstein worked there. He wrote four papers.", "Albert Einstein"),
        ("The Louvre is a museum in Paris. It opened in 1793.", "Louvre"),
        ("The Eiffel Tower was built for a fair. Its height is 330 metres.", "Eiffel Tower"),
        ("Route 66 is a road in the United States. It was opened in 1926.", "Route 66"),
        ("The treaty was signed in Rome. It came into force in 1958.", "The treaty"),
        ("The bridges were built of steel. They were painted red.", "The bridges"),
        ("Watson and Crick worked in Cambridge. They published in 1953.", "Watson and Crick"),
    ],
)
def test_the_subject_before_is_what_a_pronoun_stands_for(text: str, name: str) -> None:
    assert name_in(text) == name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Marie Curie met Albert Einstein. He played the violin.", id="another person"),
        pytest.param("Marie Curie was a physicist. She met him in Paris. He was late.", id="another gender"),
        pytest.param("Marie Curie met her in Paris. She was late.", id="an object of the same gender"),
        pytest.param("Marie Curie and Pierre Curie were married. He died in 1906.", id="one of two"),
        pytest.param("Marie Curie was a physicist. They met in Paris.", id="one for many"),
        pytest.param("The bridges were built of steel. It was cheap.", id="many for one"),
        pytest.param("The Louvre bought a painting. It was restored in 1952.", id="the object"),
        pytest.param("The Louvre said that the palace leaked. It was repaired.", id="what was said"),
        pytest.param("The rain fell on Rome and the river rose. It had no banks.", id="a second clause"),
        pytest.param("The Louvre is a museum in Paris. It is clear that many people go there.", id="an empty it"),
        pytest.param("The Louvre is a museum in Paris. It was noon.", id="the time"),
        pytest.param("The Louvre is a museum in Paris. It was shown that the walls lean.", id="an empty passive"),
        pytest.param("The pilot landed the plane. It was late.", id="a word for people"),
        pytest.param("The cost of the tower was high. It was built in 1889.", id="one inside the other"),
        pytest.param("Marie Curie studied in Paris. Pierre Curie says she worked hard.", id="a name before it"),
        pytest.param("The Eiffel Tower is in Paris. As for the Louvre, it is older.", id="a thing named before it"),
        pytest.param("We like regeneration. Regeneration was slow. With age his body loses it.", id="a common word"),
        pytest.param('Marie Curie studied in Paris. "She worked hard," the report said.', id="in a quotation"),
        pytest.param("Marie Curie studied in Paris. Did she like it?", id="a question"),
        pytest.param("# Marie Curie\n\nShe studied in Paris.", id="a heading"),
        pytest.param("Chair: The Louvre is a museum.\nSecretary: It is closed.", id="a new speaker"),
        pytest.param("- The Louvre is a museum.\n- It is closed.", id="a new item"),
        pytest.param("It rained all day.", id="nothing before"),
    ],
)
def test_nothing_is_said_where_more_may_be_meant(text: str) -> None:
    assert name_in(text) is None


TEXT = "Marie  Curie studied in Paris. She won the Nobel Prize twice. She died in 1934."


def test_a_sentence_that_comes_with_the_one_before_it_needs_no_name() -> None:
    assert set(referents_in(TEXT, 0, 1)) == set()
    assert set(referents_in(TEXT, 0, 2)) == {2}
    assert set(referents_in(TEXT, 1, 2)) == {1}


def test_a_referent_leads_to_its_places_in_the_document() -> None:
    (found,) = referents_in(TEXT, 2).values()
    assert found.name == "Marie Curie"
    assert TEXT[: found.end].endswith(". She")
    assert TEXT[slice(*found.antecedent)] == "Marie  Curie"


SENTENCES = st.sampled_from(
    [
        "Marie Curie studied in Paris.",
        "She won the Nobel Prize.",
        "It was closed.",
        "The Louvre is a museum.",
        "They met Albert Einstein.",
        "# Paris\n",
        '"He said it.',
        "(Its roof leaks.)",
        "…",
    ]
)


@given(st.lists(SENTENCES, min_size=1, max_size=6), st.sets(st.integers(0, 5)))
def test_every_referent_stands_before_its_pronoun(parts: list[str], kept: set[int]) -> None:
    text = " ".join(parts)
    sentences = segment(text).sentences
    for number, found in referents_in(text, *(n for n in kept if n < len(sentences))).items():
        start, end, _ = sentences[number]
        assert start < found.end <= end
        assert found.antecedent.end <= start
        assert text[slice(*found.antecedent)].split() == found.name.split()
