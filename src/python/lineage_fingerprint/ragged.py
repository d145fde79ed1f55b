"""Many byte strings of different lengths, laid out in one buffer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lineage_fingerprint.arrays import Bytes, Integers

# Strings up to this many bytes are copied a length at a time, all rows of it together; longer ones each by itself.
_CLASSES = 256


@dataclass(frozen=True, slots=True)
class Ragged:
    """Byte strings `data[starts[i] : starts[i] + lengths[i]]`; they may overlap, repeat and leave gaps."""

    data: Bytes
    starts: Integers
    lengths: Integers

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, row: int) -> bytes:
        start = int(self.starts[row])
        return self.data[start : start + int(self.lengths[row])].tobytes()

    def __iter__(self):
        return (self[row] for row in range(len(self)))

    def take(self, rows: Integers) -> Ragged:
        """The strings at these places, without copying a byte of them."""
        return Ragged(self.data, self.starts[rows], self.lengths[rows])

    @staticmethod
    def of(values: Sequence[bytes]) -> Ragged:
        """These strings, one behind the other."""
        lengths = np.fromiter(map(len, values), np.int64, len(values))
        return Ragged(np.frombuffer(b"".join(values), np.uint8), starts_of(lengths), lengths)

    @staticmethod
    def of_matrix(matrix: Bytes, lengths: Integers | None = None) -> Ragged:
        """The rows of a matrix of bytes, each as long as it is wide, or as `lengths` says."""
        rows, width = matrix.shape
        return Ragged(matrix.reshape(-1), np.arange(rows, dtype=np.int64) * width, np.full(rows, width, np.int64) if lengths is None else lengths)

    @staticmethod
    def join(parts: Sequence[Ragged], rows: int) -> Ragged:
        """Row for row, the strings of all parts one behind the other."""
        lengths = sum((part.lengths for part in parts), np.zeros(rows, np.int64))
        starts = starts_of(lengths)
        data = np.empty(int(lengths.sum()), np.uint8)
        at = starts.copy()
        for part in parts:
            part.copy_to(data, at)
            at += part.lengths
        return Ragged(data, starts, lengths)

    @staticmethod
    def gather(heads: Ragged, elements: Ragged, starts: Integers, sizes: Integers) -> Ragged:
        """For each row its head, then the `sizes[row]` elements from `starts[row]` on."""
        chosen = elements.take(ranges(starts, sizes))
        ends = np.concatenate(([0], np.cumsum(chosen.lengths)))
        last = np.cumsum(sizes)
        inner = ends[last] - ends[last - sizes]
        lengths = heads.lengths + inner
        begins = starts_of(lengths)
        data = np.empty(int(lengths.sum()), np.uint8)
        heads.copy_to(data, begins)
        shift = begins + heads.lengths - ends[last - sizes]
        chosen.copy_to(data, ends[:-1] + np.repeat(shift, sizes))
        return Ragged(data, begins, lengths)

    def copy_to(self, target: Bytes, at: Integers) -> None:
        """Writes string i at `target[at[i]:]`."""
        if len(self) == 0:
            return
        longest = int(self.lengths.max())
        short = np.minimum(self.lengths, _CLASSES)
        counts = np.bincount(short, minlength=_CLASSES + 1)
        for length in range(1, min(longest, _CLASSES - 1) + 1):
            if counts[length] == len(self):
                _windows(target, length)[at] = _windows(self.data, length)[self.starts]
            elif counts[length]:
                rows = np.flatnonzero(short == length)
                _windows(target, length)[at[rows]] = _windows(self.data, length)[self.starts[rows]]
        for row in np.flatnonzero(short == _CLASSES) if longest >= _CLASSES else ():
            start, length, to = int(self.starts[row]), int(self.lengths[row]), int(at[row])
            target[to : to + length] = self.data[start : start + length]


def starts_of(lengths: Integers) -> Integers:
    """Where each string begins when strings of these lengths lie one behind the other."""
    starts = np.zeros(len(lengths), np.int64)
    np.cumsum(lengths[:-1], out=starts[1:])
    return starts


def ranges(starts: Integers, sizes: Integers) -> Integers:
    """The numbers `starts[i]`, `starts[i] + 1`, … of which there are `sizes[i]`, for each i in turn."""
    return np.arange(int(sizes.sum()), dtype=np.int64) + np.repeat(starts - starts_of(sizes), sizes)


def _windows(data: Bytes, width: int) -> np.ndarray:
    """A view of all windows of `width` bytes, as one item each, so that numpy moves a whole string at a time."""
    return np.ndarray((data.size - width + 1,), dtype=f"V{width}", buffer=data, strides=(1,))
