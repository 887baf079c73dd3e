"""Show records or a compression result as one HTML page that needs nothing else: no network, no server, no build."""

from compressor.view.inputs import read
from compressor.view.page import render
from compressor.view.shown import Gap, Piece, Shown, View, whole

__all__ = ["Gap", "Piece", "Shown", "View", "read", "render", "whole"]
