from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.formats import cjml, cjml_writing, journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.registry import export_file, import_file
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import (
    Card,
    Connector,
    Curve,
    EmotionPoint,
    Lane,
    LaneKind,
    MapKind,
    Mark,
    Persona,
    Stage,
)
from tests.maps import random_map
from tests.strategies import journeys

TEMPLATES = sorted(Path(__file__).parents[2].joinpath("templates").glob("*.cjm"))

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<CJML version="2.0">
  <actualJourney>
    <journeyID>AJ1</journeyID>
    <journeyTitle>Buying a book</journeyTitle>
    <journeyPhases>
      <journeyPhase phaseID="p 1"><phaseName>Before</phaseName><phaseDescription>At home</phaseDescription></journeyPhase>
    </journeyPhases>
    <journeyShortSummary>Carl wants a book</journeyShortSummary>
    <actors>
      <endUser actorID="Carl"><actorName>Carl Berg</actorName></endUser>
      <serviceProvider actorID="Shop"><companyName>Books &amp; more</companyName></serviceProvider>
    </actors>
    <touchpoints>
      <actualAction>
        <touchpointID>T1</touchpointID>
        <belongsTo phaseIDref="p 1"/>
        <initiator><refersTo actorIDref="Carl"/><initiatorLabel>Thinks about it</initiatorLabel></initiator>
        <comment>twice</comment>
        <touchpointExperience><experienceDescription>keen</experienceDescription><experienceRating>5</experienceRating></touchpointExperience>
      </actualAction>
      <actualCommunicationPoint>
        <touchpointID>T2</touchpointID>
        <belongsTo phaseIDref="p 1"/>
        <compliance>failing</compliance>
        <initiator><refersTo actorIDref="Carl"/><initiatorLabel>Creates account</initiatorLabel></initiator>
        <receiver><refersTo actorIDref="Shop"/><receiverLabel>Account registered</receiverLabel></receiver>
        <channel><channelName>internetViaPC</channelName></channel>
        <timestamps><timeConsumed>10:15</timeConsumed></timestamps>
        <touchpointExperience><experienceDescription/><experienceRating>2</experienceRating></touchpointExperience>
      </actualCommunicationPoint>
      <actualCommunicationPoint>
        <touchpointID>T3</touchpointID>
        <belongsTo phaseIDref="After"/>
        <compliance>adhoc</compliance>
        <initiator><refersTo actorIDref="Carl"/><initiatorLabel>Sends a fax</initiatorLabel></initiator>
        <receiver><refersTo actorIDref="Shop"/></receiver>
        <channel><channelName>Fax</channelName></channel>
      </actualCommunicationPoint>
      <riddle/>
    </touchpoints>
  </actualJourney>
  <plannedJourney><journeyID>PJ1</journeyID></plannedJourney>
