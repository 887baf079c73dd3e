"""Adapters to what people build with: one module a framework, each with an extra of its own."""
