"""A TrueType font and clusters of its glyphs in, the same font with one more glyph for each cluster out.

Tables are spliced as bytes: taken apart and put together by fontTools, they took half of the time that the PDF of a map
of some hundred cards did.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

#: One glyph of a composite: its id, and its offset from the composite's origin in font units.
Part = tuple[int, int, int]

#: Of a component: its offset is in words, is an offset, is rounded to the grid; another component follows.
_PLACED, _MORE = 0x0007, 0x0020
_MOST = 0xFFFF


def with_composites(data: bytes, composites: Iterable[tuple[Sequence[Part], int]]) -> bytes:
    """The font with one more glyph for each composite (its parts, its advance in font units), in order, after its own."""
    tables = _tables(data)
    glyf, (head, hhea, maxp) = tables["glyf"], (bytearray(tables[tag]) for tag in ("head", "hhea", "maxp"))
    places = _places(tables["loca"], is_long=struct.unpack_from(">h", head, 50)[0] == 1)
    metrics = _full_metrics(tables["hmtx"], struct.unpack_from(">H", hhea, 34)[0], len(places) - 1)
    drawn = [glyf, bytes(-len(glyf) % 4)]
    end = len(glyf) + len(drawn[1])
    places = [end if place == len(glyf) else place for place in places]
    boxes = [struct.unpack_from(">4h", head, 36)]
    most_parts = 0
    widest = struct.unpack_from(">H", hhea, 10)[0]
    for parts, advance in composites:
        # A blank is no component; a composite of blanks only is blank itself.
        inked = [part for part in parts if places[part[0]] != places[part[0] + 1]]
        own = [struct.unpack_from(">4h", glyf, places[part] + 2) for part, _, _ in inked]
        # Thousands of accents on one letter reach further than a font can say; those beyond are off every page.
        near = [n for n, (_, x, y) in enumerate(inked) if _within(own[n], x, y)]
        inked = [inked[n] for n in near]
        glyph, box = _composite(inked, [own[n] for n in near])
        drawn.append(glyph)
        end += len(glyph)
        places.append(end)
        width = min(max(advance, 0), _MOST)
        metrics.append(struct.pack(">Hh", width, box[0]))
        widest = max(widest, width)
        if inked:
            boxes.append(box)
            most_parts = max(most_parts, len(inked))
    count = len(places) - 1
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    struct.pack_into(">4h", head, 36, min(lefts), min(bottoms), max(rights), max(tops))
    struct.pack_into(">h", head, 50, 1)  # places in long
    struct.pack_into(">H", hhea, 10, widest)
    struct.pack_into(">H", hhea, 34, count)
    struct.pack_into(">H", maxp, 4, count)
    _widen(maxp, most_parts)
    tables.update(
        glyf=b"".join(drawn),
        loca=struct.pack(f">{len(places)}I", *places),
        hmtx=b"".join(metrics),
        head=bytes(head),
        hhea=bytes(hhea),
        maxp=bytes(maxp),
    )
    return _file(data[:4], tables)


def _tables(data: bytes) -> dict[str, bytes]:
    """A font file's tables by their tags."""
    found = {}
    for n in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, start, length = struct.unpack_from(">4s3I", data, 12 + 16 * n)
        found[tag.decode("latin-1")] = data[start : start + length]
    return found


def _places(loca: bytes, *, is_long: bool) -> list[int]:
    """Where each glyph starts in the outlines, and where the last ends."""
    if is_long:
        return list(struct.unpack(f">{len(loca) // 4}I", loca))
    return [2 * half for half in struct.unpack(f">{len(loca) // 2}H", loca)]


def _full_metrics(hmtx: bytes, full: int, count: int) -> list[bytes]:
    """Advance and left bearing of each glyph; in the file those after the last full one share its advance."""
    metrics = [hmtx[4 * n : 4 * n + 4] for n in range(full)]
    last, bearings = metrics[-1][:2], hmtx[4 * full :]
    return metrics + [last + bearings[2 * n : 2 * n + 2] for n in range(count - full)]


def _within(box: tuple[int, ...], x: int, y: int) -> bool:
    """Whether a part with this box can stand there."""
    left, bottom, right, top = box
    return all(-0x8000 <= place <= 0x7FFF for place in (x, y, left + x, bottom + y, right + x, top + y))


def _composite(parts: Sequence[Part], boxes: Sequence[tuple[int, ...]]) -> tuple[bytes, tuple[int, int, int, int]]:
    """A glyph put together of others that have these boxes, padded to a multiple of four bytes; and its own box."""
    if not parts:
        return b"", (0, 0, 0, 0)
    placed = [
        (left + x, bottom + y, right + x, top + y)
        for (_, x, y), (left, bottom, right, top) in zip(parts, boxes, strict=True)
    ]
    lefts, bottoms, rights, tops = zip(*placed, strict=True)
    box = min(lefts), min(bottoms), max(rights), max(tops)
    last = len(parts) - 1
    code = [struct.pack(">5h", -1, *box)]
    code += [
        struct.pack(">HHhh", _PLACED | (_MORE if n < last else 0), part, x, y) for n, (part, x, y) in enumerate(parts)
    ]
    glyph = b"".join(code)
    return glyph + bytes(-len(glyph) % 4), box


def _widen(maxp: bytearray, parts: int) -> None:
    """Says that glyphs may be put together of so many others, each of which may be the largest of all so far."""
    points, contours, all_points, all_contours = struct.unpack_from(">4H", maxp, 6)
    old_parts, depth = struct.unpack_from(">2H", maxp, 28)
    most = [
        min(max(one, whole) * max(parts, 1), _MOST) for one, whole in ((points, all_points), (contours, all_contours))
    ]
    struct.pack_into(">2H", maxp, 10, *most)
    struct.pack_into(">2H", maxp, 28, max(old_parts, parts), depth + 1)


def _file(kind: bytes, tables: dict[str, bytes]) -> bytes:
    """The font file of these tables."""
    count = len(tables)
    power = count.bit_length() - 1
    reach = 16 << power
    records, bodies = [], []
    at = 12 + 16 * count
    for tag in sorted(tables):
        body = tables[tag]
        if tag == "head":
            body = body[:8] + bytes(4) + body[12:]
        padded = body + bytes(-len(body) % 4)
        records.append(struct.pack(">4s3I", tag.encode("latin-1"), _sum(padded), at, len(body)))
        bodies.append(padded)
        at += len(padded)
    file = bytearray(b"".join((kind, struct.pack(">4H", count, reach, power, 16 * count - reach), *records, *bodies)))
    head = struct.unpack_from(">I", file, 12 + 16 * sorted(tables).index("head") + 8)[0]
    struct.pack_into(">I", file, head + 8, (0xB1B0AFBA - _sum(file)) & 0xFFFFFFFF)
    return bytes(file)


def _sum(padded: bytes | bytearray) -> int:
    """The checksum of a table."""
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
