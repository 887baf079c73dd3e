"""Find references to sources, figures and other parts of a text, in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compressor.extraction.found import Range
from compressor.extraction.wordsets import word_set

_NUMBERS = r"[1-9]\d{0,2}(?:\s*[,;–-]\s*[1-9]\d{0,2})*"
_AUTHORS = r"[^\W\d_][\w'’.-]*(?:(?:,|\s+and|\s+&)?\s+[^\W\d_][\w'’.-]*){0,8}"
_SOURCE = rf"{_AUTHORS},?\s+(?:1[89]|20)\d\d[a-z]?"
_SHOWN = r"(?i:fig(?:ure|s)?|tables?|eqs?|appendix)\.?\s+[\dA-Z][\w.–-]{0,4}"
_CITATION = re.compile(
    r"(?<![\w=])(?:"
    rf"\[{_NUMBERS}\]"
    rf"|\((?=[^()]*\bet al\b){_SOURCE}(?:[;,]\s*{_SOURCE})*\)"  # without 'et al.' it may be a film and its year
    rf"|\({_SHOWN}(?:(?:,|\s+and|;)\s+{_SHOWN})*\)"
    r"|\((?:[Ss]ee|[Cc]f\.?)\s+(?:also\s+)?(?i:section|chapter|article|clause|part|page|p\.|note)s?\s+[\w.]{1,6}\)"
    r"|\((?:[Ss]ee|[Cc]f\.?)\s+[a-z-]+(?:\s+[a-z-]+)*\)"
    r")"
)
# 'as shown in [3]', '95% CI [12, 30]': what the sentence is about, or no citation at all
_LEANING = word_set(
    "in see by of from and or to with for on at per under than between ci cri iqr range interval scale ref refs"
)
_OPERATORS = "=<>≈~+−*/-("


def find_citations(text: str) -> Iterator[Range]:
    """Yield the citations of a sentence, but none that it starts with or that a word before it leans on."""
    for match in _CITATION.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()].split()
        if before and before[-1].lower() not in _LEANING and before[-1][-1] not in _OPERATORS:
            yield Range(*match.span())
