"""A part of a picture on the screen and on paper: both show the very same part, wherever it lies and however it is framed."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QSize

from cjm_desktop.drawing.pictures import image
from cjm_desktop.drawing.primitives import WHOLE, Drawing, Image
from cjm_desktop.geometry import Rect
from cjm_desktop.model.pictures import make_picture
from cjm_desktop.model.records import Crop, Picture
from cjm_desktop.painters.pdf import paint_pdf
from cjm_desktop.painters.qt import QtPainter
from tests.painters.pdf_reading import raster

SIDE = 60


def chequers() -> Picture:
    """Three columns and two rows of six colours."""
    picture = Pillow.new("RGB", (300, 200))
    colours = ["#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff", "#00ffff"]
    for n, colour in enumerate(colours):
        picture.paste(colour, (n % 3 * 100, n // 3 * 100, n % 3 * 100 + 100, n // 3 * 100 + 100))
    out = io.BytesIO()
    picture.save(out, "PNG")
    made = make_picture(out.getvalue())
    assert made is not None
    return made


@pytest.mark.parametrize("radius", [0.0, 6.0])
@pytest.mark.parametrize("rect", [Rect(0, 0, SIDE, SIDE), Rect(0, 10, SIDE, 40), Rect(15, 0, 30, SIDE)])
@pytest.mark.parametrize(
    "crop",
    [
        Crop(x=0, y=0, width=0.5, height=0.5),
        Crop(x=0.4, y=0.45, width=0.6, height=0.55),
        Crop(x=0.7, y=0.1, width=0.25, height=0.8),
        Crop(x=0.9, y=0.9, width=1.0, height=1.0),
    ],
)
def test_screen_and_paper_show_the_same_part(crop: Crop, rect: Rect, radius: float) -> None:
    picture = chequers()
    pictures = {picture.id: picture}
    drawing = Drawing(SIDE, SIDE, "#ffffff", (image(picture.id, rect, radius, crop),))
    paper = raster(paint_pdf(drawing, pictures=pictures)).convert("RGB")
    screen = QtPainter().image(drawing, QSize(SIDE, SIDE), pictures)
    differing = 0
    for x in range(2, SIDE - 2, 3):
        for y in range(2, SIDE - 2, 3):
            shown, printed = screen.pixelColor(x, y).getRgb()[:3], paper.getpixel((x, y))
            differing += any(abs(a - b) > 90 for a, b in zip(shown, printed, strict=True))  # type: ignore[arg-type]
    # Where two colours meet, the two may be half a pixel apart.
    assert differing <= 30


def test_a_corner_of_a_picture_fills_its_place() -> None:
    picture = chequers()
    drawing = Drawing(
        SIDE, SIDE, "#ffffff", (image(picture.id, Rect(0, 0, SIDE, SIDE), 0, Crop(width=0.3, height=0.45)),)
    )
    screen = QtPainter().image(drawing, QSize(SIDE, SIDE), {picture.id: picture})
    colours = {screen.pixelColor(x, y).name() for x in range(0, SIDE, 5) for y in range(0, SIDE, 5)}
    assert colours == {"#ff0000"}


def test_no_crop_and_a_full_one_are_the_whole_picture() -> None:
    place = Rect(0, 0, 9, 9)
    assert image("p", place, 1, None) == image("p", place, 1, Crop()) == Image("p", place, 1, WHOLE, alt="picture")
    assert image("p", place, 1, Crop(x=1.0, y=1.0)).part.right <= 1.0
