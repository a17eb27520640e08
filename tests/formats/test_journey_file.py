from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.formats import journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.journey_file import dumps, load, loads, proven
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import (
    Card,
    Curve,
    EmotionPoint,
    Evidence,
    Lane,
    LaneKind,
    Priority,
    Proof,
    Stage,
    SubStage,
    WebLink,
)
from tests.maps import random_map, write_map
from tests.strategies import journeys, texts

SLOW_DRAWS = [HealthCheck.too_slow, HealthCheck.data_too_large]


def small() -> Journey:
    return Journey(
        title="Feeding Mitya",
        stages=Table.of([Stage(id="need", name="Need")]),
        lanes=Table.of([Lane(id="pains", role="pains", label="Pain points")]),
        cards=Table.of(
            [
                Card(id="card-7", lane="pains", stage="need", text="No time", tags=("a", "b")),
                Card(id="card-8", text="waits"),
            ]
        ),
    )


def document(**fields: Any) -> bytes:
    return json.dumps({"format": "cjm", "version": "1.0", **fields}).encode()


def refusal(data: bytes, name: str = "folder/feeding.cjm") -> str:
    with pytest.raises(FileProblem) as caught:
        loads(data, name)
    return str(caught.value)


# ---- what is written is what is read


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW_DRAWS)
@given(journeys(unknown=True))
def test_a_journey_survives_writing_and_reading(journey: Journey) -> None:
    loaded = loads(dumps(journey), "a.cjm")
    assert loaded.notes == ()
    assert loaded.journey == journey
    assert [list(getattr(loaded.journey, table)) for table in TABLES] == [
        list(getattr(journey, table)) for table in TABLES
    ]
    assert dumps(loaded.journey) == dumps(journey)


def test_a_large_map_survives_saving_and_loading(tmp_path: Path) -> None:
    journey = random_map(3, 700)
    path = tmp_path / "große Karte.cjm"
    digest = write_map(journey, path)
    loaded = load(path)
    assert loaded.journey == journey
    assert loaded.notes == ()
    assert not loaded.read_only
    assert loaded.digest == digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_file_says_format_and_version_first_and_one_property_a_line() -> None:
    assert dumps(small()).decode() == (
        """{
  "format": "cjm",
  "version": "1.1",
  "title": "Feeding Mitya",
  "stages": [
    {
      "id": "need",
      "name": "Need"
    }
  ],
  "lanes": [
    {
      "id": "pains",
      "kind": "cards",
      "role": "pains",
      "label": "Pain points"
    }
  ],
  "cards": [
    {
      "id": "card-7",
      "lane": "pains",
      "stage": "need",
      "text": "No time",
      "tags": [
        "a",
        "b"
      ]
    },
    {
      "id": "card-8",
      "lane": null,
      "stage": null,
      "text": "waits"
    }
  ]
}
"""
    )


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW_DRAWS)
@given(journeys().filter(lambda journey: bool(journey.cards)), st.data())
def test_one_edited_word_is_one_changed_line(journey: Journey, data: st.DataObject) -> None:
    card = data.draw(st.sampled_from(list(journey.cards.values())))
    word = data.draw(texts.filter(lambda text: text != card.text))
    edited = journey.model_copy(
        update={
            "cards": Table.of(c.model_copy(update={"text": word}) if c is card else c for c in journey.cards.values())
        }
    )
    before, after = dumps(journey).split(b"\n"), dumps(edited).split(b"\n")
    assert len(before) == len(after)
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_a_gap_in_the_curve_is_written_as_null() -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of([Lane(id="l", kind=LaneKind.EMOTION)]),
        curves=Table.of([Curve(id="c", lane="l")]),
        points=Table.of([EmotionPoint(id="p", curve="c", stage="s")]),
    )
    assert b'"value": null' in dumps(journey)
    assert loads(dumps(journey), "a").journey.points["p"].value is None


def test_the_order_of_records_is_kept() -> None:
    journey = Journey(stages=Table.of([Stage(id="b"), Stage(id="a")]))
    assert list(loads(dumps(journey), "a").journey.stages) == ["b", "a"]


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert loads(b"\xef\xbb\xbf" + dumps(small()), "a").journey == small()


# ---- versions


