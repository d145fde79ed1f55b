"""The numpy kernels against their twins in plain integers."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lineage_fingerprint import mixing, order, scalar
from lineage_fingerprint.arrays import exact_sum
from lineage_fingerprint.mixing import Keys
from lineage_fingerprint.ragged import Ragged

WORDS = st.one_of(st.integers(0, 2**64 - 1), st.sampled_from([0, 1, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1]))
KEYS = st.builds(Keys, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS)
LENGTHS = [*range(50), 63, 64, 65, 255, 256, 257, 1000]


def pairs(a: np.ndarray, b: np.ndarray) -> list[tuple[int, int]]:
    return list(zip(a.tolist(), b.tolist(), strict=True))


@given(st.lists(WORDS, max_size=40), KEYS)
def test_mix_any_words_is_the_twin(words: list[int], keys: Keys) -> None:
    assert pairs(*mixing.mix(np.array(words, np.uint64), keys)) == [scalar.mix(word, keys) for word in words]


@given(st.lists(st.binary(max_size=80), max_size=30), KEYS)
def test_mix_bytes_any_strings_is_the_twin(strings: list[bytes], keys: Keys) -> None:
    assert pairs(*mixing.mix_bytes(Ragged.of(strings), keys)) == [scalar.mix_bytes(data, keys) for data in strings]


def test_mix_bytes_every_length_in_any_order_is_the_twin() -> None:
    rng = np.random.default_rng(1)
    strings = [rng.bytes(length) for length in rng.permutation(LENGTHS * 15)]
    keys = Keys.of(b"column")

    assert pairs(*mixing.mix_bytes(Ragged.of(strings), keys)) == [scalar.mix_bytes(data, keys) for data in strings]


def test_mix_bytes_of_one_length_across_blocks_is_the_twin() -> None:
    data = np.random.default_rng(2).integers(0, 256, (40_000, 20)).astype(np.uint8)
    keys = Keys.of(b"column")
    a, b = mixing.mix_bytes(Ragged.of_matrix(data), keys)

    for row in (0, 16_383, 16_384, 39_999):
        assert (int(a[row]), int(b[row])) == scalar.mix_bytes(data[row].tobytes(), keys)


def test_mix_bytes_what_lies_behind_a_string_does_not_count() -> None:
    keys = Keys.of(b"column")
    data = np.frombuffer(b"abcXYZ", np.uint8)
    alone = mixing.mix_bytes(Ragged.of([b"abc"]), keys)
    inside = mixing.mix_bytes(Ragged(data, np.array([0]), np.array([3])), keys)

    assert pairs(*alone) == pairs(*inside)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=40))
def test_scatter_any_sums_is_the_twin(sums: list[tuple[int, int]]) -> None:
    a, b = (np.array([pair[side] for pair in sums], np.uint64) for side in (0, 1))

    assert pairs(*mixing.scatter(a, b)) == [scalar.scatter(*pair) for pair in sums]


@given(st.lists(WORDS, max_size=40))
def test_exact_sum_any_words_never_wraps(words: list[int]) -> None:
    assert exact_sum(np.array(words, np.uint64)) == sum(words)


@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=30))
def test_advanced_in_two_parts_is_the_loop_over_both(first: list[int], second: list[int]) -> None:
    def loop(words: list[int]) -> int:
        value = 0
        for word in words:
            value = (value * order.X_FACTOR + word) % (2**61 - 1)
        return value

    parts = [order.advanced(0, order.X_FACTOR, np.array(words, np.uint64)) for words in (first, second)]

    assert order.advanced(parts[0], order.X_FACTOR, np.array(second, np.uint64)) == loop(first + second)
    assert order.joined(parts[0], order.X_FACTOR, parts[1], len(second)) == loop(first + second)


def test_advanced_over_more_than_a_block_is_the_loop() -> None:
    words = np.random.default_rng(3).integers(0, 2**64, 9_000, dtype=np.uint64)
    value = 5
    for word in words.tolist():
        value = (value * order.Y_FACTOR + word) % (2**61 - 1)

    assert order.advanced(5, order.Y_FACTOR, words) == value
