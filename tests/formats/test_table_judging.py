"""What is no map is refused with the kind of table that it is; what is one among other things is found, joined and told."""

from __future__ import annotations

import pytest

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.markdown_tables import markdown_text
from cjm_desktop.formats.spreadsheet import Choices, read, tables_in
from cjm_desktop.formats.table_channels import channel_named, without_channel
from cjm_desktop.formats.table_titles import title_of
from cjm_desktop.formats.table_words import (
    counted,
    is_channel_word,
    is_corner,
    meaning_of,
    names_feelings,
    without_number,
)
from cjm_desktop.model.rules import repair
from tests.formats.seen_in import cards, lanes, stages


def imported(text: str, name: str = "ride.md", **choices: str) -> Imported:
    found = read(text.encode(), name, Choices(**choices) if choices else None)  # type: ignore[arg-type]
    assert repair(found.journey) == (found.journey, ())
    return found


def table(*rows: str) -> str:
    """A Markdown table of rows such as “Stage | Actions”."""
    lines = [f"| {row} |" for row in rows]
    lines.insert(1, "|" + "---|" * (rows[0].count("|") + 1))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (("Endpoint | Method | Returns", "/bikes | GET | all bikes", "/bikes | POST | the new one"), "a reference of"),
        (("Параметр | Тип | Описание", "speed | int | скорость", "mode | str | режим"), "a reference of"),
        (("参数 | 类型 | 说明", "speed | int | 速度", "mode | str | 模式"), "a reference of"),
        (("Phase | Status | Commit", "One | done | 1a2b", "Two | open | 3c4d"), "a plan of work"),
        (("Etapa | Estado | Plazo", "Uno | hecho | mayo", "Dos | abierto | junio"), "a plan of work"),
        (("Task | Ann | Bob | Cay", "Frame | R | A | C", "Wheels | A | R | I"), "who answers for what"),
        (("Step | Responsible | Accountable", "Weld | Ann | Bob", "Paint | Cay | Bob"), "who answers for what"),
        (("User story | Acceptance criteria", "To ride | It rolls", "To stop | It brakes"), "a list of requirements"),
        (("Feature | Basic | Premium", "Bell | yes | yes", "Lights | no | yes"), "a comparison of offers"),
        (("Step | Action | Expected result", "1 | press | beeps", "2 | hold | stops"), "a list of tests"),
        (("Version | Author | Changes", "1.0 | Ann | first", "1.1 | Bob | second"), "a history of versions"),
        (("Risk | Impact | Likelihood", "theft | high | low", "rust | low | high"), "a list of risks"),
        (("Persona | Goals | Pain points", "Ann | ride | rain", "Bob | race | hills"), "a list of personas"),
        (("Aspect | Main user | Second user", "Goals | ride | race", "Pains | rain | hills"), "a list of personas"),
        (
            ("Lane | Contains | Examples", "Actions | what is done | rides", "Emotions | what is felt | joy"),
            "a list of",
        ),
        (("Name | Category | Icon", "Bell | sound | bell", "Lamp | light | lamp"), "a list of things"),
        (("Эмоция | Значение для звука", "радость | высокий", "грусть | низкий"), "only one of its headings"),
        (("Strengths | Weaknesses", "light | dear", "fast | loud"), "nothing in it names a stage"),
        (
            ("Question | Answer", "Emotional state | calm", "Ritual | tea", "Metric | none"),
            "nothing in it names a stage",
        ),
        (("Model | Primary use", "Digital feelings | words", "Stories | order"), "only one of its headings"),
        (("Stage | Actions | Emotion", " | | "), "it has headings only"),
        (("Stage | Duration", "build | 3 min", "test | 9 min"), "no heading of it names a lane"),
    ],
)
def test_tables_that_are_no_maps_are_refused_by_kind(rows: tuple[str, ...], what: str) -> None:
    with pytest.raises(FileProblem, match=f"This does not look like a map.*{what}.*say it with --stages"):
        imported(table(*rows))
    # Whoever insists gets a map of it.
    assert imported(table(*rows), stages="rows").journey.stages


@pytest.mark.parametrize(
    "rows",
    [
        ("Stage | Actions | Owner | Status", "Hear | asks | Ann | done", "Try | rides | Bob | open"),
        ("Persona | Stage | Actions | Pains", "Ann | Hear | asks | far", "Ann | Try | rides | rain"),
        ("Phase | Description", "Hear | asks a neighbour", "Try | rides for a day"),
        ("| Awareness | Purchase", "Enterprise | a call | a contract", "Pro | an ad | a click"),
        (
            "User journey | Frontstage | Backstage / service | Data",
            "Hear | page | draws | views",
            "Try | yard | lends | rides",
        ),
        (" | Day 1 | Day 2", "Actions | asks | rides"),
    ],
)
def test_maps_with_columns_of_other_tables_are_maps(rows: tuple[str, ...]) -> None:
    assert len(imported(table(*rows)).journey.stages) == 2


