"""What the inspector's choices offer, from the map and the catalogue: channels, stages, lanes, personas, roles, signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from cjm_desktop.model.catalogue import CHANNELS, ROLES
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import (
    ConnectorKind,
    CurveStyle,
    Evidence,
    LaneKind,
    LineKind,
    MapKind,
    Mark,
    MetricDisplay,
)
from cjm_desktop.windows.inspector.field import Ids, Option, t, tr

Options = Callable[[Journey, Ids], tuple[Option, ...]]


def fixed(*options: tuple[Any, str, str]) -> Options:
    """Always the same (value, text, icon)."""
    return lambda _journey, _ids: tuple(Option(value, tr(text), icon) for value, text, icon in options)


def channel_options(journey: Journey, _ids: Ids = ()) -> tuple[Option, ...]:
    """No channel, the map's own channels, then those of the catalogue that it does not replace."""
    own = [Option(one.id, one.name or tr("Nameless channel"), one.icon) for one in journey.channels.values()]
    built_in = [
        Option(channel.id, QCoreApplication.translate("catalogue", channel.name), channel.icon)
        for channel in CHANNELS.values()
        if channel.id not in journey.channels
    ]
    return (Option(None, tr("No channel"), "circle"), *own, *built_in)


def stage_names(journey: Journey) -> dict[str, str]:
    """What each stage is called; those without a name by their number."""
    numbered = enumerate(journey.stages.values(), 1)
    return {stage.id: stage.name or tr("Stage {number}").format(number=n) for n, stage in numbered}


def stages(journey: Journey, _ids: Ids) -> tuple[Option, ...]:
    """The map's stages."""
    return tuple(Option(id_, name) for id_, name in stage_names(journey).items())


def stages_or_parked(journey: Journey, ids: Ids) -> tuple[Option, ...]:
    return (Option(None, tr("Parking lot")), *stages(journey, ids))


def lanes_or_parked(journey: Journey, _ids: Ids) -> tuple[Option, ...]:
    """The parking lot and the lanes that hold cards."""
    cards = (lane for lane in journey.lanes.values() if lane.kind.holds_cards)
    return (Option(None, tr("Parking lot")), *(Option(lane.id, lane.label or role_text(lane.role)) for lane in cards))


def sub_stages(journey: Journey, ids: Ids) -> tuple[Option, ...]:
    """The whole stage and its parts, of the one stage in which all these cards stand."""
    found = {journey.cards[id_].stage for id_ in ids}
    stage = journey.stages.get(found.pop() or "") if len(found) == 1 else None
    if stage is None:
        return ()
    parts = enumerate(stage.sub_stages, 1)
    named = (Option(part.id, part.name or tr("Sub-stage {number}").format(number=n)) for n, part in parts)
    return (Option(None, tr("Whole stage")), *named)


def people(journey: Journey, _ids: Ids = ()) -> tuple[Option, ...]:
    """Everybody, and the map's personas."""
    named = (Option(one.id, one.name or tr("Nameless"), "user") for one in journey.personas.values())
    return (Option(None, tr("Everybody")), *named)


def curves(journey: Journey, _ids: Ids) -> tuple[Option, ...]:
    """The map's emotion curves by their own names, else by whose they are."""
    return tuple(Option(id_, curve_name(journey, id_)) for id_ in journey.curves)


def curve_name(journey: Journey, id_: str) -> str:
    """What a curve is called: by its label, its persona, or what it is."""
    curve = journey.curves[id_]
    persona = journey.personas.get(curve.persona or "")
    if curve.label or persona is None:
        return curve.label or tr("Ghost curve" if curve.style is CurveStyle.GHOST else "Curve")
    return persona.name or tr("Nameless")


def role_text(role: str) -> str:
    """What a lane role is called."""
    return QCoreApplication.translate("catalogue", ROLES[role].label) if role in ROLES else role


def roles(journey: Journey, _ids: Ids = ()) -> tuple[Option, ...]:
    """All lane roles of the catalogue, and those that only this map knows."""
    foreign = {lane.role for lane in journey.lanes.values()} - ROLES.keys()
    return tuple(Option(role, role_text(role)) for role in (*ROLES, *sorted(foreign)))


