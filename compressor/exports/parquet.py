"""Write flat rows as Parquet, by DuckDB."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from compressor.codec import encode
from compressor.errors import MissingExtraError
from compressor.records import Row

_TYPES = {"negated": "BOOLEAN", "number": "DOUBLE", "confidence": "DOUBLE", "start": "BIGINT", "end": "BIGINT"}
_COLUMNS = ", ".join(f"'{name}': '{_TYPES.get(name, 'VARCHAR')}'" for name in Row.model_fields)
_ROWS = f"read_json(?, format = 'newline_delimited', columns = {{{_COLUMNS}}}, maximum_object_size = ?)"


def parquet(rows: Iterable[Row]) -> bytes:
    """Return rows as a Parquet file; raises MissingExtraError without the extra `duckdb`."""
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError("writing Parquet", "duckdb") from None

    with tempfile.TemporaryDirectory() as folder:
        lines, target = Path(folder, "rows.jsonl"), Path(folder, "rows.parquet")
        longest = 0
        with lines.open("wb") as file:
            for row in rows:
                longest = max(longest, file.write(encode(row)))
        with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:  # it would download
            rows_of_file = connection.sql(f"SELECT * FROM {_ROWS}", params=[str(lines), 2 * longest + 1_000_000])
            rows_of_file.write_parquet(str(target), compression="zstd")
        return target.read_bytes()
