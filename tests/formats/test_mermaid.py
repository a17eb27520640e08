from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.formats import mermaid, mermaid_writing
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.journey_file import dumps, loads
from cjm_desktop.formats.mermaid import read
from cjm_desktop.formats.registry import import_file
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import LaneKind
from tests.strategies import written

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "mermaid"
REFERENCE = CORPUS / "reference.jsonl"


def imported(text: str, name: str = "day.mmd") -> Imported:
    return read(text, name)


def told(journey: Journey) -> list[tuple[str, str, float | None, list[str]]]:
    """Section, task, score (as on a scale from 1 to 5) and actors of each card."""
    found = []
    for card, point in zip(journey.cards.values(), journey.points.values(), strict=True):
        assert card.stage == point.stage
        actors = list(card.tags) or ([journey.personas[card.persona].name] if card.persona else [])
        score = None if point.value is None else point.value + 3
        found.append((journey.stages[card.stage or ""].name, card.text, score, actors))
    return found


# ---- as Mermaid has it


def references() -> list[dict[str, Any]]:
    if not REFERENCE.exists():
        return []
    return [json.loads(line) for line in REFERENCE.read_text(encoding="utf-8").splitlines()]


def as_people_see(text: str) -> str:
    """The reference keeps `<br>` and writes `#58;` in Mermaid's own way."""
    text = re.sub(r"</?br(\\t)?\s*/?>", "\n", text).replace("ﬂ°°58¶ß", ":")
    return "\n".join(line.strip() for line in text.split("\n"))


@pytest.mark.skipif(
    not REFERENCE.exists(), reason="the corpus of Mermaid files is not there (../shared/corpus/mermaid)"
)
@pytest.mark.parametrize("reference", references(), ids=lambda reference: reference["file"])
def test_the_corpus_is_read_as_mermaid_reads_it(reference: dict[str, Any]) -> None:
    made = import_file(CORPUS / reference["file"])
    journey = made.journey
    expected = reference.get("after_dedent_trim", reference)  # of what Mermaid refuses only for its margin
    assert journey.title == as_people_see(expected["title"])
    assert [stage.name for stage in journey.stages.values()] == [as_people_see(name) for name in expected["sections"]]
    scores = [None if task["score"] == "NaN" else task["score"] for task in expected["tasks"]]
    if any(score is not None and not 1 <= score <= 5 for score in scores):  # j029 runs from 0 to 5
        assert "0 was taken as −2 and 5 as +2" in made.notes[-1]
        scores = [None if score is None else round(1 + score * 4 / 5, 4) for score in scores]
    assert [(section, task, score and round(score, 4), actors) for section, task, score, actors in told(journey)] == [
        (as_people_see(task["section"]), as_people_see(task["task"]), score, task["people"])
        for task, score in zip(expected["tasks"], scores, strict=True)
    ]
    assert sorted(persona.name for persona in journey.personas.values()) == sorted(expected["actors"])
    assert expected["accDescr"] in journey.note
    assert loads(dumps(journey), "a").journey == journey
    assert loads(dumps(journey), "a").notes == ()


# ---- what becomes of it


