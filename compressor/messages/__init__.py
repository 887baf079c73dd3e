"""Make the messages of a conversation fit a budget; only texts shrink, everything else stays as it is."""

from compressor.messages.conversation import compress_messages

__all__ = ["compress_messages"]
