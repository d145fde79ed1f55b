"""Columns of Parquet files whose annotation pyarrow does not turn into a type: ENUM, which is text, and INTERVAL."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from lineage_fingerprint.texts import UnsupportedTypeError
from lineage_fingerprint.types import held

Conversion = Callable[[pa.Array], pa.Array]


def conversions(file: pq.ParquetFile) -> dict[int, Conversion]:
    """What to do to columns, by their places. Raises `UnsupportedTypeError` where such a value lies inside a list, a struct or a map."""
    found: dict[int, Conversion] = {}
    leaf = 0
    for place, column in enumerate(file.schema_arrow):
        leaves = _leaves(column.type)
        kinds = {file.schema.column(at).converted_type for at in range(leaf, leaf + leaves)} & _CONVERSIONS.keys()
        leaf += leaves
        if kinds and pa.types.is_nested(column.type):
            raise UnsupportedTypeError(f"column {column.name!r}: pyarrow does not tell {' and '.join(sorted(kinds))} inside nested values")
        for kind in kinds:
            found[place] = _CONVERSIONS[kind]
    return found


def converted(batch: pa.RecordBatch, wanted: dict[int, Conversion]) -> pa.RecordBatch:
    """The batch with these columns converted."""
    arrays = [wanted[place](array) if place in wanted else array for place, array in enumerate(batch.columns)]
    fields = [column.with_type(array.type) for column, array in zip(batch.schema, arrays, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields))


def _leaves(of: pa.DataType) -> int:
    of = held(of)
    if pa.types.is_nested(of):
        return sum(_leaves(of.field(at).type) for at in range(of.num_fields))
    return 1


def _text(array: pa.Array) -> pa.Array:
    return array.cast(pa.large_string() if pa.types.is_large_binary(array.type) else pa.string())


def _interval(array: pa.Array) -> pa.Array:
    """Months, days and milliseconds, unsigned and in 4 bytes each, to Arrow's months, days and nanoseconds."""
    raw = np.frombuffer(array.buffers()[1] or b"", np.uint8)[12 * array.offset : 12 * (array.offset + len(array))].view("<u4").reshape(-1, 3)
    values = np.empty((len(array), 2), "<i8")
    values[:, 0] = raw[:, :2].copy().view("<i8")[:, 0]
    values[:, 1] = raw[:, 2].astype(np.int64) * 1_000_000
    valid = np.packbits(np.asarray(array.is_valid()), bitorder="little").tobytes()
    return pa.Array.from_buffers(pa.month_day_nano_interval(), len(array), [pa.py_buffer(valid), pa.py_buffer(values.tobytes())])


_CONVERSIONS: dict[str, Conversion] = {"ENUM": _text, "INTERVAL": _interval}
