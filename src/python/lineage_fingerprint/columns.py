"""Decoded columns: what a column's values are, whatever layout they came in.

Each kind of column gives two things: the pair (a, b) of every cell under the column's keys, and the canonical bytes of every cell.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property

import numpy as np

from lineage_fingerprint.arrays import Flags, Integers, Words
from lineage_fingerprint.mixing import Keys, mix, mix_bytes
from lineage_fingerprint.ragged import Ragged

Pairs = tuple[Words, Words]


class Column(ABC):
    """The values of one column. `valid` is None where there is no null."""

    def __init__(self, rows: int, valid: Flags | None) -> None:
        self.rows = rows
        self.valid = valid

    @property
    def nulls(self) -> int:
        """How many cells are null."""
        return 0 if self.valid is None else self.rows - int(np.count_nonzero(self.valid))

    def pairs(self, keys: Keys) -> Pairs:
        """The words a and b of every cell, null or not."""
        a, b = self._hash(keys)
        if self.valid is not None:
            null = ~self.valid
            a[null], b[null] = keys.k2, keys.k3
        return a, b

    @cached_property
    def canonical(self) -> Ragged:
        """The canonical bytes of every cell: `00` of a null."""
        return self._encode()

    @abstractmethod
    def _hash(self, keys: Keys) -> Pairs:
        """The pairs of the cells that are not null; new arrays, with anything in the cells that are."""

    @abstractmethod
    def _encode(self) -> Ragged:
        """The canonical bytes of all cells."""


class NullColumn(Column):
    """A column without a type: every cell is null."""

    def __init__(self, rows: int) -> None:
        super().__init__(rows, np.zeros(rows, bool))

    def _hash(self, keys: Keys) -> Pairs:
        return np.empty(self.rows, np.uint64), np.empty(self.rows, np.uint64)

    def _encode(self) -> Ragged:
        return Ragged.of_matrix(np.zeros((self.rows, 1), np.uint8))


class WordColumn(Column):
    """Values that are one word each, but for those in `wide`, whose canonical bytes count."""

    def __init__(self, words: Words, valid: Flags | None, encode: Callable[[], Ragged], wide: Integers | None = None) -> None:
        super().__init__(len(words), valid)
        self.words = words
        self._wide = wide if wide is not None and len(wide) else None
        self._encoder = encode

    def _hash(self, keys: Keys) -> Pairs:
        a, b = mix(self.words, keys)
        if self._wide is not None:
            a[self._wide], b[self._wide] = mix_bytes(self.canonical.take(self._wide), keys)
        return a, b

    def _encode(self) -> Ragged:
        return self._encoder()


class BytesColumn(Column):
    """Strings or binaries: hashed without tag and length."""

    def __init__(self, strings: Ragged, valid: Flags | None) -> None:
        lengths = strings.lengths if valid is None else np.where(valid, strings.lengths, 0)
        super().__init__(len(strings), valid)
        self._strings = Ragged(strings.data, strings.starts if valid is None else np.where(valid, strings.starts, 0), lengths)

    def _hash(self, keys: Keys) -> Pairs:
        return mix_bytes(self._strings, keys)

    def _encode(self) -> Ragged:
        return Ragged.join((heads(self._strings.lengths, self.valid), self._strings), self.rows)


class NestedColumn(Column):
    """Values that are hashed as their canonical bytes, tag included."""

    def __init__(self, canonical: Ragged, valid: Flags | None) -> None:
        super().__init__(len(canonical), valid)
        self._canonical = canonical

    def _hash(self, keys: Keys) -> Pairs:
        return mix_bytes(self._canonical, keys)

    def _encode(self) -> Ragged:
        return self._canonical


class TakenColumn(Column):
    """A column whose cells point into another: a dictionary's, or those of run ends. The entries are hashed once."""

    def __init__(self, entries: Column, places: Integers, valid: Flags | None) -> None:
        self._entries = entries
        self._places = places if valid is None else np.where(valid, places, 0)
        if entries.valid is not None and len(places):
            inner = entries.valid[self._places] if entries.rows else np.zeros(len(places), bool)
            valid = inner if valid is None else valid & inner
        super().__init__(len(places), valid)
        self._hashed: tuple[Keys, Pairs] | None = None

    def _hash(self, keys: Keys) -> Pairs:
        if self._entries.rows == 0:
            return np.empty(self.rows, np.uint64), np.empty(self.rows, np.uint64)
        a, b = memoised(self._entries, keys)
        return a[self._places], b[self._places]

    def _encode(self) -> Ragged:
        null = Ragged(np.zeros(1, np.uint8), np.zeros(self.rows, np.int64), np.ones(self.rows, np.int64))
        if self._entries.rows == 0:
            return null
        taken = self._entries.canonical.take(self._places)
        if self.valid is None:
            return taken
        data = np.concatenate((taken.data, null.data))
        return Ragged(data, np.where(self.valid, taken.starts, len(taken.data)), np.where(self.valid, taken.lengths, 1))


def memoised(column: Column, keys: Keys) -> Pairs:
    """The pairs of a column that several batches point into, computed once as long as the keys stay."""
    last: tuple[Keys, Pairs] | None = getattr(column, "_memo", None)
    if last is None or last[0] != keys:
        last = (keys, column.pairs(keys))
        column._memo = last  # type: ignore[attr-defined]
    return last[1]


def heads(counts: Integers, valid: Flags | None) -> Ragged:
    """For each cell `01` and a count in 4 bytes, or `00` where it is null."""
    matrix = np.empty((len(counts), 5), np.uint8)
    matrix[:, 0] = 1
    matrix[:, 1:] = counts.astype("<u4").view(np.uint8).reshape(-1, 4)
    return masked(matrix, valid)


def masked(matrix: np.ndarray, valid: Flags | None, lengths: Integers | None = None) -> Ragged:
    """The rows of a matrix whose first byte is the tag, or `00` alone where they are null."""
    if valid is None:
        return Ragged.of_matrix(matrix, lengths)
    matrix[~valid, 0] = 0
    width = np.int64(matrix.shape[1]) if lengths is None else lengths
    return Ragged.of_matrix(matrix, np.where(valid, width, 1))
