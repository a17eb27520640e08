"""What the headings of people's tables mean, as data: words for stages and for each lane role, in many languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from cjm_desktop.formats.table_headings import IN_LANGUAGES, QUESTIONS
from cjm_desktop.model.lane_words import role_named

#: What the corner of a table, or the heading of its stages, says.
STAGES = (
    "stage stages phase phases step steps этап этапы стадия стадии фаза фазы шаг шаги phase phasen stufe schritt "
    "étape étapes etapa etapas fase fases fasi fase etap etapy etapă 阶段 階段 环节 段階 ステージ フェーズ ステップ 단계 "
    "giai|đoạn bước chặng مرحلة المرحلة चरण vaihe fas skede steg trin fáze krok aşama adım tahap tahapan етап крок stap "
    "szakasz lépés στάδιο φάση שלב ขั้นตอน ระยะ momento moment journey|stage journey|phase customer|journey time|block время"
)

#: What says it only where it is the whole corner: “Time” above the hours of a day.
_ALONE = (
    "day tag jour día dia giorno день 日 天 week woche semaine semana неделя 周 time period when hour hours uhrzeit zeit heure "
    "hora orario uur godzina время час 时间 時間 시간 الوقت"
)

#: By what a line of a table is: words that its heading has, those of several words with bars between. The longest wins.
MEANINGS: dict[str, str] = {
    "customer_goal": "customer|goal customer|goals цель|клиента цели|клиента kundenziel objetivo|del|cliente",
    "business_goal": "business|goal business|goals цель|бизнеса бизнес-цель geschäftsziel objetivo|de|negocio",
    "note": "section раздел",
    "duration": "duration длительность dauer durée duración durata duração czas 时长 期間 소요|시간",
    "actions": "action actions activity activities doing does they|do behaviour behavior behaviours behaviors task tasks "
    "действие действия активности задачи поведение делает macht tut hace faz fait aktion aktionen handlung "
    "handlungen aktivität aktivitäten "
    "aufgaben tätigkeiten activité activités tâches comportement acción acciones actividad actividades tareas "
    "comportamiento ação ações atividades tarefas comportamento azione azioni attività actie acties activiteiten acções "
    "działania czynności akce činnosti handlingar aktiviteter handlinger toiminta toimet eylem eylemler tindakan aksi "
    "aktivitas дії 行动 行動 行为 动作 操作 アクション 행동 활동 hành|động hoạt|động إجراءات الأفعال गतिविधियां क्रियाएं कार्य "
    "การกระทำ กิจกรรม פעולות",
    "goals": "goal goals objective objectives цель цели ziel ziele objectif objectifs objetivo objetivos obiettivo "
    "obiettivi doel doelen cel cele cíle mål tavoitteet hedef hedefler tujuan цілі 目标 目標 ゴール 목표 mục|tiêu أهداف "
    "लक्ष्य เป้าหมาย מטרות",
    "touchpoints": "touchpoint touchpoints touch|point touch|points channel channels точка|контакта точки|контакта "
    "канал каналы касания дотику berührungspunkt berührungspunkte kontaktpunkt kontaktpunkte kanal kanäle "
    "point|de|contact points|de|contact canal canaux punto|de|contacto puntos|de|contacto canales ponto|de|contato "
    "pontos|de|contato canais punto|di|contatto punti|di|contatto canale canali contactpunt contactpunten kanaal kanalen "
    "punkt|styku punkty|styku kanał kanały kontaktní|body kanály kontaktpunkter kanaler kosketuspisteet kanavat "
    "temas|noktası temas|noktaları titik|sentuh saluran канали 接触点 触点 渠道 接点 タッチポイント チャネル 접점 터치포인트 "
    "채널 điểm|chạm kênh نقاط|الاتصال نقاط|التلامس نقاط|اللمس القنوات टचपॉइंट จุดสัมผัส ช่องทาง נקודות|מגע",
    "thoughts": "thought thoughts think thinks thinking mindset question questions quote quotes says мысль мысли думает "
    "вопросы думки gedanke gedanken denkt denken fragen pensée pensées pensamiento pensamientos piensa preguntas "
    "pensamento pensamentos pensiero pensieri gedachte gedachten myśli myšlenky tankar tanker ajatukset düşünceler "
    "pikiran 想法 思考 在想 内心 心理 疑问 생각 suy|nghĩ أفكار विचार ความคิด מחשבות",
    "emotions": "emotion emotions emotional feeling feelings feels feel mood sentiment sentiments experience эмоция эмоции "
    "чувствует ощущает fühlt ressent sente эмоциональный эмоциональное эмоциональная чувство чувства ощущения "
    "переживания настроение емоції почуття emotionen "
    "gefühl gefühle stimmung émotion émotions émotionnel ressenti emoción emociones emocional sentimiento sentimientos "
    "siente sentimento sentimentos sentimenti emozioni emozione emoção emoções emotie emoties gevoel gevoelens emocja "
    "emocje uczucia emoce pocity känsla känslor følelser tunne tunteet duygu duygular emosi perasaan 情绪 情感 感情 感受 "
    "心情 気持ち 感情曲線 감정 기분 cảm|xúc cảm|nhận مشاعر العواطف भावनाएं भावनाएँ भावना อารมณ์ ความรู้สึก רגשות satisfaction "
    "score",
    "expectations": "expectation expectations ожидания erwartungen attentes expectativas aspettative mong|đợi "
    "期望 期待 预期 기대",
    "needs": "need needs потребности потребность нужды потреби bedürfnis bedürfnisse besoin besoins necesidad necesidades "
    "bisogni necessidade necessidades behoeften potrzeby potřeby behov tarpeet ihtiyaçlar kebutuhan 需求 ニーズ 필요 니즈 "
    "nhu|cầu احتياجات ज़रूरतें ความต้องการ צרכים",
    "pains": "pain pains pain|point pain|points painpoint painpoints problem problems issue issues frustration "
    "frustrations challenge challenges difficulty difficulties struggle struggles complaint complaints "
    "боль боли проблема проблемы болевая болевые|точки трудности сложности болі проблеми schmerzpunkt schmerzpunkte "
    "probleme herausforderungen problème problèmes point|de|douleur points|de|douleur douleur douleurs irritants "
    "difficultés problema problemas dolor dolores punto|de|dolor puntos|de|dolor dor dores ponto|de|dor pontos|de|dor "
    "dificuldades problemi dores criticità pijnpunt pijnpunten knelpunten bóle problemy bolesti problémy smärtpunkter "
    "smertepunkter kipupisteet ongelmat sorunlar masalah kendala 痛点 困难 ペインポイント 課題 悩み 困りごと 문제점 고충 "
    "페인포인트 nỗi|đau điểm|đau vấn|đề نقاط|الألم مشكلات التحديات समस्या समस्याएं ปัญหา נקודות|כאב כאבים",
    "barriers": "barrier barriers obstacle obstacles blocker blockers barrieren hindernisse hürden stört "
    "барьеры препятствия мешает "
    "obstáculos ostacoli barreras 阻碍 障碍 العوائق",
    "frictions": "friction frictions трения reibung fricción fricciones attrito",
    "moments_of_truth": "moment|of|truth moments|of|truth момент|истины моменты|истины момент|правди 关键时刻",
    "opportunities": "opportunity opportunities improvement improvements recommendation recommendations возможность "
    "возможности улучшение улучшения точки|роста рекомендации можливості chance chancen verbesserung verbesserungen "
    "potenzial potenziale möglichkeiten opportunité opportunités amélioration améliorations oportunidad oportunidades "
    "mejora mejoras oportunidade melhoria melhorias opportunità miglioramenti kans kansen szanse możliwości příležitosti "
    "möjligheter muligheder muligheter mahdollisuudet fırsat fırsatlar peluang 机会 機会 改善 改进 优化 기회 개선 cơ|hội "
    "فرص अवसर โอกาส הזדמנויות",
    "ideas": "idea ideas solution solutions идея идеи решения рішення ideen lösung lösungen idées solutions soluciones "
    "soluções soluzioni rozwiązania řešení solusi 想法|方案 解决 对策 解決 アイデア 施策 対策 해결 giải|pháp حلول समाधान",
    "strengths": "strength strengths positives сильные|стороны stärken forces fortalezas",
    "weaknesses": "weakness weaknesses слабые|стороны schwächen faiblesses debilidades",
    "content": "content контент inhalte contenu contenido contenuti 内容 コンテンツ",
    "messages": "message messages communication communications сообщения коммуникации nachrichten kommunikation",
    "resources": "resource resources ресурсы ressourcen ressources recursos",
    "owners": "owner owners responsible team teams department departments ответственный ответственные владелец отдел "
    "verantwortlich zuständig abteilung responsable responsables responsável propietario équipe 负责人 部门 担当 部署 担当部門 "
    "담당 phụ|trách المسؤول",
    "evidence": "evidence source sources research доказательства источники nachweise quellen preuves evidencia 证据 依据 "
    "来源 根拠",
    "metrics": "metric metrics kpi kpis measure measures метрики метрика показатели kennzahl kennzahlen métrique "
    "métriques indicateurs métricas indicadores metriche wskaźniki 指标 指標 지표 chỉ|số مؤشرات",
    "storyboard": "storyboard picture pictures image images раскадровка картинка",
    "place": "place where где wo où donde onde dove 哪里 地点 場所 context environment место контекст ort kontext "
    "lieu lugar contexto",
    "people_devices": "people devices люди устройства",
    "physical_evidence": "physical|evidence physische|belege evidencia|física evidência|física вещественные",
    "customer_actions": "customer|action customer|actions действия|клиента kundenaktion kundenaktionen acciones|del|cliente "
    "ações|do|cliente",
    "frontstage_people": "frontstage front-stage front|stage onstage visible|actions sichtbare|aktionen "
    "sichtbares|handeln avant-scène avant|scène escenario|visible linha|de|frente palco фронтстейдж видимые|действия 前台 "
    "フロントステージ 프론트스테이지",
    "frontstage_technology": "system|response product|response реакция|системы 系统响应 系统反馈 产品响应",
    "backstage_people": "backstage back-stage back|stage behind|scenes invisible|actions unsichtbare|aktionen "
    "hinter|kulissen coulisses arrière-scène bastidores tras|bambalinas retroscena zaplecze бэкстейдж невидимые|действия "
    "за|кулисами hintergrund 后台 バックステージ 백스테이지",
    "backstage_technology": "systems supporting|systems системы 系统",
    "support": "support|process support|processes supporting|processes процессы|поддержки unterstützungsprozesse "
    "unterstützende|prozesse supportprozesse processi|di|supporto ondersteunende|processen procesy|wspierające "
    "サポートプロセス 지원|프로세스 processus|de|support procesos|de|soporte processos|de|suporte 支持流程 支持过程",
    "vision": "vision видение",
    "enablers": "enabler enablers",
    "priority": "priority приоритет priorität priorité prioridad prioridade 优先级",
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
_STAGE = (
    "stage|phase|step|этап|стадия|фаза|шаг|stufe|schritt|étape|etapa|fase|passo|paso|etap|faza|krok|fáze|vaihe|steg|trin|"
    "aşama|tahap|етап|крок|stap|giai đoạn|bước|阶段|階段|步骤|ステージ|フェーズ|ステップ|단계|المرحلة|مرحلة|चरण|שלב"
)
_COUNT = r"(?:\d{1,2}|[ivx]{1,4}|[一二三四五六七八九十]{1,3})"
_NUMBERING = re.compile(
    rf"^\s*(?:第\s*{_COUNT}\s*(?:阶段|階段|步|フェーズ|ステージ|단계)\s*[.):：、–—-]*\s*|"
    rf"(?:{_STAGE})\s*(?:[#№]?\s*{_COUNT}\s*(?:[.):：．、]+(?!\d)|[-–—]+(?=\s)|(?<=\d)\s(?!\s*(?:of|von|de|из|/)\b)))|"
    r"(?:[#№]?\s*\d{1,2}\s*(?:[.):：．、]+(?!\d)|[-–—]+(?=\s))|\(\d{1,2}\)|[ivx]{1,4}[.)](?=\s)|"
    r"[\u2460-\u2473\u24ea\u2776-\u277f]|\d\ufe0f?\u20e3))"
    r"\s*(?=\S)",
    re.IGNORECASE,
)
#: A number with nothing but a blank behind it says which stage it is only where the others go on counting.
_COUNTED = re.compile(r"^\s*(\d{1,2})\s+(?=[^\W\d])")
_LAST_NUMBER = re.compile(r"\s*[#№(]?\s*\d{1,2}\)?\s*$")
#: Marks of bold, slanted and code type around words; and those of a heading.
_MARKS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`{1,3})(?=\S)([^\n]{1,400}?)(?<=\S)\1(?!\w)")
#: Bold type as people mean it, with blanks inside that Markdown does not allow.
_LOOSE = re.compile(r"^\s*\*\*\s*([^*\n]{1,400}?)\s*\*\*\s*$")
_HASHES = re.compile(r"^\s*#{1,6}\s+")


def cleaned(text: str) -> str:
    """A heading without the marks of bold type, in one line."""
    if text.isalnum():
        return text
    if any(mark in text for mark in "*_`#"):
        text = _LOOSE.sub(r"\1", _HASHES.sub("", text))
        text = _MARKS.sub(r"\2", _MARKS.sub(r"\2", text))
    return " ".join(text.split())


def without_number(text: str) -> str:
    """A stage's name without the number in front (“1.”, “Stage 1:”, “Этап 1 –”, “①”)."""
    return _NUMBERING.sub("", cleaned(text))


