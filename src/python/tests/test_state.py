"""Partial states: that they add up, travel, and refuse what does not fit."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from pathlib import Path

import generate
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage_fingerprint import Algorithm, CutOff, Order, State, fingerprint

SEEDS = st.integers(0, 2**32)
TYPES = {"t": pa.timestamp("s"), "k": pa.timestamp("us", "UTC"), "n": pa.int16(), "s": pa.string(), "l": pa.list_(pa.float32())}
CUT_OFFS = (CutOff(10**9 * 500), CutOff(10**9 * 500, 10**9 * 300), CutOff(10**9 * 900), CutOff(10**9 * 10**6, 10**9 * 200))
OPTIONS = [
    {"algorithm": Algorithm.FAST},
    {"algorithm": Algorithm.SHA256},
    {"algorithm": Algorithm.FAST, "event_time": "t", "keys": ("n", "s")},
    {"algorithm": Algorithm.FAST, "event_time": "t", "known_at": "k", "keys": ("n",), "cut_offs": CUT_OFFS},
    {"algorithm": Algorithm.SHA256, "event_time": "t", "known_at": "k", "cut_offs": CUT_OFFS},
]


def some_rows(rng: random.Random, rows: int) -> pa.Table:
    table = generate.table(TYPES, rows, rng)
    for place, name in enumerate(("t", "k")):
        scale = 1 if name == "t" else 10**6
        span = rng.choice((100, 1_000, 10**6))
        seconds = [None if rng.random() < 0.1 else rng.randrange(span) * scale for _ in range(rows)]
        table = table.set_column(place, name, pa.array(seconds, pa.int64()).cast(TYPES[name]))
    return table


def state_of(table: pa.Table, options: dict) -> State:
    return State(table.schema, **options).append(table)


@pytest.mark.parametrize("options", OPTIONS)
@settings(max_examples=12, deadline=None)
@given(seed=SEEDS)
def test_add_parts_in_any_order_is_the_whole(options: dict, seed: int) -> None:
    rng = random.Random(seed)
    table = some_rows(rng, rng.choice((0, 5, 60, 700)))
    cuts = sorted(rng.randint(0, len(table)) for _ in range(3))
    parts = [state_of(table.slice(low, high - low), options) for low, high in itertools.pairwise([0, *cuts, len(table)])]
    rng.shuffle(parts)
    total = State(table.schema, **options)
    for part in parts:
        total.add(State.from_bytes(part.to_bytes()))

    assert total.to_bytes() == state_of(table, options).to_bytes()
    assert total.finish() == fingerprint(table, **options)


@pytest.mark.parametrize("options", OPTIONS)
@settings(max_examples=12, deadline=None)
@given(seed=SEEDS)
def test_subtract_a_part_is_the_rest(options: dict, seed: int) -> None:
    rng = random.Random(seed)
    table = some_rows(rng, 80)
    at = rng.randint(0, 80)
    rest = state_of(table, options).subtract(state_of(table.slice(0, at), options))
    expected = state_of(table.slice(at), options)

    assert str(rest.finish()) == str(expected.finish())
    assert rest.finish().columns == expected.finish().columns
    assert [str(cut_off) for cut_off in rest.finish().cut_offs] == [str(cut_off) for cut_off in expected.finish().cut_offs]
    assert rest.add(state_of(table.slice(0, at), options)).to_bytes() == state_of(table, options).to_bytes()


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_append_batches_in_order_is_the_whole(algorithm: Algorithm) -> None:
    table = some_rows(random.Random(4), 50)
    state = State(table.schema, algorithm=algorithm, order=Order.ORDERED)
    for batch in table.to_batches(7):
        state = State.from_bytes(state.append(batch).to_bytes())

    assert str(state.finish()) == str(fingerprint(table, algorithm=algorithm, order=Order.ORDERED))


def test_add_ordered_ranges_is_the_whole_for_fast_alone() -> None:
    table = some_rows(random.Random(5), 50)
    first, second = ({algorithm: state_of(part, {"algorithm": algorithm, "order": "ordered"}) for algorithm in Algorithm} for part in (table[:20], table[20:]))

    assert str(first[Algorithm.FAST].add(second[Algorithm.FAST]).finish()) == str(fingerprint(table, order="ordered"))
    with pytest.raises(ValueError, match="chain"):
        first[Algorithm.SHA256].add(second[Algorithm.SHA256])
    with pytest.raises(ValueError, match="in order"):
        first[Algorithm.FAST].subtract(second[Algorithm.FAST])


def test_subtract_more_than_there_is_changes_nothing() -> None:
    table = some_rows(random.Random(6), 20)
    options = OPTIONS[2]
    state, others = state_of(table[:10], options), state_of(table[10:], options)
    before = state.to_bytes()

    for wrong in (state_of(table, options), others):
        with pytest.raises(ValueError, match="no part"):
            state.subtract(wrong)
        assert state.to_bytes() == before


def test_append_other_columns_changes_nothing() -> None:
    state = state_of(pa.table({"x": [1]}), {})
    before = state.to_bytes()

    for wrong in (pa.table({"y": [1]}), pa.table({"x": ["1"]}), pa.table({"x": [1], "y": [1]})):
        with pytest.raises(ValueError, match="columns"):
            state.append(wrong)
        assert state.to_bytes() == before
    assert str(state.append(pa.table({"x": pa.array([2], pa.uint8())})).finish()) == str(fingerprint(pa.table({"x": [1, 2]})))


@pytest.mark.parametrize("change", [{"algorithm": "sha256"}, {"order": "ordered"}, {"keys": ("n",)}, {"event_time": "t"}, {"known_at": "k"}])
def test_add_state_of_another_layout_is_refused(change: dict) -> None:
    table = some_rows(random.Random(7), 3)

    with pytest.raises(ValueError, match="do not add up"):
        state_of(table, {}).add(state_of(table, change))


def test_add_nullable_column_makes_it_so() -> None:
    required = State(pa.schema([pa.field("x", pa.int64(), nullable=False)]))
    state = required.add(state_of(pa.table({"x": [1]}), {}))

    assert State.from_bytes(state.to_bytes()).finish().columns[0].nullable


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"event_time": "z"}, "no column"),
        ({"event_time": "n"}, "no time"),
        ({"known_at": "s"}, "no time"),
        ({"keys": ("z",)}, "no column"),
        ({"cut_offs": (CutOff(1),)}, "event time"),
        ({"event_time": "t", "cut_offs": (CutOff(1, 1),)}, "known-at"),
        ({"event_time": "t", "order": "ordered", "cut_offs": (CutOff(1),)}, "in order"),
        ({"algorithm": "md5"}, "md5"),
    ],
)
def test_state_options_that_do_not_fit_are_refused(options: dict, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        State(pa.schema(list(TYPES.items())), **options)


@pytest.mark.parametrize("options", OPTIONS)
def test_from_bytes_any_damaged_byte_is_refused(options: dict) -> None:
    data = state_of(some_rows(random.Random(8), 9), options).to_bytes()

    for at in range(0, len(data), max(1, len(data) // 200)):
        with pytest.raises(ValueError, match="no state"):
            State.from_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(ValueError, match="no state"):
            State.from_bytes(data[:at])


def test_to_bytes_of_a_small_state_is_as_decision_7_lays_it_out() -> None:
    state = State(pa.schema([pa.field("x", pa.int8(), nullable=False)]), keys=("x",))
    header = b"LFS2" + bytes([0, 0]) + b"\x01\x00\x00\x00" + b"\x01\x00\x00\x00x" + b"\x07\x00\x00\x00integer" + b"\x00"
    options = bytes(4) + bytes(4) + b"\x00" + b"\x01\x00\x00\x00" + b"\x01\x00\x00\x00x" + bytes(4)

    assert state.to_bytes()[:-8] == header + options + bytes(32) + bytes(16 + 32) + bytes(40) + bytes(4)


def test_finish_then_append_leaves_the_fingerprint_as_it_was() -> None:
    table = some_rows(random.Random(9), 20)
    state = state_of(table, OPTIONS[3])
    before, text = state.finish(), repr([list(state.finish().time_buckets), list(state.finish().entity_buckets)])
    state.append(table)

    assert repr([list(before.time_buckets), list(before.entity_buckets)]) == text


def test_state_without_pyarrow_adds_up_and_prints() -> None:
    table = some_rows(random.Random(10), 30)
    parts = [state_of(part, OPTIONS[3]).to_bytes().hex() for part in (table[:11], table[11:])]
    program = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from lineage_fingerprint import State\n"
        "first, second = (State.from_bytes(bytes.fromhex(line)) for line in sys.stdin)\n"
        "print(first.add(second).finish())"
    )
    ran = subprocess.run([sys.executable, "-c", program], input="\n".join(parts), capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])

    assert ran.stdout.strip() == str(fingerprint(table))
