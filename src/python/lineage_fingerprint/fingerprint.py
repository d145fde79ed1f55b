"""What a fingerprint says, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from lineage_fingerprint.buckets import Buckets, TimeBuckets
from lineage_fingerprint.cutoffs import CutOff


class Algorithm(Enum):
    """How strong a fingerprint is."""

    FAST = "fast"
    """For finding changes; not against an adversary."""

    SHA256 = "sha256"
    """Cryptographic: SHA-256 of each row, and a combiner that withstands chosen rows."""


class Order(Enum):
    """Whether the order of rows counts."""

    MULTISET = "multiset"
    """It does not; how often a row occurs does."""

    ORDERED = "ordered"
    """It does."""


@dataclass(frozen=True, slots=True)
class ColumnDigest:
    """One column: two tables with the same digest hold the same values in it, in whatever order. `nullable` is declared, and never hashed."""

    name: str
    type: str
    nulls: int
    digest: bytes
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class CutOffFingerprint:
    """The fingerprint of the rows that a cut-off sees: that of a table of just these rows."""

    cut_off: CutOff
    printed: str
    rows: int
    time_buckets: TimeBuckets | None
    entity_buckets: Buckets | None

    def __str__(self) -> str:
        return self.printed


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The fingerprint of a table. `str` prints it; two are equal as strings exactly where kind, schema, values and rows are.

    `columns` are in the order of their names' UTF-8 bytes. Time buckets exist where there is an event time, entity buckets where there are keys.
    """

    algorithm: Algorithm
    order: Order
    schema: bytes
    content: bytes
    rows: int
    columns: tuple[ColumnDigest, ...]
    event_time: str | None = None
    keys: tuple[str, ...] = ()
    time_buckets: TimeBuckets | None = None
    entity_buckets: Buckets | None = None
    cut_offs: tuple[CutOffFingerprint, ...] = ()

    def __str__(self) -> str:
        return printed(self.algorithm, self.order, self.schema, self.content, self.rows)

    def column(self, name: str) -> ColumnDigest:
        """The digest of a column. Raises `KeyError` where there is none of this name."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def printed(algorithm: Algorithm, order: Order, schema: bytes, content: bytes, rows: int) -> str:
    """`lf1:schema.content.rows`, with the kind in the prefix."""
    prefix = "lf1" + ("-sha256" if algorithm is Algorithm.SHA256 else "") + ("-ordered" if order is Order.ORDERED else "")
    return f"{prefix}:{schema.hex()}.{content.hex()}.{rows}"
