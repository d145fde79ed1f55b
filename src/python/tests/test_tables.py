"""Data frames and files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lineage_fingerprint import Algorithm, UnsupportedTypeError, fingerprint
from lineage_fingerprint.__main__ import fingerprint_of_file, main

SAMPLES = Path(__file__).parents[3] / "data-samples"
INTEROP = sorted(path for path in (SAMPLES / "interop").iterdir() if path.suffix in (".parquet", ".arrow"))

FRAMES = [
    ("int", pd.Series([1, 2]), pa.array([1, 2])),
    ("float keeps NaN", pd.Series([1.5, np.nan]), pa.array([1.5, float("nan")], from_pandas=False)),
    ("float32 keeps NaN", pd.Series([np.nan], dtype="float32"), pa.array([float("nan")], from_pandas=False)),
    ("nullable int", pd.Series([1, None], dtype="Int64"), pa.array([1, None])),
    ("nullable float", pd.Series([1.5, None], dtype="Float64"), pa.array([1.5, None])),
    (
        "nullable float keeps NaN",
        pd.Series(pd.arrays.FloatingArray(np.array([np.nan, 1.0]), np.array([False, True]))),
        pa.array([float("nan"), None], from_pandas=False),
    ),
    ("converted NaN", pd.Series([1.5, np.nan]).convert_dtypes(), pa.array([1.5, None])),
    ("arrow float keeps NaN", pd.Series(pd.arrays.ArrowExtensionArray(pa.array([float("nan"), None]))), pa.array([float("nan"), None])),
    ("half", pd.Series([1.5], dtype="float16"), pa.array([1.5])),
    ("nullable bool", pd.Series([True, None], dtype="boolean"), pa.array([True, None])),
    ("object strings", pd.Series(["a", None, np.nan, pd.NA], dtype=object), pa.array(["a", None, None, None])),
    ("string", pd.Series(["a", None], dtype="string"), pa.array(["a", None])),
    ("object bytes", pd.Series([b"a", None], dtype=object), pa.array([b"a", None])),
    ("category", pd.Series(["a", None, "a"], dtype="category"), pa.array(["a", None, "a"])),
    ("datetime", pd.Series([pd.Timestamp(1), pd.NaT]), pa.array([1, None], pa.timestamp("ns"))),
    ("zoned", pd.Series([pd.Timestamp(1, tz="Europe/Zurich")]), pa.array([1], pa.timestamp("ns", "UTC"))),
    ("timedelta", pd.Series([pd.Timedelta(1), pd.NaT]), pa.array([1, None], pa.duration("ns"))),
    ("arrow", pd.Series([[1], None], dtype=pd.ArrowDtype(pa.list_(pa.int8()))), pa.array([[1], None], pa.list_(pa.int8()))),
    ("object lists", pd.Series([[1], None], dtype=object), pa.array([[1], None])),
    ("empty object", pd.Series([None], dtype=object), pa.nulls(1)),
]


@pytest.mark.parametrize(("series", "array"), [case[1:] for case in FRAMES], ids=[case[0] for case in FRAMES])
def test_fingerprint_of_a_frame_is_that_of_the_table_it_maps_to(series: pd.Series, array: pa.Array) -> None:
    frame = pd.DataFrame({"x": series})

    assert fingerprint(frame) == fingerprint(pa.table({"x": array}))
    assert str(fingerprint(frame.set_index(pd.Index(range(5, 5 + len(frame)))))) == str(fingerprint(frame))


def test_fingerprint_of_a_frame_with_a_name_that_is_no_string_is_refused() -> None:
    with pytest.raises(TypeError, match="name"):
        fingerprint(pd.DataFrame({1: [1]}))


@pytest.mark.parametrize("path", INTEROP, ids=lambda path: path.name)
def test_fingerprint_of_every_layout_of_one_table_is_the_same(path: Path) -> None:
    first = SAMPLES / "interop" / "file.arrow"

    for algorithm in Algorithm:
        assert str(fingerprint_of_file(path, algorithm=algorithm)) == str(fingerprint_of_file(first, algorithm=algorithm))
    in_order = str(fingerprint_of_file(path, order="ordered")) == str(fingerprint_of_file(first, order="ordered"))
    assert in_order is ("reversed-rows" not in path.name)


def test_fingerprint_of_a_parquet_interval_is_that_of_arrow(tmp_path: Path) -> None:
    raw = b"".join(number.to_bytes(4, "little") for number in (1, 2, 3, 4, 5, 2**32 - 1))
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"x": pa.array([raw[:12], None, raw[12:]], pa.binary(12))}), path, store_schema=False)
    # In the footer's SchemaElement, the field converted_type (6) is put behind the name (4): INTERVAL is 21.
    patch(path, bytes.fromhex("18017800"), bytes.fromhex("180178252a00"))
    expected = pa.array([pa.MonthDayNano([1, 2, 3 * 10**6]), None, pa.MonthDayNano([4, 5, (2**32 - 1) * 10**6])])

    assert fingerprint_of_file(path) == fingerprint(pa.table({"x": expected}))


def test_fingerprint_of_a_parquet_enum_is_that_of_its_text(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"x": ["a", None]}), path, store_schema=False)
    patch(path, bytes.fromhex("25004c1c000000"), bytes.fromhex("25084c4c000000"))

    assert pq.read_schema(path).types == [pa.binary()]
    assert fingerprint_of_file(path) == fingerprint(pa.table({"x": ["a", None]}))


def test_fingerprint_of_a_parquet_enum_in_a_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"x": [["a"]]}), path, store_schema=False)
    patch(path, bytes.fromhex("25004c1c000000"), bytes.fromhex("25084c4c000000"))

    with pytest.raises(UnsupportedTypeError, match="ENUM"):
        fingerprint_of_file(path)


def patch(path: Path, before: bytes, after: bytes) -> None:
    data = path.read_bytes()
    footer = data[-8 - int.from_bytes(data[-8:-4], "little") : -8]
    assert footer.count(before) == 1
    patched = footer.replace(before, after)
    path.write_bytes(data[: -8 - len(footer)] + patched + len(patched).to_bytes(4, "little") + data[-4:])


def test_main_some_files_prints_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = pa.table({"x": [1, 2], "y": ["a", None]})
    paths = [str(tmp_path / name) for name in ("a.parquet", "b.arrow", "c.arrows")]
    pq.write_table(table, paths[0])
    with pa.OSFile(paths[1], "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    with pa.OSFile(paths[2], "wb") as file, pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table)

    assert main([*paths, "--algorithm", "sha256", "--ordered"]) == 0
    text = str(fingerprint(table, algorithm="sha256", order="ordered"))
    assert capsys.readouterr().out.splitlines() == [f"{text}  {path}" for path in paths]


def test_main_columns_prints_their_digests(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = pa.table({"x": [1, None]})
    pq.write_table(table, tmp_path / "a.parquet")

    assert main([str(tmp_path / "a.parquet"), "--columns"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"  {fingerprint(table).columns[0].digest.hex()}  integer  1  x"


def test_main_broken_file_fails_and_prints_no_digest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, path = tmp_path / "good.parquet", tmp_path / "cut.parquet"
    pq.write_table(pa.table({"x": list(range(1000))}), good)
    path.write_bytes(good.read_bytes()[:-20])

    assert main([str(path), str(tmp_path / "none"), str(good)]) == 1
    out, err = capsys.readouterr()
    assert out.count("lf1:") == 1
    assert [line.split(":")[0] for line in err.splitlines()] == [str(path), str(tmp_path / "none")]


def test_batches_of_one_reader_are_read_once() -> None:
    table = pa.table({"x": [1, 2, 3]})
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(1))

    assert fingerprint(reader).rows == 3