def test_a_column_in_front_of_the_stages_is_a_lane() -> None:
    found = imported(table("Touchpoint | Stage | Emotion", "yard | Hear | 🙂", "shop | Try | 😤", "road | Try | 😀"))
    assert stages(found.journey) == ["Hear", "Try"]
    assert cards(found.journey, "Touchpoint") == ["yard", "shop", "road"]
    counts = imported(table("# | Stage | Actions", "1 | Hear | asks", "2 | Try | rides"))
    assert lanes(counts.journey) == ["Actions"]
    assert any("Left out: “#”" in note for note in counts.notes)


def test_the_map_among_other_tables_is_read_and_the_others_are_told() -> None:
    text = (
        "# Bikes for rent\n\n## Numbers\n\n"
        + table("KPI | Target", "rides | 40", "theft | 0")
        + "\n## First ride\n\n"
        + table("Stage | Actions | Emotion", "Hear | asks | curious", "Try | rides | happy")
        + "\n## What we change\n\n"
        + table("Pain | Solution", "far | more yards", "flat | chargers")
    )
    found = imported(text)
    assert stages(found.journey) == ["Hear", "Try"]
    assert found.journey.title == "Bikes for rent"
    (told,) = [note for note in found.notes if "there is also" in note]
    assert "“Numbers”, “What we change”" in told


