"""A map's language and an English word of `words` in, that word in the map's language out, as far as it is known here.

The words that layout puts onto a map belong to the map, not to the window: a German map says "Begeistert" on every
screen and on paper. A language that is not here speaks English.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from cjm_desktop.layout import speech_paper, words
from cjm_desktop.model.records import LineKind, MapKind

_DELIGHTED, _NEUTRAL, _FRUSTRATED = (name for _, name in words.LEVELS)
_ORDER: tuple[str, ...] = (
    words.KINDS[MapKind.CURRENT],
    words.KINDS[MapKind.DAY],
    words.KINDS[MapKind.FUTURE],
    words.KINDS[MapKind.BLUEPRINT],
    words.UNTITLED,
    words.UNTITLED_LANE,
    words.UNTITLED_STAGE,
    words.SCOPE,
    words.OBJECTIVE,
    words.EXPECTATIONS,
    words.OWNER,
    words.PERSONA,
    words.NEEDS,
    words.CHANNELS,
    _DELIGHTED,
    _NEUTRAL,
    _FRUSTRATED,
    words.CURVE,
    words.LINES[LineKind.INTERACTION],
    words.LINES[LineKind.VISIBILITY],
    words.LINES[LineKind.INTERNAL_INTERACTION],
    words.PRIORITY,
    words.TARGET,
    words.EVIDENCE,
    words.ITEMS,
    words.ASSUMPTIONS,
    words.FAIL_POINT,
    words.WAIT_POINT,
    words.NO_CHANNEL,
    words.ALL_STEPS,
    words.MINUTES,
    words.HOURS,
    words.DAYS,
    words.GOALS,
    words.FRUSTRATIONS,
    words.CUSTOMER_GOAL,
    words.BUSINESS_GOAL,
    words.GOALS_COINCIDE,
    words.GOALS_DIFFER,
    words.NOTHING_HERE,
    words.PART,
    words.NOTES,
    words.MOMENT_OF_TRUTH,
    words.ASSUMED,
    words.PROPOSED,
    words.PICTURE,
)

#: By language, in the order above, one word a line.
_LINES: dict[str, str] = {
    "de": """Ist-Zustand
Ein Tag im Leben
Soll-Zustand
Service Blueprint
Karte ohne Titel
Zeile
Phase
Umfang: {}
Ziel: {}
Erwartungen: {}
Verantwortlich: {}
Persona
Braucht: {}
Erreicht uns über: {}
Begeistert
Neutral
Frustriert
Kurve {}
Linie der Interaktion
Linie der Sichtbarkeit
Linie der internen Interaktion
Wirkung {} × Aufwand {}
Ziel {}
Belege: {}.
Einträge: {}
Als Annahme gekennzeichnete Karten: {}.
Fehlerpunkt
Wartepunkt
Ohne Kanal
alle Schritte: {}
{} Min.
{} Std.
{} T.
Ziele: {}
Ärgernisse: {}
Kundenziel: {}
Geschäftsziel: {}
beide Ziele decken sich
die Ziele decken sich nicht
Hier steht noch nichts.
{} von {}
Notizen
Moment der Wahrheit
Annahme
Vorschlag
Bild""",
    "fr": """Situation actuelle
Une journée type
Situation future
Service blueprint
Carte sans titre
Ligne
Étape
périmètre : {}
Objectif : {}
Attentes : {}
Responsable : {}
Persona
Besoins : {}
Nous joint par : {}
Enchanté
Neutre
Frustré
Courbe {}
Ligne d’interaction
Ligne de visibilité
Ligne d’interaction interne
impact {} × effort {}
cible {}
Preuves : {}.
éléments : {}
Cartes marquées comme hypothèses : {}.
point de défaillance
point d’attente
Sans canal
toutes les étapes : {}
{} min
{} h
{} j
Buts : {}
Frustrations : {}
Objectif du client : {}
Objectif de l’entreprise : {}
les deux objectifs coïncident
les deux objectifs ne coïncident pas
Rien n’est encore écrit ici.
{} sur {}
Notes
moment de vérité
hypothèse
proposition
image""",
    "es": """Estado actual
Un día en la vida
Estado futuro
Plano del servicio
Mapa sin título
Fila
Etapa
alcance: {}
Objetivo: {}
Expectativas: {}
Responsable: {}
Persona
Necesita: {}
Nos contacta por: {}
Encantado
Neutral
Frustrado
Curva {}
Línea de interacción
Línea de visibilidad
Línea de interacción interna
impacto {} × esfuerzo {}
meta {}
Evidencia: {}.
elementos: {}
Tarjetas marcadas como suposiciones: {}.
punto de fallo
punto de espera
Sin canal
todos los pasos: {}
{} min
{} h
{} d
Metas: {}
Frustraciones: {}
Objetivo del cliente: {}
Objetivo del negocio: {}
los dos objetivos coinciden
los dos objetivos no coinciden
Aquí aún no hay nada escrito.
{} de {}
Notas
momento de la verdad
suposición
propuesta
imagen""",
    "ru": """Как есть
