"""Logical types: what an Arrow type counts as, and the text that is hashed for it.

The texts are those of the table "Logical types and canonical bytes" of decision 7.
"""

from __future__ import annotations

import re

import pyarrow as pa

from lineage_fingerprint.texts import UnsupportedTypeError

_PLAIN = re.compile(r"[A-Za-z0-9_]+", re.ASCII)


def type_text(of: pa.DataType) -> str:
    """The logical type of a physical one, as it is printed and hashed.

    Raises `UnsupportedTypeError` for a union, and for a struct with two fields of one name.
    """
    of = held(of)
    simple = _simple(of)
    if simple is not None:
        return simple
    if is_list(of):
        return f"list<{type_text(of.value_type)}>"
    if pa.types.is_map(of):
        return f"map<{type_text(of.key_type)},{type_text(of.item_type)}>"
    if pa.types.is_struct(of):
        return f"struct<{','.join(f'{_quoted(of.field(i).name)}:{type_text(of.field(i).type)}' for i in field_order(of))}>"
    raise UnsupportedTypeError(f"there is no logical type for {of}")


def held(of: pa.DataType) -> pa.DataType:
    """The type of the values that a dictionary, run ends or an extension type hold."""
    while True:
        if isinstance(of, pa.BaseExtensionType):
            of = of.storage_type
        elif pa.types.is_dictionary(of) or pa.types.is_run_end_encoded(of):
            of = of.value_type
        else:
            return of


def field_order(of: pa.StructType) -> list[int]:
    """The places of a struct's fields, in the order of the UTF-8 bytes of their names."""
    names = [of.field(i).name.encode() for i in range(of.num_fields)]
    if len(set(names)) != len(names):
        raise UnsupportedTypeError(f"two fields of {of} have the same name")
    return sorted(range(len(names)), key=names.__getitem__)


def is_list(of: pa.DataType) -> bool:
    """Whether values are lists: of any offsets, as views, or of a fixed size."""
    tests = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list, pa.types.is_list_view, pa.types.is_large_list_view)
    return any(test(of) for test in tests)


def is_string(of: pa.DataType) -> bool:
    """Whether values are UTF-8, of any layout."""
    return pa.types.is_string(of) or pa.types.is_large_string(of) or pa.types.is_string_view(of)


def is_binary(of: pa.DataType) -> bool:
    """Whether values are bytes of any or one size, of any layout."""
    tests = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view, pa.types.is_fixed_size_binary)
    return any(test(of) for test in tests) and not pa.types.is_decimal(of)


def _simple(of: pa.DataType) -> str | None:
    is_ = pa.types
    if is_.is_timestamp(of):
        return "timestamp" if of.tz is None else "timestamp[utc]"
    if is_string(of):
        return "string"
    if is_binary(of):
        return "binary"
    for test, text in (
        (is_.is_null, "null"),
        (is_.is_boolean, "boolean"),
        (is_.is_integer, "integer"),
        (is_.is_floating, "float"),
        (is_.is_decimal, "decimal"),
        (is_.is_date, "date"),
        (is_.is_time, "time"),
        (is_.is_duration, "duration"),
        (is_.is_interval, "interval"),
    ):
        if test(of):
            return text
    return None


def _quoted(name: str) -> str:
    if _PLAIN.fullmatch(name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
