"""The words that layout itself puts onto a map (level names, footers), in one place, in English."""

from __future__ import annotations

from cjm_desktop.model.records import Evidence, LineKind, MapKind, Mark

KINDS: dict[MapKind, str] = {
    MapKind.CURRENT: "Current state",
    MapKind.DAY: "A day in the life",
    MapKind.FUTURE: "Future state",
    MapKind.BLUEPRINT: "Service blueprint",
    MapKind.OTHER: "",
}
UNTITLED = "Untitled map"
UNTITLED_LANE = "Lane"
UNTITLED_STAGE = "Stage"
SCOPE = "scope: {}"
OBJECTIVE = "Objective: {}"
EXPECTATIONS = "Expectations: {}"
OWNER = "Owner: {}"

PERSONA = "Persona"
NEEDS = "Needs: {}"
GOALS = "Goals: {}"
FRUSTRATIONS = "Frustrations: {}"
CHANNELS = "Reaches us by: {}"

LEVELS: tuple[tuple[float, str], ...] = ((2.0, "Delighted"), (0.0, "Neutral"), (-2.0, "Frustrated"))
CURVE = "Curve {}"

LINES: dict[LineKind, str] = {
    LineKind.INTERACTION: "Line of interaction",
    LineKind.VISIBILITY: "Line of visibility",
    LineKind.INTERNAL_INTERACTION: "Line of internal interaction",
}

PRIORITY = "impact {} × effort {}"
TARGET = "target {}"
NO_VALUE = "–"

EVIDENCE = "Evidence: {}."
ITEMS = "items: {}"
ASSUMPTIONS = "Cards marked as assumptions: {}."
FAIL_POINT = "fail point"
WAIT_POINT = "wait point"
MOMENT_OF_TRUTH = "moment of truth"
ASSUMED = "assumption"
PROPOSED = "proposal"
#: What signs on cards say, by mark or evidence.
SIGNS: dict[str, str] = {
    Mark.MOMENT_OF_TRUTH.value: MOMENT_OF_TRUTH,
    Mark.FAIL_POINT.value: FAIL_POINT,
    Mark.WAIT_POINT.value: WAIT_POINT,
    Evidence.ASSUMED.value: ASSUMED,
    Evidence.PROPOSED.value: PROPOSED,
}
NO_CHANNEL = "No channel"
ALL_STEPS = "all steps: {}"
MINUTES = "{} min"
HOURS = "{} h"
DAYS = "{} d"

CUSTOMER_GOAL = "Customer goal: {}"
BUSINESS_GOAL = "Business goal: {}"
GOALS_COINCIDE = "the two goals coincide"
GOALS_DIFFER = "the two goals do not coincide"
PICTURE = "picture"
NOTHING_HERE = "Nothing is written here yet."
PART = "{} of {}"
NOTES = "Notes"
PAGE = "{} / {}"

PERSONAS = "Personas"
SOURCES = "Sources"
OPPORTUNITIES = "Opportunities"
FINDINGS = "Review findings"
DEMOGRAPHICS = "About"
QUOTE = "Quote"
NEEDS_HEAD = "Needs"
WANTS = "Wants"
MOTIVES = "Motives"
BEHAVIOURS = "Behaviours"
GOALS_HEAD = "Goals"
FRUSTRATIONS_HEAD = "Frustrations"
CHANNELS_HEAD = "Channels"
NOTE = "Note"
OPPORTUNITY = "Opportunity"
OWNER_HEAD = "Owner"
PRIORITY_HEAD = "Priority"
WHERE = "Where"
SOURCE = "Source"
COUNT = "Number"
FINDING = "Finding"
WHY = "Why"
NOT_PLACED = "not placed yet"
ON_PAGE = "page {}"


def hidden_things(count: int) -> str:
    """What a collapsed lane says about itself."""
    return "1 item" if count == 1 else f"{count} items"


def assumptions(count: int) -> str:
    """The footer's sentence on assumptions; empty where there are none."""
    if count == 0:
        return ""
    return (
        "1 card is an assumption and is marked so."
        if count == 1
        else f"{count} cards are assumptions and are marked so."
    )
