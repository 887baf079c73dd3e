"""What has a fixed form is found whole, under its label, in linear time."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.extraction.patterns import PATTERNS, Pattern, find_patterns

FORMS = [
    ("EMAIL", "ada.lovelace@mail.example.com"),
    ("URL", "https://docs.example.org/a_b?x=1"),
    ("URL", "www.example.com"),
    ("URL", "example.org/download"),
    ("IP", "192.168.1.0/24"),
    ("IP", "2001:db8::1"),
    ("MONEY", "$4.2 billion"),
    ("MONEY", "€300k"),
    ("MONEY", "USD 5,000"),
    ("MONEY", "20 million dollars"),
    ("PERCENT", "12.5%"),
    ("PERCENT", "7 per cent"),
    ("DATE", "2024-03-01T12:00:00Z"),
    ("DATE", "March 3, 2024"),
    ("DATE", "3rd of March 2024"),
    ("DATE", "12/31/2023"),
    ("DATE", "Q3 2024"),
    ("DATE", "fiscal 2023"),
    ("DATE", "last March"),
    ("DATE", "two weeks ago"),
    ("TIME", "5:30 p.m."),
    ("TIME", "14:05 UTC"),
    ("QUANTITY", "8 GB"),
    ("QUANTITY", "4,575 mAh"),
    ("QUANTITY", "25 °C"),
    ("QUANTITY", "five years"),
    ("QUANTITY", "2-3 weeks"),
    ("QUANTITY", "twenty-two centimetres"),
    ("QUANTITY", "5 to 7 km"),
    ("VERSION", "v1.2.3"),
    ("PHONE", "+1 (555) 123-4567"),
    ("PATH", "/usr/local/bin/python"),
    ("PATH", "src/main.py"),
    ("PATH", r"C:\Users\readme.txt"),
    ("CODE", "os.path.join()"),
    ("CODE", "max_retries"),
    ("CODE", "--dry-run"),
    ("UUID", "550e8400-e29b-41d4-a716-446655440000"),
    ("HASH", "d41d8cd98f00b204e9800998ecf8427e"),
    ("TICKET", "CVE-2021-44228"),
    ("TICKET", "#4521"),
    ("TICKER", "NASDAQ: MSFT"),
    ("HANDLE", "@example_user"),
    ("TAG", "#opendata"),
]

ADVERSARIES = ["a", "1", "a.", "1,", "1-", "a_", "/a", "a/", "@", "a@a.", "www.", "$1", "1:", "+1 "]


@pytest.mark.parametrize(("label", "form"), FORMS)
def test_finds_a_form_within_a_sentence(label: str, form: str) -> None:
    text = f"They say {form}, or so it seems."
    assert [(match.label, text[match.start : match.end]) for match in find_patterns(text)] == [(label, form)]


@pytest.mark.parametrize(
    "text",
    ["and/or", "see Section 3.1.2 for more", "COVID-19 and GPT-4", "it may 3 times", "ISO-8601", "a well-known thing"],
)
def test_leaves_ordinary_words_alone(text: str) -> None:
    assert find_patterns(text) == []


def test_gives_the_inside_of_backticks() -> None:
    text = "Run `make all` and then `make check`."
    assert [text[match.start : match.end] for match in find_patterns(text)] == ["make all", "make check"]


@given(st.text(alphabet="a1.,-/@:$#%`_ MQ9€\n"))
def test_matches_are_in_order_and_apart(text: str) -> None:
    matches = find_patterns(text)
    assert all(0 <= match.start < match.end <= len(text) for match in matches)
    assert all(before.end <= after.start for before, after in pairwise(matches))


def _work(pattern: Pattern, text: str) -> float:
    """Return the CPU seconds it takes to search a text through."""
    start = process_time()
    deque(pattern.regex.finditer(text), maxlen=0)
    return process_time() - start


@pytest.mark.parametrize("unit", ADVERSARIES)
def test_work_grows_in_proportion_to_the_text(unit: str) -> None:
    """Ten times the text: a linear pattern works ten times as long, a quadratic one a hundred times."""
    short, long = unit * (10_000 // len(unit)), unit * (100_000 // len(unit))
    for pattern in PATTERNS:
        little = min(_work(pattern, short) for _ in range(2))
        much = _work(pattern, long)
        assert much < 40 * max(little, 0.005), pattern
