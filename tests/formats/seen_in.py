"""What tests of imported tables look at in a map: names and texts, as plain lists."""

from __future__ import annotations

from cjm_desktop.model.journey import Journey


def stages(journey: Journey) -> list[str]:
    """The names of the stages, in order."""
    return [stage.name for stage in journey.stages.values()]


def lanes(journey: Journey) -> list[str]:
    """The labels of the lanes, from top to bottom."""
    return [lane.label for lane in journey.lanes.values()]


def cards(journey: Journey, label: str) -> list[str]:
    """The texts in the lanes of this label."""
    ids = {id_ for id_, lane in journey.lanes.items() if lane.label == label}
    return [card.text for card in journey.cards.values() if card.lane in ids]


def points(journey: Journey) -> list[tuple[float | None, str]]:
    """What is felt, and the words for it."""
    return [(point.value, point.label) for point in journey.points.values()]
