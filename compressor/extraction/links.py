"""Lead from a place in a document to the entity that is named or meant there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compressor.extraction.entities import Mention
from compressor.extraction.evidence import Key
from compressor.extraction.found import Range
from compressor.extraction.resolution import MEASURES, name_key
from compressor.records import Entity


@dataclass(frozen=True, slots=True)
class Links:
    """The mentions of a document, in order and without overlaps, and the entity of each."""

    mentions: Sequence[Mention]
    starts: Sequence[int]  # where each mention starts
    owners: Sequence[Entity]  # the entity of each mention
    antecedents: Mapping[Range, Entity]  # what a pronoun stands for
    names: Mapping[Key, Entity]

    def mention_at(self, place: Range) -> int | None:
        """Return the index of the mention that covers most of a place, or None."""
        index = bisect_left(self.starts, place.end) - 1
        best, most = None, 0
        while index >= 0 and (shared := _overlap(self.mentions[index].range, place)) > 0:
            if shared >= most:
                best, most = index, shared
            index -= 1
        return best

    def entity_at(self, place: Range) -> Entity | None:
        """Return the entity that is named at a place."""
        index = self.mention_at(place)
        return None if index is None else self.owners[index]

    def owner_of(self, place: Range, words: str) -> Entity | None:
        """Return the entity that is named or meant at a place, or bears the name that stands there."""
        found = self.entity_at(place)
        if found is None or not _can_be(found, words):
            found = self.antecedents.get(place) or self.names.get(name_key(words))
        return found if found and _can_be(found, words) else None

    def type_of(self, place: Range) -> str | None:
        """Return the type of the mention that makes up a place, if one does."""
        index = self.mention_at(place)
        if index is None:
            return None
        mention = self.mentions[index]
        return mention.type if 2 * _overlap(mention.range, place) > place.end - place.start else None


def _can_be(entity: Entity, words: str) -> bool:
    """Tell that an amount or date is no owner by being part of its name: '2%' of '2', '2024' of 'debt in 2024'."""
    return entity.type not in MEASURES or entity.name == words


def _overlap(one: Range, other: Range) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
