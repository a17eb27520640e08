"""Slides by numbers: type large enough, everything on the slide, nothing over anything else, nothing left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest

from cjm_desktop.drawing.primitives import Group, Tag
from cjm_desktop.drawing.slides import SlideDrawer
from cjm_desktop.editing.things import update
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout.slides import SMALLEST_BODY, SlideBox, SlideSetter, screen_sizes
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Lane, LaneKind, Stage
from cjm_desktop.model.walkthrough import cells_by_stage
from cjm_desktop.templates import all_templates, load_template
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import THEMES
from tests.maps import picture, random_map

SCREENS = {"wide": 16 / 9, "old": 4 / 3, "upright": 9 / 16, "square": 1.0}


def slides(journey: Journey, stage: str, aspect: float = 16 / 9) -> tuple[SlideBox, ...]:
    setter = SlideSetter(default_engine(journey.language))
    return setter.slides(journey, cells_by_stage(journey)[stage], stage, screen_sizes(aspect))


def texts(slide: SlideBox) -> list[Rect]:
    """Where the text of a slide's parts stands."""
    head, strip = slide.head, slide.strip
    placed = [head.number, *head.texts, *head.goals, *(share.label for share in slide.shares)]
    placed += [stage.name for stage in strip.stages if stage.name is not None]
    return [Rect(text.x, text.y, text.width, text.block.height) for text in placed]


def parts(slide: SlideBox) -> list[Rect]:
    """What must not lie over each other: band, goals, labels, cards, metrics, strip."""
    found = [slide.head.band, slide.strip.rect, *slide.things.values()]
    found += [Rect(goal.x, goal.y, goal.width, goal.block.height) for goal in slide.head.goals]
    found += [Rect(s.label.x, s.label.y, s.label.width, s.label.block.height) for s in slide.shares]
    return found


def check(found: Sequence[SlideBox], journey: Journey, stage: str) -> None:
    for slide in found:
        page = Rect(0, 0, slide.size.width, slide.size.height).grown(0.01)
        for rect in (*parts(slide), *texts(slide)):
            assert page.united(rect) == page, rect
        for one, two in combinations([rect.grown(-0.2) for rect in parts(slide)], 2):
            assert not one.intersects(two), (one, two)
        assert slide.size == found[0].size, "one size of type in a stage"
    wanted = {
        thing.id for cell in cells_by_stage(journey)[stage] for things in (cell.cards, cell.metrics) for thing in things
    }
    assert {id_ for slide in found for id_ in slide.things} == wanted


def body_share(slide: SlideBox) -> float:
    """The body's size as a share of the screen's height (or its width, if that is less)."""
    sizes = {box.content.text.block.style.size for share in slide.shares for box in share.cards}
    return min(sizes, default=9.5) / min(slide.size)


