"""A document to show, with everything that is hard to show."""

from __future__ import annotations

from hashlib import sha256

from selenium.webdriver.remote.webdriver import WebDriver

from compressor.records import Argument, Aspect, Document, DocumentRecord, Entity, Fact, Property, Span, Value
from compressor.view import Shown, whole

# Emoji, a family of joined ones, marks of right-to-left text and letters beyond U+FFFF stand before what is quoted.
HARBOUR = (
    "🛶🌊 The ferry 👩‍👩‍👧 Ærø sailed to Marstal. 𝔐arstal did not pay Ærø \u202ein 1931\u202c.\n\n"
    "The crossing was lovely, the coffee was dreadful. Ærø cost 40,000 kroner.\n"
)


def span(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), quote=words)


def _argument(text: str, words: str, role: str, nth: int = 0) -> Argument:
    return Argument(**span(text, words, nth).model_dump(), role=role)


def harbour() -> Shown:
    """A document whose spans overlap: a sentence has entities, arguments and an opinion in it."""
    text = HARBOUR
    ferry = Entity(
        id="e1",
        name="Ærø",
        type="PRODUCT",
        mentions=tuple(span(text, "Ærø", n) for n in range(3)),
        salience=1.0,
        confidence=0.9,
    )
    town = Entity(id="e2", name="Marstal", type="GPE", mentions=(span(text, "Marstal"),), salience=0.5, confidence=0.9)
    sailed = Fact(
        **span(text, "The ferry 👩‍👩‍👧 Ærø sailed to Marstal.").model_dump(),
        id="f1",
        subject=_argument(text, "The ferry 👩‍👩‍👧 Ærø", "subject"),
        predicate="sailed",
        lemma="sail",
        arguments=(_argument(text, "Marstal", "to"),),
        confidence=0.8,
    )
    paid = Fact(
        **span(text, "𝔐arstal did not pay Ærø \u202ein 1931\u202c.").model_dump(),
        id="f2",
        subject=_argument(text, "𝔐arstal", "subject"),
        predicate="did pay",
        lemma="pay",
        negated=True,
        time=_argument(text, "1931", "time"),
        confidence=0.6,
    )
    cost = Property(
        **span(text, "Ærø cost 40,000 kroner").model_dump(),
        id="p1",
        entity="e1",
        subject="Ærø",
        key="price",
        value="40,000 kroner",
        normalized=Value(kind="money", number=40000, unit="DKK"),
        confidence=0.9,
    )
    sentence = "The crossing was lovely, the coffee was dreadful."
    opinions = tuple(
        Aspect(
            **span(text, sentence).model_dump(),
            id=f"a{i}",
            term=span(text, term),
            opinion=span(text, opinion),
            category=None,
            polarity=polarity,
            confidence=0.7,
        )
        for i, (term, opinion, polarity) in enumerate(
            [("crossing", "lovely", "positive"), ("coffee", "dreadful", "negative")], 1
        )
    )
    record = DocumentRecord(
        source="harbour.txt",
        sha256=sha256(text.encode()).hexdigest(),
        characters=len(text),
        entities=(ferry, town),
        properties=(cost,),
        facts=(sailed, paid),
        aspects=opinions,
    )
    return whole(Document(text=text, source="harbour.txt"), record)


def plain(text: str, source: str = "plain.txt") -> Shown:
    """A document of which nothing was found."""
    digest = sha256(text.encode()).hexdigest()
    return whole(Document(text=text, source=source), DocumentRecord(source=source, sha256=digest, characters=len(text)))


def resize(browser: WebDriver, width: int, height: int) -> None:
    """Set the size of the viewport, which may be narrower than a window can be."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def prefer(browser: WebDriver, scheme: str) -> None:
    """Prefer light or dark colours, as the user's system would."""
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