def test_unknown_fields_of_a_newer_minor_survive_in_every_record() -> None:
    newer = {
        "format": "cjm",
        "version": "1.7",
        "title": "Feeding",
        "weather": {"at": [1, None, {"deep": "é"}]},
        "stages": [{"id": "s", "name": "S", "sub_stages": [{"id": "u", "name": "U", "tint": 3}], "mood": "calm"}],
        "lanes": [{"id": "l", "kind": "cards", "role": "own", "label": "", "folds": True}],
        "cards": [
            {
                "id": "c",
                "lane": "l",
                "stage": "s",
                "text": "t",
                "evidence": {"status": "observed", "source": "n=3", "doubt": 0.25},
                "priority": {"impact": 1, "effort": 2, "risk": 3},
                "links": [{"url": "https://example.org", "title": "x", "seen": "today"}],
                "rotation": 4,
            }
        ],
        "gardens": [{"id": "g"}],
    }
    loaded = loads(json.dumps(newer).encode(), "feeding.cjm")
    assert json.loads(dumps(loaded.journey)) == newer
    assert loaded.notes == (
        "feeding.cjm is of format 1.7, which is newer than this program (1.1). What this program does not know is kept.",
    )
    assert not loaded.read_only


def test_a_newer_major_is_for_reading_only_and_a_copy_is_of_the_own_version() -> None:
    loaded = loads(b'{"format": "cjm", "version": "2.3", "title": "T", "new": 1}', "feeding.cjm")
    assert loaded.read_only
    assert "feeding.cjm is of format 2.3" in loaded.notes[0]
    assert "reading only" in loaded.notes[0]
    assert json.loads(dumps(loaded.journey))["version"] == "1.1"


def test_what_is_made_here_is_of_the_own_version() -> None:
    assert b'"version": "1.1"' in dumps(Journey(version="2.0"))
    assert b'"version": "1.1"' in dumps(Journey(version="0.1"))


def test_an_unknown_word_of_a_newer_minor_is_refused_rather_than_lost() -> None:
    said = refusal(document(version="1.3", lanes=[{"id": "l", "kind": "kanban"}]))
    assert said == (
        "feeding.cjm: in lane “l” (lanes → 0 → kind): “kanban” is not one of cards, touchpoints, emotion, metric, pictures or "
        "steps (the file is of format 1.3; a newer version of the program may read it)."
    )


@pytest.mark.parametrize("version", ["", "1", "1.x", "v1.0", "-1.0", "1.00000000", 1, 1.0, None, ["1.0"]])
def test_a_version_that_is_none_is_refused(version: object) -> None:
    assert (
        refusal(document(version=version)) == "feeding.cjm does not say its format version, such as “version”: “1.1”."
    )


def test_a_version_before_the_first_is_refused() -> None:
    assert refusal(document(version="0.9")) == "feeding.cjm is of format 0.9, which this program cannot read any more."


