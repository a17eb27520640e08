"""A map in, the sheets that follow it out: personas in full, notes and sources, opportunities, review findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice

from cjm_desktop.drawing.report import report_drawing
from cjm_desktop.exporting.content import Content
from cjm_desktop.exporting.furniture import Furniture, Sheet, short
from cjm_desktop.exporting.options import APPENDIX, ExportOptions
from cjm_desktop.formats.language import from_right
from cjm_desktop.geometry import Size
from cjm_desktop.layout import words
from cjm_desktop.layout.report import Grid, Heading, ReportSetter, ReportStyles
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Card, Persona
from cjm_desktop.model.saying import translate
from cjm_desktop.painters.pages import Part
from cjm_desktop.review.findings import Severity, findings
from cjm_desktop.review.roles import OPPORTUNITY_ROLES
from cjm_desktop.text.engine import default_engine
from cjm_desktop.text.lines import TextStyle

STYLES = ReportStyles(
    headings={1: TextStyle(16.0, 700, leading=1.25), 2: TextStyle(12.0, 700, leading=1.25)},
    head=TextStyle(8.0, 600, leading=1.3),
    strong=TextStyle(9.5, 600, leading=1.35),
    plain=TextStyle(9.5, 400, leading=1.4),
)
#: A sheet of this long side has its type in the sizes above; larger ones have it a little larger.
_A4_LENGTH = 842.0
#: Of the findings of one rule, so many are told one by one.
_MOST_FINDINGS = 20
#: Lines longer than that, in layout units, are hard to read: wider sheets have wider margins.
_MOST_WIDTH = 860.0
#: Points between two columns of a sheet.
_BETWEEN = 30.0


def appendix_sheets(
    content: Content, options: ExportOptions, furniture: Furniture, size: Size | None = None
) -> Iterator[Sheet]:
    """The sheets; none where there is nothing to tell.

    They are of this size, in points, or of the paper's: upright where that may be laid either way.
    """
    yield from report_sheets(report(content, options), content, options, furniture, size)


def report_sheets(
    parts: Sequence[Heading | Grid],
    content: Content,
    options: ExportOptions,
    furniture: Furniture,
    size: Size | None = None,
    columns: int = 1,
) -> Iterator[Sheet]:
    """Headings and tables on sheets such as `appendix_sheets` makes; with `columns` in so many, one after another."""
    size = size or list(options.papers().values())[-1]
    room = furniture.room(size)
    # What stands in columns is as on a small sheet.
    scale = max(1.0, (max(size) / _A4_LENGTH) ** 0.5) if columns == 1 else 1.0
    column = (room.width - (columns - 1) * _BETWEEN) / columns
    # A slip of paper has its columns in smaller type.
    scale = min(scale, column / 300.0)
    width, height = min(column / scale, _MOST_WIDTH), room.height / scale
    language = content.journey.language
    setter = ReportSetter(default_engine(language), STYLES, width, height, from_right=from_right(language))
    left = iter(setter.pages(parts))
    while pages := tuple(islice(left, columns)):
        drawings = [report_drawing(page, width, height, content.theme) for page in pages]
        places = [room.x + (column - width * scale) / 2 + n * (column + _BETWEEN) for n in range(columns)]
        if from_right(language):
            places.reverse()
        found = (Part(one, x, room.y, scale, outline=False) for one, x in zip(drawings, places, strict=False))
        yield Sheet(size, tuple(found), furniture.margin(size))


def report(content: Content, options: ExportOptions) -> list[Heading | Grid]:
    """What the appendix tells, part by part in the order of `APPENDIX`; parts without anything are left out."""
    makers: dict[str, Callable[[Content], Iterator[Heading | Grid]]] = {
        "personas": _personas,
        "notes": _notes,
        "opportunities": _opportunities,
        "findings": partial(_findings, off=options.without_rules),
    }
    return [part for name in APPENDIX if name in options.appendix for part in makers[name](content)]


def _personas(content: Content) -> Iterator[Heading | Grid]:
    journey, said = content.journey, content.said
    for number, persona in enumerate(journey.personas.values()):
        if not number:
            yield Heading(said(words.PERSONAS))
        picture = persona.portrait if persona.portrait in journey.pictures else None
        name = " · ".join(part for part in (persona.name.strip(), persona.archetype.strip()) if part)
        yield Heading(name or said(words.PERSONA), 2, picture, persona.portrait_crop)
        rows = tuple((said(head), text) for head, text in _told(journey, persona) if text)
        if rows:
            yield Grid((1.0, 4.0), rows, strong=frozenset({0}))


def _told(journey: Journey, persona: Persona) -> Iterator[tuple[str, str]]:
    yield words.DEMOGRAPHICS, persona.demographics.strip()
    yield words.QUOTE, persona.quote.strip()
    for head, items in (
        (words.NEEDS_HEAD, persona.needs),
        (words.WANTS, persona.wants),
        (words.MOTIVES, persona.motives),
        (words.BEHAVIOURS, persona.behaviours),
        (words.GOALS_HEAD, persona.goals),
        (words.FRUSTRATIONS_HEAD, persona.frustrations),
    ):
        yield head, "\n".join(item.strip() for item in items if item.strip())
    yield words.CHANNELS_HEAD, ", ".join(_channel(journey, name) for name in persona.channels)
    yield words.NOTE, persona.note.strip()


def _channel(journey: Journey, name: str) -> str:
    known = journey.channels.get(name) or CHANNELS.get(name)
    return known.name if known is not None and known.name else name


def _notes(content: Content) -> Iterator[Heading | Grid]:
    journey, said = content.journey, content.said
    rows = tuple((where, note.strip()) for where, note in _noted(content) if note.strip())
    if rows:
        yield Heading(said(words.NOTES))
        yield Grid((1.0, 2.0), rows, (said(words.WHERE), said(words.NOTE)), frozenset({0}))
    sources = tuple(
        (
            source.title.strip() or source.id,
            "" if source.count is None else f"{source.count:,}".replace(",", "\u202f"),
            "\n".join(part for part in (source.note.strip(), source.url.strip()) if part),
        )
        for source in journey.sources.values()
    )
    if sources:
        yield Heading(said(words.SOURCES))
        heads = said(words.SOURCE), said(words.COUNT), said(words.NOTE)
        yield Grid((3.0, 1.0, 5.0), sources, heads, frozenset({0}))


def _noted(content: Content) -> Iterator[tuple[str, str]]:
    """Where something was noted, and what: stages, then lanes, then cards, in the order of the map."""
    journey, said = content.journey, content.said
    for stage in journey.stages.values():
        yield stage.name.strip() or said(words.UNTITLED_STAGE), stage.note
    for lane in journey.lanes.values():
        if not lane.hidden:
            yield lane.label.strip() or said(words.UNTITLED_LANE), lane.note
    for card in _cards(journey):
        if card.note.strip():
            yield _place(content, card, short(card.text)), card.note


def _place(content: Content, card: Card, text: str = "") -> str:
    """Where a card stands: its text, its lane, its stage."""
    journey = content.journey
    lane, stage = journey.lanes.get(card.lane or ""), journey.stages.get(card.stage or "")
    if lane is None or stage is None:
        return "\n".join(part for part in (text, content.said(words.NOT_PLACED)) if part)
    where = " · ".join(part for part in (lane.label.strip(), stage.name.strip()) if part)
    return "\n".join(part for part in (text, where) if part)


def _cards(journey: Journey) -> Sequence[Card]:
    """The cards that are shown, stage by stage and in each lane by lane; then those that have no place yet."""
    lanes = {id_: number for number, (id_, lane) in enumerate(journey.lanes.items()) if not lane.hidden}
    stages = {id_: number for number, id_ in enumerate(journey.stages)}
    far = len(stages), len(lanes)
    kept = [card for card in journey.cards.values() if card.lane is None or card.lane in lanes]
    return sorted(
        kept,
        key=lambda card: (stages.get(card.stage or "", far[0]), lanes.get(card.lane or "", far[1])),
    )


def _opportunities(content: Content) -> Iterator[Heading | Grid]:
    journey, said = content.journey, content.said
    found = [
        card
        for card in _cards(journey)
        if card.lane is not None and journey.lanes[card.lane].role in OPPORTUNITY_ROLES and card.text.strip()
    ]
    if not found:
        return
    # What gains the most for the least comes first, and what nobody has weighed last.
    found.sort(key=lambda card: (card.priority is None, *_weight(card)))
    yield Heading(said(words.OPPORTUNITIES))
    heads = tuple(
        said(word) for word in (words.OPPORTUNITY, words.UNTITLED_STAGE, words.OWNER_HEAD, words.PRIORITY_HEAD)
    )
    rows = []
    for card in found:
        stage = journey.stages.get(card.stage or "")
        weighed = card.priority
        priority = "" if weighed is None else said(words.PRIORITY).format(weighed.impact, weighed.effort)
        rows.append((card.text.strip(), stage.name.strip() if stage else "", card.owner.strip(), priority))
    yield Grid((5.0, 2.0, 2.0, 2.0), tuple(rows), heads, frozenset({0}))


def _weight(card: Card) -> tuple[int, int]:
    priority = card.priority
    return (0, 0) if priority is None else (priority.effort - priority.impact, -priority.impact)


def _findings(content: Content, off: tuple[str, ...]) -> Iterator[Heading | Grid]:
    journey, said = content.journey, content.said
    whole = content.whole or journey
    shown = {""}.union(*(getattr(journey, table) for table in TABLES))
    shown -= {id_ for id_, lane in journey.lanes.items() if lane.hidden}
    found = sorted(
        (one for one in findings(whole, off) if one.place in shown), key=lambda one: list(Severity).index(one.severity)
    )
    rows: list[tuple[str, ...]] = []
    for _rule, group in groupby(found, key=lambda one: one.rule):
        of_rule = list(group)
        # The reason is told once; nobody reads a hundred cards that lack the same.
        sign, why = _severity(of_rule[0].severity), translate("review", of_rule[0].why)
        for number, one in enumerate(of_rule[:_MOST_FINDINGS]):
            rows.append((sign, _sentence(one.said(translate)), "" if number else why))
        if len(of_rule) > _MOST_FINDINGS:
            rows.append((sign, f"… +{len(of_rule) - _MOST_FINDINGS}", ""))
    if rows:
        yield Heading(said(words.FINDINGS))
        heads = translate("review", "Severity"), said(words.FINDING), said(words.WHY)
        yield Grid((2.0, 5.0, 5.0), tuple(rows), heads, frozenset({1}))


def _severity(severity: Severity) -> str:
    """A sign and a word, which stay apart in black and white, too."""
    if severity is Severity.WARNING:
        return translate("review", "▲ Warning")
    return translate("review", "○ Hint")


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]
