"""Decimals of every width, reduced to their least scale."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from lineage_fingerprint.arrays import Flags, Integers
from lineage_fingerprint.columns import Column, WordColumn, masked
from lineage_fingerprint.ragged import Ragged
from lineage_fingerprint.words import values


def decode_decimal(array: pa.Array, valid: Flags | None) -> Column:
    """Values u / 10^s with trailing zeros of u dropped; small ones are the word 256 u + s mod 256."""
    unscaled, long = _unscaled(array, valid)
    scales = np.full(len(array), array.type.scale, np.int64)
    _reduce(unscaled, scales)
    narrow = (unscaled >= -(2**55)) & (unscaled < 2**55) & (scales >= -128) & (scales <= 127)
    words = (unscaled.view(np.uint64) << np.uint64(8)) | (scales.view(np.uint64) & np.uint64(0xFF))
    others: dict[int, bytes] = {}
    for row, value in long.items():
        u, s = reduce(value, array.type.scale)
        narrow[row] = -(2**55) <= u < 2**55 and -128 <= s <= 127
        words[row] = 256 * u + s % 256 & (2**64 - 1) if narrow[row] else 0
        others[row] = encode(u, s)
    if valid is not None:
        narrow |= ~valid
    return WordColumn(words, valid, lambda: _encode_all(unscaled, scales, others, valid), np.flatnonzero(~narrow))


def reduce(unscaled: int, scale: int) -> tuple[int, int]:
    """The same number with the least scale that is exact."""
    if unscaled == 0:
        return 0, 0
    while unscaled % 10 == 0:
        unscaled //= 10
        scale -= 1
    return unscaled, scale


def encode(unscaled: int, scale: int) -> bytes:
    """The canonical bytes of a reduced decimal, tag included."""
    size = max(1, ((unscaled if unscaled >= 0 else ~unscaled).bit_length() + 8) // 8)
    return b"\x01" + scale.to_bytes(4, "little", signed=True) + size.to_bytes(4, "little") + unscaled.to_bytes(size, "little", signed=True)


def _unscaled(array: pa.Array, valid: Flags | None) -> tuple[Integers, dict[int, int]]:
    """The unscaled values that fit into a word, 0 for the others; and these, by row."""
    width = array.type.bit_width // 8
    if width <= 8:
        return values(array, f"<i{width}").astype(np.int64), {}
    raw = values(array, np.dtype(f"V{width}")).view("<i8").reshape(-1, width // 8)
    low = raw[:, 0].copy()
    fits = (raw[:, 1:] == (low >> 63)[:, None]).all(axis=1)
    long = np.flatnonzero(~fits if valid is None else ~fits & valid)
    low[~fits] = 0
    return low, {int(row): int.from_bytes(raw[row].tobytes(), "little", signed=True) for row in long}


def _reduce(unscaled: Integers, scales: Integers) -> None:
    scales[unscaled == 0] = 0
    rows = np.flatnonzero(unscaled)
    while len(rows):
        rows = rows[unscaled[rows] % 10 == 0]
        unscaled[rows] //= 10
        scales[rows] -= 1


def _encode_all(unscaled: Integers, scales: Integers, others: dict[int, bytes], valid: Flags | None) -> Ragged:
    sizes = np.ones(len(unscaled), np.int64)
    for size in range(1, 8):
        half = 1 << 8 * size - 1
        sizes += (unscaled < -half) | (unscaled >= half)
    matrix = np.empty((len(unscaled), 17), np.uint8)
    matrix[:, 0] = 1
    matrix[:, 1:5] = scales.astype("<i4").view(np.uint8).reshape(-1, 4)
    matrix[:, 5:9] = sizes.astype("<i4").view(np.uint8).reshape(-1, 4)
    matrix[:, 9:] = unscaled.astype("<i8", copy=False).view(np.uint8).reshape(-1, 8)
    ragged = masked(matrix, valid, 9 + sizes)
    if not others:
        return ragged
    rows, more = np.fromiter(others, np.int64, len(others)), Ragged.of(list(others.values()))
    starts, lengths = ragged.starts.copy(), ragged.lengths.copy()
    starts[rows], lengths[rows] = len(ragged.data) + more.starts, more.lengths
    return Ragged(np.concatenate((ragged.data, more.data)), starts, lengths)
