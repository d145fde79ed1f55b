"""What a fingerprint depends on, and what it does not."""

from __future__ import annotations

import hashlib
import itertools
import random
import struct

import generate
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage_fingerprint import Algorithm, Order, UnsupportedTypeError, fingerprint, scalar
from lineage_fingerprint.mixing import Keys
from lineage_fingerprint.texts import column_text

KINDS = list(itertools.product(Algorithm, Order))
SEEDS = st.integers(0, 2**32)


def all_kinds(table: pa.Table) -> list[str]:
    return [str(fingerprint(table, algorithm=algorithm, order=order)) for algorithm, order in KINDS]


def some_table(rng: random.Random, rows: int | None = None) -> pa.Table:
    names = rng.sample(list(generate.ALL), 3)
    return generate.table({name: generate.ALL[name] for name in names}, rng.randint(0, 30) if rows is None else rows, rng)


def rechunked(table: pa.Table, rng: random.Random) -> pa.Table:
    """The same rows in other batches, each cut out of something longer."""
    parts, at = [], 0
    while at < len(table):
        rows = rng.randint(1, 7)
        part = table.slice(at, rows).combine_chunks()
        around = pa.concat_tables([table.slice(0, 2), part, table.slice(0, 3)]).combine_chunks()
        parts.append(around.slice(min(2, len(table)), len(part)))
        at += rows
    return pa.concat_tables(parts) if parts else table


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_fingerprint_other_chunks_slices_and_column_order_is_the_same(seed: int) -> None:
    rng = random.Random(seed)
    table = some_table(rng)
    names = list(table.column_names)
    rng.shuffle(names)

    assert all_kinds(rechunked(table, rng).select(names)) == all_kinds(table)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_fingerprint_permuted_rows_is_the_same_as_a_multiset_alone(seed: int) -> None:
    rng = random.Random(seed)
    table = some_table(rng, 12).append_column("id", pa.array(range(12)))
    rows = list(range(12))
    rng.shuffle(rows)
    before, after = all_kinds(table), all_kinds(pa.concat_tables([table.slice(row, 1) for row in rows]))

    assert [(x == y) for x, y in zip(before, after, strict=True)] == [order is Order.MULTISET or rows == sorted(rows) for _, order in KINDS]


@pytest.mark.parametrize("name", [name for name in generate.FLAT if name not in ("null", "half", "interval")])
def test_fingerprint_of_a_dictionary_is_that_of_its_values(name: str) -> None:
    values = generate.array(generate.ALL[name], 40, random.Random(1))
    entries = generate.array(generate.ALL[name], 9, random.Random(2))
    places = [None if row % 7 == 0 else row % 8 for row in range(40)]
    encoded = pa.DictionaryArray.from_arrays(pa.array(places, pa.int8()), entries)
    taken = generate.taken(entries, places)

    assert all_kinds(pa.table({"x": encoded, "y": values})) == all_kinds(pa.table({"x": taken, "y": values}))


def test_fingerprint_of_run_ends_is_that_of_their_values() -> None:
    runs = pa.RunEndEncodedArray.from_arrays([3, 4, 9], pa.array(["a", None, "bb"]))
    plain = pa.array(["a"] * 3 + [None] + ["bb"] * 5)

    assert all_kinds(pa.table({"x": runs})) == all_kinds(pa.table({"x": plain}))
    assert all_kinds(pa.table({"x": runs.slice(2, 4)})) == all_kinds(pa.table({"x": plain.slice(2, 4)}))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (pa.array([7], pa.int8()), pa.array([7], pa.uint64())),
        (pa.array([1.5], pa.float32()), pa.array([1.5], pa.float64())),
        (pa.array([-0.0]), pa.array([0.0])),
        (pa.array([float("nan")]), pa.array([struct.unpack("<d", struct.pack("<Q", 0xFFF8000000000123))[0]])),
        (pa.array(["a"]), pa.array(["a"], pa.string_view())),
        (pa.array([1], pa.timestamp("s", "Asia/Tokyo")), pa.array([1000], pa.timestamp("ms", "UTC"))),
        (pa.array([1], pa.date32()), pa.array([86_400_000], pa.int64()).view(pa.date64())),
        (pa.array([[1]], pa.list_(pa.int8())), pa.array([[1]], pa.large_list(pa.int64()))),
    ],
)
def test_fingerprint_of_one_value_in_two_layouts_is_the_same(left: pa.Array, right: pa.Array) -> None:
    assert all_kinds(pa.table({"x": left})) == all_kinds(pa.table({"x": right}))


