"""Persona files: what is written is what is read, what cannot be meant is refused in one sentence, nothing is half written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.personas import take_in_persona
from cjm_desktop.formats import persona_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.persona_file import PersonaFile, dumps, load, loads, of_map, save
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Channel, Crop, Persona
from tests.maps import picture
from tests.strategies import names, text_lists, texts

PORTRAIT = picture(9, 12)
MASHA = Persona(
    id="masha",
    name="Masha",
    portrait=PORTRAIT.id,
    portrait_crop=Crop(x=0.25, width=0.5),
    primary=True,
    archetype="office worker",
    quote="He needs four meals a day.",
    needs=("certainty", "an evening"),
    channels=("search", "fair"),
)
FAIR = Channel(id="fair", name="Fair", icon="store")


def document(**fields: Any) -> bytes:
    return json.dumps({"format": "cjm-persona", "version": "1.0", "persona": {"id": "a"}, **fields}).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(FileProblem) as caught:
        loads(data, "folder/masha.cjmpersona")
    return str(caught.value)


personas = st.builds(
    Persona,
    id=st.sampled_from(["a", "persona-1", "..", "q" * 80]),
    name=names,
    primary=st.booleans(),
    archetype=names,
    demographics=texts,
    quote=texts,
    needs=text_lists,
    wants=text_lists,
    motives=text_lists,
    behaviours=text_lists,
    goals=text_lists,
    frustrations=text_lists,
    channels=text_lists,
    note=texts,
    portrait=st.none() | st.just(PORTRAIT.id),
    portrait_crop=st.none() | st.builds(Crop, x=st.floats(0, 1), height=st.floats(0.01, 1)),
)


@settings(max_examples=60, deadline=None)
@given(personas)
def test_a_persona_survives_writing_and_reading(persona: Persona) -> None:
    file = PersonaFile(persona, PORTRAIT if persona.portrait else None, (FAIR,))
    assert loads(dumps(file), "a.cjmpersona") == file
    assert dumps(loads(dumps(file), "a.cjmpersona")) == dumps(file)


def test_a_persona_goes_from_one_map_to_another(tmp_path: Path) -> None:
    channels = Table.of([FAIR, Channel(id="other", name="Other")])
    home = Journey(personas=Table.of([MASHA]), channels=channels, pictures=Table.of([PORTRAIT, picture(4, 4)]))
    path = tmp_path / "Masha (große).cjmpersona"
    save(of_map(home, "masha"), path)
    file = load(path)
    assert (file.persona, file.portrait, file.channels, file.notes) == (MASHA, PORTRAIT, (FAIR,), ())
    away, id_ = take_in_persona(Journey(), file.persona, file.portrait, file.channels)
    assert away.personas[id_] == MASHA
    assert list(away.pictures) == [PORTRAIT.id]
    with pytest.raises(KeyError):
        of_map(home, "x")


def test_the_file_says_what_it_is_first() -> None:
    lines = dumps(PersonaFile(Persona(id="a"))).decode().splitlines()
    assert lines == [
        "{",
        '  "format": "cjm-persona",',
        '  "version": "1.0",',
        '  "persona": {',
        '    "id": "a",',
        '    "name": ""',
        "  }",
        "}",
    ]


def test_fields_of_a_newer_version_are_kept() -> None:
    data = document(version="1.7", persona={"id": "a", "name": "A", "mood": {"deep": [1]}}, seal="x")
    file = loads(data, "a")
    assert file.persona.model_extra == {"mood": {"deep": [1]}}
    assert json.loads(dumps(file)) == json.loads(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n123", "a PNG picture"),
        (b"\xff\xfea", "UTF-16"),
        (b"[1, 2]", "is not a persona"),
        (b'{"format": "cjm", "version": "1.0"}', "is not a persona"),
        (b'{"format": "cjm-persona"}', "does not say its format version"),
        (document(version="2.0"), "newer than this program"),
        (b'{"format": "cjm-persona", "version": "1.0"}', "“persona” is missing"),
        (document(persona=[]), "a record in curly brackets is expected"),
        (document(persona={"id": "a", "name": 5}), "in persona → name: a text is expected"),
        (document(persona={"id": "a b"}), "an id is made of"),
        (document(persona={"id": "a", "needs": "one"}), "a list in square brackets is expected"),
        (document(persona={"id": "a", "quote": "x" * 20_001}), "longer than 20,000 characters"),
        (document(channels={}), "in channels: a list in square brackets is expected"),
        (document(pictures=[{"id": "a"}] * 201), "holds 201 pictures"),
        (document().replace(b'"a"', b'"a", "id": "b"'), "stands twice"),
        (document().replace(b'"1.0"', b'"1.0", "x": NaN'), "not a number"),
        (document(seal="\ud800"), "half of a character"),
        (document().replace(b'"1.0"', b'"1.0", "x": ' + b"[" * 100_000), "nest too deeply"),
    ],
)
def test_what_is_no_persona_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    sentence = refusal(data)
    assert sentence.startswith("masha.cjmpersona")
    assert said in sentence
    assert "\n" not in sentence


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persona_file, "SIZE_LIMIT", 2_000)
    path = tmp_path / "a.cjmpersona"
    path.write_bytes(document() + b" " * 2_000)
    with pytest.raises(FileProblem, match="larger than") as caught:
        load(path)
    assert caught.value.path == path
    assert "larger than" in refusal(path.read_bytes())


def test_a_damaged_portrait_is_left_out_and_said() -> None:
    broken = {**PORTRAIT.model_dump(mode="json"), "data": "AAAA"}
    file = loads(document(persona={"id": "a", "name": "Ann", "portrait": PORTRAIT.id}, pictures=[broken]), "a")
    assert (file.persona.portrait, file.portrait) == (None, None)
    assert len(file.notes) == 2


def test_a_file_that_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.cjmpersona"
    save(PersonaFile(MASHA, PORTRAIT), path)
    before = path.read_bytes()
    with pytest.raises(FileProblem, match="Nothing was saved"):
        save(PersonaFile(MASHA.model_copy(update={"quote": "x" * 30_000})), path)
    with pytest.raises(FileProblem, match="reads differently"):
        save(PersonaFile(MASHA), path)
    path.chmod(0o400)
    with pytest.raises(FileProblem, match="the file is write-protected"):
        save(PersonaFile(MASHA, PORTRAIT), path)
    assert path.read_bytes() == before
    with pytest.raises(FileProblem, match="no folder"):
        save(PersonaFile(MASHA, PORTRAIT), tmp_path / "nowhere" / "a.cjmpersona")
    assert os.listdir(tmp_path) == ["a.cjmpersona"]
