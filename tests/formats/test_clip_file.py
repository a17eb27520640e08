"""Clips as bytes: what one window copies another reads, and what anybody else put there is refused in one sentence."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.clip import copied
from cjm_desktop.formats import clip_file, journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import TABLES, Journey
from tests.maps import random_map
from tests.strategies import journeys


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(journeys(unknown=True), st.data())
def test_clips_read_back(journey: Journey, data: st.DataObject) -> None:
    everything = [id_ for table in TABLES for id_ in getattr(journey, table)]
    clip = copied(journey, data.draw(st.lists(st.sampled_from(everything), unique=True)) if everything else [])
    if clip is not None:
        again = clip_file.loads(clip_file.dumps(clip))
        assert again == clip
        assert not again.journey.model_extra


def test_a_clip_is_a_map_that_any_version_opens() -> None:
    clip = copied(random_map(1, 20), ["card-1", "card-2"])
    assert clip is not None
    assert set(journey_file.loads(clip_file.dumps(clip), "clip").journey.cards) == {"card-1", "card-2"}


def _clip(**changes: object) -> bytes:
    clip = copied(random_map(1, 20), ["card-1", "card-2"])
    assert clip is not None
    return json.dumps({**json.loads(clip_file.dumps(clip)), **changes}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"{}",
        b"[" * 10_000,
        b'{"format": "cjm", "version": "1.0"}',
        b'{"format": "other"}',
        _clip(clip=None),
        _clip(clip=[]),
        _clip(clip=["gone"]),
        _clip(clip=[1, 2]),
        _clip(clip="card-1"),
        _clip(version="9.0"),
        _clip(cards=[{"id": "x", "span": "many"}]),
        _clip(stages=[{"id": f"s{n}"} for n in range(501)]),
    ],
    ids=range(14),
)
def test_hostile_clips_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(FileProblem, match=r"^What was copied [^\n]{10,200}\.$"):
        clip_file.loads(data)