def test_a_table_for_each_stage_among_others_is_joined() -> None:
    pairs = [
        table("Aspect | Details", f"Actions | {one}", f"Pains | {two}")
        for one, two in (("asks", "far"), ("rides", "rain"))
    ]
    text = f"# Bikes\n\n**Stage 1: Hear**\n\n{pairs[0]}\n**Stage 2: Try**\n\n{pairs[1]}\n## Numbers\n\n" + table(
        "KPI | Target", "rides | 40", "theft | 0"
    )
    found = imported(text)
    assert (stages(found.journey), lanes(found.journey)) == (["Hear", "Try"], ["Actions", "Pains"])
    assert any("2 tables, one for each stage" in note for note in found.notes)
    assert any("there is also “Numbers”" in note for note in found.notes)


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        (("Journey A: Ann", "Journey B: Bob"), (("Hear", "Try"), ("Find", "Keep"))),
        (("Ann", "Bob"), (("Hear", "Try"), ("Hear", "Try"))),
        (("UJ-01 — Ann", "UJ-02 — Bob"), (("Hear", "Try"), ("Find", "Keep"))),
        (("Сценарий 1: Аня", "Сценарий 2: Боря"), (("Hear", "Try"), ("Find", "Keep"))),
    ],
)
def test_journeys_of_several_people_stay_maps_of_their_own(
    headings: tuple[str, str], names: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    text = "".join(
        f"## {heading}\n\n{table('Stage | Actions', f'{first} | a', f'{second} | b')}\n"
        for heading, (first, second) in zip(headings, names, strict=True)
    )
    found = imported(text)
    assert (found.journey.title, stages(found.journey)) == (headings[0], list(names[0]))
    assert any(f"there is also “{headings[1]}”" in note for note in found.notes)
    assert stages(imported(text, table=headings[1]).journey) == list(names[1])
    assert imported(text, table=headings[1]).journey.title == headings[1]


def test_what_is_said_beside_the_table_of_a_stage_is_told_of_that_stage() -> None:
    head = "Touchpoint | Actions"
    text = (
        "# Bikes\n\n**Persona:** Ann\n\n### Stage 1: Hear\n**she hears of it**\n\n"
        + table(head, "yard | asks", "road | sees")
        + "\n**Emotion: curious 🙂**\n\n### Stage 2: Try\n\n"
        + table(head, "shop | rides")
        + "\n**Emotion: cross 😠**\n"
    )
    found = imported(text)
    assert stages(found.journey) == ["Hear", "Try"]
    assert lanes(found.journey) == ["Touchpoint", "Actions", "Emotion"]
    assert [(point.value, point.label) for point in found.journey.points.values()] == [
        (1, "curious 🙂"),
        (-2, "cross 😠"),
    ]
    assert [persona.name for persona in found.journey.personas.values()] == ["Ann"]


def test_what_stands_around_a_markdown_table_is_told() -> None:
    text = (
        "---\ntitle: Renting\n---\nBikes in town\n=============\n\n- **Persona**: Ann, 31\n- **Scope:** one week\n"
        "Scenario: to work | Owner: Bob · 2024-05-01 · v3\n\nA word before.\n\n## The map\n\n"
        + table("Stage | Actions", "Hear | asks", "Try | rides")
        + "\n```\n| no | table |\n```\n\n> A word behind.\n"
    )
    found = imported(text)
    journey = found.journey
    assert journey.title == "Bikes in town"
    assert [persona.name for persona in journey.personas.values()] == ["Ann, 31"]
    assert (journey.scope, journey.scenario) == ("one week", "to work")
    assert (journey.owner, journey.date, journey.revision) == ("Bob", "2024-05-01", "v3")
    (told,) = [note for note in found.notes if "text around the table" in note]
    assert "“A word before.”, “A word behind.”" in told
    # What a heading such as “Persona” stands above is said of it.
    below = imported("## Persona\n- Cay, 20\n\n## Map\n\n" + table("Stage | Actions", "Hear | asks", "Try | rides"))
    assert [persona.name for persona in below.journey.personas.values()] == ["Cay, 20"]


def test_a_table_of_facts_beside_the_map_is_told_with_it() -> None:
    facts = table("Field | Detail", "**Version** | 2", "**Date** | May", "**Status** | draft", "**Author** | Ann")
    found = imported(
        f"# Bikes\n\n{facts}\n## Ann’s journey\n\n" + table("Stage | Actions", "Hear | asks", "Try | rides")
    )
    assert (found.journey.revision, found.journey.date, found.journey.note) == ("2", "May", "Status: draft")
    assert found.journey.title == "Ann’s journey"


def test_fields_and_values_with_few_known_words_are_facts_still() -> None:
    facts = table("**Field** | **Value**", "Persona | Ann", "Total stages | 2", "Main channel | the yard")
    found = imported(f"# Ann rides\n\n{facts}\n## Map\n\n" + table("Stage | Actions", "Hear | asks", "Try | rides"))
    assert [persona.name for persona in found.journey.personas.values()] == ["Ann"]
    assert found.journey.note == "Total stages: 2\nMain channel: the yard"
    assert not any("there is also" in note for note in found.notes)


def test_days_are_stages_and_an_arrow_in_brackets_changes_nothing() -> None:
    found = imported(
        table(
            "Day | Touchpoint | Channel | Emotion",
            "-3 | a code | Email (shop) | calm (low → high)",
            "0 | a key | SMS | sad",
        )
    )
    assert stages(found.journey) == ["-3", "0"]
    assert [card.channel for card in found.journey.cards.values()][:2] == ["email", "sms"]
    assert [point.label for point in found.journey.points.values()] == ["calm (low → high)", "sad"]


def test_a_table_in_html_inside_markdown_is_read() -> None:
    text = (
        "# Bikes\n\n<table>\n<tr><th>Stage</th><th>Hear</th><th>Try</th></tr>\n<tr><th>Actions</th><td>asks</td><td>rides</td>"
        "</tr>\n</table>\n\nMore.\n"
    )
    found = imported(text)
    assert (stages(found.journey), cards(found.journey, "Actions")) == (["Hear", "Try"], ["asks", "rides"])
    # One that never ends is none.
    assert markdown_text("<table>\n" * 50_000).tables == ()


def test_of_hundreds_of_tables_the_first_are_looked_at_and_that_is_told() -> None:
    texts = [f"## Ride {n}\n\n{table('Stage | Actions', f'Hear {n} | asks', f'Try {n} | rides')}\n" for n in range(210)]
    tables = tables_in("".join(texts).encode(), "a.md")
    assert tables is not None
    assert any("10 more tables" in note for note in tables.notes)


def test_a_diagram_beside_a_table_is_read_and_the_table_told() -> None:
    diagram = "# Bikes\n\n```mermaid\njourney\n  title Ride\n  section Hear\n    ask: 4: Ann\n```\n\n"
    found = imported(f"{diagram}## In words\n\n" + table("Stage | Actions", "Hear | asks", "Try | rides"))
    assert stages(found.journey) == ["Hear"]
    assert any("a table that could be a map: “In words”" in note for note in found.notes)
    assert not any("could be" in note for note in imported(diagram + table("Parameter | Type", "a | int")).notes)


def test_a_line_of_channels_gives_touchpoints_theirs() -> None:
    found = imported(
        table(
            "Stage | Touchpoint | Channel",
            "Hear | a story | Instagram",
            "Try | the gate | In person",
            "Try | a code | Fax",
        )
    )
    journey = found.journey
    own = {channel.id: channel.name for channel in journey.channels.values()}
    got = [(card.text, own.get(card.channel or "", card.channel)) for card in journey.cards.values()]
    assert got == [("a story", "social"), ("the gate", "face_to_face"), ("a code", "Fax")]
    # All that the line says is told by the touchpoints: a second lane of them would count each contact twice.
    assert lanes(journey) == ["Touchpoint"]
    assert [card.note for card in journey.cards.values()] == ["Channel: Instagram", "", ""]
    assert any("“Channel” became the channels" in note and "no lane of its own" in note for note in found.notes)


def test_a_line_of_channels_counts_for_more_than_the_words_of_touchpoints() -> None:
    journey = imported(
        table(
            "Stage | Touchpoint | Channel",
            "Hear | Ad | TV",
            "Try | Checkout | Web",
            "Keep | Call centre | E-mail",
        )
    ).journey
    own = {channel.id: channel.name for channel in journey.channels.values()}
    got = [(card.text, own.get(card.channel or "", card.channel)) for card in journey.cards.values()]
    assert got == [("Ad", "TV"), ("Checkout", "web"), ("Call centre", "email")]


@pytest.mark.parametrize(
    ("said", "channel", "note"),
    [
        ("Instagram, TikTok", "social", "Channel: Instagram, TikTok"),
        ("App + E-mail", "app", "Channel: App, E-mail"),
        ("App and phone", "app", "Channel: App, phone"),
        ("Web/App", "web", "Channel: Web, App"),
        ("Website", "web", ""),
    ],
)
def test_of_several_channels_the_first_is_the_touchpoint_s(said: str, channel: str, note: str) -> None:
    found = imported(table("Stage | Touchpoint | Channel", f"Hear | a story | {said}", "Try | the gate | Shop"))
    cards = list(found.journey.cards.values())
    assert [(card.channel, card.note) for card in cards] == [(channel, note), ("shop", "")]
    assert any("stands in the touchpoint's note" in text for text in found.notes) is bool(note)


def test_a_line_of_channels_stays_where_touchpoints_could_not_take_all_of_it() -> None:
    found = imported(
        table("Stage | Channel | Touchpoint", "Hear | Fax | ", "Try | App | Checkout", "Keep | Web | a page")
    )
    journey = found.journey
    assert lanes(journey) == ["Channel", "Touchpoint"]
    assert [(card.text, card.channel) for card in journey.cards.values()] == [
        ("Checkout", "app"),
        ("a page", "web"),
        ("Fax", "channel-1"),
        ("App", "app"),
        ("Web", "web"),
    ]
    assert any("“Channel” also became the channels" in note and "not all" in note for note in found.notes)


def test_a_touchpoint_says_its_channel_itself() -> None:
    journey = imported(
        table("Stage | Touchpoints", "Hear | Receipt (SMS)", "Try | website", "Keep | the yard (old)")
    ).journey
    assert [(card.text, card.channel) for card in journey.cards.values()] == [
        ("Receipt", "sms"),
        ("website", "web"),
        ("the yard (old)", None),
    ]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("E-Mail", "email"),
        ("**Сайт**", "web"),
        ("小程序", "app"),
        ("Réseaux sociaux", "social"),
        ("a long walk", None),
        ("", None),
    ],
)
def test_names_of_channels(text: str, channel: str | None) -> None:
    assert channel_named(text) == channel
    assert without_channel("It came (Chat)") == ("It came", "chat")
    assert without_channel("It came (late)") == ("It came (late)", None)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ((), ""),
        (("Bikes", "2.1 Ann’s journey"), "Ann’s journey"),
        (("Bikes", "Journey table"), "Bikes"),
        (("3) User journey map",), "User journey map"),
        (("11 — Journeys",), "Journeys"),
        (("2024 in bikes",), "2024 in bikes"),
        (("4b. Riding",), "Riding"),
    ],
)
def test_titles_from_headings(path: tuple[str, ...], title: str) -> None:
    assert title_of(path) == title


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("06:30", "06:30"),
        ("2.5 km", "2.5 km"),
        ("Stage 1 Hear", "Hear"),
        ("Step 1 of 3", "Step 1 of 3"),
        ("II. Try", "Try"),
        ("Phase III: Keep", "Keep"),
        ("(2) Try", "Try"),
        ("第一阶段：听说", "听说"),
        ("2️⃣ Try", "Try"),
    ],
)
def test_numbers_of_all_kinds_in_front_of_stages(name: str, bare: str) -> None:
    assert without_number(name) == bare


