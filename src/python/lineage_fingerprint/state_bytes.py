"""States as bytes, as the section "State" of decision 7 lays them out."""

from __future__ import annotations

import hashlib

import numpy as np

from lineage_fingerprint.aes import LANES
from lineage_fingerprint.buckets import WIDTHS, Bucket, Buckets, TimeBuckets
from lineage_fingerprint.cutoffs import CutOff
from lineage_fingerprint.fingerprint import Algorithm, Order
from lineage_fingerprint.layout import ColumnLayout, Layout
from lineage_fingerprint.order import PRIME
from lineage_fingerprint.state import ColumnTally, State
from lineage_fingerprint.tally import Tally
from lineage_fingerprint.texts import text

_MAGIC = b"LFS2"
_ALGORITHMS = (Algorithm.FAST, Algorithm.SHA256)
_ORDERS = (Order.MULTISET, Order.ORDERED)


def written(state: State) -> bytes:
    """The bytes of a state."""
    out = bytearray(_MAGIC)
    _write_layout(out, state.layout)
    for column in state.columns:
        _put(out, 8, column.nulls)
        _put(out, 16, column.a)
        _put(out, 8, column.b)
    _put(out, 8, state.x, state.y)
    out += state.chain
    for tally in state.tallies:
        _write_tally(out, tally)
    return bytes(out) + _check(out)


def read(data: bytes) -> State:
    """The state that bytes are of. Raises `ValueError` where they are not what `written` writes."""
    if data[:4] != _MAGIC or len(data) < 12 or _check(data[:-8]) != data[-8:]:
        raise ValueError("these bytes are no state of a fingerprint, or not all of one")
    reader = _Reader(data[4:-8])
    state = State.__new__(State)
    state._begin(_read_layout(reader))
    state.columns = [ColumnTally(reader.number(8), reader.number(16), reader.number(8)) for _ in state.layout.columns]
    state.x, state.y = reader.number(8), reader.number(8)
    if state.x >= PRIME or state.y >= PRIME:
        raise ValueError("a word of the order is out of range")
    state.chain = reader.take(32)
    state.tallies = [_read_tally(reader, state.layout) for _ in state.tallies]
    if not reader.is_at_end:
        raise ValueError("there are bytes behind the state")
    return state


def _check(data: bytes | bytearray) -> bytes:
    return hashlib.sha256(data).digest()[:8]


def _write_layout(out: bytearray, layout: Layout) -> None:
    _put(out, 1, _ALGORITHMS.index(layout.algorithm), _ORDERS.index(layout.order))
    _put(out, 4, len(layout.columns))
    for column in layout.columns:
        out += column.text
        _put(out, 1, int(column.nullable))
    out += text(layout.event_time or "") + text(layout.known_at or "")
    _put(out, 1, int(layout.event_time is not None) + 2 * int(layout.known_at is not None))
    _put(out, 4, len(layout.keys))
    for key in layout.keys:
        out += text(key)
    _put(out, 4, len(layout.cut_offs))
    for cut_off in layout.cut_offs:
        _put(out, 8, cut_off.at, cut_off.known)


def _read_layout(reader: _Reader) -> Layout:
    algorithm, order = reader.one_of(_ALGORITHMS), reader.one_of(_ORDERS)
    columns = tuple(ColumnLayout(reader.text(), reader.text(), reader.one_of((False, True))) for _ in range(reader.number(4)))
    if list(columns) != sorted(columns, key=lambda column: column.name.encode()):
        raise ValueError("the columns are out of order")
    event_time, known_at = reader.text(), reader.text()
    present = reader.number(1)
    keys = tuple(reader.text() for _ in range(reader.number(4)))
    cut_offs = tuple(CutOff(reader.signed(8), reader.signed(8)) for _ in range(reader.number(4)))
    return Layout(algorithm, order, columns, event_time if present & 1 else None, known_at if present & 2 else None, keys, cut_offs)


def _write_tally(out: bytearray, tally: Tally) -> None:
    _put(out, 8, tally.rows)
    _put(out, 16, tally.a, tally.b)
    if tally.lanes is not None:
        out += np.array(tally.lanes, "<u8").tobytes()
    if tally.times is not None:
        _put(out, 1, tally.times.place)
        _write_buckets(out, tally.times, 8)
    if tally.entities is not None:
        _write_buckets(out, tally.entities, 1)


def _read_tally(reader: _Reader, layout: Layout) -> Tally:
    tally = Tally(reader.number(8), reader.number(16), reader.number(16))
    if layout.has_lanes:
        tally.lanes = np.frombuffer(reader.take(8 * LANES), "<u8").tolist()
    if layout.event_time is not None:
        place = reader.one_of(range(len(WIDTHS)))
        tally.times = TimeBuckets(place, _read_buckets(reader, 8))
    if layout.keys:
        tally.entities = Buckets(_read_buckets(reader, 1))
    return tally


def _write_buckets(out: bytearray, buckets: Buckets, size: int) -> None:
    _put(out, 4, len(buckets))
    for number, bucket in buckets:
        _put(out, size, number)
        _put(out, 8, bucket.rows, bucket.a, bucket.b)


def _read_buckets(reader: _Reader, size: int) -> dict[int, Bucket]:
    number = reader.signed if size == 8 else reader.number
    return {number(size): Bucket(reader.number(8), reader.number(8), reader.number(8)) for _ in range(reader.number(4))}


def _put(out: bytearray, size: int, *values: int) -> None:
    for value in values:
        out += (value % (1 << 8 * size)).to_bytes(size, "little")


class _Reader:
    """Reads from the front; every reading past the end is a `ValueError`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._data)

    def take(self, size: int) -> bytes:
        if size > len(self._data) - self._at:
            raise ValueError("the state ends too early")
        self._at += size
        return self._data[self._at - size : self._at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def signed(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little", signed=True)

    def text(self) -> str:
        return self.take(self.number(4)).decode()

    def one_of(self, choices):
        number = self.number(1)
        if number >= len(choices):
            raise ValueError("the state has a choice that there is not")
        return choices[number]
