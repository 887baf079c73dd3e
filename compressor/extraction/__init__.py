"""Turn chosen sentences of a document into records: entities, their properties, facts and aspects."""

from compressor.extraction.assembly import extract_records

__all__ = ["extract_records"]
