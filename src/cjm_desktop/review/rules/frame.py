"""Rules about the map as a whole: what it is for, whose it is, how old it is, and what a merge left open."""

from __future__ import annotations

import re
from calendar import IllegalMonthError, monthrange
from collections.abc import Iterator
from datetime import date

from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.personas import insert_persona, new_persona, update_persona
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.saying import QT_TRANSLATE_NOOP
from cjm_desktop.review.rules.look import Look
from cjm_desktop.review.rules.rule import Finding, Fix, Fixed, Hit, Rule, Severity, Value

#: Two people may share a map; with three it is an average.
_MOST_PRIMARY = 2
#: After so many days a map is stale; months are what it is told in.
_STALE_DAYS = 180
_MONTH = 30.44
_DATE = re.compile(r"(?P<year>\d{4})\s*[-./年]\s*(?P<month>\d{1,2})(\s*[-./月]\s*(?P<day>\d{1,2}))?(?!\d)")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})(?!\d)")


def _lacks(field: str, title: str, template: str, why: str) -> Rule:
    def check(look: Look) -> Iterator[Hit]:
        if not getattr(look.journey, field).strip():
            yield Hit("")

    return Rule(f"no-{field}", Severity.WARNING, title, template, why, check, field=field)


def _no_persona(look: Look) -> Iterator[Hit]:
    if not look.journey.personas:
        yield Hit("")


def _add_persona(journey: Journey, _finding: Finding) -> Fixed:
    persona = new_persona(journey, "", primary=True)
    return Fixed(insert_persona(journey, persona), (persona.id,))


def _many_primary(look: Look) -> Iterator[Hit]:
    primary = [persona for persona in look.journey.personas.values() if persona.primary]
    if len(primary) > _MOST_PRIMARY:
        yield Hit(primary[_MOST_PRIMARY].id, {"count": len(primary)})


def _keep_two(journey: Journey, _finding: Finding) -> Fixed:
    primary = [persona.id for persona in journey.personas.values() if persona.primary]
    for id_ in primary[_MOST_PRIMARY:]:
        journey = update_persona(journey, id_, primary=False)
    return Fixed(journey, tuple(primary[_MOST_PRIMARY : _MOST_PRIMARY + 1]))


def _stale(look: Look) -> Iterator[Hit]:
    """A map's own date goes with it; that of its file is the day on which somebody copied it, where there is no other."""
    dated = day_of(look.journey.date)
    day = dated or look.touched
    if look.today is None or day is None:
        return
    age = (look.today - day).days
    if age >= _STALE_DAYS:
        values: dict[str, Value] = {"date": day.isoformat(), "count": round(age / _MONTH)}
        saved = QT_TRANSLATE_NOOP("review", "the map's file was last saved on {date}, {count} months ago")
        yield Hit("", values, (look.today.isoformat(),), "" if dated else saved)


def _set_today(journey: Journey, finding: Finding) -> Fixed:
    return Fixed(update_map(journey, date=finding.data[0]))


def day_of(written: str) -> date | None:
    """The day of a date such as 2026-11-21, 21.11.2026 or 2026年11月21日, the last of a month where it names no day.

    A time may stand behind it. None for any other writing: 3/4/2026 is another day in another country.
    """
    text = written.strip()
    found = _DATE.match(text) or _DAY_FIRST.match(text)
    if found is None:
        return None
    year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except (ValueError, IllegalMonthError):
        return None


def _conflicts(look: Look) -> Iterator[Hit]:
    count = len(look.journey.conflicts)
    if count:
        one = QT_TRANSLATE_NOOP("review", "1 conflict of a merge is not decided on")
        yield Hit("", {"count": count}, template=one if count == 1 else "")


RULES: tuple[Rule, ...] = (
    _lacks(
        "objective",
        QT_TRANSLATE_NOOP("review", "No objective"),
        QT_TRANSLATE_NOOP("review", "the map has no objective"),
        QT_TRANSLATE_NOOP("review", "Without a question to answer nobody can say whether the map is finished."),
    ),
    _lacks(
        "scenario",
        QT_TRANSLATE_NOOP("review", "No scenario"),
        QT_TRANSLATE_NOOP("review", "the map has no scenario"),
        QT_TRANSLATE_NOOP("review", "Without a situation nobody can say which journey this is."),
    ),
    Rule(
        "no-persona",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "No persona"),
        QT_TRANSLATE_NOOP("review", "the map has no persona"),
        QT_TRANSLATE_NOOP("review", "Without a persona the journey is an average of everybody's."),
        _no_persona,
        Fix(QT_TRANSLATE_NOOP("undo", "Add persona"), _add_persona, QT_TRANSLATE_NOOP("review", "Add Persona")),
    ),
    Rule(
        "many-primary-personas",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Too many primary personas"),
        QT_TRANSLATE_NOOP("review", "the map has {count} primary personas"),
        QT_TRANSLATE_NOOP("review", "What is true of three people at once is true of none of them."),
        _many_primary,
        Fix(
            QT_TRANSLATE_NOOP("undo", "Keep two primary personas"),
            _keep_two,
            QT_TRANSLATE_NOOP("review", "Keep Two Primary Personas"),
        ),
    ),
    Rule(
        "stale-map",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "Stale map"),
        QT_TRANSLATE_NOOP("review", "the map's date {date} is {count} months ago"),
        QT_TRANSLATE_NOOP(
            "review", "What customers go through changes, and an old map is believed long after it is wrong."
        ),
        _stale,
        Fix(QT_TRANSLATE_NOOP("undo", "Set today's date"), _set_today, QT_TRANSLATE_NOOP("review", "Set Today's Date")),
        field="date",
    ),
    Rule(
        "open-conflict",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Conflict of a merge"),
        QT_TRANSLATE_NOOP("review", "{count} conflicts of a merge are not decided on"),
        QT_TRANSLATE_NOOP("review", "The map shows one of two versions until somebody decides."),
        _conflicts,
        action="resolve-conflicts",
    ),
)
