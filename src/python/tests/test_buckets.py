"""Buckets and cut-offs against naive loops over the rows."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage_fingerprint import Algorithm, Bucket, CutOff, State, fingerprint, scalar
from lineage_fingerprint.buckets import NULL_TIME, WIDTHS, TimeBuckets
from lineage_fingerprint.cutoffs import ALWAYS, chains
from lineage_fingerprint.mixing import Keys
from lineage_fingerprint.texts import column_text

SEEDS = st.integers(0, 2**32)
LEAST = -(2**63) + 1


def table_of(times: list[int | None], numbers: list[int | None], of: pa.DataType) -> pa.Table:
    return pa.table({"n": pa.array(numbers, pa.int64()), "t": pa.array(times, pa.int64()).cast(of)})


def row_words(table: pa.Table) -> list[tuple[int, int, int]]:
    """A, B, and the entity bucket by n, of each row."""
    number, time = (Keys.of(column_text(name, of)) for name, of in (("n", "integer"), ("t", "timestamp")))
    found = []
    for n, t in zip(table["n"].to_pylist(), table["t"].cast(pa.int64()).to_pylist(), strict=True):
        first = (number.k2, number.k3) if n is None else scalar.mix(n % 2**64, number)
        second = (time.k2, time.k3) if t is None else scalar.mix(t % 2**64, time)
        found.append((*scalar.scatter((first[0] + second[0]) % 2**64, (first[1] + second[1]) % 2**64), first[0] >> 56))
    return found


def summed(numbers: list[int], words: list[tuple[int, int, int]]) -> dict[int, Bucket]:
    buckets: dict[int, Bucket] = defaultdict(Bucket)
    for number, (a, b, _) in zip(numbers, words, strict=True):
        buckets[number] = buckets[number].plus(Bucket(1, a, b))
    return dict(buckets)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_buckets_of_any_rows_are_the_naive_loop(seed: int) -> None:
    rng = random.Random(seed)
    rows, span = rng.choice((0, 3, 600, 1500)), rng.choice((10**10, 10**13, 10**16, 2**63))
    times = [None if rng.random() < 0.05 else rng.randrange(max(LEAST, -span), span) for _ in range(rows)]
    table = table_of(times, [rng.choice((None, 1, 2, rng.getrandbits(40))) for _ in range(rows)], pa.timestamp("ns"))
    found = fingerprint(table, event_time="t", keys=["n"])
    words = row_words(table)
    width = next(width for width in WIDTHS if len({time if time is None else time // width for time in times}) <= 512)
    numbers = [NULL_TIME if time is None else time // width for time in times]

    assert found.time_buckets.width == width
    assert dict(found.time_buckets) == summed(numbers, words)
    assert dict(found.entity_buckets) == summed([word[2] for word in words], words)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_time_buckets_of_a_whole_are_those_of_its_parts_together(seed: int) -> None:
    rng = random.Random(seed)
    times = [rng.randrange(10 ** rng.randint(9, 18)) for _ in range(1200)]
    table = table_of(times, times, pa.timestamp("ns"))
    at = rng.randint(0, 1200)
    whole, first, second = (State(table.schema, event_time="t").append(part) for part in (table, table[:at], table[at:]))

    assert first.add(second).finish().time_buckets == whole.finish().time_buckets


@pytest.mark.parametrize(
    ("value", "of", "expected"),
    [
        (2**63 - 1, pa.timestamp("s"), ALWAYS),
        (-(2**63), pa.timestamp("ms"), LEAST),
        (-(2**63), pa.timestamp("ns"), LEAST),
        (1, pa.timestamp("us", "Asia/Tokyo"), 1_000),
        (-1, pa.timestamp("s"), -(10**9)),
    ],
)
def test_time_buckets_times_beyond_a_word_count_as_its_ends(value: int, of: pa.DataType, expected: int) -> None:
    found = fingerprint(table_of([value], [0], of), event_time="t")

    assert [number for number, _ in found.time_buckets] == [expected // 10**9]


@pytest.mark.parametrize(("filled", "width"), [(511, 1), (512, 10)])
def test_time_buckets_more_than_512_with_that_of_null_widen(filled: int, width: int) -> None:
    table = table_of([*range(filled), None], [0] * (filled + 1), pa.timestamp("s"))

    assert fingerprint(table, event_time="t").time_buckets.width == width * 10**9
    assert fingerprint(table[:-1], event_time="t").time_buckets.width == 10**9


def test_time_buckets_of_dates_are_those_of_their_midnights() -> None:
    days = pa.table({"t": pa.array([0, -1, None], pa.int32()).cast(pa.date32())})

    assert [number for number, _ in fingerprint(days, event_time="t").time_buckets] == [NULL_TIME, -86_400, 0]


def test_at_a_larger_width_is_as_if_counted_so() -> None:
    times = np.arange(-100, 100, dtype=np.int64) * 10**9
    a = np.arange(200, dtype=np.uint64)
    narrow, wide = TimeBuckets(), TimeBuckets(2)
    narrow.put(times, a, a)
    wide.put(times, a, a)

    assert narrow.at(2) == wide


@pytest.mark.parametrize("algorithm", list(Algorithm))
@settings(max_examples=25, deadline=None)
@given(seed=SEEDS)
def test_cut_offs_any_are_the_fingerprints_of_the_rows_they_see(algorithm: Algorithm, seed: int) -> None:
    rng = random.Random(seed)
    rows = rng.choice((0, 1, 40))
    moments = [None, LEAST, -5, 0, 1, 2, 3, 10**9, ALWAYS]
    columns = {name: pa.array([rng.choice(moments) for _ in range(rows)], pa.int64()).cast(pa.timestamp("ns")) for name in ("t", "k")}
    table = pa.table({**columns, "n": pa.array(range(rows), pa.int64())})
    cut_offs = [CutOff(rng.choice(moments[1:]), rng.choice(moments[1:])) for _ in range(rng.randint(1, 6))]
    found = fingerprint(table, algorithm=algorithm, event_time="t", known_at="k", keys=("n",), cut_offs=cut_offs)
    times = [[None if value is None else value for value in table[name].cast(pa.int64()).to_pylist()] for name in ("t", "k")]

    for cut_off, told in zip(cut_offs, found.cut_offs, strict=True):
        seen = [
            t is not None and t <= cut_off.at and (not cut_off.asks_for_known or (k is not None and k <= cut_off.known)) for t, k in zip(*times, strict=True)
        ]
        alone = fingerprint(table.filter(pa.array(seen, pa.bool_())), algorithm=algorithm, event_time="t", known_at="k", keys=("n",))
        assert (told.cut_off, str(told), told.rows) == (cut_off, str(alone), alone.rows)
        assert (told.time_buckets, told.entity_buckets) == (alone.time_buckets, alone.entity_buckets)


def test_chains_of_cut_offs_see_more_and_more() -> None:
    cut_offs = [CutOff(5, 1), CutOff(3, 2), CutOff(5, 3), CutOff(1, 9), CutOff(5, 1)]

    assert chains(cut_offs) == [[3], [1, 2], [0, 4]]


def test_cut_off_of_times_is_in_nanoseconds() -> None:
    zone = timezone(timedelta(hours=2))

    assert CutOff.of(datetime(1970, 1, 1, 2, 0, 0, 1, zone)) == CutOff(1_000)
    assert CutOff.of(datetime(1970, 1, 2), datetime(1969, 12, 31, tzinfo=UTC)) == CutOff(86_400 * 10**9, -86_400 * 10**9)
    assert CutOff.of(np.datetime64("1970-01-01T00:00:01")) == CutOff(10**9)
    assert CutOff.of(datetime(9999, 1, 1)) == CutOff(ALWAYS)
