from __future__ import annotations

import pytest

from compressor.errors import OptionError
from compressor.relevance.attention import ARCHITECTURES, architecture, cost

LLAMA = architecture("llama-3-8b")


def test_the_costs_of_llama_3_8b_by_hand() -> None:
    found = cost(LLAMA, 32_000)
    assert found.tokens == 32_000
    assert found.kv_cache_bytes == 2 * 32 * 8 * 128 * 2 * 32_000  # keys and values, layers, heads, width, 16 bit
    assert found.kv_cache_bytes == pytest.approx(4.19e9, rel=0.01)
    assert found.attention_flops == pytest.approx(2 * 32 * 32_000**2 * 4096)
    assert found.prefill_flops == pytest.approx(2 * 6.98e9 * 32_000 + found.attention_flops)


def test_a_sixteenth_of_the_tokens_costs_a_256th_of_the_attention() -> None:
    long, short = cost(LLAMA, 32_000), cost(LLAMA, 2_000)
    assert long.attention_flops / short.attention_flops == 256
    assert long.kv_cache_bytes / short.kv_cache_bytes == 16
    assert 16 < long.prefill_flops / short.prefill_flops < 256


def test_no_tokens_cost_nothing() -> None:
    assert cost(LLAMA, 0).model_dump() == dict.fromkeys(
        ("tokens", "prefill_flops", "attention_flops", "kv_cache_bytes"), 0
    )


FEED_FORWARD = {  # intermediate_size of each config.json
    "llama-3-8b": 14336,
    "llama-3-70b": 28672,
    "llama-3.1-405b": 53248,
    "llama-3.2-1b": 8192,
    "llama-3.2-3b": 8192,
    "mistral-7b": 14336,
    "qwen2.5-7b": 18944,
    "qwen2.5-72b": 29568,
    "qwen3-8b": 12288,
}


@pytest.mark.parametrize("name", FEED_FORWARD)
def test_parameters_are_what_the_layers_hold(name: str) -> None:
    found = ARCHITECTURES[name]
    attention = 2 * found.width**2 + 2 * found.width * found.kv_heads * found.head_width
    held = found.layers * (attention + 3 * found.width * FEED_FORWARD[name])
    assert found.parameters == pytest.approx(held, rel=0.005)


def test_gpt_3_has_no_gate_and_as_many_keys_as_queries() -> None:
    found = ARCHITECTURES["gpt-3-175b"]
    assert found.kv_heads * found.head_width == found.width
    assert found.parameters == pytest.approx(12 * found.layers * found.width**2, rel=0.005)
    assert {"gpt-3-175b", *FEED_FORWARD} == set(ARCHITECTURES)


def test_an_unknown_architecture_is_an_error_that_names_those_known() -> None:
    with pytest.raises(OptionError, match="unknown architecture 'bert'; expected one of llama-3-8b"):
        architecture("bert")
