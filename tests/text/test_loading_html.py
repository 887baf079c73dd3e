"""HTML becomes Markdown-like text: what a reader sees, with its structure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.errors import InputError
from compressor.text.html import declared_charset, html_text, is_html
from compressor.text.loading import load

CASES = [
    ("<p>One</p><p>Two", "One\n\nTwo"),
    ("<h1>Top</h1><h3>Deeper <em>still</em></h3>text", "# Top\n\n### Deeper still\n\ntext"),
    ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
    ("a\n  b&nbsp;c\t<b>d</b>e", "a b c de"),
    ("AT&amp;T &lt;3 caf&eacute; &#8212; &#x1F6A2;", "AT&T <3 café — 🚢"),
    ("first<br>second<br/>third", "first\nsecond\nthird"),
    ("first<br><br>second", "first\n\nsecond"),
    ("<h2>a<br>b</h2>", "## a b"),
    ("<ul><li>a<li>b</ul><p>c", "- a\n- b\n\nc"),
    ("<ul><li><p>a</p><p>more</p></li><li>b</li></ul>", "- a\n\nmore\n\n- b"),
    ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c"),
    ('<ol start="3"><li>a</li><li>b</li></ol>', "3. a\n4. b"),
    ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n- b"),
    ("<li>stray", "- stray"),
    ("<dl><dt>Check-in</dt> <dd>15:00</dd><dt>Beds<dd>2</dl><p>c", "- Check-in: 15:00\n- Beds: 2\n\nc"),
    ("<dl><dt>Rate</dt><dd>€75</dd><dd>€90 in May</dd></dl>", "- Rate: €75\n\n€90 in May"),
    ("<ul><li></li></ul><p>not an item</p>", "not an item"),
    ("<p>see</p><pre>\nif a &lt; b:\n    <b>run</b>()\n</pre><p>end", "see\n\n```\nif a < b:\n    run()\n```\n\nend"),
    ("<pre>one<br>two", "```\none\ntwo\n```"),
    ("<pre>```\ncode\n```</pre>", "~~~~\n```\ncode\n```\n~~~~"),
    ("<table><tr><th>Year<th>Sum<tr><td>1897<td>3|4</table>", "| Year | Sum |\n| 1897 | 3\\|4 |"),
    ("<table><tr><td>a<td><td>c</table>", "| a |  | c |"),
    ("<table><tr><td><p>a</p><p>b</p></td><td>c<br>d</td></table>", "| a b | c d |"),
    ("<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>", "| a | b |\n\n| c | d |"),
    ("<table><tr><td>alone</td></tr></table>", "alone"),
    ("<table><tr><td><h2>Menu</h2>x</td><td><p>Story</p></td></tr></table>", "## Menu\n\nx\n\nStory"),
    ("<table><tr><td>left</td><td><table><tr><td>a<td>b</table></td></tr></table>", "left\n\n| a | b |"),
    (f"<table><tr><td>left</td><td>{'word ' * 300}</td></tr></table>", "left\n\n" + ("word " * 300).strip()),
    ("<table><caption>Sums</caption><tr><td>a<td>b</table>", "Sums\n\n| a | b |"),
    ("a<td>b", "a\n\nb"),
    ("<head><title>Ports</title><meta name=x content=y></head><body>text", "# Ports\n\ntext"),
    ("<title>Ports - The Gazette</title><h1>Ports</h1>text", "# Ports\n\ntext"),
    ("<title>Ports - The Gazette</title><h2>Search</h2><h1>Ports</h1>text", "## Search\n\n# Ports\n\ntext"),
    ("<title>The Gazette</title><h1>Ports</h1>text", "# The Gazette\n\n# Ports\n\ntext"),
    ("a<script>if (a<b) {'</p>'}</script><style>p{}</style><!-- c -->b", "ab"),
    ("<nav><ul><li>Home<nav>x</nav></ul></nav><svg><title>icon</title></svg><template><p>t</p></template>b", "b"),
    ("<![if !mso]>a<![endif]><![what is this]>b<![CDATA[c]]>", "ab"),
    ("a < b and c > d", "a < b and c > d"),
    ("</table></ul></td></pre></h1>text", "text"),
    ("", ""),
]


@pytest.mark.parametrize(("markup", "text"), CASES)
def test_converts(markup: str, text: str) -> None:
    assert html_text(markup) == text


OPENINGS = ["<p>", "<li>", "<ul>", "<table>", "<tr>", "<td>", "<pre>", "<h1>", "<br>", "<nav>", "<![", "<!", "&"]
CLOSINGS = ["</ul>", "</table>", "</td>", "</pre>", "</nav>"]


@given(st.lists(st.sampled_from([*OPENINGS, *CLOSINGS, "word"])))
def test_takes_any_order_of_tags(parts: list[str]) -> None:
    text = html_text(" ".join(parts))
    assert "\n\n\n" not in text
    if not {"<nav>", "<![", "<!"} & set(parts):
        assert text.count("word") == parts.count("word")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>\n<p>", True),
        (' \n<?xml version="1.0"?><!-- a --><html lang="en">', True),
        ("<HTML>", True),
        ("<htmlish>", False),
        ("text <html>", False),
        ("# Markdown", False),
    ],
)
def test_tells_html(text: str, expected: bool) -> None:
    assert is_html(text) is expected


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1251">', "cp1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        (b"<meta charset=utf-16>", None),
        (b"<meta charset=klingon>", None),
        (b"<p>charset=utf-8", None),
    ],
)
def test_reads_the_declared_charset(head: bytes, charset: str | None) -> None:
    assert declared_charset(b"<html><head>" + head) == charset


def test_loads_html_in_its_declared_charset(tmp_path: Path) -> None:
    page = tmp_path / "page.htm"
    page.write_bytes(b"<meta charset=latin1><p>\x93caf\xe9\x94</p>")
    assert load([str(page)])[0].text == "“café”"


def test_a_byte_order_mark_and_the_charset_given_win(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<meta charset=latin1><p>café</p>", encoding="utf-8-sig")
    assert load([str(page)])[0].text == "café"
    assert load([str(page)], charset="utf-8")[0].text == "café"


def test_refuses_a_page_without_text(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><script>render()</script></body></html>")
    with pytest.raises(InputError, match=r"page\.html' is empty: expected a document with text"):
        load([str(page)])