def test_sections_tasks_scores_and_actors_become_stages_cards_points_and_personas() -> None:
    made = imported(
        "journey\n  title My working day\n  section Go to work\n    Make tea: 5: Me\n    Do work: 1.5: Me, Cat\n"
        "  section Go home\n    Sit down: 3: Me\n"
    )
    journey = made.journey
    assert made.notes == ()
    assert journey.title == "My working day"
    assert [(persona.name, persona.primary) for persona in journey.personas.values()] == [("Me", True), ("Cat", False)]
    assert [lane.role for lane in journey.lanes.values()] == ["actions", "emotions"]
    assert journey.lanes["lane-emotions"].kind is LaneKind.EMOTION
    assert told(journey) == [
        ("Go to work", "Make tea", 5, ["Me"]),
        ("Go to work", "Do work", 1.5, ["Me", "Cat"]),
        ("Go home", "Sit down", 3, ["Me"]),
    ]
    assert [point.position for point in journey.points.values()] == [0.25, 0.75, 0.5]
    assert [point.value for point in journey.points.values()] == [2, -1.5, 0]
    assert journey.cards["card-2"].persona is None
    assert journey.curves["curve-1"].persona is None


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        (
            "%% a comment\n\n%%{init: {'theme':\n 'dark'}}%%\njourney\n%% another\n# one\n"
            "title Day\nsection A\n%%{init: {}}%%T: 4: Me",
            (
                "Line 3 (“%%{init: {'theme':”): the directive with settings of the drawing was left out.",
                "Lines 1, 6 and 7 (“%% a comment” and others): the comment was left out.",
            ),
        ),
        (
            "---\ntitle: Day\nconfig:\n  theme: dark\n---\njourney\nsection A\nT: 4: Me",
            ("What the front matter says beside the title was left out.",),
        ),
        (
            '---\ntitle: "Night"\n---\njourney\ntitle Day\nsection A\nT: 4: Me',
            ("The title of the front matter was left out, since the diagram has one of its own.",),
        ),
        (
            "journey\ntitle Day %% of work\nsection A\t%% first\nT: 4: Me %% note",
            ("Lines 2, 3 and 4 (“%% of work” and others): the comment was left out.",),
        ),
        (
            "journey\ntitle: Day\nSection : A\nT: 4: Me",
            (
                "Line 2: “title:” was read without its colon, which Mermaid takes for a task.",
                "Line 3: “Section:” was read without its colon, which Mermaid takes for a task.",
            ),
        ),
        (
            "journey\ntitle Day\nsection A\nT: 4 / 5: Me",
            ("Line 4 (“4 / 5”): the score was read as one on a scale to 5.",),
        ),
    ],
    ids=["directive", "settings", "titles", "comments", "colons", "of five"],
)
def test_what_is_left_out_or_taken_otherwise_than_mermaid_does_is_told(text: str, told_of: tuple[str, ...]) -> None:
    made = imported(text)
    assert made.notes == told_of
    assert made.journey.title == "Day"
    assert told(made.journey) == [("A", "T", 4, ["Me"])]


_TWO = "# Plan\n```mermaid\njourney\nsection A\nT: 3\n```\n## Tomorrow #\n```mermaid\njourney\nsection B\nU: 4\n```\n"


def test_each_of_several_journeys_can_be_had() -> None:
    assert mermaid.names(_TWO, "plan.md") == ("Plan", "Tomorrow")
    first = read(_TWO, "plan.md")
    assert (first.journey.title, first.notes[0]) == ("Plan", "“Plan” was read; there is also “Tomorrow”.")
    for which in ("2", "tomorrow"):
        made = read(_TWO, "plan.md", which)
        assert (made.journey.title, made.notes) == ("Tomorrow", ())
        assert [stage.name for stage in made.journey.stages.values()] == ["B"]
    with pytest.raises(FileProblem, match=r"plan\.md has no diagram “x”; it has 1 “Plan”, 2 “Tomorrow”"):
        read(_TWO, "plan.md", "x")
    assert mermaid.names(_TWO.replace("# Plan", "").replace("## Tomorrow #", ""), "a.md") == ("Journey 1", "Journey 2")


def test_the_only_actor_has_the_curve() -> None:
    assert imported("journey\nA: 5: Me").journey.curves["curve-1"].persona == "persona-1"


def test_of_actors_the_first_of_those_in_most_tasks_is_primary() -> None:
    journey = imported("journey\nA: 5: Cat\nB: 4: Me\nC: 4: Dog, Me\nD: 3: Dog").journey
    assert [persona.name for persona in journey.personas.values() if persona.primary] == ["Me"]


def test_the_same_text_gives_the_same_bytes() -> None:
    text = "journey\nsection A\nB: 5: Me"
    assert dumps(imported(text).journey) == dumps(imported(text).journey)


