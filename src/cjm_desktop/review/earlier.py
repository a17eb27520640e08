"""Two maps go in; which of them is the one before comes out, as far as they say it."""

from __future__ import annotations

import re

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import MapKind
from cjm_desktop.review.rules.frame import day_of

_NUMBERS = re.compile(r"\d{1,9}")


def is_before(one: Journey, other: Journey) -> bool | None:
    """Whether `one` comes before `other`; None where nothing tells.

    A map of the future comes after any other one; else the older date tells, and then the lower revision.
    """
    future = [journey.kind is MapKind.FUTURE for journey in (one, other)]
    if future[0] != future[1]:
        return future[1]
    days = day_of(one.date), day_of(other.date)
    if days[0] and days[1] and days[0] != days[1]:
        return days[0] < days[1]
    numbers = [tuple(map(int, _NUMBERS.findall(journey.revision))) for journey in (one, other)]
    if all(numbers) and numbers[0] != numbers[1]:
        return numbers[0] < numbers[1]
    return None
