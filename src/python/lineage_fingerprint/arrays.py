"""The shapes of numpy arrays that pass between the modules."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
"""Words of 64 bits; their sums and products are modulo 2^64."""

Integers = NDArray[np.int64]
"""Places, lengths and times."""

Bytes = NDArray[np.uint8]
"""Raw bytes."""

Flags = NDArray[np.bool_]
"""One truth value a row."""

MASK_64 = 2**64 - 1


def exact_sum(words: Words) -> int:
    """The sum of unsigned words without any wrap-around; right for up to 2^32 of them."""
    low = int((words & np.uint64(0xFFFFFFFF)).sum(dtype=np.uint64))
    high = int((words >> np.uint64(32)).sum(dtype=np.uint64))
    return low + (high << 32)
