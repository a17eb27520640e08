"""A journey goes in, findings come out: what a careful colleague would ask about it, each with its place and its reason.

A rule looks at the map as it stands and changes nothing. It speaks only of what the map sets out to hold: without a lane
of touchpoints nobody asks for touchpoints. Rules that are switched off, in the map or by who asks, are not asked.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from datetime import date

from cjm_desktop.model.journey import Journey
from cjm_desktop.review.rules import RULES
from cjm_desktop.review.rules.look import Look
from cjm_desktop.review.rules.rule import Finding, Fixed, Severity

__all__ = ["Finding", "Fixed", "Severity", "findings", "fix_of", "one_by_one", "touched"]


def findings(
    journey: Journey, off: Collection[str] = (), today: date | None = None, touched: date | None = None
) -> tuple[Finding, ...]:
    """What every rule has to say, in the order of the rules and of the document; see `one_by_one`."""
    return tuple(finding for found in one_by_one(journey, off, today, touched) for finding in found)


def one_by_one(
    journey: Journey, off: Collection[str] = (), today: date | None = None, touched: date | None = None
) -> Iterator[tuple[Finding, ...]]:
    """What each rule has to say, a rule at a time, for a caller that has other things to do in between.

    `off` are rules that the caller does not want; what the map switches off is not asked either. Of the map's age
    something is said only where `today` is given; `touched` is the day on which its file was written last, which counts
    where the map has no date of its own.
    """
    look = Look(journey, today, touched)
    quiet = {*off, *journey.review_off}
    return (rule.found(look) for rule in RULES.values() if rule.id not in quiet)


def touched(path: str | os.PathLike[str]) -> date | None:
    """The day on which a file was written last; None where nobody can tell."""
    try:
        return date.fromtimestamp(os.stat(path).st_mtime)
    except (OSError, OverflowError, ValueError):
        return None


def fix_of(journey: Journey, finding: Finding) -> tuple[str, Fixed] | None:
    """The label of the step that mends a finding, and what it makes; None where the program cannot mend it."""
    fix = RULES[finding.rule].fix
    try:
        made = fix.make(journey, finding) if fix is not None else None
    except KeyError:  # what it was found at is gone meanwhile
        return None
    return (fix.label, made) if fix is not None and made is not None else None