@pytest.mark.parametrize("aspect", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("key", [template.key for template in all_templates()])
def test_templates_can_be_read_from_the_back(key: str, aspect: float) -> None:
    journey = load_template(key)
    for stage in journey.stages:
        found = slides(journey, stage, aspect)
        check(found, journey, stage)
        assert all(body_share(slide) >= SMALLEST_BODY - 1e-9 for slide in found)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("aspect", [16 / 9, 4 / 3])
def test_stages_of_any_map_are_shown_whole(seed: int, aspect: float) -> None:
    journey = random_map(seed, cards=160)
    for stage in journey.stages:
        found = slides(journey, stage, aspect)
        check(found, journey, stage)
        assert all(body_share(slide) >= SMALLEST_BODY - 1e-9 for slide in found)


def one_lane(*cards: Card, **fields: object) -> Journey:
    return Journey(
        stages=Table.of([Stage(id="s", name="Only"), Stage(id="t", name="Then")]),
        lanes=Table.of([Lane(id="l", role="actions", label="Actions", **fields)]),  # type: ignore[arg-type]
        cards=Table.of(cards),
    )


def test_what_is_little_is_set_large() -> None:
    few = one_lane(Card(id="c", lane="l", stage="s", text="Pays by card"))
    many = one_lane(*(Card(id=f"c{n}", lane="l", stage="s", text="Pays by card") for n in range(40)))
    (slide,) = slides(few, "s")
    assert body_share(slide) >= 1 / 21
    found = slides(many, "s")
    assert len(found) > 1, "lanes are parted rather than set smaller"
    check(found, many, "s")
    assert body_share(found[0]) == pytest.approx(SMALLEST_BODY)


def test_an_empty_stage_says_so() -> None:
    (slide,) = slides(one_lane(), "t")
    assert slide.empty is not None
    assert slide.shares == ()


def test_a_long_text_goes_on_and_on_without_losing_a_word() -> None:
    words = [f"word{n}" for n in range(1200)]
    journey = one_lane(Card(id="c", lane="l", stage="s", text=" ".join(words), channel="web", owner="Anna"))
    found = slides(journey, "s")
    assert len(found) > 1
    assert body_share(found[0]) >= SMALLEST_BODY - 1e-9
    shown = [box for slide in found for share in slide.shares for box in share.cards]
    assert " ".join(box.content.text.block.text for box in shown).split() == words
    assert [box.content.pill is not None for box in shown] == [True] + [False] * (len(shown) - 1)
    for slide in found:
        assert all(box.rect.bottom <= slide.strip.rect.y for share in slide.shares for box in share.cards)


def test_a_tall_picture_fits_its_slide() -> None:
    tall = picture(20, 400)
    journey = one_lane(
        Card(id="c", lane="l", stage="s", text="Looks", picture=tall.id), kind=LaneKind.PICTURES
    ).model_copy(update={"pictures": Table.of([tall])})
    flat = Size(500, 200)
    (slide,) = SlideSetter(default_engine()).slides(journey, cells_by_stage(journey)["s"], "s", [flat])
    check((slide,), journey, "s")
    assert slide.size == flat, "the card is narrower, not its type smaller"


def test_what_no_screen_can_hold_makes_the_slide_grow() -> None:
    journey = one_lane(Card(id="c", lane="l", stage="s", text="x", owner="somebody " * 200))
    (slide,) = slides(journey, "s")
    check((slide,), journey, "s")
    assert body_share(slide) < SMALLEST_BODY


def curved() -> Journey:
    names = [f"s{n}" for n in range(5)]
    return Journey(
        stages=Table.of([Stage(id=name, name=name) for name in names]),
        lanes=Table.of([Lane(id="e", kind=LaneKind.EMOTION, role="emotions", label="Emotions")]),
        curves=Table.of([Curve(id="c", lane="e")]),
        points=Table.of(
            [EmotionPoint(id=f"p{n}", curve="c", stage=name, value=n - 2, label=f"says {name}")
             for n, name in enumerate(names)]
        ),
    )  # fmt: skip


def test_the_curve_is_drawn_up_to_here() -> None:
    for n, stage in enumerate(curved().stages):
        strip = slides(curved(), stage)[0].strip
        assert strip.emotion is not None
        (curve,) = strip.emotion.curves
        assert [box.point.id for box in curve.points] == [f"p{k}" for k in range(n + 1)]
        assert [box.point.id for box in curve.points if box.label is not None] == [f"p{n}"], (
            "only the current one speaks"
        )
        assert [one.state for one in strip.stages] == [-1] * n + [0] + [1] * (4 - n)
        for one, box in zip(strip.stages, curve.points, strict=False):
            assert box.center is not None
            assert one.rect.x <= box.center.x <= one.rect.right, "a face stands over its stage"


@pytest.mark.parametrize("fields", [{"hidden": True}, {"collapsed": True}])
def test_a_hidden_emotion_lane_leaves_the_way_alone(fields: dict[str, bool]) -> None:
    strip = slides(update(curved(), "e", **fields), "s2")[0].strip
    assert strip.emotion is None
    assert len(strip.stages) == 5


def test_cards_keep_their_boxes_while_others_are_edited() -> None:
    journey = load_template("current-state")
    setter = SlideSetter(default_engine())
    stage = "stage-purchase"
    first = setter.slides(journey, cells_by_stage(journey)[stage], stage, screen_sizes(16 / 9))[0]
    edited = update(journey, "card-owners-purchase", text="Somebody else")
    second = setter.slides(edited, cells_by_stage(edited)[stage], stage, screen_sizes(16 / 9))[0]
    before = {box.card.id: box for share in first.shares for box in share.cards}
    after = {box.card.id: box for share in second.shares for box in share.cards}
    assert {id_ for id_ in before if before[id_] is not after[id_]} == {"card-owners-purchase"}


def test_the_foot_is_kept_free_on_the_last_slide() -> None:
    journey = load_template("current-state")
    cells = cells_by_stage(journey)["stage-purchase"]
    setter = SlideSetter(default_engine())
    sizes = (Size(600, 420), Size(800, 560))
    (plain,) = setter.slides(journey, cells, "stage-purchase", sizes)
    (kept,) = setter.slides(journey, cells, "stage-purchase", sizes, lambda _size: 120.0)
    assert kept.free.height >= 119
    assert plain.free.height <= 1
    check((kept,), journey, "stage-purchase")


def test_a_lane_that_goes_on_in_the_next_column_is_named_once() -> None:
    journey = one_lane(*(Card(id=f"c{n}", lane="l", stage="s", text="Pays by card") for n in range(4)))
    (slide,) = slides(journey, "s")
    assert len(slide.shares) > 1
    assert [share.goes_on for share in slide.shares] == [False] + [True] * (len(slide.shares) - 1)
    drawn = SlideDrawer(THEMES["light"]).draw(slide)
    headings = [item for item in drawn.items if isinstance(item, Group) and item.tag == Tag("H3")]
    assert len(headings) == 1
    many = one_lane(*(Card(id=f"c{n}", lane="l", stage="s", text="Pays by card") for n in range(60)))
    for part in slides(many, "s"):
        assert not part.shares[0].goes_on, "each slide says what it shows"


def test_a_name_in_the_strip_takes_the_room_beside_it() -> None:
    names = ("Discover", "Compare", "Buy", "Use", "Recommend")
    journey = Journey(
        stages=Table.of([Stage(id=name.lower(), name=name) for name in names]),
        lanes=Table.of(
            [Lane(id="l", role="actions", label="Actions"), Lane(id="e", kind=LaneKind.EMOTION, role="emotions")]
        ),
        cards=Table.of(
            [Card(id="c", lane="l", stage="compare", text="Reads"), Card(id="d", lane="l", stage="compare", text="On")]
        ),
        curves=Table.of([Curve(id="v", lane="e")]),
        points=Table.of([EmotionPoint(id="p", curve="v", stage="discover", value=-1.0)]),
    )
    (slide,) = slides(journey, "compare")
    placed = [stage.name for stage in slide.strip.stages if stage.name is not None]
    assert [name.block.text for name in placed] == list(names)
    assert not any(name.block.cut for name in placed)
    for one, two in pairwise(placed):
        assert one.x + one.block.width < two.x
