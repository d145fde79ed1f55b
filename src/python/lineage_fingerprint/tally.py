"""What is kept of a set of rows, so that its fingerprint can be told."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from lineage_fingerprint.aes import LANES, lane_sums
from lineage_fingerprint.arrays import Bytes, Flags, Integers, Words, exact_sum
from lineage_fingerprint.buckets import Buckets, TimeBuckets

WRAP = 2**128


@dataclass(frozen=True, slots=True)
class RowWords:
    """The rows of a batch as they are counted: words A and B, and, where in use, digests, event times and entity buckets."""

    a: Words
    b: Words
    digests: Bytes | None
    times: Integers | None
    entities: Integers | None

    def where(self, chosen: Flags) -> RowWords:
        """Some of the rows."""
        return RowWords(self.a[chosen], self.b[chosen], *(None if x is None else x[chosen] for x in (self.digests, self.times, self.entities)))


@dataclass(slots=True, eq=True)
class Tally:
    """Counts and sums over rows: they add up over disjoint sets."""

    rows: int = 0
    a: int = 0
    b: int = 0
    lanes: list[int] | None = None
    times: TimeBuckets | None = None
    entities: Buckets | None = field(default=None)

    @staticmethod
    def empty(lanes: bool, times: bool, entities: bool) -> Tally:
        """Of no row; with lanes and buckets where they are in use."""
        return Tally(0, 0, 0, [0] * LANES if lanes else None, TimeBuckets() if times else None, Buckets() if entities else None)

    def put(self, words: RowWords) -> None:
        """Counts the rows of a batch."""
        if len(words.a) == 0:
            return
        self.rows += len(words.a)
        self.a += exact_sum(words.a)
        self.b += exact_sum(words.b)
        if self.lanes is not None and words.digests is not None:
            self._add_lanes(lane_sums(words.digests).tolist(), 1)
        if self.times is not None and words.times is not None:
            self.times.put(words.times, words.a, words.b)
        if self.entities is not None and words.entities is not None:
            self.entities.put(words.entities, words.a, words.b)

    def add(self, other: Tally, sign: int = 1) -> None:
        """Adds the rows of another of the same shape, or takes them away with sign -1."""
        self.rows += sign * other.rows
        self.a = (self.a + sign * other.a) % WRAP
        self.b = (self.b + sign * other.b) % WRAP
        if other.lanes is not None:
            self._add_lanes(other.lanes, sign)
        if self.times is not None and other.times is not None:
            self.times.add(other.times, sign)
        if self.entities is not None and other.entities is not None:
            self.entities.add(other.entities, sign)

    @property
    def lacks_rows(self) -> bool:
        """Whether more rows were taken away than there were, in all or from a bucket."""
        buckets = [bucket for side in (self.times, self.entities) if side is not None for _, bucket in side]
        return self.rows < 0 or any(bucket.rows <= 0 for bucket in buckets)

    def _add_lanes(self, lanes: list[int], sign: int) -> None:
        assert self.lanes is not None
        self.lanes = (np.array(self.lanes, np.uint64) + np.array(lanes, np.uint64) * np.uint64(sign % 2**64)).tolist()
