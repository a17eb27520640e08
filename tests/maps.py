"""A seed and sizes go in, a believable map in many scripts comes out, always the same one; for benchmarks and tests."""

from __future__ import annotations

import math
import os
import random
import struct
import zlib

from cjm_desktop.model.catalogue import CHANNELS, ROLES
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.pictures import make_picture
from cjm_desktop.model.records import (
    BlueprintLine,
    Card,
    Connector,
    ConnectorKind,
    Curve,
    CurveStyle,
    EmotionPoint,
    Evidence,
    Lane,
    LaneKind,
    LineKind,
    Mark,
    Metric,
    MetricDisplay,
    Persona,
    Picture,
    Priority,
    Proof,
    Source,
    Stage,
    SubStage,
    WebLink,
)

#: For each language: what stands between two words, how often the language occurs, and the words.
_WRITTEN: dict[str, tuple[str, float, str]] = {
    "en": (
        " ",
        10,
        "opens six tabs and reads reviews compares the price with another shop pays by card on phone waits tracks parcel "
        "courier calls twice asks chat for help sets portion first unattended day notices bowl is empty at seven date "
        "unclear until payment invoice arrives by letter returns broken lid search article video",
    ),
    "ru": (
        " ",
        3,
        "ищет кормушку сравнивает цены читает отзывы ждёт курьера оплата картой вопрос в чате доставка завтра",
    ),
    "de": (" ", 2, "Lieferung Rückgabebestätigung vergleicht Preise Kundendienst wartet Öffnungszeiten zahlt grüßt"),
    "vi": (" ", 2, "tìm kiếm sản phẩm so sánh giá đọc đánh giá thanh toán nhận hàng giới thiệu cho người khác"),
    "el": (" ", 1, "αναζήτηση προϊόντος σύγκριση τιμών πληρωμή παράδοση ερώτηση στο κατάστημα"),
    "ja": ("", 2, "給餌器を 探す 価格を 比較する レビュー 店舗で 購入 配送を待つ 安心した。"),
    "zh": ("", 2, "自动 喂食器 比较价格 查看评价 在线支付 等待快递 首次使用 很满意。"),
    "ko": (" ", 1, "급식기 검색 가격 비교 후기 확인 결제 배송 조회 첫 사용 만족"),
    "ar": (" ", 2, "البحث عن جهاز مقارنة الأسعار قراءة الآراء الدفع عبر الهاتف انتظار الطرد خدمة العملاء"),
    "he": (" ", 1, "חיפוש מוצר השוואת מחירים תשלום בטלפון המתנה לשליח שירות לקוחות"),
    "hi": (" ", 2, "उत्पाद खोजना कीमत की तुलना समीक्षा पढ़ना भुगतान करना पार्सल की प्रतीक्षा पहला उपयोग"),
    "th": ("", 1, "ค้นหา สินค้า เปรียบเทียบ ราคา ชำระเงิน รอพัสดุ ใช้งานครั้งแรก"),
    "emoji": (" ", 1, "🙂 📦 🐈 👩\u200d💻 🚚 ❤️ 🇻🇳 5️⃣ 👍🏽"),
}
WORDS: dict[str, tuple[str, float, tuple[str, ...]]] = {
    language: (between, weight, tuple(words.split())) for language, (between, weight, words) in _WRITTEN.items()
}

_CARD_ROLES = (
    "actions",
    "touchpoints",
    "thoughts",
    "emotions",
    "pains",
    "opportunities",
    "metrics",
    "needs",
    "goals",
    "customer_actions",
    "frontstage_people",
    "backstage_people",
    "support",
    "owners",
)


def random_words(dice: random.Random, low: int, high: int) -> str:
    """From `low` to `high` words of one language."""
    languages = list(WORDS)
    (language,) = dice.choices(languages, [WORDS[name][1] for name in languages])
    between, _, words = WORDS[language]
    return between.join(dice.choices(words, k=dice.randint(low, high)))


def png(width: int, height: int, colour: tuple[int, int, int] = (80, 120, 200)) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture(width: int = 8, height: int = 6, colour: tuple[int, int, int] = (80, 120, 200)) -> Picture:
    """The record of a picture of one colour."""
    made = make_picture(png(width, height, colour))
    assert made is not None
    return made


def random_map(seed: int = 1, cards: int = 500, stages: int | None = None, lanes: int | None = None) -> Journey:
    """A map of `cards` cards, spread over its cells; without sizes, about four cards stand in a cell.

    Always the same map for the same numbers, and as large as is asked for: 20,000 cards take about half a second.
    """
    dice = random.Random(seed)
    lane_count = lanes if lanes is not None else min(28, max(5, round(math.sqrt(cards) / 2.5)))
    stage_count = stages if stages is not None else max(4, round(cards / lane_count / 4))
    made_stages = [_stage(dice, number) for number in range(1, stage_count + 1)]
    made_lanes = [_lane(number) for number in range(1, lane_count + 1)]
    personas = [
        Persona(
            id=f"persona-{number}", name=random_words(dice, 1, 2), primary=number == 1, quote=random_words(dice, 4, 9)
        )
        for number in (1, 2)
    ]
    image = picture()
    homes = [lane for lane in made_lanes if lane.kind not in (LaneKind.EMOTION, LaneKind.METRIC)] or made_lanes
    made_cards = [
        _card(dice, number, homes[number % len(homes)], dice.choice(made_stages), stage_count)
        for number in range(1, cards + 1)
    ]
    made_cards.sort(key=lambda card: (card.lane or "", card.stage or ""))
    curves, points = _curves(dice, made_lanes, made_stages, personas)
    return Journey(
        title=f"Random map {seed}",
        objective=random_words(dice, 5, 12),
        scenario=random_words(dice, 5, 12),
        scope=random_words(dice, 3, 6),
        owner=random_words(dice, 1, 2),
        sources=Table.of([Source(id="source-1", title="Interviews", count=18)]),
        personas=Table.of(personas),
        stages=Table.of(made_stages),
        lanes=Table.of(made_lanes),
        lines=Table.of(
            [
                BlueprintLine(
                    id="line-1", kind=LineKind.VISIBILITY, label="Line of visibility", before=("backstage_people",)
                )
            ]
        ),
        cards=Table.of(made_cards),
        curves=Table.of(curves),
        points=Table.of(points),
        metrics=Table.of(_metrics(dice, made_lanes, made_stages)),
        connectors=Table.of(_connectors(dice, made_cards)),
        pictures=Table.of([image]),
    )