# ---- refusals


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "feeding.cjm is empty."),
        (b" \n", "feeding.cjm is empty."),
        (b"%PDF-1.7", "feeding.cjm is a PDF document, not a text."),
        (b"PK\x03\x04rest", "feeding.cjm is a ZIP or office file, not a text."),
        (b"\xff\xfe{\x00", "feeding.cjm is written in UTF-16; save it as UTF-8."),
        (b'{"a":\n"\xe9"}', "feeding.cjm: line 2 is not UTF-8 text."),
        (b'{"a": 1\n"b": 2}', "feeding.cjm: line 2, column 1: a comma or a closing bracket is missing."),
        (b'{"a" 1}', "feeding.cjm: line 1, column 6: a colon is missing."),
        (
            b'{"a": "x\n"}',
            "feeding.cjm: line 1, column 9: a text runs over the end of its line or holds a control character.",
        ),
        (b'{"a": "x', "feeding.cjm: line 1, column 7: the text that starts here has no closing quotation mark."),
        (b"{} {}", "feeding.cjm: line 1, column 4: something stands after the end of the document."),
        (b'{"a":\n<<<<<<< HEAD\n1}', "feeding.cjm: line 2 is the mark of a merge that is not finished."),
        (b'{"a": NaN}', "feeding.cjm: “NaN” is not a number that a map can hold."),
        (b'{"a": -Infinity}', "feeding.cjm: “-Infinity” is not a number that a map can hold."),
        (b'{"a": 1e999}', "feeding.cjm: the number 1e999 is too large."),
        (b'{"a": ' + b"7" * 9000 + b"}", "feeding.cjm: the number 777777777777… is too large."),
        (b'{"id": "card-7", "text": 1, "text": 2}', "feeding.cjm: in “card-7” the property “text” stands twice."),
        (b'{"a": 1, "a": 2}', "feeding.cjm: the property “a” stands twice."),
        (b'{"a": ' + b"[" * 100_000, "feeding.cjm: its brackets nest too deeply."),
        (b"[]", "feeding.cjm is not a customer journey map: it does not say “format”: “cjm”."),
        (b'{"title": "x"}', "feeding.cjm is not a customer journey map: it does not say “format”: “cjm”."),
        (document(x=[[]] * 2, y=json.loads("[" * 60 + "]" * 60)), "feeding.cjm: its brackets nest too deeply."),
        (
            document(cards=[{"id": "c", "x": "\ud800"}]),
            "feeding.cjm: a text holds half of a character (a lone surrogate).",
        ),
        (
            document(cards=[{"id": "c", "\udfff": 1}]),
            "feeding.cjm: in card “c” (cards → 0): the text holds half of a character (a lone surrogate).",
        ),
        (
            document(cards=[{"id": "c", "links": [{"url": "https://x.org", "x": "\ud800"}]}]),
            "feeding.cjm: a text holds half of a character (a lone surrogate).",
        ),
        (document(x={"\udfff": 1}), "feeding.cjm: a text holds half of a character (a lone surrogate)."),
        (
            document(cards=[{"id": "card-7", "text": "\ud800"}]),
            "feeding.cjm: in card “card-7” (cards → 0 → text): the text holds half of a character (a lone surrogate).",
        ),
        (
            document(cards=[{"id": "a"}, {"id": "card-7", "text": "x" * 20_001}]),
            "feeding.cjm: in card “card-7” (cards → 1 → text): the text is longer than 20,000 characters.",
        ),
        (document(cards=[{"id": "a"}, {"id": "a"}]), "feeding.cjm: in cards: the id “a” occurs twice."),
        (document(cards=[{"text": "x"}]), "feeding.cjm: in card 1 (cards → 0 → id): “id” is missing."),
        (document(cards=[7]), "feeding.cjm: in card 1 (cards → 0): a record in curly brackets is expected."),
        (document(cards={}), "feeding.cjm: in cards: a list in square brackets is expected."),
        (document(title=7), "feeding.cjm: in title: a text is expected."),
        (
            document(cards=[{"id": "a b"}]),
            "feeding.cjm: in card “a b” (cards → 0 → id): “a b” cannot stand there: an id is made of 1 to 80 letters, digits, "
            "dots, hyphens and underscores.",
        ),
        (
            document(cards=[{"id": "a", "links": [{"url": "file:///etc/passwd"}]}]),
            "feeding.cjm: in card “a” (cards → 0 → links → 0 → url): “file:///etc/passwd” cannot stand there: an address starts "
            "with http://, https:// or mailto:.",
        ),
        (
            document(points=[{"id": "p", "curve": "c", "stage": "s", "value": 9}]),
            "feeding.cjm: in emotion point “p” (points → 0 → value): the number must not be more than 2.",
        ),
        (
            document(cards=[{"id": "a", "span": 0, "votes": "x"}]),
            "feeding.cjm: in card “a” (cards → 0 → span): the number must not be less than 1 (and 1 more).",
        ),
        (
            document(stages=[{"id": "s", "width": True, "sub_stages": "x"}]),
            "feeding.cjm: in stage “s” (stages → 0 → sub_stages): a list in square brackets is expected (and 1 more).",
        ),
        (
            document(language="e n"),
            "feeding.cjm: in language: “e n” cannot stand there: a language is named like “en” or “pt-BR”.",
        ),
        (document(kind="odd"), "feeding.cjm: in kind: “odd” is not one of current, day, future, blueprint or other."),
    ],
)
def test_each_bad_file_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    assert refusal(data) == said


