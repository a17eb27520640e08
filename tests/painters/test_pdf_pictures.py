"""Pictures in the PDF: stored once, cropped around the middle, transparent where they are; broken ones left out."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image as Pillow

from cjm_desktop.drawing.primitives import Image
from cjm_desktop.geometry import Rect
from cjm_desktop.model.pictures import make_picture
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.pdf import paint_pdf
from tests.painters.pdf_reading import colour_at, drawing, objects, raster


def record(image: Pillow.Image, kind: str = "PNG") -> Picture:
    out = io.BytesIO()
    image.save(out, kind, **({"lossless": True} if kind == "WEBP" else {"quality": 95} if kind == "JPEG" else {}))
    made = make_picture(out.getvalue())
    assert made is not None
    return made


def painted(picture: Picture, *rects: Rect, radius: float = 0, ground: str = "#ffffff") -> bytes:
    images = (Image(picture.id, rect, radius) for rect in rects)
    return paint_pdf(drawing(*images, ground=ground), pictures={picture.id: picture})


def halves(mode: str, left: object, right: object, size: tuple[int, int] = (40, 20)) -> Pillow.Image:
    image = Pillow.new(mode, size, left)  # type: ignore[arg-type]
    image.paste(right, (size[0] // 2, 0, *size))  # type: ignore[arg-type]
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_every_kind_is_drawn_upright(kind: str) -> None:
    image = Pillow.new("RGB", (20, 20), (255, 0, 0))
    image.paste((0, 0, 255), (0, 10, 20, 20))
    drawn = raster(painted(record(image, kind), Rect(10, 10, 40, 40)))

    assert drawn.getpixel((30, 15))[0] > 240  # type: ignore[index]
    assert drawn.getpixel((30, 45))[2] > 240  # type: ignore[index]
    assert colour_at(drawn, 5, 30) == colour_at(drawn, 55, 30) == "#ffffff"


def test_a_picture_used_often_is_stored_once() -> None:
    picture = record(halves("RGB", (255, 0, 0), (0, 0, 255)))
    pdf = painted(picture, *(Rect(10 * n, 0, 9, 9) for n in range(15)))

    assert sum("/Subtype /Image" in entry.entries for entry in objects(pdf).values()) == 1


def test_jpeg_bytes_go_in_as_they_are() -> None:
    picture = record(halves("RGB", (255, 0, 0), (0, 0, 255)), "JPEG")

    assert base64.b64decode(picture.data) in painted(picture, Rect(0, 0, 40, 20))


def test_a_picture_is_cropped_around_its_middle() -> None:
    wide = Pillow.new("RGB", (90, 30), (0, 255, 0))
    wide.paste((255, 0, 0), (30, 0, 60, 30))
    drawn = raster(painted(record(wide), Rect(50, 20, 60, 60)))

    for x, y in ((53, 23), (80, 50), (107, 77)):
        assert colour_at(drawn, x, y) == "#ff0000"
    assert colour_at(drawn, 40, 50) == colour_at(drawn, 120, 50) == "#ffffff"

    tall = wide.rotate(90, expand=True)
    drawn = raster(painted(record(tall), Rect(50, 20, 60, 60)))
    for x, y in ((53, 23), (80, 50), (107, 77)):
        assert colour_at(drawn, x, y) == "#ff0000"


def test_corners_are_cut_round() -> None:
    drawn = raster(painted(record(Pillow.new("RGB", (30, 30), (255, 0, 0))), Rect(20, 20, 60, 60), radius=30))

    assert colour_at(drawn, 50, 50) == colour_at(drawn, 22, 50) == "#ff0000"
    assert colour_at(drawn, 23, 23) == colour_at(drawn, 77, 77) == "#ffffff"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_parts_show_the_ground(mode: str) -> None:
    image = halves("RGBA", (255, 0, 0, 255), (0, 0, 0, 0))
    if mode == "LA":
        image = halves("LA", (120, 255), (0, 0))
    elif mode == "P":
        image = halves("P", 0, 1)
        image.putpalette([120, 120, 120, 0, 0, 0])
        image.info["transparency"] = 1
    drawn = raster(painted(record(image), Rect(0, 0, 80, 40), ground="#00ff00"))

    assert colour_at(drawn, 20, 20) in ("#ff0000", "#787878")
    assert colour_at(drawn, 60, 20) == "#00ff00"


@pytest.mark.parametrize(("mode", "colour"), [("L", 120), ("1", 0), ("I;16", 30_000), ("CMYK", (0, 255, 255, 0))])
def test_other_kinds_of_pixels_are_drawn_too(mode: str, colour: object) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    drawn = raster(painted(record(Pillow.new(mode, (20, 20), colour), kind), Rect(0, 0, 40, 40)))  # type: ignore[arg-type]

    assert colour_at(drawn, 20, 20) != "#ffffff"


def test_what_cannot_be_read_is_left_out() -> None:
    good = record(halves("RGB", (255, 0, 0), (0, 0, 255)))
    png = base64.b64decode(good.data)
    broken = {
        "cut": png[: len(png) // 2],
        "changed": png[:40] + b"\xff" * 30 + png[70:],
        "other": b"GIF89a" + bytes(100),
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "huge": png[:16] + (29_999).to_bytes(4, "big") * 2 + png[24:],
        "jpeg": b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03" + bytes(50),
        "empty": b"",
    }
    pictures = {
        key: good.model_copy(update={"id": key, "data": base64.b64encode(data).decode()})
        for key, data in broken.items()
    }
    pictures["no base64"] = good.model_copy(update={"id": "no base64", "data": "§§§"})
    for key in [*pictures, "missing"]:
        pdf = paint_pdf(drawing(Image(key, Rect(0, 0, 40, 20)), ground="#00ff00"), pictures=pictures)
        assert b"/Image" not in pdf, key
        assert colour_at(raster(pdf), 20, 10) == "#00ff00", key


def test_a_picture_without_room_is_not_drawn() -> None:
    picture = record(halves("RGB", (255, 0, 0), (0, 0, 255)))
    assert colour_at(raster(painted(picture, Rect(10, 10, 0, 20), Rect(10, 10, 20, 0))), 10, 10) == "#ffffff"