def _stage(dice: random.Random, number: int) -> Stage:
    parts = tuple(
        SubStage(id=f"sub-{number}-{part}", name=random_words(dice, 1, 2)) for part in range(dice.choice((0, 0, 0, 2)))
    )
    return Stage(
        id=f"stage-{number}",
        name=random_words(dice, 1, 3),
        sub_stages=parts,
        duration=dice.choice(("", "2 days", "20 min", "3–4 weeks")),
        customer_goal=random_words(dice, 2, 6) if dice.random() < 0.3 else "",
        business_goal=random_words(dice, 2, 6) if dice.random() < 0.3 else "",
    )


def _lane(number: int) -> Lane:
    role = ROLES[_CARD_ROLES[(number - 1) % len(_CARD_ROLES)]]
    display = MetricDisplay.BAR if role.kind is LaneKind.METRIC else None
    return Lane(id=f"lane-{number}", kind=role.kind, role=role.key, label=role.label, hint=role.hint, display=display)


def _card(dice: random.Random, number: int, lane: Lane, stage: Stage, stage_count: int) -> Card:
    chance = dice.random()
    room = stage_count - int(stage.id.removeprefix("stage-")) + 1
    return Card(
        id=f"card-{number}",
        lane=lane.id,
        stage=stage.id,
        span=min(2, room) if chance < 0.02 else 1,
        text=random_words(dice, 2, 12),
        channel=dice.choice(tuple(CHANNELS)) if lane.kind is LaneKind.TOUCHPOINTS else None,
        persona="persona-2" if chance > 0.95 else None,
        evidence=Proof(status=dice.choice(tuple(Evidence)), source="Interviews") if chance > 0.8 else None,
        owner=random_words(dice, 1, 1) if 0.3 < chance < 0.4 else "",
        tags=("week 1",) if 0.4 < chance < 0.45 else (),
        marks=(dice.choice(tuple(Mark)),) if 0.45 < chance < 0.5 else (),
        priority=Priority(impact=dice.randint(1, 5), effort=dice.randint(1, 5)) if 0.5 < chance < 0.55 else None,
        links=(WebLink(url="https://example.org/", title="Study"),) if 0.55 < chance < 0.58 else (),
    )


def write_map(journey: Journey, path: str | os.PathLike[str]) -> str:
    """Save a map whatever is there, keeping nothing of it; returns the digest."""
    from cjm_desktop.storage.saving import save

    return save(journey, path, expected=None, backups=None)


def _curves(
    dice: random.Random, lanes: list[Lane], stages: list[Stage], personas: list[Persona]
) -> tuple[list[Curve], list[EmotionPoint]]:
    curves: list[Curve] = []
    points: list[EmotionPoint] = []
    for lane in lanes:
        if lane.kind is not LaneKind.EMOTION:
            continue
        for persona, style in zip(personas, (CurveStyle.ACTUAL, CurveStyle.GHOST), strict=True):
            curve = Curve(id=f"curve-{len(curves) + 1}", lane=lane.id, persona=persona.id, style=style)
            curves.append(curve)
            for stage in stages:
                points.append(
                    EmotionPoint(
                        id=f"point-{len(points) + 1}",
                        curve=curve.id,
                        stage=stage.id,
                        position=dice.choice((0.25, 0.5, 0.75)),
                        value=None if dice.random() < 0.06 else round(dice.uniform(-2, 2), 2),
                        label=random_words(dice, 1, 3) if dice.random() < 0.3 else "",
                    )
                )
    return curves, points


def _metrics(dice: random.Random, lanes: list[Lane], stages: list[Stage]) -> list[Metric]:
    places = [(lane, stage) for lane in lanes if lane.kind is LaneKind.METRIC for stage in stages]
    return [
        Metric(id=f"metric-{number}", lane=lane.id, stage=stage.id, value=dice.randint(5, 99), full=100, unit="%")
        for number, (lane, stage) in enumerate(places, 1)
    ]


def _connectors(dice: random.Random, cards: list[Card]) -> list[Connector]:
    wanted = min(len(cards) // 25, 400)
    pairs = [dice.sample(cards, 2) for _ in range(wanted)]
    return [
        Connector(id=f"connector-{number}", source=start.id, target=end.id, kind=dice.choice(tuple(ConnectorKind)))
        for number, (start, end) in enumerate(pairs, 1)
    ]
