from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = "spacy", "thinc", "tiktoken", "numpy", "pydantic", "orjson", "Stemmer", "pypdf", "docx", "lzma"
EXTRAS = "langchain_core", "genai_prices"

FRAMEWORKS = "langchain", "langchain_core", "llama_index", "haystack", "langgraph", "openai"


def loaded_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import compressor").isdisjoint(HEAVY)


def test_only_its_adapter_loads_a_framework() -> None:
    loaded = loaded_by("import compressor.cli, compressor.integrations.documents; compressor.compress_messages")
    assert loaded.isdisjoint((*FRAMEWORKS, "spacy", "tiktoken"))


def test_the_compressor_loads_no_language_model_and_no_vocabulary_until_it_is_used() -> None:
    loaded = loaded_by("import compressor; compressor.Compressor()")
    assert loaded.isdisjoint({"spacy", "thinc", "tiktoken", "pypdf", "docx"})


@pytest.mark.parametrize("statement", ["from compressor import *", "import compressor.cost", "import compressor.cli"])
def test_no_extra_is_loaded_before_it_is_asked_for(statement: str) -> None:
    assert loaded_by(statement).isdisjoint(EXTRAS)


@pytest.mark.parametrize("statement", ["from compressor import *", "import compressor.pipeline"])
def test_public_names_load_without_the_language_model(statement: str) -> None:
    assert "spacy" not in loaded_by(statement)
