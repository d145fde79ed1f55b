"""Canonical bytes, type by type, written out by hand from the table of decision 7."""

from __future__ import annotations

import decimal
import struct

import numpy as np
import pyarrow as pa
import pytest

from lineage_fingerprint.decode import Entries, decode
from lineage_fingerprint.texts import UnsupportedTypeError
from lineage_fingerprint.types import type_text


def raw(values: list[int | None], of: pa.DataType, bits: int = 64) -> pa.Array:
    return pa.array(values, pa.int64() if bits == 64 else pa.int32()).cast(of)


def wide(value: int) -> str:
    return "02" + value.to_bytes(16, "little", signed=True).hex()


def word(value: int) -> str:
    return "01" + struct.pack("<q", value).hex()


def of_list(*elements: str) -> str:
    return "01" + struct.pack("<I", len(elements)).hex() + "".join(elements)


def of_text(value: str) -> str:
    return "01" + struct.pack("<I", len(value.encode())).hex() + value.encode().hex()


D = decimal.Decimal
ONE = "0100000000" + "01000000"
NANOS = pa.array([pa.MonthDayNano([1, -2, 3]), None], pa.month_day_nano_interval())

CASES = [
    (pa.nulls(2), "null", ["00", "00"]),
    (pa.array([True, False, None]), "boolean", ["0101", "0100", "00"]),
    *((pa.array([1, None, 127], of), "integer", [word(1), "00", word(127)]) for of in (pa.int8(), pa.int64(), pa.uint8(), pa.uint32(), pa.uint64())),
    (pa.array([-1, -128], pa.int8()), "integer", ["01" + "ff" * 8, word(-128)]),
    (pa.array([2**63 - 1, 2**63, 2**64 - 1], pa.uint64()), "integer", [word(2**63 - 1), "02" + "00" * 7 + "80", "02" + "ff" * 8]),
    (pa.array([0.0, -0.0, 1.0], pa.float64()), "float", ["01" + "00" * 8, "01" + "00" * 8, "01000000000000f03f"]),
    (pa.array([float("nan"), None, float("-inf")], pa.float32()), "float", ["01000000000000f87f", "00", "01000000000000f0ff"]),
    (pa.array(np.array([1.5, np.nan], np.float16)), "float", ["01000000000000f83f", "01000000000000f87f"]),
    (pa.array([0.1], pa.float32()), "float", ["01000000a09999b93f"]),
    (
        pa.array([D("1.50"), D("0.00"), D("-1.28")], pa.decimal128(10, 2)),
        "decimal",
        ["01" + "01000000" + "01000000" + "0f", ONE + "00", "01" + "02000000" + "01000000" + "80"],
    ),
    (pa.array([D("1.28")], pa.decimal64(10, 2)), "decimal", ["01" + "02000000" + "02000000" + "8000"]),
    (pa.array([D("1200"), None], pa.decimal128(10, -1)), "decimal", ["01" + "feffffff" + "01000000" + "0c", "00"]),
    (pa.array([D(10**40 + 1)], pa.decimal256(60, 0)), "decimal", ["0100000000" + "11000000" + (10**40 + 1).to_bytes(17, "little").hex()]),
    *((pa.array(["Z", "", None], of), "string", [of_text("Z"), of_text(""), "00"]) for of in (pa.string(), pa.large_string(), pa.string_view())),
    *((pa.array([b"\x00", b"", None], of), "binary", ["010100000000", "0100000000", "00"]) for of in (pa.binary(), pa.large_binary(), pa.binary_view())),
    (pa.array([b"ab", None], pa.binary(2)), "binary", ["01020000006162", "00"]),
    (raw([1, -1, None], pa.date32(), 32), "date", [word(1), word(-1), "00"]),
    (pa.array([86_400_001, -1], pa.int64()).view(pa.date64()), "date", [word(1), word(-1)]),
    (raw([1, None], pa.time32("s"), 32), "time", [word(10**9), "00"]),
    (raw([1], pa.time64("us")), "time", [word(1000)]),
    (raw([-1, 2**63 - 1], pa.duration("ms")), "duration", [word(-(10**6)), wide((2**63 - 1) * 10**6)]),
    (raw([-1, None], pa.timestamp("ns")), "timestamp", [word(-1), "00"]),
    (raw([1, -(2**63)], pa.timestamp("s", "America/New_York")), "timestamp[utc]", [word(10**9), wide(-(2**63) * 10**9)]),
    (NANOS, "interval", ["01" + "01000000" + "feffffff" + "0300000000000000", "00"]),
    (pa.array([[1, None], [], None], pa.list_(pa.int8())), "list<integer>", [of_list(word(1), "00"), of_list(), "00"]),
    (pa.array([["a"], None], pa.large_list(pa.string())), "list<string>", [of_list(of_text("a")), "00"]),
    (pa.array([[True, None], None], pa.list_(pa.bool_(), 2)), "list<boolean>", [of_list("0101", "00"), "00"]),
    (pa.array([[1], None, [2, 3]], pa.list_view(pa.int16())), "list<integer>", [of_list(word(1)), "00", of_list(word(2), word(3))]),
    (pa.array([{"b": 1, "a": None}, None], pa.struct([("b", pa.int8()), ("a", pa.string())])), "struct<a:string,b:integer>", ["0100" + word(1), "00"]),
    (
        pa.array([[("b", 1), ("a", None)], None], pa.map_(pa.string(), pa.int8())),
        "map<string,integer>",
        [of_list(of_text("a") + "00", of_text("b") + word(1)), "00"],
    ),
    (pa.array(["a", None, "a"]).dictionary_encode(), "string", [of_text("a"), "00", of_text("a")]),
    (pa.RunEndEncodedArray.from_arrays([2, 3], pa.array([5, None])), "integer", [word(5), word(5), "00"]),
    (pa.ExtensionArray.from_storage(pa.uuid(), pa.array([b"\x01" * 16], pa.binary(16))), "binary", ["0110000000" + "01" * 16]),
]


