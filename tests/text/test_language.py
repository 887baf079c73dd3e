from __future__ import annotations

import pytest

from compressor.text.language import is_english


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The ferry leaves the harbour at noon.", True),
        ("Le port a un phare et an deux il a brûlé.", False),
        ("Der Hafen liegt an der Küste.", False),
        ("", False),
    ],
)
def test_english_is_told_by_its_article(text: str, english: bool) -> None:
    assert is_english(text) is english
