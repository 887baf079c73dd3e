"""Tag the spans of aspects and opinions with spaCy's transition-based tagger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from compressor.extraction.aspects.candidates import ASPECT, OPINION, Tagged
from compressor.extraction.aspects.opinions import Tokens
from compressor.extraction.nlp import use_numpy_kernels

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 128
_WIDTH = 96
# The tok2vec of the English pipeline, whose weights training starts from.
_MODEL: dict[str, Any] = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "nO": None,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": _WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
            "rows": [5000, 1000, 2500, 2500, 50, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": _WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
}


class Words(NamedTuple):
    """The tokens of a sentence as written, and whether a blank follows each."""

    forms: Sequence[str]
    spaces: Sequence[bool]


class Tagger:
    """Finds the spans of aspects and opinions in sentences, each read by itself."""

    def __init__(self) -> None:
        from spacy.lang.en import English
        from spacy.pipeline import EntityRecognizer
        from spacy.training import Example
        from spacy.util import registry
        from spacy.vocab import create_vocab

        self._vocab = create_vocab("en", English.Defaults)
        self.component = EntityRecognizer(self._vocab, registry.resolve({"model": _MODEL})["model"])
        for label in (ASPECT, OPINION):
            self.component.add_label(label)
        self.component.initialize(lambda: [Example.from_dict(self.doc(Words(["x"], [False])), {})])
        use_numpy_kernels(self.component.model)

    def doc(self, words: Words) -> Doc:
        """Return a sentence as the tagger reads it."""
        from spacy.tokens import Doc

        return Doc(self._vocab, words=list(words.forms), spaces=list(words.spaces))

    def tag(self, sentences: Sequence[Words]) -> Iterator[list[Tagged]]:
        """Yield the spans of each sentence, in tokens of the sentence."""
        for doc in self.component.pipe((self.doc(words) for words in sentences), batch_size=_BATCH):
            yield [Tagged(span.label_, Tokens(span.start, span.end)) for span in doc.ents]

    def start_from(self, pipeline: Language) -> None:
        """Take over what a pipeline's tok2vec has learned."""
        source = pipeline.get_pipe("tok2vec").model  # type: ignore[attr-defined]
        self.component.model.get_ref("tok2vec").layers[0].from_bytes(source.to_bytes())

    def weights(self) -> dict[str, npt.NDArray[np.float16]]:
        """Return all weights by their place, at half precision: it costs nothing that can be measured."""
        return {
            f"{number}.{name}": np.asarray(node.get_param(name), dtype=np.float16)
            for number, node in enumerate(self.component.model.walk())
            for name in node.param_names
            if node.has_param(name)
        }

    def set_weights(self, weights: Mapping[str, npt.NDArray[Any]]) -> None:
        """Put weights into their places."""
        for number, node in enumerate(self.component.model.walk()):
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.ops.asarray(weights[f"{number}.{name}"].astype(np.float32)))
