"""Random tables of every type that Arrow has a logical type for, and other layouts of the same rows."""

from __future__ import annotations

import datetime
import decimal
import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

FLAT: dict[str, pa.DataType] = {
    "null": pa.null(),
    "bool": pa.bool_(),
    **{f"{sign}int{bits}": getattr(pa, f"{sign}int{bits}")() for sign in ("", "u") for bits in (8, 16, 32, 64)},
    "half": pa.float16(),
    "single": pa.float32(),
    "double": pa.float64(),
    "string": pa.string(),
    "large_string": pa.large_string(),
    "string_view": pa.string_view(),
    "binary": pa.binary(),
    "large_binary": pa.large_binary(),
    "binary_view": pa.binary_view(),
    "fixed": pa.binary(5),
    "decimal32": pa.decimal32(9, 2),
    "decimal64": pa.decimal64(18, 9),
    "decimal128": pa.decimal128(38, 4),
    "decimal128_negative": pa.decimal128(20, -3),
    "decimal256": pa.decimal256(76, 10),
    "date32": pa.date32(),
    "date64": pa.date64(),
    "time_s": pa.time32("s"),
    "time_ms": pa.time32("ms"),
    "time_us": pa.time64("us"),
    "time_ns": pa.time64("ns"),
    **{f"timestamp_{unit}": pa.timestamp(unit) for unit in ("s", "ms", "us", "ns")},
    **{f"zoned_{unit}": pa.timestamp(unit, "Europe/Zurich") for unit in ("s", "ms", "us", "ns")},
    **{f"duration_{unit}": pa.duration(unit) for unit in ("s", "ms", "us", "ns")},
    "interval": pa.month_day_nano_interval(),
}

NESTED: dict[str, pa.DataType] = {
    "list": pa.list_(pa.int32()),
    "large_list": pa.large_list(pa.string()),
    "fixed_list": pa.list_(pa.float64(), 2),
    "list_view": pa.list_view(pa.int16()),
    "large_list_view": pa.large_list_view(pa.binary()),
    "struct": pa.struct([("b", pa.string()), ("a", pa.int64()), ("c d", pa.decimal128(10, 2)), ('"é\\', pa.bool_())]),
    "map": pa.map_(pa.string(), pa.int64()),
    "lists": pa.list_(pa.list_(pa.string())),
    "structs": pa.list_(pa.struct([("at", pa.timestamp("us", "UTC")), ("m", pa.map_(pa.int8(), pa.list_(pa.float32())))])),
    "deep": pa.struct([("x", pa.struct([("y", pa.list_(pa.uint64())), ("", pa.null())]))]),
}

ALL = {**FLAT, **NESTED}

_WORDS = ["", "a", "é", "東京", "a longer text than sixteen bytes", "x" * 16, "y" * 33, "\x00", "0", "z" * 300]


def value(of: pa.DataType, rng: random.Random, nulls: float = 0.2) -> Any:
    """A value of the type as Python has it, or None."""
    if pa.types.is_null(of) or rng.random() < nulls:
        return None
    for test, make in _MAKERS:
        if test(of):
            return make(of, rng)
    raise AssertionError(of)


def array(of: pa.DataType, rows: int, rng: random.Random, nulls: float = 0.2) -> pa.Array:
    """An array of random values. Raw words stand where Python's own types would not reach the ends."""
    if pa.types.is_timestamp(of) or pa.types.is_duration(of):
        raw = [None if rng.random() < nulls else _whole(64, rng) for _ in range(rows)]
        return pa.array(raw, pa.int64()).cast(of)
    if pa.types.is_date64(of):
        return pa.array([None if rng.random() < nulls else rng.randrange(-(10**13), 10**13) for _ in range(rows)], pa.int64()).view(of)
    values = [value(of, rng, nulls) for _ in range(rows)]
    if pa.types.is_float16(of):
        return pa.array([None if x is None else np.float16(x) for x in values], of)
    return pa.array(values, of)


