"""A table and its likeliest reading go in; the reason why it is hardly a map comes out, in a sentence, or nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from cjm_desktop.formats import event_log
from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_reading import (
    LEFT_OUT,
    MORE,
    STAGE_NAMES,
    SUB_STAGES,
    Reading,
    is_filled,
    is_usual_stage,
    lines_of,
)
from cjm_desktop.formats.table_words import (
    USUAL_STAGES,
    cleaned,
    is_corner,
    is_numbered,
    meaning_of,
    without_last_number,
)
from cjm_desktop.model.feelings import number_in

#: What `_is_staged` says where the stages are known by their names.
_BY_NAMES = 2
#: A table with no known heading and more rows than this is a list of something else.
_LIST = 40
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,200}\.[^\s@.]{2,20}")
#: What lanes of maps are called and other tables' columns as well: by these alone no map is known.
_WEAK_WORDS = (
    "owners priority metrics evidence time resources content messages place support note policies enablers vision storyboard "
    "duration own"
)
_NO_LANES = frozenset((STAGE_NAMES, SUB_STAGES, MORE, LEFT_OUT))
_WEAK = frozenset((*_WEAK_WORDS.split(), *_NO_LANES))
_TERMS, _PERSONAS, _PEOPLE = "a list of terms", "a list of personas", "a list of people"
#: Whom a column is about that is no stage.
_WHO = re.compile(
    r"\b(?:users?|personas?|customers?|segment|клиент|пользователь|персона)\b|用户|ペルソナ", re.IGNORECASE
)
#: Headings of other tables, by what such a table is. Those in the second place each are enough by themselves.
_OTHERS: dict[str, tuple[str, str]] = {
    "a reference of commands or parameters": (
        "method, route, type, default, returns, request, response, header, field, property, attribute, variable, flag, "
        "option, value, метод, тип, поле, параметр, 参数, 类型, 字段, 默认值, パラメータ, typ, méthode, método, tipo",
        "endpoint, endpoints, parameter, param, parameters, api, http method, status code, data type, command, env var, "
        "эндпоинт, 接口, エンドポイント, 端点",
    ),
    "a plan of work": (
        "status, state, deadline, due, due date, progress, estimate, effort, start date, end date, branch, deliverable, "
        "deliverables, exit criteria, done, статус, срок, сроки, дедлайн, прогресс, 状态, 进度, 截止日期, ステータス, 期限, "
        "estado, statut, échéance, plazo, الحالة, 상태",
        "assignee, commit, commits, sprint, milestone, story points, pull request, ticket, коммит, коммиты, спринт",
    ),
    "a table of who answers for what": ("role, роль, rolle, rôle, rol", "accountable, consulted, informed, raci"),
    "a list of requirements": (
        "requirement, requirements, feature, features, module, функция, функции, фича, 功能, 模块, 機能, funktion, "
        "fonctionnalité, funcionalidad, funcionalidade",
        "user story, user stories, acceptance criteria, story id, критерии приёмки, 验收标准",
    ),
    "a list of tests": (
        "passed, ok, result, outcome, preconditions",
        "expected result, actual result, expected results, test case, pass/fail, résultat attendu, résultat obtenu, "
        "ожидаемый результат, resultado esperado, 预期结果, 期待結果",
    ),
    "a history of versions": (
        "version, date, author, changes, change, версия, дата, автор, изменения, 版本, 日期",
        "changelog",
    ),
    "a comparison of offers": (
        "free, pro, basic, premium, enterprise, price, plan, pricing, цена, тариф, preis, prix",
        "",
    ),
    _TERMS: (
        "description, описание, описания, 描述, 说明, 説明, 설명, beschreibung, descripción, descrição, "
        "definition, meaning, contains, contain, example, examples, purpose, aspect, term, definición, "
        "определение, пример, примеры, 定义, 含义, 示例, 例, beispiel, exemple, ejemplo, exemplo, función, función principal",
        "criterion, criteria, abbreviation, acronym, synonym, translation, pronunciation, термин, 术语, 用語",
    ),
    _PERSONAS: (
        "role, age, occupation, job title, location, income, education, tech savvy, needs, роль, возраст, rol, rolle, alter",
        "persona, personas, user type, user group, segment, персона, сегмент, 用户类型, 用户画像, ペルソナ",
    ),
    "a list of things": (
        "id, no, nr, key, code, name, title, label, category, kind, icon, url, link, count, amount, total, unit, quantity, "
        "color, colour, value, weight, имя, название, категория, количество, 名称, 类别, 名前, カテゴリ, nombre, nome, nom, name",
        "module id, item, sku, phase id, stage id, step id, task id",
    ),
    _PEOPLE: (
        "name, company, phone, telephone, mobile, address, city, zip, country, birthday, organisation, organization, телефон, "
        "адрес, компания, telefon, adresse, firma, téléphone, teléfono, 电话, 公司, 地址, 電話, 会社",
        "first name, last name, surname, e-mail, email, email address, e-mail address, vorname, nachname, prénom, apellido, "
        "apellidos, фамилия, имя и фамилия, 邮箱, メールアドレス",
    ),
    "a list of files": (
        "path, location, size",
        "file, files, filename, folder, directory, файл, файлы, 文件, ファイル",
    ),
    "a list of risks": ("impact, severity", "likelihood, probability, вероятность"),
}
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_LETTERS = re.compile(r"[RACIS](?:\s*[/,+&]\s*[RACIS]){0,3}")
_SIGNS = frozenset("✅❌✔✓✗✘☑")


def why_no_map(table: Grid, reading: Reading) -> str:
    """The reason in a sentence; empty where nothing speaks against a map."""
    if event_log.event_log(table) is not None:
        return "This is a log of events, not a map; it can be summarised as one."
    lines = lines_of(table, reading)
    heads = [cleaned(text) for text in _headings(lines, reading)]
    names = _names(lines, reading)
    known = {one for one in _known(lines, reading) if one not in _WEAK}
    staged = _is_staged(lines, reading, names)
    if (
        min(table.size) == 1
        and sum(is_corner(text) or bool(meaning_of(text)) for row in table.rows for text in row) > 2
    ):
        return _nothing_but("it has headings only, and no stage is named in it yet")
    if _are_letters(table):
        return _no_map("a table of who answers for what")
    other, count = _other(heads)
    if len(names) > 1 and sum(_other([name])[1] > 0 for name in names) == len(names) and not staged:
        return _no_map(other)
    if len(names) > 1 and all(_WHO.search(name) for name in names):
        return _no_map(_PERSONAS)
    if staged and other in (_TERMS, _PERSONAS):
        # “Stage” and “Description” are the least that a map says; and it may well say whose stages they are.
        count = 0
    if count > len(known) + 2 * bool(staged) or (count and not known and staged < _BY_NAMES):
        return _no_map(other)
    if not known and not staged:
        return _unknown(table)
    lanes = sum(meaning not in _NO_LANES for meaning in reading.meanings)
    if len(known) == 1 and not staged and lanes > 1:
        return _nothing_but("only one of its headings names a lane of a map, and none its stages")
    if not known and not any(meaning == "own" for meaning in reading.meanings):
        return _nothing_but("no heading of it names a lane of a map")
    if len(names) < 2 and not staged and (len(known) < 3 or 2 * len(known) <= lanes):
        return _nothing_but("nothing in it names a stage")
    if (
        len(known) < 3
        and "emotions" not in known
        and not staged
        and (not names or all(_is_number(name) for name in names))
    ):
        return _nothing_but("nothing in it names the stages")
    return ""


def _no_map(what: str) -> str:
    return f"This does not look like a map but like {what}."


def _nothing_but(reason: str) -> str:
    return f"This does not look like a map: {reason}."


def _headings(lines: Grid, reading: Reading) -> Iterable[str]:
    """What stands along both edges of the table."""
    if reading.labels is not None:
        yield from (row[reading.labels] for row in lines.rows)
    if lines.rows:
        yield from lines.rows[0]


def _names(lines: Grid, reading: Reading) -> list[str]:
    if STAGE_NAMES not in reading.meanings:
        return []
    line = lines.rows[reading.meanings.index(STAGE_NAMES)]
    return [cleaned(text) for n, text in enumerate(line) if n != reading.labels and is_filled(text)]


def _known(lines: Grid, reading: Reading) -> Iterable[str]:
    """What the lines are by headings that are no names of stages (“Support”)."""
    for line, meaning in zip(lines.rows, reading.meanings, strict=True):
        if reading.labels is None or cleaned(line[reading.labels]).casefold() not in USUAL_STAGES:
            yield meaning


def _is_staged(lines: Grid, reading: Reading, names: Sequence[str]) -> int:
    """Whether a heading says that stages stand there (1), or their names do (2)."""
    said = sum(is_usual_stage(name) or (is_numbered(name) and not _is_number(name)) for name in names)
    if said > 1 or (said == len(names) == 1 and (is_numbered(names[0]) or names[0].casefold() in USUAL_STAGES)):
        return _BY_NAMES
    if STAGE_NAMES in reading.meanings and reading.labels is not None:
        return int(is_corner(lines.rows[reading.meanings.index(STAGE_NAMES)][reading.labels]))
    return 0


def _is_number(text: str) -> bool:
    return text.strip(" .#)").isdecimal()


def _are_letters(table: Grid) -> bool:
    """Whether the cells are those of a table that gives each task an R, an A, a C or an I."""
    texts = [text.strip(" *") for row in table.rows[1:] for text in row[1:] if is_filled(text)]
    return len(texts) > 3 and sum(_LETTERS.fullmatch(text[:20]) is not None for text in texts) * 10 > 7 * len(texts)


def _other(heads: Sequence[str]) -> tuple[str, int]:
    """The other kind of table that most headings speak of, and how many do; those that are enough count four times."""
    counts: Counter[str] = Counter()
    for head in dict.fromkeys(heads):
        bare = _BRACKETS.sub("", without_last_number(head)).casefold().strip(" ?:")
        for what, weight in _SPEAKS.get(bare, ()):
            counts[what] += weight
    what, most = max(counts.items(), key=lambda one: one[1], default=("", 0))
    return what, most


def is_head(text: str) -> bool:
    """Whether a text stands at the head of other tables than maps."""
    return bool(_SPEAKS.get(_BRACKETS.sub("", without_last_number(cleaned(text))).casefold().strip(" ?:")))


def _unknown(table: Grid) -> str:
    """Why a table of which no heading is known is none, if it is not."""
    texts = [text for row in table.rows[1:] for text in row[1:] if is_filled(text)]
    if any(_EMAIL.fullmatch(text.strip()) for row in table.rows for text in row):
        return (
            "This does not look like a map but like a list of people: it holds e-mail addresses, and none of its "
            "headings names a stage or a lane."
        )
    numbers = sum(number_in(text) is not None or event_log.moment_of(text) is not None for text in texts)
    if texts and numbers * 10 > 7 * len(texts):
        return "This is a table of numbers, and none of its headings names a stage or a lane."
    if max(table.size) > _LIST:
        return "This is a long list, and none of its headings names a stage or a lane."
    if texts and sum(text.strip()[:1] in _SIGNS for text in texts) * 2 > len(texts):
        return _no_map("a list of what there is and what there is not")
    return ""


def _speaks() -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for what, words in _OTHERS.items():
        for weight, said in zip((1, 4), words, strict=True):
            for word in filter(None, said.split(", ")):
                found.setdefault(word, []).append((what, weight))
    return found


_SPEAKS = _speaks()
