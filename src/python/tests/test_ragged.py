from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lineage_fingerprint.ragged import Ragged

STRINGS = st.lists(st.one_of(st.binary(max_size=40), st.binary(min_size=250, max_size=300)), max_size=12)


@given(STRINGS, st.integers(0, 3))
def test_join_parts_is_their_concatenation(strings: list[bytes], copies: int) -> None:
    part = Ragged.of(strings)

    assert list(Ragged.join([part] * copies, len(strings))) == [data * copies for data in strings]


@given(STRINGS, st.data())
def test_gather_lists_is_head_and_elements(strings: list[bytes], data: st.DataObject) -> None:
    ends = st.integers(0, len(strings))
    lists = [sorted(pair) for pair in data.draw(st.lists(st.tuples(ends, ends), max_size=6))]
    heads = Ragged.of([bytes([row]) * (row % 3) for row in range(len(lists))])
    starts = np.array([pair[0] for pair in lists], np.int64)
    sizes = np.array([pair[1] - pair[0] for pair in lists], np.int64)

    gathered = Ragged.gather(heads, Ragged.of(strings), starts, sizes)

    assert list(gathered) == [heads[row] + b"".join(strings[low:high]) for row, (low, high) in enumerate(lists)]
