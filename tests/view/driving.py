"""What the tests in a browser do and see, and two more documents for them."""

from __future__ import annotations

from hashlib import sha256

from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from compressor.records import Document, DocumentRecord, Entity, Fact, Span, Unit
from compressor.view import Gap, Piece, Shown, whole

_PATIENCE = 20  # seconds


def rows(browser: WebDriver, name: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, f"#{name} [data-place]")


def row(browser: WebDriver, name: str, words: str) -> WebElement:
    """Return the only row with these words, once the list, which is filled as it comes into sight, has one."""
    (found,) = WebDriverWait(browser, _PATIENCE).until(
        lambda _: [one for one in rows(browser, name) if words in one.text]
    )
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
        entities.append(
            Entity(id=f"e{i}", name=name, type="PRODUCT", mentions=(mention,), salience=0.5, confidence=0.9)
        )
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


def classes(browser: WebDriver) -> list[str]:
    return [str(one.get_attribute("class")) for one in browser.find_elements(By.CSS_SELECTOR, "#text mark")]


def luminance(browser: WebDriver, selector: str) -> float:
    script = (
        "return getComputedStyle(document.querySelector(arguments[0])).backgroundColor.match(/[\\d.]+/g).map(Number)"
    )
    red, green, blue = browser.execute_script(script, selector)[:3]
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


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
