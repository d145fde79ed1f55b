"""Counts the rows of Arrow batches into a state."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from lineage_fingerprint import order as polynomials
from lineage_fingerprint.arrays import Bytes, Integers, Words, exact_sum
from lineage_fingerprint.columns import Column, memoised
from lineage_fingerprint.cutoffs import first_seen
from lineage_fingerprint.decode import Entries, decode
from lineage_fingerprint.digests import chained, row_digests
from lineage_fingerprint.fingerprint import Algorithm, Order
from lineage_fingerprint.layout import Layout
from lineage_fingerprint.mixing import scatter
from lineage_fingerprint.ragged import Ragged
from lineage_fingerprint.state import ColumnTally, State
from lineage_fingerprint.tables import Source, batches_of
from lineage_fingerprint.tally import RowWords
from lineage_fingerprint.words import clamped_nanoseconds


def state_of(source: Source, **options: Any) -> State:
    """The state of all rows of a source, whose schema it takes; `options` are those of `State`."""
    schema, batches = batches_of(source)
    state = State(schema, **options)
    for batch in batches:
        _count(state, batch)
    return state


def append(state: State, source: Source) -> None:
    """What `State.append` does."""
    schema, batches = batches_of(source)
    found = Layout.of(schema, state.layout.algorithm, state.layout.order)
    if [(column.name, column.type) for column in found.columns] != [(column.name, column.type) for column in state.layout.columns]:
        raise ValueError("the columns are others than those of the state")
    state.layout = state.layout.admitting(found)
    for batch in batches:
        _count(state, batch)


def _count(state: State, batch: pa.RecordBatch) -> None:
    entries = state.entries = state.entries or Entries()
    layout, rows = state.layout, batch.num_rows
    a, b, entity = np.zeros(rows, np.uint64), np.zeros(rows, np.uint64), np.zeros(rows, np.uint64)
    cells: list[Column] = []
    for of, keys, tally in zip(layout.columns, layout.cell_keys, state.columns, strict=True):
        column = decode(batch.column(of.name), entries)
        x, y = memoised(column, keys)
        tally.add(ColumnTally(column.nulls, exact_sum(x), int(y.sum(dtype=np.uint64))))
        a += x
        b += y
        for _ in range(layout.keys.count(of.name)):
            entity += x
        if layout.algorithm is Algorithm.SHA256:
            cells.append(column)
    a, b = scatter(a, b)
    digests = row_digests(Ragged.join([column.canonical for column in cells], rows)) if layout.algorithm is Algorithm.SHA256 else None
    if layout.order is Order.ORDERED:
        _advance(state, a, b, digests)
    entities = (entity >> np.uint64(56)).astype(np.int64) if layout.keys else None
    _tell_apart(state, RowWords(a, b, digests, _times(batch, layout.event_time), entities), _times(batch, layout.known_at))


def _advance(state: State, a: Words, b: Words, digests: Bytes | None) -> None:
    if digests is not None:
        state.chain = chained(state.chain, digests)
    else:
        state.x = polynomials.advanced(state.x, polynomials.X_FACTOR, a)
        state.y = polynomials.advanced(state.y, polynomials.Y_FACTOR, b)


def _tell_apart(state: State, words: RowWords, known: Integers | None) -> None:
    """Counts the rows, and once more at the cut-offs that see them first."""
    state.tallies[0].put(words)
    for chain in state.layout.chains:
        assert words.times is not None
        position = first_seen(state.layout.cut_offs, chain, words.times, known)
        for at, place in enumerate(chain):
            chosen = position == at
            if chosen.any():
                state.tallies[1 + place].put(words.where(chosen))


def _times(batch: pa.RecordBatch, name: str | None) -> Integers | None:
    return None if name is None else clamped_nanoseconds(batch.column(name))
