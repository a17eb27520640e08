"""Journeys that people wrote, from their files to paper by the command line, and the same lines on canvas and page."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from cjm_desktop.cli import main
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Stage
from cjm_desktop.painters.qt import QtPainter
from cjm_desktop.templates import load_template
from cjm_desktop.text.engine import TextEngine
from cjm_desktop.theme import LIGHT
from tests.painters.pdf_reading import is_found, page_text, squeezed

MERMAID = [f"j{number:03}" for number in (1, 2, 4, 16, 24, 28, 29, 45, 53, 64, 111, 112, 113, 115, 120, 133)]
#: One sentence for each script that the program promises; the corpus has more of some.
SENTENCES = {
    "vi": "Xem xét vấn đề và nghiên cứu tìm giải pháp trước khi mua hàng",
    "ja": "広告や口コミで商品やサービスを知り、価格を比較検討してから店舗で購入します",
    "ar": "يقارن العميل الأسعار في المتاجر ثم يقرأ التقييمات قبل الشراء",
    "he": "הלקוחה משווה מחירים בחנויות וקוראת ביקורות לפני הקנייה",
    "hi": "ग्राहक खरीदने से पहले वेबसाइट पर कीमतों की तुलना करता है",
    "th": "ลูกค้าเปรียบเทียบราคาและอ่านความคิดเห็นก่อนตัดสินใจซื้อ",
    "el": "Συγκρίνει τιμές και διαβάζει κριτικές πριν από την αγορά",
    "ru": "Сравнивает цены и читает отзывы перед покупкой кормушки",
    "ko": "구매하기 전에 가격을 비교하고 후기를 꼼꼼히 읽습니다",
    "zh": "顾客在购买之前先比较价格，并且阅读其他人的评价",
    "emoji": "Waits 🐈 for the parcel 📦 and is glad 👍🏽 at step 1️⃣ of 3",
}


@pytest.mark.parametrize("name", MERMAID)
def test_a_mermaid_journey_comes_to_paper_with_every_task_found(corpus: Path, tmp_path: Path, name: str) -> None:
    source = next((corpus / "mermaid").glob(f"{name}-*.mmd"))
    lines = (corpus / "mermaid" / "reference.jsonl").read_text(encoding="utf-8").splitlines()
    reference = next(json.loads(line) for line in lines if json.loads(line)["file"] == source.name)
    understood = reference if reference["accept"] else reference["after_dedent_trim"]
    made, pdf, png = (tmp_path / f"map{suffix}" for suffix in (".cjm", ".pdf", ".png"))
    assert main(["import", str(source), str(made)]) == 0
    assert main(["export", str(made), str(pdf)]) == 0
    assert main(["export", str(made), str(png), "--scale", "1"]) == 0
    written = pdf.read_bytes()
    assert understood["sections"]
    for task in understood["tasks"]:
        assert is_found(written, _plain(task["task"])), task["task"]
    for section in understood["sections"]:
        assert is_found(written, _plain(section)), section
    with Image.open(png) as picture:
        assert picture.width > 400


def test_every_word_of_the_corpus_of_languages_is_found_on_paper(corpus: Path) -> None:
    for file in sorted((corpus / "text").glob("*.json")):
        words = json.loads(file.read_text(encoding="utf-8"))
        texts = [text for key in words if key not in ("id", "lang", "dir", "sources") for text in _texts(words[key])]
        pdf = export_pdf(_map(dict(enumerate(texts)), words["lang"]), ExportOptions(page="map"))
        for text in texts:
            assert is_found(pdf, text), (file.name, text)


def test_all_scripts_break_alike_on_canvas_and_paper_and_are_found() -> None:
    journey = _map(SENTENCES, "en")
    layout, _ = _drawn(journey)
    pdf = export_pdf(journey, ExportOptions(page="map"))
    words = page_text(pdf)
    on_paper = squeezed(words)
    wrapped = 0
    for lane in layout.lanes:
        for box in lane.box.cards:
            lines = [line.text for line in box.text.block.lines]
            wrapped += len(lines) > 1
            assert _is_there(pdf, box.card.text), box.card.text
            for line in lines:
                assert squeezed(line) in on_paper, line
            assert not box.text.block.missing
    assert wrapped >= len(SENTENCES) - 2


@pytest.mark.parametrize("name", ["current-state", "day-in-the-life", "future-state", "service-blueprint"])
@pytest.mark.usefixtures("qapp")
def test_the_canvas_paints_what_the_page_shows(name: str) -> None:
    _alike(load_template(name))


@pytest.mark.usefixtures("qapp")
def test_the_canvas_paints_all_scripts_as_the_page_shows_them() -> None:
    _alike(_map(SENTENCES, "en"))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_the_page_has_the_shapes_of_the_maps_language(language: str) -> None:
    _alike(_map({"han": "直接骨骼角度今天" * 8}, language))


def _alike(journey: Journey) -> None:
    """Canvas and page, both rasterised at 2x, differ by anti-aliasing only: nowhere does a shape or a glyph stand apart."""
    _, drawing = _drawn(journey)
    document = pypdfium2.PdfDocument(export_pdf(journey, ExportOptions(page="map")))
    page = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    canvas = _painted(drawing, journey).convert("L")
    assert abs(canvas.width - page.width) <= 1
    assert abs(canvas.height - page.height) <= 1
    size = min(canvas.width, page.width), min(canvas.height, page.height)
    difference = ImageChops.difference(canvas.crop((0, 0, *size)), page.crop((0, 0, *size)))
    # Qt draws the strokes of PostScript faces (Chinese, Japanese, Korean) a little bolder than PDFium does.
    assert ImageStat.Stat(difference).mean[0] < 4
    # What differs over a patch of 5 x 5 pixels is no edge or rounded baseline but a thing that is missing or another.
    blurred = difference.filter(ImageFilter.BoxBlur(2))
    assert blurred.getextrema()[1] < 95


def _painted(drawing: Drawing, journey: Journey) -> Image.Image:
    image = QImage(round(drawing.width * 2), round(drawing.height * 2), QImage.Format.Format_RGB32)
    image.fill(QColor(drawing.ground))
    with QPainter(image) as painter:
        whole = Rect(0, 0, drawing.width, drawing.height)
        QtPainter().paint(painter, drawing, whole, 2.0, journey.pictures)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PPM")
    return Image.open(io.BytesIO(buffer.data().data()))


def _drawn(journey: Journey) -> tuple[MapLayout, Drawing]:
    layout = LayoutEngine(TextEngine(journey.language), LIGHT.type, LIGHT.space).layout(journey)
    return layout, Drawer(LIGHT).draw(layout)


def _map(texts: Any, language: str) -> Journey:
    """A map with each text in a card, as a stage's name and as a lane's label."""
    stages = [Stage(id=f"stage-{key}", name=text) for key, text in texts.items()]
    lanes = [Lane(id="lane", label="\n".join(texts.values())[:200])]
    cards = [Card(id=f"card-{key}", lane="lane", stage=f"stage-{key}", text=text) for key, text in texts.items()]
    return Journey(language=language, stages=Table.of(stages), lanes=Table.of(lanes), cards=Table.of(cards))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for part in value for text in _texts(part)]


def _plain(name: str) -> str:
    """A name as mermaid reports it, without its own encoding of entities and with breaks as spaces."""
    name = re.sub("ﬂ°°(\\d+)¶ß", lambda found: chr(int(found[1])), name)
    return re.sub(r"<[^>]*>", " ", name)


def _is_there(pdf: bytes, words: str) -> bool:
    """Whether a reader's search finds the words: PDFium's own, or, as it cannot search for emoji, what it extracts."""
    return is_found(pdf, words) or (max(words) > "\uffff" and squeezed(words) in squeezed(page_text(pdf)))
