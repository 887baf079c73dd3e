"""Keep documents and their records in one SQLite file, and answer from it with no model."""

from compressor.store.store import RecordStore

__all__ = ["RecordStore"]
