"""Load text, segment it and count its tokens."""
