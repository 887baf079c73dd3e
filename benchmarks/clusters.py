"""Resolution: which mentions of a document name the same entity.

MUC (Vilain and others, MUC-6 1995) counts links between mentions, B-cubed (Bagga and Baldwin, LREC 1998) the company
that each mention keeps. Sets give the forms of a name and the sentences it stands in; every place there where a form
stands is a mention, the longest form first. Values (dates, numbers) are left out: each is what it says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from gold import LinkedText, Range
from spans import VALUES
from tally import Tally, exact, total

from compressor.records import DocumentRecord

Cluster = frozenset[Range]
_VALUE_TYPES = VALUES | {"NUM"}


def wanted(row: LinkedText) -> list[Cluster]:
    """Return the named entities of a document, by the places of their mentions."""
    places = located(row)
    named = [number for number, entity in enumerate(row.entities) if entity.type not in _VALUE_TYPES]
    return [cluster for number in named if (cluster := frozenset(p for p, owner in places.items() if owner == number))]


def located(row: LinkedText) -> dict[Range, int]:
    """Return where entities are named, and the number of the entity named there."""
    places = dict[Range, int]()
    for start, end, number in sorted(_candidates(row), key=lambda found: (found[0] - found[1], found)):
        if not any(start < other_end and other_start < end for other_start, other_end in places):
            places[start, end] = number
    return places


def _candidates(row: LinkedText) -> Iterator[tuple[int, int, int]]:
    starts = list(_sentence_starts(row))
    for number, entity in enumerate(row.entities):
        forms = "|".join(map(re.escape, sorted(entity.mentions, key=len, reverse=True)))
        for sentence in entity.sent_ids:
            for found in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", row.sentences[sentence]):
                yield starts[sentence] + found.start(), starts[sentence] + found.end(), number


def _sentence_starts(row: LinkedText) -> Iterator[int]:
    position = 0
    for sentence in row.sentences:
        position = row.text.find(sentence, position)
        yield position
        position += len(sentence)


def of_record(record: DocumentRecord) -> list[Cluster]:
    """Return the entities of a record, values apart, by the places of their mentions."""
    named = (entity for entity in record.entities if entity.type not in VALUES)
    return [frozenset((mention.start, mention.end) for mention in entity.mentions) for entity in named]


def same_words(text: str, clusters: Collection[Cluster]) -> list[Cluster]:
    """Return the same mentions, with those in one cluster that have the same words: what needs no resolution."""
    forms: dict[str, set[Range]] = {}
    for start, end in sorted(mention for cluster in clusters for mention in cluster):
        forms.setdefault(text[start:end].casefold(), set()).add((start, end))
    return [frozenset(places) for places in forms.values()]


def compare(found: Sequence[Cluster], gold: Sequence[Cluster]) -> dict[str, Tally]:
    """Return the tallies of mentions, of the links between them and of the company of those that both sides have."""
    mentions, gold_mentions = frozenset[Range]().union(*found), frozenset[Range]().union(*gold)
    precision, recall = _links(found, gold), _links(gold, found)
    return {
        "mentions": exact(mentions, gold_mentions),
        "MUC": Tally(*precision, *recall),
        "B-cubed": _company(_only(found, mentions & gold_mentions), _only(gold, mentions & gold_mentions)),
    }


def _links(clusters: Sequence[Cluster], other: Sequence[Cluster]) -> tuple[int, int]:
    """Return how many links hold clusters together, and how many of them are left when the others cut them apart."""
    homes = {mention: number for number, cluster in enumerate(other) for mention in cluster}
    kept = links = 0
    for cluster in clusters:
        parts = {homes[mention] for mention in cluster if mention in homes}
        strays = sum(mention not in homes for mention in cluster)
        links += len(cluster) - 1
        kept += len(cluster) - len(parts) - strays
    return kept, links


def _only(clusters: Sequence[Cluster], mentions: frozenset[Range]) -> list[Cluster]:
    return [shared for cluster in clusters if (shared := cluster & mentions)]


def _company(found: Sequence[Cluster], gold: Sequence[Cluster]) -> Tally:
    """Return the shares of each mention's company that are right and that are found, over mentions of both sides."""
    homes = {mention: cluster for cluster in gold for mention in cluster}
    return total(
        Tally(len(shared) / len(cluster), 1, len(shared) / len(homes[mention]), 1)
        for cluster in found
        for mention in cluster
        for shared in [cluster & homes[mention]]
    )
