"""The page in a real browser, opened from a file; the `browser` fixture checks that its console stays empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import classes, focused, in_sight, kept, many, marked, press, row, rows, text_of, texts
from harbour import HARBOUR, harbour, plain
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from compressor.records import Entity, Span

pytestmark = pytest.mark.browser

Show = Callable[..., WebDriver]
COUNT_ADDED = """
    window.added = 0;
    const lists = document.querySelectorAll(".rows");
    const seen = new MutationObserver((changes) => changes.forEach((change) => (added += change.addedNodes.length)));
    lists.forEach((list) => seen.observe(list, { childList: true }));
"""
LINES = st.sampled_from(
    [
        "🛶 Ærø ",
        "\u202eword",
        "\u2067א\u2069 ",
        "\n",
        "\n\n",
        " \n \n  ",
        "| a | b |\n",
        "x    y\n",
        "1. one\n",
        "w" * 60 + " ",
        "\t",
    ]
)


def test_the_text_stands_there_unchanged_with_its_entities_highlighted(show: Show) -> None:
    browser = show(harbour())
    assert text_of(browser, "text") == HARBOUR
    assert texts(browser, "#text .mention") == ["Ærø", "Marstal", "Ærø", "Ærø"]
    assert texts(browser, "#text .aspect.negative") == ["coffee", "dreadful"]
    assert texts(browser, "#text .property:not(.mention)") == [" cost 40,000 kroner"]


@pytest.mark.parametrize(
    ("subject", "quote", "parts"),
    [
        ("The ferry", "The ferry 👩‍👩‍👧 Ærø sailed to Marstal.", ["The ferry 👩‍👩‍👧 ", "Ærø", "Marstal"]),
        ("𝔐arstal", "𝔐arstal did not pay Ærø \u202ein 1931\u202c.", ["𝔐arstal", "1931"]),
        ("crossing", "The crossing was lovely, the coffee was dreadful.", ["crossing", "lovely"]),
        ("40,000 DKK", "Ærø cost 40,000 kroner", []),
    ],
)
def test_a_click_on_a_record_marks_its_words(show: Show, subject: str, quote: str, parts: list[str]) -> None:
    browser = show(harbour())
    row(browser, "records", subject).click()
    assert marked(browser) == quote
    assert texts(browser, "#text mark.part") == parts
    assert browser.find_element(By.ID, "detail").is_displayed()


def test_a_click_on_an_entity_goes_from_mention_to_mention(show: Show) -> None:
    browser = show(harbour())
    for turn in (0, 1, 2, 0):
        row(browser, "entities", "Ærø").click()
        assert ["now" in mark.split() for mark in classes(browser)] == [i == turn for i in range(3)]
        assert f"{turn + 1} of 3" in browser.find_element(By.ID, "detail").text
    predicates = [one.text.splitlines()[2] for one in rows(browser, "records")]
    assert predicates == ["sailed", "did pay", "price"]  # about it, or naming it


def test_a_click_on_highlighted_words_shows_the_records_that_come_from_them(show: Show) -> None:
    browser = show(harbour())
    browser.find_element(By.CSS_SELECTOR, "#text .aspect.negative").click()
    assert [one.text.splitlines()[1] for one in rows(browser, "records")] == ["crossing", "coffee"]
    browser.find_element(By.CSS_SELECTOR, "#text .mention").click()
    assert "from “Ærø”" in browser.find_element(By.ID, "only").text
    assert len(rows(browser, "records")) == 1
    browser.find_element(By.CSS_SELECTOR, "#only button").click()
    assert len(rows(browser, "records")) == 5
    assert marked(browser) == ""


def test_a_search_narrows_entities_and_records(show: Show) -> None:
    browser = show(harbour())
    press(browser, "/", "coffee DREAD")
    assert focused(browser) == "search"
    assert text_of(browser, "records-count") == "1 of 5"
    assert text_of(browser, "entities-count") == "0 of 2"
    assert browser.find_element(By.ID, "entities-none").is_displayed()
    press(browser, Keys.ESCAPE)
    assert (text_of(browser, "records-count"), text_of(browser, "entities-count")) == ("5", "2")


def test_filters_narrow_the_records(show: Show) -> None:
    browser = show(harbour())
    browser.find_element(By.XPATH, "//*[@id='kinds']/button[contains(., 'Facts')]").click()
    assert len(rows(browser, "records")) == 2
    browser.find_element(By.XPATH, "//*[@id='polarity']/option[. = 'denied']").click()
    assert [one.text.splitlines()[1] for one in rows(browser, "records")] == ["𝔐arstal"]
    browser.find_element(By.XPATH, "//*[@id='confidence']/option[contains(., '70')]").click()
    assert browser.find_element(By.ID, "records-none").is_displayed()


def test_the_legend_narrows_entities_and_their_highlights(show: Show) -> None:
    browser = show(harbour())
    browser.find_element(By.XPATH, "//*[@id='legend']/button[contains(., 'GPE')]").click()
    assert text_of(browser, "entities-count") == "1 of 2"
    assert texts(browser, "#text .mention") == ["Marstal"]


def test_layers_can_be_turned_on_and_off(show: Show) -> None:
    browser = show(harbour())
    assert texts(browser, "#text .fact") == []
    for label in ("Entities", "Facts"):
        browser.find_element(By.XPATH, f"//*[@id='layers']/button[contains(., '{label}')]").click()
    assert texts(browser, "#text .mention") == []
    assert "".join(texts(browser, "#text .fact")) == HARBOUR[HARBOUR.index("The") : HARBOUR.index("\n")].replace(
        "Marstal. ", "Marstal."
    )
    assert text_of(browser, "text") == HARBOUR


def test_thousands_of_records_are_few_elements_and_all_can_be_reached(show: Show) -> None:
    browser = show(many(5000), *(plain(f"Text {i}. " * 10000, source=f"{i}.txt") for i in range(10)))
    assert text_of(browser, "records-count") == "5,000"
    elements = "return document.querySelectorAll('*').length"
    assert browser.execute_script(elements) < 3000
    browser.find_element(By.ID, "records").send_keys(Keys.END, Keys.ENTER)
    assert marked(browser) == "🛶 Boat4999 carried 4999 barrels to the old harbour of Ærø that day."
    assert in_sight(browser, "#text mark.now")
    press(browser, "/", "boat2500")
    assert len(rows(browser, "entities")) == 1
    rows(browser, "entities")[0].click()
    assert marked(browser) == "Boat2500"
    assert in_sight(browser, "#text mark.now")
    assert browser.execute_script(elements) < 4000
    press(browser, Keys.ESCAPE)
    assert text_of(browser, "records-count") == "1 of 5,000"  # of the boat that was chosen
    press(browser, Keys.ESCAPE)
    assert text_of(browser, "records-count") == "5,000"
    browser.execute_script(COUNT_ADDED)
    for place in (1, 0):
        rows(browser, "documents")[place].click()
    assert browser.execute_script("return added") < 4000


def test_kept_dropped_and_unknown_parts_can_be_told_apart(show: Show) -> None:
    browser = show(kept())
    assert texts(browser, "#text .kept") == ["Ærø is ", "an", " island.", "The ferry is old."]
    assert texts(browser, "#text .cut") == ["an"]
    assert texts(browser, "#text .dropped") == [" 🛶 It has a harbour. "]
    gaps = ["62 characters, 2 sentences not shown", "1,083 characters not shown"]
    assert texts(browser, "#text .gap") == gaps
    assert text_of(browser, "note") == "The source is not where it was."
    browser.find_element(By.XPATH, "//*[@id='layers']/button[contains(., 'Kept')]").click()
    assert texts(browser, "#text :is(.kept, .dropped, .cut)") == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, min_size=1, max_size=80).map("".join), st.data())
def test_any_text_with_any_spans_is_shown_whole_with_each_span_in_its_place(
    show: Show, text: str, data: st.DataObject
) -> None:
    mentions = list[Span]()
    for _ in range(data.draw(st.integers(1, 12))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, min(len(text), start + 90)))
        mentions.append(Span(start=start, end=end, quote=text[start:end]))
    entities = [
        Entity(id=f"e{i}", name="x", type="TERM", mentions=(m,), salience=1, confidence=1)
        for i, m in enumerate(mentions)
    ]
    shown = plain(text)
    assert shown.record
    browser = show(shown._replace(record=shown.record.model_copy(update={"entities": tuple(entities)})))
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")  # lights all of the text
    assert text_of(browser, "text") == text
    covered = {place for mention in mentions for place in range(mention.start, mention.end)}
    assert "".join(texts(browser, "#text .mention")) == "".join(text[place] for place in sorted(covered))
    for number, mention in enumerate(mentions):
        rows(browser, "entities")[number].click()
        assert marked(browser) == mention.quote


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("One line that is long enough to have been wrapped\nwhere the page was full, as its end shows.", ["wrapped"]),
        ("A heading\nand a line below it.", ["plain"]),
        ("- a list whose lines are long enough to look wrapped\n- but each of which stands for itself", ["plain"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["aligned"]),
        ("Name    Size\nferry   40\n\nA paragraph.\n\nAnother one.", ["aligned", "plain"]),
        ("no blank" + "s" * 13000, ["plain"] * 3),
    ],
)
def test_paragraphs_are_set_as_what_they_are(show: Show, text: str, forms: list[str]) -> None:
    browser = show(plain(text))
    shown = [str(one.get_attribute("class")) for one in browser.find_elements(By.CSS_SELECTOR, ".block")]
    assert shown == [f"block {form}" for form in forms]
    assert text_of(browser, "text") == text
