"""Persona cards: primary ones first and larger, all that they say inside, in every script; initials where no portrait is."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.layout.boxes import HeaderBox, PersonaBox
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Crop, Persona, Stage
from cjm_desktop.text.engine import default_engine
from cjm_desktop.text.fake import FakeSetter
from tests.layout.checks import check_map
from tests.maps import picture
from tests.strategies import names, text_lists, texts

LONG = "Klaus-Dieter Donaudampfschifffahrtsgesellschaftskapitän"


def header(*personas: Persona, stages: int = 6) -> HeaderBox:
    journey = Journey(
        title="A map",
        stages=Table.of([Stage(id=f"s{n}") for n in range(stages)]),
        personas=Table.of(personas),
        pictures=Table.of([picture()]),
    )
    layout = LayoutEngine(FakeSetter()).layout(journey)
    check_map(layout)
    return layout.header


def said(box: PersonaBox) -> list[str]:
    return [text.block.text for _, text in box.texts]


def test_a_card_says_who_somebody_is_and_what_moves_them() -> None:
    masha = Persona(
        id="m",
        name="Masha",
        archetype="office worker",
        demographics="29",
        quote="Four meals a day.",
        needs=("one", "two", " ", "three"),
        goals=("a calm day",),
        frustrations=("late parcels",),
        channels=("web", "by heart"),
    )
    (box,) = header(masha).personas
    assert said(box) == [
        "Masha · office worker",
        "29",
        "“Four meals a day.”",
        "Needs: one; two (+1)",
        "Goals: a calm day",
        "Frustrations: late parcels",
        "Reaches us by: web, by heart",
    ]
    assert said(header(Persona(id="m")).personas[0]) == ["Persona"]


def test_a_primary_card_is_larger_and_says_more() -> None:
    one, two = (
        Persona(id=id_, name=id_.upper(), needs=("n",), goals=("g",), frustrations=("f",), primary=id_ == "b")
        for id_ in "ab"
    )
    first, second = header(one, two).personas
    assert (first.persona.id, first.order, second.order) == ("b", 1, 0)
    assert first.rect.width > second.rect.width
    assert first.portrait.width > second.portrait.width
    assert first.rect.height == second.rect.height
    assert said(second) == ["A", "Needs: n"]
    assert said(first) == ["B", "Needs: n", "Goals: g", "Frustrations: f"]
    alike = header(one, two.model_copy(update={"primary": False})).personas
    assert alike[0].rect.width == alike[1].rect.width


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Masha, 29", "M"),
        ("anna maria lopez", "AL"),
        ("佐藤 由紀", "佐"),
        ("عمر الفاروق", "ع"),
        ("Ольга", "О"),
        ("“Zoë”", "Z"),
        ("Yuki 佐藤", "Y"),
        ("🙂", ""),
    ],
)
def test_initials_stand_where_no_portrait_is(name: str, letters: str) -> None:
    other = Persona(id="o", name="Other")
    (box, _) = header(Persona(id="p", name=name, primary=True), other).personas
    assert (box.initials.block.text if box.initials is not None else "") == letters
    (alone,) = header(Persona(id="p", name=name)).personas
    assert alone.initials is None


def test_a_portrait_is_shown_as_it_was_cropped() -> None:
    face, crop = picture().id, Crop(x=0.25, width=0.5)
    shown, lost = header(
        Persona(id="a", name="A", portrait=face, portrait_crop=crop), Persona(id="b", name="B", portrait_crop=crop)
    ).personas
    assert (shown.picture, shown.crop, shown.initials) == (face, crop, None)
    assert (lost.picture, lost.crop) == (None, None)


personas = st.lists(
    st.builds(
        lambda n, **fields: Persona(id=f"p{n}", **fields),
        st.just(0),
        name=names | st.just(LONG),
        archetype=names,
        quote=texts,
        needs=text_lists,
        frustrations=text_lists,
        primary=st.booleans(),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(personas, st.integers(1, 7))
def test_everything_stays_inside_its_card(people: list[Persona], stages: int) -> None:
    header(*(one.model_copy(update={"id": f"p{n}"}) for n, one in enumerate(people)), stages=stages)


def test_no_script_leaves_its_card() -> None:
    people = [
        Persona(id="a", name=LONG, archetype="Lagerarbeiter", quote="Wo ist die Rückgabebestätigung?", primary=True),
        Persona(id="b", name="عمر الفاروق", quote="الزبون يريد موعد التسليم قبل الدفع", goals=("تقليل المرتجعات",)),
        Persona(id="c", name="佐藤 由紀", archetype="ペットシッター", needs=("鍵の受け渡しが簡単であること",)),
    ]
    for stages in (1, 3, 7):
        journey = Journey(stages=Table.of([Stage(id=f"s{n}") for n in range(stages)]), personas=Table.of(people))
        check_map(LayoutEngine(default_engine()).layout(journey))


def test_the_card_speaks_the_maps_language() -> None:
    persona = Persona(id="p", needs=("Ruhe",), frustrations=("Lärm",))
    journey = Journey(language="de", personas=Table.of([persona]), stages=Table.of([Stage(id="s")]))
    (box,) = LayoutEngine(FakeSetter()).layout(journey).header.personas
    assert said(box) == ["Persona", "Braucht: Ruhe", "Ärgernisse: Lärm"]
