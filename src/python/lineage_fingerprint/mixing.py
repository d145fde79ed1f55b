"""The arithmetic of the `fast` kind, over all rows at once: words and byte strings to pairs, and the scatter of rows.

Every function has its meaning from "fast: cells, rows, columns" of decision 7; the names are those of that text.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass

import numpy as np

from lineage_fingerprint.arrays import MASK_64, Bytes, Words
from lineage_fingerprint.ragged import Ragged

M1 = 0xBF58476D1CE4E5B9
M2 = 0x94D049BB133111EB
G = 0x9E3779B97F4A7C15
PI = (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0)

_BLOCK = 16_384
_FEW = 12
_LOW = np.uint64(0xFFFFFFFF)
_M1, _M2, _M2_LOW, _M2_HIGH = (np.uint64(x) for x in (M1, M2, M2 & 0xFFFFFFFF, M2 >> 32))
_SHIFT = {n: np.uint64(n) for n in (8, 27, 30, 31, 32)}
_TAIL = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)


@dataclass(frozen=True, slots=True)
class Keys:
    """The six words that set the cells of one column apart from those of any other name or type."""

    k0: int
    k1: int
    k2: int
    k3: int
    k4: int
    k5: int

    @staticmethod
    def of(column_text: bytes) -> Keys:
        """The words of a column, from the text of its name and type."""
        first = struct.unpack("<4Q", hashlib.sha256(b"\x00" + column_text).digest())
        second = struct.unpack("<4Q", hashlib.sha256(b"\x01" + column_text).digest())
        return Keys(*first, *second[:2])


def mix(words: Words, keys: Keys) -> tuple[Words, Words]:
    """The pair (a, b) of each word; a is a bijection of the word."""
    a, b = np.empty(len(words), np.uint64), np.empty(len(words), np.uint64)
    k0, k1 = np.uint64(keys.k0), np.uint64(keys.k1)
    for at in range(0, len(words), _BLOCK):
        block = slice(at, at + _BLOCK)
        x = words[block] ^ k0
        t = x >> _SHIFT[30]
        x ^= t
        x *= _M1
        x += k1
        np.right_shift(x, _SHIFT[27], out=t)
        x ^= t
        c = x >> _SHIFT[32]
        c *= _M2_LOW
        np.bitwise_and(x, _LOW, out=t)
        t *= _M2_HIGH
        c += t
        x *= _M2
        np.left_shift(c, _SHIFT[8], out=t)
        c += t
        np.right_shift(x, _SHIFT[31], out=t)
        np.bitwise_xor(x, t, out=a[block])
        np.bitwise_xor(c, a[block], out=b[block])
    return a, b


def mix_bytes(strings: Ragged, keys: Keys) -> tuple[Words, Words]:
    """The pair (a, b) of each byte string."""
    a, b = np.empty(len(strings), np.uint64), np.empty(len(strings), np.uint64)
    if len(strings) == 0:
        return a, b
    low, high = int(strings.starts.min()), int((strings.starts + strings.lengths).max())
    data = np.zeros(high - low + 16, np.uint8)
    data[: high - low] = strings.data[low:high]
    for at in range(0, len(strings), _BLOCK):
        block = slice(at, at + _BLOCK)
        h, g = _absorb(data, strings.starts[block] - low, strings.lengths[block], keys)
        a[block], b[block] = mix(h ^ (g << _SHIFT[32] | g >> _SHIFT[32]), keys)
        b[block] += g
    return a, b


def _absorb(data: Bytes, starts: np.ndarray, lengths: np.ndarray, keys: Keys) -> tuple[Words, Words]:
    """The state (h, g) of each string after its last 16 bytes; the longest rows go first, so that those still running are a prefix."""
    steps = (lengths + 15) >> 4
    most, least = int(steps.max()), int(steps.min())
    # numpy sorts narrow integers by radix.
    order = np.argsort(-steps.astype(np.int16 if most < 2**15 else np.int64), kind="stable") if most != least else None
    if order is not None:
        starts, lengths, steps = starts[order], lengths[order], steps[order]
    running = np.searchsorted(-steps, -np.arange(most), side="left")
    n = lengths.astype(np.uint64)
    h, g = np.uint64(keys.k4) ^ n * np.uint64(G), np.uint64(keys.k5) + n
    windows = np.ndarray((data.size - 7,), dtype="<u8", buffer=data, strides=(1,))
    for step, rows in enumerate(running.tolist()):
        if rows < _FEW:
            for row in range(rows):
                h[row], g[row] = _absorb_one(data, int(starts[row]) + 16 * step, int(lengths[row]) - 16 * step, int(h[row]), int(g[row]))
            break
        at, left = starts[:rows] + 16 * step, lengths[:rows] - 16 * step
        x, y = windows[at], windows[at + 8]
        if step >= least - 1:
            x &= _TAIL[np.minimum(left, 8)]
            y &= _TAIL[np.clip(left - 8, 0, 8)]
        upper, lower = product(x ^ h[:rows], y ^ g[:rows])
        y += _M1
        x += _M2
        np.add(lower, y, out=h[:rows])
        np.add(upper, x, out=g[:rows])
    if order is None:
        return h, g
    by_row = np.empty((2, len(order)), np.uint64)
    by_row[0, order], by_row[1, order] = h, g
    return by_row[0], by_row[1]


def _absorb_one(data: Bytes, start: int, length: int, h: int, g: int) -> tuple[int, int]:
    """What `_absorb` does, of one string: a few long strings among many short ones are not worth a call of numpy for each 16 bytes."""
    steps = (length + 15) >> 4
    words = struct.unpack(f"<{2 * steps}Q", data[start : start + length].tobytes().ljust(16 * steps, b"\x00"))
    for x, y in zip(words[::2], words[1::2], strict=True):
        p = (x ^ h) * (y ^ g)
        h, g = (p + y + M1) & MASK_64, ((p >> 64) + x + M2) & MASK_64
    return h, g


def product(x: Words, y: Words) -> tuple[Words, Words]:
    """The upper and the lower word of the exact product of 128 bits, from 32-bit halves."""
    x0, x1, y0, y1 = x & _LOW, x >> _SHIFT[32], y & _LOW, y >> _SHIFT[32]
    across = x0 * y1
    x0 *= y0
    x0 >>= _SHIFT[32]
    y0 *= x1
    x1 *= y1
    # None of these sums can wrap: each product is at most (2^32 - 1)^2, which leaves room for two more halves.
    x0 += y0
    x1 += x0 >> _SHIFT[32]
    x0 &= _LOW
    x0 += across
    x0 >>= _SHIFT[32]
    x1 += x0
    return x1, x * y


def scatter(a: Words, b: Words) -> tuple[Words, Words]:
    """The row words A and B, from the sums of the cells' a and b."""
    out_a, out_b = np.empty(len(a), np.uint64), np.empty(len(b), np.uint64)
    p0, p1, p2 = (np.uint64(p) for p in PI)
    for at in range(0, len(a), _BLOCK):
        block = slice(at, at + _BLOCK)
        x, y = a[block], b[block]
        x = x ^ _fold(y, p0)
        y = y ^ _fold(x, p1)
        x ^= _fold(y, p2)
        out_a[block], out_b[block] = x, y
    return out_a, out_b


def _fold(x: Words, p: np.uint64) -> Words:
    y = x ^ p
    y *= _M1
    y ^= y >> _SHIFT[32]
    return y
