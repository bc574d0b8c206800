"""Arrow arrays straight from buffers: the general way in loads a data-frame library first, which takes a second."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from waypost.engine.batch.columns import Flags, Ints


def numbers_array(numbers: Ints, *, missing: Flags | None = None) -> pa.Array:
    """Whole numbers of any width, empty where they are missing."""
    present = None if missing is None else _bits(~missing)
    whole = np.ascontiguousarray(numbers)
    return pa.Array.from_buffers(pa.from_numpy_dtype(whole.dtype), len(whole), [present, pa.py_buffer(whole)])


def flags_array(flags: Flags) -> pa.Array:
    """True and false."""
    return pa.Array.from_buffers(pa.bool_(), len(flags), [None, _bits(flags)])


def words_array(words: Sequence[str]) -> pa.Array:
    """Texts."""
    encoded = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.large_string(), len(words), buffers).cast(pa.string())


def ids_array(ids: Sequence[int | str]) -> pa.Array:
    """Students' ids, all numbers or all texts."""
    if ids and isinstance(ids[0], int):
        return numbers_array(np.array(ids, np.int64))
    return words_array([str(one) for one in ids])


def _bits(flags: Flags) -> pa.Buffer:
    return pa.py_buffer(np.packbits(flags, bitorder="little"))


def numbers_of(array: pa.Array, *, missing: int) -> Ints:
    """The whole numbers of an array, one number standing where there is none."""
    whole = array.cast(pa.int64())
    begin, end = whole.offset, whole.offset + len(whole)
    present, values = whole.buffers()
    numbers = np.frombuffer(values, np.int64, count=end)[begin:] if values else np.zeros(0, np.int64)
    if present is None or not whole.null_count:
        return numbers
    bits = np.unpackbits(np.frombuffer(present, np.uint8), bitorder="little", count=end)[begin:]
    return np.where(bits, numbers, missing)
