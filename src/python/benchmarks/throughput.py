"""Measures cells a second, beside pandas.util.hash_pandas_object in the same run: `python benchmarks/throughput.py [ROWS]`.

Figures are CPU time of one thread, medians of five runs, so that a busy machine blurs them less.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa

from lineage_fingerprint import Algorithm, fingerprint
from lineage_fingerprint.aes import lane_sums

RUNS = 5


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median CPU time of some runs, after one that does not count."""
    work()
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def columns(rows: int) -> dict[str, pa.Array]:
    """Columns of the usual kinds, without nulls but for one of them."""
    rng = np.random.default_rng(1)
    days = rng.integers(0, 10**15, rows)
    return {
        "integers": pa.array(rng.integers(-(2**62), 2**62, rows)),
        "small integers": pa.array(rng.integers(0, 1000, rows).astype(np.int32)),
        "integers with nulls": pa.array(rng.integers(0, 10**6, rows), mask=rng.random(rows) < 0.1),
        "doubles": pa.array(rng.normal(size=rows)),
        "floats": pa.array(rng.normal(size=rows).astype(np.float32)),
        "booleans": pa.array(rng.random(rows) < 0.5),
        "timestamps": pa.array(days).cast(pa.timestamp("us")),
        "zoned timestamps": pa.array(days).cast(pa.timestamp("us", "UTC")),
        "dates": pa.array((days // 86_400_000_000).astype(np.int32)).cast(pa.date32()),
        "decimals": pa.array(rng.integers(-(10**9), 10**9, rows)).cast(pa.decimal128(21, 2)),
        "strings, 16 to 18 bytes": pa.array([f"customer {number:07}" for number in rng.integers(0, 10**9, rows)]),
        "strings, 3 bytes": pa.array([f"{number:03}" for number in rng.integers(0, 1000, rows)]),
        "dictionary of 1,000": pa.array([f"city {number}" for number in rng.integers(0, 1000, rows)]).dictionary_encode(),
    }


def main(rows: int) -> None:
    """Prints a line a column, then the whole table, then sha256."""
    made = columns(rows)
    print(f"{rows:,} rows; numpy {np.__version__}, pandas {pd.__version__}, pyarrow {pa.__version__}")
    for name, array in made.items():
        table = pa.table({"x": array})
        frame = table.to_pandas()
        ours, pandas = seconds(lambda table=table: fingerprint(table)), seconds(lambda frame=frame: pd.util.hash_pandas_object(frame, index=False))
        print(f"{name:<26}{rows / ours / 1e6:8.1f} M cells/s   pandas {rows / pandas / 1e6:8.1f}   ratio {pandas / ours:5.2f}", flush=True)
    table = pa.table(made)
    frame = table.to_pandas()
    pandas = seconds(lambda: pd.util.hash_pandas_object(frame, index=False))
    for algorithm in Algorithm:
        ours = seconds(lambda algorithm=algorithm: fingerprint(table, algorithm=algorithm), RUNS if algorithm is Algorithm.FAST else 1)
        print(f"{len(made)} columns, {algorithm.value:<14}{ours:8.2f} s   pandas {pandas:8.2f} s   ratio {pandas / ours:5.2f}", flush=True)
    ordered = seconds(lambda: fingerprint(table, algorithm="sha256", order="ordered"), 1)
    print(f"{len(made)} columns, sha256 in order {ordered:6.2f} s")
    digests = np.random.default_rng(2).integers(0, 256, (10_000, 32)).astype(np.uint8)
    print(f"AES of the multiset {seconds(lambda: lane_sums(digests)) / len(digests) * 1e6:10.1f} us a row")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
