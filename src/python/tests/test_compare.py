from __future__ import annotations

import pyarrow as pa

from lineage_fingerprint import Verdict, compare, fingerprint

BASE = pa.table({"id": [1, 2, 3], "at": pa.array([0, 10, 20], pa.timestamp("s")), "name": ["a", None, "c"]})
OPTIONS = {"event_time": "at", "keys": ("id",)}


def test_compare_same_rows_is_identical() -> None:
    assert compare(fingerprint(BASE, **OPTIONS), fingerprint(BASE.take([2, 0, 1]), **OPTIONS)).verdict is Verdict.IDENTICAL


def test_compare_other_kind_is_incomparable() -> None:
    assert compare(fingerprint(BASE), fingerprint(BASE, algorithm="sha256")).verdict is Verdict.INCOMPARABLE
    assert compare(fingerprint(BASE), fingerprint(BASE, order="ordered")).verdict is Verdict.INCOMPARABLE


def test_compare_one_value_names_column_time_and_entity() -> None:
    changed = BASE.set_column(2, "name", pa.array(["a", "b", "c"]))
    found = compare(fingerprint(BASE, **OPTIONS), fingerprint(changed, **OPTIONS))

    assert (found.changed, found.rows, found.recombined) == (("name",), (3, 3), False)
    assert found.time_ranges == ((10 * 10**9, 11 * 10**9),)
    assert found.null_times is False
    assert len(found.entity_buckets) == 1


def test_compare_neighbouring_buckets_are_one_range() -> None:
    times = pa.array([0, 1, 5, None], pa.timestamp("s"))
    before, after = (pa.table({"id": values, "at": times}) for values in ([1, 2, 3, 4], [5, 6, 3, 7]))
    found = compare(fingerprint(before, **OPTIONS), fingerprint(after, **OPTIONS))

    assert found.time_ranges == ((0, 2 * 10**9),)
    assert found.null_times is True


def test_compare_buckets_of_two_widths_are_those_of_the_wider() -> None:
    long = pa.table({"id": list(range(600)), "at": pa.array(range(600), pa.timestamp("s")), "name": ["x"] * 600})
    found = compare(fingerprint(long[:500], **OPTIONS), fingerprint(long, **OPTIONS))

    assert found.time_ranges == ((500 * 10**9, 600 * 10**9),)


def test_compare_other_schema_names_columns_and_no_buckets() -> None:
    other = pa.table({"id": ["1", "2", "3"], "at": BASE["at"], "title": BASE["name"]})
    found = compare(fingerprint(BASE, **OPTIONS), fingerprint(other, event_time="at", keys=("id",)))

    assert (found.added, found.removed, found.retyped, found.changed) == (("title",), ("name",), ("id",), ())
    assert (found.time_ranges, found.null_times, found.entity_buckets) == (None, None, None)


def test_compare_values_moved_between_rows_is_recombined() -> None:
    moved = BASE.set_column(2, "name", pa.array(["c", None, "a"]))
    found = compare(fingerprint(BASE), fingerprint(moved))

    assert (found.verdict, found.changed, found.recombined) == (Verdict.DIFFERENT, (), True)


def test_compare_a_duplicated_row_is_no_recombination() -> None:
    found = compare(fingerprint(BASE), fingerprint(pa.concat_tables([BASE, BASE[:1]])))

    assert (found.rows, found.recombined) == ((3, 4), False)