def table(types: dict[str, pa.DataType], rows: int, rng: random.Random) -> pa.Table:
    """A table with a column a type."""
    return pa.table({name: array(of, rows, rng) for name, of in types.items()})


def taken(array: pa.Array, places: list[int | None]) -> pa.Array:
    """The values at these places, null where there is none; also of the types that pyarrow itself cannot take from."""
    none = pa.nulls(1, array.type)
    return pa.concat_arrays([none if place is None else array.slice(place, 1) for place in places])


def _whole(bits: int, rng: random.Random) -> int:
    edge = [0, 1, -1, 2 ** (bits - 1) - 1, -(2 ** (bits - 1))]
    return rng.choice(edge) if rng.random() < 0.2 else rng.getrandbits(rng.randint(1, bits - 1)) * rng.choice((1, -1))


def _decimal(of: pa.DataType, rng: random.Random) -> decimal.Decimal:
    digits = rng.randint(1, of.precision)
    unscaled = rng.choice((0, 1, -1, 10 ** (digits - 1), rng.randrange(-(10**digits) + 1, 10**digits)))
    return decimal.Decimal(unscaled).scaleb(-of.scale, decimal.Context(prec=90))


def _float(of: pa.DataType, rng: random.Random) -> float:
    return rng.choice((0.0, -0.0, float("nan"), float("inf"), -1.5, rng.uniform(-1000, 1000)))


def _bytes(of: pa.DataType, rng: random.Random) -> bytes:
    return rng.choice((*(word.encode() for word in _WORDS), rng.randbytes(rng.randint(0, 70))))


def _map(of: pa.MapType, rng: random.Random) -> list[tuple[Any, Any]]:
    keys = {value(of.key_type, rng, 0) for _ in range(rng.randint(0, 4))}
    return [(key, value(of.item_type, rng)) for key in keys]


def _time(of: pa.DataType, rng: random.Random) -> int:
    return rng.randrange({"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[of.unit] * 86_400)


def _is_list(of: pa.DataType) -> bool:
    is_ = pa.types
    return any(test(of) for test in (is_.is_list, is_.is_large_list, is_.is_list_view, is_.is_large_list_view))


def _list(of: Any, rng: random.Random) -> list[Any]:
    return [value(of.value_type, rng) for _ in range(rng.randint(0, 3))]


_MAKERS: tuple[tuple[Callable[[pa.DataType], bool], Callable[[Any, random.Random], Any]], ...] = (
    (pa.types.is_boolean, lambda of, rng: rng.random() < 0.5),
    (pa.types.is_signed_integer, lambda of, rng: _whole(of.bit_width, rng)),
    (pa.types.is_unsigned_integer, lambda of, rng: rng.choice((0, 2**of.bit_width - 1, rng.getrandbits(of.bit_width)))),
    (pa.types.is_floating, _float),
    (pa.types.is_decimal, _decimal),
    (lambda of: pa.types.is_string(of) or pa.types.is_large_string(of) or pa.types.is_string_view(of), lambda of, rng: rng.choice(_WORDS)),
    (lambda of: pa.types.is_fixed_size_binary(of), lambda of, rng: rng.randbytes(of.byte_width)),
    (lambda of: pa.types.is_binary(of) or pa.types.is_large_binary(of) or pa.types.is_binary_view(of), _bytes),
    (pa.types.is_date, lambda of, rng: rng.randrange(-1_000_000, 1_000_000)),
    (pa.types.is_time, _time),
    (pa.types.is_timestamp, lambda of, rng: datetime.datetime.fromtimestamp(rng.randrange(2**31), datetime.UTC)),
    (pa.types.is_interval, lambda of, rng: pa.MonthDayNano([_whole(32, rng), _whole(32, rng), _whole(64, rng)])),
    (_is_list, _list),
    (pa.types.is_fixed_size_list, lambda of, rng: [value(of.value_type, rng) for _ in range(of.list_size)]),
    (pa.types.is_map, _map),
    (pa.types.is_struct, lambda of, rng: {of.field(i).name: value(of.field(i).type, rng) for i in range(of.num_fields)}),
)
