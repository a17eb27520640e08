"""A map goes in, one HTML page comes out that needs nothing else: no script, no other file, nothing of the map is markup."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence

from cjm_desktop.formats import told
from cjm_desktop.formats.html_curve import curve_drawing, tone
from cjm_desktop.formats.html_markup import (
    POLICY,
    anchor,
    block,
    icon,
    icon_symbols,
    items,
    lines,
    link,
    picture,
    picture_symbols,
    text,
)
from cjm_desktop.formats.html_style import STAGE_TONES, style_sheet
from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.language import from_right
from cjm_desktop.model.catalogue import role_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import (
    Card,
    Connector,
    ConnectorKind,
    Crop,
    CurveStyle,
    EmotionPoint,
    Lane,
    LaneKind,
    Metric,
    MetricDisplay,
    Persona,
    Stage,
)
from cjm_desktop.theme import LIGHT

_Cells = Mapping[tuple[str, str], told.Cell]
#: What an arrow says, beside its own label.
_ARROWS: dict[ConnectorKind, str] = {
    ConnectorKind.FLOW: "→",
    ConnectorKind.TRIGGERS: "⇒",
    ConnectorKind.NEEDS: "⇠",
    ConnectorKind.RESOLVES: "✓",
}


def write(journey: Journey, said: told.Said = str) -> Exported:
    """The page as UTF-8, and what of the map is not on it."""
    return Exported(_Page(journey, said).page().encode(), told.left_out(journey, "the page"))


class _Page:
    """One map on its way to a page."""

    def __init__(self, journey: Journey, said: told.Said) -> None:
        self._journey = journey
        self._said = said
        self._from_right = from_right(journey.language)
        self._arrows = told.arrows(journey)
        self._cells: _Cells = told.cells(journey)
        self._stages = [(stage, told.stage_name(journey, stage, said)) for stage in journey.stages.values()]
        self._many_curves = sum(one.style is CurveStyle.ACTUAL for one in journey.curves.values()) > 1
        self._icons: set[str] = set()
        self._pictures: set[str] = set()

    def page(self) -> str:
        journey = self._journey
        title = text(told.title_of(journey, self._said))
        # Symbols come first, but only what follows says which are needed.
        body = "\n".join(
            part for part in (self._head(title), *self._personas(), self._map(title), *self._rest()) if part
        )
        style = style_sheet(len(self._stages))
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        pictures = (one for one in journey.pictures.values() if one.id in self._pictures)
        symbols = icon_symbols(self._icons) + picture_symbols(pictures)
        direction = "rtl" if self._from_right else "ltr"
        return (
            f'<!DOCTYPE html>\n<html lang="{text(journey.language or "en")}" dir="{direction}">\n<head>\n'
            '<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(f"sha256-{digest}")}">\n'
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
            '<meta name="generator" content="CJM Desktop">\n'
            f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
            f'<svg class="hidden" aria-hidden="true"><defs>{symbols}</defs></svg>\n{body}\n</body>\n</html>\n'
        )

    def _head(self, title: str) -> str:
        under = told.under_title(self._journey, self._said)
        facts = "".join(
            f"<dt>{text(head)}</dt>{block('dd', said)}" for head, said in told.facts(self._journey, self._said)
        )
        return (
            f'<header>\n<h1 dir="auto">{title}</h1>\n'
            + (block("p", under, "under") + "\n" if under else "")
            + (f'<dl class="facts">{facts}</dl>\n' if facts else "")
            + "</header>"
        )

    def _personas(self) -> Iterator[str]:
        people = list(self._journey.personas.values())
        if people:
            name = self._said(told.PERSONA if len(people) == 1 else told.PERSONAS)
            yield f'<section aria-labelledby="personas">\n<h2 id="personas">{text(name)}</h2>\n<div class="personas">'
            yield from map(self._persona, people)
            yield "</div>\n</section>"

    def _persona(self, persona: Persona) -> str:
        journey, said = self._journey, self._said
        kind = "persona primary" if persona.primary and len(journey.personas) > 1 else "persona"
        portrait = self._picture(persona.portrait, "portrait", persona.portrait_crop)
        under = block("p", persona.archetype, "under") if persona.archetype.strip() else ""
        quote = block("p", f"“{persona.quote.strip(' “”«»„')}”", "quote") if persona.quote.strip() else ""
        about = "".join(
            f"<div><dt>{text(head)}</dt><dd>{self._told(entries)}</dd></div>"
            for head, entries in told.persona_facts(journey, persona, said)
        )
        return (
            f'<article class="{kind}"><header>{portrait}<div>{block("h3", told.persona_name(persona, said))}{under}'
            f'</div></header>{quote}<dl class="about">{about}</dl></article>'
        )

    @staticmethod
    def _told(entries: tuple[str, ...]) -> str:
        if len(entries) == 1:
            return block("p", entries[0])
        return items((f"<bdi>{lines(entry)}</bdi>" for entry in entries), "")

    def _map(self, title: str) -> str:
        rows = "".join(self._rows())
        columns = '<col class="name">' + "<col>" * len(self._stages)
        heads = "".join(
            self._stage(stage, name, tone_of(n, len(self._stages))) for n, (stage, name) in enumerate(self._stages)
        )
        return (
            f'<main>\n<h2 id="map" class="hidden">{title}</h2>\n'
            '<div class="scroll" role="region" aria-labelledby="map" tabindex="0">\n'
            f'<table class="map">\n<caption>{title}</caption>\n<colgroup>{columns}</colgroup>\n'
            f'<thead><tr><td class="corner"></td>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n</main>'
        )

    def _stage(self, stage: Stage, name: str, tone: int) -> str:
        when = " · ".join(told.one_line(part) for part in (stage.start, stage.duration) if part.strip())
        small = f'<small dir="auto">{text(when)}</small>' if when else ""
        parts = "".join(f'<li dir="auto">{text(one.name)}</li>' for one in stage.sub_stages if one.name.strip())
        inner = f"<ol>{parts}</ol>" if parts else ""
        return f'<th scope="col" class="stage s{tone}"><span dir="auto">{text(name)}</span>{small}{inner}</th>'

    def _rows(self) -> Iterator[str]:
        yield from self._goals()
        lines_above = told.line_before(self._journey)
        for lane in told.lanes_told(self._journey):
            for name in lines_above.get(lane.id, ()):
                wide = len(self._stages) + 1
                yield f'<tr class="line"><td colspan="{wide}"><span dir="auto">{text(name)}</span></td></tr>\n'
            yield from self._lane(lane)

    def _goals(self) -> Iterator[str]:
        """What customer and business want of the stages, where anybody has said so."""
        said = self._said
        stages = self._journey.stages.values()
        for sentence, goals in (
            (told.CUSTOMER_GOAL, [stage.customer_goal for stage in stages]),
            (told.BUSINESS_GOAL, [stage.business_goal for stage in stages]),
        ):
            if any(goal.strip() for goal in goals):
                cells = []
                for stage, goal in zip(stages, goals, strict=True):
                    agreed = ""
                    if sentence == told.BUSINESS_GOAL and stage.goals_coincide is not None:
                        words = told.GOALS_COINCIDE if stage.goals_coincide else told.GOALS_DIFFER
                        agreed = f'<p class="of">{text(said(words))}</p>'
                    cells.append(f"<td>{block('p', goal) if goal.strip() else ''}{agreed}</td>")
                name = text(told.head_of(sentence, said))
                yield f'<tr class="a-indigo"><th scope="row" class="lane">{name}</th>{"".join(cells)}</tr>\n'

    def _lane(self, lane: Lane) -> Iterator[str]:
        role = role_of(lane)
        accent = lane.accent if lane.accent in LIGHT.accents else role.accent
        kind = f"a-{accent} tinted" if role.tinted else f"a-{accent}"
        hint = f'<small dir="auto">{text(lane.hint)}</small>' if lane.hint.strip() else ""
        name = f'<span dir="auto">{text(told.lane_name(self._journey, lane, self._said))}</span>{hint}'
        cells = "".join(
            f"<td{self._heat(lane, found)}>{self._cell(lane, found)}</td>"
            for found in (self._cells.get((lane.id, stage.id), told.EMPTY) for stage, _ in self._stages)
        )
        if lane.kind is not LaneKind.EMOTION or not self._stages:
            yield f'<tr class="{kind}"><th scope="row" class="lane">{name}</th>{cells}</tr>\n'
            return
        drawing = curve_drawing(self._journey, lane, self._said, from_right=self._from_right)
        wide = len(self._stages)
        yield f'<tr class="{kind} curve"><th scope="row" class="lane" rowspan="2">{name}</th>'
        yield f'<td colspan="{wide}">{drawing}</td></tr>\n<tr class="{kind}">{cells}</tr>\n'

    def _cell(self, lane: Lane, found: told.Cell) -> str:
        cards = [self._card(card) for card in found.cards]
        return (
            (f"{items(cards, 'cards')}" if len(cards) > 1 else "".join(cards))
            + items((self._point(point) for point in found.points if point.value is not None), "felt")
            + items((self._metric(lane, metric) for metric in found.metrics), "metric")
        )

    def _card(self, card: Card) -> str:
        journey = self._journey
        channel = channel_of(journey, card)
        pill = ""
        if channel is not None:
            self._icons.add(channel.icon)
            pill = f'<p class="pill">{icon(channel.icon)}<span dir="auto">{text(channel.name)}</span></p>'
        words = block("p", card.text) if card.text.strip() else ""
        signs = items((f"<bdi>{text(sign)}</bdi>" for sign in self._signs(card)), "signs")
        more = [link(one.url, one.title) for one in card.links]
        more += [self._arrow(arrow) for arrow in self._arrows.get(card.id, ())]
        picture_ = self._picture(card.picture, "picture", card.crop)
        return f'<div class="card" id="card-{text(card.id)}">{picture_}{pill}{words}{signs}{items(more, "more")}</div>'

    def _signs(self, card: Card) -> Iterator[str]:
        stage = self._journey.stages.get(card.stage or "")
        if stage is not None and card.sub_stage:
            yield from (told.one_line(one.name) for one in stage.sub_stages if one.id == card.sub_stage and one.name)
        yield from told.signs(self._journey, card, self._said)

    def _arrow(self, arrow: Connector) -> str:
        target = self._journey.cards[arrow.target]
        label = f"<bdi>{text(arrow.label)}</bdi> " if arrow.label.strip() else ""
        name = told.card_name(self._journey, target)
        lane = self._journey.lanes.get(target.lane or "")
        shown = lane is not None and not lane.hidden and target.stage is not None
        return f"{_ARROWS[arrow.kind]} {label}{anchor(target.id, name) if shown else f'<bdi>{text(name)}</bdi>'}"

    def _point(self, point: EmotionPoint) -> str:
        value = point.value or 0.0
        words = f'<span class="value {tone(value)}" dir="ltr">{text(told.feeling(value))}</span>'
        label = lines(point.label) if point.label.strip() else ""
        ghost = self._journey.curves[point.curve].style is CurveStyle.GHOST
        whose = told.curve_name(self._journey, point.curve, self._said) if ghost or self._many_curves else ""
        of = ", ".join(part for part in (whose, told.marks(point, self._said), told.proof(point, self._said)) if part)
        small = f'<span class="of"><bdi>{text(of)}</bdi></span>' if of else ""
        between = " " if label and small else ""
        return f"{words} <span><bdi>{label}</bdi>{between}{small}</span>"

    def _metric(self, lane: Lane, metric: Metric) -> str:
        value = text(told.metric_value(metric.model_copy(update={"target": None}), self._said))
        of = [
            told.one_line(metric.label),
            "" if metric.target is None else self._said(told.TARGET).format(told.number(metric.target)),
            told.proof(metric, self._said),
        ]
        small = text(" · ".join(part for part in of if part))
        words = f'<strong>{value}</strong> <span class="of"><bdi>{small}</bdi></span>'
        share = _share(metric)
        if lane.display is MetricDisplay.LINE and metric.series and metric.value is not None:
            return words + _spark((*metric.series, metric.value))
        if share is not None and lane.display in (None, MetricDisplay.BAR):
            return (
                f'{words}<svg class="bar" aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none">'
                f'<rect class="track" width="100" height="4"/><rect class="full" width="{share * 100:.4g}" height="4"/></svg>'
            )
        return words

    @staticmethod
    def _heat(lane: Lane, found: told.Cell) -> str:
        if lane.display is not MetricDisplay.HEAT or len(found.metrics) != 1:
            return ""
        share = _share(found.metrics[0])
        return "" if share is None else f' class="heat{round(share * 4)}"'

    def _picture(self, id_: str | None, kind: str, crop: Crop | None) -> str:
        found = self._journey.pictures.get(id_ or "")
        if found is None:
            return ""
        self._pictures.add(found.id)
        return picture(found, crop, kind, filled=kind == "portrait")

    def _rest(self) -> Iterator[str]:
        """Sources and notes, each as a table."""
        said = self._said
        sources = [
            (
                link(one.url, one.title) if one.url.strip() else f"<bdi>{text(one.title)}</bdi>",
                lines(one.note),
                "" if one.count is None else f"{one.count}",
            )
            for one in self._journey.sources.values()
        ]
        if sources:
            yield _table(said(told.SOURCES), (said("Source"), said("Note"), said("Number")), sources)
        notes = [(f"<bdi>{text(where)}</bdi>", lines(note)) for where, note in told.notes_told(self._journey, said)]
        if notes:
            yield _table(said(told.NOTES), (said("Where"), said("Note")), notes)


def tone_of(n: int, count: int) -> int:
    """Which of the tones the head of the n-th of so many stages has."""
    return round(n / max(count - 1, 1) * (STAGE_TONES - 1))


def _share(metric: Metric) -> float | None:
    """How full a metric's bar is, where it says what is full."""
    full = metric.full if metric.full is not None and metric.full > 0 else 100.0 if metric.unit == "%" else None
    if metric.value is None or full is None:
        return None
    least = 0.0 if metric.empty is None or metric.empty >= full else metric.empty
    return max(0.0, min(1.0, (metric.value - least) / (full - least)))


def _spark(values: tuple[float, ...]) -> str:
    low, high = min(values), max(values)
    places = " ".join(
        f"{n / max(len(values) - 1, 1) * 100:.4g},{28 - (value - low) / ((high - low) or 1.0) * 24:.4g}"
        for n, value in enumerate(values)
    )
    return (
        '<svg class="spark" aria-hidden="true" viewBox="0 0 100 32" preserveAspectRatio="none">'
        f'<polyline vector-effect="non-scaling-stroke" points="{places}"/></svg>'
    )


def _table(name: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td dir=auto>{cell}</td>" for cell in others)}</tr>\n'
        for first, *others in rows
    )
    return (
        f'<section>\n<h2>{text(name)}</h2>\n<table class="plain">\n<caption class="hidden">{text(name)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</section>"
    )
