"""A table goes in; it comes out without what is no part of a map: ids of its rows, totals, legends, comments, lines below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjm_desktop.formats import event_log
from cjm_desktop.formats.errors import shown
from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_ids import are_ids
from cjm_desktop.formats.table_long import long_table
from cjm_desktop.formats.table_reading import STAGE_NAMES, guess, is_filled
from cjm_desktop.formats.table_words import cleaned, fact_named, is_stage_word, meaning_of

#: What a column or row is called that sums up the others; its cells are numbers then.
_TOTAL_WORDS = (
    "total, totals, grand total, sum, sums, average, averages, avg, mean, median, overall, ø, ∅, summe, gesamt, insgesamt, "
    "durchschnitt, mittelwert, schnitt, somme, moyenne, total général, suma, promedio, media, soma, média, totale, somma, "
    "totaal, gemiddelde, som, razem, średnia, celkem, průměr, součet, toplam, ortalama, totalt, summa, medel, "
    "итого, всего, сумма, среднее, в среднем, разом, всього, сума, середнє, 合计, 总计, 平均, 合計, 総計, 평균, 합계, 총계, "
    "tổng, trung bình, المجموع, الإجمالي, المتوسط, कुल, औसत"
)
_LEGEND_WORDS = (
    "legend, legende, légende, leyenda, legenda, легенда, обозначения, условные обозначения, умовні позначення, 图例, 圖例, "
    "凡例, 범례, chú giải, lejant, teckenförklaring"
)
_NOTE_WORDS = (
    "comment, comments, note, notes, remark, remarks, kommentar, kommentare, bemerkung, bemerkungen, anmerkungen, notizen, "
    "commentaire, commentaires, remarques, notas, comentarios, observaciones, comentários, observações, commenti, "
    "osservazioni, opmerkingen, opmerking, uwagi, komentarze, poznámky, notlar, yorumlar, kommentarer, anteckningar, "
    "комментарий, комментарии, примечание, примечания, заметки, коментарі, примітки, нотатки, 备注, 備註, 注释, 备考, 備考, "
    "コメント, メモ, 비고, 메모, 댓글, ghi chú, ملاحظات, تعليقات, टिप्पणी"
)
_TOTALS, _LEGENDS, _NOTES = (frozenset(words.split(", ")) for words in (_TOTAL_WORDS, _LEGEND_WORDS, _NOTE_WORDS))
_ALL = _TOTALS | _LEGENDS | _NOTES
#: The names of stages are looked for in so many of the first lines.
_EARLY = 5
_LONG = 60


@dataclass(frozen=True, slots=True)
class Bare:
    """The table, what was said of the whole map in it as pairs of words, and sentences for the user."""

    grid: Grid
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def without_extras(table: Grid) -> Bare:
    """The table itself where there is nothing of that in it, and where it is a log of events or a list of cards."""
    if min(table.size) < 2 or not (_has_ids(table) or _has_words(table) or _is_footer(table, len(table.rows) - 1)):
        return Bare(table)
    if long_table(table) is not None or event_log.event_log(table) is not None:
        return Bare(table)
    found, below = _without_footers(table)
    notes: tuple[str, ...] = ()
    if _has_ids(found):
        head = cleaned(found.rows[0][0])
        column = f"The column “{shown(head)}”" if head else "The first column"
        notes = (f"{column} only numbers the others, so it was left out.",)
        found = _without(found, {0})
    found, beside, more = _without_words(found)
    return Bare(found, (*below, *beside), (*notes, *more))


# A column of ids in front of that of the lanes


def _has_ids(table: Grid) -> bool:
    """Whether the first column holds ids and the second is that of the lanes."""
    if table.size[1] < 3 or is_stage_word(table.rows[0][0]):
        return False
    head, *body = table.rows
    if not are_ids(head[0], [row[0] for row in body]):
        return False
    labels = [row[1] for row in body if is_filled(row[1])]
    lanes = sum(bool(meaning_of(text)) for text in labels) * 2 > len(labels) > 1
    heads = [text for text in head[1:] if is_filled(text)]
    return lanes and sum(bool(meaning_of(text)) for text in heads) * 2 <= len(heads)


# Lines below


def _without_footers(table: Grid) -> tuple[Grid, tuple[tuple[str, str], ...]]:
    last = len(table.rows)
    while last > 2 and _is_footer(table, last - 1):
        last -= 1
    if last == len(table.rows):
        return table, ()
    facts = [_said(cleaned(next(filter(is_filled, row), ""))) for row in table.rows[last:]]
    spans = {at: span for at, span in table.spans.items() if at[0] < last}
    return Grid(table.rows[:last], spans).trimmed(), tuple(fact for fact in facts if fact[1])


def _is_footer(table: Grid, n: int) -> bool:
    """Whether a row says one thing only, in its first cell, that is neither a lane nor a stage: “Note: made in May”."""
    row = table.rows[n]
    if not is_filled(row[0]) or any(map(is_filled, row[1:])) or n < 2:
        return False
    text = cleaned(row[0])
    word, colon, rest = text.partition(":")
    if colon and rest.strip() and (fact_named(word) or cleaned(word).casefold() in _ALL):
        return True
    first = text.split()[0] if text else ""
    told = fact_named(first) in ("date", "revision") and any(sign.isdecimal() for sign in text)
    return (told or text.startswith(("*", "†"))) and len(text.split()) > 1 and not meaning_of(text)


def _said(text: str) -> tuple[str, str]:
    word, colon, rest = text.partition(":")
    return (cleaned(word), rest.strip()) if colon and rest.strip() and len(word) < _LONG else ("", text)


# Totals, legends and comments among the stages


def _has_words(table: Grid) -> bool:
    edges = [*table.rows[:_EARLY], *zip(*(row[:_EARLY] for row in table.rows), strict=True)]
    return any(_word(text) in _ALL for line in edges for text in line)


def _word(text: str) -> str:
    return cleaned(text).casefold().strip(" .:()[]*") if len(text) <= _LONG else ""


def _without_words(table: Grid) -> tuple[Grid, tuple[tuple[str, str], ...], tuple[str, ...]]:
    if min(table.size) < 2:
        return table, (), ()
    reading = guess(table)
    lines = table if reading.across else table.transposed()
    if STAGE_NAMES not in reading.meanings or reading.labels is None:
        return table, (), ()
    if not any(meaning_of(line[reading.labels]) for line in lines.rows):
        # “Comments” may as well be a lane, where nothing else tells which way the stages run.
        return table, (), ()
    top = reading.meanings.index(STAGE_NAMES)
    names = lines.rows[top]
    places: set[int] = set()
    facts: list[tuple[str, str]] = []
    notes: list[str] = []
    for n, name in enumerate(names):
        word = _word(name)
        if n == reading.labels or word not in _ALL:
            continue
        # What has no name beside it belongs to it, as it does to a stage.
        stop = next((m for m in range(n + 1, len(names)) if names[m].strip()), len(names))
        cells = [
            (cleaned(line[reading.labels]), [text.strip() for text in line[n:stop] if is_filled(text)])
            for line in lines.rows[top + 1 :]
        ]
        if word in _TOTALS:
            if not all(any(sign.isdecimal() for sign in text) for _, texts in cells for text in texts):
                continue
            notes.append(f"“{shown(cleaned(name))}” was left out: it sums up the stages and is none.")
        else:
            said = [_line(label if word in _NOTES else "", texts) for label, texts in cells if texts]
            if said:
                facts.append((cleaned(name), "\n".join(said)))
        places |= set(range(n, stop))
    left = [n for n, name in enumerate(names) if n != reading.labels and name.strip() and n not in places]
    if not places or not left:
        return table, (), ()
    bare = _without(lines, places)
    return (bare if reading.across else bare.transposed()), tuple(facts), tuple(notes)


def _line(label: str, texts: Sequence[str]) -> str:
    said = " ".join(texts)
    return f"{label}: {said}" if label else said


def _without(table: Grid, places: set[int]) -> Grid:
    """Without columns; merged cells are as much narrower."""
    kept = [n for n in range(table.size[1]) if n not in places]
    at = {n: place for place, n in enumerate(kept)}
    spans = {}
    for (row, column), (high, wide) in table.spans.items():
        left = [at[n] for n in range(column, column + wide) if n in at]
        if left and column in at and (high, len(left)) != (1, 1):
            spans[row, at[column]] = high, len(left)
    return Grid(tuple(tuple(row[n] for n in kept) for row in table.rows), spans).trimmed()
