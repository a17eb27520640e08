"""What stands in a card."""

from __future__ import annotations

import pytest

from cjm_desktop.layout.boxes import CardContent
from cjm_desktop.layout.cards import CardSetter, Surroundings
from cjm_desktop.layout.fit import breaks_word, fitted
from cjm_desktop.layout.skyline import stack
from cjm_desktop.layout.styles import styles_of
from cjm_desktop.model.records import Card, Crop, Evidence, Mark, Persona, Priority, Proof, WebLink
from cjm_desktop.text.fake import FakeSetter
from cjm_desktop.text.lines import TextStyle
from cjm_desktop.theme import Spacing, TypeScale
from tests.maps import picture

PERSONAS = {"p0": Persona(id="p0", name="Masha"), "p1": Persona(id="p1", name="viktor")}


def content(card: Card, width: float = 170.0, *, framed: bool = False) -> CardContent:
    image = picture(width=8, height=6)
    around = Surroundings({}, PERSONAS, {image.id: image})
    return CardSetter(FakeSetter(), styles_of(TypeScale()), Spacing()).content(card, width, around, framed=framed)


def test_a_plain_card_is_its_text() -> None:
    made = content(Card(id="c", text="hello"))
    assert made.text.block.text == "hello"
    assert (made.pill, made.footers, made.badges, made.persona, made.picture) == (None, (), (), None, None)


def test_more_text_makes_a_higher_card() -> None:
    assert content(Card(id="c", text="word " * 40)).height > content(Card(id="c", text="word")).height


def test_a_touchpoint_has_its_channels_pill_above_its_text() -> None:
    made = content(Card(id="c", text="t", channel="web"))
    assert made.pill is not None
    assert made.pill.text.block.text == "Web"
    assert made.pill.rect.bottom <= made.text.y
    assert content(Card(id="c", channel="no-such-channel")).pill is None


def test_badges_tell_marks_evidence_and_links() -> None:
    card = Card(
        id="c",
        marks=(Mark.MOMENT_OF_TRUTH, Mark.FAIL_POINT),
        evidence=Proof(status=Evidence.PROPOSED),
        links=(WebLink(url="https://a.b"),),
    )
    assert [what for what, _ in content(card).badges] == ["moment_of_truth", "fail_point", "proposed", "link"]
    assert content(Card(id="c", evidence=Proof(status=Evidence.OBSERVED))).badges == ()


def test_badges_wrap_in_a_narrow_card() -> None:
    links = tuple(WebLink(url=f"https://a.b/{n}") for n in range(4))
    made = content(Card(id="c", marks=tuple(Mark), links=links), width=60.0)
    assert all(rect.right <= 60 for _, rect in made.badges)
    assert len({rect.y for _, rect in made.badges}) > 1


def test_owner_and_time_share_a_footer() -> None:
    (footer,) = content(Card(id="c", owner="Ops", duration="5 min")).footers
    assert footer.block.text == "[Ops] · 5 min"


def test_priority_votes_and_tags_are_chips_behind_the_footer() -> None:
    card = Card(id="c", owner="Ops", priority=Priority(impact=4, effort=2), votes=3, tags=("new", " ", "fast"))
    made = content(card, width=400.0)
    assert [(chip.what, chip.text and chip.text.block.text, len(chip.dots)) for chip in made.chips] == [
        ("priority", "impact 4 × effort 2", 0),
        ("votes", None, 3),
        ("tag", "new", 0),
        ("tag", "fast", 0),
    ]
    assert made.chips[0].rect.x > made.footers[0].x + made.footers[0].block.width
    assert made.height == pytest.approx(content(Card(id="c", owner="Ops"), width=400.0).height, abs=1)


def test_many_votes_are_a_number_and_many_tags_are_counted() -> None:
    card = Card(id="c", votes=12_345, tags=tuple(f"tag{n}" for n in range(11)))
    chips = content(card).chips
    assert chips[0].text is not None
    assert (chips[0].text.block.text, len(chips[0].dots)) == ("12\u202f345", 1)
    assert chips[-1].text is not None
    assert chips[-1].text.block.text == "+3"
    assert all(chip.rect.right <= 170 for chip in chips)


def test_a_note_is_a_badge() -> None:
    assert [what for what, _ in content(Card(id="c", note="see log")).badges] == ["note"]
    assert content(Card(id="c", note=" ")).badges == ()


def test_a_cropped_picture_has_the_shape_of_what_is_shown() -> None:
    card = Card(id="c", picture=picture(width=8, height=6).id, crop=Crop(x=0.25, width=0.75))
    frame = content(card).picture
    assert frame is not None
    assert frame.height / frame.width == pytest.approx(6 / 6)


def test_a_persona_is_told_by_order_and_initial() -> None:
    made = content(Card(id="c", persona="p1")).persona
    assert made is not None
    assert (made[0], made[2].block.text) == (1, "V")


def test_a_picture_keeps_its_shape_and_a_missing_one_its_place() -> None:
    found = content(Card(id="c", picture=picture(width=8, height=6).id))
    assert found.picture is not None
    assert found.picture_found
    assert found.picture.height / found.picture.width == pytest.approx(6 / 8)
    missing = content(Card(id="c"), framed=True)
    assert missing.picture is not None
    assert not missing.picture_found


def test_a_skyline_stacks_in_order_beneath_the_lowest() -> None:
    places, bottom = stack([(0, 0, 20), (0, 1, 10), (1, 1, 10), (2, 2, 5)], columns=3, gap=5, least=0)
    assert places == [(0.0, 20), (25.0, 10), (40.0, 10), (0.0, 20)]
    assert bottom == 50


def test_the_first_cards_of_cells_are_stretched_to_a_row_but_not_far_above_others() -> None:
    places, _ = stack([(0, 0, 60), (1, 1, 20), (2, 2, 20), (2, 2, 20)], columns=3, gap=5, least=30)
    assert [height for _, height in places] == [60, 60, 60, 20]
    places, _ = stack([(0, 0, 100), (1, 1, 70), (2, 2, 20), (2, 2, 20)], columns=3, gap=5, least=30)
    assert [height for _, height in places] == [100, 100, 20, 20]
    places, _ = stack([(0, 0, 20), (1, 1, 20)], columns=2, gap=5, least=30)
    assert [height for _, height in places] == [30, 30]


def test_one_high_card_does_not_make_large_empty_ones_of_the_others() -> None:
    places, bottom = stack([(0, 0, 28), (1, 1, 28), (2, 2, 40), (3, 4, 250)], columns=5, gap=5, least=30)
    assert [height for _, height in places] == [40, 40, 40, 250]
    assert bottom == 250
    places, _ = stack([(0, 0, 28), (1, 1, 50)], columns=2, gap=5, least=300)
    assert [height for _, height in places] == [28, 50], "nor does a long label"


def test_a_label_is_set_smaller_before_a_word_is_broken() -> None:
    style = TextStyle(10)
    setter = FakeSetter()
    assert fitted(setter, "short", style, 40).style.size == 10
    block = fitted(setter, "ninewords", style, 40)
    assert block.style.size < 10
    assert not breaks_word(block)
    assert fitted(setter, "much-too-long" * 9, style, 40).style.size == 10
