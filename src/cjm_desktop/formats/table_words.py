"""What the headings of people's tables mean, as data: words for stages and for each lane role, in many languages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cjm_desktop.model.lane_words import role_named

#: What the corner of a table, or the heading of its stages, says.
STAGES = (
    "stage stages phase phases step steps этап этапы стадия стадии фаза фазы шаг шаги phase phasen stufe schritt "
    "étape étapes etapa etapas fase fases fasi fase etap etapy 阶段 階段 ステージ フェーズ 단계 giai đoạn مرحلة المرحلة चरण "
    "journey|stage journey|phase customer|journey time|block время"
)

#: By what a line of a table is: words that its heading has, those of several words with bars between. The longest wins.
MEANINGS: dict[str, str] = {
    "customer_goal": "customer|goal customer|goals цель|клиента цели|клиента kundenziel objetivo|del|cliente",
    "business_goal": "business|goal business|goals цель|бизнеса бизнес-цель geschäftsziel objetivo|de|negocio",
    "note": "section раздел",
    "duration": "duration длительность dauer durée duración durata 时长 期間 소요|시간",
    "actions": "action actions activity activities doing does behaviour behavior task tasks действие действия "
    "активности задачи aktion aktionen handlungen aktivitäten actions acciones actividades azioni ações acties czynności "
    "行动 行動 动作 アクション 행동 hành|động الإجراءات الأفعال गतिविधियां",
    "goals": "goal goals objective objectives цель цели ziel ziele objectif objectifs objetivo objetivos obiettivi doelen "
    "目标 目標 목표 mục|tiêu الأهداف लक्ष्य",
    "touchpoints": "touchpoint touchpoints touch|point touch|points channel channels точка|контакта точки|контакта "
    "канал каналы касания berührungspunkte kontaktpunkte kanäle points|de|contact canaux puntos|de|contacto canales "
    "pontos|de|contato canali kanalen 接触点 触点 渠道 タッチポイント チャネル 접점 채널 "
    "điểm|chạm kênh نقاط|الاتصال نقاط|التلامس टचपॉइंट",
    "thoughts": "thought thoughts thinking thinks mindset questions question мысли думает вопросы gedanken fragen pensées "
    "pensamientos preguntas pensieri gedachten 想法 思考 疑问 생각 suy|nghĩ الأفكار विचार",
    "emotions": "emotion emotions emotional feeling feelings feels mood sentiment experience эмоция эмоции чувство чувства "
    "настроение emotionen gefühl gefühle stimmung émotion émotions ressenti "
    "emoción emociones sentimiento sentimientos sentimento emozioni emozione emoção emoções "
    "emoties emocje 情绪 情感 感情 感情曲線 감정 cảm|xúc المشاعر العواطف भावनाएं भावनाएँ satisfaction score",
    "expectations": "expectation expectations ожидания erwartungen attentes expectativas aspettative 期望 期待 기대",
    "needs": "need needs потребности потребность нужды bedürfnisse besoins necesidades bisogni necessidades 需求 ニーズ 필요",
    "pains": "pain pains pain|point pain|points painpoint painpoints problem problems issue issues frustration frustrations "
    "боль боли проблема проблемы болевые|точки schmerzpunkte probleme douleurs points|de|douleur irritants problemas "
    "dolores puntos|de|dolor problemi dores pijnpunten 痛点 ペインポイント 課題 문제점 nỗi|đau نقاط|الألم समस्याएं",
    "barriers": "barrier barriers obstacle obstacles barrieren hindernisse барьеры препятствия obstacles barreras العوائق",
    "frictions": "friction frictions трения reibung",
    "moments_of_truth": "moment|of|truth moments|of|truth момент|истины моменты|истины",
    "opportunities": "opportunity opportunities improvement improvements возможность возможности улучшения chancen "
    "verbesserungen opportunités améliorations oportunidades mejoras opportunità kansen 机会 機会 改善 기회 cơ|hội الفرص अवसर",
    "ideas": "idea ideas solution solutions идея идеи решения ideen lösungen idées solutions soluciones 想法|方案 アイデア 施策",
    "strengths": "strength strengths positives сильные|стороны stärken forces fortalezas",
    "weaknesses": "weakness weaknesses слабые|стороны schwächen faiblesses debilidades",
    "content": "content контент inhalte contenu contenido contenuti 内容 コンテンツ",
    "messages": "message messages communication communications сообщения коммуникации nachrichten kommunikation",
    "resources": "resource resources ресурсы ressourcen ressources recursos",
    "owners": "owner owners responsible team department ответственный ответственные владелец verantwortlich zuständig "
    "responsable responsables propietario 负责人 担当 담당",
    "evidence": "evidence source sources research доказательства источники nachweise quellen preuves evidencia",
    "metrics": "metric metrics kpi kpis measure measures метрики метрика показатели kennzahlen métriques indicateurs "
    "métricas metriche 指标 指標 지표",
    "storyboard": "storyboard picture pictures image images раскадровка картинка",
    "place": "place context environment место контекст ort kontext lieu lugar",
    "people_devices": "people devices люди устройства",
    "physical_evidence": "physical|evidence physische|belege",
    "customer_actions": "customer|action customer|actions действия|клиента kundenaktionen acciones|del|cliente",
    "frontstage_people": "frontstage front|stage onstage видимые|действия",
    "backstage_people": "backstage back|stage невидимые|действия",
    "support": "support|process support|processes процессы|поддержки unterstützungsprozesse",
    "vision": "vision видение",
    "enablers": "enabler enablers",
    "priority": "priority приоритет priorität priorité prioridad",
    "time": "time|per|step",
    "policies": "policy policies",
}

#: What tables say of the whole map, by the field that it goes into; a persona becomes one.
FACTS: dict[str, str] = {
    "persona": "persona personas customer user actor персона клиент пользователь kunde persona client cliente 用户 "
    "ペルソナ 페르소나 الشخصية",
    "scenario": "scenario situation сценарий szenario scénario escenario cenário シナリオ 场景",
    "objective": "objective goal purpose цель задача ziel objectif objetivo 目标 目的",
    "title": "title map journey project name название карта проект titel titre título titolo 标题",
    "scope": "scope product service company organisation organization продукт услуга компания produkt produit producto "
    "produto 产品",
    "expectations": "expectations expectation ожидания erwartungen attentes expectativas 期望",
    "owner": "owner author team ответственный автор autor auteur verantwortlich 负责人 作成者",
    "date": "date updated дата datum fecha data 日期 日付",
    "revision": "version revision версия versión versão 版本",
    "note": "note notes comment комментарий примечание notiz commentaire nota",
}

#: Names that stages often have: they tell which way the stages run where no heading does.
USUAL_STAGES = frozenset(
    [
        "awareness",
        "consideration",
        "purchase",
        "decision",
        "retention",
        "advocacy",
        "loyalty",
        "onboarding",
        "discovery",
        "research",
        "use",
        "delivery",
        "need",
        "search",
        "compare",
        "buy",
        "evaluation",
        "service",
        "renewal",
        "support",
        "осведомленность",
        "осведомлённость",
        "рассмотрение",
        "покупка",
        "удержание",
        "лояльность",
        "поиск",
        "выбор",
        "доставка",
        "использование",
        "bewusstsein",
        "kauf",
        "nutzung",
        "découverte",
        "achat",
        "compra",
        "descubrimiento",
        "认知",
        "考虑",
        "购买",
        "認知",
        "検討",
        "購入",
    ]
)

#: Of a longer text, the beginning tells what it is.
_LONGEST = 2_000
_LONGEST_FACT = 60
#: What is said of a stage, and is no lane.
_OF_STAGES = ("customer_goal", "business_goal", "duration", "note")
_NUMBERING = re.compile(
    r"^\s*(?:第\s*\d{1,2}\s*(?:阶段|階段|步|フェーズ|ステージ|단계)\s*[.):：、–—-]*\s*|"
    r"(?:(?:stage|phase|step|этап|стадия|фаза|шаг|stufe|schritt|étape|etapa|fase|passo|paso|etap|faza|krok|giai đoạn|bước"
    r"|阶段|階段|步骤|ステージ|フェーズ|ステップ|단계|المرحلة|مرحلة|चरण)\s*)?"
    r"(?:[#№]?\s*\d{1,2}\s*(?:[.):：．、]+|[-–—]+(?=\s))|[\u2460-\u2473\u24ea\u2776-\u277f]|\d\ufe0f?\u20e3))"
    r"\s*(?=\S)",
    re.IGNORECASE,
)
_LAST_NUMBER = re.compile(r"\s*[#№(]?\s*\d{1,2}\)?\s*$")
#: Marks of bold, slanted and code type around words; and those of a heading.
_MARKS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`{1,3})(?=\S)([^\n]{1,400}?)(?<=\S)\1(?!\w)")
_HASHES = re.compile(r"^\s*#{1,6}\s+")


def cleaned(text: str) -> str:
    """A heading without the marks of bold type, in one line."""
    if text.isalnum():
        return text
    if any(mark in text for mark in "*_`#"):
        text = _MARKS.sub(r"\2", _MARKS.sub(r"\2", _HASHES.sub("", text)))
    return " ".join(text.split())


def without_number(text: str) -> str:
    """A stage's name without the number in front (“1.”, “Stage 1:”, “Этап 1 –”, “①”)."""
    return _NUMBERING.sub("", cleaned(text))


