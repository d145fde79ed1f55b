"""Buckets of rows by event time and by entity: what says where two tables differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lineage_fingerprint.arrays import MASK_64, Integers, Words

SECOND = 10**9
WIDTHS = tuple(SECOND * s for s in (1, 10, 60, 600, 3_600, 21_600, 86_400, 864_000, 8_640_000, 86_400_000, 864_000_000))
"""The widths of time buckets in nanoseconds; each divides the next."""

MOST = 512
"""Time buckets that may be filled, that of null times included."""

NULL_TIME = -(2**63)
"""Stands for a null time, both as nanoseconds and as the number of a bucket."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Rows, and the words that their digest is: the sums of the rows' A and B modulo 2^64."""

    rows: int = 0
    a: int = 0
    b: int = 0

    def plus(self, other: Bucket, sign: int = 1) -> Bucket:
        """The bucket of both together; with sign -1, without the other."""
        return Bucket(self.rows + sign * other.rows, self.a + sign * other.a & MASK_64, self.b + sign * other.b & MASK_64)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left in it."""
        return self == Bucket()


class Buckets:
    """Buckets by number; those that hold nothing do not exist."""

    def __init__(self, filled: dict[int, Bucket] | None = None) -> None:
        self._filled = dict(filled or {})

    def __len__(self) -> int:
        return len(self._filled)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[tuple[int, Bucket]]:
        return iter(sorted(self._filled.items()))

    def get(self, number: int) -> Bucket:
        """The bucket of this number, empty where nothing is in it."""
        return self._filled.get(number, Bucket())

    def put(self, numbers: Integers, a: Words, b: Words) -> None:
        """Counts rows into the buckets of these numbers."""
        if len(numbers) == 0:
            return
        order = np.argsort(numbers, kind="stable")
        ordered = numbers[order]
        starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
        counts = np.diff(np.append(starts, len(ordered)))
        sums = np.add.reduceat(a[order], starts), np.add.reduceat(b[order], starts)
        for number, rows, x, y in zip(ordered[starts].tolist(), counts.tolist(), sums[0].tolist(), sums[1].tolist(), strict=True):
            self._add(number, Bucket(rows, x, y), 1)

    def add(self, other: Buckets, sign: int = 1) -> None:
        """Adds all buckets of another, or takes them away with sign -1."""
        for number, bucket in other:
            self._add(number, bucket, sign)

    def _add(self, number: int, bucket: Bucket, sign: int) -> None:
        total = self.get(number).plus(bucket, sign)
        if total.is_empty:
            self._filled.pop(number, None)
        else:
            self._filled[number] = total


class TimeBuckets(Buckets):
    """Buckets by event time, whose width grows until at most 512 are filled."""

    def __init__(self, place: int = 0, filled: dict[int, Bucket] | None = None) -> None:
        super().__init__(filled)
        self.place = place

    @property
    def width(self) -> int:
        """The width in nanoseconds."""
        return WIDTHS[self.place]

    def put(self, times: Integers, a: Words, b: Words) -> None:  # noqa: D102
        numbers = np.where(times == NULL_TIME, NULL_TIME, times // self.width)
        # A wide enough width is found on the numbers alone, so that no batch fills thousands of buckets for a moment.
        distinct = np.unique(numbers)
        while len(distinct) > MOST:
            distinct = np.unique(self._widened(distinct))
            numbers = self._widened(numbers)
            self._widen()
        super().put(numbers, a, b)
        self._settle()

    def add(self, other: Buckets, sign: int = 1) -> None:  # noqa: D102
        assert isinstance(other, TimeBuckets)
        while self.place < other.place:
            self._widen()
        super().add(other.at(self.place), sign)
        self._settle()

    def at(self, place: int) -> TimeBuckets:
        """The same rows in buckets of a width that is as large or larger."""
        wider = TimeBuckets(self.place, self._filled)
        while wider.place < place:
            wider._widen()
        return wider

    def _settle(self) -> None:
        while len(self) > MOST:
            self._widen()

    def _widened(self, numbers: Integers) -> Integers:
        ratio = WIDTHS[self.place + 1] // self.width
        return np.where(numbers == NULL_TIME, NULL_TIME, numbers // ratio)

    def _widen(self) -> None:
        ratio = WIDTHS[self.place + 1] // self.width
        narrow, self._filled = self._filled, {}
        for number, bucket in narrow.items():
            self._add(number if number == NULL_TIME else number // ratio, bucket, 1)
        self.place += 1
