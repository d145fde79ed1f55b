"""Where rows come from: Arrow tables and batches, pandas data frames, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from lineage_fingerprint.annotations import conversions, converted

if TYPE_CHECKING:
    import pandas as pd

Source: TypeAlias = "pa.Table | pa.RecordBatch | pa.RecordBatchReader | pd.DataFrame | Iterable[pa.RecordBatch]"

BATCH_ROWS = 131_072
"""Rows that are worked on at once: what is needed in memory depends on this, not on the length of a table."""


def batches_of(source: Any) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """The schema and the rows of a table, a batch, a reader, a data frame, or batches one by one, of which the first gives the schema.

    Raises `TypeError` for anything else, and `ValueError` for no batch at all.
    """
    if isinstance(source, pa.RecordBatch):
        return source.schema, _sliced(iter([source]))
    if isinstance(source, pa.Table):
        return source.schema, _sliced(iter(source.to_batches(BATCH_ROWS)))
    if isinstance(source, pa.RecordBatchReader):
        return source.schema, _sliced(iter(source))
    if hasattr(source, "dtypes") and hasattr(source, "columns"):
        return batches_of(table_of_frame(source))
    if not isinstance(source, Iterable) or isinstance(source, str | bytes | dict):
        raise TypeError(f"{type(source).__name__} is no table")
    batches = iter(source)
    first = next(batches, None)
    if first is None:
        raise ValueError("no batch tells the schema")
    if not isinstance(first, pa.RecordBatch):
        raise TypeError(f"{type(first).__name__} is no record batch")
    return first.schema, _sliced(_alike(first, batches))


def table_of_frame(frame: pd.DataFrame) -> pa.Table:
    """The columns of a data frame; its index is none of them. Names must be strings.

    A float column of numpy keeps its NaN as a value, which is what it is; in every other one, None, NaN, NaT and NA are null, as pandas reads them.
    """
    if not all(isinstance(name, str) for name in frame.columns):
        raise TypeError("the name of a column is not a string")
    arrays = [_array(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return pa.table(arrays, names=list(frame.columns))


def _array(series: pd.Series) -> pa.Array | pa.ChunkedArray:
    dtype = series.dtype
    if getattr(dtype, "kind", None) == "f" and not hasattr(dtype, "na_value"):
        return pa.array(series.to_numpy(), from_pandas=False)
    if hasattr(series.array, "__arrow_array__"):
        return pa.array(series.array)
    return pa.array(series, from_pandas=True)


def batches_of_file(path: str | Path) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """The schema and the rows of a Parquet file, an Arrow file or an Arrow stream, told apart by their first bytes; a row group or batch at a time.

    Raises `pyarrow.ArrowInvalid` where it is none of them, or broken.
    """
    with open(path, "rb") as file:
        magic = file.read(6)
    if magic[:4] == b"PAR1":
        parquet = pq.ParquetFile(path)
        wanted = conversions(parquet)
        schema = converted(pa.RecordBatch.from_pylist([], parquet.schema_arrow), wanted).schema
        return schema, _sliced(converted(batch, wanted) for batch in parquet.iter_batches(BATCH_ROWS))
    if magic == b"ARROW1":
        arrow = pa.ipc.open_file(pa.memory_map(str(path)))
        return arrow.schema, _sliced(arrow.get_batch(at) for at in range(arrow.num_record_batches))
    stream = pa.ipc.open_stream(pa.memory_map(str(path)))
    return stream.schema, _sliced(iter(stream))


def _alike(first: pa.RecordBatch, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield first
    for batch in batches:
        if not batch.schema.equals(first.schema):
            raise ValueError("a batch has another schema than the first")
        yield batch


def _sliced(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for at in range(0, batch.num_rows, BATCH_ROWS):
            yield batch.slice(at, BATCH_ROWS)
