"""Prints the worked example of decision 7: `python -m lineage_fingerprint.example`.

The steps are computed by `scalar`, in plain integers; the printed forms at the end come from the numpy implementation, which must agree.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from lineage_fingerprint import scalar
from lineage_fingerprint.aes import encrypt, lane_sums
from lineage_fingerprint.arrays import MASK_64
from lineage_fingerprint.fingerprint import Algorithm, Order
from lineage_fingerprint.mixing import PI, Keys
from lineage_fingerprint.order import PRIME, X_FACTOR, Y_FACTOR
from lineage_fingerprint.state import fingerprint
from lineage_fingerprint.texts import column_text

HEADING = "## Worked example"
IDS = (7, -1, 300)
NAMES = ("SEA", None, "Zürich Flughafen")


def table() -> pa.Table:
    """The table of the example: two columns, three rows, one null."""
    return pa.table({"id": pa.array(IDS, pa.int64()), "name": pa.array(NAMES, pa.string())})


def section() -> str:
    """The whole section, with its heading, as it stands in the decision file."""
    return "\n".join([HEADING, "", *_introduction(), "", "```text", *_lines(), "```", ""])


def _introduction() -> list[str]:
    return [
        'The table has the columns `id`, integers, and `name`, strings, and the rows (7, "SEA"), (-1, null) and (300, "Zürich Flughafen").',
        "Bytes stand in the order in which they are hashed, with spaces between fields. Words (k0, w, a, A, X, the lanes) stand as numbers: their bytes",
        "are these digits from the last pair to the first. `python -m lineage_fingerprint.example` prints this section; tests in both languages hold it",
        "against what they compute.",
    ]


def _lines() -> Iterator[str]:
    texts = [column_text("id", "integer"), column_text("name", "string")]
    keys = [Keys.of(text) for text in texts]
    for name, text, words in zip(("id", "name"), texts, keys, strict=True):
        yield from _column(name, text, words)
    pairs = []
    for row, (number, name) in enumerate(zip(IDS, NAMES, strict=True)):
        yield f"-- row {row}: cells"
        pair_of_id = yield from _word_cell(number, keys[0])
        pair_of_name = yield from _string_cell(name, keys[1])
        pairs.append((pair_of_id, pair_of_name))
    rows = []
    for row, cells in enumerate(pairs):
        rows.append((yield from _row(row, cells)))
    schema = yield from _schema(texts)
    yield from _columns(texts, pairs)
    yield from _fast(schema, rows)
    yield from _sha256(schema)
    yield "-- printed"
    for algorithm in Algorithm:
        for order in Order:
            yield str(fingerprint(table(), algorithm=algorithm, order=order))


def _column(name: str, text: bytes, keys: Keys) -> Iterator[str]:
    yield f"-- column {name}"
    at = 4 + len(name.encode())
    yield f"text of the column        {_hex(text[:4])} {_hex(text[4:at])} {_hex(text[at : at + 4])} {_hex(text[at + 4 :])}"
    for prefix, label in ((b"\x00", "H(00, text)"), (b"\x01", "H(01, text)")):
        yield f"{label:<25} {_hex(hashlib.sha256(prefix + text).digest())}"
    yield f"k0, k1, k2                {_words(keys.k0, keys.k1, keys.k2)}"
    yield f"k3, k4, k5                {_words(keys.k3, keys.k4, keys.k5)}"


def _word_cell(number: int, keys: Keys):
    word = number & MASK_64
    yield f"{f'id {number}: w':<25} {_words(word)}"
    yield from _mixed(word, keys)
    return scalar.mix(word, keys)


def _string_cell(name: str | None, keys: Keys):
    if name is None:
        yield f"{'name null: a = k2, b = k3':<25} {_words(keys.k2, keys.k3)}"
        return keys.k2, keys.k3
    data = name.encode()
    yield f"{f'name, n = {len(data)}: bytes':<25} {_hex(data)}"
    first, *steps = scalar.absorb_steps(data, keys)
    yield f"{'h = k4 ^ n G, g = k5 + n':<25} {_words(first['h'], first['g'])}"
    for at, step in enumerate(steps):
        yield f"{f'x, y of step {at}':<25} {_words(step['x'], step['y'])}"
        yield f"{'p = (x ^ h)(y ^ g)':<25} {step['p']:032x}"
        yield f"{'h, g':<25} {_words(step['h'], step['g'])}"
    last = steps[-1]
    word = last["h"] ^ scalar.rotated(last["g"])
    yield f"{'w = h ^ g rotated by 32':<25} {_words(word)}"
    yield from _mixed(word, keys)
    a, b = scalar.mix_bytes(data, keys)
    yield f"{'b + g':<25} {_words(b)}"
    return a, b


def _mixed(word: int, keys: Keys) -> Iterator[str]:
    for label, value in scalar.mix_steps(word, keys).items():
        yield f"  {label:<23} {_words(value)}"


def _row(row: int, cells: tuple[tuple[int, int], ...]):
    a, b = (sum(pair[side] for pair in cells) & MASK_64 for side in (0, 1))
    yield f"-- row {row}: scatter"
    yield f"{'A, B: sums of the cells':<25} {_words(a, b)}"
    first = scalar.fold(b, PI[0])
    yield f"{'f(B, p0), A ^ f':<25} {_words(first, a ^ first)}"
    second = scalar.fold(a ^ first, PI[1])
    yield f"{'f(A, p1), B ^ f':<25} {_words(second, b ^ second)}"
    third = scalar.fold(b ^ second, PI[2])
    yield f"{'f(B, p2), A ^ f':<25} {_words(third, a ^ first ^ third)}"
    found = scalar.scatter(a, b)
    yield f"{'A, B of the row':<25} {_words(*found)}"
    return found


def _schema(texts: list[bytes]):
    schema = hashlib.sha256(b"".join(texts)).digest()
    yield "-- schema"
    yield f"{'texts of all columns':<25} {' '.join(_hex(text) for text in texts)}"
    yield f"{'S':<25} {_hex(schema)}"
    return schema


def _columns(texts: list[bytes], pairs: list) -> Iterator[str]:
    for place, name in enumerate(("id", "name")):
        a = sum(cells[place][0] for cells in pairs)
        b = sum(cells[place][1] for cells in pairs) & MASK_64
        yield f"-- column digest of {name}"
        yield f"{'sums of a (exact) and b':<25} {a:x} {_words(b)}"
        fields = (texts[place], _bytes(len(IDS), 8), _bytes(a, 16), _bytes(b, 8))
        yield f"{'hashed':<25} {' '.join(map(_hex, fields))}"
        yield f"{'digest':<25} {_hex(hashlib.sha256(b''.join(fields)).digest()[:16])}"


def _fast(schema: bytes, rows: list[tuple[int, int]]) -> Iterator[str]:
    a, b = sum(row[0] for row in rows), sum(row[1] for row in rows)
    yield "-- fast"
    yield f"{'exact sums of A and B':<25} {a:x} {b:x}"
    fields = [schema[:16], _bytes(len(rows), 8), _bytes(a, 16), _bytes(b, 16)]
    yield f"{'hashed':<25} {' '.join(map(_hex, fields))}"
    yield f"{'content':<25} {_hex(hashlib.sha256(b''.join(fields)).digest()[:16])}"
    x = y = 0
    for row, (one, other) in enumerate(rows):
        x, y = (x * X_FACTOR + one) % PRIME, (y * Y_FACTOR + other) % PRIME
        yield f"{f'X, Y after row {row}':<25} {_words(x, y)}"
    fields += [_bytes(x, 8), _bytes(y, 8)]
    yield f"{'hashed, in order':<25} {' '.join(map(_hex, fields))}"
    yield f"{'content, in order':<25} {_hex(hashlib.sha256(b''.join(fields)).digest()[:16])}"


def _sha256(schema: bytes) -> Iterator[str]:
    yield "-- sha256"
    digests, chain, chains = [], bytes(32), []
    for row, (number, name) in enumerate(zip(IDS, NAMES, strict=True)):
        cells = [b"\x01" + struct.pack("<q", number), b"\x00" if name is None else b"\x01" + struct.pack("<I", len(name.encode())) + name.encode()]
        digests.append(hashlib.sha256(b"".join(cells)).digest())
        chain = hashlib.sha256(chain + digests[-1]).digest()
        chains.append(chain)
        yield f"{f'row {row}: canonical bytes':<25} {' '.join(map(_hex, cells))}"
        yield f"{'d':<25} {_hex(digests[-1])}"
        yield from _blocks(digests[-1])
    lanes = lane_sums(np.frombuffer(b"".join(digests), np.uint8).reshape(-1, 32))
    yield f"{'lanes 0, 1, 2':<25} {_words(*lanes[:3].tolist())}"
    yield f"{'lanes 253, 254, 255':<25} {_words(*lanes[253:].tolist())}"
    data = lanes.astype("<u8").tobytes()
    yield f"{'H(all 256 lanes)':<25} {_hex(hashlib.sha256(data).digest())}"
    rows = _bytes(len(IDS), 8)
    yield f"{'hashed':<25} 00 {_hex(schema)} {_hex(data[:8])}…{_hex(data[-8:])} {_hex(rows)}"
    yield f"{'content':<25} {_hex(hashlib.sha256(bytes([0]) + schema + data + rows).digest())}"
    for row, link in enumerate(chains):
        yield f"{f'c after row {row}':<25} {_hex(link)}"
    yield f"{'hashed, in order':<25} 01 {_hex(schema)} {_hex(chain)} {_hex(rows)}"
    yield f"{'content, in order':<25} {_hex(hashlib.sha256(bytes([1]) + schema + chain + rows).digest())}"


def _blocks(digest: bytes) -> Iterator[str]:
    key, block = np.frombuffer(digest, np.uint8).reshape(2, 1, 16)
    for number in (0, 1):
        plain = block.copy()
        plain[0, 0] ^= number
        cipher = encrypt(key, plain).tobytes()
        yield f"{f'  AES of block {number}':<25} {_hex(plain.tobytes())} -> {_hex(cipher)} = lanes {2 * number}, {2 * number + 1}"


def _bytes(value: int, size: int) -> bytes:
    return value.to_bytes(size, "little")


def _words(*values: int) -> str:
    return " ".join(f"{value:016x}" for value in values)


def _hex(data: bytes) -> str:
    return data.hex()


if __name__ == "__main__":
    print(section(), end="")
