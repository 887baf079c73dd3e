"""Account for every sentence: what was kept, as units, and what was dropped, as gaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from compressor.records import Gap, Unit
from compressor.text.segmentation import Segmentation


def gaps(segmentations: Sequence[Segmentation], units: Sequence[Unit]) -> tuple[Gap, ...]:
    """Return the stretches of the documents that no unit holds, in document order."""
    found: list[Gap] = []
    for document, segmentation in enumerate(segmentations):
        kept = [(unit.start, unit.end) for unit in units if unit.document == document]
        for start, end, sentences in _stretches(segmentation, kept):
            found.append(Gap(id=f"g{len(found) + 1}", document=document, start=start, end=end, sentences=sentences))
    return tuple(found)


def _stretches(segmentation: Segmentation, kept: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, sentences) of what lies between the kept spans; only blanks are in neither."""
    starts = [s.start for s in segmentation.sentences]
    ends = [s.end for s in segmentation.sentences]
    after = 0
    for start, end in [*kept, (len(segmentation.text), len(segmentation.text))]:
        first, last = bisect_right(ends, after), bisect_left(starts, start)
        if first < last:
            words = segmentation.text[max(after, starts[first]) : min(start, ends[last - 1])]
            if words.strip():
                left = max(after, starts[first]) + len(words) - len(words.lstrip())
                yield left, left + len(words.strip()), last - bisect_left(starts, left, first, last)
        after = end
