"""A table with a row for each card (its stage, its lane, its text) goes in; one with a row for each lane comes out.

What the other columns say of a card, such as who answers for it, comes out beside the table, by the place of the card's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cjm_desktop.formats.patience import go_on
from cjm_desktop.formats.table import CELLS, Grid, grid
from cjm_desktop.formats.table_cells import cleaned_lines
from cjm_desktop.formats.table_reading import is_filled
from cjm_desktop.formats.table_words import cleaned, is_channel_word, is_stage_word, meaning_of

#: Headings of the column that says in which lane a card stands: those that say it plainly, and those that may mean
#: anything and do so only where the lanes are known.
_PLAIN_WORDS = "lane lanes swimlane swimlanes swim-lane layer spur дорожка 泳道 レーン 레인"
_LANE_WORDS = (
    "row category type kind element aspect dimension section area field what zeile kategorie art ebene bereich aspekt "
    "merkmal ligne catégorie couche rubrique aspect fila categoría tipo capa linha categoria camada riga strato rij "
    "categorie soort wiersz kategoria строка категория тип слой раздел аспект 行 类别 分类 类型 维度 カテゴリ 種類 項目 "
    "카테고리 분류 유형 hàng loại"
)
_TEXT_WORDS = (
    "text texts note notes card cards content contents description item items details detail entry value comment sticky "
    "statement insight finding beschreibung inhalt notiz karte eintrag texte contenu carte élément contenido nota tarjeta "
    "descripción texto cartão conteúdo descrição testo contenuto scheda descrizione tekst kaart inhoud beschrijving treść "
    "opis karta текст карточка заметка содержание описание 文本 内容 卡片 描述 说明 テキスト カード 텍스트 내용 카드 "
    "nội-dung"
)
#: What other columns say of a card, by the role that their headings name.
_DETAILS = {"owners": "owner", "evidence": "evidence", "duration": "duration", "time": "duration"}
_TAG_WORDS = "tag tags label labels метки теги 标签 タグ"
_NOTE_WORDS = (
    "note notes comment comments remark remarks notiz bemerkung commentaire remarque nota комментарий "
    "заметка примечание 备注 備考"
)
_PLAIN, _LANES, _TEXTS = (frozenset(one.split()) for one in (_PLAIN_WORDS, _LANE_WORDS, _TEXT_WORDS))
_TAGS, _NOTES = frozenset(_TAG_WORDS.split()), frozenset(_NOTE_WORDS.split())
#: So many cards make a list.
_FEWEST = 2

#: What is said of a card beside its text: of a field of it, or of anything else under a heading.
Details = Mapping[tuple[int, int], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class LongTable:
    """The table with lanes for rows and, for each stage, as many columns as its fullest lane has cards."""

    grid: Grid
    details: Details


def long_table(table: Grid) -> LongTable | None:
    """None where it is no list of cards, or would be too large for a table."""
    columns = _columns(table)
    if columns is None:
        return None
    stage_at, lane_at, text_at = columns
    head = [cleaned(text) for text in table.rows[0]]
    others = [n for n in range(len(head)) if n not in columns]
    stages: dict[str, dict[str, list[tuple[str, tuple[tuple[str, str], ...]]]]] = {}
    lanes: dict[str, None] = {}
    stage = lane = ""
    for row in table.rows[1:]:
        go_on()
        # A merged cell, or one left empty, goes on with what stands above it.
        stage = cleaned_lines(row[stage_at]) if is_filled(row[stage_at]) else stage
        lane = cleaned(row[lane_at]) if is_filled(row[lane_at]) else lane
        told = tuple((_field(head[n]), f"{head[n]}\n{row[n]}") for n in others if is_filled(row[n]))
        if is_filled(row[text_at]) or told:
            lanes.setdefault(lane)
            stages.setdefault(stage, {}).setdefault(lane, []).append((row[text_at], told))
        else:
            stages.setdefault(stage, {})
    wide = {name: max((len(cards) for cards in cells.values()), default=1) for name, cells in stages.items()}
    if not lanes or (sum(wide.values()) + 1) * (len(lanes) + 1) > CELLS:
        return None
    rows = [[head[stage_at], *(name for name in stages for _ in range(wide[name]))]]
    details: dict[tuple[int, int], tuple[tuple[str, str], ...]] = {}
    for lane in lanes:
        cells = [lane]
        for name, of_stage in stages.items():
            cards = of_stage.get(lane, [])
            for n, (_, told) in enumerate(cards):
                if told:
                    details[len(rows), len(cells) + n] = told
            cells += [text for text, _ in cards] + [""] * (wide[name] - len(cards))
        rows.append(cells)
    return LongTable(grid(rows), details)


def _columns(table: Grid) -> tuple[int, int, int] | None:
    """Where stages, lanes and texts stand."""
    if len(table.rows) < _FEWEST + 1 or table.size[1] < 3:
        return None
    head = [cleaned(text).casefold().strip(" :") for text in table.rows[0]]
    stage = next((n for n, text in enumerate(head) if is_stage_word(text) and len(text.split()) < 3), None)
    if stage is None:
        return None
    plain = [n for n, text in enumerate(head) if text in _PLAIN and n != stage]
    lanes = plain or [n for n, text in enumerate(head) if text in _LANES and n != stage]
    for lane in lanes:
        # “Note” and “Text” side by side: the text is the text.
        texts = [n for n, text in enumerate(head) if text in _TEXTS and n not in (stage, lane)]
        texts.sort(key=lambda n: head[n] in _NOTES)
        if texts and _name_lanes(table, lane, sure=bool(plain)):
            return stage, lane, texts[0]
    return None


def _name_lanes(table: Grid, column: int, *, sure: bool) -> bool:
    """Whether most words of a column are known names of lanes; where its heading says so, one of them will do."""
    words = {cleaned(row[column]) for row in table.rows[1:] if is_filled(row[column])}
    known = sum(bool(meaning_of(word)) for word in words)
    return bool(words) and (known > 0 if sure else 2 * known > len(words))


def _field(heading: str) -> str:
    """What a column says of a card: a field of it, or nothing that is known."""
    folded = heading.casefold()
    if folded in _TAGS:
        return "tags"
    if folded in _NOTES:
        return "note"
    if is_channel_word(heading):
        return "channel"
    return _DETAILS.get(meaning_of(heading), "")
