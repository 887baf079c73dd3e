"""Compress what other frameworks retrieve: one module a framework, each with an extra of its own."""
