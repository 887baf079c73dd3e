"""Weigh the entities of a document."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

from compressor.extraction.entities import Mention
from compressor.extraction.joining import UNTYPED
from compressor.extraction.resolution import VALUE_TYPES, Cluster

_EARLY_WEIGHT = 0.5
_SPREAD_WEIGHT = 0.5
_SUBJECT_WEIGHT = 0.5
_VALUE_WEIGHT = 0.3  # a date or an amount is said about something; it is seldom what the text is about
_UNTYPED_WEIGHT = 0.7


def weigh(clusters: Sequence[Cluster], mentions: Sequence[Mention], length: int) -> list[float]:
    """Return the salience of each cluster, 1 for the highest.

    The cues are those of Dunietz and Gillick (EACL 2014): how often an entity is named, how early,
    over how much of the text, and how often as a subject.
    """
    scores = [_score(cluster, [mentions[index] for index in cluster.mentions], max(1, length)) for cluster in clusters]
    highest = max(scores, default=1.0)
    return [round(score / highest, 4) for score in scores]


def _score(cluster: Cluster, members: Sequence[Mention], length: int) -> float:
    first, last = members[0].range.start, members[-1].range.end
    early = 1 - first / length
    spread = (last - first) / length if len(members) > 1 else 0.0
    subject = sum(member.subject for member in members) / len(members)
    cues = 1 + _EARLY_WEIGHT * early + _SPREAD_WEIGHT * spread + _SUBJECT_WEIGHT * subject
    return log1p(len(members)) * cues * _type_weight(cluster.type)


def _type_weight(kind: str) -> float:
    if kind in VALUE_TYPES:
        return _VALUE_WEIGHT
    return _UNTYPED_WEIGHT if kind == UNTYPED else 1.0
