"""The page in a real browser, opened from a file; the `browser` fixture checks that its console stays empty."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from harbour import HARBOUR, harbour, plain, prefer, resize
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from compressor.records import Document, DocumentRecord, Entity, Fact, Span, Unit
from compressor.view import Gap, Piece, Shown, whole

pytestmark = pytest.mark.browser

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
# Counts the rows that are ever drawn, even those that do not stay.
COUNT_ADDED = """
    window.added = 0;
    const lists = document.querySelectorAll(".rows");
    const seen = new MutationObserver((changes) => changes.forEach((change) => (added += change.addedNodes.length)));
    lists.forEach((list) => seen.observe(list, { childList: true }));
"""
Show = Callable[..., WebDriver]
HOSTILE = '</script><img src=x onerror="ran=1"><script>ran=1</script><svg onload="ran=1">\u202eevil\u202c 🛶 Ærø'


def rows(browser: WebDriver, name: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, f"#{name} [data-place]")


def row(browser: WebDriver, name: str, words: str) -> WebElement:
    (found,) = (one for one in rows(browser, name) if words in one.text)
    return found


def texts(browser: WebDriver, selector: str) -> list[str]:
    """Return the text of the elements as the document has it, not as it is laid out."""
    return [str(one.get_property("textContent")) for one in browser.find_elements(By.CSS_SELECTOR, selector)]


def marked(browser: WebDriver) -> str:
    return "".join(texts(browser, "#text mark.now"))


def text_of(browser: WebDriver, name: str) -> str:
    return str(browser.find_element(By.ID, name).get_property("textContent"))


def press(browser: WebDriver, *keys: str) -> None:
    ActionChains(browser).send_keys(*keys).perform()


def focused(browser: WebDriver) -> str:
    return str(browser.switch_to.active_element.get_attribute("id"))


def in_sight(browser: WebDriver, selector: str) -> bool:
    """Say whether an element lies within the box that scrolls it."""
    script = """
        const [inner, outer] = [document.querySelector(arguments[0]), document.getElementById("text")];
        const [a, b] = [inner.getBoundingClientRect(), outer.getBoundingClientRect()];
        return a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
    """
    return bool(browser.execute_script(script, selector))


def many(count: int) -> Shown:
    """A document of many sentences, each with an entity and a fact."""
    sentences = [f"🛶 Boat{i} carried {i} barrels to the old harbour of Ærø that day." for i in range(count)]
    text = "\n\n".join(" ".join(sentences[i : i + 5]) for i in range(0, count, 5))
    entities, facts = [], []
    for i, sentence in enumerate(sentences):
        start = text.index(sentence)
        name = f"Boat{i}"
        mention = Span(start=start + 2, end=start + 2 + len(name), quote=name)
        entities.append(Entity(id=f"e{i}", name=name, type="PRODUCT", mentions=(mention,), salience=0.5))
        facts.append(
            Fact(
                id=f"f{i}",
                **Span(start=start, end=start + len(sentence), quote=sentence).model_dump(),
                subject={**mention.model_dump(), "role": "subject", "entity": f"e{i}"},
                predicate="carried",
                lemma="carry",
                confidence=0.5,
            )
        )
    record = DocumentRecord(
        source="many.txt",
        sha256=sha256(text.encode()).hexdigest(),
        characters=len(text),
        entities=tuple(entities),
        facts=tuple(facts),
    )
    return whole(Document(text=text, source="many.txt"), record)


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


def classes(browser: WebDriver) -> list[str]:
    return [str(one.get_attribute("class")) for one in browser.find_elements(By.CSS_SELECTOR, "#text mark")]


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


def test_everything_can_be_done_with_the_keyboard(show: Show) -> None:
    browser = show(harbour(), plain("Another text."))
    press(browser, "/", "marstal", Keys.ENTER)
    assert focused(browser) == "entities"
    press(browser, Keys.ARROW_DOWN, Keys.ENTER)
    assert marked(browser) == "Marstal"
    press(browser, Keys.ESCAPE, Keys.ESCAPE)
    assert marked(browser) == ""
    browser.find_element(By.ID, "records").send_keys(Keys.END, Keys.ARROW_UP, Keys.ENTER)
    assert marked(browser) == "The crossing was lovely, the coffee was dreadful."
    active = browser.find_element(By.ID, "records").get_attribute("aria-activedescendant")
    assert browser.find_element(By.ID, str(active)).get_attribute("aria-selected") == "true"
    browser.find_element(By.ID, "text").send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert marked(browser) == "Marstal"
    press(browser, Keys.ENTER)
    assert len(rows(browser, "records")) == 1
    press(browser, "]")
    assert text_of(browser, "text-title") == "plain.txt"
    press(browser, "[", "?")
    assert text_of(browser, "text-title") == "harbour.txt"
    assert browser.find_element(By.ID, "keys").is_displayed()


def test_the_focus_goes_through_the_panes_in_order_and_can_be_seen(show: Show) -> None:
    browser = show(harbour())
    stops = list[str]()
    while not stops or stops[-1] != "records":
        press(browser, Keys.TAB)
        assert len(stops) < 30
        stops.append(focused(browser))
        assert browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle") != "none"
    named = [stop for stop in stops if stop]
    assert named == ["search", "theme", "help", "documents", "entities", "text", "polarity", "confidence", "records"]


def test_roles_and_names_are_there(show: Show) -> None:
    browser = show(harbour())
    grid = browser.find_element(By.ID, "records")
    assert (grid.aria_role, grid.accessible_name, grid.get_attribute("aria-rowcount")) == ("grid", "Records", "6")
    for name in ("documents", "entities"):
        box = browser.find_element(By.ID, name)
        assert (box.aria_role, box.accessible_name) == ("listbox", name.capitalize())
    for control in browser.find_elements(By.CSS_SELECTOR, "button, input, select"):
        assert control.accessible_name or not control.is_displayed()


def test_a_hostile_document_is_shown_and_runs_nothing(show: Show) -> None:
    browser = show(plain(HOSTILE, source=HOSTILE), title=HOSTILE)
    assert text_of(browser, "text") == HOSTILE
    assert HOSTILE.rpartition("/")[2] in text_of(browser, "documents")
    assert browser.title.startswith("</script>")
    assert browser.execute_script("return typeof ran") == "undefined"
    assert browser.find_elements(By.CSS_SELECTOR, "img, svg, script[src]") == []


def test_the_page_cannot_be_made_to_run_or_load_anything_else(show: Show, chromium: WebDriver) -> None:
    show(harbour())
    for attempt in (
        "const s = document.createElement('script'); s.append('ran = 1'); document.body.append(s)",
        "document.body.setAttribute('onclick', 'ran = 1'); document.body.click()",
        "document.body.innerHTML = '<img src=x onerror=\"ran = 1\">'",
    ):
        chromium.execute_script(f"try {{ {attempt} }} catch {{}}")
    assert chromium.execute_script("return typeof ran") == "undefined"
    assert chromium.get_log("browser")  # the browser says what it refused


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_colours_follow_the_system_and_have_contrast(show: Show, browser: WebDriver, scheme: str, dark: bool) -> None:
    prefer(browser, scheme)
    show(kept(), harbour())
    for place in (0, 1):
        rows(browser, "documents")[place].click()
        if rows(browser, "records"):
            rows(browser, "records")[0].click()
        assert (luminance(browser, "#pane-text") < 0.2) is dark
        assert browser.execute_script(CONTRAST) == []


def test_the_button_turns_the_colours_over(show: Show) -> None:
    browser = show(harbour())
    seen = []
    for _ in range(3):
        browser.find_element(By.ID, "theme").click()
        seen.append(luminance(browser, "#pane-text") < 0.2)
    assert seen == [False, True, False]


def luminance(browser: WebDriver, selector: str) -> float:
    script = (
        "return getComputedStyle(document.querySelector(arguments[0])).backgroundColor.match(/[\\d.]+/g).map(Number)"
    )
    red, green, blue = browser.execute_script(script, selector)[:3]
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


@pytest.mark.parametrize("pane", ["documents", "text", "entities", "records"])
def test_a_narrow_phone_shows_one_pane_and_never_scrolls_sideways(show: Show, browser: WebDriver, pane: str) -> None:
    resize(browser, 360, 740)
    show(harbour(), plain("word" * 500, source="a-very-long-name-" * 20 + ".txt"), title="A long title " * 20)
    browser.find_element(By.CSS_SELECTOR, f"#tabs [data-pane={pane}]").click()
    shown = [one.get_attribute("id") for one in browser.find_elements(By.CSS_SELECTOR, ".pane") if one.is_displayed()]
    assert shown == [f"pane-{pane}"]
    assert browser.execute_script("return document.documentElement.scrollWidth") == 360
    assert browser.execute_script("return document.documentElement.scrollHeight") == 740


def test_on_a_phone_a_record_leads_to_the_text_and_words_lead_to_the_records(show: Show, browser: WebDriver) -> None:
    resize(browser, 360, 740)
    show(harbour())
    browser.find_element(By.CSS_SELECTOR, "#tabs [data-pane=records]").click()
    row(browser, "records", "coffee").click()
    assert browser.find_element(By.ID, "text").is_displayed()
    assert marked(browser) == "The crossing was lovely, the coffee was dreadful."
    browser.find_element(By.CSS_SELECTOR, "#text mark.part").click()
    assert len(rows(browser, "records")) == 2


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


def kept() -> Shown:
    """A result: two of four sentences, with a gap where the text is not known."""
    known = "Ærø is an island. 🛶 It has a harbour. "
    units = tuple(
        Unit(
            id=f"u{i}",
            document=0,
            kind="sentence",
            start=start,
            end=start + len(quote),
            quote=quote,
            text=quote,
            cuts=cuts,
            score=1,
        )
        for i, (start, quote, cuts) in enumerate(
            [
                (0, "Ærø is an island.", (Span(start=7, end=9, quote="an"),)),
                (100, "The ferry is old.", ()),
            ]
        )
    )
    return Shown(
        "island.txt",
        1200,
        (Piece(0, known), Piece(100, "The ferry is old.")),
        (Gap(len(known), 100, 2), Gap(117, 1200)),
        kept=units,
        note="The source is not where it was.",
    )


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


def test_paper_gets_the_whole_text_and_every_record(show: Show) -> None:
    browser = show(many(60))
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert len(texts(browser, "#text .mention")) == 60
    assert len(rows(browser, "records")) == 60
    browser.execute_script("dispatchEvent(new Event('afterprint'))")
    assert len(rows(browser, "records")) < 60


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_want_no_motion(show: Show, browser: WebDriver, motion: str) -> None:
    feature = {"name": "prefers-reduced-motion", "value": motion}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    show(harbour())
    script = "return [...document.querySelectorAll('*')].some((n) => getComputedStyle(n).transitionDuration !== '0s')"
    moves: Any = browser.execute_script(script)
    assert moves is (motion == "no-preference")


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
    entities = [Entity(id=f"e{i}", name="x", type="TERM", mentions=(m,), salience=1) for i, m in enumerate(mentions)]
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