def counted(names: Sequence[str]) -> tuple[str, ...] | None:
    """The names without numbers in front that count them with only a blank behind (“1 Need”, “2 Buy”); None else."""
    found = [_COUNTED.match(cleaned(name[:_LONGEST])) for name in names]
    numbers = [int(match.group(1)) for match in found if match is not None]
    if len(names) < 2 or len(numbers) < len(names) or numbers[0] > 1:
        return None
    if any(later != earlier + 1 for earlier, later in pairwise(numbers)):
        return None
    return tuple(_COUNTED.sub("", cleaned(name)) for name in names)


def without_last_number(text: str) -> str:
    """A heading without the number behind it (“Pain Point 2”); the heading itself where that is all it is."""
    return _LAST_NUMBER.sub("", text) or text


def is_numbered(text: str) -> bool:
    return _NUMBERING.match(cleaned(text[:_LONGEST])) is not None


def fact_named(text: str) -> str:
    """The field of the map that a word in front of a text names (“Persona:”); empty where it names none."""
    if len(text) >= _LONGEST_FACT:
        return ""
    parts = (part.strip(" :：*") for part in _folded(text).split("/"))
    return next((_FACTS[part] for part in parts if part in _FACTS), "")


def is_stage_word(text: str) -> bool:
    """Whether a heading says that stages stand in its line."""
    return _says_stages(text[:_LONGEST])


