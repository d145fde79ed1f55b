"""Logical fingerprints of tables: the same for the same rows in any file, mergeable, and able to say what changed.

Written from decision 7 of Lineage alone; it prints what Lineage prints.
"""

from lineage_fingerprint.buckets import Bucket, Buckets, TimeBuckets
from lineage_fingerprint.compare import Difference, Verdict, compare
from lineage_fingerprint.cutoffs import CutOff
from lineage_fingerprint.fingerprint import Algorithm, ColumnDigest, CutOffFingerprint, Fingerprint, Order
from lineage_fingerprint.state import State, fingerprint
from lineage_fingerprint.texts import UnsupportedTypeError

__all__ = [
    "Algorithm",
    "Bucket",
    "Buckets",
    "ColumnDigest",
    "CutOff",
    "CutOffFingerprint",
    "Difference",
    "Fingerprint",
    "Order",
    "State",
    "TimeBuckets",
    "UnsupportedTypeError",
    "Verdict",
    "compare",
    "fingerprint",
]
