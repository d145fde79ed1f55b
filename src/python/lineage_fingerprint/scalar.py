"""The arithmetic of the `fast` kind on one value at a time, in plain integers: the same as `mixing`, slow, and easy to check against the text."""

from __future__ import annotations

import struct

from lineage_fingerprint.arrays import MASK_64
from lineage_fingerprint.mixing import M1, M2, PI, G, Keys


def mix_steps(word: int, keys: Keys) -> dict[str, int]:
    """Every intermediate word of mix, by the name that it has in the text; x with the number of its assignment."""
    x0 = word ^ keys.k0
    x1 = ((x0 ^ x0 >> 30) * M1 + keys.k1) & MASK_64
    x2 = x1 ^ x1 >> 27
    c = ((x2 >> 32) * (M2 & 0xFFFFFFFF) + (x2 & 0xFFFFFFFF) * (M2 >> 32)) & MASK_64
    x3 = x2 * M2 & MASK_64
    a = x3 ^ x3 >> 31
    return {"x ^ k0": x0, "(x ^ x >> 30) M1 + k1": x1, "x ^ x >> 27": x2, "c": c, "x M2": x3, "a": a, "b": (c + c * 2**8 & MASK_64) ^ a}


def mix(word: int, keys: Keys) -> tuple[int, int]:
    """The pair of one word."""
    steps = mix_steps(word, keys)
    return steps["a"], steps["b"]


def absorb_steps(data: bytes, keys: Keys) -> list[dict[str, int]]:
    """h and g at first, and then for each 16 bytes x, y, p, and h and g after them."""
    h, g = keys.k4 ^ len(data) * G & MASK_64, (keys.k5 + len(data)) & MASK_64
    steps = [{"h": h, "g": g}]
    padded = data.ljust((len(data) + 15) // 16 * 16, b"\x00")
    for at in range(0, len(padded), 16):
        x, y = struct.unpack_from("<2Q", padded, at)
        p = (x ^ h) * (y ^ g)
        h, g = (p + y + M1) & MASK_64, ((p >> 64) + x + M2) & MASK_64
        steps.append({"x": x, "y": y, "p": p, "h": h, "g": g})
    return steps


def mix_bytes(data: bytes, keys: Keys) -> tuple[int, int]:
    """The pair of one byte string."""
    last = absorb_steps(data, keys)[-1]
    a, b = mix(last["h"] ^ rotated(last["g"]), keys)
    return a, (b + last["g"]) & MASK_64


def rotated(word: int) -> int:
    """The word rotated left by 32."""
    return (word << 32 | word >> 32) & MASK_64


def fold(x: int, p: int) -> int:
    """The function f of the scatter."""
    y = (x ^ p) * M1 & MASK_64
    return y ^ y >> 32


def scatter(a: int, b: int) -> tuple[int, int]:
    """A and B of a row, from the sums of its cells' a and b."""
    a ^= fold(b, PI[0])
    b ^= fold(a, PI[1])
    a ^= fold(b, PI[2])
    return a, b
