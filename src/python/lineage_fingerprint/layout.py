"""What a state is of: which columns, which kind, which times, keys and cut-offs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from lineage_fingerprint.cutoffs import CutOff, chains
from lineage_fingerprint.fingerprint import Algorithm, Order
from lineage_fingerprint.mixing import Keys
from lineage_fingerprint.texts import column_text

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """One column by name and logical type."""

    name: str
    type: str
    nullable: bool

    @property
    def text(self) -> bytes:
        """The text of the column, as it is hashed."""
        return column_text(self.name, self.type)


@dataclass(frozen=True)
class Layout:
    """The columns in the order of their names' UTF-8 bytes, and what else is asked for.

    States add up exactly where their layouts are `compatible`.
    """

    algorithm: Algorithm
    order: Order
    columns: tuple[ColumnLayout, ...]
    event_time: str | None = None
    known_at: str | None = None
    keys: tuple[str, ...] = ()
    cut_offs: tuple[CutOff, ...] = field(default=())

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError("two columns have the same name")
        for name in (self.event_time, self.known_at, *self.keys):
            if name is not None and name not in names:
                raise ValueError(f"there is no column {name!r}")
        if len(set(self.keys)) != len(self.keys):
            raise ValueError("a key column is named twice")
        for name in (self.event_time, self.known_at):
            if name is not None and not self.type_of(name).startswith(("timestamp", "date")):
                raise ValueError(f"column {name!r} is {self.type_of(name)}, which is no time")
        if self.cut_offs and self.event_time is None:
            raise ValueError("cut-offs need an event time")
        if self.cut_offs and self.order is Order.ORDERED:
            raise ValueError("cut-offs are of multisets: in order, a row cannot be counted by itself")
        if self.known_at is None and any(cut_off.asks_for_known for cut_off in self.cut_offs):
            raise ValueError("a cut-off by what was known needs a known-at column")

    @staticmethod
    def of(schema: pa.Schema, algorithm: Algorithm, order: Order, **more: object) -> Layout:
        """The layout of tables of this schema. Raises `UnsupportedTypeError` or `ValueError` where there is none."""
        # Only who has tables needs pyarrow; states add up without it.
        from lineage_fingerprint.types import type_text

        columns = [ColumnLayout(column.name, type_text(column.type), column.nullable) for column in schema]
        return Layout(algorithm, order, tuple(sorted(columns, key=lambda column: column.name.encode())), **more)  # type: ignore[arg-type]

    def type_of(self, name: str) -> str:
        """The logical type of a column."""
        return next(column.type for column in self.columns if column.name == name)

    def compatible(self, other: Layout) -> bool:
        """Whether both are of the same, nullability apart."""
        return self._compared == other._compared

    def admitting(self, other: Layout) -> Layout:
        """The same, with every column nullable that is so in the other."""
        if all(mine.nullable or not others.nullable for mine, others in zip(self.columns, other.columns, strict=True)):
            return self
        pairs = zip(self.columns, other.columns, strict=True)
        return replace(self, columns=tuple(replace(mine, nullable=mine.nullable or others.nullable) for mine, others in pairs))

    @property
    def _compared(self) -> tuple:
        columns = tuple((column.name, column.type) for column in self.columns)
        return self.algorithm, self.order, columns, self.event_time, self.known_at, self.keys, self.cut_offs

    @cached_property
    def schema_digest(self) -> bytes:
        """S: SHA-256 of the texts of all columns."""
        return hashlib.sha256(b"".join(column.text for column in self.columns)).digest()

    @cached_property
    def cell_keys(self) -> tuple[Keys, ...]:
        """The key words of each column."""
        return tuple(Keys.of(column.text) for column in self.columns)

    @cached_property
    def chains(self) -> list[list[int]]:
        """The chains of the cut-offs."""
        return chains(self.cut_offs)

    @property
    def has_lanes(self) -> bool:
        """Whether rows are added up in the 256 lanes."""
        return self.algorithm is Algorithm.SHA256 and self.order is Order.MULTISET
