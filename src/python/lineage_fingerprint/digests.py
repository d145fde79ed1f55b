"""The digests of rows under the `sha256` kind."""

from __future__ import annotations

import hashlib

import numpy as np

from lineage_fingerprint.arrays import Bytes
from lineage_fingerprint.ragged import Ragged


def row_digests(rows: Ragged) -> Bytes:
    """SHA-256 of each row's canonical bytes, 32 bytes a row."""
    view, sha256 = memoryview(np.ascontiguousarray(rows.data)), hashlib.sha256
    ends = (rows.starts + rows.lengths).tolist()
    data = b"".join([sha256(view[start:end]).digest() for start, end in zip(rows.starts.tolist(), ends, strict=True)])
    return np.frombuffer(data, np.uint8).reshape(-1, 32)


def chained(chain: bytes, digests: Bytes) -> bytes:
    """The chain after these rows: SHA-256 of the chain before and the row's digest, a row at a time."""
    data, sha256 = digests.tobytes(), hashlib.sha256
    for at in range(0, len(data), 32):
        chain = sha256(chain + data[at : at + 32]).digest()
    return chain
