"""An imported map and the words that stand around its table go in; the map with its kind and a blueprint's lines comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from cjm_desktop.editing.lines import insert_line, new_line
from cjm_desktop.formats.errors import shown
from cjm_desktop.formats.table_words import cleaned
from cjm_desktop.model.catalogue import BLUEPRINT_LINES
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import NAME_MAX, LineKind, MapKind

#: What says which kind a map is of; the first that is found counts. What stands in brackets (?-i:) minds capitals.
_SAYS: tuple[tuple[MapKind, str], ...] = (
    (
        MapKind.BLUEPRINT,
        r"blue ?prints?\b|blue-print|блю-?принт|服务蓝图|服務藍圖|ブループリント|블루프린트|서비스 청사진|"
        r"bản thiết kế dịch vụ|mappa dei servizi",
    ),
    (
        MapKind.DAY,
        r"\bday[ -]in[ -](?:the|a|my|her|his)[ -]life\b|\btag im leben\b|\bjournée (?:dans|de) la vie\b|"
        r"\bd[ií]a (?:en|de) la vida\b|\bdia na vida\b|\bgiornata (?:nella vita|tipo)\b|\bdag uit het leven\b|"
        r"\bdzień z życia\b|\bden ze života\b|\bdag i livet\b|день (?:из|в|з) житт?[яію]|день из жизни|的一天|の一日|"
        r"일상의 하루|하루 일과|một ngày của",
    ),
    (
        MapKind.FUTURE,
        r"\bfuture[ -]state\b|\bfuture (?:journey|map|experience|process|vision)\b|\b(?:target|desired|ideal)[ -](?:state|"
        r"journey|experience|process|map)\b|\bto-be\b|(?-i:\bT[oO] B[eE]\b)|\bto be (?:state|journey|map|process)\b|"
        r"(?-i:\bSoll\b|\bSOLL\b)|\bsoll(?:-?zustand|-?prozess|-?reise|bild|konzept)|\bziel(?:zustand|bild|prozess)\b|"
        r"\bétat (?:futur|cible)\b|\bparcours (?:futur|cible|idéal)\b|\bestado (?:futuro|deseado|ideal)\b|"
        r"\b(?:viaje|recorrido|mapa|jornada) (?:futur[oa]|desead[oa]|ideal)\b|\bstato (?:futuro|desiderato)\b|"
        r"\btoekomstige?\b|\bgewenste (?:situatie|reis)\b|\bstan (?:docelowy|przyszły)\b|\bbudoucí stav\b|"
        r"\bgelecek durum\b|\bframtida\b|\btrạng thái tương lai\b|целев(?:ое|ой|ая)|будущ(?:ее|ий|ая)|как (?:должно быть|будет)|"
        r"бажан(?:ий|а) стан|未来|未來|将来|あるべき姿|理想状态|미래|المستقبلي",
    ),
    (
        MapKind.CURRENT,
        r"\bcurrent[ -]state\b|\bcurrent (?:journey|map|experience|process)\b|\bas-is\b|(?-i:\bA[sS] I[sS]\b)|"
        r"\bas is (?:state|journey|map|process)\b|(?-i:\bIST\b|^Ist\b(?=\s*[-–—:]|$)|\(Ist\))|"
        r"\bist-?(?:zustand|prozess|reise|analyse)\b|\bétat actuel\b|\bparcours actuel\b|\bestado a[ct]*tual\b|"
        r"\b(?:viaje|recorrido|mapa|jornada) a[ct]*tual\b|\bstato attuale\b|\bhuidige (?:situatie|reis)\b|"
        r"\bstan (?:obecny|aktualny)\b|\bsoučasný stav\b|\bmevcut durum\b|\bnuläge\b|\bhiện trạng\b|"
        r"текущ(?:ее|ий|ая)|как есть\b|поточний стан|现状|現状|當前|当前状态|현재 상태|الحالي",
    ),
)  # fmt: skip
_KINDS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _SAYS)
_CALLED = {
    MapKind.BLUEPRINT: "a service blueprint",
    MapKind.DAY: "a day in the life",
    MapKind.FUTURE: "a map of a future state",
    MapKind.CURRENT: "a map of the current state",
}
#: A point in time of a day, as stages of one are called.
_HOUR = re.compile(r"\d{1,2}(?:[:.h]\d{2}|\s?(?:am|pm|a\.m\.|p\.m\.|uhr|h|点|點|時|시))", re.IGNORECASE)
#: Hours without a word for them (“06–09”), which tell a day only where each begins as the one before ends.
_HOURS = re.compile(r"(\d{1,2})\s?(?:h|uhr)?\s?[-–—]\s?(\d{1,2})\s?(?:h|uhr)?", re.IGNORECASE)
_DAY, _FEWEST_HOURS = 24, 3
_LINE = re.compile(
    r"\bline of |\blines?\b|lini[ea]\b|\bligne\b|\blínea\b|\blinha\b|\blinea\b|lijn\b|лини[яію]|лінія|线|線|ライン|선|"
    r"\bđường\b|çizgi|hattı|linje\b|raja\b|vonal|γραμμή|\bخط|रेखा|\bקו\b|เส้น|\bgaris\b",
    re.IGNORECASE,
)
#: Which of the lines a heading names, the narrower first.
_LINES = (
    (
        LineKind.INTERNAL_INTERACTION,
        re.compile(
            r"intern|внутр|внутріш|内部|內部|내부|nội bộ|\biç |wewn|vnitř|داخلي|आंतरिक|sisäi|belső|εσωτερικ|פנימי|ภายใน",
            re.IGNORECASE,
        ),
    ),
    (
        LineKind.VISIBILITY,
        re.compile(
            r"visib|sicht|zichtb|widoczn|viditel|видим|可视|可視|可见|可見|能见|能見|가시|hiển thị|görün|synlig|näkyv|láthat|"
            r"ορατ|الرؤية|الظهور|दृश्य|נראות|มองเห็น",
            re.IGNORECASE,
        ),
    ),
    (
        LineKind.INTERACTION,
        re.compile(
            r"intera|взаимод|взаємод|互动|互動|交互|インタラク|相互|상호|인터랙션|tương tác|etkileş|vuorovaik|kölcsön|"
            r"αλληλεπ|تفاعل|इंटरैक्शन|संपर्क|परस्पर|אינטראק|ปฏิสัมพันธ์",
            re.IGNORECASE,
        ),
    ),
)
#: A longer text is a sentence.
_LONG = 60
_FRONT, _BEHIND = frozenset({"frontstage_people"}), frozenset({"backstage_people", "backstage_technology", "support"})
_OF_BLUEPRINTS = _FRONT | _BEHIND | {"frontstage_technology", "physical_evidence", "customer_actions"}


def line_named(text: str) -> LineKind | None:
    """Which line of a blueprint a heading names (“Line of visibility”, “Sichtbarkeitslinie”); None where it names none."""
    if len(text) > _LONG or _LINE.search(text) is None:
        return None
    return next((kind for kind, words in _LINES if words.search(text)), None)


def kind_said(texts: Iterable[str]) -> tuple[MapKind, str] | None:
    """The kind that the first text that says one says, with the words for it; None where none does, or one says two."""
    for text in texts:
        plain = cleaned(text.replace("_", " "))
        found = [(kind, words.group()) for kind, pattern in _KINDS if (words := pattern.search(plain)) is not None]
        if found and found[0][0] in (MapKind.BLUEPRINT, MapKind.DAY):
            return found[0]
        if found:
            # “From as-is to to-be” is neither.
            return found[0] if len(found) == 1 else None
    return None


def with_kind(journey: Journey, texts: Iterable[str], lines: Iterable[str], notes: list[str]) -> Journey:
    """The map with its kind, where texts around it, its lanes or its stages tell it; `lines` are labels of lines.

    What was found is added to `notes`.
    """
    named = {found: label for label in lines if (found := line_named(label)) is not None}
    roles = {lane.role for lane in journey.lanes.values()}
    said = kind_said(texts)
    if said is not None and said[0] is MapKind.BLUEPRINT and not (named or roles & _OF_BLUEPRINTS):
        # The word alone makes none.
        said = None
    if said is not None:
        kind, why = said[0], f"because of the words “{shown(said[1], 40)}”"
    elif named or (roles & _FRONT and roles & _BEHIND):
        kind, why = MapKind.BLUEPRINT, "because of its lines" if named else "because of its lanes"
    elif _are_hours([stage.name for stage in journey.stages.values()]):
        kind, why = MapKind.DAY, "because its stages are hours"
    else:
        return journey
    notes.append(f"It was taken for {_CALLED[kind]} {why}.")
    journey = journey.model_copy(update={"kind": kind})
    return _with_lines(journey, named, notes) if kind is MapKind.BLUEPRINT else journey


def _are_hours(names: Sequence[str]) -> bool:
    """Whether stages are called by the hours of a day."""
    if len(names) < _FEWEST_HOURS:
        return False
    if all(map(_HOUR.match, names)):
        return True
    spans = [_HOURS.fullmatch(name.strip()) for name in names]
    ends = [(int(found.group(1)), int(found.group(2))) for found in spans if found is not None]
    return (
        len(ends) == len(names)
        and all(max(one) <= _DAY for one in ends)
        and all(one[1] == other[0] for one, other in pairwise(ends))
    )


def _with_lines(journey: Journey, named: Mapping[LineKind, str], notes: list[str]) -> Journey:
    """With each line that has a lane to stand above, and lanes above itself; called as the table calls it."""
    roles = [lane.role for lane in journey.lanes.values()]
    for kind, usual in BLUEPRINT_LINES.items():
        below = next((n for n, role in enumerate(roles) if role in usual.before), 0)
        if not below:
            if kind in named:
                notes.append(f"There is no lane that the line “{shown(named[kind], 40)}” could stand above.")
            continue
        line = new_line(journey, kind)
        if kind in named:
            line = line.model_copy(update={"label": _bare(named[kind])})
        journey = insert_line(journey, line)
    return journey


def _bare(label: str) -> str:
    return cleaned(label).strip(" -–—=_~·.:|>*")[:NAME_MAX]