День из жизни
Как будет
Сервисный блупринт
Карта без названия
Строка
Этап
границы: {}
Цель: {}
Ожидания: {}
Ответственный: {}
Персона
Нужно: {}
Связывается через: {}
В восторге
Нейтрально
Раздражение
Кривая {}
Линия взаимодействия
Линия видимости
Линия внутреннего взаимодействия
эффект {} × усилия {}
цель {}
Основано на: {}.
элементов: {}
Карточек, отмеченных как предположения: {}.
точка сбоя
точка ожидания
Без канала
все шаги: {}
{} мин
{} ч
{} дн.
Цели: {}
Разочарования: {}
Цель клиента: {}
Цель бизнеса: {}
обе цели совпадают
цели не совпадают
Здесь пока ничего не написано.
{} из {}
Заметки
момент истины
предположение
предложение
картинка""",
    "ja": """現状
ある一日
将来像
サービスブループリント
無題のマップ
レーン
ステージ
範囲：{}
目的：{}
期待：{}
担当：{}
ペルソナ
ニーズ：{}
接点：{}
大満足
普通
不満
曲線 {}
インタラクションライン
可視ライン
内部インタラクションライン
効果 {} × 労力 {}
目標 {}
根拠：{}。
{} 件
仮説として印を付けたカード：{} 枚。
失敗点
待ち点
チャネルなし
全ステップ：{}
{} 分
{} 時間
{} 日
目標：{}
不満：{}
顧客の目標：{}
事業の目標：{}
二つの目標は一致している
二つの目標は一致していない
まだ何も書かれていません。
{} / {}
メモ
真実の瞬間
仮説
提案
画像""",
    "zh": """现状
一天的生活
未来状态
服务蓝图
未命名地图
泳道
阶段
范围：{}
目标：{}
期望：{}
负责人：{}
人物
需要：{}
联系渠道：{}
非常满意
一般
沮丧
曲线 {}
互动线
可视线
内部互动线
影响 {} × 投入 {}
目标 {}
依据：{}。
{} 项
标记为假设的卡片：{} 张。
失败点
等待点
无渠道
全部步骤：{}
{} 分钟
{} 小时
{} 天
目标：{}
困扰：{}
客户目标：{}
业务目标：{}
两个目标一致
两个目标不一致
这里还没有内容。
{} / {}
备注
关键时刻
假设
提议
图片""",
    "ar": """الوضع الحالي
يوم في الحياة
الوضع المستقبلي
مخطط الخدمة
خريطة بلا عنوان
صف
مرحلة
النطاق: {}
الهدف: {}
التوقعات: {}
المسؤول: {}
شخصية
يحتاج إلى: {}
يتواصل معنا عبر: {}
مسرور
محايد
محبط
منحنى {}
خط التفاعل
خط الرؤية
خط التفاعل الداخلي
الأثر {} × الجهد {}
المستهدف {}
الأدلة: {}.
العناصر: {}
بطاقات معلّمة كافتراضات: {}.
نقطة فشل
نقطة انتظار
بلا قناة
كل الخطوات: {}
{} د
{} س
{} ي
الأهداف: {}
الإحباطات: {}
هدف العميل: {}
هدف العمل: {}
الهدفان متطابقان
الهدفان غير متطابقين
لا شيء مكتوب هنا بعد.
{} من {}
ملاحظات
لحظة الحقيقة
افتراض
اقتراح
صورة""",
    "vi": """Hiện trạng
Một ngày trong đời
Tương lai
Bản thiết kế dịch vụ
Bản đồ chưa đặt tên
Hàng
Giai đoạn
phạm vi: {}
Mục tiêu: {}
Kỳ vọng: {}
Phụ trách: {}
Chân dung
Cần: {}
Liên hệ qua: {}
Hài lòng
Bình thường
Bực bội
Đường {}
Đường tương tác
Đường hiển thị
Đường tương tác nội bộ
tác động {} × công sức {}
mục tiêu {}
Căn cứ: {}.
mục: {}
Thẻ được đánh dấu là giả định: {}.
điểm lỗi
điểm chờ
Không có kênh
tất cả các bước: {}
{} phút
{} giờ
{} ngày
Mục tiêu: {}
Khó chịu: {}
Mục tiêu khách hàng: {}
Mục tiêu kinh doanh: {}
hai mục tiêu trùng nhau
hai mục tiêu không trùng nhau
Chưa có gì được viết ở đây.
{} trên {}
Ghi chú
khoảnh khắc quyết định
giả định
đề xuất
hình ảnh""",
}


class Speech:
    """Says the words of `words` in one language."""

    def __init__(self, language: str, known: Mapping[str, str]) -> None:
        self.language = language
        self._known = known

    def __call__(self, word: str) -> str:
        """The word, with the same places to fill in; the English one where it is not known."""
        return self._known.get(word, word)

    def items(self, count: int) -> str:
        """What a collapsed lane says about itself."""
        return self(words.ITEMS).format(count) if self._known else words.hidden_things(count)

    def assumptions(self, count: int) -> str:
        """The footer's sentence on assumptions; empty where there are none."""
        if not self._known or not count:
            return words.assumptions(count)
        return self(words.ASSUMPTIONS).format(count)


ENGLISH = Speech("en", {})


@cache
def speech(language: str) -> Speech:
    """How a map of this language (a tag such as "de" or "zh-Hant") speaks."""
    name = language.split("-")[0].lower()
    lines = _LINES.get(name)
    if lines is None:
        return ENGLISH
    known = dict(zip(_ORDER, lines.split("\n"), strict=True))
    known |= zip(speech_paper.ORDER, speech_paper.LINES[name].split("\n"), strict=True)
    return Speech(name, known)


def languages() -> tuple[str, ...]:
    """The languages that are known here, English first."""
    return "en", *_LINES
