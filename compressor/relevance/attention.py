"""What it costs a transformer to read n tokens: linear in n for the weights, quadratic for attention.

Prefill takes 2·N·n + 2·L·n²·d floating-point operations (N active non-embedding parameters, L layers,
d model width; Kaplan et al. 2020); the key-value cache takes 2·L·n_kv·d_head·2 bytes a token in 16 bit.
"""

from __future__ import annotations

from typing import NamedTuple

from compressor.errors import OptionError
from compressor.records import Cost

FORMULA = "prefill = 2*N*n + 2*L*n^2*d FLOPs, attention = 2*L*n^2*d FLOPs, KV cache = 4*L*n_kv*d_head*n bytes (16 bit)"


class Architecture(NamedTuple):
    """The sizes of a transformer that its reading cost depends on."""

    parameters: float  # active in a forward pass, embeddings left out
    layers: int
    width: int
    kv_heads: int
    head_width: int


# From the config.json published with the weights, GPT-3 from Brown et al. 2020. The parameters are what the layers
# hold: 2·d² + 2·d·n_kv·d_head of attention and 3·d·f of feed-forward (f its width), for GPT-3 12·d².
ARCHITECTURES = {
    "llama-3-8b": Architecture(6.98e9, 32, 4096, 8, 128),
    "llama-3-70b": Architecture(68.5e9, 80, 8192, 8, 128),
    "llama-3.1-405b": Architecture(401.6e9, 126, 16384, 8, 128),
    "llama-3.2-1b": Architecture(0.973e9, 16, 2048, 8, 64),
    "llama-3.2-3b": Architecture(2.82e9, 28, 3072, 8, 128),
    "mistral-7b": Architecture(6.98e9, 32, 4096, 8, 128),
    "qwen2.5-7b": Architecture(6.53e9, 28, 3584, 4, 128),
    "qwen2.5-72b": Architecture(70.2e9, 80, 8192, 8, 128),
    "qwen3-8b": Architecture(6.95e9, 36, 4096, 8, 128),
    "gpt-3-175b": Architecture(174.6e9, 96, 12288, 96, 128),
}


def architecture(name: str) -> Architecture:
    """Return an architecture by name; raises OptionError for one that is not known."""
    if name not in ARCHITECTURES:
        raise OptionError(f"unknown architecture {name!r}; expected one of {', '.join(ARCHITECTURES)}")
    return ARCHITECTURES[name]


def prefill_flops(arch: Architecture, tokens: int) -> float:
    """Return the floating-point operations of reading so many tokens."""
    return 2 * arch.parameters * tokens + attention_flops(arch, tokens)


def attention_flops(arch: Architecture, tokens: int) -> float:
    """Return the quadratic part of them."""
    return 2.0 * arch.layers * arch.width * tokens * tokens


def cost(arch: Architecture, tokens: int) -> Cost:
    """Return all costs of reading so many tokens."""
    return Cost(
        tokens=tokens,
        prefill_flops=prefill_flops(arch, tokens),
        attention_flops=attention_flops(arch, tokens),
        kv_cache_bytes=4 * arch.layers * arch.kv_heads * arch.head_width * tokens,
    )