@pytest.mark.parametrize(
    "text",
    [
        "journey title Day\nsection A\nT: 4: Me",
        "JOURNEY\r\n\ttitle\tDay\r\n\tsection\tA\r\n\t\tT\t:\t4\t:\tMe\t\r\n",
        "---\ntitle: Day\n\n---\njourney\nsection A\nT: 4: Me",
        "---\r\ntitle: Day\r\n---\r\njourney\r\nsection A\r\nT: 4: Me",
        "journey\ntitle Day;\nsection A;\nT: 4: Me;\n%%\n",
        "journey\ntitle D#97;y\nsection &#65;\nT: 4: M#101;",
        "   ---\n   title: 'Day'\n   ---\n   journey\n   section A\n   T: 4: Me",
        "\ufeffjourney\naccTitle: Day\nsection A\nT: 4: Me, ",
        "journey\ntitle Day\nsection A\nT: 4.0: Me",
        "journey\ntitle Day\naccDescr: words\nsection A\nT: 4: Me",
        "journey\ntitle Day\naccDescr { words }\nsection A\nT: 4: Me",
        "journey\ntitle Day\naccDescr {\n words\n  : more }\nsection A\nT: 4: Me",
    ],
)
def test_each_way_of_writing_it_is_understood(text: str) -> None:
    made = imported(text)
    assert made.notes == ()
    assert made.journey.title == "Day"
    assert told(made.journey) == [("A", "T", 4, ["Me"])]
    assert made.journey.note in ("", "words", "words\n: more")


def test_entities_and_line_breaks_are_what_they_stand_for() -> None:
    made = imported(
        "journey\ntitle a#58;b\nsection One<br/>Two<BR >#35;3\nPay #quot;now#quot; &amp; #nosuch;: 5: M#252;ller"
    )
    journey = made.journey
    assert made.notes == ()
    assert journey.title == "a:b"
    assert told(journey) == [("One\nTwo\n#3", 'Pay "now" & #nosuch;', 5, ["Müller"])]


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("section A: b\nT: 4", ("A: b", "T", 4, []), "Line 2 (“A: b”): the colon was kept in the name of the section."),
        ("T: 4", ("", "T", 4, []), "Line 2: tasks before the first section stand in a stage without a name."),
        ("section\nT: 4", ("", "T", 4, []), "Line 2: the section has no name."),
        (
            "section A\nT: good",
            ("A", "T", None, []),
            "Line 3 (“good”): the score is not a number, so the curve has a gap there.",
        ),
        (
            "section A\nT: NaN: Me",
            ("A", "T", None, ["Me"]),
            "Line 3 (“NaN”): the score is not a number, so the curve has a gap there.",
        ),
        (
            "section A\nT: 1_0",
            ("A", "T", None, []),
            "Line 3 (“1_0”): the score is not a number, so the curve has a gap there.",
        ),
        ("section A\nT", ("A", "T", None, []), "Line 3 (“T”): the task has no score, so the curve has a gap there."),
        ("section A\nT:", ("A", "T", None, []), "Line 3 (“T:”): the task has no score, so the curve has a gap there."),
        (
            "section A\nT: : Me",
            ("A", "T", None, ["Me"]),
            "Line 3 (“T: : Me”): the task has no score, so the curve has a gap there.",
        ),
        (
            "section A\nT: 2, Me",
            ("A", "T", None, []),
            "Line 3 (“2, Me”): a comma stands where Mermaid wants a colon, so the task has no score and no actor (write it as "
            "“task: 2: actor”).",
        ),
        (
            "section A\nSee https://x.org: 4: Me",
            ("A", "See https://x.org", 4, ["Me"]),
            "Line 3 (“See https://x.org”): the colon was taken as part of the task's name.",
        ),
        ("section A\nT: 4: Me: x", ("A", "T", 4, ["Me"]), "Line 3 (“x”): what stands after the actors was left out."),
        (
            "section A # b\nT: 4: Me",
            ("A", "T", 4, ["Me"]),
            "Line 2 (“# b”): what follows “#” was taken as a comment, as Mermaid takes it.",
        ),
    ],
)
def test_where_mermaid_is_stricter_than_people_it_is_guessed_and_told(
    text: str, expected: tuple[str, str, float | None, list[str]], note: str
) -> None:
    made = imported("journey\n" + text)
    assert told(made.journey) == [expected]
    assert made.notes == (note,)


def test_a_blank_title_takes_nothing_from_the_next_line() -> None:
    journey = imported("journey\ntitle\nsection A\nT #5: 4").journey
    assert journey.title == "day"
    assert told(journey) == [("A", "T #5", 4, [])]


def test_remarks_of_one_kind_are_one_sentence() -> None:
    text = "journey\nsection A\n" + "\n".join(f"T: x{n}" for n in range(9))
    assert imported(text).notes == (
        "Lines 3, 4, 5, 6 and 5 more (“x0” and others): the score is not a number, so the curve has a gap there.",
    )