def test_numbers_with_nothing_but_a_blank_behind_count_stages_only_in_a_row() -> None:
    assert counted(["1 Hear", "2 Try", "3 Keep"]) == ("Hear", "Try", "Keep")
    assert counted(["2 days", "5 days"]) is None
    assert stages(imported(table("Stage | Actions", "1 Hear | asks", "2 Try | rides")).journey) == ["Hear", "Try"]


def test_words_in_corners_and_headings() -> None:
    assert all(map(is_corner, ("Time", "Этап", "User journey", "时间")))
    assert not any(map(is_corner, ("To leave on time", "Actions")))
    assert [is_channel_word(word) for word in ("Канал", "Touchpoints / channels")] == [True, False]
    assert [names_feelings(word) for word in ("Мысли и чувства", "Thoughts")] == [True, False]


def test_names_of_stages_over_every_column_leave_none_for_labels() -> None:
    journey = imported(table("Phase 1: Hear | Phase 2: Try | Phase 3: Keep", "asks | rides | pays")).journey
    assert stages(journey) == ["Hear", "Try", "Keep"]
    assert [card.text for card in journey.cards.values()] == ["asks", "rides", "pays"]


def test_times_and_goals_beside_the_table_of_a_stage_are_those_of_the_stage() -> None:
    text = ""
    for n, name in enumerate(("hear", "try"), 1):
        pairs = table("Element | Details", f"Actions | {name}s", "Pains | rain")
        text += f"## Phase {n}: {name}\n\n**Duration:** {n} days | **Goal:** to {name}\n\n{pairs}\n"
    journey = imported(f"# Bikes\n\n**Goal:** to ride\n\n{text}").journey
    assert journey.objective == "to ride"
    assert [(stage.name, stage.duration) for stage in journey.stages.values()] == [
        ("hear", "1 days"),
        ("try", "2 days"),
    ]
    assert cards(journey, "Goal") == ["to hear", "to try"]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Expected emotions", "emotions"),
        ("期望情感", "emotions"),
        ("What they feel", "emotions"),
        ("Что чувствует", "emotions"),
        ("Was stört", "barriers"),
        ("用户感受", "emotions"),
        ("系统响应", "frontstage_technology"),
        ("Teams involved", "owners"),
        ("Punkty styku", "touchpoints"),
        ("Где", "place"),
    ],
)
def test_headings_as_people_write_them(heading: str, meaning: str) -> None:
    assert meaning_of(heading) == meaning


