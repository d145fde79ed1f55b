"""The two polynomials that hold the order of rows under the `fast` kind."""

from __future__ import annotations

from functools import cache

import numpy as np

from lineage_fingerprint.arrays import Words, exact_sum
from lineage_fingerprint.mixing import product

PRIME = 2**61 - 1
X_FACTOR = 0x052821E638D01377
Y_FACTOR = 0x0E5466CF34E90C6C

_BLOCK = 4_096


def advanced(value: int, factor: int, words: Words) -> int:
    """`value` after (value * factor + word) mod (2^61 - 1) for each word in turn."""
    powers = _powers(factor)
    prime, shift = np.uint64(PRIME), np.uint64(61)
    for at in range(0, len(words), _BLOCK):
        block = words[at : at + _BLOCK]
        reduced = (block & prime) + (block >> shift)
        upper, lower = product(reduced, powers[_BLOCK - len(block) :])
        terms = (lower & prime) + (upper << np.uint64(3) | lower >> shift)
        value = (value * pow(factor, len(block), PRIME) + exact_sum(terms)) % PRIME
    return value


def joined(first: int, factor: int, second: int, rows: int) -> int:
    """The value over rows whose first part gave `first`, and whose last `rows` rows by themselves gave `second`."""
    return (first * pow(factor, rows, PRIME) + second) % PRIME


@cache
def _powers(factor: int) -> Words:
    """The powers of the factor from the highest of a block to the 0th."""
    powers = [1]
    while len(powers) < _BLOCK:
        powers.append(powers[-1] * factor % PRIME)
    return np.array(powers[::-1], np.uint64)
