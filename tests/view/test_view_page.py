"""A page is closed: nothing of a document can become markup, and nothing but its own script and style can run."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest
from harbour import harbour, plain
from hypothesis import given
from hypothesis import strategies as st

from compressor.view import View, render
from compressor.view.page import SCRIPTS, STYLES

HOSTILE = [
    "</script>",
    "<!--",
    "<script>",
    "]]>",
    "\u2028",
    "\u2029",
    "&lt;",
    "$title",
    "${script}",
    "\0",
    "\r",
    "'",
    '"',
    "\\u003c",
]
HOSTILE_TEXT = st.lists(st.sampled_from([*HOSTILE, "word ", "🛶"]), min_size=1, max_size=12).map("".join)


class Elements(HTMLParser):
    """The elements of a page: (tag, attributes, text)."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1][2].append(data)

    def texts(self, tag: str, **attributes: str) -> list[str]:
        return ["".join(text) for t, a, text in self.found if t == tag and attributes.items() <= a.items()]


def data_of(page: bytes, name: str) -> Any:
    (text,) = Elements(page.decode()).texts("script", id=name)
    return json.loads(text)


@given(HOSTILE_TEXT, HOSTILE_TEXT, HOSTILE_TEXT)
def test_whatever_a_document_says_comes_back_as_it_was_and_changes_no_markup(
    text: str, source: str, title: str
) -> None:
    page = render(View((plain(text, source),)), title)
    usual = render(View((plain("text"),)), "Title")
    assert [tag for tag, _, _ in Elements(page.decode()).found] == [tag for tag, _, _ in Elements(usual.decode()).found]
    assert data_of(page, "document-0")["text"] == text
    assert data_of(page, "index")["documents"][0]["source"] == source
    for block in Elements(page.decode()).texts("script", type="application/json"):
        assert not re.search("[<>&\u2028\u2029]", block)


def test_the_policy_names_the_hashes_of_what_is_in_the_page_and_allows_nothing_else() -> None:
    page = render(View((harbour(),)), "Title").decode()
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', page)
    assert policy
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    hashes = [b64encode(sha256(part.encode()).digest()).decode() for part in (script, style)]
    assert unescape(policy[1]).split("; ") == [
        "default-src 'none'",
        f"script-src 'sha256-{hashes[0]}'",
        f"style-src 'sha256-{hashes[1]}'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]


def test_a_page_asks_for_nothing_from_elsewhere() -> None:
    found = Elements(render(View((harbour(),)), "Title").decode()).found
    assert not {name for _, attributes, _ in found for name in attributes} & {"src", "srcset", "style", "onclick"}
    assert {attributes.get("href") for _, attributes, _ in found} == {None, "#text"}


def test_the_same_view_gives_the_same_bytes() -> None:
    assert render(View((harbour(), plain("x"))), "Title") == render(View((harbour(), plain("x"))), "Title")


def test_every_file_of_the_template_is_in_the_page_and_never_makes_markup_of_text() -> None:
    there = {entry.name for entry in files("compressor.view").joinpath("template").iterdir()}
    assert there == {"page.html", *SCRIPTS, *STYLES}
    for name in SCRIPTS:
        script = files("compressor.view").joinpath("template", name).read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script)


def test_the_data_of_a_document() -> None:
    data = data_of(render(View((harbour(),)), "Title"), "document-0")
    assert [record["id"] for record in data["records"]] == ["f1", "f2", "a1", "a2", "p1"]
    fact, denied, liked, _, cost = data["records"]
    assert (fact["subject"], fact["predicate"], fact["object"]) == ("The ferry 👩‍👩‍👧 Ærø", "sailed", "to Marstal")
    assert (denied["polarity"], denied["value"], liked["polarity"]) == ("denied", "1931", "positive")
    assert (cost["value"], cost["entity"]) == ("40,000 DKK", "e1")
    units = data["text"].encode("utf-16-le")
    quotes = [units[2 * start : 2 * end].decode("utf-16-le") for start, end in data["entities"][0]["mentions"]]
    assert quotes == ["Ærø"] * 3


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["a/notes.md", "b/notes.md", "c/plan.md"], ["a/notes.md", "b/notes.md", "plan.md"]),
        (["/", "-"], ["/", "-"]),
    ],
)
def test_documents_go_by_their_file_names_unless_two_share_one(sources: list[str], names: list[str]) -> None:
    page = render(View(tuple(plain("x", source) for source in sources)), "Title")
    assert [summary["name"] for summary in data_of(page, "index")["documents"]] == names
