"""Cut-offs: the rows that were visible at a point in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from lineage_fingerprint.arrays import Integers
from lineage_fingerprint.buckets import NULL_TIME

ALWAYS = 2**63 - 1
"""Stands for a known-at time that is not asked for."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """Sees the rows with event time <= `at`, and known <= `known`, which is `ALWAYS` where that is not asked for.

    Both are nanoseconds since 1970; `of` takes times. Those beyond a signed word count as its nearest end, which for `known` is `ALWAYS - 1`.
    """

    at: int
    known: int = ALWAYS

    def __post_init__(self) -> None:
        for name in ("at", "known"):
            object.__setattr__(self, name, max(NULL_TIME + 1, min(ALWAYS, getattr(self, name))))

    @staticmethod
    def of(at: datetime | np.datetime64, known: datetime | np.datetime64 | None = None) -> CutOff:
        """The cut-off at these times; a time without a zone is in UTC."""
        return CutOff(nanoseconds(at), ALWAYS if known is None else min(nanoseconds(known), ALWAYS - 1))

    @property
    def asks_for_known(self) -> bool:
        """Whether it looks at what was known, not at event time alone."""
        return self.known != ALWAYS


def nanoseconds(time: datetime | np.datetime64) -> int:
    """Nanoseconds since 1970 of a time; exact. A time without a zone is in UTC."""
    if isinstance(time, np.datetime64):
        return int(time.astype("datetime64[ns]").astype(np.int64))
    since = (time if time.tzinfo else time.replace(tzinfo=UTC)) - datetime(1970, 1, 1, tzinfo=UTC)
    return ((since.days * 86_400 + since.seconds) * 10**6 + since.microseconds) * 1_000 + getattr(time, "nanosecond", 0)


def chains(cut_offs: Sequence[CutOff]) -> list[list[int]]:
    """The places of the cut-offs in chains, along each of which a cut-off sees all that the one before it sees."""
    found: list[list[int]] = []
    for place in sorted(range(len(cut_offs)), key=lambda place: (cut_offs[place].at, cut_offs[place].known, place)):
        chain = next((chain for chain in found if cut_offs[chain[-1]].known <= cut_offs[place].known), None)
        if chain is None:
            found.append([place])
        else:
            chain.append(place)
    return found


def first_seen(cut_offs: Sequence[CutOff], chain: Sequence[int], times: Integers, known: Integers | None) -> Integers:
    """For each row the position in the chain of the first cut-off that sees it; the chain's length where none does."""
    position = np.searchsorted(np.array([cut_offs[place].at for place in chain], np.int64), times, side="left")
    if known is not None:
        # Who does not ask for it sees a row without it as well: it counts as known later than all else.
        later = np.where(known == NULL_TIME, ALWAYS, np.minimum(known, ALWAYS - 1))
        position = np.maximum(position, np.searchsorted(np.array([cut_offs[place].known for place in chain], np.int64), later, side="left"))
    return np.where(times == NULL_TIME, len(chain), position)


def seen_by(cut_offs: Sequence[CutOff], place: int) -> list[int]:
    """The cut-offs whose first-seen rows a cut-off sees together: those before it in its chain, and itself."""
    chain = next(chain for chain in chains(cut_offs) if place in chain)
    return chain[: chain.index(place) + 1]