@lru_cache(4_096)
def _says_stages(text: str) -> bool:
    words, folded = _words(text), _folded(text)
    return any(_place(phrase, words, folded) is not None for phrase in _STAGES)


def is_corner(text: str) -> bool:
    """Whether the corner of a table says that stages stand beside or below it."""
    return is_stage_word(text) or _folded(text) in _CORNERS or "journey" in _words(text)


def is_channel_word(text: str) -> bool:
    """Whether a heading speaks of channels and not of touchpoints."""
    words, folded = _words(text), _folded(text)
    return any(_place(phrase, words, folded) is not None for phrase in _CHANNELS) and not any(
        _place(phrase, words, folded) is not None for phrase in _CONTACTS
    )


def meaning_of(text: str) -> str:
    """The role of a lane (or the field of a stage) that a heading names; empty where it names none that is known."""
    return _meaning(text[:_LONGEST])


def names_feelings(text: str) -> bool:
    """Whether a heading has a word for feelings, perhaps among others (“Thoughts & feelings”)."""
    words, folded = _words(text), _folded(text)
    return any(_place(phrase, words, folded) is not None for phrase in _FEELINGS)


@lru_cache(4_096)  # tables repeat their headings, and each is asked for several times
def _meaning(text: str) -> str:
    words, folded = _words(text), _folded(text)
    best, rank = "", (0, 0)
    found: set[str] = set()
    for phrase, meaning in _MEANINGS:
        place = _place(phrase, words, folded)
        if place is None:
            continue
        found.add(meaning)
        if not best or (len(phrase), -place) > rank:
            best, rank = meaning, (len(phrase), -place)
    if best == "expectations" and "emotions" in found:
        # A feeling that is expected is a feeling.
        return "emotions"
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
_MEANINGS = [
    (phrase, meaning)
    for headings in (MEANINGS, QUESTIONS, *IN_LANGUAGES.values())
    for meaning, words in headings.items()
    for phrase in _phrases(words)
]
_CHANNELS = _phrases(
    "channel channels канал каналы kanal kanäle canal canaux canales canais canale canali kanaal kanalen "
    "kanał kanały kanaler "
    "kanavat saluran 渠道 管道 通路 チャネル 채널 kênh القنوات القناة قناة قنوات चैनल माध्यम ช่องทาง medium"
)
_CONTACTS = [phrase for phrase, meaning in _MEANINGS if meaning == "touchpoints" and phrase not in _CHANNELS]
_CORNERS = frozenset(_ALONE.split())
_FEELINGS = [phrase for phrase, meaning in _MEANINGS if meaning == "emotions"]
_FACTS = {_folded(word): field for field, words in FACTS.items() for word in words.split()}