def without_last_number(text: str) -> str:
    """A heading without the number behind it (“Pain Point 2”); the heading itself where that is all it is."""
    return _LAST_NUMBER.sub("", text) or text


def is_numbered(text: str) -> bool:
    return _NUMBERING.match(cleaned(text[:_LONGEST])) is not None


def fact_named(text: str) -> str:
    """The field of the map that a word in front of a text names (“Persona:”); empty where it names none."""
    return _FACTS.get(_folded(text).rstrip(" :：*"), "") if len(text) < _LONGEST_FACT else ""


def is_stage_word(text: str) -> bool:
    """Whether a heading says that stages stand in its line."""
    words, folded = _words(text), _folded(text)
    return any(_place(phrase, words, folded) is not None for phrase in _STAGES)


def meaning_of(text: str) -> str:
    """The role of a lane (or the field of a stage) that a heading names; empty where it names none that is known."""
    return _meaning(text[:_LONGEST])


@lru_cache(4_096)  # tables repeat their headings, and each is asked for several times
def _meaning(text: str) -> str:
    words, folded = _words(text), _folded(text)
    best, rank = "", (0, 0)
    for phrase, meaning in _MEANINGS:
        place = _place(phrase, words, folded)
        if place is not None and (not best or (len(phrase), -place) > rank):
            best, rank = meaning, (len(phrase), -place)
    # The words that lanes are named by are known better, but only where they are the whole heading.
    return best if best in _OF_STAGES else role_named(text.strip(" *_`#0123456789")) or best


def _place(phrase: tuple[str, ...], words: list[str], folded: str) -> int | None:
    """Where a phrase begins in a heading that has all its words; in scripts that write words together, anywhere."""
    for part in phrase:
        if part not in words and not (part[0] >= "\u0590" and part in folded):
            return None
    return folded.find(phrase[0])


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", cleaned(text[:_LONGEST])[:400]).casefold()


def _words(text: str) -> list[str]:
    return _split(_folded(text))


def _split(folded: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", folded)


def _phrases(words: str) -> list[tuple[str, ...]]:
    return [tuple(part for one in phrase.split("|") for part in _split(_folded(one))) for phrase in words.split()]


_STAGES = _phrases(STAGES)
_MEANINGS = [(phrase, meaning) for meaning, words in MEANINGS.items() for phrase in _phrases(words)]
_FACTS = {_folded(word): field for field, words in FACTS.items() for word in words.split()}
