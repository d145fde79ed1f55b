"""From Arrow arrays to decoded columns.

Offsets, lengths and validity are honoured; what lies under a null or beyond a slice is never read as a value.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from lineage_fingerprint.arrays import Flags, Integers
from lineage_fingerprint.columns import BytesColumn, Column, NestedColumn, NullColumn, TakenColumn, heads, masked
from lineage_fingerprint.decimals import decode_decimal
from lineage_fingerprint.ragged import Ragged
from lineage_fingerprint.texts import UnsupportedTypeError
from lineage_fingerprint.types import field_order, is_binary, is_list, is_string
from lineage_fingerprint.words import decode_boolean, decode_date, decode_float, decode_integer, decode_interval, decode_nanoseconds, values


class Entries:
    """The dictionaries last seen, decoded: batches of one table mostly share theirs, and then its entries are hashed once."""

    _KEPT = 64

    def __init__(self) -> None:
        self._seen: dict[tuple, tuple[pa.Array, Column]] = {}

    def column(self, array: pa.Array) -> Column:
        """The decoded column of a dictionary or of the values of run ends."""
        key = (array.type, array.offset, len(array), tuple(buffer.address if buffer else 0 for buffer in array.buffers()))
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) >= self._KEPT:
                self._seen.clear()
            # The array stays referenced, so that no other one can come to lie at its addresses.
            found = self._seen[key] = (array, decode(array, self))
        return found[1]


def decode(array: pa.Array, entries: Entries) -> Column:
    """The values of an array. Raises `UnsupportedTypeError` where its type has no logical type."""
    of = array.type
    if isinstance(of, pa.BaseExtensionType):
        return decode(array.storage, entries)
    if pa.types.is_dictionary(of):
        indices = array.indices
        places = values(indices, indices.type.to_pandas_dtype()).astype(np.int64)
        return TakenColumn(entries.column(array.dictionary), places, validity(indices))
    if pa.types.is_run_end_encoded(of):
        ends = np.asarray(array.run_ends)
        places = np.searchsorted(ends, np.arange(array.offset, array.offset + len(array)), side="right")
        return TakenColumn(entries.column(array.values), places, None)
    if is_list(of):
        return _lists(array, entries)
    if pa.types.is_map(of):
        return _maps(array, entries)
    if pa.types.is_struct(of):
        return _structs(array, entries)
    return _flat(array)


def validity(array: pa.Array) -> Flags | None:
    """Which slots hold a value; None where all do."""
    return None if array.null_count == 0 else np.asarray(array.is_valid())


def _flat(array: pa.Array) -> Column:
    of = array.type
    if pa.types.is_null(of):
        return NullColumn(len(array))
    valid = validity(array)
    if is_string(of) or is_binary(of):
        return BytesColumn(_strings(array), valid)
    for test, decoder in _DECODERS:
        if test(of):
            return decoder(array, valid)
    raise UnsupportedTypeError(f"there is no logical type for {of}")


_DECODERS: tuple[tuple[Callable[[pa.DataType], bool], Callable[[pa.Array, Flags | None], Column]], ...] = (
    (pa.types.is_boolean, decode_boolean),
    (pa.types.is_integer, decode_integer),
    (pa.types.is_floating, decode_float),
    (pa.types.is_decimal, decode_decimal),
    (pa.types.is_date, decode_date),
    (pa.types.is_time, decode_nanoseconds),
    (pa.types.is_duration, decode_nanoseconds),
    (pa.types.is_timestamp, decode_nanoseconds),
    (pa.types.is_interval, decode_interval),
)


def _strings(array: pa.Array) -> Ragged:
    of = array.type
    if pa.types.is_string_view(of):
        array = array.cast(pa.large_string())
    elif pa.types.is_binary_view(of):
        array = array.cast(pa.large_binary())
    data = array.buffers()[-1]
    flat = np.zeros(0, np.uint8) if data is None else np.frombuffer(data, np.uint8)
    if pa.types.is_fixed_size_binary(of):
        places = np.arange(array.offset, array.offset + len(array), dtype=np.int64)
        return Ragged(flat, places * of.byte_width, np.full(len(array), of.byte_width, np.int64))
    wide = pa.types.is_large_string(array.type) or pa.types.is_large_binary(array.type)
    offsets = _offsets(array, np.int64 if wide else np.int32)
    return Ragged(flat, offsets[:-1], np.diff(offsets))


def _offsets(array: pa.Array, kind: type) -> Integers:
    buffer = array.buffers()[1]
    if len(array) == 0 or buffer is None:
        return np.zeros(len(array) + 1, np.int64)
    return np.frombuffer(buffer, kind)[array.offset : array.offset + len(array) + 1].astype(np.int64)


def _lists(array: pa.Array, entries: Entries) -> Column:
    valid = validity(array)
    of = array.type
    if pa.types.is_fixed_size_list(of):
        starts = np.arange(array.offset, array.offset + len(array), dtype=np.int64) * of.list_size
        sizes = np.full(len(array), of.list_size, np.int64)
    elif pa.types.is_list_view(of) or pa.types.is_large_list_view(of):
        starts, sizes = np.asarray(array.offsets).astype(np.int64), np.asarray(array.sizes).astype(np.int64)
    else:
        offsets = _offsets(array, np.int64 if pa.types.is_large_list(of) else np.int32)
        starts, sizes = offsets[:-1], np.diff(offsets)
    starts, sizes, (elements,) = _used(starts, sizes, valid, (array.values,))
    canonical = decode(elements, entries).canonical
    return NestedColumn(Ragged.gather(heads(sizes, valid), canonical, starts, sizes), valid)


def _maps(array: pa.MapArray, entries: Entries) -> Column:
    valid = validity(array)
    offsets = _offsets(array, np.int32)
    starts, sizes, (keys, items) = _used(offsets[:-1], np.diff(offsets), valid, (array.keys, array.items))
    pairs = Ragged.join((decode(keys, entries).canonical, decode(items, entries).canonical), len(keys))
    for row in np.flatnonzero(sizes > 1):
        places = np.arange(starts[row], starts[row] + sizes[row])
        ordered = sorted(places, key=pairs.__getitem__)
        pairs.starts[places], pairs.lengths[places] = pairs.starts[ordered], pairs.lengths[ordered]
    return NestedColumn(Ragged.gather(heads(sizes, valid), pairs, starts, sizes), valid)


def _used(starts: Integers, sizes: Integers, valid: Flags | None, children: tuple[pa.Array, ...]) -> tuple[Integers, Integers, tuple[pa.Array, ...]]:
    """The lists with those under a null emptied, and the children cut to what the lists reach."""
    if valid is not None:
        sizes = np.where(valid, sizes, 0)
    filled = sizes > 0
    if not filled.any():
        return np.zeros_like(starts), sizes, tuple(child.slice(0, 0) for child in children)
    low, high = int(starts[filled].min()), int((starts + sizes)[filled].max())
    return np.where(filled, starts - low, 0), sizes, tuple(child.slice(low, high - low) for child in children)


def _structs(array: pa.StructArray, entries: Entries) -> Column:
    valid = validity(array)
    tags = np.ones((len(array), 1), np.uint8)
    parts = [masked(tags, valid)]
    for place in field_order(array.type):
        cells = decode(array.field(place), entries).canonical
        parts.append(cells if valid is None else Ragged(cells.data, cells.starts, np.where(valid, cells.lengths, 0)))
    return NestedColumn(Ragged.join(parts, len(array)), valid)
