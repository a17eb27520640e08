"""Whether canvas and PDF are the same picture: structural similarity (SSIM) of the two, each drawn at twice the size.

What differs is that the canvas puts boxes and level and upright lines on whole pixels, and makes them whole pixels wide;
drawn where they stand to the fraction, the two have 0.99 and more.
"""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage, QPainter
from skimage.metrics import structural_similarity

from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey
from cjm_desktop.painters.qt import QtPainter
from cjm_desktop.templates import load_template
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import LIGHT
from tests.maps import random_map

_SCALE = 2


@pytest.mark.parametrize("name", ["current-state", "day-in-the-life", "future-state", "service-blueprint"])
@pytest.mark.usefixtures("qapp")
def test_the_canvas_shows_a_template_as_the_page_does(name: str) -> None:
    assert similarity(load_template(name)) >= 0.98


@pytest.mark.parametrize("seed", range(1, 11))
@pytest.mark.usefixtures("qapp")
def test_the_canvas_shows_a_random_map_as_the_page_does(seed: int) -> None:
    assert similarity(random_map(seed, 14, stages=3, lanes=6)) >= 0.98


@pytest.mark.usefixtures("qapp")
def test_a_card_at_another_place_is_no_longer_the_same_picture() -> None:
    journey = random_map(1, 14, stages=3, lanes=6)
    other = random_map(2, 14, stages=3, lanes=6)
    assert similarity(journey, other) < 0.9


def similarity(journey: Journey, on_canvas: Journey | None = None) -> float:
    canvas, page = painted(on_canvas or journey), printed(journey)
    size = min(canvas.width, page.width), min(canvas.height, page.height)
    pair = (np.asarray(image.crop((0, 0, *size))) for image in (canvas, page))
    return float(structural_similarity(*pair))


def printed(journey: Journey) -> Image.Image:
    document = pypdfium2.PdfDocument(export_pdf(journey, ExportOptions(page="map")))
    image = document[0].render(scale=_SCALE).to_pil().convert("L")
    document.close()
    return image


def painted(journey: Journey) -> Image.Image:
    layout = LayoutEngine(default_engine(journey.language), LIGHT.type, LIGHT.space).layout(journey)
    drawing = Drawer(LIGHT).draw(layout)
    image = QImage(round(drawing.width * _SCALE), round(drawing.height * _SCALE), QImage.Format.Format_RGB32)
    image.fill(QColor(drawing.ground))
    with QPainter(image) as painter:
        QtPainter().paint(painter, drawing, Rect(0, 0, drawing.width, drawing.height), _SCALE, journey.pictures)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size = grey.width(), grey.height()
    return Image.frombuffer("L", size, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine(), 1)
