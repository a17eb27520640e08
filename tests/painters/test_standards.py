"""Whether the files are what they say: PDF/A-3u and PDF/UA-1, as far as a program without their validators can tell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms

from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.formats.carried import carried_map
from cjm_desktop.model.journey import Table
from cjm_desktop.painters.pdf import paint_pdf
from cjm_desktop.painters.pdf_document import PdfMeta
from cjm_desktop.painters.pdf_standards import srgb_profile, xmp
from tests.maps import picture, random_map
from tests.painters.pdf_checks import problems
from tests.painters.pdf_reading import drawing, entries, text
from tests.painters.test_tagged import small

MAP = ExportOptions(page="map")
META = PdfMeta("Title")

#: Texts that are hard on fonts: without a face, marks alone, clusters of CJK faces, signs that no document may tell.
HARD = (
    "\ue000 a \U000f0000 b",
    "がが 直\U000e0100 葛\U000e0100飾",
    "e\u0301\u0323 \u0301",
    "ffi office",
    "क्षत्रिय र्क",
    "\u200d\u200b\u2060x",
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈",
    "﷽ مرحبا لا",
    "a\u00adb",
    "\ufeff\ufffe\uffff x",
    "𠮷野家 𩸽",
    "ᄒᆞᆫ ᄀᆞ",
    "か\u309a\u0301 漢\u0301",
    "\u0e33 กำ น้ำ",
    "ខ្មែរ བོད",
)


@pytest.mark.parametrize("words", HARD)
def test_hard_texts_keep_to_the_rules(words: str) -> None:
    assert problems(paint_pdf(drawing(text(words)), meta=META)) == []


def test_maps_of_all_scripts_keep_to_the_rules() -> None:
    assert problems(export_pdf(random_map(7, 120), MAP)) == []


def test_a_map_without_anything_keeps_to_the_rules() -> None:
    empty = small().model_copy(
        update=dict.fromkeys(("stages", "lanes", "cards", "curves", "points", "connectors"), Table())
    )
    assert problems(export_pdf(empty, MAP)) == []
    for left_out in ("stages", "lanes"):
        journey = small().model_copy(
            update={left_out: Table(), **dict.fromkeys(("cards", "curves", "points", "connectors"), Table())}
        )
        assert problems(export_pdf(journey, MAP)) == []


def test_the_metadata_say_what_the_properties_say() -> None:
    moment = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
    meta = PdfMeta('<Тitle> & "旅" 😀\x01', "Ann Ärmel", "", "CJM Desktop", "vi", moment)
    pdf = paint_pdf(drawing(), meta=meta)
    assert problems(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata(update_docinfo=False) as told:
        assert told["dc:title"] == '<Тitle> & "旅" 😀 '
        assert told["xmp:CreateDate"] == "2026-11-21T08:30:00Z"
        assert told["dc:language"] == {"vi"}
    assert b"</x:xmpmeta>" in pdf  # as it is, for programs that know nothing of PDF


def test_years_before_1000_have_four_digits() -> None:
    early = datetime(33, 4, 3, tzinfo=UTC)
    assert b"<xmp:CreateDate>0033-04-03T00:00:00Z<" in xmp("t", "", "", "", "en", early)
    assert b"/CreationDate (D:00330403000000+00'00')" in paint_pdf(drawing(), meta=PdfMeta("T", date=early))


def test_the_profile_is_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileName(profile).strip() == "sRGB"
    standard = ImageCms.createProfile("sRGB")
    colours = Image.new("RGB", (16, 16))
    colours.putdata([(n * 17 % 256, n * 5 % 256, 255 - n) for n in range(256)])
    turned = ImageCms.profileToProfile(colours, profile, standard)
    assert turned is not None
    worst = max(abs(a - b) for a, b in zip(colours.tobytes(), turned.tobytes(), strict=True))
    assert worst <= 1
    assert len(srgb_profile()) == int.from_bytes(srgb_profile()[:4], "big")


def test_the_map_inside_is_an_associated_file_that_comes_back_from_the_packed_file() -> None:
    journey = small()
    pdf = export_pdf(journey, MAP)
    assert problems(pdf) == []
    assert "/AFRelationship /Source" in entries(pdf)
    assert carried_map(pdf, "a.pdf")
    bare = export_pdf(journey, ExportOptions(page="map", map_inside=False))
    assert problems(bare) == []
    assert "EmbeddedFile" not in entries(bare)


def test_a_map_of_500_cards_takes_less_than_200_kilobytes() -> None:
    bare = random_map(1, 500).model_copy(update={"pictures": Table()})
    assert len(export_pdf(bare)) < 200_000


def test_a_picture_is_stored_once_however_often_it_is_used() -> None:
    journey = random_map(2, 40)
    face = picture(300, 200)
    often = [card.model_copy(update={"picture": face.id}) for card in journey.cards.values()]
    pdf = export_pdf(journey.model_copy(update={"cards": Table.of(often), "pictures": Table.of([face])}), MAP)
    assert problems(pdf) == []
    assert entries(pdf).count("/Subtype /Image") == 1


def test_equal_maps_give_equal_bytes() -> None:
    for page in ("fit", "poster", "stages", "handout"):
        options = ExportOptions(page=page)  # type: ignore[arg-type]
        assert export_pdf(random_map(3, 40), options) == export_pdf(random_map(3, 40), options)


# The checks themselves: each of these breaks a right file in one way.


def _first(pdf: pikepdf.Pdf, role: str) -> Any:
    return next(one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == Name("/" + role))


def _content(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    assert old in content
    page.Contents = pdf.make_stream(content.replace(old, new, 1))


def _font(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def _drop(what: Any, key: str) -> None:
    del what[key]


def _lose_pieces(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "TH").K = Array()


def _move_alternatives(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "Figure").Alt = String(" ")


def _swap_parents(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = numbers[1]
    owners[0], owners[len(owners) - 1] = owners[len(owners) - 1], owners[0]


def _widen(pdf: pikepdf.Pdf) -> None:
    widths = _font(pdf).DescendantFonts[0].W
    widths[1][0] = int(widths[1][0]) + 50


def _forget_text(pdf: pikepdf.Pdf) -> None:
    font = _font(pdf)
    font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes().replace(b"<1000> <", b"<1FFF> <", 1))


def _show_notdef(pdf: pikepdf.Pdf) -> None:
    inner = _font(pdf).DescendantFonts[0]
    inner.CIDToGIDMap = pdf.make_stream(bytes(len(inner.CIDToGIDMap.read_bytes())))


def _unembed(pdf: pikepdf.Pdf) -> None:
    _drop(_font(pdf).DescendantFonts[0].FontDescriptor, "/FontFile2")


def _other_title(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Title = String("Another")


def _level(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "H1").S = Name.H3


def _one_cell_less(pdf: pikepdf.Pdf) -> None:
    row = _first(pdf, "TR")
    row.K = Array(list(row.K)[:-1])


BREAKS: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "has no language": lambda pdf: _drop(pdf.Root, "/Lang"),
    "not marked as tagged": lambda pdf: _drop(pdf.Root, "/MarkInfo"),
    "title is not displayed": lambda pdf: _drop(pdf.Root, "/ViewerPreferences"),
    "first view": lambda pdf: _drop(pdf.Root, "/OpenAction"),
    "outline is not shown": lambda pdf: _drop(pdf.Root, "/PageMode"),
    "output intent": lambda pdf: _drop(pdf.Root, "/OutputIntents"),
    "no XMP": lambda pdf: _drop(pdf.Root, "/Metadata"),
    "differs from the XMP": _other_title,
    "no structure tree": lambda pdf: _drop(pdf.Root, "/StructTreeRoot"),
    "neither read nor an artefact": lambda pdf: _content(pdf, b"/Artifact BMC", b"/Nothing BMC"),
    "stands in another": lambda pdf: _content(
        pdf, b"EMC\n/P <<", b"EMC\n/Artifact BMC EMC /P <</MCID 9000>> BDC /P <<"
    ),
    "in no element": _lose_pieces,
    "no alternative text": _move_alternatives,
    "another element in the parent tree": _swap_parents,
    "wide, not": _widen,
    "says None": _forget_text,
    "shows .notdef": _show_notdef,
    "is not embedded": _unembed,
    "follows on a heading": _level,
    "rows of a table": _one_cell_less,
    "does not say of what": lambda pdf: _drop(_first(pdf, "TH"), "/A"),
    "where it leads": lambda pdf: _drop(pdf.pages[0].Annots[0], "/Contents"),
    "order of reading": lambda pdf: _drop(pdf.pages[0], "/Tabs"),
    "associated": lambda pdf: _drop(pdf.Root, "/AF"),
}


@pytest.mark.parametrize("problem", BREAKS)
def test_the_checks_find_what_is_broken(problem: str) -> None:
    with pikepdf.open(io.BytesIO(export_pdf(small(), MAP))) as opened:
        BREAKS[problem](opened)
        out = io.BytesIO()
        opened.save(out)
    assert any(problem in found for found in problems(out.getvalue()))
