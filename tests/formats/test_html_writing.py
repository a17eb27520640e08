from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings

from cjm_desktop.formats import html_writing
from cjm_desktop.formats.registry import export_file
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Picture, Source, Stage, WebLink
from cjm_desktop.templates import load_template
from tests import strategies
from tests.maps import picture

_VOID = frozenset({"meta", "col", "br", "image", "use", "path", "circle", "rect", "polyline", "line", "ellipse"})
_HOSTILE = """<script>alert(1)</script>"' onload='x' &amp; </style></title></textarea>--><img src=file:///etc/passwd>"""


class _Page(HTMLParser):
    """A page's elements and texts; fails where an element is not closed in its turn."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(data.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.found if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(part for parts in self.texts.values() for part in parts).split())


def _page(journey: Journey) -> _Page:
    return _Page(html_writing.write(journey).data)


def _with_everything_hostile() -> Journey:
    return Journey(
        title=_HOSTILE,
        language="en",
        objective=_HOSTILE,
        stages=Table.of([Stage(id="s", name=_HOSTILE, customer_goal=_HOSTILE)]),
        lanes=Table.of([Lane(id="l", label=_HOSTILE, hint=_HOSTILE, accent=_HOSTILE)]),
        sources=Table.of(
            [Source(id="q", title="log", url="javascript:alert(1)"), Source(id="r", url="https://a/?a&b")]
        ),
        cards=Table.of(
            [
                Card(
                    id="c",
                    lane="l",
                    stage="s",
                    text=_HOSTILE,
                    tags=(_HOSTILE,),
                    links=(WebLink(url='https://a/"onclick="x', title=_HOSTILE),),
                )
            ]
        ),
    )


def test_the_registry_writes_a_page(tmp_path: Path) -> None:
    assert export_file(load_template("current-state"), tmp_path / "a.html") == ()
    assert (tmp_path / "a.html").read_bytes().startswith(b'<!DOCTYPE html>\n<html lang="en" dir="ltr">')


def test_the_map_is_a_table_with_heads_for_its_columns_and_rows() -> None:
    journey = load_template("current-state")
    page = _page(journey)
    columns = [one for one in page.all("th") if one.get("scope") == "col" and "stage" in one.get("class", "")]
    rows = [one for one in page.all("th") if one.get("scope") == "row"]
    assert len(columns) == len(journey.stages)
    assert len(rows) >= len(journey.lanes)
    assert page.texts["caption"][0] == journey.title
    for card in journey.cards.values():
        assert " ".join(card.text.split()) in page.text
    for stage in journey.stages.values():
        assert stage.name in page.texts["span"]


def test_the_curve_has_a_text_alternative_and_its_values_in_words() -> None:
    page = _page(load_template("current-state"))
    drawing = next(one for one in page.all("svg") if "aria-describedby" in one)
    assert drawing["role"] == "img"
    named = {one.get("id") for _, one in page.found}
    assert {drawing["aria-labelledby"], drawing["aria-describedby"]} <= named
    (told,) = page.texts["desc"]
    assert "Masha: Need −0.8;" in told
    assert "Purchase −1.4 date only at the end" in told
    assert "−1.4" in page.texts["span"]


def test_nothing_of_the_map_becomes_markup_or_leads_astray() -> None:
    page = _page(_with_everything_hostile())
    assert not {"script", "img", "iframe", "object", "textarea", "base", "form"} & {tag for tag, _ in page.found}
    assert not any(name.startswith("on") for _, attributes in page.found for name in attributes)
    assert not any("style" in attributes for _, attributes in page.found)
    assert [one["href"] for one in page.all("a")] == ['https://a/"onclick="x', "https://a/?a&b"]
    assert page.text.count("<script>alert(1)</script>") >= 6


def test_the_page_asks_for_nothing_outside_itself() -> None:
    journey = _with_picture()
    data = html_writing.write(journey).data
    page = _Page(data)
    (policy,) = (one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert not page.all("link")
    assert b"url(" not in data
    assert b"@import" not in data
    targets = [one["href"] for tag in ("use", "image") for one in page.all(tag)]
    assert all(target.startswith(("#", "data:image/")) for target in targets)


def _with_picture() -> Journey:
    shown: Picture = picture()
    return Journey(
        title="T",
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of([Lane(id="l")]),
        cards=Table.of([Card(id=f"c{n}", lane="l", stage="s", picture=shown.id) for n in range(3)]),
        pictures=Table.of([shown]),
    )


def test_a_picture_that_is_shown_thrice_is_in_the_page_once() -> None:
    journey = _with_picture()
    page = _page(journey)
    (image,) = page.all("image")
    (shown,) = journey.pictures.values()
    assert image["href"] == f"data:{shown.mime};base64,{shown.data}"
    assert [one["href"] for one in page.all("use")] == [f"#{image['id']}"] * 3


@pytest.mark.parametrize(("language", "direction"), [("ar-EG", "rtl"), ("he", "rtl"), ("ru", "ltr"), ("", "ltr")])
def test_language_and_direction_are_told(language: str, direction: str) -> None:
    (root,) = _page(Journey(language=language)).all("html")
    assert root == {"lang": language or "en", "dir": direction}


def test_a_page_from_the_right_has_its_curve_from_the_right() -> None:
    journey = load_template("current-state")
    ways = [
        re.findall(r'class="face [a-z]+" cx="([\d.]+)"', html_writing.write(one).data.decode())
        for one in (journey, journey.model_copy(update={"language": "ar"}))
    ]
    width = 210 * len(journey.stages)
    assert [float(x) for x in ways[1]] == pytest.approx([width - float(x) for x in ways[0]])


def test_hidden_lanes_and_the_parking_lot_are_left_out_and_named() -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of([Lane(id="l", label="Inner", hidden=True)]),
        cards=Table.of([Card(id="a", lane="l", stage="s", text="secret", note="secret"), Card(id="b", text="secret")]),
    )
    made = html_writing.write(journey)
    assert b"secret" not in made.data
    assert made.notes == (
        "Lanes that are hidden on the map are not in the page: “Inner”.",
        "The parking lot is not in the page: 1 card.",
    )


@settings(max_examples=25, deadline=None)
@given(strategies.journeys())
def test_every_map_becomes_a_well_formed_page(journey: Journey) -> None:
    made = html_writing.write(journey)
    page = _Page(made.data)
    assert len([one for one in page.all("th") if "stage" in one.get("class", "")]) == len(journey.stages)
    identities = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(identities) == len(set(identities))
    inside = [one["href"] for one in page.all("a") if one["href"].startswith("#")]
    assert {target[1:] for target in inside} <= set(identities)
    assert html_writing.write(journey) == made
