"""A map goes in, Markdown comes out: headings, a table of stages and lanes that reads back as a map, lists of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cjm_desktop.formats import told
from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.losses import NOT_READ_BACK, lost
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Card, CurveStyle, Lane, LaneKind

_UNTOLD = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
#: What begins or ends markup anywhere: emphasis, code, links, tags, entities, formulas, table cells.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&$]")
#: What some readers make addresses and pictures of: “https://”, “www.”, “a@b”, “:smile:”.
_ADDRESSES = re.compile(r":(?=//|[\w+-]+:)|(?<=www)\.|(?<=\w)@(?=\w)", re.IGNORECASE)
#: What begins a heading, a list or a rule at the start of a line.
_AT_START = re.compile(r"[#+=-]")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
#: What an import of the text gives back, by the keys of `losses.PARTS`; durations besides, where no start stands with them.
_KEPT = frozenset({"lanes", "goals", "curves", "point_labels"})


def write(journey: Journey, said: told.Said = str) -> Exported:
    """The text as UTF-8, and what of the map is not in it."""
    data = ("\n".join(_document(journey, said)).rstrip() + "\n").encode()
    return Exported(data, (*told.left_out(journey, "the text"), *_not_read_back(journey)))


def _not_read_back(journey: Journey) -> tuple[str, ...]:
    """In sentences what an import makes nothing of, though the text tells most of it."""
    if not journey.stages or not told.lanes_told(journey):
        return ("The map has no stages with lanes yet, so the text has no table, and no map can be imported from it.",)
    kept = _KEPT | (frozenset() if any(one.start.strip() for one in journey.stages.values()) else {"times"})
    return lost(journey, kept, NOT_READ_BACK)


def escaped(raw: str) -> str:
    """The text in one line in which nothing is markup, for a cell or the middle of a line."""
    line = " ".join(_UNTOLD.sub("", raw).split())
    return _ADDRESSES.sub(r"\\\g<0>", _ANYWHERE.sub(r"\\\g<0>", line))


def _lines(raw: str) -> str:
    """The same with the line breaks of the text."""
    return "<br>".join(filter(None, map(escaped, _BREAK.split(raw))))


def _start(raw: str) -> str:
    """The same for the start of a line."""
    return _guarded(_lines(raw))


def _guarded(line: str) -> str:
    """A line of Markdown whose beginning is no heading, list or rule."""
    line = _NUMBERED.sub(r"\1\\\2", line)
    return f"\\{line}" if _AT_START.match(line) else line


def _document(journey: Journey, said: told.Said) -> Iterator[str]:
    yield f"# {escaped(told.title_of(journey, said))}"
    yield ""
    under = told.under_title(journey, said)
    if under:
        yield from (_start(under), "")
    yield from _list(f"**{escaped(head)}:** {_lines(text)}" for head, text in told.facts(journey, said))
    yield from _personas(journey, said)
    yield from _grid(journey, said)
    yield from _curves(journey, said)
    yield from _details(journey, said)
    yield from _sources(journey, said)
    notes = [f"**{escaped(where)}:** {_lines(note)}" for where, note in told.notes_told(journey, said)]
    yield from _section(said(told.NOTES), notes)


def _personas(journey: Journey, said: told.Said) -> Iterator[str]:
    if journey.personas:
        yield from (f"## {escaped(said(told.PERSONAS))}", "")
    for persona in journey.personas.values():
        yield from (f"### {escaped(told.persona_name(persona, said))}", "")
        if persona.archetype.strip():
            yield from (_start(persona.archetype), "")
        if persona.quote.strip():
            yield from (f"> {_start(persona.quote)}", "")
        yield from _list(
            f"**{escaped(head)}:** {'; '.join(map(_lines, entries))}"
            for head, entries in told.persona_facts(journey, persona, said)
        )


def _grid(journey: Journey, said: told.Said) -> Iterator[str]:
    stages = list(journey.stages.values())
    lanes = told.lanes_told(journey)
    if not stages or not lanes:
        return
    found = told.cells(journey)
    yield from (f"## {said('Map')}", "")
    yield _row(said(told.UNTITLED_STAGE), (escaped(told.stage_name(journey, stage, said)) for stage in stages))
    yield _row("---", ["---"] * len(stages))
    for head, texts in (
        (said("Duration"), [" · ".join(filter(None, (stage.start, stage.duration))) for stage in stages]),
        (told.head_of(told.CUSTOMER_GOAL, said), [stage.customer_goal for stage in stages]),
        (told.head_of(told.BUSINESS_GOAL, said), [stage.business_goal for stage in stages]),
    ):
        if any(text.strip() for text in texts):
            yield _row(escaped(head), map(_lines, texts))
    for lane in lanes:
        texts_of = (_cell(journey, found.get((lane.id, stage.id), told.EMPTY), said) for stage in stages)
        yield _row(escaped(told.lane_name(journey, lane, said)), texts_of)
    yield ""
    names = {lane.id: told.lane_name(journey, lane, said) for lane in lanes}
    yield from _list(
        f"{escaped(line)} ↓ {escaped(names[lane])}"
        for lane, lines in told.line_before(journey).items()
        for line in lines
    )


def _row(head: str, cells: Iterable[str]) -> str:
    return f"| {' | '.join((head, *cells))} |"


def _cell(journey: Journey, found: told.Cell, said: told.Said) -> str:
    """A line for each card, feeling and value."""
    parts = [_card(journey, card) for card in found.cards]
    for point in found.points:
        if point.value is not None and journey.curves[point.curve].style is CurveStyle.ACTUAL:
            label, value = _lines(point.label), told.feeling(point.value)
            parts.append(f"{label} ({value})" if label else value)
    for metric in found.metrics:
        label, value = escaped(metric.label), escaped(told.metric_value(metric, said))
        parts.append(f"{label}: {value}" if label else value)
    return "<br>".join(filter(None, parts))


def _card(journey: Journey, card: Card) -> str:
    channel = channel_of(journey, card)
    name = "" if channel is None else escaped(channel.name)
    text = _lines(card.text)
    return f"{text} ({name})" if text and name else text or name


def _curves(journey: Journey, said: told.Said) -> Iterator[str]:
    """A table for each emotion lane: a row for each point, along the journey."""
    for lane in told.lanes_told(journey):
        if lane.kind is LaneKind.EMOTION:
            rows = list(_points(journey, lane, said))
            if rows:
                yield from (f"## {escaped(told.lane_name(journey, lane, said))}", "")
                heads = (said(told.UNTITLED_STAGE), said("Curve"), said("Feeling"), said("Words"), said("Evidence"))
                yield _row(escaped(heads[0]), map(escaped, heads[1:]))
                yield _row("---", ["---", "---:", "---", "---"])
                yield from rows
                yield ""


def _points(journey: Journey, lane: Lane, said: told.Said) -> Iterator[str]:
    found = told.cells(journey)
    for stage in journey.stages.values():
        for point in found.get((lane.id, stage.id), told.EMPTY).points:
            if point.value is not None:
                marks, proof = told.marks(point, said), told.proof(point, said)
                yield _row(
                    escaped(told.stage_name(journey, stage, said)),
                    (
                        escaped(told.curve_name(journey, point.curve, said)),
                        told.feeling(point.value),
                        ", ".join(filter(None, (_lines(point.label), escaped(marks)))),
                        escaped(proof),
                    ),
                )


def _details(journey: Journey, said: told.Said) -> Iterator[str]:
    """What cards say beside their texts: owners, evidence, links, arrows."""
    shown = {lane.id for lane in told.lanes_told(journey)}
    arrows = told.arrows(journey)
    made = []
    for card in journey.cards.values():
        if card.lane in shown and card.stage is not None:
            parts = [escaped(sign) for sign in told.signs(journey, card, said)]
            parts += [_link(one.url, one.title) for one in card.links]
            for arrow in arrows.get(card.id, ()):
                target = escaped(told.card_name(journey, journey.cards[arrow.target]))
                parts.append(f"→ {escaped(arrow.label)} {target}" if arrow.label.strip() else f"→ {target}")
            if parts:
                stage = told.stage_name(journey, journey.stages[card.stage], said)
                lane = told.lane_name(journey, journey.lanes[card.lane], said)
                made.append(
                    f"{escaped(stage)}, {escaped(lane)}: **{escaped(told.card_name(journey, card))}** – {'; '.join(parts)}"
                )
    yield from _section(said("Details"), made)


def _sources(journey: Journey, said: told.Said) -> Iterator[str]:
    made = []
    for source in journey.sources.values():
        title = _link(source.url, source.title) if source.url.strip() else escaped(source.title)
        count = "" if source.count is None else f"n = {source.count}"
        made.append(" – ".join(part for part in (title, count, _lines(source.note)) if part))
    yield from _section(said(told.SOURCES), filter(None, made))


def _link(url: str, title: str) -> str:
    """A link as markup; where the address is none that may be followed, only its text."""
    if re.fullmatch(r"(https?://|mailto:)\S+", url.strip(), re.IGNORECASE) is None:
        return escaped(title or url)
    address = re.sub(r"[\\<>|`\x00-\x20\x7f]", lambda found: f"%{ord(found.group()):02X}", url.strip())
    return f"[{escaped(title) or escaped(url)}](<{address}>)"


def _section(name: str, entries: Iterable[str]) -> Iterator[str]:
    listed = list(_list(entries))
    if listed:
        yield from (f"## {escaped(name)}", "", *listed)


def _list(entries: Iterable[str]) -> Iterator[str]:
    listed = [f"- {_guarded(entry)}" for entry in entries]
    if listed:
        yield from (*listed, "")
