"""Every vector of data-samples/vectors, read by pyarrow, must print what vectors.json says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lineage_fingerprint import Algorithm, Order
from lineage_fingerprint.__main__ import fingerprint_of_file

FOLDER = Path(__file__).parents[3] / "data-samples" / "vectors"
INDEX = FOLDER / "vectors.json"
ENTRIES = json.loads(INDEX.read_text(encoding="utf-8")) if FOLDER.exists() else []

# What pyarrow itself cannot read, and why; anything else that fails, fails here. As of pyarrow 26 that is nothing.
UNREADABLE: dict[str, str] = {}

KINDS = {
    "lf1": (Algorithm.FAST, Order.MULTISET),
    "lf1-ordered": (Algorithm.FAST, Order.ORDERED),
    "lf1-sha256": (Algorithm.SHA256, Order.MULTISET),
    "lf1-sha256-ordered": (Algorithm.SHA256, Order.ORDERED),
}


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry["file"] not in UNREADABLE], ids=lambda entry: entry["file"])
def test_fingerprint_of_a_vector_is_the_expected_one(entry: dict) -> None:
    expected = entry["expected"]
    found = {name: fingerprint_of_file(FOLDER / entry["file"], algorithm=kind[0], order=kind[1]) for name, kind in KINDS.items()}

    columns = [(column.name, column.type, column.nulls, column.digest.hex()) for column in found["lf1"].columns]
    assert columns == [(column["name"], column["type"], column["nulls"], column["digest"]) for column in expected["columns"]]
    assert {name: str(value) for name, value in found.items()} == {name: expected[name] for name in KINDS}
    assert found["lf1"].rows == expected["rows"]


@pytest.mark.skipif(not FOLDER.exists(), reason="there are no vectors in this checkout")
def test_vectors_are_all_named_and_there() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix in (".parquet", ".arrow")}

    assert files == {entry["file"] for entry in ENTRIES}
    assert files >= set(UNREADABLE)
    assert len(files) >= 60
