"""Stamped messages: bytes that say which message they are, and whether they are whole.

A stamp is 32 bytes, integers big-endian: magic 7A 41 73 59, run u32, stream u16, frame index u16, frame count u16,
prefix length u16, sequence u64, frame size u32, CRC-32 u32 over the whole frame with the CRC field left out.
"""

import struct
import zlib

from .protocol import FRAME_LIMIT_BYTES, BadRequestError, cycle, decode_base64, decode_frame

MAGIC = b"\x7a\x41\x73\x59"
BEFORE_CRC = struct.Struct(">4sIHHHHQI")
STAMP_BYTES = BEFORE_CRC.size + 4


def stamped_frame(run, stream, index, count, prefix, sequence, size):
    """Prefix, stamp, and filler up to `size` bytes."""
    head = prefix + BEFORE_CRC.pack(MAGIC, run, stream, index, count, len(prefix), sequence, size)
    filler = cycle(sequence + index, size - len(head) - 4)
    return head + zlib.crc32(filler, zlib.crc32(head)).to_bytes(4, "big") + filler


def stamped_messages(
    *,
    run: int,
    stream: int,
    first: int,
    count: int,
    frames: int = 1,
    size: int = STAMP_BYTES,
    prefix: str = "",
    lead: list = (),
    from_frame: int = 0,
    to_frame: int | None = None,
):
    """The messages of a `stream` argument, one by one: (its frames, whether they end the message)."""
    end = frames if to_frame is None else to_frame
    prefix, lead = decode_base64(prefix), [decode_frame(frame) for frame in lead]
    require(0 <= run < 1 << 32 and 0 <= stream < 1 << 16, "run is an unsigned 32-bit and stream a 16-bit number")
    require(count >= 0 and 0 <= first <= (1 << 64) - count, "first and first + count are unsigned 64-bit numbers")
    require(0 < frames < 1 << 16, "frames is 1 to 65535")
    require(len(prefix) + STAMP_BYTES <= size <= FRAME_LIMIT_BYTES, "size holds the prefix and 32 bytes of stamp")
    require(len(prefix) < 1 << 16, "prefix has at most 65535 bytes")
    require(0 <= from_frame < end <= frames, "from_frame and to_frame cut at least one frame out of the message")

    def message(sequence):
        yield from lead if from_frame == 0 else ()
        for index in range(from_frame, end):
            yield stamped_frame(run, stream, index, frames, b"" if index else prefix, sequence, size)

    return ((list(message(sequence)), end == frames) for sequence in range(first, first + count))


def require(condition, rule):
    if not condition:
        raise BadRequestError(f"This stream cannot be made: {rule}.")
