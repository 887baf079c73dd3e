"""Keep a trained engine in a folder: model.json, which says what it is, and weights.npz."""

from __future__ import annotations

import io
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from compressor.errors import OptionError
from compressor.extraction.aspects.linear import BUCKETS, Linear
from compressor.extraction.aspects.trained import POLARITIES, Trained

if TYPE_CHECKING:
    from collections.abc import Mapping

SHIPPED = Path(__file__).parent / "model"
ABOUT, WEIGHTS = "model.json", "weights.npz"
_REMEDY = "train one with 'compress train-aspects', or give 'rules' or 'trained'"
_Arrays = dict[str, npt.NDArray[Any]]


class About(BaseModel):
    """What model.json says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["entity-compressor aspects"] = "entity-compressor aspects"
    version: Literal[2] = Field(default=2, description="Version of the features and the layout.")
    weights: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of weights.npz.")
    least: float = Field(gt=0, lt=1, description="Probability from which an opinion is taken.")
    broad: bool = Field(description="Whether it is for texts of other kinds than it learned from.")
    sentences: int = Field(gt=0, description="Number of sentences it learned from.")
    opinions: int = Field(gt=0, description="Number of opinions marked in them.")


def load_model(folder: Path) -> Trained:
    """Read a model folder; raises OptionError."""
    about = read_about(folder)
    try:
        data = (folder / WEIGHTS).read_bytes()
    except OSError as error:
        raise OptionError(f"{folder / WEIGHTS} cannot be read: {error.strerror}; {_REMEDY}") from None
    if sha256(data).hexdigest() != about.weights:
        raise OptionError(f"{folder / WEIGHTS} is not the file that {ABOUT} names (its SHA-256 differs); {_REMEDY}")
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return _engine(dict(arrays), about)


def read_about(folder: Path) -> About:
    """Read what a model folder says of itself; raises OptionError where it is none."""
    try:
        return About.model_validate_json((folder / ABOUT).read_bytes())
    except OSError:
        raise OptionError(
            f"aspects = {str(folder)!r} is no model folder: there is no {ABOUT} in it; {_REMEDY}"
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise OptionError(
            f"{folder / ABOUT} is not of a model this version reads: {where}: {first['msg']}; {_REMEDY}"
        ) from None


def save_model(engine: Trained, folder: Path, *, sentences: int, opinions: int) -> None:
    """Write a model folder, whole or not at all, in place of a model that is there."""
    check_place(folder)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **_arrays(engine))
    data = buffer.getvalue()
    about = About(
        weights=sha256(data).hexdigest(), least=engine.least, broad=engine.broad, sentences=sentences, opinions=opinions
    )
    target = folder.resolve()
    fresh, old = (target.with_name(f".{target.name}.{os.urandom(4).hex()}.{end}") for end in ("new", "old"))
    try:
        fresh.mkdir()
        (fresh / WEIGHTS).write_bytes(data)
        (fresh / ABOUT).write_text(f"{about.model_dump_json(indent=1)}\n", encoding="utf-8")
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if old.exists() and not target.exists():
            old.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def check_place(folder: Path) -> None:
    """Refuse a place that cannot hold a model, or holds something else; raises OptionError."""
    if not folder.resolve().parent.is_dir():
        raise OptionError(f"the folder that {str(folder)!r} is to stand in does not exist: make it first")
    if folder.exists() and not folder.is_dir():
        raise OptionError(f"{str(folder)!r} is a file; expected a folder for the model")
    if folder.exists() and {entry.name for entry in folder.iterdir()} not in (set(), {ABOUT, WEIGHTS}):
        raise OptionError(f"{str(folder)!r} holds something other than a model; give a new folder")


def _arrays(engine: Trained) -> _Arrays:
    linear = {"gate": engine.gate, "pairs": engine.pairs, "polarities": engine.polarities}
    parts = {f"{name}.{part}": getattr(model, part) for name, model in linear.items() for part in ("weights", "bias")}
    arrays: _Arrays = {name: np.asarray(array, dtype=np.float16) for name, array in parts.items()}
    return arrays | {f"tagger.{name}": array for name, array in engine.tagger.weights().items()}


def _engine(arrays: Mapping[str, npt.NDArray[Any]], about: About) -> Trained:
    from compressor.extraction.aspects.tagger import Tagger

    tagger = Tagger()
    tagger.set_weights({name.removeprefix("tagger."): array for name, array in arrays.items() if name[:7] == "tagger."})
    gate, pairs = _linear(arrays, "gate", 2), _linear(arrays, "pairs", 2)
    return Trained(gate, tagger, pairs, _linear(arrays, "polarities", len(POLARITIES)), about.least, about.broad)


def _linear(arrays: Mapping[str, npt.NDArray[Any]], name: str, classes: int) -> Linear:
    weights, bias = (arrays[f"{name}.{part}"].astype(np.float32) for part in ("weights", "bias"))
    assert weights.shape == (BUCKETS, classes)
    return Linear(weights, bias)
