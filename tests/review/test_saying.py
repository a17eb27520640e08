"""Everything that the review says of differences and conflicts goes through the translator, and English comes without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from cjm_desktop.exporting.comparison import MEANINGS, told
from cjm_desktop.layout.report import Heading
from cjm_desktop.model import saying
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import Conflict, Record
from cjm_desktop.review import vocabulary
from cjm_desktop.review.comparison import compare
from cjm_desktop.review.conflict_words import base_words, side_words, title_of
from cjm_desktop.review.difference_words import in_words
from cjm_desktop.review.differences import differences
from cjm_desktop.review.grouped import grouped
from cjm_desktop.review.merging import merge
from cjm_desktop.review.resolving import Choice
from cjm_desktop.review.rules import RULES
from cjm_desktop.templates import load_template
from tests.review.test_merging import edited
from tests.review.test_rules import CASES, TODAY

#: Fields that hold the program's own names: ids, kinds, formats.
_NAMES = re.compile(r"(^|-)[a-z]+(_[a-z]+)*-[\w-]+|sha256\S+|https?:\S+|mailto:\S+|\S+\.cjm|⏎")
_LATIN = re.compile("[A-Za-z]")


def _foreign(context: str, text: str) -> str:
    """What the text leaves room for, without a word of English."""
    assert context in ("differences", "merge", "compare", "catalogue", "review")
    return "§" + "".join(re.findall(r"\{\w+\}", text))


@pytest.fixture
def foreign() -> Iterator[None]:
    saying.speak(_foreign)
    yield
    saying.speak(saying.english)


def muted(value: Any, name: str = "") -> Any:
    """The record, and what is in it, with every text of its user in Cyrillic."""
    if isinstance(value, Record):
        fields = type(value).model_fields
        return value.model_copy(
            update={name: muted(getattr(value, name), name) for name in fields if name not in TABLES}
        )
    if isinstance(value, tuple):
        return tuple(muted(part, name) for part in value)
    free = {"id", "lane", "stage", "sub_stage", "curve", "persona", "channel", "picture", "portrait", "role", "url"}
    kept = free | {"format", "version", "language", "mime", "data", "accent", "icon", "source", "target", "record"}
    kept |= {"hidden_lanes", "hidden_stages", "channels", "personas", "roles", "before", "saved", "table", "field"}
    return _LATIN.sub("ж", value) if type(value) is str and name not in kept else value


def mute(journey: Journey) -> Journey:
    tables = {table: Table.of(map(muted, getattr(journey, table).values())) for table in TABLES}
    return muted(journey).model_copy(update=tables)


def english_in(text: str, journeys: tuple[Journey, ...]) -> list[str]:
    """Words of English that are neither an id nor a name that the program gives to fields of the file."""
    for journey in journeys:
        for id_ in {id_ for table in TABLES for id_ in getattr(journey, table)}:
            text = text.replace(id_, "")
    return re.findall(r"[A-Za-z]{2,}", _NAMES.sub("", text))


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("key", ["current-state", "service-blueprint", "future-state"])
def test_no_word_about_what_differs_is_left_in_english(key: str) -> None:
    start = load_template(key)
    for seed in range(12):
        before, after = mute(edited(start, seed, 3)), mute(edited(start, seed + 100, 12))
        found = differences(before, after)
        said = [*in_words(found), *in_words(found, 3)]
        said += [part for group in grouped(found) for line in group.lines for part in (group.title, line.sentence)]
        comparison = compare(before, after)
        assert MEANINGS
        for part in told(comparison):
            said += (
                [part.text] if isinstance(part, Heading) else [cell for row in (*part.rows, part.head) for cell in row]
            )
        # Accents, languages and roles that the catalogue does not know are names in the file.
        names = {"violet", "blue", "teal", "en", "own", "sky", "circle", "dot", "wax", "rail"}
        left = {word for text in said for word in english_in(text, (before, after))} - names
        assert not {word for word in left if any(word in text for text in _program_words())}, left


def _program_words() -> set[str]:
    """Every text that is marked for translation in the vocabulary, and the words that join them."""
    marked = {word for words in vocabulary._NOUNS.values() for word in words}
    marked |= {*vocabulary._FIELD_WORDS.values(), *vocabulary._VALUES.values()}
    return marked | {
        "added removed changed moved instead of now reads from to within among others listed order unnamed"
    }


@pytest.mark.usefixtures("foreign")
def test_no_word_about_conflicts_is_left_in_english() -> None:
    start = load_template("current-state")
    said: list[str] = []
    maps: list[Journey] = []
    for seed in range(25):
        sides = [mute(edited(start, seed + more, 12)) for more in (0, 500)]
        journey = merge(mute(start), *sides).journey
        maps += [journey, *sides]
        for conflict in journey.conflicts:
            said.append(title_of(journey, conflict))
            said.append(base_words(journey, conflict))
            said += [side_words(journey, conflict, choice) for choice in (Choice.OURS, Choice.THEIRS)]
    assert len(said) > 40
    left = {word for text in said for word in english_in(text, tuple(maps))}
    assert not {word for word in left if any(word in text for text in _program_words())}, left


def test_every_field_and_value_has_a_word() -> None:
    kinds = [Journey, *(kind for kind in Record.__subclasses__() if kind not in (Conflict, Journey))]
    fields = {name for kind in kinds for name in kind.model_fields} - {*TABLES}
    assert fields - {"id", "format", "version", "version_pictures"} <= set(vocabulary._FIELD_WORDS)
    assert set(TABLES) == set(vocabulary._NOUNS)
    assert vocabulary.field_word("connectors", "source") == "beginning"
    assert vocabulary.field_word("cards", "from_a_newer_version") == "from a newer version"


@pytest.mark.parametrize("rule", RULES)
def test_what_a_rule_says_can_be_translated(rule: str) -> None:
    (first, *_) = RULES[rule].found(_look(CASES[rule].bad))
    assert first.said(lambda _context, _text: "") == ""


def _look(journey: Journey) -> Any:
    from cjm_desktop.review.rules.look import Look

    return Look(journey, TODAY, None)