def test_the_name_of_a_file_cannot_turn_the_sentence_round() -> None:
    assert refusal(b"", "a\u202egpj.cjm") == "a\\u202egpj.cjm is empty."
    assert refusal(b"", "a\nb.cjm") == "a\\u000ab.cjm is empty."


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_never_a_crash(data: st.DataObject) -> None:
    whole = dumps(small())
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 12)))
    damaged = (
        whole[:start]
        + data.draw(st.binary(max_size=6) | st.sampled_from([b"[", b"{", b"null", b'"', b"1e5"]))
        + whole[end:]
    )
    said = None
    try:
        loaded = loads(damaged, "a.cjm")
    except FileProblem as problem:
        said = str(problem)
    if said is None:
        assert loads(dumps(loaded.journey), "a.cjm").journey == loaded.journey
    else:
        assert "\n" not in said
        assert said.startswith("a.cjm")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.cjm"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(FileProblem, match=r"^huge\.cjm is larger than 50 MB\.$") as caught:
        load(path)
    assert caught.value.path == path


def test_a_folder_a_missing_file_and_a_bad_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="is a folder, not a file"):
        load(tmp_path)
    with pytest.raises(FileProblem, match=r"^gone\.cjm cannot be read: there is no such file or folder\.$"):
        load(tmp_path / "gone.cjm")
    with pytest.raises(FileProblem, match="the name is not one of a file"):
        load("a\0b.cjm")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.cjm")
    with pytest.raises(FileProblem, match="pipe or a device"):
        load(tmp_path / "pipe.cjm")


# ---- mended on loading


def test_references_that_lead_nowhere_are_mended_and_told() -> None:
    loaded = loads(document(cards=[{"id": "c", "lane": "l", "text": "Pay"}], lanes=[{"id": "x"}]), "a.cjm")
    assert loaded.journey.cards["c"].lane is None
    assert loaded.notes == ("Card “Pay” pointed at a lane that is not there; it waits in the parking lot.",)


# ---- saving


def test_what_cannot_be_opened_again_is_not_proven() -> None:
    too_long = small().cards["card-7"].model_copy(update={"text": "x" * 20_001})
    bad = small().model_copy(update={"cards": Table.of([too_long])})
    with pytest.raises(FileProblem, match=r"Nothing was saved.*card “card-7”.*longer than 20,000"):
        proven(bad, "a.cjm")
    nan = small().cards["card-7"].model_copy(update={"votes": float("nan")})
    with pytest.raises(FileProblem, match=r"Nothing was saved|was not saved"):
        proven(small().model_copy(update={"cards": Table.of([nan])}), "a.cjm")
    half = small().model_copy(update={"title": "\ud800"})
    with pytest.raises(FileProblem, match="holds a value that cannot be written"):
        proven(half, "a.cjm")


def test_what_reads_differently_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proven(small(), "a.cjm") == dumps(small())
    monkeypatch.setattr(journey_file, "_validated", lambda *_: Journey(title="another"))
    with pytest.raises(FileProblem, match="reads differently"):
        proven(small(), "a.cjm")
    turned = small().model_copy(update={"cards": Table.of(reversed(small().cards.values()))})
    monkeypatch.setattr(journey_file, "_validated", lambda *_: turned)
    with pytest.raises(FileProblem, match="reads differently"):
        proven(small(), "a.cjm")


def test_a_map_with_a_dangling_reference_can_still_be_saved() -> None:
    dangling = small().model_copy(update={"stages": Table()})
    assert loads(proven(dangling, "a.cjm"), "a.cjm").journey.cards["card-7"].stage is None


def test_a_proof_says_its_status_even_where_it_is_the_default() -> None:
    journey = Journey(cards=Table.of([Card(id="c", evidence=Proof(source="n=3")), Card(id="d", evidence=Proof())]))
    written = json.loads(dumps(journey))["cards"]
    assert written[0]["evidence"] == {"status": "assumed", "source": "n=3"}
    assert written[1]["evidence"] == {"status": "assumed"}
    assert loads(dumps(journey), "a").journey.cards["d"].evidence == Proof(status=Evidence.ASSUMED)


def test_lists_of_records_are_written_a_property_a_line() -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s", sub_stages=(SubStage(id="u", name="U"),))]),
        cards=Table.of(
            [Card(id="c", links=(WebLink(url="https://example.org"),), priority=Priority(impact=1, effort=2))]
        ),
    )
    lines = dumps(journey).decode().split("\n")
    assert '          "name": "U"' in lines
    assert '          "url": "https://example.org"' in lines
    assert '        "effort": 2' in lines
