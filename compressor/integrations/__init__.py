"""Adapters to the frameworks that people build with, each behind an extra of its own."""