@pytest.mark.parametrize(
    ("scores", "values", "ends"),
    [
        ("1 5 3", [-2, 2, 0], None),
        ("4 4", [1, 1], None),
        ("0 5 2.5", [-2, 2, 0], "0 was taken as −2 and 5 as +2"),
        ("0 10 5", [-2, 2, 0], "0 was taken as −2 and 10 as +2"),
        ("1 10", [-2, 2], "1 was taken as −2 and 10 as +2"),
        ("20 100 50", [-1.2, 2, 0], "0 was taken as −2 and 100 as +2"),
        ("-2 2 0.5", [-2, 2, 0.5], "-2 was taken as −2 and 2 as +2"),
        ("-3 0", [-2, 0], "-3 was taken as −2 and 3 as +2"),
        ("500 250", [2, 0], "0 was taken as −2 and 500 as +2"),
        ("1e300 -1e300", [2, -2], "-1e+300 was taken as −2 and 1e+300 as +2"),
    ],
)
def test_other_scales_are_mapped_and_told(scores: str, values: list[float], ends: str | None) -> None:
    made = imported("journey\nsection A\n" + "\n".join(f"T: {score}" for score in scores.split()))
    assert [point.value for point in made.journey.points.values()] == values
    assert made.notes == ((f"The scores are not those of a scale from 1 to 5; {ends}.",) if ends else ())


def test_journeys_that_follow_one_another_are_several() -> None:
    text = (
        "journey\n title One\n section A\n  x: 1: Me\n\n---\ntitle: Two\n---\njourney\n section B\n  y: 2\n  z: -\n"
        "journey\n title Three\n C: 3\n"
    )
    assert mermaid.names(text, "a.mmd") == ("One", "Two", "Three")
    made = read(text, "a.mmd")
    assert [stage.name for stage in made.journey.stages.values()] == ["A"]
    assert made.notes == ("“One” was read; there is also “Two”, “Three”.",)
    made = mermaid.read(text, "a.mmd", "Two")
    assert [stage.name for stage in made.journey.stages.values()] == ["B"]
    assert made.notes == ("Line 12 (“-”): the score is not a number, so the curve has a gap there.",)


def test_scores_of_another_scale_are_written_as_they_were() -> None:
    text = "journey\n    title a\n    section A\n      T: 4\n      U: 2\n      V: 7\n"
    journey = read(text, "a.mmd").journey
    made = mermaid_writing.write(journey)
    assert made.data.decode() == text
    assert made.notes == ()
    # What was changed since counts.
    point = journey.points["point-1"].model_copy(update={"value": 2.0})
    changed = journey.model_copy(update={"points": Table.of([point, *list(journey.points.values())[1:]])})
    assert b"T: 5\n" in mermaid_writing.write(changed).data


def test_the_language_of_another_script_is_guessed_and_told() -> None:
    made = imported("journey\ntitle 私の一日\nsection 準備\nお茶を入れる: 5: 私")
    assert made.journey.language == "ja"
    assert made.notes == ("The language was taken to be Japanese.",)
    assert imported("journey\ntitle Meine Reise\nA: 3").journey.language == "en"


# ---- Markdown


def test_the_journey_of_a_markdown_file_is_found() -> None:
    text = (
        "# Plan\n\n```mermaid\nflowchart LR\n A --> B\n```\n\n1. list\n"
        "   ```mermaid\n   journey\n   section A\n   T: x\n   ```\n\n```js\njourney\n```\n"
    )
    made = read(text, "plan.md")
    assert told(made.journey) == [("A", "T", None, [])]
    assert made.notes == ("Line 12 (“x”): the score is not a number, so the curve has a gap there.",)


def test_of_several_journeys_the_first_is_taken_and_told() -> None:
    made = read("~~~mermaid\njourney\ntitle One\nA: 3\n~~~\n:::mermaid\njourney\ntitle Two\n:::\n", "plan.md")
    assert made.journey.title == "One"
    assert made.notes[0] == "“One” was read; there is also “Two”."


