"""Turn what was selected into the text that goes to the model."""

from compressor.rendering.formats import Writer
from compressor.rendering.structured import structured

__all__ = ["Writer", "structured"]