def test_fingerprint_of_values_that_look_alike_differs() -> None:
    alike = [
        pa.array([None], pa.string()),
        pa.array([""]),
        pa.array(["\x00"]),
        pa.array([b""]),
        pa.array([None], pa.float64()),
        pa.array([float("nan")]),
        pa.array([0.0]),
        pa.array([0]),
        pa.array([False]),
        pa.array([], pa.int64()),
        pa.array([0, 0]),
        pa.array([2**64 - 1], pa.uint64()),
        pa.array([-1]),
        pa.array([[]], pa.list_(pa.null())),
        pa.array([[None]], pa.list_(pa.null())),
        pa.nulls(1),
        pa.array([0], pa.timestamp("s")),
        pa.array([0], pa.timestamp("s", "UTC")),
        pa.array([0], pa.date32()),
    ]
    for kind in zip(*(all_kinds(pa.table({"x": array})) for array in alike), strict=True):
        assert len(set(kind)) == len(alike)


@pytest.mark.parametrize(("algorithm", "order"), KINDS)
def test_fingerprint_of_values_moved_between_rows_differs_though_columns_agree(algorithm: Algorithm, order: Order) -> None:
    before = fingerprint(pa.table({"x": [1, 2], "y": [3, 4]}), algorithm=algorithm, order=order)
    after = fingerprint(pa.table({"x": [1, 2], "y": [4, 3]}), algorithm=algorithm, order=order)

    assert before.content != after.content
    assert before.columns == after.columns


def test_fingerprint_of_repeated_rows_counts_them() -> None:
    once, often = pa.table({"x": [1, 2]}), pa.table({"x": [1, 1, 2, 2]})

    assert all(x != y for x, y in zip(all_kinds(once), all_kinds(often), strict=True))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)), st.one_of(st.none(), st.text(max_size=20))), max_size=20))
def test_fingerprint_of_integers_and_strings_is_the_naive_loop(rows: list[tuple[int | None, str | None]]) -> None:
    table = pa.table({"n": pa.array([row[0] for row in rows], pa.int64()), "s": pa.array([row[1] for row in rows], pa.string())})
    keys = [Keys.of(column_text("n", "integer")), Keys.of(column_text("s", "string"))]
    total_a = total_b = 0
    for number, text in rows:
        first = (keys[0].k2, keys[0].k3) if number is None else scalar.mix(number % 2**64, keys[0])
        second = (keys[1].k2, keys[1].k3) if text is None else scalar.mix_bytes(text.encode(), keys[1])
        a, b = scalar.scatter((first[0] + second[0]) % 2**64, (first[1] + second[1]) % 2**64)
        total_a, total_b = total_a + a, total_b + b
    found = fingerprint(table)
    hashed = found.schema + struct.pack("<Q", len(rows)) + total_a.to_bytes(16, "little") + total_b.to_bytes(16, "little")

    assert found.content == hashlib.sha256(hashed).digest()[:16]


def test_fingerprint_of_no_rows_or_no_columns_is_defined() -> None:
    texts = [*all_kinds(pa.table({"x": pa.array([], pa.int8())})), *all_kinds(pa.table({})), *all_kinds(pa.table({"y": pa.array([], pa.int8())}))]

    assert len(set(texts)) == len(texts)
    assert all(text.endswith(".0") for text in texts)


def test_fingerprint_of_more_rows_than_a_batch_is_that_of_its_parts() -> None:
    table = pa.table({"x": np.arange(300_000), "s": [str(row % 1000) for row in range(300_000)]})
    batches = table.to_batches(77_777)

    assert str(fingerprint(table)) == str(fingerprint(iter(batches))) == str(fingerprint(pa.RecordBatchReader.from_batches(table.schema, batches)))


def test_fingerprint_two_columns_of_one_name_is_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        fingerprint(pa.table([[1], [2]], names=["x", "x"]))


def test_fingerprint_of_a_union_is_refused() -> None:
    union = pa.UnionArray.from_sparse(pa.array([0], pa.int8()), [pa.array([1])])

    with pytest.raises(UnsupportedTypeError):
        fingerprint(pa.table({"x": union}))


@pytest.mark.parametrize("source", [None, "x", {"x": [1]}, [1, 2], 5])
def test_fingerprint_of_what_is_no_table_is_refused(source: object) -> None:
    with pytest.raises(TypeError):
        fingerprint(source)  # type: ignore[arg-type]


def test_column_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        fingerprint(pa.table({"x": [1]})).column("y")
