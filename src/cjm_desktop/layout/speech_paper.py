"""The words of the pages that follow a map, in the languages that maps speak; `speech` says them."""

from __future__ import annotations

from cjm_desktop.layout import words

ORDER: tuple[str, ...] = (
    words.PERSONAS,
    words.SOURCES,
    words.OPPORTUNITIES,
    words.FINDINGS,
    words.DEMOGRAPHICS,
    words.QUOTE,
    words.NEEDS_HEAD,
    words.WANTS,
    words.MOTIVES,
    words.BEHAVIOURS,
    words.GOALS_HEAD,
    words.FRUSTRATIONS_HEAD,
    words.CHANNELS_HEAD,
    words.NOTE,
    words.OPPORTUNITY,
    words.OWNER_HEAD,
    words.PRIORITY_HEAD,
    words.WHERE,
    words.SOURCE,
    words.COUNT,
    words.FINDING,
    words.WHY,
    words.NOT_PLACED,
    words.ON_PAGE,
)

#: By language, in the order above, one word a line.
LINES: dict[str, str] = {
    "de": """Personas
Quellen
Chancen
Befunde der Durchsicht
Über die Person
Zitat
Braucht
Wünscht
Motive
Verhalten
Ziele
Ärgernisse
Kanäle
Notiz
Chance
Verantwortlich
Priorität
Wo
Quelle
Anzahl
Befund
Warum
noch nicht eingeordnet
Seite {}""",
    "fr": """Personas
Sources
Opportunités
Constats de la relecture
À propos
Citation
Besoins
Souhaits
Motivations
Comportements
Buts
Frustrations
Canaux
Note
Opportunité
Responsable
Priorité
Où
Source
Nombre
Constat
Pourquoi
pas encore placé
page {}""",
    "es": """Personas
Fuentes
Oportunidades
Observaciones de la revisión
Sobre la persona
Cita
Necesita
Desea
Motivos
Comportamiento
Metas
Frustraciones
Canales
Nota
Oportunidad
Responsable
Prioridad
Dónde
Fuente
Cantidad
Observación
Por qué
aún sin colocar
página {}""",
    "ru": """Персоны
Источники
Возможности
Замечания проверки
О человеке
Цитата
Нужно
Хочет
Мотивы
Поведение
Цели
Разочарования
Каналы
Заметка
Возможность
Ответственный
Приоритет
Где
Источник
Количество
Замечание
Почему
ещё не размещено
стр. {}""",
    "ja": """ペルソナ
情報源
機会
レビューの指摘
人物像
発言
ニーズ
要望
動機
行動
目標
不満
接点
メモ
機会
担当
優先度
場所
情報源
件数
指摘
理由
未配置
{}ページ""",
    "zh": """人物画像
来源
机会
检查结果
人物背景
原话
需求
愿望
动机
行为
目标
困扰
渠道
备注
机会
负责人
优先级
位置
来源
数量
结果
原因
尚未放置
第{}页""",
    "ar": """الشخصيات
المصادر
الفرص
ملاحظات المراجعة
عن الشخص
اقتباس
الاحتياجات
الرغبات
الدوافع
السلوك
الأهداف
الإحباطات
القنوات
ملاحظة
الفرصة
المسؤول
الأولوية
المكان
المصدر
العدد
الملاحظة
السبب
لم يوضع بعد
صفحة {}""",
    "vi": """Chân dung
Nguồn
Cơ hội
Nhận xét rà soát
Về người này
Trích dẫn
Cần
Mong muốn
Động cơ
Hành vi
Mục tiêu
Khó chịu
Kênh
Ghi chú
Cơ hội
Phụ trách
Ưu tiên
Ở đâu
Nguồn
Số lượng
Nhận xét
Vì sao
chưa được đặt
trang {}""",
}
