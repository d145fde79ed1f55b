"""What two fingerprints say about how their tables differ, without the tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from lineage_fingerprint.buckets import NULL_TIME, Buckets, TimeBuckets
from lineage_fingerprint.fingerprint import Fingerprint


class Verdict(Enum):
    """Whether two tables are the same."""

    IDENTICAL = "identical"
    DIFFERENT = "different"
    INCOMPARABLE = "incomparable"
    """The kinds differ, so nothing can be said."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs. Names are in the order of their UTF-8 bytes.

    `time_ranges` are half-open, in nanoseconds since 1970, neighbours joined; `null_times` tells of rows without a time. Both, and
    `entity_buckets`, are None where one of the two fingerprints has no such buckets, or those of another column.
    `recombined` says that every column holds the same values as before, in other rows.
    """

    verdict: Verdict
    rows: tuple[int, int]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    retyped: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    recombined: bool = False
    time_ranges: tuple[tuple[int, int], ...] | None = None
    null_times: bool | None = None
    entity_buckets: tuple[int, ...] | None = None


def compare(before: Fingerprint, after: Fingerprint) -> Difference:
    """How `after` differs from `before`."""
    rows = (before.rows, after.rows)
    if (before.algorithm, before.order) != (after.algorithm, after.order):
        return Difference(Verdict.INCOMPARABLE, rows)
    if str(before) == str(after):
        return Difference(Verdict.IDENTICAL, rows)
    old, new = ({column.name: column for column in side.columns} for side in (before, after))
    common = [name for name in old if name in new]
    retyped = tuple(name for name in common if old[name].type != new[name].type)
    changed = tuple(name for name in common if name not in retyped and old[name].digest != new[name].digest)
    same = before.schema == after.schema
    # Rows hash their columns' names and types, so that buckets say something only where the schema is the same.
    times = numbers = None
    if same and before.time_buckets is not None and after.time_buckets is not None and before.event_time == after.event_time:
        times = _times(before.time_buckets, after.time_buckets)
    if same and before.entity_buckets is not None and after.entity_buckets is not None and set(before.keys) == set(after.keys):
        numbers = tuple(_unequal(before.entity_buckets, after.entity_buckets))
    return Difference(
        Verdict.DIFFERENT,
        rows,
        tuple(name for name in new if name not in old),
        tuple(name for name in old if name not in new),
        retyped,
        changed,
        same and not changed and before.rows == after.rows,
        None if times is None else times[0],
        None if times is None else times[1],
        numbers,
    )


def _times(before: TimeBuckets, after: TimeBuckets) -> tuple[tuple[tuple[int, int], ...], bool]:
    place = max(before.place, after.place)
    before, after = before.at(place), after.at(place)
    ranges: list[tuple[int, int]] = []
    numbers = _unequal(before, after)
    for number in numbers:
        if number == NULL_TIME:
            continue
        start = number * before.width
        if ranges and ranges[-1][1] == start:
            start = ranges.pop()[0]
        ranges.append((start, (number + 1) * before.width))
    return tuple(ranges), NULL_TIME in numbers


def _unequal(before: Buckets, after: Buckets) -> list[int]:
    numbers = {number for number, _ in before} | {number for number, _ in after}
    return sorted(number for number in numbers if before.get(number) != after.get(number))
