"""Row 8: every sound map becomes a PDF in which all its cards' texts are found, whatever they are written in."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.formats.carried import carried_map
from cjm_desktop.formats.journey_file import loads
from cjm_desktop.model.journey import Journey, Table
from tests.journeys.printing import MODES, exported, is_there, page_texts
from tests.reliability.harmless import faults_of_pdf
from tests.reliability.programme import ROWS, SCALE, Tally
from tests.strategies import journeys

#: Other maps than those that the ordinary tests print.
_FIRST = 10_000


def missing(journey: Journey, pdf: bytes) -> list[str]:
    """The cards whose texts a reader does not find in a PDF."""
    found = "\n".join(page_texts(pdf))
    return [card.id for card in journey.cards.values() if not is_there(card.text, found)]


@pytest.mark.row(8)
def test_every_text_of_a_random_map_is_found(tally: Tally) -> None:
    tally.add("texts missing", 0)
    for seed in range(_FIRST, _FIRST + tally.n):
        journey, pdf, mode = exported(seed)
        lost = missing(journey, pdf)
        tally.add("texts found", len(journey.cards) - len(lost))
        tally.add("texts missing", len(lost))
        assert lost == [], (seed, mode)
        assert loads(carried_map(pdf, "map.pdf"), "map.pdf").journey == journey


@pytest.mark.row(8)
@settings(
    max_examples=ROWS[8].n * SCALE,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(journey=journeys(unknown=True))
def test_any_map_is_printed(tally: Tally, journey: Journey) -> None:
    tally.add("wild maps printed")
    mode = MODES[len(journey.cards) % len(MODES)]
    assert faults_of_pdf(export_pdf(journey, ExportOptions(page=mode))) == []


@pytest.mark.row(8, without="one card of the drawing")
def test_a_card_that_is_not_drawn_is_missed(tally: Tally) -> None:
    for seed in range(_FIRST, _FIRST + min(5, tally.n)):
        journey, _, _ = exported(seed)
        *others, last = (card for card in journey.cards.values() if card.text)
        alone = last.model_copy(update={"text": "Nobody else says 7193"})
        less = journey.model_copy(update={"cards": Table.of(others), "connectors": Table()})
        whole = journey.model_copy(update={"cards": Table.of([*others, alone]), "connectors": Table()})
        assert missing(whole, export_pdf(less, ExportOptions("map"))) == [alone.id]
