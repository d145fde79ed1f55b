"""Prints the fingerprints of files: `python -m lineage_fingerprint FILE...`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import pyarrow as pa

from lineage_fingerprint.fingerprint import Algorithm, Fingerprint, Order
from lineage_fingerprint.state import State
from lineage_fingerprint.tables import batches_of_file


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a line a file, its fingerprint before its name; 1 where a file could not be read, and then nothing is printed of it but an error."""
    parser = argparse.ArgumentParser(prog="lineage-fingerprint", description="Fingerprint Parquet and Arrow files: what they say, however they say it.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="Parquet or Arrow files")
    parser.add_argument("--algorithm", choices=[algorithm.value for algorithm in Algorithm], default=Algorithm.FAST.value)
    parser.add_argument("--ordered", action="store_true", help="the order of rows matters")
    parser.add_argument("--event-time", metavar="COLUMN", help="tell time buckets by this column")
    parser.add_argument("--key", metavar="COLUMN", action="append", default=[], help="tell entity buckets by this column; may be repeated")
    parser.add_argument("--columns", action="store_true", help="print a line a column as well: digest, type, nulls and name")
    asked = parser.parse_args(arguments)
    failed = False
    for path in asked.files:
        try:
            found = fingerprint_of_file(
                path,
                algorithm=asked.algorithm,
                order=Order.ORDERED if asked.ordered else Order.MULTISET,
                event_time=asked.event_time,
                keys=asked.key,
            )
        except (OSError, TypeError, ValueError, pa.ArrowException) as error:
            print(f"{path}: {error}", file=sys.stderr)
            failed = True
        else:
            print(f"{found}  {path}")
            if asked.columns:
                _print_details(found)
    return int(failed)


def fingerprint_of_file(path: str, **options: object) -> Fingerprint:
    """The fingerprint of a Parquet or Arrow file; `options` are those of `State`."""
    schema, batches = batches_of_file(path)
    state = State(schema, **options)  # type: ignore[arg-type]
    for batch in batches:
        state.append(batch)
    return state.finish()


def _print_details(found: Fingerprint) -> None:
    for column in found.columns:
        print(f"  {column.digest.hex()}  {column.type}  {column.nulls}  {column.name}")


if __name__ == "__main__":
    sys.exit(main())