def test_hours_of_a_day_are_stages_and_the_line_of_a_blueprint_is_no_lane() -> None:
    day = imported(table("Time | Activity | Feeling", "06:30 | wakes | 😐", "08:00 | rides | 😊"))
    assert stages(day.journey) == ["06:30", "08:00"]
    rows = (
        " | Hear | Try",
        "Customer actions | asks | rides",
        "--- Line of visibility --- | | ",
        "Backstage | draws | lends",
    )
    blueprint = imported(table(*rows))
    assert lanes(blueprint.journey) == ["Customer actions", "Backstage"]
    assert not any("Left out" in note for note in blueprint.notes)
    assert [line.label for line in blueprint.journey.lines.values()] == ["Line of visibility"]


@pytest.mark.parametrize(
    ("lane", "said", "cards"),
    [
        ("Touchpoints", "Website, App, Phone", [("Website", "web"), ("App", "app"), ("Phone", "phone")]),
        ("Touchpoints", "Instagram, TikTok", [("Instagram", "social"), ("TikTok", "social")]),
        ("Touchpoints", "App + E-mail", [("App", "app"), ("E-mail", "email")]),
        ("Touchpoints", "App and website", [("App", "app"), ("website", "web")]),
        ("Channels", "TV, Radio, Instagram", [("TV", None), ("Radio", None), ("Instagram", "social")]),
        ("Touchpoints", "the desk, with a queue", [("the desk, with a queue", None)]),
        ("Touchpoints", "Website, writer forums", [("Website, writer forums", None)]),
        ("Touchpoints", "Website (home, search)", [("Website (home, search)", None)]),
        ("Touchpoints", "a flyer, a poster", [("a flyer, a poster", None)]),
    ],
)
def test_channels_in_a_list_are_a_touchpoint_each(lane: str, said: str, cards: list[tuple[str, str | None]]) -> None:
    found = imported(table(f"Stage | {lane} | Actions", f"Hear | {said} | asks", "Try | the yard | rides"))
    (first, *_) = found.journey.stages
    touchpoints = next(iter(found.journey.lanes))
    got = [
        (card.text, card.channel)
        for card in found.journey.cards.values()
        if (card.lane, card.stage) == (touchpoints, first)
    ]
    assert got == cards
    assert any("became a touchpoint for each" in note for note in found.notes) is (len(cards) > 1)