def test_a_journey_within_a_quotation_is_read_without_its_marks() -> None:
    quoted = "# Notes\n\n> ```mermaid\n> journey\n>   title Ride\n>   section Hear\n>     ask: 4: Ann\n> ```\n"
    journey = read(quoted, "a.md").journey
    assert (journey.title, [stage.name for stage in journey.stages.values()]) == ("Ride", ["Hear"])


def test_a_block_that_is_never_closed_ends_with_the_file() -> None:
    assert told(read("text\n```mermaid\njourney\nsection A\nT: 3", "plan.md").journey) == [("A", "T", 3, [])]


# ---- refusals


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("flowchart TD\nA-->B", "a.mmd", "a.mmd is a flowchart, not a journey."),
        ("%% hi\ngraph TD\nA-->B", "a.mmd", "a.mmd is a flowchart, not a journey."),
        ("---\ntitle: x\n---\nsequenceDiagram\n", "a.mmd", "a.mmd is a sequence diagram, not a journey."),
        ("gantt\n", "a.mmd", "a.mmd is a Gantt chart, not a journey."),
        (
            "journeys are long",
            "a.mmd",
            "a.mmd is something that begins with “journeys are long”, not a Mermaid journey.",
        ),
        ("Dear John,", "a.mmd", "a.mmd is something that begins with “Dear John,”, not a Mermaid journey."),
        (" \n%% only a comment\n", "a.mmd", "a.mmd is empty."),
        ("# Notes\n", "a.md", "a.md holds no Mermaid diagram (a block that begins with ```mermaid)."),
        (
            "```mermaid\npie\n```\n```mermaid\nmindmap\n```\n",
            "a.md",
            "a.md holds no Mermaid journey (it holds a pie chart and a mind map).",
        ),
        ("journey\ntitle \ud800", "a.mmd", "a.mmd holds half of a character (a lone surrogate)."),
        (
            "journey\n" + "T: 3\n" * 20_000,
            "a.mmd",
            "a.mmd holds 20,001 sections, tasks and actors; 20,000 are the most.",
        ),
    ],
)
def test_what_is_no_journey_is_refused_in_one_sentence(text: str, name: str, said: str) -> None:
    with pytest.raises(FileProblem) as caught:
        read(text, name)
    assert str(caught.value) == said


def test_an_empty_journey_is_an_empty_map_and_told() -> None:
    made = imported("journey")
    assert made.journey == Journey(title="day")
    assert made.notes == ("The diagram has no sections and no tasks, so the map is empty.",)


def test_texts_that_are_too_long_are_cut_and_told() -> None:
    made = imported("journey\ntitle " + "x" * 3_000 + "\nsection A\n" + "y" * 30_000 + ": 3")
    assert len(made.journey.title) == 2_000
    assert len(made.journey.cards["card-1"].text) == 20_000
    assert len(made.notes) == 2


@pytest.mark.parametrize(
    "text",
    [
        "%%{" * 300_000,
        "journey\nT: " + "1" * 900_000,
        "journey\n" + "<br " * 200_000,
        "journey\n<" + " " * 900_000,
        "&#" * 400_000,
    ],
)
def test_texts_made_to_take_for_ever_do_not(text: str) -> None:
    said = ""
    try:
        read(text, "a.mmd")
    except FileProblem as problem:
        said = str(problem)
    assert len(said) < 300


fragments = st.one_of(
    written,
    st.sampled_from(
        [
            "section ",
            "title ",
            "accDescr {",
            "}",
            ": 5",
            ": Me, You",
            ":",
            "#",
            "#58;",
            "%%",
            "%%{",
            "}%%",
            "```",
            "---",
            "<br>",
            "\t",
        ]
    ),
    st.text(max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(fragments, max_size=5).map("".join), max_size=8).map("\n".join))
def test_whatever_stands_in_a_journey_a_sound_map_comes_out(body: str) -> None:
    try:
        made = imported("journey\n" + body)
    except FileProblem:
        return  # the body holds a fence, or half a character
    again = loads(dumps(made.journey), "a")
    assert again.journey == made.journey
    assert again.notes == ()
    assert all("\n" not in note and note.endswith(".") for note in made.notes)


def test_a_fence_of_nothing_is_no_journey() -> None:
    with pytest.raises(FileProblem, match=r"a\.md"):
        read("```mermaid", "a.md")
