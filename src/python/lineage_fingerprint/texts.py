"""Texts as they are hashed: of names, and of columns."""

from __future__ import annotations


class UnsupportedTypeError(TypeError):
    """A column whose type has no logical type, such as a union."""


def text(value: str) -> bytes:
    """A text as it is hashed: the number of its UTF-8 bytes in 4 bytes, and these bytes."""
    data = value.encode()
    return len(data).to_bytes(4, "little") + data


def column_text(name: str, logical_type: str) -> bytes:
    """The text of a column: that of its name, and that of its logical type."""
    return text(name) + text(logical_type)
