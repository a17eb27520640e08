from __future__ import annotations

import io

import pytest
from PIL import Image

from cjm_desktop.model.pictures import make_picture, picture_bytes, sniff
from tests.maps import png


def encoded(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (37, 21), (200, 30, 30)).save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (encoded("PNG"), "image/png"),
        (encoded("JPEG"), "image/jpeg"),
        (encoded("JPEG", progressive=True, comment=b"x" * 300), "image/jpeg"),
        (encoded("WEBP"), "image/webp"),
        (encoded("WEBP", lossless=True), "image/webp"),
        (encoded("WEBP", exif=b"Exif\0\0" + bytes(20)), "image/webp"),
    ],
)
def test_type_and_size_are_read_from_the_content(data: bytes, mime: str) -> None:
    assert sniff(data) == (mime, 37, 21)
    made = make_picture(data, "Logo")
    assert made is not None
    assert (made.mime, made.width, made.height, made.alt) == (mime, 37, 21, "Logo")
    assert made.id.startswith("sha256-")
    assert picture_bytes(made) == data


def test_tables_before_the_frame_header_are_passed_over() -> None:
    plain = encoded("JPEG")
    tables = b"\xff\xc4\x00\x13\x00" + bytes(16) + b"\xff\xff\xdb\x00\x04ab"
    assert sniff(plain[:2] + tables + plain[2:]) == ("image/jpeg", 37, 21)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x00",
        encoded("GIF"),
        encoded("BMP"),
        b"<svg/>",
    ],
)
def test_anything_else_is_none(data: bytes) -> None:
    assert sniff(data) is None
    assert make_picture(data) is None


def test_a_picture_beyond_the_limits_is_none_without_being_decoded() -> None:
    def claiming(width: int, height: int) -> bytes:
        return png(1, 1)[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + png(1, 1)[24:]

    assert sniff(claiming(8_000, 8_000)) is not None
    assert sniff(claiming(8_001, 8_000)) is None
    assert sniff(claiming(30_001, 1)) is None
    assert sniff(claiming(0, 10)) is None
