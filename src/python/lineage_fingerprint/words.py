"""Arrow arrays whose values are one word each: booleans, integers, floats, dates, times, durations, timestamps; and intervals."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from lineage_fingerprint.arrays import MASK_64, Flags, Integers, Words
from lineage_fingerprint.columns import Column, NestedColumn, WordColumn, masked
from lineage_fingerprint.ragged import Ragged
from lineage_fingerprint.texts import UnsupportedTypeError

NANOSECONDS = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}
_DAY_MILLISECONDS = 86_400_000
_LEAST, _MOST = -(2**63), 2**63 - 1


def values(array: pa.Array, kind: type | np.dtype) -> np.ndarray:
    """The slots of a fixed-width array, those of nulls included; a view."""
    data = array.buffers()[1]
    if data is None or len(array) == 0:
        return np.zeros(len(array), kind)
    size = np.dtype(kind).itemsize
    return np.frombuffer(data, kind, len(array), array.offset * size)


def decode_boolean(array: pa.Array, valid: Flags | None) -> Column:
    """0 or 1."""
    words = np.asarray(array.cast(pa.uint8()).fill_null(0)).astype(np.uint64)

    def encode() -> Ragged:
        return masked(np.stack((np.ones_like(words), words), axis=1).astype(np.uint8), valid)

    return WordColumn(words, valid, encode)


def decode_integer(array: pa.Array, valid: Flags | None) -> Column:
    """Every width; unsigned ones of 2^63 and above have a tag of their own, and are bytes."""
    raw = values(array, array.type.to_pandas_dtype())
    words = raw.astype(np.int64).view(np.uint64) if raw.dtype.kind == "i" else raw.astype(np.uint64)
    if raw.dtype != np.uint64:
        return _eights(words, valid)
    above = words >> np.uint64(63) != 0
    return _eights(words, valid, above if valid is None else above & valid)


def decode_float(array: pa.Array, valid: Flags | None) -> Column:
    """The bits of the double, with one NaN and one zero."""
    raw = values(array, {16: np.float16, 32: np.float32, 64: np.float64}[array.type.bit_width])
    with np.errstate(invalid="ignore"):
        doubles = raw.astype(np.float64) + 0.0
    doubles[np.isnan(doubles)] = np.nan
    words = doubles.view(np.uint64)
    words[np.isnan(doubles)] = 0x7FF8000000000000
    return _eights(words, valid)


def decode_date(array: pa.Array, valid: Flags | None) -> Column:
    """Days since 1970."""
    whole = pa.types.is_date32(array.type)
    days = values(array, np.int32).astype(np.int64) if whole else values(array, np.int64) // _DAY_MILLISECONDS
    return _eights(days.view(np.uint64), valid)


def decode_nanoseconds(array: pa.Array, valid: Flags | None) -> Column:
    """Times, durations and timestamps in nanoseconds; those that need more than a signed word are bytes."""
    raw, unit = _raw_time(array)
    words = raw.view(np.uint64) * np.uint64(unit)
    upper = (raw >> np.int64(63)).view(np.uint64)
    beyond = _beyond(raw, unit, valid)
    if beyond is not None:
        upper[beyond] = [int(raw[row]) * unit >> 64 & MASK_64 for row in beyond]

    def encode() -> Ragged:
        matrix, lengths = np.empty((len(words), 17), np.uint8), np.full(len(words), 9, np.int64)
        matrix[:, 0] = 1
        matrix[:, 1:] = np.stack((words, upper), axis=1).view(np.uint8)
        if beyond is not None:
            matrix[beyond, 0], lengths[beyond] = 2, 17
        return masked(matrix, valid, lengths)

    return WordColumn(words, valid, encode, beyond)


def clamped_nanoseconds(array: pa.Array) -> Integers:
    """Dates or timestamps as nanoseconds since 1970, with -2^63 for null and the nearest other end for what lies beyond."""
    if pa.types.is_dictionary(array.type):
        array = array.cast(array.type.value_type)
    if pa.types.is_date(array.type):
        decoded = decode_date(array, None)
        assert isinstance(decoded, WordColumn)
        raw, unit = decoded.words.view(np.int64), 86_400 * 10**9
    elif pa.types.is_timestamp(array.type):
        raw, unit = _raw_time(array)
    else:
        raise UnsupportedTypeError(f"{array.type} is neither a timestamp nor a date")
    most = _MOST // unit
    nanoseconds = raw * np.int64(unit)
    nanoseconds[raw > most] = _MOST
    nanoseconds[raw < -most] = _LEAST + 1
    nanoseconds[nanoseconds == _LEAST] = _LEAST + 1
    if array.null_count:
        nanoseconds[np.asarray(array.is_null())] = _LEAST
    return nanoseconds


def decode_interval(array: pa.Array, valid: Flags | None) -> Column:
    """Months, days and nanoseconds, which Arrow keeps in the canonical order."""
    matrix = np.empty((len(array), 17), np.uint8)
    matrix[:, 0] = 1
    matrix[:, 1:] = values(array, np.dtype("V16")).view(np.uint8).reshape(-1, 16)
    return NestedColumn(masked(matrix, valid), valid)


def _raw_time(array: pa.Array) -> tuple[Integers, int]:
    raw = values(array, np.int32 if array.type.bit_width == 32 else np.int64).astype(np.int64)
    return raw, NANOSECONDS[array.type.unit]


def _beyond(raw: Integers, unit: int, valid: Flags | None) -> Integers | None:
    if unit == 1:
        return None
    beyond = (raw > _MOST // unit) | (raw < -(2**63 // unit))
    return np.flatnonzero(beyond if valid is None else beyond & valid)


def _eights(words: Words, valid: Flags | None, above: Flags | None = None) -> Column:
    def encode() -> Ragged:
        matrix = np.empty((len(words), 9), np.uint8)
        matrix[:, 0] = 1 if above is None else np.where(above, 2, 1)
        matrix[:, 1:] = words.astype("<u8", copy=False).view(np.uint8).reshape(-1, 8)
        return masked(matrix, valid)

    return WordColumn(words, valid, encode, None if above is None else np.flatnonzero(above))
