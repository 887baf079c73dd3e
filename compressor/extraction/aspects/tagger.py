"""Tag the tokens of sentences as parts of aspects and opinions: spaCy's tok2vec and a softmax over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from compressor.extraction.aspects.candidates import Place, Tagging
from compressor.extraction.aspects.tags import TAGS, taggings
from compressor.extraction.nlp import use_numpy_kernels

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

_BATCH = 128
_WIDTH = 96
# The tok2vec of the English pipeline, whose weights training starts from.
_EMBED: dict[str, Any] = {
    "width": _WIDTH,
    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
    "rows": [5000, 1000, 2500, 2500, 50, 50],
    "include_static_vectors": False,
}
_ENCODE = {"width": _WIDTH, "depth": 4, "window_size": 1, "maxout_pieces": 3}


class Tagger:
    """Finds the spans of aspects and opinions in sentences, each read by itself."""

    def __init__(self) -> None:
        from spacy.lang.en import English
        from spacy.ml.models import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model
        from spacy.tokens import Doc
        from spacy.vocab import create_vocab
        from thinc.api import Softmax, chain, with_array

        self._vocab = create_vocab("en", English.Defaults)
        tok2vec = build_Tok2Vec_model(MultiHashEmbed(**_EMBED), MaxoutWindowEncoder(**_ENCODE))
        self.model: Model[list[Doc], Any] = chain(tok2vec, with_array(Softmax(len(TAGS), _WIDTH)))
        self.model.initialize([Doc(self._vocab, words=["x"])])
        use_numpy_kernels(self.model)

    def doc(self, place: Place) -> Doc:
        """Return a sentence as the tagger reads it."""
        from spacy.tokens import Doc

        syntax, tokens = place.syntax, slice(*place.tokens)
        return Doc(self._vocab, words=syntax.forms[tokens], spaces=[not joined for joined in syntax.joined[tokens]])

    def tag(self, places: Sequence[Place]) -> Iterator[Tagging]:
        """Yield what the tagger makes of each sentence."""
        for first in range(0, len(places), _BATCH):
            yield from taggings(self.model.predict([self.doc(place) for place in places[first : first + _BATCH]]))

    def start_from(self, pipeline: Language) -> None:
        """Take over what a pipeline's tok2vec has learned."""
        source = pipeline.get_pipe("tok2vec").model  # type: ignore[attr-defined]
        self.model.layers[0].from_bytes(source.to_bytes())

    def weights(self) -> dict[str, npt.NDArray[np.float16]]:
        """Return all weights by their place, at half precision: it costs nothing that can be measured."""
        return {
            f"{number}.{name}": np.asarray(node.get_param(name), dtype=np.float16)
            for number, node in enumerate(self.model.walk())
            for name in node.param_names
            if node.has_param(name)
        }

    def set_weights(self, weights: Mapping[str, Any]) -> None:
        """Put weights into their places."""
        for number, node in enumerate(self.model.walk()):
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, weights[f"{number}.{name}"].astype(np.float32))
