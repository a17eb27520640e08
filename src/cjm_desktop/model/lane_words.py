"""What people call their lanes: a label as somebody typed it goes in; the lane role that it names comes out, if any."""

from __future__ import annotations

import unicodedata
from functools import cache

from cjm_desktop.model.catalogue import ROLES

#: Further words for lane roles beside the catalogue's own: English ones, then those of other languages.
_WORDS: dict[str, str] = {
    "actions": "steps, doing, does, activities, user actions, what she does, what he does, handlungen, aktionen, "
    "aktivitäten, schritte, étapes, acciones, pasos, ações, azioni, действия, шаги, hành động, hoạt động, 行动, 行为, "
    "行動, アクション, 행동",
    "goals": "customer goals, user goals, jobs, jobs to be done, ziele, objectifs, buts, objetivos, metas, obiettivi, "
    "цели, mục tiêu, 目标, 目標, ゴール, 목표",
    "touchpoints": "touch points, contact points, channels, kontaktpunkte, berührungspunkte, points de contact, "
    "puntos de contacto, pontos de contato, punti di contatto, точки контакта, точки касания, каналы, điểm chạm, "
    "điểm tiếp xúc, 接触点, 触点, タッチポイント, 접점",
    "thoughts": "thinks, thinking, says, quotes, thoughts and feelings, gedanken, pensées, pensamientos, pensamentos, "
    "pensieri, мысли, suy nghĩ, 想法, 思考, 思い, 생각",
    "emotions": "emotion, feelings, feels, mood, emotional journey, emotion curve, experience curve, emotionen, gefühle, "
    "émotions, ressenti, emociones, emoções, emozioni, эмоции, чувства, cảm xúc, 情绪, 情感, 感情, 감정",
    "expectations": "expects, erwartungen, attentes, expectativas, aspettative, ожидания, kỳ vọng, 期望, 期待, 기대",
    "needs": "bedürfnisse, bedarf, besoins, necesidades, necessidades, bisogni, потребности, нужды, nhu cầu, 需求, "
    "ニーズ, 니즈",
    "pains": "pain, pains, pain point, problems, frustrations, trouble, what hurts, schmerzpunkte, probleme, "
    "points de douleur, irritants, problèmes, puntos de dolor, problemas, pontos de dor, dores, punti critici, problemi, "
    "боли, проблемы, болевые точки, điểm đau, vấn đề, nỗi đau, 痛点, 问题, 課題, ペインポイント, 불편",
    "barriers": "obstacles, blockers, hürden, barrieren, hindernisse, obstacles, freins, barreras, barreiras, ostacoli, "
    "барьеры, rào cản, 障碍, 障壁, 장벽",
    "frictions": "friction points, reibungen, fricciones, attriti, трения",
    "moments_of_truth": "moment of truth, key moments, momente der wahrheit, moments de vérité, momentos de la verdad, "
    "momentos da verdade, momenti della verità, моменты истины, khoảnh khắc quyết định, 关键时刻, 真実の瞬間",
    "opportunities": "opportunity, chances, chancen, möglichkeiten, opportunités, oportunidades, opportunità, "
    "возможности, cơ hội, 机会, 機会, 기회",
    "ideas": "solutions, improvements, ideen, lösungen, idées, solutions, soluciones, ideias, soluções, idee, soluzioni, "
    "идеи, решения, ý tưởng, giải pháp, 创意, 想法与改进, アイデア, 아이디어",
    "strengths": "what works, stärken, forces, fortalezas, forças, punti di forza, сильные стороны, điểm mạnh, 优势, 強み",
    "weaknesses": "what does not work, schwächen, faiblesses, debilidades, fraquezas, debolezze, слабые стороны, "
    "điểm yếu, 劣势, 弱み",
    "content": "inhalte, contenu, contenido, conteúdo, contenuti, контент, nội dung, 内容, コンテンツ, 콘텐츠",
    "messages": "communication, communications, botschaften, nachrichten, mensajes, mensagens, messaggi, сообщения, "
    "thông điệp, 信息, メッセージ",
    "resources": "ressourcen, ressources, recursos, risorse, ресурсы, nguồn lực, 资源, リソース",
    "owners": "owner, responsible, who, team, teams, verantwortlich, zuständig, responsable, responsables, responsável, "
    "responsabile, ответственные, người phụ trách, 负责人, 担当",
    "evidence": "sources, belege, nachweise, preuves, evidencias, evidências, prove, доказательства, bằng chứng, 证据",
    "metrics": "metric, kpi, kpis, measures, numbers, kennzahlen, metriken, indicateurs, mesures, métricas, indicadores, "
    "metriche, метрики, показатели, chỉ số, 指标, 指標, メトリクス, 지표",
    "storyboard": "pictures, images, bilder, guion gráfico, раскадровка, 故事板, ストーリーボード",
    "place": "context, where, location, ort, kontext, lieu, lugar, contexto, luogo, место, bối cảnh, 地点, 場所",
    "people_devices": "people, devices, menschen und geräte, personnes et appareils, люди и устройства",
    "vision": "visión, visão, visione, видение, tầm nhìn, 愿景, ビジョン",
    "enablers": "enabler, voraussetzungen, facilitateurs, habilitadores",
    "physical_evidence": "props, physische evidenz, preuves matérielles, evidencia física, evidência física, "
    "evidenze fisiche, вещественные доказательства, bằng chứng vật lý, 有形展示",
    "customer_actions": "kundenaktionen, kundenhandlungen, actions du client, acciones del cliente, ações do cliente, "
    "azioni del cliente, действия клиента, hành động của khách hàng, 顾客行为, 顧客の行動",
    "frontstage_people": "frontstage, front stage, onstage, frontstage actions, avant scène, frontstage mitarbeiter, "
    "前台, フロントステージ",
    "frontstage_technology": "frontstage systems, front stage technology",
    "backstage_people": "backstage, back stage, backstage actions, coulisses, hinter den kulissen, за кулисами, 后台, "
    "バックステージ",
    "backstage_technology": "systems, backstage systems, back stage technology, systeme, systèmes, sistemas, системы, "
    "hệ thống, 系统",
    "support": "support, supporting processes, unterstützende prozesse, unterstützung, processus de support, "
    "procesos de soporte, processos de apoio, processi di supporto, вспомогательные процессы, quy trình hỗ trợ, "
    "支持流程, サポートプロセス",
    "policies": "rules, regeln, règles, políticas, politiche, правила, chính sách, 政策",
    "time": "duration, zeit, dauer, temps, durée, tiempo, tempo, время, thời gian, 时间, 時間",
}  # fmt: skip


def role_named(label: str) -> str | None:
    """The key of the role that a label names in one of some languages, whatever its capitals and punctuation."""
    return _roles().get(_folded(label))


@cache
def _roles() -> dict[str, str]:
    """Roles by folded words. The catalogue's labels come first, then its words for one card, then the others."""
    found: dict[str, str] = {}
    named = [role for role in ROLES.values() if role.key != "own"]
    for role in named:
        found.setdefault(_folded(role.label), role.key)
        found.setdefault(_folded(role.key), role.key)
    for role in named:
        if role.card_name != "Card":
            found.setdefault(_folded(role.card_name), role.key)
    for key, words in _WORDS.items():
        for word in words.split(","):
            found.setdefault(_folded(word), key)
    return found


def _folded(text: str) -> str:
    """Small letters and figures with single spaces between words; accents stay, as in some scripts they are the word."""
    plain = unicodedata.normalize("NFC", text.casefold().replace("&", " and "))
    letters = "".join(letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in plain)
    return " ".join(letters.split())