@pytest.mark.parametrize(("array", "of", "expected"), CASES, ids=[str(case[0].type) for case in CASES])
def test_canonical_every_type_is_as_the_table_says(array: pa.Array, of: str, expected: list[str]) -> None:
    assert type_text(array.type) == of
    assert [cell.hex() for cell in decode(array, Entries()).canonical] == expected


@pytest.mark.parametrize(("array", "of", "expected"), CASES, ids=[str(case[0].type) for case in CASES])
def test_canonical_of_slices_is_that_of_their_rows(array: pa.Array, of: str, expected: list[str]) -> None:
    for start in range(len(array) + 1):
        assert [cell.hex() for cell in decode(array.slice(start, 2), Entries()).canonical] == expected[start : start + 2]


def test_canonical_what_lies_under_a_null_does_not_exist() -> None:
    values, mask = pa.array([1, 2, 3]), pa.array([False, True, False])
    hidden = pa.StructArray.from_arrays([values], names=["x"], mask=mask)
    lists = pa.ListArray.from_arrays(pa.array([0, 1, 2, 3], pa.int32()), values, mask=mask)
    fixed = pa.FixedSizeListArray.from_arrays(values, 1, mask=mask)

    assert list(decode(hidden, Entries()).canonical)[1] == b"\x00"
    assert list(decode(lists, Entries()).canonical)[1] == b"\x00"
    assert list(decode(fixed, Entries()).canonical)[1] == b"\x00"


@pytest.mark.parametrize(("name", "quoted"), [("a_1", "a_1"), ("", '""'), ("a b", '"a b"'), ("é", '"é"'), ('"', '"\\""'), ("\\", '"\\\\"'), ("a:b", '"a:b"')])
def test_type_text_names_of_fields_are_quoted_where_they_are_not_plain(name: str, quoted: str) -> None:
    assert type_text(pa.struct([(name, pa.int8())])) == f"struct<{quoted}:integer>"


def test_type_text_union_or_two_fields_of_one_name_is_unsupported() -> None:
    with pytest.raises(UnsupportedTypeError):
        type_text(pa.sparse_union([pa.field("a", pa.int8())]))
    with pytest.raises(UnsupportedTypeError):
        type_text(pa.struct([("a", pa.int8()), ("a", pa.int8())]))
