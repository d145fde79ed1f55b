"""AES against FIPS 197 and against a slow one from its definition."""

from __future__ import annotations

import numpy as np
import pytest

from lineage_fingerprint.aes import encrypt, lane_sums


def doubled(byte: int) -> int:
    return (byte << 1 ^ (0x11B if byte & 0x80 else 0)) & 0xFF


def times(left: int, right: int) -> int:
    product = 0
    while right:
        product ^= left if right & 1 else 0
        left, right = doubled(left), right >> 1
    return product


def substitute(byte: int) -> int:
    inverse = next((other for other in range(256) if times(byte, other) == 1), 0)
    out = 0x63
    for shift in range(5):
        out ^= (inverse << shift | inverse >> 8 - shift) & 0xFF
    return out


BOX = [substitute(byte) for byte in range(256)]


def expanded(key: bytes) -> list[bytes]:
    words, constant = [key[at : at + 4] for at in range(0, 16, 4)], 1
    for at in range(4, 44):
        word = words[-1]
        if at % 4 == 0:
            word = bytes(BOX[byte] for byte in word[1:] + word[:1])
            word, constant = bytes([word[0] ^ constant]) + word[1:], doubled(constant)
        words.append(bytes(x ^ y for x, y in zip(words[-4], word, strict=True)))
    return [b"".join(words[at : at + 4]) for at in range(0, 44, 4)]


def slow(key: bytes, block: bytes) -> bytes:
    keys = expanded(key)
    state = bytes(x ^ y for x, y in zip(block, keys[0], strict=True))
    for at in range(1, 11):
        state = bytes(BOX[state[(place + 4 * (place % 4)) % 16]] for place in range(16))
        if at < 10:
            columns = [state[place : place + 4] for place in range(0, 16, 4)]
            mixed = [[doubled(c[r]) ^ doubled(c[(r + 1) % 4]) ^ c[(r + 1) % 4] ^ c[(r + 2) % 4] ^ c[(r + 3) % 4] for r in range(4)] for c in columns]
            state = bytes(byte for column in mixed for byte in column)
        state = bytes(x ^ y for x, y in zip(state, keys[at], strict=True))
    return state


def rows(*texts: str) -> np.ndarray:
    return np.frombuffer(bytes.fromhex("".join(texts)), np.uint8).reshape(len(texts), -1)


@pytest.mark.parametrize(
    ("key", "block", "expected"),
    [
        ("2b7e151628aed2a6abf7158809cf4f3c", "3243f6a8885a308d313198a2e0370734", "3925841d02dc09fbdc118597196a0b32"),
        ("000102030405060708090a0b0c0d0e0f", "00112233445566778899aabbccddeeff", "69c4e0d86a7b0430d8cdb78070b4c55a"),
    ],
)
def test_encrypt_examples_of_fips_197_are_met(key: str, block: str, expected: str) -> None:
    assert encrypt(rows(key), rows(block)).tobytes().hex() == expected
    assert slow(bytes.fromhex(key), bytes.fromhex(block)).hex() == expected


@pytest.mark.parametrize("count", [1, 63, 64, 65, 200])
def test_encrypt_every_row_has_its_own_key(count: int) -> None:
    data = np.random.default_rng(count).integers(0, 256, (count, 32)).astype(np.uint8)

    found = encrypt(data[:, :16], data[:, 16:])

    assert [row.tobytes() for row in found] == [slow(row[:16].tobytes(), row[16:].tobytes()) for row in data]


def test_encrypt_every_byte_of_a_block_passes_the_box() -> None:
    blocks = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 16, axis=1)
    key = np.zeros((256, 16), np.uint8)

    assert [row.tobytes() for row in encrypt(key, blocks)] == [slow(bytes(16), bytes([byte]) * 16) for byte in range(256)]


@pytest.mark.parametrize("count", [0, 1, 64, 67])
def test_lane_sums_some_rows_are_the_words_of_all_their_blocks(count: int) -> None:
    data = np.random.default_rng(count).integers(0, 256, (count, 32)).astype(np.uint8)
    # The slow one takes a while for all 128 blocks of many rows.
    chosen = slice(0, 128, 1 if count < 2 else 61)
    expected = np.zeros((128, 2), np.uint64)
    for row in data:
        blocks = np.repeat(row[None, 16:], 128, axis=0)
        blocks[:, 0] ^= np.arange(128, dtype=np.uint8)
        cipher = b"".join(slow(row[:16].tobytes(), block.tobytes()) for block in blocks[chosen])
        expected[chosen] += np.frombuffer(cipher, "<u8").reshape(-1, 2)

    assert lane_sums(data).reshape(128, 2)[chosen].tolist() == expected[chosen].tolist()


def test_lane_sums_groups_of_rows_add_up() -> None:
    data = np.random.default_rng(9).integers(0, 256, (5_000, 32)).astype(np.uint8)

    assert lane_sums(data).tolist() == (lane_sums(data[:4_999]) + lane_sums(data[4_999:])).tolist()
