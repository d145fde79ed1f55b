"""AES-128 over many rows at once, each under a key of its own, and the sums of its outputs over the rows.

The state is sliced into bits: a plane holds one bit of one byte of 64 rows in each word, so that a gate of the S-box works on 64 rows, and
a sum over rows is a count of ones. There are no tables that depend on data. FIPS 197 defines the cipher; the S-box is the circuit of
J. Boyar and R. Peralta, "A depth-16 circuit for the AES S-box" (2012), whose four negations move into the round keys.
"""

from __future__ import annotations

import numpy as np

from lineage_fingerprint.arrays import Bytes, Words

BLOCKS = 128
"""Blocks that are encrypted for each row; they differ in their first byte."""

LANES = 2 * BLOCKS
"""Words that the blocks of a row make."""

_GROUP = 4_096
_AT_ONCE = 4
_ROUNDS = 10
_AFFINE = 0x63
_SHIFT_ROWS = np.array([4 * ((p // 4 + p % 4) % 4) + p % 4 for p in range(16)])
_BELOW = np.array([4 * (p // 4) + (p + 1) % 4 for p in range(16)])
_OPPOSITE = np.array([4 * (p // 4) + (p + 2) % 4 for p in range(16)])
_SHIFT_ROWS_BELOW = _SHIFT_ROWS[_BELOW]

_CIRCUIT = """
y14=x3^x5 y13=x0^x6 y9=x0^x3 y8=x0^x5 t0=x1^x2 y1=t0^x7 y4=y1^x3 y12=y13^y14 y2=y1^x0 y5=y1^x6 y3=y5^y8 t1=x4^y12 y15=t1^x5 y20=t1^x1
y6=y15^x7 y10=y15^t0 y11=y20^y9 y7=x7^y11 y17=y10^y11 y19=y10^y8 y16=t0^y11 y21=y13^y16 y18=x0^y16
t2=y12&y15 t3=y3&y6 t4=t3^t2 t5=y4&x7 t6=t5^t2 t7=y13&y16 t8=y5&y1 t9=t8^t7 t10=y2&y7 t11=t10^t7 t12=y9&y11 t13=y14&y17 t14=t13^t12
t15=y8&y10 t16=t15^t12 t17=t4^t14 t18=t6^t16 t19=t9^t14 t20=t11^t16 t21=t17^y20 t22=t18^y19 t23=t19^y21 t24=t20^y18
t25=t21^t22 t26=t21&t23 t27=t24^t26 t28=t25&t27 t29=t28^t22 t30=t23^t24 t31=t22^t26 t32=t31&t30 t33=t32^t24 t34=t23^t33 t35=t27^t33
t36=t24&t35 t37=t36^t34 t38=t27^t36 t39=t29&t38 t40=t25^t39 t41=t40^t37 t42=t29^t33 t43=t29^t40 t44=t33^t37 t45=t42^t41
z0=t44&y15 z1=t37&y6 z2=t33&x7 z3=t43&y16 z4=t40&y1 z5=t29&y7 z6=t42&y11 z7=t45&y17 z8=t41&y10 z9=t44&y12 z10=t37&y3 z11=t33&y4
z12=t43&y13 z13=t40&y5 z14=t29&y2 z15=t42&y9 z16=t45&y14 z17=t41&y8
t46=z15^z16 t47=z10^z11 t48=z5^z13 t49=z9^z10 t50=z2^z12 t51=z2^z5 t52=z7^z8 t53=z0^z3 t54=z6^z7 t55=z16^z17 t56=z12^t48 t57=t50^t53
t58=z4^t46 t59=z3^t54 t60=t46^t57 t61=z14^t57 t62=t52^t58 t63=t49^t58 t64=z4^t59 t65=t61^t62 t66=z1^t63 s0=t59^t63 s6=t56^t62 s7=t48^t60
t67=t64^t65 s3=t53^t66 s4=t51^t66 s5=t47^t65 s1=t64^s3 s2=t55^t67
"""


def _compiled(circuit: str) -> tuple[list[tuple[np.ufunc, int, int, int]], list[int], int]:
    """The gates with their operands in as few registers as their lifetimes allow, so that these stay in the processor's cache."""
    gates = [(name, op, *expression.split(op)) for name, expression, op in _gates(circuit)]
    last = {operand: at for at, gate in enumerate(gates) for operand in gate[2:] if not operand.startswith("s")}
    place = {f"x{7 - bit}": bit for bit in range(8)}
    free: list[int] = []
    count, steps = 8, []
    for at, (name, op, left, right) in enumerate(gates):
        sources = place[left], place[right]
        free += [place[operand] for operand in (left, right) if last.get(operand) == at]
        if not free:
            free, count = [count], count + 1
        place[name] = free.pop()
        steps.append((np.bitwise_xor if op == "^" else np.bitwise_and, *sources, place[name]))
    return steps, [place[f"s{7 - bit}"] for bit in range(8)], count


def _gates(circuit: str) -> list[tuple[str, str, str]]:
    named = [gate.split("=") for gate in circuit.split()]
    return [(name, expression, "^" if "^" in expression else "&") for name, expression in named]


_STEPS, _RESULTS, _REGISTERS = _compiled(_CIRCUIT)


def lane_sums(digests: Bytes) -> Words:
    """The 256 words of every row's 128 blocks, added over the rows.

    `digests` has a row of 32 bytes each: the key, and the block whose first byte is then XORed with 0 to 127.
    """
    sums = np.zeros(LANES, np.uint64)
    for at in range(0, len(digests), _GROUP):
        sums += _group(digests[at : at + _GROUP])
    return sums


def encrypt(keys: Bytes, blocks: Bytes) -> Bytes:
    """AES-128 of one block of 16 bytes under each key of 16 bytes."""
    cipher = _Cipher((16, _words(len(keys))))
    return unsliced(cipher.encrypt(list(sliced(blocks)), round_keys(sliced(keys))), len(keys))


def _group(digests: Bytes) -> Words:
    schedule = round_keys(sliced(digests[:, :16]))
    blocks = sliced(digests[:, 16:])
    counts = np.zeros((8, 16, BLOCKS), np.uint32)
    cipher = _Cipher((16, _AT_ONCE, BLOCKS))
    numbers = np.arange(BLOCKS)
    first = np.stack([np.where(numbers >> bit & 1, np.uint64(2**64 - 1), np.uint64(0)) for bit in range(8)])
    rows = np.full(blocks.shape[-1], 2**64 - 1, np.uint64)
    if len(digests) % 64:
        rows[-1] = (1 << len(digests) % 64) - 1
    for at in range(0, len(rows), _AT_ONCE):
        part = slice(at, at + _AT_ONCE)
        if len(rows) - at < _AT_ONCE:
            cipher = _Cipher((16, len(rows) - at, BLOCKS))
        state = [np.repeat(plane[:, part, None], BLOCKS, axis=2) for plane in blocks]
        for bit in range(8):
            state[bit][0] ^= first[bit]
        state = cipher.encrypt(state, schedule[..., part, None])
        for bit in range(8):
            state[bit] &= rows[part, None]
            counts[bit] += np.bitwise_count(state[bit]).sum(axis=1, dtype=np.uint32)
    weights = (np.arange(16)[None, :] % 8 * 8 + np.arange(8)[:, None]).astype(np.uint64)
    weighed = counts.astype(np.uint64) << weights[..., None]
    return weighed.reshape(8, 2, 8, BLOCKS).sum(axis=(0, 2), dtype=np.uint64).T.reshape(-1)


def sliced(rows: Bytes) -> Words:
    """Rows of 16 bytes as planes: bit, byte, and words of 64 rows each, the first row lowest."""
    padded = np.zeros((64 * _words(len(rows)), 16), np.uint8)
    padded[: len(rows)] = rows
    bits = np.unpackbits(padded, axis=1, bitorder="little").reshape(-1, 16, 8)
    return np.packbits(np.ascontiguousarray(bits.transpose(2, 1, 0)), axis=2, bitorder="little").view("<u8")


def unsliced(planes: list[Words], rows: int) -> Bytes:
    """The rows that planes hold: what `sliced` undoes."""
    bits = np.unpackbits(np.stack(planes).view(np.uint8), axis=2, bitorder="little")
    return np.packbits(bits.transpose(2, 1, 0), axis=2, bitorder="little").reshape(-1, 16)[:rows].copy()


def _words(rows: int) -> int:
    return (rows + 63) // 64


def round_keys(keys: Words) -> Words:
    """The eleven round keys as planes; the constant of the S-box is in those that follow one."""
    schedule = np.empty((_ROUNDS + 1, *keys.shape), np.uint64)
    schedule[0] = keys
    box = _Cipher((4, keys.shape[-1]))
    ones = np.uint64(2**64 - 1)
    constant = 1
    for at in range(1, _ROUNDS + 1):
        before, now = schedule[at - 1], schedule[at]
        turned = box.substitute([plane[[13, 14, 15, 12]] for plane in before])
        for bit in range(8):
            word = turned[bit]
            if _AFFINE >> bit & 1:
                word = word ^ ones
            if constant >> bit & 1:
                word[0] ^= ones
            for column in range(0, 16, 4):
                word = now[bit, column : column + 4] = before[bit, column : column + 4] ^ word
        constant = constant << 1 ^ (0x11B if constant & 0x80 else 0)
    for bit in range(8):
        if _AFFINE >> bit & 1:
            schedule[1:, bit] ^= ones
    return schedule


class _Cipher:
    """The rounds over planes of one shape, with the registers that they need. The planes given to it are lost."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._registers = [np.empty(shape, np.uint64) for _ in range(_REGISTERS - 8)]

    def substitute(self, planes: list[Words]) -> list[Words]:
        """The S-box of every byte, but for its constant 63."""
        registers = planes + self._registers
        for gate, left, right, to in _STEPS:
            gate(registers[left], registers[right], registers[to])
        results = [registers[place] for place in _RESULTS]
        used = set(_RESULTS)
        self._registers = [register for place, register in enumerate(registers) if place not in used]
        return results

    def encrypt(self, planes: list[Words], schedule: Words) -> list[Words]:
        """All ten rounds."""
        for bit in range(8):
            planes[bit] ^= schedule[0, bit]
        for at in range(1, _ROUNDS):
            planes = self._mix_columns(self.substitute(planes))
            for bit in range(8):
                planes[bit] ^= schedule[at, bit]
        planes = [plane[_SHIFT_ROWS] for plane in self.substitute(planes)]
        for bit in range(8):
            planes[bit] ^= schedule[_ROUNDS, bit]
        return planes

    def _mix_columns(self, planes: list[Words]) -> list[Words]:
        """Shifts the rows, then mixes the columns."""
        below, sums = [], []
        for plane in planes:
            below.append(plane.take(_SHIFT_ROWS_BELOW, axis=0))
            sums.append(np.bitwise_xor(plane.take(_SHIFT_ROWS, axis=0), below[-1], out=plane))
        for bit in range(8):
            out = below[bit]
            out ^= sums[bit - 1]
            out ^= sums[bit].take(_OPPOSITE, axis=0)
            if bit in (1, 3, 4):
                out ^= sums[7]
        return below