</CJML>
"""


def read(text: str) -> Imported:
    return cjml.read(text.encode(), "a.cjml")


def again(journey: Journey) -> Journey:
    return cjml.read(cjml_writing.write(journey).data, "a.cjml").journey


def test_a_document_is_read() -> None:
    made = read(DOCUMENT)
    journey = made.journey
    assert (journey.title, journey.kind, journey.scenario) == ("Buying a book", MapKind.CURRENT, "Carl wants a book")
    assert [(one.name, one.note) for one in journey.stages.values()] == [("Before", "At home"), ("After", "")]
    assert [(one.name, one.primary) for one in journey.personas.values()] == [("Carl Berg", True)]
    assert [(one.role, one.label) for one in journey.lanes.values()] == [
        ("customer_actions", "Customer actions"),
        ("touchpoints", "Touchpoints"),
        ("emotions", "Emotions"),
        ("frontstage_people", "Books & more"),
    ]
    cards = list(journey.cards.values())
    assert [(one.text, journey.lanes[one.lane or ""].label, one.note) for one in cards] == [
        ("Thinks about it", "Customer actions", "twice"),
        ("Creates account", "Customer actions", "timeConsumed: 10:15"),
        ("Account registered", "Books & more", ""),
        ("Sends a fax", "Touchpoints", ""),
    ]
    assert [one.id for one in cards][:2] == ["T1", "T2"]
    assert cards[1].channel == "web"
    assert cards[1].marks == (Mark.FAIL_POINT,)
    assert journey.channels[cards[3].channel or ""].name == "Fax"
    assert cards[3].tags == ("compliance: adhoc",)
    assert [(one.source, one.target) for one in journey.connectors.values()] == [(cards[1].id, cards[2].id)]
    assert [(one.value, one.label, one.position) for one in journey.points.values()] == [
        (2.0, "keen", 0.25),
        (-1.0, "", 0.75),
    ]
    assert made.notes == (
        "“Buying a book (actual)” was read; there is also “PJ1 (planned)”.",
        "What is neither an action nor a communication point was left out.",
        "The ratings of experiences were read as a scale of 1 to 5.",
    )


def test_each_of_several_journeys_can_be_had() -> None:
    assert cjml.names(DOCUMENT.encode(), "a.cjml") == ("Buying a book (actual)", "PJ1 (planned)")
    for which in ("2", "pj1 (planned)", "Planned"):
        made = cjml.read(DOCUMENT.encode(), "a.cjml", which)
        assert (made.journey.title, made.journey.kind) == ("PJ1", MapKind.FUTURE)
        assert not any("there is also" in note for note in made.notes)
    with pytest.raises(FileProblem, match=r"a\.cjml has no journey “x”; it has 1 “Buying a book \(actual\)”, 2 “PJ1"):
        cjml.read(DOCUMENT.encode(), "a.cjml", "x")


def test_the_actual_journey_is_read_before_the_planned_one() -> None:
    journey = "<journeyID>{0}</journeyID><journeyTitle>{0}</journeyTitle>"
    made = read(
        f"<CJML><plannedJourney>{journey.format('Plan')}</plannedJourney>"
        f"<actualJourney>{journey.format('Ann')}</actualJourney><actualJourney>{journey.format('Ann')}</actualJourney></CJML>"
    )
    assert (made.journey.title, made.journey.kind) == ("Ann", MapKind.CURRENT)
    assert made.notes[0] == "“Ann (actual)” was read; there is also “Plan (planned)”, “Ann (actual) (2)”."


def test_who_is_met_and_does_nothing_is_the_owner() -> None:
    text = DOCUMENT.replace("<receiverLabel>Account registered</receiverLabel>", "")
    assert read(text).journey.owner == "Books & more"
    assert again(read(text).journey).owner == "Books & more"


def test_actors_keep_their_ids() -> None:
    journey = read(DOCUMENT).journey
    assert list(journey.personas) == ["Carl"]
    assert "Shop" in journey.lanes


@settings(max_examples=60, deadline=None)
@given(journeys())
def test_the_next_export_says_the_same(journey: Journey) -> None:
    first = cjml_writing.write(journey).data
    assert cjml_writing.write(cjml.read(first, "a.cjml").journey).data == first


@pytest.mark.parametrize("seed", range(5))
def test_the_next_export_of_a_believable_map_says_the_same(seed: int) -> None:
    first = cjml_writing.write(random_map(seed, cards=80)).data
    assert cjml_writing.write(cjml.read(first, "a.cjml").journey).data == first


def test_it_comes_back() -> None:
    journey = read(DOCUMENT).journey
    made = again(journey)
    assert [(card.text, card.channel, card.marks, card.tags, card.note) for card in made.cards.values()] == [
        (card.text, card.channel, card.marks, card.tags, card.note) for card in journey.cards.values()
    ]
    assert [(one.value, one.label, one.position) for one in made.points.values()] == [
        (one.value, one.label, one.position) for one in journey.points.values()
    ]
    assert len(made.connectors) == 1


def test_a_planned_journey_is_a_map_of_the_future_without_experiences() -> None:
    journey = read(DOCUMENT).journey.model_copy(update={"kind": MapKind.FUTURE})
    made = cjml_writing.write(journey)
    assert b"<plannedCommunicationPoint>" in made.data
    assert b"xperience" not in made.data
    assert any("emotion curves" in note for note in made.notes)
    assert again(journey).kind is MapKind.FUTURE


def test_a_journey_without_phases_stands_in_one_stage() -> None:
    made = read(
        "<CJML><plannedJourney><journeyID>P</journeyID><touchpoints><plannedAction><initiator>"
        '<refersTo actorIDref="Shop"/><initiatorLabel>packs</initiatorLabel></initiator></plannedAction>'
        "</touchpoints></plannedJourney></CJML>"
    )
    assert len(made.journey.stages) == 1
    assert [lane.label for lane in made.journey.lanes.values()] == ["Shop"]
    assert made.notes == ("The journey has no phases, so all of it stands in one stage.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html/>", "a.cjml is a web page, not a map."),
        ("<xmi/>", "a.cjml is no CJML document: it begins with <xmi>."),
        ("<CJML/>", "a.cjml holds neither a planned nor an actual journey."),
        ("<CJML>", "a.cjml: line 1, column 7: this is no well-formed XML."),
        ("", "a.cjml: line 1, column 1: this is no well-formed XML."),
        ('<!DOCTYPE a [<!ENTITY b "c">]><CJML>&b;</CJML>', "a.cjml declares a document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><CJML/>', "a.cjml declares a document type"),
        ("<CJML>" + "<a>" * 50, "more than 40 in each other"),
        ("<CJML>" + "<a/>" * 300_001, "more than 300,000 elements"),
        (
            "<CJML><actualJourney><touchpoints>" + "<a/>" * 10_001 + "</touchpoints></actualJourney></CJML>",
            "a.cjml holds 10,001 touchpoints; 10,000 are the most.",
        ),
    ],
    ids=["page", "other", "empty", "cut", "nothing", "doctype", "outside", "deep", "wide", "many"],
)
def test_anything_else_is_refused(text: str, said: str) -> None:
    with pytest.raises(FileProblem) as caught:
        read(text)
    assert said in str(caught.value)


def _seen(text: str) -> str:
    made = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        "\ufffd" if (sign < " " and sign not in "\t\n") or sign in "\ufffe\uffff" else sign for sign in made
    ).strip()


def _acted(journey: Journey) -> Counter[tuple[object, ...]]:
    """What CJML promises to keep: who does what, in which stage, through which channel."""
    found: Counter[tuple[object, ...]] = Counter()
    for card in journey.cards.values():
        lane = journey.lanes[card.lane or ""]
        channel = channel_of(journey, card)
        name = _seen(channel.name).casefold() if channel is not None else ""
        stage = list(journey.stages).index(card.stage or "")
        found[
            lane.role, _seen(lane.label) if lane.role == "frontstage_people" else "", stage, _seen(card.text), name
        ] += 1
    return found


@settings(max_examples=60, deadline=None)
@given(journeys())
def test_what_people_do_comes_back(journey: Journey) -> None:
    lanes = [
        Lane(id="lane.c", kind=LaneKind.STEPS, role="customer_actions", label="Customer actions"),
        Lane(id="lane.t", kind=LaneKind.TOUCHPOINTS, role="touchpoints", label="Touchpoints"),
        Lane(id="lane.p", role="frontstage_people", label="Courier"),
    ]
    cards = []
    for n, card in enumerate(one for one in journey.cards.values() if one.stage is not None):
        lane = lanes[n % 3].id
        text = card.text if _seen(card.text) else "does it"
        # An action has no channel; own channels may have any name, or none.
        channel = None if lane == "lane.c" or card.channel in journey.channels else card.channel
        cards.append(card.model_copy(update={"lane": lane, "text": text, "channel": channel}))
    curve = Curve(id="the-curve", lane=lanes[0].id)
    journey = journey.model_copy(
        update={"lanes": Table.of(lanes), "cards": Table.of(cards), "connectors": Table(), "points": Table()}
        | {"curves": Table.of([curve]), "metrics": Table(), "views": Table()}
    )
    made = again(journey)
    assert made.title == (_seen(journey.title) or ("PJ1" if journey.kind is MapKind.FUTURE else "AJ1"))
    assert [(one.id, one.name, one.note) for one in made.stages.values()][: len(journey.stages)] == [
        (one.id, _seen(one.name), _seen(one.note)) for one in journey.stages.values()
    ]
    assert _acted(made) == _acted(journey)
    assert made.kind is (MapKind.FUTURE if journey.kind is MapKind.FUTURE else MapKind.CURRENT)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_templates_go_out_and_come_in(path: Path, tmp_path: Path) -> None:
    journey = journey_file.load(path).journey
    export_file(journey, tmp_path / "a.cjml")
    made = import_file(tmp_path / "a.cjml").journey
    assert [stage.name for stage in made.stages.values()] == [stage.name for stage in journey.stages.values()]


def test_losses_are_told_and_arrows_join_what_is_said_to_what_is_heard() -> None:
    journey = Journey(
        title="Ride",
        kind=MapKind.CURRENT,
        personas=Table.of([Persona(id="p", name="Masha", quote="Now!")]),
        stages=Table.of([Stage(id="s", name="Buy")]),
        lanes=Table.of(
            [
                Lane(id="c", role="actions", label="Actions"),
                Lane(id="b", role="backstage_people", label="Picker"),
                Lane(id="x", role="pains", label="Pains"),
                Lane(id="e", kind=LaneKind.EMOTION),
            ]
        ),
        cards=Table.of(
            [
                Card(id="1", lane="c", stage="s", text="orders", channel="app"),
                Card(id="2", lane="b", stage="s", text="sees the order\x07"),
                Card(id="3", lane="x", stage="s", text="slow"),
            ]
        ),
        connectors=Table.of([Connector(id="4", source="1", target="2")]),
        curves=Table.of([Curve(id="k", lane="e")]),
        points=Table.of(
            [
                EmotionPoint(id="5", curve="k", stage="s", value=1.5),
                EmotionPoint(id="6", curve="k", stage="s", position=0.9, value=-1),
            ]
        ),
    )
    made = cjml_writing.write(journey)
    assert made.notes == (
        "1 card was left out: CJML knows what people do and where they meet, but no thoughts, needs or pains.",
        "1 emotion point was left out for want of a touchpoint to belong to.",
        "Control characters, which XML cannot hold, were replaced.",
        "Left out, because such a file cannot hold it: what is told of personas beside their names; where in its stage an "
        "emotion point stands; what some lanes are for; hints, notes, colours and sizes of lanes.",
    )
    back = again(journey)
    assert [(card.text, card.channel) for card in back.cards.values()] == [
        ("orders", "app"),
        ("sees the order\ufffd", None),
    ]
    assert [point.value for point in back.points.values()] == [1.5]
    assert len(back.connectors) == 1


def test_touchpoints_stand_in_the_order_of_the_cards_whatever_their_lanes() -> None:
    lanes = [Lane(id="b", role="backstage_people", label="Picker"), Lane(id="c", role="actions", label="Actions")]
    cards = [Card(id=f"card.{n}", lane=lane, stage="s", text=f"{lane}{n}") for n, lane in enumerate("cbbcb")]
    journey = Journey(stages=Table.of([Stage(id="s")]), lanes=Table.of(lanes), cards=Table.of(cards))
    assert [card.text for card in again(journey).cards.values()] == ["c0", "b1", "b2", "c3", "b4"]


def _told(data: bytes) -> list[tuple[str, str, str]]:
    """By touchpoint who does what, what they felt, and how they rated it."""
    found = []
    for one in ElementTree.fromstring(data).iter():
        if one.tag in ("actualAction", "actualCommunicationPoint"):
            label = one.findtext("initiator/initiatorLabel", "") + "/" + one.findtext("receiver/receiverLabel", "")
            words = "touchpointExperience/experience"
            found.append((label, one.findtext(f"{words}Description", ""), one.findtext(f"{words}Rating", "")))
    return found


@st.composite
def _documents(draw: st.DrawFn) -> str:
    """A journey whose touchpoints are those of several people, in any order, of which some are rated."""
    made = []
    for n in range(draw(st.integers(1, 12))):
        ends = draw(st.permutations(["Carl", "Shop", "Post"]))
        felt = f"<experienceDescription>felt {n}</experienceDescription><experienceRating>{draw(st.integers(-2, 2))}"
        talks = draw(st.booleans())
        kind = "actualCommunicationPoint" if talks else "actualAction"
        heard = f'<receiver><refersTo actorIDref="{ends[1]}"/><receiverLabel>heard {n}</receiverLabel></receiver>'
        made.append(
            f'<{kind}><belongsTo phaseIDref="{draw(st.sampled_from(["p", "q"]))}"/>'
            f'<initiator><refersTo actorIDref="{ends[0]}"/><initiatorLabel>does {n}</initiatorLabel></initiator>'
            + (heard if talks else "")
            + (f"<touchpointExperience>{felt}</experienceRating></touchpointExperience>" if draw(st.booleans()) else "")
            + f"</{kind}>"
        )
    return (
        '<CJML><actualJourney><journeyPhases><journeyPhase phaseID="p"/><journeyPhase phaseID="q"/></journeyPhases>'
        '<actors><endUser actorID="Carl"/><serviceProvider actorID="Shop"/><serviceProvider actorID="Post"/></actors>'
        f"<touchpoints>{''.join(made)}</touchpoints></actualJourney></CJML>"
    )


@settings(max_examples=60, deadline=None)
@given(_documents())
def test_a_rating_stays_with_its_touchpoint(text: str) -> None:
    journey = cjml.read(text.encode(), "a.cjml").journey
    written = _told(cjml_writing.write(journey).data)
    first = _told(text.encode())
    # Touchpoints stand phase by phase.
    assert sorted(written) == sorted(first)
    assert [card.text for card in again(journey).cards.values()] == [
        card.text for stage in journey.stages for card in journey.cards.values() if card.stage == stage
    ]


@settings(max_examples=40, deadline=None)
@given(journeys())
def test_a_rating_stays_with_its_touchpoint_in_the_second_round(journey: Journey) -> None:
    data = cjml_writing.write(journey).data
    assert _told(cjml_writing.write(cjml.read(data, "a.cjml").journey).data) == _told(data)


def test_a_rating_belongs_to_the_card_above_which_it_stands() -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of([Lane(id="c", role="actions"), Lane(id="e", kind=LaneKind.EMOTION)]),
        cards=Table.of(Card(id=f"card.{n}", lane="c", stage="s", text=f"{n}") for n in range(4)),
        curves=Table.of([Curve(id="k", lane="e")]),
        points=Table.of(
            EmotionPoint(id=f"point.{at}", curve="k", stage="s", position=at, value=1, label=f"{at}")
            for at in (0.6, 0.7, 0.95)
        ),
    )
    assert [said for _, said, _ in _told(cjml_writing.write(journey).data)] == ["", "0.6", "0.7", "0.95"]


def test_actors_are_also_looked_for_in_the_other_journey() -> None:
    actors = '<actors><endUser actorID="u1"><actorName>Ann</actorName></endUser></actors>'
    done = (
        '<touchpoints><actualAction><initiator><refersTo actorIDref="u1"/><initiatorLabel>walks</initiatorLabel>'
        "</initiator></actualAction></touchpoints>"
    )
    made = read(
        f"<CJML><plannedJourney>{actors}</plannedJourney><actualJourney><journeyPhases><journeyPhase "
        f'phaseID="p"/></journeyPhases>{done}</actualJourney></CJML>'
    )
    assert [lane.role for lane in made.journey.lanes.values()] == ["customer_actions"]
    assert [one.name for one in made.journey.personas.values()] == ["Ann"]
    assert "Actors that only the other journey of the file lists were taken from there." in made.notes


def test_a_subcontractor_who_does_nothing_is_no_owner_and_told() -> None:
    courier = '<subContractor actorID="x"><companyName>Courier</companyName></subContractor><serviceProvider'
    text = DOCUMENT.replace("<serviceProvider", courier)
    made = read(text)
    assert made.journey.owner == ""
    assert "Of these actors nothing is said, so they were left out: “Courier”." in made.notes
    made = read(text.replace("<receiverLabel>Account registered</receiverLabel>", ""))
    assert made.journey.owner == "Books & more"


def test_unknown_elements_are_told() -> None:
    text = DOCUMENT.replace(
        "<comment>twice</comment>", "<comment>twice</comment><status>done</status><mood/><channel><n>x</n></channel>"
    ).replace("<actorName>Carl Berg", "<description>buyer</description><actorName>Carl Berg")
    assert "Elements that are not known were left out: “description”, “status”." in read(text).notes


def test_next_to_nothing_is_nothing() -> None:
    lanes = [Lane(id="c", role="actions"), Lane(id="e", kind=LaneKind.EMOTION)]
    journey = Journey(
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of(lanes),
        cards=Table.of([Card(id="1", lane="c", stage="s", text="orders")]),
        curves=Table.of([Curve(id="k", lane="e")]),
        points=Table.of([EmotionPoint(id="5", curve="k", stage="s", value=-1e-9)]),
    )
    assert b"<experienceRating>0</experienceRating>" in cjml_writing.write(journey).data
