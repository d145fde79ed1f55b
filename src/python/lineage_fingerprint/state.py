"""Partial fingerprints that add up: over batches, over executors, over what was appended since."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lineage_fingerprint import order as polynomials
from lineage_fingerprint.cutoffs import CutOff
from lineage_fingerprint.fingerprint import Algorithm, ColumnDigest, CutOffFingerprint, Fingerprint, Order, printed
from lineage_fingerprint.layout import Layout
from lineage_fingerprint.tally import WRAP, Tally

if TYPE_CHECKING:
    import pyarrow as pa

    from lineage_fingerprint.decode import Entries
    from lineage_fingerprint.tables import Source


@dataclass(slots=True)
class ColumnTally:
    """What is kept of the cells of one column."""

    nulls: int = 0
    a: int = 0
    b: int = 0

    def add(self, other: ColumnTally, sign: int = 1) -> None:
        """Adds the cells of another, or takes them away with sign -1."""
        self.nulls += sign * other.nulls
        self.a = (self.a + sign * other.a) % WRAP
        self.b = (self.b + sign * other.b) % 2**64


class State:
    """The fingerprint of the rows so far, in a form that grows, adds up, and travels as bytes.

    States of disjoint sets of rows, added in any order, finish as the state of all the rows would; in order (`Order.ORDERED`), those of
    neighbouring ranges do, added from the first on, but for `sha256`. The size does not depend on the number of rows.
    """

    def __init__(
        self,
        schema: pa.Schema,
        *,
        algorithm: Algorithm | str = Algorithm.FAST,
        order: Order | str = Order.MULTISET,
        event_time: str | None = None,
        known_at: str | None = None,
        keys: Sequence[str] = (),
        cut_offs: Sequence[CutOff] = (),
    ) -> None:
        more = {"event_time": event_time, "known_at": known_at, "keys": tuple(keys), "cut_offs": tuple(cut_offs)}
        self._begin(Layout.of(schema, Algorithm(algorithm), Order(order), **more))

    def _begin(self, layout: Layout) -> None:
        self.layout = layout
        self.columns = [ColumnTally() for _ in layout.columns]
        self.x = self.y = 0
        self.chain = bytes(32)
        # Every row is in the first tally or, where there are cut-offs, also in those of the cut-offs that see it first in their chain.
        self.tallies = [Tally.empty(layout.has_lanes, layout.event_time is not None, bool(layout.keys)) for _ in range(1 + len(layout.cut_offs))]
        # What counting keeps between batches.
        self.entries: Entries | None = None

    @property
    def rows(self) -> int:
        """How many rows it is of."""
        return self.tallies[0].rows

    def append(self, source: Source) -> State:
        """Adds the rows of a batch, a table or a data frame; its columns may come in any order.

        Raises `ValueError` where names or logical types are others than the state's; the state is then as before. Returns the state.
        """
        # Only who has tables needs pyarrow; states add up without it.
        from lineage_fingerprint.counting import append

        append(self, source)
        return self

    def add(self, other: State) -> State:
        """Adds the rows of another state; in order, behind those that are there. Returns this state.

        Raises `ValueError`, and changes nothing, where the other is of another layout, and for `sha256` in order, which is a chain over the rows.
        """
        self._require_alike(other)
        if self.layout.order is Order.ORDERED and self.layout.algorithm is Algorithm.SHA256:
            raise ValueError("in order, a sha256 state is a chain over its rows and does not add up: append the rows")
        if self.layout.order is Order.ORDERED:
            self.x = polynomials.joined(self.x, polynomials.X_FACTOR, other.x, other.rows)
            self.y = polynomials.joined(self.y, polynomials.Y_FACTOR, other.y, other.rows)
        self._combine(other, 1)
        return self

    def subtract(self, other: State) -> State:
        """Takes away rows that were counted before. Returns this state; its time buckets stay as wide as they are.

        Raises `ValueError`, and changes nothing, where rows are in order, the other is of another layout, or there are fewer rows or nulls,
        in all or in one bucket, than are to be taken away. Other rows of the same number cannot be told from the right ones.
        """
        self._require_alike(other)
        if self.layout.order is Order.ORDERED:
            raise ValueError("rows in order cannot be taken away")
        before = deepcopy((self.columns, self.tallies))
        self._combine(other, -1)
        if any(column.nulls < 0 for column in self.columns) or any(tally.lacks_rows for tally in self.tallies):
            self.columns, self.tallies = before
            raise ValueError("the rows to take away are no part of the others")
        return self

    def _require_alike(self, other: State) -> None:
        if not self.layout.compatible(other.layout):
            raise ValueError("states of other columns, kinds, keys, times or cut-offs do not add up")

    def _combine(self, other: State, sign: int) -> None:
        self.layout = self.layout.admitting(other.layout)
        for mine, others in zip(self.columns, other.columns, strict=True):
            mine.add(others, sign)
        for tally, counted in zip(self.tallies, other.tallies, strict=True):
            tally.add(counted, sign)

    def finish(self) -> Fingerprint:
        """The fingerprint of the rows so far; the state can go on."""
        columns = tuple(
            ColumnDigest(
                layout.name,
                layout.type,
                tally.nulls,
                _sha256(layout.text, _number(self.rows, 8), _number(tally.a, 16), _number(tally.b, 8))[:16],
                layout.nullable,
            )
            for layout, tally in zip(self.layout.columns, self.columns, strict=True)
        )
        total = self.tallies[0]
        return Fingerprint(
            self.layout.algorithm,
            self.layout.order,
            self._schema,
            self._content(total),
            total.rows,
            columns,
            self.layout.event_time,
            self.layout.keys,
            # The state goes on, and its buckets with it.
            deepcopy(total.times),
            deepcopy(total.entities),
            tuple(self._cut_off(place) for place in range(len(self.layout.cut_offs))),
        )

    def to_bytes(self) -> bytes:
        """The state as decision 7 writes it down, which every implementation reads."""
        from lineage_fingerprint.state_bytes import written

        return written(self)

    @staticmethod
    def from_bytes(data: bytes) -> State:
        """The state that was written. Raises `ValueError` where a bit is wrong or missing."""
        from lineage_fingerprint.state_bytes import read

        return read(data)

    def _cut_off(self, place: int) -> CutOffFingerprint:
        chain = next(chain for chain in self.layout.chains if place in chain)
        seen = Tally.empty(self.layout.has_lanes, self.layout.event_time is not None, bool(self.layout.keys))
        for earlier in chain[: chain.index(place) + 1]:
            seen.add(self.tallies[1 + earlier])
        text = printed(self.layout.algorithm, self.layout.order, self._schema, self._content(seen), seen.rows)
        return CutOffFingerprint(self.layout.cut_offs[place], text, seen.rows, seen.times, seen.entities)

    @property
    def _schema(self) -> bytes:
        return self.layout.schema_digest if self.layout.algorithm is Algorithm.SHA256 else self.layout.schema_digest[:16]

    def _content(self, tally: Tally) -> bytes:
        ordered = self.layout.order is Order.ORDERED
        if self.layout.algorithm is Algorithm.SHA256:
            lanes = self.chain if tally.lanes is None else np.array(tally.lanes, "<u8").tobytes()
            return _sha256(bytes([ordered]), self._schema, lanes, _number(tally.rows, 8))
        sequence = _number(self.x, 8) + _number(self.y, 8) if ordered else b""
        return _sha256(self._schema, _number(tally.rows, 8), _number(tally.a, 16), _number(tally.b, 16), sequence)[:16]


def fingerprint(
    source: Source,
    *,
    algorithm: Algorithm | str = Algorithm.FAST,
    order: Order | str = Order.MULTISET,
    event_time: str | None = None,
    known_at: str | None = None,
    keys: Sequence[str] = (),
    cut_offs: Sequence[CutOff] = (),
) -> Fingerprint:
    """The fingerprint of a table, a batch, a reader, batches one by one, or a pandas data frame.

    With `event_time`, a column of timestamps or dates, rows fall into time buckets; with `keys`, into entity buckets; with `cut_offs`, those
    that were visible then are told apart, by event time and, where a cut-off asks for it, by `known_at`. No row counts twice: a reader is
    read to its end, once. Raises `UnsupportedTypeError` for a column without a logical type, and `ValueError` for options that do not fit.
    """
    from lineage_fingerprint.counting import state_of

    state = state_of(source, algorithm=algorithm, order=order, event_time=event_time, known_at=known_at, keys=keys, cut_offs=cut_offs)
    return state.finish()


def _sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def _number(value: int, size: int) -> bytes:
    return (value % (1 << 8 * size)).to_bytes(size, "little")