EVIDENCE = fixed(
    (None, t("Not said"), "circle"),
    (Evidence.OBSERVED, t("Observed"), "check"),
    (Evidence.ASSUMED, t("Assumed"), "circle-question-mark"),
    (Evidence.PROPOSED, t("Proposed"), "lightbulb"),
)
KINDS = fixed(
    (LaneKind.CARDS, t("Cards"), "rows-3"),
    (LaneKind.TOUCHPOINTS, t("Touchpoints"), "waypoints"),
    (LaneKind.EMOTION, t("Emotion curve"), "smile"),
    (LaneKind.METRIC, t("Metric"), "gauge"),
    (LaneKind.PICTURES, t("Pictures"), "clapperboard"),
    (LaneKind.STEPS, t("Steps with arrows"), "footprints"),
)
DISPLAYS = fixed(
    (None, t("As usual"), ""),
    (MetricDisplay.NUMBER, t("Numbers"), ""),
    (MetricDisplay.BAR, t("Bars"), ""),
    (MetricDisplay.LINE, t("Lines"), ""),
    (MetricDisplay.HEAT, t("Heat"), ""),
)
MAP_KINDS = fixed(
    (MapKind.CURRENT, t("Current state"), ""),
    (MapKind.DAY, t("Day in the life"), ""),
    (MapKind.FUTURE, t("Future state"), ""),
    (MapKind.BLUEPRINT, t("Service blueprint"), ""),
    (MapKind.OTHER, t("Other"), ""),
)
CONNECTOR_KINDS = fixed(
    (ConnectorKind.FLOW, t("Leads to"), ""),
    (ConnectorKind.TRIGGERS, t("Triggers"), ""),
    (ConnectorKind.NEEDS, t("Needs"), ""),
    (ConnectorKind.RESOLVES, t("Resolves"), ""),
)
CURVE_STYLES = fixed((CurveStyle.ACTUAL, t("Solid"), ""), (CurveStyle.GHOST, t("Ghost"), ""))
COINCIDE = fixed((None, t("Not said"), ""), (True, t("Yes"), ""), (False, t("No"), ""))
ONLINE = fixed((None, t("Online or not: not said"), ""), (True, t("Online"), ""), (False, t("Offline"), ""))
MARKS = fixed(
    (Mark.MOMENT_OF_TRUTH, t("Moment of truth"), "star"),
    (Mark.FAIL_POINT, t("Fail point"), "triangle-alert"),
    (Mark.WAIT_POINT, t("Wait point"), "clock"),
)
LINE_KINDS: dict[LineKind, str] = {
    LineKind.INTERACTION: t("Line of interaction"),
    LineKind.VISIBILITY: t("Line of visibility"),
    LineKind.INTERNAL_INTERACTION: t("Line of internal interaction"),
}
#: Accents as the theme names them, in the words of the window.
ACCENTS: tuple[tuple[str, str], ...] = (
    ("blue", t("Blue")),
    ("indigo", t("Indigo")),
    ("sky", t("Sky")),
    ("teal", t("Teal")),
    ("green", t("Green")),
    ("amber", t("Amber")),
    ("orange", t("Orange")),
    ("red", t("Red")),
    ("pink", t("Pink")),
    ("violet", t("Violet")),
    ("slate", t("Slate")),
)
CARD_COLOURS = fixed((None, t("The lane's colour"), ""), *((name, text, f"accent:{name}") for name, text in ACCENTS))
LANE_COLOURS = fixed((None, t("As usual"), ""), *((name, text, f"accent:{name}") for name, text in ACCENTS))
#: Icons for channels of a map's own.
CHANNEL_ICONS = fixed(
    ("circle-dot", t("Dot"), "circle-dot"),
    ("search", t("Magnifying glass"), "search"),
    ("globe", t("Globe"), "globe"),
    ("smartphone", t("Smartphone"), "smartphone"),
    ("monitor-smartphone", t("Devices"), "monitor-smartphone"),
    ("mail", t("Envelope"), "mail"),
    ("mailbox", t("Letter box"), "mailbox"),
    ("message-square", t("Message"), "message-square"),
    ("message-circle", t("Chat"), "message-circle"),
    ("phone", t("Telephone"), "phone"),
    ("share-2", t("Network"), "share-2"),
    ("speech", t("Speech"), "speech"),
    ("megaphone", t("Megaphone"), "megaphone"),
    ("store", t("Shop"), "store"),
    ("concierge-bell", t("Bell"), "concierge-bell"),
    ("credit-card", t("Bank card"), "credit-card"),
    ("package", t("Parcel"), "package"),
    ("truck", t("Lorry"), "truck"),
    ("user", t("Person"), "user"),
    ("users", t("People"), "users"),
    ("star", t("Star"), "star"),
    ("lightbulb", t("Light bulb"), "lightbulb"),
    ("image", t("Picture"), "image"),
    ("link", t("Link"), "link"),
    ("clock", t("Clock"), "clock"),
    ("zap", t("Lightning"), "zap"),
    ("triangle-alert", t("Warning sign"), "triangle-alert"),
    ("circle-question-mark", t("Question mark"), "circle-question-mark"),
)
_LANGUAGES = (
    ("en", "English"), ("ar", "العربية"), ("bg", "Български"), ("cs", "Čeština"), ("da", "Dansk"),
    ("de", "Deutsch"), ("el", "Ελληνικά"), ("es", "Español"), ("et", "Eesti"), ("fa", "فارسی"), ("fi", "Suomi"),
    ("fr", "Français"), ("he", "עברית"), ("hi", "हिन्दी"), ("hr", "Hrvatski"), ("hu", "Magyar"), ("id", "Bahasa Indonesia"),
    ("it", "Italiano"), ("ja", "日本語"), ("kk", "Қазақша"), ("ko", "한국어"), ("lt", "Lietuvių"),
    ("lv", "Latviešu"), ("nb", "Norsk"), ("nl", "Nederlands"), ("pl", "Polski"), ("pt", "Português"), ("ro", "Română"),
    ("ru", "Русский"), ("sk", "Slovenčina"), ("sl", "Slovenščina"), ("sr", "Српски"), ("sv", "Svenska"), ("th", "ไทย"),
    ("tr", "Türkçe"), ("uk", "Українська"), ("vi", "Tiếng Việt"), ("zh-Hans", "简体中文"), ("zh-Hant", "繁體中文"),
)  # fmt: skip


def languages(journey: Journey, _ids: Ids = ()) -> tuple[Option, ...]:
    """Languages by their own names, and the map's own where it is none of these."""
    known = tuple(Option(code, name) for code, name in _LANGUAGES)
    foreign = journey.language not in {option.value for option in known}
    return (*known, Option(journey.language, journey.language)) if foreign and journey.language else known
