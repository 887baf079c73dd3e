"""Tell common words by the dictionary that the lemmatizer of a pipeline brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

_INDEX, _EXCEPTIONS = "lemma_index", "lemma_exc"
_DESCRIBING = ("verb", "adj", "adv")
_ENDINGS = (("s", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"))


def share_dictionary(nlp: Language) -> None:
    """Let texts look words up, in sets: the model stores its dictionary as lists of thousands of words."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.pipe_names else None
    if lookups is None or not lookups.has_table(_INDEX):
        return
    index = lookups.get_table(_INDEX)
    for part_of_speech, forms in list(index.items()):
        index[part_of_speech] = frozenset(forms)
    for name in (_INDEX, _EXCEPTIONS):
        nlp.vocab.lookups.set_table(name, lookups.get_table(name, {}))


def is_describing(vocab: Vocab, word: str) -> bool:
    """Tell a lower-case word that can be a verb, an adjective or an adverb: 'bought', 'decent', 'briefly'."""
    return any(_has(vocab, part, word) for part in _DESCRIBING) or any(
        _has(vocab, "verb", word.removesuffix(ending) + instead)
        for ending, instead in _ENDINGS
        if word.endswith(ending)
    )


def is_noun(vocab: Vocab, word: str) -> bool:
    """Tell a lower-case word that can be a noun; names of people and places are among them."""
    return _has(vocab, "noun", word) or _has(vocab, "noun", word.removesuffix("s"))


def _has(vocab: Vocab, part_of_speech: str, word: str) -> bool:
    return any(word in vocab.lookups.get_table(name, {}).get(part_of_speech, ()) for name in (_INDEX, _EXCEPTIONS))
