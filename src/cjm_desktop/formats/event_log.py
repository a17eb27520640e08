"""A table goes in that may be a log (who did what when, a row an event); a summary of it comes out as a table of stages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import mean, median

from cjm_desktop.formats.table import Grid, grid
from cjm_desktop.formats.table_words import is_stage_word

#: So many events make a log whose headings do not say all three: case, activity and time.
_FEWEST = 6
#: So many activities become stages; a map of more is none.
STAGES_MOST = 30
_CASE_WORDS = (
    "case case_id caseid id session session_id sessionid user user_id userid customer customer_id customerid visitor "
    "visitor_id client client_id account order order_id ticket trace клиент пользователь сессия заказ kunde fall "
    "case:concept:name"
)
_ACTIVITY_WORDS = (
    "activity event event_name eventname action step task page screen state status touchpoint stage concept:name событие "
    "действие этап шаг aktivität ereignis schritt activité événement actividad evento"
)
_TIME_WORDS = (
    "timestamp time datetime date date_time when at moment created_at createdat occurred_at event_time start_time "
    "starttime time:timestamp время дата zeitstempel zeit datum horodatage heure fecha hora data marca_temporal"
)
_CASES, _ACTIVITIES = frozenset(_CASE_WORDS.split()), frozenset(_ACTIVITY_WORDS.split())
_TIMES = frozenset(_TIME_WORDS.split())
_FORMS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
)
_MOMENT = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ]\d{1,2}:\d{2}.{0,20})?|\d{10}|\d{13}")


@dataclass(frozen=True, slots=True)
class EventLog:
    """The events of a table as (case, activity, moment), in its order."""

    events: tuple[tuple[str, str, datetime], ...]


def event_log(table: Grid) -> EventLog | None:
    """The log that a table with headings is; None where it is none."""
    if len(table.rows) < 2 or table.size[1] < 2:
        return None
    head = [text.strip().casefold().replace(" ", "_") for text in table.rows[0]]
    body = table.rows[1:]
    # Headings that say all three are enough; but “Step” may as well stand above the stages of a map.
    named = any(name in _ACTIVITIES and not is_stage_word(name) for name in head)
    fewest = 1 if named and not _CASES.isdisjoint(head) and not _TIMES.isdisjoint(head) else _FEWEST
    columns = list(zip(*body, strict=True))
    moments = next((n for n, texts in enumerate(columns) if _are_moments(texts, fewest)), None)
    if moments is None:
        return None
    rest = [n for n in range(len(columns)) if n != moments and not _are_moments(columns[n], fewest)]
    case = next((n for n in rest if head[n] in _CASES and (fewest == 1 or len(set(columns[n])) < len(body))), None)
    activity = next((n for n in rest if n != case and head[n] in _ACTIVITIES), None)
    if activity is None or (case is None and len(set(columns[activity])) * 2 > len(body)):
        return None
    events = []
    for row in body:
        when = moment_of(row[moments])
        if when is not None and row[activity].strip():
            events.append(("" if case is None else row[case].strip(), row[activity].strip(), when))
    return EventLog(tuple(events)) if len(events) >= fewest else None


def summary(log: EventLog) -> tuple[Grid, tuple[str, ...]]:
    """The log's activities as stages in their usual order, with how many cases reach each and how long they took to.

    All rows but the first are metrics. Also what was left out, in sentences.
    """
    cases: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for case, activity, when in log.events:
        cases[case].append((when, activity))
    places: dict[str, list[float]] = defaultdict(list)
    reached: Counter[str] = Counter()
    waits: dict[str, list[float]] = defaultdict(list)
    for path in cases.values():
        path.sort(key=lambda step: step[0])
        for n, (when, activity) in enumerate(path):
            places[activity].append(n / max(1, len(path) - 1))
            if n:
                waits[activity].append((when - path[n - 1][0]).total_seconds())
        reached.update({activity for _, activity in path})
    counts = Counter(activity for _, activity, _ in log.events)
    kept = [activity for activity, _ in counts.most_common(STAGES_MOST)]
    kept.sort(key=lambda activity: mean(places[activity]))
    rows = [
        ["Stage", *kept],
        ["Number of events", *(str(counts[one]) for one in kept)],
        ["Share of cases that get here", *(f"{100 * reached[one] / len(cases):.0f} %" for one in kept)],
        ["Median time since the step before", *(_span(waits[one]) for one in kept)],
    ]
    notes = [
        f"{len(log.events):,} events of {len(cases):,} cases were summarised; the stages stand in their usual order."
    ]
    if len(counts) > len(kept):
        notes.append(f"{len(counts) - len(kept):,} rarer activities were left out.")
    return grid(rows), tuple(notes)


def moment_of(text: str) -> datetime | None:
    """The point in time that a text says; of 3/4/2024 the day comes first where it can."""
    cleaned = text.strip()
    if not _MOMENT.fullmatch(cleaned):
        return None
    if cleaned.isdecimal():
        try:
            return datetime.fromtimestamp(int(cleaned) / (1_000 if len(cleaned) == 13 else 1))
        except (OverflowError, OSError, ValueError):
            return None
    try:
        return datetime.fromisoformat(cleaned).replace(tzinfo=None)
    except ValueError:
        pass
    bare = re.sub(r"[.,]\d+(?=Z|[+-]|$)|Z$|[+-]\d\d:?\d\d$", "", cleaned) if ":" in cleaned else cleaned
    for form in _FORMS:
        try:
            return datetime.strptime(bare, form)
        except ValueError:
            continue
    return None


def _are_moments(texts: Sequence[str], fewest: int) -> bool:
    said = [text for text in texts[:500] if text.strip()]
    return len(said) >= fewest and sum(moment_of(text) is not None for text in said) * 10 >= 9 * len(said)


def _span(seconds: Sequence[float]) -> str:
    """A span of time as a number with its unit."""
    if not seconds:
        return ""
    middle = median(seconds)
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if middle >= size:
            return f"{middle / size:.1f} {unit}"
    return f"{middle:.0f} s"
